"""Each way of saying who says it, at least once, through the real parser."""

import pytest

from saidwho.attribution import attribute, outermost
from saidwho.parsing import Parser
from saidwho.reading import read_text
from saidwho.records import OUTLET, Article, Attribution, Span

TITLE = "News from Portava\n\n"


def _read(parser: Parser, body: str) -> tuple[Article, tuple[Attribution, ...]]:
    article = read_text(TITLE + body)
    return article, attribute(parser.parse(article), article)


def _words(article: Article, spans: tuple[Span, ...]) -> list[str]:
    return [article.quote(s).strip("“”\"'«»`,. ") for s in spans]


@pytest.mark.parametrize(
    ("body", "source", "cue", "content", "quotation"),
    [
        ("The governor said that two people had died.", "The governor", "said", "that two people had died", "indirect"),
        ("“We will answer,” said Ann Lee.", "Ann Lee", "said", "We will answer", "direct"),
        ("Ann Lee said: “We will answer.”", "Ann Lee", "said", "We will answer", "direct"),
        ("«We are ready,» the colonel said.", "the colonel", "said", "We are ready", "direct"),
        ("``We lost everything,'' a farmer said.", "a farmer", "said", "We lost everything", "direct"),
        (
            "According to the health ministry, nine were hurt.",
            "the health ministry",
            "According to",
            "nine were hurt",
            0,
        ),
        ("The Front vowed to strike again.", "The Front", "vowed", "to strike again", "indirect"),
        ("The president hailed the troops as heroes.", "The president", "hailed", "the troops as heroes", "indirect"),
        ("The Northern Front denied the attack.", "The Northern Front", "denied", "the attack", "indirect"),
        ("It accused the army of shelling the harbour.", "It", "accused", "the army of shelling the harbour", 0),
        ("The ministry put the toll at 40.", "The ministry", "put", "the toll at 40", "indirect"),
        ("The raid was condemned by the union.", "the union", "was condemned", "The raid", "indirect"),
        ("The mill burned down, a neighbour, Tomas Vek, said on Monday.", "a neighbour, Tomas Vek", "said", None, 0),
    ],
)
def test_one_speaker_one_cue_one_content(
    parser: Parser, body: str, source: str, cue: str, content: str | None, quotation: str | int
) -> None:
    article, (attribution,) = _read(parser, body)
    assert _words(article, attribution.source) == [source]
    assert _words(article, attribution.cue) == [cue]
    if content is not None:
        assert _words(article, attribution.content) == [content]
    if quotation:
        assert attribution.quotation == quotation
    assert attribution.parent == OUTLET and not attribution.negated and attribution.speaker is None


@pytest.mark.parametrize(
    "body",
    [
        "The general is said to have fled.",
        "Three soldiers were reported killed.",
        "The rebels are believed to hold the town.",
        "It was reported that a bridge fell.",
        "Ten people were allegedly abducted.",
        "Reportedly, the group has withdrawn.",
        "The bridge appears to have been mined.",
    ],
)
def test_who_is_spoken_of_is_no_speaker(parser: Parser, body: str) -> None:
    _, (attribution,) = _read(parser, body)
    assert attribution.source == () and attribution.unknown["source"]


def test_a_quotation_goes_on_after_its_cue(parser: Parser) -> None:
    article, (attribution,) = _read(parser, "“We will answer,” she said. “Nobody should doubt it.”")
    assert _words(article, attribution.content) == ["We will answer", "Nobody should doubt it"]


def test_a_cue_interrupts_a_quotation(parser: Parser) -> None:
    article, (attribution,) = _read(parser, "“The bridge is gone,” said Tomas Vek, a fisherman, “and the road too.”")
    assert _words(article, attribution.source) == ["Tomas Vek, a fisherman"]
    assert _words(article, attribution.content) == ["The bridge is gone", "and the road too"]


def test_an_open_quotation_goes_on_in_the_next_paragraph(parser: Parser) -> None:
    body = "“We saw smoke over the harbour and ran for our lives.\n\n“Then the second blast came,” Vek said."
    article, (attribution,) = _read(parser, body)
    assert _words(article, attribution.source) == ["Vek"]
    assert "smoke" in article.quote(attribution.content[0])
    assert "second blast" in article.quote(attribution.content[-1])


def test_mixed_quotation(parser: Parser) -> None:
    _, (attribution,) = _read(parser, "The mayor said the town was “ready for anything that may come”.")
    assert attribution.quotation == "mixed"


def test_what_is_said_inside_has_its_parent(parser: Parser) -> None:
    article, (outer, inner) = _read(parser, "Ann Lee says the colonel told reporters that the town was empty.")
    assert _words(article, inner.source) == ["the colonel"]
    assert inner.parent == outer.id and outer.parent == OUTLET
    assert outermost((outer, inner)) == (outer,)


