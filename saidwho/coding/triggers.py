"""Finds the words that tell of events, and leaves out those that only look so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from saidwho.coding.blocking import blocked
from saidwho.coding.clause import stray_participle
from saidwho.coding.codebook import Codebook, Trigger
from saidwho.coding.conditions import Scene, holds, part_of
from saidwho.parsing import Parse
from saidwho.resources import read_table

_OF_A_DEED = frozenset(("victim", "survivor", "scene", "site", "suspect", "case", "investigation", "probe", "trial"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A token that a row of the trigger table matches. `part` is the token of its second word."""

    token: int
    trigger: Trigger
    part: int | None


def find_candidates(scene: Scene) -> list[Candidate]:
    """Every trigger of the article in order, the first matching row each."""
    parse, book = scene.parse, scene.book
    found = []
    for i in range(len(parse)):
        rows = _rows(parse, book, i)
        if not rows:
            continue
        for row in rows:
            if holds(scene, i, row) and not blocked(scene, i, row):
                part = part_of(parse, i, row.part) if row.part else None
                found.append(Candidate(i, row, part))
                break
    return found


def _rows(parse: Parse, book: Codebook, i: int) -> tuple[Trigger, ...]:
    pos, tag = parse.pos[i], parse.tag[i]
    if (tag.startswith("VB") and pos != "ADJ") or pos == "VERB":
        if parse.dep[i] in ("compound",) or _counted_state(parse, i) or _names_what_follows(parse, i):
            return ()
        return book.triggers.get(("V", parse.lemma[i])) or book.triggers.get(("V", _verb_lemma(parse, i)), ())
    if stray_participle(parse, i):
        return book.triggers.get(("V", parse.lower[i]), ())
    if pos == "NOUN" or (pos == "PROPN" and tag.startswith("NN")):
        nouns = book.triggers.get(("N", parse.lemma[i])) or book.triggers.get(("N", _noun_lemma(parse.lower[i])))
        if nouns:
            return nouns
        if _headline_verb(parse, i):
            return book.triggers.get(("V", _noun_lemma(parse.lower[i])), ())
    return ()


def _names_what_follows(parse: Parse, i: int) -> bool:
    """“To bombing victims”, “at the shooting scene”: a noun before a noun, taken for a verb with its object."""
    if parse.tag[i] != "VBG" or parse.dep[i] not in ("pcomp", "amod", "nmod") or i + 1 >= len(parse):
        return False
    return parse.head[i + 1] == i and parse.lemma[i + 1] in _OF_A_DEED


def _counted_state(parse: Parse, i: int) -> bool:
    """“Were treating 121 wounded”: people in that state, and no deed of its own."""
    return (
        parse.lower[i] in ("wounded", "injured")
        and parse.dep[i] in ("dobj", "pobj", "nsubj", "nsubjpass")
        and any(parse.dep[c] in ("nummod", "det") for c in parse.children[i])
    )


def _headline_verb(parse: Parse, i: int) -> bool:
    """A present-tense verb of a headline that the parser took for a plural noun: it heads the sentence."""
    if parse.head[i] != i or not parse.lower[i].endswith("s"):
        return False
    deps = {parse.dep[c] for c in parse.children[i]}
    return bool(deps & {"nsubj", "nsubjpass"}) or bool(deps & {"dobj"})


def _verb_lemma(parse: Parse, i: int) -> str:
    return parse.lemma[i].replace(" ", "")


@lru_cache(maxsize=4096)
def _noun_lemma(word: str) -> str:
    """The singular of a regular plural; capitalised words keep their ending in the parser's lemmas."""
    for row in _endings():
        if word.endswith(row[0]) and len(word) > len(row[0]) + 2:
            return word[: -len(row[0])] + row[1]
    return word


@lru_cache(maxsize=1)
def _endings() -> tuple[tuple[str, str], ...]:
    return tuple((row["ending"], row["instead"]) for row in read_table("coding/plurals.tsv"))
