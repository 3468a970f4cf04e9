"""Whole incidents over several outlets, as far as single articles go: every article's events stand alone.

Articles are not merged with each other yet, so an incident told by five outlets gives five events.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from saidwho.errors import SaidwhoError
from saidwho.pipeline import Annotator
from saidwho.reading import parse_date, read_text
from saidwho.records import Account, Event, Failure

TYPES_LEFT_OUT = ("CONSULT", "AGREE", "SUPPORT", "REQUEST", "REJECT", "ACCUSE", "COOPERATE", "CONCEDE", "AID")
"""Words between parties are no incidents of a ledger."""
KINDS = {"abducted": "kidnapped"}


def predict(records: Iterable[dict[str, Any]], annotator: Annotator) -> Iterator[dict[str, Any]]:
    """One document: the events of all articles."""
    pooled: list[dict[str, Any]] = []
    for record in records:
        pooled += events_of(record, annotator)
    yield {"pooled": pooled}


def events_of(record: dict[str, Any], annotator: Annotator) -> list[dict[str, Any]]:
    """The events of one article in the ledger's format; none where it cannot be read."""
    try:
        article = read_text(
            f"{record.get('title') or ''}\n\n{record['text']}".lstrip(),
            title=record.get("title"),
            outlet=record.get("outlet"),
            published=_day(record.get("published")),
            url=record.get("url"),
            name=record["id"],
        )
    except SaidwhoError:
        return []
    annotation = annotator.attempt(article)
    if isinstance(annotation, Failure):
        return []
    return [_event(record["id"], e) for e in annotation.events if e.type not in TYPES_LEFT_OUT]


def _day(value: object) -> dt.date | None:
    return parse_date(str(value)) if value else None


def _event(article: str, event: Event) -> dict[str, Any]:
    time, place = event.time, event.place
    last = time.end - dt.timedelta(days=1) if time and time.end else None
    return {
        "event_id": f"{article}#{event.id}",
        "type": event.type,
        "date_start": str(time.start) if time and time.start else None,
        "date_end": str(last) if last else None,
        "place_name": (place.name or place.as_written) if place else None,
        "country": place.country if place else None,
        "status": event.status,
        "background": event.background is not None or event.polarity == "negative",
        "articles": [article],
        "accounts": [_account(article, event, a) for a in event.accounts],
    }


def _account(article: str, event: Event, account: Account) -> dict[str, Any]:
    source = account.source
    tolls: dict[str, list[list[int | None]]] = {}
    for toll in event.tolls:
        if toll.said_by == account.id:
            tolls.setdefault(KINDS.get(toll.kind, toll.kind), []).append([toll.low, toll.high])
    name = (source.name or source.as_written) if source else "outlet"
    return {"speaker": name, "stance": account.stance, "articles": [article], "tolls": tolls}
