"""The tables beside the tasks: what was learnt for a corpus and is no part of the package."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from saidwho.resources import rows_of


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of `gate/tasks/NAME.tsv`."""
    return rows_of((Path(__file__).parent / f"{name}.tsv").read_text("utf-8"), f"gate/tasks/{name}.tsv")
