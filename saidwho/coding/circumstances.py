"""Where, with what and what for: raw spans, not yet resolved."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from saidwho.coding.carriers import transparent
from saidwho.coding.clause import CLIMB, conjuncts, modifiers, noun_phrase, objects, prepositional, verb
from saidwho.coding.codebook import Trigger
from saidwho.coding.conditions import Scene, is_a
from saidwho.coding.grouping import Happening
from saidwho.coding.roles import reach
from saidwho.coding.roles_found import Found, states
from saidwho.coding.times import REPORTING, time_words
from saidwho.parsing import Parse
from saidwho.records import Span
from saidwho.resources import read_table

_LOCATIVE = frozenset(
    ("in", "at", "near", "outside", "inside", "around", "across", "over", "on", "off", "along", "between", "throughout",
     "within", "into", "towards", "toward", "of", "against", "beside", "through", "for")
)  # fmt: skip
_STRICT = frozenset(
    ("on", "over", "from", "to", "into", "towards", "toward", "of", "against", "between", "for", "along", "through")
)
"""Prepositions that lead to a place only before the name of one."""
_NAMED = frozenset(("GPE", "LOC", "FAC"))
LONGEST_WEAPON = 4
"""Words in the longest phrase of the weapon table."""


@lru_cache(maxsize=1)
def _weapons() -> Mapping[tuple[str, ...], tuple[str, str | None]]:
    return {
        tuple(row["words"].split()): (row["kind"], None if row["mode"] == "-" else row["mode"])
        for row in read_table("coding/weapons.tsv")
    }


@lru_cache(maxsize=1)
def _weapon_of_trigger() -> Mapping[str, str]:
    return {row["trigger"]: row["kind"] for row in read_table("coding/weapon_of_trigger.tsv")}


@lru_cache(maxsize=1)
def _purposes() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(row["words"].split()) for row in read_table("coding/purposes.tsv"))


_ARMED = frozenset(("gunman", "gunmen"))
"""People named by a weapon that they need not have used."""


def find_weapon(scene: Scene, happening: Happening, found: Found) -> tuple[Span | None, str | None, str | None]:
    """(span, kind, mode) of the weapon: in the trigger's phrase, as subject or object, after “with” or “by”."""
    parse = scene.parse
    best: tuple[int, int, str, str | None] | None = None
    told = any(m.trigger.lemma in _weapon_of_trigger() for m in happening.members)
    for first, past in _weapon_stretches(scene, happening, found):
        hit = _weapon_in(parse, first, past)
        if hit is not None and told and parse.lemma[hit[0]] in _ARMED:
            continue  # “gunmen bombed the hotel”
        if hit is not None and (best is None or _more(hit, best)):
            best = hit
    if best is not None:
        return parse.span(best[0], best[1] - 1), best[2], best[3]
    for member in happening.members:
        kind = None if member.trigger.part == "down" else _weapon_of_trigger().get(member.trigger.lemma)
        if kind is not None:
            return parse.span(member.token, member.token), kind, None
    return None, None, None


def _more(hit: tuple[int, int, str, str | None], best: tuple[int, int, str, str | None]) -> bool:
    """A weapon that is also a mode tells more than a word like “bombing”; then the longer phrase."""
    return hit[1] - hit[0] > best[1] - best[0]


def _weapon_stretches(scene: Scene, happening: Happening, found: Found) -> list[tuple[int, int]]:
    parse = scene.parse
    heads = list(found.weapons)
    for at in reach(scene, happening):
        if not verb(parse, at):
            heads.append(at)
        heads += [
            n
            for word, n in prepositional(parse, at)
            if word in ("with", "by", "using", "from", "in", "of", "involving")
        ]
        heads += [n for n in objects(parse, at) if is_a(scene, n, ("weapon",))]
        heads += [
            o
            for c in parse.children[at]
            if parse.dep[c] in ("advcl", "acl", "xcomp", "conj")
            and parse.lemma[c] in ("use", "fire", "explode", "detonate", "carry", "involve")
            for o in objects(parse, c)
        ]
    if happening.main.trigger.pos == "N":
        heads += [n for n in found.actors[:1]]
    else:
        heads += found.actors[:1]
    heads += [
        b for n in heads if parse.lemma[n] in transparent() for word, b in prepositional(parse, n) if word == "of"
    ]
    stretches = []
    for n in heads:
        last = n
        first = min(
            [n, *(parse.left[c] for c in parse.children[n] if parse.dep[c] in ("compound", "amod", "nmod") and c < n)]
        )
        stretches.append((first, last + 1))
    return stretches


