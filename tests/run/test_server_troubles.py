"""Whatever happens to a PostgreSQL server meanwhile: a clear error, nothing lost, nothing coded twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from postgresql import Server
from reports import content, write_lines

from saidwho import errors
from saidwho.cli import main
from saidwho.pipeline import Annotator, merges
from saidwho.pipeline.runs import Progress, run
from saidwho.records import Event
from saidwho.storage import Store, open_store, writing

psycopg = pytest.importorskip("psycopg")
REPORTS = 12
pytestmark = pytest.mark.usefixtures("annotator")


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "BATCH", 3)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_lines(tmp_path_factory.mktemp("source") / "news.jsonl", REPORTS)


@pytest.fixture(scope="module")
def expected(source: Path, annotator: Annotator, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The content after one undisturbed run."""
    with open_store(tmp_path_factory.mktemp("expected") / "news.db", create=True) as store:
        run([source], store)
        return content(store)


@pytest.fixture
def filled(database: Callable[[], str], source: Path) -> str:
    """A store that has been run and merged."""
    url = database()
    with open_store(url, create=True) as store:
        run([source], store)
        merges.merge(store)
    return url


def after(steps: int, act: Callable[[], object]) -> Progress:
    """Does something once so many documents are done."""
    left = iter([*[None] * (steps - 1), act])

    def step(outcome: str, size: int) -> None:
        now = next(left, None)
        if now is not None:
            now()

    return step


