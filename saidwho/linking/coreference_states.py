"""States that no table lists: whoever has an army or a foreign ministry of its own is one."""

from __future__ import annotations

from saidwho.linking.coreference import Entity, Registry
from saidwho.linking.names_tables import State
from saidwho.parsing import Parse

_POWERS = frozenset(("army", "navy", "artillery", "military"))
_QUALIFIED = frozenset(("ministry", "minister", "ministers"))
_FIELDS = frozenset(("foreign", "defence", "defense", "prime"))
_ENDINGS = ("n", "i", "ese", "ish", "ic")
MARK = "?"
"""Before the name in `nations` of what belongs to an unlisted state."""


def mark_states(parse: Parse, registry: Registry) -> None:
    """Makes states of the unlisted names that have a state's powers, and their adjectives words for them."""
    found = {id(e): e for token, e in registry.at.items() if _may_be(e) and _has_powers(parse, registry, token)}
    for entity in registry.entities:
        if id(entity) in found and entity.name:
            entity.sort, entity.kind = "state", "state"
            entity.nations = frozenset((MARK + entity.name.lower(),))
    for entity in found.values():
        registry.unlisted[MARK + str(entity.name).lower()] = entity
        _add_adjectives(registry, entity)


def unlisted_state(registry: Registry, nation: str) -> State | None:
    """The state of a code that `mark_states` gave, with its adjective as the text has it."""
    entity = registry.unlisted.get(nation)
    if entity is None or entity.name is None:
        return None
    adjective = next((a for a, name in registry.adjectives.items() if name == entity.name.lower()), None)
    return State(nation, entity.name, adjective.capitalize() if adjective else f"{entity.name}'s", "name")


def _may_be(entity: Entity) -> bool:
    plain = entity.kind in (None, "organisation", "place") and entity.sort in ("place", "group", "name", "thing")
    return plain and entity.id is None and entity.name is not None and " " not in entity.name


def _has_powers(parse: Parse, registry: Registry, token: int) -> bool:
    """“X's army”, “the army of X”, “X's foreign minister”, “the Republic of X”."""
    named = registry.named[token]
    behind = named.last + 1
    if behind + 1 < len(parse) and parse.word[behind] in ("'s", "’s", "'", "’"):
        owned = parse.head[named.last]
        return parse.dep[named.last] == "poss" and _is_power(parse, owned)
    of = parse.head[named.last]
    if parse.dep[named.last] != "pobj" or parse.lower[of] != "of" or not parse.word[named.first].istitle():
        return False
    over = parse.head[of]
    return parse.lower[over] in ("republic", "government") or _is_power(parse, over)


def _is_power(parse: Parse, i: int) -> bool:
    lower = parse.lower[i]
    if lower in _POWERS or (lower == "force" and parse.lower[i - 1] == "air"):
        return True
    return lower in _QUALIFIED and (parse.lower[i - 1] in _FIELDS or parse.lower[i + 2 : i + 3] == ["defence"])


def _add_adjectives(registry: Registry, state: Entity) -> None:
    """“Kasvian” for Kasvia: the words mean the state, like those of a listed one."""
    name = str(state.name).lower()
    stem = name.rstrip("aeiouy")
    for token, entity in list(registry.at.items()):
        word = (entity.name or "").lower()
        alike = len(stem) > 2 and word.startswith(stem) and word.endswith(_ENDINGS) and 0 < len(word) - len(stem) <= 4
        if alike and word != name and entity is not state and _may_be(entity):
            registry.at[token] = state
            registry.adjectives[word] = name
            if entity in registry.entities:
                registry.entities.remove(entity)
