"""What saidwho itself is: `schema`, `types` and `--version`."""

from __future__ import annotations

import argparse
import sys
from importlib import metadata
from typing import Any

from saidwho import resources
from saidwho.cli.output import OK, say
from saidwho.config import Settings
from saidwho.pipeline import Annotator


def add(commands: Any) -> None:
    """Adds the commands."""
    schema = commands.add_parser("schema", help="print the JSON Schema of an article's record")
    schema.set_defaults(call=_schema)
    types = commands.add_parser("types", help="list the event types and modes of the codebook")
    types.set_defaults(call=_types)


def version() -> int:
    """Prints the versions of everything that the output depends on."""
    say(f"saidwho {metadata.version('saidwho')}")
    for name, value in Annotator(Settings()).made_by().items():
        if name != "saidwho":
            say(f"{name} {value}")
    return OK


def _schema(_: argparse.Namespace) -> int:
    sys.stdout.write(resources.read_text("schema/article.schema.json"))
    return OK


def _types(_: argparse.Namespace) -> int:
    for name in resources.names("codebook"):
        if name.endswith("types.tsv"):
            for row in resources.read_table(name):
                say("\t".join(row.values()))
    return OK
