"""A hand-made annotation that fills every field, so that export is tested without a model."""

import datetime as dt

import pytest

from saidwho.records import (
    Account,
    Actor,
    Annotation,
    Article,
    Attribution,
    Channel,
    Dateline,
    Event,
    EventMention,
    Paragraph,
    Place,
    Role,
    Span,
    Time,
    Toll,
)

TEXT = (
    "Front says it hit <b>depot</b>\n\nPORTAVA (Harbour Post) -\n\n"
    "The Front said on Telegram that it struck the depot with drones in Portava on Sunday 🚁, "
    "killing at least three guards, two of them officers. It will strike again."
)


def at(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


BODY = at("The Front").start
CONTENT = at(TEXT[TEXT.index("it struck") : TEXT.index(". It will")])
FRONT = Actor(Span(CONTENT.start, CONTENT.start + 2), "it", "The Front", kind="rebel group")
PLACE = Place(at("Portava", BODY), "Portava", "Portava", 7, "XX", "Coast", "city", 1.5, 2.5, 0.9, ("Portava, YY",))
TIME = Time(
    at("on Sunday"), "on Sunday", dt.date(2031, 5, 4), dt.date(2031, 5, 5), "day", timex="2031-05-04", rule="weekday"
)
CHANNEL = Channel("social media", at("on Telegram"), "on Telegram")


def tolls(said_by: str) -> tuple[Toll, ...]:
    return (
        Toll("killed", at("at least three"), "at least three", 3, None, 3, "guards", at("guards"), said_by),
        Toll("killed", at("two"), "two", 2, 2, 2, "officers", at("officers"), said_by, part_of=0),
    )


def attributions() -> tuple[Attribution, Attribution]:
    said = Attribution(
        "a-1", (at("The Front", BODY),), (at("said", BODY),), (CONTENT,), "indirect", channel=CHANNEL, speaker=FRONT
    )
    rest = Attribution(
        "a-2", (), (at("says"),), (at("it hit <b>depot</b>"),), "indirect", unknown={"source": "passive"}
    )
    return said, rest


def claimed() -> Event:
    mention = EventMention(
        "m-1", "ASSAULT", "drone", at("struck"), CONTENT, "a-1", (Role("target", at("the depot")),), tolls("a-1"),
        "drone", actors=(FRONT,), place=PLACE, time=TIME,
    )  # fmt: skip
    via = ({"outlet": "Harbour Post"}, {"channel": "on Telegram", "kind": "social media"})
    account = Account(
        "s-1", FRONT, "claims", "actor", via, (CONTENT,), (at("said", BODY),), "indirect", ("a-1",)
    )  # fmt: skip
    return Event(
        "e-1", "ASSAULT", "drone", ("Explosions/Remote violence", "Air/drone strike"), "occurred", "positive",
        "claimed", "claimed", "claimed", "only the actor says so (1 original source)", (FRONT,),
        (Actor(at("the depot"), "the depot", None, kind="site"),), "drone", at("drones"), PLACE, TIME, tolls("s-1"),
        (account,), (mention,), None, {},
    )  # fmt: skip


def threatened() -> Event:
    words = at("It will strike again.")
    voice = Account("s-1", None, "asserts", "outlet", ({"outlet": "Harbour Post"},), (words,), (), None, ("a-0",))
    return Event(
        "e-2", "ASSAULT", None, None, "threatened", "positive", "threatened", "threatened", "threatened",
        "nothing has happened yet", accounts=(voice,),
        mentions=(EventMention("m-2", "ASSAULT", None, at("strike", words.start), words),),
        background="an aside", unknown={"actors": "not stated", "place": "no place in the report", "time": "no time"},
    )  # fmt: skip


def report() -> Article:
    title = at("Front says it hit <b>depot</b>")
    line = at("PORTAVA (Harbour Post) -")
    return Article(
        "f00d",
        TEXT,
        (Paragraph(title, "title"), Paragraph(line, "byline"), Paragraph(Span(BODY, len(TEXT)), "body")),
        title=title,
        outlet="Harbour Post",
        dateline=Dateline(line, "PORTAVA", agency="Harbour Post"),
        published=dt.date(2031, 5, 4),
        published_from="given",
        name="front.txt",
    )


@pytest.fixture
def annotation() -> Annotation:
    now, later = claimed(), threatened()
    mentions = (*now.mentions, *later.mentions)
    return Annotation(report(), attributions(), mentions, (now, later), {"saidwho": "0", "parser": "hand"})
