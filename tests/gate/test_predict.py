"""Predictions are made from texts alone, one answer a record, in order, and one bad record stops nothing."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from gate.inputs import FIELDS, LATER, NAMES, empty_answer, without_answers
from gate.predict import NoTask, answers, find_task, main
from saidwho.pipeline import Annotator

ROOT = Path(__file__).parent.parent.parent
REPORT = "PORTAVA, 4 MAY 31. THE NORTHERN FRONT SAID THAT IT BOMBED A BANK IN PORTAVA TODAY."


def test_an_unknown_task_lists_the_names_and_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tea", "a", "b"]) == 2
    said = capsys.readouterr().err
    assert "'tea' is no task" in said
    assert all(name in said for name in NAMES)


@pytest.mark.parametrize("task", LATER)
def test_a_task_that_comes_later_says_so(task: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([task, "a", "b"]) == 2
    assert "comes later" in capsys.readouterr().err


def test_a_missing_input_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["polnear", "/nowhere.jsonl", "/tmp/x"]) == 2
    assert "/nowhere.jsonl" in capsys.readouterr().err


def test_answers_never_reach_a_task() -> None:
    record = {
        "id": "r-1",
        "text": "Two men were held.",
        "type": "COERCE",
        "label": 3,
        "dead": {"total": 2},
        "sentences": [{"sent_id": 0, "text": "x", "labels": ["KILL"]}],
        "labels": ["KILL"],
        "targets": [{"id": "t", "tok": 1, "start": 0, "end": 3, "label": -3.0, "cat": "no"}],
        "templates": [1],
        "roles": {},
        "killed": 4,
        "gold": "2031-05-04",
        "attributions": [{"source": [[0, 3]]}],
        "toponyms": [{"start": 0}],
        "timexes": [{"start": 0}],
        "perpetrator": "Security",
        "actions": ["arrest"],
        "split": "dev",
        "cluster": "c",
    }
    hidden = {"type", "label", "labels", "dead", "templates", "roles", "killed", "gold", "attributions", "toponyms"}
    hidden |= {"timexes", "perpetrator", "actions", "cluster", "cat", "split"}
    for task in FIELDS:
        passed = without_answers(task, record)
        inner = [x for v in passed.values() if isinstance(v, list) for x in v if isinstance(x, dict)]
        keys = set(passed) | {k for x in inner for k in x}
        assert not keys & hidden, task


def test_the_given_pair_of_plv_is_passed_with_its_offsets_only() -> None:
    record = {
        "id": "p",
        "actors": [{"text": "A", "start": 0, "end": 1, "code": "USA"}],
        "recipients": [],
        "type": "AID",
    }
    assert without_answers("plv", record)["actors"] == [{"text": "A", "start": 0, "end": 1}]


def test_one_answer_a_record_in_order_and_a_bad_line_gets_an_empty_one(annotator: Annotator) -> None:
    good = [json.dumps({"doc_id": f"d-{n}", "text": REPORT, "date": "4 MAY 31"}) for n in range(2)]
    lines = [good[0], "{broken", json.dumps({"doc_id": "empty", "text": ""}), good[1]]
    log = io.StringIO()
    found = list(answers("polnear", find_task("polnear"), lines, annotator, log))
    assert [a["doc_id"] for a in found if a] == ["d-0", None, "empty", "d-1"]
    assert found.count(None) == 2
    assert "line 2" in log.getvalue() and "line 3 (empty)" in log.getvalue()


def test_every_task_has_an_empty_answer() -> None:
    for task in set(FIELDS) - {"ledger"}:
        assert empty_answer(task, {"id": "x", "doc_id": "x", "targets": [{"id": "t"}]})


def test_it_runs_as_a_script_from_anywhere(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"doc_id": "d", "text": REPORT}) + "\n", "utf-8")
    command = [sys.executable, str(ROOT / "gate" / "predict.py"), "muc4", str(source), str(target)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(target.read_text("utf-8"))
    assert answer["doc_id"] == "d" and set(answer) == {"doc_id", "templates", "roles"}


def test_a_task_without_a_module_says_that_it_comes_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FIELDS, "tea", {"id": None})
    with pytest.raises(NoTask, match="comes later"):
        find_task("tea")
