"""Reports of several outlets into events: what is one, what stays apart, whose account it is."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from harbour_reports import REPORTS, coded

from saidwho.errors import MergeError
from saidwho.merging.across import DuckEngine, Telling, explain, in_order, merge_events, tellings_of
from saidwho.merging.copies import find_copies
from saidwho.pipeline import Annotator
from saidwho.records import Annotation, Event

Tellings = Callable[..., list[Telling]]


def of(events: tuple[Event, ...], annotation: Annotation) -> Event:
    """The event that a report is about."""
    main = next(t for t in tellings_of(annotation) if t.rank == 2)
    mentions = {(annotation.article.id, m.id) for m in main.event.mentions}
    return next(e for e in events if mentions & {(m.article or "", m.id) for m in e.mentions})


def articles(event: Event) -> set[str]:
    return {m.article or "" for m in event.mentions}


def test_two_outlets_tell_of_one_bombing(tellings: Tellings, annotations: dict[str, Annotation]) -> None:
    event = of(merge_events(tellings("wire", "radio", "far")), annotations["wire"])
    assert articles(event) == {annotations["wire"].article.id, annotations["radio"].article.id}
    claims = [a for a in event.accounts if a.stance == "claims"]
    assert len(claims) == 1
    assert {s.outlet for s in claims[0].statements} == {"Arland Wire", "Coast Radio"}


def test_a_second_bombing_the_next_day_in_the_same_town_stays_apart(
    tellings: Tellings, annotations: dict[str, Annotation]
) -> None:
    events = merge_events(tellings())
    assert of(events, annotations["next"]).id != of(events, annotations["wire"]).id
    assert annotations["next"].article.id not in articles(of(events, annotations["wire"]))


def test_last_years_bombing_told_as_background_stays_apart(
    tellings: Tellings, annotations: dict[str, Annotation]
) -> None:
    event = of(merge_events(tellings()), annotations["wire"])
    assert event.background is None
    assert not [t for t in event.tolls if t.low == 40]


def test_another_subject_is_another_event(tellings: Tellings, annotations: dict[str, Annotation]) -> None:
    assert articles(of(merge_events(tellings()), annotations["far"])) == {annotations["far"].article.id}


def test_every_mention_is_in_exactly_one_event(tellings: Tellings) -> None:
    told = [(t.article.id, m.id) for t in tellings() for m in t.event.mentions]
    merged = [(m.article or "", m.id) for e in merge_events(tellings()) for m in e.mentions]
    assert sorted(told) == sorted(merged)


def test_the_order_of_the_reports_changes_nothing(tellings: Tellings) -> None:
    expected = merge_events(tellings())
    for seed in range(3):
        shuffled = tellings()
        random.Random(seed).shuffle(shuffled)
        assert merge_events(shuffled) == expected


def test_the_engines_threads_change_nothing(tellings: Tellings) -> None:
    with DuckEngine(threads=1) as one, DuckEngine(threads=4) as four:
        assert merge_events(tellings(), engine=one) == merge_events(tellings(), engine=four)


def test_an_event_keeps_its_id_when_other_reports_come(tellings: Tellings, annotations: dict[str, Annotation]) -> None:
    before = of(merge_events(tellings("next", "far")), annotations["next"])
    assert of(merge_events(tellings()), annotations["next"]).id == before.id


def test_a_smaller_telling_that_joins_changes_no_id(annotator: Annotator, annotations: dict[str, Annotation]) -> None:
    main = annotations["wire"]
    alone = of(merge_events(tellings_of(main)), main)
    aside = REPORTS["far"][2] + "\n\nA bomb killed 12 people at the fish market in Portava on Sunday, police said."
    for day in (4, 6):
        beside = coded(annotator, "far", aside, outlet=f"Gazette {day}")
        beside = replace(beside, article=replace(beside.article, published=dt.date(2031, 5, day)))
        event = of(merge_events((*tellings_of(main), *tellings_of(beside))), main)
        assert len(articles(event)) == 2
        assert event.id == alone.id


def test_values_name_their_article_and_slice_it(tellings: Tellings, annotations: dict[str, Annotation]) -> None:
    texts = {a.article.id: a.article for a in annotations.values()}
    known = {f"{a.article.id}/{x.id}" for a in annotations.values() for x in a.attributions}
    for event in merge_events(tellings()):
        for toll in event.tolls:
            assert texts[toll.article or ""].quote(toll.span) == toll.as_written
        for actor in (*event.actors, *event.targets):
            assert texts[actor.article or ""].quote(actor.span) == actor.as_written
        for account in event.accounts:
            for statement in account.statements:
                assert statement.article in texts and all(texts[statement.article].quote(s) for s in statement.said)
            assert all(i in known or i.endswith("/a-0") for i in account.attributions)
        assert {t.said_by for t in event.tolls} <= {a.id for a in event.accounts}


def test_a_copy_is_no_second_report(annotator: Annotator, annotations: dict[str, Annotation]) -> None:
    text = annotations["wire"].article.text.replace("\n\nThe market lies beside the old harbour of Portava.", "")
    copy = coded(annotator, "wire", text, outlet="North Star")
    both = [annotations["wire"], copy]
    copies = find_copies(a.article for a in both)
    event = of(merge_events((t for a in both for t in tellings_of(a)), copies=copies), annotations["wire"])
    alone = of(merge_events(tellings_of(annotations["wire"])), annotations["wire"])
    assert event.status == alone.status
    assert len(event.accounts) == len(alone.accounts)
    assert {s.copy_of for a in event.accounts for s in a.statements} == {None, copies.original_of(copy.article.id)}


def test_why_a_report_is_in_and_what_stayed_out(tellings: Tellings, annotations: dict[str, Annotation]) -> None:
    event = of(merge_events(tellings()), annotations["wire"])
    why = explain(event.id, in_order(tellings()))
    assert not why.alone
    assert all(reason.odds > 0 for reason in why.inside)
    assert {name for reason in why.inside for name, _, _ in reason.levels} >= {"day", "page"}
    nexts = {t.id for t in tellings("next")}
    assert any(reason.telling in nexts and reason.conflict for reason in why.outside)


def test_an_unknown_event_cannot_be_explained(tellings: Tellings) -> None:
    with pytest.raises(KeyError):
        explain("no such event", tellings("far"))


def test_nothing_comes_of_nothing() -> None:
    assert merge_events([]) == ()


def test_too_little_memory_is_told() -> None:
    with pytest.raises(MergeError, match="--memory"), DuckEngine(memory="1MB") as engine:
        engine.make("numbers", "SELECT range AS n, repeat('word', 100) AS word FROM range(10000000) ORDER BY word, n")


def test_a_place_of_no_gazetteer_is_kept_in_the_words_of_the_reports(
    tellings: Tellings, annotations: dict[str, Annotation]
) -> None:
    event = of(merge_events(tellings("wire", "radio")), annotations["wire"])
    assert event.place is not None
    assert (event.place.as_written, event.place.name, event.place.country) == ("Portava", None, None)
    assert event.unknown["place"] == "its place is not in the gazetteer"
