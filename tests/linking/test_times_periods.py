"""Stretches between two days, parts of months and years, numeric days, holidays, and days counted from what is told."""

import datetime as dt

import pytest

from saidwho.linking.times import find_times
from saidwho.linking.times_calendar import easter, holiday, latest_holiday, orthodox_easter
from saidwho.records import Span, Time

PUBLISHED = dt.date(2031, 5, 14)  # a Wednesday
DAY = dt.timedelta(1)


def first(text: str, anchor: dt.date | None = None, event: dt.date | None = None) -> Time:
    return find_times(text, Span(0, len(text)), published=PUBLISHED, anchor=anchor, event=event)[0]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It lay idle from 28 April to 2 May.", "2031-04-28", "2031-05-02"),
        ("It lay idle between December 30 and January 2.", "2030-12-30", "2031-01-02"),
        ("It lay idle between 2025 and 2028.", "2025-01-01", "2028-12-31"),
        ("It lay idle from January to April.", "2031-01-01", "2031-04-30"),
        ("It lay idle from Monday to Thursday of last week.", "2031-05-05", "2031-05-08"),
        ("It lay idle from Saturday evening until Monday morning.", "2031-05-10", "2031-05-12"),
        ("Talks will run from Friday to Sunday.", "2031-05-16", "2031-05-18"),
        ("It burned on 3, 4 and 5 May.", "2031-05-03", "2031-05-05"),
        ("It burned in the first week of May.", "2031-05-01", "2031-05-07"),
        ("It burned on the last Sunday of April.", "2031-04-27", "2031-04-27"),
        ("It burned in the second half of April.", "2031-04-16", "2031-04-30"),
        ("It burned in the last two months of 2030.", "2030-11-01", "2030-12-31"),
        ("It burned in the week of 6 May.", "2031-05-05", "2031-05-11"),
        ("It burned in the week ending 11 May.", "2031-05-05", "2031-05-11"),
        ("It burned the Sunday before last.", "2031-05-04", "2031-05-04"),
        ("It burned over the winter.", "2030-12-01", "2031-02-28"),
        ("It burned last winter.", "2030-12-01", "2031-02-28"),
        ("It burned in Q3 2030.", "2030-07-01", "2030-09-30"),
        ("It has burned since the start of the year.", "2031-01-01", "2031-05-14"),
        ("It burned a fortnight ago.", "2031-04-30", "2031-04-30"),
        ("It burned on the 28th.", "2031-04-28", "2031-04-28"),
        ("It burned on 5 August last year.", "2030-08-05", "2030-08-05"),
        ("It burned on 2031/05/03.", "2031-05-03", "2031-05-03"),
        ("It burned on 3.5.2031.", "2031-05-03", "2031-05-03"),
        ("The court will sit in two weeks.", "2031-05-28", "2031-05-28"),
        ("On Monday the court will sit again.", "2031-05-19", "2031-05-19"),
        ("The ferry sails on Sunday week.", "2031-05-25", "2031-05-25"),
        ("It burned two Fridays ago.", "2031-05-02", "2031-05-02"),
        ("It has burned since dawn.", "2031-05-14", "2031-05-14"),
        ("It has burned since last night.", "2031-05-13", "2031-05-14"),
        ("It burned earlier in the week.", "2031-05-12", "2031-05-14"),
        ("It burned this past weekend.", "2031-05-10", "2031-05-11"),
        ("In the year to March 2031 it burned twice.", "2030-04-01", "2031-03-31"),
        ("It burned in the last days of April.", "2031-04-21", "2031-04-30"),
        ("It burned in the last ten days of Ramadan.", "2031-01-14", "2031-01-23"),
        ("It burned on last year's Eid al-Adha.", "2030-04-13", "2030-04-13"),
        ("It burned on Orthodox Easter.", "2031-04-13", "2031-04-13"),
        ("It burned two days before Easter.", "2031-04-11", "2031-04-11"),
        ("It burned on the second day of Eid al-Fitr.", "2031-01-25", "2031-01-25"),
    ],
)
def test_days(text: str, start: str, end: str) -> None:
    time = first(text)
    assert (time.start, time.end) == (dt.date.fromisoformat(start), dt.date.fromisoformat(end) + DAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A scout was caught the night before.", "2031-05-09"),
        ("The town fell a fortnight later.", "2031-05-24"),
        ("The town fell the following Monday.", "2031-05-12"),
        ("The jets came back 48 hours later.", "2031-05-12"),
        ("The town fell two days after the raid.", "2031-05-12"),
        ("A bomb was found on the eve of the vote.", "2031-05-09"),
    ],
)
def test_days_counted_from_an_event(text: str, day: str) -> None:
    told = dt.date(2031, 5, 10)
    assert first(text, told, told).start == dt.date.fromisoformat(day)


def test_the_day_of_an_event_that_is_named_is_not_the_one_told_last() -> None:
    assert first("The town fell two days after the raid.", dt.date(2031, 5, 10)).start is None


@pytest.mark.parametrize(
    "text", ["He was held for two days.", "a day-long siege", "in the coming weeks", "in the days before Christmas"]
)
def test_lengths_and_vague_stretches_have_no_days(text: str) -> None:
    assert first(text).start is None


@pytest.mark.parametrize("text", ["some 2000 rockets", "the fall of the town", "an epiphany", "Lot 20311399"])
def test_no_times(text: str) -> None:
    assert find_times(text, Span(0, len(text)), published=PUBLISHED) == []


def test_the_two_ends_of_a_stretch_one_by_one() -> None:
    text = "It lay idle from 28 April to 2 May."
    times = find_times(text, Span(0, len(text)), published=PUBLISHED, ranges=False)
    assert [t.timex for t in times] == ["2031-04-28", "2031-05-02"]


def test_easters_and_holidays_that_come_twice_a_year() -> None:
    assert (easter(2024), orthodox_easter(2024)) == (dt.date(2024, 3, 31), dt.date(2024, 5, 5))
    assert holiday("mawlid", 2015) == (dt.date(2015, 1, 3), dt.date(2015, 1, 4))
    assert latest_holiday("mawlid", dt.date(2015, 12, 31)) == (dt.date(2015, 12, 23), dt.date(2015, 12, 24))
    assert holiday("ramadan", 1950) is None
