"""Codebooks of users: `codebook check` and `codebook show`."""

from __future__ import annotations

import argparse
from typing import Any

from saidwho import resources
from saidwho.cli.output import FINDINGS, OK, complain, say
from saidwho.coding.codebook import COLUMNS, load_codebook, named, nearest, rows_of, words_of
from saidwho.coding.codebook_check import check_codebook

TRIGGERS = "codebook/triggers.tsv"


def add(commands: Any) -> None:
    """Adds the commands."""
    group = commands.add_parser("codebook", help="check a codebook of your own, show rows of the packaged one")
    below = group.add_subparsers(dest="codebook_command", metavar="COMMAND", required=True)
    check = below.add_parser("check", help="name every wrong value by its line, with the nearest right one")
    check.add_argument("files", nargs="+", metavar="FILE", help="a codebook in the columns of `codebook show`")
    check.set_defaults(call=_check)
    show = below.add_parser("show", help="print the rows of a word or type, in the form that a codebook has")
    show.add_argument("wanted", nargs="?", metavar="WORD", help="a word, a type or a mode (default: all rows)")
    show.set_defaults(call=_show)


def _check(arguments: argparse.Namespace) -> int:
    wrong = 0
    for path in arguments.files:
        checked = check_codebook(path)
        for finding in checked.findings:
            say(("" if finding.wrong else "doubtful: ") + finding.message)
        wrong += sum(finding.wrong for finding in checked.findings)
        if not checked.wrong:
            book = load_codebook(path)
            say(
                f"{path}: {checked.rows} rows, words with rows {checked.words}, words removed {checked.removed}; "
                f"with it the codebook is {book.version}@sha256:{book.hash[:16]}"
            )
    return FINDINGS if wrong else OK


def _show(arguments: argparse.Namespace) -> int:
    wanted = arguments.wanted
    rows = [named(cells) for _, cells in rows_of(resources.read_text(TRIGGERS), TRIGGERS)]
    shown = [row for row in rows if wanted is None or _fits(row, wanted)]
    if not shown:
        known = {lemma for row in rows for lemma, _ in words_of(row)} | {row["type"] for row in rows}
        hint = nearest(wanted, sorted(known))
        complain(f"'{wanted}' is no word, type or mode of the codebook." + (f" Did you mean '{hint}'?" if hint else ""))
        return FINDINGS
    say("\t".join(COLUMNS))
    for row in shown:
        say("\t".join(row[column] for column in COLUMNS).rstrip("\t"))
    return OK


def _fits(row: dict[str, str], wanted: str) -> bool:
    words = {w for lemma, part in words_of(row) for w in (lemma, f"{lemma}+{part}")}
    return wanted.lower() in words or wanted.upper() == row["type"] or (wanted == row["mode"] and wanted != "-")
