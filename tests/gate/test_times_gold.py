"""The single times of our own: enough of each kind, none against itself, and the scorer counts what it should."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from gate import time_cases as gold

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def test_there_are_enough_of_each_kind() -> None:
    rows = gold.load()
    kinds = Counter(r["category"] for r in rows)
    assert len(rows) >= 150 and len(kinds) == 8 and min(kinds.values()) >= 5
    assert all(abs(2 * sum(r["held"] == "yes" for r in rows if r["category"] == k) - n) <= 1 for k, n in kinds.items())
    assert len({(r["sentence"], r["pub_date"]) for r in rows}) == len(rows)


def test_every_gold_day_is_one_and_the_weekday_is_right() -> None:
    for row in gold.load():
        assert dt.date.fromisoformat(row["pub_date"]).strftime("%a") == row["pub_weekday"], row["id"]
        for reading in row["gold"].split("|"):
            if reading == gold.OPEN:
                continue
            first, _, last = reading.partition("/")
            assert dt.date.fromisoformat(first) <= dt.date.fromisoformat(last or first), row["id"]
            named = [day for day in DAYS if row["expression"] == day]
            assert not named or dt.date.fromisoformat(first).strftime("%A") == named[0], row["id"]


def test_the_scorer_keeps_the_held_half_apart_and_silent() -> None:
    row = {"pub_date": "2031-05-14", "pub_weekday": "Wed", "expression": "then", "gold": "2031-05-03/2031-05-05|-"}
    rows = [{"id": "a", "held": "no", **row}, {"id": "b", "held": "yes", **row}, {"id": "c", "held": "no", **row}]
    answers = [
        {"id": "a", "start": "2031-05-03", "end": "2031-05-04"},
        {"id": "b", "start": "2031-05-04", "end": "2031-05-04"},
        {"id": "c", "start": None, "end": None},
    ]
    figures, errors = gold.score(rows, answers)
    assert figures == {"exact": 50.0, "first day": 100.0, "held exact": 0.0, "held first day": 0.0}
    assert len(errors) == 1 and errors[0].startswith("a ")


def test_an_expression_that_is_not_in_its_sentence_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "cases.tsv"
    path.write_text("id\theld\texpression\tsentence\na\tno\tnever\tIt burned.\n", "utf-8")
    with pytest.raises(ValueError, match="never"):
        gold.load(path)
