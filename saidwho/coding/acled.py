"""The ACLED event and sub-event type of a linked deed: a function over the codebook's table, not a lookup.

ACLED's class depends on who the parties are, on the weapon, on harm, on what was won and on whether it took place at
all. Rows and reasons: docs/acled.md.

Conditions of the table's column `when`, all of which must hold:
    not-occurred    threatened, planned or hypothetical, attempted, negated, or an event that is only denied
    attempted       tried and not done
    disarmed        a bomb, missile or drone was stopped
    explosive, crude, no-weapon, weapon:KIND   what the weapon is
    state-actor, police-actor, foreign-actor, armed-actor, nonstate-actor, crowd-actor, demonstrator-actor   who did it
    armed-target, civilian-target, protester-target, rioter-target, party-target   to whom it was done
    military-target it was done to a base or another military site, and to no civilians
    two-sided       armed sides on both ends, or the words say that they fought
    harmed, harmed-badly   somebody was killed or hurt; somebody was killed
    intervention, mass-arrest   somebody was arrested; at least ten were
    few             one or two did it
    communal        neither side is a demonstration
    conflict-parties   two armed sides, or an armed side and a government
    displaced       people were driven out
    whole           a war, a series or a total: more than one event, of which ACLED records each
and the facts of `codebook/facts.tsv`: ground-won, arms-taken, unarmed, notable, new-base, at-protest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from saidwho.coding.codebook import Codebook, load_codebook
from saidwho.records import Actor, Event, EventMention

STATE = frozenset(("state forces", "police", "government", "ministry", "state", "officials", "court"))
NONSTATE = frozenset(("rebel group", "political militia", "communal militia", "armed group"))
ARMED = NONSTATE | {"state forces", "police", "external forces"}
CROWD = frozenset(("rioters", "protesters", "crowd"))
PARTIES = frozenset(("government", "officials", "party", "media", "rebel group", "armed group", "political militia"))
MASS_ARREST = 10
"""ACLED records arrests of note and mass arrests and counts none; from ten on few would call them ordinary."""
_EXPLOSIVE = frozenset(("bomb", "suicide bomb", "car bomb", "ied", "mine", "grenade"))
_CRUDE = frozenset(("petrol bomb", "molotov", "firecracker", "firework", "fireworks", "stun grenade", "flare"))
_STOPPABLE = _EXPLOSIVE | {"missile", "rocket", "drone"}
_WHOLE = frozenset(
    ("a war as a whole", "a series", "a total since", "a total over years", "a number of deeds", "general")
)
FACTS = frozenset(("ground-won", "arms-taken", "unarmed", "notable", "new-base", "at-protest"))
_RIVALS = frozenset(("rival", "rivals", "warring", "opposing", "both"))
_NUMBERS = frozenset(("a", "an", "one", "two", "man", "woman"))


class Deed(NamedTuple):
    """What a row's conditions look at."""

    told: EventMention | Event
    actors: frozenset[str]
    targets: frozenset[str]
    facts: frozenset[str]
    tolls: Mapping[str, int]


def acled(told: EventMention | Event, *, codebook: Codebook | None = None) -> tuple[str, str] | None:
    """(event type, sub-event type), or None where ACLED would record nothing."""
    book = codebook or load_codebook()
    deed = _deed(told)
    for rule in book.acled:
        if rule.type != "*" and told.type not in rule.type.split():
            continue
        if rule.modes and told.mode not in rule.modes:
            continue
        if all(holds(deed, condition) for condition in rule.when):
            return rule.code
    return None


def _deed(told: EventMention | Event) -> Deed:
    mentions = told.mentions if isinstance(told, Event) else (told,)
    tolls: dict[str, int] = {}
    for toll in told.tolls:
        figure = toll.low if toll.low is not None else toll.high or 0
        tolls[toll.kind] = max(tolls.get(toll.kind, 0), figure)
    return Deed(
        told,
        frozenset(a.kind for a in told.actors if a.kind),
        frozenset(t.kind for t in told.targets if t.kind),
        frozenset(fact for mention in mentions for fact in mention.facts),
        tolls,
    )


def holds(deed: Deed, condition: str) -> bool:
    """Whether one condition of the table holds. Raises KeyError for one that is none."""
    if condition.startswith("weapon:"):
        return deed.told.weapon == condition.removeprefix("weapon:")
    if condition in FACTS:
        return condition in deed.facts
    return CONDITIONS[condition](deed)


