"""One row an event, flat columns: for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TextIO

from saidwho.linking.places_precision import geo_precision, where_prec
from saidwho.linking.times_precision import date_prec, time_precision
from saidwho.records import Actor, Annotation, Article, Event, Failure, Toll

COLUMNS = (
    "article", "name", "outlet", "published", "event", "type", "mode", "acled_event_type", "acled_sub_event_type",
    "stage", "polarity", "status", "occurrence", "responsibility", "status_why", "background", "actors", "targets",
    "weapon", "place", "country", "place_precision", "geo_precision", "where_prec", "start", "end", "time_precision",
    "date_prec", "killed", "killed_low", "killed_best",
    "killed_high", "injured", "injured_low", "injured_best", "injured_high", "other_tolls", "accounts", "quote",
    "failure",
)  # fmt: skip
MERGED = tuple(c for c in COLUMNS if c not in ("article", "name", "outlet", "published", "quote", "failure"))


def to_csv(results: Iterable[Annotation | Failure]) -> str:
    """A header, a row an event, a row a failure. Lists are joined by `; `, missing is empty, `end` is the day after."""
    out = io.StringIO()
    write_csv(results, out)
    return out.getvalue()


def write_csv(results: Iterable[Annotation | Failure], out: TextIO) -> None:
    """The same, written as the results come."""
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for result in results:
        if isinstance(result, Failure):
            writer.writerow({"name": result.name, "failure": f"{result.reason}: {result.message}"})
        else:
            writer.writerows(_row(result.article, event) for event in result.events)


def events_to_csv(events: Iterable[Event]) -> str:
    """The same for events told by many articles: a row an event, with the number of reports."""
    out = io.StringIO()
    writer = csv.DictWriter(out, (*MERGED, "reports"), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({**_values(e), "reports": len({m.article for m in e.mentions})} for e in events)
    return out.getvalue()


def _row(article: Article, event: Event) -> dict[str, object]:
    return {
        "article": article.id,
        "name": article.name or "",
        "outlet": article.outlet or "",
        "published": article.published or "",
        **_values(event),
        "quote": " … ".join(article.quote(s) for s in event.accounts[0].said) if event.accounts else "",
    }


def _values(event: Event) -> dict[str, object]:
    place, time = event.place, event.time
    return {
        "event": event.id,
        "type": event.type,
        "mode": event.mode or "",
        "acled_event_type": event.acled[0] if event.acled else "",
        "acled_sub_event_type": event.acled[1] if event.acled else "",
        "stage": event.stage,
        "polarity": event.polarity,
        "status": event.status,
        "occurrence": event.occurrence,
        "responsibility": event.responsibility,
        "status_why": event.status_why,
        "background": event.background or "",
        "actors": "; ".join(named(a) for a in event.actors),
        "targets": "; ".join(named(a) for a in event.targets),
        "weapon": event.weapon or "",
        "place": (place.name or "") if place else "",
        "country": (place.country or "") if place else "",
        "place_precision": (place.precision or "") if place else "",
        "geo_precision": (geo_precision(place) or "") if place else "",
        "where_prec": (where_prec(place) or "") if place else "",
        "start": (time.start or "") if time else "",
        "end": (time.end or "") if time else "",
        "time_precision": (time_precision(time) or "") if time else "",
        "date_prec": (date_prec(time) or "") if time else "",
        "killed": _figures(event, "killed"),
        **_range(event, "killed"),
        "injured": _figures(event, "injured"),
        **_range(event, "injured"),
        "other_tolls": "; ".join(
            f"{t.kind} {figure(t)}"
            for t in event.tolls
            if t.kind not in ("killed", "injured") and t.part_of is None and not t.superseded
        ),
        "accounts": "; ".join(
            f"{named(a.source) if a.source else a.role or 'no source named'} {a.stance}" for a in event.accounts
        ),
    }


def _figures(event: Event, kind: str) -> str:
    return "; ".join(figure(t) for t in event.tolls if t.kind == kind and t.part_of is None and not t.superseded)


def _range(event: Event, kind: str) -> dict[str, object]:
    found = next((r for r in event.toll_ranges if r.kind == kind), None)
    return {f"{kind}_{name}": getattr(found, name) if found else "" for name in ("low", "best", "high")}


def named(actor: Actor) -> str:
    """The name; where there is none, the report's own words in quotation marks: they may be a label."""
    return actor.name or f"“{' '.join(actor.as_written.split())}”"


def figure(toll: Toll) -> str:
    """“3”, “3 or more”, “up to 5”, “3 to 5”, or the words where they give no number."""
    low, high = toll.low, toll.high
    if low is None and high is None:
        return toll.as_written
    if low == high:
        return f"about {low}" if toll.approximate else str(low)
    if high is None:
        return f"{low} or more"
    return f"up to {high}" if low is None else f"{low} to {high}"
