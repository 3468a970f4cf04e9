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
        inner, other = np.searchsorted(part, a[rows]), np.searchsorted(part, b[rows])
        found: dict[int, list[int]] = {}
        for n, number in zip(part.tolist(), _group(inner, other, score[rows], [days[n] for n in part]), strict=True):
            found.setdefault(number, []).append(n)
        groups += found.values()
    return sorted(groups)


class Parts:
    """Which tellings good pairs hold together, directly or through others: the smallest number of each part."""

    def __init__(self, count: int) -> None:
        self._root: Numbers = np.arange(count, dtype=np.int64)

    def join(self, a: Numbers, b: Numbers) -> None:
        """Takes some more pairs."""
        root = self._root
        while True:
            a, b = root[a], root[b]
            apart = a != b
            if not apart.any():
                return
            a, b = a[apart], b[apart]
            np.minimum.at(root, np.maximum(a, b), np.minimum(a, b))
            while (root[root] != root).any():
                root[:] = root[root]

    def roots(self) -> Numbers:
        """The smallest number in the part of every telling."""
        return self._root


def _group(a: Numbers, b: Numbers, score: Numbers, days: list[Days]) -> list[int]:
    if DENSE <= len(days) <= LARGEST:
        return group_dense(len(days), a, b, score, days)
    pairs = map(Pair._make, zip(a.tolist(), b.tolist(), score.tolist(), strict=True))
    return group(len(days), pairs, days)
