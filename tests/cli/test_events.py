"""Reading the events of a store: lists, one event's ledger, what was known on a day, and what changed."""

import json
from pathlib import Path

import pytest

from saidwho import cli
from saidwho.resources import read_table, read_text


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The example reports of one incident, with their outlets and days, run and merged."""
    folder = tmp_path_factory.mktemp("ledger")
    rows = [r for r in read_table("examples/index.tsv") if r["incident"] == "portava"]
    with open(folder / "reports.jsonl", "w", encoding="utf-8") as out:
        for row in rows:
            text = read_text(f"examples/{row['file']}")
            out.write(json.dumps({"text": text, "outlet": row["outlet"], "published": row["published"]}) + "\n")
    path = str(folder / "news.db")
    assert cli.main(["run", str(folder / "reports.jsonl"), "-o", path]) == 0
    return path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert cli.main(list(arguments)) == 0
    return capsys.readouterr().out


def test_events_are_listed_and_filtered(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    everything = told(capsys, "events", store).splitlines()
    assaults = told(capsys, "events", store, "--type", "assault").splitlines()
    assert 2 <= len(assaults) <= len(everything)
    assert all("ASSAULT" in line for line in assaults[1:])
    disputed = told(capsys, "events", store, "--status", "disputed", "--format", "jsonl").splitlines()
    assert disputed and all(json.loads(line)["status"] == "disputed" for line in disputed)


def test_no_event_fits(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["events", store, "--country", "ZZ"]) == 1
    assert capsys.readouterr() == ("", "No event fits.\n")


@pytest.mark.parametrize(
    ("option", "value", "advice"),
    [
        ("--type", "ASSALT", "Did you mean 'ASSAULT'? List them: saidwho types"),
        ("--status", "sure", "Expected one of: claimed, single source"),
        ("--country", "Kenya", "Expected two letters"),
    ],
)
def test_a_filter_that_nothing_can_fit_is_wrong_use(
    store: str, option: str, value: str, advice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as raised:
        cli.main(["events", store, option, value])
    assert raised.value.code == 2
    assert f"'{value}'" in (told := capsys.readouterr().err) and advice in told


def test_reports_that_are_not_merged_yet_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, report = str(tmp_path / "news.db"), tmp_path / "report.txt"
    report.write_text("Bomb in Velk\n\nA bomb killed two people in Velk on Monday, police said.", encoding="utf-8")
    assert cli.main(["run", str(report), "-o", path, "--published", "2031-05-06", "--no-merge"]) == 0
    assert cli.main(["events", path]) == 1
    assert f"saidwho merge {path}" in capsys.readouterr().err
    told(capsys, "merge", path)
    assert "Velk" in told(capsys, "events", path)
    assert capsys.readouterr().err == ""


def test_the_ledger_names_sources_outlets_and_words(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "event", store)
    assert "Northern Front" in text and "Harbour Post" in text and "2031-05-04" in text
    assert "“" in text and "Reports" in text


def test_what_was_known_on_a_day_is_less(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    whole = told(capsys, "event", store)
    early = told(capsys, "event", store, "--as-of", "2031-05-04")
    assert "2031-05-06" in whole and "2031-05-06" not in early
    assert cli.main(["event", store, "--as-of", "2030-01-01"]) == 1


def test_the_record_of_an_event_is_proved(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "event.json")
    told(capsys, "event", store, "--format", "json", "-o", out)
    assert "1 record proved, 0 problems" in told(capsys, "check", out)
    everything = str(tmp_path / "events.jsonl")
    told(capsys, "events", store, "--background", "--format", "jsonl", "-o", everything)
    assert "0 problems" in told(capsys, "check", everything)


@pytest.mark.parametrize("identifier", ["zz", "x" * 40])
def test_an_unknown_event_is_an_error_with_advice(
    store: str, identifier: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["event", store, identifier]) == 2
    assert "saidwho events" in capsys.readouterr().err


def test_a_store_does_not_differ_from_itself(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "diff", store, store) == ""


def test_why_each_report_is_in_an_event(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "explain", store)
    assert "In it:" in text and "Harbour Post" in text
    assert "+" in text and "page" in text
    assert cli.main(["explain", store, "zz"]) == 2
