"""What courts hear, what is admitted, and what looks like speech and is none."""

import pytest

from saidwho.attribution import attribute
from saidwho.parsing import Parser
from saidwho.reading import read_text
from saidwho.records import Attribution


def _read(parser: Parser, body: str) -> list[tuple[str, str, str, Attribution]]:
    article = read_text(f"News from Portava\n\n{body}")
    return [
        (
            " … ".join(article.quote(s) for s in a.source),
            " ".join(article.quote(s) for s in a.cue),
            " … ".join(article.quote(s) for s in a.content),
            a,
        )
        for a in attribute(parser.parse(article), article)
    ]


@pytest.mark.parametrize(
    "body",
    [
        "The bombings in Arland and Norland last week claimed at least 217 lives.",
        "The riots are threatening the stability of the government.",
        "The violent demonstrations revealed widespread discontent.",
        "She was already responding to treatment at the clinic.",
        "A man threatened people with a gun outside the market.",
        "He pointed a silver pistol at officers near the gate.",
    ],
)
def test_a_deed_is_no_speech(parser: Parser, body: str) -> None:
    assert _read(parser, body) == []


@pytest.mark.parametrize(
    ("body", "cue", "content", "channel"),
    [
        (
            "The killing of Ann Berg followed a row over money, a court heard.",
            "heard",
            "The killing of Ann Berg followed a row over money",
            "a court",
        ),
        (
            "A jury was told that Peter Lund stabbed the woman in her kitchen.",
            "was told",
            "that Peter Lund stabbed the woman in her kitchen",
            "A jury",
        ),
    ],
)
def test_a_court_that_hears_is_no_source(parser: Parser, body: str, cue: str, content: str, channel: str) -> None:
    ((source, said, told, attribution),) = _read(parser, body)
    assert (source, said, told) == ("", cue, content)
    assert attribution.channel is not None
    assert (attribution.channel.kind, attribution.channel.as_written) == ("court", channel)
    assert attribution.cue_class == "say"


@pytest.mark.parametrize(
    ("body", "source", "cue_class", "content"),
    [
        ("The army admitted its soldiers had killed six villagers.", "The army", "admit", None),
        ("The minister conceded that twelve prisoners had died in custody.", "The minister", "admit", None),
        ("Peter Lund pleaded guilty to the murder of two guards.", "Peter Lund", "admit", "the murder of two guards"),
        (
            "Two brothers pleaded not guilty to the murder of the mayor.",
            "Two brothers",
            "deny",
            "the murder of the mayor",
        ),
        ("The two men are charged with shooting a guard.", "", "accuse", "The two men … with shooting a guard"),
        ("The two men are on trial for the murder of a guard.", "", "accuse", "The two men … the murder of a guard"),
    ],
)
def test_admitting_and_pleading(parser: Parser, body: str, source: str, cue_class: str, content: str | None) -> None:
    ((speaker, _, told, attribution),) = _read(parser, body)
    assert (speaker, attribution.cue_class) == (source, cue_class)
    assert content is None or told == content


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "The army dropped bombs in bombardments that rescuers and residents say reduced whole streets to rubble.",
            [("rescuers and residents", "say", "bombardments that … reduced whole streets to rubble")],
        ),
        (
            "The minister says Arland fired on Portava on Tuesday, calling it a diversion from the talks.",
            [
                ("The minister", "says", "Arland fired on Portava on Tuesday"),
                ("The minister", "calling", "it a diversion from the talks"),
            ],
        ),
        (
            "President Lund said recently taking the hill had foiled plots by his foreign enemies to topple him.",
            [
                (
                    "President Lund",
                    "said",
                    "recently taking the hill had foiled plots by his foreign enemies to topple him",
                )
            ],
        ),
    ],
)
def test_how_far_it_reaches(parser: Parser, body: str, expected: list[tuple[str, str, str]]) -> None:
    assert [row[:3] for row in _read(parser, body)] == expected
