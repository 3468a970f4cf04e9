"""Documents are read and coded in Spark's Python workers, by the same code as in one process.

    from saidwho.spark import run_spark

    summary = run_spark(["archive/2031/", "export.parquet"], "coded-2031")

Workers need saidwho, and see the sources and the output under the same paths. Every call adds to what is there: what
is coded with the same versions is not coded again. A call that is ended adds nothing.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saidwho.config import Settings
from saidwho.errors import SetupError
from saidwho.pipeline import Annotator
from saidwho.pipeline.workers import Coder, versions
from saidwho.reading import Document, ReadingOptions, documents
from saidwho.reading.documents import ENDINGS
from saidwho.records import Failure
from saidwho.spark.rows import CODED, CODED_COLUMNS, TABLES, columns, ddl, dump_rows, rows_of

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]
    from pyspark.sql import DataFrame, SparkSession

Batches = Iterator["pa.RecordBatch"]
READ = (
    ("unit", "long"), ("row", "long"), ("key", "string"), ("name", "string"), ("document", "binary"),
    ("reason", "string"), ("message", "string"),
)  # fmt: skip
"""One row a document: `unit` is the number of its file, `row` its place in it."""
AT_ONCE = 32
"""Articles that a worker codes before it hands them on."""
_ARROW = {
    "long": "int64",
    "string": "string",
    "binary": "binary",
    "double": "float64",
    "boolean": "bool",
    "date": "date32",
}


@dataclass(slots=True)
class SparkSummary:
    """What a run on Spark did: articles coded anew, documents that were there, and all failures by reason."""

    coded: int = 0
    already_there: int = 0
    failures: dict[str, int] = field(default_factory=dict)


def run_spark(
    sources: Iterable[str | Path],
    output: str | Path,
    *,
    settings: Settings | None = None,
    reading: ReadingOptions | None = None,
    session: SparkSession | None = None,
    partitions: int | None = None,
) -> SparkSummary:
    """Codes what is in the sources and not yet in `output`, a folder of Parquet with a folder for every table.

    `partitions` are the pieces that are coded side by side (default: Spark's own parallelism). Raises `SetupError`.
    """
    settings, reading = settings or Settings(), reading or ReadingOptions()
    made = versions(Annotator(settings))
    spark = session or open_session()
    parts = partitions or spark.sparkContext.defaultParallelism
    before, next_unit = _before(spark, Path(output), made)
    read = _read(spark, enumerate(_files(sources), next_unit), reading, parts).cache()
    fresh, there = _fresh(spark, read, Path(output) / CODED, made)
    code = partial(_code, settings=settings, reading=reading, made=made)
    coded = fresh.repartition(parts, "unit", "row").mapInArrow(code, ddl(CODED_COLUMNS))
    coded.write.mode("append").parquet(str(Path(output) / CODED))
    read.unpersist()
    _write_tables(spark, Path(output), made)
    return _summary(spark, Path(output), before, there)


def open_session() -> SparkSession:
    """Spark's own settings decide where it runs. Raises `SetupError` where it is not installed."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise SetupError("Spark is not installed. Install saidwho[spark], which needs Java 17.") from None
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    return SparkSession.builder.appName("saidwho").getOrCreate()


def _files(sources: Iterable[str | Path]) -> Iterator[str]:
    """Folders by their files, in order of their names; a folder without any stays, to be told as a failure."""
    for source in sources:
        path = Path(source)
        found = sorted(p for p in path.rglob("*") if p.name.lower().endswith(ENDINGS) and p.is_file())
        yield from map(str, found if path.is_dir() and found else [path])


def _before(spark: SparkSession, output: Path, made: str) -> tuple[int, int]:
    """The articles that are coded already, and the number of the next file."""
    if not (output / CODED).is_dir():
        return 0, 0
    coded = spark.read.parquet(str(output / CODED))
    last = coded.agg({"unit": "max"}).collect()[0][0]
    here = coded.where(f"versions = '{made}' and reason is null").select("article").distinct().count()
    return here, 0 if last is None else last + 1


def _read(spark: SparkSession, files: Iterable[tuple[int, str]], reading: ReadingOptions, parts: int) -> DataFrame:
    units = list(files)
    rows = spark.sparkContext.parallelize(units, max(1, min(parts, len(units))))
    frame = spark.createDataFrame(rows, "unit long, source string")
    return frame.mapInArrow(partial(_documents, reading=reading), ddl(READ))


def _fresh(spark: SparkSession, read: DataFrame, coded: Path, made: str) -> tuple[DataFrame, int]:
    """The documents that are to be coded, each once, with all failures; how many were there already."""
    from pyspark.sql import functions as f
    from pyspark.sql.window import Window

    first = Window.partitionBy("key").orderBy("unit", "row")
    failed = read.where("reason is not null")
    unique = read.where("reason is null").withColumn("nth", f.row_number().over(first)).where("nth = 1").drop("nth")
    whole = read.where("reason is null").count()
    if coded.is_dir():
        known = spark.read.parquet(str(coded)).where(f"versions = '{made}' and reason is null").select("key")
        unique = unique.join(known, "key", "left_anti")
    left = unique.count()
    return unique.select(*read.columns).unionByName(failed), whole - left


def _write_tables(spark: SparkSession, output: Path, made: str) -> None:
    """The tables of all that was coded; an article of several documents is that of the first."""
    coded = spark.read.parquet(str(output / CODED)).where(f"versions = '{made}'")
    once = _once(coded)
    for table in TABLES:
        frame = coded if table in ("document", "failure") else once
        made_of = frame.mapInArrow(partial(_table, table=table), ddl(columns(table)))
        if table == "failure":
            made_of = made_of.dropDuplicates(["id"])
        made_of.write.mode("overwrite").parquet(str(output / table))


def _once(coded: DataFrame) -> DataFrame:
    from pyspark.sql import functions as f
    from pyspark.sql.window import Window

    first = Window.partitionBy("article").orderBy("unit", "row", "key")
    return coded.where("reason is null").withColumn("nth", f.row_number().over(first)).where("nth = 1").drop("nth")


def whole_articles(spark: SparkSession, output: Path) -> DataFrame:
    """The lines of `coded/` that the tables are made of, one an article."""
    versions = [
        row["versions"] for row in spark.read.parquet(str(output / "coding")).select("versions").distinct().collect()
    ]
    coded = spark.read.parquet(str(output / CODED))
    return _once(coded.where(coded.versions.isin(versions)))


def _summary(spark: SparkSession, output: Path, before: int, there: int) -> SparkSummary:
    articles = spark.read.parquet(str(output / "article")).count()
    failures = spark.read.parquet(str(output / "failure")).groupBy("reason").count().orderBy("reason").collect()
    return SparkSummary(articles - before, there, {row["reason"]: row["count"] for row in failures})


# What runs in Spark's workers.


def _batch(rows: list[dict[str, Any]], shape: Iterable[tuple[str, str]]) -> pa.RecordBatch:
    import pyarrow as pa

    fields = pa.schema([pa.field(name, pa.type_for_alias(_ARROW[kind])) for name, kind in shape])
    return pa.RecordBatch.from_pylist(rows, schema=fields)


def each_row(batches: Batches) -> Iterator[dict[str, Any]]:
    """The rows of batches."""
    for batch in batches:
        for n in range(batch.num_rows):
            yield {name: batch.column(i)[n].as_py() for i, name in enumerate(batch.schema.names)}


def in_batches(rows: Iterable[dict[str, Any]], shape: Iterable[tuple[str, str]]) -> Batches:
    """Rows as batches of some columns."""
    shape, waiting = tuple(shape), []
    for row in rows:
        waiting.append(row)
        if len(waiting) >= AT_ONCE:
            yield _batch(waiting, shape)
            waiting = []
    if waiting:
        yield _batch(waiting, shape)


def _documents(batches: Batches, *, reading: ReadingOptions) -> Batches:
    def rows() -> Iterator[dict[str, Any]]:
        for unit in each_row(batches):
            for row, found in enumerate(documents(unit["source"], options=reading)):
                place = {"unit": unit["unit"], "row": row, "name": found.name}
                if isinstance(found, Failure):
                    yield {**place, "reason": found.reason, "message": found.message}
                else:
                    yield {**place, "key": found.key(reading), "document": pickle.dumps(found)}

    return in_batches(rows(), READ)


@lru_cache(maxsize=2)
def _coder(settings: Settings, reading: ReadingOptions) -> Coder:
    return Coder(settings, reading)


def _code(batches: Batches, *, settings: Settings, reading: ReadingOptions, made: str) -> Batches:
    def rows() -> Iterator[dict[str, Any]]:
        for row in each_row(batches):
            found = {name: row[name] for name in ("unit", "row", "key", "name", "reason", "message")}
            found["versions"] = made
            yield found if row["reason"] else {**found, **_coded(_coder(settings, reading), row["document"])}

    return in_batches(rows(), CODED_COLUMNS)


def _coded(coder: Coder, pickled: bytes) -> dict[str, Any]:
    document: Document = pickle.loads(pickled)
    result = coder.code(document)
    if isinstance(result, Failure):
        return {"name": result.name, "reason": result.reason, "message": result.message}
    place = {"name": document.name, "source": document.source, "url": document.url}
    return {**place, "article": result.article["id"], "rows": dump_rows(result)}


def _table(batches: Batches, *, table: str) -> Batches:
    rows: Callable[[dict[str, Any]], list[dict[str, Any]]] = partial(rows_of, table)
    return in_batches((row for coded in each_row(batches) for row in rows(coded)), columns(table))
