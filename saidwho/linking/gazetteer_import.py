"""Adds a dump of GeoNames to the gazetteer: a second file, which from then on is the one that is used.

All or nothing: it is written under another name and then moved. What the packages have keeps its name and gets the
dump's position, feature code and population. Memory stays flat: names and rows whose unit comes later lie in tables.
"""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from saidwho.errors import DataDamaged, GazetteerBusy, NotADump
from saidwho.linking.gazetteer_build import OTHER, OWN, STEM, latin, stems
from saidwho.linking.gazetteer_dump import CLASSES, Row, alternate_names, places
from saidwho.linking.gazetteer_file import alone, imported_path, ready
from saidwho.linking.gazetteer_fold import fold

DEFAULT_CLASSES = "AP"
"""Units and populated places. Sites, waters, hills and roads make many ordinary words a place's name: on wish only."""
OFFSET = 10_000_000
"""Ids of what only a dump has: this and the number of GeoNames. Those of the packages lie below."""
_BATCH = 20_000
_LONGEST = 80
_TABLES = """
CREATE TEMP TABLE fresh (key TEXT, sort INTEGER, place INTEGER);
CREATE TEMP TABLE other (key TEXT, place INTEGER);
CREATE TEMP TABLE pending (place INTEGER PRIMARY KEY, code1 TEXT, code2 TEXT);
"""
_NEW = "INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_KNOWN = """
UPDATE place SET geonames = ?, feature = ?, unit1 = COALESCE(unit1, ?), unit2 = COALESCE(unit2, ?), lat = ?, lon = ?,
    population = CASE WHEN ? > 0 THEN ? ELSE population END, point = ? WHERE id = ?
