"""Precision in words and in the codes of ACLED and UCDP."""

import datetime as dt

import pytest

from saidwho.linking.places_found import find_places
from saidwho.linking.places_precision import geo_precision, in_words, where_prec
from saidwho.linking.times_precision import date_prec, time_precision
from saidwho.parsing import Parser
from saidwho.reading import read_text
from saidwho.records import Place, Span, Time


@pytest.mark.parametrize(
    ("text", "words", "acled", "ucdp"),
    [
        ("Six farmers died in Mosul on Sunday.", "in the town", 1, 1),
        ("Six farmers died near Mosul on Sunday.", "near the town", 2, 2),
        ("Six farmers died on the outskirts of Mosul on Sunday.", "near the town", 2, 2),
        ("Six farmers died in Aleppo province on Sunday.", "in the province", 3, 4),
        ("Six farmers died in Darfur on Sunday.", "in the region", 3, 5),
        ("Six farmers died in Sudan on Sunday.", "in the country", None, 6),
        ("Six sailors died in the Red Sea on Sunday.", "at sea or on a river", 3, 7),
    ],
)
def test_places(parser: Parser, text: str, words: str, acled: int | None, ucdp: int) -> None:
    article = read_text(text)
    place = find_places(parser.parse(article), article)[0].place
    assert (in_words(place), geo_precision(place), where_prec(place)) == (words, acled, ucdp)


def test_an_unresolved_place_has_no_precision() -> None:
    place = Place(Span(0, 4), "Nowhere")
    assert (in_words(place), geo_precision(place), where_prec(place)) == (None, None, None)


@pytest.mark.parametrize(
    ("days", "acled", "ucdp"), [(1, 1, 1), (3, 2, 2), (7, 2, 3), (30, 3, 4), (200, 3, 5), (800, 3, None)]
)
def test_times(days: int, acled: int, ucdp: int | None) -> None:
    start = dt.date(2031, 5, 1)
    time = Time(Span(0, 1), "x", start=start, end=start + dt.timedelta(days))
    assert (time_precision(time), date_prec(time)) == (acled, ucdp)
    assert time_precision(Time(Span(0, 1), "x")) is None
