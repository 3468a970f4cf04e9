"""Many reports, one event: tellings of many articles compared, grouped and pooled.

    tellings = [t for annotation in annotations for t in tellings_of(annotation)]
    events = merge_events(tellings, copies=find_copies(articles))

The result does not depend on the order of the tellings, and holds neither clock nor chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa

from saidwho.merging.across import queries
from saidwho.merging.across.building import build_event
from saidwho.merging.across.engine import DuckEngine, Engine
from saidwho.merging.across.explain import Explanation, Reason, explanation
from saidwho.merging.across.grouping import group_all
from saidwho.merging.across.linkage import Days
from saidwho.merging.across.queries import Level
from saidwho.merging.across.rows import TYPES, tables_of
from saidwho.merging.across.tellings import SHORT, Telling, days_of, is_exact, tellings_of
from saidwho.merging.copies import CopyResult
from saidwho.records import Event
from saidwho.resources import read_table

__all__ = [
    "DuckEngine",
    "Engine",
    "Explanation",
    "Grouping",
    "MergeOptions",
    "Reason",
    "Telling",
    "build_event",
    "explain",
    "group_tellings",
    "in_order",
    "merge_events",
    "score_pairs",
    "stated_days",
    "tellings_of",
]


@dataclass(frozen=True, slots=True)
class MergeOptions:
    """`width`: tellings of one key that are compared with each other; `most`: above it a key tells nothing."""

    width: int = 40
    most: int = 5000


@dataclass(frozen=True, slots=True)
class Grouping:
    """Tellings by event, as their numbers; `ids` and `articles` hold the id and the article of each number."""

    groups: list[list[int]]
    ids: list[str]
    articles: list[str]


def merge_events(
    tellings: Iterable[Telling],
    *,
    copies: CopyResult | None = None,
    options: MergeOptions | None = None,
    engine: Engine | None = None,
) -> tuple[Event, ...]:
    """The events that tellings of many articles tell of. Every telling is in exactly one event.

    Ordered by the first of their tellings, by article and id. `engine` runs the queries (DuckDB in this process).
    """
    known = in_order(tellings)
    found = group_tellings(known, options=options, engine=engine)
    copy_of = copies.copied() if copies else {}
    return tuple(build_event([known[n] for n in group], copy_of) for group in found.groups)


def in_order(tellings: Iterable[Telling]) -> list[Telling]:
    """Each telling once, in an order that nothing but the tellings decides."""
    return sorted({t.id: t for t in tellings}.values(), key=lambda t: (t.article.id, t.id))


def group_tellings(
    tellings: Iterable[Telling], *, options: MergeOptions | None = None, engine: Engine | None = None
) -> Grouping:
    """Which tellings are one event. They come in order of article and id, each once; none is kept."""
    with _engine(engine) as running:
        return _grouped(tellings, running, options)


def explain(
    event: str, tellings: Iterable[Telling], *, options: MergeOptions | None = None, engine: Engine | None = None
) -> Explanation:
    """Why each telling of a merged event is in it, and what came closest and stayed out.

    `event` is the event's id, which is that of one of its tellings.

    The tellings come in order, as `in_order` gives them. Raises KeyError where they give no such event.
    """
    with _engine(engine) as running:
        known = _grouped(tellings, running, options)
        ids = known.ids
        found = next((g for g in known.groups if any(ids[n] == event for n in g)), None)
        if found is None:
            raise KeyError(event)
        prior, levels = weights()
        rows = running.fetch(queries.of_members(found, levels, prior))
    return explanation(event, frozenset(found), ids, rows, levels)


def _grouped(tellings: Iterable[Telling], engine: Engine, options: MergeOptions | None) -> Grouping:
    ids: list[str] = []
    articles: list[str] = []
    days: list[Days] = []

    def noted() -> Iterator[Telling]:
        for telling in tellings:
            ids.append(telling.id)
            same = articles and articles[-1] == telling.article.id
            articles.append(articles[-1] if same else telling.article.id)
            days.append(stated_days(telling))
            yield telling

    compare(tables_of(noted()), engine=engine, options=options)
    return Grouping(groups_of(days, engine), ids, articles)


def compare(tables: Iterable[Mapping[str, pa.Table]], *, engine: Engine, options: MergeOptions | None = None) -> None:
    """Makes the table `scored`: every compared pair and its score. `tables` are rows of all tables, pack by pack."""
    options = options or MergeOptions()
    for name in TYPES:
        engine.drop(name)
    for pack in tables:
        for name, columns in pack.items():
            engine.load(name, columns)
    score_pairs(engine, options)


def score_pairs(engine: Engine, options: MergeOptions) -> None:
    """Makes the table `scored` out of those of `rows.TYPES`."""
    engine.make("shared", queries.shared(options.most))
    engine.drop("block")
    engine.make("part", queries.parts(options.width))
    engine.drop("shared")
    engine.make("lone", queries.lone(options.width))
    engine.drop("rare")
    engine.make("pair", queries.PAIR)
    engine.drop("part")
    engine.drop("lone")
    for name, query in queries.STEPS:
        engine.make(name, query)
    engine.drop("pair")
    prior, levels = weights()
    engine.make("scored", queries.scored(levels, prior))


def groups_of(days: Sequence[Days], engine: Engine) -> list[list[int]]:
    """Numbers of tellings by event, out of the table `scored`; `days` are the stated days of every telling."""
    rows = engine.fetch("SELECT a, b, score FROM scored ORDER BY a, b")
    a, b, score = (rows.column(name).to_numpy() for name in ("a", "b", "score"))
    return group_all(days, a, b, score)


@contextmanager
def _engine(engine: Engine | None) -> Iterator[Engine]:
    if engine is not None:
        yield engine
        return
    with DuckEngine() as duck:
        yield duck


@lru_cache(maxsize=1)
def weights() -> tuple[int, tuple[Level, ...]]:
    """The prior and what each level is worth, in thousandths of the log of odds."""
    rows = list(read_table("merging/weights.tsv"))
    prior = next(int(r["weight"]) for r in rows if r["comparison"] == "prior")
    return prior, tuple(
        Level(r["comparison"], r["level"], int(r["weight"])) for r in rows if r["comparison"] != "prior"
    )


def stated_days(telling: Telling) -> Days:
    """The days of a telling that nothing may contradict."""
    start, end = days_of(telling.event.time)
    if start is None or end is None or end - start > SHORT or not is_exact(telling.event.time):
        return None
    return (start, end)
