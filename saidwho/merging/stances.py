"""Whose words tell of an event, and the stance that they give their speaker on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from saidwho.merging.offices import WHOLE, side_of
from saidwho.merging.parties import same_source
from saidwho.records import Actor, Attribution, EventMention, Stance
from saidwho.resources import read_table

HOSTILE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})
WRONGS = frozenset({"ASSAULT", "COERCE"})
"""What whoever says that another did it accuses him of; troops that moved and a judgement are told."""
REALISED = frozenset({"occurred", "ongoing", "attempted"})
FIXED: Mapping[str, Stance] = {
    "deny": "denies",
    "unverified": "cannot_verify",
    "threaten": "threatens",
    "condemn": "condemns",
    "confirm": "confirms",
    "admit": "confirms",
}
_OPPOSITE: Mapping[str, Stance] = {
    "deny": "confirms",
    "confirm": "cannot_verify",
    "admit": "cannot_verify",
    "claim": "denies",
}


_TELLING = frozenset({"say", "report", "claim", "confirm", "admit", "accuse", "believe"})
_RELAYS = frozenset({"media", "outlet", "document", None})


def teller_of(attribution: Attribution | None, known: Mapping[str, Attribution]) -> Attribution | None:
    """Whose words these are: what a party says that another said is the party's account, not the other's.

    Media only relay. Who denies or condemns another's words does not vouch for them. A denial stays the denier's, and
    an allegation that of who makes it, also where he goes unnamed.
    """
    teller = attribution
    if attribution is not None and attribution.cue_class == "deny" and attribution.speaker is not None:
        return attribution
    if attribution is not None and attribution.cue_class == "accuse" and attribution.source:
        return attribution
    for upper in above(attribution, known):
        if upper.cue_class not in _TELLING or upper.negated or upper.speaker is None:
            break
        if upper.speaker.kind not in _RELAYS or (upper.speaker.kind is None and teller and teller.speaker is None):
            teller = upper
    return teller


def above(attribution: Attribution | None, known: Mapping[str, Attribution]) -> list[Attribution]:
    """The attributions that hold this one, the nearest first."""
    found: list[Attribution] = []
    parent = known.get(attribution.parent) if attribution else None
    while parent is not None and parent not in found:
        found.append(parent)
        parent = known.get(parent.parent)
    return found


def stance_of(
    attribution: Attribution | None, mention: EventMention, *, asserted: bool = False, home: str | None = None
) -> Stance:
    """The stance that a cue gives its speaker on the event of a mention in its content.

    Whoever says that he did it himself claims; whoever says that a named other did it accuses. `asserted`: others say
    that it happened, so that “it did not happen” is a denial; `home` is the country of the event.
    """
    if attribution is None:
        return "asserts"
    cue = attribution.cue_class
    if attribution.negated:
        return _OPPOSITE.get(cue, "cannot_verify")
    speaker = attribution.speaker
    direct = attribution.quotation == "direct"
    own = speaker is not None and any(_is_own(speaker, actor, direct=direct) for actor in mention.actors)
    if cue == "threaten" and mention.stage in REALISED:
        return "asserts"
    own = own or (speaker is not None and _own_forces(speaker, mention, home) == "own")
    if cue in FIXED:
        admits = cue in ("confirm", "admit") and own and mention.stage in REALISED and mention.type in HOSTILE
        return "claims" if admits else FIXED[cue]
    if mention.stage not in REALISED:
        return _of_the_future(own, attribution, mention)
    if mention.polarity == "negative":
        return "denies" if cue == "claim" or own or asserted else "asserts"
    if mention.type not in HOSTILE:
        return "accuses" if cue == "accuse" else "asserts"
    if own or (cue == "claim" and not mention.actors and _may_claim(speaker)) or _fought(speaker, mention):
        return "claims"
    if cue == "accuse":
        return "accuses" if mention.actors else "asserts"
    if mention.type not in WRONGS:
        return "asserts"
    named = any(a.name for a in mention.actors) and speaker is not None and speaker.kind not in ("media", "outlet")
    return "accuses" if named and speaker and _own_forces(speaker, mention, home) == "other" else "asserts"


def _own_forces(speaker: Actor, mention: EventMention, home: str | None) -> Literal["own", "perhaps", "other"]:
    """Whether an office without a nationality (“the Defence Ministry said”) is that of the state that did it.

    It is where the deed is done at home or to fighters; otherwise it may be that of either country.
    """
    mine = side_of(speaker)
    if mine.state is not None or mine.body not in ("defence", WHOLE) or speaker.kind not in _OFFICES:
        return "other"
    doers = [a for a in mention.actors if a.name or a.kind in _DO]
    states = {side_of(a).state for a in doers}
    if len(states) != 1 or any(a.kind not in _DO for a in doers):
        return "other"
    (state,) = states
    if home and state and home != state and _OF_PLACE.search(speaker.as_written):
        return "other"
    if state is None:
        soldiers = all(side_of(a).body == "defence" and len(a.as_written.split()) < _BARE for a in doers)
        return "own" if soldiers and mine.body == "defence" else "other"
    suffered = {side_of(t).state for t in mention.targets} - {None, state}
    if mine.body == WHOLE or suffered:
        return "perhaps"
    return "own" if home == state or at_fighters(mention) else "perhaps"


def _of_the_future(own: bool, attribution: Attribution, mention: EventMention) -> Stance:
    """Who says that he will do it threatens; who says that another threatens accuses him or tells of it."""
    speaker = attribution.speaker
    if mention.stage != "threatened":
        return "asserts"
    reports = speaker is None or speaker.kind in _REPORTERS
    person = speaker is not None and speaker.kind == "person"
    reports = reports or (person and attribution.cue_class == "say" and attribution.quotation != "direct")
    if own or (mention.type != "THREATEN" and not reports and not any(a.name for a in mention.actors)):
        return "threatens"
    return "accuses" if speaker and any(a.name for a in mention.actors) else "asserts"


def _fought(speaker: Actor | None, mention: EventMention) -> bool:
    """Armed forces that say that fighters were killed, by nobody else, say that they did it."""
    if (
        speaker is None
        or mention.type != "ASSAULT"
        or mention.actors
        or speaker.kind not in ("state forces", "ministry")
    ):
        return False
    return side_of(speaker).body == "defence" and at_fighters(mention)


def at_fighters(mention: EventMention) -> bool:
    """Whether those who came to harm are called fighters, in the words that armies have for them."""
    words = " ".join([*(t.as_written for t in mention.targets), *(t.who or "" for t in mention.tolls)]).casefold()
    return any(f" {e} " in f" {words} " for e in _enemies())


@lru_cache(maxsize=1)
def _enemies() -> frozenset[str]:
    return frozenset(r["words"] for r in read_table("merging/enemies.tsv"))


_FIRST = frozenset({"we", "i", "our", "us", "my", "me", "ours"})
_ARTICLES = frozenset({"the", "a", "an"})
_OFFICERS = frozenset("police officer officers policeman policemen policewoman cop cops constable constables".split())
"""“Police said that two officers shot him”: their own."""
_THIRD = frozenset({"it", "they", "he", "she", "its", "their", "his", "her"})
_BANDS = frozenset({"armed group", "rebel group", "political militia", "communal militia", "movement", "state forces"})
"""Kinds of parties that fight: “the rebels said they struck” is their own deed, the same of the police is not."""
_COMMAND = frozenset({WHOLE, "defence", "head of state", "head of government", "interior", "foreign", "information"})
"""Institutions that answer for what their state's forces do."""
_DO = frozenset({"state", "government", "ministry", "state forces"})
_OFFICES = frozenset({"government", "ministry", "state forces", "officials", "spokesperson"})
_OF_PLACE = re.compile(r"\b(?:in|of|from)\s(?:the\s)?[A-Z]")
"""“The authorities in Ondra”: an office of the place, which is that of no other state."""
_BARE = 3
"""Words of “the army”, “soldiers”: more tell whose they are."""
_REPORTERS = frozenset(
    {"media", "outlet", "document", "witnesses", "officials", "ministry", "police", "ngo", "medics", "court"}
)
"""Who passes on another's threat where it says that something will be attacked."""


