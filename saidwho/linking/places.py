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
from saidwho.linking.places_pointed import Pointed
from saidwho.linking.places_reach import Reach
from saidwho.linking.places_report import report_country, report_places
from saidwho.linking.places_vicinity import Vicinity, beyond, foreign, unlisted_words
from saidwho.linking.places_words import place_words
from saidwho.parsing import Parse
from saidwho.records import Article, Attribution, EventMention, Place, Span

FINENESS = {"site": 5, "city": 4, "admin2": 3, "admin1": 2, "region": 1, "sea": 1, "country": 0}

_CHAIN = 6
"""Tokens between a place and the wider one behind it."""
_THERE = 45
"""Characters behind a deed in which “there” is its place."""
_ADVERB = re.compile(r"[^.;:,]*?\bthere\b(?!\s(?:is|are|was|were|has|have|had|will|would|may|might|could|can)\b)")


def link_places(
    parse: Parse,
    article: Article,
    attributions: Sequence[Attribution],
    mentions: Sequence[EventMention],
    named: Sequence[Named] | None = None,
) -> tuple[EventMention, ...]:
    """The mentions with their place: of the event's own words, its target's, its sentence's, its paragraph's; for the
    news itself, else the country that the report is about.

    The dateline, the seat of a speaker and an accused country are never it. `named` are the report's places where they
    are known already.
    """
    found = list(named) if named is not None else report_places(parse, article)
    chooser = _Chooser(parse, article, attributions, mentions, found)
    return tuple(chooser.placed(m) for m in mentions)


NOT_YET = frozenset({"threatened", "planned", "hypothetical"})
"""Of what has not happened only the place that it is told with is given: none is read into a threat."""


_TOWNS = frozenset(("GPE", "LOC", "FAC"))


