"""An event told by many articles: its page of text, its line in a list, its record and the proof of it."""

import copy
import csv
import datetime as dt
import json

import jsonschema
import pytest

from saidwho import export, resources
from saidwho.export import Texts
from saidwho.records import (
    Account,
    Actor,
    Article,
    Event,
    EventMention,
    Paragraph,
    Place,
    Span,
    Statement,
    Time,
    Toll,
    TollRange,
)

POST = "Front says it hit a depot\n\nThe Front said on Telegram it struck the depot in Portava on Sunday, killing five."
WIRE = "Governor: three dead in Portava\n\nThe governor said three guards died. The Front said it struck the depot."


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def article(identifier: str, text: str, outlet: str, day: int) -> Article:
    title, body = text.split("\n\n")
    spans = (Paragraph(at(text, title), "title"), Paragraph(at(text, body), "body"))
    return Article(identifier, text, spans, at(text, title), outlet, published=dt.date(2031, 5, day))


POST_ARTICLE = article("post", POST, "Harbour Post", 5)
WIRE_ARTICLE = article("wire", WIRE, "Arland Wire", 6)
LATE_ARTICLE = article("late", WIRE, "River Daily", 7)


def statement(where: Article, said: str, cue: str, *, copy_of: str | None = None, channel: str = "") -> Statement:
    via: list[dict[str, str]] = [{"outlet": where.outlet or ""}]
    if channel:
        via.append({"channel": channel, "kind": "social media"})
    spans = (at(where.text, said),), (at(where.text, cue),)
    return Statement(
        where.id, f"{where.id}/a-1", *spans, where.outlet, where.published, tuple(via), "indirect", copy_of
    )


@pytest.fixture
def event() -> Event:
    front = Actor(at(POST, "The Front"), "The Front", "Northern Front", kind="armed group", article="post")
    governor = Actor(at(WIRE, "The governor"), "The governor", None, kind="person", article="wire")
    claims = (
        statement(POST_ARTICLE, "it struck the depot", "said", channel="Telegram"),
        statement(WIRE_ARTICLE, "it struck the depot", "said"),
    )
    says = (
        statement(WIRE_ARTICLE, "three guards died", "said"),
        statement(LATE_ARTICLE, "three guards died", "said", copy_of="wire"),
    )
    accounts = tuple(
        Account(f"s-{n}", who, stance, role, told[0].said_via, told[0].said, told[0].cue, "indirect", ids, {}, told)
        for n, who, stance, role, told, ids in (
            (1, front, "claims", "actor", claims, ("post/a-1", "wire/a-2")),
            (2, governor, "asserts", "person", says, ("wire/a-1",)),
        )
    )
    tolls = (
        Toll("killed", at(POST, "five"), "five", 5, 5, 5, said_by="s-1", article="post"),
        Toll("killed", at(WIRE, "three"), "three", 3, 3, 3, "guards", at(WIRE, "guards"), "s-2", article="wire"),
    )
    mentions = tuple(
        EventMention(f"{a.id}/m-1", "ASSAULT", None, at(a.text, "struck"), at(a.text, "it struck the depot"),
                     f"{a.id}/a-2" if a is WIRE_ARTICLE else "post/a-1", article=a.id)
        for a in (POST_ARTICLE, WIRE_ARTICLE)
    )  # fmt: skip
    late = EventMention("late/m-1", "ASSAULT", None, at(WIRE, "died"), at(WIRE, "three guards died"), "wire/a-1",
                        article="late")  # fmt: skip
    place = Place(at(POST, "Portava"), "Portava", "Portava", None, "XX", None, "city", article="post")
    time = Time(at(POST, "on Sunday"), "on Sunday", dt.date(2031, 5, 4), dt.date(2031, 5, 5), "day", article="post")
    return Event(
        "e-1", "ASSAULT", None, ("Explosions/Remote violence", "Shelling/artillery/missile attack"), "occurred",
        "positive", "single source", "single source", "claimed", "1 original source, not the actor", (front,), (), None,
        None, place, time, tolls, accounts, (*mentions, late),
        toll_ranges=(TollRange("killed", 3, 3, 5, 1, 1, 0, 2, "the only figure of no party to it"),),
    )  # fmt: skip


@pytest.fixture
def texts() -> Texts:
    return Texts([POST_ARTICLE, WIRE_ARTICLE, LATE_ARTICLE])


def test_the_ledger_gives_each_source_its_words_and_its_figures(event: Event, texts: Texts) -> None:
    text = export.to_ledger(event, texts)
    assert "[1] Northern Front (armed group): claims it" in text
    assert "2031-05-05  Harbour Post ← Northern Front (Telegram): “it struck the depot”" in text
    assert "“five”" in text.split("[2]")[0]
    assert "killed: 3 (guards)" in text.split("[2]")[1]
    assert "2 accounts in 3 reports, 1 copy among them" in text


def test_a_copy_is_named_and_not_counted_as_a_telling(event: Event, texts: Texts) -> None:
    text = export.to_ledger(event, texts)
    assert "also in     River Daily (2031-05-07, a copy)" in text
    assert "River Daily (a copy): Governor: three dead in Portava" in text


def test_low_best_and_high_stand_at_the_head_and_in_columns(event: Event, texts: Texts) -> None:
    head = export.to_ledger(event, texts).split("2 accounts")[0]
    assert "killed      3 / 3 / 5 (low / best / high): the only figure of no party to it" in head
    header, row = csv.reader(export.events_to_csv([event]).splitlines())
    values = dict(zip(header, row, strict=True))
    assert [values[f"killed_{name}"] for name in ("low", "best", "high")] == ["3", "3", "5"]
    assert values["injured_best"] == ""


def test_the_listing_has_one_line_an_event(event: Event) -> None:
    lines = export.to_listing([event]).splitlines()
    assert len(lines) == 2
    assert lines[1].split()[0] == "2031-05-04"
    assert "Portava" in lines[1] and "single source" in lines[1] and "3 (3–5)" in lines[1]


def test_the_record_proves_itself_against_its_articles(event: Event, texts: Texts) -> None:
    record = json.loads(export.to_json(export.event_record(texts, event, {"saidwho": "0"}, with_articles=True)))
    assert list(export.check_record(record)) == []
    jsonschema.validate(record, json.loads(resources.read_text("schema/article.schema.json")))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("tolls", 1, "article"), "post"),
        (("tolls", 0, "said_by"), "s-9"),
        (("accounts", 1, "statements", 0, "said"), [[0, 5]]),
        (("accounts", 0, "statements", 1, "article"), "nowhere"),
        (("mentions", 0, "trigger"), [0, 3]),
        (("place", "span"), [0, 7]),
        (("articles",), []),
        (("toll_ranges", 0, "low"), 4),
        (("toll_ranges", 0, "best_from"), 7),
    ],
)
def test_damage_is_found(event: Event, texts: Texts, path: tuple[str | int, ...], value: object) -> None:
    record = copy.deepcopy(export.event_record(texts, event, {"saidwho": "0"}, with_articles=True))
    inner = record
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    assert list(export.check_record(record))
