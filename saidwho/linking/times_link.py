"""The time of an event: which expression of the article belongs to which mention."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from saidwho.linking.places_reach import Reach
from saidwho.linking.times import after, times_of
from saidwho.linking.times_after import with_times_after
from saidwho.linking.times_aside import aside
from saidwho.linking.times_calendar import DAY
from saidwho.linking.times_near import with_times_near
from saidwho.linking.times_precision import widened
from saidwho.linking.times_speech import times_of_speech, within
from saidwho.parsing import Parse
from saidwho.records import Article, Attribution, EventMention, Span, Time

_WHOLE = frozenset(("explicit-day", "iso-day", "slashes", "month-and-year", "year", "decade", "season", "range"))
"""Rules that need no day of publication."""


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
    speech = times_of_speech(parse, article, attributions, mentions, times, reach)
    dated = tuple(_with_time(parse, article, m, times, starts, speech, reach) for m in mentions)
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


def _with_time(
    parse: Parse,
    article: Article,
    mention: EventMention,
    times: Sequence[Time],
    starts: Sequence[int],
    speech: set[int],
    reach: Reach,
) -> EventMention:
    own = [
        t for role in mention.roles if role.name == "time"
        for t in within(times, starts, Span(role.span.start - 25, role.span.end))
        if t.span.end > role.span.start
    ]  # fmt: skip
    own = [t for t in own if t.span.start not in speech and not aside(parse, mention, t.span)]
    chosen = _best(own, mention.trigger)
    if chosen is None:
        near = [t for t in within(times, starts, mention.sentence) if t.span.start not in speech and not t.unknown]
        near = [t for t in near if reach.reaches(t.span, mention.trigger) and not aside(parse, mention, t.span)]
        chosen = _best(near, mention.trigger)
        if chosen is not None:
            chosen = replace(chosen, certainty="inferred")
    if chosen is None:
        chosen = next((t for t in within(times, starts, mention.sentence) if t.rule == "recent"), None)
    if chosen is None:
        until = f", so some day up to {article.published}" if article.published and mention.stage == "occurred" else ""
        return replace(mention, unknown={**mention.unknown, "time": f"no time told with it{until}"})
    return replace(mention, time=_past(mention, widened(chosen), article.published))


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
    return replace(time, end=min(time.end, after(published)))
