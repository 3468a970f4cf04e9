"""Reads what GeoNames publishes: dumps of places (`allCountries.zip`, `UA.zip`) and of alternate names.

Everything streams, a megabyte at a time. A file that is not one is refused with its line.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO, NamedTuple, cast

from saidwho.errors import NotADump, UnreadableSource
from saidwho.resources import read_table

CLASSES = "APSHLTRUV"
COLUMNS, NAME_COLUMNS = 19, (10, 8)
"""Columns of a dump of places, and of alternate names (with and without the years of a name)."""
_CHUNK = 1 << 20
_LONGEST = 1 << 18
"""Bytes of the longest line: the longest of the full dump has some 12,000."""
_SWELLS, _FREE = 50, 64 << 20
"""How often a dump may be larger than its archive (GeoNames' are four times), from this size on."""
_OTHERS = {
    4: "a list of units (admin1CodesASCII, admin2Codes)",
    8: "alternate names: give it with --alternate-names",
    10: "alternate names: give it with --alternate-names",
    12: "GeoNames' postal codes, which have the same file names",
}
_NOT_NAMES = frozenset("link wkdt post iata icao faac tcid unlc abbr phon piny fr_1793".split())
"""“Languages” of alternate names that are codes, links and abbreviations."""
Tell = Callable[[int, int], None]
"""Is told the bytes read and all bytes."""


class Row(NamedTuple):
    """A place of a dump, with the codes of its units (“UA.07”, “UA.07.6459”)."""

    geonames: int
    name: str
    names: tuple[str, ...]
    lat: float
    lon: float
    kind: str
    feature: str
    country: str | None
    code1: str
    code2: str
    population: int


@lru_cache(maxsize=1)
def _kinds() -> dict[tuple[str, str], str]:
    return {(row["class"], row["code"]): row["kind"] for row in read_table("linking/features.tsv")}


def kind_of(feature_class: str, code: str) -> str | None:
    """What a feature is here; None for those left out. Historical ones (“ADM1H”) are."""
    kinds = _kinds()
    if code.endswith("H") and code[:-1] in ("ADM1", "ADM2", "PCL"):
        return None
    kind = kinds.get((feature_class, code)) or kinds.get((feature_class, "-"), "-")
    return None if kind == "-" else kind


def places(path: Path, *, classes: str, countries: frozenset[str], tell: Tell) -> Iterator[Row | None]:
    """The rows of a dump, None for each that is not wanted. Raises `NotADump`."""
    for number, line in _lines(path, tell):
        cells = line.split("\t")
        if len(cells) != COLUMNS:
            raise NotADump(_wrong_columns(path, number, cells))
        if cells[6] not in classes or (countries and cells[8] not in countries):
            yield None
            continue
        kind = kind_of(cells[6], cells[7])
        yield _row(path, number, cells, kind) if kind else None


def _row(path: Path, number: int, cells: list[str], kind: str) -> Row:
    country = cells[8]
    try:
        row = Row(
            int(cells[0]),
            cells[1],
            (cells[2], *cells[3].split(",")),
            float(cells[4]),
            float(cells[5]),
            kind,
            cells[7],
            country or None,
            f"{country}.{cells[10]}" if cells[10] else "",
            f"{country}.{cells[10]}.{cells[11]}" if cells[11] else "",
            int(cells[14] or 0),
        )
    except ValueError as error:
        raise NotADump(f"'{path}' line {number:,}: {error}. Expected a row of GeoNames.") from None
    if not (-90 <= row.lat <= 90 and -180 <= row.lon <= 180 and 0 < row.geonames < 1 << 40 and row.population >= 0):
        raise NotADump(f"'{path}' line {number:,}: a number or position that no place has. Expected a row of GeoNames.")
    if country and not (len(country) == 2 and country.isascii() and country.isupper()):
        raise NotADump(f"'{path}' line {number:,}: '{country[:20]}' is no country. Expected two capitals (ISO 3166).")
    return row


def alternate_names(path: Path, tell: Tell) -> Iterator[tuple[int, str]]:
    """Numbers and names of a file of alternate names, without codes, links and past names. Raises `NotADump`."""
    for number, line in _lines(path, tell):
        cells = line.split("\t")
        if len(cells) not in NAME_COLUMNS or not cells[1].isdecimal():
            raise NotADump(
                f"'{path}' line {number:,} has {len(cells)} columns. Expected GeoNames' alternate names "
                "(alternateNamesV2.zip): 10 columns with tabs, the place's number in the second."
            )
        if cells[2] not in _NOT_NAMES and cells[7] != "1":
            yield int(cells[1]), cells[3]


def _wrong_columns(path: Path, number: int, cells: list[str]) -> str:
    said = f"'{path}' line {number:,} has {len(cells)} columns, and a dump of GeoNames has {COLUMNS}, with tabs between"
    if number > 1:
        return f"{said}: the file is damaged or cut short. Fetch it again."
    looks = _OTHERS.get(len(cells))
    return (
        f"{said}. {f'This looks like {looks}.' if looks else 'Expected allCountries.zip or a country such as UA.zip.'}"
    )


def _lines(path: Path, tell: Tell) -> Iterator[tuple[int, str]]:
    """Numbered lines. Memory is bounded whatever the file holds."""
    number, rest, read = 0, b"", 0
    with _opened(path) as (stream, total, packed):
        while True:
            chunk = _read(path, stream)
            read += len(chunk)
            if packed and read > _FREE and read > _SWELLS * packed:
                raise NotADump(f"'{path}' grows to over {_SWELLS} times its size when unpacked: no dump does.")
            *lines, rest = (rest + chunk).split(b"\n")
            if len(rest) > _LONGEST:
                raise NotADump(f"'{path}' line {number + len(lines) + 1:,} does not end: this is no dump of GeoNames.")
            if not chunk:
                lines, rest = [rest] if rest else [], b""
            for line in lines:
                number += 1
                yield number, _decoded(path, number, line)
            tell(read, total)
            if not chunk:
                break
    if not number:
        raise NotADump(f"'{path}' is empty. Expected a dump of GeoNames.")


def _decoded(path: Path, number: int, line: bytes) -> str:
    try:
        return line.decode("utf-8").rstrip("\r")
    except UnicodeDecodeError as error:
        raise NotADump(
            f"'{path}' line {number:,} is not UTF-8 (byte {error.start + 1}). Dumps of GeoNames are. Fetch it again."
        ) from None


def _read(path: Path, stream: IO[bytes]) -> bytes:
    try:
        return stream.read(_CHUNK)
    except (zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile, NotImplementedError) as error:
        raise NotADump(f"'{path}' is damaged or cut short ({error}). Fetch it again.") from None


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes], int, int]]:
    """The stream, about how many bytes it will give, and the size of the archive (0 where it is none)."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            begin = file.read(4)
            file.seek(0)
            if begin[:2] == b"PK":
                with _archive(path, file) as archive:
                    member = _member(path, archive)
                    with _inside(path, archive, member) as stream:
                        yield stream, member.file_size, max(1, min(size, member.compress_size))
            elif begin[:2] == b"\x1f\x8b":
                with gzip.open(file) as unpacked:
                    yield cast(IO[bytes], unpacked), size * 4, size
            else:
                yield file, size, 0
    except OSError as error:
        raise UnreadableSource(f"'{path}': {error.strerror or error}. Expected a dump of GeoNames.") from None


def _archive(path: Path, file: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except zipfile.BadZipFile as error:
        raise NotADump(f"'{path}' is no whole archive ({error}): damaged or cut short. Fetch it again.") from None


def _inside(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    try:
        return archive.open(member)
    except (RuntimeError, zipfile.BadZipFile, NotImplementedError) as error:
        raise NotADump(f"'{path}' cannot be unpacked ({error}). Expected an archive as GeoNames makes it.") from None


def _member(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The table of the archive; GeoNames puts a readme or a list of languages beside it."""
    texts = [m for m in archive.infolist() if m.filename.endswith(".txt")]
    beside = ("readme.txt", "iso-languagecodes.txt")
    texts = [m for m in texts if m.filename == f"{path.stem}.txt"] or [m for m in texts if m.filename not in beside]
    if len(texts) != 1:
        held = ", ".join(m.filename for m in archive.infolist()[:5]) or "nothing"
        raise NotADump(f"'{path}' holds {held}. Expected one table such as 'UA.txt'.")
    return texts[0]
