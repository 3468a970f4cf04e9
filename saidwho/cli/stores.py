"""Filling a store and merging what is in it: `run` and `merge`.

Each command imports the store itself: coding one report should not wait for it.
"""

from __future__ import annotations

import argparse
import re
import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from saidwho.cli.output import (
    FINDINGS,
    OK,
    add_jobs,
    add_settings,
    add_sources,
    complain,
    counted,
    reading_of,
    say,
    settings_of,
)
from saidwho.config import Settings
from saidwho.errors import SaidwhoError, StoreMissing
from saidwho.pipeline.merges import MEMORY, MergeSummary, is_merged, merge
from saidwho.reading import ReadingOptions, size_of
from saidwho.records import Article, Failure

if TYPE_CHECKING:
    from saidwho.pipeline.runs import Plan, RunSummary

_BAR = "{percentage:3.0f}%|{bar:24}| {postfix} [{elapsed}, {remaining} left]"
_ENDLESS = "{postfix} [{elapsed}]"


def add(commands: Any) -> None:
    """Adds the commands."""
    command = commands.add_parser("run", help="code reports into a store; run again, it goes on where it was")
    add_sources(command)
    command.add_argument(
        "-o", "--output", metavar="STORE", required=True, help="the store: a file, or postgresql://user@host/name"
    )
    add_jobs(command)
    command.add_argument(
        "--engine",
        choices=("embedded", "spark"),
        default="embedded",
        help="spark: code there, into a folder of Parquet",
    )
    command.add_argument("--no-merge", action="store_true", help="do not merge mentions into events at the end")
    command.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    add_settings(command)
    command.set_defaults(call=_run)
    again = commands.add_parser("merge", help="merge the mentions of a store into events anew")
    again.add_argument("store", metavar="STORE", help="a file or URL that `saidwho run` has written")
    again.add_argument(
        "--engine",
        choices=("embedded", "spark"),
        default="embedded",
        help="spark: merge there what `run --engine spark` has coded; STORE is its folder",
    )
    again.add_argument(
        "--memory",
        metavar="SIZE",
        default=MEMORY,
        type=_size,
        help=f"what the comparing may take before it goes to disk (default {MEMORY})",
    )
    again.set_defaults(call=_merge)


def _size(value: str) -> str:
    if not re.fullmatch(r"[1-9]\d*(?:\.\d+)? ?[MGT]B", value, re.IGNORECASE):
        raise argparse.ArgumentTypeError(f"'{value}' is no amount of memory. Expected one such as 2GB or 500MB")
    return value


def _run(arguments: argparse.Namespace) -> int:
    from saidwho.pipeline.runs import RunSummary, plan, run
    from saidwho.storage import open_store

    reading, settings = reading_of(arguments), settings_of(arguments)
    if arguments.dry_run:
        try:
            with open_store(arguments.output) as store:
                found, name = plan(arguments.sources, store, settings=settings, reading=reading), store.name
        except StoreMissing:
            found, name = plan(arguments.sources, None, settings=settings, reading=reading), arguments.output
        _tell_plan(found, name)
        return FINDINGS if found.failures else OK
    if arguments.engine == "spark":
        return _run_on_spark(arguments, settings, reading)
    summary = RunSummary()
    with open_store(arguments.output, create=True) as store, _ended_as_by_hand():
        try:
            with _bar(arguments.sources, summary) as step:
                run(
                    arguments.sources,
                    store,
                    settings=settings,
                    reading=reading,
                    jobs=arguments.jobs,
                    progress=step,
                    summary=summary,
                )
        except KeyboardInterrupt:
            complain(f"{_counts(store.name, summary)}. Interrupted: the same command goes on from here.")
            raise
        except SaidwhoError:
            if summary.run:
                complain(f"{_counts(store.name, summary)} before it ended")
            raise
        say(_counts(store.name, summary))
        _tell_failures(summary)
        if not arguments.no_merge and not is_merged(store):
            _tell_merge(store.name, merge(store))
    return FINDINGS if summary.failed else OK


def _run_on_spark(arguments: argparse.Namespace, settings: Settings, reading: ReadingOptions) -> int:
    from saidwho.spark import run_spark

    parts = arguments.jobs if arguments.jobs > 1 else None
    found = run_spark(arguments.sources, arguments.output, settings=settings, reading=reading, partitions=parts)
    there = f", {found.already_there:,} already there" if found.already_there else ""
    number = sum(found.failures.values())
    failed = f", {number:,} failed" if number else ""
    say(f"{arguments.output}: {counted(found.coded, 'article')} coded on Spark{there}{failed}")
    for reason, number in found.failures.items():
        complain(f"  {reason} {number:,}")
    if found.failures:
        complain(f"  Each with its reason: {arguments.output}/failure. The next run tries them again.")
    if not arguments.no_merge and found.coded:
        _merge_on_spark(arguments.output)
    return FINDINGS if found.failures else OK