class _Chooser:
    """The places of one report and what keeps them from an event."""

    def __init__(
        self,
        parse: Parse,
        article: Article,
        attributions: Sequence[Attribution],
        mentions: Sequence[EventMention],
        named: list[Named],
    ) -> None:
        self._article = article
        self._parse = parse
        self._named = [n for n in named if not foreign(parse, n)]
        self._taken = {i for n in named for i in range(n.first, n.last + 1)}
        self._starts = [n.place.span.start for n in self._named]
        self._contents = {a.id: a.content for a in attributions}
        self._sources = [span for a in attributions for span in a.source]
        self._barred = _barred(parse, attributions, self._named, self._starts)
        self._reach = Reach(parse, attributions, mentions)
        self._country = report_country(self._named)
        self._vicinity = Vicinity(parse, self._named, self._country)
        self._pointed = Pointed(parse, article, self._named, self._country)
        self._told = {m.sentence for m in mentions}
        self._siblings: dict[Span, list[Span]] = {}
        for m in mentions:
            self._siblings.setdefault(m.trigger, []).extend(r.span for r in m.roles if r.name == "target")

    def placed(self, mention: EventMention) -> EventMention:
        """The mention with its place, or the reason why it has none."""
        steps = [self._own, self._own_pointed, self._of_target, self._own_unlisted]
        steps += [self._of_sentence, self._of_pointed, self._of_there]
        if self._unlisted(mention) is not None:
            steps = steps[:4]
        elif mention.stage not in NOT_YET:
            steps += [self._of_paragraph, self._of_report]
        for step in steps:
            place = step(mention)
            if place is not None:
                return replace(mention, place=place)
        told = any(r.name == "place" for r in mention.roles)
        reason = "its place is not in the gazetteer" if told else "no place told with it"
        return replace(mention, place=self._as_written(mention), unknown={**mention.unknown, "place": reason})

    def _inside(self, span: Span) -> list[Named]:
        return list(_within(self._named, self._starts, span))

    def _own(self, mention: EventMention) -> Place | None:
        own = [n for r in mention.roles if r.name == "place" for n in self._inside(r.span)]
        own = [n for n in own if not beyond(self._parse, n)]
        if not own:
            return None
        place = _finest(own, mention.trigger)
        if place.precision not in ("country", "region", "admin1"):
            return place
        steps = (self._of_target(mention), self._of_sentence(mention))
        return next((p for p in steps if p is not None and _is_finer(p, place)), place)

    def _unlisted(self, mention: EventMention) -> tuple[int, int] | None:
        """The tokens of a name among the event's own words for its place that is no place of the gazetteer."""
        for role in mention.roles:
            if role.name == "place":
                words = unlisted_words(self._parse, role.span, self._taken)
                if words is not None:
                    return words
        return None

    def _own_unlisted(self, mention: EventMention) -> Place | None:
        words = self._unlisted(mention)
        return self._vicinity.place(*words) if words else None

    def _as_written(self, mention: EventMention) -> Place | None:
        """A name of which nothing is known, not even the country: its words alone."""
        words = self._unlisted(mention)
        if words is None:
            return None
        span = self._parse.span(*words)
        return Place(span, self._article.quote(span), unknown={"place": "not in the gazetteer"})

    def _of_target(self, mention: EventMention) -> Place | None:
        for role in mention.roles:
            if role.name in ("target", "victim"):
                inside = [n for n in self._inside(role.span) if n.locative]
                inside = inside or self._as_target(mention, role.span)
                if inside:
                    return replace(_finest(inside, mention.trigger), inferred_from="target")
        place = _of_target(mention)
        if place is None:
            return None
        words = next((r.span for r in mention.roles if r.name == "place"), place.span)
        return replace(place, span=words, as_written=self._article.quote(words))

    def _as_target(self, mention: EventMention, span: Span) -> list[Named]:
        """“Raided Ondrava”, “attacked the capital, Portava”: the town itself is what was hit."""
        if mention.type != "ASSAULT":
            return []
        words, parse = parse_words(self._parse, span), self._parse
        inside = [n for n in self._inside(span) if n.place.span == span and parse.ent[n.last] in _TOWNS]
        if words and words[-1] in place_words("settlement") | {"capital"}:
            behind = self._inside(Span(span.end, span.end + 3))
            inside += [n for n in behind if parse.text[span.end : n.place.span.start].strip() == ","]
        fine = ("city", "site", "admin2")
        return [n for n in inside if n.place.precision in fine or (n.place.name is None and n.place.admin1)]

    def _of_sentence(self, mention: EventMention) -> Place | None:
        held = self._held(mention)
        siblings = self._siblings[mention.trigger]
        in_source = any(s.start <= mention.trigger.start < s.end for s in self._sources)

        def usable(n: Named) -> bool:
            at = n.place.span.start
            inside = held is None or any(c.start <= at < c.end for c in held)
            of_another = any(s.start <= at < s.end for s in siblings)
            told = self._may_be(n) or (in_source and n.locative and _known(n) and not beyond(self._parse, n))
            return told and inside and not of_another

        usables = [n for n in self._inside(mention.sentence) if usable(n)]
        near = [n for n in usables if self._reach.reaches(n.place.span, mention.trigger)]
        near = near or [n for n in usables if self._opens(n)]
        return replace(_finest(near, mention.trigger), inferred_from="sentence") if near else None

    def _held(self, mention: EventMention) -> Sequence[Span] | None:
        """What its speaker says, where the event is told in it and not beside it (“N, who was hurt in X, said”)."""
        held = self._contents.get(mention.attribution)
        inside = held is not None and any(c.start <= mention.trigger.start < c.end for c in held)
        return held if inside else None

    def _opens(self, n: Named) -> bool:
        """“In Portava, held since May, a market burned down”: what opens a sentence holds for all of it."""
        begins, _ = self._parse.sents[self._parse.sent[n.first]]
        return n.first == begins + 1 and self._parse.lower[begins] in place_words("strong")

    def _own_pointed(self, mention: EventMention) -> Place | None:
        """“In the town”, “here” among the event's own words."""
        spans = [r.span for r in mention.roles if r.name == "place"]
        return next((place for span in spans for _, place in self._pointed.words(span)), None)

    def _of_pointed(self, mention: EventMention) -> Place | None:
        """The same elsewhere in its clause."""
        held = self._held(mention)
        for span, place in self._pointed.words(mention.sentence):
            inside = held is None or any(c.start <= span.start < c.end for c in held)
            if inside and self._reach.reaches(span, mention.trigger):
                return place
        return None

    def _of_there(self, mention: EventMention) -> Place | None:
        """“A monitor of the war in Arland said that ten were killed there”: the place told last before."""
        rest = Span(mention.trigger.end, min(mention.sentence.end, mention.trigger.end + _THERE))
        if not _ADVERB.match(self._article.quote(rest)):
            return None
        before = [n for n in self._inside(Span(mention.sentence.start, mention.trigger.start)) if _known(n)]
        named = [n for n in before if n.locative]
        place = named[-1].place if named else self._pointed.before(mention.sentence.start)
        return replace(place, inferred_from="sentence") if place else None

    def _may_be(self, n: Named) -> bool:
        barred = n.place.span.start in self._barred or beyond(self._parse, n)
        return n.locative and not barred and _known(n)

    def _of_paragraph(self, mention: EventMention) -> Place | None:
        """The last place before in the paragraph; for the news itself, else the first behind of no other event."""
        paragraphs = self._article.paragraphs
        at = bisect_right(paragraphs, mention.trigger.start, key=lambda p: p.span.start) - 1
        if at < 0:
            return None
        paragraph = paragraphs[at].span
        before = [n for n in self._inside(Span(paragraph.start, mention.sentence.start)) if self._may_be(n)]
        if before:
            return replace(_innermost(before).place, inferred_from="paragraph")
        behind = [n for n in self._inside(Span(mention.sentence.end, paragraph.end)) if self._may_be(n)]
        behind = [n for n in behind if not self._is_anothers(n)]
        if behind and _is_news(mention):
            return replace(behind[0].place, inferred_from="paragraph")
        return None

    def _is_anothers(self, n: Named) -> bool:
        """Another event is told in the sentence of a place, or only a relative clause leads to it."""
        parse = self._parse
        if any(s.start <= n.place.span.start < s.end for s in self._told):
            return True
        return any(parse.dep[i] == "relcl" for i in (n.last, *parse.ancestors(n.last)))

    def _of_report(self, mention: EventMention) -> Place | None:
        """Nothing finer than the country, and only for what the report tells as its news."""
        if self._country is None or not _is_news(mention) or any(r.name == "place" for r in mention.roles):
            return None
        lead = self._lead()
        if not lead.start <= mention.trigger.start < lead.end:
            return None
        inside = [n for n in self._inside(lead) if self._may_be(n) and n.place.country == self._country]
        if not inside:
            return None
        n = next((n for n in inside if n.place.precision == "country"), inside[0])
        name = n.place.name if n.place.precision == "country" else None
        return Place(
            span=n.place.span,
            as_written=n.place.as_written,
            name=name,
            geonames=n.place.geonames if name else None,
            country=self._country,
            precision="country",
            lat=n.place.lat if name else None,
            lon=n.place.lon if name else None,
            position=n.place.position if name else None,
            score=0.3,
            inferred_from="report",
        )

    def _lead(self) -> Span:
        """From the title to the end of the second paragraph of the body."""
        body = [p.span for p in self._article.paragraphs if p.kind == "body"][:2]
        title = self._article.title
        return Span(title.start if title else body[0].start, body[-1].end) if body else title or Span(0, 0)


