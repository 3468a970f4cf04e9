"""Days counted from what is told: “two days earlier”, “the night before”, “the following week”, “three days after the
vote”. They are read against the day told of before, or against the day of the event that they name."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from saidwho.linking import times_calendar as cal
from saidwho.linking.times_calendar import DAY, WEEKDAYS
from saidwho.linking.times_lengths import Context, Reading, Resolver, count_of
from saidwho.linking.times_patterns import OF_DAY, UNIT, WD, N
from saidwho.linking.times_periods import of_day

RULE = "event-relative"
_NO_DAY = "relative to a day that the text does not give"
_PART = {"night": "TNI", "evening": "TEV", "morning": "TMO", "afternoon": "TAF"}


def _counted(m: re.Match[str], c: Context) -> Reading | None:
    """“Two days earlier”, “48 hours later”, “a fortnight later”, “hours later”."""
    if c.anchor is None:
        return Reading(RULE, "day", reason=_NO_DAY)
    return _from(c.anchor, m["n"], m["unit"].lower(), 1 if m["way"].lower() in ("earlier", "before") else -1)


def _from(day: dt.date, number: str | None, unit: str, sign: int) -> Reading:
    count = count_of(number) if number else None
    if unit in ("hour", "minute"):
        if count is not None and unit == "hour" and count % 24 == 0:
            return of_day(day - sign * (count // 24) * DAY, RULE)
        return Reading(RULE, "day", cal.one(day), day.isoformat(), vague=True)
    if count is None:
        return Reading(RULE, "day", reason="vague count")
    found = of_day(cal.back(day, sign * count, unit), RULE)
    return replace(found, granularity=unit) if unit in ("month", "year") else found


def _before(m: re.Match[str], c: Context) -> Reading | None:
    """“The day before”, “the night before”, “the week after”."""
    if c.anchor is None:
        return Reading(RULE, "day", reason=_NO_DAY)
    return _next_to(c.anchor, m["unit"].lower(), 1 if m["way"].lower() in ("after", "later") else -1)


def _next_to(day: dt.date, unit: str, shift: int) -> Reading:
    if unit == "week":
        week = cal.week(day, shift)
        return Reading(RULE, unit, week, cal.week_value(week[0]))
    if unit == "weekend":
        start = cal.week(day, shift)[0] + 5 * DAY
        return Reading(RULE, unit, (start, start + 2 * DAY), cal.week_value(start) + "-WE")
    if unit == "month":
        month = cal.month(day.year, day.month + shift)
        return Reading(RULE, unit, month, month[0].isoformat()[:7])
    if unit == "year":
        return Reading(RULE, unit, cal.year(day.year + shift), str(day.year + shift))
    found = day + shift * DAY
    return Reading(
        RULE, "day", cal.one(found), found.isoformat() + _PART.get(unit, ""), "TIME" if unit in _PART else "DATE"
    )


def _same(m: re.Match[str], c: Context) -> Reading | None:
    """“The same day”, “the following morning”, “the preceding week”, “that night”."""
    which, unit = m["which"].lower(), (m.groupdict().get("unit") or "day").lower()
    shift = {"following": 1, "next": 1, "ensuing": 1, "previous": -1, "preceding": -1}.get(which, 0)
    if c.anchor is None and which == "previous" and unit in ("week", "month", "year"):
        return _next_to(c.published, unit, -1) if c.published else Reading(RULE, unit, reason=_NO_DAY)
    if c.anchor is None:
        return Reading(RULE, "day", reason=_NO_DAY)
    return _next_to(c.anchor, unit, shift)


def _that(m: re.Match[str], c: Context) -> Reading | None:
    """“Later that year”: the year of the day told of before."""
    unit = m["unit"].lower()
    of = c.told if unit == "year" and c.told else c.anchor
    return Reading(RULE, unit, reason=_NO_DAY) if of is None else _next_to(of, unit, 0)


def _weekday(m: re.Match[str], c: Context) -> Reading | None:
    """“The following Monday”, “the previous Friday”, “that Sunday”."""
    number, which = WEEKDAYS.index(m["wd"].lower()), (m["which"] or "that").lower()
    if c.anchor is None:
        return None if which in ("that", "next") else Reading(RULE, "day", reason=_NO_DAY)
    if which in ("following", "next"):
        return of_day(cal.next_weekday(c.anchor, number), RULE)
    if which == "that":
        return of_day(cal.week(c.anchor)[0] + number * DAY, RULE)
    return of_day(cal.latest_weekday(c.anchor - DAY, number), RULE)


def _from_event(m: re.Match[str], c: Context) -> Reading | None:
    """“Three days after the vote”, “the day after the vote”, where the day of the vote is given."""
    if c.event is None:
        return None
    sign = 1 if m["way"].lower().startswith(("before", "prior")) else -1
    if m["one"]:
        return _next_to(c.event, m["one"].lower(), -sign)
    return _from(c.event, m["n"], m["unit"].lower(), sign)


def _eve(m: re.Match[str], c: Context) -> Reading | None:
    """“The eve of the vote”, where the day of the vote is given."""
    return of_day(c.event - DAY, RULE) if c.event else None


_NO_CLAUSE = r"(?=\s*(?:[.,;:)]|$|(?:and|but|as|in|on|at|near|to|by|when|while)\b))"
_THE = r"(?:the|a|an|that|this|those|these|his|her|its|their)\s+[a-z]"
TOLD_RULES: tuple[tuple[str, str, Resolver], ...] = (
    ("relative", rf"{N}\s+{UNIT}\s+(?P<way>earlier|later|(?:before|after){_NO_CLAUSE})", _counted),
    ("hours-later", r"(?P<n>)(?:just\s+|only\s+)?(?P<unit>hour|minute)s\s+(?P<way>earlier|later)", _counted),
    (
        "the-before",
        rf"the\s+(?P<unit>day|night|evening|morning|week|weekend|month|year)\s+(?P<way>before|after|earlier){_NO_CLAUSE}",
        _before,
    ),
    (
        "same-day",
        r"(?:the|that)\s+(?P<which>same|following|next|previous|preceding|ensuing)\s+"
        r"(?P<unit>day|morning|evening|night|afternoon|weekend)",
        _same,
    ),
    (
        "same-week",
        r"(?:the|that)\s+(?P<which>same|following|previous|preceding|ensuing)\s+(?P<unit>week|month|year)(?![a-z])",
        _same,
    ),
    (
        "told-weekday",
        rf"(?:the\s+(?P<which>following|next|previous|preceding)|(?<=\bon )(?P<that>that))\s+(?P<wd>{WD})(?!['’]?s\b)",
        _weekday,
    ),
    ("that-night", rf"(?P<which>that)\s+(?:same\s+)?{OF_DAY}(?![a-z])", _same),
    ("that-year", r"(?:later|earlier)\s+that\s+(?P<unit>day|week|month|year)", _that),
    (
        "from-event",
        rf"(?:{N}\s+{UNIT}|the\s+(?P<one>day|night|morning|evening|week|month|year))\s+"
        rf"(?P<way>after|before|following|prior\s+to)(?=\s+{_THE})",
        _from_event,
    ),
    ("eve-of-event", rf"(?:on\s+)?the\s+eve\s+of(?=\s+{_THE})", _eve),
)  # fmt: skip
TOLD_NEEDS = {
    "relative": "unit", "hours-later": "unit", "the-before": "unit", "same-day": "unit", "same-week": "unit",
    "told-weekday": "weekday", "that-night": "unit", "that-year": "unit", "from-event": "unit", "eve-of-event": "eve",
}  # fmt: skip
"""Rule -> the kinds of words without which it never fits (`times_trigger`)."""
