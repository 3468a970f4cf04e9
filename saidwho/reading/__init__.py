"""From files, pages, tables, archives and strings to `Article`."""

from saidwho.reading.articles import ReadingOptions, parse_date, read_bytes, read_html, read_text
from saidwho.reading.columns import parse_map
from saidwho.reading.documents import ENDINGS, Document, article_of, attempt_article, documents, read, size_of

__all__ = [
    "ENDINGS",
    "Document",
    "ReadingOptions",
    "article_of",
    "attempt_article",
    "documents",
    "parse_date",
    "parse_map",
    "read",
    "read_bytes",
    "read_html",
    "read_text",
    "size_of",
]
