"""Which articles may be copies of each other, and how much text two of them share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from saidwho.merging.copies_sketch import OPENING, WORDS, Hashes, Sketch

SAMPLE = 2
"""One shingle in so many is looked up: Broder's sampling by remainder, so that two texts take the same ones."""
TOGETHER = 2
"""Sampled shingles that a candidate pair shares; a copy shares eight shingles or more, of which half are expected."""
NEAR = 8
"""Partners of each sketch, first ones and next ones, in a crowd."""
COVERED = 0.5
"""Part of a sentence's shingles in the other article from which it is the same sentence."""
RETOLD = 0.65
"""Part of a lead's words (without function words, at least `FEW`) in one sentence of the other's beginning from which
it is that sentence told anew; `SHUFFLED` is the part of all its words, for headlines."""
FEW = 4
SHUFFLED = 0.85
HEADLINE = 5
BEGINNING = 2
"""Sentences of which one must be in the other article, on both sides: a copy begins where its story begins, while
a paragraph taken over stands anywhere."""
RUN = 5
"""Sentences in common from which two articles are copies though neither begins like the other: local paragraphs taken
from another story are fewer."""


SHARED = 12
"""Shingles that copies share; `SHORT` where they make up `MOST` of the shorter one."""
SHORT, MOST = 8, 0.4
PLAIN = 0.5
"""Containment from which nothing changes where a lead told anew counts too."""
AT_ONCE = 1_000_000
"""Pairs held before they are counted."""
LIKE = 0.3
"""Containment from which a third article vouches for two others."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What two articles share: `shared` shingles, and `containment`, the part of the words of the one that has more
    of its words in the other. `alike`: both begin the same way, or they have a run of sentences in common.
    """

    shared: int
    containment: float
    alike: bool

    @property
    def enough(self) -> bool:
        """Whether they share enough to be copies at all."""
        return self.shared >= SHARED or (self.shared >= SHORT and self.containment >= MOST)


def candidate_pairs(sketches: Sequence[Sketch], *, crowd: int) -> list[tuple[int, int]]:
    """Sorted pairs of indexes (lower first) of sketches that share some sampled shingles.

    Of a shingle that more than `crowd` sketches hold, each is paired with the first and the next few only.
    """
    hashes = [s.known[s.known % np.uint32(SAMPLE) == 0] for s in sketches]
    if not hashes:
        return []
    owner = np.repeat(np.arange(len(sketches), dtype=np.int64), [len(h) for h in hashes])
    flat = np.concatenate(hashes)
    order = np.lexsort((owner, flat))
    flat, owner = flat[order], owner[order]
    edges = np.flatnonzero(np.r_[True, flat[1:] != flat[:-1], True])
    found, counts = np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    for codes in _codes(owner, edges, crowd):
        both, at = np.unique(np.concatenate([found, codes]), return_inverse=True)
        weights = np.concatenate([counts, np.ones(len(codes), dtype=np.int64)])
        found, counts = both, np.bincount(at, weights).astype(np.int64)
    return [(int(c) >> 32, int(c) & 0xFFFFFFFF) for c in found[counts >= TOGETHER]]


