"""From a path or URL to an engine, and the tables made or brought up to date."""

from __future__ import annotations

import os
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from saidwho import resources
from saidwho.errors import NotAStore, StoreDamaged, StoreError, StoreMissing, StoreReadOnly, StoreTooNew
from saidwho.storage.troubles import told_clearly

APPLICATION = 0x53414944
"""`application_id` of our SQLite files: "SAID"."""
SCHEMA = "saidwho"
"""The schema of our tables in a PostgreSQL database, so that they meet no tables of the same names."""
PATIENCE = 30
"""Seconds to wait for another process's transaction; ours take well under one."""
_MAGIC = b"SQLite format 3\0"
_FILE = re.compile(r"storage/(\d{4})-([a-z0-9-]+)\.(sqlite|postgresql)\.sql$")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store is: a file, or the URL of a PostgreSQL database. `name` never shows a password."""

    name: str
    path: Path | None = None
    url: URL | None = None
    schema: str = SCHEMA


def place_of(where: str | Path) -> Place:
    """Reads a path or URL (`postgresql://...`, `sqlite:///news.db`). Raises `StoreError` on another database."""
    if isinstance(where, Path) or not re.match(r"[a-z+0-9]{3,}://|[a-z+]{3,}:///", str(where)):
        return Place(str(where), path=Path(where))
    try:
        url = make_url(str(where))
    except ArgumentError:
        raise StoreError(f"'{where}' is no URL of a database. Expected postgresql://user@host/name.") from None
    backend = {"postgres": "postgresql"}.get(url.drivername.split("+")[0], url.drivername.split("+")[0])
    if backend == "sqlite" and url.database:
        return Place(url.database, path=Path(url.database))
    if backend != "postgresql":
        raise StoreError(f"'{url.drivername}' is no database that saidwho writes. Expected a file or postgresql://...")
    schema = url.query.get("schema", SCHEMA)
    url = url.set(drivername="postgresql+psycopg").difference_update_query(["schema"])
    shown = url.set(drivername="postgresql").render_as_string(hide_password=True).replace("%2F", "/")
    return Place(shown, url=url, schema=schema if isinstance(schema, str) else schema[0])


def engine_of(place: Place, *, create: bool) -> tuple[Engine, bool]:
    """The engine, and whether it may write. Raises a `StoreError` where there is no store, or one of something else."""
    if place.path is not None:
        return _file_engine(place, place.path, create=create)
    try:
        engine = create_engine(_url(place), pool_pre_ping=True)
    except ModuleNotFoundError:
        raise StoreError(
            f"'{place.name}' needs the PostgreSQL driver. Install it: pip install 'saidwho[postgresql]'"
        ) from None
    event.listen(engine, "connect", _searching(place.schema))
    return engine, True


def _url(place: Place) -> URL:
    assert place.url is not None
    return place.url


def _searching(schema: str) -> Any:
    def connected(connection: Any, _: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET search_path TO {_quoted(schema)}")
        connection.commit()

    return connected


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _file_engine(place: Place, path: Path, *, create: bool) -> tuple[Engine, bool]:
    _look_at(path, create=create)
    writable = not path.exists() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
    if writable:
        source = f"file:{quote(str(path.absolute()))}?mode={'rwc' if create else 'rw'}"
    elif os.access(path.parent, os.W_OK) or _has_log(path):
        source = f"file:{quote(str(path.absolute()))}?mode=ro"
    else:
        # Nobody can be writing: without this SQLite would have to make a file beside the store to read it.
        source = f"file:{quote(str(path.absolute()))}?immutable=1"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(source, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA foreign_keys = ON")
        if writable:
            connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    return engine, writable


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _begin(connection: Connection) -> None:
    """Writers take their lock at the beginning, so that no transaction fails half-way for another's sake."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _look_at(path: Path, *, create: bool) -> None:
    """What can be told of a file before a database opens it."""
    if path.is_dir():
        raise NotAStore(f"'{path}' is a folder. Expected a file that `saidwho run` has written.")
    if not path.exists():
        if create and path.parent.is_dir():
            if not os.access(path.parent, os.W_OK):
                raise StoreReadOnly(f"'{path}' cannot be made: its folder may not be written. Name another with -o.")
            return
        if create:
            raise StoreMissing(f"'{path.parent}' is no folder. Make it first, or name another place with -o.")
        raise StoreMissing(f"'{path}' is not there. Make it: saidwho run SOURCE -o {path}")
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise StoreReadOnly(f"'{path}' cannot be read ({error.strerror}). Get the right to read it.") from None
    if not head:
        if not create and not _has_log(path):
            raise NotAStore(f"'{path}' is empty. Expected a file that `saidwho run` has written.")
        return
    if not head.startswith(_MAGIC):
        raise NotAStore(f"'{path}' is no store of saidwho: no SQLite file. Nothing was written to it.")
    _check_size(path, head)


