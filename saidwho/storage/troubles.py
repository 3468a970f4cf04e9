"""What goes wrong with a store, said so that a person can act on it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from saidwho.errors import (
    SaidwhoError,
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreReadOnly,
    StoreUnreachable,
)

ROOM = 128 * 1024
"""Bytes below which a disk counts as full: SQLite grows its files by no more at once."""
_SQLITE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_FULL: StoreFull,
    sqlite3.SQLITE_BUSY: StoreBusy,
    sqlite3.SQLITE_LOCKED: StoreBusy,
    sqlite3.SQLITE_READONLY: StoreReadOnly,
    sqlite3.SQLITE_PERM: StoreReadOnly,
    sqlite3.SQLITE_CORRUPT: StoreDamaged,
    sqlite3.SQLITE_NOTADB: StoreDamaged,
    sqlite3.SQLITE_CANTOPEN: StoreUnreachable,
    sqlite3.SQLITE_IOERR: StoreUnreachable,
}
_FORBIDDEN = "42501"
_STATES: tuple[tuple[str, type[StoreError]], ...] = (
    ("53", StoreFull),
    ("25006", StoreReadOnly),
    (_FORBIDDEN, StoreReadOnly),
    ("40", StoreBusy),
    ("55P03", StoreBusy),
    ("XX00", StoreDamaged),
)
"""SQLSTATE codes of PostgreSQL by their beginnings (PostgreSQL manual, appendix A)."""
_SAYS: dict[type[StoreError], str] = {
    StoreFull: "'{name}' has no room left on its disk ({why}). Everything written before is kept: "
    "free some room and give the same command again.",
    StoreBusy: "'{name}' is in use by another process ({why}). Wait until it is done.",
    StoreReadOnly: "'{name}' may not be written ({why}). Get the right to write it, or name another with -o.",
    StoreDamaged: "'{name}' is damaged ({why}). Make a whole copy with `sqlite3 '{name}' .recover | sqlite3 new.db`, "
    "or take your last backup.",
    StoreUnreachable: "'{name}' cannot be opened ({why}). Check the path or URL, and that the disk or server is there.",
}
_NO_RIGHT = (
    "'{name}' does not allow it ({why}). Ask its owner for the right to read or write it (docs/store.md says which), "
    "or name another with -o."
)
_LOST = (
    "the connection to '{name}' was lost ({why}). Everything written before is kept: give the same command again "
    "when the server is back."
)
_CONNECTING = (
    ("does not exist", "database", "Make the database first (createdb), or correct its name."),
    ("", "password", "Check the user and the password: in the URL, in PGPASSWORD or in ~/.pgpass."),
    ("", "role", "Check the user in the URL."),
    ("", "", "Check the host and the port in the URL, and that the server is running."),
)
"""What to do where PostgreSQL gives no connection, by words of its reason; it has no SQLSTATE then."""


@contextmanager
def told_clearly(name: str) -> Iterator[None]:
    """Turns what a database raises into a `StoreError` that names the store and what to do."""
    try:
        yield
    except SaidwhoError:
        raise
    except DBAPIError as error:
        raise trouble(name, error.orig or error, lost=error.connection_invalidated) from error
    except sqlite3.Error as error:
        raise trouble(name, error) from error
    except SQLAlchemyError as error:
        raise StoreError(f"'{name}' could not be used ({error}).") from error


def trouble(name: str, error: BaseException, *, lost: bool = False) -> StoreError:
    """The `StoreError` for an error of a driver; `lost`: of a connection that had been there."""
    kind = _kind(error)
    if kind is StoreUnreachable and _no_room(name):
        kind = StoreFull
    why = _why(error)
    if lost:
        return StoreUnreachable(_LOST.format(name=name, why=why))
    if kind is StoreError:
        return StoreError(f"'{name}' could not be used ({why}).")
    if getattr(error, "sqlstate", None) == _FORBIDDEN:
        return kind(_NO_RIGHT.format(name=name, why=why))
    if kind is StoreUnreachable and getattr(error, "sqlite_errorcode", None) is None:
        cure = next(c for first, second, c in _CONNECTING if first in why and second in why)
        return kind(f"'{name}' cannot be reached ({why}). {cure}")
    return kind(_SAYS[kind].format(name=name, why=why))


def _why(error: BaseException) -> str:
    """The driver's reason on one line, without the words of a query."""
    words = " ".join(str(error).split("\nLINE ")[0].split())
    for begins in ("connection failed: ", "connection is bad: "):
        words = words.removeprefix(begins)
    return words[:200].rstrip(".") or type(error).__name__


def full(name: str, why: str | None) -> StoreFull:
    """The error for a disk without room."""
    return StoreFull(_SAYS[StoreFull].format(name=name, why=why or "no space left"))


def _no_room(name: str) -> bool:
    """SQLite calls some failures on a full disk “disk I/O error”."""
    try:
        found = shutil.disk_usage(Path(name).absolute().parent)
    except (OSError, ValueError):
        return False
    return found.free < ROOM


def _kind(error: BaseException) -> type[StoreError]:
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & 0xFF, StoreError)
    state = getattr(error, "sqlstate", None)
    if state:
        if state.startswith(("08", "57P", "28", "3D")):
            return StoreUnreachable
        return next((kind for begins, kind in _STATES if state.startswith(begins)), StoreError)
    return StoreUnreachable if type(error).__name__ == "OperationalError" else StoreError
