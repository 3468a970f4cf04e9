"""Nouns that name a deed, and words that only carry it out (“launched a strike”) or count it (“a wave of attacks”)."""

from __future__ import annotations

from functools import lru_cache

from saidwho.coding.clause import CLIMB, passive, verb
from saidwho.parsing import Parse
from saidwho.resources import read_table


@lru_cache(maxsize=1)
def transparent() -> frozenset[str]:
    """Nouns that only count or shape the event behind them."""
    return frozenset(word for row in read_table("coding/transparent.tsv") for word in row["words"].split())


@lru_cache(maxsize=1)
def light_verbs() -> dict[str, tuple[str, str]]:
    """Verbs that only carry out what their object names: (who did it, what it says of the deed)."""
    return {row["verb"]: (row["actor"], row["stage"]) for row in read_table("coding/light_verbs.tsv")}


def anchor(parse: Parse, token: int) -> int:
    """The word whose place in the clause is the deed's: past nouns that only count it (“a wave of attacks”)."""
    for _ in range(CLIMB):
        head = parse.head[token]
        if parse.dep[token] == "pobj" and parse.lower[head] in ("of", "including", "as", "like"):
            above = parse.head[head]
            if above != head and parse.lemma[above] in transparent():
                token = above
                continue
        if parse.dep[token] in ("compound", "nmod", "amod") and parse.lemma[head] in transparent():
            token = head
            continue
        if parse.dep[token] in ("conj", "appos") and parse.pos[head] in ("NOUN", "PROPN"):
            token = head
            continue
        return token
    return token


def carrier(parse: Parse, token: int) -> int | None:
    """The light verb that carries out the deed a noun names, or None."""
    at = anchor(parse, token)
    head = parse.head[at]
    if head == at:
        return None
    if parse.dep[at] in ("dobj", "nsubjpass", "nsubj") and verb(parse, head) and parse.lemma[head] in light_verbs():
        if parse.dep[at] == "nsubj" and not passive(parse, head):
            return None
        return head
    if parse.dep[at] in ("acl", "relcl"):
        return None
    for c in parse.children[at]:
        if parse.dep[c] in ("acl", "relcl") and parse.lemma[c] in light_verbs() and passive(parse, c):
            return c
    if parse.dep[at] == "pobj" and parse.lower[head] in ("in", "on", "out", "under", "to"):
        up = parse.head[head]
        if parse.lemma[up] == "agree":
            return up
        if parse.lower[head] == "to":
            return None
        if verb(parse, up) and parse.lemma[up] in (
            "engage",
            "take",
            "participate",
            "carry",
            "go",
            "put",
            "place",
            "keep",
        ):
            return up
    return None
