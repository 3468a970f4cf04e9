"""What the police are told to have done: killed, arrested, used force, failed to act (after IndiaPoliceEvents)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from saidwho.coding.clause import verb
from saidwho.coding.conditions import Scene
from saidwho.coding.grouping import Happening, group
from saidwho.coding.roles import find_roles
from saidwho.coding.roles_found import Found
from saidwho.coding.stage import find_stage
from saidwho.coding.triggers import find_candidates
from saidwho.parsing import Parse
from saidwho.resources import read_table

ORDER = ("KILL", "ARREST", "FAIL", "FORCE", "ANY_ACTION")
_FORCE = frozenset(("firearms", "crowd-control", "beat", "torture"))
_UNREAL = ("hypothetical", "planned", "threatened")
NEAR = 3
"""Tokens between the word for the police and a deed that is theirs (“police firing”, “firing by the police”)."""


@lru_cache(maxsize=1)
def _words() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_table("coding/police.tsv"):
        phrase = row["role"] in ("fail_phrase", "beside_fail")
        found.setdefault(row["role"], set()).update([row["words"]] if phrase else row["words"].split())
    return {role: frozenset(words) for role, words in found.items()}


def police_actions(scene: Scene) -> list[str]:
    """The labels of a text, in the order of `ORDER`; an arrest by nobody in particular is theirs."""
    parse = scene.parse
    police = _police_tokens(parse)
    found: set[str] = set()
    for happening in group(parse, find_candidates(scene)):
        found |= _labels(scene, happening, police)
    if _forced(parse, police):
        found.add("FORCE")
    if _arrests(parse, police):
        found.add("ARREST")
    if _fails(parse, police):
        found.add("FAIL")
    if found - {"FAIL"} or any(_acts(parse, i) for i in police):
        found.add("ANY_ACTION")
    if "FORCE" in found and _deaths(parse, police):
        found.add("KILL")
    if "KILL" in found:
        found.add("FORCE")
    return [label for label in ORDER if label in found]


def _police_tokens(parse: Parse) -> list[int]:
    words = _words()
    found = []
    for i in range(len(parse)):
        if parse.lemma[i] in words["police"] or parse.lower[i] in words["police"]:
            found.append(i)
        elif parse.lower[i] in words["armed"] and i and parse.lower[i - 1] in words["which"]:
            found.append(i)
    return found


def _acts(parse: Parse, i: int) -> bool:
    """Whether the police stand where a doer stands."""
    return parse.dep[i] in ("nsubj", "nsubjpass", "pobj", "agent", "compound", "conj", "dobj", "poss", "ROOT", "nmod")


def _labels(scene: Scene, happening: Happening, police: list[int]) -> set[str]:
    parse, main = scene.parse, happening.main
    stage, polarity = find_stage(parse, main.token, None)
    if polarity == "negative" or stage in _UNREAL:
        return set()
    roles = find_roles(scene, happening)
    doers = {i for actor in roles.actors for i in range(parse.left[actor], parse.right[actor] + 1)}
    done_by = bool(doers & set(police))
    if main.trigger.mode == "arrest":
        alone = not roles.actors and parse.lower[main.token - 1] != "court"
        return {"ARREST"} if done_by or alone else set()
    if main.trigger.type != "ASSAULT" or (not done_by and _suffer(parse, roles, police)):
        return set()
    modes = {m.trigger.mode for m in happening.members}
    lemmas = {m.trigger.lemma for m in happening.members}
    forced = bool(modes & _FORCE) or bool(lemmas & _words()["force"])
    beside = any(parse.sent[i] == parse.sent[main.token] for i in police)
    if not done_by:
        return {"FORCE"} if forced and not roles.actors and beside else set()
    labels = {"FORCE"} if forced else set()
    if lemmas & _words()["death"] or any(m.trigger.part == "dead" for m in happening.members):
        labels.add("KILL")
    return labels


def _suffer(parse: Parse, roles: Found, police: list[int]) -> bool:
    """Whether the police are those it was done to."""
    suffering = {i for n in (*roles.victims, *roles.targets) for i in range(parse.left[n], parse.right[n] + 1)}
    return bool(suffering & set(police))


def _forced(parse: Parse, police: list[int]) -> bool:
    """“Police firing”, “bullets of the police”, tear gas and sticks, which only the police have."""
    words = _words()
    for i in range(len(parse)):
        if not {parse.lower[i], parse.lemma[i]} & (words["force_noun"] | words["own_force"]):
            continue
        if verb(parse, i) and parse.lower[i] not in words["own_force"] and parse.tag[i] != "VBG":
            continue
        stage, polarity = find_stage(parse, i, None)
        if polarity == "negative" or stage in _UNREAL:
            continue
        if parse.lower[i] in words["own_force"]:
            return True
        if any(0 < i - p <= NEAR and _between(parse, p, i) for p in police):
            return True
        if any(0 < p - i <= NEAR and "by" in parse.lower[i + 1 : p] for p in police):
            return True
    return False


def _between(parse: Parse, p: int, i: int) -> bool:
    """Whether only names and hyphens stand between the police and the deed's noun."""
    return all(
        parse.pos[j] in ("NOUN", "PROPN", "ADJ", "PUNCT", "PART") or parse.word[j] == "'s" for j in range(p + 1, i)
    )


def _deaths(parse: Parse, police: list[int]) -> bool:
    """Whether somebody died who is not said to be of the police."""
    words = _words()["death"]
    for i in range(len(parse)):
        if parse.lemma[i] in words or parse.lower[i] in words:
            under = range(parse.left[i], parse.right[i] + 1)
            killed = [c for c in parse.children[i] if parse.dep[c] in ("nsubjpass", "dobj")]
            if killed and any(p in under and p in killed for p in police):
                continue
            if any(parse.dep[c] == "neg" for c in parse.children[i]):
                continue
            return True
    return False


def _arrests(parse: Parse, police: list[int]) -> bool:
    """“Caught by the police”, “booked under the act”: verbs that are arrests beside the police or a law."""
    words = _words()["arrest"]
    for i in range(len(parse)):
        if parse.lemma[i] not in words or not verb(parse, i):
            continue
        below = {parse.lower[c] for c in parse.children[i]}
        lemma = parse.lemma[i]
        fits = (
            (lemma in ("nab", "apprehend"))
            or (lemma in ("round", "pick") and "up" in below)
            or (lemma == "book" and (police or "under" in below or "for" in below))
            or (lemma == "remand")
            or (lemma in ("catch", "hold") and any(parse.head[p] in (i, *parse.children[i]) for p in police))
        )
        stage, polarity = find_stage(parse, i, None)
        if fits and polarity == "positive" and stage not in _UNREAL:
            return not (lemma == "hold" and any(parse.dep[c] == "dobj" for c in parse.children[i]))
    return False


def _fails(parse: Parse, police: list[int]) -> bool:
    """“Failed to act”, “mute spectators”: in a sentence that names the police or another arm of the state."""
    words = _words()
    said = " " + " ".join(parse.lower) + " "
    if police and any(f" {phrase} " in said for phrase in words["beside_fail"]):
        return True
    if police and (any(lemma in words["fail"] for lemma in parse.lemma)):
        return True
    state = police or any(parse.lower[i] in words["state"] for i in range(len(parse)))
    return bool(state) and any(f" {phrase} " in said for phrase in words["fail_phrase"])
