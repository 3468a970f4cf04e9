"""The gazetteer: `gazetteer import`, `info`, `look-up` and `reset`."""

from __future__ import annotations

import argparse
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from saidwho.cli.output import FINDINGS, OK, complain, say
from saidwho.linking.gazetteer import Entry, fold, gazetteer
from saidwho.linking.gazetteer_file import made_of, ready
from saidwho.linking.gazetteer_import import DEFAULT_CLASSES, forget, import_dump


def add(commands: Any) -> None:
    """Adds the commands."""
    group = commands.add_parser("gazetteer", help="the gazetteer: import a GeoNames dump, look places up")
    below = group.add_subparsers(dest="gazetteer_command", metavar="COMMAND", required=True)
    command = below.add_parser("import", help="add dumps of GeoNames to the gazetteer")
    command.add_argument(
        "dumps", nargs="+", metavar="DUMP", type=Path, help="allCountries.zip, UA.zip, ... or its .txt"
    )
    command.add_argument("--alternate-names", metavar="FILE", type=Path, help="alternateNamesV2.zip: more names")
    command.add_argument("--countries", metavar="CODES", type=_codes, default=(), help="only these, such as SD,SS")
    command.add_argument(
        "--classes",
        metavar="LETTERS",
        default=DEFAULT_CLASSES,
        help=f"GeoNames' feature classes, of APSHLTRUV (default {DEFAULT_CLASSES})",
    )
    command.set_defaults(call=_import)
    command = below.add_parser("info", help="where the gazetteer is, what it is made from, how much it holds")
    command.set_defaults(call=_info)
    command = below.add_parser("look-up", help="the places of a name")
    command.add_argument("name", nargs="+", metavar="NAME", help="a name as a report writes it")
    command.set_defaults(call=_look_up)
    command = below.add_parser("reset", help="go back to the packaged gazetteer")
    command.set_defaults(call=_reset)


def _codes(value: str) -> tuple[str, ...]:
    return tuple(code.strip().upper() for code in value.split(",") if code.strip())


def _import(arguments: argparse.Namespace) -> int:
    try:
        done = import_dump(
            arguments.dumps,
            names=arguments.alternate_names,
            countries=arguments.countries,
            classes=arguments.classes.upper(),
            progress=_show if sys.stderr.isatty() else None,
        )
    finally:
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")
    rate = done.rows / done.seconds if done.seconds else 0.0
    say(f"{done.rows:,} rows read, {done.added:,} places added and {done.renewed:,} renewed, {done.names:,} names")
    say(f"in {done.seconds:.1f} s ({rate:,.0f} rows a second), in {done.path}")
    return OK


def _show(step: str, share: float, rows: int, seconds: float) -> None:
    rate = rows / seconds if seconds > 0.1 else 0.0
    left = f", {seconds / share - seconds:,.0f} s left" if 0.01 < share < 1 else ""
    sys.stderr.write(f"\r\x1b[K{step} {share:4.0%}  {rows:,} rows, {rate:,.0f} a second{left}")
    sys.stderr.flush()


def _info(_: argparse.Namespace) -> int:
    path = ready()
    say(f"{path}")
    say(f"{path.stat().st_size / 1e6:,.1f} MB")
    for key, value in sorted(made_of(path).items()):
        say(f"{key:16}{value}")
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as base:
        for kind, count in base.execute("SELECT kind, count(*) FROM place GROUP BY kind ORDER BY kind"):
            say(f"{kind:16}{count:>12,}")
        say(f"{'names':16}{base.execute('SELECT count(*) FROM name').fetchone()[0]:>12,}")
    return OK


def _look_up(arguments: argparse.Namespace) -> int:
    name = " ".join(arguments.name)
    found = gazetteer().get(fold(name))
    for entry in found:
        say(_line(entry))
    if not found:
        complain(f"saidwho: no place is called '{name}' in the gazetteer.")
    return OK if found else FINDINGS


def _line(entry: Entry) -> str:
    where = ", ".join(filter(None, (entry.admin2, entry.admin1, entry.country))) or "-"
    point = "-" if entry.lat is None else f"{'' if entry.point else 'about '}{entry.lat}, {entry.lon}"
    number = entry.geonames or "-"
    return f"{entry.name}\t{entry.kind}\t{where}\t{point}\t{entry.population or '-'}\t{entry.feature or '-'}\t{number}"


def _reset(_: argparse.Namespace) -> int:
    say("The packaged gazetteer is used again." if forget() else "Nothing had been imported.")
    return OK
