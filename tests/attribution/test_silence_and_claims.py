"""Silence, own responsibility, participles behind their noun and several cues of one speaker."""

import pytest

from saidwho.attribution import attribute
from saidwho.parsing import Parser
from saidwho.reading import read_text
from saidwho.records import Article, Attribution, Span


def _read(parser: Parser, body: str, title: str = "News from Portava") -> tuple[Article, tuple[Attribution, ...]]:
    article = read_text(f"{title}\n\n{body}")
    return article, attribute(parser.parse(article), article)


def _words(article: Article, spans: tuple[Span, ...]) -> str:
    return " … ".join(article.quote(s) for s in spans)


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("Soldiers believed to be foreign killed 300 men in the village.", "Soldiers … to be foreign"),
        ("Gunmen suspected of being rebels killed nine people on Monday.", "Gunmen … of being rebels"),
        ("Ten people reported missing were found alive on Tuesday.", "Ten people … missing"),
        ("Foreign men thought to be mercenaries shot dead dozens of villagers.", "Foreign men … to be mercenaries"),
    ],
)
def test_a_participle_tells_of_its_noun_only(parser: Parser, body: str, content: str) -> None:
    article, (attribution,) = _read(parser, body)
    assert _words(article, attribution.content) == content and not attribution.source


@pytest.mark.parametrize(
    "body", ["Suspected rebels killed nine people on Monday.", "The alleged attackers fled to Arland after the raid."]
)
def test_an_adjective_holds_no_sentence(parser: Parser, body: str) -> None:
    assert _read(parser, body)[1] == ()


@pytest.mark.parametrize(
    ("body", "source", "cue_class"),
    [
        ("There was no immediate comment from the army.", "the army", "say"),
        ("There was no immediate claim of responsibility from the Front.", "the Front", "say"),
        ("The army had no comment.", "The army", "say"),
        ("The army was not immediately available for comment.", "The army", "say"),
        ("The army did not respond to a request for comment.", "The army", "say"),
        ("The toll could not be immediately confirmed.", "", "unverified"),
        ("It was not possible to independently verify the claim.", "", "unverified"),
        ("The Harbour Post was unable to verify the claim.", "The Harbour Post", "unverified"),
    ],
)
def test_silence_has_who_is_silent(parser: Parser, body: str, source: str, cue_class: str) -> None:
    article, (attribution,) = _read(parser, body)
    assert _words(article, attribution.source) == source
    assert attribution.cue_class == cue_class and attribution.negated


@pytest.mark.parametrize(
    "body", ["No group has claimed the attack.", "There was no immediate claim of responsibility."]
)
def test_nobody_says_nothing(parser: Parser, body: str) -> None:
    assert _read(parser, body)[1] == ()


@pytest.mark.parametrize(
    ("body", "cue_class"),
    [
        ("The Front said it was responsible.", "claim"),
        ("The Front says that its fighters were behind the bombing.", "claim"),
        ("The rebels said it was them.", "claim"),
        ("“It was us,” a spokesman for the Front said.", "claim"),
        ("Oren Tal admitted carrying out the bombing.", "claim"),
        ("The group took responsibility for the bombing.", "claim"),
        ("The Front claimed to have killed ten soldiers.", "claim"),
        ("The Front said it was not behind the attack.", "deny"),
        ("The Front said it bore no responsibility for the strike.", "deny"),
        ("The army said the Front was responsible for the attack.", "say"),
        ("Police said it was responsible for the attack.", "say"),
        ("The army claimed that ten rebels had been killed.", "say"),
        ("The Front held the army responsible for the deaths.", "accuse"),
    ],
)
def test_own_responsibility_is_a_claim(parser: Parser, body: str, cue_class: str) -> None:
    assert _read(parser, body)[1][0].cue_class == cue_class


@pytest.mark.parametrize(
    ("body", "cue_class"),
    [
        ("The general insisted that the town was safe.", "say"),
        ("The ministry warned that the toll could rise.", "say"),
        ("The Front warned of a harsh response.", "threaten"),
        ("The Front vowed to strike again.", "threaten"),
        ("The governor vowed to rebuild the town.", "plan"),
        ("The bishop mourned the dead.", "say"),
        ("The president promised the rebels a heavy price.", "threaten"),
    ],
)
def test_a_warning_or_a_vow_is_not_always_a_threat(parser: Parser, body: str, cue_class: str) -> None:
    assert _read(parser, body)[1][0].cue_class == cue_class


def test_a_dateline_leaves_the_headline_its_speaker(parser: Parser) -> None:
    body = "PORTAVA, Arland (Harbour Wire) - The mill burned down."
    article, attributions = _read(parser, body, "Northern Front says it struck the mill")
    assert article.dateline is not None and _words(article, attributions[0].source) == "Northern Front"


