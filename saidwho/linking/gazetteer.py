"""Named places: countries, units, populated places and airports of a gazetteer file; regions, seas, sites and other
names of a packaged table laid over it.

The file is built once (`gazetteer_file`) and then only read; nothing is downloaded.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from saidwho.errors import DataDamaged
from saidwho.linking.gazetteer_build import OTHER, OWN, STEM
from saidwho.linking.gazetteer_file import made_of, ready, version_of
from saidwho.linking.gazetteer_fold import fold
from saidwho.resources import read_table

__all__ = ["Entry", "Gazetteer", "fold", "gazetteer", "generics", "ordinary_words"]

Kind = Literal["country", "admin1", "admin2", "region", "sea", "city", "site"]
SAME, WIDE = 0.3, 3.0
"""Degrees within which a rough position and a dump's are one site, and one region or sea."""
KEPT = 100_000
"""Names whose entries are kept in memory."""


class Entry(NamedTuple):
    """A place of the gazetteer. `admin1` and `admin2` are the units' names, `population` 0 where unknown.

    `point`: the position is the source's own. Where it is not, that of a country or a unit is the middle of its places,
    and that of a region or a site is rough. `sort`: how the name looked up belongs to it (`gazetteer_build.OWN`, …).
    """

    geonames: int | None
    name: str
    kind: Kind
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int
    admin2: str | None = None
    feature: str = ""
    sort: int = OWN
    point: bool = False


_SELECT = """
SELECT n.key, p.geonames, p.name, p.kind, p.country, u.name, p.lat, p.lon, p.population, w.name, p.feature, n.sort,
    p.point
FROM name n JOIN place p ON p.id = n.place LEFT JOIN place u ON u.id = p.unit1 LEFT JOIN place w ON w.id = p.unit2
"""
_BY_KEY, _BATCH = f"{_SELECT} WHERE n.key = ?", 200
_BY_KEYS = f"{_SELECT} WHERE n.key IN ({','.join('?' * _BATCH)})"


@lru_cache(maxsize=1)
def ordinary_words() -> frozenset[str]:
    """Folded words that are a town somewhere, but in news nearly always something else."""
    return frozenset(row["word"] for row in read_table("linking/places_not.tsv"))


@lru_cache(maxsize=1)
def generics() -> frozenset[str]:
    """Words for an administrative unit (“province”)."""
    return frozenset(r["word"] for r in read_table("linking/places_words.tsv") if r["class"] == "unit")


def of_level(entries: tuple[Entry, ...], word: str) -> tuple[Entry, ...]:
    """The entries that a word for a unit fits: a district is rather of the second level, a province of the first."""
    units = tuple(e for e in entries if e.kind in ("admin1", "admin2", "region"))
    level = "admin2" if word in _second() else "admin1"
    return tuple(e for e in units if e.kind == level) or units or entries


@lru_cache(maxsize=1)
def _long_generics() -> tuple[str, ...]:
    """Those of several words, with the blank before them."""
    return tuple(sorted(f" {word}" for word in generics() if " " in word))


@lru_cache(maxsize=1)
def _second() -> frozenset[str]:
    return frozenset(r["word"] for r in read_table("linking/places_words.tsv") if r["class"] == "second")


