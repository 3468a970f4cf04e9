"""Which tellings are only words: an accusation, praise, a demand that an attribution records as an account."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from saidwho.coding.attributed import Holders
from saidwho.coding.carriers import carrier
from saidwho.coding.clause import conjuncts
from saidwho.coding.conditions import Scene
from saidwho.coding.grouping import Happening
from saidwho.coding.roles import find_roles
from saidwho.parsing import Parse
from saidwho.resources import read_table

SPOKEN = frozenset(("ACCUSE", "REJECT", "SUPPORT", "REQUEST", "AGREE", "CONCEDE", "CONSULT"))


@lru_cache(maxsize=1)
def _words() -> Mapping[str, frozenset[str]]:
    return {row["role"]: frozenset(row["words"].split()) for row in read_table("coding/speech.tsv")}


def only_said(scene: Scene, happening: Happening, said: Holders, others: frozenset[int]) -> bool:
    """Whether it is a speech act and neither a formal act (a treaty, a veto, talks held) nor a threat of violence.

    `others` are the main triggers of the article: a truce that is agreed on is one event, that of the truce.
    """
    main = happening.main
    if main.trigger.type == "THREATEN":
        return not _of_violence(scene, happening)
    if main.trigger.type not in SPOKEN:
        return False
    parse, words = scene.parse, _words()
    lemma = main.trigger.lemma
    if lemma in words["formal"]:
        return False
    if lemma in words["formal_with"] and _around(scene, main.token) & words["formal_noun"]:
        below = range(main.token + 1, parse.right[main.token] + 1)
        return any(i in others and parse.lemma[i] in words["formal_noun"] for i in below)
    if lemma in words["formal_noun"] | words["held"] and main.trigger.pos == "N":
        light = carrier(parse, main.token)
        return light is None or parse.lemma[light] not in words["bring_about"]
    if main.trigger.type == "CONSULT" and main.trigger.pos == "V" and lemma in words["met"]:
        return said.uttered_at(parse.start[main.token]) is not None or not _two_parties(scene, happening)
    return True


def _two_parties(scene: Scene, happening: Happening) -> bool:
    """Whether two that have a name or are spoken of as “he” or “they” met: people who gather do not consult."""
    parse, found = scene.parse, find_roles(scene, happening)
    sides = [n for each in (*found.actors, *found.targets) for n in conjuncts(parse, each)]
    return sum((parse.pos[n] == "PRON" and parse.lower[n] != "it") or _party(parse, n) for n in sides) > 1


def _party(parse: Parse, n: int) -> bool:
    near = [n, *(c for c in parse.children[n] if parse.dep[c] in ("compound", "amod", "nmod", "poss", "appos"))]
    official = parse.lemma[n] in _words()["official"]
    return official or any(parse.ent[i] in ("PERSON", "GPE", "NORP", "ORG") for i in near)


def formal(happening: Happening) -> bool:
    """Whether a trigger that has passed `only_said` stands for a formal act, however loosely its word names it."""
    return happening.main.trigger.lemma in _words()["formal_with"]


def _of_violence(scene: Scene, happening: Happening) -> bool:
    """“Threatened to kill the hostages”, “threats against the mayor”; no threat of rain, to resign or to sue."""
    main, parse = happening.main, scene.parse
    if main.trigger.mode == "violence":
        return True
    if main.trigger.pos == "N" and any(
        parse.dep[c] == "prep" and parse.lower[c] == "against" for c in parse.children[main.token]
    ):
        return True
    return bool(_around(scene, main.token) & (_words()["violent"] | scene.book.classes["weapon"]))


def _around(scene: Scene, token: int) -> set[str]:
    """The lemmas that hang on a trigger."""
    parse = scene.parse
    inside = range(parse.left[token], parse.right[token] + 1)
    return {parse.lemma[i] for i in inside if i != token} | {parse.lower[i] for i in inside if i != token}
