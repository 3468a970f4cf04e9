"""CSV, JSON and Parquet, row by row, as researchers get them from news databases and from trafilatura."""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from saidwho.errors import EmptyText, InputError, UnreadableSource
from saidwho.reading.articles import ReadingOptions
from saidwho.reading.columns import columns_of, document_of
from saidwho.reading.decode import decode, wide_encoding
from saidwho.reading.documents import Document
from saidwho.records import ARTICLE_SCHEMA, Failure

PROBE = 50_000
"""Bytes from which the encoding and the separator of a CSV file are told."""
ROWS = 256
"""Rows of a Parquet file taken at a time."""
WHOLE = 500_000_000
"""Largest JSON document that is read in one piece; JSON Lines may be of any length."""


def csv_documents(path: Path, options: ReadingOptions) -> Iterator[Document | Failure]:
    """The rows of a CSV file with a header; comma, semicolon, tab or bar between the cells."""
    csv.field_size_limit(max(csv.field_size_limit(), min(4 * options.max_characters, 2**31 - 1)))
    with path.open("rb") as raw, _unpacked(path, raw) as data:
        probe = data.peek(PROBE)[:PROBE] if hasattr(data, "peek") else b""
        if not probe.strip():
            raise EmptyText(f"'{path}' is empty. Expected a table with a header.")
        lines = io.TextIOWrapper(data, encoding=_encoding(probe), errors="surrogateescape", newline="")
        header_line = probe.decode("utf-8", "replace").split("\n", 1)[0].replace("\0", "")
        reader = csv.reader(lines, delimiter=max(",;\t|", key=header_line.count))
        header = [_mended(cell) for cell in next(reader, [])]
        columns = columns_of(header, options, source=str(path))
        at = 0
        rows = _csv_rows(reader, path)
        for number, cells in enumerate(rows, 1):
            if isinstance(cells, Failure):
                yield cells
                continue
            if not any(cells):
                continue
            at, size = raw.tell(), raw.tell() - at
            name = f"{path}:{number}"
            if len(cells) > len(header):
                yield Failure(
                    name,
                    UnreadableSource.__name__,
                    f"'{name}' has {len(cells)} cells, expected {len(header)}. Is a quotation mark or separator amiss?",
                )
                continue
            row = dict(zip(header, map(_mended, cells), strict=False))
            yield _attempt(row, columns, name=name, source=str(path), options=options, size=size)


def _csv_rows(reader: Any, path: Path) -> Iterator[list[str] | Failure]:
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            name = f"{path} line {reader.line_num}"
            yield Failure(name, UnreadableSource.__name__, f"'{name}' is no row of a CSV file ({error}). Mend it.")


def _encoding(probe: bytes) -> str:
    if probe.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return wide_encoding(probe) or "utf-8-sig"


def _mended(cell: str) -> str:
    """A cell whose bytes are no UTF-8 is decoded as a text file of its own would be."""
    if cell.isascii():
        return cell
    try:
        cell.encode("utf-8")
        return cell
    except UnicodeEncodeError:
        return decode(cell.encode("utf-8", "surrogateescape"))


def json_documents(path: Path, options: ReadingOptions) -> Iterator[Document | Failure]:
    """The objects of a JSON or JSON Lines file: one object, a list of them, or one a line."""
    with path.open("rb") as raw, _unpacked(path, raw) as data:
        first = next((line for line in iter(data.readline, b"") if line.strip()), b"")
        if not first:
            raise EmptyText(f"'{path}' is empty. Expected JSON.")
        if _object(first) is not None:
            yield from json_lines(str(path), _chained(first, data), options, raw=raw)
            return
        rest = data.read(WHOLE)
        if len(rest) == WHOLE:
            raise UnreadableSource(
                f"'{path}' is one JSON document of more than {WHOLE:,} bytes. Make JSON Lines of it."
            )
        whole = _object(first + rest, many=True)
        if whole is None:
            raise UnreadableSource(f"'{path}' is no JSON. Expected an object, a list of objects, or one object a line.")
        items = whole if isinstance(whole, list) else [whole]
        size = len(first + rest) // max(1, len(items))
        for number, item in enumerate(items, 1):
            name = f"{path}:{number}" if isinstance(whole, list) else str(path)
            yield _json_document(item, name, str(path), options, size)


def json_lines(
    source: str, lines: Iterable[bytes], options: ReadingOptions, *, raw: BinaryIO | None = None
) -> Iterator[Document | Failure]:
    """One object a line."""
    at = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        size = len(line)
        if raw is not None:
            at, size = raw.tell(), raw.tell() - at
        yield _json_document(_object(line), f"{source}:{number}", source, options, size)


def _json_document(item: Any, name: str, source: str, options: ReadingOptions, size: int) -> Document | Failure:
    if not isinstance(item, dict):
        message = f"'{name}' is no JSON object. Expected one with the text of a report."
        return Failure(name, UnreadableSource.__name__, message)
    if item.get("schema") == ARTICLE_SCHEMA and isinstance(item.get("article"), dict):
        item = {**item["article"], "title": item["article"].get("title_quote")}
    try:
        columns = columns_of(list(item), options, source=name)
    except InputError as error:
        return Failure(name, type(error).__name__, str(error))
    return _attempt(item, columns, name=name, source=source, options=options, size=size)


def _object(data: bytes, *, many: bool = False) -> Any:
    try:
        value = json.loads(data.decode("utf-8-sig", "surrogateescape"))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) or many else None


def _chained(first: bytes, rest: Iterable[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def parquet_documents(path: Path, options: ReadingOptions) -> Iterator[Document | Failure]:
    """The rows of a Parquet file; only the columns that are needed are read."""
    import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]
    import pyarrow.parquet as pq  # type: ignore[import-untyped,unused-ignore]

    try:
        with pq.ParquetFile(path) as file:
            columns = columns_of(file.schema_arrow.names, options, source=str(path))
            needed = sorted({column for named in columns.values() for column in named})
            size = path.stat().st_size // max(1, file.metadata.num_rows)
            number = 0
            for batch in file.iter_batches(batch_size=ROWS, columns=needed):
                for row in batch.to_pylist():
                    number += 1
                    name = f"{path}:{number}"
                    yield _attempt(row, columns, name=name, source=str(path), options=options, size=size)
    except pa.ArrowException as error:
        why = " ".join(str(error).split())[:150].rstrip(".")
        raise UnreadableSource(f"'{path}' is no whole Parquet file ({why}). Get it anew.") from None


def _attempt(
    row: Mapping[str, Any],
    columns: Mapping[str, tuple[str, ...]],
    *,
    name: str,
    source: str,
    options: ReadingOptions,
    size: int,
) -> Document | Failure:
    try:
        return document_of(row, columns, name=name, source=source, options=options, size=size)
    except InputError as error:
        return Failure(name, type(error).__name__, str(error))


def _unpacked(path: Path, raw: BinaryIO) -> Any:
    """The stream itself, or what a gzip file holds."""
    if path.name.lower().endswith(".gz"):
        return io.BufferedReader(gzip.GzipFile(fileobj=raw))
    return raw
