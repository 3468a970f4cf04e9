"""Rules for what comes again (“twice a week”, “every Monday”), for nights between two days, for days that words count
(“the first of July”), for weekdays of a week named (“Tuesday of last week”), and for times of day on their own.
"""

from __future__ import annotations

import re

from saidwho.linking import times_calendar as cal
from saidwho.linking.times_calendar import DAY, MONTHS, WEEKDAYS
from saidwho.linking.times_lengths import Context, Reading, Resolver, count_of
from saidwho.linking.times_patterns import ORDINAL
from saidwho.linking.times_periods import of_day, unresolved
from saidwho.linking.times_words import words_of
from saidwho.linking.times_years import nearest

_WD = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MO = "(?P<m>january|february|march|april|may|june|july|august|september|october|november|december)"
_EACH = "hour|day|night|morning|evening|afternoon|week|weekend|month|year|spring|summer|autumn|winter"
_CODE = {"hour": "PT{}H", "week": "P{}W", "weekend": "P{}W", "month": "P{}M"}
_YEARLY = frozenset(("year", "spring", "summer", "autumn", "winter"))
_ADVERBS = {"hour": "PT1H", "night": "P1D", "dail": "P1D", "week": "P1W", "fort": "P2W", "mont": "P1M", "annu": "P1Y"}


def _set(value: str) -> Reading:
    return Reading("set", "day", value=value, type="SET", reason="a repetition, no day")


def _period(unit: str, count: int | None) -> str:
    code = "P{}Y" if unit in _YEARLY else _CODE.get(unit, "P{}D")
    return code.format("X" if count is None else count)


def _times_a(m: re.Match[str], c: Context) -> Reading | None:
    """“twice a week”, “five days a week”, “a day” of “two hours a day”."""
    return _set(_period(m["unit"].lower(), 1))


def _every(m: re.Match[str], c: Context) -> Reading | None:
    """“every two hours”, “almost every night”, “each Friday”."""
    unit = m["unit"].lower()
    if unit.endswith("day") and unit != "day":
        unit = "week"
    number = (m["n"] or "one").lower().strip()
    count = 2 if number in ("other", "second") else count_of(number)
    return _set(_period(unit.rstrip("s"), count))


def _adverb(m: re.Match[str], c: Context) -> Reading | None:
    """“nightly”, “almost weekly”."""
    word = m["adverb"].lower()
    return _set(next((value for start, value in _ADVERBS.items() if word.startswith(start)), "P1Y"))


def _plural(m: re.Match[str], c: Context) -> Reading | None:
    """“on Tuesdays and Fridays”."""
    return _set("P1W")


def _night(m: re.Match[str], c: Context) -> Reading | None:
    """“overnight into Monday”, “overnight from Saturday to Sunday”: both days."""
    if c.published is None:
        return unresolved("overnight-two-days", "day")
    second = cal.latest_weekday(c.published, WEEKDAYS.index(m["wd"].lower()))
    return Reading("overnight-two-days", "day", (second - DAY, second + DAY), f"{second - DAY}TNI", "TIME")


def _counted(m: re.Match[str], c: Context) -> Reading | None:
    """“the first of July”."""
    if c.published is None:
        return Reading("day-and-month", "day", reason="no year and no published date")
    number, month = int(words_of("ordinal")[m["o"].lower()]), MONTHS.index(m["m"].lower()) + 1
    past = c.past or bool(m.groupdict().get("since"))
    return of_day(nearest(month, number, c.published, c.future, None, past), "day-and-month")


def _of_week(m: re.Match[str], c: Context) -> Reading | None:
    """“Tuesday of last week”, “Monday next week”."""
    if c.published is None:
        return unresolved("weekday-of-week", "day")
    shift = {"last": -1, "this": 0, "next": 1}[m["which"].lower()]
    start, _ = cal.week(c.published, shift)
    return of_day(start + WEEKDAYS.index(m["wd"].lower()) * DAY, "weekday-of-week")


def _ago_from(m: re.Match[str], c: Context) -> Reading | None:
    """“a week ago today”, “two weeks ago on Friday”: the weekday of that week."""
    count = count_of(m["n"])
    if c.published is None or count is None:
        return unresolved("ago", "day")
    day = cal.back(c.published, count, m["unit"].lower())
    if m["wd"].lower() != "today":
        start, _ = cal.week(day)
        day = start + WEEKDAYS.index(m["wd"].lower()) * DAY
    return of_day(day, "ago")


