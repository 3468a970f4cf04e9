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
    """What an expression is read against: the published day, the day told of before, the tense around it, and the day
    of the event that it names where somebody gives it."""

    published: dt.date | None
    anchor: dt.date | None = None
    future: bool = False
    past: bool = False
    event: dt.date | None = None


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


_LENGTH = {"minute": "PT{}M", "hour": "PT{}H", "decade": "P{}DE", "fortnight": "P{}W", "century": "P{}CE"}


def duration(m: re.Match[str], c: Context) -> Reading | None:
    """“three days”: a length, no day."""
    count, unit = count_of(m["n"]), m["unit"].lower()
    letter = {"night": "D"}.get(unit, unit[0].upper())
    count = 2 * count if unit == "fortnight" and count is not None else count
    value = _LENGTH.get(unit, "P{}" + letter).format("X" if count is None else count)
    if m.groupdict().get("half") and count is not None:
        more = {"hour": "30M", "minute": "30S", "year": "6M"}.get(unit)
        value = value + more if more else value.replace(f"P{count}", f"P{count}.5")
    return Reading("duration", unit, value=value, type="DURATION", reason="a length of time, no day")


def now(m: re.Match[str], c: Context) -> Reading | None:
    """“now”, “recently”."""
    value = "PAST_REF" if m.group().strip().lower() == "recently" else "PRESENT_REF"
    return Reading("reference", "day", value=value, vague=True, reason="vague: no day")
