"""Days, months and years that a text writes out, and the stretches between two of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from saidwho.linking import times_calendar as cal
from saidwho.linking.times_calendar import DAY, WEEKDAYS, Interval
from saidwho.linking.times_lengths import Context, Reading, Resolver
from saidwho.linking.times_patterns import DASH, DAY_NUMBER, MO, NO_YEAR, SHIFT, TO, WD, YEAR, month_number
from saidwho.linking.times_periods import unresolved
from saidwho.linking.times_years import nearest

_OF_MONTH = rf"(?:{DAY_NUMBER}\s+(?:of\s+)?{MO}|{MO}\s+(?:the\s+)?{DAY_NUMBER}(?!\d))"
DAY_POINT = rf"(?:{WD},?\s+)?(?:the\s+)?{_OF_MONTH}(?:,?\s+{YEAR})?"
"""A day of a month, with or without weekday and year."""
POINT = rf"(?:{DAY_POINT}|(?:(?:early|late|mid)[ -])?{MO}(?:,?\s+(?:of\s+)?{YEAR})?|{YEAR})"
"""A day, a month or a year."""
_PARTS = re.compile(
    rf"(?:{WD},?\s+)?(?:the\s+)?(?:(?P<edge>early|late|mid)[ -])?"
    rf"(?:(?P<d>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?(?=[a-z]))?(?P<m>{MO})?"
    rf"(?:\s*(?:the\s+)?(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?!\d))?(?:,?\s*(?:of\s+)?(?P<y>{YEAR}))?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Point:
    """A year, a month or a day of which some parts may be left out; `edge` is “early”, “mid” or “late”."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    edge: str = ""

    @property
    def order(self) -> tuple[int, int]:
        """Where it lies in its year."""
        return self.month or 0, self.day or {"": 0, "early": 1, "mid": 15, "late": 25}[self.edge]

    def interval(self) -> Interval | None:
        """Its days; None where the calendar has none, or no year is told."""
        if self.year is None:
            return None
        if self.month is None:
            return cal.year(self.year)
        if self.day is not None:
            found = cal.day(self.year, self.month, self.day)
            return cal.one(found) if found else None
        return third(cal.month(self.year, self.month), self.edge)

    def value(self) -> str:
        """Its TIMEX3 value."""
        parts = (f"{self.year:04d}", *(f"{n:02d}" for n in (self.month, self.day) if n is not None))
        return "-".join(parts)


def third(interval: Interval, edge: str) -> Interval:
    """“Early”, “mid” and “late” in a month: ten days, the last third to its end."""
    start, end = interval
    if edge == "early":
        return start, start + 10 * DAY
    if edge == "mid":
        return start + 10 * DAY, start + 20 * DAY
    return (start + 20 * DAY, end) if edge == "late" else interval


def point_of(words: str) -> Point | None:
    """The point that words write out, None where they write none."""
    found = _PARTS.match(words.strip())
    if found is None:
        return None
    day = found["d"] or found["d2"]
    return Point(
        int(found["y"]) if found["y"] else None,
        month_number(found["m"]) if found["m"] else None,
        int(day) if day else None,
        (found["edge"] or "").lower(),
    )


def dated(point: Point, c: Context, weekday: str | None = None) -> Point:
    """With the year that it leaves out: the nearest that fits its tense; without one where nothing is published."""
    if point.year is not None or c.published is None or point.month is None:
        return point
    if point.day is not None:
        found = nearest(point.month, point.day, c.published, c.future, weekday, c.past)
        return replace(point, year=found.year) if found else point
    later = point.month > c.published.month
    if c.future:
        return replace(point, year=c.published.year + (point.month < c.published.month))
    return replace(point, year=c.published.year - later)


def _range(m: re.Match[str], c: Context) -> Reading | None:
    """“From 28 February to 2 March”, “between 2012 and 2015”, “from late July to mid-August”."""
    first, last = point_of(m["a"]), point_of(m["b"])
    if first is None or last is None or (first.month is None) != (last.month is None and last.day is None):
        return None
    if last.month is None and last.day is not None:
        last = replace(last, month=first.month, year=last.year or first.year)
    if last.year is None and first.year is not None:
        last = replace(last, year=first.year + (last.order < first.order))
    last = dated(last, c)
    if first.year is None and last.year is not None:
        first = replace(first, year=last.year - (first.order > last.order))
    granularity = "day" if first.day else "month" if first.month else "year"
    if first.year is None or last.year is None:
        return Reading("range", granularity, reason="no year and no published date")
    start, end = first.interval(), last.interval()
    if start is None or end is None or end[1] <= start[0]:
        return Reading("range", granularity, reason="no such days in the calendar")
    return Reading("range", granularity, (start[0], end[1]), f"{first.value()}/{last.value()}", vague=bool(last.edge))


