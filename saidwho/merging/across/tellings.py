"""The telling: what one article tells of one event, as a row that rows of other articles can be held against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from saidwho.linking.names import initials, is_acronym, key
from saidwho.merging.across.words import page_vector, stem, telling_vector
from saidwho.merging.codes import family
from saidwho.merging.echoes import is_echo
from saidwho.merging.focus import ranks
from saidwho.merging.known import Known
from saidwho.records import Actor, Annotation, Article, Attribution, Event, EventMention, Place, Time

NOT_YET = frozenset({"threatened", "planned", "hypothetical"})
MAIN = 2
"""The rank of the event that an article is about."""
SHORT = 4
"""Days up to which an interval stands for a day (“the weekend”, “overnight”) and not for a stretch of time."""
_PLAIN = frozenset("man men woman women people person two three four five six seven eight nine ten".split())


class Marked:
    """The attributions of an article with the article in every value and every id, made when they are asked for."""

    def __init__(self, article: Article, attributions: tuple[Attribution, ...]) -> None:
        self._article, self._attributions = article, attributions

    @cached_property
    def known(self) -> Known:
        """By id."""
        return Known((self._mark(a) for a in self._attributions), self._article)

    def _mark(self, attribution: Attribution) -> Attribution:
        article, speaker = self._article.id, attribution.speaker
        return replace(
            attribution,
            id=f"{article}/{attribution.id}",
            parent=f"{article}/{attribution.parent}",
            speaker=replace(speaker, article=article) if speaker else None,
            article=article,
        )


@dataclass(frozen=True, slots=True)
class Telling:
    """One article's event, with what is needed to pool its accounts.

    `id` is the event's; `rank` tells how much the article is about it: 2 its main event, 1 told in title or lead,
    0 told beside.
    """

    id: str
    event: Event
    article: Article
    rank: int
    marked: Marked = field(repr=False, compare=False)


def tellings_of(annotation: Annotation) -> tuple[Telling, ...]:
    """The tellings of one article, in order of the text."""
    order = ranks(annotation)
    marked = Marked(annotation.article, annotation.attributions)
    return tuple(
        Telling(event.id, event, annotation.article, rank, marked)
        for event, rank in zip(annotation.events, order, strict=True)
    )


def class_of(event: Event) -> str:
    """What must agree before two tellings can be one event: kind of deed, whether it took place, background or news."""
    told = _telling(event)
    mention = next((m for m in told if m.stage not in NOT_YET), told[0])
    stage = event.stage if event.stage in NOT_YET else "real"
    return "|".join((family(mention), stage, event.polarity, "aside" if event.background else "news"))


def days_of(time: Time | None) -> tuple[int | None, int | None]:
    """First day and the day after the last, as ordinals; None where the report does not tell."""
    if time is None or time.start is None or time.end is None:
        return None, None
    return time.start.toordinal(), time.end.toordinal()


def is_exact(time: Time | None) -> bool:
    """Whether the days were told for this event, and not taken from elsewhere or left vague."""
    return time is not None and time.certainty == "stated"


def town_of(place: Place | None) -> str | None:
    """The key of a town or site, the same for all articles."""
    if place is None or not (place.precision in ("city", "site", "admin2") or place.name is None):
        return None
    return (place.name or place.as_written).casefold()


def party_keys(actors: tuple[Actor, ...]) -> frozenset[str]:
    """Keys of named parties: shared by two spellings of one party, an acronym and its name, a state and its army."""
    return frozenset(k for actor in actors if actor.name for k in _keys(actor))


def _keys(actor: Actor) -> Iterator[str]:
    name = actor.name or ""
    words = key(name)
    yield " ".join(sorted(words))
    if is_acronym(name):
        yield name.replace(".", "").upper()
    yield from initials(name)
    if actor.id:
        yield f"@{actor.id}"
    yield from (w for w in words if w.startswith("@"))
    if actor.affiliation:
        yield " ".join(sorted(key(actor.affiliation)))


def target_words(actors: tuple[Actor, ...]) -> frozenset[str]:
    """Stems of the words for whom or what it was done to."""
    words = (w.strip(".,'\"“”’") for a in actors for w in (a.name or a.as_written).casefold().replace("-", " ").split())
    return frozenset(stem(w) for w in words if len(w) > 2 and w not in _PLAIN)


def persons_of(actors: tuple[Actor, ...]) -> frozenset[str]:
    """Last names of named persons."""
    return frozenset(a.name.casefold().split()[-1] for a in actors if a.name and a.kind == "person")


def figures_of(event: Event) -> frozenset[tuple[str, int, bool]]:
    """Tolls as kind and number, and whether it is the exact total of who claims the deed.

    He does not count anew: another figure of his is another deed. Numbers under three tell nothing.
    """
    claims = {a.id for a in event.accounts if a.stance == "claims"}
    found: set[tuple[str, int, bool]] = set()
    for toll in event.tolls:
        own = toll.said_by in claims and toll.low == toll.high and toll.part_of is None
        found |= {(toll.kind, n, own) for n in (toll.low, toll.high, toll.best) if n is not None and n > 2}
    return frozenset(found)


def _telling(event: Event) -> list[EventMention]:
    """Its mentions without those that only point to it."""
    return [m for m in event.mentions if not is_echo(m)] or list(event.mentions)


def trigger_stems(telling: Telling) -> frozenset[str]:
    """Stems of the words that tell the deed."""
    return frozenset(stem(telling.article.quote(m.trigger).casefold()) for m in _telling(telling.event))


Vector = Mapping[str, int]


def vectors(telling: Telling) -> Vector:
    """Weighted words of the sentences that tell the event."""
    spans = {m.sentence for m in _telling(telling.event)}
    return telling_vector(" ".join(telling.article.quote(s) for s in sorted(spans)))


def page(article: Article) -> Vector:
    """Weighted words of title and body."""
    parts = (article.quote(p.span) for p in article.paragraphs if p.kind in ("title", "body", "caption"))
    return page_vector("\n".join(parts))
