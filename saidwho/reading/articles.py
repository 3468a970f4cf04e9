"""From a text or a page to an `Article`."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from saidwho.errors import BadDate, EmptyText, TooLong
from saidwho.reading.dateline import FULL_WITHIN, byline_dateline, find_dateline
from saidwho.reading.decode import decode
from saidwho.reading.language import check_english
from saidwho.reading.segments import segment
from saidwho.records import Article, Dateline, Paragraph, Span

LAST_DAY = "2100-12-31"
"""Latest day that a page may give: a fixed one, so that the day of reading changes nothing."""
DATES = 6
"""Paragraphs at the beginning in which a date of publication is looked for."""
BYLINES = 10
"""Paragraphs at the beginning in which a byline may name a place."""
_CLOCK = re.compile(r"(?<![\d:])(?:[01]?\d|2[0-3])[:.][0-5]\d(?!\d)")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?$")
_LABELLED = re.compile(
    r"^(?:published|posted|updated?|first published|publish date|date)\s*(?:on|at)?\s*:?\s*(?P<date>.{6,60})$",
    re.IGNORECASE,
)
_MONTHS = "january february march april may june july august september october november december".split()
_WRITTEN = re.compile(
    r"(?:(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d))|(?:(?P<month>[A-Za-z]{3,9})\.? (?P<day>\d{1,2}),? (?P<year>\d{4}))"
    r"|(?:(?P<day2>\d{1,2}) (?P<month2>[A-Za-z]{3,9})\.?,? (?P<year2>\d{4}))"
)


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """`published` and `outlet` hold for every source; longer texts than `max_characters` are refused.

    `columns` are pairs of field and column for tables, `date_format` (of `strptime`) how their days are written.
    """

    published: dt.date | None = None
    outlet: str | None = None
    max_characters: int = 2_000_000
    check_language: bool = True
    columns: tuple[tuple[str, str], ...] = ()
    date_format: str | None = None


def parse_date(value: str) -> dt.date:
    """A day from `YYYY-MM-DD` or an ISO date and time. Raises `BadDate`."""
    match = _DAY.match(value.strip())
    if match:
        try:
            day = dt.date(*(int(g) for g in match.groups()))
        except ValueError:
            raise BadDate(f"'{value}' is no day of the calendar. Expected YYYY-MM-DD.") from None
        if 1900 <= day.year <= 2100:
            return day
        raise BadDate(f"'{value}' is out of range. Expected a day from 1900 to 2100.")
    raise BadDate(f"'{value}' is not a date. Expected YYYY-MM-DD, such as 2031-05-04.")


def read_text(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: dt.date | None = None,
    url: str | None = None,
    name: str | None = None,
    published_from: Literal["given", "page", "text"] = "given",
) -> Article:
    """An article from its text, kept as it is. Raises `EmptyText`."""
    if not any(c.isalnum() for c in text):
        raise EmptyText(f"'{name or 'the input'}' has no words. Expected the text of a report.")
    paragraphs = segment(text, title=title)
    found = None if published else _date_line(text, paragraphs)
    dateline, paragraphs = _cut_dateline(text, paragraphs)
    if dateline and dateline.date and not published and not found:
        found = written_day(dateline.date)
    title_span = next((p.span for p in paragraphs if p.kind == "title"), None)
    byline = next((p.span for p in paragraphs if p.kind == "byline" and not _is_dateline(p, dateline)), None)
    agency = dateline.agency if dateline else None
    unknown = {
        key: reason
        for key, value, reason in (
            ("published", published or found, "no date given, on the page or in the text"),
            ("outlet", outlet or agency, "no outlet given, on the page or in the dateline"),
            ("title", title_span, "no line looks like a title"),
        )
        if value is None
    }
    return Article(
        id=_identifier(text, outlet, published),
        text=text,
        paragraphs=tuple(paragraphs),
        title=title_span,
        outlet=outlet or agency,
        outlet_span=dateline.agency_span if dateline and not outlet else None,
        byline=byline,
        dateline=dateline,
        published=published or found,
        published_from=published_from if published else ("text" if found else None),
        url=url,
        name=name,
        unknown=unknown,
    )


def _identifier(text: str, outlet: str | None, published: dt.date | None) -> str:
    """Of the text alone where nothing is given beside it. Two outlets that print one text are two reports."""
    given = f"\0{outlet or ''}\0{published or ''}" if outlet or published else ""
    return hashlib.sha256((text + given).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def read_html(
    data: bytes | str,
    *,
    outlet: str | None = None,
    published: dt.date | None = None,
    url: str | None = None,
    name: str | None = None,
) -> Article:
    """An article from a page: trafilatura finds the body, htmldate the date. Raises `EmptyText`."""
    from htmldate import find_date
    from trafilatura import bare_extraction

    page = decode(data, name=name or "the page") if isinstance(data, bytes) else data
    document: Any = bare_extraction(page, url=url, include_comments=False, with_metadata=True)
    body = (getattr(document, "text", None) or "").strip()
    if not body:
        raise EmptyText(f"'{name or 'the page'}' holds no article text. Expected a page with a report.")
    title = (getattr(document, "title", None) or "").strip() or None
    text = f"{title}\n\n{body}" if title and not body.startswith(title) else body
    on_page = (
        None
        if published
        else _page_date(find_date(page, extensive_search=False, outputformat="%Y-%m-%d", max_date=LAST_DAY))
    )
    return read_text(
        text,
        title=title,
        outlet=outlet or getattr(document, "sitename", None),
        published=published or on_page,
        published_from="page" if on_page else "given",
        url=url or getattr(document, "url", None),
        name=name,
    )


def read_bytes(data: bytes, *, name: str, options: ReadingOptions | None = None) -> Article:
    """An article from the bytes of a file: HTML or text by what it holds. Raises an `InputError`."""
    options = options or ReadingOptions()
    if len(data) > 4 * options.max_characters:
        raise TooLong(too_long(name, len(data), "bytes", options))
    text = decode(data, name=name)
    if len(text) > options.max_characters:
        raise TooLong(too_long(name, len(text), "characters", options))
    if looks_like_page(text):
        article = read_html(text, outlet=options.outlet, published=options.published, name=name)
    else:
        article = read_text(text, outlet=options.outlet, published=options.published, name=name)
    if options.check_language:
        check_english(article.text, name=name)
    return article


def looks_like_page(text: str) -> bool:
    """Is it HTML?"""
    head = text[:2000].lower()
    return "<html" in head or "<!doctype html" in head or ("<p" in head and "<body" in text.lower())


def too_long(name: str, size: int, unit: str, options: ReadingOptions) -> str:
    return (
        f"'{name}' has {size:,} {unit}. Expected at most {options.max_characters:,} characters: one report a file; "
        "split it."
    )


def _page_date(value: str | None) -> dt.date | None:
    try:
        return parse_date(value) if value else None
    except BadDate:
        return None


def _cut_dateline(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Dateline | None, list[Paragraph]]:
    """The dateline of the first body paragraphs, made a byline of its own; else the place that a byline names."""
    nth = 0
    for n, paragraph in enumerate(paragraphs):
        if paragraph.kind != "body":
            continue
        nth += 1
        dateline = find_dateline(text, paragraph.span, nth=nth)
        if dateline is not None:
            start, end = dateline.span.end, paragraph.span.end
            start += len(text[start:end]) - len(text[start:end].lstrip())
            rest = [Paragraph(Span(start, end), "body")] if start < end else []
            return dateline, [*paragraphs[:n], Paragraph(dateline.span, "byline"), *rest, *paragraphs[n + 1 :]]
        if nth >= FULL_WITHIN:
            break
    bylines = (p.span for p in paragraphs[:BYLINES] if p.kind == "byline")
    return next((d for d in (byline_dateline(text, span) for span in bylines) if d), None), list(paragraphs)


def _is_dateline(paragraph: Paragraph, dateline: Dateline | None) -> bool:
    return dateline is not None and paragraph.span == dateline.span


def _date_line(text: str, paragraphs: Sequence[Paragraph]) -> dt.date | None:
    """A day that a line near the top gives in full, and calls the day of publication or gives with a clock time.

    A bare one may be the crawl's.
    """
    lines = [text[p.span.start : p.span.end] for p in paragraphs[:DATES] if p.kind == "furniture"]
    labelled = [match.group("date") for match in map(_LABELLED.match, lines) if match]
    timed = [line for line in lines if len(line) <= 100 and _CLOCK.search(line)]
    for words in (*labelled, *timed):
        if _WRITTEN.search(words):
            return written_day(words)
    return None


def written_day(words: str) -> dt.date | None:
    """The first day that is written in full (“May 4, 2031”, “4 May 2031”, “2031-05-04”)."""
    match = _WRITTEN.search(words)
    return _day(match.groupdict()) if match else None


def _day(parts: dict[str, str | None]) -> dt.date | None:
    if parts["y"]:
        numbers = [int(parts[k] or 0) for k in ("y", "m", "d")]
    else:
        name = (parts["month"] or parts["month2"] or "").lower()
        month = next((n for n, m in enumerate(_MONTHS, 1) if m.startswith(name[:3])), 0)
        numbers = [int(parts["year"] or parts["year2"] or 0), month, int(parts["day"] or parts["day2"] or 0)]
    try:
        return dt.date(*numbers)
    except ValueError:
        return None