def _weapon_in(parse: Parse, first: int, past: int) -> tuple[int, int, str, str | None] | None:
    """The longest weapon phrase among the tokens, the first of equal ones."""
    best: tuple[int, int, str, str | None] | None = None
    for i in range(first, past):
        for size in range(min(LONGEST_WEAPON, past - i), 0, -1):
            words = range(i, i + size)
            for key in (
                tuple(parse.lower[j] for j in words),
                (*(parse.lower[j] for j in words[:-1]), _singular(parse, words[-1])),
            ):
                row = _weapons().get(key)
                if row is not None and (best is None or size > best[1] - best[0]):
                    best = (i, i + size, *row)
    return best


def _singular(parse: Parse, i: int) -> str:
    lemma = parse.lemma[i]
    lower = parse.lower[i]
    return lemma if lemma != lower else (lower[:-1] if lower.endswith("s") and not lower.endswith("ss") else lower)


def find_places(scene: Scene, happening: Happening, found: Found) -> list[Span]:
    """Place phrases of the clause, the nearest to the trigger first; then names of places in targets."""
    parse = scene.parse
    heads: list[int] = list(found.places)
    for at in reach(scene, happening):
        if parse.lemma[at] in scene.book.classes["violence"]:
            heads += [
                m
                for m in modifiers(parse, at)
                if parse.ent[m] in _NAMED
                and parse.lower[m] not in states()
                and m not in heads
                and parse.head[m] in (at, *(h for h in parse.children[at] if parse.ent[h] not in _NAMED))
            ]
    for at in _place_reach(scene, happening, found):
        for word, n in prepositional(parse, at):
            for each in conjuncts(parse, n):
                if _is_place(scene, word, each) and each not in heads and each not in found.actors:
                    heads.append(each)
    for target in found.targets:
        heads += [
            n
            for n in [target, *([] if parse.ent[target] in _NAMED else _names_inside(parse, target))]
            if n not in heads and _names_a_place(scene, n)
        ]
    spans: list[Span] = []
    for n in (h for h in heads if parse.lower[h] not in time_words()):
        for deeper in [n, *_nested(scene, n)]:
            span = noun_phrase(parse, deeper)
            if span not in spans:
                spans.append(span)
    return spans


def _names_a_place(scene: Scene, n: int) -> bool:
    """A name of a place, or a site whose own name is printed (“Kest Airport”)."""
    parse = scene.parse
    if parse.ent[n] in _NAMED or parse.lemma[n] in scene.book.classes["ground"]:
        return True
    named = parse.pos[n] == "PROPN" and parse.lower[n] in scene.book.classes["site"]
    return named and not any(parse.pos[c] == "ADJ" for c in parse.children[n])


def _place_reach(scene: Scene, happening: Happening, found: Found) -> list[int]:
    """Triggers and carriers, then their clause's verb where the trigger is its subject, then targets and victims."""
    parse = scene.parse
    at = list(reach(scene, happening))
    for token in list(at):
        if parse.dep[token] in ("nsubj", "nsubjpass", "dobj") and verb(parse, parse.head[token]):
            up = parse.head[token]
            if parse.lemma[up] not in REPORTING:
                at.append(up)
    for token in list(at):
        at += [
            c
            for c in parse.children[token]
            if parse.dep[c] in ("advcl", "acl", "xcomp") and parse.lemma[c] in ("target", "hit", "report")
        ]
    at += found.targets + found.victims
    return list(dict.fromkeys(at))


