"""Persons whom an apposition names behind their number are targets each."""

import pytest

from saidwho.pipeline import Annotator
from saidwho.reading import read_text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The rebels kidnapped two engineers, David Lenz and Leslie Korr, near the dam.",
            ["David Lenz", "Leslie Korr"],
        ),
        (
            "Gunmen murdered the priests Ignacio Varela, Segundo Mora and Juan Luis Pardo on Sunday.",
            ["Ignacio Varela", "Segundo Mora", "Juan Luis Pardo"],
        ),
    ],
)
def test_each_of_them_is_a_target(annotator: Annotator, text: str, names: list[str]):
    mention = annotator.annotate(read_text(text)).mentions[0]
    assert [t.name for t in mention.targets] == names


def test_their_number_is_one_toll(annotator: Annotator):
    mention = annotator.annotate(read_text("Gunmen killed two farmers, Luis Soto and Ana Rios, in Lota.")).mentions[0]
    assert [(t.kind, t.low) for t in mention.tolls] == [("killed", 2)]
