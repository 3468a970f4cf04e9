"""Days that a text writes out with their month: “3 May 2031”, “May 3”, “3 to 5 May”, “the 3rd”, “2031-05-03”."""

from __future__ import annotations

import re

from saidwho.linking import times_calendar as cal
from saidwho.linking.times_calendar import DAY, WEEKDAYS
from saidwho.linking.times_lengths import Context, Reading, Resolver
from saidwho.linking.times_patterns import D2, DASH, LAST_YEAR, MO, SHIFT, SINCE, WD, D, Y, month_number
from saidwho.linking.times_periods import of_day, unresolved
from saidwho.linking.times_years import nearest


def _full(m: re.Match[str], c: Context) -> Reading | None:
    year = int(m["y"])
    if m.groupdict().get("d2"):
        return _days(year, month_number(m["m"]), int(m["d"]), int(m["d2"]))
    return of_day(cal.day(year, month_number(m["m"]), int(m["d"])), "explicit-day")


def _days(year: int, month: int, first: int, last: int, month2: int | None = None) -> Reading:
    start, end = cal.day(year, month, first), cal.day(year, month2 or month, last)
    if start is None or end is None or end < start:
        return Reading("range-of-days", "day", reason="no such days in the calendar")
    return Reading("range-of-days", "day", (start, end + DAY), f"{start}/{end}")


def _day_month(m: re.Match[str], c: Context) -> Reading | None:
    """“on 15 April”: the latest such day up to publication, the next where it is told as to come."""
    if not 1 <= int(m["d"]) <= 31:
        return None
    if c.published is None:
        return Reading("day-and-month", "day", reason="no year and no published date")
    groups = m.groupdict()
    month, number = month_number(m["m"]), int(m["d"])
    found = nearest(month, number, c.published, c.future, groups.get("wdm"), c.past or bool(groups.get("since")))
    if found is None:
        return Reading("day-and-month", "day", reason="no such day in the calendar")
    if groups.get("d2"):
        month2 = month_number(m["m2"]) if groups.get("m2") else None
        return _days(found.year, month, number, int(m["d2"]), month2)
    return of_day(found, "day-and-month")


def _iso(m: re.Match[str], c: Context) -> Reading | None:
    return of_day(cal.day(int(m["y"]), int(m["mm"]), int(m["d"])), "iso-day")


def _compact(m: re.Match[str], c: Context) -> Reading | None:
    """“20310514”; a number that is no day is a number."""
    found = cal.day(int(m["y"]), int(m["mm"]), int(m["d"]))
    return of_day(found, "iso-day") if found else None


def _day_of_year(m: re.Match[str], c: Context) -> Reading | None:
    """“On 5 August last year”."""
    if c.published is None:
        return unresolved("day-and-month", "day")
    year = c.published.year + SHIFT.get(m["which"].lower(), 0)
    return of_day(cal.day(year, month_number(m["m"]), int(m["d"])), "day-and-month")


def _that_day(m: re.Match[str], c: Context) -> Reading | None:
    """“On the 28th”, “the 5th of last month”, “Friday the 13th”: the latest such day, the next where it is to come."""
    number, weekday = int(m["d"]), m.groupdict().get("wdm")
    if not 1 <= number <= 31:
        return None
    if c.published is None:
        return unresolved("day-of-month", "day")
    which = m.groupdict().get("which")
    if which:
        start = cal.month(c.published.year, c.published.month + SHIFT.get(which.lower(), 0))[0]
        return of_day(cal.day(start.year, start.month, number), "day-of-month")
    step = 1 if c.future else -1
    for far in range(c.future, 800 if weekday else 62):
        day = c.published + step * far * DAY
        if day.day == number and (weekday is None or day.weekday() == WEEKDAYS.index(weekday.lower())):
            return of_day(day, "day-of-month")
    return Reading("day-of-month", "day", reason="no such day in the calendar")


