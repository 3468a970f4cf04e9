"""The classifiers of attack templates: the tables are there, and their answers are the same each time."""

from __future__ import annotations

from gate.tasks.muc4 import answer
from gate.tasks.muc4_learnt import OUTCOMES, ROLES, choose, probabilities, weights
from saidwho.parsing import Parser
from saidwho.pipeline import Annotator
from saidwho.reading import read_text

REPORT = """THE GOVERNOR REPORTED TODAY THAT A GROUP OF ARMED MEN DYNAMITED THE NORTHERN BANK IN THE CENTER OF CALI,
COLOMBIA, LAST NIGHT.  THE BOMB DESTROYED THE BANK AND INJURED A GUARD."""


def test_tables() -> None:
    assert all(len(row) == len(OUTCOMES) for row in weights("muc4_types").values())
    assert all(len(row) == len(ROLES) for row in weights("muc4_roles").values())
    assert all(0 < p < 1 for p in probabilities({"no such mark"}, weights("muc4_types")))


def test_the_likelier_of_two_that_hold_each_other() -> None:
    scored = {"northern bank": (0.0, 0.0, 0.9, 0.0, 0.0), "bank": (0.0, 0.0, 0.5, 0.0, 0.0)}
    assert choose(scored)["target"] == ["northern bank"]


def test_answer(parser: Parser, annotator: Annotator) -> None:
    record = {"doc_id": "X-1", "text": REPORT, "date": "3 JAN 90", "tags": ["TEXT"]}
    article = read_text(REPORT)
    first = answer(record, annotator.annotate(article), parser.parse(article))
    assert [t["incident_type"] for t in first["templates"]] == [["BOMBING"]]
    assert any("armed men" in words for (words,) in first["roles"]["perp_ind"])
    assert first == answer(record, annotator.annotate(article), parser.parse(article))