CONDITIONS: Mapping[str, Callable[[Deed], bool]] = {
    "not-occurred": lambda d: (
        d.told.stage not in ("occurred", "ongoing") or d.told.polarity == "negative" or _only_denied(d.told)
    ),
    "attempted": lambda d: d.told.stage == "attempted" and d.told.polarity == "positive",
    "disarmed": lambda d: (
        d.told.stage == "attempted"
        and d.told.polarity == "positive"
        and (d.told.weapon in _STOPPABLE or d.told.mode in ("explosives", "drone"))
    ),
    "explosive": lambda d: d.told.weapon in _EXPLOSIVE,
    "crude": lambda d: d.told.weapon in _CRUDE,
    "no-weapon": lambda d: d.told.weapon is None,
    "state-actor": lambda d: bool(d.actors & STATE),
    "police-actor": lambda d: bool(d.actors & {"police", "officials", "ministry", "court"}),
    "foreign-actor": lambda d: "external forces" in d.actors,
    "armed-actor": lambda d: bool(d.actors & ARMED),
    "nonstate-actor": lambda d: bool(d.actors & NONSTATE),
    "crowd-actor": lambda d: bool(d.actors & CROWD),
    "demonstrator-actor": lambda d: "protesters" in d.actors,
    "armed-target": lambda d: bool(d.targets & ARMED) and not d.targets & {"civilians", "protesters"},
    "civilian-target": lambda d: "civilians" in d.targets,
    "protester-target": lambda d: "protesters" in d.targets or _demonstrators(d.told.targets),
    "rioter-target": lambda d: "rioters" in d.targets,
    "party-target": lambda d: bool(d.targets & PARTIES),
    "military-target": lambda d: "military site" in d.targets and not d.targets & {"civilians", "protesters"},
    "two-sided": lambda d: _two_sided(d),
    "harmed": lambda d: any(d.tolls.get(kind) for kind in ("killed", "injured", "casualties")),
    "harmed-badly": lambda d: bool(d.tolls.get("killed")),
    "intervention": lambda d: bool(d.tolls.get("arrested")),
    "mass-arrest": lambda d: d.tolls.get("arrested", 0) >= MASS_ARREST,
    "few": lambda d: bool(d.told.actors) and all(_alone(a) for a in d.told.actors),
    "communal": lambda d: bool(d.actors & {"communal militia", "civilians"}),
    "conflict-parties": lambda d: _conflict_parties(d),
    "displaced": lambda d: bool(d.tolls.get("displaced")),
    "whole": lambda d: d.told.background in _WHOLE,
}
"""The conditions that are no facts of the words."""


def _only_denied(told: EventMention | Event) -> bool:
    """Nobody says that it happened, and somebody says that it did not."""
    return isinstance(told, Event) and told.occurrence == "denied"


def _words(actor: Actor) -> list[str]:
    return actor.as_written.lower().split()


def _alone(actor: Actor) -> bool:
    """One or two people: below the three of whom ACLED makes a crowd."""
    words = _words(actor)
    return words[:1] != [] and words[0] in _NUMBERS and not {"crowd", "group", "mob", "number"} & set(words)


def _demonstrators(targets: tuple[Actor, ...]) -> bool:
    """“A crowd of demonstrators”."""
    return any({"demonstrators", "protesters", "marchers"} & set(_words(t)) for t in targets if t.kind in CROWD)


def _two_sided(deed: Deed) -> bool:
    """Whether it was a fight: two armed sides of which both act, or words that say so of armed people."""
    told, armed = deed.told, deed.actors & ARMED
    if told.mode in ("aerial", "drone", "heavy-weapons"):
        return "two-sided" in deed.facts and bool(armed) and bool(deed.targets & ARMED)
    if armed and (deed.targets & ARMED or (len(armed) > 1 and not told.targets)):
        return "civilians" not in deed.targets
    fought = "two-sided" in deed.facts
    rivals = any(_RIVALS & set(_words(a)) for a in told.actors)
    sides = len([a for a in told.actors if a.kind in ARMED]) > 1
    return fought and bool(armed) and (rivals or sides)


def _conflict_parties(deed: Deed) -> bool:
    """Two armed sides, or one and a government, on whatever end of the sentence they stand."""
    parties = [*deed.told.actors, *deed.told.targets]
    armed = {a.name or a.as_written for a in parties if a.kind in ARMED}
    rulers = {a.name or a.as_written for a in parties if a.kind in ("government", "state", "ministry")}
    rebels = any(a.kind in NONSTATE for a in parties)
    return rebels and (len(armed) > 1 or bool(rulers))
