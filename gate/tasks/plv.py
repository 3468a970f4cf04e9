"""PLV: the PLOVER type of a given pair of source and target in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from saidwho.coding.told import Telling, tellings
from saidwho.parsing import Parser
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Span


def predict(records: Iterable[dict[str, Any]], annotator: Annotator) -> Iterator[dict[str, Any]]:
    """One answer a record, in the same order; the pair is part of the input."""
    parser = Parser(annotator.settings.parser)
    for record in records:
        article = read_text(record["text"])
        found = tellings(parser.parse(article), article)
        actors = [Span(a["start"], a["end"]) for a in record.get("actors", ()) if a.get("end")]
        targets = [Span(t["start"], t["end"]) for t in record.get("recipients", ()) if t.get("end")]
        best = max(found, key=lambda t: _fit(t, actors, targets), default=None)
        yield {"id": record["id"], "type": best.type if best else None}


def _fit(telling: Telling, actors: list[Span], targets: list[Span]) -> tuple[float, int, int, int]:
    roles = 2 * _meet(telling.actors, actors) + 2 * _meet(telling.targets, targets)
    roles += _meet(telling.actors, targets) + _meet(telling.targets, actors)
    between = sum(min(abs(telling.at - s.start), abs(telling.at - s.end)) for s in [*actors, *targets])
    return (roles, telling.rank, -telling.depth, -between)


def _meet(some: tuple[Span, ...], others: list[Span]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in some for b in others)
