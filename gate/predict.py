"""Writes saidwho's answers to one corpus, in the format that its scorer reads.

    python gate/predict.py TASK INPUT.jsonl OUTPUT.jsonl

Each record is cut to the fields of `gate/inputs.py` first, so answers in the input are never seen.
Exit status: 0 all records answered; 1 some could not be and have an empty answer; 2 no such task or file.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from gate.inputs import FIELDS, LATER, NAMES, POOLED, empty_answer, without_answers  # noqa: E402

Record = dict[str, Any]
Predict = Callable[[Iterable[Record], Any], Iterator[Record]]


class NoTask(Exception):
    """The task's name is unknown, or the task comes later."""


def find_task(name: str) -> Predict:
    """The `predict` of a task. Raises `NoTask` with a message for people."""
    if name in LATER:
        raise NoTask(f"'{name}' comes later: saidwho does not compare articles with each other yet.")
    if name not in FIELDS:
        raise NoTask(f"'{name}' is no task. Expected one of: {', '.join(NAMES)}.")
    try:
        return importlib.import_module(f"gate.tasks.{name}").predict  # type: ignore[no-any-return]
    except ModuleNotFoundError as error:
        if error.name != f"gate.tasks.{name}":
            raise
        raise NoTask(f"'{name}' comes later: saidwho has no answer in its format yet.") from None


def answers(task: str, predict: Predict, lines: Iterable[str], annotator: Any, log: TextIO) -> Iterator[Record | None]:
    """The answers to JSON lines, in order; None behind the answer of a record that failed."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        record: Record = {}
        try:
            loaded = json.loads(line)
            if not isinstance(loaded, dict):
                raise ValueError("expected one JSON object a line")
            record = without_answers(task, loaded)
            found = list(predict([record], annotator))
        except Exception as error:
            name = record.get("doc_id") or record.get("id") or "?"
            print(f"line {number} ({name}) has an empty answer: {type(error).__name__}: {error}", file=log)
            yield from empty_answer(task, record)
            yield None
        else:
            yield from found


def _records(task: str, lines: Iterable[str], log: TextIO) -> Iterator[Record]:
    for number, line in enumerate(lines, 1):
        try:
            if line.strip():
                yield without_answers(task, json.loads(line))
        except Exception as error:
            print(f"line {number} is left out: {type(error).__name__}: {error}", file=log)


def main(argv: list[str]) -> int:
    """The command. Returns the exit status."""
    if len(argv) != 3:
        print(f"usage: predict.py TASK INPUT.jsonl OUTPUT.jsonl\ntasks: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    task, source, target = argv
    try:
        predict = find_task(task)
    except NoTask as error:
        print(error, file=sys.stderr)
        return 2
    if not Path(source).is_file():
        print(f"'{source}' is not a file. Expected JSON lines, one record each.", file=sys.stderr)
        return 2
    from saidwho.pipeline import Annotator

    annotator = Annotator()
    failed = 0
    with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        if task in POOLED:
            for answer in predict(_records(task, lines, sys.stderr), annotator):
                out.write(json.dumps(answer) + "\n")
            return 0
        for found in answers(task, predict, lines, annotator, sys.stderr):
            if found is None:
                failed += 1
            else:
                out.write(json.dumps(found) + "\n")
    if failed:
        print(f"{failed} of the records have an empty answer", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
