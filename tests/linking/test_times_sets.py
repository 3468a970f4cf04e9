"""What comes again, nights between two days, counted days, weekdays of a week, times of day, and what is to come."""

import datetime as dt

import pytest

from saidwho.linking.times import find_times
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Span

MONDAY = dt.date(2031, 5, 5)


def first(text: str) -> tuple[str, str, str | None, str | None]:
    time = find_times(text, Span(0, len(text)), published=MONDAY)[0]
    return time.as_written, time.type, time.timex, time.start.isoformat() if time.start else None


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Boats cross twice a week.", "twice a week", "P1W"),
        ("Trucks pass three times a day.", "three times a day", "P1D"),
        ("Patrols pass every two hours.", "every two hours", "PT2H"),
        ("Shots ring out almost every night.", "almost every night", "P1D"),
        ("The market opens each Friday.", "each Friday", "P1W"),
        ("A curfew runs nightly.", "nightly", "P1D"),
        ("They meet on Tuesdays and Fridays.", "Tuesdays and Fridays", "P1W"),
        ("They meet every other week.", "every other week", "P2W"),
    ],
)
def test_what_comes_again_is_a_set_and_no_day(text: str, words: str, value: str) -> None:
    assert first(text) == (words, "SET", value, None)


@pytest.mark.parametrize(
    ("text", "words", "start", "days"),
    [
        ("Overnight into Sunday, drones struck.", "Overnight into Sunday", "2031-05-03", 2),
        ("It began overnight from Friday to Saturday.", "overnight from Friday to Saturday", "2031-05-02", 2),
        ("It was on the first of May.", "the first of May", "2031-05-01", 1),
        ("It was on Tuesday of last week.", "Tuesday of last week", "2031-04-29", 1),
        ("A week ago today the army came.", "A week ago today", "2031-04-28", 1),
        ("Buses were cancelled until Sunday.", "Sunday", "2031-05-11", 1),
        ("The convoy leaves on Thursday.", "Thursday", "2031-05-08", 1),
        ("The trial opens in September.", "September", "2031-09-01", 30),
        ("They left on Thursday.", "Thursday", "2031-05-01", 1),
    ],
)
def test_days(text: str, words: str, start: str, days: int) -> None:
    time = find_times(text, Span(0, len(text)), published=MONDAY)[0]
    assert (time.as_written, str(time.start)) == (words, start)
    assert time.start and time.end and (time.end - time.start).days == days


def test_a_time_of_day_alone_is_of_the_day_told_before() -> None:
    text = "Guns fired on Friday. At about 3 a.m. all was quiet."
    times = find_times(text, Span(0, len(text)), published=MONDAY)
    assert [(t.as_written, t.timex) for t in times] == [("Friday", "2031-05-02"), ("about 3 a.m", "2031-05-02T03:00")]


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("Gunmen attacked the town of Portava, by the river, on Friday, two herders said.", "attacked", "2031-05-02"),
        ("Students marched in Portava on Sunday, one day after police shot two of them.", "shot", "2031-05-03"),
        (
            "Gunmen attacked a mine on Friday. Soldiers seized rifles in Ondrava a day after the raid.",
            "seized",
            "2031-05-03",
        ),
        ("On New Year's Eve a second group abducted children from a farm.", "abducted", "2030-12-31"),
    ],
)
def test_the_day_of_an_event(text: str, word: str, day: str, annotator: Annotator) -> None:
    article = read_text(f"Reports of the day\n\n{text}\n", published=MONDAY)
    mention = next(m for m in annotator.annotate(article).mentions if article.quote(m.trigger) == word)
    assert mention.time is not None and str(mention.time.start) == day


def test_a_day_counted_from_another_event_is_not_borrowed(annotator: Annotator) -> None:
    text = "Reports of the day\n\nMilitias fired at each other after a guard was shot. Others joined in a day later.\n"
    article = read_text(text, published=MONDAY)
    shot = next(m for m in annotator.annotate(article).mentions if article.quote(m.trigger) == "shot")
    assert shot.time is None


def test_a_dateline_with_its_year_is_a_day_of_publication() -> None:
    article = read_text(
        "Blast at a pipeline\n\nPORTAVA, Arland, 8 May 2031 – A pipeline was blown up on Monday, a firm said.\n"
    )
    assert (article.published, article.published_from) == (dt.date(2031, 5, 8), "text")
