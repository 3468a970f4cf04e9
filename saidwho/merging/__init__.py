"""Same event? Whose account? Which status?"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from saidwho.merging.beside import add_beside
from saidwho.merging.cluster import cluster
from saidwho.merging.echoes import add_echoes
from saidwho.merging.events import build_event
from saidwho.merging.known import Known
from saidwho.merging.threats import add_threats
from saidwho.records import Article, Attribution, Event, EventMention

__all__ = ["merge_article", "told_in"]


def merge_article(
    article: Article, attributions: tuple[Attribution, ...], mentions: tuple[EventMention, ...]
) -> tuple[Event, ...]:
    """The events that an article's mentions tell of, with accounts and status, in order of the text.

    Every mention is in exactly one event; statements that only point to an event (“denied it”) are mentions of it too.
    """
    known = Known(attributions, article)
    groups = cluster(article, mentions, known)
    add_echoes(article, attributions, groups)
    add_threats(groups, known)
    add_beside(article, attributions, groups)
    return _distinct(build_event(article, group.mentions, known) for group in groups)


def _distinct(events: Iterable[Event]) -> tuple[Event, ...]:
    """Ids are made of the first trigger; of events with one trigger the later get their number too."""
    seen: Counter[str] = Counter()
    found = []
    for event in events:
        seen[event.id] += 1
        if seen[event.id] > 1:
            key = hashlib.sha256(f"{event.id}:{seen[event.id]}".encode()).hexdigest()[:16]
            event = replace(event, id=key)
        found.append(event)
    return tuple(found)


def told_in(events: tuple[Event, ...], mentions: tuple[EventMention, ...]) -> tuple[EventMention, ...]:
    """All mentions of the events: those that were merged, then those that only point to an event, in order."""
    known = {m.id for m in mentions}
    echoes = [m for event in events for m in event.mentions if m.id not in known]
    return (*mentions, *sorted(echoes, key=lambda m: (m.trigger, m.id)))
