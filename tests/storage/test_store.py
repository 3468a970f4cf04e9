"""What is stored comes back, on both databases."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from merged import merged
from sqlalchemy import inspect, select

import saidwho
from saidwho.errors import RecordError, StoreBusy
from saidwho.records import Annotation, Failure
from saidwho.storage import DocumentRow, Store, coded_rows, mention_key, open_store, schema, versions_of

Annotations = tuple[Annotation, ...]
MADE_BY = {"saidwho": "0.1.0", "codebook": "1", "parser": "p", "model": "none"}
VERSIONS = versions_of(MADE_BY)


def fill(store: Store, annotations: Annotations, versions: str = VERSIONS) -> tuple[int, int]:
    with store.writer("run", MADE_BY, versions=versions) as writer:
        for annotation in annotations:
            document = DocumentRow(f"key-{annotation.article.id}", annotation.article.name)
            writer.add(document, coded_rows(annotation, versions))
        added = writer.flush()
        writer.finish("done", coded=added.coded)
    return added.coded, added.already_there


def test_annotations_come_back_equal(store: Store, annotations: Annotations) -> None:
    assert fill(store, annotations) == (4, 0)
    assert tuple(store.annotations()) == annotations
    some = [annotations[2].article.id, annotations[0].article.id]
    assert [a.article.id for a in store.annotations(some)] == [annotations[0].article.id, annotations[2].article.id]
    assert store.article("odd") == annotations[3].article
    assert store.article("no such") is None


def test_the_same_versions_add_nothing_and_others_a_coding(store: Store, annotations: Annotations) -> None:
    fill(store, annotations)
    assert fill(store, annotations) == (0, 4)
    newer = tuple(replace(a, mentions=(), events=(), made_by={"saidwho": "0.2.0"}) for a in annotations)
    assert fill(store, newer, "other") == (4, 0)
    assert store.articles().num_rows == 4
    assert tuple(store.annotations()) == newer
    assert store.mentions().num_rows == 0
    assert store.known(["key-odd", "no such"], VERSIONS) == store.known(["key-odd"], "other") == {"key-odd"}
    assert store.known(["key-odd"], "third") == set()


def test_every_row_names_its_run(store: Store, annotations: Annotations) -> None:
    fill(store, annotations)
    store.write_merge(merged(annotations[:3]), made_by=MADE_BY)
    for name in ("articles", "attributions", "mentions", "documents"):
        assert set(getattr(store, name)().column("run").to_pylist()) == {1}, name
    for name in ("events", "accounts", "statements", "tolls", "event_mentions"):
        assert set(getattr(store, name)().column("run").to_pylist()) == {2}, name
    runs = store.runs().to_pylist()
    assert [(r["kind"], r["status"]) for r in runs] == [("run", "done"), ("merge", "done")]
    assert [runs[0][name] for name in MADE_BY] == list(MADE_BY.values())


def test_columns_are_those_that_people_filter_by(store: Store, annotations: Annotations) -> None:
    fill(store, annotations)
    mentions = store.mentions().to_pylist()
    march = next(m for m in mentions if m["trigger_words"] == "marched")
    assert (march["type"], march["place"], march["country"]) == ("PROTEST", "Nairobi", "KE")
    assert (march["time_start"], march["time_end"]) == (dt.date(2031, 5, 3), dt.date(2031, 5, 4))
    assert march["geonames"] is not None
    said = {a["speaker"]: a for a in store.attributions().to_pylist()}
    assert said["Northern Front"]["cue"] == "said"
    assert said["Lake Tribune"]["id"] == "a-0"
    claimed = [m for m in mentions if m["speaker"] == "Northern Front"]
    assert claimed
    assert claimed[0]["sentence"].startswith("The Northern Front said")
    article = store.articles(text=True).to_pylist()[0]
    assert article["text"] == annotations[0].article.text
    assert article["title"] == "Front claims attack on ministry"
    assert "text" not in store.articles().column_names


def test_spans_fit_the_stored_text(store: Store, annotations: Annotations) -> None:
    fill(store, annotations)
    texts = {a["id"]: a["text"] for a in store.articles(text=True).to_pylist()}
    for mention in store.mentions().to_pylist():
        text = texts[mention["article"]]
        assert text[mention["trigger_start"] : mention["trigger_end"]] == mention["trigger_words"]


def test_ids_are_of_texts_and_spans(store: Store, annotations: Annotations) -> None:
    fill(store, annotations)
    keys = store.mentions().column("key").to_pylist()
    assert len(set(keys)) == len(keys)
    first = annotations[0]
    assert mention_key(first.article.id, first.mentions[0].trigger) in keys


def test_events_come_back_and_a_merge_replaces_them(store: Store, annotations: Annotations) -> None:
    fill(store, annotations)
    events = merged(annotations[:3])
    assert store.write_merge(events) == len(events)
    assert list(store.merged_events()) == events
    assert store.event(events[0].id) == events[0]
    assert store.event("no such") is None
    assert store.events().num_rows == len(events)
    assert store.tolls().num_rows == sum(len(e.tolls) for e in events) > 0
    assert store.accounts().num_rows == sum(len(e.accounts) for e in events) > 0
    assert store.event_mentions().num_rows == sum(len(e.mentions) for e in events)
    assert any("guards were killed" in (s["said"] or "") for s in store.statements().to_pylist())
    store.write_merge(events[:1])
    assert store.events().column("id").to_pylist() == [events[0].id]
    assert store.mentions().num_rows > 0


def test_a_merge_that_fails_leaves_the_last_one(store: Store, annotations: Annotations) -> None:
    fill(store, annotations)
    events = merged(annotations[:3])
    store.write_merge(events)
    stranger = replace(events[1], mentions=(replace(events[1].mentions[0], article="no such"),))
    for wrong in ([events[0], stranger], [events[0], events[0]]):
        with pytest.raises(RecordError):
            store.write_merge(wrong)
        assert list(store.merged_events()) == events
    assert store.runs().column("status").to_pylist() == ["done", "done", "failed", "failed"]


def test_search(store: Store, annotations: Annotations) -> None:
    fill(store, annotations)

    def found(words: str) -> set[str]:
        return set(store.search(words).column("outlet").to_pylist())

    assert found("bombing police") == {"River Daily"}
    assert found('"ministry of defence"') == {"Harbour Post"}
    assert found('"defence of ministry"') == set()
    assert found("police") == {"River Daily", "Lake Tribune"}
    assert found("police -tear") == {"River Daily"}
    for nothing in ("", "  ", '"', "-", "AND OR NOT ( * :", "zebra"):
        assert found(nothing) == set(), nothing
    hit = store.search("marched", limit=1).to_pylist()[0]
    assert "[marched]" in hit["snippet"]
    assert hit["published"] == dt.date(2031, 5, 5)


def test_failures_are_kept_once(store: Store) -> None:
    failure = Failure("bad\udcff.txt", "EmptyText", "'bad.txt' is empty.\0")
    for _ in range(2):
        with store.writer("run", MADE_BY) as writer:
            writer.add(None, failure)
            writer.flush()
            writer.finish()
    (row,) = store.failures().to_pylist()
    assert (row["run"], row["reason"]) == (1, "EmptyText")


def test_one_writer_and_readers_beside_it(where: str, annotations: Annotations) -> None:
    with open_store(where, create=True) as store, open_store(where) as other:
        with store.writer("run", MADE_BY) as writer:
            writer.add(DocumentRow("key"), coded_rows(annotations[0], VERSIONS))
            writer.flush()
            with pytest.raises(StoreBusy, match="process"), other.writer("run", MADE_BY):
                raise AssertionError
            with pytest.raises(StoreBusy):
                other.write_merge([])
            assert other.articles().num_rows == 1
            assert next(other.annotations()) == annotations[0]
            writer.finish()
        fill(other, annotations)
        assert store.articles().num_rows == 4


def test_a_failed_writer_says_so_and_lets_go(store: Store, annotations: Annotations) -> None:
    with pytest.raises(ZeroDivisionError), store.writer("run", MADE_BY) as writer:
        writer.add(DocumentRow("key"), coded_rows(annotations[0], VERSIONS))
        _ = 1 / 0
    assert store.runs().column("status").to_pylist() == ["failed"]
    assert store.articles().num_rows == 0
    assert fill(store, annotations) == (4, 0)


def test_the_migrations_add_up_to_the_tables(store: Store) -> None:
    found = inspect(store._engine)
    for table in schema.metadata.sorted_tables:
        columns = {c["name"]: c["nullable"] for c in found.get_columns(table.name)}
        columns.pop("words_found", None)
        assert list(columns) == [c.name for c in table.c], table.name
        keys = {tuple(k["constrained_columns"]) for k in found.get_foreign_keys(table.name)}
        assert keys == {tuple(k.column_keys) for k in table.foreign_key_constraints}, table.name
        indexes = {i["name"] for i in found.get_indexes(table.name)}
        assert {i.name for i in table.indexes} <= indexes, table.name


def test_records_are_plain_json(store: Store, annotations: Annotations) -> None:
    fill(store, annotations)
    for record in store.frame(select(schema.mention.c.record)).column("record").to_pylist():
        assert json.loads(record)["trigger"]


def test_the_public_names_open_it(where: str) -> None:
    with saidwho.open_store(where, create=True) as store:
        assert isinstance(store, saidwho.Store)
        assert store.events().num_rows == 0
        assert list(store.annotations()) == []
        assert "tester:" not in store.name