def _weekdays(m: re.Match[str], c: Context) -> Reading | None:
    """“From Monday to Wednesday”, “from Saturday evening until Sunday morning”."""
    if c.published is None:
        return unresolved("weekday-range", "day")
    number, number2 = (WEEKDAYS.index(m[name].lower()) for name in ("wd", "wd2"))
    if m["which"]:
        start = cal.week(c.published, SHIFT[m["which"].lower()])[0]
        first = start + number * DAY
        last = first + ((number2 - number) % 7) * DAY
        return Reading("weekday-range", "day", (first, last + DAY), f"{first}/{last}")
    if c.future:
        first = cal.next_weekday(c.published, number)
        last = cal.next_weekday(first, number2)
    else:
        last = cal.latest_weekday(c.published, number2)
        first = cal.latest_weekday(last, number)
    return Reading("weekday-range", "day", (first, last + DAY), f"{first}/{last}")


def _week_of(m: re.Match[str], c: Context) -> Reading | None:
    """“The week of 4 November”, “the week ending 21 December”."""
    point = point_of(m["base"])
    if point is None or point.month is None or point.day is None:
        return None
    point = dated(point, c)
    interval = point.interval()
    if interval is None:
        return Reading(
            "week-of", "week", reason="no year and no published date" if point.year is None else "no such day"
        )
    day, how = interval[0], m["how"].lower()
    if how == "of":
        start = cal.week(day)[0]
    else:
        start = day - 6 * DAY if how in ("ending", "ended", "to") else day
    return Reading("week-of", "week", (start, start + 7 * DAY), cal.week_value(start) if start.weekday() == 0 else None)


def _days_of_month(m: re.Match[str], c: Context) -> Reading | None:
    """“July 9, 10 and 11”, “24 and 25 February”: as a stretch where they follow one another, else the first."""
    numbers = [int(n) for n in re.findall(r"\d+", m["days"])]
    point = dated(Point(int(m["y"]) if m["y"] else None, month_number(m["m"]), numbers[0]), c)
    if point.year is None:
        return Reading("range", "day", reason="no year and no published date")
    last = replace(point, day=numbers[-1])
    start, end = point.interval(), last.interval()
    if start is None or end is None or numbers != list(range(numbers[0], numbers[-1] + 1)):
        return Reading("range", "day", reason="no such days in the calendar, or days apart")
    return Reading("range", "day", (start[0], end[1]), f"{point.value()}/{last.value()}")


_MONTHS = rf"(?:(?:early|late|mid)[ -])?{MO}"
_EARLY = r"(?:(?:early|late|the\s+night\s+of|\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?m\.?)\s+(?:on\s+)?)?"
_LATE = r"(?:\s+(?:morning|afternoon|evening|night))?"
_OF_WEEK = r"(?:(?:\s+of)?\s+(?P<which>last|this|next)\s+week)?"
_NUMBERS = rf"(?P<days>[0-3]?\d(?:st|nd|rd|th)?(?:,\s+{DAY_NUMBER})*,?\s+and\s+(?:the\s+)?{DAY_NUMBER})"
_YEAR_BEHIND = rf"(?:,?\s+(?P<y>{YEAR}))?"
POINT_RULES: tuple[tuple[str, str, Resolver], ...] = (
    ("range", rf"(?:between|from)\s+(?P<a>{POINT})\s*{DASH}\s*(?P<b>{POINT}|{DAY_NUMBER})(?!{NO_YEAR})", _range),
    ("range-months", rf"(?:between|from)\s+(?P<a>{_MONTHS})\s*{DASH}\s*(?P<b>{_MONTHS})(?!\s+\d)", _range),
    ("range-days", rf"(?P<a>{DAY_POINT})\s*(?:to|until|till|through|-|–|—)\s*(?P<b>{DAY_POINT})", _range),
    ("range-years", rf"(?P<a>{YEAR})\s?[-–—]\s?(?P<b>{YEAR})(?!{NO_YEAR}|[-–]\d)", _range),
    ("days-of-month", rf"{_NUMBERS}\s+(?:of\s+)?(?P<m>{MO}){_YEAR_BEHIND}", _days_of_month),
    ("month-and-days", rf"(?P<m>{MO})\s+{_NUMBERS}(?!\d|,\d){_YEAR_BEHIND}", _days_of_month),
    (
        "weekdays",
        rf"(?:from|between)\s+{_EARLY}(?P<wd>{WD}){_LATE}\s+(?:{TO}|into)\s+{_EARLY}(?P<wd2>{WD})"
        rf"{_OF_WEEK}",
        _weekdays,
    ),
    ("weekdays-bare", rf"(?P<wd>{WD}){_LATE}\s+(?:to|through|into|until)\s+{_EARLY}(?P<wd2>{WD}){_OF_WEEK}", _weekdays),
    (
        "week-of",
        rf"(?:the\s+)?week\s+(?P<how>of|beginning|starting|commencing|ending|ended|to)\s+(?P<base>{DAY_POINT})",
        _week_of,
    ),
)
RANGES = frozenset(name for name, _, _ in POINT_RULES if name != "week-of")
"""Rules that read two times as one stretch."""
POINT_NEEDS = {
    "range": "digit", "range-months": "month", "range-days": "digit month", "range-years": "digit",
    "days-of-month": "digit month",
    "month-and-days": "digit month", "weekdays": "weekday", "weekdays-bare": "weekday",
    "week-of": "digit month unit",
}  # fmt: skip
"""Rule -> the kinds of words without which it never fits (`times_trigger`)."""
