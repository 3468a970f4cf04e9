"""Whose words they are: what is spelled out, letters, names, figures, beliefs, demands and accusations nobody owns."""

import pytest

from saidwho.attribution import attribute
from saidwho.parsing import Parser
from saidwho.pipeline import Annotator
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
            "The rebels denied what several papers have claimed, namely that they shelled Dorvan on Monday.",
            [
                ("The rebels", "denied", "what several papers have claimed, namely that they shelled Dorvan on Monday"),
                ("several papers", "have claimed", "that they shelled Dorvan on Monday"),
            ],
        ),
        (
            "The Front denied the allegation of the army, namely that it bombed a market in Nairobi.",
            [
                ("The Front", "denied", "the allegation of the army, namely that it bombed a market in Nairobi"),
                ("the army", "allegation", "that it bombed a market in Nairobi"),
            ],
        ),
        (
            "The group is at this time accused of a massacre of farmers by the army in Dorvan.",
            [("", "is at this time accused", "The group … of a massacre of farmers by the army in Dorvan")],
        ),
        (
            "The Front stands accused of a massacre in Dorvan.",
            [("", "stands accused", "The Front … of a massacre in Dorvan")],
        ),
        (
            "By the account of the terrorist group the base in Dorvan was burned.",
            [("the terrorist group", "By the account of", "the base in Dorvan was burned")],
        ),
        (
            "The group gave the names of the attackers as Ali and Omar, who blew up a church in Nairobi.",
            [("The group", "gave", "the names of the attackers as Ali and Omar, who blew up a church in Nairobi")],
        ),
        (
            'The soldiers "did not shoot at anyone", the statement ends, and there is proof of it.',
            [("the statement", "ends", 'The soldiers "did not shoot at anyone"')],
        ),
        ("The siege of the town ended on Monday, and the war ends.", []),
        (
            "Saturday's attack on the oil tanks in Dorvan, which the Red Front rebels claimed, killed five people.",
            [("the Red Front rebels", "claimed", "Saturday's attack on the oil tanks in Dorvan")],
        ),
        (
            "At noon 31 patients remained in Velk, she said, and only two had been buried.",
            [("she", "said", "At noon 31 patients remained in Velk … and only two had been buried")],
        ),
        (
            "Health officials in the province, which Arland rules, had at first spoken of almost 70.",
            [("Health officials in the province", "spoken of", "almost 70")],
        ),
        (
            "After a fight, the army said, ten rebels fled into the hills. Six were then arrested and flown out.",
            [
                (
                    "the army",
                    "said",
                    "After a fight … ten rebels fled into the hills … Six were then arrested and flown out",
                )
            ],
        ),
        (
            "After a fight, the army said, ten rebels fled into the hills. The road was then closed, the mayor said.",
            [
                ("the army", "said", "After a fight … ten rebels fled into the hills"),
                ("the mayor", "said", "The road was then closed"),
            ],
        ),
        (
            "Its dead number 25 and not 39, the health ministry said on Thursday.",
            [("the health ministry", "said", "Its dead number 25 and not 39")],
        ),
    ],
)
def test_who_says_it(parser: Parser, body: str, expected: list[tuple[str, str, str]]) -> None:
    assert _said(parser, body) == expected


def test_an_aside_behind_a_relative_is_the_innermost_speaker(parser: Parser) -> None:
    rows = _read(
        parser,
        TITLE + "The Front demands revenge for its men who, its leader alleges, were shot dead by police in Nairobi, "
        "a source in the police told the Post.",
    )
    inner = next(row for row in rows if row[0] == "its leader")
    assert inner[1:3] == ("alleges", "who … were shot dead by police in Nairobi")
    assert inner[3].parent != "a-0"


def test_a_letter_in_the_next_line_is_the_letters(parser: Parser) -> None:
    rows = _said(
        parser,
        'An email reached the port on Monday. By his account it said:\n\n"We, soldiers of the Front, demand that '
        'Arland stop its fire", and that the union end its support; a bomb had been planted on the ferry.',
    )
    source, cue, content = rows[0]
    assert (source, cue) == ("it", "said")
    assert content.startswith('"We, soldiers') and content.endswith("a bomb had been planted on the ferry")


def test_a_quotation_behind_a_line_with_a_colon_has_one_speaker(parser: Parser) -> None:
    rows = _said(
        parser, 'The Front said in a letter:\n\n"We demand that Arland stop. We have planted a bomb on the ferry."'
    )
    assert rows[0] == ("The Front", "said", '"We demand that Arland stop. We have planted a bomb on the ferry."')
    assert all(source for source, _, _ in rows)


