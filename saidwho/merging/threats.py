"""Threats that belong to an event: who did it says that he will do more, or whom he holds is to be killed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from saidwho.merging.cluster import NOT_YET, Cluster
from saidwho.merging.parties import same_source
from saidwho.merging.stances import HOSTILE, REALISED, teller_of
from saidwho.records import Actor, Attribution, EventMention


def add_threats(groups: Sequence[Cluster], known: Mapping[str, Attribution]) -> None:
    """Adds to the report's main deed, as a mention that has not happened, each threat of a party to it.

    The threat keeps its own event; here it is only that party's account of what it did.
    """
    main = _main(groups)
    if main is None:
        return
    found = [
        _threat(mention, main.mentions[0])
        for group in groups
        for mention in group.mentions
        if mention.type == "ASSAULT" and mention.stage in NOT_YET and _of_party(mention, main, known)
    ]
    held = {(m.attribution, m.stage in NOT_YET) for m in main.mentions}
    for threat in found:
        if (threat.attribution, True) not in held:
            held.add((threat.attribution, True))
            main.mentions.append(threat)
    main.mentions.sort(key=lambda m: m.trigger.start)


def _main(groups: Sequence[Cluster]) -> Cluster | None:
    """The deed that the report tells most of, the first of equal ones."""
    able = [
        g
        for g in groups
        if g.mentions[0].background is None
        and g.mentions[0].type in HOSTILE
        and any(m.polarity == "positive" and m.stage in REALISED for m in g.mentions)
    ]
    return max(able, key=lambda g: len(g.mentions), default=None)


def _of_party(mention: EventMention, main: Cluster, known: Mapping[str, Attribution]) -> bool:
    """Whether the doer speaks of more, or somebody of those whom the doer holds."""
    attribution = known.get(mention.attribution)
    teller = teller_of(attribution, known)
    if teller is None or teller.negated or teller.speaker is None or mention.stage == "hypothetical":
        return False
    if teller.cue_class not in ("say", "threaten", "plan", "claim", "report"):
        return False
    speaker = teller.speaker
    if not all(_is_he(speaker, a) for a in mention.actors):
        return False
    doers = [a for m in main.mentions for a in m.actors]
    return any((a.name and same_source(speaker, a)) or _leads(speaker, a) for a in doers)


_LEADERS = frozenset("boss captain chief chieftain commander head leader ringleader spokesman spokeswoman".split())


def _leads(speaker: Actor, band: Actor) -> bool:
    """“The leader of the gang”, “a gang leader”: who speaks for those whom the report calls so."""
    if speaker.name or band.kind == "person" or not band.as_written.islower():
        return False
    words = speaker.as_written.casefold().split()
    their = set(band.as_written.casefold().split()) - {"the", "a", "an"}
    return bool(their) and their <= set(words) and not _LEADERS.isdisjoint(words)


def _is_he(speaker: Actor, actor: Actor) -> bool:
    return same_source(speaker, actor) or actor.name is None or actor.span == speaker.span


def _threat(mention: EventMention, meant: EventMention) -> EventMention:
    return EventMention(
        id=f"{mention.id}-t",
        type=meant.type,
        mode=None,
        trigger=mention.trigger,
        sentence=mention.sentence,
        attribution=mention.attribution,
        stage="threatened",
        unknown={"place": "a threat beside the deed", "time": "a threat beside the deed"},
    )
