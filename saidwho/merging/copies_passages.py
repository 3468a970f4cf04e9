"""Sentences and quoted statements that stand in articles which are no copies of each other.

An account built on such words is the account of whoever wrote them first, however many articles print it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import numpy as np

from saidwho.merging.copies_pairs import SHORT, Pair, held
from saidwho.merging.copies_records import Occurrence, SharedPassage
from saidwho.merging.copies_sketch import WORDS, Sketch
from saidwho.records import Span

SAME = 0.75
"""Part of a sentence's shingles in one sentence of the other article from which both are one sentence."""
SPREAD = 200
"""Unrelated articles from which shared words are a formula of the trade and prove nothing."""

Node = tuple[int, int]
"""Index of a sketch, and of a sentence or quote in it."""


def shared_sentences(
    sketches: Sequence[Sketch], pairs: Mapping[tuple[int, int], Pair], home: Sequence[int], least: int
) -> tuple[SharedPassage, ...]:
    """Sentences of at least so many words that two compared articles share. `home` numbers the group of each."""
    joined: dict[Node, Node] = {}
    for (a, b), pair in sorted(pairs.items()):
        if pair.shared >= SHORT and home[a] != home[b]:
            for n in np.flatnonzero(sketches[a].sizes >= least):
                other = _same_sentence(sketches[a], int(n), sketches[b])
                if other is not None and sketches[b].sizes[other] >= least:
                    _join(joined, (a, int(n)), (b, other))
    return _passages("paragraph", _sets(joined), home, sketches)


def _same_sentence(a: Sketch, n: int, b: Sketch) -> int | None:
    """The sentence of `b` that holds most of a sentence of `a`, and the other way round."""
    start, size = int(a.starts[n]), int(a.sizes[n]) - WORDS + 1
    runs = a.shingles[start : start + size]
    if held(runs, b.known).sum() < SAME * size:
        return None
    there = np.add.reduceat(np.isin(b.shingles, runs), b.starts, dtype=np.int64)
    best = int(there.argmax())
    longest = max(size, int(b.sizes[best]) - WORDS + 1)
    return best if there[best] >= SAME * longest else None


def shared_statements(sketches: Sequence[Sketch], home: Sequence[int]) -> tuple[SharedPassage, ...]:
    """Quotes that have a run of words in common, from articles that are no copies of each other."""
    joined: dict[Node, Node] = {}
    first: dict[int, Node] = {}
    for a, sketch in enumerate(sketches):
        for n, quote in enumerate(sketch.quotes):
            for run in quote.runs.tolist():
                _join(joined, first.setdefault(run, (a, n)), (a, n))
    return _passages("statement", _sets(joined), home, sketches)


def _root(joined: dict[Node, Node], node: Node) -> Node:
    while (up := joined.setdefault(node, node)) != node:
        joined[node] = joined[up]
        node = up
    return node


def _join(joined: dict[Node, Node], a: Node, b: Node) -> None:
    low, high = sorted((_root(joined, a), _root(joined, b)))
    joined[high] = low


def _sets(joined: dict[Node, Node]) -> list[list[Node]]:
    sets: dict[Node, list[Node]] = {}
    for node in sorted(joined):
        sets.setdefault(_root(joined, node), []).append(node)
    return list(sets.values())


def _passages(
    kind: Literal["paragraph", "statement"],
    sets: Iterable[Sequence[Node]],
    home: Sequence[int],
    sketches: Sequence[Sketch],
) -> tuple[SharedPassage, ...]:
    passages = []
    for nodes in sets:
        if not 2 <= len({home[a] for a, _ in nodes}) <= SPREAD:
            continue
        spans = [_span(kind, sketches[a], n) for a, n in nodes]
        found = sorted(Occurrence(sketches[a].id, span) for (a, _), (span, _) in zip(nodes, spans, strict=True))
        key = f"{kind}:" + "\n".join(f"{o.article}:{o.span.start}:{o.span.end}" for o in found)
        digest = hashlib.sha256(key.encode()).hexdigest()[:16]
        passages.append(SharedPassage(digest, kind, min(words for _, words in spans), tuple(found)))
    return tuple(sorted(passages, key=lambda p: p.id))


def _span(kind: str, sketch: Sketch, n: int) -> tuple[Span, int]:
    if kind == "statement":
        return sketch.quotes[n].span, sketch.quotes[n].words
    return sketch.spans[n], int(sketch.sizes[n])
