"""The roles that stand around a noun for a deed: “an army raid on Kest”, “the bombing of the mill”, “his arrest”."""

from __future__ import annotations

from functools import lru_cache

from saidwho.coding.carriers import anchor, carrier, light_verbs
from saidwho.coding.clause import agent, conjuncts, modifiers, objects, passive, prepositional, subject
from saidwho.coding.conditions import Scene, is_a
from saidwho.coding.roles_found import Found, actor_of, aimed, states
from saidwho.coding.triggers import Candidate
from saidwho.nouns import noun_class
from saidwho.parsing import Parse
from saidwho.resources import read_table

_OF_PLACE = frozenset(("easter", "weekend", "twin", "suicide", "terror", "terrorist", "deadliest", "worst"))


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(n for row in read_table("linking/states.tsv") for n in (row["name"], *row["names"].split("|")))


def of_noun(scene: Scene, member: Candidate, found: Found) -> None:
    """Adds what stands around a noun for a deed."""
    parse, n, frame = scene.parse, member.token, member.trigger.frame
    _carried(scene, n, member.trigger.type, found)
    at = anchor(parse, n)
    for c in [*parse.children[n], *(parse.children[at] if at != n else [])]:
        if parse.dep[c] == "poss" and parse.ent[c] not in ("DATE", "TIME") and not is_a(scene, c, ("nature",)):
            if member.trigger.lemma in scene.book.classes["befallen"] and not _with_of(parse, n):
                found.add(found.victims, c)  # “the bombers' arrest”, “the minister's murder”
            else:
                found.add(found.places if _scene_of(parse, c, n) else found.actors, c)
    actor_of(scene, agent(parse, n), found)
    for m in modifiers(parse, n):
        _of_modifier(scene, m, member, found)
    if _before_in_title(scene, n):
        found.add(found.actors, n - 1)
    spread = [n] + [
        c
        for c in parse.children[n]
        if parse.dep[c] == "acl"
        and parse.lemma[c] in ("report", "launch", "carry", "direct", "stage", "aim", "conduct", "mount")
    ]
    for at in spread:
        aimed(scene, at, found)
        for word, obj in prepositional(parse, at):
            if word == "by" and at != n:
                actor_of(scene, obj, found)
            elif word == "between":
                for side in conjuncts(parse, obj):
                    found.add(found.actors, side)
            elif word == "of" and at == n and member.trigger.frame != "meetnoun":
                where = found.victims if _is_somebody(scene, obj) else found.targets
                if (
                    not is_a(scene, obj, ("notaim",))
                    and (
                        is_a(scene, obj, ("people", "site", "armed", "thing", "name"))
                        or (member.trigger.type == "ASSAULT" and _is_somebody(scene, obj))
                        or _can_be_hit(scene, member, obj)
                    )
                    and parse.ent[obj]
                    not in (
                        "DATE",
                        "TIME",
                    )
                ):
                    found.add(where, obj)
            elif word == "with" and frame == "meetnoun":
                found.add(found.targets, obj)
    for c in parse.children[n]:
        if parse.dep[c] in ("acl", "relcl") and parse.lemma[c] in ("target", "involve", "hit", "strike"):
            for obj in objects(parse, c):
                found.add(found.targets, obj)


def _is_somebody(scene: Scene, n: int) -> bool:
    """“The slaying of a shopkeeper”: a word for a person, also one that the codebook does not list."""
    return is_a(scene, n, ("people",)) or noun_class(scene.parse.lemma[n]) == "person"


def _scene_of(parse: Parse, owner: int, n: int) -> bool:
    """“Norland's weekend attacks”, “Kest's twin bombings”: a place, where a time or such a word stands between."""
    if parse.ent[owner] not in ("GPE", "LOC") and parse.quote(parse.span(parse.left[owner], owner)) not in _countries():
        return False
    between = range(parse.right[owner] + 1, n)
    return any(parse.ent[i] in ("DATE", "TIME") or parse.lower[i] in _OF_PLACE for i in between)


def _with_of(parse: Parse, n: int) -> bool:
    """“The army's killing of two men”: who suffers it stands behind “of”."""
    return any(parse.lower[c] == "of" and parse.dep[c] == "prep" for c in parse.children[n])


def _before_in_title(scene: Scene, n: int) -> bool:
    """“Inquiry Into Army Shooting”: capitals hide from the parser that the two words are one noun."""
    parse = scene.parse
    title = parse.para[n] == parse.para[0] and parse.para[-1] != parse.para[0]
    split = title and n > 0 and parse.sent[n - 1] == parse.sent[n] and parse.head[n - 1] != n
    return split and parse.pos[n - 1] in ("PROPN", "NOUN") and parse.lower[n - 1] in scene.book.classes["doer"]


def _can_be_hit(scene: Scene, member: Candidate, n: int) -> bool:
    """“The bombing of the mill”, “of a wedding”: anything in the world."""
    parse = scene.parse
    lemma = parse.lemma[n]
    return (
        member.trigger.type == "ASSAULT"
        and member.trigger.rank == 3
        and parse.pos[n] == "NOUN"
        and noun_class(lemma) not in ("abstract", "body")
    )


def _of_modifier(scene: Scene, m: int, member: Candidate, found: Found) -> None:
    """“An Israeli strike”, “a Hamas attack”, “a hospital bombing”, “the Portava blast”."""
    parse = scene.parse
    if parse.lower[m] in states():
        found.add(found.actors, m)
    elif parse.ent[m] == "NORP" or (
        m > parse.sents[parse.sent[m]][0]
        and parse.pos[m] == "ADJ"
        and parse.word[m][:1].isupper()
        and parse.ent[m] != "DATE"
        and parse.dep[m] == "amod"
    ):
        if member.trigger.frame == "deed":
            found.add(found.actors, m)
    elif (
        parse.ent[m] == "ORG"
        and member.trigger.frame == "deed"
        and parse.head[m] == member.token
        and parse.dep[m] in ("compound", "nmod")
        and not is_a(scene, m, ("weapon", "site"))
    ):
        found.add(found.actors, m)
    elif parse.ent[m] in ("GPE", "LOC", "FAC"):
        piece = parse.head[m] != member.token and parse.ent[parse.head[m]] == parse.ent[m]  # “Sri” of “Sri Lanka”
        if not piece and not is_a(scene, m, ("notaim",)):
            found.add(found.places, m)
    elif parse.dep[m] == "compound" and is_a(scene, m, ("doer",)):
        found.add(found.actors, m)
    elif (
        parse.dep[m] == "compound"
        and parse.pos[m] in ("NOUN", "PROPN")
        and parse.lemma[m] in scene.book.classes["site"]
        and parse.lemma[m] not in scene.book.classes["carriage"]
        and not (member.trigger.type == "PROTEST" and parse.lemma[m] in ("street", "road", "square", "campus"))
    ):
        found.add(found.targets, m)


def _carried(scene: Scene, n: int, type_: str, found: Found) -> None:
    """The doer from the light verb above the noun (“staged a protest”), or the one who suffers it."""
    parse = scene.parse
    v = carrier(parse, n)
    if v is None:
        return
    who = light_verbs().get(parse.lemma[v], ("subject", ""))[0]
    doer = agent(parse, v) if passive(parse, v) else subject(parse, v)
    if who == "subject" and not (type_ == "ASSAULT" and parse.lemma[v] in scene.book.classes["announcing"]):
        actor_of(scene, doer, found)
        if parse.dep[anchor(parse, n)] in ("dobj", "nsubjpass"):
            aimed(scene, v, found)
    elif who == "target" and doer is not None and not passive(parse, v):
        found.add(found.targets, doer)
