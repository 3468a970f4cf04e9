"""Same event? Whose account? Which status?"""

from __future__ import annotations

from saidwho.merging.cluster import cluster
from saidwho.merging.echoes import add_echoes
from saidwho.merging.events import build_event
from saidwho.merging.threats import add_threats
from saidwho.records import Article, Attribution, Event, EventMention

__all__ = ["merge_article", "told_in"]


def merge_article(
    article: Article, attributions: tuple[Attribution, ...], mentions: tuple[EventMention, ...]
) -> tuple[Event, ...]:
    """The events that an article's mentions tell of, with accounts and status, in order of the text.

    Every mention is in exactly one event; statements that only point to an event (“denied it”) are mentions of it too.
    """
    known = {a.id: a for a in attributions}
    groups = cluster(article, mentions, known)
    add_echoes(article, attributions, groups)
    add_threats(groups, known)
    return tuple(build_event(article, group.mentions, known) for group in groups)


def told_in(events: tuple[Event, ...], mentions: tuple[EventMention, ...]) -> tuple[EventMention, ...]:
    """All mentions of the events: those that were merged, then those that only point to an event, in order."""
    known = {m.id for m in mentions}
    echoes = [m for event in events for m in event.mentions if m.id not in known]
    return (*mentions, *sorted(echoes, key=lambda m: (m.trigger, m.id)))
