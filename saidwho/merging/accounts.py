"""Whose account of an event: one per original source and stance, with the way it came to us."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from saidwho.merging.parties import same_source
from saidwho.records import OUTLET, Account, Actor, Article, Attribution, EventMention, Span, Stance

HOSTILE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})
REALISED = frozenset({"occurred", "ongoing", "attempted"})
_FIXED: Mapping[str, Stance] = {
    "deny": "denies",
    "unverified": "cannot_verify",
    "threaten": "threatens",
    "condemn": "condemns",
    "confirm": "confirms",
}
_OPPOSITE: Mapping[str, Stance] = {"deny": "confirms", "confirm": "cannot_verify", "claim": "denies"}


@dataclass(slots=True)
class Draft:
    """An account while it is gathered."""

    speaker: Actor | None
    stance: Stance
    attributions: list[Attribution] = field(default_factory=list)
    said: list[Span] = field(default_factory=list)
    number: int = 0
    of_own: bool = False


def gather(
    article: Article, mentions: Sequence[EventMention], known: Mapping[str, Attribution]
) -> tuple[list[Draft], dict[str, Draft]]:
    """The accounts of one event, and the account that each attribution id belongs to.

    The outlet's own voice is an account only for what it tells without a source.
    """
    drafts: list[Draft] = []
    belongs: dict[str, Draft] = {}
    for mention in mentions:
        for identifier in dict.fromkeys([mention.attribution, *(t.said_by for t in mention.tolls)]):
            attribution = known.get(identifier)
            draft = _draft_for(drafts, attribution, mention)
            belongs.setdefault(identifier, draft)
            if attribution is None:
                draft.said.append(mention.sentence)
            elif attribution not in draft.attributions:
                draft.attributions.append(attribution)
                draft.said.extend(attribution.content)
    for number, draft in enumerate(drafts, 1):
        draft.number = number
    return drafts, belongs


def _draft_for(drafts: list[Draft], attribution: Attribution | None, mention: EventMention) -> Draft:
    stance = stance_of(attribution, mention)
    speaker = attribution.speaker if attribution else None
    for draft in drafts:
        if draft.stance != stance or (attribution is None) != (not draft.attributions):
            continue
        if attribution is None or same_source(draft.speaker, speaker) or attribution in draft.attributions:
            return draft
    draft = Draft(speaker, stance)
    drafts.append(draft)
    return draft


def stance_of(attribution: Attribution | None, mention: EventMention) -> Stance:
    """The stance that a cue gives its speaker on the event of a mention in its content.

    Whoever says that he did it himself claims; whoever says that a named other did it accuses.
    """
    if attribution is None:
        return "asserts"
    cue = attribution.cue_class
    if attribution.negated:
        return _OPPOSITE.get(cue, "cannot_verify")
    if cue in _FIXED:
        return _FIXED[cue]
    if mention.stage not in REALISED:
        return "threatens" if mention.stage == "threatened" else "asserts"
    speaker = attribution.speaker
    own = speaker is not None and any(same_source(speaker, actor) for actor in mention.actors)
    if mention.polarity == "negative":
        return "denies" if cue == "claim" or own else "asserts"
    if mention.type not in HOSTILE:
        return "accuses" if cue == "accuse" else "asserts"
    if own or (cue == "claim" and not mention.actors):
        return "claims"
    if cue == "accuse" or (speaker and any(a.name for a in mention.actors) and speaker.kind not in ("media", "outlet")):
        return "accuses"
    return "asserts"


def finish(
    article: Article, drafts: Sequence[Draft], mentions: Sequence[EventMention], known: Mapping[str, Attribution]
) -> tuple[Account, ...]:
    """Frozen accounts in order of the text."""
    return tuple(_account(article, draft, mentions, known) for draft in drafts)


def _account(
    article: Article, draft: Draft, mentions: Sequence[EventMention], known: Mapping[str, Attribution]
) -> Account:
    first = draft.attributions[0] if draft.attributions else None
    unknown = dict(first.unknown) if first and draft.speaker is None else {}
    return Account(
        id=f"s-{draft.number}",
        source=draft.speaker,
        stance=draft.stance,
        role=_role(draft, mentions),
        said_via=_chain(article, draft.attributions, known),
        said=tuple(dict.fromkeys(draft.said)),
        cue=tuple(dict.fromkeys(span for a in draft.attributions for span in a.cue)),
        quotation=first.quotation if first else None,
        attributions=tuple(a.id for a in draft.attributions) or (OUTLET,),
        unknown=unknown,
    )


def _role(draft: Draft, mentions: Sequence[EventMention]) -> str | None:
    if not draft.attributions:
        return "outlet"
    if draft.speaker is None:
        return None
    if draft.stance == "claims" or any(same_source(draft.speaker, a) for m in mentions for a in m.actors):
        return "actor"
    if any(same_source(draft.speaker, a) for m in mentions for a in m.targets):
        return "target"
    return draft.speaker.kind


def _chain(
    article: Article, attributions: Sequence[Attribution], known: Mapping[str, Attribution]
) -> tuple[Mapping[str, str], ...]:
    """From the outlet inwards: who relays, and by which channels."""
    steps: list[Mapping[str, str]] = [{"outlet": article.outlet or "the outlet"}]
    if attributions:
        relays: list[Mapping[str, str]] = []
        parent, seen = known.get(attributions[0].parent), {attributions[0].id}
        while parent is not None and parent.id not in seen:
            seen.add(parent.id)
            if parent.speaker and not same_source(parent.speaker, attributions[0].speaker):
                relays.append({"speaker": parent.speaker.name or parent.speaker.as_written})
            parent = known.get(parent.parent)
        steps += reversed(relays)
    channels = {a.channel.as_written.casefold(): a.channel for a in attributions if a.channel}
    steps += [{"channel": c.as_written, "kind": c.kind} for c in channels.values()]
    return tuple(steps)
