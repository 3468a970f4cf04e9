"""Which names that the parser takes for bodies or nothing are persons': whom “he” or “she” means right afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from saidwho.linking.actors_called import person_called
from saidwho.linking.actors_owners import Held
from saidwho.linking.actors_phrases import head_token
from saidwho.linking.coreference import Entity
from saidwho.linking.coreference_salience import PERSONAL
from saidwho.linking.names_tables import heads, organisation
from saidwho.nouns import noun_class
from saidwho.parsing import Parse
from saidwho.records import Attribution

WORDS = 4
"""Words of the longest such name."""


def mark_persons(held: Held, attributions: Sequence[Attribution]) -> None:
    """Makes persons of names that speak and are “he” or “she” in their own words or in the next that are said."""
    parse = held.parse
    ordered = sorted((a for a in attributions if a.source), key=lambda a: a.source[0].start)
    for number, attribution in enumerate(ordered):
        top = head_token(parse, attribution.source[0])
        entity = held.registry.at.get(top) if top is not None else None
        if top is None or entity is None or not _may_be(held, top, entity):
            continue
        gender = _own_words(parse, attribution)
        if gender is None and number + 1 < len(ordered):
            gender = _next_words(parse, top, ordered[number + 1])
        if gender is not None:
            entity.sort, entity.kind, entity.gender = "person", "person", gender
    for i, lower in enumerate(parse.lower):
        if lower in ("known", "called", "nicknamed") and _is_person(parse, parse.head[i]):
            person_called(held, parse.head[i])


def _is_person(parse: Parse, i: int) -> bool:
    head = heads().get(parse.lower[i])
    named = noun_class(parse.lemma[i].lower()) == "person"
    return parse.tag[i] == "NN" and (named or (head is not None and bool(head.flags & {"role", "speaks", "people"})))


def _may_be(held: Held, top: int, entity: Entity) -> bool:
    """Two to four words in capitals without an article or a body's noun, not known as anybody's."""
    parse, named = held.parse, held.registry.named[top]
    if entity.sort not in ("name", "thing", "group") or entity.kind not in (None, "organisation") or entity.id:
        return False
    words = str(entity.name).split()
    first = parse.lower[named.first - 1] if named.first else ""
    plain = 1 < len(words) <= WORDS and all(w[0].isupper() and w.lower() not in heads() for w in words)
    return plain and first not in ("the", "a", "an") and not named.told and organisation(str(entity.name)) is None


def _own_words(parse: Parse, attribution: Attribution) -> str | None:
    """“Ann Lee said she walked”."""
    for span in attribution.content:
        first = next(iter(parse.tokens_in(span)), None)
        while first is not None and parse.lower[first] in ("that", "“", '"'):
            first += 1
        if first is not None and first < len(parse) and parse.lower[first] in ("he", "she"):
            return PERSONAL[parse.lower[first]]
    return None


def _next_words(parse: Parse, top: int, following: Attribution) -> str | None:
    """“Ann Lee told the radio so. She accused nobody”: who speaks next, within a sentence or two, is a pronoun."""
    top_next = head_token(parse, following.source[0])
    if top_next is None or not 0 <= parse.sent[top_next] - parse.sent[top] <= 2:
        return None
    return PERSONAL.get(parse.lower[top_next]) if parse.lower[top_next] in ("he", "she") else None
