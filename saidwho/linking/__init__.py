"""Actors, places and times of the words found."""

from __future__ import annotations

from dataclasses import dataclass

from saidwho.parsing import Parse
from saidwho.records import Article, Attribution, EventMention


@dataclass(frozen=True, slots=True)
class LinkingOptions:
    """Settings of the stage."""


def link(
    parse: Parse,
    article: Article,
    attributions: tuple[Attribution, ...],
    mentions: tuple[EventMention, ...],
    *,
    options: LinkingOptions | None = None,
) -> tuple[tuple[Attribution, ...], tuple[EventMention, ...]]:
    """The same records with speakers, actors, targets, place and time filled in."""
    return attributions, mentions
