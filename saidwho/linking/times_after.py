"""“Two days after the attack”, “the day after the bombing”: against the day that the article gives for that event; and
“marched on Tuesday, one day after police shot two”: the shooting against the day of the march.

Only where the anchor is clear: the article dates the event of that word to one day and to no other, or the word (“the
attack”) points to the first event that it dated.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from saidwho.linking.places_reach import Reach
from saidwho.linking.times_calendar import DAY, back
from saidwho.linking.times_lengths import count_of
from saidwho.parsing import Parse
from saidwho.records import Article, EventMention, Span, Time

_AFTER = re.compile(
    r"(?<![\w-])(?:the\s+(?P<day>day)|(?P<n>\d{1,2}|[a-z]+)\s+(?P<unit>day|night|week|month)s?)\s+"
    r"(?P<way>after|before)\s+(?P<definite>(?:the|this|that|those|these)\s+)?",
    re.IGNORECASE,
)
AHEAD = 60
"""Characters between “after the” and the word of the event."""


def with_times_after(
    parse: Parse, article: Article, mentions: Sequence[EventMention], reach: Reach
) -> tuple[EventMention, ...]:
    """The mentions that have no time of their own and stand in the clause of such words, with it."""
    found = list(_found(parse, article, mentions))
    if not found:
        return tuple(mentions)
    return tuple(_behind(article, _dated(m, found, reach), mentions, found) for m in mentions)


def _behind(
    article: Article, mention: EventMention, mentions: Sequence[EventMention], found: Sequence[_Words]
) -> EventMention:
    """“Marched on Tuesday, one day after police shot two”: the event behind, from the day of the one before."""
    if mention.time is not None:
        return mention
    for words in found:
        at = words.span.end
        if not (at <= mention.trigger.start <= at + AHEAD and mention.sentence.start <= words.span.start):
            continue
        before = [m for m in mentions if m.sentence == mention.sentence and m.trigger != mention.trigger and _is_day(m)]
        days = {m.time.start for m in before if _is_day(m) and m.time}
        if len(days) == 1 and not re.search(r"[.;!?]", article.text[at : mention.trigger.start]):
            (day,) = days
            start = back(day, words.shift, words.unit) if day else None
            if start and (article.published is None or start <= article.published):
                return _with(mention, _time(article, words.span, start))
    return mention


def _dated(mention: EventMention, found: Sequence[_Words], reach: Reach) -> EventMention:
    if mention.time is not None:
        return mention
    for words in found:
        time, anchor = words.time, words.anchor
        inside = mention.sentence.start <= words.span.start < mention.sentence.end
        if time and inside and anchor != mention.trigger and reach.reaches(time.span, mention.trigger):
            return _with(mention, time)
    return mention


def _with(mention: EventMention, time: Time) -> EventMention:
    return replace(mention, time=time, unknown={k: v for k, v in mention.unknown.items() if k != "time"})


@dataclass(frozen=True, slots=True)
class _Words:
    """“Two days after the attack”: its words, how many units on, the day where it is known, the trigger behind it."""

    span: Span
    shift: int
    unit: str
    time: Time | None
    anchor: Span | None


def _found(parse: Parse, article: Article, mentions: Sequence[EventMention]) -> Iterator[_Words]:
    ordered = sorted(mentions, key=lambda m: m.trigger)
    starts = [m.trigger.start for m in ordered]
    for paragraph in article.paragraphs:
        if paragraph.kind not in ("title", "body"):
            continue
        for match in _AFTER.finditer(article.text, paragraph.span.start, paragraph.span.end):
            number = 1 if match["day"] else count_of(match["n"])
            if number is None:
                continue
            at = bisect_left(starts, match.end())
            near = at < len(ordered) and starts[at] <= match.end() + AHEAD
            if near and re.search(r"[.;!?]", article.text[match.end() : starts[at]]):
                near = False
            anchor = ordered[at].trigger if near else None
            shift = number if match["way"].lower() == "after" else -number
            unit, time = (match["day"] or match["unit"]).lower(), None
            day = _anchored(parse, article, anchor, mentions, match) if match["definite"] else None
            if day is not None:
                start = back(day, -shift, unit)
                if article.published is None or start <= article.published:
                    time = _time(
                        article, Span(match.start(), anchor.end if anchor else _word_end(article, match)), start
                    )
            words = Span(match.start(), match.start() + len(match.group().rstrip()))
            yield _Words(words, shift, unit, time, anchor)


def _word_end(article: Article, match: re.Match[str]) -> int:
    word = re.compile(r"\w+").match(article.text, match.end())
    return word.end() if word else match.end()


def _anchored(
    parse: Parse, article: Article, anchor: Span | None, mentions: Sequence[EventMention], match: re.Match[str]
) -> dt.date | None:
    """The one day of the events of the word behind, else the day of the first event that the article dated before."""
    day = _day_of(parse, anchor, mentions) if anchor else None
    noun = parse.tokens_in(Span(match.end(), _word_end(article, match)))
    if day is not None or not noun or parse.pos[noun[0]] not in ("NOUN", "ADJ"):
        return day
    before = (m for m in mentions if m.trigger.end <= match.start() and _is_day(m) and m.background is None)
    first = min(before, key=lambda m: m.trigger, default=None)
    return first.time.start if first and first.time else None


def _is_day(mention: EventMention) -> bool:
    time = mention.time
    return bool(time and time.start and time.end == time.start + DAY)


def _day_of(parse: Parse, anchor: Span, mentions: Sequence[EventMention]) -> dt.date | None:
    """The one day to which the article dates the events of this word."""
    lemma = _lemma(parse, anchor)
    days = {m.time.start for m in mentions if _is_day(m) and m.time and _lemma(parse, m.trigger) == lemma}
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