def drop_others(url: str) -> None:
    """Ends all other connections to a database, as an administrator or a broken network would."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_a_lost_connection_stops_a_run_before_another_can_write_beside_it(
    database: Callable[[], str], source: Path, expected: dict[str, Any]
) -> None:
    url = database()
    with open_store(url, create=True) as store:
        with pytest.raises(errors.StoreUnreachable, match=r"lost .*give the same command again"):
            run([source], store, progress=after(5, lambda: drop_others(url)))
        kept = store.articles().num_rows
        assert kept == 3
        again = run([source], store)
        assert (again.coded, again.already_there) == (REPORTS - kept, kept)
        assert content(store) == expected
        assert store.runs().column("status").to_pylist() == ["killed", "done"]


def test_a_server_that_stops_in_a_run(
    postgresql: Server, database: Callable[[], str], source: Path, expected: dict[str, Any]
) -> None:
    url = database()
    with open_store(url, create=True) as store:
        try:
            with pytest.raises(errors.StoreUnreachable, match="lost"):
                run([source], store, progress=after(5, postgresql.stop))
            with pytest.raises(errors.StoreUnreachable, match="the server is running"):
                run([source], store)
            with pytest.raises(errors.StoreUnreachable, match="the server is running"):
                open_store(url)
        finally:
            postgresql.start()
        assert run([source], store).coded == REPORTS - 3
        assert content(store) == expected


def test_a_server_that_stops_in_a_merge_keeps_the_events_before(postgresql: Server, filled: str) -> None:
    with open_store(filled) as store:
        before = list(store.merged_events())

        def some() -> Iterator[Event]:
            yield from before[:3]
            postgresql.stop()

        try:
            with pytest.raises(errors.StoreUnreachable):
                store.write_merge(some())
        finally:
            postgresql.start()
        assert list(store.merged_events()) == before
        merges.merge(store)
        assert list(store.merged_events()) == before
        assert store.runs().column("status").to_pylist() == ["done", "done", "killed", "done"]


def test_a_second_run_and_a_merge_are_refused_and_reading_goes_on(filled: str, source: Path) -> None:
    with open_store(filled) as first, open_store(filled) as second, first.writer("run", {}):
        for write in (lambda: run([source], second), lambda: merges.merge(second)):
            with pytest.raises(errors.StoreBusy, match="server process"):
                write()
        assert second.articles().num_rows == REPORTS
        assert next(second.merged_events())


@pytest.fixture(scope="module")
def reader(postgresql: Server) -> str:
    """A role that may do nothing yet, with its password."""
    with psycopg.connect(postgresql.url("postgres"), autocommit=True) as connection:
        connection.execute("CREATE ROLE reader LOGIN PASSWORD 'open'")
    return "reader:open"


def test_a_role_that_may_only_read(filled: str, reader: str, source: Path) -> None:
    url = filled.replace("tester", reader)
    with pytest.raises(errors.StoreReadOnly, match=r"permission denied for schema saidwho\)\. Ask its owner"):
        open_store(url)
    _grant(filled, "USAGE ON SCHEMA saidwho", "SELECT ON ALL TABLES IN SCHEMA saidwho")
    with open_store(url) as store:
        assert len(list(store.annotations())) == REPORTS
        assert store.search("police").num_rows
        assert store.events().num_rows
        for write in (lambda: run([source], store), lambda: merges.merge(store)):
            with pytest.raises(errors.StoreReadOnly, match="permission denied for table run"):
                write()


def test_a_role_that_was_given_a_schema_writes_there(database: Callable[[], str], reader: str, source: Path) -> None:
    url = database()
    with pytest.raises(errors.StoreReadOnly, match="permission denied for database"):
        open_store(url.replace("tester", reader), create=True)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA saidwho AUTHORIZATION reader")
    with open_store(url.replace("tester", reader), create=True) as store:
        assert run([source], store).coded == REPORTS


def _grant(url: str, *rights: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for right in rights:
            connection.execute(f"GRANT {right} TO reader")


def test_a_newer_store_on_a_server(filled: str) -> None:
    with psycopg.connect(filled, autocommit=True) as connection:
        connection.execute("INSERT INTO saidwho.migration VALUES (99, 'later')")
    with pytest.raises(errors.StoreTooNew, match="Upgrade"):
        open_store(filled, create=True)


@pytest.mark.parametrize(
    ("role", "name", "why", "cure"),
    [
        ("reader:shut", "postgres", "password", "Check the user and the password"),
        ("nobody-here:x", "postgres", "password", "Check the user and the password"),
        ("tester", "nowhere", '"nowhere" does not exist', "Make the database first"),
    ],
)
def test_a_wrong_address_is_told(
    postgresql: Server, reader: str, capsys: pytest.CaptureFixture[str], role: str, name: str, why: str, cure: str
) -> None:
    assert main(["events", postgresql.url(name, role)]) == 2
    told = capsys.readouterr().err
    assert told.startswith("saidwho: StoreUnreachable: 'postgresql://")
    assert why in told
    assert cure in told
    assert "shut" not in told, "a password is never shown"


@pytest.fixture
def small_disk(postgresql: Server) -> Iterator[Path]:
    """A disk of some megabytes on which the server may write."""
    disk = Path(tempfile.mkdtemp(prefix="saidwho-disk-", dir="/tmp"))
    command = ["mount", "-t", "tmpfs", "-o", "size=14M", "tmpfs", str(disk)]
    if postgresql.user is None or subprocess.run(command, capture_output=True, check=False).returncode:
        disk.rmdir()
        pytest.skip("no small disk can be mounted here: it takes root")
    os.chown(disk, postgresql.user.pw_uid, postgresql.user.pw_gid)
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)
        shutil.rmtree(disk, ignore_errors=True)


def test_a_full_disk_of_a_server(postgresql: Server, small_disk: Path, source: Path, expected: dict[str, Any]) -> None:
    with psycopg.connect(postgresql.url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE TABLESPACE small LOCATION '{small_disk}'")
        connection.execute("CREATE DATABASE narrow TABLESPACE small")
    ballast = small_disk / "ballast"
    try:
        with open_store(postgresql.url("narrow"), create=True) as store:
            _fills(store, source, ballast)
            assert content(store) == expected
    finally:
        with psycopg.connect(postgresql.url("postgres"), autocommit=True) as connection:
            connection.execute("DROP DATABASE narrow WITH (FORCE)")
            connection.execute("DROP TABLESPACE small")


def _fills(store: Store, source: Path, ballast: Path) -> None:
    """A run whose disk is full after some articles, and again with room."""

    def fill() -> None:
        ballast.write_bytes(b"x" * shutil.disk_usage(ballast.parent).free)

    with pytest.raises(errors.StoreFull, match="Everything written before is kept"):
        run([source], store, progress=after(5, fill))
    kept = store.articles().num_rows
    assert 3 <= kept < REPORTS
    ballast.unlink()
    again = run([source], store)
    assert (again.coded, again.already_there) == (REPORTS - kept, kept)
