"""Query results as Arrow tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Date, Engine, Executable, Float, Integer, Select

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]

ROWS = 20_000
"""Rows taken at a time."""


def frame(engine: Engine, statement: Executable, types: Mapping[str, Any] | None = None) -> pa.Table:
    """The rows of a statement as an Arrow table; `types` are those of columns of plain SQL."""
    import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]

    if isinstance(statement, Select):
        types = {column.name: column.type for column in statement.selected_columns}
    assert types is not None
    shape = pa.schema([pa.field(name, _arrow_type(kind)) for name, kind in types.items()])
    batches = []
    with engine.connect() as connection:
        result = connection.execution_options(stream_results=True).execute(statement)
        while rows := result.fetchmany(ROWS):
            columns = zip(*rows, strict=True)
            arrays = [
                pa.array(_plain(column, field.type), field.type) for column, field in zip(columns, shape, strict=True)
            ]
            batches.append(pa.record_batch(arrays, schema=shape))
    return pa.Table.from_batches(batches, schema=shape)


def _plain(column: tuple[Any, ...], kind: Any) -> Any:
    import datetime as dt

    import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]

    if kind == pa.date32():
        return [dt.date.fromisoformat(v) if isinstance(v, str) else v for v in column]
    return column


def _arrow_type(kind: Any) -> Any:
    import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]

    for sort, arrow in ((Boolean, pa.bool_()), (Integer, pa.int64()), (Float, pa.float64()), (Date, pa.date32())):
        if isinstance(kind, sort):
            return arrow
    return pa.string()
