"""The day of a deed against the days of the charge, the saying, the burial; stories of an earlier year."""

import datetime as dt

import pytest

from saidwho.linking.times import find_times
from saidwho.linking.times_precision import date_prec, time_precision, widened
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import EventMention, Span

PUBLISHED = dt.date(2031, 5, 14)  # a Wednesday


def mention(annotator: Annotator, body: str, trigger: str) -> EventMention:
    article = read_text(f"Reports of the day\n\n{body}\n", published=PUBLISHED)
    return next(m for m in annotator.annotate(article).mentions if article.quote(m.trigger) == trigger)


@pytest.mark.parametrize(
    ("body", "trigger"),
    [
        ("A former guard was charged with murder Tuesday in the slaying of a nurse in Portava.", "murder"),
        ("Hundreds on Tuesday buried six farmers who were killed by gunmen in Portava.", "killed"),
        ("In a video released on Monday, the group said it had beheaded two engineers.", "beheaded"),
        ("A soldier pleaded guilty Tuesday to killing 16 villagers.", "killing"),
        ("Evidence from the bombing arrived at a laboratory on Sunday, a guard wrote.", "bombing"),
    ],
)
def test_the_day_of_something_else_is_not_that_of_the_deed(annotator: Annotator, body: str, trigger: str) -> None:
    told = mention(annotator, body, trigger)
    assert told.time is None or told.time.certainty == "vague"


@pytest.mark.parametrize(
    ("body", "trigger", "day"),
    [
        ("The mayor Tuesday condemned two attacks in Portava and Ondrava Saturday.", "attacks", "2031-05-10"),
        ("Three men were arrested Tuesday over the bombing of a bus station on Friday.", "bombing", "2031-05-09"),
        ("A day after gunmen killed six farmers, soldiers on Tuesday raided a village.", "killed", "2031-05-12"),
        ("In 2027 rebels took the valley. On March 3, gunmen stormed a school in Portava.", "stormed", "2027-03-03"),
        ("The court on Monday banned a party whose members attacked a post.", "banned", "2031-05-12"),
        ("The pact of 2027 failed. On May 3, gunmen stormed a school in Portava.", "stormed", "2031-05-03"),
    ],
)
def test_the_day_of_the_deed(annotator: Annotator, body: str, trigger: str, day: str) -> None:
    time = mention(annotator, body, trigger).time
    assert time is not None and str(time.start) == day


def test_what_is_said_on_a_day_is_of_the_week_up_to_it(annotator: Annotator) -> None:
    time = mention(annotator, "Police said on Tuesday they had arrested 14 herders in Portava.", "arrested").time
    assert time is not None and (time.certainty, str(time.start), str(time.end)) == (
        "vague",
        "2031-05-07",
        "2031-05-14",
    )


def test_no_time_told_says_up_to_when(annotator: Annotator) -> None:
    told = mention(annotator, "Gunmen killed six farmers in the valley, police said.", "killed")
    assert told.time is None and told.unknown["time"] == "no time told with it, so some day up to 2031-05-14"


@pytest.mark.parametrize(
    ("text", "days", "precision", "prec"),
    [
        ("on Sunday", 1, 1, 1),
        ("overnight", 2, 2, 2),
        ("last week", 7, 2, 3),
        ("two months ago", 31, 3, 4),
        ("five years ago", 365, 3, 5),
        ("in the 1990s", 3652, 3, None),
    ],
)
def test_how_exact_a_day_is(text: str, days: int, precision: int, prec: int | None) -> None:
    time = widened(find_times(text, Span(0, len(text)), published=PUBLISHED)[0])
    assert time.start and time.end and (time.end - time.start).days == days
    assert (time_precision(time), date_prec(time)) == (precision, prec)


def test_ten_thousand_days_in_one_article_take_no_long_time() -> None:
    text = "It burned on 3 May and on Sunday, two days later and in the first week of March. " * 2500
    assert len(find_times(text, Span(0, len(text)), published=PUBLISHED)) == 10_000


@pytest.mark.parametrize("published", [dt.date(1850, 5, 14), dt.date(9999, 12, 31), dt.date(1, 1, 1)])
def test_a_published_day_far_away(annotator: Annotator, published: dt.date) -> None:
    article = read_text(
        "Reports\n\nGunmen shot six farmers on Sunday, two years after Easter last year.", published=published
    )
    for found in annotator.annotate(article).mentions:
        assert (
            found.time is None
            or found.time.end is None
            or found.time.end <= published
            or published.year == 9999
            or (found.time.end - published).days <= 1
        )


@pytest.mark.parametrize(
    "text", ["on 30 February", "on 31 April 2031", "on 2031-02-30", "on 29 February 2031", "on 31/04/2031"]
)
def test_days_that_no_calendar_has_stay_open(text: str) -> None:
    times = find_times(text, Span(0, len(text)), published=PUBLISHED)
    assert all(t.start is None and "calendar" in t.unknown["time"] for t in times), times


@pytest.mark.parametrize("text", ["on 3 May 0000", "on 00/00/0000", "on 0000-01-01"])
def test_year_nought_is_no_year(text: str) -> None:
    assert all(
        t.start is None or t.start.year > 1000 for t in find_times(text, Span(0, len(text)), published=PUBLISHED)
    )