def _merge(arguments: argparse.Namespace) -> int:
    from saidwho.storage import open_store

    if arguments.engine == "spark":
        _merge_on_spark(arguments.store)
        return OK
    with open_store(arguments.store) as store, _ended_as_by_hand():
        _tell_merge(store.name, merge(store, memory=arguments.memory))
    return OK


def _merge_on_spark(folder: str) -> None:
    from saidwho.spark import merge_spark

    _tell_merge(folder, merge_spark(folder))


def _tell_merge(name: str, found: MergeSummary) -> None:
    copies = f", {found.copies:,} of them copies" if found.copies else ""
    made = f"{counted(found.events, 'event')} from {counted(found.articles, 'article')}"
    say(f"{name}: {made}{copies}, merged in {_span(found.seconds)}")


def _counts(name: str, summary: RunSummary) -> str:
    rate = f" ({summary.coded / summary.seconds:.1f} a second)" if summary.coded and summary.seconds else ""
    there = f", {summary.already_there:,} already there" if summary.already_there else ""
    failed = f", {summary.failed:,} failed" if summary.failed else ""
    return f"{name}: {counted(summary.coded, 'article')} coded{there}{failed} in {_span(summary.seconds)}{rate}"


def _tell_failures(summary: RunSummary) -> None:
    for reason, number in sorted(summary.failures.items(), key=lambda item: (-item[1], item[0])):
        example = summary.examples.get(reason)
        complain(f"  {reason} {number:,}" + (f", first: {example}" if example else ""))
    if summary.failed:
        complain("  All of them are in the table `failure`. The next run tries them again.")


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{seconds:.1f} s"


@contextmanager
def _ended_as_by_hand() -> Iterator[None]:
    """Meanwhile a polite end from outside (SIGTERM: a batch system, `timeout`) is as good as Ctrl-C."""

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _bar(sources: Sequence[str], summary: RunSummary) -> Iterator[Any]:
    """The progress bar on a terminal, nothing elsewhere. Gives what is called for every document."""
    from tqdm import tqdm  # type: ignore[import-untyped,unused-ignore]

    sizes = [size_of(source) for source in sources] if sys.stderr.isatty() else []
    total = sum(size for size in sizes if size) if sizes and all(sizes) else None
    tqdm.monitor_interval = 0
    begun, done = time.monotonic(), {"coded": 0, "there": 0, "failed": 0}
    form = _BAR if total else _ENDLESS
    with tqdm(total=total, bar_format=form, disable=not sys.stderr.isatty(), file=sys.stderr, leave=False) as bar:

        def step(outcome: str, size: int) -> None:
            done[outcome] += 1
            rate = done["coded"] / max(time.monotonic() - begun, 0.001)
            there = f", {done['there']:,} already there" if done["there"] else ""
            failed = f", {done['failed']:,} failed" if done["failed"] else ""
            bar.set_postfix_str(f"{done['coded']:,} coded{there}{failed}, {rate:.1f}/s", refresh=False)
            bar.update(size if total is None else min(size, total - bar.n))

        yield step
        bar.refresh()


def _tell_plan(found: Plan, name: str) -> None:
    there = f", {found.already_there:,} are there already" if found.already_there else ""
    say(f"{name}: would code {found.to_code:,} of {counted(found.documents, 'document')}{there}. Nothing was written.")
    for failure in found.failures[:10]:
        complain(f"  {failure.reason}: {failure.message}")
    if len(found.failures) > 10:
        complain(f"  and {len(found.failures) - 10:,} more that cannot be read")
    if found.samples:
        say("The first of them, as they would be read:")
    for sample in found.samples:
        say(_sample(sample))
    if found.samples and not any(isinstance(s, Article) and s.published for s in found.samples):
        complain(
            "None of them has a day of publication: “on Monday” then has no date. Name the column with --map "
            "published=COLUMN, or give the day with --published."
        )


def _sample(sample: Article | Failure) -> str:
    if isinstance(sample, Failure):
        return f"  {sample.name}\n    {sample.reason}: {sample.message}"
    title = sample.quote(sample.title) if sample.title else "-"
    body = next((sample.quote(p.span) for p in sample.paragraphs if p.kind == "body"), "")
    return (
        f"  {sample.name or sample.id}\n    title {title[:90]}\n    outlet {sample.outlet or '-'}, published "
        f"{sample.published or '-'}, {len(sample.text.split()):,} words: {' '.join(body.split())[:90]}"
    )
