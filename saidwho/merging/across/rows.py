"""The tables that the queries read: tellings by number, with their blocking keys, parties, figures and words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

import pyarrow as pa

from saidwho.merging.across import tellings as told
from saidwho.merging.across.engine import table
from saidwho.merging.across.tellings import Telling
from saidwho.merging.across.words import rarest, weight
from saidwho.records import Event, Place

FORTNIGHT = 14
"""Days of the windows in which reports of one event are looked for by their rare words; each report looks into two."""
TIMES, WORDS, WINDOWS, PAIRED = 2**23, 2**28, 2**22, 2**26
"""Room for days, windows of time and numbers of words in one key, and for those of words in a key of two."""
WINDOW_WORDS, PAIR_WORDS, ANY_WORDS = 8, 6, 4
"""Rare words by which a report finds others of its window; of any time, by two of them together; and of any time where
a date is missing, by one. One word alone is shared by ever more reports as the years go on."""
_NO_WORDS: told.Vector = {}
PACK = 2000
"""Tellings whose rows are held before they are handed on."""

TYPES = {
    "telling": {
        "n": pa.int32(), "article": pa.int32(), "class": pa.int32(), "mode": pa.string(), "weapon": pa.string(),
        "day": pa.int32(), "day_end": pa.int32(), "stated": pa.bool_(), "published": pa.int32(),
        "country": pa.string(), "province": pa.string(), "town": pa.string(), "lat": pa.int32(), "lon": pa.int32(),
        "placed": pa.bool_(), "wide": pa.bool_(), "rank": pa.int32(),
    },
    "block": {"n": pa.int32(), "key": pa.int64()},
    "rare": {"n": pa.int32(), "key": pa.int64()},
    "party": {"n": pa.int32(), "side": pa.string(), "word": pa.string(), "weight": pa.int32()},
    "figure": {"n": pa.int32(), "kind": pa.string(), "number": pa.int64(), "claimed": pa.bool_()},
    "word": {"n": pa.int32(), "word": pa.int32(), "weight": pa.int32()},
    "page": {"article": pa.int32(), "word": pa.int32(), "weight": pa.int32()},
}  # fmt: skip


@dataclass(slots=True)
class Numbers:
    """Small whole numbers for strings, in order of their first use."""

    known: dict[str, int] = field(default_factory=dict)

    def of(self, text: str) -> int:
        """The number of a string."""
        return self.known.setdefault(text, len(self.known))


@dataclass(slots=True)
class Columns:
    """Columns of one table while they are filled."""

    name: str
    values: dict[str, list[object]] = field(init=False)

    def __post_init__(self) -> None:
        self.values = {column: [] for column in TYPES[self.name]}

    def add(self, *row: object) -> None:
        """One row, in the order of `TYPES`."""
        for column, value in zip(self.values.values(), row, strict=True):
            column.append(value)

    def table(self) -> pa.Table:
        """As Arrow columns."""
        return table(self.values, TYPES[self.name])


@dataclass(frozen=True, slots=True)
class Rows:
    """What one telling gives the tables, in the order of `TYPES` but for its number, with words as they are.

    `telling` lacks the numbers of telling, article and class. By `keys` it meets others of its class: a time and a
    place or word; by `pairs` of words at any time; by `rare` words where it or the other has no date.
    """

    kind: str
    telling: tuple[object, ...]
    keys: list[tuple[int, str]]
    pairs: list[tuple[str, str]]
    rare: list[str]
    party: list[tuple[str, str, int]]
    figure: list[tuple[str, int, bool]]
    word: list[tuple[str, int]]


def rows_of(telling: Telling, page: told.Vector) -> Rows:
    """The rows of one telling; `page` are the weighted words of its article."""
    words = rarest(page, WINDOW_WORDS)
    return Rows(
        told.class_of(telling.event),
        _telling(telling),
        sorted(set(block_keys(telling, words))),
        list(combinations(words[:PAIR_WORDS], 2)),
        words[:ANY_WORDS],
        list(_parties(telling)),
        sorted(told.figures_of(telling.event)),
        list(told.vectors(telling).items()),
    )


def tables_of(tellings: Iterable[Telling]) -> Iterator[dict[str, pa.Table]]:
    """All tables, some thousand tellings at a time; the position of a telling is its number.

    The tellings come in a fixed order, those of one article together.
    """
    made = {name: Columns(name) for name in TYPES}
    articles, classes, vocabulary = Numbers(), Numbers(), Numbers()
    current, page = -1, _NO_WORDS
    for n, telling in enumerate(tellings):
        if n and n % PACK == 0:
            yield {name: columns.table() for name, columns in made.items()}
            made = {name: Columns(name) for name in TYPES}
        article = articles.of(telling.article.id)
        if article != current:
            current, page = article, told.page(telling.article)
            for word, value in page.items():
                made["page"].add(article, vocabulary.of(word), value)
        rows = rows_of(telling, page)
        kind = classes.of(rows.kind)
        made["telling"].add(n, article, kind, *rows.telling)
        for at, word in rows.keys:
            made["block"].add(n, block_key(kind, at, vocabulary.of(word)))
        for pair in rows.pairs:
            made["block"].add(n, pair_key(kind, *sorted(map(vocabulary.of, pair))))
        for word in rows.rare:
            made["rare"].add(n, block_key(kind, 0, vocabulary.of(word)))
        for word, value in rows.word:
            made["word"].add(n, vocabulary.of(word), value)
        for name, found in (("party", rows.party), ("figure", rows.figure)):
            for row in found:
                made[name].add(n, *row)
    yield {name: columns.table() for name, columns in made.items()}


def _telling(telling: Telling) -> tuple[object, ...]:
    event, place = telling.event, telling.event.place
    day, end = told.days_of(event.time)
    published = telling.article.published
    return (
        event.mode, event.weapon, day, end, told.is_exact(event.time),
        published.toordinal() if published else None,
        place.country if place else None, province_of(place), told.town_of(place), *_point(place),
        place is not None and place.inferred_from is None, place is not None and place.precision == "country",
        telling.rank,
    )  # fmt: skip


def province_of(place: Place | None) -> str | None:
    """The province a place lies in or is, as a key."""
    if place is None:
        return None
    name = place.admin1 or (place.name if place.precision in ("admin1", "region") else None)
    return name.casefold() if name else None


def _point(place: Place | None) -> tuple[int | None, int | None]:
    """Hundredths of a degree of a town; a wide place has none."""
    if place is None or place.lat is None or place.lon is None or place.precision not in ("city", "site"):
        return None, None
    return round(place.lat * 100), round(place.lon * 100)


def _parties(telling: Telling) -> Iterator[tuple[str, str, int]]:
    event = telling.event
    for key in sorted(told.party_keys(event.actors)):
        yield "actor", key, 10
    for word in sorted(told.target_words(event.targets)):
        yield "target", word, round(10 * weight(word))
    for person in sorted(told.persons_of(event.targets)):
        yield "person", person, 10
    for trigger in sorted(told.trigger_stems(telling)):
        yield "trigger", trigger, 10


def block_key(kind: int, at: int, word: int) -> int:
    """A class of tellings, a day or window of time (0: any), and the number of a place or word, as one number."""
    return (kind * TIMES + at) * WORDS + word


def pair_key(kind: int, first: int, second: int) -> int:
    """A class of tellings and the numbers of two words, the smaller first, as one number; never a `block_key`."""
    return -1 - (kind * PAIRED + first) * PAIRED - second


def block_keys(telling: Telling, words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """At which times and by which place or word a telling meets others: its days and place; rare words in windows."""
    for day, place in day_places(telling.event):
        yield day, f"in {place}"
    for window in windows(telling.article.published):
        for word in words:
            yield window, word


def day_places(event: Event) -> Iterator[tuple[int, str]]:
    """Each day and place of an event of a few days, and the day before it."""
    day, end = told.days_of(event.time)
    if day is None or end is None or end - day > told.SHORT or event.place is None:
        return
    for place in {told.town_of(event.place), province_of(event.place), event.place.country} - {None}:
        for each in range(day - 1, end):
            yield each, str(place)


def windows(published: dt.date | None) -> tuple[int, ...]:
    """A report looks into its half fortnight and into the next, so that no border parts two reports."""
    if published is None:
        return ()
    half = WINDOWS + published.toordinal() * 2 // FORTNIGHT
    return (half, half + 1)
