"""The place of the dateline: where the report was filed, what “here” and “this city” point to, and company by which its
other names are read. It is never the place of an event on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from saidwho.linking.gazetteer import Entry, fold, gazetteer
from saidwho.linking.places_cues import lies_in
from saidwho.linking.places_names import short_forms
from saidwho.records import Article, Span

SHARE = 0.75
"""Share of the people of all towns of a name that the largest has, where nothing else tells them apart."""
_WIDER = re.compile(r"\s*[,/]\s*([^\W\d_][^,/()\d–—:]*[^\W\d_.])\.?")


def dateline_entry(article: Article) -> tuple[Entry, Span] | None:
    """The place of a dateline and its words; None where there is none, or several places fit alike."""
    dateline = article.dateline
    if dateline is None or dateline.place is None or dateline.place_span is None:
        return None
    first = re.split(r"[/]", dateline.place)[0].strip()
    span = Span(dateline.place_span.start, dateline.place_span.start + len(first))
    entries = [e for e in gazetteer().get(fold(first)) if e.kind in ("city", "admin1", "admin2", "country", "site")]
    for wider, _ in dateline_wider(article):
        inside = [e for e in entries if lies_in(e, wider)]
        if inside:
            entries = inside
            break
    best = _likeliest(entries)
    return None if best is None else (best, span)


def dateline_wider(article: Article) -> Iterator[tuple[Entry, Span]]:
    """The countries and units that the name behind the town's may mean (“EL ONDRA, Arland –”), and its words."""
    dateline = article.dateline
    if dateline is None or dateline.place_span is None:
        return
    ends = min([s.start for s in (dateline.date_span, dateline.agency_span) if s] or [dateline.span.end])
    match = _WIDER.match(article.text, dateline.place_span.end, max(ends, dateline.place_span.end))
    if match is None:
        return
    span = Span(*match.span(1))
    short = short_forms().get(article.quote(span)) or short_forms().get(f"{article.quote(span)}.")
    for entry in gazetteer().get(short[0] if short else fold(article.quote(span))):
        if entry.kind in ("country", "admin1", "region"):
            yield entry, span


def _likeliest(entries: list[Entry]) -> Entry | None:
    """A country before a town, the largest of the towns where it is much larger."""
    if not entries or entries[0].kind == "country":
        return entries[0] if entries else None
    towns = [e for e in entries if e.kind == "city"] or entries
    most = max(towns, key=lambda e: (e.population, -(e.geonames or 0)))
    total = sum(e.population for e in towns)
    alone = len({(e.country, e.admin1) for e in towns}) == 1
    return most if alone or (total and most.population >= SHARE * total) else None
