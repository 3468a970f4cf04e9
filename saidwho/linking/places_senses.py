"""Which place a name means: each of its entries is weighed by what it is and by the other places of the article.

One sense a name and article, or one for each wider place that the text names behind it (“Tripoli, Lebanon”). The
weights are those of a conditional logit (McFadden 1974) over the entries of a name, in rounds: each reads the others'
places as the round before left them.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from saidwho.linking.gazetteer import Entry, of_level
from saidwho.linking.gazetteer_build import OTHER, STEM
from saidwho.linking.places_cues import Scene, lies_in, within
from saidwho.linking.places_names import Candidate
from saidwho.linking.places_weights import ranker
from saidwho.linking.places_words import place_words
from saidwho.parsing import Parse

MOST = 24
"""Entries of a name that are weighed: of its namesakes the most populous."""
ANCHORS = 12
"""Places of the article by whose distance the others are weighed."""
OFTEN = 3
"""Mentions beyond which a name weighs no more for the others."""
PEOPLE = 0.7
"""What an adjective of a state weighs for the country, beside a name."""
FAR, NEAR = 150.0, 60.0
"""Kilometres at which nearness has fallen to a third: of the places of an article, and to the nearest of them."""
Cues = dict[str, float]
Area = tuple[str, str]
Anchor = tuple[int, Entry, float, float]
"""Number of the unit, its likeliest entry, its odds, and these times the unit's weight."""
_POINTS = frozenset(("city", "admin2", "site"))
_UNITS = frozenset(("admin1", "admin2", "region"))


@dataclass(slots=True)
class Unit:
    """A name as the article uses it: its mentions, its entries with their cues, and the odds of each."""

    mentions: list[Candidate]
    outer: Candidate | None
    entries: tuple[Entry, ...]
    cues: list[Cues] = field(default_factory=list)
    odds: list[float] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """How much the name counts for the others."""
        return min(OFTEN, len(self.mentions))

    def best(self) -> int:
        """The index of the likeliest entry."""
        return max(range(len(self.odds)), key=lambda i: (self.odds[i], -i))


def senses(
    parse: Parse,
    names: Sequence[Candidate],
    made: Scene,
    *,
    filed: Entry | None = None,
    rounds: Sequence[Mapping[str, float]] | None = None,
) -> dict[tuple[int, int], Unit]:
    """The unit of each name that the gazetteer has, by its tokens, with odds that add up to one. `filed` is the place
    of the dateline: it counts like a name of the text."""
    units = read_units(parse, names, made)
    peoples = Counter(e.country for n in names if n.sort == "people" for e in n.entries[:1] if e.country)
    for number, weights in enumerate(rounds or ranker()):
        if number:
            add_context(units, peoples, filed)
        for unit in units:
            unit.odds = _odds(unit.cues, weights)
    return {(m.first, m.last): unit for unit in units for m in unit.mentions}


def read_units(parse: Parse, names: Sequence[Candidate], made: Scene) -> list[Unit]:
    """The names with the entries that they may mean and the cues of each on its own."""
    groups: dict[tuple[str, str, bool], tuple[list[Candidate], Candidate | None]] = {}
    chained: dict[str, tuple[str, str, bool]] = {}
    plain: list[Candidate] = []
    for name in names:
        if name.sort == "people" or not name.entries:
            continue
        outer = within(parse, name, made)
        if outer is None:
            plain.append(name)
            continue
        group = (name.key, outer.key, _before_word(parse, name, "area"))
        groups.setdefault(group, ([], outer))[0].append(name)
        chained.setdefault(name.key, group)
    for name in plain:
        area = _before_word(parse, name, "area")
        group = (name.key, "", area) if area else chained.get(name.key, (name.key, "", area))
        groups.setdefault(group, ([], None))[0].append(name)
    units = []
    for mentions, outer in groups.values():
        mentions.sort()
        unit = Unit(mentions, outer, _likely(_fitting(parse, mentions[0]), outer))
        unit.cues = _own_cues(parse, unit)
        units.append(unit)
    return sorted(units, key=lambda u: u.mentions[0].first)


def _fitting(parse: Parse, name: Candidate) -> tuple[Entry, ...]:
    """The entries without the towns where the text says “province” behind the name."""
    if not _before_word(parse, name, "area"):
        return name.entries
    return of_level(name.entries, parse.lower[name.last + 1])


def _likely(entries: tuple[Entry, ...], outer: Candidate | None) -> tuple[Entry, ...]:
    if len(entries) <= MOST:
        return entries
    inside = [e for e in entries if outer and any(lies_in(e, o) for o in outer.entries[:4])][:MOST]
    rest = [e for e in entries if e not in inside]
    rest.sort(key=lambda e: (e.sort, -e.population))
    return (*inside, *rest[: MOST - len(inside)])


