"""“Rabi'ah, a village west of Hama”: of places that are called alike, the one that lies where the text puts it."""

from __future__ import annotations

from collections.abc import Mapping

from saidwho.linking.gazetteer import Entry
from saidwho.linking.places_senses import Unit, kilometres
from saidwho.linking.places_words import place_words
from saidwho.parsing import Parse

WITHIN = 80.0
"""Kilometres that a place “west of” or “near” another lies from it at most."""
FAR = 120.0
"""Kilometres from which on the likeliest entry is not beside it."""
SURE = 0.5
"""Odds from which the place that the text puts another in is known."""
_AHEAD = 8
"""Tokens from the name to the word for the direction."""


def beside(parse: Parse, units: Mapping[tuple[int, int], Unit]) -> dict[int, Entry]:
    """The id of each unit -> the entry that lies beside the place that the text names with it, where its likeliest
    one does not."""
    found: dict[int, Entry] = {}
    for (_, last), unit in units.items():
        if len(unit.entries) < 2 or unit.outer is not None:
            continue
        other = _reference(parse, last, units)
        if other is None or other is unit:
            continue
        point = other.entries[other.best()]
        if point.kind not in ("city", "site", "admin2") or point.lat is None:
            continue
        fitting = [e for e in unit.entries if e.kind in ("city", "site", "admin2") and e.lat is not None]
        fitting = [e for e in fitting if e.country == point.country]
        near = sorted(fitting, key=lambda e: (kilometres(e, point), e.kind != "city"))
        best = unit.entries[unit.best()]
        if near and kilometres(near[0], point) <= WITHIN and (best.lat is None or kilometres(best, point) > FAR):
            found[id(unit)] = near[0]
    return found


def _reference(parse: Parse, last: int, units: Mapping[tuple[int, int], Unit]) -> Unit | None:
    """The place behind “, a village west of” or “, near”, in the same sentence."""
    at = last + 1
    if at < len(parse) and parse.word[at] not in (",", "(") and parse.lower[at] not in place_words("near"):
        return None
    for i in range(at, min(len(parse) - 1, at + _AHEAD)):
        if parse.sent[i] != parse.sent[last] or parse.pos[i] == "VERB":
            return None
        of = parse.lower[i + 1] == "of" and f"{parse.lower[i]} of" in place_words("near")
        if of or parse.lower[i] in place_words("near"):
            start = i + 2 if of else i + 1
            return next((unit for (first, _), unit in units.items() if first == start), None)
        if parse.word[i][0].isupper():
            return None
    return None


def inside(parse: Parse, units: Mapping[tuple[int, int], Unit]) -> dict[int, Entry | None]:
    """The id of each unit that the text puts into another place (“Ondra, a village in Arland”, “the Ondra quarter of
    Portava”) while its likeliest entry lies in another country -> the entry that lies there, None where none does."""
    starts = {first: unit for (first, _), unit in units.items()}
    found: dict[int, Entry | None] = {}
    for (_, last), unit in units.items():
        best = unit.entries[unit.best()]
        outer = _container(parse, last, starts)
        if outer is None or outer is unit or unit.outer is not None or best.kind not in ("city", "admin2", "site"):
            continue
        wide = outer.entries[outer.best()]
        if not wide.country or wide.country == best.country or outer.odds[outer.best()] < SURE:
            continue
        there = [e for e in unit.entries if e.country == wide.country and e.kind in ("city", "admin2", "site")]
        found[id(unit)] = max(there, key=lambda e: e.population, default=None)
    return found


def _container(parse: Parse, last: int, starts: Mapping[int, Unit]) -> Unit | None:
    """The place behind “, a village in”, “quarter of”, “, in the north of”."""
    told = False
    for i in range(last + 1, min(len(parse), last + 1 + _AHEAD)):
        if parse.sent[i] != parse.sent[last]:
            return None
        if i in starts:
            return starts[i] if told and parse.lower[i - 1] in ("in", "of", "the") else None
        word = parse.lower[i]
        told = told or word in place_words("settlement") or (i == last + 1 and word == ",")
        plain = word in ("in", "of", "the", "a", "an", ",", "-") or word in place_words("side")
        if not (plain or word in place_words("settlement") or parse.pos[i] == "ADJ"):
            return None
    return None
