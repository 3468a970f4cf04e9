"""Spark gives the rows of the embedded run, whatever the number of pieces; needs pyspark and Java."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from saidwho.errors import SetupError
from saidwho.pipeline import Annotator
from saidwho.pipeline.runs import run
from saidwho.pipeline.workers import versions
from saidwho.records import Failure
from saidwho.resources import read_text
from saidwho.spark import TABLES, load_rows, run_spark, take_rows
from saidwho.spark.rows import columns
from saidwho.storage import open_store, schema

REPORTS = ("harbour-post.txt", "coast-radio.txt", "river-daily.txt")


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in REPORTS:
        (folder / name).write_text(read_text(f"examples/{name}"), encoding="utf-8")
    (folder / "same.txt").write_text(read_text(f"examples/{REPORTS[0]}"), encoding="utf-8")
    (folder / "nothing.txt").write_text(" \n", encoding="utf-8")
    return folder


def embedded(sources: Path, store: Path) -> dict[str, list[tuple[object, ...]]]:
    """The rows of the embedded run, by table, without the store's own numbers."""
    with open_store(str(store), create=True) as opened:
        run([sources], opened)
        return {t: rows(opened.frame(select(schema.metadata.tables[t])).to_pylist(), t) for t in TABLES}


def rows(found: list[dict[str, Any]], table: str) -> list[tuple[object, ...]]:
    names = [name for name, _ in columns(table)]
    return sorted((tuple(_plain(row[name]) for name in names) for row in found), key=repr)


def _plain(value: object) -> object:
    return str(value) if hasattr(value, "isoformat") else value


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("partitions", [1, 3])
def test_spark_gives_the_rows_of_the_embedded_run(sources: Path, tmp_path: Path, session: Any, partitions: int) -> None:
    summary = run_spark([sources], tmp_path / "out", session=session, partitions=partitions)
    assert (summary.coded, summary.failures) == (len(REPORTS), {"EmptyText": 1})
    expected = embedded(sources, tmp_path / "news.db")
    for table in TABLES:
        here = session.read.parquet(str(tmp_path / "out" / table)).toArrow().to_pylist()
        assert rows(here, table) == expected[table], table


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_second_run_codes_what_is_new_only(sources: Path, tmp_path: Path, session: Any) -> None:
    run_spark([sources], tmp_path / "out", session=session, partitions=2)
    (sources / "north-star.txt").write_text(read_text("examples/north-star.txt"), encoding="utf-8")
    summary = run_spark([sources], tmp_path / "out", session=session, partitions=2)
    assert (summary.coded, summary.already_there) == (1, len(REPORTS) + 1)
    assert session.read.parquet(str(tmp_path / "out" / "article")).count() == len(REPORTS) + 1
    done = [r for _, r in take_rows(tmp_path / "out") if not isinstance(r, Failure)]
    assert len(done) == len(REPORTS) + 1
    annotator = Annotator()
    with open_store(str(tmp_path / "loaded.db"), create=True) as store:
        assert load_rows(tmp_path / "out", store, annotator.made_by(), versions(annotator)) == len(REPORTS) + 1
        assert len(list(store.annotations())) == len(REPORTS) + 1


def test_without_spark_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(SetupError, match=r"saidwho\[spark\]"):
        run_spark([tmp_path], tmp_path / "out")
