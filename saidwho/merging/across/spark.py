"""The queries of merging on Spark: the same text, the same rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class SparkEngine:
    """A Spark session as an engine. `folder` is one that all workers see: the tables go through it as Parquet."""

    def __init__(self, session: SparkSession, folder: str | Path) -> None:
        self._session: Any = session
        self._folder = Path(folder)

    def load(self, name: str, table: pa.Table) -> None:
        """Makes a table out of Arrow columns."""
        path = self._folder / f"{name}.parquet"
        pq.write_table(table, path)
        self._session.read.parquet(str(path)).createOrReplaceTempView(name)

    def make(self, name: str, query: str) -> None:
        """Makes a table out of a query, kept by the workers."""
        frame = self._session.sql(query).cache()
        frame.count()
        frame.createOrReplaceTempView(name)

    def drop(self, name: str) -> None:
        """Forgets a table."""
        self._session.catalog.dropTempView(name)

    def fetch(self, query: str) -> pa.Table:
        """The rows of a query as Arrow columns."""
        return self._session.sql(query).toArrow()
