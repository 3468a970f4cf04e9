"""One writer at a time: a lock that the system lets go of when its process dies, however it dies."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import Engine, text

from saidwho.errors import StoreBusy, StoreError, StoreReadOnly
from saidwho.storage.troubles import full, told_clearly

Check = Callable[[], None]
"""Raises `StoreError` where the lock is lost: a server forgets it when the connection ends."""
_BUSY = "'{name}' is being written by {who}. Wait until it is done, or name another store with -o. Reading works."


@contextmanager
def file_lock(path: Path) -> Iterator[Check]:
    """Holds `PATH.lock` beside a store. Raises `StoreBusy` when another process holds it.

    A file of its own: closing any handle of the store itself would drop the locks that SQLite holds on it.
    """
    beside = path.with_name(path.name + ".lock")
    handle = _held(path, beside)
    try:
        with suppress(OSError):  # who holds it is a courtesy; on a full disk it stays empty
            os.ftruncate(handle, 0)
            os.write(handle, f"{os.getpid()}\n".encode())
        yield lambda: None
    finally:
        with suppress(OSError):  # where a file in use cannot be taken away, it stays and does no harm
            beside.unlink()
        os.close(handle)


def _held(path: Path, beside: Path) -> int:
    while True:
        try:
            handle = os.open(beside, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise full(str(path), error.strerror) from None
            raise StoreReadOnly(
                f"'{path}' may not be written: '{beside.name}' cannot be made in its folder ({error.strerror}). "
                "Get the right to write there, or name another with -o."
            ) from None
        if not _locked(handle):
            who = os.read(handle, 20).decode("ascii", "replace").strip()
            os.close(handle)
            raise StoreBusy(_BUSY.format(name=path, who=f"process {who}" if who else "another process"))
        try:
            # The holder before us may have taken the file away between our opening and our locking.
            if os.fstat(handle).st_ino == os.stat(beside).st_ino:
                return handle
        except FileNotFoundError:
            pass
        os.close(handle)


def _locked(handle: int) -> bool:
    try:
        import fcntl
    except ImportError:  # pragma: no cover  (Windows)
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def server_lock(engine: Engine, name: str, schema: str) -> Iterator[Check]:
    """An advisory lock of PostgreSQL, held by one connection. Raises `StoreBusy`."""
    number = int.from_bytes(hashlib.sha256(f"saidwho:{schema}".encode()).digest()[:8], "big", signed=True)
    with told_clearly(name), engine.connect() as connection:
        connection = connection.execution_options(isolation_level="AUTOCOMMIT")
        if not connection.scalar(text("SELECT pg_try_advisory_lock(:n)"), {"n": number}):
            who = connection.scalar(
                text("SELECT max(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid::bigint = :low"),
                {"low": number & 0xFFFFFFFF},
            )
            raise StoreBusy(_BUSY.format(name=name, who=f"server process {who}" if who else "another process"))

        def check() -> None:
            with told_clearly(name):
                connection.execute(text("SELECT 1"))

        try:
            yield check
        finally:
            with suppress(StoreError), told_clearly(name):  # where the connection is lost, so is the lock
                connection.execute(text("SELECT pg_advisory_unlock(:n)"), {"n": number})
