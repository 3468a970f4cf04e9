"""Each target of an event once, under its fullest words."""

from __future__ import annotations

from portava import told

from saidwho.merging.targets import targets_of
from saidwho.records import Actor, Place, Role, Span, Toll

PORTAVA = Place(Span(90, 97), "Portava", "Portava", country="XA")


def party(words: str, at: int, *, name: bool = False, kind: str | None = None, of: str | None = None) -> Actor:
    return Actor(Span(at, at + 1), words, name=words if name else None, kind=kind, id=of)


def kept(*parties: Actor, roles: tuple[Role, ...] = (), tolls: tuple[Toll, ...] = ()) -> list[str]:
    mention = told(1, Span(0, 1), roles=roles, tolls=tolls)
    return [t.as_written for t in targets_of([mention], parties, PORTAVA)]


def test_one_target_under_its_fullest_words() -> None:
    ministry, seat = party("the ministry", 1), party("headquarters of the ministry", 2)
    assert kept(ministry, seat) == ["headquarters of the ministry"]
    assert kept(seat, party("the headquarters of the ministry", 3)) == ["headquarters of the ministry"]


def test_the_town_and_the_country_are_no_targets_beside_a_building() -> None:
    depot = party("a depot", 1)
    assert kept(depot, party("Portava", 2, name=True), party("Arland", 3, name=True, kind="state", of="XA")) == [
        "a depot"
    ]
    assert kept(party("Portava", 2, name=True)) == ["Portava"]


def test_who_came_to_harm_is_no_target_beside_what_was_struck() -> None:
    guards = party("guards", 2)
    assert kept(party("a depot", 1), guards, roles=(Role("victim", guards.span),)) == ["a depot"]
    three = Toll("killed", Span(5, 6), "three", 3, 3, 3, "guards")
    assert kept(party("a depot", 1), guards, tolls=(three,)) == ["a depot"]
    assert kept(guards) == ["guards"]


def test_pronouns_and_bare_numbers_are_no_targets() -> None:
    assert kept(party("it", 1), party("11 others", 2), party("at least three", 3)) == []


def test_the_town_is_no_target_beside_its_name() -> None:
    town = party("Maridam", 1, name=True, kind="place")
    assert kept(town, party("the town", 2), party("the village", 3)) == ["Maridam"]
    assert kept(party("the village", 3)) == ["the village"]


def test_the_embassies_of_one_state_are_one_target() -> None:
    assert kept(party("Peruvian embassies", 1), party("the embassies of Peru", 2), party("embassy", 3)) == [
        "Peruvian embassies"
    ]
