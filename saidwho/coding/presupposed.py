"""Whether a deed is told or only taken for known: “the bombings will not stop us”, “aid for victims of the attack”.

Who speaks so presupposes it and does not say that it happened (on definite descriptions: Karttunen 1974).
"""

from __future__ import annotations

from functools import lru_cache

from saidwho.coding.carriers import anchor, carrier
from saidwho.coding.clause import verb
from saidwho.coding.grouping import Happening
from saidwho.coding.triggers import Candidate
from saidwho.nouns import is_party
from saidwho.parsing import Parse
from saidwho.resources import read_table

_ARGUMENT = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "dative", "poss"))
_MODIFIER = frozenset(("compound", "nmod", "amod"))


@lru_cache(maxsize=8)
def _words(use: str) -> frozenset[str]:
    return frozenset(r["word"] for r in read_table("coding/presupposing.tsv") if r["use"] == use)


def is_presupposed(parse: Parse, happening: Happening) -> bool:
    """Whether every word for the deed takes it for known."""
    return all(_given(parse, member) for member in happening.members)


def _given(parse: Parse, member: Candidate) -> bool:
    token = member.token
    if member.trigger.pos != "N":
        return parse.dep[token] in ("relcl", "acl") and _known_people(parse, parse.head[token])
    if carrier(parse, token) is not None:
        return False
    noun = anchor(parse, token)
    head = parse.head[noun]
    if parse.dep[noun] in _MODIFIER and parse.pos[head] in ("NOUN", "PROPN"):
        return True
    if parse.dep[noun] == "pobj":
        return _aside(parse, noun, head)
    if parse.dep[noun] not in _ARGUMENT or not verb(parse, head):
        return parse.dep[noun] == "poss"
    role = "object" if parse.dep[noun] in ("dobj", "nsubjpass", "dative") else "subject"
    return _points_back(parse, noun) and parse.lemma[head] not in _words(role)


def _aside(parse: Parse, noun: int, preposition: int) -> bool:
    """“After the attack”, “victims of the bombings”; not “had a role in the attack”, which says who did it."""
    tied = parse.head[preposition]
    if parse.lemma[tied] in _words("author") and parse.dep[tied] not in _MODIFIER:
        return False
    word = parse.lower[preposition]
    known = _points_back(parse, noun)
    return (known and word in _words("known") | _words("behind")) or (
        word in _words("behind") and not _is_new(parse, noun)
    )


def _known_people(parse: Parse, noun: int) -> bool:
    """“Those killed there”, “the man who was shot”; “it was the gang that seized them” tells it."""
    if parse.dep[noun] == "attr":
        return False
    people = parse.lower[noun] in _words("points") or is_party(parse.lemma[noun].lower())
    return people and (parse.lower[noun] in _words("points") or _points_back(parse, noun))


def _points_back(parse: Parse, noun: int) -> bool:
    """“The attack”, “those bombings”, “Friday's blasts”: a deed that the reader is taken to know."""
    own = [c for c in parse.children[noun] if c < noun]
    return any(parse.lower[c] in _words("points") or parse.dep[c] == "poss" for c in own)


def _is_new(parse: Parse, noun: int) -> bool:
    """“An attack”, “two attacks”, “another attack”: a deed that is brought up."""
    own = [c for c in parse.children[noun] if c < noun]
    return any(parse.dep[c] in ("det", "nummod") or parse.tag[c] == "CD" for c in own)