"""
Progress = Callable[[str, float, int, float], None]
"""Is told the step, the share of it done, the rows read, and the seconds since the beginning."""


@dataclass(slots=True)
class Imported:
    """What an import did."""

    path: Path
    rows: int = 0
    added: int = 0
    renewed: int = 0
    names: int = 0
    seconds: float = 0.0
    dumps: list[str] = field(default_factory=list)


def import_dump(
    dumps: Sequence[Path],
    *,
    names: Path | None = None,
    countries: Iterable[str] = (),
    classes: str = DEFAULT_CLASSES,
    progress: Progress | None = None,
) -> Imported:
    """Adds the places of dumps, and other names of a file of alternate names, to what is there.

    Raises `NotADump`, `UnreadableSource`, `GazetteerBusy` and `DataDamaged`; then the gazetteer is as it was before.
    """
    wanted = frozenset(countries)
    if not classes or set(classes) - set(CLASSES):
        raise NotADump(f"'{classes}' are no classes of GeoNames. Expected some of the letters {CLASSES}.")
    path = imported_path()
    part = path.with_name(f"{path.name}.part")
    with alone(path, wait=False) as held:
        if not held:
            raise GazetteerBusy(f"another import into '{path.parent}' is running. Wait until it is done.")
        try:
            shutil.copyfile(ready(), part)
            done = _Import(part, Imported(path), progress).run(dumps, names, wanted, classes)
            part.replace(path)
        except (sqlite3.Error, OSError) as error:
            raise DataDamaged(
                f"the gazetteer could not be written to '{path.parent}' ({error}). Nothing was changed. Make room "
                "there and in the folder for temporary files: about 200 bytes a row."
            ) from None
        finally:
            part.unlink(missing_ok=True)
    return done


def forget() -> bool:
    """Removes what was imported; whether there was anything. Raises `GazetteerBusy`."""
    path = imported_path()
    with alone(path, wait=False) as held:
        if not held:
            raise GazetteerBusy(f"an import into '{path.parent}' is running. Wait until it is done.")
        there = path.exists()
        path.unlink(missing_ok=True)
    return there


class _Import:
    """One import into a copy of the gazetteer."""

    def __init__(self, part: Path, done: Imported, progress: Progress | None) -> None:
        self._part, self._done, self._progress = part, done, progress
        self._begun = time.monotonic()
        self._units: dict[str, int] = {}
        self._known: dict[int, int] = {}
        self._countries: dict[str, int] = {}
        self._new: list[tuple[object, ...]] = []
        self._renewed: list[tuple[object, ...]] = []
        self._fresh: list[tuple[str, int, int]] = []
        self._pending: list[tuple[int, str, str]] = []

    def run(self, dumps: Sequence[Path], names: Path | None, countries: frozenset[str], classes: str) -> Imported:
        with closing(sqlite3.connect(self._part, isolation_level=None)) as base:
            base.executescript(
                "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;"
                "PRAGMA temp_store=FILE; BEGIN;" + _TABLES
            )
            self._base = base
            self._read_known(countries)
            for dump in dumps:
                self._places(dump, classes, countries)
            if names:
                self._alternates(names)
            self._tell("units", 0.0)
            self._settle()
            self._tell("names", 0.0)
            self._write_names()
            self._state(dumps, names, countries, classes)
            base.execute("COMMIT")
            self._tell("done", 1.0)
        self._done.seconds = time.monotonic() - self._begun
        return self._done

    def _tell(self, step: str, share: float) -> None:
        if self._progress:
            self._progress(step, share, self._done.rows, time.monotonic() - self._begun)

    def _read_known(self, countries: frozenset[str]) -> None:
        """The numbers of the packages' places and the codes of all units: a fixed number of each, whatever the dump."""
        base = self._base
        self._known = dict(base.execute("SELECT geonames, id FROM place WHERE geonames > 0 AND id < ?", (OFFSET,)))
        self._units = dict(base.execute("SELECT code, id FROM place WHERE kind IN ('admin1', 'admin2') AND code > ''"))
        self._countries = dict(base.execute("SELECT country, id FROM place WHERE kind = 'country'"))
        unknown = sorted(countries - set(self._countries))
        if unknown:
            raise NotADump(f"'{unknown[0]}' is no country. Expected ISO 3166 codes of two capitals, such as SD,SS.")

    def _places(self, dump: Path, classes: str, countries: frozenset[str]) -> None:
        before = self._done.added + self._done.renewed

        def tell(read: int, total: int) -> None:
            self._tell(dump.name, min(1.0, read / max(1, total)))

        for row in places(dump, classes=classes, countries=countries, tell=tell):
            self._done.rows += 1
            if row is not None:
                self._place(row)
                if len(self._fresh) >= _BATCH:
                    self._flush()
        self._flush()
        if self._done.added + self._done.renewed == before:
            only = f" in {', '.join(sorted(countries))}" if countries else ""
            raise NotADump(f"'{dump}' has no place of the classes {classes}{only}. Nothing was imported.")

    def _place(self, row: Row) -> None:
        code = row.code2 if row.kind == "admin2" else row.code1 if row.kind == "admin1" else None
        known = self._known.get(row.geonames)
        if row.kind == "country":
            known = self._countries.get(row.country or "")
            if known is None:
                return
        elif code:
            known = known or self._units.get(code)
        place = known or OFFSET + row.geonames
        if code:
            self._units.setdefault(code, place)
        unit1 = None if row.kind in ("country", "admin1") else self._units.get(row.code1)
        unit2 = None if row.kind in ("country", "admin1", "admin2") else self._units.get(row.code2)
        if row.kind not in ("country", "admin1") and (unit1 is None or (unit2 is None and row.code2)):
            self._pending.append((place, row.code1, row.code2 if row.kind != "admin2" else ""))
        lat, lon, people, point = (
            round(row.lat, 5),
            round(row.lon, 5),
            row.population,
            row.kind not in ("region", "sea"),
        )
        if known and place < OFFSET:
            self._done.renewed += 1
            self._renewed.append((row.geonames, row.feature, unit1, unit2, lat, lon, people, people, point, place))
        else:
            self._done.added += 1
            start = (place, row.geonames, row.name, row.kind, row.feature, row.country)
            self._new.append((*start, unit1, unit2, code, lat, lon, people, point))
        self._names(place, row)

    def _names(self, place: int, row: Row) -> None:
        own = fold(row.name)
        keys = {own: OWN}
        for name in row.names:
            if latin(name):
                keys.setdefault(fold(name), OTHER)
        if row.names[0]:
            keys[fold(row.names[0])] = OWN
        if row.kind in ("admin1", "admin2"):
            for stem in stems(row.name):
                keys.setdefault(fold(stem), STEM)
        self._fresh += ((key, sort, place) for key, sort in keys.items() if key and len(key) <= _LONGEST)

    def _flush(self) -> None:
        base = self._base
        base.executemany(_NEW, self._new)
        base.executemany(_KNOWN, self._renewed)
        base.executemany("INSERT INTO fresh VALUES (?, ?, ?)", self._fresh)
        base.executemany("INSERT OR REPLACE INTO pending VALUES (?, ?, ?)", self._pending)
        self._new, self._renewed, self._fresh, self._pending = [], [], [], []

    def _alternates(self, path: Path) -> None:
        def tell(read: int, total: int) -> None:
            self._tell(path.name, min(1.0, read / max(1, total)))

        batch: list[tuple[str, int]] = []
        for number, name in alternate_names(path, tell):
            key = fold(name) if latin(name) else ""
            if key and len(key) <= _LONGEST:
                batch.append((key, self._known.get(number, OFFSET + number)))
            if len(batch) >= _BATCH:
                self._base.executemany("INSERT INTO other VALUES (?, ?)", batch)
                batch = []
        self._base.executemany("INSERT INTO other VALUES (?, ?)", batch)
        self._base.execute(
            f"INSERT INTO fresh SELECT key, {OTHER}, place FROM other WHERE place IN (SELECT id FROM place)"
        )

    def _settle(self) -> None:
        """The units of rows that stand before their units in the dump."""
        rows = self._base.execute("SELECT place, code1, code2 FROM pending ORDER BY place")
        found = ((self._units.get(one), self._units.get(two), place) for place, one, two in rows)
        sql = "UPDATE place SET unit1 = COALESCE(unit1, ?), unit2 = COALESCE(unit2, ?) WHERE id = ?"
        for batch in _batches(f for f in found if f[0] or f[1]):
            self._base.executemany(sql, batch)

    def _write_names(self) -> None:
        self._base.execute(
            "INSERT OR IGNORE INTO name SELECT key, MIN(sort), place FROM fresh GROUP BY key, place ORDER BY key, place"
        )
        self._done.names = int(self._base.execute("SELECT changes()").fetchone()[0])

    def _state(self, dumps: Sequence[Path], names: Path | None, countries: frozenset[str], classes: str) -> None:
        """Writes what was imported: the record of every article names it."""
        for path in chain(dumps, [names] if names else []):
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            told = f"{path.name}@sha256:{digest[:16]}"
            if path != names:
                told += f" {''.join(c for c in CLASSES if c in classes)}"
                told += f" {'+'.join(sorted(countries))}" if countries else ""
            self._done.dumps.append(told)
        (before,) = self._base.execute("SELECT MAX(value) FROM made WHERE key = 'dumps'").fetchone()
        said = dict.fromkeys([*(before or "").split("; "), *self._done.dumps])
        told = "; ".join(filter(None, said))
        self._base.execute("INSERT OR REPLACE INTO made VALUES ('dumps', ?)", (told,))


def _batches(rows: Iterable[tuple[object, ...]]) -> Iterator[list[tuple[object, ...]]]:
    batch: list[tuple[object, ...]] = []
    for row in rows:
        batch.append(row)
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    yield batch
