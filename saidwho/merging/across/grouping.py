"""Compared pairs into events: the parts that good pairs hold together, each grouped on its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from saidwho.merging.across.dense import group_dense
from saidwho.merging.across.linkage import Days, Pair, group

DENSE, LARGEST = 64, 3000
"""Tellings of a part from which a table of all means is faster, and above which it would take too much memory."""
Numbers = npt.NDArray[np.int64]


def group_all(days: Sequence[Days], a: Numbers, b: Numbers, score: Numbers) -> list[list[int]]:
    """Numbers of tellings by event. `a`, `b` and `score` are the compared pairs, sorted by `a` and `b`.

    Each part that good pairs hold together is grouped on its own: it is small, however many tellings there are.
    """
    if not len(days):
        return []
    parts = Parts(len(days))
    parts.join(a[score > 0], b[score > 0])
    root = parts.roots()
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
        for i, number in enumerate(_group(pairs, [days[n] for n in part])):
            found.setdefault(number, []).append(int(part[i]))
        groups += found.values()
    return sorted(groups)


class Parts:
    """Which tellings good pairs hold together, directly or through others (union by the smaller, paths halved)."""

    def __init__(self, count: int) -> None:
        self._root = list(range(count))

    def join(self, a: Numbers, b: Numbers) -> None:
        """Takes some more pairs."""
        find, root = self._find, self._root
        for x, y in zip(a.tolist(), b.tolist(), strict=True):
            first, second = find(x), find(y)
            if first != second:
                root[max(first, second)] = min(first, second)

    def roots(self) -> Numbers:
        """The smallest number in the part of every telling."""
        return np.array([self._find(n) for n in range(len(self._root))], dtype=np.int64)

    def _find(self, n: int) -> int:
        root = self._root
        while root[n] != n:
            root[n] = root[root[n]]
            n = root[n]
        return n


def _group(pairs: list[Pair], days: list[Days]) -> list[int]:
    dense = DENSE <= len(days) <= LARGEST
    return (group_dense if dense else group)(len(days), pairs, days)
