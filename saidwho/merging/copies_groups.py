"""Average-link clusters: one shared paragraph does not chain two stories together."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

from saidwho.merging.copies_pairs import Pair, candidate_pairs, compare, likenesses
from saidwho.merging.copies_sketch import Sketch

CROWD = 48
"""Articles of one story from which the ones wholly inside another are set aside first."""
STORY = 512
"""Articles of one story, without those, that are all compared with each other."""
INSIDE = 0.9
"""Containment from which an article lies inside a longer one that begins alike."""

Pairs = dict[tuple[int, int], Pair]


def copy_groups(sketches: Sequence[Sketch], threshold: float) -> tuple[Pairs, list[list[int]]]:
    """The pairs compared and the groups of copies, as indexes of sketches that are sorted from long to short."""
    pairs = {(a, b): compare(sketches[a], sketches[b]) for a, b in candidate_pairs(sketches, crowd=CROWD)}
    holder = _inside(pairs)
    left = [n for n in range(len(sketches)) if n not in holder]
    if holder:
        for a, b in candidate_pairs([sketches[n] for n in left], crowd=STORY):
            key = left[a], left[b]
            if key not in pairs:
                pairs[key] = compare(sketches[key[0]], sketches[key[1]])
    likeness = {k: v for k, v in likenesses(pairs).items() if k[0] not in holder and k[1] not in holder}
    found = {m[0]: m for m in group(len(sketches), likeness, threshold)}
    home = {n: first for first, members in found.items() for n in members}
    for n, within in holder.items():
        found.setdefault(home.setdefault(within, within), [within]).append(n)
    return pairs, [sorted(members) for members in found.values()]


def _inside(pairs: Pairs) -> dict[int, int]:
    """Articles of crowded stories that lie inside a longer one, with that one, which lies inside no other."""
    crowded: dict[int, int] = {}
    for a, b in pairs:
        crowded[a] = crowded.get(a, 0) + 1
        crowded[b] = crowded.get(b, 0) + 1
    holder: dict[int, int] = {}
    for (a, b), pair in sorted(pairs.items()):
        free = a not in holder and b not in holder
        if free and pair.enough and pair.alike and pair.containment >= INSIDE and crowded[a] >= CROWD:
            holder[b] = a
    return holder


def group(count: int, likeness: Mapping[tuple[int, int], float], threshold: float) -> list[list[int]]:
    """Groups of at least two of the numbers below `count`; pairs that are not given are unlike."""
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
