"""IndiaPoliceEvents: which sentences tell of the police killing, arresting, using force or failing to act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from saidwho.coding.blocking import topics
from saidwho.coding.codebook import load_codebook
from saidwho.coding.conditions import Scene
from saidwho.coding.police import police_actions
from saidwho.parsing import Parser
from saidwho.pipeline import Annotator
from saidwho.reading import read_text


def predict(records: Iterable[dict[str, Any]], annotator: Annotator) -> Iterator[dict[str, Any]]:
    """One answer a document, in the same order."""
    parser = Parser(annotator.settings.parser)
    book = load_codebook(annotator.settings.coding.codebook)
    for record in records:
        sentences = []
        for sentence in record["sentences"]:
            labels: list[str] = []
            if any(c.isalpha() for c in sentence["text"]):
                parse = parser.parse(read_text(sentence["text"]))
                labels = police_actions(Scene(parse, book, topics(parse)))
            sentences.append({"sent_id": sentence["sent_id"], "labels": labels})
        yield {"id": record["id"], "sentences": sentences}
