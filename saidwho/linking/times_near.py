"""The day of an event that its own sentence does not give: that of the sentences around it, if they give only one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from saidwho.linking.times_calendar import DAY
from saidwho.parsing import Parse
from saidwho.records import Article, EventMention, Time

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
    return tuple(_dated(parse, article, m, days, spoken) for m in mentions)


def _is_day(time: Time) -> bool:
    return time.start is not None and time.end is not None and (time.end - time.start).days <= 2


def _dated(
    parse: Parse, article: Article, mention: EventMention, days: Sequence[Time], spoken: Sequence[Time]
) -> EventMention:
    if mention.time is not None or mention.background or mention.stage not in TOLD:
        return mention
    at = bisect_right(article.paragraphs, mention.trigger.start, key=lambda p: p.span.start) - 1
    if at < 0 or article.paragraphs[at].kind != "body":
        return mention
    paragraph = article.paragraphs[at].span
    own = _sentence(parse, mention.trigger.start)
    near = [
        t for t in days
        if paragraph.start <= t.span.start < paragraph.end and 0 < abs(_sentence(parse, t.span.start) - own) <= REACH
    ]  # fmt: skip
    if near and len({(t.start, t.end) for t in near}) == 1:
        first = min(near, key=lambda t: abs(t.span.start - mention.trigger.start))
        unknown = {k: v for k, v in mention.unknown.items() if k != "time"}
        return replace(mention, time=replace(first, certainty="inferred", rule="same-paragraph"), unknown=unknown)
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
        unknown = {k: v for k, v in mention.unknown.items() if k != "time"}
        return replace(mention, time=week, unknown=unknown)
    reason = f"no day told with it; said on {said.as_written} ({said.start})"
    return replace(mention, unknown={**mention.unknown, "time": reason})


def _lead(article: Article) -> list[int]:
    """The paragraphs that tell the news itself: the first two of the body."""
    return [n for n, p in enumerate(article.paragraphs) if p.kind == "body"][:2]


def _sentence(parse: Parse, offset: int) -> int:
    at = bisect_right(parse.start, offset) - 1
    return parse.sent[at] if at >= 0 else -1
