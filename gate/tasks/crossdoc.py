"""Event mentions across documents (ECB+): given mentions, which tell of one event?

Documents are grouped as saidwho groups reports; inside a group mentions are compared by the words of the deed, of who
and whom, and of the sentence, with weights fitted on the training part, and grouped by average link.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations
from typing import Any

from gate.tasks.crossdoc_pairs import Deed, deed_of, levels
from saidwho.merging.across.linkage import Pair, group
from saidwho.merging.across.pages import group_pages, likeness
from saidwho.merging.across.words import page_vector
from saidwho.parsing import Parser
from saidwho.pipeline import Annotator
from saidwho.records import Article, Paragraph, Span
from saidwho.resources import read_table

EVEN = -1000
"""Log of odds, in thousandths, from which mentions are joined: below even, since missing a link costs as much as a
wrong one here. Chosen on the development part."""


def predict(records: Iterable[dict[str, Any]], annotator: Annotator) -> Iterator[dict[str, Any]]:
    """One answer a mention of an event, in the order of the records and their mentions."""
    parser = Parser(annotator.settings.parser)
    documents = list(records)
    likes = likeness([page_vector(d["text"]) for d in documents])
    groups = group_pages(len(documents), likes)
    deeds = [deed for n, d in enumerate(documents) for deed in _deeds(n, d, parser)]
    for deed, cluster in zip(deeds, cluster_deeds(deeds, groups, likes), strict=True):
        yield {"id": deed.id, "cluster": cluster}


def _deeds(number: int, record: dict[str, Any], parser: Parser) -> Iterator[Deed]:
    lines = _lines(record["text"])
    parse = parser.parse(Article(record["doc_id"], record["text"], tuple(Paragraph(s, "body") for s in lines)))
    for mention in record["mentions"]:
        if mention.get("kind", "event") == "event" and mention.get("scored", True):
            yield deed_of(number, mention, parse, lines)


def _lines(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def cluster_deeds(deeds: list[Deed], groups: list[int], likes: dict[tuple[int, int], float]) -> list[str]:
    """The name of the event of each mention: the id of one of its mentions."""
    by_group: dict[int, list[int]] = {}
    for n, deed in enumerate(deeds):
        by_group.setdefault(groups[deed.document], []).append(n)
    names = [d.id for d in deeds]
    for members in by_group.values():
        pairs = [
            Pair(x, y, score(deeds[a], deeds[b], likes) - EVEN)
            for (x, a), (y, b) in combinations(list(enumerate(members)), 2)
        ]
        for n, first in zip(members, group(len(members), pairs, [None] * len(members)), strict=True):
            names[n] = deeds[members[first]].id
    return names


def score(a: Deed, b: Deed, likes: dict[tuple[int, int], float]) -> int:
    """Log of odds, in thousandths, that two mentions tell of one event; held between bounds."""
    first, second = sorted((a.document, b.document))
    found = weights()
    total = math.fsum(found.get(level, 0.0) for level in levels(a, b, likes.get((first, second), 0.0)))
    return round(1000 * max(-6.0, min(4.0, total)))


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """What each outcome of a comparison is worth."""
    return {row["level"]: float(row["weight"]) for row in read_table("merging/weights_mentions.tsv")}
