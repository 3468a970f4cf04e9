"""What is held while an article is linked; for whom a spokesman, an official or a leader speaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from saidwho.linking.actors_phrases import head_of, is_definite, owners
from saidwho.linking.actors_table import Known
from saidwho.linking.coreference import Entity, Registry
from saidwho.linking.coreference_beside import top_token
from saidwho.linking.coreference_described import description
from saidwho.linking.coreference_pronouns import pronoun
from saidwho.linking.coreference_salience import PRONOUNS, Salience
from saidwho.linking.names_tables import State, heads
from saidwho.parsing import Parse
from saidwho.records import Span

Use = Literal["source", "actor", "target"]
_LEADS = frozenset(
    ("leader", "head", "chief", "commander", "secretary-general", "secretary", "chairman", "director", "founder")
)
_HEADS = ("head", "lead", "chair", "command", "run", "direct")
_SPOKES = frozenset(("spokesman", "spokeswoman", "spokesperson", "representative"))


@dataclass(slots=True)
class Meant:
    """Whom a noun phrase means: a party of the article, or a new unnamed one, or nobody for a reason."""

    entity: Entity | None
    score: float = 1.0
    others: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(slots=True)
class Held:
    """Held while one article is linked. `channels` are the words of documents and who issued them."""

    parse: Parse
    registry: Registry
    salience: Salience
    dateline: Span | None = None
    home: State | None = None
    unnamed: dict[int, Entity] = field(default_factory=dict)
    channels: list[tuple[int, str, Entity]] = field(default_factory=list)
    mentions: dict[int, list[int]] = field(default_factory=dict)
    speaking: dict[str, Entity] = field(default_factory=dict)
    title_end: int = 0
    """Tokens of the title."""
    listening: list[Entity] = field(default_factory=list)
    """Outlets that are told things."""
    joined: dict[int, Entity] = field(default_factory=dict)
    """Nouns of office whose holder is named right afterwards."""
    outlets: tuple[str, ...] = ()
    """Who prints the article: its outlet, and the agency of its dateline."""
    known: dict[int, Known] = field(default_factory=dict)
    """Rows of the table of actors, by `id()` of the entities that they are."""
    said: tuple[Span, ...] = ()
    """All that somebody is said to have said."""
    asked: set[int] = field(default_factory=set)
    """Persons whose body was looked for."""


def owner_of(held: Held, i: int, speaker: Entity | None) -> Entity | None:
    """The party that a spokesman, official or leader belongs to."""
    nearer, known = False, heads().get(held.parse.lower[i])
    of_document = known.flags if known else frozenset()
    for o in owners(held.parse, i):
        if nearer and held.parse.dep[o] in ("compound", "nmod", "amod"):
            continue
        entity = held.registry.at.get(o)
        body = held.parse.pos[o] == "ADJ" and "body" in getattr(heads().get(held.parse.lower[o]), "flags", ())
        if entity is None and (body or held.parse.pos[o] in ("NOUN", "PRON", "PROPN") or held.parse.tag[o] == "PRP$"):
            if held.parse.lower[o] in PRONOUNS or heads().get(held.parse.lower[o]):
                entity = _owned(held, o, speaker)
        issued = entity is not None and entity.sort == "person"
        issued = issued and ("document" in of_document or held.parse.lower[i] == "office")
        told = entity is not None and (entity.name or (entity.affiliation and entity.sort == "group"))
        if entity is not None and told and (entity.sort in ("group", "state", "name") or issued):
            return entity
        nearer = nearer or (entity is None and held.parse.lower[o] in heads())
    return None


def _owned(held: Held, o: int, speaker: Entity | None) -> Entity | None:
    parse = held.parse
    if parse.lower[o] in PRONOUNS:
        office = heads().get(parse.lower[parse.head[o]])
        opens = o == parse.sents[parse.sent[o]][0] and office is not None and bool(office.flags & {"role", "speaks"})
        return pronoun(held.salience, o, speaker, "source" if opens else "actor").entity
    head = heads()[parse.lower[o]]
    if head.flags & {"people", "role", "speaks", "site", "thing"}:
        return None
    if "body" not in head.flags and not (parse.dep[o] == "poss" or is_definite(parse, o)):
        return None
    words = parse.quote(parse.span(parse.left[o], o))
    return description(held.salience, o, words, parse.lower[o], speaker).entity


def name_owner(held: Held, i: int, entity: Entity, speaker: Entity | None) -> None:
    """“its foreign ministry”: the state that the pronoun means is part of the ministry's name."""
    own = next((c for c in held.parse.children[i] if held.parse.tag[c] == "PRP$"), None)
    owner = pronoun(held.salience, own, speaker, "actor").entity if own is not None else None
    if owner is not None and owner.sort == "state" and owner.name and entity.name:
        entity.name, entity.nations = f"{owner.name}'s {entity.name}", owner.nations


def owner_beside(held: Held, where: int) -> Entity | None:
    """The party that somebody named at a token speaks for or leads, from the nouns beside the name."""
    parse, named = held.parse, held.registry.named[where]
    top = top_token(parse, named.first, named.last)
    near = [c for c in parse.children[top] if parse.dep[c] in ("appos", "compound", "nmod")]
    near += [parse.head[top]] if parse.dep[top] == "appos" else []
    near += list(range(named.from_first, named.first))
    for c in near:
        word, _ = head_of(parse, c)
        if (word not in _SPOKES and word not in _LEADS) or named.first <= c <= named.last:
            continue
        found = owner_of(held, c, None)
        if found is not None and found.sort != "state" and found.kind is not None:
            return found
        for other in near:
            entity = held.registry.at.get(other)
            if entity is not None and entity.sort == "group" and word in _SPOKES | _LEADS:
                return entity
    return _headed(held, top)


def _headed(held: Held, top: int) -> Entity | None:
    """“X, who heads Y”, “who speaks for Y”: Y, or whose it is where Y is no party of the text."""
    parse = held.parse
    for verb in (c for c in parse.children[top] if parse.dep[c] == "relcl" and parse.lemma[c] in (*_HEADS, "speak")):
        below = parse.children[verb]
        if not any(parse.tag[c] == "WP" and parse.dep[c] == "nsubj" for c in below):
            continue
        if parse.lemma[verb] == "speak":
            below = [o for c in below if parse.lower[c] == "for" for o in parse.children[c]]
        for o in (c for c in below if parse.dep[c] in ("dobj", "pobj") and parse.pos[c] in ("NOUN", "PROPN")):
            entity = held.registry.at.get(o)
            if entity is None:
                entity = owner_of(held, o, None) or _owned(held, o, None) if parse.lower[o] in heads() else None
            if entity is not None and entity.name and entity.sort in ("group", "name"):
                return entity
    return None
