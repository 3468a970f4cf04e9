"""The example reports and their expected ledgers belong together, and the scorer reads them as they are meant."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from gate import floors, run
from gate.examples import articles, expected, result
from gate.ledger_score import score
from saidwho import resources
from saidwho.merging.copies import find_copies
from saidwho.pipeline import Annotator
from saidwho.reading import parse_date, read_text

Record = dict[str, Any]
CODED = expected()
TEXTS = {row["id"]: f"{row['title']}\n\n{row['text']}" for row in articles()}


def quotes(document: Record) -> Iterator[tuple[str, str]]:
    """Every quoted piece of an expected ledger with its article."""
    for item in [a for e in document["events"] for a in e["accounts"]]:
        for n, words in item["in"].items():
            yield f"{document['incident']}/{n}", words
    tolls = [t for e in document["events"] for a in e["accounts"] for t in a.get("tolls", [])]
    for item in [*tolls, *document["background"]]:
        told = item["quote"]
        for n in item.get("n", item.get("articles")):
            yield f"{document['incident']}/{n}", told[n] if isinstance(told, dict) else told


def perfect() -> list[Record]:
    """An answer that says what the coding says."""
    found = []
    for document in CODED:
        for event in document.get("events", []):
            name = document["incident"]
            accounts = []
            for a in event["accounts"]:
                tolls: dict[str, list[list[int | None]]] = {}
                for t in a.get("tolls", []):
                    tolls.setdefault(t["kind"], []).append([t["lo"], t["hi"]])
                accounts.append({"speaker": a["speaker"], "stance": a["stance"], "tolls": tolls})
            found.append(
                {
                    "type": event["type"],
                    "date_start": event["date"]["start"],
                    "date_end": event["date"]["end"],
                    "place_name": event["place"]["name"],
                    "country": event["place"]["country"],
                    "status": event["status"],
                    "articles": [f"{name}/{n}" for n in event["articles"]],
                    "accounts": accounts,
                }
            )
    return found


def main_event(answer: list[Record], incident: str) -> Record:
    """The first event of an incident in an answer that follows the coding."""
    return next(e for e in answer if e["articles"][0].startswith(f"{incident}/"))


def test_there_are_enough_incidents_and_reports_of_a_report_s_length() -> None:
    rows = list(resources.read_table("examples/index.tsv"))
    incidents = {row["incident"] for row in rows} - {"quiet"}
    assert len(incidents) >= 9 and len(rows) >= 34
    assert {row["incident"] for row in rows} == {d["incident"] for d in CODED}
    new = [row for row in rows if row["incident"] != "portava"]
    assert all(120 <= len(TEXTS[f"{r['incident']}/{r['n']}"].split()) <= 350 for r in new)


@pytest.mark.parametrize("document", [d for d in CODED if "events" in d], ids=lambda d: d["incident"])
def test_every_quote_stands_in_its_report(document: Record) -> None:
    for article, words in quotes(document):
        assert words in TEXTS[article], (article, words)
        assert len(words.split()) <= 12


@pytest.mark.parametrize("document", [d for d in CODED if "events" in d], ids=lambda d: d["incident"])
def test_an_expected_ledger_agrees_with_itself(document: Record) -> None:
    ids = [e["id"] for e in document["events"]] + [b["id"] for b in document["background"]]
    assert len(ids) == len(set(ids)) and [e for e in document["events"] if e.get("main")]
    for event in document["events"]:
        assert event["status"] in event["status_accept"]
        for account in event["accounts"]:
            assert set(account["in"]) <= set(event["articles"]), account["id"]
    assert {r["with"] for r in document["must_not"] if r["rule"] == "merge"} <= set(ids)


def test_an_answer_that_says_what_the_coding_says_is_right_in_all() -> None:
    found = score(perfect(), CODED)
    assert found.notes == []
    assert set(found.figures.values()) == {100.0}


@pytest.mark.parametrize(
    ("figure", "change"),
    [
        ("status right", lambda a: main_event(a, "kestrel").update(status="corroborated (4)")),
        ("must not kept", lambda a: main_event(a, "marensk").update(type="ASSAULT")),
        ("accounts F1", lambda a: main_event(a, "mwanza")["accounts"][4].update(stance="claims")),
        ("tolls F1", lambda a: main_event(a, "tamale")["accounts"][0]["tolls"].update(killed=[[12, 12]])),
        ("tellings B3", lambda a: a.remove(main_event(a, "dorsk"))),
        ("quiet reports clean", lambda a: a.append({"type": "ASSAULT", "articles": ["quiet/3"], "accounts": []})),
    ],
)
def test_an_error_lowers_its_figure(figure: str, change: Any) -> None:
    answer = copy.deepcopy(perfect())
    change(answer)
    found = score(answer, CODED)
    assert found.figures[figure] < 100 and found.notes


def test_four_attacks_taken_for_one_are_seen() -> None:
    answer = perfect()
    four = [e for e in answer if e["articles"][0].startswith("aurora/") and e["type"] == "ASSAULT"]
    joined = {**four[0], "date_end": "2031-11-08", "accounts": [a for e in four for a in e["accounts"]]}
    found = score([e for e in answer if e not in four] + [joined], CODED)
    assert found.figures["tellings B3"] < 100 and found.figures["must not kept"] < 100
    assert any("event missed" in note for note in found.notes)


def test_background_and_optional_events_cost_nothing() -> None:
    answer = [*perfect(), {"type": "ASSAULT", "background": True, "articles": ["quiet/4"], "accounts": []}]
    last_year = {"type": "ASSAULT", "date_start": "2030-11-09", "date_end": "2030-11-09", "place_name": "Mwanza"}
    answer.append({**last_year, "articles": ["mwanza/1", "mwanza/3"], "accounts": []})
    assert score(answer, CODED).notes == []


def test_the_ledger_of_the_examples_keeps_its_floors(annotator: Annotator) -> None:
    found, _ = result(annotator)
    assert floors.broken(found, floors.load(run.FLOORS)) == []


def test_the_copies_among_the_examples_are_found_and_no_others() -> None:
    read = {
        row["id"]: read_text(TEXTS[row["id"]], outlet=row["outlet"], published=parse_date(row["published"]))
        for row in articles()
    }
    names = {article.id: name for name, article in read.items()}
    found = {tuple(sorted(names[i] for i in group.articles)) for group in find_copies(read.values()).groups}
    coded = {
        tuple(f"{d['incident']}/{n}" for n in group)
        for d in CODED
        for e in d.get("events", [])
        for group in e.get("copies", [])
    }
    assert found == coded
