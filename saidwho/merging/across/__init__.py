"""Many reports, one event: tellings of many articles compared, grouped and pooled.

    tellings = [t for annotation in annotations for t in tellings_of(annotation)]
    events = merge_events(tellings, copies=find_copies(articles))

The result does not depend on the order of the tellings, and holds neither clock nor chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa

from saidwho.merging.across import queries
from saidwho.merging.across.building import build_event
from saidwho.merging.across.engine import DuckEngine, Engine
from saidwho.merging.across.grouping import Days, Pair, group
from saidwho.merging.across.queries import Level
from saidwho.merging.across.rows import tables_of
from saidwho.merging.across.tellings import SHORT, Telling, days_of, is_exact, tellings_of
from saidwho.merging.copies import CopyResult
from saidwho.records import Event
from saidwho.resources import read_table

__all__ = ["DuckEngine", "MergeOptions", "Telling", "merge_events", "tellings_of"]


@dataclass(frozen=True, slots=True)
class MergeOptions:
    """`cap`: keys that more tellings than this share do not bring tellings together."""

    cap: int = 200


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
    known = sorted({t.id: t for t in tellings}.values(), key=lambda t: (t.article.id, t.id))
    if not known:
        return ()
    pairs = compare(tables_of(known), options=options or MergeOptions(), engine=engine)
    numbers = group(len(known), pairs_of(pairs), [_stated(t) for t in known])
    copy_of = _copies(copies, known)
    groups: dict[int, list[Telling]] = {}
    for number, telling in zip(numbers, known, strict=True):
        groups.setdefault(number, []).append(telling)
    return tuple(build_event(found, copy_of) for found in groups.values())


def compare(tables: Mapping[str, pa.Table], *, options: MergeOptions, engine: Engine | None = None) -> pa.Table:
    """Every compared pair with the level of each comparison and its score, sorted by pair."""
    if engine is None:
        with DuckEngine() as duck:
            return compare(tables, options=options, engine=duck)
    for name, columns in tables.items():
        engine.load(name, columns)
    prior, levels = weights()
    engine.make("frequent", queries.frequent(options.cap))
    for name, query in (
        ("pair", queries.PAIR),
        ("page_pair", queries.PAGE_PAIR),
        ("word_pair", queries.WORD_PAIR),
        ("party_pair", queries.PARTY_PAIR),
        ("party_count", queries.PARTY_COUNT),
        ("figure_pair", queries.FIGURE_PAIR),
        ("feature", queries.FEATURES),
    ):
        engine.make(name, query)
    return engine.fetch(f"SELECT * FROM ({queries.scored(levels, prior)}) s ORDER BY a, b")


@lru_cache(maxsize=1)
def weights() -> tuple[int, tuple[Level, ...]]:
    """The prior and what each level is worth, in thousandths of the log of odds."""
    rows = list(read_table("merging/weights.tsv"))
    prior = next(int(r["weight"]) for r in rows if r["comparison"] == "prior")
    return prior, tuple(
        Level(r["comparison"], r["level"], int(r["weight"])) for r in rows if r["comparison"] != "prior"
    )


def pairs_of(scored: pa.Table) -> list[Pair]:
    """The pairs of a table of scores."""
    columns = (scored.column(name).to_pylist() for name in ("a", "b", "score"))
    return [Pair(a, b, score) for a, b, score in zip(*columns, strict=True)]


def _stated(telling: Telling) -> Days:
    """The days of a telling that nothing may contradict."""
    start, end = days_of(telling.event.time)
    if start is None or end is None or end - start > SHORT or not is_exact(telling.event.time):
        return None
    return (start, end)


def _copies(copies: CopyResult | None, known: list[Telling]) -> dict[str, str]:
    """For each copy the article that stands for it."""
    if copies is None:
        return {}
    found = {t.article.id: copies.original_of(t.article.id) for t in known}
    return {article: original for article, original in found.items() if article != original}
