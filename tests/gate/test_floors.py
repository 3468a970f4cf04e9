"""Floors rise and never fall silently."""

from pathlib import Path

import pytest

from gate.floors import Result, WouldLower, broken, load, raised, save
from gate.run import update


def result(value: float, sha: str = "s", records: int = 3) -> Result:
    return Result("corpus", sha, records, {"F1": value})


def test_a_figure_below_its_floor_is_named() -> None:
    floors = raised([result(60)], {})
    assert broken(result(60), floors) == []
    assert broken(result(59.8), floors) == []
    assert broken(result(55), floors) == ["corpus: F1 is 55.00, its floor 60.00"]


def test_a_figure_that_is_gone_is_named() -> None:
    assert broken(Result("corpus", "s", 3, {}), raised([result(60)], {})) == ["corpus: no figure 'F1'"]


def test_another_corpus_or_sample_is_not_compared() -> None:
    floors = raised([result(60)], {})
    assert "not the corpus" in broken(result(70, sha="other"), floors)[0]
    assert "not the corpus" in broken(result(70, records=2), floors)[0]


def test_pinning_again_raises() -> None:
    floors = raised([result(65)], raised([result(60)], {}))
    assert floors["corpus"]["floors"] == {"F1": 65}


def test_pinning_again_refuses_to_lower_and_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "floors.json"
    save(path, raised([result(60)], {}))
    before = path.read_bytes()
    assert update([result(50)], load(path), path) == 1
    assert path.read_bytes() == before
    assert "would fall from 60.00 to 50.00" in capsys.readouterr().out
    assert update([result(50)], load(path), path, allow=True) == 0
    assert load(path)["corpus"]["floors"] == {"F1": 50}


def test_small_steps_down_add_up_to_nothing() -> None:
    floors = raised([result(60)], {})
    for value in (59.8, 59.6, 59.75):
        try:
            floors = raised([result(value)], floors)
        except WouldLower:
            continue
    assert floors["corpus"]["floors"] == {"F1": 60}


def test_other_corpora_stay_pinned() -> None:
    floors = raised([result(60)], {"else": {"sha256": "e", "records": 1, "floors": {"x": 1.0}}})
    assert set(floors) == {"corpus", "else"}
