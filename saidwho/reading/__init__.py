"""From files, pages and strings to `Article`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from saidwho.errors import InputError, UnreadableSource
from saidwho.reading.articles import ReadingOptions, parse_date, read_bytes, read_html, read_text
from saidwho.records import Article, Failure

__all__ = ["ReadingOptions", "parse_date", "read", "read_bytes", "read_html", "read_text"]
ENDINGS = (".txt", ".text", ".html", ".htm", ".xhtml")
"""Files that a folder is searched for; a file that is named itself may have any ending."""


def read(
    source: str | Path, *, options: ReadingOptions | None = None, stdin: BinaryIO | None = None
) -> Iterator[Article | Failure]:
    """The articles of a file, of a folder (with its folders, in order of their names) or of standard input (`-`).

    What cannot be read comes as a `Failure`, and the rest is read.
    """
    if str(source) == "-":
        yield _attempt("-", (stdin or sys.stdin.buffer).read, options)
        return
    path = Path(source)
    if path.is_dir():
        found = sorted(p for p in path.rglob("*") if p.suffix.lower() in ENDINGS and p.is_file())
        if not found:
            yield Failure(
                str(source),
                UnreadableSource.__name__,
                f"'{source}' holds no file that ends in {', '.join(ENDINGS)}. Name the files themselves.",
            )
        for file in found:
            yield _attempt(str(file), file.read_bytes, options)
    else:
        yield _attempt(str(source), path.read_bytes, options)


def _attempt(name: str, load: object, options: ReadingOptions | None) -> Article | Failure:
    try:
        try:
            data = load()  # type: ignore[operator]
        except OSError as error:
            why = error.strerror or str(error)
            raise UnreadableSource(f"'{name}' cannot be opened: {why}. Check the path.") from None
        return read_bytes(data, name=name, options=options)
    except InputError as error:
        return Failure(name, type(error).__name__, str(error))
