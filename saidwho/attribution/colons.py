"""A colon as a cue: “Northern Front: We will answer” at a line's beginning, “Ten hurt in blast: police” at its end."""

from __future__ import annotations

from collections.abc import Iterator

from saidwho.attribution.cues import class_of, speakers
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
        if draft is None and not (title and _has_speaker(parse, tokens, colons[0])):
            draft = _at_beginning(parse, tokens, colons[0])
        if draft is not None:
            yield draft


def _has_speaker(parse: Parse, tokens: list[int], colon: int) -> bool:
    """Behind the colon somebody else says something: what stands before it is the topic."""
    return any(
        class_of(parse.lemma[i], "verb", "clause") is not None
        and any(parse.dep[c] == "nsubj" for c in parse.children[i])
        for i in tokens
        if i > colon and parse.tag[i].startswith("V")
    )


def _at_beginning(parse: Parse, tokens: list[int], colon: int) -> Draft | None:
    first, last = tokens[0], tokens[-1]
    if not 0 < colon - first <= LONGEST or last - colon < 3:
        return None
    if not _speaks(parse, first, colon) or any(parse.tag[i].startswith("V") for i in range(first, colon)):
        return None
    return _draft(parse, Span(parse.start[first], parse.end[colon - 1]), colon, parse.span(colon + 1, last))


def _at_end(parse: Parse, tokens: list[int], colon: int) -> Draft | None:
    first, last = tokens[0], tokens[-1]
    if not 0 < last - colon <= LONGEST or colon - first < 3:
        return None
    if any(parse.tag[i].startswith("V") for i in range(colon + 1, last + 1)) or parse.word[last] in ".!?":
        return None
    if not _speaks(parse, colon + 1, last + 1):
        return None
    return _draft(parse, Span(parse.start[colon + 1], parse.end[last]), colon, parse.span(first, colon - 1))


def _speaks(parse: Parse, first: int, past: int) -> bool:
    """A person's name, a word for somebody who speaks, or a name in capitals as transcripts print it."""
    words = range(first, past)
    if parse.lower[past - 1] in speakers() or (parse.lower[first] in speakers() and past - first <= 2):
        return True
    if all(parse.ent[k] == "PERSON" for k in words):
        return True
    return past - first <= 2 and all(parse.word[k].isupper() and len(parse.word[k]) > 3 for k in words)


def _draft(parse: Parse, source: Span, colon: int, content: Span) -> Draft:
    return Draft(colon, parse.span(colon, colon), [source], [content], "say", confidence=0.6)
