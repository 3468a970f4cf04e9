"""The rows of the store as columns of Parquet, and back.

`coded/` holds one row a document with all rows of its article as JSON; the tables beside it are made of that.
`run`, `coding` and the numbers of articles are the store's own and left out.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Date, Float, Integer, Table

from saidwho.records import Failure
from saidwho.storage import CodedRows, DocumentRow, Store, schema

TABLES = ("article", "coding", "attribution", "mention", "document", "failure")
"""Folders of Parquet, one for each table that a run fills."""
CODED = "coded"
CODED_COLUMNS = (
    ("unit", "long"), ("row", "long"), ("key", "string"), ("versions", "string"), ("article", "string"),
    ("name", "string"), ("source", "string"), ("url", "string"), ("rows", "string"), ("reason", "string"),
    ("message", "string"),
)  # fmt: skip
_OWN = {"run", "coding"}
_NUMBERED = {"article", "coding"}


def columns(name: str) -> tuple[tuple[str, str], ...]:
    """Names and Spark types of a table's columns."""
    table: Table = schema.metadata.tables[name]
    own = _OWN | ({"number"} if name in _NUMBERED else set())
    return tuple((c.name, _spark_type(c.type)) for c in table.columns if c.name not in own)


def _spark_type(kind: Any) -> str:
    for sort, name in ((Boolean, "boolean"), (Integer, "long"), (Float, "double"), (Date, "date")):
        if isinstance(kind, sort):
            return name
    return "string"


def ddl(shape: tuple[tuple[str, str], ...]) -> str:
    """Columns as Spark writes them."""
    return ", ".join(f"`{name}` {kind}" for name, kind in shape)


def dump_rows(rows: CodedRows) -> str:
    """The rows of one article as JSON; days are ISO 8601."""
    found = {
        "article": rows.article,
        "coding": rows.coding,
        "attributions": rows.attributions,
        "mentions": rows.mentions,
    }
    return json.dumps(found, default=plain_day, separators=(",", ":"))


def plain_day(value: Any) -> Any:
    """A day as JSON has it."""
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is no value of a row")


def read_rows(text: str) -> CodedRows:
    """The rows of one article from JSON."""
    found = json.loads(text)
    return CodedRows(
        table_row("article", found["article"]),
        found["coding"],
        tuple(table_row("attribution", row) for row in found["attributions"]),
        tuple(table_row("mention", row) for row in found["mentions"]),
    )


def table_row(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row out of JSON, with its days."""
    days = _days(table)
    return {name: dt.date.fromisoformat(v) if v and name in days else v for name, v in row.items()}


@lru_cache(maxsize=8)
def _days(table: str) -> frozenset[str]:
    return frozenset(name for name, kind in columns(table) if kind == "date")


def rows_of(table: str, coded: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows that one line of `coded/` gives a table."""
    if table == "failure":
        return [{**_failure(coded)}] if coded["reason"] else []
    if coded["reason"]:
        return []
    if table == "document":
        names = [name for name, _ in columns("document")]
        return [{name: coded[name] for name in names}]
    rows = read_rows(coded["rows"])
    found = {"article": (rows.article,), "coding": (rows.coding,)}
    return list(found.get(table) or (rows.attributions if table == "attribution" else rows.mentions))


def _failure(coded: dict[str, Any]) -> dict[str, Any]:
    from saidwho.storage.rows import failure_row

    return failure_row(Failure(coded["name"], coded["reason"], coded["message"]))


def take_rows(folder: str | Path) -> Iterator[tuple[DocumentRow | None, CodedRows | Failure]]:
    """What `coded/` of a run on Spark holds, in order of the sources."""
    import pyarrow.dataset as ds  # type: ignore[import-untyped,unused-ignore]

    table = ds.dataset(str(Path(folder) / CODED), format="parquet").to_table()
    for coded in table.sort_by([("unit", "ascending"), ("row", "ascending")]).to_pylist():
        if coded["reason"]:
            yield None, Failure(coded["name"], coded["reason"], coded["message"])
        else:
            row = DocumentRow(coded["key"], coded["name"], coded["source"], coded["url"])
            yield row, read_rows(coded["rows"])


def load_rows(folder: str | Path, store: Store, made_by: dict[str, str], versions: str) -> int:
    """Puts what Spark has coded into a store, as a run of its own; how many articles were new."""
    coded = there = failed = 0
    with store.writer("run", made_by, versions=versions, sources=json.dumps([str(folder)])) as writer:
        for document, result in take_rows(folder):
            failed += isinstance(result, Failure)
            added = writer.add(document, result)
            if added is not None:
                coded, there = coded + added.coded, there + added.already_there
        added = writer.flush()
        coded, there = coded + added.coded, there + added.already_there
        writer.finish("done", coded=coded, already_there=there, failed=failed)
    return coded