def _codes(owner: NDArray[np.int64], edges: NDArray[np.int64], crowd: int) -> Iterator[NDArray[np.int64]]:
    """The pairs of sketches that hold one shingle, each as one number, some millions at a time.

    `owner` lists sketches by shingle; those of shingle n stand at `edges[n]:edges[n + 1]`.
    """
    sizes = np.diff(edges)
    waiting: list[NDArray[np.int64]] = []
    for size in np.unique(sizes[sizes > 1]).tolist():
        first, second = _partners(size, crowd)
        starts = edges[:-1][sizes == size]
        step = max(1, AT_ONCE // len(first))
        for n in range(0, len(starts), step):
            here = starts[n : n + step, None]
            waiting.append(((owner[here + first] << 32) | owner[here + second]).ravel())
            if sum(map(len, waiting)) >= AT_ONCE:
                yield np.concatenate(waiting)
                waiting.clear()
    if waiting:
        yield np.concatenate(waiting)


def _partners(size: int, crowd: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Which of so many sketches are paired."""
    if size <= crowd:
        first, second = np.triu_indices(size, 1)
        return first, second
    near = [(np.arange(size - step), np.arange(step, size)) for step in range(1, NEAR + 1)]
    heads = [(np.full(size - n - NEAR - 1, n), np.arange(n + NEAR + 1, size)) for n in range(NEAR)]
    left, right = zip(*near, *heads, strict=True)
    return np.concatenate(left), np.concatenate(right)


def compare(a: Sketch, b: Sketch) -> Pair:
    """What two articles share, and whether they may be copies."""
    cover_a, shared = _cover(a, b)
    if shared < SHORT:
        return Pair(shared, 0.0, False)
    cover_b, _ = _cover(b, a)
    exact = max(_part(a, cover_a), _part(b, cover_b))
    if exact < PLAIN or not (_begins(a, cover_a) and _begins(b, cover_b)):
        _add_retold(cover_a, a, b)
        _add_retold(cover_b, b, a)
    containment = max(_part(a, cover_a), _part(b, cover_b))
    begins = _begins(a, cover_a) and _begins(b, cover_b)
    run = min(int((cover_a >= COVERED).sum()), int((cover_b >= COVERED).sum()))
    return Pair(shared, containment, begins or run >= RUN)


def _begins(sketch: Sketch, cover: NDArray[np.float64]) -> bool:
    return bool((sketch.own[:BEGINNING] & (cover[:BEGINNING] >= COVERED)).any())


def _part(sketch: Sketch, cover: NDArray[np.float64]) -> float:
    """The part of an article's own words in a cover; of all its words where it only quotes."""
    return float(cover @ sketch.weights)


def _cover(a: Sketch, b: Sketch) -> tuple[NDArray[np.float64], int]:
    """The part of each sentence of `a` that stands in `b`, and the shingles in common."""
    if not len(a.shingles) or not len(b.known):
        return np.zeros(len(a.sizes)), 0
    there = held(a.shingles, b.known)
    return np.add.reduceat(there, a.starts, dtype=np.float64) / (a.sizes - WORDS + 1), int(there.sum())


@lru_cache(maxsize=1024)
def _leads(sketch: Sketch) -> tuple[tuple[frozenset[int], frozenset[int]], ...]:
    return sketch.leads


def _add_retold(cover: NDArray[np.float64], a: Sketch, b: Sketch) -> None:
    """Counts the leads of `a` that stand in other words at the beginning of `b`."""
    leads, others = _leads(a), _leads(b)
    for n, (words, bare) in enumerate(leads[:OPENING]):
        if cover[n] >= COVERED:
            continue
        if len(bare) >= FEW:
            part = max(len(bare & other) for _, other in others) / len(bare)
            cover[n] = max(cover[n], part if part >= RETOLD else 0.0)
        if n < BEGINNING and len(words) >= HEADLINE:
            part = max(len(words & other) for other, _ in others[:OPENING]) / len(words)
            cover[n] = max(cover[n], part if part >= SHUFFLED else 0.0)


def held(shingles: Hashes, known: Hashes) -> NDArray[np.bool_]:
    """Which of these shingles are among the known ones (sorted, not empty)."""
    at = np.searchsorted(known, shingles)
    at[at == len(known)] = 0
    found: NDArray[np.bool_] = known[at] == shingles
    return found


def likenesses(pairs: Mapping[tuple[int, int], Pair]) -> dict[tuple[int, int], float]:
    """The containment of every pair that may be copies.

    Two that neither begin alike nor have a run in common may be copies where both are alike with a third.
    """
    able = {key: pair for key, pair in pairs.items() if pair.enough}
    near: dict[int, set[int]] = {}
    for (a, b), pair in able.items():
        if pair.alike and pair.containment >= LIKE:
            near.setdefault(a, set()).add(b)
            near.setdefault(b, set()).add(a)
    return {
        (a, b): pair.containment
        for (a, b), pair in able.items()
        if pair.alike or not near.get(a, set()).isdisjoint(near.get(b, set()))
    }
