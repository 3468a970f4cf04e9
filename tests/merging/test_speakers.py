"""Whose account is whose: a speaker as named, threats, blame, denied figures, the outlet's own voice."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from portava import ARMY, FRONT, LEAD, TEXT, merge, said, span, told

from saidwho.merging.parties import same_speaker, same_voice, someone
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Account, Actor, Event, Span, Toll


def named(words: str, kind: str | None, **more: object) -> Actor:
    values: dict[str, object] = {"name": words, **more}
    return Actor(Span(len(words), len(words) + 1), words, kind=kind, **values)  # type: ignore[arg-type]


MINISTRY = named("Kenyan Interior Ministry", "ministry")
MINISTER = named("Amina Otieno", "person", affiliation="Kenyan Interior Ministry")
SPOKESMAN = named("a spokesman of the Kenyan Interior Ministry", "spokesperson", name=None,
                  affiliation="Kenyan Interior Ministry")  # fmt: skip
OFFICIALS = named("two officials", "officials", name=None, affiliation="Kenyan Interior Ministry")
STATE = named("Kenya", "state", id="KE")


def test_a_minister_his_ministry_and_the_state_have_an_account_each() -> None:
    assert not same_speaker(MINISTER, MINISTRY)
    assert not same_speaker(MINISTRY, STATE)
    assert not same_speaker(OFFICIALS, MINISTRY)
    assert same_speaker(SPOKESMAN, MINISTRY)
    assert not same_speaker(None, None)


def test_in_one_report_the_body_that_the_lead_names_is_who_speaks_for_it() -> None:
    assert same_voice(MINISTER, MINISTRY)
    assert not same_voice(MINISTER, named("Paul Rede", "person", affiliation="Kenyan Interior Ministry"))
    assert not same_voice(OFFICIALS, MINISTER)


def test_two_names_of_one_group_are_one_where_one_holds_the_other() -> None:
    one, other = named("Lake Circle", "armed group"), named("Lake Circle in Arland", "armed group")
    assert same_speaker(one, other)
    assert not same_speaker(one, named("Circle", "armed group"))


@pytest.mark.parametrize(
    ("words", "kind", "somebody"),
    [
        ("They", None, False),
        ("some of which", None, False),
        ("Two armed groups", "armed group", False),
        ("two officials", "officials", True),
        ("a doctor", "person", True),
    ],
)
def test_who_is_nobody_in_particular(words: str, kind: str | None, *, somebody: bool) -> None:
    assert (someone(named(words, kind, name=None)) is not None) == somebody


def test_a_denied_figure_is_nobodys() -> None:
    denied = said(1, ARMY, "deny", content=(span("the attack killed three guards"),))
    three = Toll("killed", span("three"), "three", 3, 3, 3, said_by="a-1")
    nobody = Toll("killed", span("three"), "none", 0, 0, 0, said_by="a-1")
    (event,) = merge((denied,), told(1, span("attack"), "a-1", tolls=(three,)))
    assert event.tolls == ()
    (event,) = merge((denied,), told(1, span("attack"), "a-1", tolls=(nobody,)))
    assert [t.high for t in event.tolls] == [0]


def test_the_outlet_has_an_account_only_for_what_it_adds() -> None:
    three = Toll("killed", span("three"), "three", 3, 3, 3)
    sourced = told(1, LEAD, "a-1", tolls=(Toll("killed", span("three"), "three", 3, 3, 3, said_by="a-1"),))
    (event,) = merge((said(1, FRONT),), sourced, told(2, span("attack"), tolls=(three,)))
    assert [a.stance for a in event.accounts] == ["claims"]
    assert len(event.tolls) == 1
    nine = Toll("killed", span("three"), "nine", 9, 9, 9)
    (event,) = merge((said(1, FRONT),), sourced, told(2, span("attack"), tolls=(nine,)))
    assert [a.role for a in event.accounts] == ["actor", "outlet"]


def test_a_threat_of_the_doer_is_his_account_of_the_deed_and_no_deed() -> None:
    claim, threat = said(1, FRONT), said(2, FRONT, "threaten")
    events = merge((claim, threat), told(1, LEAD, "a-1"), told(2, span("attack"), "a-2", stage="threatened"))
    assert [(e.stage, e.status) for e in events] == [("occurred", "claimed"), ("threatened", "threatened")]
    assert [a.stance for a in events[0].accounts] == ["claims", "threatens"]


def test_who_reports_a_threat_of_others_does_not_threaten() -> None:
    told_of = told(1, span("attack"), "a-1", type="THREATEN", stage="threatened")
    (event,) = merge((said(1, ARMY),), told_of)
    assert [a.stance for a in event.accounts] == ["accuses"]
    assert TEXT[told_of.trigger.start : told_of.trigger.end] == "attack"


def test_a_charge_that_somebody_denies_accuses() -> None:
    denial = said(1, ARMY, "deny")
    charge = said(2, FRONT, "accuse", parent="a-1")
    (event,) = merge((denial, charge), told(1, span("attack"), "a-2", actors=()))
    assert [(a.source and a.source.name, a.stance) for a in event.accounts] == [
        ("Northern Front", "accuses"),
        ("The army", "denies"),
    ]


def coded(annotator: Annotator, text: str) -> Event:
    article = read_text(re.sub(r"(?<!\n)\n(?!\n)", " ", text), outlet="Harbour Post", published=dt.date(2031, 5, 5))
    return annotator.annotate(article).events[0]


def stances(accounts: tuple[Account, ...]) -> dict[str | None, str]:
    return {(a.source.name or a.source.as_written) if a.source else a.role: a.stance for a in accounts}


def test_blame_without_a_verb_of_doing_accuses(annotator: Annotator) -> None:
    event = coded(
        annotator,
        """Attack on port of Mombasa

