"""Whose account of an event: one per original source and stance, with the way it came to us."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from saidwho.merging.beside import is_beside, reaction
from saidwho.merging.blame import blames
from saidwho.merging.copies_origins import is_medium
from saidwho.merging.drafts import (
    SUPPORT,
    Draft,
    folded,
    headed,
    introduced,
    pointed_back,
    rejoined,
    titled,
    without_mentions,
)
from saidwho.merging.known import known_of
from saidwho.merging.offices import described, side_of
from saidwho.merging.parties import same_source, same_voice, someone
from saidwho.merging.pointing import disowns, wields
from saidwho.merging.stances import FIXED, HOSTILE, above, at_fighters, stance_of, teller_of
from saidwho.merging.voices import adds_nothing, is_denied, of_nobody
from saidwho.merging.witnesses import is_witness
from saidwho.records import OUTLET, Account, Actor, Article, Attribution, EventMention, Stance


def gather(
    article: Article, mentions: Sequence[EventMention], known: Mapping[str, Attribution]
) -> tuple[list[Draft], dict[str, Draft]]:
    """The accounts of one event in one article, and the account that each attribution id belongs to.

    The outlet's own voice is an account only for what it tells without a source. Who denies, confirms or condemns what
    another says has an account beside the other's.
    """
    drafts: list[Draft] = []
    belongs: dict[str, Draft] = {}
    asserted = any(m.polarity == "positive" for m in mentions)
    home = _home(mentions, known)
    parties = [a for m in mentions for a in m.actors if a.name]
    parties += [a.speaker for a in known_of(known).parties if a.speaker and a.article in (None, article.id)]
    for mention in mentions:
        own = known.get(mention.attribution)
        teller = teller_of(own, known)
        stance = stance_of(teller, mention, asserted=asserted, home=home)
        stance = _in_words(article, mention, teller, stance, known, parties)
        told = _add(drafts, belongs, mention.attribution, teller, stance, mention)
        if teller is not None:
            belongs.setdefault(teller.id, told)
        for upper in above(own, known):
            presupposed = upper.cue_class == "deny" and mention.type in _OF_AUTHORITY
            if upper.cue_class in FIXED and upper.cue_class != "threaten" and not upper.negated and not presupposed:
                _add(drafts, belongs, upper.id, upper, FIXED[upper.cue_class], mention)
        for toll in mention.tolls:
            if is_denied(toll, known):
                continue
            draft = belongs.get(toll.said_by)
            if draft is None:
                draft = _add(drafts, belongs, toll.said_by, known.get(toll.said_by), "asserts", mention)
                draft.of_nobody = toll.high == 0
    for draft in drafts:
        draft.side = side_of(draft.speaker, article, home=home)
        draft.office = described(draft.speaker, article)
        draft.witness = is_witness(article, draft.speaker, draft.attributions, draft.said)
        draft.medium = _is_medium(draft.speaker)
    _soften(drafts, mentions)
    drafts = rejoined(drafts, belongs)
    drafts = introduced(pointed_back(drafts, belongs), belongs)
    drafts = folded(headed(titled(article, drafts, belongs), belongs), belongs)
    drafts = without_mentions(drafts, belongs)
    drafts = _without_echo(article, drafts, belongs, mentions, known)
    for number, draft in enumerate(drafts, 1):
        draft.number = number
    return drafts, belongs


def _in_words(
    article: Article,
    mention: EventMention,
    teller: Attribution | None,
    stance: Stance,
    known: Mapping[str, Attribution],
    parties: list[Actor],
) -> Stance:
    """The stance that a cue gives, as the words said change it: disowned, of his own arms, another's blame."""
    if stance in _VOUCHES and disowns(article, teller):
        stance = "denies"
    if stance == "asserts" and wields(article, teller, mention):
        stance = "claims"
    if stance == "asserts" and teller is not None and mention.type in HOSTILE:
        uppers = above(known.get(mention.attribution), known)
        charged = teller.cue_class == "accuse" and any(a.cue_class == "deny" for a in uppers)
        stance = "accuses" if charged or blames(article, teller, mention, parties) else stance
    if is_beside(mention) or (stance == "asserts" and mention.presupposed and not mention.tolls):
        stance = _beside(article, teller, stance)
    return stance


def _beside(article: Article, teller: Attribution | None, stance: Stance) -> Stance:
    """The stance of who only speaks of the deed: he threatens, blames somebody, reacts, or takes it for known."""
    if stance in ("threatens", "accuses"):
        return stance
    return (teller and reaction(article, teller)) or "mentions"


