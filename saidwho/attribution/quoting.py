"""Whose quotation is it? Joins quoted stretches to cues beside them, and lets quotations run on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from saidwho.attribution.drafts import Draft, holds, join, overlaps, subtract, trim
from saidwho.attribution.quotes import Quote
from saidwho.attribution.verbs import quote_cue
from saidwho.parsing import Parse
from saidwho.records import Article, Quotation, Span

REACH_AFTER, REACH_BEFORE = 20, 45
"""Tokens from a quotation to its cue: “…,” said X stands close; X told Y on Monday at Z: “…” may be long."""
NEAR = 5000
"""Characters between a cue and the end of what it introduces, at most."""
_END = re.compile(r"[.!?]")


def attach_quotes(parse: Parse, article: Article, drafts: list[Draft], quotes: Sequence[Quote]) -> list[Draft]:
    """The drafts with the quotations that are theirs, and new ones for quotations with a cue of their own."""
    by_token = {d.token: d for d in drafts}
    owner: dict[int, Draft] = {}
    for known in drafts:
        _unquote_source(parse, known, quotes)
    _extend(article, drafts, quotes, owner)
    spoken = sorted((d.cue.start, d.token) for d in drafts)
    for number, quote in enumerate(quotes):
        if number in owner or quote.is_short or _inside_content(by_token, spoken, quote):
            continue
        token = _cue_beside(parse, quotes, number)
        draft = None
        if token is not None:
            draft = by_token.get(token) or quote_cue(parse, token)
            if draft is not None:
                _unquote_source(parse, draft, quotes)
        if draft is not None and not overlaps(draft.cue, quote.span):
            if draft.token not in by_token:
                by_token[draft.token] = draft
                drafts.append(draft)
            draft.content = join([*draft.content, quote.span], article.text)
        else:
            draft = _carried_on(article, quotes, number, owner)
            if draft is None:
                draft = _without_speaker(parse, quote)
                if draft is None:
                    continue
                drafts.append(draft)
            else:
                draft.content = join([*draft.content, quote.span], article.text)
        owner[number] = draft
        draft.quoted.append(number)
    _join_openers(article, quotes, owner)
    return [d for d in drafts if d.content]


def _unquote_source(parse: Parse, draft: Draft, quotes: Sequence[Quote]) -> None:
    """“"The findings point to them", he says”: what is quoted is no speaker, whatever the parse says."""
    if not draft.source or not parse.tag[draft.token].startswith("V"):
        return
    near = bisect_left(quotes, draft.source[0].start + 1, key=lambda q: q.span.start) - 1
    if near < 0 or quotes[near].is_short:
        return
    quote = quotes[near].span
    if not draft.source[0].end <= quote.end <= draft.cue.start:
        return
    between = [k for k in parse.tokens_in(Span(quote.end, draft.cue.start)) if parse.word[k][0].isalnum()]
    named = any(parse.pos[k] in ("PRON", "NOUN", "PROPN") for k in between)
    if named and not any(parse.tag[k].startswith("V") for k in between):
        after = [s for s in draft.content if s.start >= draft.cue.end]
        draft.source, draft.content = [parse.span(between[0], between[-1])], [quote, *after]
    else:
        draft.source, draft.reason = [], "no speaker named beside the cue"


def _join_openers(article: Article, quotes: Sequence[Quote], owner: dict[int, Draft]) -> None:
    """A paragraph's quotation left open belongs to who is named with the quotation of the next paragraph."""
    for number in range(len(quotes) - 2, -1, -1):
        quote, after = quotes[number], quotes[number + 1]
        mine, theirs = owner.get(number), owner.get(number + 1)
        opens = after.span.start <= article.paragraphs[after.para].span.start + 1
        if quote.closed or not opens or after.para != quote.para + 1 or theirs is None or mine is theirs:
            continue
        if theirs.source and (mine is None or not mine.source):
            theirs.content = join([*theirs.content, quote.span], article.text)
            if mine is not None:
                mine.content = []
            owner[number] = theirs


def _extend(article: Article, drafts: Sequence[Draft], quotes: Sequence[Quote], owner: dict[int, Draft]) -> None:
    """A content that reaches into a quotation takes it whole, when the cue stands outside."""
    at = 0
    for draft in sorted(drafts, key=lambda d: d.content[0].start if d.content else 0):
        while at < len(quotes) and draft.content and quotes[at].span.end < draft.content[0].start - 500:
            at += 1
        for number in range(at, len(quotes)):
            quote = quotes[number]
            if not draft.content or quote.span.start > draft.content[-1].end:
                break
            if overlaps(quote.span, draft.cue) or not any(overlaps(quote.span, c) for c in draft.content):
                continue
            if any(overlaps(quote.span, s) for s in draft.source):
                continue
            draft.content = join([*draft.content, quote.span], article.text)
            draft.quoted.append(number)
            if number not in owner or len(draft.content) < len(owner[number].content):
                owner.setdefault(number, draft)


