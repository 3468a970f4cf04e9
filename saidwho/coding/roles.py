"""Who did it, to what, to whom: raw spans of the roles, found from a happening's triggers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from saidwho.coding.carriers import anchor, carrier, light_verbs
from saidwho.coding.clause import (
    agent,
    conjuncts,
    modifiers,
    objects,
    own_subject,
    passive,
    patient,
    prepositional,
    subject,
    verb,
)  # fmt: skip
from saidwho.coding.conditions import Scene, is_a
from saidwho.coding.control import controlled
from saidwho.coding.grouping import Happening
from saidwho.coding.triggers import Candidate
from saidwho.coding.weapon_owners import cause, owner
from saidwho.parsing import Parse
from saidwho.resources import read_table

AIMS = frozenset(("on", "against", "at", "targeting", "into", "upon", "towards", "toward", "inside"))
_SUFFERS = frozenset(("die", "succumb", "have", "suffer", "sustain", "receive", "bear"))
_OF_PLACE = frozenset(("easter", "weekend", "twin", "suicide", "terror", "terrorist", "deadliest", "worst"))
_DEED_OF = frozenset(("incident", "deed"))


@dataclass(slots=True)
class Found:
    """Head tokens of the roles, in order, before they become spans."""

    actors: list[int] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    victims: list[int] = field(default_factory=list)
    weapons: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def add(self, where: list[int], token: int | None) -> None:
        """Adds a head that is not there yet."""
        if token is not None and token not in where:
            where.append(token)


@lru_cache(maxsize=1)
def states() -> frozenset[str]:
    """Short names that stand before a deed for its doer, never for its place (“a US raid”)."""
    return frozenset(word for row in read_table("coding/short_names.tsv") for word in row["words"].split())


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(n for row in read_table("linking/states.tsv") for n in (row["name"], *row["names"].split("|")))


def find_roles(scene: Scene, happening: Happening) -> Found:
    """The heads of actors, targets, victims and weapons, those of the main trigger first."""
    found = Found()
    ordered = [happening.main, *(m for m in happening.members if m is not happening.main)]
    for member in ordered:
        if member.trigger.pos == "V":
            _of_verb(scene, member, found)
        else:
            _of_noun(scene, member, found)
    if not found.actors:
        _actor(scene, cause(scene, happening.main.token), found)
    if not found.actors:
        doer = controlled(scene, happening.main.token)
        found.targets[:] = [n for n in found.targets if n != doer]
        _actor(scene, doer, found)
    own = {m.token for m in happening.members}
    for where in (found.actors, found.targets, found.victims):
        where[:] = [n for n in where if n not in own and anchor(scene.parse, n) not in own]
    found.actors[:] = [n for n in found.actors if n not in found.targets and n not in found.victims]
    return found


def _of_verb(scene: Scene, member: Candidate, found: Found) -> None:
    parse, v, frame = scene.parse, member.token, member.trigger.frame
    if frame == "harm" and member.trigger.lemma in _SUFFERS and not passive(parse, v):
        found.add(found.victims, subject(parse, v))  # “died of a gunshot wound”, “had gunshot wounds”
        return
    if passive(parse, v):
        doer, done_to = agent(parse, v), subject(parse, v)
    else:
        doer, done_to = subject(parse, v), patient(parse, v)
    if done_to is None and member.part is not None and parse.dep[member.part] == "prep" and not passive(parse, v):
        # “burned down a church”: the particle was taken for a preposition
        done_to = next((c for c in parse.children[member.part] if parse.dep[c] == "pobj"), None)
    if done_to is not None and is_a(scene, done_to, ("notaim",)):
        done_to = None
    if done_to is None and not passive(parse, v) and _stranded(parse, v):
        doer, done_to = agent(parse, v), doer
    if frame == "harm" and done_to is None and not passive(parse, v) and doer is not None and parse.pos[doer] != "PRON":
        # “Five killed in blast”, “and its commander killed”: the participle was taken for a past tense
        doer, done_to = agent(parse, v), doer
    if frame == "agent" and done_to is None and doer is not None and _suffers_in_title(scene, v, doer):
        doer, done_to = None, doer
    if done_to is not None and parse.lower[done_to].endswith(("self", "selves")):
        done_to = None
    doer = _group_behind(scene, v, doer)
    if frame == "blast":
        _weapon_or(scene, doer, found, None)
        if doer is not None and doer in found.weapons:
            _actor(scene, owner(scene, doer), found)
        return
    if frame == "meet":
        _meeting(scene, v, doer, done_to, found)
        return
    if doer is not None and member.trigger.mode == "destroy" and not objects(parse, v) and is_a(scene, doer, ("site",)):
        if not passive(parse, v):
            found.add(found.targets, doer)
        doer = None if not passive(parse, v) else doer
    if frame != "harm" or doer is None or parse.lemma[doer] not in scene.book.classes["site"]:
        _actor(scene, doer, found)
    if frame == "fire":
        found.add(
            found.weapons,
            done_to
            if done_to is not None and is_a(scene, done_to, ("weapon", "stones", "blastable", "strapped"))
            else None,
        )
    elif frame == "harm":
        for n in _all_objects(parse, v, done_to):
            found.add(found.victims if is_a(scene, n, ("people", "troops")) else found.targets, n)
    else:
        for n in _all_objects(parse, v, done_to):
            if n != member.part and not _steered(scene, member, n):
                found.add(found.targets, n)
    if frame != "harm":
        _aimed(scene, v, found)
    if member.trigger.type == "THREATEN":
        for c in parse.children[v]:
            if parse.dep[c] in ("xcomp", "ccomp"):
                for n in [c, *objects(parse, c)]:
                    _aimed(scene, n, found)
                for n in objects(parse, c):
                    if is_a(scene, n, ("people", "site", "armed", "name")):
                        found.add(found.targets, n)


def _steered(scene: Scene, member: Candidate, n: int) -> bool:
    """“Drove a van into the crowd”, “a car ploughed into marchers”: the means and no target."""
    return member.trigger.mode == "primitive" and scene.parse.lemma[n] in scene.book.classes["wheels"]


def _group_behind(scene: Scene, v: int, doer: int | None) -> int | None:
    """“The leader of the gang that kidnapped them”: “that” stands for the group, however the parser has it."""
    parse = scene.parse
    own = own_subject(parse, v)
    if doer is None or own is None or parse.lower[own] not in ("that", "which") or parse.head[v] != doer:
        return doer
    if parse.lemma[doer] not in scene.book.classes["headed"]:
        return doer
    return next((n for word, n in prepositional(parse, doer) if word == "of" and parse.right[n] == own - 1), doer)


def _suffers_in_title(scene: Scene, v: int, doer: int) -> bool:
    """“Convoy ambushed”, “Airport attacked”: a headline without its auxiliary."""
    parse = scene.parse
    if parse.para[v] != parse.para[0] or parse.tag[v] not in ("VBD", "VBN") or parse.right[v] > v + 1:
        return False
    return is_a(scene, doer, ("site", "thing", "people", "troops"))


def _stranded(parse: Parse, v: int) -> bool:
    """“Protesters shot at”: a participle whose preposition has no object."""
    if parse.tag[v] not in ("VBN", "VBD"):
        return False
    return any(
        parse.lower[c] in ("at", "upon") and c == v + 1 and not parse.children[c] and parse.dep[c] in ("prep", "prt")
        for c in parse.children[v]
    )


def _all_objects(parse: Parse, v: int, done_to: int | None) -> list[int]:
    if done_to is None:
        return []
    if done_to in objects(parse, v):
        return objects(parse, v)[:1]
    return [done_to]


def _aimed(scene: Scene, i: int, found: Found) -> None:
    """What the deed is aimed at, after “on”, “against”, “at”, “into”."""
    parse = scene.parse
    scene_only = not verb(parse, i)  # “the shooting at the gate”: where it was, if no people are there
    for word, n in prepositional(parse, i):
        if word == "at" and scene_only and not is_a(scene, n, ("people", "armed", "troops", "crowd", "garrison")):
            continue
        if word in AIMS and parse.ent[n] not in ("DATE", "TIME") and not _time_or_idea(scene, n):
            found.add(found.targets, n)


def _time_or_idea(scene: Scene, n: int) -> bool:
    return is_a(scene, n, ("notaim",))


def _meeting(scene: Scene, v: int, doer: int | None, done_to: int | None, found: Found) -> None:
    parse = scene.parse
    _actor(scene, doer, found)
    if done_to is not None and done_to != doer and not is_a(scene, done_to, ("talks", "weapon", "fire")):
        found.add(found.targets, done_to)
    for word, n in prepositional(parse, v):
        if word in ("with", "against") and not is_a(scene, n, ("weapon", "knife", "stone", "stick", "machete", "axe")):
            found.add(found.targets, n)


def _of_noun(scene: Scene, member: Candidate, found: Found) -> None:
    parse, n, frame = scene.parse, member.token, member.trigger.frame
    _carried(scene, n, member.trigger.type, found)
    at = anchor(parse, n)
    for c in [*parse.children[n], *(parse.children[at] if at != n else [])]:
        if parse.dep[c] == "poss" and parse.ent[c] not in ("DATE", "TIME") and not is_a(scene, c, ("nature",)):
            if member.trigger.lemma in scene.book.classes["befallen"] and not _with_of(parse, n):
                found.add(found.victims, c)  # “the bombers' arrest”, “the minister's murder”
            else:
                found.add(found.places if _scene_of(parse, c, n) else found.actors, c)
    _actor(scene, agent(parse, n), found)
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
        _aimed(scene, at, found)
        for word, obj in prepositional(parse, at):
            if word == "by" and at != n:
                _actor(scene, obj, found)
            elif word == "between":
                for side in conjuncts(parse, obj):
                    found.add(found.actors, side)
            elif word == "of" and at == n and member.trigger.frame != "meetnoun":
                where = found.victims if is_a(scene, obj, ("people",)) else found.targets
                if (
                    not is_a(scene, obj, ("notaim",))
                    and is_a(scene, obj, ("people", "site", "armed", "thing", "name"))
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


def _before_in_title(scene: Scene, n: int) -> bool:
    """“Inquiry Into Army Shooting”: capitals hide from the parser that the two words are one noun."""
    parse = scene.parse
    title = parse.para[n] == parse.para[0] and parse.para[-1] != parse.para[0]
    split = title and n > 0 and parse.sent[n - 1] == parse.sent[n] and parse.head[n - 1] != n
    return split and parse.pos[n - 1] in ("PROPN", "NOUN") and parse.lower[n - 1] in scene.book.classes["doer"]


def _with_of(parse: Parse, n: int) -> bool:
    """“The army's killing of two men”: who suffers it stands behind “of”."""
    return any(parse.lower[c] == "of" and parse.dep[c] == "prep" for c in parse.children[n])


