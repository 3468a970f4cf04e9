"""The same grouping for parts that many tellings hold together: all means in one table, updated row by row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from saidwho.merging.across.linkage import ABSENT, MISSED, Days

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_NEVER = -np.inf


class Table:
    """Sums and numbers of compared pairs between groups, each at the place of its first telling."""

    def __init__(self, count: int, a: Ints, b: Ints, score: Ints, days: Sequence[Days]) -> None:
        self.total: Ints = np.zeros((count, count), np.int64)
        self.known: Ints = np.zeros((count, count), np.int64)
        self.total[a, b] = self.total[b, a] = score
        self.known[a, b] = self.known[b, a] = 1
        self.size: Ints = np.ones(count, np.int64)
        self.start: Ints = np.array([d[0] if d else 0 for d in days], np.int64)
        self.end: Ints = np.array([d[1] if d else 2**31 for d in days], np.int64)
        self.event: Ints = np.arange(count)
        self.mean: Floats = np.array([self.row(n) for n in range(count)])
        self.best: Floats = self.mean.max(axis=1)
        self.partner: Ints = self.mean.argmax(axis=1)
        self.stale: npt.NDArray[np.bool_] = np.zeros(count, np.bool_)

    def row(self, a: int) -> Floats:
        """The mean between one group and every other; never where nothing was compared or stated days do not meet."""
        absent = np.minimum(self.size[a] * self.size - self.known[a], MISSED)
        count = np.maximum(self.known[a] + absent, 1)
        mean: Floats = (self.total[a] + ABSENT * absent) / count
        meet = np.maximum(self.start[a], self.start) < np.minimum(self.end[a], self.end)
        mean[(self.known[a] == 0) | ~meet] = _NEVER
        mean[a] = _NEVER
        return mean

    def merge(self, a: int, b: int) -> None:
        """Puts the later group into the earlier."""
        self.event[self.event == b] = a
        self.size[a] += self.size[b]
        self.start[a], self.end[a] = max(self.start[a], self.start[b]), min(self.end[a], self.end[b])
        for sums in (self.total, self.known):
            sums[a] += sums[b]
            sums[:, a] = sums[a]
            sums[b] = sums[:, b] = 0
        self.stale |= (self.partner == a) | (self.partner == b)
        self.mean[b] = self.mean[:, b] = _NEVER
        self.mean[a] = self.mean[:, a] = self.row(a)
        self.best[b] = _NEVER
        self.renew(a)
        better = self.mean[:, a] > self.best
        better |= (self.mean[:, a] == self.best) & (self.partner > a) & ~self.stale
        better[b] = False
        self.best[better], self.partner[better] = self.mean[better, a], a
        self.stale &= ~better

    def renew(self, a: int) -> None:
        """Finds the best partner of a group anew."""
        self.partner[a] = self.mean[a].argmax()
        self.best[a] = self.mean[a, self.partner[a]]
        self.stale[a] = False

    def top(self) -> int:
        """The group with the best mean; a mean whose partner is gone is an upper bound, and looked at again first."""
        a = int(self.best.argmax())
        while self.stale[a] and self.best[a] > 0:
            self.renew(a)
            a = int(self.best.argmax())
        return a


def group_dense(count: int, a: Ints, b: Ints, score: Ints, days: Sequence[Days]) -> list[int]:
    """The number of the event of every telling: that of its first telling. Memory grows with the square of `count`.

    `a`, `b` and `score` are the compared pairs, each once.
    """
    table = Table(count, a, b, score, days)
    while True:
        top = table.top()
        if not table.best[top] > 0:
            return [int(n) for n in table.event]
        table.merge(*sorted((top, int(table.partner[top]))))
