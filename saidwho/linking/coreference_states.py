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
    found |= {id(e): e for e in _with_forces(parse, registry)}
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
    bare = entity.sort == "person" and not (entity.roles or entity.office or entity.gender)
    plain = entity.kind in (None, "organisation", "place") and entity.sort in ("place", "group", "name", "thing")
    plain = plain or bare
    return plain and entity.id is None and entity.name is not None and " " not in entity.name


def _has_powers(parse: Parse, registry: Registry, token: int) -> bool:
    """“X's army”, “the army of X”, “X's foreign minister”, “the Republic of X”."""
    named = registry.named[token]
    behind = named.last + 1
    if behind + 1 < len(parse) and parse.word[behind] in ("'s", "’s", "'", "’"):
        owned = parse.head[named.last]
        return parse.dep[named.last] == "poss" and _is_power(parse, owned)
    if _closes_border(parse, named.last):
        return True
    of = parse.head[named.last]
    if parse.dep[named.last] != "pobj" or parse.lower[of] != "of" or not parse.word[named.first].istitle():
        return False
    over = parse.head[of]
    return parse.lower[over] in ("republic", "government") or _is_power(parse, over)


def _closes_border(parse: Parse, i: int) -> bool:
    """“X closed its border”."""
    verb = parse.head[i]
    if parse.dep[i] != "nsubj" or parse.lemma[verb] not in ("close", "seal", "shut", "reopen"):
        return False
    things = [c for c in parse.children[verb] if parse.dep[c] == "dobj" and parse.lemma[c] in ("border", "frontier")]
    return any(parse.tag[k] == "PRP$" for c in things for k in parse.children[c])


def _with_forces(parse: Parse, registry: Registry) -> list[Entity]:
    """“Tarania”, where the text has a “Taranian navy”."""
    words = {
        str(e.name).lower()
        for token, e in registry.at.items()
        if _may_be(e) and parse.dep[token] in ("amod", "compound", "nmod") and _is_power(parse, parse.head[token])
    }
    named = [e for e in registry.entities if _may_be(e)]
    return [e for e in named if any(_is_adjective(w, str(e.name).lower()) for w in words)]


def _is_adjective(word: str, name: str) -> bool:
    stem = name.rstrip("aeiouy")
    alike = len(stem) > 2 and word.startswith(stem) and word.endswith(_ENDINGS)
    return alike and word != name and 0 < len(word) - len(stem) <= 4


def _is_power(parse: Parse, i: int) -> bool:
    lower = parse.lower[i]
    if lower in _POWERS or (lower == "force" and parse.lower[i - 1] == "air"):
        return True
    return lower in _QUALIFIED and (parse.lower[i - 1] in _FIELDS or parse.lower[i + 2 : i + 3] == ["defence"])


def _add_adjectives(registry: Registry, state: Entity) -> None:
    """“Kasvian” for Kasvia: the words mean the state, like those of a listed one."""
    name = str(state.name).lower()
    for token, entity in list(registry.at.items()):
        word = (entity.name or "").lower()
        if _is_adjective(word, name) and entity is not state and _may_be(entity):
            registry.at[token] = state
            registry.adjectives[word] = name
            if entity in registry.entities:
                registry.entities.remove(entity)
