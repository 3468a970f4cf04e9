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
_STATES: tuple[tuple[str, type[StoreError]], ...] = (
    ("53", StoreFull),
    ("25006", StoreReadOnly),
    ("42501", StoreReadOnly),
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


@contextmanager
def told_clearly(name: str) -> Iterator[None]:
    """Turns what a database raises into a `StoreError` that names the store and what to do."""
    try:
        yield
    except SaidwhoError:
        raise
    except DBAPIError as error:
        raise trouble(name, error.orig or error) from error
    except sqlite3.Error as error:
        raise trouble(name, error) from error
    except SQLAlchemyError as error:
        raise StoreError(f"'{name}' could not be used ({error}).") from error


def trouble(name: str, error: BaseException) -> StoreError:
    """The `StoreError` for an error of a driver."""
    kind = _kind(error)
    if kind is StoreUnreachable and _no_room(name):
        kind = StoreFull
    why = " ".join(str(error).split())[:200].rstrip(".") or type(error).__name__
    if kind is StoreError:
        return StoreError(f"'{name}' could not be used ({why}).")
    return kind(_SAYS[kind].format(name=name, why=why))


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
