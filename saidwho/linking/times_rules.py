"""The grammar: one pattern and one resolver a rule. Types and values follow TIMEX3."""

from __future__ import annotations

import datetime as dt
import re

from saidwho.linking import times_calendar as cal
from saidwho.linking.times_calendar import DAY, MONTHS, WEEKDAYS, Interval
from saidwho.linking.times_lengths import Context, Reading, Resolver, count_of, duration, now
from saidwho.linking.times_periods import QUARTERS, decade, of_day, quarter, season, span_of, unresolved
from saidwho.linking.times_years import nearest

_WD = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MO = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan\.?|feb\.?|mar\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?)"
)
_D = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
_D2 = r"(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?"
_Y = r"(?P<y>(?:1[5-9]|20)\d\d)"
_UNIT = "(?P<unit>hour|day|night|week|month|year|decade)s?"
_LENGTH = "(?P<unit>minute|hour|day|night|week|month|year|decade)s?"
_N = r"(?P<n>\d{1,3}|@number@)"
_EDGE = r"(?:(?P<edge>early|late|mid)[ -])?"


def _month(name: str) -> int:
    return next(n for n, m in enumerate(MONTHS, 1) if m.startswith(name.lower().rstrip(".")[:3]))


def _full(m: re.Match[str], c: Context) -> Reading | None:
    year = int(m["y"])
    if m.groupdict().get("d2"):
        return _days(year, _month(m["m"]), int(m["d"]), int(m["d2"]))
    return of_day(cal.day(year, _month(m["m"]), int(m["d"])), "explicit-day")


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
    month, number = _month(m["m"]), int(m["d"])
    found = nearest(month, number, c.published, c.future, groups.get("wdm"), c.past or bool(groups.get("since")))
    if found is None:
        return Reading("day-and-month", "day", reason="no such day in the calendar")
    if groups.get("d2"):
        month2 = _month(m["m2"]) if groups.get("m2") else None
        return _days(found.year, month, number, int(m["d2"]), month2)
    return of_day(found, "day-and-month")


def _iso(m: re.Match[str], c: Context) -> Reading | None:
    return of_day(cal.day(int(m["y"]), int(m["mm"]), int(m["d"])), "iso-day")


def _slashes(m: re.Match[str], c: Context) -> Reading | None:
    """“04/05/2031” stays open; “25/05/2031” and “05/05/2031” have one reading."""
    first, second, year = int(m["a"]), int(m["b"]), int(m["y"])
    if max(first, second) <= 12 and first != second:
        return Reading("slashes", "day", reason="day and month could be either number")
    return of_day(cal.day(year, min(first, second), max(first, second)), "slashes")


def _weekday(m: re.Match[str], c: Context) -> Reading | None:
    if c.published is None:
        return unresolved("weekday", "day")
    number = WEEKDAYS.index(m["wd"].lower())
    which = (m.groupdict().get("which") or "").lower()
    found = cal.latest_weekday(c.published, number)
    rule = "latest-weekday-up-to-publication"
    if which in ("next", "coming") or (c.future and which != "last"):
        found, rule = cal.next_weekday(c.published, number), "next-weekday"
    elif which in ("last", "past", "previous") and found == c.published:
        found -= 7 * DAY
    return of_day(found, rule)


def _weekdays(m: re.Match[str], c: Context) -> Reading | None:
    if c.published is None:
        return unresolved("weekday-range", "day")
    last = cal.latest_weekday(c.published, WEEKDAYS.index(m["wd2"].lower()))
    first = cal.latest_weekday(last, WEEKDAYS.index(m["wd"].lower()))
    return Reading("weekday-range", "day", (first, last + DAY), f"{first}/{last}")


_DEICTIC = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "the day before yesterday": -2}


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
    shift = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "the past": -1}.get(which, 0)
    earlier = bool(m.groupdict().get("earlier"))
    until = c.published + DAY
    if unit == "weekend":
        start = cal.latest_weekday(c.published, 5)
        if shift == -1 and c.published.weekday() >= 5:
            start -= 7 * DAY
        start += 7 * DAY if shift == 1 else 0 * DAY
        return Reading("weekend", "day", (start, start + 2 * DAY), _week_value(start) + "-WE")
    if unit == "week":
        interval = cal.week(c.published, shift)
        value = _week_value(interval[0])
    elif unit == "month":
        interval = cal.month(c.published.year, c.published.month + shift)
        value = interval[0].isoformat()[:7]
    elif unit == "year":
        interval = cal.year(c.published.year + shift)
        value = str(interval[0].year)
    elif unit in cal.SEASONS:
        number = c.published.year + min(shift, 0)
        interval, value = cal.season(number, unit), f"{number}-{cal.SEASONS[unit][1]}"
    else:
        return _last_month(unit, shift, c)
    if shift == 0 and (earlier or unit == "week") and not c.future:
        interval = (interval[0], min(interval[1], until))
    return Reading("deictic-unit", unit, interval, value)


