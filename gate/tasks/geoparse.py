"""Places found and resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from saidwho.linking.gazetteer import gazetteer
from saidwho.linking.places import find_places
from saidwho.parsing import Parser
from saidwho.pipeline import Annotator
from saidwho.reading import read_text


def predict(records: Iterable[dict[str, Any]], annotator: Annotator) -> Iterator[dict[str, Any]]:
    """One answer a record, in the same order."""
    gazetteer()
    parser = Parser(annotator.settings.parser)
    for record in records:
        article = read_text(record["text"])
        named = find_places(parser.parse(article), article)
        yield {
            "doc_id": record["doc_id"],
            "toponyms": [
                {
                    "start": n.place.span.start,
                    "end": n.place.span.end,
                    "name": n.place.as_written,
                    "lat": n.place.lat,
                    "lon": n.place.lon,
                    "country": n.place.country,
                    "geonameid": n.place.geonames,
                }
                for n in named
            ],
        }
