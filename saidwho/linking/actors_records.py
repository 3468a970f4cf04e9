"""The `Actor` record of a party and the words that mean it."""

from __future__ import annotations

from saidwho.linking.actors_offices import affiliation
from saidwho.linking.actors_owners import Held, Meant, Use
from saidwho.linking.actors_phrases import kind_of
from saidwho.linking.coreference_salience import PLURAL, PRONOUNS
from saidwho.linking.names import neutral, uncounted
from saidwho.records import Actor, Span


def actor_of(held: Held, span: Span, top: int, found: Meant, use: Use) -> Actor:
    parse, entity = held.parse, found.entity
    written = parse.quote(span)
    if entity is None:
        return _unlinked(held, span, top, found, use)
    name, kind, identifier, where = entity.name, entity.kind, entity.id, entity.span
    if entity.sort == "state" and top in held.registry.at:
        people = parse.tag[top] in ("NNS", "NNPS") and parse.dep[top] not in ("amod", "compound", "nmod")
        named = held.registry.named[top]
        if use != "source" and people and named.state is not None and named.state.use == "people":
            name, kind, identifier = uncounted(written) or named.text, "people", None
        elif use == "target" and named.state is not None and named.state.use == "seat":
            name, kind, identifier = named.text, "place", None
    if name is not None and use == "target" and entity.sort != "state" and top in held.unnamed:
        name = uncounted(written)
    unknown = {} if name is not None else {"name": found.reason or "unnamed"}
    if name is None and use == "actor" and parse.lower[top] in PRONOUNS:
        span, written = where, parse.quote(where)
    body = affiliation(held, entity)
    row = held.known.get(id(entity))
    if row is not None and name is not None:
        identifier, body = row.id, body or row.part_of
    if body is None and use == "source" and (entity.sort == "person" or kind in ("spokesperson", "officials")):
        unknown["affiliation"] = "no body or party stands beside the words"
    if kind is None and entity.sort != "name":
        kind = {"group": "organisation", "person": "person", "place": "place"}.get(entity.sort) if name else None
    if name is None and use == "target":
        where = entity.span if parse.lower[top] in PLURAL else span
        name = uncounted(parse.quote(where)) if where is not span or parse.lower[top] not in PRONOUNS else None
        unknown = {} if name else {"name": found.reason or "unnamed"}
    return Actor(
        span=span,
        as_written=written,
        name=name,
        name_span=where if name is not None else None,
        kind=kind,
        affiliation=body,
        id=identifier,
        score=round(found.score, 2),
        others=found.others,
        unknown=unknown,
    )


def _unlinked(held: Held, span: Span, top: int, found: Meant, use: Use) -> Actor:
    """Words that stand for no party of the article: a target is called by them, a source stays unnamed."""
    parse = held.parse
    written = parse.quote(span)
    common = parse.pos[top] in ("NOUN", "PROPN", "ADJ", "VERB", "NUM") and parse.lower[top] not in PRONOUNS
    name = uncounted(written) if use == "target" and common else None
    reason = found.reason or "unnamed"
    if use == "target" and common and name is None:
        reason = "the words are a label of one side" if neutral(written) is None else "a number without a name"
    return Actor(
        span=span,
        as_written=written,
        name=name,
        name_span=span if name else None,
        kind=kind_of(parse, top),
        score=round(found.score, 2) if name is None else 1.0,
        others=found.others,
        unknown={} if name else {"name": reason},
    )
