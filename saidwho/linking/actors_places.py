"""Which names of parties are towns': what the recogniser of places finds is neither a person nor a group."""

from __future__ import annotations

from collections.abc import Sequence

from saidwho.linking.coreference import Entity, Registry
from saidwho.linking.names_tables import organisation
from saidwho.linking.places_found import Named as Toponym
from saidwho.parsing import Parse

_SORTS = ("person", "group", "name", "thing")
_KINDS = (None, "person", "organisation")
_ACTING = frozenset(("nsubj", "agent"))


def mark_places(parse: Parse, registry: Registry, toponyms: Sequence[Toponym]) -> None:
    """Makes places of the parties whose name is a place's wherever the text has it.

    A titled person, a body that the text calls one, and whoever acts or says something stay what they are.
    """
    found = {(t.first, t.last) for t in toponyms if t.use == "place" and t.place.name}
    told: dict[int, list[bool]] = {}
    for token, entity in registry.at.items():
        named = registry.named[token]
        if token == named.last and _may_be(entity):
            as_place = (named.first, named.last) in found and parse.dep[token] not in _ACTING
            told.setdefault(id(entity), []).append(as_place)
    for entity in registry.entities:
        if all(told.get(id(entity), [False])):
            entity.sort, entity.kind = "place", None


def _may_be(entity: Entity) -> bool:
    plain = entity.sort in _SORTS and entity.kind in _KINDS and entity.id is None and entity.name is not None
    return plain and not (entity.roles or entity.office or entity.gender) and organisation(str(entity.name)) is None