def parse_words(parse: Parse, span: Span) -> list[str]:
    """The words of a stretch in small letters."""
    return [parse.lower[i] for i in parse.tokens_in(span)]


def _is_news(mention: EventMention) -> bool:
    return mention.background is None and mention.stage in ("occurred", "ongoing", "attempted")


def _barred(
    parse: Parse, attributions: Sequence[Attribution], named: Sequence[Named], starts: Sequence[int]
) -> set[int]:
    """Offsets of names in a source, or behind a cue and outside of what is said (“told reporters in X”)."""
    found: set[int] = set()
    for a in attributions:
        zones = [*a.source, *(Span(c.start, min(c.end + 60, _sentence_end(parse, c))) for c in a.cue)]
        for zone in zones:
            for n in _within(named, starts, zone):
                if not any(c.start <= n.place.span.start < c.end for c in a.content):
                    found.add(n.place.span.start)
    return found


def _sentence_end(parse: Parse, span: Span) -> int:
    tokens = parse.tokens_in(span)
    return parse.sentence(tokens[-1]).end if tokens else span.end


def _within(named: Sequence[Named], starts: Sequence[int], span: Span) -> Iterable[Named]:
    at = bisect_left(starts, span.start)
    while at < len(named) and named[at].place.span.start < span.end:
        yield named[at]
        at += 1


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


def _is_finer(place: Place, wide: Place) -> bool:
    """Whether a place lies in a wider one, as far as units and countries tell."""
    if FINENESS.get(place.precision or "", 0) < 3 or place.country != wide.country:
        return False
    return wide.precision != "admin1" or place.admin1 == wide.admin1


def _innermost(named: Sequence[Named]) -> Named:
    """The last place told; of “in Ondrava, a suburb of Portava, in Arland” the first."""
    found = named[-1]
    for n in reversed(named[:-1]):
        wider = FINENESS.get(n.place.precision or "", 0) >= FINENESS.get(found.place.precision or "", 0)
        if n.place.country != found.place.country or found.first - n.last > _CHAIN or not wider:
            break
        found = n
    return found


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
