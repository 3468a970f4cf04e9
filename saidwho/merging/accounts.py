"""Whose account of an event: one per original source and stance, with the way it came to us."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from saidwho.merging.offices import NO_SIDE, WHOLE, Side, side_of
from saidwho.merging.parties import same_source
from saidwho.merging.witnesses import is_witness
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
    for mention in mentions:
        own = known.get(mention.attribution)
        teller = teller_of(own, known)
        told = _add(
            drafts, belongs, mention.attribution, teller, stance_of(teller, mention, asserted=asserted), mention
        )
        if teller is not None:
            belongs.setdefault(teller.id, told)
        for above in _above(own, known):
            if above.cue_class in _FIXED and above.cue_class != "threaten" and not above.negated:
                _add(drafts, belongs, above.id, above, _FIXED[above.cue_class], mention)
        for toll in mention.tolls:
            draft = belongs.get(toll.said_by)
            if draft is None:
                draft = _add(drafts, belongs, toll.said_by, known.get(toll.said_by), "asserts", mention)
                draft.of_nobody = toll.high == 0
    _soften(drafts, mentions)
    drafts = _folded(drafts, belongs)
    home = _home(mentions)
    for number, draft in enumerate(drafts, 1):
        draft.number = number
        draft.side = side_of(draft.speaker, article, home=home)
        draft.witness = is_witness(article, draft.speaker, draft.attributions, draft.said)
    return drafts, belongs


def _soften(drafts: Sequence[Draft], mentions: Sequence[EventMention]) -> None:
    """Who tells of a deed that its doer claims accuses nobody, unless he blames in so many words."""
    claimants = [d.speaker for d in drafts if d.stance == "claims"]
    for draft in drafts:
        if draft.stance != "accuses" or any(a.cue_class == "accuse" for a in draft.attributions):
            continue
        ids = {a.id for a in draft.attributions}
        doers = [a for m in mentions if m.attribution in ids for a in m.actors if a.name]
        if doers and all(any(same_source(a, c) for c in claimants) for a in doers):
            draft.stance = "asserts"


STRONGER: Mapping[Stance, tuple[Stance, ...]] = {
    "asserts": ("claims", "accuses", "confirms"),
    "confirms": ("claims",),
}
"""What a speaker who takes the stronger stance says besides is part of the same account."""


def _folded(drafts: Sequence[Draft], belongs: dict[str, Draft]) -> list[Draft]:
    """One account for a speaker who both claims a deed and tells of it."""
    into: dict[int, Draft] = {}
    for draft in drafts:
        stronger = STRONGER.get(draft.stance, ()) if draft.speaker and not draft.of_nobody else ()
        for stance in stronger:
            found = next((d for d in drafts if d.stance == stance and same_source(d.speaker, draft.speaker)), None)
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


_TELLING = frozenset({"say", "report", "claim", "confirm", "accuse", "believe"})
_RELAYS = frozenset({"media", "outlet", "document", None})


def teller_of(attribution: Attribution | None, known: Mapping[str, Attribution]) -> Attribution | None:
    """Whose words these are: what a party says that another said is the party's account, not the other's.

    Media only relay. Who denies or condemns another's words does not vouch for them, and a denial stays the denier's.
    """
    teller = attribution
    if attribution is not None and attribution.cue_class == "deny" and attribution.speaker is not None:
        return attribution
    for above in _above(attribution, known):
        if above.cue_class not in _TELLING or above.negated or above.speaker is None:
            break
        if above.speaker.kind not in _RELAYS:
            teller = above
    return teller


def _above(attribution: Attribution | None, known: Mapping[str, Attribution]) -> list[Attribution]:
    """The attributions that hold this one, the nearest first."""
    found: list[Attribution] = []
    parent = known.get(attribution.parent) if attribution else None
    while parent is not None and parent not in found:
        found.append(parent)
        parent = known.get(parent.parent)
    return found


def _draft_for(drafts: list[Draft], attribution: Attribution | None, stance: Stance) -> Draft:
    speaker = attribution.speaker if attribution else None
    for draft in drafts:
        if draft.stance != stance or (attribution is None) != (not draft.attributions):
            continue
        if attribution is None or same_source(draft.speaker, speaker) or attribution in draft.attributions:
            return draft
    draft = Draft(speaker, stance)
    drafts.append(draft)
    return draft


def stance_of(attribution: Attribution | None, mention: EventMention, *, asserted: bool = False) -> Stance:
    """The stance that a cue gives its speaker on the event of a mention in its content.

    Whoever says that he did it himself claims; whoever says that a named other did it accuses. `asserted`: others say
    that it happened, so that “it did not happen” is a denial.
    """
    if attribution is None:
        return "asserts"
    cue = attribution.cue_class
    if attribution.negated:
        return _OPPOSITE.get(cue, "cannot_verify")
    speaker = attribution.speaker
    direct = attribution.quotation == "direct"
    own = speaker is not None and any(_is_own(speaker, actor, direct=direct) for actor in mention.actors)
    if cue in _FIXED:
        admits = cue == "confirm" and own and mention.stage in REALISED and mention.type in HOSTILE
        return "claims" if admits else _FIXED[cue]
    if mention.stage not in REALISED:
        return "threatens" if mention.stage == "threatened" else "asserts"
    if mention.polarity == "negative":
        return "denies" if cue == "claim" or own or asserted else "asserts"
    if mention.type not in HOSTILE:
        return "accuses" if cue == "accuse" else "asserts"
    if own or (cue == "claim" and not mention.actors and _may_claim(speaker)):
        return "claims"
    if cue == "accuse" or (speaker and any(a.name for a in mention.actors) and speaker.kind not in ("media", "outlet")):
        return "accuses"
    return "asserts"


_FIRST = frozenset({"we", "i", "our", "us", "my", "me", "ours"})
_THIRD = frozenset({"it", "they", "he", "she", "its", "their", "his", "her"})
_BANDS = frozenset({"armed group", "rebel group", "political militia", "communal militia", "movement", "state forces"})
"""Kinds of parties that fight: “the rebels said they struck” is their own deed, the same of the police is not."""
_COMMAND = frozenset({WHOLE, "defence", "head of state", "head of government", "interior", "foreign", "information"})
"""Institutions that answer for what their state's forces do."""
_DO = frozenset({"state", "government", "ministry", "state forces"})


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
    if actor.name is None and words in _THIRD and not direct:
        return speaker.kind in _BANDS and actor.kind in (None, speaker.kind)
    if actor.kind not in _DO or speaker.kind == "media":
        return False
    mine, its = side_of(speaker), side_of(actor)
    return mine.state is not None and mine.state == its.state and mine.body in _COMMAND


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
