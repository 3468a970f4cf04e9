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