MOMBASA (Harbour Post) - Drones hit the port of Mombasa on Sunday. The Northern Front, an armed group, claimed the
attack. The foreign minister of Kenya, Amina Otieno, said that the attack on the port was backed by Uganda.
""",
    )
    assert stances(event.accounts)["Amina Otieno"] == "accuses"


def test_an_army_that_says_that_militants_died_says_that_it_killed_them(annotator: Annotator) -> None:
    event = coded(
        annotator,
        """Army: 20 militants killed in Mali

BAMAKO (Harbour Post) - Twenty militants were killed in an operation in the center of Mali on Sunday, the Malian army
said in a statement.
""",
    )
    assert event.status == "claimed"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ministry of Defence of the Republic of Velmaria", "Velmaria's defence ministry", True),
        ("Velmarian Defence Ministry", "defence ministry of Velmaria", True),
        ("Velmarian Defence Ministry", "Velmarian Interior Ministry", False),
        ("Ministry of Defence of Velmaria", "Ministry of Defence of Torland", False),
        ("Ministry of Defence", "Defence Ministry", True),
    ],
)
def test_one_institution_in_other_words(one: str, other: str, same: bool) -> None:
    a, b = (Actor(Span(0, len(n)), n, n, kind="ministry") for n in (one, other))
    assert same_speaker(a, b) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Orla M. Wendt", "Orla Wendt", True),
        ("Orla Wendt", "Orla Maria Wendt", True),
        ("Orla Wendt", "Mirela Wendt", False),
        ("Orla M. Wendt", "Orla K. Wendt", False),
    ],
)
def test_a_middle_name_makes_nobody_another(one: str, other: str, same: bool) -> None:
    a, b = (Actor(Span(0, len(n)), n, n, kind="person") for n in (one, other))
    assert same_speaker(a, b) is same


def test_who_leads_the_gang_threatens_for_it(annotator: Annotator) -> None:
    text = (
        "Gang leader threatens to kill kidnapped nurses\n\n"
        "The leader of the gang that kidnapped six nurses near Portava on Sunday has threatened to "
        "kill them.\n\nThe gang took the six nurses from a bus on Sunday, police said."
    )
    article = read_text(text, published=dt.date(2031, 5, 8), outlet="Harbour Post")
    event = next(e for e in annotator.annotate(article).events if e.mode == "abduct" and e.stage == "occurred")
    threats = [a for a in event.accounts if a.stance == "threatens"]
    assert [a.source.as_written.split(" that ")[0] for a in threats if a.source] == ["The leader of the gang"]
