"""Deeds that are told, and deeds that are only taken for known."""

from collections.abc import Callable

import pytest


@pytest.mark.parametrize(
    "sentence",
    [
        "The bombings will not stop our work, the minister said.",
        "Hotels have had no cancellations as a result of the bombings in Portava.",
        "She was glad of the help after Friday's attack on the embassy.",
        "The first evidence from the attack reached the laboratory on Monday.",
        "The ministry sent its condolences to the victims of the explosions.",
        "The attack victims were buried in the square.",
        "Relatives of the man who was killed waited outside.",
    ],
)
def test_taken_for_known(code_text: Callable[..., list[tuple]], sentence: str) -> None:
    assert [m.presupposed for m, _ in code_text(sentence)] == [True]


@pytest.mark.parametrize(
    "sentence",
    [
        "The attack happened at noon near the mill.",
        "The attack killed three people.",
        "The Northern Front carried out the attack.",
        "An attack on a mill was reported by residents.",
        "Rebels attacked the mill at night.",
        "A rocket of the Northern Front caused the blast.",
        "It was the Northern Front that abducted the teachers, the inspector said.",
        "He believed that the Northern Front had links to the attacks.",
        "The blast was an attack, the mayor said.",
    ],
)
def test_told(code_text: Callable[..., list[tuple]], sentence: str) -> None:
    mentions = code_text(sentence)
    assert mentions and not any(m.presupposed for m, _ in mentions)
