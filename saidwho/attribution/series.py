"""Several cues of one speaker in a row: “…, he said, and called it a crime”, “he did not say, but he promised …”."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from saidwho.attribution.cues import class_of
from saidwho.attribution.drafts import Draft, subtract_all
from saidwho.parsing import Parse
from saidwho.records import Span

SPOKEN = frozenset({"say", "accuse", "condemn", "deny", "confirm", "threaten", "plan", "order", "claim"})
CONTRASTS = frozenset({"while", "whereas", "but", "though", "although"})
MARKS = frozenset({"“", "”", '"', "''", "``", "«", "»"})
NEAR = 4
"""Tokens from a cue to the conjunction behind its comma (“…, he said on Monday, and …”)."""
PRONOUNS = frozenset({"he", "she", "they", "it"})
FINITE = ("VBD", "VBZ", "VBP", "VB")


def part_speech(parse: Parse, drafts: Sequence[Draft]) -> None:
    """Takes what a speaker says with a second cue out of what the first one holds, and gives the second its source."""
    order = sorted(drafts, key=lambda d: d.cue)
    for outer, inner in pairwise(order):
        if not outer.source or not outer.content or inner.token <= outer.token:
            continue
        if inner.cue.end == inner.cue.start or parse.lower[outer.token] == "according":
            continue
        if parse.sent[inner.token] != parse.sent[outer.token] or inner.cue_class not in SPOKEN:
            continue
        aside = _contrasted(parse, outer, inner) or _besides(parse, outer, inner)
        if aside is not None:
            last = parse.sents[parse.sent[inner.token]][1] - 1
            kept = subtract_all(outer.content, Span(parse.start[aside], parse.end[last]))
            outer.content = kept or outer.content
            continue
        begin = _joined(parse, outer, inner)
        if begin is None:
            continue
        inner.source, inner.reason = list(outer.source), None
        last = parse.sents[parse.sent[inner.token]][1] - 1
        kept = subtract_all(outer.content, Span(parse.start[begin], parse.end[last]))
        if kept:
            outer.content = kept


def quoted_as(parse: Parse, drafts: Sequence[Draft]) -> None:
    """“The rate had been raised, the agency quoted her as saying.”: the content stands before, the speaker is “her”."""
    for draft in drafts:
        if parse.lemma[draft.token] != "quote" or not draft.source or not draft.content:
            continue
        held = parse.tokens_in(draft.content[-1])
        if [parse.lower[k] for k in held[-2:]] != ["as", "saying"]:
            continue
        name = parse.tokens_in(draft.source[0])[0]
        first = parse.sents[parse.sent[draft.token]][0]
        if name - first > 3 and parse.word[name - 1] == ",":
            draft.content = [parse.span(first, name - 2)]


def _contrasted(parse: Parse, outer: Draft, inner: Draft) -> int | None:
    """“A said it was a rocket, while B blamed a strike”: the comma before what B says, which A has not said."""
    if not inner.source or not outer.content or outer.content[0].start < outer.cue.end:
        return None
    first = parse.tokens_in(inner.source[0])[0]
    comma = first - 2
    if comma <= outer.token or parse.word[comma] != "," or parse.lower[first - 1] not in CONTRASTS:
        return None
    if parse.pos[first] == "PRON" or (inner.content and inner.content[0].start < inner.cue.start):
        return None
    marks = sum(parse.word[k] in MARKS for k in parse.tokens_in(Span(outer.content[0].start, parse.start[comma])))
    return None if marks % 2 else comma


def _besides(parse: Parse, outer: Draft, inner: Draft) -> int | None:
    """“…, police say, and in a video the leader says …”: the conjunction before what the leader says."""
    if not inner.source or not _told_before(outer) or not outer.cue.end <= inner.source[0].start < inner.cue.start:
        return None
    first, after = parse.tokens_in(inner.source[0])[0], parse.tokens_in(outer.cue)[-1] + 1
    joined = next((k for k in range(after, min(first, after + NEAR)) if parse.tag[k] == "CC"), None)
    last = parse.tokens_in(inner.source[0])[-1]
    if joined is None or parse.pos[last] == "PRON" or parse.dep[inner.token] not in ("conj", "ROOT"):
        return None
    quoted = any(parse.word[k] in MARKS for k in range(after, joined))
    return joined if parse.word[joined - 1] == "," and not quoted else None


def _joined(parse: Parse, outer: Draft, inner: Draft) -> int | None:
    """The conjunction before the second cue, where the second cue goes on with the first one's speaker."""
    first = parse.tokens_in(inner.cue)[0]
    bare = parse.tag[inner.token] == "VB" and any(parse.dep[c] == "aux" for c in parse.children[inner.token])
    if bare or parse.tag[inner.token] not in FINITE or class_of(parse.lemma[inner.token], "verb", "seem"):
        return None
    if not any(c.start <= parse.start[first] < c.end for c in outer.content):
        return None
    own = parse.lower[first - 1] in PRONOUNS
    conjunction = first - 2 if own else first - 1
    if conjunction <= outer.token or parse.tag[conjunction] != "CC":
        return None
    if own:
        before = parse.tokens_in(outer.source[0])
        same = parse.lower[before[-1]] == parse.lower[first - 1]
        return conjunction if same and _told_before(outer) else None
    if inner.source == outer.source or (_told_before(outer) and _follows(parse, outer, conjunction)):
        return conjunction
    return None


def _told_before(outer: Draft) -> bool:
    return outer.content[0].end <= outer.cue.start


def _follows(parse: Parse, outer: Draft, conjunction: int) -> bool:
    """Nothing but a comma and a few circumstances stands between the first cue and the conjunction."""
    return not any(parse.tag[k] in FINITE for k in range(outer.token + 1, conjunction))
