"""Parts of a period: “the first week of March”, “the last Friday of June”, “the second half of May”, “the summer”."""

from __future__ import annotations

import datetime as dt
import re

from saidwho.linking import times_calendar as cal
from saidwho.linking.times_calendar import DAY, SEASONS, WEEKDAYS, Interval
from saidwho.linking.times_lengths import Context, Reading, Resolver, count_of
from saidwho.linking.times_patterns import MO, SINCE, WD, YEAR, N, month_number
from saidwho.linking.times_periods import of_day, unresolved
from saidwho.linking.times_points import dated, point_of, third

BASE = (
    rf"(?:(?:the\s+month\s+of\s+)?{MO}(?:(?:,?\s+(?:of\s+)?{YEAR})|\s+(?:last|this|next)\s+year)?|(?:the\s+year\s+)?{YEAR}"
    rf"|(?:last|this|next|the\s+(?:same|previous|following|current))\s+(?:week|month|year|{MO})|the\s+(?:week|month|year))"
)
"""A month, a year, or a week, month or year that is near publication."""
_RELATIVE = re.compile(rf"(?:(?P<which>\w+)\s+)?(?P<unit>week|month|year|{MO})$", re.IGNORECASE)
_YEAR_OF = re.compile(r"\s+(?P<which>last|this|next)\s+year$", re.IGNORECASE)
_SHIFT = {"last": -1, "next": 1, "previous": -1, "following": 1}
NTH = {
    "first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1, "closing": -1,
}  # fmt: skip
_LENGTH = {"week": 7, "day": 1}


def period(words: str, c: Context) -> tuple[Interval, str] | None:
    """The days and the TIMEX3 value of a base; None where they cannot be known."""
    words = re.sub(r"^(?:the\s+)?(?:month|year)\s+(?:of\s+)?(?=\S)", "", words.strip(), flags=re.IGNORECASE)
    point = point_of(words)
    if point is not None and point.day is None and (point.month or point.year):
        point = dated(point, c)
        interval = point.interval()
        return (interval, point.value()) if interval else None
    if c.published is None:
        return None
    year_of = _YEAR_OF.search(words)
    if year_of:
        month = cal.month(c.published.year + _SHIFT.get(year_of["which"].lower(), 0), month_number(words.split()[0]))
        return month, month[0].isoformat()[:7]
    return _near(words, c)


def _near(words: str, c: Context) -> tuple[Interval, str] | None:
    found = _RELATIVE.search(words)
    if found is None or c.published is None:
        return None
    which, unit = (found["which"] or "").lower(), found["unit"].lower()
    of = c.anchor if which in ("same", "previous", "following") and c.anchor else c.published
    shift = _SHIFT.get(which, 0)
    if unit == "week":
        week = cal.week(of, shift)
        return week, cal.week_value(week[0])
    if unit == "month":
        month = cal.month(of.year, of.month + shift)
        return month, month[0].isoformat()[:7]
    if unit == "year":
        return cal.year(of.year + shift), str(of.year + shift)
    number = month_number(unit)
    month = cal.month(
        of.year - (number >= of.month if shift < 0 else 0) + (number <= of.month if shift > 0 else 0), number
    )
    return month, month[0].isoformat()[:7]


def _part(m: re.Match[str], c: Context) -> Reading | None:
    """“The first week of March”, “the last three months of 2020”, “the last Friday of June”."""
    found = period(m["base"], c)
    unit = m["unit"].lower()
    if found is None:
        return unresolved("part-of-period", unit)
    start, end = found[0]
    nth, count = NTH[m["nth"].lower()], (count_of(m["n"]) if m["n"] else 1)
    if m["many"] is not None and not m["n"] and nth in (1, -1) and unit in ("day", "week", "month"):
        edge = _edge_of((start, end), "early" if nth == 1 else "late")
        return Reading("part-of-period", unit, edge, found[1], vague=True)
    if count is None or not _fits(unit, end - start):
        return None
    if unit in ("half", "quarter"):
        return _fraction(unit, nth, start, end)
    if unit in WEEKDAYS or unit == "weekend":
        first = _nth_weekday(start, end, 5 if unit == "weekend" else WEEKDAYS.index(unit), nth)
        if unit != "weekend" or first is None:
            return of_day(first, "part-of-period")
        return Reading("part-of-period", "day", (first, first + 2 * DAY), cal.week_value(first) + "-WE")
    interval = _stretch(unit, nth, count, start, end)
    return Reading(
        "part-of-period", unit, interval, interval[0].isoformat() if interval[1] - interval[0] == DAY else None
    )


