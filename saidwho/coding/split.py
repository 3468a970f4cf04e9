"""One telling of several deeds: attacks on places that lie apart are one mention each."""

from __future__ import annotations

from saidwho.coding.clause import conjuncts, prepositional
from saidwho.coding.conditions import Scene, is_a
from saidwho.coding.grouping import Happening
from saidwho.coding.roles import reach
from saidwho.coding.roles_found import Found
from saidwho.parsing import Parse

Part = tuple[Found, frozenset[int]]
"""The roles of one deed, and the tokens of places that belong to its neighbours."""
_NAMED = frozenset(("GPE", "LOC", "FAC"))
_PLURAL = frozenset(("NNS", "NNPS"))


def split(scene: Scene, happening: Happening, found: Found) -> list[Part]:
    """One set of roles for each target or place of a coordination; people attacked together stay together."""
    main = happening.main
    if main.trigger.type != "ASSAULT" or not found.targets:
        return [(found, frozenset())]
    if main.trigger.pos == "N" and scene.parse.tag[main.token] not in _PLURAL:
        return [(found, frozenset())]
    return _by_target(scene, found) or _by_place(scene, happening, found) or [(found, frozenset())]


def _by_target(scene: Scene, found: Found) -> list[Part]:
    parse = scene.parse
    first = found.targets[0]
    joined = [n for n in _listed(parse, first) if parse.ent[n] not in ("NORP", "PERSON") or n == first]
    if (
        len(joined) < 2
        or sum(named(parse, n) for n in joined) < 2
        or not all(is_a(scene, n, ("site",)) or parse.pos[n] == "PROPN" for n in joined)
        or any(parse.tag[n] == "NNS" and not named(parse, n) for n in joined)
    ):
        return []
    rest = [n for n in found.targets[1:] if n not in joined]
    return [(Found(found.actors, [n, *rest], found.victims, found.weapons, found.places), frozenset()) for n in joined]


def _by_place(scene: Scene, happening: Happening, found: Found) -> list[Part]:
    """“Targets in Kest and Portava”: several targets in two places; where people died, it stays one."""
    parse = scene.parse
    target = found.targets[0]
    if found.victims or parse.tag[target] not in _PLURAL or is_a(scene, target, ("people",)):
        return []
    for at in (target, *reach(scene, happening)):
        for word, n in prepositional(parse, at):
            if word not in ("in", "at", "near", "across"):
                continue
            places = conjuncts(parse, n)
            if not parse.ent[n]:
                for deeper, b in prepositional(parse, n):
                    places = conjuncts(parse, b) if deeper == "of" else places
            if len(places) > 1 and all(parse.pos[p] == "PROPN" and parse.ent[p] != "NORP" for p in places):
                return [(found, frozenset(p for p in places if p != own)) for own in places]
    return []


def named(parse: Parse, n: int) -> bool:
    """Whether a name stands in the noun phrase: only then do two places in a list lie apart."""
    below = [n, *(c for c in parse.children[n] if parse.dep[c] in ("compound", "amod", "nmod", "poss"))]
    below += [b for c in parse.children[n] if parse.dep[c] == "prep" for b in parse.children[c]]
    return any(parse.pos[i] == "PROPN" or parse.ent[i] in (*_NAMED, "NORP") for i in below)


def _listed(parse: Parse, first: int) -> list[int]:
    """The members of a list, also those that the parser took for appositions between its commas."""
    found = conjuncts(parse, first)
    if len(found) > 1:
        for n in list(found):
            found += [c for c in parse.children[n] if parse.dep[c] == "appos" and c not in found and max(found) > c]
    return sorted(found)
