"""“Two days after the attack”, “the day after the bombing”: against the day that the article gives for that event.

Only where the anchor is clear: the article dates the event of that word to one day and to no other.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from saidwho.linking.places_reach import Reach
from saidwho.linking.times_calendar import DAY, back
from saidwho.linking.times_lengths import count_of
from saidwho.parsing import Parse
from saidwho.records import Article, EventMention, Span, Time

_AFTER = re.compile(
    r"(?<![\w-])(?:the\s+(?P<day>day)|(?P<n>\d{1,2}|[a-z]+)\s+(?P<unit>day|night|week|month)s?)\s+"
    r"(?P<way>after|before)\s+(?:the|this|that|those|these)\s+",
    re.IGNORECASE,
)
AHEAD = 60
"""Characters between “after the” and the word of the event."""


def with_times_after(
    parse: Parse, article: Article, mentions: Sequence[EventMention], reach: Reach
) -> tuple[EventMention, ...]:
    """The mentions that have no time of their own and stand in the clause of such words, with it."""
    found = list(_found(parse, article, mentions))
    return tuple(_dated(m, found, reach) for m in mentions) if found else tuple(mentions)


def _dated(mention: EventMention, found: Sequence[tuple[Time, Span]], reach: Reach) -> EventMention:
    if mention.time is not None:
        return mention
    for time, anchor in found:
        inside = mention.sentence.start <= time.span.start < mention.sentence.end
        if inside and anchor != mention.trigger and reach.reaches(time.span, mention.trigger):
            unknown = {k: v for k, v in mention.unknown.items() if k != "time"}
            return replace(mention, time=time, unknown=unknown)
    return mention


def _found(parse: Parse, article: Article, mentions: Sequence[EventMention]) -> Iterator[tuple[Time, Span]]:
    """(the time, the words of its anchor)."""
    ordered = sorted(mentions, key=lambda m: m.trigger)
    starts = [m.trigger.start for m in ordered]
    for paragraph in article.paragraphs:
        if paragraph.kind not in ("title", "body"):
            continue
        for match in _AFTER.finditer(article.text, paragraph.span.start, paragraph.span.end):
            at = bisect_left(starts, match.end())
            if at == len(ordered) or starts[at] > match.end() + AHEAD:
                continue
            anchor = ordered[at].trigger
            day = _day_of(parse, anchor, mentions)
            number = 1 if match["day"] else count_of(match["n"])
            if day is None or number is None or re.search(r"[.;!?]", article.text[match.end() : anchor.start]):
                continue
            sign = -1 if match["way"].lower() == "after" else 1
            start = back(day, sign * number, (match["day"] or match["unit"]).lower())
            if article.published is None or start <= article.published:
                yield _time(article, Span(match.start(), anchor.end), start), anchor


def _day_of(parse: Parse, anchor: Span, mentions: Sequence[EventMention]) -> dt.date | None:
    """The one day to which the article dates the events of this word."""
    lemma = _lemma(parse, anchor)
    days = {
        m.time.start
        for m in mentions
        if m.time and m.time.start and m.time.end == m.time.start + DAY and _lemma(parse, m.trigger) == lemma
    }
    return days.pop() if len(days) == 1 else None


def _lemma(parse: Parse, span: Span) -> str:
    return " ".join(parse.lemma[i] for i in parse.tokens_in(span))


def _time(article: Article, span: Span, start: dt.date) -> Time:
    return Time(
        span=span,
        as_written=article.quote(span),
        start=start,
        end=start + DAY,
        granularity="day",
        timex=start.isoformat(),
        rule="after-an-event",
        certainty="inferred",
    )
