"""Actors, places and times of the words found."""

from __future__ import annotations

from dataclasses import dataclass

from saidwho.linking.actors import Linker
from saidwho.linking.actors_same import same_actor
from saidwho.linking.places import link_places
from saidwho.linking.places_report import report_places
from saidwho.linking.times import link_times
from saidwho.parsing import Parse
from saidwho.records import Article, Attribution, EventMention

__all__ = ["LinkingOptions", "link", "same_actor"]


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
    named = report_places(parse, article)
    linker = Linker(parse, article, toponyms=named)
    attributions = linker.speakers(attributions)
    mentions = tuple(linker.parties(m) for m in mentions)
    mentions = link_places(parse, article, attributions, mentions, named)
    return attributions, link_times(parse, article, attributions, mentions)
