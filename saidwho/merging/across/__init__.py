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
from saidwho.merging.across.explain import Explanation, Reason, explanation
from saidwho.merging.across.grouping import Days, Pair, group
from saidwho.merging.across.queries import Level
from saidwho.merging.across.rows import tables_of
from saidwho.merging.across.tellings import SHORT, Telling, days_of, is_exact, tellings_of
from saidwho.merging.copies import CopyResult
from saidwho.records import Event
from saidwho.resources import read_table

__all__ = [
    "DuckEngine",
    "Engine",
    "Explanation",
    "MergeOptions",
    "Reason",
    "Telling",
    "explain",
    "merge_events",
    "tellings_of",
]


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
    known = _ordered(tellings)
    if not known:
        return ()
    scored = compare(tables_of(known), options=options or MergeOptions(), engine=engine)
    copy_of = _copies(copies, known)
    return tuple(build_event([known[n] for n in found], copy_of) for found in _groups(known, scored))


def explain(
    event: str,
    tellings: Iterable[Telling],
    *,
    options: MergeOptions | None = None,
    engine: Engine | None = None,
) -> Explanation:
    """Why each telling of a merged event is in it, and what came closest and stayed out. `event` is the event's id.

    Raises KeyError where these tellings give no such event.
    """
    known = _ordered(tellings)
    ids = [t.id for t in known]
    scored = compare(tables_of(known), options=options or MergeOptions(), engine=engine)
    for found in _groups(known, scored):
        if min(ids[n] for n in found) == event:
            return explanation(event, frozenset(found), ids, scored, weights()[1])
    raise KeyError(event)


def _ordered(tellings: Iterable[Telling]) -> list[Telling]:
    """Each telling once, in an order that nothing but the tellings decides."""
    return sorted({t.id: t for t in tellings}.values(), key=lambda t: (t.article.id, t.id))


def _groups(known: list[Telling], scored: pa.Table) -> list[list[int]]:
    """Numbers of tellings by event."""
    groups: dict[int, list[int]] = {}
    for n, number in enumerate(group(len(known), pairs_of(scored), [_stated(t) for t in known])):
        groups.setdefault(number, []).append(n)
    return list(groups.values())


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
