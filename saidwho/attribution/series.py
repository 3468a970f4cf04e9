"""Several cues of one speaker in a row: “…, he said, and called it a crime”, “he did not say, but he promised …”."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from saidwho.attribution import clauses
from saidwho.attribution.cues import class_of
from saidwho.attribution.drafts import Draft, subtract_all
from saidwho.attribution.nouns import speaks
from saidwho.parsing import Parse
from saidwho.records import Span

SPOKEN = frozenset({"say", "accuse", "condemn", "deny", "confirm", "admit", "threaten", "plan", "order", "claim"})
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
        if _silent(inner) or _silent(outer) or parse.lower[outer.token] == "according":
            continue
        if parse.sent[inner.token] != parse.sent[outer.token] or inner.cue_class not in SPOKEN:
            continue
        _cut_contrast(parse, outer, inner)
        aside = _contrasted(parse, outer, inner) or _besides(parse, outer, inner)
        if aside is not None:
            last = parse.sents[parse.sent[inner.token]][1] - 1
            kept = subtract_all(outer.content, Span(parse.start[aside], parse.end[last]))
            outer.content = kept or outer.content
            continue
        if _all_of_them(parse, inner):
            inner.source, inner.reason = list(outer.source), None
        begin = _joined(parse, outer, inner)
        begin = _added(parse, outer, inner) if begin is None else begin
        if begin is None:
            continue
        inner.source, inner.reason = list(outer.source), None
        last = parse.sents[parse.sent[inner.token]][1] - 1
        kept = subtract_all(outer.content, Span(parse.start[begin], parse.end[last]))
        if kept:
            outer.content = kept


def _silent(draft: Draft) -> bool:
    return draft.cue.end == draft.cue.start


def quoted_as(parse: Parse, drafts: list[Draft]) -> None:
    """“The rate had been raised, the agency quoted her as saying”: the content stands before, the speaker is “her”.

    The agency relays it; a draft for whom it quotes is added. “…, as the agency quoted him” only relays.
    """
    spoken: list[Draft] = []
    for draft in drafts:
        if parse.lower[draft.token] in ("quoted", "cited") and parse.word[draft.token - 1] == ",":
            _passed_on(draft, drafts)
        if parse.lemma[draft.token] not in ("quote", "cite") or not draft.source or not draft.content:
            continue
        held = parse.tokens_in(draft.content[-1])
        before = _before_name(parse, draft)
        if before is None or held[0] < draft.token:
            continue
        saying = [parse.lower[k] for k in held[-2:]] == ["as", "saying"]
        if not saying and not _is_somebody(parse, held):
            continue
        told = parse.span(*before)
        if parse.pos[held[0]] == "PRON" and not saying:
            draft.content = [told]
            continue
        draft.content = [told]
        cue = parse.span(held[-1], held[-1]) if saying else Span(draft.cue.end, draft.cue.end)
        whom = parse.span(held[0], held[-3]) if saying and len(held) > 2 else parse.span(*_first_phrase(parse, held))
        inner = Draft(held[-1] if saying else held[0], cue, [whom], [told], "say", confidence=0.7)
        inner.relayed_by = draft.token
        spoken.append(inner)
    known = {d.token for d in drafts}
    drafts.extend(d for d in spoken if d.token not in known)


def _passed_on(draft: Draft, drafts: Sequence[Draft]) -> None:
    """“according to the army, quoted by the state agency”: the agency passes on what the army says."""
    for other in drafts:
        mine = other is not draft and other.source and draft.content and other.content
        if mine and other.source[0] == draft.content[0] and other.source[0].end <= draft.cue.start:
            draft.content = sorted([other.cue, *other.source, *other.content])
            for own in (draft.cue, *draft.source):
                draft.content = subtract_all(draft.content, own)
            return


def _before_name(parse: Parse, draft: Draft) -> tuple[int, int] | None:
    """First and last token of the clause that ends with a comma before the name of who quotes."""
    name = parse.tokens_in(draft.source[0])[0]
    first = parse.sents[parse.sent[draft.token]][0]
    if parse.lower[name - 1] == "as":
        name -= 1
    if name - first <= 3 or parse.word[name - 1] != ",":
        return None
    return (first, name - 2) if any(parse.tag[k] in (*FINITE, "MD") for k in range(first, name - 1)) else None


def _is_somebody(parse: Parse, held: range) -> bool:
    """What the verb holds begins with a person, by pronoun or noun, and not with words that are quoted."""
    last = _first_phrase(parse, held)[1]
    people = speaks(parse, last) or (parse.pos[last] == "PRON" and parse.lower[last] in ("him", "her", "them"))
    return people and not any(parse.word[k] in MARKS for k in held)


def _first_phrase(parse: Parse, held: range) -> tuple[int, int]:
    """The noun phrase that a stretch begins with, up to a comma, relative or preposition."""
    last = held[0]
    for k in held[1:]:
        if parse.word[k] == "," or parse.tag[k] in ("WP", "WDT", "IN") or parse.tag[k].startswith("V"):
            break
        last = k
    return held[0], last


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


def _cut_contrast(parse: Parse, outer: Draft, inner: Draft) -> None:
    """“…, a source said, while the army spoke of three dead”: the army's words are no part of the source's."""
    last = outer.content[-1]
    if not inner.source or (not _told_before(outer) and len(outer.content) < 2):
        return
    held = parse.tokens_in(last)
    if last.start < outer.cue.end or not held or parse.lower[held[0]] not in CONTRASTS | {"and"}:
        return
    own = parse.tokens_in(inner.source[0])
    if own and 0 <= own[0] - held[0] <= 1 and parse.pos[own[-1]] != "PRON" and inner.source[0].end <= inner.cue.start:
        outer.content = outer.content[:-1] or outer.content


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
    untold = parse.tag[inner.token] == "VBN" and clauses.child(parse, inner.token, "aux", "auxpass", "agent") is None
    after = untold and _told_before(outer) and clauses.child(parse, inner.token, "ccomp", "dobj", "prep") is not None
    if (
        bare
        or (parse.tag[inner.token] not in FINITE and not after)
        or class_of(parse.lemma[inner.token], "verb", "seem")
    ):
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
    if not _told_before(outer) and _goes_on(parse, outer, inner, conjunction):
        return conjunction
    return None


def _added(parse: Parse, outer: Draft, inner: Draft) -> int | None:
    """“He says Arland fired on the town, calling it a provocation”: the comma before the speaker's own remark."""
    i = inner.token
    comma = i - 1
    if parse.tag[i] != "VBG" or parse.word[comma] != "," or not inner.source or _told_before(outer):
        return None
    if clauses.is_citing(parse, i) or parse.lower[i] == "according":
        return None
    if not any(c.start <= parse.start[i] < c.end for c in outer.content) or _in_marks(parse, outer.token, i):
        return None
    verb = parse.head[i]
    told = any(class_of(parse.lemma[verb], "verb", frame) for frame in ("clause", "obj", "quote"))
    return comma if not told and outer.cue_class in SPOKEN and outer.token < verb < i else None


