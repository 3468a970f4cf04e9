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


@pytest.fixture
def annotation() -> Annotation:
    body = at("The Front").start
    front = Actor(at("it struck")._replace(end=at("it struck").start + 2), "it", "The Front", kind="rebel group")
    content = at(TEXT[TEXT.index("it struck") : TEXT.index(". It will")])
    tolls = (
        Toll("killed", at("at least three"), "at least three", 3, None, 3, "guards", at("guards"), "a-1"),
        Toll("killed", at("two"), "two", 2, 2, 2, "officers", at("officers"), "a-1", part_of=0),
    )
    place = Place(at("Portava", body), "Portava", "Portava", 7, "XX", "Coast", "city", 1.5, 2.5, 0.9, ("Portava, YY",))
    time = Time(
        at("on Sunday"),
        "on Sunday",
        dt.date(2031, 5, 4),
        dt.date(2031, 5, 5),
        "day",
        timex="2031-05-04",
        rule="weekday",
    )
    said = Attribution(
        "a-1",
        (at("The Front", body),),
        (at("said", body),),
        (content,),
        "indirect",
        channel=Channel("social media", at("on Telegram"), "on Telegram"),
        speaker=front,
    )
    mention = EventMention(
        "m-1",
        "ASSAULT",
        "drone",
        at("struck"),
        content,
        "a-1",
        (Role("target", at("the depot")),),
        tolls,
        "drone",
        actors=(front,),
        place=place,
        time=time,
    )
    account = Account(
        "s-1",
        front,
        "claims",
        "actor",
        ({"outlet": "Harbour Post"}, {"channel": "on Telegram", "kind": "social media"}),
        (content,),
        said.cue,
        "indirect",
        ("a-1",),
    )
    told = tuple(
        Toll(t.kind, t.span, t.as_written, t.low, t.high, t.best, t.who, t.who_span, "s-1", t.part_of) for t in tolls
    )
    event = Event(
        "e-1",
        "ASSAULT",
        "drone",
        ("Explosions/Remote violence", "Air/drone strike"),
        "occurred",
        "positive",
        "claimed",
        "claimed",
        "claimed",
        "only the actor says so (1 original source)",
        (front,),
        (Actor(at("the depot"), "the depot", None, kind="site"),),
        "drone",
        at("drones"),
        place,
        time,
        told,
        (account,),
        (mention,),
        None,
        {},
    )
    voice = Account(
        "s-1",
        None,
        "asserts",
        "outlet",
        ({"outlet": "Harbour Post"},),
        (at("It will strike again."),),
        (),
        None,
        ("a-0",),
    )
    later = Event(
        "e-2",
        "ASSAULT",
        None,
        None,
        "threatened",
        "positive",
        "threatened",
        "threatened",
        "threatened",
        "nothing has happened yet",
        accounts=(voice,),
        mentions=(
            EventMention("m-2", "ASSAULT", None, at("strike", at("It will").start), at("It will strike again.")),
        ),
        background="an aside",
        unknown={"actors": "not stated", "place": "no place in the report", "time": "no time"},
    )
    rest = Attribution(
        "a-2", (), (at("says"),), (at("it hit <b>depot</b>"),), "indirect", unknown={"source": "passive"}
    )
    title = at("Front says it hit <b>depot</b>")
    line = at("PORTAVA (Harbour Post) -")
    article = Article(
        "f00d",
        TEXT,
        (Paragraph(title, "title"), Paragraph(line, "byline"), Paragraph(Span(body, len(TEXT)), "body")),
        title=title,
        outlet="Harbour Post",
        dateline=Dateline(line, "PORTAVA", agency="Harbour Post"),
        published=dt.date(2031, 5, 4),
        published_from="given",
        name="front.txt",
    )
    return Annotation(
        article, (said, rest), (mention, *later.mentions), (event, later), {"saidwho": "0", "parser": "hand"}
    )
