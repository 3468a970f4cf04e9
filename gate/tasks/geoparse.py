"""Places found and resolved. These corpora count adjectives of countries (“the French”) and places within other names
as places: saidwho finds them, marked as no locations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from saidwho.linking.places_found import find_toponyms
from saidwho.parsing import Parser
from saidwho.pipeline import Annotator
from saidwho.reading import read_text


def predict(records: Iterable[dict[str, Any]], annotator: Annotator) -> Iterator[dict[str, Any]]:
    """One answer a record, in the same order."""
    parser = Parser(annotator.settings.parser)
    for record in records:
        article = read_text(record["text"])
        body = tuple(replace(p, kind="body") for p in article.paragraphs)
        article = replace(article, paragraphs=body, title=None, dateline=None)
        toponyms = [
            {
                "start": n.place.span.start,
                "end": n.place.span.end,
                "name": n.place.as_written,
                "lat": n.place.lat,
                "lon": n.place.lon,
                "country": n.place.country,
                "geonameid": n.place.geonames,
            }
            for n in find_toponyms(parser.parse(article), article)
        ]
        yield {"doc_id": record["doc_id"], "toponyms": toponyms}
