"""What two mentions of events have in common, as named levels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from saidwho.merging.across.words import UNIT, stem, telling_vector, weight
from saidwho.parsing import Parse
from saidwho.records import Span
from saidwho.resources import read_table

_EMPTY = frozenset({"DET", "ADP", "PUNCT", "AUX", "PART", "PRON"})
_FULL = frozenset({"NOUN", "PROPN", "NUM", "ADJ"})
_DOER = frozenset({"nsubj", "agent", "poss"})
_DONE_TO = frozenset({"dobj", "nsubjpass", "pobj", "attr"})
_BESIDE = frozenset({"prep", "nmod", "npadvmod", "advmod", "nummod"})
_WINDOW, _PHRASE = 6, 8
Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Deed:
    """One mention: stems of its words and of those about it. `line` is the number of its sentence."""

    id: str
    document: int
    line: int
    stem: str
    stems: Words
    rare: float
    size: int
    pos: str
    parties: Mapping[str, Words]
    shared: Mapping[str, Words]
    sentence: Mapping[str, int]


def deed_of(document: int, mention: Mapping[str, Any], parse: Parse, lines: list[Span]) -> Deed:
    """Everything that is compared of a mention. Spans are offsets into the text that was parsed."""
    spans = [Span(*s) for s in mention.get("segments") or [(mention["start"], mention["end"])]]
    tokens = [t for span in spans for t in parse.tokens_in(span)]
    line = bisect_right([s.start for s in lines], mention["start"]) - 1
    if not tokens:
        word = str(mention.get("text", "")).casefold()
        return Deed(mention["id"], document, line, word, frozenset({word}), 0.0, 1, "X", {}, {}, {})
    inside = set(tokens)
    head = next((t for t in tokens if parse.head[t] not in inside or parse.head[t] == t), tokens[0])
    lemmas = [parse.lemma[t] for t in tokens if parse.pos[t] not in _EMPTY or len(tokens) == 1] or [parse.lemma[head]]
    first, past = parse.sents[parse.sent[head]]
    return Deed(
        mention["id"],
        document,
        line,
        stem(parse.lemma[head]),
        frozenset(stem(w) for w in lemmas),
        weight(parse.lemma[head]),
        min(len(lemmas), 2),
        parse.pos[head][:1],
        _parties(parse, head, inside),
        _shared(parse, head, inside),
        telling_vector(" ".join(parse.word[first:past])),
    )


def _parties(parse: Parse, head: int, inside: set[int]) -> dict[str, Words]:
    found: dict[str, list[str]] = {"subj": [], "obj": [], "mods": []}

    def phrase(top: int) -> list[str]:
        return [parse.lower[i] for i in parse.subtree(top) if parse.pos[i] in _FULL and i not in inside][:_PHRASE]

    for child in parse.children[head]:
        dep = parse.dep[child]
        if child in inside:
            continue
        if dep in _DOER:
            found["subj"] += phrase(child)
        elif dep in _DONE_TO:
            found["obj"] += phrase(child)
        elif dep in _BESIDE:
            found["mods"] += phrase(child)
        elif dep in ("compound", "amod"):
            found["mods"].append(parse.lower[child])
    if parse.dep[head] == "compound":
        found["mods"].append(parse.lower[parse.head[head]])
    stems = {name: frozenset(stem(w) for w in words) for name, words in found.items()}
    return {**stems, "ctx": stems["subj"] | stems["obj"] | stems["mods"]}


def _shared(parse: Parse, head: int, inside: set[int]) -> dict[str, Words]:
    first, past = parse.sents[parse.sent[head]]

    def those(tokens: Iterable[int]) -> Words:
        return frozenset(parse.lower[i] for i in tokens)

    sentence = range(first, past)
    near = range(max(first, head - _WINDOW), min(past, head + _WINDOW + 1))
    full = _FULL | {"VERB"}
    return {
        "names": those(i for i in sentence if parse.pos[i] == "PROPN"),
        "nums": those(i for i in sentence if parse.pos[i] == "NUM"),
        "times": those(
            i for i in sentence if parse.ent[i] in ("DATE", "TIME") and parse.pos[i] in ("PROPN", "NUM", "NOUN")
        ),
        "near": frozenset(stem(parse.lower[i]) for i in near if i not in inside and parse.pos[i] in full),
    }


def levels(a: Deed, b: Deed, likes: float) -> Iterator[str]:
    """The outcome of every comparison, by name. `likes` is the cosine of the two documents."""
    deed = _deed(a, b)
    close = "S" if deed in ("same", "part", "prefix") else "O"
    one = a.document == b.document
    page = "doc" if one else _step(likes, (0.1, 0.2, 0.3, 0.4, 0.55))
    yield from (f"head:{deed}", f"hd:{deed}:{page}", f"d:{page}")
    if deed in ("same", "part"):
        yield "hw:" + _step(a.rare, (1.0, 2.2, 3.2, 4.2, 5.3))
        yield f"len:{a.size}{b.size}"
    for name in ("subj", "obj", "mods", "ctx"):
        yield f"{name}:{close}:{_overlap(a.parties.get(name), b.parties.get(name))}"
    yield f"sent{close}:" + _step(_cosine(a.sentence, b.sentence), (0.05, 0.1, 0.2, 0.35, 0.5, 0.8))
    for name in ("names", "nums", "times", "near"):
        yield f"{name}:{close}:{_share(a.shared.get(name), b.shared.get(name))}"
    yield f"samesent:{int(one and a.line == b.line)}"
    yield "pos:" + "".join(sorted((a.pos, b.pos)))
    yield f"first:{close}:{(a.line <= 1) + (b.line <= 1)}"


def _deed(a: Deed, b: Deed) -> str:
    if a.stem == b.stem:
        return "same"
    if a.stems & b.stems:
        return "part"
    if a.stem[:5] == b.stem[:5] and len(a.stem) > 4:
        return "prefix"
    return "syn" if frozenset((a.stem, b.stem)) in synonyms() else "other"


@lru_cache(maxsize=1)
def synonyms() -> frozenset[frozenset[str]]:
    """Pairs of stems that told of one event in several topics of the training part."""
    return frozenset(frozenset((r["stem"], r["other"])) for r in read_table("merging/weights_synonyms.tsv"))


def _step(value: float, cuts: tuple[float, ...]) -> str:
    return str(sum(value >= cut for cut in cuts))


def _overlap(a: Words | None, b: Words | None) -> str:
    if not a or not b:
        return "u"
    both = sorted(a & b)
    return str(1 + sum(sum(weight(w) for w in both) >= cut for cut in (2.5, 5.0, 9.0))) if both else "0"


def _share(a: Words | None, b: Words | None) -> str:
    if not a or not b:
        return "u"
    both = len(a & b) / min(len(a), len(b))
    return "0" if both == 0 else "1" if both < 0.34 else "2" if both < 0.67 else "3"


def _cosine(a: Mapping[str, int], b: Mapping[str, int]) -> float:
    return sum(value * b[word] for word, value in a.items() if word in b) / UNIT**2
