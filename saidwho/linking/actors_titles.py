"""Titles name nobody again: whom “IDF spokesman”, “governor” or “rights group” in a title means stands below it."""

from __future__ import annotations

from saidwho.linking.actors_owners import Held
from saidwho.linking.actors_phrases import kind_of
from saidwho.linking.coreference import Entity
from saidwho.linking.coreference_beside import office_words
from saidwho.linking.names import nationality, shorter
from saidwho.linking.names_tables import Head, fits

SCORE = 0.75
"""How sure it is that a title's description is the one party of the report that fits it."""
_OFFICES = {
    "envoy": ("ambassador", "envoy", "diplomat", "representative"),
    "premier": ("premier", "minister", "president"),
    "pm": ("premier", "minister"),
    "chief": ("chief", "head", "director", "commander", "leader"),
    "head": ("chief", "head", "director", "leader"),
    "spokesman": ("spokesman", "spokeswoman", "spokesperson"),
    "spokeswoman": ("spokesman", "spokeswoman", "spokesperson"),
    "spokesperson": ("spokesman", "spokeswoman", "spokesperson"),
}


def in_title(held: Held, i: int) -> bool:
    """Whether a token stands in the title."""
    return i < held.title_end


def meant_below(held: Held, i: int, word: str, head: Head) -> Entity | None:
    """The one named party of the report that a noun in its title describes, or None."""
    if head.flags & {"role", "speaks"}:
        found = [e for e in held.registry.entities if e.sort == "person" and e.name and _holds_office(held, i, word, e)]
    elif "same" in head.flags or head.kind == "ngo":
        found = [e for e in held.registry.entities if e.sort == "group" and e.name and _is_such(held, i, word, e)]
    else:
        return None
    return found[0] if len(found) == 1 else None


def _holds_office(held: Held, i: int, word: str, entity: Entity) -> bool:
    if not entity.roles & set(_OFFICES.get(word, (word,))):
        return False
    parse = held.parse
    words = parse.quote(parse.span(parse.left[i], i))
    nations = nationality(words)
    if nations and entity.nations and not nations & entity.nations:
        return False
    asked = {w for w in office_words(parse, i) if not nationality(w)}
    known = entity.office | {w.lower() for w in (entity.affiliation or "").split()} | _beside(held, entity)
    return not asked or bool(asked & known)


def _beside(held: Held, entity: Entity) -> set[str]:
    """The words around a person's first names, which tell his office in full."""
    parse, words = held.parse, set()
    for where in held.mentions.get(id(entity), ())[:3]:
        named = held.registry.named[where]
        begin, past = parse.sents[parse.sent[where]]
        words |= set(parse.lower[max(begin, named.from_first - 6) : min(past, named.last + 10)])
    return words


def _is_such(held: Held, i: int, word: str, entity: Entity) -> bool:
    told = kind_of(held.parse, i)
    kinds = (told,) if told is not None else fits().get(word, ())
    return entity.kind in kinds or word in entity.words


def fuller(held: Held, entity: Entity) -> Entity | None:
    """The one group of the report of whose name a title's name is a part (“Islamic Resistance” of some country)."""
    if entity.name is None or entity.sort not in ("group", "name"):
        return None
    found = [e for e in held.registry.entities if e is not entity and e.name and shorter(entity.name, e.name)]
    return found[0] if len(found) == 1 and found[0].sort in ("group", "name") else None
