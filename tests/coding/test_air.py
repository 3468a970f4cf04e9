"""Strikes and bombings: from the air where a state's forces or planes did it."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "mode"),
    [
        ("The Turkish army bombed a village near Kestrin on Monday.", "aerial"),
        ("American forces hit targets in Iraq on Friday.", "aerial"),
        ("The military said that it had struck 12 targets in northern Iraq.", "aerial"),
        ("Turkish strikes hit the town of Kestrin on Monday.", "aerial"),
        ("A militant bombed the market in Portava.", "explosives"),
        ("The Northern Front bombed the bridge.", "explosives"),
        ("The bombing of the church was carried out by extremists.", "explosives"),
    ],
)
def test_who_bombs_says_from_where(code_text, sentence, mode):
    assert [m.mode for m, _ in code_text(sentence) if m.type == "ASSAULT"] == [mode]


def test_targets_in_two_named_places_are_two_mentions(code_text):
    found = [(m, r) for m, r in code_text("American forces hit targets in Iraq and Syria on Friday.")]
    assert [r["place"] for _, r in found] == [["Iraq"], ["Syria"]]
    assert [r["target"] for _, r in found] == [["targets"], ["targets"]]


def test_victims_of_attacks_in_two_places_are_not_doubled(code_text):
    found = code_text("Gunmen attacked villages in Iraq and Syria on Friday, killing 30 farmers.")
    assert len([m for m, _ in found if m.type == "ASSAULT"]) == 1


def test_clashes_over_months_are_a_series(code_text):
    found = code_text("Clashes have continued in Portava since October. Gunmen attacked the Portava station on Monday.")
    assert [m.background is not None for m, _ in found] == [True, False]


def test_a_time_in_front_is_no_part_of_the_actor(code_text):
    found = code_text("Overnight Türkiye bombed dozens of targets of rebels in northern Iraq.")
    assert [(m.mode, r["actor"]) for m, r in found] == [("aerial", ["Türkiye"])]


def test_two_sites_of_one_town_are_one_mention_with_its_place(code_text):
    found = code_text("Drones attacked the refinery and the airport in Portava.")
    assert [(r["target"], r["place"]) for _, r in found] == [(["the refinery", "the airport"], ["Portava"])]


def test_shells_hit_a_market_and_goods_do_not(code_text):
    assert [m.type for m, _ in code_text("Mortar shells hit the market.")] == ["ASSAULT"]
    assert code_text("The new phone hit the market.") == []
