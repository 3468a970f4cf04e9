"""Who lays a deed at whose door, also by what struck (“it was a rocket of the Front”)."""

from __future__ import annotations

import datetime as dt

import pytest

from saidwho.pipeline import Annotator
from saidwho.reading import read_text

LEAD = "A blast destroyed the school of Portava in Egypt on Sunday and killed 12 people, doctors said."


def stances(annotator: Annotator, *sentences: str) -> dict[str, str]:
    text = "\n\n".join(["Blast at school in Portava kills 12", LEAD, *sentences])
    events = annotator.annotate(read_text(text, published=dt.date(2031, 5, 5), outlet="Harbour Post")).events
    event = max(events, key=lambda e: len(e.accounts))
    return {a.source.name or a.source.as_written: a.stance for a in event.accounts if a.source}


@pytest.mark.parametrize(
    "sentence",
    [
        "The Sudanese army said that it was a rocket of the Northern Front.",
        "The Sudanese army said that the blast came from a misfire by the armed group Northern Front.",
        "The Sudanese army said that it was a Northern Front projectile.",
    ],
)
def test_what_struck_and_whose_it_was_is_an_accusation(annotator: Annotator, sentence: str) -> None:
    found = stances(annotator, sentence, "The Northern Front, an armed group, said it mourned the dead.")
    assert found.get("Sudanese army") == "accuses"


def test_nobody_accuses_himself(annotator: Annotator) -> None:
    found = stances(
        annotator, "The Northern Front, an armed group, said that its rocket of the Front type hit the school."
    )
    assert "accuses" not in found.values()


def test_an_office_of_the_place_that_says_who_did_it_accuses_another_state(annotator: Annotator) -> None:
    lead = "An air strike hit a school in Cairo in Egypt on Sunday."
    says = "The authorities in Cairo said that Israel had carried out the attack."
    text = "\n\n".join(["School hit in Cairo", lead, says])
    article = read_text(text, published=dt.date(2031, 5, 5), outlet="Harbour Post")
    event = max(annotator.annotate(article).events, key=lambda e: len(e.accounts))
    assert [a.stance for a in event.accounts if a.source] == ["accuses"]
