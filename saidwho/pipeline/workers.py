"""Processes that code documents side by side; results come in the order of the documents, whatever their number.

Every worker has a pipe of its own: it ends with its parent, however that ends, and a worker that dies on a document
(out of memory, a crash of native code) costs that document alone.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import queue
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from saidwho.config import Settings
from saidwho.errors import SaidwhoError, SetupError
from saidwho.pipeline.article import Annotator
from saidwho.reading import Document, ReadingOptions, attempt_article, documents
from saidwho.records import Annotation, Failure
from saidwho.storage import CodedRows, annotation_of, coded_rows, versions_of

_LOG = logging.getLogger(__name__)
AHEAD = 3
"""Documents that wait at each worker, so that none is idle while the parent writes a batch."""
WINDOW = 32
"""Results a worker that may wait for an earlier one: bounds the memory that one slow article costs."""
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
Result = CodedRows | Failure


def versions(annotator: Annotator) -> str:
    """A hash of everything but the text that coding depends on: what a run is resumed by."""
    settings = annotator.settings
    return versions_of(annotator.made_by(), repr(settings.attribution), repr(settings.linking))


class Coder:
    """From a document to the rows of its article, in this process."""

    def __init__(self, settings: Settings, reading: ReadingOptions) -> None:
        self._annotator, self._reading = Annotator(settings), reading
        self.versions, self.made_by = versions(self._annotator), self._annotator.made_by()

    def __enter__(self) -> Coder:
        return self

    def __exit__(self, *_: object) -> None:
        return

    def code(self, document: Document) -> Result:
        """The rows, or the reason why there are none."""
        result = self._annotator.attempt(attempt_article(document, self._reading))
        return result if isinstance(result, Failure) else coded_rows(result, self.versions)

    def each(self, documents: Iterable[tuple[str, Document]]) -> Iterator[tuple[str, Document, Result]]:
        """(key, document, result) in order."""
        for key, document in documents:
            yield key, document, self.code(document)


@dataclass(eq=False)
class _Worker:
    process: Any
    pipe: Connection
    tasks: deque[tuple[int, str, Document]] = field(default_factory=deque)
    ready: bool = False


class Workers:
    """As many processes as `jobs`; the same results as one `Coder`. Use it in a `with`."""

    def __init__(self, settings: Settings, reading: ReadingOptions, jobs: int) -> None:
        self._setup, self._jobs = (settings, reading), jobs
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self.versions = ""
        self.made_by: dict[str, str] = {}

    def __enter__(self) -> Workers:
        try:
            self._workers = [self._start() for _ in range(self._jobs)]
            while not self.versions:
                self._hear()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()
        self._workers = []

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_work, args=(theirs, *self._setup), daemon=True)
        with _single_threads(), _deaf():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def each(self, documents: Iterable[tuple[str, Document]]) -> Iterator[tuple[str, Document, Result]]:
        """(key, document, result) in order."""
        waiting: dict[int, tuple[str, Document, Result]] = {}
        left, given, following, more = iter(documents), 0, 0, True
        while True:
            while more and given - following < WINDOW * self._jobs and (worker := self._free()) is not None:
                task = next(left, None)
                if task is None:
                    more = False
                    break
                self._give(worker, (given, *task))
                given += 1
            if not more and following == given:
                return
            if following not in waiting:
                waiting.update({number: result for number, *result in self._hear()})  # type: ignore[misc]
            while following in waiting:
                yield waiting.pop(following)
                following += 1

    def _free(self) -> _Worker | None:
        worker = min(self._workers, key=lambda w: len(w.tasks))
        return worker if len(worker.tasks) < AHEAD else None

    def _give(self, worker: _Worker, task: tuple[int, str, Document]) -> None:
        worker.tasks.append(task)
        with suppress(OSError):  # a dead worker is noticed where it is heard
            worker.pipe.send(task[2])

    def _hear(self) -> Iterator[tuple[int, str, Document, Result]]:
        """Waits until a worker says something; what came of its documents."""
        by_pipe = {worker.pipe: worker for worker in self._workers}
        found: list[tuple[int, str, Document, Result]] = []
        for pipe in wait(list(by_pipe)):
            worker = by_pipe[pipe]  # type: ignore[index]
            try:
                said = worker.pipe.recv()
            except (EOFError, OSError):
                found.extend(self._bury(worker))
                continue
            if isinstance(said, SaidwhoError):
                raise said
            if not worker.ready:
                worker.ready = True
                self.versions, self.made_by = said
                continue
            number, key, document = worker.tasks.popleft()
            found.append((number, key, document, said))
        return iter(found)

    def _bury(self, worker: _Worker) -> Iterator[tuple[int, str, Document, Result]]:
        """A worker that died takes the document that it was at with it; the next ones go to a new worker."""
        worker.process.join()
        code = worker.process.exitcode
        why = signal.Signals(-code).name if code is not None and code < 0 else f"exit status {code}"
        if not worker.ready:
            raise SetupError(f"a worker process ended before it had begun ({why}). Try --jobs 1, which says more.")
        _LOG.warning("a worker ended with %s", why)
        tasks = list(worker.tasks)
        self._workers.remove(worker)
        self._workers.append(new := self._start())
        for task in tasks[1:]:
            self._give(new, task)
        for number, key, document in tasks[:1]:
            message = (
                f"'{document.name}' ended the process that coded it ({why}; SIGKILL mostly means that memory ran out). "
                "The next run tries it again: give it fewer --jobs."
            )
            yield number, key, document, Failure(document.name, "WorkerDied", message)


def code_side_by_side(
    sources: Iterable[str | Path], settings: Settings, reading: ReadingOptions, jobs: int
) -> Iterator[Annotation | Failure]:
    """The articles of sources, coded by several processes, in order."""
    failed: dict[int, list[Failure]] = {}
    given = 0

    def each() -> Iterator[tuple[str, Document]]:
        nonlocal given
        for source in sources:
            for document in documents(source, options=reading):
                if isinstance(document, Failure):
                    failed.setdefault(given, []).append(document)
                else:
                    given += 1
                    yield "", document

    with Workers(settings, reading, jobs) as workers:
        for number, (_, _, result) in enumerate(workers.each(each())):
            yield from failed.pop(number, ())
            yield result if isinstance(result, Failure) else annotation_of(result)
    for number in sorted(failed):
        yield from failed[number]


@contextmanager
def _single_threads() -> Iterator[None]:
    """One thread a process, as processes are what runs side by side."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _deaf() -> Iterator[None]:
    """What is started meanwhile does not hear Ctrl-C: its parent does, and ends it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _work(pipe: Connection, settings: Settings, reading: ReadingOptions) -> None:
    """What a worker does until its pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tasks: queue.SimpleQueue[Document] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, tasks), daemon=True).start()
    try:
        coder = Coder(settings, reading)
    except SaidwhoError as error:
        pipe.send(error)
        return
    pipe.send((coder.versions, coder.made_by))
    while True:
        try:
            result: Any = coder.code(tasks.get())
        except SaidwhoError as error:
            result = error
        try:
            pipe.send(result)
        except OSError:
            os._exit(0)


def _listen(pipe: Connection, tasks: queue.SimpleQueue[Document]) -> None:
    """Takes documents off the pipe at once, so that neither side waits for the other to read."""
    while True:
        try:
            tasks.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)
