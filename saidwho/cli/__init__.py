"""One command per public function. The library logs, the command line prints.

Commands of one kind are a module with `add`, which adds them to the parser and names the function that each calls.
"""

from __future__ import annotations

import argparse
import io
import logging
import os
import sys
from collections.abc import Sequence

from saidwho.cli import about, codebook, gazetteer, ledger, reports, stores
from saidwho.cli.output import OK, USAGE, complain
from saidwho.errors import SaidwhoError

GROUPS = (reports, stores, ledger, codebook, gazetteer, about)


def build_parser() -> argparse.ArgumentParser:
    """All commands and options."""
    parser = argparse.ArgumentParser(
        prog="saidwho",
        description="Reads news reports and writes event records that never lose the speaker.",
        epilog="Exit codes: 0 all is well, 1 something was found or failed, 2 wrong use or a broken installation.",
    )
    parser.add_argument("--version", action="store_true", help="print the versions of code, codebook and parser")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for group in GROUPS:
        group.add(commands)
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
            return about.version()
        if arguments.command is None:
            parser.print_help()
            return USAGE
        code: int = arguments.call(arguments)
        return code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return 130
    except SaidwhoError as error:
        complain(f"saidwho: {type(error).__name__}: {error}")
        return USAGE
    except OSError as error:
        complain(f"saidwho: '{error.filename}': {error.strerror}. Check the path.")
        return USAGE