def _scene_of(parse: Parse, owner: int, n: int) -> bool:
    """“Norland's weekend attacks”, “Kest's twin bombings”: a place, where a time or such a word stands between."""
    if parse.ent[owner] not in ("GPE", "LOC") and parse.quote(parse.span(parse.left[owner], owner)) not in _countries():
        return False
    between = range(parse.right[owner] + 1, n)
    return any(parse.ent[i] in ("DATE", "TIME") or parse.lower[i] in _OF_PLACE for i in between)


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
        _actor(scene, doer, found)
        if parse.dep[anchor(parse, n)] in ("dobj", "nsubjpass"):
            _aimed(scene, v, found)
    elif who == "target" and doer is not None and not passive(parse, v):
        found.add(found.targets, doer)


def _actor(scene: Scene, n: int | None, found: Found) -> None:
    _weapon_or(scene, n, found, found.actors)
    if n is not None and n in found.weapons and (whose := owner(scene, n)) is not None:
        _weapon_or(scene, whose, found, found.actors)


def _weapon_or(scene: Scene, n: int | None, found: Found, where: list[int] | None) -> None:
    """A subject that is a weapon acts for nobody; an idea or a force of nature is no actor."""
    if n is None:
        return
    parse = scene.parse
    if parse.lower[n] in ("nobody", "none", "what", "neither", "names") or any(
        parse.dep[c] == "det" and parse.lower[c] in ("no", "neither") for c in parse.children[n]
    ):
        return
    if parse.lemma[n] in scene.book.classes["wheels"] and parse.ent[n] == "":
        return
    if is_a(scene, n, ("weapon",)) or (where is None and is_a(scene, n, ("blastable",))):
        if parse.lemma[n] not in ("vehicle", "car", "truck", "bus") and parse.pos[n] != "NUM":
            found.add(found.weapons, n)
        return
    if where is found.actors and is_a(scene, n, ("stones",)) and not parse.ent[n]:
        found.add(found.weapons, n)  # “injured by stones”
        return
    if (
        where is None
        or parse.lemma[n] in scene.book.classes["nature"]
        or parse.lemma[n] in scene.book.classes["violence"]
    ):
        return
    if (
        parse.ent[n] in ("DATE", "TIME")
        or parse.pos[n] == "DET"
        or (parse.lower[n] in ("it", "there", "this", "that", "which") and parse.dep[n] == "expl")
    ):
        return
    if parse.lemma[n] in scene.book.classes["abstract"] or parse.lemma[n] in scene.book.classes["intention"]:
        return
    found.add(where, n)


def reach(scene: Scene, happening: Happening) -> Iterator[int]:
    """The words whose complements belong to the happening: its triggers, their carriers and anchors, and the wider
    operation or the deaths that they are part of (“killed during an operation”, “died in an attack”)."""
    parse, violence = scene.parse, scene.book.classes["violence"]
    seen: set[int] = set()
    for member in happening.members:
        own = [member.token, anchor(parse, member.token), carrier(parse, member.token)]
        own += [
            n
            for word, n in prepositional(parse, member.token)
            if word in ("in", "during") and parse.lemma[n] in violence
        ]
        up = parse.head[parse.head[anchor(parse, member.token)]]
        if (
            parse.lemma[up] in scene.book.classes["befall"]
            and member.trigger.pos == "N"
            and verb(parse, up)
            and parse.lower[parse.head[anchor(parse, member.token)]] in ("in", "during")
        ):
            own.append(up)
        for token in own:
            if token is not None and token not in seen:
                seen.add(token)
                yield token
