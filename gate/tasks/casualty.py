"""GVDB: how many people were killed and how many injured in the incident that an article reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from saidwho.coding.tolls_document import report_tolls
from saidwho.parsing import Parser
from saidwho.pipeline import Annotator
from saidwho.reading import read_text


def predict(records: Iterable[dict[str, Any]], annotator: Annotator) -> Iterator[dict[str, Any]]:
    """One answer a record, in the same order."""
    parser = Parser(annotator.settings.parser)
    for record in records:
        title, text = record.get("title") or "", record.get("text") or ""
        text = f"{title}\n\n{text.removeprefix(title)}"
        yield {"doc_id": record["doc_id"], **report_tolls(parser.parse(read_text(text)), one_shooting=True)}
