"""Statements that only point to an event: whose account of which event they are."""

from __future__ import annotations

import pytest
from portava import actor, merge, said, span, told

from saidwho.merging import told_in
from saidwho.records import Actor, Attribution, Event, Place, Span

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


SIDE = (
    "Twin blasts wreck hall in Portava\n"
    "Two blasts wrecked the fish hall on Sunday, a day after a general was killed in Sorland.\n"
    "An official put the blame on Arland. Arland said it had no role. The Front insisted it was them.\n"
    "The Front sent a bomb threat to a school. The Brigade denied this. Norland condemned the reported killings.\n"
)


def side(words: str, kind: str) -> Actor:
    return actor(words, text=SIDE, kind=kind)


def pointed(number: int, speaker: Actor, cue_class: str, cue: str, content: str) -> Attribution:
    return said(number, speaker, cue_class, cue=(span(cue, text=SIDE),), content=(span(content, text=SIDE),))


def place(country: str) -> Place:
    return Place(Span(0, 1), "x", country=country)


def test_blame_is_of_the_reports_own_event_and_not_of_one_told_in_passing() -> None:
    blame = pointed(1, side("An official", "officials"), "accuse", "put", "the blame on Arland")
    denial = pointed(2, side("Arland", "state"), "say", "said", "it had no role")
    owned = pointed(3, side("The Front", "armed group"), "say", "insisted", "it was them")
    condemned = pointed(4, side("Norland", "state"), "condemn", "condemned", "the reported killings")
    threat = told(3, span("threat", text=SIDE), actors=(), type="THREATEN", stage="threatened")
    rejected = pointed(5, side("The Brigade", "armed group"), "deny", "denied", "this")
    events = merge(
        (blame, denial, owned, condemned, rejected),
        told(1, span("blasts", text=SIDE), actors=(), place=place("XX")),
        told(2, span("killed", text=SIDE), actors=(), place=place("YY")),
        threat,
        text=SIDE,
    )
    blasts, general, letter = events
    assert [(a.source.name, a.stance) for a in blasts.accounts if a.source] == [
        ("An official", "accuses"),
        ("Arland", "denies"),
        ("The Front", "claims"),
        ("Norland", "condemns"),
    ]
    assert [a.name for a in blasts.actors] == ["Arland", "The Front"]
    assert [a.role for a in general.accounts] == ["outlet"]
    assert [(a.source.name, a.stance) for a in letter.accounts if a.source] == [("The Brigade", "denies")]


def test_a_group_that_only_the_blame_names_is_accused() -> None:
    text = "Blast in Portava\nA blast wrecked the hall. Police blamed the Harbour Brigade, a group few had heard of.\n"
    content = span("the Harbour Brigade, a group few had heard of", text=text)
    police = actor("Police", text=text, kind="police")
    blame = said(1, police, "accuse", cue=(span("blamed", text=text),), content=(content,))
    (event,) = merge((blame,), told(1, span("blast", text=text), actors=()), text=text)
    assert [a.name for a in event.actors] == ["Harbour Brigade"]
    assert event.responsibility == "accused"


def test_nobody_claims_what_the_report_says_another_did() -> None:
    text = (
        "Arland bombs camps after raid\nArland bombed camps of the Brigade. A raid on a mill had cost five lives.\n"
        "The Brigade said it was responsible.\n"
    )
    brigade = actor("Brigade", text=text, kind="armed group")
    arland = actor("Arland", text=text, kind="state", id="XX")
    content = span("it was responsible", text=text)
    claim = said(1, brigade, "claim", cue=(span("said", text=text),), content=(content,))
    bombed = told(1, span("bombed", text=text), actors=(arland,), place=place("YY"))
    raid = told(2, span("raid on", text=text), actors=(), place=place("XX"))
    events = merge((claim,), bombed, raid, text=text)
    assert [[a.stance for a in e.accounts if a.source] for e in events] == [[], ["claims"]]
