"""What is said of a deed's doer, victim or means denies nothing, kills nobody else and arms nobody."""

from __future__ import annotations

import pytest

from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import EventMention


def mentions(annotator: Annotator, text: str) -> tuple[EventMention, ...]:
    return annotator.annotate(read_text(text)).mentions


def roles(annotator: Annotator, text: str, name: str) -> list[str]:
    article = read_text(text)
    return [article.quote(r.span) for m in annotator.annotate(article).mentions for r in m.roles if r.name == name]


def test_not_the_work_of(annotator: Annotator) -> None:
    """Denies who did it, never that it was done."""
    text = "The minister said this appears to have been a well-planned attack, clearly not the work of amateurs."
    assert [m.polarity for m in mentions(annotator, text)] == ["positive"]


def test_no_attack_stays_denied(annotator: Annotator) -> None:
    assert [m.polarity for m in mentions(annotator, "There was not an attack on the town, the army said.")] == [
        "negative"
    ]


def test_whose(annotator: Annotator) -> None:
    """“X, whose son was killed”: one is dead, and not X."""
    text = "Aid groups recall Mary Lund, whose son was killed by soldiers in Kest."
    assert [t.as_written for m in mentions(annotator, text) for t in m.tolls] == ["whose son"]


def test_gunmen_bombed(annotator: Annotator) -> None:
    found = mentions(annotator, "Gunmen bombed the hotel in Kest on Friday.")
    assert [(m.mode, m.weapon) for m in found] == [("explosives", "bomb")]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Dan Olsen was charged in the slaying of a shopkeeper, police said.", "victim", ["a shopkeeper"]),
        ("Twelve farmers were cut down by gunmen on Monday.", "victim", ["Twelve farmers"]),
        ("Youths tried to set fire to a synagogue in Kest.", "target", ["a synagogue in Kest"]),
    ],
)
def test_roles(annotator: Annotator, text: str, name: str, words: list[str]) -> None:
    assert roles(annotator, text, name) == words


def test_banned_deeds_did_not_happen(annotator: Annotator) -> None:
    found = mentions(annotator, "The ministry banned all demonstrations on Tuesday.")
    assert [m.type for m in found] == ["COERCE"]
