"""Who holds whose words, and second speakers in one sentence."""

import pytest

from saidwho.attribution import attribute
from saidwho.parsing import Parser
from saidwho.reading import read_text

Row = tuple[str, str, str, str]


def _said(parser: Parser, body: str) -> list[Row]:
    """Parent, source, cue and content of each."""
    article = read_text(f"News from Portava\n\n{body}")
    return [
        (
            a.parent,
            " … ".join(article.quote(s) for s in a.source),
            " ".join(article.quote(s) for s in a.cue),
            " … ".join(article.quote(s) for s in a.content),
        )
        for a in attribute(parser.parse(article), article)
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "The general said forty fighters surrendered, the agency reported.",
            [
                ("a-2", "The general", "said", "forty fighters surrendered"),
                ("a-0", "the agency", "reported", "The general said forty fighters surrendered"),
            ],
        ),
        (
            "“My brother rang me and said the guards were gone,” a woman outside the gate told reporters.",
            [
                ("a-2", "My brother", "said", "the guards were gone"),
                (
                    "a-0",
                    "a woman outside the gate",
                    "told",
                    "“My brother rang me and said the guards were gone,”",
                ),
            ],
        ),
        (
            "The bomb was allegedly hidden in a sack of rice, according to the coast guard.",
            [
                ("a-2", "", "allegedly", "The bomb was … hidden in a sack of rice"),
                ("a-0", "the coast guard", "according to", "The bomb was allegedly hidden in a sack of rice"),
            ],
        ),
        (
            "One of them reportedly told a judge that he had been buying bread.",
            [
                ("a-0", "", "reportedly", "One of them … told a judge that he had been buying bread"),
                ("a-1", "One of them", "told", "that he had been buying bread"),
            ],
        ),
        (
            "The army said ten rebels died, which the Front denied on Monday.",
            [
                ("a-0", "The army", "said", "ten rebels died"),
                ("a-0", "the Front", "denied", "which"),
            ],
        ),
        (
            "The riot began over a rumour, according to Harahap, who blames “lazy policing”.",
            [
                ("a-0", "Harahap", "according to", "The riot began over a rumour"),
                ("a-0", "who", "blames", "“lazy policing”"),
            ],
        ),
        (
            "The organisers put the number of dead at 40, the police at 12.",
            [
                ("a-0", "The organisers", "put", "the number of dead at 40"),
                ("a-0", "the police", "at", "the number of dead … at 12"),
            ],
        ),
        (
            "Allegations of torture were first made by a radio station in Sucre.",
            [("a-0", "a radio station in Sucre", "Allegations", "torture")],
        ),
        (
            "“We brought manure as a present,” joked farmer Jacek Wolanin.",
            [("a-0", "farmer Jacek Wolanin", "joked", "“We brought manure as a present,”")],
        ),
        ("Police suspect the Red Front.", [("a-0", "Police", "suspect", "the Red Front")]),
    ],
)
def test_who_holds_whose_words(parser: Parser, body: str, expected: list[Row]) -> None:
    assert _said(parser, body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "An official was quoted by local media as saying that a group, linked with him, planned the attack.",
            [
                (
                    "a-0",
                    "local media",
                    "was quoted",
                    "An official … as saying that a group, linked with him, planned the attack",
                ),
                ("a-1", "An official", "saying", "that a group, linked with him, planned the attack"),
            ],
        ),
        (
            "At least seven were reported dead in the capital, and 72 others were hurt.",
            [("a-0", "", "were reported", "At least seven … dead in the capital, and 72 others were hurt")],
        ),
        (
            "The mosque was burned; two men were killed, and both were farmers, according to the minister.",
            [("a-0", "the minister", "according to", "two men were killed, and both were farmers")],
        ),
        (
            "The killings amount to executions, she added, and called on the government to investigate.",
            [
                ("a-0", "she", "added", "The killings amount to executions"),
                ("a-0", "she", "called", "to investigate"),
            ],
        ),
        (
            "He saw “no evidence the attacks came from Norland”.",
            [("a-0", "He", "saw", "“no evidence the attacks came from Norland”")],
        ),
        (
            "On May 20, three days before the plane was diverted, the Front and Arland had agreed on a ceasefire.",
            [("a-0", "the Front and Arland", "had agreed", "a ceasefire")],
        ),
        (
            "Lund, who commands the air force, stated that a jet was sent to escort the airliner, according to Tut.by.",
            [
                ("a-2", "Lund, who commands the air force", "stated", "that a jet was sent to escort the airliner"),
                (
                    "a-0",
                    "Tut.by",
                    "according to",
                    "Lund, who commands the air force, stated that a jet was sent to escort the airliner",
                ),
            ],
        ),
        (
            "Arland and Norland condemned the raid and all asked the government to permit an inquiry.",
            [
                ("a-0", "Arland and Norland", "condemned", "the raid"),
                ("a-0", "Arland and Norland", "asked", "the government to permit an inquiry"),
            ],
        ),
        (
            "The army insists that only fighters died; residents insist that all were civilians.",
            [
                ("a-0", "The army", "insists", "that only fighters died"),
                ("a-0", "residents", "insist", "that all were civilians"),
            ],
        ),
        (
            "Rebels killed ten soldiers near Portava, a security source said, while the army spoke of three dead.",
            [
                ("a-0", "a security source", "said", "Rebels killed ten soldiers near Portava"),
                ("a-0", "the army", "spoke of", "three dead"),
            ],
        ),
        (
            "At least ten people died – officials had earlier said four – when a bomb went off at the market.",
            [("a-0", "officials", "had earlier said", "four")],
        ),
        (
            "In a statement on Monday, the Front – which controls the hills – claimed it shot down a drone.",
            [("a-0", "the Front", "claimed", "it shot down a drone")],
        ),
        (
            "The union says 40 people were killed; the government puts the figure at 12.",
            [
                ("a-0", "The union", "says", "40 people were killed"),
                ("a-0", "the government", "puts", "the figure at 12"),
            ],
        ),
        (
            "Clashes erupted on Sunday evening, according to residents, who said they heard heavy weapons.",
            [
                ("a-0", "residents", "according to", "Clashes erupted on Sunday evening"),
                ("a-0", "who", "said", "they heard heavy weapons"),
            ],
        ),
        (
            "“They shot him,” the boy's father, Peter Lund, 45, told the Harbour Post.",
            [("a-0", "the boy's father, Peter Lund, 45", "told", "“They shot him,”")],
        ),
        (
            "The army says its soldiers came under fire first, a version disputed by villagers.",
            [
                ("a-0", "The army", "says", "its soldiers came under fire first"),
                ("a-0", "villagers", "disputed", "a version"),
            ],
        ),
        (
            "The report says that the army shot civilians, a charge the government has repeatedly rejected.",
            [
                ("a-0", "The report", "says", "that the army shot civilians"),
                ("a-0", "the government", "has repeatedly rejected", "a charge"),
            ],
        ),
        (
            "Arland has accused Norland of arming the rebels – a charge Norland denies.",
            [
                ("a-0", "Arland", "has accused", "Norland of arming the rebels"),
                ("a-0", "Norland", "denies", "a charge"),
            ],
        ),
        (
            "The governor is accused by the opposition of having ordered the killings.",
            [("a-0", "the opposition", "is accused", "The governor … of having ordered the killings")],
        ),
        ("There were reports of gunfire in the town.", [("a-0", "", "reports", "gunfire in the town")]),
        (
            "The two men, it is alleged, planted the bomb.",
            [("a-0", "", "it is alleged", "The two men … planted the bomb")],
        ),
        ("The mayor pointed the finger at the army.", [("a-0", "The mayor", "pointed", "the finger at the army")]),
        ("The rebels boasted of killing ten soldiers.", [("a-0", "The rebels", "boasted of", "killing ten soldiers")]),
        ("Police responded with stun grenades and tear gas.", []),
        ("He was slammed into a car.", []),
    ],
)
def test_how_much_of_a_sentence_is_theirs(parser: Parser, body: str, expected: list[Row]) -> None:
    assert _said(parser, body) == expected
