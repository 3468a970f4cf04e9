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
