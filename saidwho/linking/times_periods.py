"""What readings are made of, and the rules of decades, quarters and seasons."""

from __future__ import annotations

import datetime as dt
import re

from saidwho.linking import times_calendar as cal
from saidwho.linking.times_calendar import Interval
from saidwho.linking.times_lengths import RELATIVE, Context, Reading


def of_day(found: dt.date | None, rule: str) -> Reading:
    if found is None:
        return Reading(rule, "day", reason="no such day in the calendar")
    return Reading(rule, "day", cal.one(found), found.isoformat())


def span_of(interval: Interval, rule: str, granularity: str, value: str | None, *, vague: bool = False) -> Reading:
    return Reading(rule, granularity, interval, value, vague=vague)


def unresolved(rule: str, granularity: str, type_: str = "DATE") -> Reading:
    return Reading(rule, granularity, type=type_, reason=RELATIVE)


def decade(m: re.Match[str], c: Context) -> Reading | None:
    first = int(m["y"][:3] + "0")
    return span_of((dt.date(first, 1, 1), dt.date(first + 10, 1, 1)), "decade", "decade", f"{first // 10}X")


QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}


def quarter(m: re.Match[str], c: Context) -> Reading | None:
    """“The first quarter of 2030”, “Q3 2030”; without a year the latest that began up to publication."""
    number = QUARTERS.get(m["q"].lower()) or int(m["q"])
    parts = 2 if m["part"].lower() in ("half", "h") else 4
    number = min(number, parts)
    year = int(m["y"]) if m["y"] else None
    if year is None:
        if c.published is None:
            return unresolved("quarter", "quarter")
        begun = dt.date(c.published.year, 12 // parts * (number - 1) + 1, 1) <= c.published
        year = c.published.year - (not begun and not c.future)
    start = dt.date(year, 12 // parts * (number - 1) + 1, 1)
    interval = start, cal.month(year, start.month + 12 // parts)[0]
    if parts == 2:
        return span_of(interval, "half-year", "half", f"{year}-H{number}")
    return span_of(interval, "quarter", "quarter", f"{year}-Q{number}")


def season(m: re.Match[str], c: Context) -> Reading | None:
    name = m["s"].lower()
    return span_of(cal.season(int(m["y"]), name), "season", "season", f"{m['y']}-{cal.SEASONS[name][1]}")
