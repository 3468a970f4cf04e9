"""Time expressions of news English, read against the day of publication and only it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from saidwho.linking.times_calendar import DAY, holidays
from saidwho.linking.times_days import DAY_RULES
from saidwho.linking.times_holidays import HOLIDAY_RULES
from saidwho.linking.times_lengths import Context, Reading, Resolver
from saidwho.linking.times_narrative import YEAR_TOLD, of_year_told
from saidwho.linking.times_parts import PART_RULES
from saidwho.linking.times_patterns import HOLIDAY, NUMBER, ORDINAL
from saidwho.linking.times_points import POINT_RULES, RANGES
from saidwho.linking.times_rules import RULES
from saidwho.linking.times_sets import SET_RULES
from saidwho.linking.times_tense import tense
from saidwho.linking.times_told import TOLD_RULES
from saidwho.linking.times_trigger import NEEDS, stretches
from saidwho.linking.times_words import parts, words_of
from saidwho.records import Article, Span, Time

_BEFORE = (
    r"(?P<lead>(?:(?:in\s+the\s+)?(?:early|late)(?:\s+hours)?(?:\s+(?:of|on))?"
    r"|(?:shortly\s+|just\s+)?(?:before|after|at|around|by)?\s*"
    r"(?:dawn|daybreak|sunrise|noon|midday|dusk|sunset|nightfall|midnight)(?:\s+on)?"
    r"|(?:at\s+)?(?:about\s+|around\s+)?\d{1,2}(?:[:.]\d\d)?\s*(?:a\.?m\.?|p\.?m\.?)?"
    r"(?:\s+(?:local\s+time|GMT|UTC|[A-Z]{2,3}T))?\s+on"
    r"|(?:at\s+)?(?:about\s+|around\s+)?\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?m\.?"
    r"(?:\s+\(\d{4} GMT\))?(?:\s+(?:local\s+time|GMT|UTC|[A-Z]{2,3}T))?"
    r"|(?:at\s+)?\d{4}\s+(?:GMT|UTC)\s+on)\s+)?"
)
_AFTER = (
    r"(?P<tail>\s+(?:early\s+|late\s+)?(?:at\s+)?(?:dawn|morning|afternoon|evening|night|noon|midday))?"
    r"(?P<clock>\s+(?:local\s+time))?"
)
_PREPOSITION = re.compile(r"(?:in|of|during|until|by|from|over|for|at|on|since)\s+", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*([ap])\.?m", re.IGNORECASE)
_NAMES = re.compile(r"(?:Black|Bloody|Ash|Red|Super|Manic) $")
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z“\"])|\n")


@lru_cache(maxsize=1)
def _grammar() -> list[tuple[str, frozenset[str], re.Pattern[str], Resolver]]:
    """Of each rule: its name, the kinds of words that it needs, its pattern, its resolver."""
    names = sorted(holidays(), key=lambda name: (-len(name), name))
    days = "|".join(re.escape(name).replace("'", "['’]") for name in names)
    numbers = "|".join(sorted(words_of("number"), key=lambda word: (-len(word), word)))
    ordinals = "|".join(sorted(words_of("ordinal"), key=lambda word: (-len(word), word)))
    rules = []
    for name, pattern, resolver in (
        *DAY_RULES,
        *RULES,
        *POINT_RULES,
        *PART_RULES,
        *HOLIDAY_RULES,
        *TOLD_RULES,
        *SET_RULES,
    ):
        whole = _framed(pattern.replace(HOLIDAY, days).replace(NUMBER, numbers).replace(ORDINAL, ordinals))
        rules.append((name, frozenset(NEEDS[name].split()), re.compile(whole, re.IGNORECASE), resolver))
    return rules


def _framed(pattern: str) -> str:
    return rf"(?<![\w-]){_BEFORE}{pattern}{_AFTER}(?![\w])"


def find_times(
    text: str,
    span: Span,
    *,
    published: dt.date | None,
    anchor: dt.date | None = None,
    event: dt.date | None = None,
    ranges: bool = True,
) -> list[Time]:
    """The time expressions of a stretch of text in order, the longest where they overlap.

    An expression relative to an event (“two days earlier”) is read against the day resolved before it, `anchor` at
    first; one that names its event (“a week before the vote”) only against `event`. Without `ranges` the two ends
    of a stretch (“from 3 March to 5 April”) are two expressions, as TimeML has it.
    """
    times: list[Time] = []
    told: dt.date | None = None
    chosen = _chosen(text, span, Context(published, anchor, event=event), ranges)
    for number, found in enumerate(chosen):
        reading = _read(found.resolver, found.match, replace(found.context, anchor=anchor, told=told))
        if reading is None:
            continue
        if reading.rule == "event-relative" and number + 1 < len(chosen):
            reading = _behind(text, found, chosen[number + 1], times) or reading
        reading = of_year_told(text, span, found.match, found.resolver, found.context, reading, times) or reading
        time = _time(text, found.match, reading, published)
        times.append(time)
        if time.start is not None and time.granularity == "day":
            anchor = time.start
        told = time.start or told
    return times


@dataclass(frozen=True, slots=True)
class _Found:
    """A rule that fits, and what it is read against."""

    match: re.Match[str]
    resolver: Resolver
    context: Context


def _behind(text: str, found: _Found, following: _Found, before: list[Time]) -> Reading | None:
    """“The blasts of the previous day killed six, officials said on Thursday”: read against the day that the
    rest of the sentence gives, unless one stands in it before."""
    match, published = found.match, found.context.published
    if _SENTENCE_END.search(text, match.end(), following.match.start()):
        return None
    if before and not _SENTENCE_END.search(text, before[-1].span.end, match.start()):
        return None
    day = _read(following.resolver, following.match, Context(published))
    if day is None or day.interval is None or day.granularity != "day" or day.rule == "event-relative":
        return None
    return _read(found.resolver, match, Context(published, day.interval[0]))


def _read(resolver: Resolver, match: re.Match[str], context: Context) -> Reading | None:
    try:
        return resolver(match, context)
    except (OverflowError, ValueError):
        return Reading("outside", "day", reason="outside of the years that a calendar holds")


def _chosen(text: str, span: Span, context: Context, ranges: bool) -> list[_Found]:
    """The rules that fit and have a reading, the first and longest of those that overlap."""
    found = []
    for first, past, kinds in stretches(text, span):
        for order, (name, needed, pattern, resolver) in enumerate(_grammar()):
            if not needed <= kinds or (not ranges and name in RANGES):
                continue
            for match in pattern.finditer(text, first, past):
                if _NAMES.search(text, max(0, match.start() - 8), match.start()):
                    continue
                start = _without_preposition(match)
                found.append((start, start - match.end(), order, match, resolver))
    found.sort(key=lambda f: f[:3])
    kept: list[_Found] = []
    end = span.start
    for start, _, _, match, resolver in found:
        if start < end:
            continue
        future, past = tense(text, max(span.start, start - 80), start, match.end())
        read = replace(context, future=future, past=past)
        if _read(resolver, match, read) is not None:
            kept.append(_Found(match, resolver, read))
            end = match.end()
    return kept


def _without_preposition(match: re.Match[str]) -> int:
    """Where the words begin behind “in”, “of”: so that “of October 7” is not read as a month."""
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    preposition = _PREPOSITION.match(match.string, start, match.end())
    return preposition.end() if preposition and not match.groupdict().get("lead") else start


def _time(text: str, match: re.Match[str], reading: Reading, published: dt.date | None) -> Time:
    interval, value, type_ = reading.interval, reading.value, reading.type
    groups = match.groupdict()
    if groups.get("since") and interval is not None:
        if published is None:
            interval = None
        elif interval[0] <= published:
            interval = (interval[0], after(published))
    part = _part(groups, match.group()) if reading.granularity == "day" else None
    if value and len(value) == 10 and interval is not None:
        clock = _clock(groups)
        if clock or part:
            value, type_ = value + (clock or (part[1] if part else "")), "TIME"
    start, end = match.span()
    words = text[start:end]
    lead = len(words) - len(words.lstrip())
    preposition = _PREPOSITION.match(words, lead)
    if preposition:
        lead = preposition.end()
    certainty = "vague" if reading.vague else "inferred" if reading.rule == YEAR_TOLD else "stated"
    return Time(
        span=Span(start + lead, end),
        as_written=text[start + lead : end],
        start=interval[0] if interval else None,
        end=interval[1] if interval else None,
        granularity=reading.granularity,
        part_of_day=part[0] if part else None,
        type=type_,  # type: ignore[arg-type]
        timex=value,
        rule=reading.rule,
        certainty=certainty,  # type: ignore[arg-type]
        unknown={"time": reading.reason or "not resolved"} if interval is None else {},
    )


def _clock(groups: dict[str, str | None]) -> str:
    """“T21:30” of “9.30 p.m. on”; none of a time that is no time."""
    found = _CLOCK.search(groups.get("lead") or "")
    if found is None or not 1 <= int(found[1]) <= 12:
        return ""
    return f"T{int(found[1]) % 12 + (12 if found[3].lower() == 'p' else 0):02d}:{found[2] or '00'}"


def after(day: dt.date) -> dt.date:
    """The day behind, if the calendar has one."""
    return day + DAY if day < dt.date.max else day


def _part(groups: dict[str, str | None], words: str) -> tuple[str, str] | None:
    """The part of the day; the most exact word wins over “early”."""
    lower = re.findall(r"[a-z]+", f"{groups.get('lead') or ''} {groups.get('tail') or ''} {words}".lower())
    for name, part in parts().items():
        if name in lower and not (name in ("early", "late") and groups.get("edge")):
            return part
    return None


def times_of(article: Article) -> list[Time]:
    """All time expressions of title and body, in order; the event-relative chain runs through the article."""
    published = article.published
    out: list[Time] = []
    anchor: dt.date | None = None
    for paragraph in article.paragraphs:
        if paragraph.kind in ("title", "body"):
            found = find_times(article.text, paragraph.span, published=published, anchor=anchor)
            out += found
            days = [t.start for t in found if t.start is not None and t.granularity == "day"]
            anchor = days[-1] if days else anchor
    return out
