"""Whose weapon did it: “a rocket of the Front hit the clinic”, “the Front's drone”, “a missile fired by the army”."""

from __future__ import annotations

from functools import lru_cache

from saidwho.coding.carriers import anchor
from saidwho.coding.clause import agent, prepositional, subject, verb
from saidwho.coding.conditions import Scene, is_a
from saidwho.resources import read_table

_SENT = frozenset(("fire", "launch", "send", "shoot", "lob", "drop", "release", "dispatch", "fly"))
_PARTIES = frozenset(("ORG", "NORP", "GPE"))


@lru_cache(maxsize=1)
def _models() -> frozenset[str]:
    """Small-letter words of weapons' own names (“Katyusha”), which own nothing."""
    rows = [row["words"] for row in read_table("coding/weapons.tsv")]
    rows += [row["words"] for row in read_table("linking/weapons.tsv") if row["use"] == "name"]
    return frozenset(word for words in rows for word in words.split())


def owner(scene: Scene, n: int) -> int | None:
    """The head of the party whose weapon `n` is; where it was made, and its model, are no party."""
    parse = scene.parse
    if not is_a(scene, n, ("weapon",)) or _is_model(scene, n):
        return None
    for c in parse.children[n]:
        if parse.dep[c] in ("acl", "relcl") and parse.lemma[c] in _SENT:
            doer = agent(parse, c)
            if doer is not None:
                return doer
    for c in parse.children[n]:
        if parse.dep[c] == "poss" and _party(scene, c):
            return c
    for word, c in prepositional(parse, n):
        if word == "of" and (_party(scene, c) or is_a(scene, c, ("armed",))):
            return c
    if any(parse.lower[c] in ("made", "built", "supplied", "style", "type") for c in parse.subtree(n)):
        return None
    beside = [c for c in parse.children[n] if parse.dep[c] in ("compound", "amod", "nmod") and c < n]
    if any(_is_model(scene, c) for c in beside):
        return None  # “an Iranian Shahed drone”: who made it, not who sent it
    return next((c for c in reversed(beside) if _party(scene, c) or is_a(scene, c, ("armed",))), None)


def cause(scene: Scene, n: int) -> int | None:
    """The weapon that “caused” a blast: “the explosion was caused by a rocket of the Front”."""
    parse = scene.parse
    at = anchor(parse, n)
    up = parse.head[at]
    if parse.lemma[up] != "cause" or not verb(parse, up):
        return None
    found = agent(parse, up) if parse.dep[at] == "nsubjpass" else subject(parse, up)
    return found if found is not None and is_a(scene, found, ("weapon",)) else None


def _party(scene: Scene, i: int) -> bool:
    parse = scene.parse
    named = parse.ent[i] in _PARTIES and parse.word[i][:1].isupper()
    site = parse.lemma[i] in scene.book.classes["site"]
    return named and not site and not _is_model(scene, i) and not is_a(scene, i, ("weapon",))


def _is_model(scene: Scene, i: int) -> bool:
    return scene.parse.lower[i] in _models() and scene.parse.word[i][:1].isupper() and scene.parse.pos[i] == "PROPN"