def test_who_relays_is_outside_and_who_is_quoted_inside(parser: Parser) -> None:
    body = "State radio said that forty rebels had surrendered, citing the interior ministry."
    article, attributions = _read(parser, body)
    by_source = {_words(article, a.source)[0]: a for a in attributions}
    assert by_source["the interior ministry"].parent == by_source["State radio"].id


@pytest.mark.parametrize(
    ("body", "cue_class"),
    [
        ("The claim could not be independently verified.", "unverified"),
        ("The Harbour Post could not verify the figures.", "unverified"),
        ("The army declined to comment.", "say"),
        ("The mayor did not say who fired first.", "say"),
        ("The general said nothing.", "say"),
    ],
)
def test_silence_is_marked(parser: Parser, body: str, cue_class: str) -> None:
    _, (attribution,) = _read(parser, body)
    assert attribution.negated and attribution.cue_class == cue_class


@pytest.mark.parametrize(
    ("body", "cue_class"),
    [
        ("The group claimed responsibility for the blast.", "claim"),
        ("The minister confirmed the raid.", "confirm"),
        ("The army denied that it had fired.", "deny"),
        ("The police blamed the Front for the raid.", "accuse"),
        ("The Front threatened to close the port.", "threaten"),
        ("The bishop condemned the killing.", "condemn"),
        ("The council urged both sides to hold back.", "order"),
    ],
)
def test_class_of_the_cue(parser: Parser, body: str, cue_class: str) -> None:
    _, attributions = _read(parser, body)
    assert attributions[0].cue_class == cue_class


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("In a statement on its Telegram channel, the group claimed the blast.", "telegram"),
        ("The minister said in an interview that talks had failed.", "interview"),
        ("Two officials, speaking on condition of anonymity, said that talks had failed.", "anonymous"),
        ("The spokesman said in a statement that nobody was hurt.", "statement"),
        ("The governor told state television that the road was open.", "tv"),
    ],
)
def test_channel(parser: Parser, body: str, kind: str) -> None:
    article, attributions = _read(parser, body)
    channel = attributions[0].channel
    assert channel is not None and channel.kind == kind
    assert article.quote(channel.span) == channel.as_written


@pytest.mark.parametrize(
    ("body", "source"),
    [
        ("Late on Saturday Vek accused the council of lying.", "Vek"),
        ("'We will answer them soon', said Ann Lee.", "Ann Lee"),
        (
            "“The blame lies with the union and the (old) council”, Oren Tal, a deputy, wrote on X.",
            "Oren Tal, a deputy",
        ),
        ("Five died, the army said on Tuesday, while a rival group claimed it shot first.", "the army"),
        ("A spokesperson said: “Do not go near the harbour today.”", "A spokesperson"),
        ("The harbour was empty, Ann Lee, a former harbour master, said Sunday.", "Ann Lee, a former harbour master"),
    ],
)
def test_the_speaker_where_parsers_slip(parser: Parser, body: str, source: str) -> None:
    article, attributions = _read(parser, body)
    assert source in [w for a in attributions for w in _words(article, a.source)]


def test_an_adverb_inside_what_somebody_says_is_nested(parser: Parser) -> None:
    article, attributions = _read(
        parser, "Ten men were allegedly taken by the rebels, the Harbour Post said on Monday."
    )
    inner = next(a for a in attributions if not a.source)
    outer = next(a for a in attributions if a.source)
    assert inner.parent == outer.id and outer.parent == OUTLET
    assert "Harbour Post" not in " ".join(_words(article, inner.content))


def test_nouns_hold_attributions_too(parser: Parser) -> None:
    article, attributions = _read(parser, "She repeated the army's claim that the rebels had fled.")
    assert ("the army", "claim") in [
        (article.quote(a.source[0]), article.quote(a.cue[0])) for a in attributions if a.source
    ]


@pytest.mark.parametrize("title", ["Two hurt in Portava blast: police", "Police: two hurt in Portava blast"])
def test_a_colon_in_a_headline(parser: Parser, title: str) -> None:
    article = read_text(f"{title}\n\nThe harbour was closed.")
    (attribution,) = attribute(parser.parse(article), article)
    assert _words(article, attribution.source)[0].lower() == "police"


def test_a_topic_before_a_headline_s_colon_speaks_not(parser: Parser) -> None:
    article = read_text("Arland: Northern Front says it struck the ministry\n\nThe harbour was closed.")
    assert all("Arland" not in article.quote(s) for a in attribute(parser.parse(article), article) for s in a.source)


def test_an_addressee_speaks_not(parser: Parser) -> None:
    body = "“Yes, we struck the depot,” General Oren Tal, the spokesman, told state television."
    article, attributions = _read(parser, body)
    assert _words(article, attributions[0].source) == ["General Oren Tal, the spokesman"]


def test_a_shy_officer_says_nothing_by_being_shy(parser: Parser) -> None:
    article, attributions = _read(parser, "An officer who did not want to be named said that the base had fallen.")
    assert [_words(article, a.cue) for a in attributions] == [["said"]]
