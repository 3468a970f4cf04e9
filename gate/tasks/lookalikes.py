"""Look-alike events kept apart: every topic of ECB+ tells of two events of one kind.

Asked twice: of the main events that saidwho itself codes of whole documents and merges, and of the given mentions that
`crossdoc.py` groups. A pair counts where both are of one topic and of two events.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from gate.floors import Result
from gate.inputs import without_answers
from gate.tasks import crossdoc
from saidwho.merging.across import group_tellings, in_order, tellings_of
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Failure

INCIDENTS = ("ASSAULT", "COERCE", "PROTEST")
"""Types of main events that are asked for: the others are mostly words between parties."""
MAIN = 2
_GLUED = ((re.compile(r" ([.,;:!?%)])"), r"\1"), (re.compile(r" ('s|n't)"), r"\1"), (re.compile(r"\( "), "("),
          (re.compile("`` "), "“"), (re.compile(" ''"), "”"))  # fmt: skip
Marks = Mapping[str, tuple[str, str, str]]
"""By id: topic, event by the corpus, event by the answer."""


def result(bench: Path, annotator: Annotator | None = None) -> tuple[Result, str] | str:
    """The figures of both questions, or why they are skipped."""
    path = bench / "crossdoc" / "dev.jsonl"
    if not path.is_file():
        return f"skipped: {path.name} is not here"
    records = [json.loads(line) for line in path.open(encoding="utf-8")]
    annotator = annotator or Annotator()
    main, mentions = main_events(records, annotator), given_mentions(records, annotator)
    looks, joined = pairs(main, alike)
    told, found = pairs(main, same)
    others, wrong = pairs(mentions, alike)
    figures = {
        "main events: look-alikes apart": 100 * (1 - joined / looks),
        "main events: one event joined": 100 * found / told,
        "mentions: look-alikes apart": 100 * (1 - wrong / others),
    }
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    note = (
        f"{len(main)} main events, {joined} of {looks} look-alike pairs joined; {wrong} of {others} pairs of mentions"
    )
    return Result("lookalikes", digest, len(records), {k: round(v, 2) for k, v in figures.items()}), note


def main_events(records: Iterable[Mapping[str, Any]], annotator: Annotator) -> Marks:
    """What each document is mainly about, coded and merged as in a run; the corpus's event is the document's."""
    record_of: dict[str, Mapping[str, Any]] = {}
    tellings = []
    for record in records:
        annotation = annotator.attempt(read_text(plain(record["text"]), name=record["doc_id"]))
        if not isinstance(annotation, Failure):
            record_of[annotation.article.id] = record
            tellings += tellings_of(annotation)
    known = in_order(tellings)
    marks = {}
    for group in group_tellings(known).groups:
        for n in group:
            if known[n].rank == MAIN and known[n].event.type in INCIDENTS:
                record = record_of[known[n].article.id]
                marks[record["doc_id"]] = (record["topic"], record["subtopic"], known[group[0]].id)
    return marks


def given_mentions(records: list[dict[str, Any]], annotator: Annotator) -> Marks:
    """The mentions of the corpus as `crossdoc.py` groups them."""
    answers = {
        a["id"]: a["cluster"] for a in crossdoc.predict((without_answers("crossdoc", r) for r in records), annotator)
    }
    return {
        m["id"]: (r["topic"], f"{r['subtopic']} {m['cluster']}", answers[m["id"]])
        for r in records
        for m in r["mentions"]
        if m["id"] in answers
    }


def plain(text: str) -> str:
    """Text in tokens as it was printed, more or less."""
    for pattern, instead in _GLUED:
        text = pattern.sub(instead, text)
    return text


def alike(a: tuple[str, str, str], b: tuple[str, str, str]) -> bool:
    """The two events of one topic."""
    return a[0] == b[0] and a[1].split()[0] != b[1].split()[0]


def same(a: tuple[str, str, str], b: tuple[str, str, str]) -> bool:
    """One event by the corpus."""
    return a[1] == b[1]


def pairs(marks: Marks, asked: Callable[[tuple[str, str, str], tuple[str, str, str]], bool]) -> tuple[int, int]:
    """How many pairs are asked for, and how many of them the answer joins."""
    found = [a[2] == b[2] for a, b in combinations(marks.values(), 2) if asked(a, b)]
    return len(found), sum(found)
