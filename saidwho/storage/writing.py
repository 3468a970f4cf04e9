"""Adding to the store: a run's articles in batches, and the events of a merge all at once."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from saidwho.errors import RecordError, StoreError
from saidwho.records import Article, Event, Failure
from saidwho.storage import schema
from saidwho.storage.codec import load_article, storable
from saidwho.storage.lock import Check
from saidwho.storage.merged import event_rows, named_articles
from saidwho.storage.rows import CodedRows, Row, failure_row
from saidwho.storage.troubles import told_clearly

BATCH = 50
"""Articles a transaction: what a killed run loses at most, about three seconds of one core; a commit costs 5 ms."""
CHUNK = 200
"""Events inserted in one go."""
Status = Literal["running", "done", "interrupted", "failed", "killed"]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A file, row or page as it was read; `key` is a hash of its bytes and of what was given beside them."""

    key: str
    name: str | None = None
    source: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a batch: articles coded anew, and those that were there already under another name."""

    coded: int = 0
    already_there: int = 0


class Writer:
    """One run that holds the store's lock; use it in a `with`. What was flushed is safe.

    `add` collects, `flush` writes all that was collected in one transaction.
    """

    def __init__(self, engine: Engine, name: str, lock: AbstractContextManager[Check], run: Row) -> None:
        self._engine, self._name, self._lock, self._row = engine, name, lock, run
        self._coded: list[tuple[DocumentRow, CodedRows]] = []
        self._failed: list[Failure] = []
        self._check: Check = lambda: None
        self.run = 0

    def __enter__(self) -> Writer:
        self._check = self._lock.__enter__()
        try:
            with told_clearly(self._name), self._begin() as connection:
                # Nobody else writes while we hold the lock: a run that still says so was killed.
                connection.execute(update(schema.run).where(schema.run.c.status == "running").values(status="killed"))
                self.run = (connection.scalar(select(func.max(schema.run.c.id))) or 0) + 1
                row = {"status": "running", "started": _now(), **self._row}
                connection.execute(insert(schema.run).values(id=self.run, **row))
        except BaseException:
            self._lock.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is not None:
                interrupted = issubclass(kind, KeyboardInterrupt | GeneratorExit)
                with suppress(StoreError):
                    self.finish("interrupted" if interrupted else "failed")
        finally:
            self._lock.__exit__(None, None, None)

    def _begin(self) -> AbstractContextManager[Connection]:
        self._check()
        return self._engine.execution_options(writes=True).begin()

    def finish(self, status: Status = "done", **counts: int) -> None:
        """Says in the run's row how it ended."""
        with told_clearly(self._name), self._begin() as connection:
            values = {"status": status, "ended": _now(), **counts}
            connection.execute(update(schema.run).where(schema.run.c.id == self.run).values(**values))

    def add(self, document: DocumentRow | None, result: CodedRows | Failure) -> Added | None:
        """Takes one result; what `flush` gives when a batch is full, else None."""
        if isinstance(result, Failure):
            self._failed.append(result)
        else:
            assert document is not None
            self._coded.append((document, result))
        return self.flush() if self.waiting >= BATCH else None

    @property
    def waiting(self) -> int:
        """Results that are not yet written."""
        return len(self._coded) + len(self._failed)

    def flush(self) -> Added:
        """Writes what was collected in one transaction: all of it or nothing."""
        if not self.waiting:
            return Added()
        with told_clearly(self._name), self._begin() as connection:
            added = self._insert_coded(connection)
            self._insert_new(connection, schema.failure, [{**failure_row(f), "run": self.run} for f in self._failed])
        self._coded, self._failed = [], []
        return added

    def _insert_coded(self, connection: Connection) -> Added:
        ids = [rows.article["id"] for _, rows in self._coded]
        there = set(connection.scalars(select(schema.article.c.id).where(schema.article.c.id.in_(ids))))
        done = select(schema.coding.c.article, schema.coding.c.versions).where(schema.coding.c.article.in_(ids))
        codings = {tuple(row) for row in connection.execute(done)}
        number, coding = (
            (connection.scalar(select(func.max(table.c.number))) or 0) for table in (schema.article, schema.coding)
        )
        rows: dict[Table, list[Row]] = {
            t: [] for t in (schema.article, schema.coding, schema.attribution, schema.mention)
        }
        coded = 0
        for _, result in self._coded:
            article, key = result.article["id"], (result.article["id"], result.coding["versions"])
            if article not in there:
                there.add(article)
                number += 1
                rows[schema.article].append({"number": number, **result.article})
            if key in codings:
                continue
            codings.add(key)
            coding, coded = coding + 1, coded + 1
            rows[schema.coding].append({"number": coding, **result.coding})
            rows[schema.attribution].extend({"coding": coding, **row} for row in result.attributions)
            rows[schema.mention].extend({"coding": coding, **row} for row in result.mentions)
        for table, new in rows.items():
            if new:
                connection.execute(insert(table), [{**row, "run": self.run} for row in new])
        self._insert_new(connection, schema.document, [self._document(d, r) for d, r in self._coded])
        return Added(coded, len(self._coded) - coded)

    def _document(self, document: DocumentRow, rows: CodedRows) -> Row:
        values = {"name": document.name, "source": document.source, "url": document.url}
        clean = {key: storable(value) if value else None for key, value in values.items()}
        return {"key": document.key, "run": self.run, "article": rows.article["id"], **clean}

    def _insert_new(self, connection: Connection, table: Table, rows: list[Row]) -> None:
        """Inserts the rows whose key is not there yet."""
        if rows:
            kind: Any = sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert
            connection.execute(kind(table).on_conflict_do_nothing(), rows)

    def write_events(self, events: Iterable[Event]) -> int:
        """Throws the events of the last merge away and writes these, in one transaction; gives their number.

        Raises `RecordError` for an event whose id is not its own, or whose mention is not in the store.
        """
        number, seen = 0, set[str]()
        with told_clearly(self._name), self._begin() as connection:
            for table in schema.MERGED:
                connection.execute(delete(table))
            for chunk in _chunks(events):
                told_by = self._told_by(connection, chunk)
                rows: dict[str, list[Row]] = {t.name: [] for t in reversed(schema.MERGED)}
                for event in chunk:
                    number += 1
                    if event.id in seen:
                        raise RecordError(f"two events have the id '{event.id}'. Expected an id for each.")
                    seen.add(event.id)
                    for name, new in event_rows(event, number, *told_by).items():
                        rows[name].extend({**row, "run": self.run} for row in new)
                for name, new in rows.items():
                    if new:
                        connection.execute(insert(schema.metadata.tables[name]), new)
        return number

    def _told_by(
        self, connection: Connection, events: Sequence[Event]
    ) -> tuple[dict[str, int], set[tuple[int, str]], dict[str, Article]]:
        """The newest coding of each article that events speak of, the mentions of these codings, and the articles."""
        codings: dict[str, int] = {}
        mentions: set[tuple[int, str]] = set()
        texts: dict[str, Article] = {}
        coding, mention, article = schema.coding.c, schema.mention.c, schema.article.c
        for ids in _some(sorted(named_articles(events))):
            newest = select(coding.article, func.max(coding.number)).where(coding.article.in_(ids))
            found = {a: number for a, number in connection.execute(newest.group_by(coding.article))}
            codings |= found
            told = select(mention.coding, mention.id).where(mention.coding.in_(list(found.values())))
            mentions |= {(number, m) for number, m in connection.execute(told)}
            for row in connection.execute(select(article.id, article.record, article.text).where(article.id.in_(ids))):
                texts[row.id] = load_article(row.record, row.text)
        return codings, mentions, texts


def _chunks(events: Iterable[Event]) -> Iterator[list[Event]]:
    left = iter(events)
    while chunk := list(itertools.islice(left, CHUNK)):
        yield chunk


def _now() -> str:
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _some(ids: Sequence[str], size: int = 500) -> Iterator[Sequence[str]]:
    for at in range(0, len(ids), size):
        yield ids[at : at + size]
