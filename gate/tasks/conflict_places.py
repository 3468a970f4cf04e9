"""Places, times, and where and when events took place, in the format of `gate/conflict_places.py`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from saidwho.linking.places_found import dateline_places, find_toponyms
from saidwho.linking.times import times_of
from saidwho.parsing import Parser
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Annotation, Event, Place, Time

LOCATIONS = ("place", "unlisted")
"""Uses of a name that are locations: not a people, a government, or a part of another name."""


def predict(records: Iterable[dict[str, Any]], annotator: Annotator) -> Iterator[dict[str, Any]]:
    """One answer a record, in the same order."""
    parser = Parser(annotator.settings.parser)
    for record in records:
        day = dt.date.fromisoformat(record["published"]) if record.get("published") else None
        article = read_text(record["text"], outlet=record.get("outlet"), published=day)
        named = find_toponyms(parser.parse(article), article)
        yield {
            "doc_id": record["doc_id"],
            "places": [_place(p) for p in (*dateline_places(article), *(n.place for n in named if n.use in LOCATIONS))],
            "times": [_time(t) for t in times_of(article)],
            "events": _events(annotator.annotate(article)),
        }


def _place(place: Place) -> dict[str, Any]:
    return {
        "start": place.span.start,
        "end": place.span.end,
        "name": place.name,
        "geonames": place.geonames,
        "country": place.country,
        "admin1": place.admin1,
        "precision": place.precision,
        "lat": place.lat,
        "lon": place.lon,
    }


def _time(time: Time) -> dict[str, Any]:
    """Days are inclusive."""
    end = time.end - dt.timedelta(days=1) if time.end else None
    return {
        "start": time.span.start,
        "end": time.span.end,
        "type": time.type,
        "value": time.timex,
        "first": time.start.isoformat() if time.start else None,
        "last": end.isoformat() if end else None,
        "certainty": time.certainty,
    }


def _events(annotation: Annotation) -> list[dict[str, Any]]:
    """One entry a mention, with the place and day of its event."""
    return [
        {
            "trigger": list(mention.trigger),
            "sentence": list(mention.sentence),
            "type": mention.type,
            "place": _place(event.place) if event.place else None,
            "time": _time(event.time) if event.time else None,
        }
        for event, mention in _mentions(annotation.events)
    ]


def _mentions(events: Iterable[Event]) -> Iterator[tuple[Event, Any]]:
    return ((event, mention) for event in events for mention in event.mentions)
