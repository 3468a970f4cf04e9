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
    number = QUARTERS[m["q"].lower()]
    year = int(m["y"]) if m["y"] else (c.published.year if c.published else None)
    if year is None:
        return unresolved("quarter", "quarter")
    if m["part"].lower() == "half":
        half = min(number, 2)
        start = dt.date(year, 6 * half - 5, 1)
        return span_of((start, cal.month(year, 6 * half + 1)[0]), "half-year", "half", f"{year}-H{half}")
    start = dt.date(year, 3 * number - 2, 1)
    return span_of((start, cal.month(year, 3 * number + 1)[0]), "quarter", "quarter", f"{year}-Q{number}")


def season(m: re.Match[str], c: Context) -> Reading | None:
    name = m["s"].lower()
    return span_of(cal.season(int(m["y"]), name), "season", "season", f"{m['y']}-{cal.SEASONS[name][1]}")
