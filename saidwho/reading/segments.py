"""What each paragraph is for: title, body, byline, caption, a repeated title, or page furniture.

When in doubt a paragraph is body: a dropped one loses events.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from saidwho.records import Paragraph, ParagraphKind, Span
from saidwho.resources import read_table

WRAPPED = 90
"""Longest line of hard-wrapped wire copy; pages give whole paragraphs."""
TITLE = 30
"""Words of the longest title."""
_WORDS = re.compile(r"\w+")


LINE = 300
"""Characters of the longest line that can be furniture, a caption or a byline; longer ones are body."""
EDGE = 2_000
"""Paragraphs at the beginning and at the end that are looked at; a report has fewer in all."""
NEAR = 8
"""Paragraphs at the beginning among which a title is looked for, and its repetitions."""
ALIKE = 0.8
"""Share of common words from which a line repeats the title."""
_INSIDE = re.compile(r"[^\W_]{2}[.!?]['\"”’)\]]*\s+['\"“‘(\[]?[A-Z]")


@lru_cache(maxsize=1)
def _patterns() -> tuple[list[ParagraphKind], re.Pattern[str]]:
    """The kinds, and one expression of all patterns whose group `kN` is the N-th row's."""
    rows = list(read_table("reading/furniture.tsv"))
    kinds: list[ParagraphKind] = [row["kind"] for row in rows]  # type: ignore[misc]
    joined = "|".join(f"(?P<k{n}>{row['pattern']})" for n, row in enumerate(rows))
    return kinds, re.compile(joined, re.IGNORECASE)


def segment(text: str, *, title: str | None = None) -> list[Paragraph]:
    """Paragraphs in order, without blank ones. `title` is the title where it is known from elsewhere."""
    spans = list(_paragraphs(text))
    kinds: list[ParagraphKind] = ["body"] * len(spans)
    first = _title_index(text, spans, title)
    known = title
    if first is not None:
        kinds[first] = "title"
        known = text[spans[first].start : spans[first].end]
    for n in (*range(min(EDGE, len(spans))), *range(max(EDGE, len(spans) - EDGE), len(spans))):
        if kinds[n] == "title" or spans[n].end - spans[n].start > LINE:
            continue
        words = text[spans[n].start : spans[n].end]
        kinds[n] = "repeated_title" if known and n < NEAR and _repeats(words, known) else _kind(words)
    _tail(text, spans, kinds)
    if spans and "body" not in kinds:
        _keep_something(text, spans, kinds)
    return [Paragraph(span, kind) for span, kind in zip(spans, kinds, strict=True)]


def _keep_something(text: str, spans: list[Span], kinds: list[ParagraphKind]) -> None:
    """Nothing is body: the longest line is, unless there is a title and no other line says anything."""
    others = [n for n, kind in enumerate(kinds) if kind not in ("title", "repeated_title")]
    if "title" in kinds:
        others = [n for n in others if len(text[spans[n].start : spans[n].end].split()) >= TITLE // 3]
    if others:
        kinds[max(others, key=lambda n: (spans[n].end - spans[n].start, -n))] = "body"


def _repeats(words: str, title: str) -> bool:
    """The title again, but for marks, a subtitle or a site's name. Another number is another story."""
    if words.rstrip("”\"’' ")[-1:] == "." and title.rstrip("”\"’' ")[-1:] != ".":
        return _key(words) == _key(title)
    line, known = _key(words).split(), _key(title).split()
    if line == known:
        return True
    short, long = sorted((line, known), key=len)
    if len(short) < 4 or len(line) > TITLE or [w for w in short if w.isdigit()] != [w for w in long if w.isdigit()]:
        return False
    common = sum((Counter(short) & Counter(long)).values())
    return common >= ALIKE * len(long) or (long[: len(short)] == short and len(short) >= 0.6 * len(long))


def _paragraphs(text: str) -> Iterator[Span]:
    """Lines, or blocks between blank lines where the text is hard-wrapped."""
    separator = r"\n\s*\n|\n(?=[ \t]{2,}\S)" if _is_wrapped(text) else r"\n"
    at = 0
    for match in re.finditer(separator, text):
        yield from _stripped(text, at, match.start())
        at = match.end()
    yield from _stripped(text, at, len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    inner = words.strip()
    if inner:
        start += len(words) - len(words.lstrip())
        yield Span(start, start + len(inner))


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
        lines = [text[s.start : min(s.end, s.start + LINE + 1)] for s in spans[:NEAR]]
        exact = (n for n, line in enumerate(lines) if _key(line) == _key(title))
        near = (n for n, line in enumerate(lines) if _repeats(line, title))
        found = next(exact, next(near, None))
        if found is not None:
            return found
    words = text[spans[0].start : spans[0].end]
    if len(spans) < 2 or len(words.split()) > TITLE or _kind(words) != "body":
        return None
    ends = words.rstrip("”\"’'")[-1:]
    blank = "\n" in text[spans[0].end : spans[1].start].replace("\n", "", 1)
    if ends in ".,;:" and not (blank and ends == "." and len(words.split()) < 20):
        return None
    return 0


def _kind(words: str) -> ParagraphKind:
    if len(words) > LINE:
        return "body"
    kinds, pattern = _patterns()
    match = pattern.search(words)
    if match is None or sum(1 for _ in _INSIDE.finditer(words)) > 1:
        return "body"
    return kinds[int((match.lastgroup or "k0")[1:])]


_SENTENCE = re.compile(r"[.!?…:]['\"”’»)\]]*$")


def _tail(text: str, spans: list[Span], kinds: list[ParagraphKind]) -> None:
    """A run of two or more short lines without a sentence's end after the last full paragraph is a list of links."""
    last, least = len(spans), max(0, len(spans) - EDGE)
    while last > least and (kinds[last - 1] not in ("body", "title") or _is_label(text, spans[last - 1])):
        if kinds[last - 1] == "title":
            break
        last -= 1
    if last == least > 0:
        return
    labels = [n for n in range(last, len(spans)) if kinds[n] == "body"]
    if last > 0 and len(labels) >= 2 and any(kinds[n] == "body" for n in range(last)):
        for n in labels:
            kinds[n] = "furniture"


def _is_label(text: str, span: Span) -> bool:
    words = text[span.start : span.end]
    return len(words.split()) <= 9 and not _SENTENCE.search(words) and words[:1] not in "“\"'‘"
