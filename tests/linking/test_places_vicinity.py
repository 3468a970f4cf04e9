"""Places that the gazetteer lacks, places that are told from outside, and what an event may not borrow."""

import pytest

from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Place


def place_of(text: str, word: str, annotator: Annotator) -> Place | None:
    article = read_text(f"Reports of the day\n\n{text}\n")
    return next(m for m in annotator.annotate(article).mentions if article.quote(m.trigger) == word).place


@pytest.mark.parametrize(
    ("text", "word", "unit"),
    [
        ("Gunmen killed four farmers in Ondrava on Friday and drove to Mosul.", "killed", "Nīnawá"),
        (
            "Drones struck a car in Ondrava on Friday. Others live in Mosul, in Sinjar and in Nineveh.",
            "struck",
            "Nīnawá",
        ),
    ],
)
def test_an_unlisted_place_takes_the_unit_of_its_company(text: str, word: str, unit: str, annotator: Annotator) -> None:
    place = place_of(text, word, annotator)
    assert place is not None
    assert (place.as_written, place.name, place.country, place.admin1) == ("Ondrava", None, "IQ", unit)
    assert place.lat is None and "not in the gazetteer" in place.unknown["name"]


def test_an_unlisted_place_does_not_borrow_another_place(annotator: Annotator) -> None:
    place = place_of("A bomb killed six people in Ondrava on Friday. Their relatives met in Lyon.", "killed", annotator)
    assert place is None or place.name is None


def test_near_a_country_is_not_in_it(annotator: Annotator) -> None:
    text = (
        "A bomb killed two men near Mosul on Sunday. Drones struck a car in Ondrava, a district near Iran, on Friday."
    )
    place = place_of(text, "struck", annotator)
    assert place is None or place.country != "IR"


def test_in_the_north_of_a_country_is_in_it(annotator: Annotator) -> None:
    place = place_of("Gunmen ambushed a patrol in the north of Kosovo on Sunday.", "ambushed", annotator)
    assert place is not None and place.country == "XK" and "position" not in place.unknown


def test_a_town_that_was_raided_is_the_place(annotator: Annotator) -> None:
    place = place_of("Fighters raided Mosul on Friday.", "raided", annotator)
    assert place is not None and place.name == "Mosul"


def test_an_embassy_is_not_in_the_country_that_it_is_called_by(annotator: Annotator) -> None:
    place = place_of("A bomb exploded outside the U.S. embassy in Nairobi on Friday.", "exploded", annotator)
    assert place is not None and (place.name, place.country) == ("Nairobi", "KE")


POINTED = [
    ("KAYES, Mali (Agency) – Gunmen shot a teacher dead in this city on Monday.", "shot", "Kayes"),
    ("Rebels hold Kayes, in Mali.\n\nSoldiers clashed with rioters in the town on Monday.", "clashed", "Kayes"),
    ("Ten people were arrested in Kayes, in Mali. Two men were killed there on Monday.", "killed", "Kayes"),
    (
        "Rebels of Mali held posts in Gao and in Mopti.\n\nA bomb exploded in the capital on Monday.",
        "exploded",
        "Bamako",
    ),
    ("In Kayes, held by rebels of Mali since May, a market was bombed on Monday.", "bombed", "Kayes"),
    ("Villagers were kidnapped from a village north of Kayes, in Mali, on Sunday.", "kidnapped", "Kayes"),
]


@pytest.mark.parametrize(("text", "trigger", "name"), POINTED)
def test_places_that_the_text_points_to(text: str, trigger: str, name: str, annotator: Annotator) -> None:
    article = read_text(f"Reports of the day\n\n{text}\n")
    found = next(m for m in annotator.annotate(article).mentions if article.quote(m.trigger) == trigger)
    assert found.place is not None and found.place.name == name
    assert article.quote(found.place.span) == found.place.as_written


def test_the_capital_of_a_country_whose_largest_town_is_another_stays_open(annotator: Annotator) -> None:
    text = "Herders of Tanzania fled Mwanza and Arusha.\n\nA bomb exploded in the capital on Monday."
    article = read_text(f"Reports of the day\n\n{text}\n")
    found = next(m for m in annotator.annotate(article).mentions if article.quote(m.trigger) == "exploded")
    assert found.place is None or found.place.name != "Dodoma"


def test_what_stands_at_an_embassy_is_not_in_the_country_that_keeps_it(annotator: Annotator) -> None:
    article = read_text("Reports of the day\n\nArmed men killed a guard at the embassy of Mali in Ondra Kala.\n")
    found = next(m for m in annotator.annotate(article).mentions if article.quote(m.trigger) == "killed")
    assert found.place is None or found.place.country is None
