"""The gate as a whole, on a corpus and a scorer of our own."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from gate import run as gate
from gate.corpora import CORPORA, Corpus, Figure, casualty_scores, choose, factuality_scores, time_case_scores

SCORER = """
import json, sys
gold = [json.loads(x) for x in open(sys.argv[1])]
pred = {p["doc_id"]: p for p in map(json.loads, open(sys.argv[2]))}
right = sum(len(pred[g["doc_id"]]["attributions"]) == g["wanted"] for g in gold)
print(json.dumps({"all": {"right": right / len(gold)}}))
"""
TEXTS = [
    "The minister said that the road was closed.",
    "It rained in Portava.",
    "“We are safe,” said Anna Berg.",
    "Nothing happened.",
]
CORPUS = Corpus("own", "polnear", "own.jsonl", ("scorer.py", "{gold}", "{pred}"), (Figure("right", "all/right"),))


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench")
    records = [{"doc_id": str(n), "text": t, "wanted": n % 2 == 0} for n, t in enumerate(TEXTS * 3)]
    (folder / "own.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records), "utf-8")
    (folder / "scorer.py").write_text(SCORER, "utf-8")
    (folder / "broken.py").write_text("raise SystemExit('no such thing')", "utf-8")
    return folder


@pytest.fixture(scope="module")
def scored(bench: Path) -> gate.Scored:
    return gate.attempt(CORPUS, bench)


def test_it_predicts_scores_and_gives_an_interval(scored: gate.Scored) -> None:
    assert scored.result is not None, scored.note
    assert scored.result.figures == {"right": 100.0}
    assert scored.half == {"right": 0.0}
    assert "right" in gate.table([scored], {})


def test_a_figure_below_its_floor_fails(scored: gate.Scored, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    floors = tmp_path / "floors.json"
    monkeypatch.setattr(gate, "FLOORS", floors)
    monkeypatch.setattr(gate, "CORPORA", (CORPUS,))
    monkeypatch.setattr(gate, "attempt", lambda *_, **__: scored)
    assert gate.main(["--task", "own", "--update"]) == 0
    assert gate.main(["--task", "own"]) == 0
    pinned = json.loads(floors.read_text("utf-8"))
    pinned["corpora"]["own"]["floors"]["right"] = 101.0
    floors.write_text(json.dumps(pinned), "utf-8")
    assert gate.main(["--task", "own"]) == 1


def test_a_missing_corpus_is_said_and_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scored = [gate.attempt(c, tmp_path / "bench") for c in CORPORA]
    assert all(s.result is None and "skipped" in s.note for s in scored)
    assert "is not here" in gate.attempt_whole("cases", tmp_path / "bench").note
    monkeypatch.setattr(gate, "BENCH", tmp_path / "bench")
    monkeypatch.setattr(gate.whole, "NAMES", ("cases", "ledger"))
    assert gate.main([]) == 0


def test_a_scorer_that_breaks_is_a_failure(bench: Path) -> None:
    broken = replace(CORPUS, scorer=("broken.py", "{gold}", "{pred}"))
    assert gate.attempt(broken, bench, interval=False).note.startswith("failed")


def test_a_sample_is_always_the_same_and_keeps_the_order() -> None:
    records = [{"id": str(n)} for n in range(50)]
    chosen = choose(records, 10)
    assert len(chosen) == 10 and chosen == choose(list(records), 10)
    assert [int(r["id"]) for r in chosen] == sorted(int(r["id"]) for r in chosen)
    assert {r["id"] for r in choose(records[::-1], 10)} == {r["id"] for r in chosen}


def test_printed_scores_are_read() -> None:
    assert casualty_scores("killed n 4 exact 0.750 exact|gold>1 0.500")["killed"]["exact|gold>1"] == 0.5
    assert time_case_scores("exact 67.2  start 78.1  of 64") == {"exact": 67.2, "start": 78.1}
    printed = "  n 5  MAE 0.315  r 0.482\n  no    P  50.0 R  50.0 F1  50.0 (n 2)\n  macro-F1 61.0  accuracy 90.0\n"
    assert factuality_scores(printed) == {"mae": 0.315, "r": 0.482, "no": 50.0, "macro-F1": 61.0, "accuracy": 90.0}


def test_an_unknown_task_is_refused() -> None:
    with pytest.raises(SystemExit) as left:
        gate.main(["--task", "tea"])
    assert left.value.code == 2
