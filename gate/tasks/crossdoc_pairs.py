"""Given mentions of events, as what is compared of them: their words, those about them, and the reader's states."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gate.tasks.tables import rows
from saidwho.errors import DataDamaged
from saidwho.merging.across.words import stem, telling_vector, weight
from saidwho.model.pieces import pieces_of
from saidwho.model.runtime import GRAPHS, Runtime
from saidwho.model.windows import windows
from saidwho.parsing import Parse
from saidwho.records import Span
from saidwho.resources import manifest

_EMPTY = frozenset({"DET", "ADP", "PUNCT", "AUX", "PART", "PRON"})
_FULL = frozenset({"NOUN", "PROPN", "NUM", "ADJ"})
_DOER = frozenset({"nsubj", "agent", "poss"})
_DONE_TO = frozenset({"dobj", "nsubjpass", "pobj", "attr"})
_BESIDE = frozenset({"prep", "nmod", "npadvmod", "advmod", "nummod"})
_WINDOW, _PHRASE = 6, 8
_NONE = np.zeros(0, np.float64)
Words = frozenset[str]
Row = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Deed:
    """One mention: stems of its words and of those about it. `line` is the number of its sentence.

    `grams` are its runs of three letters, `long` its number of letters; `state` is what the reader's encoder makes of
    it, drawn out to tell events apart (empty without the reader).
    """

    id: str
    document: int
    line: int
    stem: str
    stems: Words
    lemma: str
    grams: Words
    long: int
    rare: float
    size: int
    pos: str
    parties: Mapping[str, Words]
    shared: Mapping[str, Words]
    sentence: Mapping[str, int]
    state: Row


def deed_of(document: int, mention: Mapping[str, Any], parse: Parse, lines: list[Span], states: States) -> Deed:
    """Everything that is compared of a mention. Spans are offsets into the text that was parsed."""
    tokens = tokens_of(mention, parse)
    line = bisect_right([s.start for s in lines], mention["start"]) - 1
    text = str(mention.get("text") or parse.text[mention["start"] : mention["end"]]).lower()
    grams = frozenset(f" {text} "[n : n + 3] for n in range(len(text)))
    if not tokens:
        own = frozenset({text})
        return Deed(mention["id"], document, line, text, own, text, grams, len(text), 0.0, 1, "X", {}, {}, {}, _NONE)
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
        parse.lemma[head],
        grams,
        len(text),
        weight(parse.lemma[head]),
        min(len(lemmas), 2),
        parse.pos[head][:1],
        _parties(parse, head, inside),
        _shared(parse, head, inside),
        telling_vector(" ".join(parse.word[first:past])),
        drawn(states, tokens),
    )


def tokens_of(mention: Mapping[str, Any], parse: Parse) -> list[int]:
    """The tokens of a mention, which may be in several stretches."""
    spans = [Span(*s) for s in mention.get("segments") or [(mention["start"], mention["end"])]]
    return [t for span in spans for t in parse.tokens_in(span)]


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


States = Mapping[int, NDArray[np.float32]]
"""What the encoder makes of each token of one document."""


def states_of(parse: Parse, runtime: Runtime | None) -> States:
    """The encoder's states of all tokens; none without the reader."""
    found: dict[int, NDArray[np.float32]] = {}
    if runtime is not None:
        for window in windows(parse, pieces_of):
            tokens, _ = runtime.encode(window)
            found.update(zip(window.tokens, tokens[0], strict=True))
    return found


@lru_cache(maxsize=1)
def encoder() -> Runtime | None:
    """The reader's encoder; None where it is missing or not the one that the projection was fitted to."""
    try:
        return Runtime() if projection() is not None else None
    except (ImportError, DataDamaged):
        return None


@lru_cache(maxsize=1)
def projection() -> tuple[Row, Row] | None:
    """The mean of states (d,) and the projection (d, k) under which one event's mentions lie close."""
    told = list(rows("crossdoc_states"))
    if told[0]["mean"] != manifest()[GRAPHS[0]].sha256[:16]:
        return None
    table = np.array([[float(v) for v in row["weights"].split()] for row in told[1:]]) / 1000
    return np.array([float(row["mean"]) for row in told[1:]]) / 1000, table


def mean_state(states: States, tokens: Sequence[int]) -> Row:
    """The mean of the states of a mention's tokens; empty where none has one."""
    found = [states[t].astype(np.float64) for t in tokens if t in states]
    return np.asarray(np.mean(found, axis=0)) if found else _NONE


def drawn(states: States, tokens: Sequence[int]) -> Row:
    """The state of a mention under the projection, of length 1; empty where there is none."""
    mean, given = mean_state(states, tokens), projection()
    if given is None or not len(mean):
        return _NONE
    row = np.asarray((mean - given[0]) @ given[1])
    return np.asarray(row / (np.sqrt((row * row).sum()) + 1e-9))
