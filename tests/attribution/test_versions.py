"""Whose version it is: nouns before a colon, “in which”, “put it”, quotations that open again."""

import pytest

from saidwho.attribution import attribute
from saidwho.parsing import Parser
from saidwho.reading import read_text


def _said(parser: Parser, body: str) -> list[tuple[str, str, str, str]]:
    article = read_text(f"News from Portava\n\n{body}")
    return [
        (
            " … ".join(article.quote(s) for s in a.source),
            " ".join(article.quote(s) for s in a.cue),
            " … ".join(article.quote(s) for s in a.content),
            a.cue_class,
        )
        for a in attribute(parser.parse(article), article)
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "The rebels gave another account: their men had left the village before.",
            ("The rebels", "gave another account", "their men had left the village before", "say"),
        ),
        (
            "The ministry's version was different: the shots came from the roof.",
            ("The ministry", "version", "the shots came from the roof", "say"),
        ),
        (
            "As the ministry put it, the men had been killed by a shell.",
            ("the ministry", "put it", "the men had been killed by a shell", "say"),
        ),
        (
            "As the mayor put it in a letter, the men had been killed by a shell.",
            ("the mayor", "put it", "the men had been killed by a shell", "say"),
        ),
        (
            "“This was murder”: the mother of one of the victims.",
            ("the mother of one of the victims", ":", "“This was murder”", "say"),
        ),
        (
            "“He saved many of his friends. “He was the best of us. “We will not forget him,” the commander said.",
            (
                "the commander",
                "said",
                "“He saved many of his friends. “He was the best of us. “We will not forget him,”",
                "say",
            ),
        ),
        ("The minister ruled out a ceasefire with the Front.", ("The minister", "ruled out", "a ceasefire", "deny")),
    ],
)
def test_whose_version(parser: Parser, body: str, expected: tuple[str, str, str, str]) -> None:
    (found,) = _said(parser, body)
    assert found[:2] == expected[:2]
    assert found[2].startswith(expected[2])
    assert found[3] == expected[3]


def test_a_version_that_others_reject(parser: Parser) -> None:
    body = "The army's version of events, in which the villagers fired first, was rejected by survivors."
    assert [row[:3] for row in _said(parser, body)] == [
        ("The army", "version", "the villagers fired first"),
        ("survivors", "was rejected", "The army's version of events, in which the villagers fired first"),
    ]