def _week_value(start: dt.date) -> str:
    iso = start.isocalendar()
    return f"{iso.year}-W{iso.week:02d}"


def _last_month(name: str, shift: int, c: Context) -> Reading | None:
    assert c.published is not None
    number = _month(name)
    year = c.published.year - (number > c.published.month or (shift < 0 and number == c.published.month))
    if shift > 0:
        year = c.published.year + (number <= c.published.month)
    interval = cal.month(year, number)
    return Reading("month-by-name", "month", interval, interval[0].isoformat()[:7])


def _ago(m: re.Match[str], c: Context) -> Reading | None:
    count, unit = count_of(m["n"]), m["unit"].lower()
    if c.published is None:
        return unresolved("ago", unit)
    if count is None:
        return Reading("ago", unit, vague=True, value="PAST_REF", reason="vague count")
    if unit == "hour":
        return Reading("ago", "day", (c.published - DAY, c.published + DAY), c.published.isoformat(), "TIME", True)
    found = cal.back(c.published, count, unit)
    if unit == "year":
        return Reading(
            "ago", "year", cal.one(found) if count == 1 else cal.year(found.year), str(found.year), vague=True
        )
    if unit == "decade":
        return Reading("ago", "year", cal.year(found.year), str(found.year), vague=True)
    return of_day(found, "ago")


def _relative(m: re.Match[str], c: Context) -> Reading | None:
    """“two days earlier”, “a day later”: against the day told of before."""
    if c.anchor is None:
        return Reading("event-relative", "day", reason="relative to a day that the text does not give")
    sign = 1 if m["way"].lower() in ("earlier", "before") else -1
    count = count_of(m["n"])
    if count is None or m["unit"].lower() == "hour":
        return Reading("event-relative", "day", reason="vague count")
    return of_day(cal.back(c.anchor, sign * count, m["unit"].lower()), "event-relative")


def _same(m: re.Match[str], c: Context) -> Reading | None:
    if c.anchor is None:
        return Reading("event-relative", "day", reason="relative to a day that the text does not give")
    shift = {"following": 1, "next": 1, "previous": -1}.get(m["which"].lower(), 0)
    return of_day(c.anchor + shift * DAY, "event-relative")


