"""Who does it to whom, as codings of pairs have it: parties, through things, pronouns and the verbs above."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from saidwho.coding import CodingOptions, code
from saidwho.coding.told import Telling, tellings
from saidwho.parsing import Parser
from saidwho.reading import read_text

Told = Callable[[str], tuple[str, list[str], list[str]]]


@pytest.fixture(scope="module")
def told(parser: Parser) -> Told:
    def tell(text: str) -> tuple[str, list[str], list[str]]:
        article = read_text(text)
        parse = parser.parse(article)
        best: Telling = max(tellings(parse, article), key=lambda t: (t.rank, -t.token))
        return best.type, [parse.quote(s) for s in best.actors], [parse.quote(s) for s in best.targets]

    return tell


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        ("Norland's parliament praised Brazil's efforts.", "SUPPORT", ["Norland's parliament"], ["Brazil"]),
        ("Kenya has suspended military aid to Uganda.", "SANCTION", ["Kenya"], ["Uganda"]),
        ("Kenya and Uganda signed a treaty on Monday.", "SUPPORT", ["Kenya", "Uganda"], []),
        ("Kenya said it would expel the ambassador of Uganda.", "THREATEN", ["Kenya"], ["the ambassador of Uganda"]),
        ("Kenya said on Monday that Uganda must return the vessel.", "REQUEST", ["Kenya"], ["Uganda"]),
        ("Peru has issued an ultimatum to Chile.", "THREATEN", ["Peru"], ["Chile"]),
        ("Kenya is opposed to Ugandan mediation.", "REJECT", ["Kenya"], ["Ugandan"]),
    ],
)  # fmt: skip
def test_parties(told: Told, text: str, type_: str, actors: list[str], recipients: list[str]) -> None:
    assert told(text) == (type_, actors, recipients)


def test_number_taken_for_a_preposition(told: Told) -> None:
    """“Kidnapped up to 16 men”: who kidnaps is no victim."""
    _, actors, recipients = told("Rebels have kidnapped up to 16 French engineers from a market.")
    assert actors == ["Rebels"]
    assert recipients == ["16 French engineers"]


def test_targets_of_mentions_are_parties(parser: Parser) -> None:
    """“Froze aid to the rebels”: done to the rebels, not to the aid; “met in Geneva” is done to no town."""
    article = read_text(
        "Washington froze military aid to the coup leaders.\n\nThe two armies held joint exercises in Kenya."
    )
    parse = parser.parse(article)
    froze, drill = code(parse, article, (), options=CodingOptions(speech_acts=True))
    assert [parse.quote(r.span) for r in froze.roles if r.name == "target"] == ["the coup leaders"]
    assert not [r for r in drill.roles if r.name == "target"]
