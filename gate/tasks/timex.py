"""Time expressions (TimeML)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from saidwho.linking.times import find_times
from saidwho.pipeline import Annotator
from saidwho.records import Span


def predict(records: Iterable[dict[str, Any]], annotator: Annotator) -> Iterator[dict[str, Any]]:
    """One answer a record, in the same order."""
    for record in records:
        text, published = record["text"], record.get("published")
        day = dt.date.fromisoformat(published[:10]) if published else None
        times = find_times(text, Span(0, len(text)), published=day, ranges=False)
        yield {
            "doc_id": record["doc_id"],
            "timexes": [
                {"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.timex or ""} for t in times
            ],
        }
