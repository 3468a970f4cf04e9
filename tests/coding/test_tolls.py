"""Tolls: which counts are tolls, of whom, of what, said by whom."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saidwho.coding.tolls_document import report_tolls
from saidwho.coding.tolls_found import Found, find_tolls
from saidwho.coding.tolls_revised import marked
from saidwho.parsing import Parse, Parser
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Toll


def tolls(parser: Parser, text: str) -> tuple[Parse, list[Found]]:
    parse = parser.parse(read_text(text))
    return parse, find_tolls(parse)


def figures(parser: Parser, text: str) -> list[tuple[str, int | None, int | None]]:
    return [(f.kind, f.low, f.high) for f in tolls(parser, text)[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Shells hit the market on Monday, killing 12 people and wounding 30.",
            [("killed", 12, 12), ("injured", 30, 30)],
        ),
        ("At least nine villagers were killed in the raid.", [("killed", 9, None)]),
        ("The blast left 14 people dead.", [("killed", 14, 14)]),
        ("The flood of fire claimed 15 lives in the town.", [("killed", 15, 15)]),
        ("The death toll rose to 21 on Friday.", [("killed", 21, 21)]),
        ("The death toll went up to 21 on Friday.", [("killed", 21, 21)]),
        ("The shelling forced out families; 300 people were displaced.", [("displaced", 300, 300)]),
        ("Gunmen kidnapped six teachers near the river.", [("abducted", 6, 6)]),
        ("Police arrested four men after the march.", [("arrested", 4, 4)]),
        ("A soldier was killed at the checkpoint.", [("killed", 1, 1)]),
        ("Nobody was hurt in the explosion.", [("injured", 0, 0)]),
        ("Three people were shot dead in the square.", [("killed", 3, 3)]),
        ("Three people were shot and killed in the square.", [("killed", 3, 3)]),
        ("Several people were killed and injured in the crush at the gate.", [("casualties", 3, None)]),
        ("The army lost five soldiers in the battle.", [("killed", 5, 5)]),
        ("Rescuers counted 80 bodies at the school.", [("killed", 80, 80)]),
    ],
)
def test_kinds(parser: Parser, text: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    assert figures(parser, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The bomb could kill thousands.",
        "The gang threatened to kill 17 hostages.",
        "The bus drove 12 kilometres on Route 5.",
        "He paid 40,000 dollars for the house.",
        "The mayor, 54, spoke at length.",
        "Some 400 people took part in the march.",
        "The 50th Battalion moved to the border.",
        "Police did not give casualty figures.",
        "They seized 1,700 detonators in the village.",
    ],
)
def test_other_numbers_are_no_tolls(parser: Parser, text: str) -> None:
    assert figures(parser, text) == []


def test_a_part_points_at_its_total(parser: Parser) -> None:
    _, found = tolls(parser, "At least 12 villagers were killed, including three children, officials said.")
    assert [(f.low, f.part_of is not None) for f in found] == [(12, False), (3, True)]


def test_who_is_counted(parser: Parser) -> None:
    parse, found = tolls(parser, "The raid killed seven Arland soldiers on Sunday.")
    assert found[0].who is not None
    assert parse.quote(found[0].who) == "Arland soldiers"


def test_a_bare_figure_means_the_toll_before_it(parser: Parser) -> None:
    text = "At least 30 people were killed in the strike, the ministry said. An aid group put the figure at 45."
    assert figures(parser, text) == [("killed", 30, None), ("killed", 45, 45)]


def test_war_totals_are_background(parser: Parser) -> None:
    _, found = tolls(parser, "More than 32,000 people have been killed since the war began.")
    assert [f.background for f in found] == [True]


def coded(annotator: Annotator, text: str) -> list[tuple[str, Toll, bool]]:
    annotation = annotator.annotate(read_text(text))
    return [(m.id, t, m.background is not None) for m in annotation.mentions for t in m.tolls]


def test_the_figure_is_said_by_the_one_who_says_it(annotator: Annotator) -> None:
    text = "Officials said at least 12 people were killed in the blast. Shopkeepers were afraid."
    found = coded(annotator, text)
    assert [t.low for _, t, _ in found] == [12]
    assert found[0][1].said_by != "a-0"


def test_a_total_of_the_war_does_not_land_on_the_attack(annotator: Annotator) -> None:
    text = (
        "A drone struck a depot in Portava on Tuesday, officials said. "
        "More than 32,000 people have been killed in the region since the war began."
    )
    annotation = annotator.annotate(read_text(text))
    attack = [m for m in annotation.mentions if annotation.article.quote(m.trigger) == "struck"]
    assert attack
    assert all(not m.tolls for m in attack)


def test_report_tolls(parser: Parser) -> None:
    text = "Two men were shot dead and three wounded in Portava. Police said a man, 34, died at the scene."
    assert report_tolls(parser.parse(read_text(text))) == {"killed": 2, "injured": 3}


PIECES = st.sampled_from(
    "12 1,200 dozens of people were killed at least including three children wounded the death toll rose from to"
    " between and or no one nobody hurt 5 said - – % $ ( ) . , twenty-one hundred more others some"
    " 10-15 arrested".split(" ")
)


@given(st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=80))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_text(parser: Parser, text: str) -> None:
    try:
        article = read_text(f"Officials spoke. {text}")
    except ValueError:
        return
    parse = parser.parse(article)
    for found in find_tolls(parse):
        assert parse.quote(found.span).strip()
        assert found.low is None or found.high is None or found.low <= found.high
        assert found.part_of is not found
        if found.who is not None:
            assert parse.quote(found.who).strip()


def said_by(annotator: Annotator, text: str) -> list[tuple[int | None, str]]:
    return [(t.low, t.said_by) for _, t, _ in coded(annotator, text)]


@pytest.mark.parametrize(
    "text",
    [
        "The Free Party claimed the attack on the station, in which five people were killed.",
        "The general denied the strike that killed five people.",
        "The council condemned the bombing of the market, which left five dead.",
        "The army confirmed that it launched the strike on the market in which five people died.",
    ],
)
def test_who_names_a_deed_gives_no_figure_of_it(annotator: Annotator, text: str) -> None:
    assert said_by(annotator, text) == [(5, "a-0")]


def test_a_participle_in_what_somebody_says_stays_theirs(annotator: Annotator) -> None:
    assert said_by(annotator, "A bomb hit the market, killing at least 12 people, police said.") == [(12, "a-1")]
    text = "Police confirmed that there was a blast in which five people died."
    assert said_by(annotator, text) == [(5, "a-1")]
    assert said_by(annotator, "The Free Party claimed that it killed 12 soldiers in the raid.") == [(12, "a-1")]


def test_a_deed_before_the_deed_takes_no_later_figure(annotator: Annotator) -> None:
    text = (
        "A blast tore through a clinic on Monday. Before the blast at the clinic, the bombardment had killed 3,000"
        " people, officials say. More than 300 people died in the clinic, the mayor said."
    )
    article = read_text(text)
    mentions = [m for m in annotator.annotate(article).mentions if m.tolls]
    assert [(article.quote(m.trigger), [t.low for t in m.tolls]) for m in mentions] == [
        ("blast", [300]),
        ("bombardment", [3000]),
    ]
    assert mentions[1].background


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The death toll fell from 103 to 95.", [(103, True), (95, False)]),
        ("The toll of 103 was later cut to 84.", [(103, True), (84, False)]),
        ("The ministry lowered the toll from 164 to 118.", [(164, True), (118, False)]),
        ("The number of people killed in the attack is 118 and not 164.", [(118, False), (164, True)]),
        ("The raid killed 84 people. The earlier figure of 95 was wrong.", [(84, False), (95, True)]),
        ("The toll rose from 10 to 15.", [(10, True), (15, False)]),
        ("Ten people were killed and 15 others wounded.", [(10, False), (15, False)]),
        ("At least ten people were killed, police said. The mayor put the figure at 15.", [(10, False), (15, False)]),
    ],
)
def test_replaced_figures_are_kept_and_marked(
    parser: Parser, text: str, expected: list[tuple[int | None, bool]]
) -> None:
    parse, found = tolls(parser, text)
    assert [(f.low, f.superseded) for f in marked(parse, found)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The victims are 64 male and 19 female, a doctor said.", [83, 64, 19]),
        ("A nurse said the dead were 8.", [8]),
        ("Rescuers brought 11 corpses to the hospital.", [11]),
        ("An officer said the bodies of 9 soldiers had been found.", [9]),
        ("“We lost six soldiers in the clash”, the officer said.", [6]),
        ("The mayor said that no life had been lost.", [0]),
        ("“We have not recorded any fatality”, the mayor said.", [0]),
    ],
)
def test_the_dead_and_the_victims_are_those_of_the_deed_before(
    annotator: Annotator, sentence: str, expected: list[int]
) -> None:
    assert [low for low, _ in said_by(annotator, f"Rebels attacked a base in Borland. {sentence}")] == expected


def test_parts_named_behind_their_total(parser: Parser) -> None:
    _, found = tolls(parser, "The victims are 64 male and 19 female, among them 7 children.")
    assert [(f.low, f.part_of is not None) for f in found] == [(64, False), (19, False), (7, True)]


def test_a_corrected_figure_is_not_the_one_who_corrects_it(annotator: Annotator) -> None:
    text = "The number of people killed in the attack is 118 and not 164, officials said."
    assert said_by(annotator, text) == [(118, "a-1")]


def test_deaths_in_hospital_are_part_of_the_toll(parser: Parser) -> None:
    _, found = tolls(parser, "The bombs killed 40 people. Two more people have died in hospital since Monday.")
    assert [(f.low, f.part_of is not None) for f in found] == [(40, False), (2, True)]


def test_the_name_of_a_deed_counts_its_dead(parser: Parser) -> None:
    text = "Police in Portava are investigating an apparent murder-suicide. A man was found dead in a house."
    assert report_tolls(parser.parse(read_text(text)), one_shooting=True)["killed"] == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The explosion left at least 30 dead in Kest, and the number injured topped 450.",
            [("killed", 30, None), ("injured", 450, 450)],
        ),
        (
            "Gunmen shot dead 12 people in the market of Kest and three others at a march in Dorm.",
            [("killed", 12, 12)],
        ),
        (
            "Twelve people were killed in the blast and three others in a nearby house.",
            [("killed", 12, 12), ("killed", 3, 3)],
        ),
        ("A bomb went off. None of the injured were foreigners.", []),
        ("He wrote that his brother was innocent and that he killed them alone.", []),
        ("Rebels drove 300 people from their homes in Kest.", [("displaced", 300, 300)]),
        ("Ten people are being held by the gang, police say.", [("abducted", 10, 10)]),
        (
            "The kidnappers want a ransom. Seven women were taken hostage; five men were taken.",
            [("abducted", 7, 7), ("abducted", 5, 5)],
        ),
        ("Seven women were taken to a shelter and five men were taken by surprise.", []),
    ],
)
def test_figures_of_another_kind_place_or_nobody(parser: Parser, text: str, expected: list) -> None:
    assert figures(parser, text) == expected


def test_who_died_of_an_illness_is_no_toll_of_a_deed(annotator: Annotator) -> None:
    text = "Four people have died of cholera in the camp. Gunmen attacked the village on Monday and killed six farmers."
    assert event_tolls(annotator, text) == [("killed", 6, False)]


def test_a_definite_number_is_the_total_of_the_list_behind_it(annotator: Annotator) -> None:
    text = "The 14 foreigners, six Norlanders and eight Southlanders, were rounded up in Kest on Monday."
    assert event_tolls(annotator, text) == [("arrested", 14, False), ("arrested", 6, True), ("arrested", 8, True)]


def test_a_source_with_a_relative_clause_keeps_its_figures(annotator: Annotator) -> None:
    text = "Twelve people were killed in the raid on Kest, said Portava Aid, which is based in Norland."
    assert event_tolls(annotator, text) == [("killed", 12, False)]


def event_tolls(annotator: Annotator, text: str) -> list[tuple[str, int | None, bool]]:
    events = annotator.annotate(read_text(f"News of the day\n\n{text}\n")).events
    return [(t.kind, t.low, t.part_of is not None) for e in events for t in e.tolls]
