"""Places named in the text, told from people and parties and resolved to the gazetteer.

What cannot be told apart stays open.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from saidwho.linking.gazetteer import Entry, ordinary_words
from saidwho.linking.names_tables import states
from saidwho.linking.places_beside import beside, inside
from saidwho.linking.places_cues import Scene, cues, lies_in, scene
from saidwho.linking.places_dateline import dateline_entry, dateline_wider
from saidwho.linking.places_names import Candidate, candidates, site_words
from saidwho.linking.places_people import is_person
from saidwho.linking.places_precision import NEAR
from saidwho.linking.places_resolved import (
    NOWHERE,
    SETTLED,
    countries_named,
    names_of,
    place_of,
    placed,
    resolved,
    together,
)
from saidwho.linking.places_senses import Unit, senses
from saidwho.linking.places_weights import recogniser
from saidwho.linking.places_words import place_words
from saidwho.parsing import Parse
from saidwho.records import Article, Place, Span

THRESHOLD = 0.36
"""Chance from which a name counts as a place's: best F1 in cross-validation (flat between 0.34 and 0.42)."""
SURE = 0.6
"""Chance of what the text itself calls a unit, or sets where only a place can stand."""
Use = Literal["place", "people", "government", "part", "unlisted"]
_WHOLES = frozenset(("ORG", "PERSON", "WORK_OF_ART", "EVENT", "PRODUCT", "LAW", "NORP"))
_AGENT = frozenset(("nsubj", "agent"))


@dataclass(frozen=True, slots=True)
class Named:
    """A place name in the text: tokens `first` to `last` (inclusive), what it resolves to, and what it stands for.

    `use`: "people" and "government" name somebody by a place, "part" is a piece of another name, "unlisted" is a
    place that the gazetteer does not have: none of them is a location.
    """

    first: int
    last: int
    place: Place
    locative: bool
    use: Use = "place"


def find_places(parse: Parse, article: Article) -> list[Named]:
    """Every name of a gazetteer place in title and body, in order, resolved one sense a name."""
    return [n for n in find_toponyms(parse, article) if n.use in ("place", "government")]


def find_toponyms(parse: Parse, article: Article) -> list[Named]:
    """Every name of a place, a people or a government in title and body, in order, marked with its use."""
    found = candidates(parse)
    made = scene(parse, found)
    names = [c for c, _ in chosen(parse, found, made)]
    filed = dateline_entry(article)
    units = senses(parse, names, made, filed=filed[0] if filed else None)
    named = countries_named(names, units.values())
    if filed and filed[0].country:
        named[filed[0].country] += 2
    own: Counter[str] = Counter()
    for each in {id(u): u for u in units.values() if together(u, u.best()) >= SETTLED}.values():
        own[each.mentions[0].key] += 2 * each.weight
    there: dict[int, Entry | None] = {**inside(parse, units), **beside(parse, units)}
    places = {id(unit): _place(unit, named, own, there) for unit in units.values()}
    out = []
    for c in names:
        span = parse.span(c.first, c.last)
        unit = units.get((c.first, c.last))
        place = places[id(unit)] if unit else _people(c)
        located = is_locative(parse, c.first, c.last)
        place = replace(place, span=span, as_written=parse.quote(span))
        if place.name and _is_near(parse, c.first):
            place = replace(place, unknown={**place.unknown, "position": NEAR})
        out.append(Named(c.first, c.last, place, located, _use(parse, c, place, located)))
    return out


def _place(unit: Unit, named: Counter[str], own: Counter[str], there: Mapping[int, Entry | None]) -> Place:
    if id(unit) not in there:
        return resolved(unit, named, own[unit.mentions[0].key])
    entry, others = there[id(unit)], names_of(unit.entries[unit.best()])
    if entry is None:
        return Place(NOWHERE, "", others=others, unknown={"place": "a namesake of what the text puts elsewhere"})
    return placed(entry, SETTLED, others)


def dateline_places(article: Article) -> list[Place]:
    """The places that the dateline names: of its town, and of the country or unit behind it."""
    found = dateline_entry(article)
    places = [] if found is None else [_in_words(article, *found)]
    wider = [(e, span) for e, span in dateline_wider(article) if found is None or lies_in(found[0], e)]
    return places + [_in_words(article, e, span) for e, span in wider[:1]]


def _in_words(article: Article, entry: Entry, span: Span) -> Place:
    return replace(place_of(entry), span=span, as_written=article.quote(span))


def chosen(
    parse: Parse, found: Sequence[Candidate], made: Scene, *, weights: Mapping[str, float] | None = None
) -> list[tuple[Candidate, float]]:
    """The candidates that are places' names, with their chance: the likeliest first, none over another; in order."""
    weights = recogniser() if weights is None else weights
    rated = []
    for c in found:
        if c.sort == "name" and (_ordinary(c) or _somebody(parse, c, made)):
            continue
        score = weights.get("", 0.0) + sum(weights.get(cue, 0.0) for cue in set(cues(parse, c, made)))
        chance = 1 / (1 + math.exp(-score))
        if chance < SURE and _is_told(parse, c):
            chance = SURE
        if chance >= THRESHOLD:
            rated.append((c, chance))
    rated.sort(key=lambda pair: (-pair[1], pair[0].first, -pair[0].last))
    taken: set[int] = set()
    kept = []
    for c, chance in rated:
        tokens = range(c.first, c.last + 1)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append((c, chance))
    return sorted(kept, key=lambda pair: pair[0].first)


