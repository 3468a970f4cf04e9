"""Tellings without marks of their own, beside the one deed of their kind."""

import datetime as dt

import pytest

from saidwho.pipeline import Annotator
from saidwho.reading import read_text


def deeds(annotator: Annotator, body: str, kind: str) -> int:
    """How many events of a type a report has, its news alone."""
    found = annotator.annotate(read_text(body, published=dt.date(2024, 5, 16))).events
    return sum(e.type == kind and e.background is None for e in found)


SHOT = "Shooting in Harwick\n\nA baker was shot dead outside his shop in Harwick on Monday, police said.\n\n"
BLAST = "News from Harwick\n\nOn Monday there was an explosion not far from the station.\n\n"
MARCH = "March in Harwick\n\nThousands marched through Harwick against the new tax on Monday.\n\n"


@pytest.mark.parametrize(
    ("body", "kind", "events"),
    [
        (SHOT + "Two brothers admitted to murder in court.", "ASSAULT", 1),
        (SHOT + "Another killing followed a day later in Dalby.", "ASSAULT", 2),
        (SHOT + "Police are also looking into an attack on a bus.", "ASSAULT", 2),
        (BLAST + "What caused Monday's blast was not known at first, police said.", "ASSAULT", 1),
        (BLAST + "What caused Sunday's blast was not known at first, police said.", "ASSAULT", 2),
        (SHOT + "It was the second shooting in Dalby after Sunday's attack on a bus.", "ASSAULT", 2),
        (MARCH + "Youths smashed shop windows. Protesters threw stones at the police.", "PROTEST", 1),
        (MARCH + "In Dalby another 2,000 people marched through the centre.", "PROTEST", 2),
    ],
)
def test_told_again(annotator: Annotator, body: str, kind: str, events: int) -> None:
    assert deeds(annotator, body, kind) == events


def test_two_deeds_leave_a_bare_telling_apart(annotator: Annotator) -> None:
    body = SHOT + "Gunmen attacked a farm near Dalby on Tuesday, killing four.\n\nA clerk was charged with murder."
    assert deeds(annotator, body, "ASSAULT") >= 2


def test_a_deed_that_is_denied_and_one_that_is_owned(annotator: Annotator) -> None:
    body = (
        "Clash near Harwick\n\nThe Front's spokesman denied that its fighters had burned the village but said that "
        "they had clashed with soldiers nearby."
    )
    assert deeds(annotator, body, "ASSAULT") == 2
