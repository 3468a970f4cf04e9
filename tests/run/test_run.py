"""A run into a store: resumed after any end, the same rows whatever the number of processes, bad articles put aside."""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from reports import content, text_of, write_lines

from saidwho.errors import CodebookError, MissingParser, StoreBusy
from saidwho.pipeline import Annotator, merges
from saidwho.pipeline.runs import RunSummary, plan, run
from saidwho.reading import ReadingOptions
from saidwho.records import Event
from saidwho.storage import Store, open_store, writing

REPORTS = 36


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "BATCH", 3)
    monkeypatch.setattr(writing, "CHUNK", 3)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_lines(tmp_path_factory.mktemp("source") / "news.jsonl", REPORTS)


@pytest.fixture(scope="module")
def expected(source: Path, annotator: Annotator, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[object]]:
    """The content after one undisturbed run."""
    with open_store(tmp_path_factory.mktemp("expected") / "news.db", create=True) as store:
        summary = run([source], store)
        assert (summary.coded, summary.already_there, summary.failed) == (REPORTS, 0, 0)
        return content(store)  # type: ignore[return-value]


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "news.db")
    new: Callable[[], str] = request.getfixturevalue("database")
    return new()


def forked(act: Callable[[], object]) -> int:
    """The pid of a copy of this process, with everything loaded, that does one thing."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            act()
            status = 0
        finally:
            os._exit(status)
    return child


def into(where: str, source: Path) -> None:
    with open_store(where, create=True) as store:
        run([source], store)


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_killed_at_any_moment_it_goes_on(
    where: str, source: Path, expected: dict[str, list[object]], annotator: Annotator
) -> None:
    moments, kept = random.Random(7), 0
    for _ in range(6):
        child = forked(lambda: into(where, source))
        time.sleep(0.2 + moments.random())
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with open_store(where, create=True) as store:
            there = store.articles().num_rows
            assert there >= kept, "what was written is lost"
            kept = there
            assert len(list(store.annotations())) == there
    with open_store(where, create=True) as store:
        _until_free(store)
        summary = run([source], store)
        assert (summary.coded, summary.already_there) == (REPORTS - kept, kept)
        assert content(store) == expected
        statuses = store.runs().column("status").to_pylist()
        assert statuses[-1] == "done"
        assert set(statuses[:-1]) <= {"killed", "done"}
        assert run([source], store).already_there == REPORTS


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_killed_in_a_merge_the_events_before_stay(where: str, source: Path, annotator: Annotator) -> None:
    with open_store(where, create=True) as store:
        run([source], store)
        merges.merge(store)
        before = list(store.merged_events())

    def some() -> Iterator[Event]:
        yield from before[: len(before) // 2]
        os.kill(os.getpid(), signal.SIGKILL)

    def merged_by_half() -> None:
        with open_store(where) as store:
            store.write_merge(some())

    assert os.WTERMSIG(os.waitpid(forked(merged_by_half), 0)[1]) == signal.SIGKILL
    with open_store(where) as store:
        assert list(store.merged_events()) == before
        _until_free(store)
        merges.merge(store)
        assert list(store.merged_events()) == before
        assert store.runs().column("status").to_pylist() == ["done", "done", "killed", "done"]


def _until_free(store: Store) -> None:
    """A server notices the end of a client a moment later."""
    for _ in range(100):
        try:
            store.lock_free()
            return
        except StoreBusy:
            time.sleep(0.05)
    raise AssertionError("the lock outlived its process")


def test_processes_give_the_same_rows(
    source: Path, tmp_path: Path, expected: dict[str, list[object]], capfd: pytest.CaptureFixture[str]
) -> None:
    with open_store(tmp_path / "news.db", create=True) as store:
        summary = run([source], store, jobs=2)
        assert (summary.coded, summary.failed) == (REPORTS, 0)
        assert content(store) == expected
    assert multiprocessing.active_children() == []
    assert capfd.readouterr() == ("", "")


def test_a_worker_that_dies_takes_one_article_with_it(
    source: Path, tmp_path: Path, expected: dict[str, list[object]]
) -> None:
    killed: list[int] = []

    def kill_one(outcome: str, size: int) -> None:
        if not killed:
            child = multiprocessing.active_children()[0]
            killed.append(child.pid or 0)
            os.kill(killed[0], signal.SIGKILL)

    with open_store(tmp_path / "news.db", create=True) as store:
        summary = run([source], store, jobs=2, progress=kill_one)
        assert summary.failures == {"WorkerDied": 1}
        assert summary.coded == REPORTS - 1
        assert "SIGKILL" in store.failures().column("message").to_pylist()[0]
        again = run([source], store)
        assert (again.coded, again.already_there) == (1, REPORTS - 1)
        rows = {row["id"]: row for row in content(store)["articles"]}
        assert rows == {row["id"]: row for row in expected["articles"]}  # type: ignore[index]


def test_a_broken_set_up_stops_before_the_first_article(source: Path, tmp_path: Path) -> None:
    from saidwho.coding import CodingOptions
    from saidwho.config import Settings

    with open_store(tmp_path / "news.db", create=True) as store:
        for jobs in (1, 2):
            with pytest.raises(MissingParser):
                run([source], store, settings=Settings(parser="no_such_model"), jobs=jobs)
        with pytest.raises(CodebookError):
            run([source], store, settings=Settings(coding=CodingOptions(codebook="no_such_file.tsv")))
        assert store.articles().num_rows == 0
        assert store.runs().num_rows == 0
    assert multiprocessing.active_children() == []


def test_bad_articles_are_rows_and_are_tried_again(tmp_path: Path, annotator: Annotator) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(text_of(1), encoding="utf-8")
    (folder / "b.txt").write_bytes(b"%PDF-1.7\n\0\0")
    (folder / "c.txt").write_bytes(b"")
    (folder / "d.json").write_text('{"text": ""}', encoding="utf-8")
    (folder / "e.txt").write_text(text_of(1), encoding="utf-8")
    with open_store(tmp_path / "news.db", create=True) as store:
        summary = run([folder, tmp_path / "missing.csv"], store)
        assert (summary.coded, summary.already_there) == (1, 1)
        assert summary.failures == {"NotText": 1, "EmptyText": 2, "UnreadableSource": 1}
        assert "b.txt" in summary.examples["NotText"]
        assert store.failures().num_rows == 4
        assert store.runs().to_pylist()[0]["failed"] == 4
        (folder / "c.txt").write_text(text_of(2), encoding="utf-8")
        again = run([folder], store)
        assert (again.coded, again.already_there, again.failed) == (1, 2, 2)
        assert store.failures().num_rows == 4


def test_one_text_of_two_outlets_is_coded_for_each(tmp_path: Path, annotator: Annotator) -> None:
    path = tmp_path / "news.jsonl"
    rows = [{"text": text_of(4), "outlet": outlet, "date": "2031-05-04"} for outlet in ("A", "B", "A")]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    with open_store(tmp_path / "news.db", create=True) as store:
        summary = run([path], store)
        assert (summary.coded, summary.already_there) == (2, 1)
        assert store.articles().column("outlet").to_pylist() == ["A", "B"]
        assert run([path], store, reading=ReadingOptions(outlet="C")).coded == 1


def test_other_versions_code_again(source: Path, tmp_path: Path, annotator: Annotator) -> None:
    from saidwho.attribution import AttributionOptions
    from saidwho.config import Settings

    few = write_lines(tmp_path / "few.jsonl", 2)
    with open_store(tmp_path / "news.db", create=True) as store:
        assert run([few], store).coded == 2
        other = Settings(attribution=AttributionOptions(threshold=0.9))
        assert run([few], store, settings=other).coded == 2
        assert store.articles().num_rows == 2
        assert len(list(store.annotations())) == 2


def test_what_was_interrupted_is_kept_and_told(source: Path, tmp_path: Path, annotator: Annotator) -> None:
    summary, steps = RunSummary(), iter(range(100))

    def interrupt(outcome: str, size: int) -> None:
        if next(steps) == 7:
            raise KeyboardInterrupt

    with open_store(tmp_path / "news.db", create=True) as store:
        with pytest.raises(KeyboardInterrupt):
            run([source], store, progress=interrupt, summary=summary)
        assert summary.coded == store.articles().num_rows == 8
        assert store.runs().column("status").to_pylist() == ["interrupted"]
        assert run([source], store).already_there == 8


def test_a_plan_writes_nothing(source: Path, tmp_path: Path, annotator: Annotator) -> None:
    found = plan([source, tmp_path / "missing.txt"], None)
    assert (found.documents, found.to_code, found.already_there) == (REPORTS, REPORTS, 0)
    assert [f.reason for f in found.failures] == ["UnreadableSource"]
    assert len(found.samples) == 3
    few = write_lines(tmp_path / "few.jsonl", 2)
    with open_store(tmp_path / "news.db", create=True) as store:
        run([few], store)
        assert plan([source], store).already_there == 2
        assert store.runs().num_rows == 1


def test_merging_after_a_run(source: Path, tmp_path: Path, annotator: Annotator) -> None:
    with open_store(tmp_path / "news.db", create=True) as store:
        run([source], store)
        assert not merges.is_merged(store)
        found = merges.merge(store)
        assert merges.is_merged(store)
        assert found.events == store.events().num_rows > 0
        first = list(store.merged_events())
        assert {m.article for e in first for m in e.mentions} <= set(store.articles().column("id").to_pylist())
        merges.merge(store)
        assert list(store.merged_events()) == first
        run([source], store)
        assert merges.is_merged(store), "a run that added nothing leaves the events as they are"