def _is_medium(speaker: Actor | None) -> bool:
    if speaker is None:
        return False
    return speaker.kind in ("media", "outlet") or is_medium(speaker.name or speaker.as_written)


def _without_echo(
    article: Article,
    drafts: list[Draft],
    belongs: dict[str, Draft],
    mentions: Sequence[EventMention],
    known: Mapping[str, Attribution],
) -> list[Draft]:
    """The outlet's own voice only where it tells what none of its sources does, or saw it itself."""
    nobody = [d for d in drafts if all(of_nobody(a.id, known) for a in d.attributions)]
    supported = any(d not in nobody and d.stance in SUPPORT and not d.of_nobody for d in drafts)
    echoes = [d for d in nobody if not d.witness and d.stance == "asserts"]
    if not echoes or not supported or not adds_nothing(article, mentions, known):
        return drafts
    for key in [k for k, d in belongs.items() if d in echoes]:
        del belongs[key]
    return [d for d in drafts if d not in echoes]


def _soften(drafts: Sequence[Draft], mentions: Sequence[EventMention]) -> None:
    """Who tells of a deed that its doer claims accuses nobody, unless he blames in so many words, or the doer claims to
    have killed fighters and he does not say that."""
    claimants = [d.speaker for d in drafts if d.stance == "claims"]
    claims = {a.id for d in drafts if d.stance == "claims" for a in d.attributions}
    fighters = any(m.attribution in claims and at_fighters(m) for m in mentions)
    for draft in drafts:
        if draft.stance != "accuses" or any(a.cue_class == "accuse" for a in draft.attributions):
            continue
        ids = {a.id for a in draft.attributions}
        if fighters and not any(m.attribution in ids and at_fighters(m) for m in mentions):
            continue
        doers = [a for m in mentions if m.attribution in ids for a in m.actors if a.name]
        own = draft.side.state is not None and all(side_of(a).state == draft.side.state for a in doers)
        if doers and (own or all(any(same_source(a, c) for c in claimants) for a in doers)):
            draft.stance = "asserts"


_VOUCHES = frozenset({"asserts", "confirms", "claims"})
_OF_AUTHORITY = frozenset({"COERCE", "SANCTION"})
"""Deeds that a denial around them presupposes: who denies “the threat that led to the arrest” denies no arrest."""


def _home(mentions: Sequence[EventMention], known: Mapping[str, Attribution]) -> str | None:
    """The country of the event: that of the most places, the first of equals; else the only state that speaks of it."""
    countries = [m.place.country for m in mentions if m.place and m.place.country]
    countries = countries or [a.id for m in mentions for a in m.targets if a.kind == "state" and a.id]
    if not countries:
        speakers = [a.speaker for m in mentions if (a := known.get(m.attribution))]
        speaking = {s.id for s in speakers if s and s.kind == "state" and s.id}
        return next(iter(speaking)) if len(speaking) == 1 else None
    return max(countries, key=countries.count)


def _add(
    drafts: list[Draft],
    belongs: dict[str, Draft],
    identifier: str,
    attribution: Attribution | None,
    stance: Stance,
    mention: EventMention,
) -> Draft:
    draft = _draft_for(drafts, attribution, stance)
    belongs.setdefault(identifier, draft)
    if attribution is None:
        draft.said.append(mention.sentence)
    elif attribution not in draft.attributions:
        draft.attributions.append(attribution)
        draft.said.extend(attribution.content)
    return draft


def _draft_for(drafts: list[Draft], attribution: Attribution | None, stance: Stance) -> Draft:
    speaker = someone(attribution.speaker) if attribution else None
    for draft in drafts:
        if draft.stance != stance or (attribution is None) != (not draft.attributions):
            continue
        if attribution is None or same_voice(draft.speaker, speaker) or attribution in draft.attributions:
            return draft
    draft = Draft(speaker, stance)
    drafts.append(draft)
    return draft


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
    if draft.witness:
        return "witness"
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
    """From the outlet inwards: whose report it prints, who relays, and by which channels."""
    steps: list[Mapping[str, str]] = [{"outlet": article.outlet or "the outlet"}]
    wire = known_of(known).wire
    if wire is not None and wire.name:
        steps.append({"wire": wire.name, "as_written": wire.as_written})
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
