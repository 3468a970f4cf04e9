"""What each paragraph is for: title, body, byline, caption, a repeated title, or page furniture.

When in doubt a paragraph is body: a dropped one loses events.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache

from saidwho.records import Paragraph, ParagraphKind, Span
from saidwho.resources import read_table

WRAPPED = 90
"""Longest line of hard-wrapped wire copy; pages give whole paragraphs."""
TITLE = 30
"""Words of the longest title."""
_WORDS = re.compile(r"\w+")


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[ParagraphKind, re.Pattern[str]]]:
    return [
        (row["kind"], re.compile(row["pattern"], re.IGNORECASE))  # type: ignore[misc]
        for row in read_table("reading/furniture.tsv")
    ]


def segment(text: str, *, title: str | None = None) -> list[Paragraph]:
    """Paragraphs in order, without blank ones. `title` is the title where it is known from elsewhere."""
    spans = list(_paragraphs(text))
    kinds: list[ParagraphKind] = ["body"] * len(spans)
    first = _title_index(text, spans, title)
    known = _key(title) if title else None
    if first is not None:
        kinds[first] = "title"
        known = _key(text[spans[first].start : spans[first].end])
    for n, span in enumerate(spans):
        words = text[span.start : span.end]
        if kinds[n] == "title":
            continue
        if known and n < 8 and _key(words) == known:
            kinds[n] = "repeated_title"
        else:
            kinds[n] = _kind(words)
    _tail(text, spans, kinds)
    if "body" not in kinds and "title" in kinds:
        kinds[kinds.index("title")] = "title"
    return [Paragraph(span, kind) for span, kind in zip(spans, kinds, strict=True)]


def _paragraphs(text: str) -> Iterator[Span]:
    """Lines, or blocks between blank lines where the text is hard-wrapped."""
    separator = r"\n\s*\n|\n(?=[ \t]{2,}\S)" if _is_wrapped(text) else r"\n"
    at = 0
    for match in re.finditer(separator, text):
        yield from _stripped(text, at, match.start())
        at = match.end()
    yield from _stripped(text, at, len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield Span(start, end)


def _is_wrapped(text: str) -> bool:
    """Most lines are short, and most of them go on in the middle of a sentence."""
    lines = [line.rstrip() for line in text[:20_000].split("\n")]
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if a.strip() and b.strip()]
    if len(pairs) < 4 or max(len(line) for line in lines) > WRAPPED:
        return False
    going_on = sum(a[-1] not in ".!?:”\"'" and len(a) > 35 for a, _ in pairs)
    return going_on > 0.5 * len(pairs)


def _key(words: str) -> str:
    return " ".join(_WORDS.findall(words.casefold()))


def _title_index(text: str, spans: list[Span], title: str | None) -> int | None:
    if not spans:
        return None
    if title:
        wanted = _key(title)
        return next((n for n, s in enumerate(spans[:8]) if _key(text[s.start : s.end]) == wanted), None)
    words = text[spans[0].start : spans[0].end]
    if len(spans) < 2 or len(words.split()) > TITLE or _kind(words) != "body":
        return None
    ends = words.rstrip("”\"’'")[-1:]
    blank = "\n" in text[spans[0].end : spans[1].start].replace("\n", "", 1)
    if ends in ".,;:" and not (blank and ends == "." and len(words.split()) < 20):
        return None
    return 0


def _kind(words: str) -> ParagraphKind:
    probe = words.strip()
    for kind, pattern in _patterns():
        if pattern.search(probe[:300]):
            return kind
    return "body"


_SENTENCE = re.compile(r"[.!?…:]['\"”’»)\]]*$")


def _tail(text: str, spans: list[Span], kinds: list[ParagraphKind]) -> None:
    """A run of two or more short lines without a sentence's end after the last full paragraph is a list of links."""
    last = len(spans)
    while last > 0 and (kinds[last - 1] not in ("body", "title") or _is_label(text, spans[last - 1])):
        if kinds[last - 1] == "title":
            break
        last -= 1
    labels = [n for n in range(last, len(spans)) if kinds[n] == "body"]
    if last > 0 and len(labels) >= 2 and any(kinds[n] == "body" for n in range(last)):
        for n in labels:
            kinds[n] = "furniture"


def _is_label(text: str, span: Span) -> bool:
    words = text[span.start : span.end]
    return len(words.split()) <= 9 and not _SENTENCE.search(words) and words[:1] not in "“\"'‘"
