"""The JSON record, its published schema, and the proof of it."""

import copy
import json
from typing import Any

import jsonschema
import pytest

from saidwho import export
from saidwho.records import Annotation, Failure
from saidwho.resources import read_text

SCHEMA = json.loads(read_text("schema/article.schema.json"))


@pytest.fixture
def record(annotation: Annotation) -> Any:
    return json.loads(export.to_json(export.article_record(annotation)))


def test_schema_is_a_schema_and_the_record_is_of_it(record: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(record, SCHEMA)
    failure = export.failure_record(Failure("a.txt", "EmptyText", "'a.txt' is empty."))
    jsonschema.validate(failure, SCHEMA)
    assert list(export.check_record(failure)) == []


def test_schema_describes_every_key_and_no_other(record: Any) -> None:
    def walk(value: Any, rule: Any, path: str) -> None:
        while "$ref" in rule or "anyOf" in rule:
            rule = SCHEMA["$defs"][rule["$ref"].split("/")[-1]] if "$ref" in rule else rule["anyOf"][0]
        if isinstance(value, list):
            for inner in value:
                walk(inner, rule["items"], path)
        elif isinstance(value, dict) and "properties" in rule:
            assert list(value) == rule["required"], path
            for key, inner in value.items():
                walk(inner, rule["properties"][key], f"{path}.{key}")

    walk(record, SCHEMA["$defs"]["article_record"], "")


def test_a_good_record_is_proved(record: Any) -> None:
    assert list(export.check_record(record)) == []


def test_same_annotation_same_bytes(annotation: Annotation) -> None:
    one, two = (export.to_json(export.article_record(annotation)) for _ in range(2))
    assert one == two
    assert "🚁" in one


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("events", 0, "actors", 0, "span"), [0, 5], "events[0].actors[0].span"),
        (("events", 0, "tolls", 0, "as_written"), "thirty", "events[0].tolls[0].span"),
        (("events", 0, "tolls", 0, "low"), "three", "events[0].tolls[0].low"),
        (("events", 0, "tolls", 0, "span"), [5, 5], "events[0].tolls[0].span"),
        (("events", 0, "tolls", 0, "span"), [5, 99999], "events[0].tolls[0].span"),
        (("events", 0, "tolls", 1, "high"), 1, "events[0].tolls[1]"),
        (("events", 0, "tolls", 1, "part_of"), 1, "events[0].tolls[1].part_of"),
        (("events", 0, "tolls", 1, "said_by"), "s-9", "events[0].tolls[1].said_by"),
        (("events", 0, "time", "end"), "2031-05-04", "events[0].time"),
        (("events", 0, "accounts", 0, "attributions"), ["a-7"], "events[0].accounts[0].attributions"),
        (("events", 0, "accounts", 0, "said_quotes"), [], "events[0].accounts[0].said"),
        (("events", 0, "mentions", 0, "attribution"), "a-7", "events[0].mentions[0].attribution"),
        (("events", 0, "stage"), "maybe", "events[0].stage"),
        (("events", 0, "status"), "true", "events[0].status"),
        (("attributions", 0, "parent"), "a-7", "attributions[0].parent"),
        (("article", "text"), None, "article.text"),
        (("article", "title_quote"), "Another", "article.title"),
        (("schema",), "saidwho.article/99", "schema"),
    ],
)  # fmt: skip
def test_every_kind_of_damage_is_found_with_its_path(
    record: Any, path: tuple[Any, ...], value: Any, where: str
) -> None:
    damaged = copy.deepcopy(record)
    inner = damaged
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    assert where in [problem[0] for problem in export.check_record(damaged)]


def test_a_lost_key_is_found(record: Any) -> None:
    del record["events"][0]["stage"]
    assert ("events[0].stage", "is missing") in list(export.check_record(record))


def test_check_reads_json_lists_and_lines(record: Any) -> None:
    line = json.dumps(record)
    assert list(export.check_text(f"[{line},{line}]")) == [(1, None), (2, None)]
    assert [n for n, p in export.check_text(f"{line}\nnot json\n{line}\n") if p] == [2]
    assert next(export.check_text("[1]"))[1] is not None


def test_lone_surrogates_do_not_break_the_bytes() -> None:
    text = export.to_json({"text": "a\ud800b"})
    assert json.loads(text.encode()) == {"text": "a\ud800b"}