def _is_place(scene: Scene, word: str, n: int) -> bool:
    parse = scene.parse
    if parse.lower[n] in time_words():
        return False
    if word in ("in", "near", "outside") and parse.ent[n] == "PERSON" and parse.pos[n] == "PROPN":
        return True  # a town that the parser does not know
    if word not in _LOCATIVE or parse.ent[n] in ("DATE", "TIME", "PERSON", "NORP"):
        return False
    if parse.ent[n] in _NAMED:
        return True
    if word in _STRICT:
        return word == "on" and parse.lemma[n] in scene.book.classes["surface"]
    return (
        parse.lemma[n] in scene.book.classes["site"]
        or (
            bool(_names_inside(parse, n))
            and parse.pos[n] == "NOUN"
            and (parse.lemma[n] in scene.book.classes["ground"])
        )
        or (word in ("in", "near", "outside") and parse.pos[n] == "PROPN" and not _month(parse, n))
    )


def _month(parse: Parse, n: int) -> bool:
    return parse.ent[n] in ("DATE", "TIME", "ORDINAL", "CARDINAL")


def _names_inside(parse: Parse, n: int) -> list[int]:
    """Heads of place names within a noun phrase (“a mill in Portava”, “the Portava mill”)."""
    names = []
    for c in parse.children[n]:
        if parse.dep[c] in ("compound", "nmod", "poss") and parse.ent[c] in _NAMED:
            names.append(c)
        if parse.dep[c] == "prep" and parse.lower[c] in ("in", "at", "near", "of", "outside"):
            names += [b for b in parse.children[c] if parse.dep[b] == "pobj" and parse.ent[b] in _NAMED]
    return names


def _nested(scene: Scene, n: int) -> list[int]:
    """Places behind a place: “the village of Kest in Norland”, “Kest, Norland”."""
    parse, found, todo = scene.parse, [], [n]
    for _ in range(CLIMB):
        if not todo:
            break
        at = todo.pop(0)
        for c in parse.children[at]:
            below: list[int] = []
            if parse.dep[c] in ("appos", "npadvmod") and parse.ent[c] in _NAMED:
                below = [c]
            elif parse.dep[c] == "prep" and parse.lower[c] in ("in", "of", "near", "outside", "on", "from"):
                below = [b for b in parse.children[c] if parse.dep[b] == "pobj" and _is_place(scene, "in", b)]
            elif (
                parse.dep[c] in ("compound", "poss")
                and parse.ent[c] == "GPE"
                and not parse.ent[at]
                and _whole(parse, c)
            ):
                below = [c]
            found += below
            todo += below
    return found


def _whole(parse: Parse, i: int) -> bool:
    """Whether a word is no piece of a hyphenated name."""
    return parse.word[i].isalpha() and "-" not in parse.text[max(0, parse.start[i] - 1) : parse.end[i] + 1]


def find_purpose(scene: Scene, happening: Happening) -> list[Span]:
    """What it was done for, in the clause's own words."""
    parse, spans = scene.parse, []
    for at in reach(scene, happening):
        for c in parse.children[at]:
            if parse.dep[c] not in ("prep", "advcl", "xcomp", "acl") or (c < at and parse.dep[c] != "prep"):
                continue
            start = parse.left[c]
            words = tuple(parse.lower[start : start + 3])
            if any(words[: len(p)] == p for p in _purposes()) and len(parse.word[start : parse.right[c] + 1]) > 2:
                spans.append(parse.span(start, parse.right[c]))
    return list(dict.fromkeys(spans))[:2]


def settle_mode(trigger: Trigger, weapon: str | None, weapon_mode: str | None, others: list[str | None]) -> str | None:
    """The PLOVER mode: a suicide attack, then what the weapon says, then the trigger's own."""
    if trigger.type != "ASSAULT":
        return trigger.mode
    if trigger.mode in ("abduct", "torture", "sexual", "suicide-attack", "targeted", "crowd-control"):
        return trigger.mode
    if weapon_mode is not None and not (
        weapon_mode in ("firearms", "explosives") and trigger.mode in ("aerial", "heavy-weapons")
    ):
        return weapon_mode
    return trigger.mode or next((mode for mode in others if mode), None)
