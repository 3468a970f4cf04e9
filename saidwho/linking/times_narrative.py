"""Days without a year in a story of an earlier year: “In 2027 rebels took the valley. On March 3 they burned it.”"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from saidwho.linking.times_lengths import Context, Reading, Resolver
from saidwho.records import Span, Time

YEAR_TOLD = "year-told-before"
"""The rule of a day whose year another time of its paragraph gives."""
_OPENS = re.compile(
    r"(?:^|[.!?]\s+|\n)[“\"']*(?:(?:in|on|by|during|early|late|back|then|but|and|the|year)\s+)*$", re.IGNORECASE
)
_ADVERBIAL = re.compile(r"\b(?:on|by)\s+(?:the\s+)?$", re.IGNORECASE)
_BREAK = re.compile(r"\n\s*\n")
_KEEPS = frozenset(
    ("day-and-month", "month-by-name", "event-relative", "duration", "set", "clock", "holiday", "range", YEAR_TOLD)
)
"""Rules of times that leave the story in its year; a weekday or “last week” leads out of it."""
_RECENT = 31
"""Days before publication within which a day without a year is the news, whatever year was told before."""


def of_year_told(
    text: str,
    span: Span,
    match: re.Match[str],
    resolver: Resolver,
    context: Context,
    reading: Reading,
    before: Sequence[Time],
) -> Reading | None:
    """The reading in the year of the story; None where there is no such story, or the day was lately."""
    groups = match.groupdict()
    if reading.rule not in ("day-and-month", "month-by-name") or context.future or groups.get("wdm"):
        return None
    first = before[-1].span.end if before else match.start()
    year = None if _BREAK.search(text, first, match.start()) else _year(text, span, before)
    if year is None or groups.get("since") or (context.published and year >= context.published.year):
        return None
    if reading.interval and context.published and 0 <= (context.published - reading.interval[0]).days <= _RECENT:
        return None
    told = resolver(match, replace(context, published=dt.date(year, 12, 31), past=True))
    return replace(told, rule=YEAR_TOLD) if told and told.interval else None


def _year(text: str, span: Span, before: Sequence[Time]) -> int | None:
    """The year of the last time that has one of its own and tells when a sentence of the story plays."""
    for time in reversed(before):
        at = time.span.start
        if time.rule in ("year", "month-and-year", "explicit-day") and time.start is not None:
            adverbial = time.rule == "explicit-day" and _ADVERBIAL.search(text, max(span.start, at - 10), at)
            opens = _OPENS.search(text[max(span.start, at - 40) : at])
            return time.start.year if adverbial or opens else None
        if time.rule not in _KEEPS:
            return None
    return None
