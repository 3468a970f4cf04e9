"""Who speaks, by name: titles, relays, offices, pronouns behind another's words."""

import pytest

from saidwho.attribution import attribute
from saidwho.linking.actors import Linker
from saidwho.parsing import Parser
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Actor


def _speakers(parser: Parser, text: str) -> list[Actor]:
    article = read_text(text)
    parse = parser.parse(article)
    return [a.speaker for a in Linker(parse, article).speakers(attribute(parse, article)) if a.speaker is not None]


@pytest.mark.parametrize(
    ("title", "body", "name"),
    [
        (
            "IDF spokesman says rocket killed 12",
            "A rocket hit the town, IDF Spokesman Rear Adm. Daniel Orlo said.",
            "Daniel Orlo",
        ),
        (
            "Nobody died, says governor of Lagos State",
            "Ann Lee, the Governor of Lagos State, said so on Monday.",
            "Ann Lee",
        ),
        (
            "Saudi envoy to UK: attack backed by Iran",
            "The Saudi ambassador in London, Ann Lee, said Iran did it.",
            "Ann Lee",
        ),
        (
            "Rights group: army killed 300",
            "Human Rights Watch said on Monday that the army killed 300.",
            "Human Rights Watch",
        ),
        ("IS says it killed soldiers in Nigeria", "Islamic State said that ten soldiers died.", "Islamic State"),
        ("Officials say ten died", "The interior minister, Ann Lee, said ten people had died.", None),
    ],
)
def test_a_title_means_whom_the_report_names(parser: Parser, title: str, body: str, name: str | None) -> None:
    assert _speakers(parser, f"{title}\n\n{body}")[0].name == name


@pytest.mark.parametrize(
    ("body", "name", "kind"),
    [
        ("According to Myanmar Now, Vesna and other local media, a crowd fled.", "Myanmar Now", "media"),
        ("The army has confirmed that it carried out the strike, malaymail reported.", "malaymail", "media"),
        ("The Portava Herald reported that a witness said ten died.", "Portava Herald", "media"),
        ("The explosions were near the cemetery, according to reports of Iranian media.", "Iranian media", "media"),
        ("Their organisation, Relief First, announced that two workers were missing.", "Relief First", "organisation"),
    ],
)
def test_outlets_and_bodies(parser: Parser, body: str, name: str, kind: str) -> None:
    assert (name, kind) in [(s.name, s.kind) for s in _speakers(parser, f"News of the day\n\n{body}")]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            "Israel said that the strike hit a base. Iran has not commented. It has denied such raids before.",
            "Iran",
        ),
        (
            "Fighters of the Northern Front (NF) attacked a base, the group said according to SITE, a monitor. "
            "Vehicles were destroyed, it said.",
            "Northern Front",
        ),
        (
            "Hamas blamed Israel. The army spoke of an error by the militant group Islamic Jihad; the group denied it.",
            "Islamic Jihad",
        ),
        (
            "In a post on Telegram the Islamic State claimed the bombing. Two men did it, according to the statement.",
            "Islamic State",
        ),
        (
            "Ann Orlo, the leader of the Tolo gang, was seen there. In a video, the gang leader said she was ready.",
            "Ann Orlo",
        ),
    ],
)
def test_words_that_point_back(parser: Parser, body: str, name: str) -> None:
    assert _speakers(parser, f"News of the day\n\n{body}")[-1].name == name


def test_one_of_them_has_their_kind(parser: Parser) -> None:
    body = "Locals said ten people died. One of them told reporters that a plane bombed the hall."
    one = _speakers(parser, f"News of the day\n\n{body}")[-1]
    assert one.name is None and one.kind == "civilians"


def test_a_place_before_a_comma_has_no_office(parser: Parser) -> None:
    body = "Ten people died in the raid on Kerman, the director of the hospital said on Monday."
    (director,) = _speakers(parser, f"News of the day\n\n{body}")
    assert director.name is None


def test_who_denies_the_charges_is_not_who_brought_them(parser: Parser) -> None:
    body = "The suspects bought chemicals, prosecutors said in a statement. They deny the charges."
    assert _speakers(parser, f"News of the day\n\n{body}")[-1].kind != "prosecutors"


def test_the_elder_of_a_village_is_a_person(annotator: Annotator) -> None:
    article = read_text(
        "News from the hills\n\nMore than ten houses were burned in the raid, said village elder Musa Dorin, who fled. "
        "“They shot anyone they saw,” he said."
    )
    speakers = [a.speaker for a in annotator.annotate(article).attributions if a.speaker]
    assert [(s.name, s.kind) for s in speakers] == [("Musa Dorin", "person")] * 2
