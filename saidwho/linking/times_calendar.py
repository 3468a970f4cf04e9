"""Arithmetic of days: weeks from Monday to Sunday, months, years, seasons, holidays. Intervals are half-open."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from saidwho.resources import read_table

Interval = tuple[dt.date, dt.date]
DAY = dt.timedelta(days=1)
MOON = 30 * DAY
MONTHS = "january february march april may june july august september october november december".split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SEASONS = {"spring": (3, "SP"), "summer": (6, "SU"), "autumn": (9, "FA"), "fall": (9, "FA"), "winter": (12, "WI")}


def day(year: int, month: int, number: int) -> dt.date | None:
    """The day, or None where the calendar has none (30 February)."""
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def one(start: dt.date) -> Interval:
    """A single day."""
    return start, start + DAY


def month(year: int, number: int) -> Interval:
    """A calendar month; numbers outside of 1 to 12 count on into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    last = dt.date(year + number // 12, number % 12 + 1, 1)
    return dt.date(year, number, 1), last


def year(number: int) -> Interval:
    """A calendar year."""
    return dt.date(number, 1, 1), dt.date(number + 1, 1, 1)


def week(of: dt.date, shift: int = 0) -> Interval:
    """The week, Monday to Sunday, that holds a day, or one `shift` weeks on."""
    start = of - of.weekday() * DAY + shift * 7 * DAY
    return start, start + 7 * DAY


def week_value(day: dt.date) -> str:
    """The TIMEX3 value of the week that holds a day, as ISO 8601 numbers weeks."""
    iso = day.isocalendar()
    return f"{iso.year}-W{iso.week:02d}"


def season(number: int, name: str) -> Interval:
    """A meteorological season of the north; winter begins in December of the year before."""
    first = SEASONS[name][0]
    start = month(number - (first == 12), first)[0]
    return start, month(start.year, start.month + 3)[0]


def latest_weekday(published: dt.date, number: int) -> dt.date:
    """The latest such weekday up to publication, itself included."""
    return published - ((published.weekday() - number) % 7) * DAY


def next_weekday(published: dt.date, number: int) -> dt.date:
    """The first such weekday after publication."""
    return published + ((number - published.weekday() - 1) % 7 + 1) * DAY


def back(published: dt.date, count: int, unit: str) -> dt.date:
    """A day some days, weeks, months or years before another (a negative count: after)."""
    if unit in ("day", "night"):
        return published - count * DAY
    if unit in ("week", "fortnight"):
        return published - (7 if unit == "week" else 14) * count * DAY
    months = count * {"month": 1, "year": 12, "decade": 120}[unit]
    start, end = month(published.year, published.month - months)
    return start.replace(day=min(published.day, (end - DAY).day))


def easter(number: int) -> dt.date:
    """Easter Sunday of a year (the anonymous Gregorian algorithm)."""
    a, b, c = number % 19, number // 100, number % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    k = (32 + 2 * e + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    n = h + k - 7 * m + 114
    return dt.date(number, n // 31, n % 31 + 1)


def orthodox_easter(number: int) -> dt.date:
    """Easter Sunday of the churches that count by the Julian calendar (Meeus), 1900 to 2099."""
    a = (19 * (number % 19) + 15) % 30
    b = (2 * (number % 4) + 4 * (number % 7) - a + 34) % 7
    return dt.date(number, (a + b + 114) // 31, (a + b + 114) % 31 + 1) + 13 * DAY


@lru_cache(maxsize=1)
def holidays() -> dict[str, tuple[str, str]]:
    """Name -> (rule, days or the holiday until which it lasts)."""
    rules = {row["name"]: row["rule"] for row in read_table("linking/holidays.tsv")}
    days = {row["name"]: row["days"] for row in read_table("linking/holidays.tsv")}
    return {name: (rules.get(rule.removeprefix("as "), rule), days[name]) for name, rule in rules.items()}


@lru_cache(maxsize=1)
def holiday_keys() -> frozenset[str]:
    """Words without which no name of a holiday is."""
    return frozenset(row["key"] for row in read_table("linking/holidays.tsv"))


def holiday(name: str, number: int) -> Interval | None:
    """The holiday of a year, or None where the table has none for it."""
    return next(iter(_held(name, number)), None)


def _held(name: str, number: int) -> list[Interval]:
    """Every time that a holiday begins in a year: some of the moon's come twice."""
    rule, days = holidays()[name]
    if rule.startswith(("easter", "orthodox")):
        easter_of = easter if rule.startswith("easter") else orthodox_easter
        starts = [easter_of(number) + int(re.sub("[a-z]", "", rule)) * DAY] if number >= 1900 else []
    elif rule.startswith(("nth-", "last-")):
        starts = [_nth_weekday(number, *(int(x) for x in rule.split("-")[1:]))]
    elif len(rule) == 5:
        starts = [dt.date(number, int(rule[:2]), int(rule[3:]))]
    else:
        starts = [dt.date.fromisoformat(cell) for cell in rule.split() if cell.startswith(f"{number}-")]
    return [(start, _end(start, days)) for start in starts]


def _end(start: dt.date, days: str) -> dt.date:
    """“1” day, or until the next “eid al-fitr”: a month of the moon has 29 days or 30."""
    if days.isdigit():
        return start + int(days) * DAY
    until = [found for y in (start.year, start.year + 1) for found, _ in _held(days, y) if found > start]
    return min(until, default=start + MOON)


def _nth_weekday(number: int, of_month: int, weekday: int, nth: int = -1) -> dt.date:
    """The nth such weekday of a month, the last where no number is given."""
    first, end = month(number, of_month)
    if nth < 0:
        return latest_weekday(end - DAY, weekday)
    return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * DAY


def latest_holiday(name: str, published: dt.date) -> Interval | None:
    """The latest that began up to publication."""
    years = range(max(published.year - 1, 1), published.year + 1)
    return max((found for y in years for found in _held(name, y) if found[0] <= published), default=None)


def next_holiday(name: str, published: dt.date) -> Interval | None:
    """The next that begins after publication, or goes on then."""
    years = range(published.year, min(published.year + 2, dt.MAXYEAR))
    return min((found for y in years for found in _held(name, y) if found[1] > published), default=None)
