"""What an outlet's own words add to what the sources in its report say, and which figures are nobody's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from saidwho.merging.known import known_of
from saidwho.merging.parties import same_source
from saidwho.records import OUTLET, Article, Attribution, EventMention, Span, Toll


def is_outlets(identifier: str) -> bool:
    """Whether an attribution's id is that of the outlet's own voice, in one article or among many."""
    return identifier.rpartition("/")[2] == OUTLET


def of_nobody(identifier: str, known: Mapping[str, Attribution]) -> bool:
    """Whether the words are the outlet's, or of a source that it does not name at all (“it is feared”)."""
    attribution = known.get(identifier)
    return attribution is None or (attribution.speaker is None and not attribution.source)


def adds_nothing(article: Article, mentions: Sequence[EventMention], known: Mapping[str, Attribution]) -> bool:
    """Whether the outlet only sums up what its sources say: it names no doer, and gives no figure, of its own."""
    own = [m for m in mentions if of_nobody(m.attribution, known)]
    others = [m for m in mentions if not of_nobody(m.attribution, known)]
    if not others or any(m.polarity == "negative" for m in own):
        return False
    body = [m for m in own if not _in_title(article, m.sentence)]
    doers = [a for m in others for a in m.actors]
    if any(a.name and not any(same_source(a, d) for d in doers) for m in body for a in m.actors):
        return False
    return not any(True for t in own_figures(article, mentions, known))


def own_figures(article: Article, mentions: Sequence[EventMention], known: Mapping[str, Attribution]) -> list[Toll]:
    """The outlet's figures that no source of the report gives. What a title sums up is its sources'."""
    tolls = [t for m in mentions for t in m.tolls]
    sourced = [t for t in tolls if not of_nobody(t.said_by, known)]
    return [t for t in tolls if of_nobody(t.said_by, known) and not _covered(article, t, sourced)]


def _covered(article: Article, toll: Toll, sourced: Iterable[Toll]) -> bool:
    alike = [t for t in sourced if t.kind == toll.kind]
    if alike and _in_title(article, toll.span):
        return True
    return any(_says(t, toll) for t in alike)


def _says(toll: Toll, vaguer: Toll) -> bool:
    """Whether a figure is the other one, or a more exact form of it (“31” of “dozens”)."""
    value = toll.low if toll.low is not None else toll.high
    if value is None or vaguer.low is None:
        return False
    return value == vaguer.low or (vaguer.high is None and vaguer.low <= value)


def is_denied(toll: Toll, known: Mapping[str, Attribution]) -> bool:
    """Whether a figure stands in words that somebody denies: it is nobody's. “Nobody died” is the denier's own."""
    if toll.high == 0:
        return False
    return any(
        a.article in (None, toll.article)
        and any(s.start <= toll.span.start and toll.span.end <= s.end for s in a.content)
        for a in known_of(known).denials
    )


def _in_title(article: Article, span: Span) -> bool:
    return article.title is not None and article.title.start <= span.start < article.title.end


_OWNERS = frozenset(("its", "their", "his", "her", "our", "my"))


def is_particular(toll: Toll) -> bool:
    """“Its commander”, “our driver”: one particular victim, who says nothing of how many there were."""
    return toll.best == 1 and toll.high == 1 and toll.as_written.split()[0].casefold() in _OWNERS


def part_index(tolls: Sequence[Toll], number: int) -> int | None:
    """The index of the total that a figure of a mention is part of, or None.

    A sum that is only told as a list (“40 men and 20 women”) is part of a total that the mention has besides.
    """
    toll = tolls[number]
    if toll.part_of is not None:
        return toll.part_of
    span = toll.span
    if not any(t.part_of == number and span.start <= t.span.start and t.span.end < span.end for t in tolls):
        return None
    totals = (n for n, t in enumerate(tolls[:number]) if t.kind == toll.kind and t.part_of is None)
    return next((n for n in totals if (tolls[n].low or 0) >= (toll.low or 0)), None)
