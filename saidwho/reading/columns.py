"""From the cells of a row to a document: which column is what, and days in the ways tables write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from saidwho.errors import BadDate, BadMapping, EmptyText, UnreadableSource
from saidwho.reading.articles import ReadingOptions, parse_date, written_day
from saidwho.reading.documents import Document
from saidwho.resources import read_table

FIELDS = ("text", "title", "outlet", "published", "url", "name")
_ADDRESS = re.compile(r"https?://\S+$")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{6}Z?)?$")
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:\D.*)?$")
_EMPTY = {"", "nan", "nat", "none", "null", "n/a", "na", "-"}


def parse_map(value: str) -> tuple[tuple[str, str], ...]:
    """`text=body,published=date` as pairs of field and column. Raises `BadMapping`."""
    pairs = []
    for part in value.split(","):
        field, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals or field not in FIELDS:
            raise BadMapping(
                f"'{part.strip()}' maps no field. Expected FIELD=COLUMN with one of {', '.join(FIELDS)}, "
                "such as text=body,published=date."
            )
        pairs.append((field, column))
    return tuple(pairs)


@lru_cache(maxsize=1)
def _usual() -> dict[str, list[str]]:
    return {row["field"]: row["names"].split() for row in read_table("reading/columns.tsv")}


def columns_of(names: Sequence[str], options: ReadingOptions, *, source: str) -> dict[str, tuple[str, ...]]:
    """The columns of each field: the mapped one, else those with one of the usual names, in their order.

    Raises `UnreadableSource` where a mapped column is not there, or no column can be the text.
    """
    mapped = dict(options.columns)
    there = {name.strip().lower(): name for name in reversed(names)}
    found: dict[str, tuple[str, ...]] = {}
    for field in FIELDS:
        if field in mapped:
            column = mapped[field]
            if column and column not in names:
                raise UnreadableSource(f"'{source}' has no column '{column}'. It has: {_listed(names)}.")
            found[field] = (column,) if column else ()
        else:
            taken = set(mapped.values())
            found[field] = tuple(there[n] for n in _usual()[field] if n in there and there[n] not in taken)
    if not found["text"]:
        raise UnreadableSource(
            f"'{source}' has no column that holds the text. It has: {_listed(names)}. "
            "Say which one it is: --map text=COLUMN"
        )
    return found


def _listed(names: Sequence[str]) -> str:
    shown = [str(name)[:40] for name in names[:20]]
    return ", ".join(shown) + (", ..." if len(names) > 20 else "") if shown else "none"


def document_of(
    row: Mapping[str, Any],
    columns: Mapping[str, tuple[str, ...]],
    *,
    name: str,
    source: str,
    options: ReadingOptions,
    size: int = 0,
) -> Document:
    """The document of a row. Raises `EmptyText` and `BadDate`."""
    own = _cell(row, columns["name"])
    shown = f"{source}:{own}" if own else name
    text = _cell(row, columns["text"])
    if text is None:
        raise EmptyText(f"'{shown}' has no text in '{columns['text'][0]}'. Expected the text of a report.")
    days = (row.get(column) for column in columns["published"])
    day = next((d for d in days if not _is_empty(d)), None)
    return Document(
        name=shown,
        source=source,
        text=text,
        title=_cell(row, columns["title"]),
        outlet=_cell(row, columns["outlet"], address=False),
        published=None if options.published else day_of(day, options.date_format, name=shown),
        url=_cell(row, columns["url"], address=True),
        size=size,
    )


def _cell(row: Mapping[str, Any], columns: tuple[str, ...], *, address: bool | None = None) -> str | None:
    """The first of the cells that holds something; `address` asks for a web address, or for anything else."""
    for column in columns:
        value = row.get(column)
        if _is_empty(value) or isinstance(value, dict | list):
            continue
        words = value if isinstance(value, str) else str(value)
        if address is None or address is bool(_ADDRESS.match(words.strip())):
            return words if address is None else words.strip()
    return None


def _is_empty(value: Any) -> bool:
    if value is None or value != value:
        return True
    return isinstance(value, str) and value.strip().lower() in _EMPTY


def day_of(value: Any, form: str | None = None, *, name: str = "the row") -> dt.date | None:
    """The day of a cell. Raises `BadDate` for one that says nothing, or could be two days (04/05/2031)."""
    if _is_empty(value):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    words = str(value).strip()
    try:
        if form:
            return dt.datetime.strptime(words, form).date()
        return _day_written(words)
    except (ValueError, BadDate) as error:
        why = f"not of the form {form}" if form else str(error).split("'", 2)[-1].strip().rstrip(".")
        raise BadDate(
            f"'{name}': the date '{words[:40]}' cannot be read ({why}). Expected YYYY-MM-DD; say how these are written "
            "with --date-format, such as %d/%m/%Y."
        ) from None


def _day_written(words: str) -> dt.date:
    if match := _COMPACT.match(words):
        return parse_date("-".join(match.groups()))
    if match := _SLASHED.match(words):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if first == second or (first > 12) != (second > 12):
            day, month = (first, second) if second <= 12 else (second, first)
            return dt.date(year, month, day)
        raise BadDate(f"'{words}' could be two days of the calendar")
    if re.match(r"\d{4}-\d\d-\d\d", words):
        return parse_date(words)
    found = written_day(words)
    if found is None:
        raise BadDate(f"'{words}' is no date")
    return found
