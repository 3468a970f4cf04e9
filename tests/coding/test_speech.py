"""What somebody merely said is an account, no event; formal acts and threats of violence are events."""

from __future__ import annotations

import pytest

from saidwho.coding import CodingOptions


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister rejected the accusation on Monday.",
        "The Northern Front hailed the fighters as martyrs.",
        "The ministry did not respond to a request for comment.",
        "The president accused the rebels of lying.",
        "The envoy praised the residents of Portava for opposing aggression.",
        "Norland condemned the remarks.",
        "The trade union threatened to sue the company.",
    ],
)
def test_words_alone_are_no_event(code_text, sentence):
    assert [(m.type, r["trigger"]) for m, r in code_text(sentence)] == []


def test_words_alone_are_events_where_asked_for(code_text):
    found = code_text("The minister rejected the demand of the rebels.", options=CodingOptions(speech_acts=True))
    assert [m.type for m, _ in found] == ["REJECT"]


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Arland and Norland signed a peace treaty on Friday.", "SUPPORT"),
        ("Arland vetoed a resolution of the council on Friday.", "REJECT"),
        ("The president met the rebel leader in Portava on Friday.", "CONSULT"),
        ("Arland and Norland held talks in Portava on Friday.", "CONSULT"),
        ("The gang threatened to kill the hostages.", "THREATEN"),
        ("Police opened an investigation into the mayor.", "ACCUSE"),
    ],
)
def test_formal_acts_and_threats_of_violence_are_events(code_text, sentence, type_):
    assert type_ in [m.type for m, _ in code_text(sentence)] or any(
        m.stage == "threatened" for m, _ in code_text(sentence)
    )


def test_a_general_goal_is_no_event_and_a_named_target_is_one(code_text):
    quoted = code_text('"This shows our will to go on destroying enemy strongholds," the commander said.')
    assert [(m.type, r["trigger"]) for m, r in quoted if m.stage in ("hypothetical", "occurred")] == []
    named = code_text("The commander urged his men to attack Portava.")
    assert [(m.type, m.stage) for m, _ in named if m.type == "ASSAULT"] == [("ASSAULT", "hypothetical")]


def test_a_resolution_approved_is_an_event(code_text):
    assert [m.type for m, _ in code_text("The parliament approved a resolution on Monday.")] == ["AGREE"]
    assert code_text("The company approved a new design.") == []
