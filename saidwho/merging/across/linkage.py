"""Tellings into events: average link inside each connected part, so that one good pair never chains two events.

Conflicts are hard: a group never holds two tellings that cannot be one event, nor stated days that do not meet.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

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


def group(count: int, pairs: Iterable[Pair], days: Sequence[Days]) -> list[int]:
    """The number of the event of every telling: that of its first telling. `days` hold stated ones only."""
    groups = {n: _single(n, days[n]) for n in range(count)}
    for a, b, score in pairs:
        groups[a].near[b] = groups[b].near[a] = (score, 1)
    heap = [entry for n in groups if (entry := _best(groups, n))]
    heapq.heapify(heap)
    while heap:
        _, a, b, owner, stamp_a, stamp_b = heapq.heappop(heap)
        if owner in groups and groups[owner].stamp == (stamp_a if owner == a else stamp_b):
            if a in groups and b in groups and (groups[a].stamp, groups[b].stamp) == (stamp_a, stamp_b):
                _merge(groups, a, b)
                owner = a
            entry = _best(groups, owner)
            if entry is not None:
                heapq.heappush(heap, entry)
    event = list(range(count))
    for number, found in groups.items():
        for member in found.members:
            event[member] = number
    return event


def _single(n: int, days: Days) -> Group:
    return Group([n], *(days or (None, None)))


Entry = tuple[float, int, int, int, int, int]


def _best(groups: Mapping[int, Group], owner: int) -> Entry | None:
    """The best merger of a group that is worth making; of equal ones that with the smallest numbers.

    Every group has one entry in the heap, made anew when its partner has changed: a merger lifts no mean of others.
    """
    own = groups[owner]
    found: tuple[float, int, int] | None = None
    for other, (total, known) in own.near.items():
        if total <= 0:
            continue
        group = groups[other]
        size = len(own.members) * len(group.members)
        absent = min(size - known, MISSED)
        mean = (total + ABSENT * absent) / (known + absent)
        if mean > 0 and (found is None or -mean <= found[0]) and _days_meet(own, group):
            key = (-mean, min(owner, other), max(owner, other))
            found = key if found is None else min(found, key)
    if found is None:
        return None
    return (*found, owner, groups[found[1]].stamp, groups[found[2]].stamp)


def _days_meet(a: Group, b: Group) -> bool:
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return True
    return max(a.start, b.start) < min(a.end, b.end)


def _merge(groups: dict[int, Group], a: int, b: int) -> None:
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


def _of(choose: Callable[[int, int], int], a: int | None, b: int | None) -> int | None:
    if a is None or b is None:
        return b if a is None else a
    return choose(a, b)
