"""Merging on Spark what Spark has coded: Parquet in, Parquet out, the rows of the embedded merge.

    summary = merge_spark("coded-2031")

Tellings are made, compared, grouped and built in Spark's workers. The driver finds the copies, and holds of each
telling no more than a few numbers.
"""

from __future__ import annotations

import json
import pickle
import shutil
import time
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds  # type: ignore[import-untyped,unused-ignore]

from saidwho.errors import StoreMissing
from saidwho.merging.across import MergeOptions, build_event, in_order, score_pairs, stated_days, tellings_of
from saidwho.merging.across import rows as tables
from saidwho.merging.across.grouping import Parts, group_all
from saidwho.merging.across.spark import SparkEngine
from saidwho.merging.across.tellings import page
from saidwho.merging.copies import find_copies
from saidwho.pipeline.merges import MergeSummary
from saidwho.records import Article, Event
from saidwho.spark.engine import Batches, each_row, in_batches, open_session, whole_articles
from saidwho.spark.rows import CODED, columns, ddl, plain_day, read_rows, table_row
from saidwho.storage import annotation_of
from saidwho.storage.codec import load_article
from saidwho.storage.merged import event_rows
from saidwho.storage.schema import MERGED

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MERGED_TABLES = tuple(table.name for table in reversed(MERGED))
"""Folders of Parquet, one for each table that a merge fills."""
WORK = "merging"
"""A folder beside them, gone at the end."""
_TOLD = tuple(name for name in tables.TYPES["telling"] if name not in ("n", "article", "class"))
_NESTED = {
    "keys": "array<string>",
    "rare": "array<string>",
    "mentions": "array<string>",
    "party": "array<struct<side: string, word: string, weight: int>>",
    "figure": "array<struct<kind: string, number: bigint, claimed: boolean>>",
    "word": "array<struct<word: string, weight: int>>",
    "page": "array<struct<word: string, weight: int>>",
}
_ARROW = {name: pa.list_(pa.string()) for name in ("keys", "rare", "mentions")} | {
    name: pa.list_(pa.struct([(c, t if c != "word" else pa.string()) for c, t in tables.TYPES[name].items()
                              if c not in ("n", "article")]))
    for name in ("party", "figure", "word", "page")
}  # fmt: skip
_SQL = {pa.int32(): "int", pa.string(): "string", pa.bool_(): "boolean"}
TELLING = pa.schema(
    [("article", pa.string()), ("id", pa.string()), ("first", pa.int32()), ("past", pa.int32())]
    + [(name, tables.TYPES["telling"][name]) for name in _TOLD]
    + list(_ARROW.items())
    + [("telling", pa.binary())]
)
"""A telling with all rows that it gives the queries; `first` and `past` are its stated days, `page` its article's."""
GROUPED = (("n", "long"), ("event", "long"))
BUILT = (("number", "long"), ("rows", "string"))


def merge_spark(folder: str | Path, *, session: SparkSession | None = None) -> MergeSummary:
    """Merges what `run_spark` has coded into `folder`; the events of the merge before are replaced.

    Raises `StoreMissing` where nothing was coded, and `SetupError`.
    """
    begun = time.monotonic()
    output = Path(folder)
    if not (output / CODED).is_dir():
        raise StoreMissing(f"'{folder}' holds nothing that Spark has coded. Code it: saidwho run SOURCE --engine spark")
    spark = session or open_session()
    work = output / WORK
    shutil.rmtree(work, ignore_errors=True)
    try:
        engine = SparkEngine(spark, work)
        coded: Any = whole_articles(spark, output)
        copy_of = find_copies(_articles(coded)).copied()
        engine.write("told", coded.mapInArrow(_tellings, _told_ddl()))
        _number(engine)
        score_pairs(engine, MergeOptions())
        number = _group(engine)
        _build(engine, copy_of)
        for name in MERGED_TABLES:
            made = engine.frame("built").mapInArrow(partial(_table, table=name), ddl(columns(name)))
            made.write.mode("overwrite").parquet(str(work / "out" / name))
        for name in MERGED_TABLES:
            shutil.rmtree(output / name, ignore_errors=True)
            (work / "out" / name).rename(output / name)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return MergeSummary(number, coded.count(), len(copy_of), time.monotonic() - begun)


