"""The grammar: one pattern and one resolver a rule. Types and values follow TIMEX3."""

from __future__ import annotations

import datetime as dt
import re

from saidwho.linking import times_calendar as cal
from saidwho.linking.times_calendar import DAY, WEEKDAYS, Interval
from saidwho.linking.times_lengths import Context, Reading, Resolver, count_of, duration, duration_value, long, now
from saidwho.linking.times_patterns import (
    EDGE,
    LAST_YEAR,
    MO,
    NO_YEAR,
    SHIFT,
    SINCE,
    UNIT,
    WD,
    WHICH,
    WITHIN,
    N,
    Y,
    month_number,
)  # fmt: skip
from saidwho.linking.times_periods import QUARTERS, decade, of_day, quarter, season, span_of, unresolved
from saidwho.linking.times_points import third

_LENGTH = "(?P<unit>minute|hour|day|night|week|fortnight|month|year|decade)s?"


def _weekday(m: re.Match[str], c: Context) -> Reading | None:
    if c.published is None:
        return unresolved("weekday", "day")
    number = WEEKDAYS.index(m["wd"].lower())
    which = (m.groupdict().get("which") or "").lower().split()
    found = cal.latest_weekday(c.published, number)
    rule = "latest-weekday-up-to-publication"
    ahead = c.future and not {"last", "past", "previous"}.intersection(which)
    if {"next", "coming"}.intersection(which) or ahead:
        found, rule = cal.next_weekday(c.published, number), "next-weekday"
    elif {"last", "past", "previous"}.intersection(which) and found == c.published:
        found -= 7 * DAY
    return of_day(found, rule)


def _week_on(m: re.Match[str], c: Context) -> Reading | None:
    """“Sunday week”, “a week on Sunday”: a week after the next."""
    if c.published is None:
        return unresolved("weekday", "day")
    number = WEEKDAYS.index((m["wd"] or m["wd2"]).lower())
    return of_day(cal.next_weekday(c.published, number) + 7 * DAY, "next-weekday")


_DEICTIC = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "tonight": 0,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def _deictic(m: re.Match[str], c: Context) -> Reading | None:
    word = " ".join(m["w"].lower().split())
    if c.published is None:
        return unresolved("deictic", "day")
    if word in ("overnight",):
        start = c.published - DAY
        return Reading("overnight-two-days", "day", (start, c.published + DAY), f"{start}TNI", "TIME")
    if word in ("last night", "the night before"):
        return Reading("last-night", "day", cal.one(c.published - DAY), f"{c.published - DAY}TNI", "TIME")
    return of_day(c.published + _DEICTIC.get(word, 0) * DAY, "deictic")


def _this(m: re.Match[str], c: Context) -> Reading | None:
    """“last week”, “this month”, “next year”, “earlier this week”, “last October”, “last summer”."""
    unit, which = m["unit"].lower(), m["which"].lower()
    if c.published is None:
        return unresolved("deictic-unit", unit)
    shift = SHIFT.get(which, 0)
    told = (m.groupdict().get("earlier") or "").lower().strip()
    until = c.published + DAY
    if unit == "weekend":
        start = cal.latest_weekday(c.published, 5)
        if shift == -1 and c.published.weekday() >= 5:
            start -= 7 * DAY
        start += 7 * DAY if shift == 1 else 0 * DAY
        return Reading("weekend", "day", (start, start + 2 * DAY), cal.week_value(start) + "-WE")
    if unit == "week":
        interval = cal.week(c.published, shift)
        value = cal.week_value(interval[0])
    elif unit == "month":
        interval = cal.month(c.published.year, c.published.month + shift)
        value = interval[0].isoformat()[:7]
    elif unit == "year":
        interval = cal.year(c.published.year + shift)
        value = str(interval[0].year)
    elif unit == "quarter":
        start = cal.month(c.published.year, c.published.month - (c.published.month - 1) % 3 + 3 * shift)[0]
        interval = (start, cal.month(start.year, start.month + 3)[0])
        value = f"{start.year}-Q{(start.month + 2) // 3}"
    elif unit in cal.SEASONS:
        number = _season_year(unit, shift, c.published)
        interval, value = cal.season(number, unit), f"{number}-{cal.SEASONS[unit][1]}"
    else:
        return _last_month(unit, shift, c)
    if shift == 0 and told == "later":
        interval = (max(interval[0], c.published), interval[1])
    elif shift == 0 and (told or unit == "week") and not c.future:
        interval = (interval[0], min(interval[1], until))
    return Reading("deictic-unit", unit, interval, value)