def _is_told(parse: Parse, c: Candidate) -> bool:
    """“In Portava Region”, “in Portava province”, and “in Ondrava” where the parser takes it for a place: where
    something is, and called so."""
    first, past = c.first, c.last + 1
    unit = first != c.last and site_words().get(parse.lower[c.last]) == "unit"
    whole = past >= len(parse) or not parse.word[past][0].isupper()
    if c.sort == "name" and unit and whole and c.entries[0].kind in ("admin1", "admin2") and not _owner(parse, past):
        return True
    if first == 0 or parse.sent[first - 1] != parse.sent[first] or parse.lower[first - 1] not in place_words("strong"):
        return False
    if c.sort == "unlisted":
        inside = past < len(parse) and parse.ent[past] == "GPE" and not parse.ent_begin[past]
        return all(parse.ent[i] == "GPE" for i in range(first, past)) and parse.ent_begin[first] and not inside
    unit = unit or (past < len(parse) and parse.lower[past] in place_words("area"))
    return c.sort == "name" and unit and any(e.kind in ("admin1", "admin2") for e in c.entries)


def _owner(parse: Parse, past: int) -> bool:
    """“Ondra County's”, “Ondra State governor”: a body or an office may follow."""
    return past < len(parse) and parse.lower[past] in ("'s", "’s")


def _ordinary(c: Candidate) -> bool:
    return c.first == c.last and c.key in ordinary_words()


def _somebody(parse: Parse, c: Candidate, made: Scene) -> bool:
    """Whether somebody is called so; hardly anybody is called like a country."""
    return c.entries[0].kind != "country" and is_person(parse, c.first, c.last, made.people)


def _use(parse: Parse, c: Candidate, place: Place, located: bool) -> Use:
    if c.sort == "people":
        return "people"
    if place.name is None:
        return "unlisted"
    if _in_a_name(parse, c):
        return "part"
    seat = states().get(c.key)
    rules = place.precision == "country" or (seat is not None and seat.use == "seat")
    if rules and not located and parse.dep[c.last] in _AGENT:
        return "government"
    return "place"


def _in_a_name(parse: Parse, c: Candidate) -> bool:
    """Whether the words are part of a longer name of somebody or something else (“Bank of Arland”)."""
    if parse.ent[c.first] not in _WHOLES:
        return False
    if not parse.ent_begin[c.first] and c.first and parse.lower[c.first - 1] != "the":
        return True
    past = c.last + 1
    inside = past < len(parse) and parse.ent[past] and not parse.ent_begin[past]
    return bool(inside) and parse.lower[past] not in ("'s", "’s")


def is_locative(parse: Parse, first: int, last: int) -> bool:
    """Behind a preposition of place, or in a list or chain behind one; not where a distance is counted from."""
    if _is_reference(parse, first):
        return False
    j = first - 1
    for _ in range(6):
        if j < 0 or parse.sent[j] != parse.sent[first]:
            return False
        word = parse.lower[j]
        if word in place_words("strong"):
            return True
        if f"{parse.lower[j - 1]} {word}" in place_words("near") and parse.pos[j - 1] == "ADJ":
            return True
        if word in ("of", "to", "from", "on"):
            parts = _parts_of_places()
            return any(parse.lower[k] in parts or _is_site(parse, k) for k in range(max(0, j - 2), j))
        if word not in ("and", ",") and parse.pos[j] not in ("ADJ", "PROPN", "DET", "NOUN"):
            return False
        j -= 1
    return False


def _is_near(parse: Parse, first: int) -> bool:
    """“Near Portava”, “close to”, “on the outskirts of”, “12 km south of”: not in it."""
    if first == 0 or parse.sent[first - 1] != parse.sent[first]:
        return False
    if parse.lower[max(0, first - 4) : first - 2] == ["in", "the"] and parse.lower[first - 1] == "of":
        return False
    if parse.lower[first - 1] in place_words("near") or _is_reference(parse, first):
        return True
    return first > 1 and f"{parse.lower[first - 2]} {parse.lower[first - 1]}" in place_words("near")


def _is_reference(parse: Parse, first: int) -> bool:
    """“820 km southeast of Portava”: what happens, happens elsewhere."""
    begins = max(parse.sents[parse.sent[first]][0], first - 6)
    for j in range(first - 1, begins - 1, -1):
        if parse.lower[j] in place_words("distance"):
            return j > begins and (parse.word[j - 1][0].isdigit() or parse.pos[j - 1] in ("NUM", "PUNCT"))
        if parse.pos[j] == "VERB" or parse.word[j] in (";", "."):
            return False
    return False


def _is_site(parse: Parse, i: int) -> bool:
    """“The bridge of Portava”, “the hills of Ondrava”."""
    return site_words().get(parse.lemma[i], "unit") != "unit"


def _parts_of_places() -> frozenset[str]:
    return place_words("side") | place_words("settlement") | place_words("area")


def _people(c: Candidate) -> Place:
    """The place that a people's name points to, or an unlisted one."""
    if not c.entries:
        return Place(NOWHERE, "", unknown={"place": "not in the gazetteer"})
    return placed(c.entries[0], 1.0, ())
