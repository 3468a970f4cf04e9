"""The queries of merging on Spark: the same text, the same rows."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class SparkEngine:
    """A Spark session as an engine. `folder` is one that all workers see: every table is Parquet in there."""

    def __init__(self, session: SparkSession, folder: str | Path) -> None:
        self._session: Any = session
        self._folder = Path(folder)
        self._packs: dict[str, int] = {}

    def load(self, name: str, table: pa.Table) -> None:
        """Adds Arrow columns to a table, made where there is none."""
        number = self._packs[name] = self._packs.get(name, -1) + 1
        self.path(name).mkdir(parents=True, exist_ok=True)
        pq.write_table(table, self.path(name) / f"{number:09}.parquet")
        self.see(name)

    def make(self, name: str, query: str) -> None:
        """Makes a table out of a query."""
        self.write(name, self._session.sql(query))

    def write(self, name: str, frame: Any) -> None:
        """Makes a table out of a frame."""
        frame.write.mode("overwrite").parquet(str(self.path(name)))
        self.see(name)

    def see(self, name: str) -> None:
        """Gives a table its name in queries."""
        self.frame(name).createOrReplaceTempView(name)

    def frame(self, name: str) -> Any:
        """A table as Spark's frame."""
        return self._session.read.parquet(str(self.path(name)))

    def path(self, name: str) -> Path:
        """The folder of a table."""
        return self._folder / name

    def drop(self, name: str) -> None:
        """Forgets a table."""
        self._session.catalog.dropTempView(name)
        shutil.rmtree(self.path(name), ignore_errors=True)
        self._packs.pop(name, None)

    def fetch(self, query: str) -> pa.Table:
        """The rows of a query as Arrow columns."""
        return self._session.sql(query).toArrow()
