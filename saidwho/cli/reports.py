"""Reports to records, without a store: `code`, `demo` and `check`."""

from __future__ import annotations

import argparse
import itertools
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from saidwho import export, resources
from saidwho.cli.output import (
    FINDINGS,
    OK,
    add_jobs,
    add_settings,
    add_sources,
    complain,
    counted,
    painter_of,
    reading_of,
    say,
    settings_of,
)
from saidwho.pipeline import Annotator, code_sources
from saidwho.pipeline.merges import merge_annotations
from saidwho.reading import ReadingOptions, parse_date, read_bytes
from saidwho.records import Annotation, Article, Failure

FORMATS = ("text", "json", "jsonl", "csv", "html")
TOGETHER = "each source says of the event that most of them tell of, once a source"
NEXT = """
Next, with a report of your own:
  saidwho code REPORT.txt --published 2031-05-04 --outlet "Harbour Post"
  saidwho code FOLDER --format html -o page.html    the evidence marked in the article: open it in a browser
  saidwho code FOLDER --format jsonl -o out.jsonl && saidwho check out.jsonl"""


def add(commands: Any) -> None:
    """Adds the commands."""
    code = commands.add_parser("code", help="code reports: files, pages, tables, archives, folders, or - for stdin")
    add_sources(code)
    add_jobs(code)
    code.set_defaults(call=_code)
    demo = commands.add_parser("demo", help="code the example reports that come with saidwho")
    demo.set_defaults(call=_demo)
    for command in (code, demo):
        command.add_argument("--format", choices=FORMATS, default="text", help="what to write (default: text)")
        command.add_argument("-o", "--output", metavar="FILE", help="write to a file instead of the terminal")
        add_settings(command)
    check = commands.add_parser("check", help="prove that every span of an output slices back to its quote")
    check.add_argument("files", nargs="+", metavar="FILE", help="JSON or JSON Lines written by saidwho, or -")
    check.set_defaults(call=_check)


def _code(arguments: argparse.Namespace) -> int:
    results = code_sources(
        arguments.sources, settings=settings_of(arguments), reading=reading_of(arguments), jobs=arguments.jobs
    )
    return _write(results, arguments)


def _demo(arguments: argparse.Namespace) -> int:
    annotator = Annotator(settings_of(arguments))
    results = [annotator.attempt(article) for article in _examples()]
    code = _write(iter(results), arguments)
    if arguments.format == "text" and not arguments.output:
        _tell_ledger([r for r in results if isinstance(r, Annotation)])
        say(NEXT)
    return code


def _tell_ledger(annotations: Sequence[Annotation]) -> None:
    """What the reports tell together: the ledger of the event that most of them tell of."""
    merged = merge_annotations(annotations)
    event = max(merged.events, key=lambda e: (e.background is None, len({m.article for m in e.mentions})))
    texts = export.Texts(a.article for a in annotations)
    say(f"\nThe {merged.articles} reports together: what {TOGETHER}\n")
    sys.stdout.write(export.to_ledger(event, texts, painter=painter_of(sys.stdout)))


def _examples() -> Iterator[Article]:
    """The reports of the first incident."""
    rows = list(resources.read_table("examples/index.tsv"))
    for row in (r for r in rows if r["incident"] == rows[0]["incident"]):
        options = ReadingOptions(published=parse_date(row["published"]), outlet=row["outlet"])
        path = f"examples/{row['file']}"
        yield read_bytes(resources.read_bytes(path), name=row["file"], options=options)


def _write(results: Iterator[Annotation | Failure], arguments: argparse.Namespace) -> int:
    """Writes as results come; gives 1 when an article failed.

    The file is opened after the first result: a broken set-up leaves an older file as it was.
    """
    begun = itertools.chain([next(results)], results)
    failed: list[Failure] = []
    if not arguments.output:
        _pour(_noted(begun, failed), arguments.format, sys.stdout)
    else:
        with open(arguments.output, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
            _pour(_noted(begun, failed), arguments.format, out)
    return FINDINGS if failed else OK


def _noted(results: Iterable[Annotation | Failure], failed: list[Failure]) -> Iterator[Annotation | Failure]:
    """Says on the error stream what could not be coded, and passes everything on."""
    for result in results:
        if isinstance(result, Failure):
            failed.append(result)
            complain(f"saidwho: {result.reason}: {result.message}")
        yield result


def _pour(results: Iterable[Annotation | Failure], form: str, out: TextIO) -> None:
    if form == "json":
        _pour_json(results, out)
    elif form == "csv":
        export.write_csv(results, out)
    elif form == "html":
        out.write(export.to_html(list(results)))
    elif form == "jsonl":
        for result in results:
            out.write(export.to_json(_record(result)) + "\n")
            out.flush()
    else:
        painter = painter_of(out)
        coded = (r for r in results if not isinstance(r, Failure))
        for number, result in enumerate(coded):
            out.write(("\n" if number else "") + export.to_text(result, painter=painter))
    out.flush()


def _pour_json(results: Iterable[Annotation | Failure], out: TextIO) -> None:
    """One array, a record at a time."""
    number = 0
    for number, result in enumerate(results, 1):
        out.write("[\n" if number == 1 else ",\n")
        out.write(textwrap.indent(export.to_json(_record(result), indent=2), "  "))
    out.write("\n]\n" if number else "[]\n")


def _record(result: Annotation | Failure) -> dict[str, object]:
    return export.failure_record(result) if isinstance(result, Failure) else export.article_record(result)


def _check(arguments: argparse.Namespace) -> int:
    good = bad = 0
    for name in arguments.files:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        for number, problem in export.check_text(data.decode("utf-8", errors="replace")):
            if problem is None:
                good += 1
            else:
                bad += 1
                say(": ".join([name, f"record {number}", *(part for part in problem if part)]))
    say(f"{counted(good, 'record')} proved, {counted(bad, 'problem')}")
    return FINDINGS if bad or not good else OK
