"""What ACLED's classes need to know of a deed beyond its type and mode: the words are in `codebook/facts.tsv`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from saidwho.coding.clause import conjuncts, modifiers
from saidwho.coding.conditions import Scene, is_a, part_of
from saidwho.coding.grouping import Happening
from saidwho.coding.roles_found import Found
from saidwho.resources import read_table

_PLACES = frozenset(("GPE", "LOC", "FAC"))
_GROUND = ":ground"


@lru_cache(maxsize=1)
def _rows() -> dict[str, dict[str, frozenset[str]]]:
    """Words by fact and by where they stand."""
    rows: dict[str, dict[str, frozenset[str]]] = {}
    for row in read_table("codebook/facts.tsv"):
        rows.setdefault(row["fact"], {})[row["where"]] = frozenset(row["words"].split())
    return rows


def find_facts(scene: Scene, happening: Happening, found: Found) -> tuple[str, ...]:
    """The facts that the words of a telling state, in the order of the table."""
    return tuple(
        fact
        for fact, places in _rows().items()
        if all(_stands(scene, happening, found, where, words) for where, words in places.items())
    )


def _stands(scene: Scene, happening: Happening, found: Found, where: str, words: frozenset[str]) -> bool:
    parse = scene.parse
    if where == "trigger":
        return any(_tells(scene, candidate.token, words) for candidate in happening.members)
    if where == "sentence":
        first, past = parse.sents[parse.sent[happening.main.token]]
        return any(parse.lemma[i] in words or parse.lower[i] in words for i in range(first, past))
    heads = list(_heads(scene, found.actors if where == "actor" else [*found.targets, *found.victims]))
    if where == "of target":
        return any(parse.lower[m] in words for n in heads for m in modifiers(parse, n))
    return any(_is_one(scene, n, words) for n in heads)


def _tells(scene: Scene, token: int, words: frozenset[str]) -> bool:
    parse = scene.parse
    if parse.lemma[token] in words or parse.lower[token] in words:
        return True
    pairs = (word.split("+") for word in words if "+" in word)
    return any(parse.lemma[token] == a and part_of(parse, token, b) is not None for a, b in pairs)


def _heads(scene: Scene, roles: list[int]) -> Iterator[int]:
    for n in roles:
        yield from conjuncts(scene.parse, n)


def _is_one(scene: Scene, n: int, words: frozenset[str]) -> bool:
    parse = scene.parse
    named = {parse.lemma[n], parse.lower[n], *(parse.lower[m] for m in modifiers(parse, n) if parse.pos[m] == "NOUN")}
    if named & words or (_GROUND in words and parse.ent[n] in _PLACES):
        return True
    below = {parse.lemma[o] for c in parse.children[n] if parse.lower[c] == "of" for o in parse.children[c]}
    if below & words:
        return True
    return any(is_a(scene, n, (word[1:],)) for word in words if word.startswith(":"))
