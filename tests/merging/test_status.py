"""The written rule: who vouches, who disputes, who denies."""

from __future__ import annotations

from dataclasses import replace

from portava import ARMY, FRONT, LATER, LEAD, POLICE, TITLE, actor, article, merge, said, span, told

from saidwho.merging.drafts import Draft
from saidwho.merging.status import status_of
from saidwho.merging.witnesses import is_witness
from saidwho.records import Actor, Place, Span

STRIKE = span("strike", LEAD.end)
HERE = Place(span("Portava"), "Portava", name="Kisumu", country="KE", precision="city")


def office(words: str, kind: str) -> Actor:
    return Actor(Span(0, len(words)), words, name=words, kind=kind)


def test_offices_of_a_state_that_only_governs_the_place_are_independent() -> None:
    police, mayor = office("Kenyan police", "police"), office("Kenyan mayor's office", "government")
    two = (said(1, police), said(2, mayor))
    (event,) = merge(two, told(1, LEAD, "a-1", actors=(), place=HERE), told(2, LATER, "a-2", actors=()))
    assert event.status == "corroborated (2)"


def test_offices_of_a_state_that_is_a_party_are_one_side() -> None:
    police, army = office("Kenyan police", "police"), office("Kenyan army", "state forces")
    victim = office("Kenyan soldiers", "state forces")
    two = (said(1, police), said(2, army))
    (event,) = merge(two, told(1, LEAD, "a-1", actors=(), targets=(victim,)), told(2, LATER, "a-2", actors=()))
    assert event.status == "single source"


def test_the_government_at_large_does_not_confirm_its_ministry() -> None:
    ministry, state = office("Kenyan health ministry", "ministry"), office("Kenyan authorities", "government")
    (event,) = merge(
        (said(1, ministry), said(2, state)), told(1, LEAD, "a-1", actors=()), told(2, LATER, "a-2", actors=())
    )
    assert event.status == "single source"


def test_a_state_that_tells_of_its_own_forces_only_claims() -> None:
    ministry, army = office("Kenyan defence ministry", "ministry"), office("Kenyan army", "state forces")
    (event,) = merge((said(1, ministry),), told(1, LEAD, "a-1", actors=(army,)))
    assert [a.stance for a in event.accounts] == ["claims"]
    assert event.status == "claimed"


def test_a_rebel_who_says_they_struck_claims_and_a_policeman_does_not() -> None:
    they = Actor(span("it"), "they")
    (event,) = merge((said(1, FRONT),), told(1, LEAD, "a-1", actors=(they,)))
    assert [a.stance for a in event.accounts] == ["claims"]
    (event,) = merge((said(1, POLICE),), told(1, LEAD, "a-1", actors=(they,)))
    assert [a.stance for a in event.accounts] == ["asserts"]


def test_a_witness_who_claims_to_have_seen_it_claims_nothing() -> None:
    witness = Actor(span("Police"), "residents", kind="civilians")
    (event,) = merge((said(1, witness, "claim"),), told(1, LEAD, "a-1", actors=()))
    assert [a.stance for a in event.accounts] == ["asserts"]


def test_who_tells_of_what_the_doer_claims_accuses_nobody() -> None:
    (event,) = merge((said(1, FRONT), said(2, POLICE)), told(1, LEAD, "a-1"), told(2, LATER, "a-2"))
    assert [a.stance for a in event.accounts] == ["claims", "asserts"]
    (event,) = merge((said(1, FRONT), said(2, POLICE, "accuse")), told(1, LEAD, "a-1"), told(2, LATER, "a-2"))
    assert [a.stance for a in event.accounts] == ["claims", "accuses"]


def test_a_claim_of_a_group_and_the_accusation_of_a_state_are_disputed() -> None:
    state = actor("ministry", kind="state", id="KE")
    accusation = (said(1, FRONT, "claim"), said(2, POLICE, "accuse"))
    (event,) = merge(accusation, told(1, LEAD, "a-1", actors=()), told(2, LATER, "a-2", actors=(state,)))
    assert event.status == "disputed"
    other = actor("guards", kind="armed group")
    (event,) = merge(accusation, told(1, LEAD, "a-1", actors=()), told(2, LATER, "a-2", actors=(other,)))
    assert event.status == "corroborated (2)"