def _inside_content(by_token: dict[int, Draft], spoken: Sequence[tuple[int, int]], quote: Quote) -> bool:
    """Quoted words in the middle of somebody's reported speech. `spoken`: (offset, token) of each cue, sorted."""
    first = bisect_left(spoken, (quote.span.start - NEAR, 0))
    last = bisect_left(spoken, (quote.span.start + NEAR, 0))
    return any(holds(by_token[token].content, quote.span) for _, token in spoken[first:last])


def _cue_beside(parse: Parse, quotes: Sequence[Quote], number: int) -> int | None:
    quote = quotes[number]
    tokens = parse.tokens_in(quote.span)
    if not tokens:
        return None
    text = parse.text
    inner = text[quote.span.start : quote.span.end].rstrip("”»\"'’ ")
    after = text[quote.span.end : quote.span.end + 2].strip()
    before = text[max(0, quote.span.start - 3) : quote.span.start].strip()
    after_cue = _scan(parse, quotes, number, range(tokens[-1] + 1, tokens[-1] + 1 + REACH_AFTER))
    if after_cue is not None and inner.endswith(".") and not inner.endswith("..."):
        after_cue = None if not after[:1].islower() else after_cue
    before_cue = _scan(parse, quotes, number, range(tokens[0] - 1, tokens[0] - 1 - REACH_BEFORE, -1))
    if before.endswith((":", ",")) and before_cue is not None and not inner.endswith(","):
        return before_cue
    if after_cue is not None:
        return after_cue
    return before_cue


def _scan(parse: Parse, quotes: Sequence[Quote], number: int, way: range) -> int | None:
    """The first verb that can introduce a quotation, walking away from it within the sentence and the paragraph."""
    quote = quotes[number]
    for i in way:
        if not 0 <= i < len(parse) or parse.para[i] != quote.para:
            return None
        if parse.word[i] in (".", "!", "?", "”", "“", '"', "''", "``"):
            if parse.word[i] in ("”", '"', "''", "“", "``") and abs(i - way[0]) == 0:
                continue
            return None
        if quote_cue(parse, i) is not None and not _in_quote(parse, quotes, number, i):
            return i
    return None


def _in_quote(parse: Parse, quotes: Sequence[Quote], number: int, i: int) -> bool:
    near = quotes[max(0, number - 1) : number + 2]
    return any(overlaps(q.span, parse.span(i, i)) for q in near)


def _carried_on(article: Article, quotes: Sequence[Quote], number: int, owner: dict[int, Draft]) -> Draft | None:
    """The attribution of the quotation before: one that runs on, or “A,” he said. “B.”"""
    if number == 0 or number - 1 not in owner:
        return None
    quote, last = quotes[number], quotes[number - 1]
    draft = owner[number - 1]
    if quote.para == last.para:
        between = article.text[last.span.end : quote.span.start]
        return draft if len(_END.findall(between)) <= 1 else None
    opens = quote.span.start <= article.paragraphs[quote.para].span.start + 1
    closes = not article.text[last.span.end : article.paragraphs[last.para].span.end].strip(" .,")
    if quote.para == last.para + 1 and opens and (not last.closed or closes or _ends_with(article, draft, last)):
        return draft
    return None


def _ends_with(article: Article, draft: Draft, last: Quote) -> bool:
    """The paragraph of the quotation before ends with its cue."""
    rest = article.text[max(last.span.end, draft.cue.end) : article.paragraphs[last.para].span.end]
    return len(rest.split()) <= 8


def _without_speaker(parse: Parse, quote: Quote) -> Draft | None:
    tokens = parse.tokens_in(quote.span)
    inner = parse.text[quote.span.start : quote.span.end].strip("“”„«»`'\"‘’ ")
    if not tokens or quote.words < 6 or not inner[:1].isupper() or not inner.endswith((".", "!", "?", "…", ",")):
        return None
    mark = Span(quote.span.start, quote.span.start)
    return Draft(
        tokens[0], mark, [], [quote.span], "say", reason="quotation without a speaker beside it", confidence=0.4
    )


def quotation_of(article: Article, draft: Draft, quotes: Sequence[Quote]) -> Quotation:
    """Direct, indirect or mixed: how much of the content stands in quotation marks."""
    first = max(0, bisect_left(quotes, draft.content[0].start, key=lambda q: q.span.start) - 1)
    last = bisect_left(quotes, draft.content[-1].end, key=lambda q: q.span.start)
    marked = [q.span for q in quotes[first:last] if any(overlaps(q.span, c) for c in draft.content)]
    if not marked:
        return "indirect"
    rest = [p for c in draft.content for p in subtract(c, marked)]
    left = [
        t for p in rest if (t := trim(article.text, p)) and any(ch.isalnum() for ch in article.text[t.start : t.end])
    ]
    if not left:
        return "direct"
    return "mixed"
