"""Statements that only point to an event: whose account of which event they are."""

from __future__ import annotations

import pytest
from portava import actor, merge, said, span, told

from saidwho.merging import told_in
from saidwho.records import Attribution, Event

TEXT = (
    "Blast wrecks hall in Portava\n"
    "An explosion wrecked the fish hall on Sunday. The ministry blamed the Northern Front. The Front denied any role.\n"
    "Police doubted that theory. The mayor could not verify the claim. The Brigade claimed responsibility.\n"
)
BLAST = span("explosion", text=TEXT)
FRONT = actor("Northern Front", text=TEXT, kind="armed group")


def pointing(speaker: str, kind: str, cue_class: str, cue: str, content: str, **more: object) -> Attribution:
    who = actor(speaker, text=TEXT, kind=kind)
    return said(1, who, cue_class, cue=(span(cue, text=TEXT),), content=(span(content, text=TEXT),), **more)


def event_with(attribution: Attribution) -> Event:
    (event,) = merge((attribution,), told(1, BLAST, actors=()), text=TEXT)
    return event


def test_any_role_denied_is_a_denial_of_the_event() -> None:
    event = event_with(pointing("The Front", "armed group", "deny", "denied", "any role"))
    assert [(a.stance, a.role) for a in event.accounts] == [("asserts", "outlet"), ("denies", "armed group")]
    assert event.mentions[-1].trigger == span("any role", text=TEXT)


def test_blame_names_the_accused() -> None:
    more = actor("Northern Front", text=TEXT, kind="armed group")
    blame = pointing("The ministry", "ministry", "accuse", "blamed", "the Northern Front")
    beside = told(2, span("wrecked", text=TEXT), actors=(more,), type="PROTEST")
    events = merge((blame,), told(1, BLAST, actors=()), beside, text=TEXT)
    accounts = [(a.stance, a.source.name) for a in events[0].accounts if a.source]
    assert accounts == [("accuses", "The ministry")]
    assert [a.name for a in events[0].actors] == ["Northern Front"]
    assert events[0].responsibility == "accused"


@pytest.mark.parametrize(
    ("speaker", "kind", "cue_class", "cue", "content"),
    [
        ("Police", "police", "deny", "doubted", "that theory"),
        ("The mayor", "person", "confirm", "verify", "the claim"),
    ],
)
def test_other_words_point_to_nothing(speaker: str, kind: str, cue_class: str, cue: str, content: str) -> None:
    event = event_with(pointing(speaker, kind, cue_class, cue, content))
    assert [a.role for a in event.accounts] == ["outlet"]


def test_responsibility_claimed_is_a_claim_and_a_claim_unverified_is_no_denial() -> None:
    event = event_with(pointing("The Brigade", "armed group", "claim", "claimed", "responsibility"))
    assert [a.stance for a in event.accounts if a.source] == ["claims"]
    event = event_with(pointing("The mayor", "person", "unverified", "verify", "the claim", negated=True))
    assert [a.stance for a in event.accounts if a.source] == ["cannot_verify"]
    assert event.status == "single source"


def test_nothing_that_took_place_nothing_to_point_to() -> None:
    denial = pointing("The Front", "armed group", "deny", "denied", "any role")
    (event,) = merge((denial,), told(1, BLAST, actors=(), stage="planned"), text=TEXT)
    assert [a.role for a in event.accounts] == ["outlet"]
    assert merge((denial,), text=TEXT) == ()


def test_mentions_that_only_point_are_told_of_too() -> None:
    mention = told(1, BLAST, actors=())
    event = event_with(pointing("The Front", "armed group", "deny", "denied", "any role"))
    assert [m.id for m in told_in((event,), (mention,))] == ["m-1", "m-a-1"]
