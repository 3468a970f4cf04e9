"""Tellings into events: average link inside each connected part, so that one good pair never chains two events.

Conflicts are hard: a group never holds two tellings that cannot be one event, nor stated days that do not meet.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from saidwho.merging.across.queries import HARD

ABSENT = -1500
"""What a pair is worth that shared no rare word, place or day: so little that it was never compared."""
MISSED = 60
"""Pairs at most that count as absent between two groups: of large groups only parts were compared."""
Days = tuple[int, int] | None


class Pair(NamedTuple):
    """Two tellings by number, and the log of odds that they are one event, in thousandths."""

    a: int
    b: int
    score: int


@dataclass(slots=True)
class Group:
    """Tellings of one event so far; `start` and `end` are the days that all stated ones share."""

    members: list[int]
    start: int | None
    end: int | None
    near: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Sum of scores and number of compared pairs with each other group; a sum at or under `HARD` forbids."""
    stamp: int = 0


Numbers = npt.NDArray[np.int64]


def group_all(days: Sequence[Days], a: Numbers, b: Numbers, score: Numbers) -> list[list[int]]:
    """Numbers of tellings by event. `a`, `b` and `score` are the compared pairs, sorted by `a` and `b`.

    Each part that good pairs hold together is grouped on its own: it is small, however many tellings there are.
    """
    root = _parts(len(days), a[score > 0], b[score > 0])
    inside = root[a] == root[b]
    a, b, score = a[inside], b[inside], score[inside]
    order = np.argsort(root[a], kind="stable")
    part_of_pair = root[a][order]
    groups: list[list[int]] = []
    members = np.argsort(root, kind="stable")
    borders = np.flatnonzero(np.diff(root[members])) + 1
    for part in np.split(members, borders):
        if len(part) == 1:
            groups.append([int(part[0])])
            continue
        first, past = np.searchsorted(part_of_pair, [root[part[0]], root[part[0]] + 1])
        rows = order[first:past]
        place = {int(n): i for i, n in enumerate(part)}
        pairs = [
            Pair(place[x], place[y], s)
            for x, y, s in zip(a[rows].tolist(), b[rows].tolist(), score[rows].tolist(), strict=True)
        ]
        found: dict[int, list[int]] = {}
        for i, number in enumerate(group(len(part), pairs, [days[n] for n in part])):
            found.setdefault(number, []).append(int(part[i]))
        groups += found.values()
    return sorted(groups)


def _parts(count: int, a: Numbers, b: Numbers) -> Numbers:
    """The smallest number in the part of every telling (union by the smaller, paths halved)."""
    root = list(range(count))

    def find(n: int) -> int:
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n

    for x, y in zip(a.tolist(), b.tolist(), strict=True):
        first, second = find(x), find(y)
        if first != second:
            root[max(first, second)] = min(first, second)
    return np.array([find(n) for n in range(count)], dtype=np.int64)


def group(count: int, pairs: Iterable[Pair], days: Sequence[Days]) -> list[int]:
    """The number of the event of every telling: that of its first telling. `days` hold stated ones only."""
    groups = {n: _single(n, days[n]) for n in range(count)}
    for a, b, score in pairs:
        groups[a].near[b] = groups[b].near[a] = (max(score, 2 * HARD), 1)
    heap = [entry for n, g in groups.items() for m in g.near if n < m and (entry := _entry(groups, n, m))]
    heapq.heapify(heap)
    while heap:
        _, a, b, stamp_a, stamp_b = heapq.heappop(heap)
        if a in groups and b in groups and (groups[a].stamp, groups[b].stamp) == (stamp_a, stamp_b):
            _merge(groups, a, b, heap)
    event = list(range(count))
    for number, found in groups.items():
        for member in found.members:
            event[member] = number
    return event


def _single(n: int, days: Days) -> Group:
    return Group([n], *(days or (None, None)))


Entry = tuple[float, int, int, int, int]


def _entry(groups: dict[int, Group], a: int, b: int) -> Entry | None:
    """A merger worth making: the mean over all pairs, compared or not, is above even odds."""
    first, second = groups[a], groups[b]
    total, known = first.near[b]
    size = len(first.members) * len(second.members)
    absent = min(size - known, MISSED)
    mean = (total + ABSENT * absent) / (known + absent)
    if mean <= 0 or not _days_meet(first, second):
        return None
    return (-mean, a, b, first.stamp, second.stamp)


def _days_meet(a: Group, b: Group) -> bool:
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return True
    return max(a.start, b.start) < min(a.end, b.end)


def _merge(groups: dict[int, Group], a: int, b: int, heap: list[Entry]) -> None:
    """Puts the later group into the earlier."""
    into, gone = groups[a], groups.pop(b)
    into.members += gone.members
    into.start = _of(max, into.start, gone.start)
    into.end = _of(min, into.end, gone.end)
    into.stamp += 1
    into.near.pop(b)
    for other, (total, known) in gone.near.items():
        if other == a:
            continue
        old = into.near.get(other, (0, 0))
        into.near[other] = (old[0] + total, old[1] + known)
    for other, value in into.near.items():
        groups[other].near.pop(b, None)
        groups[other].near[a] = value
        entry = _entry(groups, *sorted((a, other)))
        if entry is not None:
            heapq.heappush(heap, entry)


def _of(choose: Callable[[int, int], int], a: int | None, b: int | None) -> int | None:
    if a is None or b is None:
        return b if a is None else a
    return choose(a, b)