class Gazetteer:
    """Folded name -> entries: countries and regions first, then the most populous."""

    def __init__(self) -> None:
        self._path = ready()
        self.version = version_of(self._path)
        self.imported = "dumps" in made_of(self._path)
        self._local = threading.local()
        self._found: dict[str, tuple[Entry, ...]] = {}
        self._capitals: dict[str, tuple[Entry | None, bool]] = {}
        self._over: dict[str, dict[Entry, None]] = {}
        for name, entry in self._tables():
            self._over.setdefault(fold(name), {})[entry] = None

    def __getitem__(self, key: str) -> tuple[Entry, ...]:
        return self.get(key)

    def __contains__(self, key: str) -> bool:
        return bool(self.get(key))

    def get(self, key: str, default: tuple[Entry, ...] = ()) -> tuple[Entry, ...]:
        """The entries of a folded name, none where nothing is called so."""
        if key not in self._found:
            self.prepare((key,))
        return self._found[key] or default

    def prepare(self, keys: Iterable[str]) -> None:
        """Looks names up together: faster than one by one."""
        if len(self._found) > KEPT:
            self._found = {}
        new = sorted({key for key in keys if key not in self._found})
        stems = {key: _stem(key) for key in new}
        wanted = sorted({*new, *filter(None, stems.values())})
        rows: dict[str, list[Entry]] = {}
        for at in range(0, len(wanted), _BATCH):
            part = wanted[at : at + _BATCH]
            for key, *cells in self._ask(part):
                rows.setdefault(key, []).append(_entry(cells))
        for key in new:
            self._found[key] = self._merge(key, stems[key], rows)

    def capital(self, country: str) -> tuple[Entry | None, bool]:
        """The capital of a country, and whether it is its largest town: another may have been the capital before."""
        if country not in self._capitals:
            sql = f"{_SELECT} WHERE p.country = ? AND p.kind = 'city' AND n.sort = 0 ORDER BY p.population DESC, p.id"
            towns = [_entry(cells) for _, *cells in self._read(sql, (country,))]
            found = next((e for e in towns if e.feature == "PPLC"), None)
            self._capitals[country] = found, bool(found) and found == towns[0]
        return self._capitals[country]

    def _ask(self, keys: list[str]) -> list[Any]:
        if len(keys) == 1:
            return self._read(_BY_KEY, keys)
        return self._read(_BY_KEYS, keys + [""] * (_BATCH - len(keys)))

    def _read(self, sql: str, values: Sequence[str]) -> list[Any]:
        try:
            return self._base().execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise DataDamaged(
                f"the gazetteer '{self._path}' cannot be read ({error}). Delete it: it is built again."
            ) from None

    def _base(self) -> sqlite3.Connection:
        """A connection of this process and thread: none may be carried over."""
        held = getattr(self._local, "held", None)
        if held is None or held[0] != os.getpid():
            base = sqlite3.connect(f"{self._path.as_uri()}?mode=ro&immutable=1", uri=True, cached_statements=8)
            base.execute("PRAGMA cache_size = -8000")
            held = self._local.held = (os.getpid(), base)
        found: sqlite3.Connection = held[1]
        return found

    def _merge(self, key: str, stem: str, rows: dict[str, list[Entry]]) -> tuple[Entry, ...]:
        entries = dict(self._over.get(key, {}))
        for entry in rows.get(key, ()):
            entries[entry] = None
        if stem:
            within = (*self._over.get(stem, ()), *rows.get(stem, ()))
            units = tuple(e for e in within if e.kind in ("admin1", "admin2"))
            word = key.removeprefix(f"{stem} ")
            if not units and word in _second():
                units = tuple(_around(e) for e in within if e.kind == "city" and e.sort == OWN)
            entries |= {e._replace(sort=OWN): None for e in of_level(units, word)}
        if self.imported:
            entries = _without_doubles(entries)
        kept: dict[tuple[Any, ...], Entry] = {}
        for entry in sorted(entries, key=lambda e: (e.sort, e.geonames is None)):
            kept.setdefault((entry.geonames or entry.name, entry.kind, entry.country), entry)
        return tuple(sorted(kept.values(), key=_order))

    def _tables(self) -> Iterator[tuple[str, Entry]]:
        for row in read_table("linking/states.tsv"):
            known = next((e for e in self._rows(fold(row["name"]), row["id"]) if e.kind == "country"), None)
            known = known or next(self._countries(row["id"]), None)
            if known is None:
                continue
            entry = known._replace(name=row["name"], sort=OWN)
            for name in (row["name"], *filter(None, row["names"].split("|"))):
                yield name, entry
        for row in read_table("linking/supplement.tsv"):
            yield from self._supplement(row)

    def _supplement(self, row: dict[str, str]) -> Iterator[tuple[str, Entry]]:
        """A row's names: of the town or the first-level unit that they stand for, or of a place that only it has."""
        kind: Any = row["class"]
        names = (row["name"], *filter(None, row["names"].split("|")))
        meant = {"city": ("city",), "region": ("admin1", "region")}.get(kind, ())
        known = [e for name in names for e in self._rows(fold(name), row["country"] or None) if e.kind in meant]
        if known:
            entry = min(known, key=lambda e: (e.sort, -e.population, e.geonames or 0))._replace(sort=OWN)
        elif kind == "city":
            return
        else:
            entry = Entry(
                None, row["name"], kind, row["country"] or None, None, float(row["lat"]), float(row["lon"]), 0
            )
        yield from ((name, entry) for name in names)

    def _rows(self, key: str, country: str | None) -> list[Entry]:
        return [e for e in (_entry(cells) for _, *cells in self._ask([key])) if e.country == country]

    def _countries(self, code: str) -> Iterator[Entry]:
        sql = f"{_SELECT} WHERE p.kind = 'country' AND p.country = ? AND n.sort = 0"
        for _, *cells in self._read(sql, (code,)):
            yield _entry(cells)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer, opened at the first call and kept."""
    return Gazetteer()


def _entry(cells: list[Any]) -> Entry:
    geonames, name, kind, country, unit1, lat, lon, people, unit2, feature, sort, point = cells
    if kind == "admin1":
        unit1 = name
    return Entry(geonames, name, kind, country, unit1, lat, lon, people, unit2, feature, sort, bool(point))


def _around(town: Entry) -> Entry:
    """The district that is called like a town and has no entry of its own: about where the town is."""
    return town._replace(geonames=None, kind="admin2", admin2=None, feature="", point=False)


def _without_doubles(entries: dict[Entry, None]) -> dict[Entry, None]:
    """Leaves out a rough position of the supplement where a dump has the place itself."""
    exact = [e for e in entries if e.geonames is not None and e.kind in ("site", "region", "sea")]
    return {e: None for e in entries if e.geonames is not None or not any(_one_place(e, x) for x in exact)}


def _one_place(rough: Entry, exact: Entry) -> bool:
    if rough.kind != exact.kind or (rough.country or exact.country) != (exact.country or rough.country):
        return False
    if rough.lat is None or rough.lon is None or exact.lat is None or exact.lon is None:
        return False
    return max(abs(rough.lat - exact.lat), abs(rough.lon - exact.lon)) < (SAME if rough.kind == "site" else WIDE)


def _stem(key: str) -> str:
    """“kano” of “kano state”: the name without the word for a unit."""
    for phrase in _long_generics():
        if key.endswith(phrase):
            return key.removesuffix(phrase)
    stem, _, last = key.rpartition(" ")
    return stem if last in generics() else ""


def _order(entry: Entry) -> tuple[int, int, int, int]:
    first = {"country": 0, "region": 1, "sea": 1}.get(entry.kind, 2)
    return (first, entry.sort == STEM or (entry.sort == OTHER and first > 0), -entry.population, entry.geonames or 0)
