"""What the police are told to have done: killed, arrested, used force, failed to act (after IndiaPoliceEvents)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from saidwho.coding.conditions import Scene
from saidwho.coding.grouping import Happening, group
from saidwho.coding.roles import find_roles
from saidwho.coding.stage import find_stage
from saidwho.coding.triggers import find_candidates
from saidwho.parsing import Parse
from saidwho.resources import read_table

ORDER = ("KILL", "ARREST", "FAIL", "FORCE", "ANY_ACTION")
_FORCE = frozenset(("firearms", "crowd-control", "beat", "torture"))


@lru_cache(maxsize=1)
def _words() -> Mapping[str, frozenset[str]]:
    return {row["role"]: frozenset(row["words"].split()) for row in read_table("coding/police.tsv")}


def police_actions(scene: Scene) -> list[str]:
    """The labels of a text, in the order of `ORDER`; an arrest by nobody in particular is theirs."""
    parse = scene.parse
    police = _police_tokens(parse)
    found: set[str] = set()
    for happening in group(parse, find_candidates(scene)):
        found |= _labels(scene, happening, police)
    if police and _fails(parse):
        found.add("FAIL")
    if found or any(parse.dep[i] in ("nsubj", "pobj", "agent", "compound") for i in police):
        found.add("ANY_ACTION")
    if "FORCE" in found and any(lemma in _words()["death"] for lemma in parse.lemma):
        found.add("KILL")
    if "KILL" in found:
        found.add("FORCE")
    return [label for label in ORDER if label in found]


def _police_tokens(parse: Parse) -> list[int]:
    return [
        i for i in range(len(parse)) if parse.lemma[i] in _words()["police"] or parse.lower[i] in _words()["police"]
    ]


def _labels(scene: Scene, happening: Happening, police: list[int]) -> set[str]:
    parse, main = scene.parse, happening.main
    stage, polarity = find_stage(parse, main.token, None)
    if polarity == "negative" or stage in ("hypothetical", "planned", "threatened"):
        return set()
    roles = find_roles(scene, happening)
    doers = {i for actor in roles.actors for i in range(parse.left[actor], parse.right[actor] + 1)}
    done_by = bool(doers & set(police)) or (
        not roles.actors and any(parse.sent[i] == parse.sent[main.token] for i in police)
    )
    if not done_by and main.trigger.mode == "arrest" and not roles.actors:
        return {"ARREST"}
    if not done_by:
        return set()
    labels: set[str] = set()
    lemmas = {m.trigger.lemma for m in happening.members}
    if main.trigger.type == "COERCE" and main.trigger.mode == "arrest":
        labels.add("ARREST")
    if main.trigger.type == "ASSAULT":
        if lemmas & _words()["kill"] or any(
            parse.lower[i] == "dead" for m in happening.members for i in parse.children[m.token]
        ):
            labels.add("KILL")
        if any(m.trigger.mode in _FORCE for m in happening.members) or lemmas & _words()["force"]:
            labels.add("FORCE")
    return labels


def _fails(parse: Parse) -> bool:
    """“Failed to act”, “mute spectators”: in a sentence that names the police."""
    words = _words()["fail"]
    return any(lemma in words for lemma in parse.lemma) or any(word in words for word in parse.lower)
