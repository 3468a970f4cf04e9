"""Days that holidays name: the day itself, its eve, its week, a day of it, and days counted from it."""

from __future__ import annotations

import re
from dataclasses import replace

from saidwho.linking import times_calendar as cal
from saidwho.linking.times_calendar import DAY, Interval
from saidwho.linking.times_lengths import Context, Reading, Resolver, count_of
from saidwho.linking.times_patterns import HOLIDAY, SINCE, UNIT, N, Y
from saidwho.linking.times_periods import of_day, span_of, unresolved

_NAME = rf"(?P<h>{HOLIDAY})"
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1}
_NEW_YEAR = "new year's day"
_NO_DATE = "no date of this holiday in the table"


def _interval(m: re.Match[str], c: Context) -> Interval | None:
    """The days of the holiday: of the year told, else the latest up to publication, or the next where it is to come."""
    name = " ".join(m["h"].lower().replace("’", "'").split())
    year = m.groupdict().get("y")
    if year:
        return cal.holiday(name, int(year))
    if c.published is None:
        return None
    which = m.groupdict().get("year")
    if which:
        return cal.holiday(name, c.published.year + {"last": -1, "next": 1}.get(which.lower(), 0))
    return cal.next_holiday(name, c.published) if c.future else cal.latest_holiday(name, c.published)


def _open(m: re.Match[str], c: Context) -> Reading:
    known = c.published is not None or m.groupdict().get("y")
    return Reading("holiday", "day", reason=_NO_DATE) if known else unresolved("holiday", "day")


def _turn(m: re.Match[str], c: Context) -> Reading | None:
    """“Over the New Year”, “at the turn of the year”: its eve and its first day."""
    if c.published is None:
        return unresolved("holiday", "day")
    found = cal.next_holiday(_NEW_YEAR, c.published) if c.future else cal.latest_holiday(_NEW_YEAR, c.published)
    return span_of((found[0] - DAY, found[1]), "holiday", "day", None, vague=True) if found else _open(m, c)


def _holiday(m: re.Match[str], c: Context) -> Reading | None:
    if m["h"].islower():
        return None
    interval = _interval(m, c)
    if interval is None:
        return _open(m, c)
    if m.groupdict().get("eve"):
        return of_day(interval[0] - DAY, "eve-of-holiday")
    value = interval[0].isoformat() if interval[1] - interval[0] == DAY else None
    return span_of(interval, "holiday", "day", value)


def _nth(m: re.Match[str], c: Context) -> Reading | None:
    """“The second week of Ramadan”, “the second day of Eid al-Adha”."""
    interval = _interval(m, c)
    if interval is None:
        return _open(m, c)
    (start, end), nth = interval, _NTH[m["nth"].lower()]
    length = 7 if m["unit"].lower() == "week" else 1
    first = end - length * DAY if nth < 0 else start + length * (nth - 1) * DAY
    if length == 7:
        return span_of((first, first + 7 * DAY), "week-of-holiday", "week", None)
    return of_day(first, "day-of-holiday")


def _week(m: re.Match[str], c: Context) -> Reading | None:
    """“Christmas week”: the week that holds its first day; the one that goes on, though the day itself is to come."""
    interval = _interval(m, c)
    if interval is None:
        return _open(m, c)
    week = cal.week(interval[0])
    coming = _interval(m, replace(c, future=True))
    if coming and c.published and cal.week(coming[0])[0] <= c.published:
        week = cal.week(coming[0])
    return span_of(week, "week-of-holiday", "week", cal.week_value(week[0]))


def _counted(m: re.Match[str], c: Context) -> Reading | None:
    """“Two days before Christmas”, “the day after Christmas”, “the days before Christmas”."""
    interval = _interval(m, c)
    if interval is None:
        return _open(m, c)
    unit, after = m["unit"].lower(), m["way"].lower() == "after"
    count = count_of(m["n"]) if m["n"] else (1 if m["many"] is None else None)
    if count is None or unit == "hour":
        return Reading("counted-from-holiday", unit, reason="vague count")
    start = interval[1] - DAY if after else interval[0]
    if unit == "week" and not m["n"]:
        week = (interval[1], interval[1] + 7 * DAY) if after else (interval[0] - 7 * DAY, interval[0])
        return Reading("counted-from-holiday", unit, week)
    return of_day(cal.back(start, -count if after else count, unit), "counted-from-holiday")


def _part(m: re.Match[str], c: Context) -> Reading | None:
    """“The last ten days of Ramadan”, “the end of Ramadan”."""
    interval = _interval(m, c)
    if interval is None:
        return _open(m, c)
    start, end = interval
    count = count_of(m["n"]) if m["n"] else max((end - start).days // 3, 1)
    if count is None:
        return None
    late = (m["nth"] or m["edge"]).lower() in ("last", "final", "end")
    part = (max(start, end - count * DAY), end) if late else (start, min(end, start + count * DAY))
    return Reading("part-of-holiday", "day", part, vague=not m["n"])


HOLIDAY_RULES: tuple[tuple[str, str, Resolver], ...] = (
    (
        "holiday-nth",
        rf"the\s+(?P<nth>first|second|third|fourth|fifth|last|final)\s+(?P<unit>week|day|night)\s+of\s+{_NAME}(?:\s+{Y})?",
        _nth,
    ),
    ("holiday-eve", rf"(?P<eve>(?:on\s+)?the\s+eve\s+of)\s+{_NAME}", _holiday),
    (
        "holiday-counted",
        rf"(?:{N}\s+|the\s+){UNIT}(?P<many>(?<=s))?\s+(?P<way>before|after)\s+{_NAME}(?:\s+{Y})?",
        _counted,
    ),
    (
        "holiday-part",
        rf"the\s+(?:(?P<nth>first|last|final)\s+{N}\s+(?:days|nights)|(?P<edge>start|beginning|end))\s+of\s+{_NAME}"
        rf"(?:\s+{Y})?",
        _part,
    ),
    ("holiday-of-year", rf"{SINCE}(?P<year>last|this|next)\s+year['’]s\s+{_NAME}", _holiday),
    ("holiday-week", rf"{_NAME}\s+week(?!\w|-)", _week),
    (
        "new-year",
        r"(?:(?:over|at|around)\s+(?:the\s+)?new\s+year(?!['’]s\s+(?:day|eve))|the\s+turn\s+of\s+the\s+year)",
        _turn,
    ),
    (
        "holiday",
        rf"{SINCE}{_NAME}(?!\s+(?:island|rising)s?\b)(?:\s+(?:in\s+|of\s+)?{Y}|\s+(?P<year>last|this|next)\s+year)?",
        _holiday,
    ),
)
HOLIDAY_NEEDS = {
    "holiday-nth": "holiday unit", "holiday-eve": "holiday", "holiday-counted": "holiday unit",
    "holiday-part": "holiday", "holiday-of-year": "holiday unit", "holiday-week": "holiday unit",
    "new-year": "unit", "holiday": "holiday",
}  # fmt: skip
"""Rule -> the kinds of words without which it never fits (`times_trigger`)."""
