"""How exact the day of an event is, as ACLED and UCDP code it."""

from __future__ import annotations

from saidwho.records import Time


def days_of(time: Time) -> int | None:
    """Days of the interval; None while it is not resolved."""
    return (time.end - time.start).days if time.start is not None and time.end is not None else None


def time_precision(time: Time) -> int | None:
    """ACLED: 1 the day, 2 a week or similar, 3 a month or more."""
    days = days_of(time)
    if days is None:
        return None
    return 1 if days == 1 else 2 if days <= 10 else 3


def date_prec(time: Time) -> int | None:
    """UCDP GED: 1 the day, 2 two to six days, 3 a week, 4 up to 30 days or a month, 5 up to a year; None beyond."""
    days = days_of(time)
    if days is None or days > 366:
        return None
    for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)):
        if days <= most:
            return code
    return 5
