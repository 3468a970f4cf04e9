"""What a text says: “…, the statement ends”, and what stands in the line behind “The letter said:”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from saidwho.attribution.cues import class_of
from saidwho.attribution.drafts import Draft, overlaps, trim
from saidwho.attribution.quotes import Quote
from saidwho.attribution.verbs import quote_cue
from saidwho.parsing import Parse
from saidwho.records import Article, Span

ENDING = frozenset({"end", "conclude", "close", "finish", "continue"})
TEXTS = frozenset(
    "statement letter post message declaration communique communiqué text report note document release announcement "
    "bulletin leaflet email mail tweet".split()
)
QUOTES = frozenset({"“", "”", '"', "''", "``", "«", "»", "‘", "’"})
NEAR = 6
"""Tokens from a cue to the colon that ends its line."""


def find_written(parse: Parse) -> Iterator[Draft]:
    """“The army did not fire, the statement ends”: the words before are the statement's."""
    for i in range(len(parse)):
        if parse.lemma[i] not in ENDING or parse.tag[i] not in ("VBZ", "VBD"):
            continue
        first, past = parse.sents[parse.sent[i]]
        name = i - 1
        if (
            name <= first
            or parse.lemma[name] not in TEXTS
            or (i + 1 < past and parse.word[i + 1] not in (",", ".", ";"))
        ):
            continue
        begin = parse.left[name] if parse.left[name] > first else name
        while begin > first and parse.pos[begin - 1] in ("DET", "ADJ", "PROPN", "NOUN"):
            begin -= 1
        mark = begin - 1
        if mark - first < 3 or (parse.word[mark] != "," and parse.word[mark] not in QUOTES):
            continue
        content = trim(parse.text, parse.span(first, mark))
        if content is not None:
            yield Draft(i, parse.span(i, i), [parse.span(begin, name)], [content], "say", confidence=0.75)


def introduce(parse: Parse, article: Article, drafts: list[Draft], quotes: Sequence[Quote]) -> None:
    """A quotation that opens a line belongs, with the rest of its sentence, to the cue before the colon above it.

    “By his account the letter said:” and then “"We demand that it stop", and that …; a bomb …”."""
    by_para: dict[int, list[int]] = {}
    for i, para in enumerate(parse.para):
        by_para.setdefault(para, []).append(i)
    numbers = [n for n in sorted(by_para) if article.paragraphs[n].kind == "body"]
    for before, after in pairwise(numbers):
        line, told = by_para[before], by_para[after]
        if after != before + 1 or parse.word[line[-1]] != ":" or parse.word[told[0]] not in QUOTES:
            continue
        cue = next((i for i in reversed(line[-NEAR:]) if _introduces(parse, i)), None)
        known = next((d for d in drafts if d.token == cue), None) if cue is not None else None
        draft = known or (quote_cue(parse, cue) if cue is not None else None)
        whole = _opened(parse, told[0], quotes)
        content = trim(parse.text, whole)
        if draft is None or content is None or not draft.source or _is_taken(parse, drafts, draft, whole):
            continue
        draft.content = _joined(draft.content, content)
        for other in drafts:
            if not other.source and other.content and _inside(whole, other.content):
                other.content = []
        if known is None:
            drafts.append(draft)
    drafts[:] = [d for d in drafts if d.content]


def _introduces(parse: Parse, i: int) -> bool:
    return parse.tag[i].startswith("V") and class_of(parse.lemma[i], "verb", "quote") is not None


def _opened(parse: Parse, first: int, quotes: Sequence[Quote]) -> Span:
    """The quotation that opens at a token, or its sentence where that is longer."""
    sentence = parse.span(first, parse.sents[parse.sent[first]][1] - 1)
    quoted = next((q.span.end for q in quotes if q.span.start == sentence.start), sentence.end)
    return Span(sentence.start, max(sentence.end, quoted))


def _is_taken(parse: Parse, drafts: Sequence[Draft], own: Draft, whole: Span) -> bool:
    """Somebody named in the same line says it."""
    for other in drafts:
        if other is own or not other.source or not any(overlaps(s, whole) for s in other.content):
            continue
        beside = whole.start <= other.cue.start < whole.end or other.cue.start < whole.start
        around = not any(s.start <= other.cue.start < s.end for s in other.content)
        if beside and around and any(parse.text[s.start] in '“"«' for s in other.content if overlaps(s, whole)):
            return True
    return False


def _inside(whole: Span, spans: Sequence[Span]) -> bool:
    return all(whole.start <= s.start and s.end <= whole.end for s in spans)


def _joined(spans: Sequence[Span], more: Span) -> list[Span]:
    return [*(s for s in spans if not (more.start <= s.start and s.end <= more.end)), more]
