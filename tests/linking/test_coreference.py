"""Who “it”, “the group”, “he” and short names stand for."""

from collections.abc import Callable

import pytest

from saidwho.linking import link
from saidwho.parsing import Parser
from saidwho.records import Actor, Article, Attribution, Paragraph, Span

Resolve = Callable[[str, list[str]], list[Actor]]


@pytest.fixture(scope="module")
def resolve(parser: Parser) -> Resolve:
    def run(text: str, sources: list[str]) -> list[Actor]:
        """Speakers of sources named in order of the text."""
        paragraphs, at = [], 0
        for line in text.split("\n"):
            paragraphs.append(Paragraph(Span(at, at + len(line)), "body"))
            at += len(line) + 1
        article = Article("x", text, tuple(paragraphs))
        attributions, at = [], 0
        for number, source in enumerate(sources, 1):
            at = text.index(source, at)
            span = Span(at, at + len(source))
            attributions.append(Attribution(f"a-{number}", (span,), (), (), "indirect"))
            at += len(source)
        linked, _ = link(parser.parse(article), article, tuple(attributions), ())
        speakers = [a.speaker for a in linked]
        assert all(speakers)
        return [s for s in speakers if s is not None]

    return run


def test_pronoun_and_description_of_a_group(resolve: Resolve) -> None:
    text = (
        "The Northern Front in Chad said it had shelled the barracks at dawn.\n"
        "“Our fighters are safe,” it added.\n"
        "The Chadian group vowed to go on."
    )
    speakers = resolve(text, ["The Northern Front in Chad", "it", "it", "The Chadian group"])
    assert [s.name for s in speakers] == ["Northern Front in Chad"] * 4
    assert speakers[2].as_written == "it"


def test_a_description_of_another_country_is_not_the_group(resolve: Resolve) -> None:
    text = "The Northern Front in Chad attacked a convoy.\nThe Peruvian group said nothing of this."
    assert resolve(text, ["The Peruvian group"])[0].name is None


def test_last_name_and_he(resolve: Resolve) -> None:
    text = (
        "Colonel Tomas Verrane said the bridge had been held.\n"
        "Verrane spoke to reporters on Monday.\n"
        "He said three soldiers were hurt."
    )
    speakers = resolve(text, ["Colonel Tomas Verrane", "Verrane", "He"])
    assert [s.name for s in speakers] == ["Tomas Verrane"] * 3


def test_she_is_not_a_man(resolve: Resolve) -> None:
    text = "Mrs. Alina Dorvat met Mr. Pavel Kestrin in Portava.\nShe said the talks had failed."
    assert resolve(text, ["She"])[0].name == "Alina Dorvat"


def test_acronym_in_brackets(resolve: Resolve) -> None:
    text = "The National Union of Nurses (NUN) called a strike.\nThe NUN said most wards were closed."
    assert resolve(text, ["The NUN"])[0].name == "National Union of Nurses"


def test_spokesman_speaks_for_his_ministry(resolve: Resolve) -> None:
    text = "A spokesman for the Chadian Interior Ministry said two officers died.\nThe spokesman gave no names."
    first, second = resolve(text, ["A spokesman for the Chadian Interior Ministry", "The spokesman"])
    assert first.name is None and first.kind == "spokesperson"
    assert first.affiliation == second.affiliation == "Chadian Interior Ministry"
    assert first.unknown["name"] == "unnamed"


def test_named_spokesman(resolve: Resolve) -> None:
    text = "Northern Front spokesman Karim Oduro said the town was calm."
    (speaker,) = resolve(text, ["Northern Front spokesman Karim Oduro"])
    assert (speaker.name, speaker.affiliation) == ("Karim Oduro", "Northern Front")


def test_seat_of_government_speaks_for_the_state(resolve: Resolve) -> None:
    (speaker,) = resolve("Lima said it would send no troops.", ["Lima"])
    assert (speaker.name, speaker.id, speaker.kind) == ("Peru", "PE", "state")


