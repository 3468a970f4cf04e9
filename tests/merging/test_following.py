"""What the order of a report tells of two mentions."""

from __future__ import annotations

import datetime as dt

import pytest

from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Event


def deeds(annotator: Annotator, *paragraphs: str) -> list[Event]:
    article = read_text("\n\n".join(paragraphs), published=dt.date(2031, 5, 8), outlet="Harbour Post")
    events = annotator.annotate(article).events
    return [e for e in events if e.type == "ASSAULT" and e.background is None]


def tolls(event: Event) -> set[int | None]:
    return {t.low for t in event.tolls}


def test_there_is_where_the_sentence_before_was(annotator: Annotator) -> None:
    events = deeds(
        annotator,
        "Army under fire over village in Kenya",
        "The army of Kenya is accused of a massacre of villagers in Lokiri in the north.",
        "The army says that 140 militants were killed there in an operation from April 20 to 24.",
    )
    assert [tolls(e) for e in events] == [{140}]


def test_fighters_here_and_civilians_there_are_two_deeds(annotator: Annotator) -> None:
    events = deeds(
        annotator,
        "Army of Kenya kills 22 militants in two weeks",
        "The army of Kenya killed 22 militants in operations from April 22 to May 7, a spokesman said.",
        "The army is also accused of a massacre of civilians.",
    )
    assert len(events) == 2


def test_what_is_brought_up_late_is_not_what_the_report_is_about(annotator: Annotator) -> None:
    events = deeds(
        annotator,
        "Bombings in Kenya kill 40",
        "Bombings at two hotels in Nairobi killed 40 people on Sunday, the police said.",
        "Funerals were held across the country on Wednesday, and shops stayed shut.",
        "“There was an explosion behind the fish hall”, said Ann Otieno, a trader.",
    )
    assert [len(e.mentions) for e in events] in ([2, 1], [2, 1, 1])


def test_another_claims_the_attack_told_before(annotator: Annotator) -> None:
    (event,) = deeds(
        annotator,
        "Two groups claim bombing in Nairobi",
        "The Harbour Brigade, an armed group, said on Sunday that it bombed a fish hall in Nairobi.",
        "Hours later the Salt Front, another armed group, claimed the attack in a video.",
    )
    claims = {a.source.name for a in event.accounts if a.source and a.stance == "claims"}
    assert claims == {"Harbour Brigade", "Salt Front"}
    assert event.status == "disputed"


def test_doer_and_figure_of_a_killing_that_was_only_named(annotator: Annotator) -> None:
    (event,) = deeds(
        annotator,
        "Kenya opens inquiry",
        "A massacre of villagers took place in Lokiri last week, witnesses say.",
        "Kenyan soldiers killed 90 people, Justice Now has said.",
    )
    assert tolls(event) == {90}


def test_one_high_figure_is_one_deed_whoever_did_it(annotator: Annotator) -> None:
    (event,) = deeds(
        annotator,
        "Rights group: army killed 130 in village",
        "The army of Kenya killed 130 people in Lokiri on Sunday, Human Rights Watch said.",
        "Foreign fighters shot most of the 130 people dead, Human Rights Watch added.",
    )
    assert {t.low for t in event.tolls} == {130}


def test_they_of_the_next_words_are_those_just_told_of(annotator: Annotator) -> None:
    events = deeds(
        annotator,
        "Kenya accuses Front of drone attack",
        "Defence Minister Ilse Maren accused the Salt Front of the drone attack on the ministry in Nairobi on Sunday. "
        "“They have attacked a building in the middle of a city,” Maren told reporters.",
    )
    assert len(events) == 1


@pytest.mark.parametrize(
    "denial",
    [
        "General Paul Okello, who commands Ugandan forces, said that none of his guns had fired that night.",
        "The army of Uganda said that it had flown no mission that day.",
        "The army of Uganda denied that it fired.",
    ],
)
def test_who_says_that_he_did_not_fire_denies_it(annotator: Annotator, denial: str) -> None:
    (event,) = deeds(
        annotator,
        "Shells hit hospital in Busia",
        "Shells hit a hospital in Busia in Kenya on Tuesday. Kenya accused the army of Uganda of the attack.",
        denial,
    )
    assert [a.stance for a in event.accounts if a.source] == ["accuses", "denies"]
    assert event.status == "denied"


def test_who_denies_it_and_names_another_disputes_it(annotator: Annotator) -> None:
    (event,) = deeds(
        annotator,
        "Kenya and Uganda trade blame for strike on hospital",
        "Kenya's defence ministry says the army of Uganda killed 31 people in a hospital in Busia late on Tuesday. "
        "Uganda denies that it fired and says a stray Kenyan rocket hit the building.",
    )
    assert event.status == "disputed"


def test_fighters_to_the_one_and_civilians_to_the_other_is_disputed(annotator: Annotator) -> None:
    (event,) = deeds(
        annotator,
        "Kenyan army kills 40 militants in Lokiri",
        "The army of Kenya said that it killed 40 militants in Lokiri on Sunday.",
        "The soldiers killed 40 civilians in Lokiri on Sunday, residents said.",
    )
    assert event.status == "disputed"


def test_what_one_deed_answers_is_another(annotator: Annotator) -> None:
    events = deeds(
        annotator,
        "Kenya bombs camps in Somalia",
        "Kenyan planes bombed several camps in Somalia in answer to an attack on a dairy that cost five lives.",
    )
    assert [tolls(e) for e in events if e.tolls] == [{5}] and len(events) == 2
