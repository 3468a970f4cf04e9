"""From bytes to text: what is no text, and which encoding."""

from __future__ import annotations

import re

from saidwho.errors import EmptyText, NotText

_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"SQLite format": "a database",
    b"\x7fELF": "a program",
    b"{\\rtf": "a rich-text document",
}
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
PROBE = 50_000
"""Bytes looked at to guess an encoding."""
CONTROLS = 0.05
"""Share of control bytes from which bytes are no text; broken pages have well under 1%."""


def decode(data: bytes, *, name: str = "the input") -> str:
    """The text of some bytes, line ends made `\\n`. Raises `NotText` and `EmptyText`."""
    if not data.strip():
        raise EmptyText(f"'{name}' is empty. Expected the text of a report.")
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise NotText(f"'{name}' is {kind}, not text. Expected plain text or HTML: extract its text first.")
    text = _decoded(data, name)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, name: str) -> str:
    for bom, encoding in _BOMS.items():
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    if (wide := wide_encoding(data[:PROBE])) is not None:
        return data.decode(wide, "replace")
    controls = sum(b < 9 or 13 < b < 32 for b in data[:PROBE])
    if controls > CONTROLS * len(data[:PROBE]):
        raise NotText(f"'{name}' is not text: {controls} control bytes in its beginning. Expected plain text or HTML.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(data)


def wide_encoding(probe: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is zero."""
    if len(probe) < 4:
        return None
    half = len(probe) // 2
    if probe[1::2].count(0) > 0.6 * half:
        return "utf-16-le"
    return "utf-16-be" if probe[0::2].count(0) > 0.6 * half else None


def _legacy(data: bytes) -> str:
    declared = _DECLARED.search(data[:2048])
    if declared:
        try:
            return data.decode(declared.group(1).decode("ascii"), "replace")
        except LookupError:
            pass
    good = data.decode("utf-8", "ignore")
    if len(good.encode("utf-8")) > 0.98 * len(data) and not good.isascii():
        return data.decode("utf-8", "replace")
    if sum(b < 128 for b in data[:PROBE]) > 0.9 * len(data[:PROBE]):
        return data.decode("cp1252", "replace")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:PROBE]).best()
    return data.decode(best.encoding if best else "cp1252", "replace")
