"""Whatever is wrong with a store: a clear error, and what was in it stays."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from saidwho import errors
from saidwho.pipeline.merges import merge
from saidwho.records import Annotation
from saidwho.storage import DocumentRow, Store, coded_rows, open_store

Annotations = tuple[Annotation, ...]
MADE_BY = {"saidwho": "0.1.0"}


def add(store: Store, annotation: Annotation, number: int) -> None:
    """One article more, with an id and a text of its own."""
    article = replace(annotation.article, id=f"{number:024}", text=annotation.article.text + f" {number}")
    with store.writer("run", MADE_BY) as writer:
        writer.add(DocumentRow(f"key {number}"), coded_rows(replace(annotation, article=article), "v"))
        writer.flush()
        writer.finish("done")


@pytest.fixture
def path(tmp_path: Path, annotations: Annotations) -> Path:
    """A good store with twenty articles."""
    found = tmp_path / "news.db"
    with open_store(found, create=True) as store:
        for number in range(20):
            add(store, annotations[number % 3], number)
    return found


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    "content", [b"Gunmen attacked.", b"PK\x03\x04", b"\0" * 5000, b"SQLite format 3\0" + b"x" * 30]
)
def test_another_file_is_refused_and_left_alone(tmp_path: Path, content: bytes, create: bool) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    with pytest.raises((errors.NotAStore, errors.StoreDamaged), match=r"report\.txt"):
        open_store(path, create=create)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_another_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "places.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE article (id TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(errors.NotAStore, match="something else"):
        open_store(path, create=True)
    assert path.read_bytes() == before


def test_another_schema_of_postgresql_is_refused(database: Callable[[], str]) -> None:
    import psycopg

    url = database()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE event (id TEXT)")
    with open_store(url, create=True) as store:
        assert store.events().num_rows == 0, "our schema is our own"
    with pytest.raises(errors.NotAStore):
        open_store(url + "&schema=public", create=True)


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ("no/such/folder/news.db", errors.StoreMissing),
        ("mysql://somebody@host/news", errors.StoreError),
        ("postgresql://tester@127.0.0.1:9/news?connect_timeout=3", errors.StoreUnreachable),
        ("postgresql://tester@/news?host=/no/such/folder", errors.StoreUnreachable),
        (".", errors.NotAStore),
    ],
)
def test_places_where_no_store_can_be(where: str, error: type[errors.StoreError]) -> None:
    with pytest.raises(error):
        open_store(where, create=True)


def test_a_password_is_never_shown() -> None:
    with pytest.raises(errors.StoreUnreachable) as raised:
        open_store("postgresql://tester:secret@127.0.0.1:9/news?connect_timeout=3")
    assert "secret" not in str(raised.value)


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(errors.StoreMissing, match="saidwho run"):
        open_store(tmp_path / "news.db")
    (tmp_path / "empty.db").touch()
    with pytest.raises(errors.NotAStore):
        open_store(tmp_path / "empty.db")
    with open_store(tmp_path / "empty.db", create=True) as store:
        assert store.articles().num_rows == 0
    assert not (tmp_path / "news.db").exists()


def test_a_newer_store(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO migration VALUES (99, 'later')")
    connection.close()
    with pytest.raises(errors.StoreTooNew, match="Upgrade"):
        open_store(path)


def test_cut_off(path: Path) -> None:
    whole = path.read_bytes()
    for size in (len(whole) - 1, len(whole) // 2, 4096, 60):
        path.write_bytes(whole[:size])
        with pytest.raises(errors.StoreDamaged, match="cut off"):
            open_store(path, create=True)
        assert path.read_bytes() == whole[:size]


def test_garbage_inside(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    for page in range(2, len(whole) // 4096, 7):
        damaged = bytearray(whole)
        damaged[page * 4096 : (page + 1) * 4096] = b"\xa5" * 4096
        path.write_bytes(damaged)
        try:
            with open_store(path) as store:
                found = list(store.annotations())
                assert len(found) <= 20
        except errors.StoreError as error:
            assert isinstance(error, errors.StoreDamaged), error


def test_an_event_that_was_changed_by_hand(path: Path, annotations: Annotations) -> None:
    with open_store(path) as store:
        add(store, annotations[0], 99)
        merge(store)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE event SET record = '{\"id\": 1' WHERE number = 1")
        (identifier,) = connection.execute("SELECT id FROM event WHERE number = 1").fetchone()
    connection.close()
    with open_store(path) as store:
        for read in (lambda: store.event(identifier), lambda: list(store.merged_events())):
            with pytest.raises(errors.StoreDamaged, match="Merge again: saidwho merge"):
                read()
        merge(store)
        assert store.event(identifier) is not None


def test_records_that_were_changed_by_hand(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE mention SET record = '{\"id\": 1' WHERE number = 1")
    connection.close()
    with open_store(path) as store, pytest.raises(errors.StoreDamaged, match="cannot be read"):
        list(store.annotations())


def test_foreign_keys_are_kept(path: Path) -> None:
    with open_store(path) as store, store._engine.begin() as connection:
        for table in ("article", "coding", "run", "attribution"):
            with pytest.raises(Exception, match="FOREIGN KEY"):
                connection.exec_driver_sql(f"DELETE FROM {table}")


def test_read_only(annotations: Annotations) -> None:
    """As somebody who may not write: root may everything."""
    if os.geteuid() != 0:
        pytest.skip("needs root, to become somebody who may not write")
    folder = Path(tempfile.mkdtemp(prefix="saidwho-ro-", dir="/tmp"))
    try:
        with open_store(folder / "news.db", create=True) as store:
            add(store, annotations[0], 1)
            list(store.annotations())
            store.articles()
        folder.chmod(0o755)
        (folder / "news.db").chmod(0o644)
        assert _as_nobody(lambda: _reads_and_is_refused(folder)) == 0
        assert [p.name for p in folder.iterdir()] == ["news.db"]
    finally:
        shutil.rmtree(folder)


def _reads_and_is_refused(folder: Path) -> None:
    with open_store(folder / "news.db") as store:
        assert len(list(store.annotations())) == 1
        assert store.articles().num_rows == 1
        with pytest.raises(errors.StoreReadOnly, match="may not be written"):
            store.write_merge([])
        with pytest.raises(errors.StoreReadOnly):
            store.lock_free()
    with pytest.raises(errors.StoreReadOnly, match="cannot be made"):
        open_store(folder / "other.db", create=True)


def _as_nobody(act: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.setgid(65534)
            os.setuid(65534)
            act()
            status = 0
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_no_room_in_the_file(path: Path, annotations: Annotations) -> None:
    with open_store(path) as store:
        pages = path.stat().st_size // 4096 + 4
        limit = f"PRAGMA max_page_count = {pages}"
        event.listen(store._engine, "connect", lambda connection, _: connection.execute(limit))
        before = len(list(store.annotations()))
        with pytest.raises(errors.StoreFull, match="no room"):
            for number in range(100, 200):
                add(store, annotations[0], number)
        kept = len(list(store.annotations()))
        assert before <= kept < before + 100
    with open_store(path) as store:
        add(store, annotations[0], 500)
        assert len(list(store.annotations())) == kept + 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2M", "tmpfs", str(disk)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be mounted here: it takes root")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk(small_disk: Path, annotations: Annotations) -> None:
    path, ballast = small_disk / "news.db", small_disk / "ballast"
    with open_store(path, create=True) as store:
        add(store, annotations[0], 0)
        ballast.write_bytes(b"x" * 400_000)
        number = 0
        with pytest.raises(errors.StoreFull, match="Everything written before is kept"):
            for number in range(1, 1000):
                add(store, annotations[0], number)
        with pytest.raises(errors.StoreError):
            for more in range(50):
                add(store, annotations[0], number + more)
    ballast.unlink()
    with open_store(path) as store:
        kept = store.articles().num_rows
        assert 1 <= kept <= number + 50
        assert len(list(store.annotations())) == kept
        with store._engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        add(store, annotations[0], 5000)
        assert store.articles().num_rows == kept + 1
    ballast.write_bytes(b"")
    with pytest.raises((errors.StoreFull, errors.StoreError)):
        ballast.write_bytes(b"x" * shutil.disk_usage(small_disk).free)
        open_store(small_disk / "other.db", create=True)
