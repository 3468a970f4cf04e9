"""Attribution (PolNeAR): the outermost attributions of an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from saidwho.attribution import outermost
from saidwho.pipeline import Annotator
from saidwho.reading import read_text


def predict(records: Iterable[dict[str, Any]], annotator: Annotator) -> Iterator[dict[str, Any]]:
    """One answer a record, in the same order."""
    for record in records:
        annotation = annotator.annotate(read_text(record["text"]))
        yield {
            "doc_id": record["doc_id"],
            "attributions": [
                {"source": list(a.source), "cue": list(a.cue), "content": list(a.content)}
                for a in outermost(annotation.attributions)
            ],
        }
