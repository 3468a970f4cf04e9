"""`saidwho codebook`, and codebooks and tables of actors of one's own in a run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from saidwho import cli
from saidwho.coding.codebook import COLUMNS

HEADER = "\t".join(COLUMNS)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.tsv"
    path.write_text(f"{HEADER}\nzap\tV\tASSAULT\tdrone\tagent\t\t3\n", encoding="utf-8")
    return path


def test_a_good_codebook(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["codebook", "check", str(own)]) == 0
    assert "1 rows, words with rows 1, words removed 0" in capsys.readouterr().out


def test_a_wrong_one_names_the_line_and_the_nearest_name(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own.write_text(f"{HEADER}\nzap\tV\tASAULT\t\tagent\t\t3\n", encoding="utf-8")
    assert cli.main(["codebook", "check", str(own)]) == 1
    assert "line 2 is not a type. Did you mean 'ASSAULT'?" in capsys.readouterr().out
    assert cli.main(["codebook", "check", str(own.parent / "none.tsv")]) == 1
    assert "cannot be read" in capsys.readouterr().out


def test_what_is_shown_can_be_checked(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for wanted in ("march", "PROTEST", "explosives", "shoot+down"):
        assert cli.main(["codebook", "show", wanted]) == 0
        own.write_text(capsys.readouterr().out, encoding="utf-8")
        assert cli.main(["codebook", "check", str(own)]) == 0
        capsys.readouterr()
    assert cli.main(["codebook", "show", "marhc"]) == 1
    assert "Did you mean 'march'?" in capsys.readouterr().err


def test_own_words_and_own_actors_are_coded(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report, actors = tmp_path / "report.txt", tmp_path / "actors.tsv"
    report.write_text(
        "LIMA, May 4 - The Lake Circle zapped a bridge in Peru on Sunday, police said.\n", encoding="utf-8"
    )
    actors.write_text(
        "name\tnames\tkind\tcountry\nCircle of the Lake\tLake Circle\trebel group\tPE\n", encoding="utf-8"
    )
    options = ["--codebook", str(own), "--actors", str(actors), "--format", "json"]
    assert cli.main(["code", str(report), *options]) == 0
    record = json.loads(capsys.readouterr().out)[0]
    event = record["events"][0]
    assert (event["type"], event["mode"]) == ("ASSAULT", "drone")
    assert [(a["name"], a["kind"], a["id"]) for a in event["actors"]] == [
        ("Lake Circle", "rebel group", "actor:circle-of-the-lake")
    ]
    assert record["made_by"]["actors"].startswith("sha256:")
    wrong = tmp_path / "wrong.tsv"
    wrong.write_text("name\tkind\nLake Circle\trebels\n", encoding="utf-8")
    assert cli.main(["code", str(report), "--actors", str(wrong)]) == 2
    assert "line 2 is not a kind. Did you mean 'rebel group'?" in capsys.readouterr().err
