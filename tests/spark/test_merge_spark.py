"""Merging on Spark gives the rows of the embedded merge, whatever the number of pieces; needs pyspark and Java."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from saidwho.cli import main
from saidwho.errors import StoreMissing
from saidwho.merging.across import in_order, merge_events, tellings_of
from saidwho.merging.across.spark import SparkEngine
from saidwho.pipeline.merges import merge
from saidwho.pipeline.runs import run
from saidwho.resources import read_table, read_text
from saidwho.spark import MERGED_TABLES, merge_spark, run_spark
from saidwho.spark.rows import columns
from saidwho.storage import Store, open_store, schema

INCIDENTS = ("portava", "lindhavn", "marensk")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of three incidents, and one of them a second time from another outlet: a copy."""
    path = tmp_path_factory.mktemp("reports") / "reports.jsonl"
    rows = [r for r in read_table("examples/index.tsv") if r["incident"] in INCIDENTS]
    told = [
        {"text": read_text(f"examples/{r['file']}"), "outlet": r["outlet"], "published": r["published"]} for r in rows
    ]
    told.append({**told[0], "outlet": "Delta Mirror"})
    path.write_text("".join(json.dumps(row) + "\n" for row in told), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def store(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    found = open_store(tmp_path_factory.mktemp("store") / "news.db", create=True)
    run([sources], found)
    merge(found)
    return found


@pytest.fixture(scope="module")
def coded(sources: Path, session: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("coded")
    run_spark([sources], folder, session=session, partitions=2)
    return folder


def rows(found: list[dict[str, Any]], table: str) -> list[str]:
    names = [name for name, _ in columns(table)]
    return sorted(repr([str(row[n]) if hasattr(row[n], "isoformat") else row[n] for n in names]) for row in found)


@pytest.mark.parametrize("pieces", [1, 5])
def test_spark_gives_the_rows_of_the_embedded_merge(store: Store, coded: Path, session: Any, pieces: int) -> None:
    session.conf.set("spark.sql.shuffle.partitions", pieces)
    summary = merge_spark(coded, session=session)
    embedded = store.runs().to_pylist()[-1]
    assert (summary.events, summary.copies) == (embedded["events"], embedded["copies"])
    for table in MERGED_TABLES:
        expected = rows(store.frame(select(schema.metadata.tables[table])).to_pylist(), table)
        here = rows(session.read.parquet(str(coded / table)).toArrow().to_pylist(), table)
        assert expected and here == expected, table
    assert not (coded / "merging").exists()


def test_the_queries_give_the_same_events(store: Store, session: Any, tmp_path: Path) -> None:
    tellings = in_order(t for a in store.annotations() for t in tellings_of(a))
    assert merge_events(tellings, engine=SparkEngine(session, tmp_path)) == merge_events(tellings)


def test_on_the_command_line(coded: Path, session: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["merge", str(coded), "--engine", "spark"]) == 0
    assert "of them copies" in capsys.readouterr().out


def test_nothing_to_merge_is_told(tmp_path: Path, session: Any) -> None:
    with pytest.raises(StoreMissing, match="--engine spark"):
        merge_spark(tmp_path, session=session)