def _may_claim(speaker: Actor | None) -> bool:
    """Whether “claim” without a doer is a claim of responsibility: witnesses and officials only maintain something."""
    return speaker is not None and speaker.kind in (*_BANDS, "organisation", "party", "unidentified", "person", None)


def _is_own(speaker: Actor, actor: Actor, *, direct: bool) -> bool:
    """The doer is the one who speaks: by name, by “we”, by an “it” that nothing else fits, or as a state's organ."""
    words = actor.as_written.casefold()
    if same_source(speaker, actor):
        return True
    if actor.name is None and words in _FIRST:
        return True
    if actor.kind == "person" and actor.affiliation is not None and actor.affiliation == speaker.name:
        return True
    if actor.name is None and words in _THIRD and not direct:
        return speaker.kind in _BANDS and actor.kind in (None, speaker.kind)
    if actor.name is None and actor.kind == speaker.kind and (speaker.kind in _BANDS or speaker.name is None):
        own = set(words.split()) - _ARTICLES
        return bool(own) and own <= set(speaker.as_written.casefold().split())
    if speaker.kind == "police" and actor.name is None and actor.kind in ("police", "officials"):
        return not _OFFICERS.isdisjoint(words.split())
    if actor.kind not in _DO or speaker.kind == "media":
        return False
    mine, its = side_of(speaker), side_of(actor)
    return mine.state is not None and mine.state == its.state and mine.body in _COMMAND