def test_an_acronym_is_no_auxiliary(parser: Parser) -> None:
    article, attributions = _read(parser, "The harbour was closed.", "IS says it killed soldiers in Arland")
    assert [_words(article, a.source) for a in attributions] == ["IS"]


def test_all_names_behind_according_to(parser: Parser) -> None:
    article, (attribution,) = _read(parser, "Three died, according to the police, the army and the health ministry.")
    assert _words(article, attribution.source) == "the police, the army and the health ministry"
    assert _words(article, attribution.content) == "Three died"


def test_a_second_cue_goes_on_with_the_speaker(parser: Parser) -> None:
    body = "The bombs were used against civilians, Vek said, and called it a cowardly crime."
    article, (said, called) = _read(parser, body)
    assert _words(article, said.content) == "The bombs were used against civilians"
    assert _words(article, called.source) == "Vek"


def test_so_that_begins_no_content(parser: Parser) -> None:
    body = "There were 28 injured in the blast, the minister said, some of them badly, so that the toll may rise."
    article, (attribution,) = _read(parser, body)
    assert _words(article, attribution.content).startswith("There were 28 injured")


def test_who_asks_is_not_who_answers(parser: Parser) -> None:
    article, attributions = _read(parser, "Asked about the raid, Ann Lee said nobody was hurt.")
    assert [_words(article, a.source) for a in attributions] == ["", "Ann Lee"]


def test_a_name_is_nothing_said(parser: Parser) -> None:
    assert _read(parser, "His charity, called the Harbour Fund, will pay for the burials.")[1] == ()


def test_what_another_says_meanwhile_is_not_the_first_one_s(parser: Parser) -> None:
    body = "Arland said rebels caused the blast with a rocket, while the health ministry blamed an air strike."
    article, (said, blamed) = _read(parser, body)
    assert _words(article, said.content) == "rebels caused the blast with a rocket"
    assert _words(article, blamed.source) == "the health ministry" and blamed.parent == said.parent


@pytest.mark.parametrize(
    ("body", "cue_class"),
    [
        ("“We judge that Arland was not responsible,” the report said.", "say"),
        ("“We were not responsible for the attack,” the Front said.", "deny"),
        ("“We carried out the raid,” the Front said.", "claim"),
        ("The Front says the attack in Portava was its work.", "claim"),
    ],
)
def test_only_the_speaker_s_own_deed_counts(parser: Parser, body: str, cue_class: str) -> None:
    assert _read(parser, body)[1][-1].cue_class == cue_class


def test_who_is_asked_says_nothing_by_it(parser: Parser) -> None:
    article, attributions = _read(parser, "The army's spokesman had no comment when he was asked.")
    assert [_words(article, a.source) for a in attributions] == ["The army's spokesman"]


def test_quoted_words_before_the_cue_are_told_too(parser: Parser) -> None:
    body = "The “act of honour” in Portava was the work of its “night battalion”, the Front, a foe of Arland, said."
    article, attributions = _read(parser, body)
    assert _words(article, attributions[0].source) == "the Front, a foe of Arland"


def test_a_denial_holds_what_the_reports_say(parser: Parser) -> None:
    article, (denied,) = _read(parser, "The army has denied reports that its men shot at farmers.")
    assert denied.cue_class == "deny" and "shot at farmers" in _words(article, denied.content)


def test_beyond_doubt_is_no_doubt(parser: Parser) -> None:
    body = "The army said in a statement that it was beyond doubt that a rocket of the Front struck the hospital."
    article, (said,) = _read(parser, body)
    assert _words(article, said.source) == "The army" and "struck the hospital" in _words(article, said.content)


def test_what_another_says_besides_is_not_the_first_one_s(parser: Parser) -> None:
    body = (
        "Nine farmers are being held by the Front, police in Arland say, "
        "and in a video that came out on Thursday its leader says he will kill them."
    )
    article, (police, leader) = _read(parser, body)
    assert _words(article, police.content) == "Nine farmers are being held by the Front"
    assert _words(article, leader.source) == "its leader" and leader.parent == police.parent


def test_quoted_as_saying_holds_what_stands_before(parser: Parser) -> None:
    article, (quoted, hers) = _read(parser, "The rate had been raised in big steps, Arland Radio quoted her as saying.")
    assert _words(article, quoted.content) == _words(article, hers.content) == "The rate had been raised in big steps"
    assert _words(article, hers.source) == "her" and hers.parent == quoted.id


@pytest.mark.parametrize(
    ("body", "cue_class"),
    [
        ("The Front has claimed that its fighters killed ten soldiers.", "claim"),
        ("The army claimed that it was attacked by rebels.", "say"),
    ],
)
def test_to_claim_a_deed_of_one_s_own(parser: Parser, body: str, cue_class: str) -> None:
    assert _read(parser, body)[1][0].cue_class == cue_class
