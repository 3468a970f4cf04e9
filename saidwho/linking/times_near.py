"""The day of an event that its own sentence does not give: that of the sentences around it, if they give only one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from saidwho.linking.times_aside import definite, looks_back
from saidwho.linking.times_calendar import DAY
from saidwho.parsing import Parse
from saidwho.records import Article, EventMention, Span, Time

OPENS = re.compile(r"\W*(?:(?:late|early|on|in|at|by|the|around|about|just|shortly|but|and|then)\s+)*", re.IGNORECASE)
"""What may stand before a time that opens its sentence (“Late on ”)."""
REACH = 2
"""Sentences before and behind."""
WEEK = 7 * DAY
TOLD = frozenset(("occurred", "ongoing", "attempted"))


def with_times_near(
    parse: Parse, article: Article, mentions: Sequence[EventMention], times: Sequence[Time], speech: set[int]
) -> tuple[EventMention, ...]:
    """The mentions of the news itself that have no time, with the one day that their paragraph tells near them.

    The day of a statement and the day of an earlier event (background) are not it; but the news of the first two
    paragraphs is of the week up to the day on which it was told.
    """
    old = {m.time.span.start for m in mentions if m.time and m.background}
    days: dict[int, list[Time]] = {}
    spoken: dict[int, list[Time]] = {}
    for time in times:
        if _is_day(time) and (time.span.start in speech or time.span.start not in old):
            held = spoken if time.span.start in speech else days
            held.setdefault(_sentence(parse, time.span.start), []).append(time)
    told = _Told(days, spoken, Counter(_sentence(parse, m.trigger.start) for m in mentions), _by_type(mentions))
    lead = _lead(article)
    return tuple(_dated(parse, article, m, told, lead) for m in mentions)


@dataclass(frozen=True, slots=True)
class _Told:
    """By sentence: its days, those of a statement, how many events; and the times of the events of each type."""

    days: Mapping[int, list[Time]]
    spoken: Mapping[int, list[Time]]
    events: Mapping[int, int]
    of_type: Mapping[str, set[Span]]


def _by_type(mentions: Sequence[EventMention]) -> dict[str, set[Span]]:
    found: dict[str, set[Span]] = {}
    for mention in mentions:
        if mention.time is not None:
            found.setdefault(mention.type, set()).add(mention.time.span)
    return found


def _is_day(time: Time) -> bool:
    return time.start is not None and time.end is not None and (time.end - time.start).days <= 2


def _dated(parse: Parse, article: Article, mention: EventMention, told: _Told, lead: Sequence[int]) -> EventMention:
    if mention.time is not None or mention.background or mention.stage not in TOLD:
        return mention
    at = bisect_right(article.paragraphs, mention.trigger.start, key=lambda p: p.span.start) - 1
    if at < 0 or article.paragraphs[at].kind != "body":
        return mention
    paragraph = article.paragraphs[at].span
    own = _sentence(parse, mention.trigger.start)
    beside = _alone(parse, article, mention, told, own) or _of_noun(parse, mention, told, own)
    if beside is not None:
        return _with(mention, replace(beside, certainty="inferred"))
    beyond = [n for n in range(own - REACH, own + REACH + 1) if n != own]
    near = [
        t for n in beyond for t in told.days.get(n, ())
        if not _is_counted(t) and paragraph.start <= t.span.start < paragraph.end
    ]  # fmt: skip
    if definite(parse, mention):
        near = [t for t in near if t.span in told.of_type.get(mention.type, ())]
    if near and len({(t.start, t.end) for t in near}) == 1:
        first = min(near, key=lambda t: abs(t.span.start - mention.trigger.start))
        return _with(mention, replace(first, certainty="inferred", rule="same-paragraph"))
    said = next(iter(told.spoken.get(own, ())), None)
    if said is None or said.end is None:
        return mention
    if at in lead:
        week = replace(
            said,
            start=said.end - WEEK,
            granularity="week",
            part_of_day=None,
            timex=None,
            rule="week-up-to-the-day-it-was-said",
            certainty="vague",
        )
        return _with(mention, week)
    reason = f"no day told with it; said on {said.as_written} ({said.start})"
    return replace(mention, unknown={**mention.unknown, "time": reason})


def _with(mention: EventMention, time: Time) -> EventMention:
    return replace(mention, time=time, unknown={k: v for k, v in mention.unknown.items() if k != "time"})


def _of_noun(parse: Parse, mention: EventMention, told: _Told, own: int) -> Time | None:
    """“The minister on Saturday condemned two attacks in the capital Friday”: the day behind the deed's noun, where the
    statement has one of its own."""
    inside = told.days.get(own, ())
    if len(inside) != 1 or own not in told.spoken:
        return None
    last, first = parse.tokens_in(mention.trigger).stop, parse.tokens_in(inside[0].span).start
    behind = last <= first and not any(parse.pos[i] == "VERB" for i in range(last, first))
    return inside[0] if behind else None


def _alone(parse: Parse, article: Article, mention: EventMention, told: _Told, own: int) -> Time | None:
    """The one day of the sentence, where no other event is told there: the event is its main verb, or the day opens the
    sentence, or no other verb stands between the event and the day behind it."""
    inside = told.days.get(own, ())
    verb = next((i for i in parse.tokens_in(mention.trigger) if parse.pos[i] == "VERB"), None)
    if len(inside) != 1 or told.events[own] > 1 or verb is None:
        return None
    day = inside[0]
    first = parse.tokens_in(day.span).start
    over = next((i for i in parse.ancestors(first) if parse.pos[i] == "VERB"), verb)
    if over < first and over != verb and parse.dep[over] in ("acl", "relcl"):
        return None
    before = article.text[mention.sentence.start : day.span.start]
    opens = bool(OPENS.fullmatch(before)) and not looks_back(parse, verb)
    behind = verb < first and not any(parse.pos[i] == "VERB" for i in range(verb + 1, first))
    return day if opens or behind or parse.dep[verb] in ("ROOT", "ccomp") else None


def _is_counted(time: Time) -> bool:
    """“A day later”: counted from the event that it is told with, and no other's; “that night” is."""
    return time.rule == "event-relative" and not time.as_written.lower().startswith(("that", "the same"))


def _lead(article: Article) -> list[int]:
    """The paragraphs that tell the news itself: the first two of the body."""
    return [n for n, p in enumerate(article.paragraphs) if p.kind == "body"][:2]


def _sentence(parse: Parse, offset: int) -> int:
    at = bisect_right(parse.start, offset) - 1
    return parse.sent[at] if at >= 0 else -1
