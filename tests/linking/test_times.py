"""Times are read against the day of publication and only against it."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidwho.linking.times import find_times
from saidwho.linking.times_link import link_times
from saidwho.parsing import Parse
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Span, Time

PUBLISHED = dt.date(2031, 5, 14)  # a Wednesday


def times(text: str, published: dt.date | None = PUBLISHED, anchor: dt.date | None = None) -> list[Time]:
    return find_times(text, Span(0, len(text)), published=published, anchor=anchor)


@pytest.mark.parametrize(
    ("text", "start", "end", "value"),
    [
        ("The depot burned today.", "2031-05-14", "2031-05-14", "2031-05-14"),
        ("The depot burned yesterday.", "2031-05-13", "2031-05-13", "2031-05-13"),
        ("The depot burned on Wednesday.", "2031-05-14", "2031-05-14", "2031-05-14"),
        ("The depot burned on Thursday.", "2031-05-08", "2031-05-08", "2031-05-08"),
        ("It was shelled early Sunday.", "2031-05-11", "2031-05-11", "2031-05-11TMO"),
        ("It was shelled at dawn today.", "2031-05-14", "2031-05-14", "2031-05-14TMO"),
        ("It was shelled overnight.", "2031-05-13", "2031-05-14", "2031-05-13TNI"),
        ("It was shelled last night.", "2031-05-13", "2031-05-13", "2031-05-13TNI"),
        ("The talks will resume on Friday.", "2031-05-16", "2031-05-16", "2031-05-16"),
        ("The bridge fell on May 4, 2031.", "2031-05-04", "2031-05-04", "2031-05-04"),
        ("The bridge fell on 4 May 2031.", "2031-05-04", "2031-05-04", "2031-05-04"),
        ("The bridge fell on 2031-05-04.", "2031-05-04", "2031-05-04", "2031-05-04"),
        ("The bridge fell on 25/04/2031.", "2031-04-25", "2031-04-25", "2031-04-25"),
        ("The bridge fell on 4 May.", "2031-05-04", "2031-05-04", "2031-05-04"),
        ("The bridge fell on 20 May.", "2030-05-20", "2030-05-20", "2030-05-20"),
        ("The bridge fell in August.", "2030-08-01", "2030-08-31", "2030-08"),
        ("Shelling went on last week.", "2031-05-05", "2031-05-11", "2031-W19"),
        ("Shelling went on last month.", "2031-04-01", "2031-04-30", "2031-04"),
        ("Shelling began three days ago.", "2031-05-11", "2031-05-11", "2031-05-11"),
        ("Shelling has gone on since 3 May.", "2031-05-03", "2031-05-14", "2031-05-03"),
        ("Six fell over the past 24 hours.", "2031-05-13", "2031-05-14", "PT24H"),
        ("The war of 1912 began in 1911, and ended.", "1912-01-01", "1912-12-31", "1912"),
        ("It opened in the second quarter of 2030.", "2030-04-01", "2030-06-30", "2030-Q2"),
        ("It closed on Thanksgiving.", "2030-11-28", "2030-11-28", "2030-11-28"),
    ],
)
def test_days(text: str, start: str, end: str, value: str) -> None:
    found = times(text)[0]
    assert (found.start, found.end) == (dt.date.fromisoformat(start), dt.date.fromisoformat(end) + dt.timedelta(1))
    assert found.timex == value


def test_without_a_published_day_relative_words_stay_open() -> None:
    found = times("It fell on Monday, last week, yesterday.", published=None)
    assert [t.start for t in found] == [None, None, None]
    assert all(t.unknown == {"time": "relative date and no published date"} for t in found)
    assert times("It fell on 4 May 2031.", published=None)[0].start == dt.date(2031, 5, 4)


def test_what_cannot_be_told_stays_open_with_a_reason() -> None:
    for text in ("on 04/05/2031", "on 30 February 2031", "in recent weeks", "several days ago"):
        (found,) = times(text)
        assert found.start is None and found.unknown["time"], text


def test_relative_to_the_event_before() -> None:
    _, second = times("The raid was on 4 May; two days earlier a mine had gone off.")
    assert second.start == dt.date(2031, 5, 2)
    assert times("Two days earlier a mine went off.")[0].start is None


def test_the_previous_day_of_a_day_behind_it() -> None:
    previous, thursday = times("The raid of the previous day hurt six, officials said on Thursday.")
    assert thursday.start == dt.date(2031, 5, 8)
    assert previous.start == dt.date(2031, 5, 7)


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("Soldiers shot most of those who died in the mill on Sunday.", "shot", dt.date(2031, 5, 11)),
        ("On Sunday, when the attack came, the mayor was giving a speech.", "attack", dt.date(2031, 5, 11)),
        ("Rebels shelled the mill in revenge for the attack last month.", "shelled", None),
        ("Clerks have been on strike since rebels shelled the mill, and they met on Sunday.", "shelled", None),
    ],
)
def test_a_time_across_clauses(annotator: Annotator, text: str, trigger: str, day: dt.date | None) -> None:
    article = read_text(f"Mill burned\n\n{text}\n", published=PUBLISHED)
    found = [m for m in annotator.annotate(article).mentions if article.quote(m.trigger) == trigger]
    assert found and (found[0].time.start if found[0].time else None) == day


@pytest.mark.parametrize(
    "text",
    ["He recalled Bloody Sunday.", "They fired 2000 rockets.", "A six-year-old boy.", "at 1900 GMT", "They may go."],
)
def test_no_dates(text: str) -> None:
    assert times(text) == []


def test_lengths_and_repetitions() -> None:
    (length,) = times("The siege lasted three days.")
    assert (length.type, length.timex, length.start) == ("DURATION", "P3D", None)
    (often,) = times("Drones came every week.")
    assert (often.type, often.timex) == ("SET", "P1W")


@pytest.mark.parametrize("published", [dt.date.min, dt.date.max, dt.date(1850, 2, 28), dt.date(2032, 2, 29)])
def test_days_at_the_edge_of_the_calendar(published: dt.date) -> None:
    text = (
        "today, tomorrow, yesterday, last year, 900 decades ago, next week, since Monday, Easter, last winter, in March"
    )
    assert len(times(text, published)) > 5


WORDS = st.sampled_from(
    "on since last next early late Sunday May 4 30 31 2031 1999 , - / to from between and 3 two days weeks ago "
    "earlier Easter Ramadan the past this month overnight February will said . quarter of".split()
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join)), st.none() | st.dates())
def test_any_text(text: str, published: dt.date | None) -> None:
    before = -1
    for time in times(text, published):
        assert text[time.span.start : time.span.end] == time.as_written
        assert time.span.start >= before
        before = time.span.end
        assert (time.start is None) == (time.end is None)
        if time.start and time.end:
            assert time.start < time.end
        else:
            assert time.unknown["time"]


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("The attack in Norvik was on 4 May. Two days after the attack, soldiers shelled a mill.", dt.date(2031, 5, 6)),
        ("The attack in Norvik killed six. Two days after the attack, soldiers shelled a mill.", None),
    ],
)
def test_days_after_an_event_that_is_dated(annotator: Annotator, body: str, day: dt.date | None) -> None:
    article = read_text(f"Mill burned\n\n{body}\n", published=PUBLISHED)
    found = [m for m in annotator.annotate(article).mentions if article.quote(m.trigger) == "shelled"]
    assert found and (found[0].time.start if found[0].time else None) == day


def test_the_time_of_the_speech_is_not_that_of_the_event(annotator: Annotator) -> None:
    text = "Mill burned\n\nRebels shelled the mill in Norvik on Sunday, the army said on Tuesday.\n"
    article = read_text(text, published=PUBLISHED)
    found = [m for m in annotator.annotate(article).mentions if article.quote(m.trigger) == "shelled"]
    assert found and found[0].time is not None
    assert found[0].time.start == dt.date(2031, 5, 11)


def test_no_mentions_no_times() -> None:
    assert link_times(Parse("").finish(), read_text("Nothing happened."), (), ()) == ()