def test_two_as_good_leave_it_open(resolve: Resolve) -> None:
    text = "The Lake Brigades and the Hill Brigades fought for the ridge.\nThe group said it had won."
    (speaker,) = resolve(text, ["The group"])
    assert speaker.name is None or speaker.others


def test_ministers_are_told_apart_by_their_office(resolve: Resolve) -> None:
    text = (
        "Interior Minister Pavel Kestrin visited Portava. Health Minister Ada Lorne met doctors.\n"
        "The interior minister said the road was safe."
    )
    assert resolve(text, ["The interior minister"])[0].name == "Pavel Kestrin"


def test_a_statement_speaks_for_its_issuer(resolve: Resolve) -> None:
    text = "The Northern Front left the town. Its statement said the town was calm."
    assert resolve(text, ["Its statement"])[0].name == "Northern Front"


def test_empty_it_is_nobody(resolve: Resolve) -> None:
    text = "The Northern Front claimed the raid. It was not possible to verify the claim."
    speaker = resolve(text, ["It"])[0]
    assert speaker.name is None and speaker.unknown["name"] == "“it” stands for nobody"


def test_a_backer_named_in_passing_is_not_the_group(resolve: Resolve) -> None:
    text = "The Peru-backed Lake Brigades held the pass.\nThe group said it would stay."
    assert resolve(text, ["The group"])[0].name == "Lake Brigades"


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Ada Lunn, who leads the Northern Front, said so.", "Northern Front"),
        ("Ada Lunn, who speaks for the Northern Front, said so.", "Northern Front"),
        ("Ada Lunn, secretary-general of the Lake Brigades, said so.", "Lake Brigades"),
        ("The Chadian army lost two men. Army spokeswoman Col. Ada Lunn said so.", "Chadian army"),
        ("The Northern Front is at war. The group's leader Ada Lunn said so.", "Northern Front"),
    ],
)
def test_whom_a_person_leads_or_speaks_for(resolve: Resolve, text: str, group: str) -> None:
    (who,) = resolve(text, ["Ada Lunn"])
    assert (who.name, who.affiliation) == ("Ada Lunn", group)


def test_a_relative_pronoun_is_the_noun_before_it(resolve: Resolve) -> None:
    text = "The raid was condemned by the Lake Brigades, which called it a crime, and by Tomas Verrane, who said more."
    assert [s.name for s in resolve(text, ["which", "who"])] == ["Lake Brigades", "Tomas Verrane"]


def test_the_army_of_the_one_state_of_the_article(resolve: Resolve) -> None:
    text = "Gunmen raided a mill in Chad.\nThe army said it had sent men to the valley."
    (who,) = resolve(text, ["The army"])
    assert (who.name, who.as_written, who.kind) == ("Chadian army", "The army", "state forces")
    text = "Gunmen from Chad raided a mill in Peru.\nThe army said it had sent men to the valley."
    assert resolve(text, ["The army"])[0].name is None


def test_the_army_is_the_one_named_later(resolve: Resolve) -> None:
    text = "The army denied it.\nArmy Public Relations wrote so.\nThe Chadian army and the Peruvian police agree."
    assert resolve(text, ["The army"])[0].name == "Chadian army"


def test_a_ministry_keeps_its_state(resolve: Resolve) -> None:
    text = "Chad's Ministry of National Defence wrote so.\nThe Ministry of National Defence wrote more."
    speakers = resolve(text, ["Chad's Ministry of National Defence", "The Ministry of National Defence"])
    assert [s.name for s in speakers] == ["Chad's Ministry of National Defence"] * 2


def test_a_group_that_may_be_one_of_two_is_neither(resolve: Resolve) -> None:
    text = (
        "The Northern Front shelled a camp of the Southern Front near Portava.\n"
        "A lorry burned.\nThe group said it had lost nobody."
    )
    speaker = resolve(text, ["The group"])[0]
    assert speaker.name is None and "may stand for" in speaker.unknown["name"]