def _clock(m: re.Match[str], c: Context) -> Reading | None:
    """“at 6 a.m.”, “at midday”: of the day told of before, else of publication."""
    day = c.anchor or c.published
    if day is None:
        return Reading("clock", "day", type="TIME", reason="a time of a day that the text does not give")
    return Reading("clock", "day", cal.one(day), f"{day}T{_hour(m)}", "TIME", True)


def _hour(m: re.Match[str]) -> str:
    """“06:30” of “6.30 a.m.”, “14:00” of “two in the afternoon”."""
    words = m["clock_words"].lower()
    if words in ("noon", "midday", "midnight"):
        return "00:00" if words == "midnight" else "12:00"
    hour = count_of(re.match(r"\w+", words)[0]) or 0  # type: ignore[index]
    minute = re.match(r"\d+[:.](\d\d)", words)
    late = bool(re.search(r"p\.?m|afternoon|evening", words))
    return f"{hour % 12 + 12 * late:02d}:{minute[1] if minute else '00'}"


_N = r"(?P<n>\d{1,3}|@number@)"
_ABOUT = r"(?:almost\s+|nearly\s+|about\s+)?"
_TIMES = r"(?:once|twice|(?:\d{1,2}|@number@)\s+(?:times|days|nights|months))"
_HOUR = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d{1,2}"
SET_RULES: tuple[tuple[str, str, Resolver], ...] = (
    ("times-a", rf"{_ABOUT}{_TIMES}\s+(?:a|an|each|every|per)\s+(?P<unit>hour|day|week|month|year)", _times_a),
    ("per", r"(?:(?<=hours )|(?<=minutes )|(?<=thousand ))an?\s+(?P<unit>day|week|month|year)", _times_a),
    (
        "every",
        rf"{_ABOUT}(?:every|each)\s+(?:(?P<n>other|second|\d{{1,2}}|@number@)\s+)?(?P<unit>(?:{_EACH})s?|{_WD})",
        _every,
    ),
    (
        "adverb",
        rf"{_ABOUT}(?P<adverb>hourly|nightly|daily|weekly|fortnightly|monthly|annually|yearly)",
        _adverb,
    ),
    ("plural", rf"(?:{_WD}s(?:\s+(?:and|or)\s+{_WD}s)?)(?![’'])", _plural),
    (
        "overnight-into",
        rf"overnight\s+(?:(?:from|between)\s+{_WD}\s+(?:to|into|and)|into|to)\s+(?P<wd>{_WD})",
        _night,
    ),
    (
        "night-from",
        rf"(?:during\s+)?the\s+night\s+(?:from|between)\s+{_WD}\s+(?:to|into|and)\s+(?P<wd>{_WD})",
        _night,
    ),
    ("counted-day", rf"(?:(?P<since>since)\s+)?(?:the\s+)?(?P<o>{ORDINAL})\s+(?:day\s+)?of\s+{_MO}", _counted),
    ("weekday-of-week", rf"(?P<wd>{_WD})(?:\s+of)?\s+(?P<which>last|this|next)\s+week", _of_week),
    ("ago-from", rf"{_N}\s+(?P<unit>day|week|fortnight|month|year)s?\s+ago\s+(?:on\s+)?(?P<wd>today|{_WD})", _ago_from),
    (
        "clock",
        r"(?:(?<=at )|(?:about|around)\s+)(?:(?:about|around)\s+)?"
        r"(?P<clock_words>(?:1[0-2]|0?\d)(?:[:.]\d\d)?\s*[ap]\.?m\b"
        rf"|noon|midday|midnight|(?:{_HOUR})\s+in\s+the\s+(?:morning|afternoon|evening))",
        _clock,
    ),
)
SET_NEEDS = {
    "times-a": "unit", "per": "unit", "every": "every", "adverb": "unit", "plural": "weekdays",
    "overnight-into": "weekday", "night-from": "weekday", "counted-day": "month", "weekday-of-week": "weekday which",
    "ago-from": "unit", "clock": "",
}  # fmt: skip
"""Rule -> the kinds of words without which it never fits (`times_trigger`)."""
