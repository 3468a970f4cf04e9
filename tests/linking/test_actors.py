"""Actors and targets of event mentions: neutral names, kinds, identifiers; when two actors are one."""

import pytest

from saidwho.attribution import attribute
from saidwho.linking import link, same_actor
from saidwho.linking.actors import Linker
from saidwho.parsing import Parser
from saidwho.reading import read_text
from saidwho.records import Actor, Article, Attribution, EventMention, Paragraph, Role, Span


def actor(name: str | None, kind: str | None = None, identifier: str | None = None) -> Actor:
    return Actor(Span(0, 1), name or "somebody", name=name, kind=kind, id=identifier)


def parties(parser: Parser, text: str, *, actors: list[str], targets: list[str]) -> EventMention:
    """A mention with roles at the first place where their words stand."""
    article = Article("x", text, (Paragraph(Span(0, len(text)), "body"),))

    def span(words: str) -> Span:
        at = text.index(words)
        return Span(at, at + len(words))

    roles = [Role("actor", span(w)) for w in actors] + [Role("target", span(w)) for w in targets]
    mention = EventMention("m-1", "ASSAULT", None, Span(0, 1), Span(0, len(text)), roles=tuple(roles))
    _, (linked,) = link(parser.parse(article), article, (), (mention,))
    return linked


def test_adjective_of_a_state(parser: Parser) -> None:
    mention = parties(
        parser, "A Peruvian strike hit a mill in Portava.", actors=["Peruvian"], targets=["a mill in Portava"]
    )
    (who,), (what,) = mention.actors, mention.targets
    assert (who.name, who.id, who.kind) == ("Peru", "PE", "state")
    assert (what.name, what.as_written) == ("mill in Portava", "a mill in Portava")


def test_no_label_in_a_name(parser: Parser) -> None:
    text = "Rebels shelled the barracks of the Chadian regime's army and the terrorists fled."
    mention = parties(
        parser, text, actors=["Rebels"], targets=["the barracks of the Chadian regime's army", "the terrorists"]
    )
    barracks, label = mention.targets
    assert barracks.name == "barracks of the Chadian army" and barracks.kind == "military site"
    assert label.name is None and label.unknown["name"] == "the words are a label of one side"
    assert mention.actors[0].name is None and mention.actors[0].kind == "rebel group"


def test_the_regime_is_the_state_called_so(parser: Parser) -> None:
    text = "Protests against the Chadian regime went on. The regime shelled Portava."
    (who,) = parties(parser, text, actors=["The regime"], targets=[]).actors
    assert (who.name, who.id) == ("Chad", "TD")


def test_counted_people_are_no_body(parser: Parser) -> None:
    text = "The Chadian army said that 12 Chadian soldiers were killed by gunmen."
    mention = parties(parser, text, actors=["gunmen"], targets=["12 Chadian soldiers"])
    assert mention.targets[0].name == "Chadian soldiers" and mention.targets[0].kind == "state forces"
    assert mention.actors[0].kind == "unidentified" and mention.actors[0].name is None


def test_a_number_alone_names_nobody(parser: Parser) -> None:
    mention = parties(parser, "The blast killed at least 12.", actors=[], targets=["at least 12"])
    assert mention.targets == () and mention.unknown["targets"] == "only a thing, document or number is named"


@pytest.mark.parametrize(
    ("text", "actor", "target", "kept"),
    [
        ("A massive blast damaged the embassy.", "A massive blast", "the embassy", (0, 1)),
        ("The cop shot the boy in his right thigh.", "The cop", "his right thigh", (1, 0)),
        ("Youths with laser pointers attacked a shop.", "laser pointers", "a shop", (0, 1)),
        ("Those were blamed for an attack on the rights of workers.", "Those", "the rights of workers", (0, 0)),
        ("A narcoterrorist attacked a wedding.", "A narcoterrorist", "a wedding", (1, 1)),
        ("Hundreds of rebels attacked dozens of shops.", "Hundreds of rebels", "dozens of shops", (1, 1)),
        ("The Portavans attacked the supply of the city.", "The Portavans", "the supply of the city", (1, 1)),
    ],
)
def test_only_somebody_acts_and_only_what_is_in_the_world_is_hit(
    parser: Parser, text: str, actor: str, target: str, kept: tuple[int, int]
) -> None:
    mention = parties(parser, text, actors=[actor], targets=[target])
    assert (len(mention.actors), len(mention.targets)) == kept


