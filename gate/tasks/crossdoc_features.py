"""What two mentions of events have in common, as numbers; NaN where one of them does not tell."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from gate.tasks.crossdoc_pairs import Deed, Words
from gate.tasks.tables import rows
from saidwho.merging.across.words import UNIT, weight

NAMES = (
    "stem", "kin", "state", "letters", "length", "rarer", "commoner", "shorter", "longer",
    "subject", "subject share", "object", "object share", "beside", "beside share", "about", "about share",
    "subject object", "object subject", "sentence", "names", "numbers", "times", "near",
    "pages", "one page", "one sentence", "nouns", "verbs", "noun and verb", "at the head",
    "page share low", "page share high", "page share both",
)  # fmt: skip
"""The features in their order; `crossdoc_trees.tsv` names them."""
_UNKNOWN = math.nan


class Spread:
    """In how many documents of each group a stem is told of: what all reports tell is more often one event."""

    def __init__(self, deeds: Sequence[Deed], groups: Sequence[int]) -> None:
        self._groups = groups
        self._documents: dict[tuple[int, str], set[int]] = {}
        self._size: dict[int, int] = {}
        for group in groups:
            self._size[group] = self._size.get(group, 0) + 1
        for deed in deeds:
            self._documents.setdefault((groups[deed.document], deed.stem), set()).add(deed.document)

    def of(self, a: Deed, b: Deed) -> tuple[float, float, float]:
        """Shares of the documents of their groups: the lower, the higher, that with either."""
        first, second = self._groups[a.document], self._groups[b.document]
        one, other = self._documents[first, a.stem], self._documents[second, b.stem]
        shares = sorted((len(one) / self._size[first], len(other) / self._size[second]))
        return shares[0], shares[1], len(one | other) / self._size[first]


def features(a: Deed, b: Deed, likes: float, spread: Spread) -> list[float]:
    """The features of a pair, in the order of `NAMES`. `likes` is the cosine of the two documents."""
    one = a.document == b.document
    kinds = sorted((a.pos, b.pos))
    return [
        _stem(a, b),
        kin(a.lemma, b.lemma),
        float(a.state @ b.state) if len(a.state) and len(b.state) else _UNKNOWN,
        len(a.grams & b.grams) / max(1, len(a.grams | b.grams)),
        float(abs(a.long - b.long)),
        *sorted((a.rare, b.rare)),
        *(float(n) for n in sorted((a.size, b.size))),
        *(v for name in ("subj", "obj", "mods", "ctx") for v in _overlap(a.parties.get(name), b.parties.get(name))),
        _share(a.parties.get("subj"), b.parties.get("obj")),
        _share(a.parties.get("obj"), b.parties.get("subj")),
        _cosine(a.sentence, b.sentence),
        *(_share(a.shared.get(name), b.shared.get(name)) for name in ("names", "nums", "times", "near")),
        1.0 if one else likes,
        float(one),
        float(one and a.line == b.line),
        float(kinds == ["N", "N"]),
        float(kinds == ["V", "V"]),
        float(kinds == ["N", "V"]),
        float((a.line <= 1) + (b.line <= 1)),
        *spread.of(a, b),
    ]


def _stem(a: Deed, b: Deed) -> float:
    if a.stem == b.stem:
        return 3.0
    if a.stem[:5] == b.stem[:5] and len(a.stem) > 4:
        return 2.0
    return 1.0 if a.stems & b.stems else 0.0


@lru_cache(maxsize=1)
def _families() -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """Of each word the meanings that are most used, and all of them, with those of the words derived from it."""
    found = {}
    for row in rows("crossdoc_kin"):
        first = frozenset(row["first"].split())
        found[row["word"]] = (first, first | frozenset(row["later"].split()))
    return found


@lru_cache(maxsize=100_000)
def kin(a: str, b: str) -> float:
    """2 where two words share a common meaning, 1 where they share any, 0 where they share none."""
    one, other = _families().get(a), _families().get(b)
    if one is None or other is None:
        return _UNKNOWN
    return 2.0 if one[0] & other[0] else float(bool(one[1] & other[1]))


def _overlap(a: Words | None, b: Words | None) -> tuple[float, float]:
    """The weight of the shared words, and its share of the lighter of both."""
    if not a or not b:
        return _UNKNOWN, _UNKNOWN
    both = _weight(a & b)
    return both, both / max(1e-6, min(_weight(a), _weight(b)))


def _weight(words: Iterable[str]) -> float:
    return math.fsum(weight(w) for w in words)


def _share(a: Words | None, b: Words | None) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else _UNKNOWN


def _cosine(a: Mapping[str, int], b: Mapping[str, int]) -> float:
    return sum(value * b[word] for word, value in a.items() if word in b) / UNIT**2
