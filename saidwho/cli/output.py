"""Where words go: results to the output, everything else to the error stream."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from typing import TextIO

from saidwho.coding import CodingOptions
from saidwho.config import Settings
from saidwho.export import Painter
from saidwho.linking import LinkingOptions
from saidwho.parsing import DEFAULT_PARSER
from saidwho.reading import ReadingOptions, parse_date, parse_map

OK, FINDINGS, USAGE = 0, 1, 2


def say(words: str = "") -> None:
    """A line of the result."""
    sys.stdout.write(words + "\n")


def counted(number: int, noun: str) -> str:
    """“1 article”, “2,000 articles”."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def painter_of(out: TextIO) -> Painter:
    """Colours on a terminal that wants them, and lines as wide as it is, up to 120 characters; 100 elsewhere."""
    terminal = out.isatty()
    width = min(120, shutil.get_terminal_size().columns) if terminal else 100
    return Painter(colour=terminal and not os.environ.get("NO_COLOR"), width=width)


def complain(words: str) -> None:
    """A line beside the result."""
    sys.stderr.write(words + "\n")


def add_sources(command: argparse.ArgumentParser) -> None:
    """The sources of a command and what holds for all of them."""
    command.add_argument(
        "sources", nargs="+", metavar="SOURCE", help="a text, page, table, JSON, WARC archive or folder, or -"
    )
    command.add_argument("--published", metavar="DATE", help="day of publication, YYYY-MM-DD, of every source")
    command.add_argument("--outlet", metavar="NAME", help="the outlet of every source")
    command.add_argument("--map", metavar="FIELD=COLUMN,...", help="which column of a table is what: text=body,...")
    command.add_argument("--date-format", metavar="FORM", help="how a table writes its days, such as %%d/%%m/%%Y")


def add_jobs(command: argparse.ArgumentParser) -> None:
    """How many processes a command codes with."""
    command.add_argument("--jobs", metavar="N", type=_jobs, default=1, help="processes that code (default 1)")


def _jobs(value: str) -> int:
    number = int(value) if value.isdecimal() else 0
    if not 1 <= number <= 512:
        raise argparse.ArgumentTypeError(f"'{value}' is no number of processes. Expected 1 or more")
    return number


def reading_of(arguments: argparse.Namespace) -> ReadingOptions:
    """How the sources are read. Raises `BadDate` and `BadMapping`."""
    return ReadingOptions(
        published=parse_date(arguments.published) if arguments.published else None,
        outlet=arguments.outlet,
        columns=parse_map(arguments.map) if arguments.map else (),
        date_format=arguments.date_format,
    )


def add_settings(command: argparse.ArgumentParser) -> None:
    """What a command codes with."""
    command.add_argument("--parser", metavar="NAME", default=DEFAULT_PARSER, help="the spaCy model to parse with")
    command.add_argument(
        "--model",
        choices=("reader", "none"),
        default="reader",
        help="what attributes beside the rules: the trained reader, or nothing, which is faster (default: reader)",
    )
    command.add_argument("--codebook", metavar="FILE", help="your own codebook, laid over the packaged one")
    command.add_argument("--actors", metavar="FILE", help="your own table of actors, laid over the packaged one")


def settings_of(arguments: argparse.Namespace) -> Settings:
    """The settings that `add_settings` asks for."""
    coding, linking = CodingOptions(codebook=arguments.codebook), LinkingOptions(actors=arguments.actors)
    return Settings(parser=arguments.parser, model=arguments.model, coding=coding, linking=linking)
