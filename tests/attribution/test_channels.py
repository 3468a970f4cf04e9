"""How it reached the outlet: who was told it, what it was written in, whose name was withheld."""

import pytest

from saidwho.attribution import attribute
from saidwho.parsing import Parser
from saidwho.reading import read_text


def _channels(parser: Parser, body: str) -> list[tuple[str, str] | None]:
    article = read_text(f"News from Portava\n\n{body}")
    found = attribute(parser.parse(article), article)
    return [(a.channel.kind, a.channel.as_written) if a.channel else None for a in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The mayor told the Kivu Matin the killers came from the hills.", ("press", "the Kivu Matin")),
        ("Minister Aida Sonko told Radio Lagune that licences would be reviewed.", ("radio", "Radio Lagune")),
        ("A witness told a local radio station that the men had left.", ("radio", "a local radio station")),
        ("The mayor told Hezbollah that the bridge was closed.", None),
        ("The report said ten men had died in the blast.", ("report", "The report")),
        ("The indictment alleges that the road was blocked.", ("court-filing", "The indictment")),
        (
            "A diplomat who was not authorised to speak to the press called the sentence absurd.",
            ("anonymous", "who was not authorised to speak to the press"),
        ),
        (
            "“The bolts fell out years ago,” said one, who did not want his name printed.",
            ("anonymous", "who did not want his name printed"),
        ),
        (
            "The Front claimed the attack in a message sent to a local radio station.",
            ("message", "in a message sent to a local radio station"),
        ),
        ("“It died of old age,” she wrote on X.", ("x", "on X")),
        ("“Schools are not our enemy,” the Front said in an e-mail.", ("email", "in an e-mail")),
        ("Officers responding to reports of shots said two men were dead.", None),
    ],
)
def test_the_channel(parser: Parser, body: str, expected: tuple[str, str] | None) -> None:
    assert _channels(parser, body) == [expected]


def test_the_source_of_another_is_no_channel(parser: Parser) -> None:
    body = "Over 100 people were killed, the intelligence service believes, according to media reports on Thursday."
    assert _channels(parser, body)[0] is None
    body = "According to the pro-Front channel al-Nur, the spokesman promised larger attacks."
    assert _channels(parser, body) == [None, None]