def _all_of_them(parse: Parse, inner: Draft) -> bool:
    """“A and B condemned it and all asked for an inquiry”: the same ones, taken together."""
    before = parse.tokens_in(inner.cue)[0] - 1
    return parse.lower[before] in ("all", "both") and parse.tag[before - 1] == "CC"


def _goes_on(parse: Parse, outer: Draft, inner: Draft, conjunction: int) -> bool:
    """“denied reports that its men fired, and promised to …”, “said he was shocked and called for …”.

    The parser hangs the second cue on what the first one holds; its own subject, if any, is another matter.
    """
    verb = inner.token
    if any(parse.dep[c] in ("nsubj", "nsubjpass") and c > outer.token for c in parse.children[verb]):
        return False
    if parse.tag[verb] not in ("VBD", "VBZ", "VBP") or _in_marks(parse, outer.token, conjunction):
        return False
    if parse.word[conjunction - 1] == "," and parse.lower[conjunction] in ("and", "but"):
        return _same_tense(parse, outer.token, verb)
    return _of_himself(parse, outer, inner) and _same_tense(parse, outer.token, verb)


def _of_himself(parse: Parse, outer: Draft, inner: Draft) -> bool:
    """The content begins with a pronoun that may mean its speaker, and the second cue is hung on that."""
    said_of = parse.tokens_in(inner.source[0]) if inner.source else ()
    if len(said_of) != 1 or parse.lower[said_of[0]] not in PRONOUNS:
        return False
    opening = parse.tokens_in(outer.content[0])[:3]
    many = any(parse.tag[k] in ("NNS", "NNPS") or parse.lower[k] == "they" for k in parse.tokens_in(outer.source[0]))
    return said_of[0] in opening and many == (parse.lower[said_of[0]] == "they")


def _in_marks(parse: Parse, first: int, last: int) -> bool:
    """An odd number of quotation marks stands between two tokens: the second is inside a quotation."""
    return sum(parse.word[k] in MARKS for k in range(first, last)) % 2 == 1


def _same_tense(parse: Parse, a: int, b: int) -> bool:
    """Past beside past or perfect, present beside present."""
    past = ("VBD", "VBN")
    return (parse.tag[a] in past) == (parse.tag[b] in past)


def _told_before(outer: Draft) -> bool:
    return outer.content[0].end <= outer.cue.start


def _follows(parse: Parse, outer: Draft, conjunction: int) -> bool:
    """Nothing but a comma and a few circumstances stands between the first cue and the conjunction."""
    return not any(parse.tag[k] in FINITE for k in range(outer.token + 1, conjunction))
