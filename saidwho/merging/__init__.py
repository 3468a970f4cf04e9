"""Same event? Whose account? Which status?"""

from __future__ import annotations

from saidwho.records import Article, Attribution, Event, EventMention


def merge_article(
    article: Article, attributions: tuple[Attribution, ...], mentions: tuple[EventMention, ...]
) -> tuple[Event, ...]:
    """The events that an article's mentions tell of, with accounts and status."""
    return ()
