"""From the odds of a name's entries to one place, or to none and the reason why it stays open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from saidwho.linking.gazetteer import Entry
from saidwho.linking.gazetteer_build import OWN
from saidwho.linking.places_cues import lies_in
from saidwho.linking.places_names import Candidate
from saidwho.linking.places_senses import Unit
from saidwho.records import Place, Span

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
COUNTRY = 0.2
"""Odds from which a country's name without a wider place behind it is the country."""
MOSTLY = 0.9
"""Odds of a country that an open name is said to lie in."""
NOWHERE = Span(0, 0)
_LOCAL = frozenset(("city", "admin1", "admin2", "site"))


def countries_named(names: Sequence[Candidate], units: Iterable[Unit]) -> Counter[str]:
    """How often the article names each country or a place in it; words of a people count half."""
    named: Counter[str] = Counter()
    for unit in {id(u): u for u in units}.values():
        country = unit.entries[unit.best()].country
        if country and together(unit, unit.best()) >= SETTLED:
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


def _first(unit: Unit, order: Sequence[int], joined: Sequence[float], named: Counter[str], own: int) -> int:
    """The likeliest entry; one of a country that the report names rather than one of another, where that is likely too;
    and of a town and the unit called like it the town, unless the text calls it a unit (`_STATES` are named bare)."""
    best = unit.entries[order[0]]
    if not unit.outer:
        rather = _country_of(unit, best) if best.kind == "city" else None
        rather = _capital_of(unit, order[0]) if rather is None else rather
        if rather is not None:
            return rather
    if best.kind in ("city", "admin1", "admin2") and best.population < METROPOLIS and named[best.country or ""] <= own:
        for i in order[1:]:
            country = unit.entries[i].country
            if joined[i] >= LIKELY and country and country != best.country and named[country] > 2:
                return _town_of(unit, i)
    return _town_of(unit, order[0])


def _country_of(unit: Unit, town: Entry) -> int | None:
    """“Mexico” is the country rather than its capital that is also called so, and “China” rather than a town."""
    for i, e in enumerate(unit.entries):
        if e.kind == "country" and e.sort == OWN:
            alias = town.sort != OWN and town.country == e.country
            return i if alias or unit.odds[i] >= COUNTRY else None
    return None


def _capital_of(unit: Unit, at: int) -> int | None:
    """“Washington” is the capital rather than the unit of its name, where the report names no place of that unit, and
    rather than a small town of its name."""
    entry = unit.entries[at]
    alone = entry.kind == "admin1" and unit.cues[at].get("unit share", 0.0) == 0.0
    if not alone and not (entry.kind == "city" and entry.population < KNOWN):
        return None
    for i, e in enumerate(unit.entries):
        if e.feature == "PPLC" and e.sort == OWN and e.country == entry.country and e.admin1 != entry.name:
            return i if unit.odds[i] >= LIKELY else None
    return None


def _town_of(unit: Unit, at: int) -> int:
    entry = unit.entries[at]
    if entry.kind not in ("admin1", "admin2") or entry.country in _STATES:
        return at
    for i, e in enumerate(unit.entries):
        if e.kind == "city" and e.sort == OWN and e.country == entry.country and entry.name in (e.admin1, e.admin2):
            return i
    return at


def together(unit: Unit, at: int) -> float:
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


def resolved(unit: Unit, named: Counter[str], own: int) -> Place:
    """The place that a name means. A town and the unit called like it vouch for each other."""
    twins = [_twins(unit, i) for i in range(len(unit.odds))]
    joined = [sum(unit.odds[j] for j in group) for group in twins]
    order = sorted(range(len(joined)), key=lambda i: (-joined[i], -unit.odds[i], i))
    first = max(twins[order[0]], key=lambda i: (unit.odds[i], -i))
    order = [first, *(i for i in order if i != first)]
    wide = _wide(unit, unit.entries[order[0]], named, own)
    if wide is not None:
        order = [wide, *(i for i in order if i != wide)]
    else:
        likeliest = _first(unit, order, joined, named, own)
        order = [likeliest, *(i for i in order if i != likeliest)]
    best = unit.entries[order[0]]
    rest = [unit.entries[i] for i in order[1:4]]
    odds = max(together(unit, order[0]), together(unit, first))
    if odds < LEAST and wide is None:
        return _open(unit, names_of(best, *rest))
    if _elsewhere(unit, best, named, own):
        reason = "a namesake in a country that the report does not name"
        return Place(NOWHERE, "", others=names_of(best, *rest), unknown={"place": reason})
    others = [e for e in rest if (e.country, e.admin1) != (best.country, best.admin1)]
    return placed(best, round(odds, 3), names_of(*others))


def _open(unit: Unit, others: tuple[str, ...]) -> Place:
    """A name of several places: no more than the country, where they lie in one."""
    reason = "a name of several places, none much likelier than the others"
    shares: Counter[str] = Counter()
    for entry, odds in zip(unit.entries, unit.odds, strict=True):
        shares[entry.country or ""] += odds  # type: ignore[assignment]
    country, share = shares.most_common(1)[0]
    if not country or share < MOSTLY:
        return Place(NOWHERE, "", others=others, unknown={"place": reason})
    score = round(share, 3)
    unknown = {"place": reason}
    return Place(NOWHERE, "", country=country, precision="country", score=score, others=others, unknown=unknown)


def _twins(unit: Unit, at: int) -> list[int]:
    """The entry, and the units and towns of its name in the same place; a country stands for itself."""
    entry = unit.entries[at]
    if entry.kind not in _LOCAL:
        return [at]
    return [
        i
        for i, e in enumerate(unit.entries)
        if i == at or (e.kind in _LOCAL and (lies_in(e, entry) or lies_in(entry, e)))
    ]


def names_of(*entries: Entry) -> tuple[str, ...]:
    return tuple(dict.fromkeys(", ".join(filter(None, (e.name, e.country))) for e in entries))


def placed(entry: Entry, score: float, others: tuple[str, ...]) -> Place:
    precision = "region" if entry.kind == "sea" else entry.kind
    return Place(
        span=NOWHERE,
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


def place_of(entry: Entry) -> Place:
    """An entry as a place without words."""
    return placed(entry, 1.0, ())
