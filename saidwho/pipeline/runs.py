"""Many articles into a store: resumable, side by side, one bad article a row and the rest goes on."""

from __future__ import annotations

import json
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Literal

from saidwho.config import Settings
from saidwho.pipeline.article import Annotator
from saidwho.pipeline.workers import Coder, Workers, versions
from saidwho.reading import Document, ReadingOptions, attempt_article, documents
from saidwho.records import Article, Failure
from saidwho.storage import Added, DocumentRow, Store, Writer

CHUNK = 100
"""Documents looked up in the store in one go."""
RECENT = 1_000
"""Keys remembered of what was coded last and may not be written yet."""
SECONDS = 3.0
"""Longest time that a coded article waits to be written."""
Outcome = Literal["coded", "there", "failed"]
Progress = Callable[[Outcome, int], None]
"""Called for every document with what became of it and its share of the bytes of the sources."""


@dataclass(slots=True)
class RunSummary:
    """What a run did. `failures` counts by reason, `examples` holds the first message of each."""

    run: int = 0
    coded: int = 0
    already_there: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def failed(self) -> int:
        """All failures."""
        return sum(self.failures.values())


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do; `samples` are the first articles as they would be read."""

    documents: int
    to_code: int
    already_there: int
    failures: tuple[Failure, ...]
    samples: tuple[Article | Failure, ...]


def run(
    sources: Iterable[str | Path],
    store: Store,
    *,
    settings: Settings | None = None,
    reading: ReadingOptions | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    summary: RunSummary | None = None,
) -> RunSummary:
    """Codes what is in the sources and not yet in the store. Stopped at any moment, it goes on where it was.

    `summary` is filled while the run goes on, so that an interrupted one can be told too. Processes (`jobs` above 1)
    need a script to be guarded with `if __name__ == "__main__"`. Raises `StoreError` and `SetupError`.
    """
    settings, reading = settings or Settings(), reading or ReadingOptions()
    listed = [str(source) for source in sources]
    store.lock_free()
    coder: AbstractContextManager[Coder | Workers]
    coder = Coder(settings, reading) if jobs <= 1 else Workers(settings, reading, jobs)
    with coder as code:
        row = {"versions": code.versions, "sources": json.dumps(listed), "settings": repr((settings, reading))}
        with store.writer("run", code.made_by, **row) as writer:
            return _Run(store, writer, code, reading, progress, summary or RunSummary()).go(listed)


class _Run:
    """The state of one run."""

    def __init__(
        self,
        store: Store,
        writer: Writer,
        coder: Coder | Workers,
        reading: ReadingOptions,
        progress: Progress | None,
        summary: RunSummary,
    ) -> None:
        self._store, self._writer, self._coder, self._reading = store, writer, coder, reading
        self._progress = progress or (lambda outcome, size: None)
        self._recent: deque[str] = deque(maxlen=RECENT)
        self._written = time.monotonic()
        self.summary = summary

    def go(self, sources: Sequence[str]) -> RunSummary:
        summary, begun = self.summary, time.monotonic()
        summary.run = self._writer.run
        try:
            for key, document, result in self._coder.each(self._new(sources)):
                if isinstance(result, Failure):
                    self._fail(result, document.size)
                else:
                    row = DocumentRow(key, document.name, document.source, document.url)
                    self._count(self._writer.add(row, result))
                    self._progress("coded", document.size)
                if time.monotonic() - self._written > SECONDS:
                    self._count(self._writer.flush())
        except KeyboardInterrupt:
            self._count(self._writer.flush())
            self._writer.finish("interrupted", **self._counts())
            raise
        finally:
            summary.seconds = time.monotonic() - begun
        self._count(self._writer.flush())
        self._writer.finish("done", **self._counts())
        return summary

    def _new(self, sources: Sequence[str]) -> Iterator[tuple[str, Document]]:
        """Documents whose article is not coded yet, with their keys; the others are counted."""
        for document, key, there in _looked_up(sources, self._store, self._reading, self._coder.versions):
            if isinstance(document, Failure):
                self._fail(document, 0)
            elif there or key in self._recent:
                self.summary.already_there += 1
                self._progress("there", document.size)
            else:
                self._recent.append(key)
                yield key, document

    def _fail(self, failure: Failure, size: int) -> None:
        self.summary.failures[failure.reason] += 1
        self.summary.examples.setdefault(failure.reason, failure.message)
        self._count(self._writer.add(None, failure))
        self._progress("failed", size)

    def _count(self, added: Added | None) -> None:
        if added is not None:
            self._written = time.monotonic()
            self.summary.coded += added.coded
            self.summary.already_there += added.already_there

    def _counts(self) -> dict[str, int]:
        found = self.summary
        return {"coded": found.coded, "already_there": found.already_there, "failed": found.failed}


def plan(
    sources: Iterable[str | Path],
    store: Store | None,
    *,
    settings: Settings | None = None,
    reading: ReadingOptions | None = None,
    samples: int = 3,
) -> Plan:
    """What `run` would do; nothing is coded or written. `store` is None where there is none yet."""
    reading = reading or ReadingOptions()
    made = versions(Annotator(settings))
    seen: set[str] = set()
    number = there = 0
    failures: list[Failure] = []
    shown: list[Article | Failure] = []
    for document, key, known in _looked_up([str(s) for s in sources], store, reading, made):
        if isinstance(document, Failure):
            failures.append(document)
            continue
        number += 1
        if known or key in seen:
            there += 1
        elif len(shown) < samples:
            shown.append(attempt_article(document, reading))
        seen.add(key)
    return Plan(number, number - there, there, tuple(failures), tuple(shown))


def _looked_up(
    sources: Sequence[str], store: Store | None, reading: ReadingOptions, made: str
) -> Iterator[tuple[Document | Failure, str, bool]]:
    """(document, key, is its article coded already), in order."""
    found = (document for source in sources for document in documents(source, options=reading))
    while chunk := list(islice(found, CHUNK)):
        keys = ["" if isinstance(d, Failure) else d.key(reading) for d in chunk]
        known = store.known({k for k in keys if k}, made) if store is not None else set()
        yield from ((document, key, key in known) for document, key in zip(chunk, keys, strict=True))
