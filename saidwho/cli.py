"""One command per public function. The library logs, the command line prints."""

from __future__ import annotations

import argparse
import io
import itertools
import logging
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

from saidwho import export, resources
from saidwho.coding import CodingOptions
from saidwho.config import Settings
from saidwho.errors import SaidwhoError
from saidwho.parsing import DEFAULT_PARSER
from saidwho.pipeline import Annotator, code_sources
from saidwho.reading import ReadingOptions, parse_date, read_bytes
from saidwho.records import Annotation, Article, Failure

FORMATS = ("text", "json", "jsonl", "csv", "html")
OK, FINDINGS, USAGE = 0, 1, 2
NEXT = """
Next, with a report of your own:
  saidwho code REPORT.txt --published 2031-05-04 --outlet "Harbour Post"
  saidwho code FOLDER --format html -o page.html    the evidence marked in the article: open it in a browser
  saidwho code FOLDER --format jsonl -o out.jsonl && saidwho check out.jsonl"""


def build_parser() -> argparse.ArgumentParser:
    """All commands and options."""
    parser = argparse.ArgumentParser(
        prog="saidwho",
        description="Reads news reports and writes event records that never lose the speaker.",
        epilog="Exit codes: 0 all is well, 1 something was found or failed, 2 wrong use or a broken installation.",
    )
    parser.add_argument("--version", action="store_true", help="print the versions of code, codebook and parser")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    code = commands.add_parser("code", help="code reports: files, pages, folders, or - for standard input")
    code.add_argument("sources", nargs="+", metavar="SOURCE", help="a text file, an HTML page, a folder, or -")
    code.add_argument("--published", metavar="DATE", help="day of publication, YYYY-MM-DD, of every source")
    code.add_argument("--outlet", metavar="NAME", help="the outlet of every source")
    demo = commands.add_parser("demo", help="code the example reports that come with saidwho")
    for command in (code, demo):
        command.add_argument("--format", choices=FORMATS, default="text", help="what to write (default: text)")
        command.add_argument("-o", "--output", metavar="FILE", help="write to a file instead of the terminal")
        command.add_argument("--parser", metavar="NAME", default=DEFAULT_PARSER, help="the spaCy model to parse with")
        command.add_argument("--codebook", metavar="FILE", help="your own codebook, laid over the packaged one")
    check = commands.add_parser("check", help="prove that every span of an output slices back to its quote")
    check.add_argument("files", nargs="+", metavar="FILE", help="JSON or JSON Lines written by saidwho, or -")
    commands.add_parser("schema", help="print the JSON Schema of an article's record")
    commands.add_parser("types", help="list the event types and modes of the codebook")
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and gives its exit code."""
    logging.getLogger().addHandler(logging.NullHandler())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser = build_parser()
    arguments = parser.parse_args(argv)
    try:
        if arguments.version:
            return _version()
        if arguments.command is None:
            parser.print_help()
            return USAGE
        return _COMMANDS[arguments.command](arguments)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return 130
    except SaidwhoError as error:
        print(f"saidwho: {type(error).__name__}: {error}", file=sys.stderr)
        return USAGE
    except OSError as error:
        print(f"saidwho: '{error.filename}': {error.strerror}. Check the path.", file=sys.stderr)
        return USAGE


def _settings(arguments: argparse.Namespace) -> Settings:
    return Settings(parser=arguments.parser, coding=CodingOptions(codebook=arguments.codebook))


def _code(arguments: argparse.Namespace) -> int:
    options = ReadingOptions(
        published=parse_date(arguments.published) if arguments.published else None, outlet=arguments.outlet
    )
    return _write(code_sources(arguments.sources, settings=_settings(arguments), reading=options), arguments)


def _demo(arguments: argparse.Namespace) -> int:
    annotator = Annotator(_settings(arguments))
    code = _write((annotator.attempt(article) for article in _examples()), arguments)
    if arguments.format == "text" and not arguments.output:
        print(NEXT)
    return code


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
            print(f"saidwho: {result.reason}: {result.message}", file=sys.stderr)
        yield result


def _pour(results: Iterable[Annotation | Failure], form: str, out: TextIO) -> None:
    if form == "json":
        out.write(export.to_json([_record(r) for r in results], indent=2) + "\n")
    elif form == "csv":
        out.write(export.to_csv(results))
    elif form == "html":
        out.write(export.to_html(list(results)))
    elif form == "jsonl":
        for result in results:
            out.write(export.to_json(_record(result)) + "\n")
            out.flush()
    else:
        width = min(110, shutil.get_terminal_size().columns) if out.isatty() else 100
        painter = export.Painter(colour=out.isatty() and not os.environ.get("NO_COLOR"), width=width)
        coded = (r for r in results if not isinstance(r, Failure))
        for number, result in enumerate(coded):
            out.write(("\n" if number else "") + export.to_text(result, painter=painter))
    out.flush()


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
                print(": ".join([name, f"record {number}", *(part for part in problem if part)]))
    print(f"{good} records proved, {bad} problems")
    return FINDINGS if bad or not good else OK


def _schema(_: argparse.Namespace) -> int:
    sys.stdout.write(resources.read_text("schema/article.schema.json"))
    return OK


def _types(_: argparse.Namespace) -> int:
    for name in resources.names("codebook"):
        if name.endswith("types.tsv"):
            for row in resources.read_table(name):
                print("\t".join(row.values()))
    return OK


def _version() -> int:
    print(f"saidwho {version('saidwho')}")
    for name, value in Annotator(Settings()).made_by().items():
        if name != "saidwho":
            print(f"{name} {value}")
    return OK


_COMMANDS = {"code": _code, "demo": _demo, "check": _check, "schema": _schema, "types": _types}

if __name__ == "__main__":
    sys.exit(main())
