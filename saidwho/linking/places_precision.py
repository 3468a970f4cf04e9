"""How exact a place is, in plain words and as ACLED and UCDP code it."""

from __future__ import annotations

from saidwho.linking.gazetteer import fold, gazetteer
from saidwho.records import Place

NEAR = "near"
"""Under "position" in `Place.unknown`: the text puts the event near the place, not in it."""
_WORDS = {
    "site": "at the site",
    "city": "in the town",
    "admin2": "in the district",
    "admin1": "in the province",
    "region": "in the region",
    "country": "in the country",
}


def is_near(place: Place) -> bool:
    """Whether the text says only that it was near."""
    return place.unknown.get("position") == NEAR


def at_sea(place: Place) -> bool:
    """Whether the place is a sea, a strait or a river, in no country's land."""
    if place.name is None or place.precision != "region":
        return False
    return any(e.kind == "sea" and e.name == place.name for e in gazetteer().get(fold(place.name)))


def in_words(place: Place) -> str | None:
    """“near the town”; None where nothing is resolved."""
    if place.precision is None:
        return None
    if at_sea(place):
        return "at sea or on a river"
    if place.name is None:
        return f"at a place that the gazetteer lacks, {_WORDS[place.precision]}"
    if is_near(place) and place.precision in ("site", "city"):
        return "near the town" if place.precision == "city" else "near the site"
    return _WORDS[place.precision]


def geo_precision(place: Place) -> int | None:
    """ACLED: 1 a named town or site, 2 near one or in a part of a region, 3 a larger region, None for a country."""
    if place.precision in ("site", "city") and place.name is not None:
        return 2 if is_near(place) else 1
    return {"site": 2, "city": 2, "admin2": 2, "admin1": 3, "region": 3}.get(place.precision or "")


def where_prec(place: Place) -> int | None:
    """UCDP GED: 1 exact, 2 within 25 km, 3 second-level unit, 4 first-level, 5 a wide area, 6 country, 7 at sea."""
    if at_sea(place):
        return 7
    if place.precision in ("site", "city"):
        return 2 if is_near(place) or place.name is None else 1
    return {"admin2": 3, "admin1": 4, "region": 5, "country": 6}.get(place.precision or "")
