"""Who did it, to what, to whom: raw spans of the roles, found from a happening's triggers."""

from __future__ import annotations

from collections.abc import Iterator

from saidwho.coding.carriers import anchor, carrier
from saidwho.coding.clause import (
    agent,
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
from saidwho.coding.roles_found import Found, actor_of, aimed, weapon_or
from saidwho.coding.roles_nouns import of_noun
from saidwho.coding.triggers import Candidate
from saidwho.coding.weapon_owners import cause, owner
from saidwho.parsing import Parse

_SUFFERS = frozenset(("die", "succumb", "have", "suffer", "sustain", "receive", "bear"))


def find_roles(scene: Scene, happening: Happening) -> Found:
    """The heads of actors, targets, victims and weapons, those of the main trigger first."""
    found = Found()
    ordered = [happening.main, *(m for m in happening.members if m is not happening.main)]
    for member in ordered:
        if member.trigger.pos == "V":
            _of_verb(scene, member, found)
        else:
            of_noun(scene, member, found)
    if not found.actors:
        actor_of(scene, cause(scene, happening.main.token), found)
    if not found.actors:
        doer = controlled(scene, happening.main.token)
        found.targets[:] = [n for n in found.targets if n != doer]
        actor_of(scene, doer, found)
    own = {m.token for m in happening.members}
    for where in (found.actors, found.targets, found.victims):
        where[:] = [n for n in where if n not in own and anchor(scene.parse, n) not in own]
    found.actors[:] = [n for n in found.actors if n not in found.targets and n not in found.victims]
    return found


def _parties_of(scene: Scene, member: Candidate) -> tuple[int | None, int | None]:
    """Who does it and to whom, by the clause; where the parser took one for the other, turned round."""
    parse, v, frame = scene.parse, member.token, member.trigger.frame
    if passive(parse, v) and not (frame == "speak" and _of_a_mind(parse, v)):
        doer, done_to = agent(parse, v), subject(parse, v)
    else:
        doer, done_to = subject(parse, v), patient(parse, v)
        done_to = None if done_to == doer else done_to
    if done_to is None and member.part is not None and parse.dep[member.part] == "prep" and not passive(parse, v):
        # “burned down a church”: the particle was taken for a preposition
        done_to = next((c for c in parse.children[member.part] if parse.dep[c] == "pobj"), None)
    if done_to is not None and is_a(scene, done_to, ("notaim",)):
        done_to = None
    if done_to is None and not passive(parse, v) and _stranded(parse, v):
        doer, done_to = agent(parse, v), doer
    hurt = frame == "harm" and done_to is None and _may_be_participle(parse, v)
    if hurt and doer is not None and parse.pos[doer] != "PRON":
        # “Five killed in blast”, “and its commander killed”: the participle was taken for a past tense
        doer, done_to = agent(parse, v), doer
    if frame == "agent" and done_to is None and doer is not None and _suffers_in_title(scene, v, doer):
        doer, done_to = None, doer
    if done_to is not None and parse.lower[done_to].endswith(("self", "selves")):
        done_to = None
    return doer, done_to


def _of_verb(scene: Scene, member: Candidate, found: Found) -> None:
    parse, v, frame = scene.parse, member.token, member.trigger.frame
    if frame == "harm" and member.trigger.lemma in _SUFFERS and not passive(parse, v):
        found.add(found.victims, subject(parse, v))  # “died of a gunshot wound”, “had gunshot wounds”
        return
    doer, done_to = _parties_of(scene, member)
    doer = _group_behind(scene, v, doer)
    if frame == "blast":
        weapon_or(scene, doer, found, None)
        if doer is not None and doer in found.weapons:
            actor_of(scene, owner(scene, doer), found)
        return
    if frame == "meet":
        _meeting(scene, v, doer, done_to, found)
        return
    if doer is not None and member.trigger.mode == "destroy" and not objects(parse, v) and is_a(scene, doer, ("site",)):
        if not passive(parse, v):
            found.add(found.targets, doer)
        doer = None if not passive(parse, v) else doer
    if frame != "harm" or doer is None or parse.lemma[doer] not in scene.book.classes["site"]:
        actor_of(scene, doer, found)
    if frame == "fire":
        found.add(
            found.weapons,
            done_to
            if done_to is not None and is_a(scene, done_to, ("weapon", "stones", "blastable", "strapped"))
            else None,
        )
    elif member.part is not None and parse.lower[member.part] == "fire":
        for word, n in (*prepositional(parse, v), *prepositional(parse, member.part)):
            if word == "to" and is_a(scene, n, ("site", "thing", "people", "name")):
                found.add(found.targets, n)  # “set fire to a synagogue”
    elif frame == "harm":
        for n in _all_objects(parse, v, done_to):
            found.add(found.victims if is_a(scene, n, ("people", "troops")) else found.targets, n)
    else:
        for n in _all_objects(parse, v, done_to):
            if n != member.part and not _steered(scene, member, n):
                found.add(found.targets, n)
    if frame != "harm":
        aimed(scene, v, found)
    if member.trigger.type == "THREATEN":
        _threatened(scene, v, found)


def _threatened(scene: Scene, v: int, found: Found) -> None:
    """Whom a threat aims at: “threatened to bomb the port”."""
    parse = scene.parse
    for c in parse.children[v]:
        if parse.dep[c] in ("xcomp", "ccomp"):
            for n in [c, *objects(parse, c)]:
                aimed(scene, n, found)
            for n in objects(parse, c):
                if is_a(scene, n, ("people", "site", "armed", "name")):
                    found.add(found.targets, n)


def _of_a_mind(parse: Parse, v: int) -> bool:
    """“Is opposed to it”, “is committed to it”: a passive in form only."""
    return any(parse.lower[c] == "to" and parse.dep[c] == "prep" for c in parse.children[v]) and agent(parse, v) is None


def _may_be_participle(parse: Parse, v: int) -> bool:
    return parse.tag[v] != "VBG" and not passive(parse, v)


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


def _meeting(scene: Scene, v: int, doer: int | None, done_to: int | None, found: Found) -> None:
    parse = scene.parse
    actor_of(scene, doer, found)
    if done_to is not None and done_to != doer and not is_a(scene, done_to, ("talks", "weapon", "fire")):
        found.add(found.targets, done_to)
    for word, n in prepositional(parse, v):
        if word in ("with", "against") and not is_a(scene, n, ("weapon", "knife", "stone", "stick", "machete", "axe")):
            found.add(found.targets, n)


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
