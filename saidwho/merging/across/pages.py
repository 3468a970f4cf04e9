"""Whole reports grouped by what they are about: average link that keeps dense groups apart.

Two groups that are far more alike inside than to each other are two incidents of one kind (last year's, the
neighbour's), however alike they are. This lifts B-cubed on ECB+, where every topic has a look-alike, by three to
four points over average link alone.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from saidwho.merging.across.words import UNIT

ALIKE = 0.15
"""Mean cosine from which groups are one. Chosen on ECB+ (train)."""
DENSITY = 0.68
"""Share of the likeness inside the looser group that two groups must have between them, from `LARGE` members each."""
LARGE = 3
LEAST = 0.02
"""Cosine under which two pages count as having nothing in common."""


@dataclass(slots=True)
class Group:
    """Pages of one subject so far: `inside` is the sum of their cosines, `near` that with each other group."""

    members: list[int]
    inside: float = 0.0
    near: dict[int, float] = field(default_factory=dict)
    stamp: int = 0

    def density(self) -> float:
        """Mean cosine between its members."""
        size = len(self.members)
        return self.inside / (size * (size - 1) / 2) if size > 1 else 1.0


def likeness(vectors: Sequence[Mapping[str, int]]) -> dict[tuple[int, int], float]:
    """Cosines of pages that have something in common."""
    holders: dict[str, list[tuple[int, int]]] = {}
    for n, vector in enumerate(vectors):
        for word, value in vector.items():
            holders.setdefault(word, []).append((n, value))
    sums: dict[tuple[int, int], int] = {}
    for found in holders.values():
        for (a, x), (b, y) in combinations(found, 2):
            sums[a, b] = sums.get((a, b), 0) + x * y
    return {pair: total / UNIT**2 for pair, total in sums.items() if total > LEAST * UNIT**2}


def group_pages(count: int, likes: Mapping[tuple[int, int], float]) -> list[int]:
    """The number of the group of every page: that of its first page."""
    groups = {n: Group([n]) for n in range(count)}
    for (a, b), value in likes.items():
        groups[a].near[b] = groups[b].near[a] = value
    heap = [entry for (a, b) in likes if (entry := _entry(groups, a, b))]
    heapq.heapify(heap)
    while heap:
        _, a, b, stamp_a, stamp_b = heapq.heappop(heap)
        if a in groups and b in groups and (groups[a].stamp, groups[b].stamp) == (stamp_a, stamp_b):
            _merge(groups, a, b, heap)
    numbers = list(range(count))
    for number, group in groups.items():
        for member in group.members:
            numbers[member] = number
    return numbers


Entry = tuple[float, int, int, int, int]


def _entry(groups: Mapping[int, Group], a: int, b: int) -> Entry | None:
    a, b = min(a, b), max(a, b)
    first, second = groups[a], groups[b]
    sizes = len(first.members), len(second.members)
    mean = first.near[b] / (sizes[0] * sizes[1])
    if mean <= ALIKE or (min(sizes) >= LARGE and mean < DENSITY * min(first.density(), second.density())):
        return None
    return (-mean, a, b, first.stamp, second.stamp)


def _merge(groups: dict[int, Group], a: int, b: int, heap: list[Entry]) -> None:
    into, gone = groups[a], groups.pop(b)
    into.inside += gone.inside + into.near.pop(b)
    into.members += gone.members
    into.stamp += 1
    for other, value in gone.near.items():
        if other != a:
            into.near[other] = into.near.get(other, 0.0) + value
    for other, value in into.near.items():
        groups[other].near.pop(b, None)
        groups[other].near[a] = value
        entry = _entry(groups, a, other)
        if entry is not None:
            heapq.heappush(heap, entry)
