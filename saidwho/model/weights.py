"""The weights of what is decided over the encoder's tags, from a table that `train/tune.py` writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from saidwho.model.spans import EDGE, ROLES, UNARY, Role, Weights
from saidwho.resources import read_text, rows_of

TABLE = "model/weights.tsv"


@dataclass(frozen=True, slots=True)
class Weighing:
    """`spans` of the chain of each role; `judged` of each judgement by the names of its features."""

    spans: Mapping[Role, Weights]
    judged: Mapping[str, Mapping[str, float]]


@lru_cache(maxsize=1)
def weighing() -> Weighing:
    """Those of the package. Raises `DataDamaged` without the table."""
    return weights_of(read_text(TABLE))


def weights_of(text: str) -> Weighing:
    """Those of a table's text."""
    parts: dict[str, dict[str, float]] = {}
    for row in rows_of(text, TABLE):
        parts.setdefault(row["part"], {})[row["feature"]] = float(row["weight"])
    return weighing_of(parts)


def weighing_of(parts: Mapping[str, Mapping[str, float]]) -> Weighing:
    """From weights by part (“source unary”, “right”) and feature."""
    spans = {role: _weights(parts, role) for role in ROLES}
    return Weighing(spans, {name: rows for name, rows in parts.items() if " " not in name})


def _weights(parts: Mapping[str, Mapping[str, float]], role: Role) -> Weights:
    unary, start, end = (parts[f"{role} {part}"] for part in ("unary", "start", "end"))
    return Weights(
        tuple(unary[name] for name in UNARY),
        tuple(start[name] for name in EDGE),
        tuple(end[name] for name in EDGE),
    )
