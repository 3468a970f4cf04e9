"""Same event? Whose account? Which status?"""

from __future__ import annotations

from saidwho.merging.cluster import cluster
from saidwho.merging.events import build_event
from saidwho.records import Article, Attribution, Event, EventMention

__all__ = ["merge_article"]


def merge_article(
    article: Article, attributions: tuple[Attribution, ...], mentions: tuple[EventMention, ...]
) -> tuple[Event, ...]:
    """The events that an article's mentions tell of, with accounts and status, in order of the text.

    Every mention is in exactly one event.
    """
    known = {a.id: a for a in attributions}
    return tuple(build_event(article, group.mentions, known) for group in cluster(article, mentions, known))
