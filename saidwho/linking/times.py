"""Time expressions of news English, read against the day of publication and only it, and the time of an event."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from saidwho.linking.places_reach import Reach
from saidwho.linking.times_after import with_times_after
from saidwho.linking.times_calendar import DAY, holidays
from saidwho.linking.times_days import DAY_RULES
from saidwho.linking.times_holidays import HOLIDAY_RULES
from saidwho.linking.times_lengths import Context, Reading, Resolver
from saidwho.linking.times_near import with_times_near
from saidwho.linking.times_parts import PART_RULES
from saidwho.linking.times_patterns import HOLIDAY, NUMBER, ORDINAL
from saidwho.linking.times_points import POINT_RULES, RANGES
from saidwho.linking.times_rules import RULES
from saidwho.linking.times_sets import SET_RULES
from saidwho.linking.times_tense import tense
from saidwho.linking.times_told import TOLD_RULES
from saidwho.linking.times_trigger import NEEDS, stretches
from saidwho.linking.times_words import parts, words_of
from saidwho.parsing import Parse
from saidwho.records import Article, Attribution, EventMention, Span, Time

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
_PREPOSITION = re.compile(
    r"(?:in|of|during|until|by|from|over|for|at|on|since)\s+(?:the\s+(?=weekend))?", re.IGNORECASE
)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*([ap])\.?m", re.IGNORECASE)
_NAMES = re.compile(r"(?:Black|Bloody|Ash|Red|Super|Manic) $")
_WHOLE = frozenset(("explicit-day", "iso-day", "slashes", "month-and-year", "year", "decade", "season", "range"))
"""Rules that need no day of publication."""
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z“\"])|\n")
SPEECH = 45
"""Characters between a cue and a time behind it for the time to be that of the speech."""


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
        future, past = tense(text, max(span.start, match.start() - 80), match.start(), match.end())
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
            interval = (interval[0], _after(published))
    part = _part(groups, match.group())
    if value and len(value) == 10 and interval is not None:
        clock = _clock(groups)
        if clock or part:
            value, type_ = value + (clock or (part[1] if part else "")), "TIME"
    start, end = match.span()
    words = text[start:end]
    lead = len(words) - len(words.lstrip())
    preposition = _PREPOSITION.match(words, lead)
    if preposition and not groups.get("lead") and reading.type != "DURATION":
        lead = preposition.end()
    certainty = "vague" if reading.vague else "stated"
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


def _after(day: dt.date) -> dt.date:
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


def link_times(
    parse: Parse, article: Article, attributions: Sequence[Attribution], mentions: Sequence[EventMention]
) -> tuple[EventMention, ...]:
    """The mentions with their time: the one among their own words, else the nearest of the sentence that is not the
    speech's. A past event is never dated after publication."""
    filed = _filed(article)
    times = [
        _less_certain(article, t) for t in times_of(article)
        if t.type in ("DATE", "TIME") and t.rule != "clock" and not filed.start <= t.span.start < filed.end
    ]  # fmt: skip
    starts = [t.span.start for t in times]
    reach = Reach(parse, attributions, mentions)
    near = _of_speech(article, attributions, times, starts)
    speech = {t.span.start for t in times if t.span.start in near and not reach.of_event(t.span)}
    told = _of_told(attributions, mentions, times, starts)
    speech |= {t.span.start for t in times if t.span.start not in told and reach.of_speech(t.span)}
    dated = tuple(_with_time(article, m, times, starts, speech, reach) for m in mentions)
    dated = with_times_after(parse, article, dated, reach)
    return with_times_near(parse, article, dated, times, speech)


_FILED = re.compile(r"[A-Z][A-Z .'’/-]+(?:, [A-Z][\w ]+)?, ")
"""“TEL AVIV, ”: what stands before the day in a dateline."""


def _filed(article: Article) -> Span:
    """The dateline, or the beginning of the body where a day is set like one; its day is that of the report."""
    if article.dateline:
        return article.dateline.span
    body = next((p.span for p in article.paragraphs if p.kind == "body"), Span(0, 0))
    match = _FILED.match(article.text, body.start, body.end)
    return Span(body.start, match.end() + 1) if match else Span(0, 0)


