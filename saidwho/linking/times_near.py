"""The day of an event that its own sentence does not give: that of the sentences around it, if they give only one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from saidwho.linking.times_calendar import DAY
from saidwho.parsing import Parse
from saidwho.records import Article, EventMention, Time

OPENS = 12
"""Characters before a time that opens its sentence (“Late on ”)."""
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
    days = [t for t in times if _is_day(t) and t.span.start not in speech and t.span.start not in old]
    spoken = [t for t in times if _is_day(t) and t.span.start in speech]
    return tuple(_dated(parse, article, m, mentions, days, spoken) for m in mentions)


def _is_day(time: Time) -> bool:
    return time.start is not None and time.end is not None and (time.end - time.start).days <= 2


def _dated(
    parse: Parse,
    article: Article,
    mention: EventMention,
    mentions: Sequence[EventMention],
    days: Sequence[Time],
    spoken: Sequence[Time],
) -> EventMention:
    if mention.time is not None or mention.background or mention.stage not in TOLD:
        return mention
    at = bisect_right(article.paragraphs, mention.trigger.start, key=lambda p: p.span.start) - 1
    if at < 0 or article.paragraphs[at].kind != "body":
        return mention
    paragraph = article.paragraphs[at].span
    own = _sentence(parse, mention.trigger.start)
    beside = _alone(parse, mention, mentions, days, own)
    if beside is not None:
        return _with(mention, replace(beside, certainty="inferred"))
    near = [
        t for t in days
        if not _is_counted(t) and paragraph.start <= t.span.start < paragraph.end
        and 0 < abs(_sentence(parse, t.span.start) - own) <= REACH
    ]  # fmt: skip
    if near and len({(t.start, t.end) for t in near}) == 1:
        first = min(near, key=lambda t: abs(t.span.start - mention.trigger.start))
        return _with(mention, replace(first, certainty="inferred", rule="same-paragraph"))
    said = next((t for t in spoken if _sentence(parse, t.span.start) == own), None)
    if said is None or said.end is None:
        return mention
    if at in _lead(article):
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


def _alone(
    parse: Parse, mention: EventMention, mentions: Sequence[EventMention], days: Sequence[Time], own: int
) -> Time | None:
    """The one day of the sentence, where no other event is told there: the event is its main verb, or the day opens the
    sentence, or no other verb stands between the event and the day behind it."""
    inside = [t for t in days if _sentence(parse, t.span.start) == own]
    others = [m for m in mentions if m.trigger != mention.trigger and _sentence(parse, m.trigger.start) == own]
    verb = next((i for i in parse.tokens_in(mention.trigger) if parse.pos[i] == "VERB"), None)
    if len(inside) != 1 or others or verb is None:
        return None
    day = inside[0]
    first = parse.tokens_in(day.span).start
    opens = day.span.start - mention.sentence.start <= OPENS
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
