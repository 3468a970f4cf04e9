"""The word tables of this stage, read once: heads, titles, labels, states, peoples, organisations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from saidwho.linking.actors_table import fold, load_actors
from saidwho.resources import read_table


@dataclass(frozen=True, slots=True)
class Head:
    """What a head noun tells: the kind of party, and its flags (see `linking/heads.tsv`)."""

    kind: str
    flags: frozenset[str]


@dataclass(frozen=True, slots=True)
class State:
    """A state by its ISO 3166 alpha-2 code; `use` is how the words point to it."""

    id: str
    name: str
    adjective: str
    use: Literal["name", "people", "seat"]


@dataclass(frozen=True, slots=True)
class Title:
    """A word before a person's name: gender ("m", "f", "") and the office that “the …” can point back to."""

    gender: str
    role: str


@lru_cache(maxsize=1)
def heads() -> dict[str, Head]:
    """Head nouns of parties, in small letters."""
    return {r["word"]: Head(r["kind"], frozenset(r["flags"].split("|"))) for r in read_table("linking/heads.tsv")}


@lru_cache(maxsize=1)
def documents() -> frozenset[str]:
    """Nouns for what is issued by somebody: a statement, a report."""
    return frozenset(word for word, head in heads().items() if "document" in head.flags)


@lru_cache(maxsize=1)
def qualifiers() -> dict[str, str]:
    """Words that tell the kind of a “group”: “armed”, “rights”."""
    return {r["word"]: r["kind"] for r in read_table("linking/qualifiers.tsv")}


@lru_cache(maxsize=1)
def titles() -> dict[str, Title]:
    """Words that stand before a person's name."""
    return {r["word"]: Title(r["gender"], r["role"]) for r in read_table("linking/titles.tsv")}


@lru_cache(maxsize=1)
def labels() -> dict[str, str]:
    """Words of one side for another: `strip`, `name` or `low`."""
    return {r["word"]: r["use"] for r in read_table("linking/labels.tsv")}


@lru_cache(maxsize=1)
def peoples() -> frozenset[str]:
    """Peoples, faiths and regions: they name no party."""
    return frozenset(r["word"] for r in read_table("linking/peoples.tsv"))


@lru_cache(maxsize=1)
def fits() -> dict[str, tuple[str, ...]]:
    """Which kinds a definite description may stand for, best first."""
    return {r["word"]: tuple(r["kinds"].split("|")) for r in read_table("linking/fits.tsv")}


@lru_cache(maxsize=2)
def weapons(use: str) -> frozenset[str]:
    """Weapons and vehicles, in small letters: common nouns (`noun`) or names (`name`)."""
    return frozenset(r["words"] for r in read_table("linking/weapons.tsv") if r["use"] == use)


@lru_cache(maxsize=8)
def joiners(use: str) -> frozenset[str]:
    """Small words inside names."""
    return frozenset(r["word"] for r in read_table("linking/joiners.tsv") if r["use"] == use)


@lru_cache(maxsize=1)
def states() -> dict[str, State]:
    """States by every phrase that names them, in small letters; `label` phrases included."""
    table: dict[str, State] = {}
    by_id: dict[str, State] = {}
    for row in read_table("linking/states.tsv"):
        adjective = row["people"].split("|")[0]
        named = State(row["id"], row["name"], adjective, "name")
        by_id[row["id"]] = named
        for word in (row["name"], *row["names"].split("|")):
            table.setdefault(word.lower(), named)
        for word in row["people"].split("|"):
            table.setdefault(word.lower(), State(row["id"], row["name"], adjective, "people"))
        for word in row["seats"].split("|"):
            table.setdefault(word.lower(), State(row["id"], row["name"], adjective, "seat"))
    for row in read_table("linking/label_states.tsv"):
        table[row["phrase"]] = by_id[row["id"]]
    table.pop("", None)
    return table


@lru_cache(maxsize=1)
def people_of() -> dict[str, str]:
    """The ISO code of a state by its adjectives and the names of its people, in small letters."""
    return {word: state.id for word, state in states().items() if state.use == "people"}


@lru_cache(maxsize=1)
def label_states() -> frozenset[str]:
    """Phrases of one side that stand for one state."""
    return frozenset(r["phrase"] for r in read_table("linking/label_states.tsv"))


@lru_cache(maxsize=1)
def kingdoms() -> frozenset[str]:
    """Codes of the states that “the kingdom” may stand for."""
    return frozenset(r["id"] for r in read_table("linking/states.tsv") if r["form"] == "kingdom")


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation known the world over."""

    name: str
    kind: str
    names: tuple[str, ...]


@lru_cache(maxsize=1)
def organisations() -> dict[str, Organisation]:
    """Known organisations and actors by each of their names, in small letters; acronyms keep their capitals."""
    table: dict[str, Organisation] = {}
    rows = [
        Organisation(r["name"], r["kind"], (r["name"], *(n for n in r["names"].split("|") if n)))
        for r in read_table("linking/organisations.tsv")
    ]
    rows += [Organisation(row.name, row.kind, row.everywhere) for row in load_actors().rows]
    for known in rows:
        for text in known.names:
            table.setdefault(fold(text), known)
    return table


def organisation(name: str) -> Organisation | None:
    """The known organisation of a name, or None."""
    return organisations().get(name) or organisations().get(fold(name))
