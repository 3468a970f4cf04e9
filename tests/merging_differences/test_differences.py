"""Two merges compared: what is added, changed and gone, whatever the ids."""

from dataclasses import replace

from saidwho.merging.differences import differences
from saidwho.records import Account, Actor, Event, EventMention, Span, Toll

AT = Span(0, 1)


def event(identifier: str, *mentions: str, status: str = "claimed", accounts: tuple[Account, ...] = ()) -> Event:
    told = tuple(EventMention(m.split("/")[1], "ASSAULT", None, AT, AT, article=m.split("/")[0]) for m in mentions)
    return Event(identifier, "ASSAULT", None, None, "occurred", "positive", status, status, status, "why",
                 mentions=told, accounts=accounts)  # fmt: skip


def account(name: str, stance: str) -> Account:
    return Account("s-1", Actor(AT, name, name), stance, None, (), (AT,), (), None, ("a-1",))  # type: ignore[arg-type]


def test_the_same_events_differ_in_nothing() -> None:
    events = [event("e-1", "a/m-1"), event("e-2", "b/m-1")]
    assert differences(events, reversed(events)) == ()


def test_a_new_report_changes_its_event() -> None:
    before = [event("e-1", "a/m-1")]
    after = [event("e-1", "a/m-1", "b/m-1", status="disputed", accounts=(account("Army", "denies"),))]
    (change,) = differences(before, after)
    assert change.kind == "changed"
    assert ("status", "claimed", "disputed") in change.fields
    assert ("account", "", "Army denies") in change.fields
    assert ("report", "", "b") in change.fields


def test_an_event_is_known_by_its_mentions_not_by_its_id() -> None:
    before = [event("e-1", "a/m-1", "b/m-1")]
    after = [event("e-0", "a/m-1", "b/m-1", status="denied")]
    (change,) = differences(before, after)
    assert (change.kind, change.was) == ("changed", "e-1")


def test_another_id_alone_is_a_change() -> None:
    (change,) = differences([event("e-1", "a/m-1")], [event("e-0", "a/m-1")])
    assert (change.kind, change.was, change.fields) == ("changed", "e-1", ())


def test_added_and_gone() -> None:
    changes = differences([event("e-1", "a/m-1")], [event("e-2", "b/m-1")])
    assert [(c.kind, c.event.id) for c in changes] == [("added", "e-2"), ("gone", "e-1")]


def test_a_split_leaves_the_larger_part_the_same_event() -> None:
    before = [event("e-1", "a/m-1", "b/m-1", "c/m-1")]
    after = [event("e-1", "a/m-1"), event("e-2", "b/m-1", "c/m-1")]
    changes = differences(before, after)
    assert [(c.kind, c.event.id) for c in changes] == [("added", "e-1"), ("changed", "e-2")]


def test_a_revised_figure_shows_both() -> None:
    toll = Toll("killed", AT, "ten", 10, 10, 10, said_by="s-1")
    one = replace(event("e-1", "a/m-1", accounts=(account("Police", "asserts"),)), tolls=(toll,))
    two = replace(one, tolls=(replace(toll, low=12, high=12, best=12),))
    (change,) = differences([one], [two])
    assert set(change.fields) == {("toll", "killed 10, by Police", ""), ("toll", "", "killed 12, by Police")}
