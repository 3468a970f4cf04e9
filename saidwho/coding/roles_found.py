"""Who did it, to what, to whom: the heads of the roles while they are gathered, and what may be one."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from saidwho.coding.clause import prepositional, verb
from saidwho.coding.conditions import Scene, is_a
from saidwho.coding.weapon_owners import owner
from saidwho.resources import read_table

AIMS = frozenset(("on", "against", "at", "targeting", "into", "upon", "towards", "toward", "inside"))


@dataclass(slots=True)
class Found:
    """Head tokens of the roles, in order, before they become spans."""

    actors: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    victims: list[int] = field(default_factory=list)
    weapons: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def add(self, where: list[int], token: int | None) -> None:
        """Adds a head that is not there yet."""
        if token is not None and token not in where:
            where.append(token)


@lru_cache(maxsize=1)
def states() -> frozenset[str]:
    """Short names that stand before a deed for its doer, never for its place (“a US raid”)."""
    return frozenset(word for row in read_table("coding/short_names.tsv") for word in row["words"].split())


def aimed(scene: Scene, i: int, found: Found) -> None:
    """What the deed is aimed at, after “on”, “against”, “at”, “into”."""
    parse = scene.parse
    scene_only = not verb(parse, i)  # “the shooting at the gate”: where it was, if no people are there
    for word, n in prepositional(parse, i):
        if (
            word == "at"
            and scene_only
            and (
                parse.ent[n] in ("GPE", "LOC", "FAC")
                or not is_a(scene, n, ("people", "armed", "troops", "crowd", "garrison"))
            )
        ):
            continue
        if word in AIMS and parse.ent[n] not in ("DATE", "TIME") and not _time_or_idea(scene, n):
            found.add(found.targets, n)


def _time_or_idea(scene: Scene, n: int) -> bool:
    return is_a(scene, n, ("notaim",))


def actor_of(scene: Scene, n: int | None, found: Found) -> None:
    """Adds a doer; of a weapon, whoever it belongs to."""
    weapon_or(scene, n, found, found.actors)
    if n is not None and n in found.weapons and (whose := owner(scene, n)) is not None:
        weapon_or(scene, whose, found, found.actors)


def weapon_or(scene: Scene, n: int | None, found: Found, where: list[int] | None) -> None:
    """A subject that is a weapon acts for nobody; an idea or a force of nature is no actor."""
    if n is None:
        return
    parse = scene.parse
    if parse.lower[n] in ("nobody", "none", "what", "neither", "names") or any(
        parse.dep[c] == "det" and parse.lower[c] in ("no", "neither") for c in parse.children[n]
    ):
        return
    if parse.lemma[n] in scene.book.classes["wheels"] and parse.ent[n] == "":
        return
    if is_a(scene, n, ("weapon",)) or (where is None and is_a(scene, n, ("blastable",))):
        if parse.lemma[n] not in ("vehicle", "car", "truck", "bus") and parse.pos[n] != "NUM":
            found.add(found.weapons, n)
        return
    if where is found.actors and is_a(scene, n, ("stones",)) and not parse.ent[n]:
        found.add(found.weapons, n)  # “injured by stones”
        return
    if (
        where is None
        or parse.lemma[n] in scene.book.classes["nature"]
        or parse.lemma[n] in scene.book.classes["violence"]
    ):
        return
    if (
        parse.ent[n] in ("DATE", "TIME")
        or parse.pos[n] == "DET"
        or (parse.lower[n] in ("it", "there", "this", "that", "which") and parse.dep[n] == "expl")
    ):
        return
    if parse.lemma[n] in scene.book.classes["abstract"] or parse.lemma[n] in scene.book.classes["intention"]:
        return
    found.add(where, n)
