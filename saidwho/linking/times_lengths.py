"""What a rule reads and answers; lengths of time and the present, which name no day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from saidwho.linking.times_calendar import Interval
from saidwho.linking.times_words import words_of

RELATIVE = "relative date and no published date"


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against: the published day, the day told of before, the tense around it, the day of
    the event that it names where somebody gives it, and the first day of what was told last, be it a day or a year."""

    published: dt.date | None
    anchor: dt.date | None = None
    future: bool = False
    past: bool = False
    event: dt.date | None = None
    told: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule makes of an expression; `interval` is None where it cannot be resolved, with the reason."""

    rule: str
    granularity: str
    interval: Interval | None = None
    value: str | None = None
    type: str = "DATE"
    vague: bool = False
    reason: str | None = None


Resolver = Callable[[re.Match[str], Context], Reading | None]


def count_of(word: str) -> int | None:
    """The number that a word stands for, None where it is vague (“several”)."""
    word = " ".join(word.lower().split())
    number = word if word.isdigit() else words_of("number").get(word, "")
    return int(number) if number else None


_LETTER = {"minute": "PT{}M", "hour": "PT{}H", "night": "P{}D", "fortnight": "P{}W", "decade": "P{}Y"}
_TIMES = {"fortnight": 2, "decade": 10}


def duration_value(unit: str, count: int | None) -> str:
    """“P3D” of three days, “PXW” of weeks; decades count as years, as ISO 8601 has it."""
    number = "X" if count is None else str(count * _TIMES.get(unit, 1))
    return _LETTER.get(unit, "P{}" + unit[0].upper()).format(number)


def duration(m: re.Match[str], c: Context) -> Reading | None:
    """“three days”: a length, no day."""
    count, unit = count_of(m["n"]), m["unit"].lower()
    value = duration_value(unit, count)
    if m.groupdict().get("half") and count is not None:
        more = {"hour": "30M", "minute": "30S", "year": "6M"}.get(unit)
        value = value + more if more else value.replace(f"P{count}", f"P{count}.5")
    return Reading("duration", unit, value=value, type="DURATION", reason="a length of time, no day")


def long(m: re.Match[str], c: Context) -> Reading | None:
    """“A day-long siege”, “the decades-long war”."""
    unit = m["unit"].lower()
    value = duration_value(unit, None if m["many"] else 1)
    return Reading("duration", unit, value=value, type="DURATION", reason="a length of time, no day")


def now(m: re.Match[str], c: Context) -> Reading | None:
    """“now”, “recently”."""
    word = m.group().strip().lower()
    value = "PAST_REF" if word == "recently" else "FUTURE_REF" if word == "future" else "PRESENT_REF"
    return Reading("reference", "day", value=value, vague=True, reason="vague: no day")
