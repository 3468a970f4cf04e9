"""Copies of one wire story among independent reports of the same events: a group for every document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from saidwho.errors import SaidwhoError
from saidwho.merging.copies import find_copies
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Article


def predict(records: Iterable[dict[str, Any]], annotator: Annotator) -> Iterator[dict[str, Any]]:
    """One answer a record, in the same order, from all records together."""
    names, articles = [], []
    for record in records:
        names.append(record["doc_id"])
        articles.append(_article(record))
    copies = find_copies(a for a in articles if a)
    for name, article in zip(names, articles, strict=True):
        yield {"doc_id": name, "cluster": copies.original_of(article.id) if article else name}


def _article(record: dict[str, Any]) -> Article | None:
    try:
        article = read_text(record["text"], name=record["doc_id"])
    except SaidwhoError:
        return None
    return article
