"""Whether a bombing or strike without a named weapon came from the air: a state did it, or planes are told of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from saidwho.coding.conditions import Scene
from saidwho.coding.grouping import Happening
from saidwho.coding.roles_found import Found
from saidwho.parsing import Parse
from saidwho.records import Attribution
from saidwho.resources import read_table


@lru_cache(maxsize=1)
def _words() -> Mapping[str, frozenset[str]]:
    return {row["role"]: frozenset(row["words"].split()) for row in read_table("coding/air.tsv")}


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    """Names of states, their adjectives and peoples in one word, lower case."""
    found: set[str] = set()
    for row in read_table("linking/states.tsv"):
        for cell in (row["name"], row["names"], row["people"]):
            found.update(word.lower() for word in cell.split("|") if word and " " not in word)
    return frozenset(found)


def from_the_air(scene: Scene, happening: Happening, found: Found, held_by: Attribution | None) -> bool:
    """“The Norlandic army bombed the town”, “jets pounded targets”; never a bombing by a person or an armed group."""
    words, parse, main = _words(), scene.parse, happening.main
    lemma, noun = main.trigger.lemma, main.trigger.pos == "N"
    if lemma in words["bomb"]:
        fits = True
    elif noun:
        fits = lemma in words["raid"]
    else:
        fits = lemma in words["strike"] and any(
            parse.lemma[n] in words["objects"] or (lemma in words["raid"] and parse.ent[n] == "GPE")
            for n in found.targets
        )
    if not fits:
        return False
    if found.actors:
        return all(_has_aircraft(parse, n) for actor in found.actors for n in _named_by(parse, actor, held_by))
    if noun and lemma in words["bomb"]:
        return False
    first, past = parse.sents[parse.sent[main.token]]
    return any(
        parse.lower[i] in words["planes"] for i in range(max(first, main.token - 30), min(past, main.token + 30))
    )


def _named_by(parse: Parse, actor: int, held_by: Attribution | None) -> list[int]:
    """The doer, or the source that says “it” or “we” of itself."""
    if parse.pos[actor] != "PRON" or held_by is None:
        return [actor]
    inside = [i for span in held_by.source for i in parse.tokens_in(span)]
    heads = [i for i in inside if parse.head[i] not in inside]
    return heads or [actor]


def _has_aircraft(parse: Parse, n: int) -> bool:
    words = _words()
    before = range(max(parse.left[n], n - 6), n)
    near = {parse.lower[i] for i in before} | {parse.lemma[n], parse.lower[n]}
    if near & words["others"] or (parse.ent[n] == "PERSON" and parse.lower[n] not in _states()):
        return False
    named = any(parse.lower[i] in _states() or parse.ent[i] == "GPE" for i in (*before, n))
    if parse.lemma[n] in words["forces"] or "air" in near:
        return True
    if parse.lemma[n] in words["troops"] or parse.lower[n] in words["planes"]:
        return named
    return parse.lower[n] in _states() or parse.ent[n] == "GPE"
