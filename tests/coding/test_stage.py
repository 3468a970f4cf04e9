"""Whether a deed has taken place: by words above it, by what it is the reason of, by the cue."""

from __future__ import annotations

from collections.abc import Callable

import pytest


def stages(found: list, trigger: str) -> list[tuple[str, str]]:
    return [(m.stage, m.polarity) for m, roles in found if trigger in roles["trigger"][0]]


@pytest.mark.parametrize(
    ("sentence", "trigger", "stage"),
    [
        ("The president vowed to hunt down those responsible for the bombings.", "bombings", "occurred"),
        ("The president vowed to hunt down those behind the bombings.", "bombings", "occurred"),
        ("The minister promised to punish the perpetrators of the attack in Portava.", "attack", "occurred"),
        ("The surgeon led a team abroad to help victims of the attacks on the embassies.", "attacks", "occurred"),
        ("A vigil was held to mark the shooting of Karim Vold.", "shooting", "occurred"),
        ("The road was to remain closed due to the explosion at the mill.", "explosion", "occurred"),
        ("Five men were questioned by police about the bombing of the two embassies.", "bombing", "occurred"),
        ("The attacks in Portava on Monday were plotted by Karim Vold, the ministry said.", "attacks", "occurred"),
        ("An attack on the palace was planned by three officers, police said.", "attack", "planned"),
        ("One more attack on the camp was beaten back, the army said.", "attack", "attempted"),
        ("Tension eased until Karim Vold was arrested on Monday.", "arrested", "occurred"),
        ("The Northern Front said that it would strike again in Portava.", "strike again", "threatened"),
        ("“I will put a bullet in the heads of these prisoners”, Vold said.", "put", "threatened"),
    ],
)
def test_what_stands_around_a_deed(code_text: Callable, sentence: str, trigger: str, stage: str) -> None:
    assert stages(code_text(sentence), trigger) == [(stage, "positive")]


def test_no_reason_for_a_deed_denies_no_deed(code_text: Callable) -> None:
    assert stages(code_text("The ministry gave no reason for the expulsions."), "expulsions") == [
        ("occurred", "positive")
    ]
    assert stages(code_text("The army found no evidence of an attack on Kest."), "attack") == [("occurred", "negative")]


@pytest.mark.parametrize(
    ("sentence", "trigger", "stage", "polarity"),
    [
        (
            "It was a very well-planned attack on Kest, clearly not the work of amateurs.",
            "attack",
            "occurred",
            "positive",
        ),
        ("A long-planned strike on Kest was called off.", "strike", "planned", "negative"),
        ("The army postponed an assault on Dorm.", "assault", "hypothetical", "negative"),
    ],
)
def test_planned_well_or_called_off(
    code_text: Callable, sentence: str, trigger: str, stage: str, polarity: str
) -> None:
    assert stages(code_text(sentence), trigger) == [(stage, polarity)]


def test_who_did_not_manage_to_did_not(code_text: Callable) -> None:
    found = code_text("They did not manage to kill the guard.")
    assert stages(found, "kill") == [("occurred", "negative")]
    assert found[0][0].tolls == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Police offered a reward for information leading to an arrest and conviction.",
        "The arrest and the conviction of the perpetrators are essential to peace.",
        "“How many children will you kill today?” marchers chanted.",
        "Marchers want police banned from carrying guns.",
    ],
)
def test_what_is_only_wanted_or_asked_is_no_event(code_text: Callable, sentence: str) -> None:
    assert code_text(sentence) == []


def test_who_shall_be_found_is_named_as_no_doer(code_text: Callable) -> None:
    found = code_text("The president vowed to hunt down those responsible for the bombings.")
    assert all("actor" not in roles for m, roles in found if m.type == "ASSAULT")


def test_what_the_victims_were_doing_is_apart(code_text: Callable) -> None:
    found = code_text("Two soldiers were killed by a buried bomb in Portava while battling the Northern Front.")
    killed, battling = found
    assert killed[0].mode == "explosives" and "target" not in killed[1]
    assert battling[0].background == "what the victims were doing"


def test_a_partys_deeds_in_the_plural_are_a_series(code_text: Callable) -> None:
    found = code_text("The rebels raided Kest on Monday. Their attacks on bases made security the issue of the vote.")
    assert [m.background for m, _ in found] == [None, "a series"]


@pytest.mark.parametrize(
    ("sentence", "stage"),
    [
        ("The rebels' leader promised wider attacks for as long as the blockade lasts.", "threatened"),
        ("The minister promised an end to the attacks.", "occurred"),
    ],
)
def test_who_promises_violence_threatens(code_text: Callable, sentence: str, stage: str) -> None:
    assert stages(code_text(sentence), "attacks") == [(stage, "positive")]


def test_an_infinitive_after_said_tells_of_nothing_that_took_place(code_text: Callable) -> None:
    assert not [
        m
        for m, _ in code_text("Vold said taking Kest had foiled plots by his enemies to topple him.")
        if m.stage == "occurred"
    ]
