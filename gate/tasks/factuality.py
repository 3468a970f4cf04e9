"""Did it happen (MEANTIME): the stage of any given word on the scale from -3 to +3."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from saidwho.coding.stage import find_stage
from saidwho.parsing import Parser
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Span

_OPEN = frozenset(("threatened", "hypothetical"))  # its coders hold what is planned for certain


def predict(records: Iterable[dict[str, Any]], annotator: Annotator) -> Iterator[dict[str, Any]]:
    """One answer a target, in the order of the records and their targets."""
    parser = Parser(annotator.settings.parser)
    for record in records:
        article = read_text(record["text"])
        parse = parser.parse(article)
        shift = article.text.find(record["text"][:20])
        for target in record["targets"]:
            span = Span(target["start"] + max(shift, 0), target["end"] + max(shift, 0))
            tokens = parse.tokens_in(span)
            label = 3.0
            if len(tokens):
                stage, polarity = find_stage(parse, tokens[0], None)
                label = -3.0 if polarity == "negative" else 0.0 if stage in _OPEN else 3.0
            yield {"id": target["id"], "label": label}
