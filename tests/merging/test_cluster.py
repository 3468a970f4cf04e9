"""What keeps two mentions of one report apart, and what brings them together."""

from __future__ import annotations

from dataclasses import replace

from portava import FRONT, LATER, LEAD, POLICE, TITLE, actor, merge, said, span, told

from saidwho.records import Toll

STRIKE = span("strike", LEAD.end)


def killed(number: int, by: str) -> Toll:
    return Toll("killed", span("three"), "three", number, number, number, said_by=by)


def test_figures_many_times_apart_are_of_two_events() -> None:
    one, much_more = killed(3, "a-1"), killed(60, "a-2")
    two = (said(1, POLICE), said(2, POLICE))
    assert len(merge(two, told(1, LEAD, "a-1", tolls=(one,)), told(2, LATER, "a-2", tolls=(much_more,)))) == 2
    total, part = killed(22, "a-1"), killed(4, "a-2")
    assert len(merge(two, told(1, LEAD, "a-1", tolls=(total,)), told(2, LATER, "a-2", tolls=(part,)))) == 1


def test_an_answer_to_an_attack_is_another_event() -> None:
    army = actor("The army", kind="state forces")
    events = merge(
        (),
        told(1, LEAD, actors=(FRONT,), targets=(army,)),
        told(2, LATER, actors=(army,), targets=(FRONT,)),
    )
    assert len(events) == 2


def test_another_attack_is_another() -> None:
    text = "Front strikes\nThe Northern Front struck the depot. It made another attack near the depot.\n"
    first, second = span("struck", text=text), span("attack", text=text)
    line = span("It made another attack near the depot.", text=text)
    front = actor("Northern Front", text=text, kind="armed group")
    mentions = (told(1, first, actors=(front,)), replace(told(2, second, actors=(front,)), sentence=line))
    assert len(merge((), *mentions, text=text)) == 2


def test_threats_that_come_after_the_attack_stay_apart() -> None:
    events = merge((said(1, FRONT),), told(1, TITLE), told(2, LEAD, "a-1"), told(3, STRIKE, stage="hypothetical"))
    assert [e.status for e in events] == ["claimed", "threatened"]
