"""Which parties of an article are actors of the table: by name, by acronym in its country, by one side's label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from saidwho.linking.actors_table import ActorTable, Known, regions, straight
from saidwho.linking.coreference import Entity, Registry
from saidwho.linking.coreference_beside import top_token
from saidwho.linking.coreference_bodies import record
from saidwho.linking.names import LONGEST_STATE, key, nationality, state_of
from saidwho.linking.names_found import Named
from saidwho.parsing import Parse
from saidwho.records import Span


def identify(parse: Parse, registry: Registry, table: ActorTable, *, year: int | None = None) -> dict[int, Known]:
    """Rows of the table by `id()` of the entities that they are; two entities that are one row become one.

    A known actor has the row's kind, and where only a label gives it, the row's neutral name.
    """
    nations = frozenset(n for entity in registry.entities for n in entity.nations) | _spoken_of(parse)
    found: dict[int, Known] = {}
    home: dict[str, Entity] = {}
    told = _told(registry)
    for entity in list(registry.entities):
        known, labelled = _row_of(entity, told.get(id(entity), []), table, nations, year)
        if known is None:
            continue
        if known.name in home:
            _join(registry, entity, home[known.name])
            continue
        home[known.name] = entity
        found[id(entity)] = known
        entity.sort, entity.kind = "group", known.kind
        if labelled:
            entity.name = known.name
        elif _is_label(entity.name, known):
            _rename(parse, registry, entity, known)
    for span, known in _labels(parse, table, nations, year):
        tokens = list(parse.tokens_in(span))
        entity = home.get(known.name) or Entity(known.name, span, "group", known.kind)
        if all(registry.at.get(t) is entity for t in tokens):
            continue
        if known.name not in home:
            home[known.name] = entity
            found[id(entity)] = known
            registry.entities.append(entity)
        _put(parse, registry, tokens, entity)
    return found


def _spoken_of(parse: Parse) -> frozenset[str]:
    """Codes of the states that a text names, or whose parts it names."""
    found: set[str] = set()
    for i, word in enumerate(parse.word):
        if not word[0].isupper():
            continue
        for last in range(i, min(i + LONGEST_STATE, len(parse))):
            words = parse.quote(parse.span(i, last))
            state = state_of(words)
            found |= {state.id} if state is not None else regions().get(words, frozenset())
    return frozenset(found)


def _told(registry: Registry) -> dict[int, list[str]]:
    """The names that the text has for each entity, by its `id()`."""
    told: dict[int, list[str]] = {}
    for token in sorted(registry.named):
        texts = told.setdefault(id(registry.at[token]), [])
        if registry.named[token].text not in texts:
            texts.append(registry.named[token].text)
    return told


def _row_of(
    entity: Entity, texts: list[str], table: ActorTable, nations: frozenset[str], year: int | None
) -> tuple[Known | None, bool]:
    """The row of an entity, and whether the text calls it by labels only. Names that lead to two rows lead to none."""
    if entity.sort in ("state", "people") or entity.kind in ("media", "platform"):
        return None, False
    if entity.sort == "person" and (entity.roles or entity.office or entity.gender):
        return None, False
    near = nations | frozenset(code for text in texts for code in nationality(text))
    rows = [row for text in texts if (row := table.find(text, near, year)) is not None]
    labelled = [row for text in texts if (row := table.labelled(straight(text).lower(), near, year)) is not None]
    if any(row is not (rows or labelled)[0] for row in (*rows, *labelled)):
        return None, False
    return next(iter((*rows, *labelled)), None), not rows


def _is_label(name: str | None, known: Known) -> bool:
    return name is not None and straight(name).lower() in {label.lower() for label in known.labels}


def _rename(parse: Parse, registry: Registry, entity: Entity, known: Known) -> None:
    """Gives an entity the first of its names in the text that is no label (“Daesh, also called ISIS”)."""
    for token in sorted(t for t, there in registry.at.items() if there is entity):
        named = registry.named[token]
        if not _is_label(named.text, known):
            entity.name, entity.span = named.text, parse.span(named.first, named.last)
            return


def _join(registry: Registry, entity: Entity, home: Entity) -> None:
    """Every word for `entity` means `home` from now on."""
    for token, there in registry.at.items():
        if there is entity:
            registry.at[token] = home
    registry.what = [home if e is entity else e for e in registry.what]
    registry.bodies = [(token, home if e is entity else e) for token, e in registry.bodies]
    registry.entities = [e for e in registry.entities if e is not entity]
    home.words |= entity.words
    home.nations |= entity.nations


def _put(parse: Parse, registry: Registry, tokens: list[int], entity: Entity) -> None:
    """The words at these tokens mean `entity`."""
    first, last = tokens[0], tokens[-1]
    text = parse.quote(parse.span(first, last))
    named = Named(first, last, text, key(text), "group", entity.kind)
    for token in tokens:
        registry.at[token] = entity
        registry.named[token] = named
    known = [n for n, token in enumerate(registry.where) if first <= token <= last]
    for n in known:
        registry.what[n] = entity
    if not known:
        record(registry, top_token(parse, first, last), entity)


def _labels(parse: Parse, table: ActorTable, nations: frozenset[str], year: int | None) -> Iterator[tuple[Span, Known]]:
    """Labels in the text that mean one actor of a country of which the report speaks."""
    pattern = _pattern(tuple(table.labels))
    for match in pattern.finditer(parse.text.replace("’", "'")) if pattern else ():
        words = match.group()
        known = table.labelled(" ".join(words.lower().split()), nations, year)
        if known is not None and (" " in words or words[0].isupper()) and parse.tokens_in(Span(*match.span())):
            yield Span(*match.span()), known


@lru_cache(maxsize=4)
def _pattern(labels: tuple[str, ...]) -> re.Pattern[str] | None:
    longest = sorted(labels, key=lambda label: (-len(label), label))
    words = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in longest)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None
