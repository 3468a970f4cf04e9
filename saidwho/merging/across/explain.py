"""Why a telling is in an event, and which came closest and stayed out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from saidwho.merging.across.queries import COMPARISONS, HARD, Level

CLOSEST = 5
"""Tellings outside an event that are named."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One telling held against one of the event's.

    `telling` and `other` are ids of single-article events; `odds` is the log of the odds that both are one event,
    `levels` the outcome of every comparison with what it is worth, largest first. `conflict` names what forbids it.
    """

    telling: str
    other: str
    odds: float
    levels: tuple[tuple[str, str, float], ...]
    conflict: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """`inside` holds one reason a telling of the event, `outside` those that came closest and stayed out.

    `alone` is true of an event of one telling, which nothing was joined to.
    """

    event: str
    inside: tuple[Reason, ...]
    outside: tuple[Reason, ...]
    alone: bool


def explanation(
    event: str, members: frozenset[int], ids: Sequence[str], scored: pa.Table, levels: Sequence[Level]
) -> Explanation:
    """The explanation of one event out of the table of compared pairs. `members` are numbers of tellings."""
    worth = {(one.comparison, one.level): one.weight for one in levels}
    inside: dict[int, Reason] = {}
    outside: dict[int, Reason] = {}
    for row in scored.to_pylist():
        a, b = int(row["a"]), int(row["b"])
        if a in members and b in members:
            for first, second in ((a, b), (b, a)):
                _keep(inside, first, _reason(row, ids[first], ids[second], worth))
        elif a in members or b in members:
            out, own = (b, a) if a in members else (a, b)
            _keep(outside, out, _reason(row, ids[out], ids[own], worth))
    closest = sorted(outside.values(), key=lambda r: (-r.odds, r.telling))[:CLOSEST]
    return Explanation(event, tuple(inside[n] for n in sorted(inside)), tuple(closest), len(members) == 1)


def _keep(found: dict[int, Reason], number: int, reason: Reason) -> None:
    old = found.get(number)
    if old is None or (reason.odds, old.other) > (old.odds, reason.other):
        found[number] = reason


def _reason(row: Mapping[str, object], telling: str, other: str, worth: Mapping[tuple[str, str], int]) -> Reason:
    outcome = [(name, str(row[name]), worth.get((name, str(row[name])), 0)) for name in COMPARISONS]
    conflict = next((f"{name}: {level}" for name, level, value in outcome if value <= HARD), None)
    levels = sorted(((n, v, w / 1000) for n, v, w in outcome if w), key=lambda o: (-abs(o[2]), o[0]))
    score = row["score"]
    assert isinstance(score, int)
    return Reason(telling, other, score / 1000, tuple(levels), conflict)