def test_no_such_attack_is_a_denial_of_the_one_told() -> None:
    two = (said(1, FRONT), said(2, ARMY))
    (event,) = merge(two, told(1, LEAD, "a-1"), told(2, span("the strike"), "a-2", actors=(), polarity="negative"))
    assert event.polarity == "positive"
    assert [(a.source.name, a.stance) for a in event.accounts if a.source] == [
        ("Northern Front", "claims"),
        ("The army", "denies"),
    ]
    assert event.status == "disputed"


def test_what_the_report_itself_negates_stays_apart() -> None:
    events = merge((said(1, FRONT),), told(1, LEAD, "a-1"), told(2, LATER, polarity="negative"))
    assert [e.status for e in events] == ["claimed", "denied"]


def test_a_denied_charge_is_no_denied_arrest() -> None:
    two = (said(1, POLICE), said(2, FRONT, "deny"))
    (event,) = merge(
        two,
        told(1, LEAD, "a-1", type="COERCE", mode="arrest", actors=()),
        told(2, LATER, "a-2", type="COERCE", mode="arrest", actors=()),
    )
    assert event.status == "single source"


def test_the_outlets_own_witness_is_a_source() -> None:
    text = (
        "Blast at the market\nA correspondent of Harbour Post at the scene saw an explosion wreck the hall.\n"
        "The Front said it struck.\n"
    )
    line = span(text.split("\n")[1], text=text)
    (event,) = merge((), replace(told(1, span("explosion", text=text), actors=()), sentence=line), text=text)
    assert event.status == "corroborated (1)"
    assert [a.role for a in event.accounts] == ["witness"]
    assert not is_witness(article(text), None, (), [span("The Front said it struck.", text=text)])


def test_who_claims_one_deed_and_denies_another_speaks_of_two() -> None:
    base, town = actor("ministry", kind="site"), actor("guards", kind="site")
    three = (said(1, POLICE), said(2, FRONT), said(3, FRONT, "deny"))
    events = merge(
        three,
        told(1, TITLE, "a-1", targets=(town,)),
        told(2, LEAD, "a-2", targets=(base,)),
        told(3, STRIKE, "a-3", targets=(town,)),
    )
    assert [e.status for e in events] == ["denied", "claimed"]


def test_who_only_speaks_of_it_as_known_is_no_source() -> None:
    police, hotels = office("Portavan police", "police"), office("Hotel League", "organisation")
    aside = replace(told(2, LATER, "a-2", actors=()), presupposed=True)
    (event,) = merge((said(1, police), said(2, hotels)), told(1, LEAD, "a-1", actors=()), aside)
    assert event.status == "single source"
    assert [a.stance for a in event.accounts] == ["asserts", "mentions"]
    (alone,) = merge((said(2, hotels),), aside)
    assert alone.status_why == "nobody says that it happened: it is only spoken of as known"


def test_who_denied_it_and_owns_up_disputes_nothing() -> None:
    accounts = [Draft(ARMY, "denies", [said(1, ARMY, "deny")]), Draft(ARMY, "claims", [said(2, ARMY, "admit")])]
    mentions = [told(1, LEAD, "a-1", actors=(ARMY,)), told(2, LATER, "a-2", actors=(ARMY,))]
    assert status_of(accounts, mentions).status == "claimed"
    assert status_of(accounts[:1], mentions).status == "denied"


def test_an_account_that_does_not_count_says_why() -> None:
    ministry, state = office("Kenyan health ministry", "ministry"), office("Kenyan authorities", "government")
    (event,) = merge(
        (said(1, ministry), said(2, state)), told(1, LEAD, "a-1", actors=()), told(2, LATER, "a-2", actors=())
    )
    assert [a.counted_once for a in event.accounts] == [
        None,
        "counted once with Kenyan health ministry: a state and its office",
    ]


def test_police_that_tell_of_officers_tell_of_their_own() -> None:
    officers = Actor(span("it"), "two officers", kind="officials")
    (event,) = merge((said(1, POLICE),), told(1, LEAD, "a-1", actors=(officers,)))
    assert [a.stance for a in event.accounts] == ["claims"]
    men = Actor(span("it"), "two gunmen", kind="unidentified")
    (event,) = merge((said(1, POLICE),), told(1, LEAD, "a-1", actors=(men,)))
    assert [a.stance for a in event.accounts] == ["asserts"]


def test_somebody_unnamed_who_tells_of_himself_claims() -> None:
    who = Actor(span("Police"), "the guard who fired", kind="officials")
    (event,) = merge((said(1, who),), told(1, LEAD, "a-1", actors=(Actor(span("it"), "the guard", kind="officials"),)))
    assert [a.stance for a in event.accounts] == ["claims"]
