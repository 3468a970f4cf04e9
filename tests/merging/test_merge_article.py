"""Mentions of one article: one event or several, whose account, which status."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from portava import ARMY, FRONT, LATER, LEAD, POLICE, TEXT, TITLE, article, merge, said, span, told

from saidwho.merging import merge_article
from saidwho.records import OUTLET, Actor, Place, Span, Time, Toll


def test_title_and_lead_are_one_event_with_one_source() -> None:
    (event,) = merge((said(1, FRONT),), told(1, TITLE), told(2, LEAD, "a-1"))
    assert event.status == "claimed"
    assert [m.id for m in event.mentions] == ["m-1", "m-2"]
    assert [a.stance for a in event.accounts if a.source] == ["claims"]


def test_a_claim_and_its_repetition_stay_a_claim() -> None:
    again = said(2, Actor(span("it"), "it", name="Northern Front"))
    (event,) = merge((said(1, FRONT), again), told(1, LEAD, "a-1"), told(2, LATER, "a-2"))
    assert event.status == "claimed"
    assert len(event.accounts) == 1


def test_police_beside_the_claim_corroborate() -> None:
    (event,) = merge((said(1, FRONT), said(2, POLICE)), told(1, LEAD, "a-1"), told(2, LATER, "a-2", actors=()))
    assert event.status == "corroborated (2)"
    assert event.occurrence == "corroborated (2)"
    assert event.responsibility == "claimed"


def test_a_spokesman_and_his_group_are_one_source() -> None:
    spokesman = Actor(span("The army"), "The army", name="Col. Ann Lee", affiliation="Police")
    (event,) = merge(
        (said(1, POLICE), said(2, spokesman)), told(1, LEAD, "a-1", actors=()), told(2, LATER, "a-2", actors=())
    )
    assert event.status == "single source"


def test_claim_and_denial_are_disputed() -> None:
    denial = said(2, ARMY, "deny")
    (event,) = merge((said(1, FRONT), denial), told(1, LEAD, "a-1"), told(2, span("strike", LEAD.end), "a-2"))
    assert event.status == "disputed"
    assert "denied by The army" in event.status_why


def test_accused_who_only_denies() -> None:
    accusation, denial = said(1, POLICE, "accuse"), said(2, FRONT, "deny")
    (event,) = merge((accusation, denial), told(1, LEAD, "a-1"), told(2, LATER, "a-2"))
    assert event.status == "denied"


def test_the_outlet_alone_is_a_single_source() -> None:
    (event,) = merge((), told(1, LEAD))
    assert event.status == "single source"
    assert "own voice" in event.status_why


def test_no_named_source_is_said_to_be_so() -> None:
    (event,) = merge((said(1, None, unknown={"source": "passive without an agent"}),), told(1, LEAD, "a-1"))
    assert event.status == "single source"
    assert "no source" in event.status_why
    assert event.accounts[0].source is None and event.accounts[0].unknown


def test_a_threat_is_no_event_that_took_place() -> None:
    events = merge((said(1, FRONT, "threaten"),), told(1, TITLE), told(2, LEAD, "a-1", stage="threatened"))
    assert [e.status for e in events] == ["single source", "threatened"]


def test_other_places_and_days_are_other_events() -> None:
    here = Place(span("Portava"), "Portava", name="Portava", precision="city")
    there = Place(span("ministry"), "ministry", name="Velk", precision="city")
    assert len(merge((), told(1, LEAD, place=here), told(2, LATER, place=there))) == 2
    monday = Time(span("Sunday"), "Sunday", dt.date(2031, 5, 5), dt.date(2031, 5, 6))
    sunday = Time(span("Sunday"), "Sunday", dt.date(2031, 5, 4), dt.date(2031, 5, 5))
    assert len(merge((), told(1, LEAD, time=sunday), told(2, LATER, time=monday))) == 2


def test_an_abduction_is_no_bombing_and_one_trigger_may_tell_two() -> None:
    assert len(merge((), told(1, LEAD, mode="aerial"), told(2, LATER, mode="abduct"))) == 2
    assert len(merge((), told(1, LEAD), told(2, LEAD))) == 2


def test_tolls_keep_their_source_and_copies_count_once() -> None:
    three = Toll("killed", span("three"), "three", 3, 3, 3, said_by="a-1")
    sub = Toll("killed", span("three"), "three", 1, 1, 1, said_by="a-1", part_of=0)
    (event,) = merge(
        (said(1, POLICE),),
        told(1, LEAD, "a-1", tolls=(three, sub)),
        told(2, LATER, "a-1", tolls=(three,)),
    )
    assert [(t.low, t.part_of) for t in event.tolls] == [(3, None), (1, 0)]
    assert {t.said_by for t in event.tolls} == {event.accounts[0].id}


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["ASSAULT", "PROTEST", "COERCE"]),
            st.sampled_from(["occurred", "threatened", "attempted", "planned"]),
            st.sampled_from([OUTLET, "a-1", "a-2", "a-3"]),
            st.integers(0, len(TEXT) - 2),
        ),
        max_size=30,
    )
)
def test_each_mention_is_in_one_event_and_what_has_not_happened_never_counts(
    rows: list[tuple[str, str, str, int]],
) -> None:
    attributions = (said(1, FRONT), said(2, ARMY, "deny"), said(3, None))
    mentions = [
        told(n, Span(at, at + 1), by, type=kind, stage=stage)
        for n, (kind, stage, by, at) in enumerate(sorted(rows, key=lambda r: r[3]))
    ]
    events = merge_article(article(), attributions, tuple(mentions))
    pointing = [m for e in events for m in e.mentions if m.id.endswith("-t") or m.id.startswith("m-a-")]
    assert all(m.stage == "threatened" or m.id.startswith("m-a-") for m in pointing)
    assert sorted(m.id for e in events for m in e.mentions if m not in pointing) == sorted(m.id for m in mentions)
    for event in events:
        if event.stage in ("threatened", "planned"):
            assert event.status == "threatened"
        assert {t.said_by for t in event.tolls} <= {a.id for a in event.accounts}
    assert events == merge_article(article(), attributions, tuple(mentions))


def test_who_denies_what_another_says_has_an_account() -> None:
    denial, report = said(1, ARMY, "deny"), said(2, None, "report", parent="a-1")
    (event,) = merge((denial, report), told(1, LEAD, "a-2", actors=(ARMY,)))
    assert [(a.stance, a.source.name if a.source else None) for a in event.accounts] == [
        ("asserts", None),
        ("denies", "The army"),
    ]


def test_admitting_is_claiming_and_an_unnamed_it_is_the_speaker() -> None:
    (event,) = merge((said(1, FRONT, "confirm"),), told(1, LEAD, "a-1"))
    assert [a.stance for a in event.accounts] == ["claims"]
    unnamed = Actor(span("The army"), "the army", kind="state forces")
    it = Actor(span("it"), "it", kind="state forces")
    (event,) = merge((said(1, unnamed),), told(1, LEAD, "a-1", actors=(it,)))
    assert [a.stance for a in event.accounts] == ["claims"]


def test_nobody_hurt_supports_nothing() -> None:
    none = Toll("killed", span("three"), "three", 0, 0, 0, said_by="a-2")
    (event,) = merge((said(1, FRONT), said(2, POLICE)), told(1, LEAD, "a-1", tolls=(none,)))
    assert event.status == "claimed"


def test_what_a_party_says_that_another_said_is_its_own_account() -> None:
    outer, inner = said(1, POLICE), said(2, FRONT, "claim", parent="a-1")
    (event,) = merge((outer, inner), told(1, LEAD, "a-2"))
    assert [(a.stance, a.source.name if a.source else None) for a in event.accounts] == [("accuses", "Police")]
    wire = Actor(span("it"), "it", name="Arland Wire", kind="media")
    (event,) = merge((said(1, wire), inner), told(1, LEAD, "a-2"))
    assert [a.source.name for a in event.accounts if a.source] == ["Northern Front"]


def test_an_unnamed_claimant_is_no_rival() -> None:
    short = Actor(span("Front"), "Front", kind="armed group")
    (event,) = merge(
        (said(1, FRONT, "claim"), said(2, short, "claim")),
        told(1, LEAD, "a-1", actors=()),
        told(2, LATER, "a-2", actors=()),
    )
    assert event.status == "claimed"


def test_a_claimant_who_also_only_says_so_is_still_the_only_source() -> None:
    (event,) = merge((said(1, FRONT), said(2, FRONT)), told(1, LEAD, "a-1", actors=()), told(2, LATER, "a-2"))
    assert [a.stance for a in event.accounts] == ["claims"]
    assert event.status == "claimed"


def test_unnamed_sources_of_title_and_text_count_once() -> None:
    short, full = Actor(span("Police"), "Police"), Actor(span("The army"), "local police")
    (event,) = merge((said(1, short), said(2, full)), told(1, LEAD, "a-1", actors=()), told(2, LATER, "a-2", actors=()))
    assert event.status == "single source"
