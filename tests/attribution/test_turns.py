"""Second cues, relays, relative clauses, denials and the reach of what is said."""

import pytest

from saidwho.attribution import attribute
from saidwho.parsing import Parser
from saidwho.reading import read_text
from saidwho.records import Attribution

TITLE = "News from Portava\n\n"


def _read(parser: Parser, text: str) -> list[tuple[str, str, str, Attribution]]:
    article = read_text(text)
    return [
        (
            " … ".join(article.quote(s) for s in a.source),
            " ".join(article.quote(s) for s in a.cue),
            " … ".join(article.quote(s) for s in a.content),
            a,
        )
        for a in attribute(parser.parse(article), article)
    ]


def _said(parser: Parser, body: str) -> list[tuple[str, str, str]]:
    return [row[:3] for row in _read(parser, TITLE + body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "At least five people died, the director of the city's hospital said on Monday, two more than the ministry "
            "has reported.",
            [("the director of the city's hospital", "said", "At least five people died")],
        ),
        (
            "The army has denied reports that its men shot at protesters, and promised to look into the matter.",
            [
                ("The army", "has denied", "reports that its men shot at protesters"),
                ("The army", "promised", "to look into the matter"),
            ],
        ),
        (
            "Ann Lee said that she was horrified by the strikes and called for an inquiry.",
            [
                ("Ann Lee", "said", "that she was horrified by the strikes"),
                ("Ann Lee", "called for", "an inquiry"),
            ],
        ),
        (
            "Some of the dead were fighters, he said, and granted that there might be others.",
            [
                ("he", "said", "Some of the dead were fighters"),
                ("he", "granted", "that there might be others"),
            ],
        ),
        (
            "Most of the dead were children, a worker at the scene said, as did an official of the union.",
            [
                ("a worker at the scene", "said", "Most of the dead were children"),
                ("an official of the union", "as did", "Most of the dead were children"),
            ],
        ),
        (
            "The toll is made up of 203 fighters whom the military said it killed in March.",
            [("the military", "said", "203 fighters whom … it killed in March")],
        ),
        (
            "They took part in what the authorities called a “terrorist attack” in Portava.",
            [("the authorities", "called", "what … a “terrorist attack”")],
        ),
        (
            "“The splinters in the yard are from a mortar”, he says; no other unit owns one.",
            [("he", "says", "“The splinters in the yard are from a mortar” … no other unit owns one")],
        ),
        (
            "Health authorities in the territory, which the Front rules, had at first spoken of almost 500.",
            [("Health authorities in the territory, which the Front rules", "spoken of", "almost 500")],
        ),
        (
            "On Monday sources in the army and the militias told the agency that bases had been overrun.",
            [("sources in the army and the militias", "told", "that bases had been overrun")],
        ),
        (
            "According to the mayor, shops, schools and mosques were closed.",
            [("the mayor", "According to", "shops, schools and mosques were closed")],
        ),
        (
            "Ten people died, the head of the team was quoted as saying by the agency.",
            [("the head of the team", "was quoted as saying", "Ten people died")],
        ),
        (
            "They deny the charges, their lawyer, Pia Sand, told local radio.",
            [("They", "deny", "the charges"), ("their lawyer, Pia Sand", "told", "They deny the charges")],
        ),
    ],
)
def test_who_says_which_part(parser: Parser, body: str, expected: list[tuple[str, str, str]]) -> None:
    assert _said(parser, body) == expected


def test_the_one_who_quotes_holds_the_one_who_is_quoted(parser: Parser) -> None:
    (agency, hers) = _read(parser, TITLE + "The rate had been raised in steps, the agency quoted her as saying.")
    assert (agency[0], hers[0]) == ("the agency", "her") and hers[3].parent == agency[3].id
    body = "According to the general staff, quoted by the state agency, three missiles were shot down."
    staff, relay = _read(parser, TITLE + body)
    assert staff[3].parent == relay[3].id and staff[2] == "three missiles were shot down"


@pytest.mark.parametrize(
    ("body", "cue_class"),
    [
        ("The army said no such attack took place.", "deny"),
        ("The army said nothing of the sort had happened.", "deny"),
        ("A spokesman said “no such incident was recorded”.", "deny"),
        ("The police said there was no shooting.", "deny"),
        ("These reports, the governor said, are false.", "deny"),
        ("He insisted that the attack never took place.", "deny"),
        ("The army rejected the allegation.", "deny"),
        ("The minister brushed aside the claim.", "deny"),
        ("The governor said that nobody died.", "say"),
        ("The minister said there was no evidence of an attack.", "say"),
        ("Police said no arrests were made.", "say"),
    ],
)
def test_a_denial_that_it_happened(parser: Parser, body: str, cue_class: str) -> None:
    (row,) = _read(parser, TITLE + body)
    assert row[3].cue_class == cue_class


@pytest.mark.parametrize(
    ("title", "body", "source"),
    [
        ("12 killed in strike on market - officials", "Shops were closed on Monday.", "officials"),
        ("No deaths in Portava shooting, governor insists", "Shops were closed on Monday.", "governor"),
        ("Envoy to UN: attack on port backed by Arland", "Shops were closed on Monday.", "Envoy to UN"),
        ("Iran: We had nothing to do with it", "Iran denied any part in the attack.", "Iran"),
        ("Islamic Front: 12 soldiers killed in ambush", "The Islamic Front said it had killed them.", "Islamic Front"),
        ("Portava: 'They shot at us'", "Soldiers opened fire in the town.", None),
        ("Portava blast: 12 killed in market", "The bomb went off at noon.", None),
    ],
)
def test_who_speaks_in_a_title(parser: Parser, title: str, body: str, source: str | None) -> None:
    rows = _read(parser, f"{title}\n\n{body}")
    found = [row[0] for row in rows if row[3].content[0].end <= len(title)]
    assert found == ([source] if source is not None else [])


@pytest.mark.parametrize(
    ("body", "kind", "content"),
    [
        ("The Front claimed responsibility in a message posted on Telegram.", "telegram", "responsibility"),
        ("The Front claimed the attack on Telegram.", "telegram", "the attack"),
        ("The union called it a crime in a statement.", "statement", "it a crime"),
        ("The minister tweeted that the port was safe.", "x", "that the port was safe"),
        ("An official who asked not to be named said the raid failed.", "anonymous", "the raid failed"),
    ],
)
def test_the_channel_is_no_part_of_what_is_said(parser: Parser, body: str, kind: str, content: str) -> None:
    (row,) = _read(parser, TITLE + body)
    assert row[3].channel is not None and row[3].channel.kind == kind and row[2] == content
