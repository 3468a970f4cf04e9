"""Places named in the text, told from people and parties and resolved to the gazetteer.

What cannot be told apart stays open.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from saidwho.linking.gazetteer import Entry, ordinary_words
from saidwho.linking.gazetteer_build import OWN
from saidwho.linking.names_tables import states
from saidwho.linking.places_beside import beside
from saidwho.linking.places_cues import Scene, cues, lies_in, scene
from saidwho.linking.places_dateline import dateline_entry, dateline_wider
from saidwho.linking.places_names import Candidate, candidates, site_words
from saidwho.linking.places_people import is_person
from saidwho.linking.places_precision import NEAR
from saidwho.linking.places_senses import Unit, senses
from saidwho.linking.places_weights import recogniser
from saidwho.linking.places_words import place_words
from saidwho.parsing import Parse
from saidwho.records import Article, Place, Span

THRESHOLD = 0.36
"""Chance from which a name counts as a place's: best F1 in cross-validation (flat between 0.34 and 0.42)."""
SURE = 0.6
"""Chance of what the text itself calls a unit, or sets where only a place can stand."""
LEAST = 0.3
"""Odds below which a name stays unresolved: several places fit it alike."""
KNOWN = 100_000
"""People of a town that may be named without its country. Of smaller ones in a country that the report names nowhere
else, while it names another, 4 of 22 were right."""
METROPOLIS = 1_000_000
"""People of a place that any report may name."""
SETTLED = 0.5
"""Odds from which a name says that its country is named."""
LIKELY = 0.1
"""Odds of a place in a country that the report names for it to be preferred."""
_STATES = frozenset(("US", "CA", "AU"))
Use = Literal["place", "people", "government", "part", "unlisted"]
_NOWHERE = Span(0, 0)
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
    for each in {id(u): u for u in units.values() if _together(u, u.best()) >= SETTLED}.values():
        own[each.mentions[0].key] += 2 * each.weight
    there = beside(parse, units)
    places = {
        id(unit): _placed(there[id(unit)], SETTLED, _names(unit.entries[unit.best()]))
        if id(unit) in there
        else _resolved(unit, named, own[unit.mentions[0].key])
        for unit in units.values()
    }
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


def dateline_places(article: Article) -> list[Place]:
    """The places that the dateline names: of its town, and of the country or unit behind it."""
    found = dateline_entry(article)
    places = [] if found is None else [_in_words(article, *found)]
    wider = [(e, span) for e, span in dateline_wider(article) if found is None or lies_in(found[0], e)]
    return places + [_in_words(article, e, span) for e, span in wider[:1]]


def _in_words(article: Article, entry: Entry, span: Span) -> Place:
    return replace(place_of(entry), span=span, as_written=article.quote(span))


def place_of(entry: Entry) -> Place:
    """An entry as a place without words."""
    return _placed(entry, 1.0, ())


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
        return Place(_NOWHERE, "", unknown={"place": "not in the gazetteer"})
    return _placed(c.entries[0], 1.0, ())


def countries_named(names: Sequence[Candidate], units: Iterable[Unit]) -> Counter[str]:
    """How often the article names each country or a place in it; words of a people count half."""
    named: Counter[str] = Counter()
    for unit in {id(u): u for u in units}.values():
        country = unit.entries[unit.best()].country
        if country and _together(unit, unit.best()) >= SETTLED:
            named[country] += 2 * unit.weight
    for name in names:
        if name.sort == "people" and name.entries and name.entries[0].country:
            named[name.entries[0].country] += 1
    return named


def _elsewhere(unit: Unit, best: Entry, named: Counter[str], own: int) -> bool:
    """A village or small town in a country that the article does not name, while it names another: a namesake."""
    if best.kind not in ("city", "admin2") or best.population >= KNOWN or unit.outer or not best.country:
        return False
    others = max((n for country, n in named.items() if country != best.country), default=0)
    return named[best.country] <= own and others >= 4