def _less_certain(article: Article, time: Time) -> Time:
    """What is counted from a day of publication that only the text gives (a dateline) is inferred."""
    stated = time.certainty == "stated" and time.rule not in _WHOLE
    return replace(time, certainty="inferred") if article.published_from == "text" and stated else time


def _within(times: Sequence[Time], starts: Sequence[int], span: Span) -> Iterator[Time]:
    at = bisect_left(starts, span.start)
    while at < len(times) and times[at].span.start < span.end:
        yield times[at]
        at += 1


def _of_speech(
    article: Article, attributions: Sequence[Attribution], times: Sequence[Time], starts: Sequence[int]
) -> set[int]:
    """Offsets of the times that say when something was said: right behind a cue, outside of its content."""
    found: set[int] = set()
    for attribution in attributions:
        for cue in attribution.cue:
            for time in _within(times, starts, Span(cue.start, cue.end + SPEECH)):
                inside = any(c.start <= time.span.start < c.end for c in attribution.content)
                between = article.text[cue.end : time.span.start]
                if not inside and not re.search(r"[.;!?]", between):
                    found.add(time.span.start)
    return found


def _of_told(
    attributions: Sequence[Attribution], mentions: Sequence[EventMention], times: Sequence[Time], starts: Sequence[int]
) -> set[int]:
    """Offsets of the times behind an event in what is told: “attacked the town on Friday, farmers said”."""
    triggers = sorted(m.trigger.start for m in mentions)
    return {
        t.span.start
        for a in attributions
        for content in a.content
        for t in _within(times, starts, content)
        if bisect_left(triggers, content.start) < bisect_left(triggers, t.span.start)
    }


def _with_time(
    article: Article,
    mention: EventMention,
    times: Sequence[Time],
    starts: Sequence[int],
    speech: set[int],
    reach: Reach,
) -> EventMention:
    own = [
        t for role in mention.roles if role.name == "time"
        for t in _within(times, starts, Span(role.span.start - 25, role.span.end))
        if t.span.end > role.span.start
    ]  # fmt: skip
    own = [t for t in own if t.span.start not in speech]
    chosen = _best(own, mention.trigger)
    if chosen is None:
        near = [t for t in _within(times, starts, mention.sentence) if t.span.start not in speech and not t.unknown]
        chosen = _best([t for t in near if reach.reaches(t.span, mention.trigger)], mention.trigger)
        if chosen is not None:
            chosen = replace(chosen, certainty="inferred")
    if chosen is None:
        chosen = next((t for t in _within(times, starts, mention.sentence) if t.rule == "recent"), None)
    if chosen is None:
        return replace(mention, unknown={**mention.unknown, "time": "no time told with it"})
    return replace(mention, time=_past(mention, chosen, article.published))


def _best(times: Sequence[Time], trigger: Span) -> Time | None:
    """A resolved one before an unresolved, a day before a year, then the nearest."""
    if not times:
        return None

    def rank(time: Time) -> tuple[bool, int, int]:
        days = (time.end - time.start).days if time.start and time.end else 10**5
        distance = max(time.span.start - trigger.end, trigger.start - time.span.end, 0)
        return (time.start is None, days > 31, distance)

    return min(times, key=rank)


def _year_before(day: dt.date) -> dt.date | None:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return None


def _past(mention: EventMention, time: Time, published: dt.date | None) -> Time:
    told = mention.stage in ("occurred", "ongoing", "attempted")
    if not told or published is None or time.start is None or time.end is None:
        return time
    if time.start > published and time.rule == "day-and-month" and time.end - time.start == DAY:
        earlier = _year_before(time.start)
        if earlier is not None:
            value = earlier.isoformat() + (time.timex or "")[10:]
            return replace(time, start=earlier, end=earlier + DAY, timex=value)
    if time.start > published and time.rule == "next-weekday":
        start, end = time.start - 7 * DAY, time.end - 7 * DAY
        rule = "latest-weekday-up-to-publication"
        return replace(time, start=start, end=end, rule=rule, timex=start.isoformat() + (time.timex or "")[10:])
    if time.start > published:
        return replace(time, start=None, end=None, unknown={"time": "a day after publication, told as past"})
    return replace(time, end=min(time.end, _after(published)))
