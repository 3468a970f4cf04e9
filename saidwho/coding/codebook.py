"""The codebook: event types, the words that tell of them, and their codes in other schemes, all read from tables.

A user's own file has the columns of `codebook/triggers.tsv` and is laid over it: its rows are tried before the
packaged ones of the same word, and a row whose type is `-` removes the word.
"""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from saidwho.errors import CodebookError
from saidwho.resources import read_table, read_text

VERSION = "1"
_TYPES, _CLASSES = "codebook/types.tsv", "codebook/classes.tsv"
_TRIGGERS, _ACLED = "codebook/triggers.tsv", "codebook/acled.tsv"
COLUMNS = ("lemma", "pos", "type", "mode", "frame", "when", "rank")
FRAMES = ("agent", "harm", "fire", "blast", "meet", "speak", "deed", "incident", "meetnoun")
KEYS = (
    "subj", "obj", "mod", "prep", "prt", "with", "of", "on", "in", "into", "at",
    "upon", "as", "to", "against", "for", "from", "over", "under", "topic", "sent", "word", "up",
    "xcomp", "left", "passive", "byaccident", "light", "ofhead",
)  # fmt: skip
TOPICS = ("sport", "labour", "war", "disaster", "abduction")


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
    _lay(triggers, rows_of(read_text(_TRIGGERS), _TRIGGERS), types, _TRIGGERS)
    hashed = hashlib.sha256()
    for name in (_TYPES, _CLASSES, _TRIGGERS, _ACLED):
        hashed.update(read_text(name).encode())
    if path is not None:
        text = read_own(path)
        hashed.update(text.encode())
        _lay(triggers, rows_of(text, path), types, path)
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


def read_own(path: str) -> str:
    """The words of a user's file. Raises `CodebookError`."""
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(
            f"the codebook '{path}' cannot be read ({error}). Expected a tab-separated text file."
        ) from None


def rows_of(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of a table below its header; a wrong header is an error."""
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
        yield number, cells


def _lay(
    triggers: dict[tuple[str, str], tuple[Trigger, ...]],
    rows: Iterable[tuple[int, list[str]]],
    types: Mapping[str, EventType],
    name: str,
) -> None:
    """Reads rows in and lays them over what is there: own rows of a word come before the older ones."""
    own: dict[tuple[str, str], list[Trigger]] = {}
    for number, cells in rows:
        for fault in faults(cells, types, name, number):
            raise fault
        row = named(cells)
        for lemma, part in words_of(row):
            key = (row["pos"], lemma)
            if row["type"] == "-":
                triggers.pop(key, None)
                own.pop(key, None)
                continue
            own.setdefault(key, []).append(_trigger(row, lemma, part))
    for key, found in own.items():
        triggers[key] = (*found, *triggers.get(key, ()))


def named(cells: list[str]) -> dict[str, str]:
    """The cells of a row by their columns."""
    return dict(zip(COLUMNS, cells + [""] * (len(COLUMNS) - len(cells)), strict=False))


def words_of(row: Mapping[str, str]) -> list[tuple[str, str | None]]:
    """The words of a row, each with the second word that must stand with it."""
    pairs = (word.strip().partition("+") for word in row["lemma"].lower().split("|"))
    return [(lemma, part or None) for lemma, _, part in pairs]


def _trigger(row: Mapping[str, str], lemma: str, part: str | None) -> Trigger:
    mode = None if row["mode"] in ("", "-") else row["mode"]
    when = tuple(_condition(text) for text in row["when"].split(";") if text)
    return Trigger(lemma, part, row["pos"], row["type"], mode, row["frame"], when, int(row["rank"]))


def _condition(text: str) -> Condition:
    left, equals, right = text.partition("=")
    return Condition(left.rstrip("!").strip(), tuple(right.lower().split("|")) if equals else (), left.endswith("!"))


def faults(cells: list[str], types: Mapping[str, EventType], name: str, line: int) -> Iterator[CodebookError]:
    """Everything that is wrong with a row, each with the nearest right name."""
    if len(cells) > len(COLUMNS):
        yield CodebookError(f"{name} line {line}: {len(cells)} cells, expected {len(COLUMNS)}.")
        return
    row = named(cells)
    if any(not lemma for lemma, _ in words_of(row)):
        yield CodebookError(f"{name} line {line}: no word in the column 'lemma'.")
    if any(word.strip().endswith("+") for word in row["lemma"].split("|")):
        yield CodebookError(f"{name} line {line}: no word behind '+' in '{row['lemma']}'.")
    wrong = partial(_wrong, name, line)
    if row["pos"] not in ("V", "N"):
        yield wrong(row["pos"], "a part of speech", ("V", "N"))
    if row["type"] == "-":
        return
    if row["type"] not in types:
        yield wrong(row["type"], "a type", tuple(types))
    elif row["mode"] not in ("", "-", *types[row["type"]].modes):
        yield wrong(row["mode"], f"a mode of {row['type']}", types[row["type"]].modes)
    if row["frame"] not in FRAMES:
        yield wrong(row["frame"], "a frame", FRAMES)
    if row["rank"] not in ("1", "2", "3"):
        yield wrong(row["rank"], "a rank", ("1", "2", "3"))
    for condition in (_condition(text) for text in row["when"].split(";") if text):
        if condition.key not in KEYS:
            yield wrong(condition.key, "a condition", KEYS)
        elif "" in condition.values:
            yield CodebookError(f"{name} line {line}: no word behind '=' in the condition '{condition.key}'.")
        elif condition.key == "topic":
            yield from (wrong(v, "a topic", TOPICS) for v in condition.values if v not in TOPICS)


def _wrong(name: str, line: int, value: str, what: str, right: tuple[str, ...]) -> CodebookError:
    hint = nearest(value, right)
    advice = f" Did you mean '{hint}'?" if hint else ""
    expected = f"Expected one of: {', '.join(right)}." if right else "Expected none: leave it empty."
    return CodebookError(f"'{value}' in {name} line {line} is not {what}.{advice} {expected}")


def nearest(value: str, right: Iterable[str], *, cutoff: float = 0.5) -> str | None:
    """The right name that a wrong one comes nearest to, whatever its capitals."""
    by_capitals = {r.upper(): r for r in right}
    near = difflib.get_close_matches(value.upper(), by_capitals, 1, cutoff)
    return by_capitals[near[0]] if near else None
