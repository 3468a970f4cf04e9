"""Who did it by the words of somebody else: accused, blamed, held responsible, claimed; never the accuser."""

from collections.abc import Callable

import pytest

from saidwho.records import EventMention

Coded = list[tuple[EventMention, dict[str, list[str]]]]


@pytest.mark.parametrize(
    "sentence",
    [
        "The defence minister accused the Northern Front of the attack.",
        "The minister blamed the Northern Front for the attack in Kara.",
        "The minister blamed the bombing on the Northern Front.",
        "The attack was claimed by the Northern Front.",
        "Maren said the Northern Front was behind the bombing.",
        "Responsibility for the attack lies with the Northern Front, she said.",
        "The government held the Northern Front responsible for the massacre.",
        "The Northern Front has been accused of killing five villagers.",
        "The raid was the work of the Northern Front, the mayor said.",
        "The governor blamed the Northern Front for planting the bomb.",
        "Police suspect the Northern Front of carrying out the bombing.",
        "An attack blamed on the Northern Front killed five people.",
    ],
)
def test_the_accused_is_the_actor(code_text: Callable[..., Coded], sentence: str) -> None:
    (found,) = [roles for m, roles in code_text(sentence) if m.type == "ASSAULT"]
    assert [a.removeprefix("the ").removeprefix("The ") for a in found["actor"]] == ["Northern Front"]
    assert "target" not in found or "Northern Front" not in " ".join(found["target"])


def test_the_accuser_is_no_actor(code_text: Callable[..., Coded]) -> None:
    coded = code_text("Norland accused Arland of violating the ceasefire by shelling its positions near Veld.")
    assert [roles.get("actor") for m, roles in coded if m.mode == "heavy-weapons"] == [["Arland"]]
    assert not [m for m, _ in coded if m.type == "RETREAT"]


def test_nobody_claims(code_text: Callable[..., Coded]) -> None:
    for sentence in ("No group has claimed responsibility for the attack.", "The army denied a part in the raid."):
        assert all("actor" not in roles for m, roles in code_text(sentence) if m.type == "ASSAULT")


def test_a_body_that_doers_are_thought_to_belong_to(code_text: Callable[..., Coded]) -> None:
    coded = code_text("A convoy was attacked by gunmen believed to belong to the Northern Front.")
    assert coded[0][1]["actor"] == ["gunmen", "the Northern Front"]


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("Rebels attacked Tolo, residents said. The army said that nothing happened.", "happened"),
        ("Rebels attacked Tolo, residents said. “No such incident was recorded”, the army said.", "incident"),
        ("Rebels attacked Tolo, residents said. The attack never took place, the army said.", "attack"),
        ("There is no evidence of an attack on the village, the mayor said.", "attack"),
        ("Reports of an attack on the base are false, the ministry said.", "attack"),
        ("“Not a single bullet was fired”, the officer said.", "fired"),
    ],
)
def test_what_is_denied_without_a_word_for_it(code_text: Callable[..., Coded], sentence: str, trigger: str) -> None:
    negative = [roles["trigger"] for m, roles in code_text(sentence) if m.polarity == "negative"]
    assert negative == [[trigger]]


def test_nothing_is_denied_where_nothing_was_told(code_text: Callable[..., Coded]) -> None:
    assert code_text("We waited at the station all day and nothing happened.") == []


@pytest.mark.parametrize(
    ("sentence", "stages"),
    [
        ("A crowd gathered after rumours spread that they had kidnapped a child.", []),
        ("Soldiers went on television to announce that they had overthrown President Keto.", ["occurred"]),
        ("He ordered an inquiry into the shooting of Tuesday evening.", ["occurred"]),
        ("Thugs had been hired to attack the rally.", ["planned"]),
        ("The front threatened further attacks unless its leader is freed.", ["threatened"]),
        ("Police prevented an attack on a church, arresting two men.", ["attempted", "occurred"]),
        ("Miners kidnapped last month were freed on Friday.", ["occurred", "occurred"]),
    ],
)
def test_stages(code_text: Callable[..., Coded], sentence: str, stages: list[str]) -> None:
    found = [m for m, _ in code_text(sentence) if m.type in ("ASSAULT", "COERCE", "RETREAT")]
    assert [m.stage for m in found] == stages