def _articles(coded: Any) -> Iterator[Article]:
    for row in coded.select("rows").toLocalIterator():
        found = json.loads(row["rows"])["article"]
        yield load_article(found["record"], found["text"])


def _told_ddl() -> str:
    simple = {field.name: _SQL.get(field.type, "binary") for field in TELLING if field.name not in _NESTED}
    return ", ".join(f"`{name}` {_NESTED.get(name) or simple[name]}" for name in TELLING.names)


def _number(engine: SparkEngine) -> None:
    """Numbers the tellings in order of article and id, with gaps, and makes the tables of the queries out of them."""
    from pyspark.sql import functions as f

    told = engine.frame("told").sort("article", "id").withColumn("n", f.monotonically_increasing_id())
    engine.write("telling", told)
    engine.drop("told")
    for name in ("party", "figure", "word"):
        engine.make(name, f"SELECT n, one.* FROM (SELECT n, EXPLODE({name}) AS one FROM telling) t")
    engine.make("page", "SELECT article, one.* FROM (SELECT article, EXPLODE(page) AS one FROM telling) t")
    engine.make("block", "SELECT n, EXPLODE(keys) AS key FROM telling")
    engine.make("rare", "SELECT n, EXPLODE(rare) AS key FROM telling")


def _group(engine: SparkEngine) -> int:
    """Makes the table `member`: the event of each telling, counted from 1 by the first of its tellings."""
    numbers = np.sort(_column(engine.path("telling"), "n"))
    parts = Parts(len(numbers))
    for batch in _batches(engine.path("scored"), ["a", "b", "score"]):
        a, b, score = (batch.column(name).to_numpy() for name in ("a", "b", "score"))
        parts.join(np.searchsorted(numbers, a[score > 0]), np.searchsorted(numbers, b[score > 0]))
    root = numbers[parts.roots()]
    engine.load("part", pa.table({"n": numbers, "root": root}))
    engine.make(
        "inside",
        """SELECT p.root, s.a, s.b, s.score, x.first AS first_a, x.past AS past_a, y.first AS first_b, y.past AS past_b
        FROM scored s JOIN part p ON p.n = s.a JOIN part q ON q.n = s.b AND q.root = p.root
        JOIN telling x ON x.n = s.a JOIN telling y ON y.n = s.b""",
    )
    pairs = engine.frame("inside").repartition("root").sortWithinPartitions("root", "a", "b")
    engine.write("grouped", pairs.mapInArrow(_groups, ddl(GROUPED)))
    event = numbers.copy()
    for batch in _batches(engine.path("grouped"), ["n", "event"]):
        event[np.searchsorted(numbers, batch.column("n").to_numpy())] = batch.column("event").to_numpy()
    firsts = np.unique(event)
    engine.load("member", pa.table({"n": numbers, "number": np.searchsorted(firsts, event) + 1}))
    return len(firsts)


def _build(engine: SparkEngine, copy_of: Mapping[str, str]) -> None:
    """Makes the table `built`: the rows of each event, as JSON."""
    engine.make("wanted", "SELECT m.number, m.n, t.telling, t.mentions FROM member m JOIN telling t ON t.n = m.n")
    told = engine.frame("wanted").repartition("number").sortWithinPartitions("number", "n")
    engine.write("built", told.mapInArrow(partial(_built, copy_of=copy_of), ddl(BUILT)))


def _batches(path: Path, names: list[str]) -> Iterator[pa.RecordBatch]:
    yield from ds.dataset(str(path), format="parquet").to_batches(columns=names)


