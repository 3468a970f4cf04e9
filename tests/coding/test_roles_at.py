"""Where a deed was is no target, what it was done with is none either, and whose arrest it was did not do it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from saidwho.pipeline import Annotator
from saidwho.reading import read_text


def test_where_it_was_is_no_target(code_text: Callable) -> None:
    ((_, shooting), (_, attack)) = code_text("The shooting at the gate of Kest followed an attack at the base in Dorm.")
    assert "target" not in shooting
    assert attack["target"] == ["the base in Dorm"]


def test_what_is_blown_up_on_a_body_is_the_weapon(code_text: Callable) -> None:
    ((mention, roles),) = code_text("Two men blew up the belts on their bodies in Portava on Monday.")
    assert mention.mode == "suicide-attack" and "target" not in roles


@pytest.mark.parametrize(
    ("sentence", "role"),
    [("The bombers' arrest in Kest was announced.", "victim"), ("The army's killing of two men was filmed.", "actor")],
)
def test_the_owner_of_a_deed_suffers_it_unless_others_do(code_text: Callable, sentence: str, role: str) -> None:
    ((_, roles),) = code_text(sentence)
    assert roles[role][0] in ("The bombers", "The army")


def test_thousands_marching_somewhere_do_not_march_against_it(code_text: Callable) -> None:
    found = code_text("The killings happened in Dorm and in Kest, where thousands were marching for bread.")
    assert [roles.get("target") for m, roles in found if m.type == "PROTEST"] == [None]


def test_who_shot_is_named_in_a_title_of_capitals(annotator: Annotator) -> None:
    text = (
        "Governor Wants Inquiry Into Army Shooting At Kest\n\nSeveral people were killed by the gunfire on Tuesday.\n"
    )
    (event,) = annotator.annotate(read_text(text)).events
    assert [a.as_written for a in event.actors] == ["Army"]


def test_a_fight_in_which_things_burned_is_no_destruction(annotator: Annotator) -> None:
    text = "News\n\nRebels overran a post in Kest on Sunday and burned two trucks, police said. Six soldiers died.\n"
    (event,) = annotator.annotate(read_text(text)).events
    assert event.mode is None
    (burned,) = annotator.annotate(read_text("News\n\nA mob burned down a church in Kest on Sunday.\n")).events
    assert burned.mode == "destroy" and burned.targets[0].as_written.startswith("a church")


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("The bombing of the mill in Kest killed two.", "the mill"),
        ("The shelling of a wedding in Dorm angered many.", "a wedding"),
    ],
)
def test_anything_in_the_world_can_be_bombed(code_text: Callable, sentence: str, target: str) -> None:
    ((_, roles),) = code_text(sentence)
    assert roles["target"][0].startswith(target)


def test_one_particular_victim_is_no_rival_total(annotator: Annotator) -> None:
    text = (
        "News\n\nThe Northern Front said it killed 20 soldiers in an attack on a base in Kest on Monday. "
        "Security sources said that the base was overrun and its commander killed.\n"
    )
    (event,) = annotator.annotate(read_text(text)).events
    assert [(t.low, t.part_of) for t in event.tolls] == [(20, None), (1, 0)]


def test_a_repelled_attack_is_not_the_raids_told_of_next(annotator: Annotator) -> None:
    text = (
        "News\n\nTroops in Kest told the agency that one more attack was beaten back. "
        "The army has stepped up its air raids on the Northern Front.\n"
    )
    events = annotator.annotate(read_text(text)).events
    assert [e.stage for e in events] == ["attempted", "occurred"]
