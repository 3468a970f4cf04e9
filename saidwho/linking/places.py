"""Places named in the text, resolved to the gazetteer, and the place of an event.

A place is read from the words of the event itself before those around it; what cannot be told apart stays open.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from saidwho.linking.names_tables import State, states
from saidwho.linking.places_found import Named
from saidwho.linking.places_reach import Reach
from saidwho.linking.places_report import report_places
from saidwho.linking.places_words import place_words
from saidwho.parsing import Parse
from saidwho.records import Article, Attribution, EventMention, Place, Span

FINENESS = {"site": 5, "city": 4, "admin2": 3, "admin1": 2, "region": 1, "sea": 1, "country": 0}


def link_places(
    parse: Parse, article: Article, attributions: Sequence[Attribution], mentions: Sequence[EventMention]
) -> tuple[EventMention, ...]:
    """The mentions with their place: of the event's own words, its target's, its sentence's, its paragraph's.

    The dateline, the seat of a speaker and an accused country are never it.
    """
    named = report_places(parse, article)
    starts = [n.place.span.start for n in named]
    siblings: dict[Span, list[Span]] = {}
    for m in mentions:
        siblings.setdefault(m.trigger, []).extend(r.span for r in m.roles if r.name == "target")
    contents = {a.id: a.content for a in attributions}
    barred = _barred(attributions, named, starts)
    reach = Reach(parse, attributions, mentions)
    return tuple(_with_place(article, m, named, starts, contents, barred, siblings[m.trigger], reach) for m in mentions)


def _barred(attributions: Sequence[Attribution], named: Sequence[Named], starts: Sequence[int]) -> set[int]:
    """Offsets of names in a source, or behind a cue and outside of what is said (“told reporters in X”)."""
    found: set[int] = set()
    for a in attributions:
        zones = [*a.source, *(Span(c.start, c.end + 60) for c in a.cue)]
        for zone in zones:
            for n in _within(named, starts, zone):
                if not any(c.start <= n.place.span.start < c.end for c in a.content):
                    found.add(n.place.span.start)
    return found


def _within(named: Sequence[Named], starts: Sequence[int], span: Span) -> Iterable[Named]:
    at = bisect_left(starts, span.start)
    while at < len(named) and named[at].place.span.start < span.end:
        yield named[at]
        at += 1


def _with_place(
    article: Article,
    mention: EventMention,
    named: Sequence[Named],
    starts: Sequence[int],
    contents: dict[str, tuple[Span, ...]],
    barred: set[int],
    siblings: Sequence[Span],
    reach: Reach,
) -> EventMention:
    own = [n for r in mention.roles if r.name == "place" for n in _within(named, starts, r.span)]
    if own:
        return replace(mention, place=_finest(own, mention.trigger))
    for role in mention.roles:
        if role.name in ("target", "victim"):
            inside = [n for n in _within(named, starts, role.span) if n.locative]
            if inside:
                return replace(mention, place=replace(_finest(inside, mention.trigger), inferred_from="target"))
    of_target = _of_target(mention)
    if of_target is not None:
        words = next((r.span for r in mention.roles if r.name == "place"), of_target.span)
        return replace(mention, place=replace(of_target, span=words, as_written=article.quote(words)))
    held = contents.get(mention.attribution)

    def usable(n: Named) -> bool:
        at = n.place.span.start
        inside = held is None or any(c.start <= at < c.end for c in held)
        of_another = any(s.start <= at < s.end for s in siblings)
        return n.locative and at not in barred and inside and not of_another and _known(n)

    near = [n for n in _within(named, starts, mention.sentence) if usable(n)]
    near = [n for n in near if reach.reaches(n.place.span, mention.trigger)]
    if near:
        return replace(mention, place=replace(_finest(near, mention.trigger), inferred_from="sentence"))
    at = bisect_right(article.paragraphs, mention.trigger.start, key=lambda p: p.span.start) - 1
    paragraph = article.paragraphs[at].span if at >= 0 else None
    if paragraph is not None:
        before = [n for n in _within(named, starts, Span(paragraph.start, mention.sentence.start)) if n.locative]
        before = [n for n in before if n.place.span.start not in barred and _known(n)]
        if before:
            return replace(mention, place=replace(before[-1].place, inferred_from="paragraph"))
    unlisted = next((r for r in mention.roles if r.name == "place"), None)
    reason = "its place is not in the gazetteer" if unlisted else "no place told with it"
    return replace(mention, unknown={**mention.unknown, "place": reason})


def _of_target(mention: EventMention) -> Place | None:
    """What a state calls its own stands in that state (“the Arlandic ministry”); an embassy or a base may not."""
    for target in mention.targets:
        words = target.as_written.casefold()
        if target.kind not in ("state building", "infrastructure") or any(w in words for w in place_words("abroad")):
            continue
        country = _state_in(words)
        if country is not None:
            return Place(
                span=target.span,
                as_written=target.as_written,
                name=country.name,
                country=country.id,
                precision="country",
                score=0.4,
                inferred_from="target",
                unknown={"place": "no gazetteer place told; the country is that of the target"},
            )
    return None


def _state_in(words: str) -> State | None:
    """The one state that an adjective or a name in the words points to."""
    known = states()
    found = {known[w].id: known[w] for w in re.findall(r"\w+", words) if w in known}
    return next(iter(found.values())) if len(found) == 1 else None


def _known(n: Named) -> bool:
    """Resolved, or unlisted in a place that is resolved."""
    return n.place.name is not None or n.place.country is not None


def _finest(named: Sequence[Named], trigger: Span) -> Place:
    """The most exact resolved place, then the nearest; the rest are named beside it."""

    def rank(n: Named) -> tuple[bool, float, int]:
        distance = max(n.place.span.start - trigger.end, trigger.start - n.place.span.end, 0)
        fineness = FINENESS.get(n.place.precision or "", 0) + (0.5 if n.place.name is None else 0.0)
        fineness -= 1.5 if n.place.country is None else 0.0
        return (not _known(n), -fineness, distance)

    ordered = sorted(named, key=rank)
    best = ordered[0].place
    rest = [f"{n.place.name}, {n.place.country}" for n in ordered[1:] if n.place.name and n.place.name != best.name]
    return replace(best, others=tuple(dict.fromkeys((*rest, *best.others))))