def _slashes(m: re.Match[str], c: Context) -> Reading | None:
    """“04/05/2031” stays open; “25/05/2031” and “05/05/2031” have one reading."""
    first, second, year = int(m["a"]), int(m["b"]), int(m["y"])
    if max(first, second) <= 12 and first != second:
        return Reading("slashes", "day", reason="day and month could be either number")
    return of_day(cal.day(year, min(first, second), max(first, second)), "slashes")


_END = r"(?=\s*(?:[.,;:)]|$|and\s+(?!\d|the)|(?:but|when|while|after|before|with|said)\b))"
DAY_RULES: tuple[tuple[str, str, Resolver], ...] = (
    (
        "iso",
        r"(?P<y>(?:19|20)\d\d)(?P<dash>[-/.])(?P<mm>[01]\d)(?P=dash)(?P<d>[0-3]\d)"
        r"(?:T\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?",
        _iso,
    ),
    ("compact", r"(?P<y>(?:19|20)\d\d)(?P<mm>[01]\d)(?P<d>[0-3]\d)", _compact),
    ("dots", r"(?P<d>[0-3]?\d)\.(?P<mm>[01]?\d)\.(?P<y>(?:19|20)\d\d)", _iso),
    ("slashes", r"(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/(?P<y>(?:19|20)\d\d)", _slashes),
    ("range-dm", rf"(?:(?:between|from)\s+)?{D}\s*{DASH}\s*{D2}\s+(?P<m>{MO})\s*,?\s+{Y}", _full),
    ("range-dm2", rf"(?:(?:between|from)\s+)?{D}\s*{DASH}\s*{D2}\s+(?P<m>{MO})", _day_month),
    ("range-md", rf"(?P<m>{MO})\s+{D}\s*(?:-|–|—|to|through)\s*{D2},?\s+{Y}", _full),
    ("range-md2", rf"(?P<m>{MO})\s+{D}\s*(?:-|–|—|to|through)\s*{D2}(?!\d)", _day_month),
    ("dmy", rf"{SINCE}(?:{WD},?\s+)?(?:the\s+)?{D}\s+(?:of\s+)?(?P<m>{MO}),?\s+{Y}", _full),
    ("mdy", rf"{SINCE}(?:{WD},?\s+)?(?P<m>{MO})\s+(?:the\s+)?{D},?\s+{Y}", _full),
    ("dm-year", rf"{SINCE}(?:{WD},?\s+)?(?:the\s+)?{D}\s+(?:of\s+)?(?P<m>{MO}),?\s+{LAST_YEAR}", _day_of_year),
    ("md-year", rf"{SINCE}(?:{WD},?\s+)?(?P<m>{MO})\s+{D},?\s+(?:of\s+)?{LAST_YEAR}", _day_of_year),
    ("dm", rf"{SINCE}(?:(?P<wdm>{WD}),?\s+)?(?:the\s+)?{D}\s+(?:of\s+)?(?P<m>{MO})(?![a-z])", _day_month),
    (
        "md",
        rf"{SINCE}(?:(?P<wdm>{WD}),?\s+)?(?:(?:last|this|next)\s+)?(?P<m>{MO})\s+(?:the\s+)?{D}(?![\d,]*\d)",
        _day_month,
    ),
    ("weekday-and-day", rf"(?P<wdm>{WD}),?\s+the\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)", _that_day),
    (
        "day-of-month",
        r"(?:(?P<since>since)\s+|(?<=on )|(?<=by )|(?<=of )|(?<=until ))the\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)"
        rf"(?:\s+of\s+(?P<which>last|this|next)\s+month|{_END})",
        _that_day,
    ),
)  # fmt: skip
DAY_NEEDS = {
    "iso": "digit", "compact": "digit", "dots": "digit", "slashes": "digit",
    "range-dm": "digit month", "range-dm2": "digit month", "range-md": "digit month", "range-md2": "digit month",
    "dmy": "digit month", "mdy": "digit month", "dm-year": "digit month unit", "md-year": "digit month unit",
    "dm": "digit month", "md": "digit month", "weekday-and-day": "digit weekday", "day-of-month": "digit",
}  # fmt: skip
"""Rule -> the kinds of words without which it never fits (`times_trigger`)."""
