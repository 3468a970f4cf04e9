"""The ACLED event and sub-event type of a linked mention: a function over the codebook's table, not a lookup.

ACLED's class depends on who the parties are, on the weapon, on harm and on whether it took place at all. Three of
its sub-events (territory won, territory handed over) say what a mention does not, and are never given.

Conditions of the table's column `when`, all of which must hold:
    not-occurred    threatened, planned or hypothetical, attempted, or negated
    attempted       tried and not done
    disarmed        a bomb, missile or drone was stopped
    explosive, no-weapon, weapon:KIND   what the weapon is
    armed-actor, crowd-actor, demonstrator-actor, nonstate-actor, unknown-actor   of which kind the doer is
    armed-target, civilian-target, protester-target, rioter-target                of which kind it was done to
    two-sided       both sides are armed, or the word says that they fought
    harmed          somebody was killed or hurt
    intervention    somebody was arrested
    communal        neither side is a demonstration
    weapons-taken   weapons were seized
    conflict-parties   both sides are armed actors or states
    displaced       people were driven out
    military-target it was done to a base or another military site, and to no civilians
    whole           a war, a series or a total: more than one event, of which ACLED records each
"""

from __future__ import annotations

from saidwho.coding.codebook import Codebook, load_codebook
from saidwho.records import EventMention

STATE = frozenset(("state forces", "police", "government", "external forces"))
NONSTATE = frozenset(("rebel group", "political militia", "communal militia", "armed group"))
ARMED = (STATE | NONSTATE) - {"government"}
_EXPLOSIVE = frozenset(("bomb", "suicide bomb", "car bomb", "ied", "mine", "grenade"))
_STOPPABLE = _EXPLOSIVE | {"missile", "rocket", "drone"}
_WHOLE = frozenset(
    ("a war as a whole", "a series", "a total since", "a total over years", "a number of deeds", "general")
)


def acled(mention: EventMention, *, codebook: Codebook | None = None) -> tuple[str, str] | None:
    """(event type, sub-event type), or None where ACLED would record nothing."""
    book = codebook or load_codebook()
    for rule in book.acled:
        if rule.type != "*" and mention.type not in rule.type.split():
            continue
        if rule.modes and mention.mode not in rule.modes:
            continue
        if all(_holds(mention, condition) for condition in rule.when):
            return rule.code
    return None


def _holds(mention: EventMention, condition: str) -> bool:
    actors = {actor.kind for actor in mention.actors if actor.kind}
    targets = {target.kind for target in mention.targets if target.kind}
    tolls = {toll.kind for toll in mention.tolls}
    if condition.startswith("weapon:"):
        return mention.weapon == condition.removeprefix("weapon:")
    tests = {
        "not-occurred": mention.stage not in ("occurred", "ongoing") or mention.polarity == "negative",
        "attempted": mention.stage == "attempted" and mention.polarity == "positive",
        "disarmed": mention.stage == "attempted" and mention.polarity == "positive" and mention.weapon in _STOPPABLE,
        "explosive": mention.weapon in _EXPLOSIVE,
        "no-weapon": mention.weapon is None,
        "armed-actor": bool(actors & ARMED),
        "crowd-actor": bool(actors & {"rioters", "protesters"}),
        "demonstrator-actor": "protesters" in actors,
        "nonstate-actor": bool(actors & NONSTATE),
        "unknown-actor": not actors,
        "armed-target": bool(targets & ARMED) and not targets & {"civilians", "protesters"},
        "civilian-target": "civilians" in targets,
        "protester-target": "protesters" in targets,
        "rioter-target": "rioters" in targets,
        "two-sided": _two_sided(mention, actors, targets),
        "harmed": bool(tolls & {"killed", "injured", "casualties"}),
        "intervention": "arrested" in tolls,
        "communal": bool(actors & {"communal militia", "civilians"}),
        "weapons-taken": mention.weapon is not None,
        "conflict-parties": bool(actors & ARMED) and bool(targets & (ARMED | {"government"})),
        "displaced": "displaced" in tolls,
        "military-target": "military site" in targets and not targets & {"civilians", "protesters"},
        "whole": mention.background in _WHOLE,
    }
    return tests[condition]


def _two_sided(mention: EventMention, actors: set[str], targets: set[str]) -> bool:
    """Whether the mention tells of a fight: two armed sides of which both act."""
    if mention.mode in ("aerial", "drone", "heavy-weapons"):
        return False
    return (bool(actors & ARMED) and bool(targets & ARMED)) or (len(actors & ARMED) > 1 and not mention.targets)