def test_a_place_is_no_actor(parser: Parser) -> None:
    text = "Police were sent to the city of Nairobi. In Mombasa the Mombasa attack was mourned."
    mention = parties(parser, text, actors=["Mombasa"], targets=[])
    assert mention.actors == () and mention.unknown["actors"] == "only a place is named"


def test_members_are_their_group(parser: Parser) -> None:
    text = "Fighters of the Northern Front in Chad stormed the depot."
    (who,) = parties(parser, text, actors=["Fighters of the Northern Front in Chad"], targets=[]).actors
    assert who.name == "Northern Front in Chad"


def test_nobody_attacks_himself(parser: Parser) -> None:
    text = "The Northern Front raided the depot. The Northern Front hit the group again."
    mention = parties(parser, text, actors=["The Northern Front"], targets=["the group"])
    assert mention.targets[0].name is None


def test_accused_it_is_not_the_accuser(parser: Parser) -> None:
    text = "The Lake Brigades dismissed the Chadian allegation that it shelled the camp."
    at = text.index("that it")
    article = Article("x", text, (Paragraph(Span(0, len(text)), "body"),))
    source = Span(text.index("Chadian"), text.index("Chadian") + 7)
    accusation = Attribution("a-1", (source,), (), (Span(at, len(text) - 1),), "indirect", cue_class="accuse")
    it = Span(at + 5, at + 7)
    mention = EventMention("m-1", "ASSAULT", None, it, Span(0, len(text)), "a-1", roles=(Role("actor", it),))
    _, (linked,) = link(parser.parse(article), article, (accusation,), (mention,))
    assert linked.actors[0].name == "Lake Brigades"


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (actor("Peru", "state", "PE"), actor("Peru", "state", "PE"), True),
        (actor("NUN"), actor("National Union of Nurses"), True),
        (actor("Verrane", "person"), actor("Tomas Verrane", "person"), True),
        (actor("Tomas Verrane", "person"), actor("Ada Verrane", "person"), False),
        (actor("Lake Resistance in Chad"), actor("Chadian Lake Resistance"), True),
        (actor("Houthi rebels"), actor("Houthis"), True),
        (actor("Chadian army"), actor("Peruvian army"), False),
        (actor("Chadian army"), actor("Chad's army"), True),
        (actor("army of Chad"), actor("Chadian Armed Forces"), True),
        (actor("Chadian troops"), actor("Chadian military"), True),
        (actor("Defense Ministry"), actor("Ministry of Defence"), True),
        (actor("Daesh"), actor("ISIS"), True),
        (actor("IS"), actor("Islamic State"), True),
        (actor("Kurdistan Workers Party"), actor("PKK"), True),
        (actor("Islamic State"), actor("Islamic State West Africa Province"), False),
        (actor(None), actor(None), True),
        (actor(None), actor("Peru"), False),
    ],
)
def test_same_actor(a: Actor, b: Actor, same: bool) -> None:
    assert same_actor(a, b) is same
    assert same_actor(b, a) is same


def _inside(parser: Parser, text: str, source: str, content: str, role: str) -> Actor:
    """The actor of a mention in the content of an attribution."""
    article = Article("x", text, (Paragraph(Span(0, len(text)), "body"),))
    at, begin = text.index(source), text.index(content)
    said = Span(begin, begin + len(content))
    attribution = Attribution("a-1", (Span(at, at + len(source)),), (), (said,), "indirect")
    where = text.index(role, begin)
    words = Span(where, where + len(role))
    mention = EventMention("m-1", "ASSAULT", None, words, said, "a-1", roles=(Role("actor", words),))
    _, (linked,) = link(parser.parse(article), article, (attribution,), (mention,))
    return linked.actors[0]


def test_a_possessive_is_the_subject_s_of_its_clause_not_the_speaker_s(parser: Parser) -> None:
    text = "The Northern Front vowed to fight on until Chad stops its raids on the valley."
    assert _inside(parser, text, "The Northern Front", "fight on until Chad stops its raids", "its").name == "Chad"
    text = "The Northern Front said its fighters would not leave the valley."
    who = _inside(parser, text, "The Northern Front", "its fighters would not leave the valley", "its")
    assert who.name == "Northern Front"