def _fits(unit: str, length: dt.timedelta) -> bool:
    """No month of a week, no quarter of a month."""
    least = {"half": 28, "quarter": 300, "month": 300, "week": 28, "weekend": 28}.get(unit, 7)
    return length >= least * DAY


def _fraction(unit: str, nth: int, start: dt.date, end: dt.date) -> Reading | None:
    parts = 2 if unit == "half" else 4
    nth = parts if nth < 0 else nth
    if nth > parts:
        return None
    if (end - start).days > 31:
        months = 12 // parts
        first = cal.month(start.year, months * (nth - 1) + 1)[0]
        value = f"{start.year}-{'H' if unit == 'half' else 'Q'}{nth}"
        return Reading("part-of-period", unit, (first, cal.month(first.year, first.month + months)[0]), value)
    middle = start + 15 * DAY
    return Reading(
        "part-of-period", "half-month", (start, middle) if nth == 1 else (middle, end), start.isoformat()[:7]
    )


def _stretch(unit: str, nth: int, count: int, start: dt.date, end: dt.date) -> Interval:
    """The nth stretch of some days, weeks or months, counted from the end where it is the last."""
    if unit == "month":
        if nth < 0:
            return cal.month(end.year, end.month - count)[0], end
        first = cal.month(start.year, start.month + count * (nth - 1))[0]
        return first, cal.month(first.year, first.month + count)[0]
    days = _LENGTH[unit] * count * DAY
    if nth < 0:
        return end - days, end
    return start + (nth - 1) * days, min(start + nth * days, end)


def _nth_weekday(start: dt.date, end: dt.date, weekday: int, nth: int) -> dt.date | None:
    if nth < 0:
        return cal.latest_weekday(end - DAY, weekday)
    found = start + ((weekday - start.weekday()) % 7 + 7 * (nth - 1)) * DAY
    return found if found < end else None


def _edge(m: re.Match[str], c: Context) -> Reading | None:
    """“At the beginning of October”, “the end of last month”: about a third; “since the start of the year”."""
    found = period(m["base"], c)
    if found is None:
        return unresolved("edge-of-period", "month")
    interval, value = found
    edge = {"beginning": "early", "start": "early", "middle": "mid"}.get(m["edge"].lower(), "late")
    interval = _edge_of(interval, edge)
    if m.groupdict().get("since") and edge == "early":
        return Reading("edge-of-period", "day", interval, value)
    return Reading("edge-of-period", "month", interval, value, vague=True)


def _edge_of(interval: Interval, edge: str) -> Interval:
    """About a third of a month, a year or a week."""
    days = (interval[1] - interval[0]).days
    if 28 <= days <= 31:
        return third(interval, edge)
    if days > 31:
        first = cal.month(interval[0].year, {"early": 1, "mid": 5, "late": 9}[edge])[0]
        return first, cal.month(first.year, first.month + 4)[0]
    start = interval[0] + {"early": 0, "mid": 2, "late": 4}[edge] * DAY
    return start, interval[1] if edge == "late" else start + 2 * DAY


def _year_to(m: re.Match[str], c: Context) -> Reading | None:
    """“In the year to March 2030”, “the 12 months to June”: the months up to it, itself included."""
    found = period(m["base"], c)
    months = count_of(m["n"]) if m["n"] else 12
    if found is None or months is None or (m["unit"].lower() == "year" and m["n"]):
        return None
    end = found[0][1]
    start = cal.month(end.year, end.month - months)[0]
    return Reading("months-to", "month", (start, end), f"P{months}M", "DURATION")


def _earlier_in(m: re.Match[str], c: Context) -> Reading | None:
    """“Earlier in the week”, “later in the year”."""
    unit, later = m["unit"].lower(), m["way"].lower() == "later"
    if c.published is None:
        return unresolved("deictic-unit", unit)
    found = _near(f"this {unit}", c)
    if found is None:
        return None
    (start, end), value = found
    interval = (c.published, end) if later else (start, c.published + DAY)
    return Reading("deictic-unit", unit, interval, value, vague=True)


