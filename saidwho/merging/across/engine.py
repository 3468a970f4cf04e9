"""A thin engine under the SQL of merging: tables in, rows out. The text of the queries is the same on every engine."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

import duckdb
import pyarrow as pa

from saidwho.errors import MergeError


class Engine(Protocol):
    """Where the queries run. `load` adds rows to a table, `make` makes one anew; `fetch` gives rows."""

    def load(self, name: str, table: pa.Table) -> None: ...
    def make(self, name: str, query: str) -> None: ...
    def drop(self, name: str) -> None: ...
    def fetch(self, query: str) -> pa.Table: ...


class DuckEngine:
    """DuckDB in this process. `memory` as DuckDB writes it (“4GB”): beyond it, tables go to a folder for the time."""

    def __init__(self, *, threads: int | None = None, memory: str | None = None) -> None:
        settings: dict[str, str | bool | int | float | list[str]] = {}
        if threads:
            settings["threads"] = threads
        if memory:
            settings["memory_limit"] = memory
        self._folder = tempfile.TemporaryDirectory(prefix="saidwho-") if memory else None
        path = str(Path(self._folder.name, "merge.duckdb")) if self._folder else ":memory:"
        with _told_clearly():
            self._connection = duckdb.connect(path, config=settings)
        # The queries are written in the order in which their joins stay small; guesses at it are at times far off.
        self._connection.execute("SET disabled_optimizers = 'join_order'")
        # No query leans on the order of a table's rows, and keeping it takes memory.
        self._connection.execute("SET preserve_insertion_order = false")

    def load(self, name: str, table: pa.Table) -> None:
        """Adds Arrow columns to a table, made where there is none."""
        with _told_clearly():
            self._connection.register("arrow_in", table)
            self._connection.execute(f"CREATE TABLE IF NOT EXISTS {name} AS SELECT * FROM arrow_in WITH NO DATA")
            self._connection.execute(f"INSERT INTO {name} SELECT * FROM arrow_in")
            self._connection.unregister("arrow_in")

    def make(self, name: str, query: str) -> None:
        """Makes a table out of a query."""
        with _told_clearly():
            self._connection.execute(f"CREATE OR REPLACE TABLE {name} AS {query}")

    def drop(self, name: str) -> None:
        """Forgets a table."""
        self._connection.execute(f"DROP TABLE IF EXISTS {name}")

    def fetch(self, query: str) -> pa.Table:
        """The rows of a query as Arrow columns."""
        with _told_clearly():
            return self._connection.sql(query).to_arrow_table()

    def close(self) -> None:
        """Gives the memory back."""
        self._connection.close()
        if self._folder:
            self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def _told_clearly() -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        why = str(error).partition("\n")[0].rstrip(".")
        raise MergeError(
            f"The comparing of the reports ended ({why}). Give it more memory with --memory, or free some room in "
            f"'{tempfile.gettempdir()}' or name another folder in TMPDIR. The events of the last merge are still there."
        ) from error


def table(columns: Mapping[str, Sequence[object]], types: Mapping[str, pa.DataType]) -> pa.Table:
    """Arrow columns of given types, also where there are no rows."""
    return pa.table({name: pa.array(columns[name], types[name]) for name in types})
