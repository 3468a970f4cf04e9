"""What a toll is by all its sources: low, best and high, read as UCDP publishes them (docs/tolls.md)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from saidwho.records import Account, Toll, TollKind, TollRange

_KINDS: tuple[TollKind, ...] = ("killed", "injured", "casualties", "missing", "abducted", "arrested", "displaced")
_OUTSIDE, _SUFFERED, _DID, _OUTLET = 0, 1, 2, 3
"""How far a source is from the deed: the nearer to it, the less its figure weighs. An outlet's own words come last,
since they mostly repeat one of the others."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """A source's current figure. `least` and `most` are what it says at the least and at the most."""

    number: int
    least: int
    most: int
    value: int
    distance: int
    day: dt.date | None
    source: str


def toll_ranges(
    tolls: Sequence[Toll], accounts: Sequence[Account], *, day: dt.date | None = None
) -> tuple[TollRange, ...]:
    """Low, best and high of each kind of toll, for an event of one article or of many.

    `tolls` and `accounts` are an event's. With a `day`, only what was published by then counts; what has no date is
    left out, since nothing shows that it was known. Sub-counts and superseded figures never count.
    """
    known = {a.id: a for a in accounts}
    marked = mark_superseded(tolls, accounts, day=day)
    found: list[TollRange] = []
    for kind in _KINDS:
        figures = [
            _figure(n, toll, known[toll.said_by])
            for n, toll in enumerate(marked)
            if toll.kind == kind and _counts(toll, known, day)
        ]
        if figures:
            found.append(_range(kind, figures))
    return tuple(found)


def mark_superseded(
    tolls: Sequence[Toll], accounts: Sequence[Account], *, day: dt.date | None = None
) -> tuple[Toll, ...]:
    """The same tolls; a figure that its source replaced by a later one is marked. A vaguer or a partial one is not
    later, and without dates only what the text calls replaced is."""
    known = {a.id: a for a in accounts}
    marked = list(tolls)
    for n, toll in enumerate(tolls):
        if not _counts(toll, known, day):
            continue
        own = _published(toll, known[toll.said_by])
        later = [
            other
            for other in tolls
            if other is not toll
            and (other.kind, other.said_by) == (toll.kind, toll.said_by)
            and _counts(other, known, day)
        ]
        if own is not None and _parts_of(toll, later, known, own):
            continue
        for other in later:
            date = _published(other, known[other.said_by])
            newer = own is not None and date is not None and date > own
            if newer and (toll.low, toll.high) != (other.low, other.high):
                marked[n] = replace(toll, superseded=True)
    return tuple(marked)


def _parts_of(toll: Toll, others: Sequence[Toll], known: Mapping[str, Account], day: dt.date) -> bool:
    """Whether a later report only splits the figure up: “ten at the gate and two at the square” of twelve."""
    later = [o for o in others if (d := _published(o, known[o.said_by])) is not None and d > day]
    articles = dict.fromkeys(o.article for o in later)
    values = ([v for o in later if o.article == a and (v := _value(o))] for a in articles)
    return any(len(v) > 1 and sum(v) == _value(toll) for v in values)


def known_by(tolls: Sequence[Toll], accounts: Sequence[Account], day: dt.date) -> tuple[Toll, ...]:
    """The figures that were published by a day. The totals of sub-counts are renumbered."""
    known = {a.id: a for a in accounts}
    kept: dict[int, int] = {}
    found: list[Toll] = []
    for n, toll in enumerate(mark_superseded(tolls, accounts, day=day)):
        account = known.get(toll.said_by)
        date = _published(toll, account) if account else None
        if date is None or date > day:
            continue
        kept[n] = len(found)
        found.append(replace(toll, part_of=kept.get(toll.part_of) if toll.part_of is not None else None))
    return tuple(found)


def _counts(toll: Toll, known: Mapping[str, Account], day: dt.date | None) -> bool:
    account = known.get(toll.said_by)
    if account is None or toll.part_of is not None or toll.superseded or _value(toll) is None:
        return False
    if account.stance in ("cannot_verify", "threatens") or (account.stance == "denies" and toll.high == 0):
        return False
    if day is None:
        return True
    date = _published(toll, account)
    return date is not None and date <= day


def _published(toll: Toll, account: Account) -> dt.date | None:
    """When the figure was printed first, or None where no report of it has a date."""
    days = [s.published for s in account.statements if s.published and toll.article in (None, s.article)]
    return min(days, default=None)


def _value(toll: Toll) -> int | None:
    """The one number that a figure stands for: its own best, else its only bound, else the lower one."""
    if toll.best is not None:
        return toll.best
    return toll.low if toll.low is not None else toll.high


def _figure(number: int, toll: Toll, account: Account) -> _Figure:
    value = _value(toll)
    assert value is not None
    least = toll.low if toll.low is not None else value
    most = toll.high if toll.high is not None else max(value, least)
    return _Figure(number, least, most, value, _distance(account), _published(toll, account), account.id)


def _distance(account: Account) -> int:
    if account.role == "actor" or account.stance == "claims":
        return _DID
    if account.role == "target":
        return _SUFFERED
    outlet = account.role == "outlet" or (account.source is None and account.role != "witness")
    return _OUTLET if outlet else _OUTSIDE


def _range(kind: TollKind, figures: Sequence[_Figure]) -> TollRange:
    best = _best(figures)
    named = [f for f in figures if f.distance != _OUTLET] or list(figures)
    lows = [f for f in named if f.least > 0] or named
    others = [f for f in named if f.distance != _DID]
    low = min(lows, key=lambda f: (f.least, f.number))
    high = max(others or named, key=lambda f: (f.most, -f.number))
    return TollRange(
        kind,
        low=min(low.least, best.value),
        best=best.value,
        high=max(high.most, best.value),
        low_from=low.number if low.least < best.value else best.number,
        best_from=best.number,
        high_from=high.number if high.most > best.value else best.number,
        sources=len({f.source for f in named}),
        why=_why(best, figures),
    )


def _best(figures: Sequence[_Figure]) -> _Figure:
    """The figure of the sources farthest from the deed: the latest that two of them share, else the latest.

    Of equally late ones it is the one with more sources, then the lowest.
    """
    farthest = min(f.distance for f in figures)
    able = [f for f in figures if f.distance == farthest]
    able = [f for f in able if f.value > 0] or able

    def rank(figure: _Figure) -> tuple[bool, int, int, int, int]:
        alike = [f for f in able if f.value == figure.value]
        latest = max((f.day.toordinal() for f in alike if f.day), default=0)
        agreeing = _agreeing(figure, able)
        return (agreeing < 2, -latest, -agreeing, figure.value, figure.number)

    return min(able, key=rank)


def _agreeing(figure: _Figure, figures: Sequence[_Figure]) -> int:
    """Sources whose own figure is the same number."""
    return len({f.source for f in figures if f.value == figure.value})


def _why(best: _Figure, figures: Sequence[_Figure]) -> str:
    alike = _agreeing(best, figures)
    who = {
        _OUTSIDE: "no party to it",
        _SUFFERED: "the side that suffered it",
        _DID: "the side that did it",
        _OUTLET: "the report, which names no source",
    }[best.distance]
    if alike > 1:
        return f"{alike} sources give this figure"
    if len({f.source for f in figures if f.distance == best.distance}) == 1:
        return f"the only figure of {who}"
    return f"the latest figure of {who}; of equally late ones the lowest"