def _year_edge(m: re.Match[str], c: Context) -> Reading | None:
    """“Mid-2014”: the year, since nothing says where its middle ends."""
    year = int(m["y"])
    return Reading("year", "year", cal.year(year), m["y"], vague=True)


def _season(m: re.Match[str], c: Context) -> Reading | None:
    """“Over the summer”: the latest that began up to publication, the next where it is to come."""
    if c.published is None:
        return unresolved("season", "season")
    name = m["s"].lower()
    years = range(c.published.year + 2, c.published.year - 2, -1)
    number = next((y for y in years if cal.season(y, name)[0] <= c.published), c.published.year)
    if c.future and cal.season(number, name)[1] <= c.published:
        number += 1
    return Reading("season", "season", cal.season(number, name), f"{number}-{SEASONS[name][1]}")


def _before_last(m: re.Match[str], c: Context) -> Reading | None:
    """“The week before last”, “the Sunday before last”, “the week after next”."""
    if c.published is None:
        return unresolved("deictic-unit", m["unit"].lower())
    unit, sign = m["unit"].lower(), -1 if m["way"].lower().startswith("before") else 1
    if unit in WEEKDAYS:
        day = cal.latest_weekday(c.published - DAY, WEEKDAYS.index(unit)) if sign < 0 else c.published
        if sign > 0:
            day = cal.next_weekday(c.published, WEEKDAYS.index(unit))
        return of_day(day + sign * 7 * DAY, "weekday-before-last")
    if unit == "night":
        return of_day(c.published + 2 * sign * DAY, "deictic")
    if unit == "week" or unit == "weekend":
        start, end = cal.week(c.published, 2 * sign)
        value = cal.week_value(start)
        if unit == "weekend":
            start, value = start + 5 * DAY, value + "-WE"
        return Reading("deictic-unit", unit, (start, end), value)
    if unit == "month":
        month = cal.month(c.published.year, c.published.month + 2 * sign)
        return Reading("deictic-unit", unit, month, month[0].isoformat()[:7])
    year = c.published.year + 2 * sign
    return Reading("deictic-unit", unit, cal.year(year), str(year))


_NTH = "|".join(NTH)
PART_RULES: tuple[tuple[str, str, Resolver], ...] = (
    (
        "part-of",
        rf"(?:the\s+)?(?:very\s+)?(?P<nth>{_NTH})\s+(?:{N}\s+)?(?P<unit>day|weekend|week|month|half|quarter|{WD})(?P<many>s)?"
        rf"\s+(?:of|in)\s+(?P<base>{BASE})",
        _part,
    ),
    (
        "edge-of",
        rf"{SINCE}(?:the\s+)?(?:very\s+)?(?P<edge>beginning|start|middle|end|close)\s+of\s+(?P<base>{BASE})",
        _edge,
    ),
    ("mid-year", rf"(?P<edge>mid|early|late)[ -](?P<y>{YEAR})(?!\d|-\d)", _year_edge),
    (
        "the-season",
        r"(?:in|over|during|by|until|throughout|through|(?P<since>since))\s+the\s+(?P<s>spring|summer|autumn|fall|winter)"
        r"(?!\s+(?:of|season|games|olympics|break|house|camp|school)\b)",
        _season,
    ),
    (
        "a-season",
        r"(?:in|during|by|(?P<since>since))\s+(?P<s>spring|summer|autumn|winter)(?=\s*(?:[.,;)]|$|(?:and|but|when|after)\b))",
        _season,
    ),
    ("year-to", rf"(?:the\s+)?(?:{N}\s+)?(?P<unit>year|months)\s+to\s+(?P<base>{BASE})", _year_to),
    ("earlier-in", r"(?P<way>earlier|later)\s+in\s+the\s+(?P<unit>week|month|year)", _earlier_in),
    (
        "before-last",
        rf"the\s+(?P<unit>weekend|week|month|year|night|{WD})\s+(?P<way>before\s+last|after\s+next)",
        _before_last,
    ),
)
PART_NEEDS = {
    "part-of": "", "edge-of": "", "mid-year": "digit", "the-season": "season", "a-season": "season",
    "before-last": "which",
    "year-to": "unit", "earlier-in": "unit",
}  # fmt: skip
"""Rule -> the kinds of words without which it never fits (`times_trigger`)."""
