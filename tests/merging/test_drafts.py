"""Which speakers of one report have one account."""

from __future__ import annotations

import datetime as dt

import pytest

from saidwho.pipeline import Annotator
from saidwho.reading import read_text


@pytest.mark.parametrize(
    ("sentences", "speakers"),
    [
        (
            "Nine died in the blast, the director general said. The bomb went off in a room, the official added.",
            {"the director general"},
        ),
        (
            "Security sources said the blast killed nine people. The bomb went off in a hall, the sources said.",
            {"Security sources"},
        ),
        (
            "The blast killed nine people, a rights group said. The blast wounded 20, Human Rights Watch said.",
            {"Human Rights Watch"},
        ),
        (
            "The blast killed nine people, police said. The blast wounded 20, another official said.",
            {"police", "another official"},
        ),
    ],
)
def test_who_points_back_to_whom(annotator: Annotator, sentences: str, speakers: set[str]) -> None:
    article = read_text(f"Blast in Nairobi\n\n{sentences}", published=dt.date(2031, 5, 8), outlet="Harbour Post")
    accounts = [a for e in annotator.annotate(article).events for a in e.accounts]
    assert {a.source.name or a.source.as_written for a in accounts if a.source} == speakers
