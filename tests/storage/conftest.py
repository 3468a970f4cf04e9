"""Annotations made by hand and by the annotator, and stores on both databases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Annotation, Article, Event, EventMention, Span
from saidwho.storage import Store, open_store

TEXTS = {
    "Harbour Post": """Front claims attack on ministry

PORTAVA, May 4 (Harbour Post) - The Northern Front said it struck the ministry of defence in Portava at dawn on Sunday.

At least three guards were killed, the ministry said in a statement. A spokesman for Sorland denied any part in it.""",
    "River Daily": """Café bombed in Velk

A bomb killed two people at a café in Velk on Monday, police said. “Five others were injured,” the mayor told reporters.

Nobody has claimed the bombing.""",
    "Lake Tribune": """Marchers fill the square

Thousands of people marched in Nairobi on 3 May 2031 against new taxes.
Police fired tear gas and arrested 12 protesters.""",
}


@pytest.fixture(scope="session")
def annotations(annotator: Annotator) -> tuple[Annotation, ...]:
    """Three coded reports, and one that holds all that databases dislike."""
    day = dt.date(2031, 5, 5)
    coded = [annotator.annotate(read_text(t, outlet=o, published=day, name=f"{o}.txt")) for o, t in TEXTS.items()]
    return (*coded, odd())


def odd() -> Annotation:
    """NUL, a lone surrogate, letters outside the plane, and an event whose mention the article does not have."""
    text = "A 𝕏 bomb\0 hit \ud800 Velk, “they” said 💥."
    article = Article("odd", text, (), unknown={"title": "no line looks like a title"}, name="odd\udcff.txt")
    mention = EventMention("m-1", "ASSAULT", None, Span(4, 8), Span(0, len(text)), unknown={"place": "\ud800"})
    other = replace(mention, stage="threatened")
    event = Event(
        "e", "ASSAULT", None, None, "occurred", "positive", "single source", "s", "u", "why", mentions=(other,)
    )
    return Annotation(article, (), (mention,), (event,), {"saidwho": "0"})


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A path or URL at which there is no store yet."""
    if request.param == "sqlite":
        return str(tmp_path / "news.db")
    new: Callable[[], str] = request.getfixturevalue("database")
    return new()


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    with open_store(where, create=True) as opened:
        yield opened
