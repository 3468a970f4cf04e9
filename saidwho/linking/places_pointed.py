"""Places that the text only points to: “here” and “this city” are the dateline's, “the town” and “there” those named
last before, “the capital” that of the country told of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from saidwho.linking.gazetteer import gazetteer
from saidwho.linking.names_tables import people_of
from saidwho.linking.places_found import Named, dateline_places, is_locative
from saidwho.linking.places_precision import NEAR
from saidwho.linking.places_resolved import place_of
from saidwho.linking.places_vicinity import beyond
from saidwho.linking.places_words import place_words
from saidwho.parsing import Parse
from saidwho.records import Article, Place, Span

BACK = 2
"""Paragraphs before the one that points, in which the place may be named."""
_INSIDE = frozenset("in at inside across through throughout within around".split())
_BESIDE = frozenset("outside near off".split())
_SMALL = frozenset(("village", "hamlet"))
_ANY = frozenset(("town", "settlement", "community", "municipality"))


class Pointed:
    """Answers what the words of one article point to. `named` are its places in order, `country` what it is about."""

    def __init__(self, parse: Parse, article: Article, named: Sequence[Named], country: str | None) -> None:
        self._parse, self._article, self._country = parse, article, country
        self._named = [n for n in named if (n.place.name or n.place.country) and not beyond(parse, n)]
        self._starts = [n.place.span.start for n in self._named]
        self._filed = next((p for p in dateline_places(article) if p.precision == "city"), None)

    def words(self, span: Span) -> Iterator[tuple[Span, Place]]:
        """The words of a stretch that point to a place, and the place."""
        for i in self._parse.tokens_in(span):
            place = self._here(i) or self._thing(i)
            if place is not None:
                yield place.span, place

    def before(self, start: int) -> Place | None:
        """The place told last before, of the nearest sentence that tells or points to one."""
        last = bisect_left(self._parse.start, start) - 1
        pointed = [place for _, place in self.words(self._parse.sentence(last))] if last >= 0 else []
        if pointed:
            return pointed[-1]
        sentence: int | None = None
        told: list[Named] = []
        for n in self._back(start):
            if n.place.precision == "country" or n.use != "place":
                continue
            if sentence is not None and self._parse.sent[n.first] != sentence:
                break
            sentence = self._parse.sent[n.first]
            told.append(n)
        located = [n for n in told if is_locative(self._parse, n.first, n.last)] or told
        return located[-1].place if located else None

    def _here(self, i: int) -> Place | None:
        """“Here”, “this city”: of the dateline; not in what somebody is quoted with."""
        parse = self._parse
        here = parse.lower[i] == "here" and parse.pos[i] == "ADV"
        this = i > 0 and parse.lower[i - 1] == "this" and self._settles(i)
        if self._filed is None or not (here or this) or self._quoted(i):
            return None
        return self._pointing(self._filed, i if here else i - 1, i, "dateline")

    def _thing(self, i: int) -> Place | None:
        """“In the town”, “outside the capital”, “in the Arlandic capital”."""
        parse = self._parse
        people = people_of().get(parse.lower[i - 1]) if i and parse.lower[i] == "capital" else None
        first = i - 2 if people else i - 1
        if first < 1 or parse.lower[first] not in ("the", "that") or not self._settles(i) or self._named_behind(i):
            return None
        if parse.lower[first - 1] not in _INSIDE | _BESIDE:
            return None
        found = self._capital(i, people) if parse.lower[i] == "capital" else self._settlement(i)
        if found is None:
            return None
        place = self._pointing(found, first, i, "dateline" if found is self._filed else "paragraph")
        near = parse.lower[first - 1] in _BESIDE
        return replace(place, unknown={**place.unknown, "position": NEAR}) if near else place

    def _named_behind(self, i: int) -> bool:
        """“The town of Ondrava”, “the capital, Portava”: the name follows."""
        parse = self._parse
        if i + 1 >= len(parse):
            return False
        comma = parse.word[i + 1] == "," and i + 2 < len(parse) and parse.word[i + 2][0].isupper()
        return comma or parse.lower[i + 1] in ("of", "'s", "’s") or parse.word[i + 1][0].isupper()

    def _settles(self, i: int) -> bool:
        return self._parse.lower[i] in place_words("pointed") and self._parse.dep[i] not in ("compound", "nmod", "amod")

    def _settlement(self, i: int) -> Place | None:
        word = self._parse.lower[i]
        for n in self._back(self._parse.start[i]):
            if n.use == "place" and self._fits(n, word):
                return n.place
        return None if word in _SMALL else self._filed

    def _fits(self, n: Named, word: str) -> bool:
        called = self._called(n)
        if called:
            return called == word or (word in _ANY and called in _ANY)
        town = n.place.precision == "city" and n.place.name is not None
        return town if word in _ANY or word == "city" else word in _SMALL and n.place.name is None

    def _called(self, n: Named) -> str | None:
        """“The village of X”, “X village”, “X, a village”."""
        parse, past = self._parse, n.last + 1
        if n.first > 1 and parse.lower[n.first - 1] == "of" and parse.lower[n.first - 2] in place_words("pointed"):
            return parse.lower[n.first - 2]
        if past < len(parse) and parse.lower[past] in place_words("pointed"):
            return parse.lower[past]
        if past + 2 < len(parse) and parse.word[past] == "," and parse.lower[past + 1] in ("a", "an", "the"):
            behind = range(past + 2, min(past + 5, len(parse)))
            return next((parse.lower[j] for j in behind if parse.lower[j] in place_words("pointed")), None)
        return None

    def _capital(self, i: int, country: str | None) -> Place | None:
        """The capital of the country, of that of the nearest place before in its paragraph, or the report's; one that
        is not the largest town counts where the report names it."""
        near = next((n for n in self._back(self._parse.start[i], 0) if n.use == "place" and n.place.country), None)
        country = country or (near.place.country if near else self._country)
        entry, largest = gazetteer().capital(country) if country else (None, False)
        if entry is None:
            return None
        named = any(n.place.geonames == entry.geonames for n in self._named)
        filed = self._filed is not None and self._filed.geonames == entry.geonames
        return place_of(entry) if largest or named or filed else None

    def _back(self, start: int, paragraphs: int = BACK) -> Iterator[Named]:
        """The places before, the nearest first, of the paragraph and those before it."""
        at = bisect_left(self._starts, start)
        spans = [p.span for p in self._article.paragraphs if p.kind in ("title", "body") and p.span.start <= start]
        first = spans[max(0, len(spans) - 1 - paragraphs)].start if spans else start
        for n in reversed(self._named[:at]):
            if n.place.span.start < first:
                return
            yield n

    def _quoted(self, i: int) -> bool:
        begins = self._parse.sents[self._parse.sent[i]][0]
        before = self._parse.text[self._parse.start[begins] : self._parse.start[i]]
        return before.count("“") > before.count("”") or before.count('"') % 2 == 1

    def _pointing(self, place: Place, first: int, last: int, source: str) -> Place:
        span = self._parse.span(first, last)
        unknown = {k: v for k, v in place.unknown.items() if k != "position"}
        words = self._parse.quote(span)
        return replace(
            place, span=span, as_written=words, score=min(place.score, 0.6), inferred_from=source, unknown=unknown
        )
