"""States that no table lists, by their armies and ministries."""

from __future__ import annotations

from saidwho.attribution import attribute
from saidwho.linking.actors import Linker
from saidwho.parsing import Parser
from saidwho.reading import read_text
from saidwho.records import Actor


def _speakers(parser: Parser, text: str) -> list[Actor]:
    article = read_text(text)
    parse = parser.parse(article)
    return [a.speaker for a in Linker(parse, article).speakers(attribute(parse, article)) if a.speaker is not None]


def test_who_has_a_government_is_a_state(parser: Parser) -> None:
    found = _speakers(
        parser,
        "The government of Norland denied any part in the raid on Monday.\n\nArland's foreign minister, Piet Hal, had "
        'accused Norland of it.\n\n"Norland did not attack anybody," its foreign ministry said in a statement.\n',
    )
    names = [s.name for s in found]
    assert names == ["government of Norland", "Piet Hal", "Norland's foreign ministry"]
    assert found[1].affiliation == "Arland's Foreign Ministry"


def test_an_army_and_its_adjective_are_one(parser: Parser) -> None:
    found = _speakers(
        parser,
        "Teralia's army said on Monday that it had flown no mission.\n\nThe Teralian army later admitted the strike.\n",
    )
    assert len({s.name for s in found}) == 1


def test_another_government_is_never_the_state_at_home(parser: Parser) -> None:
    found = _speakers(
        parser,
        "The Teralian army admitted the air strike on Monday.\n\nTeralia's air force had bombed a wedding, it said.\n\n"
        "The government of neighbouring Velmark condemned the bombing.\n",
    )
    assert "Teral" not in str(found[-1].name)


def test_two_countries_are_not_one(parser: Parser) -> None:
    found = _speakers(parser, "Peru's army fired at dawn, Chad said. The two countries said that talks would go on.\n")
    assert found[-1].name is None


def test_who_closes_its_border_is_a_state(parser: Parser) -> None:
    article = read_text("Neighbouring Belluria closed its border on Monday. Belluria said that it would stay closed.\n")
    parse = parser.parse(article)
    (speaker,) = [a.speaker for a in Linker(parse, article).speakers(attribute(parse, article)) if a.speaker]
    assert (speaker.name, speaker.kind) == ("Belluria", "state")
