"""Records to JSON and back, without loss: what comes out equals what went in.

A record becomes an object without the fields that have their default, a span `[start, end]`, a day ISO 8601.
Later fields of a record therefore do not break what was stored before.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import types
from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from saidwho.records import Annotation, Article, Attribution, Event, EventMention, Span

R = TypeVar("R")
Reader = Callable[[Any], Any]
_ATOMS = frozenset((str, int, float, bool, type(None)))
_MISSING = object()
TEXTLESS = "\ufffd"
"""Stands in a text column for a character that a database cannot hold; the record then keeps the text itself."""
_UNSTORABLE = {0: TEXTLESS, **{code: TEXTLESS for code in range(0xD800, 0xE000)}}


def dump(record: Any) -> str:
    """The JSON text of a record (or of a list of them). Lone surrogates are escaped."""
    return text_of(plain(record))


def load(kind: type[R], text: str) -> R:
    """The record of a JSON text."""
    return read(kind, json.loads(text))


def text_of(value: Any) -> str:
    """Compact JSON that every database can hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text if storable(text) == text else json.dumps(value, separators=(",", ":"))


def storable(text: str) -> str:
    """The text with every character that SQLite or PostgreSQL refuse replaced by one that they take: same length."""
    if text.isascii() and "\0" not in text:
        return text
    return text.translate(_UNSTORABLE)


def plain(value: Any) -> Any:
    """A record as JSON types."""
    kind = type(value)
    if kind in _ATOMS:
        return value
    if kind is Span:
        return [value[0], value[1]]
    if kind is tuple or kind is list:
        return [plain(item) for item in value]
    if kind is dict or isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, dt.date):
        return value.isoformat()
    found = {}
    for name, default in _fields(cast(Hashable, kind)):
        inner = getattr(value, name)
        if inner is not default and inner != default:
            found[name] = plain(inner)
    return found


def read(kind: type[R], value: Any) -> R:
    """A record from JSON types. Raises KeyError, TypeError or ValueError on what is no such record."""
    found: R = _reader(cast(Hashable, kind))(value)
    return found


@lru_cache(maxsize=64)
def _fields(kind: Hashable) -> tuple[tuple[str, Any], ...]:
    found: list[tuple[str, Any]] = []
    for field in dataclasses.fields(cast(Any, kind)):
        default: Any = _MISSING
        if field.default is not dataclasses.MISSING:
            default = field.default
        elif field.default_factory is not dataclasses.MISSING:
            default = field.default_factory()
        found.append((field.name, default))
    return tuple(found)


@lru_cache(maxsize=256)
def _reader(hint: Any) -> Reader:
    """What turns the JSON of a type hint into its value."""
    if hint in (str, int, float, bool, Any):
        return lambda value: value
    if hint is dt.date:
        return dt.date.fromisoformat
    if hint is Span:
        return lambda value: Span(*value)
    if dataclasses.is_dataclass(hint):
        return _record_reader(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return lambda value: value
    if origin in (Union, types.UnionType):
        inner = _reader(next(a for a in arguments if a is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple and len(arguments) == 2 and arguments[1] is ...:
        each = _reader(arguments[0])
        return lambda value: tuple([each(item) for item in value])
    if origin is tuple:
        readers = [_reader(a) for a in arguments]
        return lambda value: tuple(r(v) for r, v in zip(readers, value, strict=True))
    return dict


def _record_reader(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    readers: dict[str, Reader] = {}

    def read_record(value: Mapping[str, Any]) -> Any:
        if not readers:
            readers.update({field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)})
        return kind(**{name: readers[name](inner) for name, inner in value.items()})

    return read_record


def dump_article(article: Article) -> str:
    """The article without its text, which has a column of its own, unless no database can hold it as it is."""
    value = plain(article)
    if storable(article.text) == article.text:
        del value["text"]
    return text_of(value)


def load_article(record: str, text: str) -> Article:
    """The article from its record and its column."""
    return read(Article, {"text": text, **json.loads(record)})


def dump_events(annotation: Annotation) -> str:
    """The events of one article; a mention that the article has stands by its id."""
    known = {m.id: m for m in annotation.mentions}
    values = []
    for event in annotation.events:
        value = plain(dataclasses.replace(event, mentions=()))
        value["mentions"] = [m.id if known.get(m.id) == m else plain(m) for m in event.mentions]
        values.append(value)
    return text_of(values)


def load_events(text: str, mentions: tuple[EventMention, ...]) -> tuple[Event, ...]:
    """The events of one article, with its mentions put back in."""
    known = {m.id: m for m in mentions}
    events = []
    for value in json.loads(text):
        told = [known[m] if isinstance(m, str) else read(EventMention, m) for m in value.pop("mentions")]
        events.append(dataclasses.replace(read(Event, value), mentions=tuple(told)))
    return tuple(events)


def load_annotation(
    article: Article, attributions: list[str], mentions: list[str], events: str, made_by: str
) -> Annotation:
    """The annotation from the records of its rows."""
    told = tuple(load(EventMention, m) for m in mentions)
    said = tuple(load(Attribution, a) for a in attributions)
    return Annotation(article, said, told, load_events(events, told), json.loads(made_by))
