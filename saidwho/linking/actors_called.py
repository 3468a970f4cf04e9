"""The name that a described party goes by: “a student who gave only her name, Iva”, “a group calling itself X”."""

from __future__ import annotations

from saidwho.linking.actors_owners import Held
from saidwho.linking.actors_phrases import head_of, kind_of
from saidwho.linking.coreference import Entity
from saidwho.records import Span

_CALLING = frozenset(("call", "know", "name", "dub", "style", "nickname", "identify"))
_HIMSELF = {"himself": "m", "herself": "f"}
_OWN_NAME = {"his": "m", "her": "f"}
REACH = 9
"""Tokens behind the verb in which the name must begin."""


def called_so(held: Held, i: int) -> Entity | None:
    """“a group calling itself the X Army”, “a faction known as X”: the name that the noun goes by."""
    parse, head = held.parse, head_of(held.parse, i)[1]
    if head is None or "same" not in head.flags:
        return None
    for verb in (c for c in parse.children[i] if parse.dep[c] in ("acl", "relcl") and c > i):
        if parse.lemma[verb] not in _CALLING:
            continue
        entity = _named_behind(held, verb, ("group", "name", "place", "person", "thing"))
        if entity is not None:
            told = kind_of(parse, i)
            if entity.sort != "group" or entity.kind in (None, "organisation", "state forces"):
                entity.sort, entity.kind = "group", told or entity.kind
            return entity
    return None


def person_called(held: Held, i: int) -> Entity | None:
    """“the man, called X in the charge sheet”, “who gave his name as X”, “known as X”: a person by that name."""
    parse = held.parse
    for verb in (c for c in parse.children[i] if parse.dep[c] in ("acl", "relcl") and c > i):
        given = _name_given(held, verb)
        if parse.lemma[verb] not in _CALLING and given is None:
            continue
        if parse.dep[verb] == "relcl" and parse.lemma[verb] in _CALLING and not _passive_or_self(held, verb):
            continue
        entity = _named_behind(held, verb, ("group", "name", "person", "thing", "place"))
        if entity is not None and entity.kind in (None, "organisation", "person"):
            entity.sort, entity.kind = "person", "person"
            entity.gender = entity.gender or given or ""
            entity.roles.add(parse.lower[i])
            words = calls_himself(held, i)
            if words is not None and str(entity.name) in parse.quote(words):
                entity.name, entity.span = parse.quote(words), words
            return entity
    return None


def _passive_or_self(held: Held, verb: int) -> bool:
    """“who is known as”, “who calls himself”; not “who called Ann Lee”."""
    parse = held.parse
    below = [parse.dep[c] for c in parse.children[verb]]
    return "nsubjpass" in below or "auxpass" in below or parse.lower[verb + 1 : verb + 2] in (["himself"], ["herself"])


def _name_given(held: Held, verb: int) -> str | None:
    """The gender of whose name is given (“gave only her first name”), "" where it is not told, None where none is."""
    parse = held.parse
    for k in range(verb + 1, min(parse.right[verb], verb + 5) + 1):
        if parse.lower[k] == "name" and parse.lemma[verb] in ("give", "tell", "print", "use"):
            return next((_OWN_NAME[w] for w in parse.lower[verb:k] if w in _OWN_NAME), "")
    return None


def _named_behind(held: Held, verb: int, sorts: tuple[str, ...]) -> Entity | None:
    parse = held.parse
    for k in range(verb + 1, min(parse.right[verb], verb + REACH - 1) + 1):
        entity = held.registry.at.get(k)
        if entity is not None and entity.sort in sorts and not entity.id:
            return entity
        if parse.tag[k] in ("VBD", "VBZ", "VBP"):
            return None
    return None


def calls_himself(held: Held, i: int) -> Span | None:
    """“a man who calls himself X”, “who gave his name as X”: the words of a name that is known from nowhere else."""
    parse = held.parse
    for verb in (c for c in parse.children[i] if parse.dep[c] == "relcl" and c > i):
        after = verb + 1
        if parse.lemma[verb] in ("call", "identify", "introduce") and parse.lower[after] in _HIMSELF:
            after += 1
        elif parse.lower[verb + 1 : verb + 4] in (["his", "name", "as"], ["her", "name", "as"]):
            after += 3
        elif _name_given(held, verb) is not None:
            after = next(k for k in range(verb + 1, verb + 6) if parse.lower[k] == "name") + 1
            after += parse.word[after : after + 1] == [","]
        else:
            continue
        first = after + 1 if parse.lower[after] == "as" else after
        last = first
        while last + 1 < len(parse) and parse.word[last + 1][0].isupper() and parse.sent[last + 1] == parse.sent[i]:
            last += 1
        if parse.word[first][0].isupper():
            return parse.span(first, last)
    return None
