"""Articles of a corpus with other names of places in them: the recogniser trains on them besides the articles.

The corpora are mostly American, and the parser knows American towns. Abroad it takes a town for a person or a body, or
for nothing. So each article is told once more with towns and units of another country (the same place for the same
name, a town in the unit that stands for its own) and with towns' names for people's last names. A part of the
names counts as unknown to the gazetteer.
"""

from __future__ import annotations

import random
import re
import sqlite3
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from saidwho.linking.gazetteer import Entry, fold, gazetteer
from saidwho.linking.places_names import short_forms
from saidwho.parsing import Parse

ENGLISH = frozenset(("US", "CA", "GB", "AU", "NZ", "IE"))
FEWEST_TOWNS, FEWEST_UNITS = 60, 4
UNKNOWN = 3
"""One in so many of the new names counts as unlisted."""
PERSONS = 0.5
"""Share of the people who get a town's name."""
Change = tuple[int, int, str]
Record = dict[str, Any]


def is_hidden(name: str) -> bool:
    """Whether a new name counts as one that the gazetteer lacks."""
    return zlib.crc32(fold(name).encode()) % UNKNOWN == 0


@contextmanager
def without(hidden: Iterable[str]) -> Iterator[None]:
    """The gazetteer without the places of these keys."""
    known = gazetteer()._found
    known.update({key: () for key in hidden})
    yield
    for key in hidden:
        known.pop(key, None)


def renamed(record: Record, parse: Parse) -> tuple[Record, set[str]] | None:
    """The article with other names, and the keys of those that count as unlisted; None where nothing changes."""
    chance = random.Random(f"{record['corpus']}{record['doc_id']}")
    names = _Names(chance)
    changes, new = _of_places(record, names)
    if not changes:
        return None
    changes += _of_people(record, parse, names, changes)
    text, moved = _applied(record["text"], sorted(changes))
    toponyms = []
    for t in record["toponyms"]:
        start, end = moved(t["start"]), moved(t["end"])
        toponyms.append(t | {"start": start, "end": end, "name": text[start:end]})
    hidden = {fold(name) for name in new if is_hidden(name)}
    return record | {"doc_id": f"{record['doc_id']}+", "text": text, "toponyms": toponyms}, hidden


class _Names:
    """Other places for those of one article, each time the same."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._country: dict[str, str] = {}
        self._unit: dict[tuple[str, str | None], str] = {}
        self._town: dict[tuple[str, str, str | None], str] = {}

    def country(self, code: str) -> str:
        if code not in self._country:
            self._country[code] = (
                self._chance.choice(sorted(_units())) if code in ENGLISH or code not in _units() else code
            )
        return self._country[code]

    def unit(self, code: str, name: str | None) -> str:
        known = self._unit.get((code, name))
        if known is None:
            known = self._unit[code, name] = self._chance.choice(sorted(_units()[self.country(code)]))
        return known

    def town(self, entry: Entry) -> str:
        key = (entry.country or "", entry.name, entry.admin1)
        if key not in self._town:
            unit = self.unit(entry.country or "", entry.admin1)
            self._town[key] = self._spelt(self._chance.choice(_units()[self.country(entry.country or "")][unit]))
        return self._town[key]

    def surname(self) -> str:
        for _ in range(20):
            towns = _units()[self._chance.choice(sorted(_units()))]
            name = self._spelt(self._chance.choice(towns[self._chance.choice(sorted(towns))]))
            if " " not in name and "-" not in name:
                break
        return name

    def _spelt(self, name: str) -> str:
        """News mostly leaves accents out."""
        return plain(name) if self._chance.random() < 0.7 else name


def plain(name: str) -> str:
    """The name without accents."""
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace("‘", "'").replace("’", "'")


@lru_cache(maxsize=1)
def _units() -> dict[str, dict[str, list[str]]]:
    """Country -> first-level unit -> its towns, of countries where English is not the first language."""
    path = gazetteer()._path
    with sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True) as base:
        rows = base.execute(
            "SELECT p.country, u.name, p.name FROM place p JOIN place u ON u.id = p.unit1 "
            "WHERE p.kind = 'city' AND u.kind = 'admin1' ORDER BY p.country, u.name, p.population DESC, p.name"
        ).fetchall()
    found: dict[str, dict[str, list[str]]] = {}
    for country, unit, town in rows:
        if country not in ENGLISH and town[0].isupper():
            found.setdefault(country, {}).setdefault(unit, []).append(town)
    large = {c: u for c, u in found.items() if len(u) >= FEWEST_UNITS and sum(map(len, u.values())) >= FEWEST_TOWNS}
    return {c: {unit: towns[:60] for unit, towns in units.items()} for c, units in large.items()}


def _of_places(record: Record, names: _Names) -> tuple[list[Change], set[str]]:
    index, changes, new = gazetteer(), [], set()
    taken = 0
    for t in sorted(record["toponyms"], key=lambda t: t["start"]):
        if t["start"] < taken:
            continue
        written = record["text"][t["start"] : t["end"]]
        other = _other(written, t, index, names)
        if other is None:
            continue
        changes.append((t["start"], t["end"], other.upper() if written.isupper() and len(written) > 4 else other))
        new.add(other)
        taken = t["end"]
    return changes, new


def _other(written: str, t: Record, index: Any, names: _Names) -> str | None:
    short = short_forms().get(written)
    entries = index.get(short[0]) if short else index.get(fold(written))
    for e in entries:
        if not e.country or not t.get("geonameid") or e.geonames != t["geonameid"]:
            continue
        if e.kind == "city":
            return names.town(e)
        if e.kind == "admin1" and e.country in ENGLISH:
            return plain(names.unit(e.country, e.name))
    return None


def _of_people(record: Record, parse: Parse, names: _Names, taken: list[Change]) -> Iterator[Change]:
    """Last names of people whom the article calls by two words, everywhere in it."""
    used = [(s, e) for s, e, _ in taken] + [(t["start"], t["end"]) for t in record["toponyms"]]
    found: list[Change] = []
    for first, past, kind in list(parse.entities()):
        word = parse.word[past - 1]
        if kind != "PERSON" or past - first < 2 or not word.isalpha() or len(word) < 3 or not word[0].isupper():
            continue
        if any(text == word for _, _, text in found) or names._chance.random() > PERSONS:
            continue
        other = names.surname()
        for match in re.finditer(rf"\b{re.escape(word)}\b", record["text"]):
            if all(match.end() <= s or match.start() >= e for s, e in used):
                found.append((match.start(), match.end(), other))
                used.append((match.start(), match.end()))
    yield from found


def _applied(text: str, changes: list[Change]) -> tuple[str, Any]:
    """The new text, and where an offset of the old one lies in it."""
    parts, at, shift = [], 0, 0
    shifts: list[tuple[int, int]] = []
    for start, end, other in changes:
        parts += [text[at:start], other]
        shift += len(other) - (end - start)
        shifts.append((end, shift))
        at = end
    parts.append(text[at:])

    def moved(offset: int) -> int:
        return offset + next((s for end, s in reversed(shifts) if offset >= end), 0)

    return "".join(parts), moved
