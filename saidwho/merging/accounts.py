"""Whose account of an event: one per original source and stance, with the way it came to us."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeGuard

from saidwho.merging.beside import is_beside, reaction
from saidwho.merging.blame import blames
from saidwho.merging.offices import NO_SIDE, WHOLE, Side, described, side_of
from saidwho.merging.parties import head_words, office_words, same_source, same_speaker, same_voice, someone
from saidwho.merging.pointing import disowns, wields
from saidwho.merging.stances import FIXED, HOSTILE, above, stance_of, teller_of
from saidwho.merging.voices import adds_nothing, is_denied, of_nobody
from saidwho.merging.witnesses import is_witness
from saidwho.records import OUTLET, Account, Actor, Article, Attribution, EventMention, Span, Stance


@dataclass(slots=True)
class Draft:
    """An account while it is gathered, in one article or over many."""

    speaker: Actor | None
    stance: Stance
    attributions: list[Attribution] = field(default_factory=list)
    said: list[Span] = field(default_factory=list)
    number: int = 0
    of_nobody: bool = False
    """It only says that nobody came to harm: no support of the deed."""
    side: Side = NO_SIDE
    """The state and institution for which the speaker speaks."""
    office: frozenset[str] = frozenset()
    """The words that the report has for the speaker."""
    witness: bool = False
    """The outlet's own people saw it."""


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
    home = _home(mentions)
    parties = [a for m in mentions for a in m.actors if a.name]
    parties += [a.speaker for a in known.values() if a.article in (None, article.id) and _is_party(a.speaker)]
    for mention in mentions:
        own = known.get(mention.attribution)
        teller = teller_of(own, known)
        stance = stance_of(teller, mention, asserted=asserted, home=home)
        if stance in _VOUCHES and disowns(article, teller):
            stance = "denies"
        if stance == "asserts" and wields(article, teller, mention):
            stance = "claims"
        if stance == "asserts" and teller is not None and mention.type in HOSTILE:
            charged = teller.cue_class == "accuse" and any(a.cue_class == "deny" for a in above(own, known))
            stance = "accuses" if charged or blames(article, teller, mention, parties) else stance
        if is_beside(mention) or (stance == "asserts" and mention.presupposed and not mention.tolls):
            stance = (teller and reaction(article, teller)) or "mentions"
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
    _soften(drafts, mentions)
    drafts = _folded(_headed(_titled(article, drafts, belongs), belongs), belongs)
    drafts = _without_mentions(drafts, belongs)
    drafts = _without_echo(article, drafts, belongs, mentions, known)
    for number, draft in enumerate(drafts, 1):
        draft.number = number
    return drafts, belongs


def _is_party(actor: Actor | None) -> TypeGuard[Actor]:
    return actor is not None and actor.name is not None and actor.kind not in ("person", "media", "outlet", "document")


def _without_echo(
    article: Article,
    drafts: list[Draft],
    belongs: dict[str, Draft],
    mentions: Sequence[EventMention],
    known: Mapping[str, Attribution],
) -> list[Draft]:
    """The outlet's own voice only where it tells what none of its sources does, or saw it itself."""
    nobody = [d for d in drafts if all(of_nobody(a.id, known) for a in d.attributions)]
    supported = any(d not in nobody and d.stance in _SUPPORT and not d.of_nobody for d in drafts)
    echoes = [d for d in nobody if not d.witness and d.stance == "asserts"]
    if not echoes or not supported or not adds_nothing(article, mentions, known):
        return drafts
    for key in [k for k, d in belongs.items() if d in echoes]:
        del belongs[key]
    return [d for d in drafts if d not in echoes]


def _soften(drafts: Sequence[Draft], mentions: Sequence[EventMention]) -> None:
    """Who tells of a deed that its doer claims accuses nobody, unless he blames in so many words."""
    claimants = [d.speaker for d in drafts if d.stance == "claims"]
    for draft in drafts:
        if draft.stance != "accuses" or any(a.cue_class == "accuse" for a in draft.attributions):
            continue
        ids = {a.id for a in draft.attributions}
        doers = [a for m in mentions if m.attribution in ids for a in m.actors if a.name]
        own = draft.side.state is not None and all(side_of(a).state == draft.side.state for a in doers)
        if doers and (own or all(any(same_source(a, c) for c in claimants) for a in doers)):
            draft.stance = "asserts"


def one_speaker(a: Draft, b: Draft) -> bool:
    """One account's speaker: by name, or a named person and the office by which the reports call him."""
    if same_speaker(a.speaker, b.speaker):
        return True
    return _in_office(a, b) or _in_office(b, a)


def _in_office(unnamed: Draft, named: Draft) -> bool:
    """“The health minister” beside “Health Minister N”."""
    one, other = unnamed.speaker, named.speaker
    if one is None or other is None or one.name or not other.name or one.kind != "person" or other.kind != "person":
        return False
    words = office_words(one)
    return len(words) > 1 and words <= named.office


