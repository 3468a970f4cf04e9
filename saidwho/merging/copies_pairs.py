"""Which articles may be copies of each other, and how much text two of them share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saidwho.merging.copies_sketch import AGAINST, OPENING, WORDS, Hashes, Sketch

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
    sizes = np.diff(edges)
    codes = [_pairs_of(owner, edges[:-1][sizes == k], int(k), crowd) for k in np.unique(sizes[sizes > 1])]
    if not codes:
        return []
    found, counts = np.unique(np.concatenate(codes), return_counts=True)
    return [(int(c) >> 32, int(c) & 0xFFFFFFFF) for c in found[counts >= TOGETHER]]


def _pairs_of(owner: NDArray[np.int64], starts: NDArray[np.int64], size: int, crowd: int) -> NDArray[np.int64]:
    """The pairs of all shingles that `size` sketches hold, each as one number."""
    if size <= crowd:
        first, second = np.triu_indices(size, 1)
    else:
        near = [(np.arange(size - step), np.arange(step, size)) for step in range(1, NEAR + 1)]
        heads = [(np.full(size - n - NEAR - 1, n), np.arange(n + NEAR + 1, size)) for n in range(NEAR)]
        first, second = (np.concatenate(side) for side in zip(*near, *heads, strict=True))
    codes: NDArray[np.int64] = (owner[starts[:, None] + first] << 32) | owner[starts[:, None] + second]
    return codes.ravel()


def compare(a: Sketch, b: Sketch) -> Pair:
    """What two articles share, and whether they may be copies."""
    cover_a, shared = _cover(a, b)
    cover_b, _ = _cover(b, a)
    containment = max(_part(a, cover_a), _part(b, cover_b))
    begins = _begins(a, cover_a) and _begins(b, cover_b)
    run = min(int((cover_a >= COVERED).sum()), int((cover_b >= COVERED).sum()))
    return Pair(shared, containment, begins or run >= RUN)


def _begins(sketch: Sketch, cover: NDArray[np.float64]) -> bool:
    return bool((sketch.own[:BEGINNING] & (cover[:BEGINNING] >= COVERED)).any())


def _part(sketch: Sketch, cover: NDArray[np.float64]) -> float:
    """The part of an article's own words in a cover; of all its words where it only quotes."""
    sizes = sketch.sizes * sketch.own if sketch.own.any() else sketch.sizes
    return float((cover * sizes).sum() / max(1, sizes.sum()))


def _cover(a: Sketch, b: Sketch) -> tuple[NDArray[np.float64], int]:
    """The part of each sentence of `a` that stands in `b`, and the shingles in common."""
    if not len(a.shingles) or not len(b.known):
        return np.zeros(len(a.sizes)), 0
    there = held(a.shingles, b.known)
    cover = np.add.reduceat(there, a.starts, dtype=np.float64) / (a.sizes - WORDS + 1)
    for n in range(min(OPENING, len(cover))):
        if cover[n] < COVERED:
            cover[n] = max(cover[n], _retold(a, n, b))
    return cover, int(there.sum())


def held(shingles: Hashes, known: Hashes) -> NDArray[np.bool_]:
    """Which of these shingles are among the known ones (sorted, not empty)."""
    at = np.searchsorted(known, shingles)
    at[at == len(known)] = 0
    found: NDArray[np.bool_] = known[at] == shingles
    return found


def _retold(a: Sketch, n: int, b: Sketch) -> float:
    """The part of a lead's words in the one sentence of the other's beginning that has most of them; 0 where few."""
    bare, lead, best = a.bare[n], a.leads[n], 0.0
    if len(bare) >= FEW:
        part = max(len(bare & other) for other in b.bare[:AGAINST]) / len(bare)
        best = part if part >= RETOLD else 0.0
    if n < BEGINNING and len(lead) >= HEADLINE:
        part = max(len(lead & other) for other in b.leads[:OPENING]) / len(lead)
        best = max(best, part if part >= SHUFFLED else 0.0)
    return best


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
