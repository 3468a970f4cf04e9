"""What a source holds before anything is read out of it: files, rows of tables, pages of archives."""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from saidwho.errors import InputError, TooLong, UnreadableSource
from saidwho.reading.articles import ReadingOptions, looks_like_page, read_bytes, read_html, read_text, too_long
from saidwho.reading.language import check_english
from saidwho.records import Article, Failure

TEXTS = (".txt", ".text", ".html", ".htm", ".xhtml")
JSON = (".json", ".jsonl", ".ndjson")
WARCS = (".warc", ".warc.gz", ".warc.zst")
ENDINGS = (*TEXTS, *JSON, *(f"{end}.gz" for end in JSON), *WARCS)
"""Files that a folder is searched for; a file that is named itself may have any ending."""
TABLES = (".csv", ".tsv", ".parquet", ".pq")


@dataclass(frozen=True, slots=True)
class Document:
    """One file, row or page, as bytes (`data`) or as the text of a cell, with what stands beside it.

    `size` is its share of the bytes of its source, for showing how far a run is.
    """

    name: str
    source: str
    data: bytes | None = None
    text: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: dt.date | None = None
    url: str | None = None
    size: int = 0

    def key(self, options: ReadingOptions) -> str:
        """A hash of the content and of everything that changes what is read out of it."""
        given = (self.title, options.outlet or self.outlet, options.published or self.published)
        shape = (self.data is None, options.max_characters, options.check_language)
        hashed = hashlib.sha256(repr((given, shape)).encode("utf-8", "surrogatepass"))
        hashed.update(self.data if self.data is not None else (self.text or "").encode("utf-8", "surrogatepass"))
        return hashed.hexdigest()[:32]


def documents(
    source: str | Path, *, options: ReadingOptions | None = None, stdin: BinaryIO | None = None
) -> Iterator[Document | Failure]:
    """The documents of a file, of a folder (with its folders, in order of their names) or of standard input (`-`).

    What cannot be opened comes as a `Failure`, and the rest is read.
    """
    options = options or ReadingOptions()
    if str(source) == "-":
        yield from _of_bytes("-", (stdin or sys.stdin.buffer).read(), options)
        return
    path = Path(source)
    if not path.is_dir():
        yield from _of_file(path, options)
        return
    found = list(_files(path))
    if not found:
        ends = ", ".join(ENDINGS)
        yield _failure(source, f"'{source}' holds no file that ends in {ends}. Name the files themselves.")
    for file in found:
        yield from _of_file(file, options)


def size_of(source: str | Path) -> int | None:
    """The bytes of a source, None where nobody can tell before it is read."""
    path = Path(source)
    try:
        if path.is_dir():
            return sum(file.stat().st_size for file in _files(path))
        return path.stat().st_size if path.is_file() else None
    except OSError:
        return None


def article_of(document: Document, *, options: ReadingOptions | None = None) -> Article:
    """The article of a document. Raises an `InputError`."""
    options = options or ReadingOptions()
    if document.data is not None:
        given = replace(
            options,
            outlet=options.outlet or document.outlet,
            published=options.published or document.published,
        )
        article = read_bytes(document.data, name=document.name, options=given)
        return replace(article, url=document.url) if document.url and not article.url else article
    article = _of_cell(document, options)
    if options.check_language:
        check_english(article.text, name=document.name)
    return article


def _of_cell(document: Document, options: ReadingOptions) -> Article:
    """An article from the text of a cell; the title goes in front of it, as on a page."""
    text = (document.text or "").replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > options.max_characters:
        raise TooLong(too_long(document.name, len(text), "characters", options))
    outlet, published = options.outlet or document.outlet, options.published or document.published
    if looks_like_page(text):
        return read_html(text, outlet=outlet, published=published, url=document.url, name=document.name)
    title = " ".join((document.title or "").split()) or None
    if title and text.strip() and not text.lstrip().startswith(title):
        text = f"{title}\n\n{text.strip()}"
    return read_text(text, title=title, outlet=outlet, published=published, url=document.url, name=document.name)


def read(
    source: str | Path, *, options: ReadingOptions | None = None, stdin: BinaryIO | None = None
) -> Iterator[Article | Failure]:
    """The articles of a file, a folder, a table, an archive or of standard input (`-`), in order.

    What cannot be read comes as a `Failure`, and the rest is read.
    """
    for document in documents(source, options=options, stdin=stdin):
        yield document if isinstance(document, Failure) else attempt_article(document, options)


def attempt_article(document: Document, options: ReadingOptions | None = None) -> Article | Failure:
    """The article of a document, or the reason why there is none."""
    try:
        return article_of(document, options=options)
    except InputError as error:
        return Failure(document.name, type(error).__name__, str(error))


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(p for p in folder.rglob("*") if p.name.lower().endswith(ENDINGS) and p.is_file())


def _of_file(path: Path, options: ReadingOptions) -> Iterator[Document | Failure]:
    from saidwho.reading import tables, warc

    name = path.name.lower().removesuffix(".gz")
    try:
        if name.endswith(JSON):
            yield from tables.json_documents(path, options)
        elif name.endswith((".csv", ".tsv")):
            yield from tables.csv_documents(path, options)
        elif name.endswith((".parquet", ".pq")):
            yield from tables.parquet_documents(path, options)
        elif path.name.lower().endswith(WARCS):
            yield from warc.warc_documents(path, options)
        else:
            data = path.read_bytes()
            yield Document(str(path), str(path), data=data, size=len(data))
    except OSError as error:
        why = error.strerror or str(error) or type(error).__name__
        yield _failure(path, f"'{path}' cannot be opened: {why}. Check the path.")
    except InputError as error:
        yield Failure(str(path), type(error).__name__, str(error))


def _of_bytes(name: str, data: bytes, options: ReadingOptions) -> Iterator[Document | Failure]:
    if data.lstrip()[:1] == b"{":
        from saidwho.reading import tables

        try:
            yield from tables.json_lines(name, data.splitlines(keepends=True), options)
        except InputError as error:
            yield Failure(name, type(error).__name__, str(error))
        return
    yield Document(name, name, data=data, size=len(data))


def _failure(name: str | Path, message: str) -> Failure:
    return Failure(str(name), UnreadableSource.__name__, message)
