"""What the police of a sentence did."""

from __future__ import annotations

import pytest

from saidwho.coding.blocking import topics
from saidwho.coding.codebook import load_codebook
from saidwho.coding.conditions import Scene
from saidwho.coding.police import police_actions
from saidwho.reading import read_text


@pytest.mark.parametrize(
    ("sentence", "labels"),
    [
        ("two youths died in police firing in the old town.", {"KILL", "FORCE", "ANY_ACTION"}),
        ("police shot dead three men near the mill.", {"KILL", "FORCE", "ANY_ACTION"}),
        ("four men were hurt when police opened fire.", {"FORCE", "ANY_ACTION"}),
        ("teargas was used on the crowd.", {"FORCE", "ANY_ACTION"}),
        ("police said that two persons had been killed in the riot.", {"ANY_ACTION"}),
        ("three policemen were killed by the mob.", {"ANY_ACTION"}),
        ("two smugglers were caught by the police at the border.", {"ARREST", "ANY_ACTION"}),
        ("sixty people were booked under the new act.", {"ARREST", "ANY_ACTION"}),
        ("the opposition demanded the arrest of the minister.", set()),
        ("the police looked the other way as shops burned.", {"FAIL", "ANY_ACTION"}),
        ("the army was nowhere to be seen and the government failed to act.", {"FAIL"}),
        ("the commissioner for farming opened the fair.", set()),
    ],
)
def test_what_the_police_did(parser, sentence, labels):
    parse = parser.parse(read_text(sentence))
    assert set(police_actions(Scene(parse, load_codebook(), topics(parse)))) == labels
