"""What a place name stands for, which of its namesakes is meant, and what is left open."""

import time

import pytest

from saidwho.linking.gazetteer import gazetteer
from saidwho.linking.places_found import Named, find_toponyms
from saidwho.linking.places_report import report_country, report_places
from saidwho.parsing import Parser
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import EventMention, Place


def named(parser: Parser, text: str) -> dict[str, Named]:
    article = read_text(text)
    return {n.place.as_written: n for n in find_toponyms(parser.parse(article), article)}


def reported(parser: Parser, text: str) -> dict[str, Place]:
    article = read_text(text)
    return {n.place.as_written: n.place for n in report_places(parser.parse(article), article)}


def mention(annotator: Annotator, body: str, trigger: str) -> EventMention:
    article = read_text(f"Reports of the day\n\n{body}\n")
    return next(m for m in annotator.annotate(article).mentions if article.quote(m.trigger) == trigger)


def test_peoples_and_governments_are_no_locations(parser: Parser) -> None:
    found = named(
        parser, "Sudan said on Monday that Egyptian troops had crossed the border near Halfa in northern Sudan."
    )
    assert found["Egyptian"].use == "people" and found["Egyptian"].place.country == "EG"
    article = read_text("Ethiopia said on Monday that it would answer.")
    assert find_toponyms(parser.parse(article), article)[0].use == "government"


def test_a_people_is_no_town_of_that_name(parser: Parser) -> None:
    assert named(parser, "Sixteen Americans and one Canadian were taken.")["Canadian"].place.country == "CA"


def test_regions_and_states_have_people_too(parser: Parser) -> None:
    found = named(parser, "The European envoy met a Texan farmer and a Kashmiri teacher in Geneva.")
    assert found["European"].place.name == "Europe"
    assert found["Texan"].place.name == "Texas" and found["Texan"].use == "people"


def test_the_chain_behind_the_name_decides(parser: Parser) -> None:
    found = named(parser, "The fire began in Springfield, Ill., and not in Springfield, Mass., the marshal said.")
    article = read_text("The fire began in Springfield, Ill., and not in Springfield, Mass., the marshal said.")
    units = [n.place.admin1 for n in find_toponyms(parser.parse(article), article) if n.place.name == "Springfield"]
    assert units == ["Illinois", "Massachusetts"]
    assert found["Ill."].place.name == "Illinois"


def test_other_places_of_the_report_decide(parser: Parser) -> None:
    lebanese = "Shelling was heard in Beirut, in Sidon and in Tripoli, said residents of Zahle and of Tyre in Lebanon."
    libyan = (
        "Shelling was heard in Benghazi, in Misrata and in Tripoli, said residents of Sirte and of Tobruk in Libya."
    )
    assert named(parser, lebanese)["Tripoli"].place.country == "LB"
    assert named(parser, libyan)["Tripoli"].place.country == "LY"


def test_a_word_for_a_unit_decides(parser: Parser) -> None:
    found = named(parser, "Six farmers died in Aleppo province. The governor was in the city of Aleppo, Syria.")
    precisions = {n.place.precision for n in found.values() if n.place.as_written == "Aleppo"}
    article = read_text("Six farmers died in Aleppo province. The governor was in the city of Aleppo, Syria.")
    both = [n.place.precision for n in find_toponyms(parser.parse(article), article) if n.place.as_written == "Aleppo"]
    assert both == ["admin1", "city"] and precisions


def test_a_namesake_in_a_country_that_the_report_never_names_is_left_open(parser: Parser) -> None:
    text = (
        "Gunmen killed twelve farmers in Moura in central Mali. The army of Mali sent soldiers to Mopti, in Mali, "
        "and to Bamako."
    )
    found = named(parser, text)
    assert found["Moura"].place.name is None and found["Moura"].place.unknown["place"]
    assert reported(parser, text)["Moura"].country == "ML"


def test_an_unlisted_place_never_gets_the_country_of_the_victims(parser: Parser) -> None:
    text = (
        "Aid workers of the United States were taken in Haiti on Sunday. The gang seized them in Ondrava, police said. "
        "The United States and Canada spoke with the government. Americans were told not to stay in Haiti."
    )
    found = reported(parser, text)
    assert found["Ondrava"].country == "HT" and found["Ondrava"].name is None


def test_a_report_of_two_countries_is_of_none(parser: Parser) -> None:
    article = read_text("Six died in Sudan and six died in Chad.")
    assert report_country(find_toponyms(parser.parse(article), article)) is None


def test_a_region_of_several_countries_is_no_unit_of_one(parser: Parser) -> None:
    found = named(parser, "The army of Mali killed six men in the Sahel. Mali has sent soldiers to Mopti in Mali.")
    assert (found["Sahel"].place.precision, found["Sahel"].place.country) == ("region", None)
    found = named(parser, "Singh was in Punjab, in Delhi and in Mumbai. India has sent soldiers to Amritsar in India.")
    assert found["Punjab"].place.country == "IN"


