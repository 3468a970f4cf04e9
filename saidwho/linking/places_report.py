"""All places of a report that an event may have: those of the gazetteer, those that the text puts in one, and unlisted
names that are clearly places, with the country that the sentence or the report is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from saidwho.linking.gazetteer import fold
from saidwho.linking.names_found import find_names
from saidwho.linking.places_found import Named, find_toponyms
from saidwho.linking.places_unlisted import with_unlisted
from saidwho.linking.places_vicinity import Vicinity
from saidwho.linking.places_words import place_words
from saidwho.parsing import Parse
from saidwho.records import Article

FEWEST = 2
"""Mentions that it takes to know the country of a report."""
SHARE = 0.5
"""Share of the places of a report that its country has."""
_NO_PLACE = frozenset(("NORP", "WORK_OF_ART", "LAW", "EVENT", "DATE"))


def report_places(parse: Parse, article: Article) -> list[Named]:
    """The places in order; none is part of a party's name."""
    toponyms = find_toponyms(parse, article)
    named = with_unlisted(parse, _free(parse, [n for n in toponyms if n.use in ("place", "government")]))
    taken = {i for n in named for i in range(n.first, n.last + 1)}
    unknown = [n for n in toponyms if n.use == "unlisted" and taken.isdisjoint(range(n.first, n.last + 1))]
    found = [*named, *_unknown(parse, unknown, named, toponyms)]
    return sorted(found, key=lambda n: n.first)


def _unknown(parse: Parse, unknown: Sequence[Named], named: Sequence[Named], toponyms: Sequence[Named]) -> list[Named]:
    keys = {fold(n.place.as_written) for n in unknown if n.locative and _may_be_place(parse, n)}
    vicinity = Vicinity(parse, named, report_country(toponyms))
    found = []
    for n in unknown:
        if fold(n.place.as_written) in keys:
            place = vicinity.place(n.first, n.last, n.place.others)
            if place is not None:
                found.append(replace(n, place=place, use="place"))
    return found


def _may_be_place(parse: Parse, n: Named) -> bool:
    """What the parser calls a person counts right behind a preposition of place."""
    kind = parse.ent[n.last]
    behind = n.first > 0 and parse.lower[n.first - 1] in place_words("strong")
    return kind not in _NO_PLACE and (kind != "PERSON" or behind)


def report_country(toponyms: Sequence[Named]) -> str | None:
    """The country of most of the places in which the report says that something is or was, if of more than half.

    Governments and peoples do not count: a report names those of the victims and of the powers as well.
    """
    named = Counter(n.place.country for n in toponyms if n.place.country and n.use == "place" and n.locative)
    if not named:
        return None
    (country, most), *_ = named.most_common(1)
    return country if most >= FEWEST and most > SHARE * sum(named.values()) else None


def _free(parse: Parse, named: Sequence[Named]) -> list[Named]:
    """Without the places that are part of a party's name (“the Front of Portava”)."""
    taken: set[int] = set()
    for name in find_names(parse):
        if name.sort not in ("place", "state"):
            taken.update(range(name.first, name.last + 1))
    kept = [n for n in named if not (n.first in taken and not _whole(n, taken))]
    return [n for n in kept if not _is_joined(parse, n)]


def _is_joined(parse: Parse, n: Named) -> bool:
    """“The Arland-Portava war”, “Arland-backed”: a party and no place of an event."""
    around = {parse.text[max(0, n.place.span.start - 1)], parse.text[n.place.span.end : n.place.span.end + 1]}
    return bool(around & {"-", "–"})


def _whole(n: Named, taken: set[int]) -> bool:
    """The place is the whole of the name: found to be a place after all."""
    return n.first - 1 not in taken and n.last + 1 not in taken
