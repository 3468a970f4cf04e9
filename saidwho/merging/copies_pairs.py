"""Which articles may be copies of each other, and how much text two of them share."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from saidwho.merging.copies_sketch import Sketch

SAMPLE = 4
"""One shingle in so many is looked up: Broder's sampling by remainder, so that two texts take the same ones."""
COMMON = 64
"""Articles of one shingle that are paired with all others of it; beyond it, with the first and the next ones."""
FIRST, NEXT = 8, 8


@dataclass(frozen=True, slots=True)
class Pair:
    """Shingles that two articles share, and their part of the article with fewer."""

    shared: int
    containment: float


def candidate_pairs(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Index pairs (lower first, sorted) of sketches that share at least one sampled shingle."""
    hashes = [s.shingles[s.shingles % np.uint64(SAMPLE) == 0] for s in sketches]
    if not hashes:
        return
    owner = np.repeat(np.arange(len(sketches)), [len(h) for h in hashes])
    flat = np.concatenate(hashes)
    order = np.lexsort((owner, flat))
    flat, owner = flat[order], owner[order]
    edges = np.flatnonzero(np.r_[True, flat[1:] != flat[:-1], True])
    pairs: set[tuple[int, int]] = set()
    for start, end in itertools.pairwise(edges):
        if end - start > 1:
            pairs.update(_paired(owner[start:end].tolist()))
    yield from sorted(pairs)


def _paired(members: list[int]) -> Iterator[tuple[int, int]]:
    for n, first in enumerate(members):
        partners = members[n + 1 :] if len(members) <= COMMON or n < FIRST else members[n + 1 : n + 1 + NEXT]
        for second in partners:
            yield first, second


def compare(a: Sketch, b: Sketch) -> Pair:
    """The text that two articles share."""
    shared = len(np.intersect1d(a.shingles, b.shingles, assume_unique=True))
    return Pair(shared, shared / max(1, min(len(a.shingles), len(b.shingles))))