def _own_cues(parse: Parse, unit: Unit) -> list[Cues]:
    entries = unit.entries
    towns = [e.population for e in entries if e.kind == "city"]
    largest, all_people = max(towns, default=0), sum(towns) + 1
    settlement = any(_called(parse, m) for m in unit.mentions)
    wide = unit.outer.entries[:4] if unit.outer else ()
    seconds = math.log2(sum(e.kind == "admin2" for e in entries) + 1) / 5
    found = []
    for e in entries:
        cues: Cues = {f"kind={e.kind}": 1.0}
        if e.kind == "city":
            cues["people"] = math.log10(e.population + 1) / 7
            cues["largest"] = float(e.population == largest)
            cues["share"] = e.population / all_people
            cues["town with unit"] = float(any(x.kind in _UNITS and x.country == e.country for x in entries))
        elif e.kind in ("admin1", "admin2"):
            own = (e.name, e.admin1)
            twin = any(x.kind == "city" and x.country == e.country and x.admin1 in own for x in entries)
            cues["unit with town"] = float(twin)
            if e.kind == "admin2":
                cues["second-level twins"] = seconds
        if e.sort == OTHER:
            cues["other name"] = 1.0
        elif e.sort == STEM:
            cues["stem"] = 1.0
        if e.feature == "PPLC":
            cues["capital"] = 1.0
        if settlement:
            cues["called town: is" if e.kind == "city" else "called town: is not"] = 1.0
        if wide:
            cues["chain: in" if any(lies_in(e, o) for o in wide) else "chain: out"] = 1.0
        found.append(cues)
    return found


def _before_word(parse: Parse, m: Candidate, name: str) -> bool:
    return m.last + 1 < len(parse) and parse.lower[m.last + 1] in place_words(name)


def _called(parse: Parse, m: Candidate) -> bool:
    """“The town of X”, “X city”."""
    of = m.first > 1 and parse.lower[m.first - 1] == "of" and parse.lower[m.first - 2] in place_words("settlement")
    return of or _before_word(parse, m, "settlement")


def _odds(cues: Sequence[Cues], weights: Mapping[str, float]) -> list[float]:
    scores = [sum(weights.get(k, 0.0) * v for k, v in c.items()) for c in cues]
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]


def add_context(units: Sequence[Unit], peoples: Mapping[str, int], filed: Entry | None = None) -> None:
    """Adds to the cues of each entry what the other names of the article, as read so far, say for it."""
    countries: Counter[str] = Counter()
    areas: Counter[Area] = Counter()
    masses = []
    for unit in units:
        own_countries, own_areas = _mass(unit)
        masses.append((own_countries, own_areas))
        countries.update(own_countries)
        areas.update(own_areas)
    for country, times in peoples.items():
        countries[country] += PEOPLE * times  # type: ignore[assignment]
    anchors = _anchors(units)
    if filed is not None:
        _add_filed(filed, countries, areas, anchors)
    all_countries, all_areas = sum(countries.values()), sum(areas.values())
    for number, (unit, (own_countries, own_areas)) in enumerate(zip(units, masses, strict=True)):
        other_countries = all_countries - sum(own_countries.values())
        other_areas = all_areas - sum(own_areas.values())
        if len(unit.entries) < 2:
            continue
        beside = [a for a in anchors if a[0] != number]
        for entry, cues in zip(unit.entries, unit.cues, strict=True):
            if entry.country:
                mass = countries[entry.country] - own_countries.get(entry.country, 0.0)
                cues["country share"] = mass / (other_countries + 0.5)
                cues["country named"] = float(mass > 0.5)
                if entry.admin1:
                    area = (entry.country, entry.admin1)
                    cues["unit share"] = (areas[area] - own_areas.get(area, 0.0)) / (other_areas + 0.5)
            else:
                cues["no country"] = 1.0
            if entry.kind in _POINTS and entry.lat is not None:
                cues["near"], cues["nearest"] = _nearness(entry, beside)


def _add_filed(filed: Entry, countries: Counter[str], areas: Counter[Area], anchors: list[Anchor]) -> None:
    if filed.country:
        countries[filed.country] += 1
        if filed.admin1:
            areas[filed.country, filed.admin1] += 1
    if filed.kind in _POINTS and filed.lat is not None:
        anchors.append((-1, filed, 1.0, 1.0))


def _mass(unit: Unit) -> tuple[dict[str, float], dict[Area, float]]:
    countries: dict[str, float] = {}
    areas: dict[Area, float] = {}
    for entry, odds in zip(unit.entries, unit.odds, strict=True):
        if entry.country:
            countries[entry.country] = countries.get(entry.country, 0.0) + odds * unit.weight
            if entry.admin1:
                area = (entry.country, entry.admin1)
                areas[area] = areas.get(area, 0.0) + odds * unit.weight
    return countries, areas


def _anchors(units: Sequence[Unit]) -> list[Anchor]:
    found: list[Anchor] = []
    for number, unit in enumerate(units):
        best = unit.best()
        entry = unit.entries[best]
        if entry.kind in _POINTS and entry.lat is not None:
            found.append((number, entry, unit.odds[best], unit.odds[best] * unit.weight))
    return sorted(found, key=lambda a: (-a[3], a[0]))[:ANCHORS]


def _nearness(entry: Entry, anchors: Sequence[Anchor]) -> tuple[float, float]:
    total, weight, nearest = 0.0, 0.5, 0.0
    for _, other, odds, counted in anchors:
        away = kilometres(entry, other)
        total += counted * math.exp(-away / FAR)
        weight += counted
        nearest = max(nearest, odds * math.exp(-away / NEAR))
    return total / weight, nearest


def kilometres(a: Entry, b: Entry) -> float:
    """The distance of two places with positions, on a flat map: good enough below some hundred kilometres."""
    a_lat, a_lon, b_lat, b_lon = a.lat or 0.0, a.lon or 0.0, b.lat or 0.0, b.lon or 0.0
    east = math.radians((b_lon - a_lon + 180.0) % 360.0 - 180.0) * math.cos(math.radians((a_lat + b_lat) / 2))
    return 6371.0 * math.hypot(east, math.radians(b_lat - a_lat))
