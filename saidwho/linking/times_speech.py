"""Which times of an article say when something was said, and not when it happened."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from saidwho.linking.places_reach import Reach
from saidwho.parsing import Parse
from saidwho.records import Article, Attribution, EventMention, Span, Time

NEAR = 45
"""Characters between a cue and a time behind it for the time to be that of the speech."""
_JUST = re.compile(r"\s+(?:(?:late|early)\s+)?(?:on\s+)?$", re.IGNORECASE)


def times_of_speech(
    parse: Parse,
    article: Article,
    attributions: Sequence[Attribution],
    mentions: Sequence[EventMention],
    times: Sequence[Time],
    reach: Reach,
) -> set[int]:
    """Offsets of the times of a speech."""
    starts = [t.span.start for t in times]
    near, beside = _near(parse, article, attributions, times, starts)
    speech = beside | {t.span.start for t in times if t.span.start in near and not reach.of_event(t.span)}
    told = _of_told(attributions, mentions, times, starts)
    speech |= {t.span.start for t in times if t.span.start not in told and _hangs(reach, t)}
    spoken = [t for t in times if t.span.start in speech]
    return speech - _of_reported(parse, attributions, mentions, spoken) - _second(attributions, mentions, spoken)


def _hangs(reach: Reach, time: Time) -> bool:
    """From the words of speech, and not from a deed that is itself the saying (“the court on Monday banned”)."""
    return reach.of_speech(time.span) and not reach.of_event(time.span)


def within(times: Sequence[Time], starts: Sequence[int], span: Span) -> Iterator[Time]:
    """The times that begin in a stretch of the text."""
    at = bisect_left(starts, span.start)
    while at < len(times) and times[at].span.start < span.end:
        yield times[at]
        at += 1


def _near(
    parse: Parse, article: Article, attributions: Sequence[Attribution], times: Sequence[Time], starts: Sequence[int]
) -> tuple[set[int], set[int]]:
    """Offsets of the times behind a cue and outside of its content; and of those right behind it, whatever it holds."""
    near: set[int] = set()
    beside: set[int] = set()
    for attribution in attributions:
        for cue in attribution.cue:
            for time in within(times, starts, Span(cue.start, cue.end + NEAR)):
                between = article.text[cue.end : time.span.start]
                inside = any(c.start <= time.span.start < c.end for c in attribution.content)
                if not inside and not re.search(r"[.;!?]", between):
                    near.add(time.span.start)
                if _JUST.fullmatch(between) and _stands_alone(parse, article, time):
                    beside.add(time.span.start)
    return near, beside


def _stands_alone(parse: Parse, article: Article, time: Time) -> bool:
    """“Said on Tuesday they had left”, not “said Tuesday's raid”, “said the Tuesday raid”."""
    words = parse.tokens_in(time.span)
    if not words or article.text[time.span.end : time.span.end + 1] in ("'", "’"):
        return False
    return parse.dep[words[-1]] not in ("compound", "nmod", "amod", "poss")


def _of_reported(
    parse: Parse, attributions: Sequence[Attribution], mentions: Sequence[EventMention], spoken: Sequence[Time]
) -> set[int]:
    """“Clashes were reported on Saturday”: the day of what is reported, since nobody is said to speak."""
    cues = {i for a in attributions for c in a.cue for i in parse.tokens_in(c)}
    triggers = (i for m in mentions for i in parse.tokens_in(m.trigger))
    reported = {parse.head[i] for i in triggers if parse.dep[i] == "nsubjpass"} & cues
    if not reported:
        return set()
    return {
        t.span.start
        for t in spoken
        if any(up in reported for i in parse.tokens_in(t.span) for up in parse.ancestors(i))
    }


def _second(attributions: Sequence[Attribution], mentions: Sequence[EventMention], spoken: Sequence[Time]) -> set[int]:
    """“The minister Saturday condemned two attacks Friday”: where the saying has a day before, that behind the deed is
    the deed's."""
    ordered = sorted(mentions, key=lambda m: m.trigger)
    triggers = [m.trigger.start for m in ordered]
    cues = sorted(c.start for a in attributions for c in a.cue)
    found: set[int] = set()
    for first, second in pairwise(spoken):
        between = ordered[bisect_left(triggers, first.span.end) : bisect_left(triggers, second.span.start)]
        if (
            not between
            or not between[-1].sentence.start <= first.span.start < second.span.end <= between[-1].sentence.end
        ):
            continue
        at = bisect_left(cues, between[-1].trigger.end)
        if at == len(cues) or cues[at] >= second.span.start:
            found.add(second.span.start)
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
        for t in within(times, starts, content)
        if bisect_left(triggers, content.start) < bisect_left(triggers, t.span.start)
    }
