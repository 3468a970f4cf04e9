"""The store: everything that was read, kept in one SQLite file or a PostgreSQL database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, Engine, Float, Select, Table, Text, func, select, text

from saidwho.errors import StoreDamaged, StoreMissing, StoreReadOnly
from saidwho.records import Annotation, Article, Event
from saidwho.storage import schema
from saidwho.storage.codec import load, load_annotation, load_article, storable
from saidwho.storage.frames import frame
from saidwho.storage.lock import Check, file_lock, server_lock
from saidwho.storage.opening import Place, engine_of, migrate, migrations, place_of, version_of
from saidwho.storage.rows import Row, stable
from saidwho.storage.search import search_statement
from saidwho.storage.troubles import told_clearly
from saidwho.storage.writing import Writer

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]

ARTICLES = 200
"""Articles read at a time."""
_FOUND = {
    "article": Text(),
    "title": Text(),
    "outlet": Text(),
    "published": Date(),
    "snippet": Text(),
    "score": Float(),
}


def open_store(where: str | Path, *, create: bool = False) -> Store:
    """Opens the store at a path or a URL (`postgresql://user@host/name`); `create` makes one where there is none.

    Raises `StoreError`: `StoreMissing`, `NotAStore`, `StoreTooNew`, `StoreDamaged`, `StoreUnreachable`.
    """
    place = place_of(where)
    with told_clearly(place.name):
        engine, writable = engine_of(place, create=create)
        store = Store(place, engine, writable=writable)
        try:
            _bring_up_to_date(store, place, engine, create=create)
        except BaseException:
            store.close()
            raise
    return store


def _bring_up_to_date(store: Store, place: Place, engine: Engine, *, create: bool) -> None:
    found, newest = version_of(engine, place), migrations(engine.dialect.name)[-1][0]
    if found == 0 and not create:
        raise StoreMissing(f"'{place.name}' holds no store yet. Make it: saidwho run SOURCE -o {place.name}")
    if found < newest:
        with store.lock():
            migrate(engine, place, since=version_of(engine, place))


class Store:
    """Articles, attributions, mentions, failures, and the events of the last merge. Close it, or use it in a `with`.

    Tables come as Arrow tables (`.to_pandas()` where pandas is installed), in the order in which they were added.
    """

    def __init__(self, place: Place, engine: Engine, *, writable: bool) -> None:
        self._place, self._engine, self._writable = place, engine, writable
        self.name = place.name

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file or server."""
        self._engine.dispose()

    def articles(self, *, text: bool = False) -> pa.Table:
        """One row an article; `text` adds the whole text."""
        table = schema.article
        hidden = {"number", "record"} | (set() if text else {"text"})
        return self.frame(select(*_columns(table, hidden)).order_by(table.c.number))

    def attributions(self) -> pa.Table:
        """One row an attribution; `a-0` is the outlet's own voice."""
        table = schema.attribution
        return self.frame(self._current(table, {"coding", "number", "record"}))

    def mentions(self) -> pa.Table:
        """One row a mention of an event; `key` is its id among all articles, `id` within its article."""
        return self.frame(self._current(schema.mention, {"coding", "number", "record"}))

    def events(self) -> pa.Table:
        """One row an event of the last merge."""
        table = schema.event
        return self.frame(select(*_columns(table, {"number", "record"})).order_by(table.c.number))

    def accounts(self) -> pa.Table:
        """One row an account of an event of the last merge."""
        return self._of_events(schema.account)

    def statements(self) -> pa.Table:
        """One row for every time that an account was given."""
        return self._of_events(schema.statement)

    def tolls(self) -> pa.Table:
        """One row a figure of an event of the last merge."""
        return self._of_events(schema.toll)

    def event_mentions(self) -> pa.Table:
        """Which mentions are in which event."""
        return self._of_events(schema.event_mention)

    def failures(self) -> pa.Table:
        """One row for every source that could not be coded, with the reason."""
        table = schema.failure
        return self.frame(select(*_columns(table, {"id"})).order_by(table.c.run, table.c.name, table.c.id))

    def runs(self) -> pa.Table:
        """One row a run of `run` or `merge`: versions, counts, how it ended."""
        return self.frame(select(schema.run).order_by(schema.run.c.id))

    def documents(self) -> pa.Table:
        """One row for every file, row or page that was read, and the article that it holds."""
        table = schema.document
        return self.frame(select(*_columns(table, set())).order_by(table.c.run, table.c.key))

    def frame(self, statement: Select[Any]) -> pa.Table:
        """The rows of a SQLAlchemy select over the tables of `saidwho.storage.schema`."""
        with told_clearly(self.name):
            return frame(self._engine, statement)

    def search(self, words: str, *, limit: int = 50) -> pa.Table:
        """Articles by their words, the best first: all words, "words that stand together", -word that is not there."""
        statement = search_statement(self._engine, words, limit)
        with told_clearly(self.name):
            if statement is None:
                statement = text("SELECT id, title, outlet, published, title, words FROM article WHERE 1 = 0")
            return frame(self._engine, statement, _FOUND)

    def article(self, identifier: str) -> Article | None:
        """One article."""
        found = list(self.each_article([identifier]))
        return found[0] if found else None

    def each_article(self, identifiers: Sequence[str] | None = None) -> Iterator[Article]:
        """Articles, all of them or those named, in the order in which they were added."""
        table = schema.article.c
        for row in self._pages(select(table.number, table.record, table.text), identifiers):
            with self._whole(row.number):
                article = load_article(row.record, row.text)
            yield article

    def identifiers(self) -> list[str]:
        """The ids of all articles, sorted."""
        return sorted(row.id for row in self._rows(select(schema.article.c.id)))

    def annotations(self, identifiers: Sequence[str] | None = None) -> Iterator[Annotation]:
        """What was read out of each article (of those named), by the newest versions that coded it."""
        article, coding = schema.article.c, schema.coding.c
        other = schema.coding.alias().c
        newest = select(func.max(other.number)).where(other.article == article.id).scalar_subquery()
        query = (
            select(article.number, article.record, article.text, coding.number.label("coding"), coding.events)
            .add_columns(coding.made_by)
            .join(schema.coding, coding.article == article.id)
            .where(coding.number == newest)
        )
        for rows in _packs(self._pages(query, identifiers)):
            said, told = (self._records(t, [r.coding for r in rows]) for t in (schema.attribution, schema.mention))
            for row in rows:
                with self._whole(row.number):
                    read = load_article(row.record, row.text)
                    parts = said.get(row.coding, []), told.get(row.coding, [])
                    annotation = load_annotation(read, *parts, row.events, row.made_by)
                yield annotation

    def merged_events(self) -> Iterator[Event]:
        """The events of the last merge, whole."""
        table = schema.event.c
        last = 0
        while True:
            query = select(table.number, table.record).where(table.number > last).order_by(table.number).limit(ARTICLES)
            rows = self._rows(query)
            for row in rows:
                last = row.number
                with self._whole(row.number, "event"):
                    event = load(Event, row.record)
                yield event
            if len(rows) < ARTICLES:
                return

    def event(self, identifier: str) -> Event | None:
        """One event of the last merge, whole."""
        table = schema.event.c
        for row in self._rows(select(table.number, table.record).where(table.id == identifier)):
            with self._whole(row.number, "event"):
                return load(Event, row.record)
        return None

    def known(self, keys: Iterable[str], versions: str) -> set[str]:
        """Those of the documents' keys whose article is coded by these versions."""
        document, coding = schema.document.c, schema.coding.c
        query = select(document.key).join(schema.coding, coding.article == document.article)
        query = query.where(coding.versions == versions, document.key.in_(list(keys)))
        return {row.key for row in self._rows(query)}

    def writer(self, kind: str, made_by: Mapping[str, str], *, versions: str | None = None, **row: str) -> Writer:
        """A run that may add to the store. Raises `StoreBusy` while another one does, and `StoreReadOnly`."""
        named = {name: made_by.get(name) for name in ("saidwho", "codebook", "parser", "model")}
        told = {name: storable(value) for name, value in row.items()}
        run: Row = {"kind": kind, **named, "versions": versions or versions_of(made_by), **told}
        return Writer(self._engine, self.name, self.lock(), run)

    def write_merge(self, events: Iterable[Event], *, made_by: Mapping[str, str] | None = None) -> int:
        """Puts these events in the place of those of the last merge, all or none; gives their number."""
        with self.writer("merge", made_by or {}) as writer:
            number = writer.write_events(events)
            writer.finish(events=number)
        return number

    def lock(self) -> AbstractContextManager[Check]:
        """What only one process can hold. Raises `StoreBusy` when it is entered, and `StoreReadOnly`."""
        if not self._writable:
            raise StoreReadOnly(f"'{self.name}' may not be written. Get the right to, or name another with -o.")
        if self._place.path is not None:
            return file_lock(self._place.path)
        return server_lock(self._engine, self.name, self._place.schema)

    def lock_free(self) -> None:
        """Raises what `lock` raises, before anything costly is begun."""
        with self.lock():
            pass

    def _of_events(self, table: Table) -> pa.Table:
        order = [schema.event.c.number, *(table.c[n] for n in ("account", "number") if n in table.c)]
        query = select(*_columns(table, {"coding"})).join(schema.event, schema.event.c.id == table.c.event)
        return self.frame(query.order_by(*order))

    def _current(self, table: Table, hidden: set[str]) -> Select[Any]:
        newest = select(func.max(schema.coding.c.number)).group_by(schema.coding.c.article)
        query = select(*_columns(table, hidden)).where(table.c.coding.in_(newest))
        return query.order_by(table.c.coding, table.c.number)

    def _records(self, table: Table, codings: list[int]) -> dict[int, list[str]]:
        query = select(table.c.coding, table.c.record).where(table.c.coding.in_(codings), table.c.record.is_not(None))
        found: dict[int, list[str]] = {}
        for row in self._rows(query.order_by(table.c.coding, table.c.number)):
            found.setdefault(row.coding, []).append(row.record)
        return found

    def _pages(self, query: Select[Any], identifiers: Sequence[str] | None) -> Iterator[Any]:
        """The rows of a query over articles, a page at a time, so that no reader holds a writer up."""
        table = schema.article.c
        if identifiers is not None:
            for at in range(0, len(identifiers), ARTICLES):
                part = identifiers[at : at + ARTICLES]
                yield from self._rows(query.where(table.id.in_(part)).order_by(table.number))
            return
        last = 0
        while True:
            rows = self._rows(query.where(table.number > last).order_by(table.number).limit(ARTICLES))
            yield from rows
            if len(rows) < ARTICLES:
                return
            last = rows[-1].number

    def _rows(self, query: Select[Any]) -> Sequence[Any]:
        with told_clearly(self.name), self._engine.connect() as connection:
            return connection.execute(query).all()

    def _whole(self, number: int, kind: str = "article") -> _whole:
        return _whole(self.name, number, kind)


def versions_of(made_by: Mapping[str, str], *more: str) -> str:
    """A hash of the versions and settings that results depend on."""
    return stable("\0".join([*(f"{k}={made_by[k]}" for k in sorted(made_by)), *more]))


def _columns(table: Table, hidden: set[str]) -> list[Any]:
    return [column for column in table.c if column.name not in hidden]


def _packs(rows: Iterator[Any]) -> Iterator[list[Any]]:
    pack: list[Any] = []
    for row in rows:
        pack.append(row)
        if len(pack) == ARTICLES:
            yield pack
            pack = []
    if pack:
        yield pack


class _whole(AbstractContextManager[None]):
    """A record that cannot be read is damage, not a mistake of the reader."""

    def __init__(self, name: str, number: int, kind: str) -> None:
        self._name, self._number, self._kind = name, number, kind

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if isinstance(error, KeyError | TypeError | ValueError):
            cure = "Take your last copy." if self._kind == "article" else f"Merge again: saidwho merge {self._name}"
            raise StoreDamaged(
                f"'{self._name}' is damaged: the record of {self._kind} {self._number} cannot be read "
                f"({error!r:.100}). {cure}"
            ) from None
