"""Event mentions across documents (ECB+): given mentions, which tell of one event?

Documents are grouped as saidwho groups reports; inside a group mentions are compared by the words of the deed, of who
and whom, of the sentence, and by what the reader's encoder makes of them, with trees fitted on the training part
(`train/mentions.py`), and grouped by average link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from gate.tasks.crossdoc_features import Spread, features
from gate.tasks.crossdoc_pairs import Deed, deed_of, encoder, states_of
from gate.tasks.crossdoc_trees import odds
from saidwho.merging.across.linkage import Pair, group
from saidwho.merging.across.pages import group_pages, likeness
from saidwho.merging.across.words import page_vector
from saidwho.parsing import Parse, Parser
from saidwho.pipeline import Annotator
from saidwho.records import Article, Paragraph, Span

EVEN = -2000
"""Log of odds, in thousandths, from which mentions are joined: below even, since missing a link costs as much as a
wrong one here, and the trees weigh mentions of large events less. Chosen by folds of the training part's topics."""
LEAST, MOST = -6000, 4000
"""Bounds of one pair's say in the mean of two groups."""
Likes = Mapping[tuple[int, int], float]


def predict(records: Iterable[dict[str, Any]], annotator: Annotator) -> Iterator[dict[str, Any]]:
    """One answer a mention of an event, in the order of the records and their mentions."""
    parser = Parser(annotator.settings.parser)
    documents = list(records)
    likes = likeness([page_vector(d["text"]) for d in documents])
    groups = group_pages(len(documents), likes)
    deeds = [deed for n, d in enumerate(documents) for deed in deeds_of(n, d, parse_of(d, parser))]
    for deed, cluster in zip(deeds, cluster_deeds(deeds, groups, likes), strict=True):
        yield {"id": deed.id, "cluster": cluster}


def parse_of(record: Mapping[str, Any], parser: Parser) -> Parse:
    """The parse of one document, a line a paragraph."""
    paragraphs = tuple(Paragraph(s, "body") for s in lines_of(record["text"]))
    return parser.parse(Article(record["doc_id"], record["text"], paragraphs))


def deeds_of(number: int, record: Mapping[str, Any], parse: Parse) -> Iterator[Deed]:
    """The mentions of events that are asked for in one document."""
    asked = [m for m in record["mentions"] if m.get("kind", "event") == "event" and m.get("scored", True)]
    states = states_of(parse, encoder()) if asked else {}
    lines = lines_of(record["text"])
    for mention in asked:
        yield deed_of(number, mention, parse, lines, states)


def lines_of(text: str) -> list[Span]:
    """The lines of a text that are not blank."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def cluster_deeds(deeds: Sequence[Deed], groups: Sequence[int], likes: Likes) -> list[str]:
    """The name of the event of each mention: the id of one of its mentions."""
    by_group: dict[int, list[int]] = {}
    for n, deed in enumerate(deeds):
        by_group.setdefault(groups[deed.document], []).append(n)
    names, spread = [d.id for d in deeds], Spread(deeds, groups)
    for members in by_group.values():
        places = list(combinations(range(len(members)), 2))
        rows = [row(deeds[members[x]], deeds[members[y]], likes, spread) for x, y in places]
        pairs = [
            Pair(x, y, max(LEAST, min(MOST, score)) - EVEN)
            for (x, y), score in zip(places, odds(rows).tolist(), strict=True)
        ]
        for n, first in zip(members, group(len(members), pairs, [None] * len(members)), strict=True):
            names[n] = deeds[members[first]].id
    return names


def row(a: Deed, b: Deed, likes: Likes, spread: Spread) -> list[float]:
    """The features of two mentions."""
    first, second = sorted((a.document, b.document))
    return features(a, b, likes.get((first, second), 0.0), spread)