_SUPPORT = frozenset({"claims", "asserts", "confirms", "accuses"})
_VOUCHES = frozenset({"asserts", "confirms", "claims"})
_OF_AUTHORITY = frozenset({"COERCE", "SANCTION"})
"""Deeds that a denial around them presupposes: who denies “the threat that led to the arrest” denies no arrest."""


def _titled(article: Article, drafts: list[Draft], belongs: dict[str, Draft]) -> list[Draft]:
    """Without the accounts that only the title gives, where one speaker of the report is whom it means."""
    title = article.title
    into: dict[int, Draft] = {}
    for draft in drafts:
        spans = [c for a in draft.attributions for c in a.cue]
        if title is None or not spans or draft.stance not in _SUPPORT or any(c.start >= title.end for c in spans):
            continue
        meant = [d for d in drafts if d is not draft and d.attributions and d.stance in _SUPPORT and _meant(draft, d)]
        same = [d for d in meant if d.side.body == draft.side.body and d.side.state]
        meant = meant if len(same) != 1 else same
        if len(meant) == 1 and id(meant[0]) not in into:
            into[id(draft)] = meant[0]
            meant[0].attributions += [a for a in draft.attributions if a not in meant[0].attributions]
            meant[0].said += draft.said
            if draft.stance == "accuses" and meant[0].stance == "asserts":
                meant[0].stance = "accuses"
    for key, draft in belongs.items():
        belongs[key] = into.get(id(draft), draft)
    return [d for d in drafts if id(d) not in into]


def _headed(drafts: list[Draft], belongs: dict[str, Draft]) -> list[Draft]:
    """“The director of the hospital” is “Director N” where the report has one such name with that stance."""
    into: dict[int, Draft] = {}
    for draft in drafts:
        speaker = draft.speaker
        if speaker is None or speaker.name or speaker.kind != "person" or not head_words(speaker):
            continue
        named = [d for d in drafts if d.speaker and d.speaker.name and d.speaker.kind == "person"]
        able = [d for d in named if d.stance == draft.stance and head_words(speaker) <= d.office]
        if len(able) == 1:
            into[id(draft)] = able[0]
            able[0].attributions[:0] = [a for a in draft.attributions if a not in able[0].attributions]
            able[0].said[:0] = draft.said
    for key, draft in belongs.items():
        belongs[key] = into.get(id(draft), draft)
    return [d for d in drafts if id(d) not in into]


def _meant(title: Draft, draft: Draft) -> bool:
    """Whether a title's speaker stands for one of the report: the state for its office, the office for who holds it."""
    one, other = title.speaker, draft.speaker
    if one is None or other is None or (title.stance == "claims") != (draft.stance == "claims"):
        return False
    if title.side.state is not None and title.side.state == draft.side.state:
        return title.side.body in (WHOLE, draft.side.body)
    if one.name is None and not title.side.state:
        words = head_words(one)
        if words and words <= frozenset(other.as_written.casefold().split()):
            return True
    return _in_office(title, draft)


STRONGER: Mapping[Stance, tuple[Stance, ...]] = {
    "asserts": ("claims", "accuses", "confirms"),
    "confirms": ("claims",),
    "mentions": ("claims", "accuses", "confirms", "asserts", "denies", "cannot_verify", "threatens", "condemns"),
}
"""What a speaker who takes the stronger stance says besides is part of the same account."""


def _folded(drafts: Sequence[Draft], belongs: dict[str, Draft]) -> list[Draft]:
    """One account for a speaker who both claims a deed and tells of it."""
    into: dict[int, Draft] = {}
    for draft in drafts:
        stronger = STRONGER.get(draft.stance, ()) if draft.speaker and not draft.of_nobody else ()
        for stance in stronger:
            found = next((d for d in drafts if d.stance == stance and one_speaker(d, draft)), None)
            if found is not None:
                into[id(draft)] = found
                found.attributions += [a for a in draft.attributions if a not in found.attributions]
                found.said += draft.said
                break
    for key, draft in belongs.items():
        while id(draft) in into:
            draft = into[id(draft)]
        belongs[key] = draft
    return [d for d in drafts if id(d) not in into]


def _without_mentions(drafts: list[Draft], belongs: dict[str, Draft]) -> list[Draft]:
    """That the outlet or somebody unnamed speaks of it as known is an account only where there is no other."""
    dropped = [d for d in drafts if d.stance == "mentions" and d.speaker is None]
    if len(dropped) == len(drafts):
        return drafts
    for key in [k for k, d in belongs.items() if any(d is x for x in dropped)]:
        del belongs[key]
    return [d for d in drafts if not any(d is x for x in dropped)]


def _home(mentions: Sequence[EventMention]) -> str | None:
    """The country of the event: that of the most places, the first of equals."""
    countries = [m.place.country for m in mentions if m.place and m.place.country]
    return max(countries, key=countries.count) if countries else None


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
