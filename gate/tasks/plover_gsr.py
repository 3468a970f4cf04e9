"""PLOVER gold sentences: type, actors and recipients of the main event of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from saidwho.coding.told import Telling, main_parties_of, tellings
from saidwho.parsing import Parser
from saidwho.pipeline import Annotator
from saidwho.reading import read_text


def predict(records: Iterable[dict[str, Any]], annotator: Annotator) -> Iterator[dict[str, Any]]:
    """One answer a record, in the same order."""
    parser = Parser(annotator.settings.parser)
    for record in records:
        article = read_text(record["text"])
        parse = parser.parse(article)
        found = tellings(parse, article)
        best = max(found, key=_weight, default=None)
        actors, recipients = (best.actors, best.targets) if best else main_parties_of(parse)
        yield {
            "id": record["id"],
            "type": best.type if best else None,
            "actors": [parse.quote(s) for s in actors],
            "recipients": [parse.quote(s) for s in recipients],
        }


def _weight(telling: Telling) -> tuple[int, int, int]:
    """The deed nearest to the top of its sentence that has a doer, the earlier of equal ones."""
    return (bool(telling.actors) + bool(telling.targets) - telling.depth, telling.rank, -telling.token)