def _column(path: Path, name: str) -> Any:
    return ds.dataset(str(path), format="parquet").to_table(columns=[name]).column(name).to_numpy()


# What runs in Spark's workers.


def _tellings(batches: Batches) -> Batches:
    for coded in each_row(batches):
        annotation = annotation_of(read_rows(coded["rows"]))
        mentions = [m.id for m in annotation.mentions]
        words = page(annotation.article)
        found = []
        for place, telling in enumerate(in_order(tellings_of(annotation))):
            rows = tables.rows_of(telling, words)
            first, past = stated_days(telling) or (None, None)
            values = {"article": telling.article.id, "id": telling.id, "first": first, "past": past}
            found.append({
                **values,
                **dict(zip(_TOLD, rows.telling, strict=True)),
                "keys": [*(f"{rows.kind} {at} {word}" for at, word in rows.keys),
                         *(f"{rows.kind} both {' '.join(sorted(pair))}" for pair in rows.pairs)],
                "rare": [f"{rows.kind} {word}" for word in rows.rare],
                "mentions": mentions,
                **{name: _structs(name, getattr(rows, name)) for name in ("party", "figure", "word")},
                "page": _structs("page", words.items() if place == 0 else ()),
                "telling": pickle.dumps(telling),
            })  # fmt: skip
        if found:
            yield pa.RecordBatch.from_pylist(found, schema=TELLING)


def _structs(name: str, rows: Any) -> list[dict[str, Any]]:
    names = [field.name for field in _ARROW[name].value_type]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _groups(batches: Batches) -> Batches:
    def rows() -> Iterator[dict[str, Any]]:
        for _, pairs in groupby(each_row(batches), key=itemgetter("root")):
            yield from _part(list(pairs))

    return in_batches(rows(), GROUPED)


def _part(pairs: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The events of tellings that good pairs hold together, named by the first of their tellings."""
    days = {p[side]: (p[f"first_{side}"], p[f"past_{side}"]) for p in pairs for side in "ab"}
    numbers = np.array(sorted(days), dtype=np.int64)
    stated = [days[n] if days[n][0] is not None else None for n in numbers.tolist()]
    a, b = (np.searchsorted(numbers, np.array([p[side] for p in pairs], dtype=np.int64)) for side in "ab")
    for group in group_all(stated, a, b, np.array([p["score"] for p in pairs], dtype=np.int64)):
        for n in group:
            yield {"n": int(numbers[n]), "event": int(numbers[group[0]])}


def _built(batches: Batches, *, copy_of: Mapping[str, str]) -> Batches:
    def rows() -> Iterator[dict[str, Any]]:
        for number, told in groupby(each_row(batches), key=itemgetter("number")):
            found = list(told)
            tellings = [pickle.loads(row["telling"]) for row in found]
            event = build_event(tellings, copy_of)
            texts = {t.article.id: t.article for t in tellings}
            mentions = {t.article.id: row["mentions"] for t, row in zip(tellings, found, strict=True)}
            yield {"number": number, "rows": _event_rows(event, number, texts, mentions)}

    return in_batches(rows(), BUILT)


def _event_rows(event: Event, number: int, texts: Mapping[str, Article], mentions: Mapping[str, list[str]]) -> str:
    codings = {article: n for n, article in enumerate(texts)}
    known = {(codings[article], m) for article, ids in mentions.items() for m in ids}
    found = event_rows(event, number, codings, known, texts)
    return json.dumps(found, default=plain_day, separators=(",", ":"))


def _table(batches: Batches, *, table: str) -> Batches:
    names = [name for name, _ in columns(table)]

    def rows() -> Iterator[dict[str, Any]]:
        for built in each_row(batches):
            for row in json.loads(built["rows"]).get(table, ()):
                yield table_row(table, {name: row.get(name) for name in names})

    return in_batches(rows(), columns(table))
