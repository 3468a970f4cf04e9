"""Who did it, out of all that the tellings name."""

from dataclasses import replace

from portava import FRONT, LATER, LEAD, TITLE, told

from saidwho.merging.doers import doers_of
from saidwho.records import Actor, Span


def unnamed(words: str, kind: str | None) -> Actor:
    return Actor(Span(0, len(words)), words, kind=kind)


def test_a_named_doer_stands_without_the_words_that_others_have_for_him() -> None:
    men = unnamed("gunmen", "unidentified")
    mentions = [told(1, TITLE, actors=(men,)), told(2, LEAD, actors=(FRONT,))]
    assert doers_of(mentions, (FRONT, men)) == (FRONT,)


def test_somebody_unnamed_beside_a_named_one_stays() -> None:
    men = unnamed("local gunmen", "unidentified")
    assert doers_of([told(1, TITLE, actors=(FRONT, men))], (FRONT, men)) == (FRONT, men)


def test_of_several_unnamed_of_a_kind_the_words_of_most_stay_and_most_told_of_come_first() -> None:
    police, officers, youths = unnamed("police", "police"), unnamed("two officers", "police"), unnamed("youths", None)
    mentions = [
        told(1, TITLE, actors=(officers,)),
        told(2, LEAD, actors=(police,)),
        replace(told(3, LATER, actors=(police,)), article=None),
        told(4, LATER, actors=(youths,)),
    ]
    assert doers_of(mentions, (officers, youths, police)) == (police, youths)


def test_a_building_attacks_nobody() -> None:
    embassy = unnamed("the embassy", "state building")
    assert doers_of([told(1, TITLE, actors=(embassy,))], (embassy,)) == ()


def test_a_name_that_one_of_many_reports_has_is_a_stray_unless_somebody_says_so() -> None:
    police = unnamed("police", "police")
    stray = Actor(Span(0, 8), "Ricochet", name="Ricochet", kind="person")
    mentions = [replace(told(n, LEAD, actors=(police,)), article=f"r{n}") for n in range(1, 6)]
    odd = replace(told(6, LEAD, actors=(stray,)), article="r6")
    assert doers_of([*mentions, odd], (stray, police)) == (police,)
    said = replace(odd, attribution="r6/a-1")
    assert doers_of([*mentions, said], (stray, police)) == (police, stray)


def test_a_ministry_that_speaks_is_no_doer_beside_its_forces() -> None:
    forces = Actor(Span(0, 11), "Kenyan army", name="Kenyan army", kind="state forces")
    office = Actor(Span(0, 15), "Kenyan ministry", name="Kenyan defence ministry", kind="ministry")
    assert doers_of([told(1, LEAD, actors=(forces, office))], (forces, office)) == (forces,)
    assert doers_of([told(1, LEAD, actors=(office,))], (office,)) == (office,)
