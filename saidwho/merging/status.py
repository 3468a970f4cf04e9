"""The status of an event, computed from its accounts by a written rule (docs/status.md), never set by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from saidwho.linking import same_actor
from saidwho.merging.accounts import HOSTILE, Draft
from saidwho.merging.cluster import NOT_YET
from saidwho.merging.parties import same_source
from saidwho.records import Actor, EventMention

SUPPORTS = frozenset({"claims", "asserts", "confirms", "accuses"})


@dataclass(frozen=True, slots=True)
class Status:
    """The one word, the two behind it, and why."""

    status: str
    occurrence: str
    responsibility: str
    why: str


def status_of(drafts: Sequence[Draft], mentions: Sequence[EventMention]) -> Status:
    """Applies the rule to the accounts of one event."""
    if all(m.stage in NOT_YET for m in mentions):
        return Status("threatened", "threatened", "threatened", "nothing has happened yet")
    if all(m.polarity == "negative" for m in mentions):
        return Status("denied", "denied", "denied", "the report says that it did not happen")
    independent = _independent(drafts)
    own = [d for d in independent if d.stance == "claims"]
    others = [d for d in independent if d.stance != "claims"]
    responsibility = _responsibility(drafts, mentions)
    occurrence, why = _occurrence(drafts, own, others)
    if "disputed" in (responsibility, occurrence):
        return Status("disputed", occurrence, responsibility, _dispute(drafts))
    if responsibility == "denied":
        return Status("denied", occurrence, responsibility, "whoever is accused denies it")
    return Status(occurrence, occurrence, responsibility, why)


def _independent(drafts: Sequence[Draft]) -> list[Draft]:
    """Supporting accounts of different original sources, claims first: whoever claims it vouches for himself only."""
    found: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: d.stance != "claims"):
        if draft.stance in SUPPORTS and draft.speaker is not None and not draft.of_nobody:
            if not any(_one_voice(draft.speaker, other.speaker) for other in found):
                found.append(draft)
    return found


def _one_voice(a: Actor, b: Actor | None) -> bool:
    """One source; of two unnamed ones also where one's words hold the other's (“police”, “local police”)."""
    if b is None or same_source(a, b):
        return b is not None
    words, others = (set(x.as_written.casefold().split()) - {"the", "a", "an"} for x in (a, b))
    return a.name is None and b.name is None and bool(words) and (words <= others or others <= words)


def _occurrence(drafts: Sequence[Draft], own: Sequence[Draft], others: Sequence[Draft]) -> tuple[str, str]:
    count = len(own) + len(others)
    doubts = [d for d in drafts if d.stance == "denies" and d.speaker is not None]
    if count == 0:
        if doubts:
            return "denied", "it is only denied"
        if any(not d.attributions for d in drafts):
            return "single source", "only the outlet says so, in its own voice"
        return "single source", "reported with no source named"
    if not others:
        beside = " beside the outlet, which names no other source" if _in_outlet_voice(drafts) else ""
        return "claimed", f"only the actor says so{beside} ({len(own)} original source)"
    if count == 1:
        return "single source", "1 original source, not the actor"
    return f"corroborated ({count})", f"{count} independent original sources"


def _in_outlet_voice(drafts: Sequence[Draft]) -> bool:
    """The outlet tells it in its own words in the body, not only in the title."""
    return any(not d.attributions and len(d.said) > 1 for d in drafts)


def _responsibility(drafts: Sequence[Draft], mentions: Sequence[EventMention]) -> str:
    if not any(m.type in HOSTILE for m in mentions):
        return "not at issue"
    claimants = [d.speaker for d in drafts if d.stance == "claims" and d.speaker]
    deniers = [d.speaker for d in drafts if d.stance == "denies" and d.speaker]
    accused = _accused(drafts, mentions)
    rivals = [a for a in accused if not any(_one_side(a, c) for c in claimants)]
    if claimants and (rivals or (deniers and not all(_any_same(d, claimants) for d in deniers))):
        return "disputed"
    named = [c for c in claimants if c.name]
    if len(named) > 1 and not all(_one_side(named[0], other) for other in named[1:]):
        return "disputed"
    if deniers:
        return "disputed" if _counter(accused, deniers) else "denied"
    if claimants:
        return "corroborated" if accused else "claimed"
    if accused:
        return "accused"
    return "stated" if any(a.name for m in mentions for a in m.actors) else "unknown"


def _accused(drafts: Sequence[Draft], mentions: Sequence[EventMention]) -> list[Actor]:
    """Named actors of mentions whose account accuses."""
    accusing = {a.id for d in drafts if d.stance == "accuses" for a in d.attributions}
    return [a for m in mentions if m.attribution in accusing for a in m.actors if a.name]


def _counter(accused: Sequence[Actor], deniers: Sequence[Actor]) -> bool:
    """More than one party is accused: each side names the other."""
    parties: list[Actor] = []
    for actor in accused:
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
