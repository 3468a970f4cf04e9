"""Villages, districts and sites that the gazetteer does not list, known by the place that the text puts them in.

“the village of Ondrava in Portava province”, “Ondrava, a town in Portava”, “Ondrava in northern Arland”. They get the
country and unit of the wider place and no name of the gazetteer: nothing is invented.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from saidwho.linking.gazetteer import fold
from saidwho.linking.places_found import Named, is_locative
from saidwho.linking.places_names import site_words
from saidwho.linking.places_people import Surnames, surnames
from saidwho.linking.places_vicinity import beyond
from saidwho.linking.places_words import place_words
from saidwho.parsing import Parse
from saidwho.records import Place

LONGEST = 4
"""Words of the longest unlisted name."""
REASON = "not in the gazetteer: country and unit are those of “{}”"
QUARTER = "“{}” is not in the gazetteer: the place is the town that it is part of"
_BETWEEN = frozenset(("in", "of", "near", "on", "the", "a", "an", ",", "and"))


def with_unlisted(parse: Parse, named: Sequence[Named]) -> list[Named]:
    """The places of the gazetteer and the unlisted ones, in order; an unlisted name that comes again is the same."""
    people = surnames(parse)
    taken = {i for n in named for i in range(n.first, n.last + 1)}
    known: dict[str, Place] = {}
    found: dict[int, Named] = {}
    for outer in named:
        if beyond(parse, outer):
            continue
        inner = _inside(parse, outer, taken, people) or _owned(parse, outer, taken)
        if inner is None or outer.place.country is None:
            continue
        new = _unlisted(parse, *inner, outer)
        found[new.first] = new
        known.setdefault(fold(new.place.as_written), new.place)
    for new in _again(parse, known, taken):
        found.setdefault(new.first, new)
    return sorted((*named, *found.values()), key=lambda n: n.first)


def _inside(parse: Parse, outer: Named, taken: set[int], people: Surnames) -> tuple[int, int] | None:
    """The unlisted name that the text puts in a place: the tokens of “Ondrava” before “, a town in northern Arland”."""
    sentence = parse.sents[parse.sent[outer.first]][0]
    i, seen, joined = outer.first - 1, 0, False
    while i >= sentence and seen < 6 and i not in taken:
        if parse.lower[i] in ("in", "near", "of", "on", ","):
            joined = True
        elif not _is_filler(parse, i):
            break
        i, seen = i - 1, seen + 1
    if not joined or i < sentence or i in taken or not _is_name(parse, i):
        return None
    last = i
    while i - 1 >= sentence and last - i + 1 < LONGEST and _is_name(parse, i - 1) and i - 1 not in taken:
        i -= 1
    between = range(last + 2, outer.first) if parse.word[last + 1] == "," else range(0)
    called = i - 2 >= sentence and parse.lower[i - 1] in ("of", "called", "named") and _settlement(parse, i - 2)
    called = called or _settlement(parse, last + 1)
    told = any(_settlement(parse, j) for j in between)
    beside = any(parse.lower[j] in place_words("side") for j in between) and is_locative(parse, i, last)
    wide = outer.place.precision in ("country", "admin1", "region")
    if not (told or beside or called or (wide and is_locative(parse, i, last))):
        return None
    chained = parse.word[last + 1] == "," and parse.lower[i - 1] in place_words("strong") and i > sentence
    chained = chained and people.get(parse.lower[last], 0) < 2
    return (i, last) if _may_be_place(parse, i, last, people, sure=called or told or chained) else None


def _owned(parse: Parse, outer: Named, taken: set[int]) -> tuple[int, int] | None:
    """“Portava's Ondrava district”, “Portava province's Ondrava District”: the name behind the genitive."""
    at = outer.last + 1
    if at < len(parse) and parse.lower[at] in place_words("area"):
        at += 1
    if at + 1 >= len(parse) or parse.lower[at] not in ("'s", "’s"):
        return None
    first = last = at + 1
    if first in taken or not _is_name(parse, first):
        return None
    while last + 1 < len(parse) and last - first + 1 < LONGEST and _is_name(parse, last + 1) and last + 1 not in taken:
        last += 1
    behind = parse.lower[last + 1] if last + 1 < len(parse) else ""
    told = site_words().get(parse.lower[last]) == "unit" and last > first
    return (first, last) if told or behind in place_words("settlement") | place_words("area") else None


def _settlement(parse: Parse, i: int) -> bool:
    return parse.lower[i] in place_words("settlement")


def _is_filler(parse: Parse, i: int) -> bool:
    """Between the name and the place around it: articles, adjectives, “town”, “district”."""
    lower = parse.lower[i]
    known = lower in _BETWEEN or lower in place_words("settlement") or lower in place_words("side")
    return known or (parse.pos[i] == "ADJ" and not parse.word[i][0].isupper())


def _is_name(parse: Parse, i: int) -> bool:
    return parse.word[i][0].isupper() and parse.pos[i] == "PROPN"


def _may_be_place(parse: Parse, first: int, last: int, people: Surnames, *, sure: bool) -> bool:
    """Nobody of the article, and not what the parser calls a person, a body, a people or a day, unless the text calls
    it a town."""
    if any(parse.word[i].isupper() for i in range(first, last + 1)):
        return False
    kinds = {parse.ent[i] for i in range(first, last + 1)}
    return sure or (parse.lower[last] not in people and kinds <= {"", "GPE", "LOC", "FAC"})


def _unlisted(parse: Parse, first: int, last: int, outer: Named) -> Named:
    span, place = parse.span(first, last), outer.place
    words = [parse.lower[j] for j in range(last + 1, outer.first)]
    new = replace(place, span=span, as_written=parse.quote(span), score=min(place.score, 0.5), others=())
    if place.precision == "city" and any(w in place_words("quarter") for w in words):
        return Named(first, last, replace(new, unknown={"district": QUARTER.format(new.as_written)}), True)
    new = replace(new, name=None, geonames=None, unknown={"name": REASON.format(place.as_written)})
    if place.precision == "city":
        inside = any(_settlement(parse, j) for j in range(last + 1, outer.first))
        new = replace(new, precision="admin2" if inside else "country", admin1=place.admin1 if inside else None)
        if not inside:
            new = replace(new, lat=None, lon=None)
    return Named(first, last, replace(new, position="approximate" if new.lat is not None else None), True)


def _again(parse: Parse, known: dict[str, Place], taken: set[int]) -> Iterator[Named]:
    """Later and earlier mentions of the names that were told to be places."""
    openings = {key.split()[0] for key in known if key}
    for first in range(len(parse) if openings else 0):
        if first in taken or not _is_name(parse, first):
            continue
        if fold(parse.word[first]).partition(" ")[0] not in openings:
            continue
        for length in range(LONGEST, 0, -1):
            last = first + length - 1
            if last >= len(parse) or parse.sent[last] != parse.sent[first] or not parse.word[last][0].isalnum():
                continue
            place = known.get(fold(parse.text[parse.start[first] : parse.end[last]]))
            if place is not None:
                span = parse.span(first, last)
                again = replace(place, span=span, as_written=parse.quote(span))
                yield Named(first, last, again, is_locative(parse, first, last))
                break
