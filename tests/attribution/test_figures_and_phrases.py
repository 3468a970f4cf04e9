"""Figures that somebody gives without a verb of speech, and phrases that say by whose word something is so."""

import pytest

from saidwho.attribution import attribute
from saidwho.parsing import Parser
from saidwho.reading import read_text

TITLE = "News from Portava\n\n"


def _said(parser: Parser, body: str) -> list[tuple[str, str, str]]:
    article = read_text(TITLE + body)
    return [
        (
            " … ".join(article.quote(s) for s in a.source),
            " ".join(article.quote(s) for s in a.cue),
            " … ".join(article.quote(s) for s in a.content),
        )
        for a in attribute(parser.parse(article), article)
    ]


@pytest.mark.parametrize(
    ("body", "source", "cue", "content"),
    [
        ("The governor gave the number of injured as 120.", "The governor", "gave", "the number of injured as 120"),
        ("The ministry raised the toll to 45 on Monday.", "The ministry", "raised", "the toll to 45"),
        ("The monitoring group counted 31 dead.", "The monitoring group", "counted", "31 dead"),
        ("Officials recorded 12 deaths.", "Officials", "recorded", "12 deaths"),
        (
            "At least 200 people were killed in the strike, by the count of rebel officials.",
            "rebel officials",
            "by the count of",
            "At least 200 people were killed in the strike",
        ),
        (
            "Six trucks were destroyed, by the group's own account, and two captured.",
            "the group",
            "own account",
            "Six trucks were destroyed … and two captured",
        ),
        (
            "In the words of the health ministry, the strike was a massacre.",
            "the health ministry",
            "In the words of",
            "the strike was a massacre",
        ),
        (
            "The strike killed 31 people, per state television.",
            "state television",
            "per",
            "The strike killed 31 people",
        ),
        ("By some reports the dead were eight.", "some reports", "By", "the dead were eight"),
    ],
)
def test_who_gives_a_figure_or_an_account(parser: Parser, body: str, source: str, cue: str, content: str) -> None:
    assert _said(parser, body) == [(source, cue, content)]


@pytest.mark.parametrize(
    "body",
    [
        "Two deaths in hospital brought the toll to 91.",
        "He was paid 100 dollars per day, per worker.",
        "In other words, he lost by a count of 3 to 2.",
        "They counted the votes.",
    ],
)
def test_a_figure_without_somebody_who_gives_it(parser: Parser, body: str) -> None:
    assert _said(parser, body) == []


def test_a_count_inside_a_relative_clause_is_all_that_its_owner_says(parser: Parser) -> None:
    body = (
        "The strike on a school that killed 200 people, by the count of rebel officials, was a rocket, the army claims."
    )
    said = {source: content for source, _, content in _said(parser, body)}
    assert said["rebel officials"] == "that killed 200 people"
