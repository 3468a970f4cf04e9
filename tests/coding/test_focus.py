"""A negation that denies the place, the doer or the target of a deed, and not the deed."""

from __future__ import annotations

import pytest


def _assault(found):
    hits = [(m, r) for m, r in found if m.type == "ASSAULT"]
    assert len(hits) == 1, [(m.type, r) for m, r in found]
    return hits[0]


@pytest.mark.parametrize(
    ("sentence", "never"),
    [
        ("The strikes on the depot were not launched from the island, investigators found.", "island"),
        ("The attack on the barracks was not carried out by the Red Column, the minister said.", "Red Column"),
        ("The rockets were not fired from Norland, the envoy said.", "Norland"),
        ("Gunmen did not attack the barracks but the market on Sunday.", "barracks"),
        ("The shelling of Portava did not come from the hills.", "hills"),
    ],
)
def test_the_deed_stays_and_what_is_denied_is_not_recorded(code_text, sentence, never):
    mention, roles = _assault(code_text(sentence))
    assert (mention.polarity, mention.stage) == ("positive", "occurred")
    assert not any(never in words for name, found in roles.items() for words in found if name != "trigger")


def test_what_stands_behind_but_is_recorded(code_text):
    _, roles = _assault(code_text("Gunmen did not attack the barracks but the market on Sunday."))
    assert roles["target"] == ["the market"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The army did not attack the village.",
        "No attack took place in Portava, the mayor said.",
        "The army said the strike was not carried out by the army.",
        "No shells were fired from the north.",
    ],
)
def test_a_denied_deed_stays_denied(code_text, sentence):
    assert all(m.polarity == "negative" for m, _ in code_text(sentence) if m.type == "ASSAULT")


def test_what_a_denial_takes_for_granted_is_not_denied(code_text):
    found = code_text("The group denied any role in the threat that led to the arrest of the editor on Monday.")
    assert [(m.attribution, m.polarity) for m, _ in found if m.mode == "arrest"] == [("a-0", "positive")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The minister had no part in the raid on the barracks in Portava.",
        "Exports were not disrupted by the attack in Portava.",
        "The council asked Norland to stop shelling Portava.",
    ],
)
def test_deeds_beside_a_negation_took_place(code_text, sentence):
    assert [(m.stage, m.polarity) for m, _ in code_text(sentence) if m.type == "ASSAULT"] == [("occurred", "positive")]


def test_the_setting_of_what_is_feared_took_place(code_text):
    found = code_text("Hundreds were feared dead after a blast at a mill in Portava.")
    assert {m.stage for m, r in found if r["trigger"] == ["blast"]} == {"occurred"}