def test_of_a_town_and_its_unit_the_town_is_meant(parser: Parser) -> None:
    found = named(parser, "Six died in Mwanza on Sunday, the ministry in Dodoma said. Tanzania has closed the port.")
    assert (found["Mwanza"].place.precision, found["Mwanza"].place.country) == ("city", "TZ")
    assert named(parser, "Six died in Mwanza region in Tanzania on Sunday.")["Mwanza"].place.precision == "admin1"


def test_of_two_namesakes_the_one_of_a_country_that_is_named(parser: Parser) -> None:
    text = "Six miners died in Sucre. Bolivian police sent men from Oruro and from Potosí. Sucre had no power."
    assert named(parser, text)["Sucre"].place.country == "BO"


def test_a_distance_is_counted_from_another_place(annotator: Annotator) -> None:
    body = "Rebels shelled a mosque in Kerman, some 820 kilometers southeast of Tehran, on Sunday."
    place = mention(annotator, body, "shelled").place
    assert place is not None and place.as_written == "Kerman"


def test_a_name_behind_a_genitive(annotator: Annotator) -> None:
    body = "Rebels shelled a clinic in Idlib province's Ondrava district on Sunday."
    place = mention(annotator, body, "shelled").place
    assert place is not None and place.as_written == "Ondrava" and place.country == "SY"


def test_what_a_reporter_is_told_elsewhere_bars_no_place_of_the_next_sentence(annotator: Annotator) -> None:
    body = "Nurses told reporters of the dead.\n\nRebels attacked a village in Darfur, they said."
    place = mention(annotator, body, "attacked").place
    assert place is not None and place.name == "Darfur"


def test_the_country_of_the_report_is_the_last_resort_of_its_news(annotator: Annotator) -> None:
    body = "Six nurses were abducted.\n\nThe clinic in Sudan has closed, and others in Sudan may follow."
    place = mention(annotator, body, "abducted").place
    assert place is not None and (place.country, place.inferred_from) == ("SD", "report")


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton wore a Columbia jacket.",
        "The Washington Post quoted Austin Powers.",
        "Chad Smith and Jordan Peterson spoke.",
    ],
)
def test_names_of_people_and_papers_are_no_locations(parser: Parser, text: str) -> None:
    article = read_text(text)
    found = find_toponyms(parser.parse(article), article)
    assert [n.place.as_written for n in found if n.use == "place"] == []


def test_ten_thousand_different_names_take_seconds(parser: Parser) -> None:
    rows = gazetteer()._base().execute("SELECT DISTINCT name FROM place WHERE kind = 'city' ORDER BY id")
    known = [name for (name,) in rows if name.isalpha() and name.isascii() and name[1:].islower()][::13][:7_000]
    names = [*known, *(f"{name}ondra" for name in known[:3_000])]
    assert len(set(names)) == 10_000
    lists = [", ".join(sorted(names[at::100])) for at in range(100)]
    article = read_text("\n\n".join(f"Six died in {names_there}." for names_there in lists))
    parse = parser.parse(article)
    start = time.process_time()
    assert len(report_places(parse, article)) > 3_000
    assert time.process_time() - start < 30


def test_there_is_the_place_named_before_and_not_one_behind(annotator: Annotator) -> None:
    body = (
        "A monitor of the war in Sudan had said that ten farmers were killed there. It began with an attack in Nairobi."
    )
    place = mention(annotator, body, "killed").place
    assert place is not None and place.country == "SD"
    body = "Police in Nairobi said that a bus was bombed and there was no warning."
    assert mention(annotator, body, "bombed").place is None


def test_no_place_is_read_into_a_threat(annotator: Annotator) -> None:
    body = "Gunmen killed two men in Nairobi on Monday. The rebels threatened to attack more army bases."
    threat = mention(annotator, body, "attack")
    assert threat.stage in ("threatened", "planned") and threat.place is None
    assert threat.unknown["place"]


def test_a_name_of_several_places_of_one_country_keeps_the_country(parser: Parser) -> None:
    place = named(parser, "A fire in Springfield hurt nobody, said firefighters of Ohio and of Texas.")[
        "Springfield"
    ].place
    assert place.country == "US"


def test_the_capital_rather_than_the_unit_of_its_name(parser: Parser) -> None:
    text = "Envoys of Norway met in Washington on Monday, and thousands marched in Chicago."
    assert named(parser, text)["Washington"].place.admin1 == "District of Columbia"
    text = (
        "A ferry sank near Seattle, and schools in Tacoma and in Spokane were shut, said rescuers in Washington state."
    )
    assert named(parser, text)["Washington"].place.precision == "admin1"


def test_a_country_rather_than_a_town_of_its_name(parser: Parser) -> None:
    text = "Farmers in Kenya and in Houston sell beans to China and to Mexico."
    found = named(parser, text)
    assert found["China"].place.country == "CN" and found["Mexico"].place.precision == "country"