def _past(m: re.Match[str], c: Context) -> Reading | None:
    """“over the past 24 hours”, “in the last three months”: up to publication."""
    count = count_of(m["n"]) if m["n"] else 1
    unit = m["unit"].lower()
    if c.published is None:
        return unresolved("past-stretch", unit, "DURATION")
    if count is None:
        return Reading("past-stretch", unit, type="DURATION", value=None, vague=True, reason="vague count")
    start = c.published - -(-count // 24) * DAY if unit == "hour" else cal.back(c.published, count, unit)
    code = {"hour": f"PT{count}H", "day": f"P{count}D", "night": f"P{count}D", "week": f"P{count}W"}
    value = f"P{10 * count}Y" if unit == "decade" else code.get(unit, f"P{count}{unit[0].upper()}")
    return Reading("past-stretch", unit, (start, c.published + DAY), value, "DURATION")


def _recent(m: re.Match[str], c: Context) -> Reading | None:
    """“in recent weeks”: vague, ends at publication, begins nowhere in particular."""
    return Reading("recent", m["unit"].lower(), value="PAST_REF", vague=True, reason="vague: no first day")


def _month_year(m: re.Match[str], c: Context) -> Reading | None:
    interval = cal.month(int(m["y"]), _month(m["m"]))
    return _edged(m, interval, "month-and-year", interval[0].isoformat()[:7])


def _edged(m: re.Match[str], interval: Interval, rule: str, value: str) -> Reading:
    """“late August”: the last third."""
    edge = (m.groupdict().get("edge") or "").lower()
    start, end = interval
    if edge == "early":
        end = start + 10 * DAY
    elif edge == "late":
        start += 20 * DAY
    elif edge == "mid":
        start, end = start + 10 * DAY, start + 20 * DAY
    return Reading(rule, "month", (start, end), value, vague=bool(edge))


SOON = 2
"""Months: one that is so near ahead is to come, unless it is told as past."""


def _month_only(m: re.Match[str], c: Context) -> Reading | None:
    if c.published is None:
        return Reading("month-by-name", "month", reason="no year and no published date")
    number = _month(m["m"])
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
    interval = cal.month(c.published.year + shift, _month(m["m"]))
    return _edged(m, interval, "month-by-name", interval[0].isoformat()[:7])


def _that(m: re.Match[str], c: Context) -> Reading | None:
    """“later that year”: the year of the day told of before."""
    unit = m["unit"].lower()
    if c.anchor is None:
        return Reading("event-relative", unit, reason="relative to a day that the text does not give")
    if unit == "week":
        interval = cal.week(c.anchor)
        return Reading("event-relative", unit, interval, _week_value(interval[0]))
    interval = cal.month(c.anchor.year, c.anchor.month) if unit == "month" else cal.year(c.anchor.year)
    return Reading("event-relative", unit, interval, c.anchor.isoformat()[: 7 if unit == "month" else 4])


_COUNTED = re.compile(r"\s+[a-z]+s\b")
_DATED = re.compile(r"\b(?:the|a|an|its|his|her|their|this|of|in|since|from|during|until|by|and|to|[a-z]+['’]s)\s+$")


def _year(m: re.Match[str], c: Context) -> Reading | None:
    """“in 2019”, “the 2019 attacks”; “some 2000 rockets” and a bare “1650” are counts."""
    at = m.start("y")
    dated = _DATED.search(m.string, max(0, at - 25), at)
    if not dated and (m["y"] < "1900" or _COUNTED.match(m.string, m.end("y"))):
        return None
    return span_of(cal.year(int(m["y"])), "year", "year", m["y"])


def _holiday(m: re.Match[str], c: Context) -> Reading | None:
    name = " ".join(m["h"].lower().replace("’", "'").split())
    year = m.groupdict().get("y")
    if year:
        interval = cal.holiday(name, int(year))
    elif c.published is None:
        return unresolved("holiday", "day")
    else:
        interval = cal.latest_holiday(name, c.published)
    if interval is None:
        return Reading("holiday", "day", reason="no date of this holiday in the table")
    ordinal = m.groupdict().get("nth")
    if ordinal:
        start = interval[0] + 7 * (QUARTERS[ordinal.lower()] - 1) * DAY
        return span_of((start, start + 7 * DAY), "week-of-holiday", "week", None)
    if m.groupdict().get("eve"):
        return of_day(interval[0] - DAY, "eve-of-holiday")
    value = interval[0].isoformat() if interval[1] - interval[0] == DAY else None
    return span_of(interval, "holiday", "day", value)


HOLIDAY = "@holiday@"
"""Stands in a pattern for the names of the holiday table."""
NUMBER = "@number@"
"""Stands in a pattern for the words that count."""
_HOLIDAY = rf"(?P<h>{HOLIDAY})"
_SINCE = r"(?:(?P<since>since)\s+(?:(?:the\s+)?(?:beginning|start) of\s+)?)?"
_TO = "(?:and|to|until)"
_DASH = "(?:and|to|until|-|–)"
_ORDINAL = "first|second|third|fourth|last"
_OF_DAY = "(?:day|morning|evening|night|afternoon)"
_BY_NAME = "weekend|week|month|year|spring|summer|autumn|fall|winter"
_NO_YEAR = r"\s*(?:%|people|soldiers|civilians|dead|GMT|UTC|hours|hrs|local|km|kilomet|met(?:er|re)|troops|men\b)"
_NO_CLAUSE = r"(?=\s*(?:[.,;:)]|$|(?:and|but|as|in|on|at|near|to)\b))"
_IN = r"(?:(?:in|of|during|until|by)\s+)?"
_LONG = "january|february|april|june|july|august|september|october|november|december"
_MAY = "(?<=in )(?:may|march)|(?<=since )(?:may|march)|(?<=late )(?:may|march)|(?<=early )(?:may|march)"
RULES: tuple[tuple[str, str, Resolver], ...] = (
    ("iso", r"(?P<y>(?:19|20)\d\d)-(?P<mm>[01]\d)-(?P<d>[0-3]\d)", _iso),
    ("slashes", r"(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/(?P<y>(?:19|20)\d\d)", _slashes),
    ("between-months", rf"(?:between|from)\s+(?P<m>{_MO})\s+{_D}\s+{_TO}\s+(?P<m2>{_MO})\s+{_D2}", _day_month),
    ("range-dm", rf"(?:(?:between|from)\s+)?{_D}\s*{_DASH}\s*{_D2}\s+(?P<m>{_MO})\s*,?\s+{_Y}", _full),
    ("range-dm2", rf"(?:(?:between|from)\s+)?{_D}\s*{_DASH}\s*{_D2}\s+(?P<m>{_MO})", _day_month),
    ("range-md", rf"(?P<m>{_MO})\s+{_D}\s*(?:-|–|to)\s*{_D2},?\s+{_Y}", _full),
    ("range-md2", rf"(?P<m>{_MO})\s+{_D}\s*(?:-|–|to)\s*{_D2}(?!\d)", _day_month),
    ("weekdays", rf"(?:from|between)\s+(?P<wd>{_WD})\s+(?:to|and|until)\s+(?P<wd2>{_WD})", _weekdays),
    ("dmy", rf"{_SINCE}(?:{_WD},?\s+)?(?:the\s+)?{_D}\s+(?:of\s+)?(?P<m>{_MO}),?\s+{_Y}", _full),
    ("mdy", rf"{_SINCE}(?:{_WD},?\s+)?(?P<m>{_MO})\s+{_D},?\s+{_Y}", _full),
    ("month-of-year", rf"{_IN}{_EDGE}(?P<m>{_MO})\s+(?:of\s+)?(?P<which>last|this|next)\s+year", _month_of_year),
    ("dm", rf"{_SINCE}(?:(?P<wdm>{_WD}),?\s+)?(?:the\s+)?{_D}\s+(?:of\s+)?(?P<m>{_MO})(?![a-z])", _day_month),
    ("md", rf"{_SINCE}(?:(?P<wdm>{_WD}),?\s+)?(?:(?:last|this|next)\s+)?(?P<m>{_MO})\s+{_D}(?![\d,]*\d)", _day_month),
    ("my", rf"{_SINCE}(?:(?:in|of|during|until|by)\s+)?{_EDGE}(?P<m>{_MO}),?\s+(?:of\s+)?{_Y}", _month_year),
    ("quarter", rf"(?:the\s+)?(?P<q>{_ORDINAL})\s+(?P<part>quarter|half)(?:\s+of\s+{_Y})?", quarter),
    ("season", rf"{_SINCE}(?:the\s+)?(?P<s>spring|summer|autumn|fall|winter)\s+(?:of\s+)?{_Y}", season),
    ("nth-week", rf"the\s+(?P<nth>first|second|third|fourth|last)\s+week\s+of\s+{_HOLIDAY}", _holiday),
    ("eve", rf"(?P<eve>(?:on\s+)?the\s+eve\s+of)\s+{_HOLIDAY}", _holiday),
    ("holiday", rf"{_SINCE}{_HOLIDAY}(?:\s+(?:in\s+|of\s+)?{_Y})?", _holiday),
    (
        "unit",
        rf"{_SINCE}(?P<earlier>(?:earlier|later)\s+)?(?P<which>last|this|next|previous|current)\s+"
        rf"(?P<unit>{_BY_NAME}|{_MO})(?![a-z])",
        _this,
    ),
    ("weekend", r"(?P<which>)(?:over\s+|at\s+)?the\s+(?P<unit>weekend)", _this),
    ("weekday", rf"{_SINCE}(?:(?P<which>last|this|next|past|coming|previous)\s+)?(?P<wd>{_WD})", _weekday),
    ("before-yesterday", r"(?P<w>the\s+day\s+before\s+yesterday|last\s+night)", _deictic),
    ("deictic", rf"{_SINCE}(?P<w>today|yesterday|tomorrow|tonight|overnight)", _deictic),
    ("this-part", r"(?P<w>this)(?=\s+(?:morning|afternoon|evening))", _deictic),
    ("ago", rf"(?:(?:some|about|around|nearly|almost)\s+)?{_N}\s+{_UNIT}\s+ago", _ago),
    ("relative", rf"{_N}\s+{_UNIT}\s+(?P<way>earlier|later|(?:before|after){_NO_CLAUSE})", _relative),
    ("same-day", rf"(?:the|that)\s+(?P<which>same|following|next|previous)\s+{_OF_DAY}", _same),
    ("that-night", rf"(?P<which>that)\s+(?:same\s+)?{_OF_DAY}(?![a-z])", _same),
    ("past", rf"(?:(?:over|in|during|within|for)\s+)?(?:the\s+)?(?:past|last)\s+(?:{_N}\s+)?{_UNIT}", _past),
    ("recent", r"(?:in\s+)?recent\s+(?P<unit>hour|day|week|month|year)s", _recent),
    ("years", r"(?:the\s+)?(?:(?:early|mid|late)[ -])?(?P<y>(?:1[5-9]|20)\d0)['’]?s", decade),
    ("month", rf"{_SINCE}{_IN}{_EDGE}(?P<m>{_LONG}|{_MAY})(?![a-z])", _month_only),
    ("year", rf"{_SINCE}(?:from\s+)?{_IN}{_Y}(?!\d|-(?!\w*year|\D)|,\d|\.\d|{_NO_YEAR})", _year),
    (
        "duration",
        rf"{_N}(?P<half>\s+1/2|\s+and a half)?(?:\s+more)?[ -]{_LENGTH}(?![a-z]|[ -]olds?(?![a-z]))",
        duration,
    ),
    ("for-long", r"(?<=for )(?P<n>)(?P<unit>hour|day|week|month|year|decade)s(?![a-z])", duration),
    ("that-year", r"(?:later|earlier)\s+that\s+(?P<unit>week|month|year)", _that),
    ("now", r"(?<![a-z])(?:now|currently|recently|at present)(?![a-z])", now),
)  # fmt: skip
