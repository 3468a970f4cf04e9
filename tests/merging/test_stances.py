"""The stance that a cue gives its speaker: claims, accusations and threats."""

from __future__ import annotations

import pytest
from portava import ARMY, FRONT, LEAD, POLICE, said, told

from saidwho.merging.stances import stance_of
from saidwho.records import Actor, EventMention, Span

NOWHERE = Span(0, 0)


def party(words: str, kind: str, **more: object) -> Actor:
    return Actor(NOWHERE, words, name=words, kind=kind, **more)  # type: ignore[arg-type]


KENYA = party("Kenya", "state", id="KE")
MINISTRY = party("Defence Ministry", "ministry")


def threat(*actors: Actor, type_: str = "THREATEN") -> EventMention:
    return told(1, LEAD, "a-1", type=type_, stage="threatened", actors=actors)


@pytest.mark.parametrize(
    ("speaker", "mention", "stance"),
    [
        (FRONT, threat(FRONT), "threatens"),
        (FRONT, threat(type_="ASSAULT"), "threatens"),
        (POLICE, threat(FRONT), "accuses"),
        (POLICE, threat(), "asserts"),
        (POLICE, threat(type_="ASSAULT"), "asserts"),
        (party("Harbour News", "media"), threat(), "asserts"),
        (party("Ann Lee", "person"), threat(type_="ASSAULT"), "asserts"),
    ],
)
def test_only_the_one_who_will_do_it_threatens(speaker: Actor, mention: EventMention, stance: str) -> None:
    assert stance_of(said(1, speaker), mention) == stance


def test_who_vows_revenge_for_a_deed_does_not_threaten_that_deed() -> None:
    assert stance_of(said(1, ARMY, "threaten"), told(1, LEAD, "a-1")) == "asserts"


def test_a_ministry_without_a_nationality_is_the_doers_at_home_and_against_fighters() -> None:
    at_home = told(1, LEAD, "a-1", actors=(KENYA,))
    assert stance_of(said(1, MINISTRY), at_home, home="KE") == "claims"
    fighters = told(1, LEAD, "a-1", actors=(KENYA,), targets=(party("camps of militants", "locality"),))
    assert stance_of(said(1, MINISTRY), fighters, home="SO") == "claims"
    assert stance_of(said(1, MINISTRY), at_home, home="SO") == "asserts"
    struck = told(1, LEAD, "a-1", actors=(KENYA,), targets=(party("Somalia", "state", id="SO"),))
    assert stance_of(said(1, MINISTRY), struck, home="KE") == "asserts"


def test_a_ministry_with_a_nationality_accuses_another_state() -> None:
    ministry = party("Somalia's Defence Ministry", "ministry")
    assert stance_of(said(1, ministry), told(1, LEAD, "a-1", actors=(KENYA,)), home="SO") == "accuses"


def test_soldiers_of_nowhere_are_the_ministrys_own() -> None:
    soldiers = Actor(NOWHERE, "Soldiers", kind="state forces")
    foreign = Actor(NOWHERE, "soldiers from abroad", kind="state forces")
    assert stance_of(said(1, MINISTRY), told(1, LEAD, "a-1", actors=(soldiers,))) == "claims"
    assert stance_of(said(1, MINISTRY), told(1, LEAD, "a-1", actors=(foreign,))) == "asserts"


def test_blame_that_names_nobody_accuses_nobody() -> None:
    assert stance_of(said(1, POLICE, "accuse"), told(1, LEAD, "a-1", actors=())) == "asserts"
    assert stance_of(said(1, POLICE, "accuse"), told(1, LEAD, "a-1")) == "accuses"
