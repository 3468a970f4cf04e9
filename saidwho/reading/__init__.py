"""From files, pages and strings to `Article`."""

from __future__ import annotations

import datetime as dt
import hashlib

from saidwho.records import Article, Paragraph, Span


def read_text(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: dt.date | None = None,
    url: str | None = None,
    name: str | None = None,
) -> Article:
    """A thin first version: first line is the title, each further line is body."""
    paragraphs, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(Span(at, at + len(line)), "body" if paragraphs else "title"))
        at += len(line) + 1
    return Article(
        id=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24],
        text=text,
        paragraphs=tuple(paragraphs),
        title=paragraphs[0].span if paragraphs else None,
        outlet=outlet,
        published=published,
        url=url,
        name=name,
    )
