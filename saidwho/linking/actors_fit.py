"""Which words can stand for somebody who did something, or for what was hit: the rest are left out, with the reason."""

from __future__ import annotations

import re

from saidwho.linking.actors_phrases import counted, head_of, head_token, is_weapon
from saidwho.linking.coreference_salience import PRONOUNS
from saidwho.linking.names import bare
from saidwho.linking.names_tables import documents, heads, weapons
from saidwho.nouns import is_party, noun_class
from saidwho.parsing import Parse
from saidwho.records import Actor

_POINTING = frozenset(
    "those these that this whose who whom which what both each other one ones some others several".split()
)
_SITES = ("military site", "infrastructure", "locality", "state building")
_INSIDE = ("in", "at", "near", "across", "inside", "throughout")
_HITTING = ("ASSAULT", "COERCE")
"""Types whose target is somebody or something in the world; a protest or a refusal may be against an idea."""
NO_PRONOUN = "only a pronoun is given, and whom it means was not found"
NO_PARTY = "only a thing, document or number is named"


def no_doer(parse: Parse, actor: Actor) -> str | None:
    """Why words name nobody who can have done it, or None where they may: a thing did it, but not who."""
    top = head_token(parse, actor.span)
    top = counted(parse, top) if top is not None else None
    if top is None:
        return NO_PARTY
    if bare(parse.quote(parse.span(parse.left[top], top))).removeprefix("the ") in weapons("name"):
        return NO_PARTY
    if actor.name is None and actor.kind in _SITES:
        return NO_PARTY
    if actor.name is not None or actor.kind not in (None, "document"):
        return None
    if parse.lower[top] in PRONOUNS | _POINTING:
        return None if _stands_for_party(actor.unknown.get("name", "")) else NO_PRONOUN
    word, head = head_of(parse, top)
    if word in documents() or parse.tag[top] in ("CD", "JJR", "WP") or is_weapon(parse, top):
        return NO_PARTY
    return None if head is not None or is_party(parse.lemma[top].lower()) or _is_name(parse, top) else NO_PARTY


def no_target(parse: Parse, actor: Actor, event_type: str) -> str | None:
    """Why words name nothing that can be hit, or None where they may."""
    top = head_token(parse, actor.span)
    top = counted(parse, top) if top is not None else None
    if top is None:
        return NO_PARTY
    if actor.id is not None or actor.kind is not None:
        return None
    if parse.lower[top] in PRONOUNS | _POINTING and not _names_other(parse, actor):
        return NO_PRONOUN
    if parse.tag[top] in ("CD", "JJR", "WP"):
        return NO_PARTY
    if event_type not in _HITTING or head_of(parse, top)[1] is not None or _is_name(parse, top):
        return None
    return NO_PARTY if noun_class(parse.lemma[top].lower()) in ("abstract", "body") else None


def is_scene(parse: Parse, actor: Actor, event_type: str) -> bool:
    """“Bombings in Arland, which killed ten”, “the Arlandic riots”: a state only says where it was."""
    top = head_token(parse, actor.span)
    if top is None or actor.kind != "state":
        return False
    while parse.dep[top] == "conj":
        top = parse.head[top]
    return event_type == "PROTEST" or (parse.dep[top] == "pobj" and parse.lower[parse.head[top]] in _INSIDE)


def _stands_for_party(reason: str) -> bool:
    """Whether the reason why a pronoun has no name tells of somebody (“stands for “the radio stations””)."""
    words = re.findall(r"\w+", reason.lower()) if reason.startswith("stands for") else []
    return bool(words) and (words[-1] in heads() or is_party(words[-1]) or is_party(words[-1].removesuffix("s")))


def _names_other(parse: Parse, actor: Actor) -> bool:
    """Whether a pronoun's name is that of the words it stands for."""
    return actor.name is not None and actor.name.lower() != parse.quote(actor.span).lower()


def _is_name(parse: Parse, top: int) -> bool:
    """Whether a noun is written as a name where common nouns are not."""
    return parse.pos[top] == "PROPN" and parse.word[top][:1].isupper() and noun_class(parse.lower[top]) is None
