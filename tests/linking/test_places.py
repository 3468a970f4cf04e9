"""Names of places are told from other names, and the place of an event from the other places of a report."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidwho.linking.gazetteer import fold, gazetteer
from saidwho.linking.places_found import find_places
from saidwho.parsing import Parser
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import EventMention, Place


def places(parser: Parser, text: str) -> dict[str, Place]:
    article = read_text(text)
    return {n.place.as_written: n.place for n in find_places(parser.parse(article), article)}


def mention(annotator: Annotator, body: str, trigger: str) -> EventMention:
    article = read_text(f"Reports of the day\n\n{body}\n")
    return next(m for m in annotator.annotate(article).mentions if article.quote(m.trigger) == trigger)


@pytest.mark.parametrize(("name", "country"), [("Kiev", "UA"), ("Kyiv", "UA"), ("Baghdad", "IQ"), ("Darfur", "SD")])
def test_variants_lead_to_the_place(name: str, country: str) -> None:
    assert gazetteer()[fold(name)][0].country == country


def test_folding() -> None:
    assert fold("Jabālyā") == "jabalya"
    assert fold("Tel  Aviv-Yafo") == "tel aviv yafo"


def test_countries_towns_and_units(parser: Parser) -> None:
    found = places(parser, "A mine killed two farmers in Aleppo, Syria, and one near Mosul in northern Iraq.")
    assert (found["Aleppo"].country, found["Aleppo"].precision) == ("SY", "city")
    assert found["Iraq"].precision == "country"
    assert found["Mosul"].lat == pytest.approx(36.3, abs=0.2)


def test_the_chain_chooses_between_twins(parser: Parser) -> None:
    assert places(parser, "The mayor spoke in Tripoli, Lebanon.")["Tripoli"].country == "LB"
    assert places(parser, "The mayor spoke in Tripoli, Libya.")["Tripoli"].country == "LY"


def test_ordinary_words_and_adjectives_are_no_places(parser: Parser) -> None:
    found = places(parser, "Police said the American drone flew West over the Airport. God help us, said Mr Clinton.")
    assert not {"Police", "West", "Airport", "God", "American", "Clinton"} & set(found)


def test_the_place_of_the_event(annotator: Annotator) -> None:
    place = mention(annotator, "Rebels shelled a clinic in Mosul on Sunday.", "shelled").place
    assert place is not None and place.name == "Mosul" and place.country == "IQ"


def test_the_place_of_the_speech_is_not_that_of_the_event(annotator: Annotator) -> None:
    found = mention(annotator, "Rebels shelled a clinic, an aid worker told reporters in Geneva.", "shelled")
    assert found.place is None
    assert found.unknown["place"]


def test_the_place_of_another_deed_is_not_that_of_the_event(annotator: Annotator) -> None:
    body = "Gunmen attacked a convoy of the general, who was decorated in Paris in 2019."
    assert mention(annotator, body, "attacked").place is None


def test_the_dateline_is_no_place_of_an_event(annotator: Annotator) -> None:
    assert mention(annotator, "CAIRO (Delta News) - Gunmen attacked a convoy of trucks.", "attacked").place is None


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled the village of Ondrava in Aleppo province on Sunday.",
        "Rebels shelled a clinic in Ondrava, a town in Aleppo province.",
        "Rebels shelled a clinic in Ondrava in northern Syria.",
    ],
)
def test_an_unlisted_place_has_the_country_it_is_told_to_be_in(annotator: Annotator, text: str) -> None:
    place = mention(annotator, text, "shelled").place
    assert place is not None and place.as_written == "Ondrava"
    assert (place.name, place.geonames, place.country) == (None, None, "SY")
    assert place.unknown["name"] and place.position == "approximate"


def test_people_are_no_towns(parser: Parser) -> None:
    text = "Peter Houston leads the party. Houston wrote a letter. Mr Mason and President Lincoln did not."
    assert not {"Houston", "Mason", "Lincoln"} & set(places(parser, text))


def test_only_towns_have_a_point_of_their_own(parser: Parser) -> None:
    found = places(parser, "A mine killed two farmers near Mosul in Iraq.")
    assert (found["Mosul"].position, found["Iraq"].position) == ("gazetteer", "approximate")


def test_one_of_two_joined_names_is_no_place_of_an_event(annotator: Annotator) -> None:
    place = mention(annotator, "Shops closed after the Iran-backed attack on a convoy.", "attack").place
    assert place is None or place.name != "Iran"


@settings(max_examples=25, deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from("in Aleppo , Syria the of Iraq and Mosul ( ) . U.S.".split())).map(" ".join)
)
def test_any_text(parser: Parser, text: str) -> None:
    if not any(c.isalnum() for c in text):
        return
    article = read_text(text)
    for named in find_places(parser.parse(article), article):
        place = named.place
        assert article.quote(place.span) == place.as_written
        assert place.name or place.unknown["place"]
        assert 0.0 <= place.score <= 1.0