def _check_size(path: Path, head: bytes) -> None:
    """A file shorter than its own header says was cut off (SQLite file format, 1.3.3 and 1.3.8)."""
    if len(head) == 100 and not _has_log(path):
        page = int.from_bytes(head[16:18], "big")
        pages = int.from_bytes(head[28:32], "big") if head[24:28] == head[92:96] else 0
        expected, found = pages * (65536 if page == 1 else page), path.stat().st_size
        if found >= expected:
            return
    elif len(head) == 100:
        return
    else:
        expected, found = 100, len(head)
    raise StoreDamaged(
        f"'{path}' is damaged: it is cut off ({found:,} bytes of {expected:,}). Nothing was written to it. "
        "Take your last copy."
    )


def migrations(dialect: str) -> list[tuple[int, str, str]]:
    """(number, name, SQL) of every migration for "sqlite" or "postgresql", in order."""
    found = []
    for name in resources.names("storage"):
        match = _FILE.search(name)
        if match and match[3] == dialect:
            found.append((int(match[1]), match[2], resources.read_text(name)))
    return sorted(found)


def version_of(engine: Engine, place: Place) -> int:
    """The number of the newest migration that the tables have had; 0 where there are none.

    Raises `NotAStore` for a database of something else and `StoreTooNew`.
    """
    with told_clearly(place.name), engine.connect() as connection:
        tables = set(inspect(connection).get_table_names(schema=place.schema if place.url else None))
        if not tables:
            return 0
        ours = "migration" in tables and "coding" in tables
        if place.path is not None:
            ours = ours and connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION
        if not ours:
            some = ", ".join(sorted(tables)[:3])
            raise NotAStore(
                f"'{place.name}' is no store of saidwho: it holds the tables of something else ({some}). "
                "Nothing was written to it."
            )
        # Named in full: without the right to use a schema, PostgreSQL passes it over and finds no such table.
        table = "migration" if place.url is None else f"{_quoted(place.schema)}.migration"
        number = connection.scalar(text(f"SELECT max(number) FROM {table}")) or 0
    newest = migrations(engine.dialect.name)[-1][0]
    if number > newest:
        raise StoreTooNew(
            f"'{place.name}' was written by a newer saidwho (tables {number}, this one knows {newest}). "
            "Upgrade: pip install --upgrade saidwho"
        )
    return int(number)


def migrate(engine: Engine, place: Place, *, since: int) -> None:
    """Applies the migrations after `since`, each in one transaction."""
    with told_clearly(place.name):
        if place.path is not None:
            with engine.connect() as connection:
                # Readers go on while a run writes. It is a property of the file and cannot be set in a transaction.
                raw = connection.connection.dbapi_connection
                assert raw is not None
                raw.rollback()
                raw.cursor().execute("PRAGMA journal_mode = WAL")
        for number, name, sql in migrations(engine.dialect.name):
            if number <= since:
                continue
            with engine.connect().execution_options(writes=True) as connection, connection.begin():
                if place.url is not None:
                    if not inspect(connection).has_schema(place.schema):  # who may not make one may be given one
                        connection.exec_driver_sql(f"CREATE SCHEMA {_quoted(place.schema)}")
                else:
                    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
                for statement in sql.strip().split("\n\n"):
                    connection.exec_driver_sql(statement.rstrip().rstrip(";") + ";")
                connection.execute(
                    text("INSERT INTO migration (number, name) VALUES (:number, :name)"),
                    {"number": number, "name": name},
                )
