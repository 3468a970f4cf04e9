"""Named places: countries, towns of 15,000 and more and first-level units of GeoNames; regions, seas and sites.

Read when first needed, from packaged tables; nothing is downloaded. The names of towns stay text: sorted lines in which
a name is looked up by halving.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from saidwho.resources import read_table, read_text

Kind = Literal["country", "admin1", "region", "sea", "city", "site"]


class Entry(NamedTuple):
    """A place of the gazetteer. `admin1` is the unit's name, `population` 0 where unknown.

    The position of a town is GeoNames'; that of a country or a unit is the mean of its towns', that of a region or
    a site is rough.
    """

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


@lru_cache(maxsize=1)
def generics() -> frozenset[str]:
    """Words for a first-level unit (“province”)."""
    return frozenset(r["word"] for r in read_table("linking/places_words.tsv") if r["class"] == "unit")


class Gazetteer:
    """Folded name -> entries: countries and regions first, then the most populous."""

    def __init__(self) -> None:
        self._towns = _lines("linking/towns.tsv")
        self._names = _lines("linking/town_names.tsv")
        self._middles = {r["code"]: (float(r["lat"]), float(r["lon"])) for r in read_table("linking/middles.tsv")}
        self._units: dict[str, str] = {}
        self._listed: dict[str, dict[Entry, None]] = {}
        self._found: dict[str, tuple[Entry, ...]] = {}
        self._of_row: dict[int, Entry] = {}
        for name, entry in self._tables():
            self._listed.setdefault(fold(name), {})[entry] = None

    def __getitem__(self, key: str) -> tuple[Entry, ...]:
        return self.get(key)

    def __contains__(self, key: str) -> bool:
        return bool(self.get(key))

    def get(self, key: str, default: tuple[Entry, ...] = ()) -> tuple[Entry, ...]:
        """The entries of a folded name, none where nothing is called so."""
        if key not in self._found:
            self._found[key] = self._look_up(key)
        return self._found[key] or default

    def _look_up(self, key: str) -> tuple[Entry, ...]:
        entries = dict(self._listed.get(key, {}))
        stem, _, last = key.rpartition(" ")
        if stem and last in generics():
            entries |= {e: None for e in self._listed.get(stem, ()) if e.kind == "admin1"}
        entries |= {entry: None for entry in self._town(key)}
        return tuple(sorted(entries, key=_order) if len(entries) > 1 else entries)

    def _town(self, key: str) -> Iterator[Entry]:
        at = bisect_left(self._names, f"{key}\t")
        if at == len(self._names):
            return
        name, _, rows = self._names[at].partition("\t")
        if name == key:
            for row in rows.split():
                yield self._row(int(row))

    def _row(self, number: int) -> Entry:
        if number not in self._of_row:
            geonames, name, unit, lat, lon, population = self._towns[number].split("\t")
            self._of_row[number] = Entry(
                int(geonames), name, "city", unit[:2], self._units.get(unit), float(lat), float(lon), int(population)
            )
        return self._of_row[number]

    def _tables(self) -> Iterator[tuple[str, Entry]]:
        yield from self._admin1()
        yield from self._countries()
        for row in read_table("linking/regions.tsv"):
            kind: Any = row["class"]
            names = (row["name"], *filter(None, row["names"].split("|")))
            if kind == "city":
                towns = [e for e in self._town(fold(row["name"])) if e.country == row["country"]]
                yield from ((name, entry) for entry in towns[:1] for name in names)
                continue
            position = float(row["lat"]), float(row["lon"])
            entry = Entry(None, row["name"], kind, row["country"] or None, None, *position, 0)
            yield from ((name, entry) for name in names)

    def _admin1(self) -> Iterator[tuple[str, Entry]]:
        for row in read_table("linking/admin1.tsv"):
            lat, lon = self._middles.get(row["code"], (None, None))
            entry = Entry(int(row["geonames"]), row["name"], "admin1", row["country"], row["name"], lat, lon, 0)
            self._units[row["code"]] = row["name"]
            for name in (row["name"], *filter(None, row["names"].split("|"))):
                yield name, entry
                words = name.split()
                if len(words) > 1 and words[-1].lower() in generics():
                    yield " ".join(words[:-1]), entry
                elif len(words) > 2 and words[0].lower() in generics() and words[1].lower() == "of":
                    yield " ".join(words[2:]), entry

    def _countries(self) -> Iterator[tuple[str, Entry]]:
        ids = {row["id"]: row for row in read_table("linking/countries.tsv")}
        for row in read_table("linking/states.tsv"):
            known = ids.get(row["id"])
            if known is None:
                continue
            lat, lon = self._middles.get(row["id"], (None, None))
            number, people = int(known["geonames"]), int(known["population"])
            entry = Entry(number, row["name"], "country", row["id"], None, lat, lon, people)
            for name in (row["name"], known["name"], *filter(None, row["names"].split("|"))):
                yield name, entry


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The packaged gazetteer."""
    return Gazetteer()


def _lines(path: str) -> list[str]:
    """The rows of a table as text, without remark and header."""
    lines = read_text(path).rstrip("\n").split("\n")
    return lines[next(n for n, line in enumerate(lines) if not line.startswith("#")) + 1 :]


def _order(entry: Entry) -> tuple[int, int, int]:
    return ({"country": 0, "region": 1, "sea": 1}.get(entry.kind, 2), -entry.population, entry.geonames or 0)
