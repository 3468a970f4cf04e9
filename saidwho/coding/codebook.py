"""The codebook: event types, the words that tell of them, and their codes in other schemes, all read from tables.

A user's own file has the columns of `codebook/triggers.tsv` and is laid over it: its rows are tried before the
packaged ones of the same word, and a row whose type is `-` removes the word.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

from saidwho.errors import CodebookError
from saidwho.resources import read_table, read_text

VERSION = "1"
_TYPES, _CLASSES = "codebook/types.tsv", "codebook/classes.tsv"
_TRIGGERS, _ACLED = "codebook/triggers.tsv", "codebook/acled.tsv"
COLUMNS = ("lemma", "pos", "type", "mode", "frame", "when", "rank")
FRAMES = ("agent", "harm", "fire", "blast", "meet", "speak", "deed", "incident", "meetnoun")
KEYS = (
    "subj", "obj", "mod", "prep", "prt", "with", "of", "on", "in", "into", "at",
    "upon", "as", "to", "against", "topic", "sent", "word", "up",
    "xcomp", "left", "passive", "byaccident", "light", "ofhead",
)  # fmt: skip
TOPICS = ("sport", "labour", "war", "disaster")


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold around a trigger: `key` is a place in the clause, `values` classes or lemmas."""

    key: str
    values: tuple[str, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class Trigger:
    """A row of the trigger table: one word (with `part`, a word among its dependents) in one reading."""

    lemma: str
    part: str | None
    pos: str
    type: str
    mode: str | None
    frame: str
    when: tuple[Condition, ...]
    rank: int


@dataclass(frozen=True, slots=True)
class EventType:
    """A type of the codebook with the CAMEO codes of itself (under None) and of its modes."""

    name: str
    quad: int
    cameo: Mapping[str | None, str]

    @property
    def modes(self) -> tuple[str, ...]:
        """The names of its modes, in the order of the table."""
        return tuple(mode for mode in self.cameo if mode is not None)


@dataclass(frozen=True, slots=True)
class AcledRule:
    """A row of the mapping to ACLED; empty cells hold always. See coding/acled.py."""

    type: str
    modes: tuple[str, ...]
    when: tuple[str, ...]
    code: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Codebook:
    """All of it. `hash` is the sha256 over every table it was made of."""

    version: str
    hash: str
    types: Mapping[str, EventType]
    triggers: Mapping[tuple[str, str], tuple[Trigger, ...]]
    classes: Mapping[str, frozenset[str]]
    acled: tuple[AcledRule, ...]

    def cameo(self, type_: str, mode: str | None) -> str | None:
        """The CAMEO code nearest to a type and mode, or None for an unknown type."""
        found = self.types.get(type_)
        return None if found is None else found.cameo.get(mode, found.cameo[None])


@lru_cache(maxsize=4)
def load_codebook(path: str | None = None) -> Codebook:
    """The packaged codebook, with the user's file laid over it where a path is given.

    Raises `CodebookError` with the file, the line, the value and the nearest right name.
    """
    types = _types()
    classes = _classes()
    triggers: dict[tuple[str, str], tuple[Trigger, ...]] = {}
    _lay(triggers, _rows(read_text(_TRIGGERS), _TRIGGERS), types, classes, _TRIGGERS)
    hashed = hashlib.sha256()
    for name in (_TYPES, _CLASSES, _TRIGGERS, _ACLED):
        hashed.update(read_text(name).encode())
    if path is not None:
        text = _read_own(path)
        hashed.update(text.encode())
        _lay(triggers, _rows(text, path), types, classes, path)
    return Codebook(VERSION, hashed.hexdigest(), types, triggers, classes, _acled())


def _types() -> dict[str, EventType]:
    cameo: dict[str, dict[str | None, str]] = {}
    quads: dict[str, int] = {}
    for row in read_table(_TYPES):
        mode = None if row["mode"] == "-" else row["mode"]
        cameo.setdefault(row["type"], {})[mode] = row["cameo"]
        quads[row["type"]] = int(row["quad"])
    return {name: EventType(name, quads[name], codes) for name, codes in cameo.items()}


def _classes() -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for row in read_table(_CLASSES):
        words.setdefault(row["class"], set()).update(row["words"].split())
    return {name: frozenset(found) for name, found in words.items()}


def _acled() -> tuple[AcledRule, ...]:
    return tuple(
        AcledRule(
            row["type"],
            tuple(row["mode"].split()),
            tuple(row["when"].split()),
            (row["event_type"], row["sub_event_type"]) if row["event_type"] != "-" else None,
        )
        for row in read_table(_ACLED)
    )


def _read_own(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(
            f"the codebook '{path}' cannot be read ({error}). Expected a tab-separated text file."
        ) from None


def _rows(text: str, name: str) -> Iterable[tuple[int, dict[str, str]]]:
    """(line number, cells) of a table; a wrong header or too many cells is an error."""
    header: list[str] | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            if tuple(header) != COLUMNS:
                raise CodebookError(
                    f"{name} line {number}: the columns are {', '.join(header)}; expected "
                    f"{', '.join(COLUMNS)}, separated by tabs."
                )
            continue
        if len(cells) > len(header):
            raise CodebookError(f"{name} line {number}: {len(cells)} cells, expected {len(header)}.")
        yield number, dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))


