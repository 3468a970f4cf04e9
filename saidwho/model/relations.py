"""How each token of a window stands to one cue in the parse. Small integers, shared by training and use."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saidwho.model.windows import DEP, DEP_NUMBER
from saidwho.parsing import Parse

Ints = NDArray[np.int64]
ON_PATH, OUTSIDE = len(DEP), len(DEP) + 1
"""Branches beside the labels: the token is the cue or above it; it is in another sentence."""
BRANCHES = len(DEP) + 2
LEVELS, DEPTHS, PLACES = 6, 4, 6
STEPS = (1, 2, 3, 4, 6, 9, 14, 22, 40)
DISTANCES = 2 * len(STEPS) + 3
FIELDS = ("branch", "level", "depth", "place", "distance")
SIZES = (BRANCHES, LEVELS, DEPTHS, PLACES, DISTANCES)
HEADS = frozenset({"VERB", "AUX", "NOUN", "ADP", "ADJ", "ADV", "PROPN"})
NEAR = 3
"""Paragraphs before or behind that still count as near."""
DEEPEST = 60
"""Steps up a tree after which it is taken for broken."""


@dataclass(frozen=True, slots=True)
class Relation:
    """One entry a token. `branch` is the label by which the token hangs on the path from the cue to the root, `level`
    how far up that path (0 at the cue), `depth` how far below it, `place` where its paragraph is, `distance` in steps.
    """

    branch: Ints
    level: Ints
    depth: Ints
    place: Ints
    distance: Ints


@dataclass(frozen=True, slots=True)
class Lines:
    """Sentence and paragraph of each token of a window."""

    tokens: list[int]
    number: Ints
    sent: Ints
    para: Ints


def lines(parse: Parse, tokens: list[int]) -> Lines:
    """What `relation` needs of a window, made once for all its cues."""
    return Lines(
        tokens,
        np.array(tokens, np.int64),
        np.array([parse.sent[i] for i in tokens], np.int64),
        np.array([parse.para[i] for i in tokens], np.int64),
    )


def cue_head(parse: Parse, first: int, last: int) -> int:
    """The token of a cue (inclusive bounds) that governs the others."""
    for i in range(first, last + 1):
        if (parse.head[i] == i or not first <= parse.head[i] <= last) and parse.pos[i] in HEADS:
            return i
    return next((i for i in range(first, last + 1) if not first <= parse.head[i] <= last), first)


def relation(parse: Parse, window: Lines, first: int, last: int) -> Relation:
    """Relations of a window's tokens to the cue from token `first` to `last` (inclusive)."""
    head = cue_head(parse, first, last)
    path = {head: 0}
    for above in parse.ancestors(head):
        path[above] = len(path)
    size = len(window.tokens)
    branch, level = np.full(size, OUTSIDE, np.int64), np.full(size, LEVELS - 1, np.int64)
    depth = np.zeros(size, np.int64)
    begin, past = parse.sents[parse.sent[head]]
    at, end = bisect_left(window.tokens, begin), bisect_left(window.tokens, past)
    for n in range(at, end):
        branch[n], level[n], depth[n] = _climb(parse, window.tokens[n], path)
    return Relation(branch, level, depth, _place(window, parse, head), _distance(window.number, first, last))


def _climb(parse: Parse, i: int, path: dict[int, int]) -> tuple[int, int, int]:
    if i in path:
        return ON_PATH, min(path[i], LEVELS - 2), 0
    depth = 0
    while parse.head[i] not in path:
        if parse.head[i] == i or depth > DEEPEST:
            return OUTSIDE, LEVELS - 2, 0
        i = parse.head[i]
        depth += 1
    return DEP_NUMBER.get(parse.dep[i], 0), min(path[parse.head[i]], LEVELS - 2), min(depth, DEPTHS - 1)


def _place(window: Lines, parse: Parse, head: int) -> Ints:
    """0 the cue's sentence, 1 and 2 its paragraph before and behind, 3 and 4 near ones before and behind, 5 farther."""
    gap = window.para - parse.para[head]
    found = np.where(
        gap == 0,
        np.where(window.number < head, 1, 2),
        np.where((gap < 0) & (gap >= -NEAR), 3, np.where((gap > 0) & (gap <= NEAR), 4, 5)),
    )
    found[window.sent == parse.sent[head]] = 0
    return np.asarray(found, np.int64)


def _distance(number: Ints, first: int, last: int) -> Ints:
    """0 in the cue, then the steps before it and those behind it."""
    far = np.maximum(first - number, number - last)
    step = 1 + np.searchsorted(STEPS, far)
    return np.asarray(np.where(far <= 0, 0, step + np.where(number > last, len(STEPS) + 1, 0)), np.int64)
