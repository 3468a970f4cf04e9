"""Which speakers are one source: institutions, states, mouthpieces."""

from __future__ import annotations

import pytest
from portava import article

from saidwho.merging.offices import WHOLE, Side, side_of
from saidwho.merging.parties import same_side, tied
from saidwho.records import Actor, Span

TEXT = (
    "Blast in the capital\n"
    "Kenyan Interior Minister Amina Otieno spoke first. Paul Rede, head of the emergency services, came later.\n"
    "The Northern Front, an armed group, denied it on a Front-run channel.\n"
)


def named(words: str, kind: str | None, **more: object) -> Actor:
    values: dict[str, object] = {"name": words, **more}
    return Actor(Span(0, 1), words, kind=kind, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "kind", "side"),
    [
        ("Kenyan police", "police", Side("KE", "police")),
        ("the Kenyan authorities", "government", Side("KE", WHOLE)),
        ("Kenya's Ministry of Defence", "ministry", Side("KE", "defence")),
        ("Kenyan army", "state forces", Side("KE", "defence")),
        ("Kenyan state television", "media", Side("KE", "state media")),
        ("Northern Front", "armed group", Side()),
        ("Daily Harbour", "media", Side()),
        ("residents", "civilians", Side()),
    ],
)
def test_the_side_of_a_speaker_by_his_words(words: str, kind: str, side: Side) -> None:
    assert side_of(named(words, kind)) == side


def test_the_office_of_a_person_is_looked_up_beside_his_name() -> None:
    text = article(TEXT)
    assert side_of(named("Amina Otieno", "person"), text) == Side("KE", "interior")
    assert side_of(named("Paul Rede", "person"), text, home="KE") == Side("KE", "emergency services")


def test_an_office_without_a_nationality_is_of_the_place_unless_it_speaks_abroad() -> None:
    assert side_of(named("the police", "police"), home="KE").state == "KE"
    assert side_of(named("the foreign ministry", "ministry"), home="KE").state is None
    assert side_of(named("a European official", "officials", name=None), home="KE").state is None


def test_who_rivals_the_government_is_not_on_its_side() -> None:
    assert side_of(named("the shadow government of Kenya", "government")) == Side()


def test_offices_are_one_where_they_are_one_institution_or_the_state_is_a_party() -> None:
    police, army = Side("KE", "police"), Side("KE", "defence")
    assert not same_side(police, army)
    assert same_side(police, army, parties={"KE"})
    assert same_side(army, Side("KE", "defence"))
    assert same_side(police, Side("KE", WHOLE))
    assert not same_side(police, Side("UG", "police"), parties={"KE"})
    assert not same_side(Side(), Side())


def test_a_mouthpiece_is_tied_to_its_party() -> None:
    channel = Actor(Span(0, 1), "the Front-run channel Al Bahr", name="Al Bahr", kind="media")
    assert tied(side_of(channel), named("Northern Front", "armed group"))
    assert not tied(side_of(channel), named("Lake Circle", "armed group"))
