"""Whole incidents over several outlets: all articles coded, merged, and written as one ledger of events.

A ledger lists what took place and what reports are about. What is threatened, denied by the report itself, older, or
only told beside another event by a single report is written as background. A figure that is part of a total is left
out: the format has no word for it, and beside the total it would be a second one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from saidwho.errors import SaidwhoError
from saidwho.merging.across import Telling, merge_events, tellings_of
from saidwho.merging.across.sources import short
from saidwho.merging.copies import find_copies
from saidwho.pipeline import Annotator
from saidwho.reading import parse_date, read_text
from saidwho.records import Account, Annotation, Event, Failure

TYPES_LEFT_OUT = ("CONSULT", "AGREE", "SUPPORT", "REQUEST", "REJECT", "ACCUSE", "COOPERATE", "CONCEDE", "AID")
"""Words between parties are no incidents of a ledger."""
KINDS = {"abducted": "kidnapped"}
LEADS = 3
"""Reports that tell it at their head, from which an event that no report is about is more than a remark."""
TOOK_PLACE = ("occurred", "ongoing", "attempted")


def predict(records: Iterable[dict[str, Any]], annotator: Annotator) -> Iterator[dict[str, Any]]:
    """One document: the events of all articles."""
    names: dict[str, list[str]] = {}
    annotations: list[Annotation] = []
    for record in records:
        annotation = annotate(record, annotator)
        if annotation is not None:
            names.setdefault(annotation.article.id, []).append(record["id"])
            annotations.append(annotation)
    yield {"pooled": ledger(annotations, names)}


def annotate(record: dict[str, Any], annotator: Annotator) -> Annotation | None:
    """The annotation of one article; None where it cannot be read or coded."""
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
        return None
    annotation = annotator.attempt(article)
    return None if isinstance(annotation, Failure) else annotation


def ledger(annotations: Iterable[Annotation], names: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    """The merged events in the ledger's format. `names` hold the records' ids by the articles' ids."""
    known = list(annotations)
    tellings = {t.id: t for a in known for t in tellings_of(a)}
    ranks = {(t.article.id, m.id): t for t in tellings.values() for m in t.event.mentions}
    events = merge_events(tellings.values(), copies=find_copies(a.article for a in known))
    found = []
    for event in events:
        told = {t.id: t for m in event.mentions if (t := ranks.get((m.article or "", m.id)))}
        if event.type not in TYPES_LEFT_OUT and (event.stage in TOOK_PLACE or _is_about(told.values())):
            found.append(_event(event, list(told.values()), names))
    return found


def _is_about(told: Iterable[Telling]) -> bool:
    """Some report is about it."""
    return any(t.rank == 2 for t in told)


def _day(value: object) -> dt.date | None:
    return parse_date(str(value)) if value else None


def _event(event: Event, told: list[Telling], names: Mapping[str, list[str]]) -> dict[str, Any]:
    time, place = event.time, event.place
    last = time.end - dt.timedelta(days=1) if time and time.end else None
    articles = dict.fromkeys(m.article or "" for m in event.mentions)
    beside = not _is_about(told) and sum(t.rank == 1 for t in told) < LEADS
    return {
        "event_id": event.id,
        "type": event.type,
        "date_start": str(time.start) if time and time.start else None,
        "date_end": str(last) if last else None,
        "place_name": (place.name or place.as_written) if place else None,
        "country": place.country if place else None,
        "status": event.status.split(" (")[0],
        "background": event.background is not None or event.polarity == "negative" or beside,
        "articles": [n for a in articles for n in names.get(a, [])],
        "accounts": [_account(event, a, names) for a in event.accounts],
    }


def _account(event: Event, account: Account, names: Mapping[str, list[str]]) -> dict[str, Any]:
    source = account.source
    tolls: dict[str, list[list[int | None]]] = {}
    for toll in event.tolls:
        if toll.said_by == account.id and toll.part_of is None:
            tolls.setdefault(KINDS.get(toll.kind, toll.kind), []).append([toll.low, toll.high])
    articles = dict.fromkeys(s.article for s in account.statements)
    return {
        "speaker": (source.name or short(source.as_written)) if source else "outlet",
        "stance": "asserts" if account.stance == "mentions" else account.stance,
        "articles": [n for a in articles for n in names.get(a, [])],
        "tolls": tolls,
    }