@pytest.mark.parametrize(
    ("body", "believed"),
    [
        (
            "Farmers sheltered in the church, thinking it safe from the air strikes that followed the attack of 3 May, "
            "in which 80 people were killed.",
            "it safe",
        ),
        ("Villagers fear a repeat of the massacre in which soldiers killed 50 farmers in Dorvan in May.", "a repeat"),
        (
            "Police believe that the man who killed 12 people in Dorvan on Monday is in Nairobi.",
            "that the man who killed 12 people in Dorvan on Monday is in Nairobi",
        ),
        (
            "Investigators believe it was the army that bombed a market in Nairobi in May.",
            "it was the army that bombed a market in Nairobi in May",
        ),
    ],
)
def test_a_belief_does_not_hold_what_it_takes_for_granted(parser: Parser, body: str, believed: str) -> None:
    assert [row[2] for row in _read(parser, TITLE + body) if row[3].cue_class == "believe"] == [believed]


@pytest.mark.parametrize(
    ("body", "cue_class"),
    [
        ('A rebel spokesman said: "do not target children and civilians".', "order"),
        ('"Don\'t shoot the prisoners", the governor told the soldiers.', "order"),
        ('"Stop bombing our towns," the mayor said.', "order"),
        ('"Do you know what happened?" the mayor said.', "say"),
        ('"We did not target children", the spokesman said.', "say"),
        ('"Children died here," the mayor said.', "say"),
    ],
)
def test_an_imperative_tells_of_nothing(parser: Parser, body: str, cue_class: str) -> None:
    found = [row[3] for row in _read(parser, TITLE + body) if row[0] and row[1] in ("said", "told")]
    assert [a.cue_class for a in found] == [cue_class]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "Toll of Nairobi attack falls from 95 to 84\n\nThe interior minister, Omar Said, gave the new figures "
            "while visiting hospitals.",
            "95 to 84 … the new figures",
        ),
        (
            TITLE + "The minister gave the new figures to state TV: 84 people were killed and 284 injured.",
            "the new figures … 84 people were killed and 284 injured",
        ),
    ],
)
def test_the_new_figures_are_whose_who_gives_them(parser: Parser, text: str, content: str) -> None:
    assert [row[2] for row in _read(parser, text) if row[1] == "gave"] == [content]


@pytest.mark.parametrize(
    ("speaker", "titled"),
    [("the group", [("Islamic State", ":", "12 Kenyan soldiers killed in Garissa attack")]), ("the army", [])],
)
def test_a_group_before_a_titles_colon(parser: Parser, speaker: str, titled: list[tuple[str, str, str]]) -> None:
    rows = _read(
        parser,
        "Islamic State: 12 Kenyan soldiers killed in Garissa attack\n\nA branch of Islamic State attacked an army base "
        f"in Garissa and killed 12 soldiers, {speaker} said on Wednesday.",
    )
    assert [row[:3] for row in rows if row[1] == ":"] == titled


@pytest.mark.parametrize(
    ("body", "source", "content"),
    [
        ("A man who police say shot two people was held on Monday.", "police", "A man who … shot two people"),
        ("Ten died in a bombing the ministry has blamed on rebels.", "the ministry", "a bombing … rebels"),
        ("A clerk was killed in a raid that the army blamed on Arland.", "the army", "a raid … Arland"),
        (
            "The Red Lamp said soldiers killed ten people, a figure the government has rejected as false.",
            "The Red Lamp",
            "soldiers killed ten people",
        ),
        ("A clerk who officials said fired on a bus was killed.", "officials", "A clerk who … fired on a bus"),
        (
            "Guards who witnesses said opened fire on the crowd were not named.",
            "witnesses",
            "Guards who … opened fire on the crowd",
        ),
        (
            "A pupil who prosecutors allege stabbed his teacher will appear in court.",
            "prosecutors",
            "A pupil who … stabbed his teacher",
        ),
        (
            "Police held a man who witnesses said shot two people on Monday.",
            "witnesses",
            "a man who … shot two people on Monday",
        ),
    ],
)
def test_what_somebody_says_of_a_person_is_not_told_by_the_report(
    annotator: Annotator, body: str, source: str, content: str
) -> None:
    """The sentence's own verb stays the report's."""
    article = read_text(TITLE + body)
    found = annotator.annotate(article).attributions
    told = [(" … ".join(map(article.quote, a.source)), " … ".join(map(article.quote, a.content))) for a in found]
    assert (source, content) in told
