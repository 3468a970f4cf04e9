"""How exact the day of an event is, as ACLED and UCDP code it."""

from __future__ import annotations

from dataclasses import replace

from saidwho.linking import times_calendar as cal
from saidwho.records import Time

_COUNTED = ("ago", "event-relative", "ahead")


def days_of(time: Time) -> int | None:
    """Days of the interval; None while it is not resolved."""
    return (time.end - time.start).days if time.start is not None and time.end is not None else None


def widened(time: Time) -> Time:
    """“Two months ago”, “a year earlier”: of an event the month or the year, since the day itself is not told."""
    if time.rule not in _COUNTED or days_of(time) != 1 or time.start is None or time.start.year == 9999:
        return time
    if time.granularity == "month":
        start, end = cal.month(time.start.year, time.start.month)
    elif time.granularity == "year":
        start, end = cal.year(time.start.year)
    else:
        return time
    return replace(time, start=start, end=end, certainty="vague")


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
