"""Days without a year, days to come, and the day of an event that another sentence gives."""

import datetime as dt

import pytest

from saidwho.linking.times import find_times
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import EventMention, Span, Time

PUBLISHED = dt.date(2031, 5, 14)  # a Wednesday


def first(text: str) -> Time:
    return find_times(text, Span(0, len(text)), published=PUBLISHED)[0]


def mention(annotator: Annotator, body: str, trigger: str) -> EventMention:
    article = read_text(f"Reports of the day\n\n{body}\n", published=PUBLISHED)
    return next(m for m in annotator.annotate(article).mentions if article.quote(m.trigger) == trigger)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The court sits on June 2.", "2031-06-02"),
        ("A bill passed this month takes force on 1 July.", "2031-05"),
        ("The mayor promised new guards by Sunday.", "2031-05-18"),
        ("The market stays shut on Friday.", "2031-05-16"),
        ("The rains come later this month.", "2031-05"),
        ("The bridge fell on June 2.", "2030-06-02"),
        ("The boy must return by June 2.", "2031-06-02"),
        ("The editorial of Sunday, May 18, asks why.", "2031-05-18"),
        ("The boy can leave as early as Tuesday.", "2031-05-20"),
        ("The meeting was postponed until Friday.", "2031-05-16"),
        ("The ship sails at 9 a.m. Tuesday.", "2031-05-13T09:00"),
        ("It burned at 9.30 p.m. on Tuesday.", "2031-05-13T21:30"),
        ("The summit is in June next year.", "2032-06"),
        ("He was shot last Oct. 23 at home.", "2030-10-23"),
        ("He was shot last fall.", "2030-FA"),
        ("The talks took 5 1/2 hours.", "PT5H30M"),
        ("It has been so for weeks.", "PXW"),
        ("It has grown over the past decade.", "P10Y"),
    ],
)
def test_values(text: str, value: str) -> None:
    assert first(text).timex == value


def test_the_year_told_of_before() -> None:
    text = "The hall burned on 3 March 2029. It was rebuilt later that year."
    assert find_times(text, Span(0, len(text)), published=PUBLISHED)[-1].timex == "2029"


def test_the_day_of_the_sentence_before(annotator: Annotator) -> None:
    body = "On Sunday a convoy left Portava. Rebels shelled it near the river."
    time = mention(annotator, body, "shelled").time
    assert time is not None and time.start == dt.date(2031, 5, 11)
    assert (time.certainty, time.rule) == ("inferred", "same-paragraph")


def test_two_days_around_it_leave_the_day_open(annotator: Annotator) -> None:
    body = "On Sunday a convoy left Portava. Rebels shelled a mill. On Monday a second convoy left."
    assert mention(annotator, body, "shelled").time is None


def test_news_that_is_only_told_on_a_day_is_of_the_week_before(annotator: Annotator) -> None:
    time = mention(annotator, "Police on Monday accused a gang of having abducted six nurses.", "abducted").time
    assert time is not None and (time.granularity, time.certainty) == ("week", "vague")
    assert (time.start, time.end) == (dt.date(2031, 5, 6), dt.date(2031, 5, 13))


def test_the_day_of_a_dateline_is_not_that_of_the_event(annotator: Annotator) -> None:
    body = "PORTAVA, May 14. Rebels shelled a school in Mosul and killed six nurses, the mayor said."
    time = mention(annotator, body, "shelled").time
    assert time is None or time.start != dt.date(2031, 5, 14)


def test_what_is_told_as_past_is_no_day_to_come(annotator: Annotator) -> None:
    time = mention(annotator, "Rebels killed six nurses on June 2 in Mosul.", "killed").time
    assert time is not None and time.start == dt.date(2030, 6, 2)
