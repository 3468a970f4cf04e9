"""Single time expressions of conflict news."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from saidwho.linking.times import find_times
from saidwho.pipeline import Annotator
from saidwho.records import Span


def predict(records: Iterable[dict[str, Any]], annotator: Annotator) -> Iterator[dict[str, Any]]:
    """One answer a record, in the same order; days are inclusive."""
    for record in records:
        sentence, expression = record["sentence"], record["expression"]
        at = sentence.find(expression)
        anchor = dt.date.fromisoformat(record["anchor"]) if record.get("anchor") else None
        published = dt.date.fromisoformat(record["pub_date"])
        times = find_times(sentence, Span(0, len(sentence)), published=published, anchor=anchor, event=anchor)
        fitting = [t for t in times if t.span.start < at + len(expression) and at < t.span.end and t.start and t.end]
        best = max(fitting, key=lambda t: t.span.end - t.span.start, default=None)
        end = best.end - dt.timedelta(days=1) if best and best.end else None
        yield {
            "id": record["id"],
            "start": best.start.isoformat() if best and best.start else None,
            "end": end.isoformat() if end else None,
        }
