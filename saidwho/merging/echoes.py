"""Statements about an event that do not name it: “the group denied this”, “the ministry blamed the Front”.

Each becomes a mention of the event that it points to, held by its attribution, so that it is an account of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from saidwho.merging.about import participant
from saidwho.merging.cluster import Cluster
from saidwho.merging.meant import Told
from saidwho.merging.pointing import accused, disowns, identified, owns, parties_of, pointer
from saidwho.records import Actor, Article, Attribution, EventMention, Polarity, Span, Stage


def add_echoes(article: Article, attributions: Sequence[Attribution], groups: Sequence[Cluster]) -> None:
    """Adds to each cluster the statements that point to it. What points to nothing that took place is left out."""
    told = Told(article, groups)
    if not told:
        return
    held = {m.attribution for g in groups for m in g.mentions}
    parents = {a.parent for a in attributions if a.id in held}
    parties = parties_of(attributions, [a for g in groups for m in g.mentions for a in (*m.actors, *m.targets)])
    for attribution in attributions:
        if attribution.id in held or attribution.id in parents or not attribution.content:
            continue
        trigger, actors, polarity = _pointed(article, attribution, parties)
        meant = told.meant(attribution) if trigger else None
        if trigger is None and attribution.cue_class in ("claim", "condemn") and not attribution.negated:
            meant = told.inside(attribution)
            trigger = (attribution.cue or attribution.content)[0] if meant else None
        if trigger is None:
            meant = told.meant(attribution)
            trigger = participant(article, attribution, meant[0]) if meant else None
        if trigger is None or meant is None:
            continue
        group, mention = meant
        stage: Stage = "threatened" if attribution.cue_class == "threaten" else mention.stage
        echo = _echo(attribution, trigger, mention, actors, polarity, stage)
        if all(m.trigger != echo.trigger for m in group.mentions):
            group.mentions.append(echo)
            group.mentions.sort(key=lambda m: m.trigger.start)


def is_echo(mention: EventMention) -> bool:
    """Whether a mention is a statement that only points to the event."""
    return mention.id == f"m-{mention.attribution}"


def _pointed(
    article: Article, attribution: Attribution, parties: Sequence[Actor]
) -> tuple[Span | None, tuple[Actor, ...], Polarity]:
    """The words that point, whom they make the doer, and whether they say that it was not so."""
    trigger = pointer(article, attribution)
    if trigger is not None:
        return trigger, (), "positive"
    cue = (attribution.cue or attribution.content)[0]
    blamed = tuple(accused(article, attribution, parties))
    if blamed:
        return cue, blamed, "positive"
    members = tuple(identified(article, attribution, parties))
    if members:
        return cue, members, "positive"
    if attribution.speaker is not None and owns(article, attribution):
        return attribution.content[0], (attribution.speaker,), "positive"
    if disowns(article, attribution):
        return attribution.content[0], (), "positive" if attribution.cue_class == "deny" else "negative"
    return None, (), "positive"


def _echo(
    attribution: Attribution,
    trigger: Span,
    meant: EventMention,
    actors: tuple[Actor, ...],
    polarity: Polarity,
    stage: Stage,
) -> EventMention:
    spans = [*attribution.source, *attribution.cue, *attribution.content]
    return EventMention(
        id=f"m-{attribution.id}",
        type=meant.type,
        mode=None,
        trigger=trigger,
        sentence=Span(min(s.start for s in spans), max(s.end for s in spans)),
        attribution=attribution.id,
        stage=stage,
        polarity=polarity,
        actors=actors,
        unknown={"place": "points to what was told before", "time": "points to what was told before"},
    )