def _lay(
    triggers: dict[tuple[str, str], tuple[Trigger, ...]],
    rows: Iterable[tuple[int, dict[str, str]]],
    types: Mapping[str, EventType],
    classes: Mapping[str, frozenset[str]],
    name: str,
) -> None:
    """Reads rows in and lays them over what is there: own rows of a word come before the older ones."""
    own: dict[tuple[str, str], list[Trigger]] = {}
    for number, row in rows:
        if row["pos"] not in ("V", "N"):
            _wrong(name, number, row["pos"], "a part of speech", ("V", "N"))
        for word in row["lemma"].lower().split("|"):
            lemma, _, part = word.strip().partition("+")
            if not lemma:
                raise CodebookError(f"{name} line {number}: no word in the column 'lemma'.")
            key = (row["pos"], lemma)
            if row["type"] == "-":
                triggers.pop(key, None)
                own.pop(key, None)
                continue
            own.setdefault(key, []).append(_trigger(row, lemma, part or None, types, classes, f"{name}\0{number}"))
    for key, found in own.items():
        triggers[key] = (*found, *triggers.get(key, ()))


def _trigger(
    row: Mapping[str, str],
    lemma: str,
    part: str | None,
    types: Mapping[str, EventType],
    classes: Mapping[str, frozenset[str]],
    where: str,
) -> Trigger:
    name, number = where.split("\0")
    line = int(number)
    if row["type"] not in types:
        _wrong(name, line, row["type"], "a type", tuple(types))
    mode = None if row["mode"] in ("", "-") else row["mode"]
    if mode is not None and mode not in types[row["type"]].modes:
        _wrong(name, line, mode, f"a mode of {row['type']}", types[row["type"]].modes)
    if row["frame"] not in FRAMES:
        _wrong(name, line, row["frame"], "a frame", FRAMES)
    if row["rank"] not in ("1", "2", "3"):
        _wrong(name, line, row["rank"], "a rank", ("1", "2", "3"))
    when = tuple(_condition(part_, name, line) for part_ in row["when"].split(";") if part_)
    return Trigger(lemma, part, row["pos"], row["type"], mode, row["frame"], when, int(row["rank"]))


def _condition(text: str, name: str, line: int) -> Condition:
    left, equals, right = text.partition("=")
    negated = left.endswith("!")
    key = left.rstrip("!").strip()
    if key not in KEYS:
        _wrong(name, line, key, "a condition", KEYS)
    values = tuple(right.lower().split("|")) if equals else ()
    if key == "topic":
        for value in values:
            if value not in TOPICS:
                _wrong(name, line, value, "a topic", TOPICS)
    return Condition(key, values, negated)


def _wrong(name: str, line: int, value: str, what: str, right: tuple[str, ...]) -> NoReturn:
    near = difflib.get_close_matches(value.upper(), [r.upper() for r in right], 1, 0.5)
    hint = next((r for r in right if near and r.upper() == near[0]), None)
    advice = f" Did you mean '{hint}'?" if hint else ""
    raise CodebookError(f"'{value}' in {name} line {line} is not {what}.{advice} Expected one of: {', '.join(right)}.")
