"""What is kept of an article to compare it with others: hashes of its words, sentence by sentence.

Hashes come from BLAKE2b and unsigned 64-bit arithmetic alone: the same on every platform.
"""

from __future__ import annotations

import bisect
import hashlib
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from saidwho.records import Article, Span
from saidwho.resources import read_table

Hashes = NDArray[np.uint32]
Wide = NDArray[np.uint64]
Counts = NDArray[np.int32]

WORDS = 4
"""Words of a shingle, within one sentence."""
OPENING = 4
"""Sentences at the beginning whose words are kept, to recognise a lead told anew."""
AGAINST = 8
"""Sentences at the beginning of the other article that a lead is held against."""
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_QUOTED = re.compile(
    r"“(?P<curly>[^“”]+)(?:”|$)|``(?P<tex>(?:[^`'\n]|'(?!'))+)(?:''|$)|(?<![\w\"])\"(?P<straight>[^\"\n]+)(?:\"|$)",
    re.MULTILINE,
)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, eq=False)
class Sketch:
    """The title and each sentence of the body with at least `WORDS` words, in order; n has the words `sizes[n]`
    and its shingles begin at `starts[n]` of `shingles`. `known` holds each shingle once, sorted.
    `own` tells whether the article says it itself, rather than quotes it for the most part.
    `opening` holds the words of the first `AGAINST` sentences; the lowest bit marks function words."""

    id: str
    sizes: Counts
    starts: Counts
    own: NDArray[np.bool_]
    shingles: Hashes
    known: Hashes
    opening: Wide

    @cached_property
    def weights(self) -> NDArray[np.float64]:
        """Each sentence's part of the article's own words; of all its words where it only quotes."""
        sizes = self.sizes * self.own if self.own.any() else self.sizes
        weights: NDArray[np.float64] = sizes / max(1, int(sizes.sum()))
        return weights

    @property
    def leads(self) -> tuple[tuple[frozenset[int], frozenset[int]], ...]:
        """The words of each of the first sentences: all, and those that are no function words."""
        found, at = [], 0
        for size in self.sizes[:AGAINST].tolist():
            words = frozenset(self.opening[at : at + size].tolist())
            found.append((words, frozenset(w for w in words if not w & 1)))
            at += size
        return tuple(found)

    @property
    def length(self) -> int:
        """Words in all sentences."""
        return int(self.sizes.sum())


class Sketcher:
    """Makes sketches; keeps the hashes of the words that it has seen."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}
        rows = read_table("reading/function_words.tsv")
        self._function = {w for row in rows if row["language"] == "English" for w in row["words"].split()}

    def sketch(self, article: Article) -> Sketch:
        """The sketch of an article's title and body."""
        words: list[int] = []
        sizes, spans = [], []
        for span in sentences(article):
            found = self._hashes(article.quote(span))
            if len(found) >= WORDS:
                words += found
                sizes.append(len(found))
                spans.append(span)
        lengths = np.array(sizes, dtype=np.int32)
        hashed = np.array(words, dtype=np.uint64)
        runs = _shingles(hashed, lengths)
        starts = np.cumsum(lengths - WORDS + 1, dtype=np.int32) - (lengths - WORDS + 1)
        inside = list(quoted(article))
        own = np.array([not _is_quoted(span, inside) for span in spans], dtype=np.bool_)
        opening = hashed[: int(lengths[:AGAINST].sum())].copy()
        return Sketch(article.id, lengths, starts, own, runs, np.unique(runs), opening)

    def _hashes(self, text: str) -> list[int]:
        return [self._hash(w.casefold()) for w in _WORD.findall(text)]

    def _hash(self, word: str) -> int:
        known = self._known.get(word)
        if known is None:
            digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
            known = self._known[word] = int.from_bytes(digest, "little") & ~1 | (word in self._function)
        return known


def sentences(article: Article) -> Iterator[Span]:
    """The title and the sentences of the body, cut by their marks alone."""
    for kind, span in ((p.kind, p.span) for p in article.paragraphs):
        if kind == "title":
            yield span
        if kind != "body":
            continue
        start = span.start
        for match in _SENTENCE.finditer(article.text, span.start, span.end):
            yield Span(start, match.start())
            start = match.end()
        yield Span(start, span.end)


def quoted(article: Article) -> Iterator[Span]:
    """What stands between quotation marks in the body; a mark that is not closed reaches to the paragraph's end."""
    for span in (p.span for p in article.paragraphs if p.kind == "body"):
        for match in _QUOTED.finditer(article.text, span.start, span.end):
            start, end = match.span(match.lastgroup or 0)
            words = article.text[start:end]
            yield Span(start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip()))


def _is_quoted(sentence: Span, inside: list[Span]) -> bool:
    """Whether more than half of a sentence stands between quotation marks. `inside` are sorted."""
    first = bisect.bisect_left(inside, sentence.start, key=lambda s: s.end)
    length = 0
    for span in itertools.takewhile(lambda s: s.start < sentence.end, inside[first:]):
        length += min(span.end, sentence.end) - max(span.start, sentence.start)
    return 2 * length > sentence.end - sentence.start


def _shingles(words: Wide, lengths: Counts, size: int = WORDS) -> Hashes:
    """The hash of every run of words within one sentence, in order."""
    count = max(0, len(words) - size + 1)
    found = np.zeros(count, dtype=np.uint64)
    for n in range(size):
        found = (found ^ words[n : n + count]) * _FACTOR
        found ^= found >> np.uint64(29)
    found *= _MIX
    ends = np.repeat(np.cumsum(lengths), lengths)[:count]
    inside = np.arange(count) + size <= ends
    return (found[inside] >> np.uint64(32)).astype(np.uint32)
