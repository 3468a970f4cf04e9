"""The status of an event, computed from its accounts by a written rule (docs/status.md), never set by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saidwho.linking import same_actor
from saidwho.merging.cluster import NOT_YET
from saidwho.merging.drafts import Draft
from saidwho.merging.following import CIVILIANS
from saidwho.merging.independence import one_voice, relays
from saidwho.merging.offices import WHOLE, side_of
from saidwho.merging.parties import same_source, same_speaker, tied
from saidwho.merging.stances import HOSTILE, at_fighters
from saidwho.records import Actor, EventMention

_STATE = frozenset({"state", "government", "ministry", "state forces", "police"})
_OF_AUTHORITY = frozenset({"COERCE", "SANCTION"})
SUPPORTS = frozenset({"claims", "asserts", "confirms", "accuses"})


@dataclass(frozen=True, slots=True)
class Status:
    """The one word, the two behind it, and why."""

    status: str
    occurrence: str
    responsibility: str
    why: str
    once: tuple[tuple[int, str], ...] = ()
    """Numbers of the drafts that say so and are no source of their own, and why."""


def status_of(drafts: Sequence[Draft], mentions: Sequence[EventMention]) -> Status:
    """Applies the rule to the accounts of one event, told by one article or by many."""
    if all(m.stage in NOT_YET for m in mentions):
        return Status("threatened", "threatened", "threatened", "nothing has happened yet")
    if all(m.polarity == "negative" for m in mentions):
        return Status("denied", "denied", "denied", "the report says that it did not happen")
    parties = _parties(drafts, mentions)
    independent, once = _independent(drafts, parties)
    own = [d for d in independent if d.stance == "claims" or _for_actor(d, mentions)]
    others = [d for d in independent if d not in own]
    responsibility = _responsibility(drafts, mentions)
    occurrence, why = _occurrence(drafts, own, others)
    if responsibility == "disputed" or _told_and_denied(drafts, mentions, others) or _whom(drafts, mentions):
        return Status("disputed", occurrence, "disputed", _dispute(drafts), once)
    if responsibility == "denied":
        return Status("denied", occurrence, responsibility, "whoever is accused denies it", once)
    return Status(occurrence, occurrence, responsibility, why, once)


def _parties(drafts: Sequence[Draft], mentions: Sequence[EventMention]) -> frozenset[str]:
    """States that did it, suffered it or are accused of it: their offices speak with one voice."""
    sides = [side_of(a) for m in mentions if m.polarity == "positive" for a in (*m.actors, *m.targets)]
    sides += [d.side for d in drafts if d.stance == "claims"]
    return frozenset(s.state for s in sides if s.state)


def _independent(drafts: Sequence[Draft], parties: frozenset[str]) -> tuple[list[Draft], tuple[tuple[int, str], ...]]:
    """Supporting accounts of different original sources, claims first: whoever claims it vouches for himself only.

    Then the others, media that only pass it on last. With each that is no source of its own, why.
    """
    found: list[Draft] = []
    once: list[tuple[int, str]] = []
    for draft in sorted(drafts, key=lambda d: (d.stance != "claims", relays(d))):
        speaks = draft.speaker is not None or draft.witness
        if draft.stance not in SUPPORTS or not speaks or draft.of_nobody:
            continue
        why = _counted_already(draft, found, parties)
        if why is None:
            found.append(draft)
        else:
            once.append((draft.number, why))
    return found, tuple(once)


def _counted_already(draft: Draft, found: Sequence[Draft], parties: frozenset[str]) -> str | None:
    """Why an account adds no source to those that were found before."""
    for other in found:
        if why := one_voice(draft, other, parties=parties):
            return f"counted once with {_name(other)}: {why}"
    return "passes on what others say" if found and relays(draft) else None


def _name(draft: Draft) -> str:
    speaker = draft.speaker
    return (speaker.name or speaker.as_written) if speaker else (draft.wire or "the outlet")


def _for_actor(draft: Draft, mentions: Sequence[EventMention]) -> bool:
    """Whether a speaker stands on the side of the only party that is said to have done it."""
    named = [a for m in mentions if m.polarity == "positive" for a in m.actors if a.name]
    if not named or draft.stance == "accuses" or not all(_one_side(named[0], a) for a in named[1:]):
        return False
    mine, its = draft.side, side_of(named[0])
    whole = mine.body in (WHOLE, its.body) or its.body == WHOLE
    same = mine.state is not None and mine.state == its.state and whole
    return same or tied(mine, named[0]) or same_source(draft.speaker, named[0])


def _told_and_denied(drafts: Sequence[Draft], mentions: Sequence[EventMention], others: Sequence[Draft]) -> bool:
    """Somebody says that it happened, and somebody who is not accused of it says that it did not."""
    doers = [a for m in mentions if m.polarity == "positive" for a in m.actors if a.name]
    deniers = _deniers(drafts, mentions)
    outside = [d for d in deniers if doers and not _any_same(d, doers)]
    return bool(outside) and any(not same_source(o.speaker, d) for o in others for d in outside)


def _whom(drafts: Sequence[Draft], mentions: Sequence[EventMention]) -> bool:
    """Who did it says that he killed fighters, and another that they were civilians."""
    claims = {a.id for d in drafts if d.stance == "claims" for a in d.attributions}
    claimants = [d.speaker for d in drafts if d.stance == "claims" and d.speaker]
    others = [d for d in drafts if d.stance in ("asserts", "accuses", "confirms", "condemns") and d.speaker]
    apart = {a.id for d in others if not any(same_source(d.speaker, c) for c in claimants) for a in d.attributions}
    fighters = any(m.attribution in claims and at_fighters(m) for m in mentions)
    return fighters and any(m.attribution in apart and _at_civilians(m) for m in mentions)


def _at_civilians(mention: EventMention) -> bool:
    words = [*(t.as_written for t in mention.targets), *(t.who or "" for t in mention.tolls if t.part_of is None)]
    return any(CIVILIANS.search(w) for w in words) and not at_fighters(mention)


def _occurrence(drafts: Sequence[Draft], own: Sequence[Draft], others: Sequence[Draft]) -> tuple[str, str]:
    count = len(own) + len(others)
    doubts = [d for d in drafts if d.stance == "denies" and d.speaker is not None]
    if count == 0:
        if doubts:
            return "denied", "it is only denied"
        if drafts and all(d.stance == "mentions" for d in drafts):
            return "single source", "nobody says that it happened: it is only spoken of as known"
        if any(not d.attributions for d in drafts):
            return "single source", "only the outlet says so, in its own voice"
        return "single source", "reported with no source named"
    if not others:
        beside = " beside the outlet, which names no other source" if _in_outlet_voice(drafts) else ""
        return "claimed", f"only the actor says so{beside} ({len(own)} original source)"
    if len(others) == 1 and others[0].witness:
        return f"corroborated ({max(count, 1)})", "the outlet's own witness"
    if count == 1:
        return "single source", "1 original source, not the actor"
    return f"corroborated ({count})", f"{count} independent original sources"


def _in_outlet_voice(drafts: Sequence[Draft]) -> bool:
    """The outlet tells it in its own words in the body, not only in the title."""
    return any(not d.attributions and not d.witness and len(d.said) > 1 for d in drafts)


def _responsibility(drafts: Sequence[Draft], mentions: Sequence[EventMention]) -> str:
    if not any(m.type in HOSTILE for m in mentions):
        return "not at issue"
    claims = [d for d in drafts if d.stance == "claims" and d.speaker]
    claimants = [d.speaker for d in claims if d.speaker]
    deniers = _deniers(drafts, mentions)
    accused = _accused(drafts, mentions)
    if claimants and deniers and not all(_any_same(d, claimants) for d in deniers):
        return "disputed"
    if claimants and any(_is_rival(a, claimants) for a in accused):
        return "disputed"
    named = [c for c in claims if c.speaker and c.speaker.name]
    if len(named) > 1 and not all(_one_claim(named[0], other) for other in named[1:]):
        return "disputed"
    if deniers:
        return "disputed" if _counter(accused, deniers) else "denied"
    if claimants:
        theirs = [a for a in accused if _any_same(a, claimants)]
        return "corroborated" if theirs else "claimed"
    if accused:
        return "accused"
    return "stated" if any(a.name for m in mentions for a in m.actors) else "unknown"


def _deniers(drafts: Sequence[Draft], mentions: Sequence[EventMention]) -> list[Actor]:
    """Who denies it. An arrest is denied by who makes it or by the state: others deny the charge behind it.

    Who denied it and owns up to it denies it no longer.
    """
    found = [d for d in drafts if d.stance == "denies" and d.speaker]
    if all(m.type in _OF_AUTHORITY for m in mentions):
        doers = [a for m in mentions for a in m.actors]
        found = [d for d in found if d.side.state or any(same_source(d.speaker, a) for a in doers)]
    claimants = [d.speaker for d in drafts if d.stance == "claims" and d.speaker]
    return [d.speaker for d in found if d.speaker and not any(same_speaker(d.speaker, c) for c in claimants)]


def _one_claim(a: Draft, b: Draft) -> bool:
    """The same claimant: by name, or two organs of one state."""
    same = a.side.state is not None and a.side.state == b.side.state
    return same or (a.speaker is not None and b.speaker is not None and _one_side(a.speaker, b.speaker))


def _is_rival(accused: Actor, claimants: Sequence[Actor]) -> bool:
    """A state beside a group that claims it, or a group beside a state: one group may have acted for another."""
    if _any_same(accused, claimants):
        return False
    return any((accused.kind in _STATE) != (c.kind in _STATE) for c in claimants if c.kind and accused.kind)


def _accused(drafts: Sequence[Draft], mentions: Sequence[EventMention]) -> list[Actor]:
    """Named actors of mentions whose account accuses; who blames his own side accuses nobody else."""
    accusing = {a.id: d.side.state for d in drafts if d.stance == "accuses" for a in d.attributions}
    return [
        actor
        for m in mentions
        if m.attribution in accusing
        for actor in m.actors
        if actor.name and not (accusing[m.attribution] and side_of(actor).state == accusing[m.attribution])
    ]


def _counter(accused: Sequence[Actor], deniers: Sequence[Actor]) -> bool:
    """More than one party is accused, or who denies it accuses another: each side names the other."""
    parties: list[Actor] = []
    for actor in (*accused, *deniers):
        if not any(_one_side(actor, p) for p in parties):
            parties.append(actor)
    return len(parties) > 1


def _one_side(a: Actor, b: Actor) -> bool:
    return same_actor(a, b) or same_source(a, b) or bool(a.id and a.id == b.id)


def _any_same(actor: Actor, others: Sequence[Actor]) -> bool:
    return any(_one_side(actor, other) for other in others)


def _dispute(drafts: Sequence[Draft]) -> str:
    parts = []
    for stance, words in (("claims", "claimed by"), ("accuses", "accusation by"), ("denies", "denied by")):
        names = dict.fromkeys(
            d.speaker.name or d.speaker.as_written for d in drafts if d.stance == stance and d.speaker
        )
        if names:
            parts.append(f"{words} {', '.join(names)}")
    return "; ".join(parts)