def _first(unit: Unit, order: Sequence[int], named: Counter[str], own: int) -> int:
    """The likeliest entry; one of a country that the report names rather than one of another, where that is likely too;
    and of a town and the unit called like it the town, unless the text calls it a unit (`_STATES` are named bare)."""
    best = unit.entries[order[0]]
    if best.kind in ("city", "admin1", "admin2") and best.population < METROPOLIS and named[best.country or ""] <= own:
        for i in order[1:]:
            country = unit.entries[i].country
            if unit.odds[i] >= LIKELY and country and country != best.country and named[country] > 2:
                return _town_of(unit, i)
    return _town_of(unit, order[0])


def _town_of(unit: Unit, at: int) -> int:
    entry = unit.entries[at]
    if entry.kind not in ("admin1", "admin2") or entry.country in _STATES:
        return at
    for i, e in enumerate(unit.entries):
        if e.kind == "city" and e.sort == OWN and e.country == entry.country and entry.name in (e.admin1, e.admin2):
            return i
    return at


def _together(unit: Unit, at: int) -> float:
    """The odds of an entry, with those of the unit or the town that is called like it and lies there."""
    entry = unit.entries[at]
    return sum(
        odds
        for e, odds in zip(unit.entries, unit.odds, strict=True)
        if e == entry
        or (e.country == entry.country and e.kind != entry.kind and (lies_in(e, entry) or lies_in(entry, e)))
    )


def _wide(unit: Unit, best: Entry, named: Counter[str], own: int) -> int | None:
    """The index of the region of several countries (“the Sahel”) that is meant rather than a unit of its name, unless
    the report is about that unit's country."""
    if best.kind not in ("admin1", "admin2") or unit.outer:
        return None
    rest = Counter({country: n - (own if country == best.country else 0) for country, n in named.items()})
    if rest and max(rest, key=lambda c: (rest[c], c)) == best.country:
        return None
    wide = (i for i, e in enumerate(unit.entries) if e.kind in ("region", "sea") and e.country is None)
    return next(wide, None)


def _resolved(unit: Unit, named: Counter[str], own: int) -> Place:
    order = sorted(range(len(unit.odds)), key=lambda i: (-unit.odds[i], i))
    wide = _wide(unit, unit.entries[order[0]], named, own)
    if wide is not None:
        order = [wide, *(i for i in order if i != wide)]
    else:
        likeliest = _first(unit, order, named, own)
        order = [likeliest, *(i for i in order if i != likeliest)]
    best = unit.entries[order[0]]
    rest = [unit.entries[i] for i in order[1:4]]
    odds = _together(unit, order[0])
    if odds < LEAST and wide is None:
        reason = "a name of several places, none much likelier than the others"
        return Place(_NOWHERE, "", others=_names(best, *rest), unknown={"place": reason})
    if _elsewhere(unit, best, named, own):
        reason = "a namesake in a country that the report does not name"
        return Place(_NOWHERE, "", others=_names(best, *rest), unknown={"place": reason})
    others = [e for e in rest if (e.country, e.admin1) != (best.country, best.admin1)]
    return _placed(best, round(odds, 3), _names(*others))


def _names(*entries: Entry) -> tuple[str, ...]:
    return tuple(dict.fromkeys(", ".join(filter(None, (e.name, e.country))) for e in entries))


def _placed(entry: Entry, score: float, others: tuple[str, ...]) -> Place:
    precision = "region" if entry.kind == "sea" else entry.kind
    return Place(
        span=_NOWHERE,
        as_written="",
        name=entry.name,
        geonames=entry.geonames,
        country=entry.country,
        admin1=entry.admin1,
        precision=precision,
        lat=entry.lat,
        lon=entry.lon,
        position=position_of(entry),
        score=score,
        others=others,
    )


def position_of(entry: Entry) -> Literal["gazetteer", "approximate"] | None:
    """Whether the point is the gazetteer's own; of the packaged lists only towns and airports have one."""
    if entry.lat is None:
        return None
    return "gazetteer" if entry.point else "approximate"
