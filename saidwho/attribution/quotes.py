"""Quoted stretches: pairs of marks, and quotations that run on over paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from saidwho.records import Article, Span

_DOUBLE = r"“|”|„|«|»|``|''|\"|(?<![\w])‘(?=\w)|(?<=[\w.,!?…])’(?!\w)"
_SINGLE = r"(?<![\w])'(?=[^\W\d])|(?<=[\w.,!?…])'(?!\w)"
_MARK = re.compile(f"{_DOUBLE}|{_SINGLE}")
_EITHER = "“”"
_OPENERS = {"“": "”", "„": _EITHER, "«": "»", "``": "''", "‘": "’"}
SINGLE = ("’", "'")
"""Closing single marks, which may as well be apostrophes: never trusted over a double mark."""
SHORT = 3
"""Words up to which a quoted stretch without a sentence's end is a quoted word, not a quotation."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch of one paragraph, marks included. `closed` is False where it runs to the paragraph's end."""

    span: Span
    para: int
    closed: bool
    words: int

    @property
    def is_short(self) -> bool:
        """A quoted word or two, not a quotation."""
        return self.words <= SHORT


def find_quotes(article: Article) -> list[Quote]:
    """Every quoted stretch of title and body, in order. A mark that is never closed quotes to the paragraph's end
    only where it opens the paragraph (a quotation that goes on) or stands before a capital."""
    found: list[Quote] = []
    for number, paragraph in enumerate(article.paragraphs):
        if paragraph.kind in ("title", "body"):
            found.extend(_quotes_of(article.text, paragraph.span, number))
    return found


def _quotes_of(text: str, span: Span, para: int) -> list[Quote]:
    found: list[Quote] = []
    opened: tuple[int, str] | None = None
    for match in _MARK.finditer(text, span.start, span.end):
        mark = match.group()
        if opened is None:
            closing = _closing(mark, text, match)
            if closing:
                opened = (match.start(), closing)
        elif mark == opened[1] or (opened[1] == _EITHER and mark in _EITHER):
            found.append(_quote(text, Span(opened[0], match.end()), para, True))
            opened = None
        elif opened[1] in SINGLE and mark not in ("‘", "'", "’") and (closing := _closing(mark, text, match)):
            opened = (match.start(), closing)
        elif mark in _OPENERS and opened[1] in _OPENERS[mark]:
            if _reopens(text, opened[0], match.start()):
                continue
            opened = (match.start(), opened[1])
    if opened is not None:
        first = not text[span.start : opened[0]].strip()
        after = text[opened[0] + 1 : opened[0] + 2]
        if (first or after.isupper()) and opened[1] not in SINGLE:
            found.append(_quote(text, Span(opened[0], span.end), para, False))
    return found


def _reopens(text: str, first: int, again: int) -> bool:
    """“He saved many. “He was the best of us.”: a sentence of the same quotation opens again, as paragraphs do."""
    before = text[first + 1 : again].rstrip()
    return before.endswith((".", "!", "?")) and len(before.split()) > SHORT and text[again + 1 : again + 2].isupper()


def _closing(mark: str, text: str, match: re.Match[str]) -> str | None:
    if mark in _OPENERS:
        return _OPENERS[mark]
    after = text[match.end() : match.end() + 1]
    if mark in ('"', "''", "'") and after and not after.isspace():
        return mark
    return None


def _quote(text: str, span: Span, para: int, closed: bool) -> Quote:
    inner = text[span.start : span.end].strip("“”„«»`'\"‘’ ")
    words = len(re.findall(r"\w+", inner))
    if inner.endswith((".", "!", "?")) and words > 1:
        words = max(words, SHORT + 1)
    return Quote(span, para, closed, words)
