"""WARC archives of crawls: every page that was fetched well, one document each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from saidwho.errors import UnreadableSource
from saidwho.reading.articles import ReadingOptions
from saidwho.reading.documents import Document
from saidwho.records import Failure

PAGES = ("text/html", "application/xhtml+xml", "text/plain")
"""What a report may come as; pictures, scripts and feeds are passed over."""


def warc_documents(path: Path, options: ReadingOptions) -> Iterator[Document | Failure]:
    """The pages of an archive (plain, gzip or zstd) in its order. The day of the crawl is no day of publication."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource
    found = at = 0
    try:
        with path.open("rb") as raw:
            for record in ArchiveIterator(raw, record_types=kinds, parse_http=True, auto_decode="all"):
                http = record.http_headers
                kind = (record.http_content_type or record.headers.get("Content-Type") or "").split(";")[0].strip()
                if kind.lower() not in PAGES or (http is not None and http.status_code != 200):
                    continue
                url = record.headers.get("WARC-Target-URI")
                data = record.reader.read(4 * options.max_characters + 1)
                found += 1
                here = raw.tell()
                yield Document(
                    f"{path}:{url or found}",
                    str(path),
                    data=_declared(data, record.http_charset),
                    url=url,
                    size=here - at,
                )
                at = here
    except (OSError, ValueError, RuntimeError) as error:
        why = " ".join(str(error).split())[:150].rstrip(".") or type(error).__name__
        raise UnreadableSource(f"'{path}' is no whole WARC archive ({why}). {found} pages of it were read.") from None
    if not found:
        raise UnreadableSource(f"'{path}' holds no page ({', '.join(PAGES)}). Expected a WARC archive of a crawl.")


def _declared(data: bytes, charset: str | None) -> bytes:
    """Bytes in UTF-8 where the server named another encoding that fits them: it goes before what the page says."""
    if not charset or charset.lower().replace("_", "-") in ("utf-8", "utf8", "ascii", "us-ascii"):
        return data
    try:
        return data.decode(charset).encode("utf-8")
    except (LookupError, UnicodeError):
        return data