def test_a_possessive_of_an_unlinked_subject_is_not_the_speaker_s(parser: Parser) -> None:
    text = "The Northern Front vowed to fight on until the regime stops its raids on the valley."
    who = _inside(parser, text, "The Northern Front", "fight on until the regime stops its raids", "its")
    assert who.name is None and who.unknown["name"] == "stands for “the regime”"


def test_it_is_the_nearest_subject_above(parser: Parser) -> None:
    text = "The Northern Front said that Chad knew that it had shelled the valley."
    who = _inside(parser, text, "The Northern Front", "that Chad knew that it had shelled the valley", "it")
    assert who.name == "Chad"


def test_who_suffers_a_deed_is_not_its_doer(parser: Parser) -> None:
    text = "The Northern Front said that ten Chadian soldiers died in its attack."
    who = _inside(parser, text, "The Northern Front", "that ten Chadian soldiers died in its attack", "its")
    assert who.name == "Northern Front"


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Overnight Chad shelled the depot.", "Chad"),
        ("Meanwhile Chad shelled the depot.", "Chad"),
        ("Allegedly Chad shelled the depot.", "Chad"),
    ],
)
def test_a_word_that_opens_a_sentence_is_no_part_of_a_name(parser: Parser, text: str, who: str) -> None:
    (found,) = parties(parser, text, actors=[text.split(" shelled")[0]], targets=[]).actors
    assert (found.name, found.kind) == (who, "state")


@pytest.mark.parametrize("who", ["Iron Dome", "Two helicopters", "300", "First findings"])
def test_weapons_and_numbers_are_no_actors(parser: Parser, who: str) -> None:
    mention = parties(parser, f"{who} hit the mill near the river.", actors=[who], targets=[])
    assert mention.actors == () and mention.unknown["actors"] == "only a thing, document or number is named"


def test_a_weapon_s_owner_is_the_actor(parser: Parser) -> None:
    (who,) = parties(parser, "Peruvian warplanes bombed the mill.", actors=["Peruvian warplanes"], targets=[]).actors
    assert (who.name, who.as_written) == ("Peru", "Peruvian warplanes")


def test_a_man_who_kills_is_no_civilian_by_that(parser: Parser) -> None:
    mention = parties(parser, "A man shot a woman in Portava.", actors=["A man"], targets=["a woman"])
    assert mention.actors[0].kind == "unidentified" and mention.targets[0].kind == "civilians"


def test_two_states_side_by_side_are_two_names(parser: Parser) -> None:
    text = "In raids in Kenya and Chad Peruvian forces killed nine men."
    (who,) = parties(parser, text, actors=["Peruvian forces"], targets=[]).actors
    assert who.name is not None and "Chad" not in who.name


@pytest.mark.parametrize(
    ("body", "affiliation"),
    [
        ("Iran's Interior Minister, Ann Lee, said ten had died.", "Iranian Interior Ministry"),
        ("Ann Lee, Haiti's Justice and Interior Minister, said ten had died.", "Haitian Justice and Interior Ministry"),
        ("U.S. Secretary of Defense Ann Lee said ten had died.", "American Defense Department"),
        ("Iranian President Ann Lee said ten had died.", "Iranian government"),
        ("The Governor of Borno State, Ann Lee, said ten had died.", "Borno State government"),
        ("Nigerian army colonel Ann Lee said ten had died.", "Nigerian army"),
        ("Ann Lee, political deputy to Iran's president, said ten had died.", "Iranian government"),
        ("Ann Lee, Director General of the Health Services, said ten had died.", "Health Services"),
        ("The Iranian interior minister said ten had died.", "Iranian Interior Ministry"),
        ("The governor of Kano said ten had died.", "Kano government"),
        ("Colonel Ann Lee said ten had died.", None),
    ],
)
def test_the_body_of_an_office(parser: Parser, body: str, affiliation: str | None) -> None:
    article = read_text(f"News of the day\n\n{body}")
    parse = parser.parse(article)
    (said, *_) = Linker(parse, article).speakers(attribute(parse, article))
    assert said.speaker is not None and said.speaker.affiliation == affiliation
    assert affiliation is not None or said.speaker.unknown["affiliation"]


def test_a_pronoun_for_somebody_unnamed_shows_his_words(parser: Parser) -> None:
    text = "The gunmen came from the hills. They attacked the mill."
    (actor,) = parties(parser, text, actors=["They"], targets=["the mill"]).actors
    assert (actor.as_written, actor.name) == ("gunmen", None)
