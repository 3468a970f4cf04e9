"""Average-link clusters: one shared paragraph does not chain two stories together."""

from __future__ import annotations

import heapq
from collections.abc import Mapping


def group(count: int, likeness: Mapping[tuple[int, int], float], threshold: float) -> list[list[int]]:
    """Groups of at least two of the numbers below `count`, sorted; pairs that are not given are unlike."""
    near: dict[int, dict[int, float]] = {}
    members: dict[int, list[int]] = {}
    heap: list[tuple[float, int, int]] = []
    for (a, b), value in likeness.items():
        near.setdefault(a, {})[b] = value
        near.setdefault(b, {})[a] = value
        heap.append((-value, a, b))
    members = {n: [n] for n in near}
    heapq.heapify(heap)
    new = count
    while heap:
        value, a, b = heapq.heappop(heap)
        if a not in members or b not in members or near[a].get(b) != -value:
            continue
        if -value < threshold:
            break
        size_a, size_b = len(members[a]), len(members[b])
        members[new] = sorted(members.pop(a) + members.pop(b))
        left, right = near.pop(a), near.pop(b)
        near[new] = {}
        for other in sorted((left.keys() | right.keys()) & members.keys() - {new}):
            mean = (size_a * left.get(other, 0.0) + size_b * right.get(other, 0.0)) / (size_a + size_b)
            near[new][other] = near[other][new] = mean
            heapq.heappush(heap, (-mean, other, new))
        new += 1
    return sorted(m for m in members.values() if len(m) > 1)