def _season_year(name: str, shift: int, published: dt.date) -> int:
    """“Last winter” is over, “next winter” has not begun, “this winter” is the nearest."""
    years = range(max(published.year - 2, 2), published.year + 3)
    if shift < 0:
        return next((y for y in reversed(years) if cal.season(y, name)[1] <= published), published.year)
    if shift > 0:
        return next((y for y in years if cal.season(y, name)[0] > published), published.year)
    return published.year + (name == "winter" and published.month > 9)


def _last_month(name: str, shift: int, c: Context) -> Reading | None:
    assert c.published is not None
    number = month_number(name)
    year = c.published.year - (number > c.published.month or (shift < 0 and number == c.published.month))
    if shift > 0:
        year = c.published.year + (number <= c.published.month)
    interval = cal.month(year, number)
    return Reading("month-by-name", "month", interval, interval[0].isoformat()[:7])


def _ago(m: re.Match[str], c: Context) -> Reading | None:
    half = m["half"]
    count, unit = (6 if half.lower()[0] == "h" else 18, "month") if half else (count_of(m["n"]), m["unit"].lower())
    if c.published is None:
        return unresolved("ago", unit)
    if count is None:
        return Reading("ago", unit, vague=True, value="PAST_REF", reason="vague count")
    if unit == "hour":
        return Reading("ago", "day", (c.published - DAY, c.published + DAY), c.published.isoformat(), "TIME", True)
    found = cal.back(c.published, count, unit)
    if unit in ("week", "fortnight", "month"):
        value = found.isoformat()[:7] if unit == "month" else cal.week_value(found)
        return Reading("ago", unit, cal.one(found), value)
    if unit == "year":
        return Reading(
            "ago", "year", cal.one(found) if count == 1 else cal.year(found.year), str(found.year), vague=True
        )
    if unit == "decade":
        return Reading("ago", "year", cal.year(found.year), str(found.year), vague=True)
    return of_day(found, "ago")


def _weekdays_ago(m: re.Match[str], c: Context) -> Reading | None:
    """“Two Fridays ago”, “three weekends ago”."""
    count, name = count_of(m["n"]), m["wd"].lower()
    if c.published is None or count is None:
        return unresolved("ago", "day")
    weekend = name == "weekend"
    last = cal.latest_weekday(c.published - DAY, 5 if weekend else WEEKDAYS.index(name)) - 7 * (count - 1) * DAY
    if weekend:
        return Reading("ago", "day", (last, last + 2 * DAY), cal.week_value(last) + "-WE")
    return of_day(last, "ago")


def _ahead(m: re.Match[str], c: Context) -> Reading | None:
    """“Will meet in two weeks”, “in ten days’ time”."""
    count, unit = count_of(m["n"]), m["unit"].lower()
    if count is None or unit == "hour" or not (c.future or m["time"]):
        return None
    if c.published is None:
        return unresolved("ahead", unit)
    found = cal.back(c.published, -count, unit)
    if unit in ("day", "night", "week", "fortnight"):
        return of_day(found, "ahead")
    return Reading("ahead", unit, cal.one(found), found.isoformat()[: 7 if unit == "month" else 4], vague=True)


