"""Places found and resolved. These corpora count adjectives of countries (“the French”) as places: saidwho does
not, so they are added here, at the position of their country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from saidwho.linking.gazetteer import Entry, fold, gazetteer
from saidwho.linking.names_tables import states
from saidwho.linking.places_found import find_places
from saidwho.parsing import Parse, Parser
from saidwho.pipeline import Annotator
from saidwho.reading import read_text


def predict(records: Iterable[dict[str, Any]], annotator: Annotator) -> Iterator[dict[str, Any]]:
    """One answer a record, in the same order."""
    parser = Parser(annotator.settings.parser)
    for record in records:
        article = read_text(record["text"])
        body = tuple(replace(p, kind="body") for p in article.paragraphs)
        article = replace(article, paragraphs=body, title=None, dateline=None)
        parse = parser.parse(article)
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
            for n in find_places(parse, article)
        ]
        taken = {(t["start"], t["end"]) for t in toponyms}
        toponyms += [t for t in _adjectives(parse) if (t["start"], t["end"]) not in taken]
        yield {"doc_id": record["doc_id"], "toponyms": sorted(toponyms, key=lambda t: int(t["start"]))}


def _adjectives(parse: Parse) -> Iterator[dict[str, Any]]:
    known = states()
    for i, word in enumerate(parse.lower):
        state = known.get(word) if parse.word[i][0].isupper() else None
        if state is None or state.use == "name":
            continue
        entries = gazetteer().get(fold(state.name), ())
        country: Entry | None = next((e for e in entries if e.kind == "country"), None)
        if country is not None:
            yield {
                "start": parse.start[i],
                "end": parse.end[i],
                "name": parse.word[i],
                "lat": country.lat,
                "lon": country.lon,
                "country": country.country,
                "geonameid": country.geonames,
            }
