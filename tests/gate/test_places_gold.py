"""The conflict gold set of places and times: every quote slices back, and the scorer counts what it should."""

import datetime as dt
from itertools import pairwise

import pytest

from gate.conflict_places import load, score, span_of

CLASSES = {"city", "site", "admin1", "admin2", "region", "country", "unlisted", "not a place"}


@pytest.fixture(scope="module")
def reports() -> list:
    return load()


def perfect(report: dict) -> dict:
    """An answer that says what the gold says."""

    def days(entry: dict) -> dict:
        return {k: entry[v].isoformat() if v in entry else None for k, v in (("first", "start"), ("last", "end"))}

    places = [
        p | {"start": p["span"][0], "end": p["span"][1], "precision": p["class"], "lat": p.get("lat")}
        | {"lon": p.get("lon"), "geonames": p.get("geonames"), "country": p.get("country"), "admin1": p.get("admin1")}
        for p in report["places"] if p["class"] != "not a place"
    ]  # fmt: skip
    times = [
        days(t) | {"start": t["span"][0], "end": t["span"][1], "type": t["type"], "value": t.get("value")}
        for t in report["times"]
    ]
    events = [
        {
            "trigger": e["span"],
            "place": {"name": e["place"], "country": e.get("country"), "admin1": e.get("admin1")},
            "time": days(e),
        }
        for e in report["events"]
    ]
    return {"doc_id": report["doc_id"], "places": places, "times": times, "events": events}


def test_it_is_large_enough(reports: list) -> None:
    assert len(reports) >= 60
    assert sum(p["class"] != "not a place" for r in reports for p in r["places"]) >= 500
    assert sum(len(r["times"]) for r in reports) >= 300
    assert sum(r.get("published") is None for r in reports) >= 5


def test_every_quote_slices_back(reports: list) -> None:
    for report in reports:
        for entry in (*report["places"], *report["times"], *report["events"]):
            start, end = entry["span"]
            assert report["text"][start:end] == entry["quote"]


def test_no_two_places_and_no_two_times_overlap(reports: list) -> None:
    for report in reports:
        for kind in ("places", "times"):
            spans = sorted(e["span"] for e in report[kind])
            assert all(a[1] <= b[0] for a, b in pairwise(spans)), (report["doc_id"], kind)


def test_a_quote_that_occurs_twice_says_which(reports: list) -> None:
    for report in reports:
        for entry in (*report["places"], *report["times"], *report["events"]):
            assert "nth" in entry or report["text"].count(entry["quote"]) == 1


def test_values_are_of_the_format(reports: list) -> None:
    for report in reports:
        for place in report["places"]:
            assert place["class"] in CLASSES
            if place["class"] not in ("unlisted", "not a place"):
                assert -90 <= place["lat"] <= 90 and -180 <= place["lon"] <= 180
                assert round(place["lat"], 1) == place["lat"] and round(place["lon"], 1) == place["lon"]
        for time in (*report["times"], *report["events"]):
            if "start" in time:
                assert isinstance(time["start"], dt.date) and time["start"] <= time.get("end", time["start"])
            else:
                assert "value" in time or time["unresolvable"]


def test_a_past_event_is_not_dated_after_publication(reports: list) -> None:
    for report in reports:
        for event in report["events"]:
            if report.get("published") and "end" in event:
                assert event["end"] <= report["published"]


def test_a_perfect_answer_has_all_points(reports: list) -> None:
    figures, errors = score(reports, [perfect(r) for r in reports])
    assert not errors
    assert set(figures.values()) == {100.0}


def test_an_empty_answer_has_none(reports: list) -> None:
    empty = [{"doc_id": r["doc_id"], "places": [], "times": [], "events": []} for r in reports]
    figures, errors = score(reports, empty)
    assert errors
    assert {v for k, v in figures.items() if k != "no place kept"} == {0.0}


def test_a_quote_that_is_not_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="no occurrence 2 of 'Zamzam'"):
        span_of("From Zamzam to Tawila.", "Zamzam", 2)