def _past(m: re.Match[str], c: Context) -> Reading | None:
    """“over the past 24 hours”, “in the last three months”: up to publication."""
    count = count_of(m["n"]) if m["n"] else 1
    unit = m["unit"].lower()
    if c.published is None:
        return unresolved("past-stretch", unit, "DURATION")
    if count is None:
        return Reading("past-stretch", unit, type="DURATION", value=None, vague=True, reason="vague count")
    start = c.published - -(-count // 24) * DAY if unit == "hour" else cal.back(c.published, count, unit)
    value = duration_value(unit, count)
    return Reading("past-stretch", unit, (start, c.published + DAY), value, "DURATION")


def _next(m: re.Match[str], c: Context) -> Reading | None:
    """“Over the next three days”, “in the coming weeks”: from publication on; “next week” is a week of its own."""
    many, unit = m.group().rstrip().lower().endswith("s"), m["unit"].lower()
    if not m["n"] and not many:
        return None
    count = count_of(m["n"]) if m["n"] else None
    value = duration_value(unit, count)
    if count is None or c.published is None or unit in ("minute", "hour"):
        return Reading(
            "next-stretch", unit, type="DURATION", value=value, vague=True, reason="a length of time, no day"
        )
    end = cal.back(c.published, -count, unit)
    return Reading("next-stretch", unit, (c.published, end + DAY), value, "DURATION")


def _century(m: re.Match[str], c: Context) -> Reading | None:
    """“The 19th century”, “last century”."""
    if m["nth"] is None and c.published is None:
        return unresolved("century", "century")
    number = int(m["nth"]) - 1 if m["nth"] else c.published.year // 100 + SHIFT[m["which"].lower()]  # type: ignore[union-attr]
    if not 0 < number < 99:
        return None
    return span_of(
        (dt.date(100 * number, 1, 1), dt.date(100 * number + 100, 1, 1)), "century", "century", f"{number:02d}"
    )


def _recent(m: re.Match[str], c: Context) -> Reading | None:
    """“in recent weeks”: vague, ends at publication, begins nowhere in particular."""
    return Reading("recent", m["unit"].lower(), value="PAST_REF", vague=True, reason="vague: no first day")


def _month_year(m: re.Match[str], c: Context) -> Reading | None:
    interval = cal.month(int(m["y"]), month_number(m["m"]))
    return _edged(m, interval, "month-and-year", interval[0].isoformat()[:7])


def _edged(m: re.Match[str], interval: Interval, rule: str, value: str) -> Reading:
    edge = (m.groupdict().get("edge") or "").lower()
    return Reading(rule, "month", third(interval, edge), value, vague=bool(edge))


SOON = 2
"""Months: one that is so near ahead is to come, unless it is told as past."""


def _month_only(m: re.Match[str], c: Context) -> Reading | None:
    if c.published is None:
        return Reading("month-by-name", "month", reason="no year and no published date")
    number = month_number(m["m"])
    year = c.published.year - (number > c.published.month)
    ahead = (number - c.published.month) % 12
    if (c.future and number < c.published.month) or (1 <= ahead <= SOON and not c.past and not m["since"]):
        year = c.published.year + (number < c.published.month)
    elif c.future:
        year = c.published.year
    interval = cal.month(year, number)
    return _edged(m, interval, "month-by-name", interval[0].isoformat()[:7])


def _month_of_year(m: re.Match[str], c: Context) -> Reading | None:
    """“in April next year”."""
    if c.published is None:
        return unresolved("month-by-name", "month")
    shift = {"last": -1, "next": 1}.get(m["which"].lower(), 0)
    interval = cal.month(c.published.year + shift, month_number(m["m"]))
    return _edged(m, interval, "month-by-name", interval[0].isoformat()[:7])


_COUNTED = re.compile(r"\s+[a-z]+s\b")
_DATED = re.compile(
    r"\b(?:the|a|an|its|his|her|their|this|of|in|since|from|during|until|by|and|to|[a-z]+['’]s)\s+$", re.IGNORECASE
)


def _year(m: re.Match[str], c: Context) -> Reading | None:
    """“in 2019”, “the 2019 attacks”; “some 2000 rockets” and a bare “1650” are counts."""
    at = m.start("y")
    dated = _DATED.search(m.string, max(0, at - 25), at)
    if not dated and (m["y"] < "1900" or _COUNTED.match(m.string, m.end("y"))):
        return None
    return span_of(cal.year(int(m["y"])), "year", "year", m["y"])


_BY_NAME = "weekend|week|month|quarter|year|spring|summer|autumn|fall|winter"
_LONG = "january|february|april|june|july|august|september|october|november|december"
_MAY = "(?<=in )(?:may|march)|(?<=since )(?:may|march)|(?<=late )(?:may|march)|(?<=early )(?:may|march)"
_HALF = r"half\s+a\s+year|a\s+year\s+and\s+a\s+half"
_ABOUT = r"(?:(?:some|about|around|nearly|almost|roughly)\s+)?"
RULES: tuple[tuple[str, str, Resolver], ...] = (
    ("month-of-year", rf"{WITHIN}{EDGE}(?P<m>{MO}),?\s+(?:of\s+)?{LAST_YEAR}", _month_of_year),
    ("my", rf"{SINCE}{WITHIN}{EDGE}(?P<m>{MO}),?\s+(?:of\s+)?{Y}", _month_year),
    ("quarter", rf"(?:the\s+)?(?P<q>{'|'.join(QUARTERS)})\s+(?P<part>quarter|half)(?:\s+of\s+{Y})?", quarter),
    ("quarter-code", rf"(?P<part>[QH])(?P<q>[1-4])(?:\s+(?:of\s+)?{Y})?", quarter),
    ("season", rf"{SINCE}(?:the\s+)?(?P<s>spring|summer|autumn|fall|winter)\s+(?:of\s+)?{Y}", season),
    (
        "unit",
        rf"{SINCE}(?P<earlier>(?:earlier|later)\s+)?(?P<which>last|this|next|previous|current)\s+"
        rf"(?P<unit>{_BY_NAME}|{MO})(?![a-z])",
        _this,
    ),
    ("weekend", rf"{SINCE}(?P<which>)(?:over\s+|at\s+)?the\s+(?P<unit>weekend)", _this),
    ("past-weekend", rf"{SINCE}(?:this\s+|the\s+)(?P<which>past|coming)\s+(?P<unit>weekend)", _this),
    ("weekday", rf"{SINCE}(?:(?P<which>{WHICH})\s+)?(?P<wd>{WD})", _weekday),
    ("weekday-last", rf"(?P<wd>{WD})\s+(?P<which>last)(?!\s+(?:week|month|year|night)|\w)", _weekday),
    ("week-on", rf"(?:a\s+week\s+(?:on|from)\s+(?P<wd>{WD})|(?P<wd2>{WD})\s+week(?![\w-]))", _week_on),
    (
        "before-yesterday",
        rf"{SINCE}(?P<w>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|last\s+night)",
        _deictic,
    ),
    ("deictic", rf"{SINCE}(?P<w>today|yesterday|tomorrow|tonight|overnight)", _deictic),
    (
        "since-dawn",
        r"(?P<since>since)\s+(?P<w>dawn|daybreak|sunrise|midnight|noon|midday|(?:this\s+|the\s+)?morning)",
        _deictic,
    ),
    ("weekdays-ago", rf"{_ABOUT}{N}\s+(?P<wd>{WD}|weekend)s\s+ago", _weekdays_ago),
    ("this-part", r"(?P<w>this)(?=\s+(?:morning|afternoon|evening))", _deictic),
    ("ago", rf"{_ABOUT}(?:{N}\s+{UNIT}|(?P<half>{_HALF}))\s+ago", _ago),
    ("ahead", rf"(?<=\bin ){_ABOUT}{N}\s+{UNIT}(?P<time>['’]?s?['’]?\s+time)?", _ahead),
    ("past", rf"(?:(?:over|in|during|within|for)\s+)?(?:the\s+)?(?:past|last)\s+(?:{N}\s+)?{UNIT}", _past),
    ("recent", r"(?:in\s+)?recent\s+(?P<unit>hour|day|week|month|year)s", _recent),
    ("years", r"(?:the\s+)?(?:(?:early|mid|late)[ -])?(?P<y>(?:1[5-9]|20)\d0)['’]?s", decade),
    ("month", rf"{SINCE}{WITHIN}{EDGE}(?P<m>{_LONG}|{_MAY})(?![a-z])", _month_only),
    ("year", rf"{SINCE}(?:from\s+)?{WITHIN}{Y}(?!\d|-(?!\w*year|\D)|,\d|\.\d|{NO_YEAR})", _year),
    (
        "duration",
        rf"{N}(?P<half>\s+1/2|\s+and a half)?(?:\s+more)?[ -]{_LENGTH}(?![a-z]|[ -]olds?(?![a-z]))",
        duration,
    ),
    ("for-long", r"(?<=for )(?P<n>)(?P<unit>hour|day|week|month|year|decade)s(?![a-z])", duration),
    ("long", r"(?P<unit>hour|day|week|month|year|decade)(?P<many>s)?-?long", long),
    (
        "next-stretch",
        rf"(?:(?:over|in|during|within|for)\s+)?(?:the\s+)?(?:next|coming)\s+(?:{N}\s+)?{_LENGTH}(?![a-z])",
        _next,
    ),
    ("century", r"(?:the\s+)?(?:(?P<which>this|last|next)|(?P<nth>\d\d?)(?:st|nd|rd|th))[\s-]century", _century),
    ("now", r"(?<![a-z])(?:now|current|currently|recently|at present|future)(?![a-z])", now),
)  # fmt: skip
NEEDS = {
    "my": "digit month", "quarter": "quarter", "quarter-code": "digit", "season": "digit season",
    "unit": "which", "weekend": "unit", "past-weekend": "unit", "weekday": "weekday", "weekday-last": "weekday which",
    "week-on": "weekday unit", "before-yesterday": "deictic", "deictic": "deictic", "since-dawn": "clock",
    "weekdays-ago": "weekdays", "this-part": "which",
    "ago": "unit", "ahead": "unit", "past": "unit", "recent": "unit",
    "years": "digit", "month": "month", "month-of-year": "month which", "year": "digit",
    "duration": "unit", "for-long": "unit", "long": "long", "next-stretch": "unit which",
    "century": "century", "now": "now",
}  # fmt: skip
"""Rule -> the kinds of words without which it never fits (`times_trigger`)."""
