"""What is told beside the news: habits, series, wars; and deeds that another deed answers."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The two sides agreed on a truce after two weeks of shelling.", "a series"),
        ("These militias fight the army in many parts of the country.", "general"),
        ("Gunmen attacked the barracks in Portava on Monday.", None),
    ],
)
def test_habits_and_series_are_background(code_text, sentence, reason):
    assert [m.background for m, _ in code_text(sentence) if m.type == "ASSAULT"] == [reason]


@pytest.mark.parametrize(
    "sentence",
    [
        "The army threatened to respond to the attack in Portava.",
        "The union stopped supporting Norland in this war.",
    ],
)
def test_what_another_deed_answers_has_taken_place(code_text, sentence):
    assert [m.stage for m, _ in code_text(sentence) if m.type == "ASSAULT"] == ["occurred"]


def test_a_truce_agreed_on_is_one_event_with_its_parties(code_text):
    found = code_text("Arland and Norland agreed on a ceasefire on Friday.")
    assert [(m.type, r["actor"]) for m, r in found] == [("RETREAT", ["Arland", "Norland"])]


def test_people_who_gather_do_not_consult(code_text):
    assert code_text("Farmers met in the hall in Portava on Monday.") == []


def test_a_holiday_is_a_time_and_neither_place_nor_target(code_text):
    found = code_text("The attack on the church at Easter killed five people.")
    assert [r.get("time") for _, r in found] == [["Easter"]]
    assert not any("Easter" in words for _, r in found for words in [*r.get("place", []), *r.get("target", [])])


def test_churches_and_hotels_attacked_together_are_one_mention(code_text):
    found = code_text("The group carried out the attacks on churches and hotels in Norland.")
    assert [m.type for m, _ in found] == ["ASSAULT"]


def test_a_comparison_denies_no_attack(code_text):
    found = code_text("No attack by the army in Portava has been deadlier.")
    assert [m for m, _ in found if m.type == "ASSAULT"] == []


def test_fighting_for_months_is_a_series(code_text):
    found = code_text("Heavy fighting has gone on in Portava for months.")
    assert [m.background for m, _ in found] == ["a series"]


def test_that_stands_for_the_group_behind_its_leader(code_text):
    found = code_text("The leader of the gang that kidnapped 17 nurses in Kest was seen on Monday.")
    assert [r["actor"] for m, r in found if m.mode == "abduct"] == [["the gang"]]


def test_bases_are_targets(code_text):
    found = code_text("Fighters attacked five bases in Norland over the weekend.")
    assert [r["target"] for _, r in found] == [["five bases"]]


def test_a_number_of_deeds_is_background(code_text):
    found = code_text("The envoy said that Norland was behind almost 100 attacks on Arland.")
    assert [m.background for m, _ in found if m.type == "ASSAULT"] == ["a number of deeds"]
