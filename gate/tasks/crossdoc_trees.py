"""Boosted trees over the features of two mentions: the log of odds that both tell of one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from gate.tasks.crossdoc_features import NAMES
from gate.tasks.tables import rows

LEAF = "leaf"
Rows = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tree:
    """One tree as columns, a row a node; the first is the root. `feature` is -1 in a leaf, which has a `value`.

    A pair goes to `low` where its feature is at most `bound`, else to `high`; where it is unknown, as `unknown` says.
    """

    feature: Numbers
    bound: Rows
    low: Numbers
    high: Numbers
    unknown: NDArray[np.bool_]
    value: Rows

    def of(self, rows: Rows) -> Rows:
        """The value of every row (n, features)."""
        node = np.zeros(len(rows), np.int64)
        all_rows = np.arange(len(rows))
        while True:
            feature = self.feature[node]
            inner = feature >= 0
            if not inner.any():
                return self.value[node]
            seen = rows[all_rows, np.maximum(feature, 0)]
            low = np.where(np.isnan(seen), self.unknown[node], seen <= self.bound[node])
            node = np.where(inner, np.where(low, self.low[node], self.high[node]), node)


def odds(rows: Sequence[Sequence[float]]) -> Numbers:
    """Thousandths of the log of odds of pairs, each given by its features."""
    if not len(rows):
        return np.zeros(0, np.int64)
    base, trees = forest()
    table = np.asarray(rows, np.float64)
    total = np.full(len(table), base)
    for tree in trees:
        total += tree.of(table)
    return np.asarray(np.round(1000 * total), np.int64)


@lru_cache(maxsize=1)
def forest() -> tuple[float, tuple[Tree, ...]]:
    """What holds of every pair, and the trees."""
    nodes: dict[int, list[dict[str, str]]] = {}
    for row in rows("crossdoc_trees"):
        nodes.setdefault(int(row["tree"]), []).append(row)
    base = float(nodes.pop(0)[0]["value"])
    return base, tuple(_tree(nodes[number]) for number in sorted(nodes))


def _tree(rows: list[dict[str, str]]) -> Tree:
    """Its nodes are numbered as they stand in the table."""
    inner = [row["feature"] != LEAF for row in rows]
    return Tree(
        np.array([NAMES.index(r["feature"]) if i else -1 for r, i in zip(rows, inner, strict=True)]),
        np.array([float(r["value"]) if i else 0.0 for r, i in zip(rows, inner, strict=True)]),
        np.array([int(r["low"]) if i else 0 for r, i in zip(rows, inner, strict=True)]),
        np.array([int(r["high"]) if i else 0 for r, i in zip(rows, inner, strict=True)]),
        np.array([r["unknown"] == "low" for r in rows]),
        np.array([0.0 if i else float(r["value"]) for r, i in zip(rows, inner, strict=True)]),
    )
