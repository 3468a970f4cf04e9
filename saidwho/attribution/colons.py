"""A colon as a cue: “Northern Front: We will answer” at a line's beginning, “Ten hurt in blast: police” at its end."""

from __future__ import annotations

from collections.abc import Iterator

from saidwho.attribution.drafts import Draft
from saidwho.parsing import Parse
from saidwho.records import Article, Span

LONGEST = 4
"""Words of a name before or behind a colon."""


def find_colons(parse: Parse, article: Article) -> Iterator[Draft]:
    """Attributions whose cue is a colon between a short name and the rest of a line."""
    by_para: dict[int, list[int]] = {}
    for i, para in enumerate(parse.para):
        by_para.setdefault(para, []).append(i)
    for para, tokens in by_para.items():
        colons = [i for i in tokens if parse.word[i] == ":"]
        if not colons:
            continue
        title = article.paragraphs[para].kind == "title"
        draft = _at_end(parse, tokens, colons[-1]) if title else None
        draft = draft or _at_beginning(parse, tokens, colons[0])
        if draft is not None:
            yield draft


def _at_beginning(parse: Parse, tokens: list[int], colon: int) -> Draft | None:
    first, last = tokens[0], tokens[-1]
    if not 0 < colon - first <= LONGEST or last - colon < 3:
        return None
    if parse.ent[first] not in ("PERSON", "ORG", "NORP") or any(
        parse.tag[i].startswith("V") for i in range(first, colon)
    ):
        return None
    return _draft(parse, Span(parse.start[first], parse.end[colon - 1]), colon, parse.span(colon + 1, last))


def _at_end(parse: Parse, tokens: list[int], colon: int) -> Draft | None:
    first, last = tokens[0], tokens[-1]
    if not 0 < last - colon <= LONGEST or colon - first < 3:
        return None
    if any(parse.tag[i].startswith("V") for i in range(colon + 1, last + 1)) or parse.word[last] in ".!?":
        return None
    return _draft(parse, Span(parse.start[colon + 1], parse.end[last]), colon, parse.span(first, colon - 1))


def _draft(parse: Parse, source: Span, colon: int, content: Span) -> Draft:
    return Draft(colon, parse.span(colon, colon), [source], [content], "say", confidence=0.6)
