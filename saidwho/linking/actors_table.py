"""The table of known actors: armed groups, forces, parties, ministries and movements, with a user's rows laid over it.

`names` of a row mean it wherever they stand. `short` names, most of them acronyms, and `labels`, by which one side
calls the other, mean it only in a report that speaks of one of its countries: the ADF of Uganda is not Australia's.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

from saidwho.errors import ActorsError
from saidwho.resources import read_table, read_text

PATH = "actors/actors.tsv"
COLUMNS = ("name", "names", "short", "labels", "country", "kind", "since", "until", "part_of", "source")
KINDS = (
    "state forces", "police", "rebel group", "political militia", "communal militia", "armed group", "external forces",
    "government", "ministry", "party", "protesters", "civilians", "organisation", "unknown",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """A row: `name` is neutral and unique, `countries` are ISO 3166 alpha-2 codes, none for the whole world."""

    name: str
    names: tuple[str, ...]
    short: tuple[str, ...]
    labels: tuple[str, ...]
    countries: frozenset[str]
    kind: str
    since: int | None
    until: int | None
    part_of: str | None
    source: str

    @property
    def everywhere(self) -> tuple[str, ...]:
        """The names that need no country beside them."""
        single = (label for label in self.labels if " " not in label)
        return (self.name, *self.names) if self.countries else (self.name, *self.names, *self.short, *single)

    @property
    def id(self) -> str:
        """“actor:rapid-support-forces”: one identifier for all its names."""
        plain = unicodedata.normalize("NFKD", self.name.casefold().replace("'", "")).encode("ascii", "ignore").decode()
        return "actor:" + "-".join("".join(c if c.isalnum() else " " for c in plain).split())

    def begun(self, year: int | None) -> bool:
        """Whether it is not known to have begun later; whoever has ended can still be told of."""
        return self.since is None or year is None or self.since <= year

    def active(self, year: int) -> bool:
        """Whether it is not known to have begun later or ended before."""
        return self.begun(year) and (self.until is None or year <= self.until)


@dataclass(frozen=True, slots=True)
class ActorTable:
    """Rows by each of their names: see `fold`; `short` and `labels` as they are written."""

    rows: tuple[Known, ...]
    names: dict[str, Known]
    short: dict[str, tuple[Known, ...]]
    labels: dict[str, tuple[Known, ...]]

    def find(self, text: str, nations: frozenset[str], year: int | None = None) -> Known | None:
        """Whom a name means in a report that speaks of these countries, or None where it could be two."""
        text = straight(text)
        found = self.names.get(fold(text))
        if found is not None and found.begun(year):
            return found
        return _only(self.short.get(text.removeprefix("the "), ()), nations, year)

    def labelled(self, words: str, nations: frozenset[str], year: int | None = None) -> Known | None:
        """Whom one side's words, in small letters, mean in a report that speaks of these countries."""
        return _only(self.labels.get(words, ()), nations, year)


@lru_cache(maxsize=1)
def regions() -> dict[str, frozenset[str]]:
    """Countries by the words for their parts."""
    return {row["word"]: frozenset(row["country"].split("|")) for row in read_table("actors/regions.tsv")}


def fold(name: str) -> str:
    """A name as it is looked up: without “the”, in small letters; an acronym of one word keeps its capitals."""
    return name if name.isupper() and " " not in name else name.lower().removeprefix("the ")


def straight(text: str) -> str:
    """With straight apostrophes and single blanks."""
    return " ".join(text.replace("’", "'").replace("‘", "'").split())


def _only(rows: tuple[Known, ...], nations: frozenset[str], year: int | None) -> Known | None:
    fit = [row for row in rows if row.begun(year) and (not row.countries or row.countries & nations)]
    if len(fit) > 1 and year is not None:
        fit = [row for row in fit if row.active(year)]
    return fit[0] if len(fit) == 1 else None


@lru_cache(maxsize=4)
def load_actors(path: str | None = None) -> ActorTable:
    """The packaged table, with the user's file laid over it where a path is given.

    A row of the user's goes before every packaged row of one of its names; a row whose kind is `-` removes the
    packaged row of its name. Raises `ActorsError` with file, line, value and the nearest right name.
    """
    rows = list(_rows(read_text(PATH), PATH))
    own = list(_rows(own_text(path), path)) if path is not None else []
    replaced = {row.name for row in own}
    rows = [row for row in own if row.kind != "-"] + [row for row in rows if row.name not in replaced]
    return _table(rows)


def own_text(path: str) -> str:
    """The words of a user's file. Raises `ActorsError`."""
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ActorsError(
            f"the table of actors '{path}' cannot be read ({error}). Expected a tab-separated text file."
        ) from None


def _table(rows: Iterable[Known]) -> ActorTable:
    names: dict[str, Known] = {}
    short: dict[str, tuple[Known, ...]] = {}
    labels: dict[str, tuple[Known, ...]] = {}
    every = tuple(rows)
    for row in every:
        for name in (row.name, *row.names):
            names.setdefault(fold(name), row)
        for name in row.short:
            short[name] = (*short.get(name, ()), row)
        for label in row.labels:
            labels[label.lower()] = (*labels.get(label.lower(), ()), row)
    return ActorTable(every, names, short, labels)


def _rows(text: str, file: str) -> Iterator[Known]:
    header: tuple[str, ...] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [straight(cell) for cell in line.split("\t")]
        if header is None:
            header = tuple(cells)
            for column in header:
                if column not in COLUMNS:
                    _wrong(file, number, column, "a column", COLUMNS)
            if not {"name", "kind"} <= set(header):
                raise ActorsError(f"{file} line {number}: the columns 'name' and 'kind' must be there, between tabs.")
            continue
        if len(cells) > len(header):
            raise ActorsError(f"{file} line {number}: {len(cells)} cells, expected {len(header)}.")
        yield _row(dict(zip(header, cells, strict=False)), file, number)


def _row(cells: dict[str, str], file: str, number: int) -> Known:
    kind = cells.get("kind", "")
    if kind not in (*KINDS, "-"):
        _wrong(file, number, kind, "a kind", KINDS)
    if not cells["name"]:
        raise ActorsError(f"{file} line {number}: no name in the column 'name'.")
    countries = _several(cells.get("country", ""))
    for code in countries:
        if len(code) != 2 or not code.isupper() or not code.isascii():
            raise ActorsError(f"{file} line {number}: '{code}' is not a country. Expected ISO 3166 alpha-2, as 'SD'.")
    years: list[int | None] = []
    for column in ("since", "until"):
        year = cells.get(column, "")
        if year and not (year.isascii() and year.isdigit() and len(year) == 4):
            raise ActorsError(f"{file} line {number}: '{year}' in '{column}' is not a year. Expected four digits.")
        years.append(int(year) if year else None)
    if years[0] and years[1] and years[0] > years[1]:
        raise ActorsError(f"{file} line {number}: it ends in {years[1]}, before it begins in {years[0]}.")
    names, short, labels = (_several(cells.get(column, "")) for column in ("names", "short", "labels"))
    belongs, source = cells.get("part_of") or None, cells.get("source", "")
    return Known(cells["name"], names, short, labels, frozenset(countries), kind, years[0], years[1], belongs, source)


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _wrong(file: str, line: int, value: str, what: str, right: tuple[str, ...]) -> NoReturn:
    near = difflib.get_close_matches(value.lower(), right, 1, 0.5)
    advice = f" Did you mean '{near[0]}'?" if near else ""
    raise ActorsError(f"'{value}' in {file} line {line} is not {what}.{advice} Expected one of: {', '.join(right)}.")
