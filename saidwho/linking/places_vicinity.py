"""The country and the unit of a place that the gazetteer lacks: those of the places named beside it.

The nearest company counts: that of its sentence, then of the report. Where that is not of one mind, the
unit stays open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from saidwho.linking.gazetteer import Entry, fold, gazetteer
from saidwho.linking.places_found import Named
from saidwho.linking.places_names import has_article
from saidwho.linking.places_precision import is_near
from saidwho.linking.places_resolved import place_of
from saidwho.linking.places_words import place_words
from saidwho.parsing import Parse
from saidwho.records import Place, Span

OF_SENTENCE = "not in the gazetteer: its country (and unit) is that of the other places of the sentence"
OF_REPORT = "not in the gazetteer: its country (and unit) is the one that the report names most"
_NO_PLACE = frozenset(("DATE", "TIME", "NORP", "WORK_OF_ART", "EVENT", "LAW"))
SHARE, FEWEST = 0.6, 3
"""Share and number of the places of a report that lie in a unit for the report to be about it."""


class Vicinity:
    """The places of a report. `country` is the one that the report is about."""

    def __init__(self, parse: Parse, named: Sequence[Named], country: str | None) -> None:
        self._parse, self._country = parse, country
        told = [n for n in named if n.place.country and n.use == "place"]
        self._sentences: dict[int, list[Named]] = {}
        self._units: dict[str, Counter[str]] = {}
        for n in told:
            if n.place.country and not beyond(parse, n) and not foreign(parse, n):
                self._sentences.setdefault(parse.sent[n.first], []).append(n)
                if n.place.admin1:
                    self._units.setdefault(n.place.country, Counter())[n.place.admin1] += 1

    def place(self, first: int, last: int, others: tuple[str, ...] = ()) -> Place | None:
        """The place of an unlisted name of these tokens; None where not even its country is known."""
        parse, span = self._parse, self._parse.span(first, last)
        beside = self._sentences.get(parse.sent[first], ())
        own = [n for n in beside if first <= n.first <= last]
        sentence = [n for n in beside if n not in own]
        countries = {n.place.country for n in sentence if n.locative} or {n.place.country for n in sentence}
        country, reason = (countries.pop(), OF_SENTENCE) if len(countries) == 1 else (self._country, OF_REPORT)
        if country is None:
            return None
        units = {n.place.admin1 for n in sentence if n.place.country == country and n.place.admin1}
        unit = units.pop() if len(units) == 1 else self._unit(own, country)
        listed = _only_one(fold(parse.quote(span)), country)
        if listed is not None:
            return replace(place_of(listed), span=span, as_written=parse.quote(span), score=0.5, others=others)
        return Place(
            span=span,
            as_written=parse.quote(span),
            country=country,
            admin1=unit,
            precision="admin1" if unit else "country",
            score=0.3,
            others=others,
            unknown={"name": reason},
        )

    def _unit(self, own: Sequence[Named], country: str) -> str | None:
        """The unit of most of the report's places in the country, without the name's own."""
        units = Counter(self._units.get(country))
        units.subtract(n.place.admin1 for n in own if n.place.country == country and n.place.admin1)
        if not units:
            return None
        (unit, most), *_ = units.most_common(1)
        return unit if most >= FEWEST and most >= SHARE * sum(units.values()) else None


def _only_one(key: str, country: str) -> Entry | None:
    """The place of that name in the country, where all that are called so there lie in one unit: towns first."""
    entries = [
        e for e in gazetteer().get(key) if e.country == country and e.kind in ("city", "admin1", "admin2", "site")
    ]
    if not entries or len({e.admin1 for e in entries}) > 1:
        return None
    return next((e for e in entries if e.kind == "city"), entries[0])


def beyond(parse: Parse, n: Named) -> bool:
    """A country that the words only point to from outside: “near Iran”, “borders Iran”, “the border with Iran”."""
    if n.place.precision != "country":
        return False
    if is_near(n.place):
        return True
    before = [parse.lower[j] for j in range(max(0, n.first - 3), n.first) if parse.sent[j] == parse.sent[n.first]]
    return any(word in place_words("border") for word in before)


def foreign(parse: Parse, n: Named) -> bool:
    """“U.S. embassies”, “the French base”: what is abroad is not in the country that it is called by."""
    if n.place.precision != "country":
        return False
    at = n.last
    for _ in range(3):
        if parse.dep[at] not in ("compound", "amod", "nmod", "poss", "det", "pobj", "prep"):
            return False
        head = parse.head[at]
        if parse.dep[at] == "pobj" and parse.lower[head] != "of":
            return False
        if any(parse.lower[head].startswith(word) for word in place_words("abroad")):
            return True
        at = head
    return False


def unlisted_words(parse: Parse, span: Span, taken: set[int]) -> tuple[int, int] | None:
    """The tokens of a capitalised name right behind “in”, “near”, “the village of”, that no place has taken, in a
    stretch; None where there is none. One with an article (“at the Ministry”) is a body or a building."""
    inside = parse.tokens_in(span)
    for first in inside:
        named = _is_name(parse, first) or has_article(parse, first)
        if not (named and first not in taken and _behind_place_word(parse, first)):
            continue
        last = first if _is_name(parse, first) else first + 2
        while last + 1 in inside and (
            _is_name(parse, last + 1) or (parse.word[last + 1] == "-" and last + 2 in inside)
        ):
            last += 1
        if taken.isdisjoint(range(first, last + 1)) and parse.lower[min(last + 1, len(parse) - 1)] != "of":
            return first, last
    return None


def _is_name(parse: Parse, i: int) -> bool:
    return parse.word[i][0].isupper() and parse.pos[i] == "PROPN" and parse.ent[i] not in _NO_PLACE


def _behind_place_word(parse: Parse, i: int) -> bool:
    if i == 0 or parse.sent[i - 1] != parse.sent[i]:
        return False
    before = parse.lower[i - 1]
    called = before == "of" and i > 1 and parse.lower[i - 2] in place_words("settlement")
    return (
        called
        or before in place_words("strong")
        or before == "over"
        or parse.lower[max(0, i - 2) : i] == ["close", "to"]
    )
