"""Actors, places and times of the words found."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from saidwho.linking.actors import Linker
from saidwho.linking.actors_same import same_actor
from saidwho.linking.actors_table import load_actors, own_text
from saidwho.linking.gazetteer import gazetteer
from saidwho.linking.places import link_places
from saidwho.linking.places_report import report_places
from saidwho.linking.times_link import link_times
from saidwho.parsing import Parse
from saidwho.records import Article, Attribution, EventMention

__all__ = ["LinkingOptions", "actors_version", "gazetteer_version", "link", "same_actor"]


@dataclass(frozen=True, slots=True)
class LinkingOptions:
    """Settings of the stage. `actors` is the path of a user's own table of actors, laid over the packaged one."""

    actors: str | None = None


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
    linker = Linker(parse, article, options.actors if options else None, toponyms=named)
    attributions = linker.speakers(attributions)
    mentions = tuple(linker.parties(m) for m in mentions)
    mentions = link_places(parse, article, attributions, mentions, named)
    return attributions, link_times(parse, article, attributions, mentions)


def actors_version(path: str | None) -> str | None:
    """The hash of a user's own table of actors, None without one. Raises `ActorsError` where it cannot be used."""
    if path is None:
        return None
    load_actors(path)
    return f"sha256:{sha256(own_text(path).encode()).hexdigest()[:16]}"


def gazetteer_version() -> str:
    """What the gazetteer in use was made from."""
    return gazetteer().version
