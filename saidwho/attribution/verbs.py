"""Verbs that introduce an attribution: “said that”, “vowed to”, “hailed X as”, “were reported killed”."""

from __future__ import annotations

from collections.abc import Iterator

from saidwho.attribution import clauses
from saidwho.attribution.clauses import Frame
from saidwho.attribution.cues import class_of, lemmas
from saidwho.attribution.drafts import Draft, subtract, trim
from saidwho.attribution.tails import later_that, subject_before
from saidwho.parsing import Parse
from saidwho.records import CueClass, Span

ADDRESSED = frozenset({"tell", "promise", "assure"})
"""Verbs whose object is who is spoken to, never part of what is said."""
NAMING = frozenset({"call", "name", "dub", "know", "label", "term", "title"})
"""Behind a noun these give its name (“a group called …”)."""
NOBODY = frozenset({"no", "none", "nobody", "neither", "nothing"})
FRAMES = ("clause", "inf", "objprep", "prep", "obj")
PASSIVE_REPORT = frozenset({"say", "report", "claim", "accuse", "believe", "confirm", "plan"})


def find_verbs(parse: Parse) -> Iterator[Draft]:
    """Every verb cue with its content in its own sentence. Quotations are joined to them afterwards."""
    known = lemmas()["verb"]
    for i in range(len(parse)):
        if parse.lemma[i] in known and parse.tag[i].startswith("V"):
            if parse.dep[i] in ("advcl", "relcl", "acl") and parse.tag[i] == "VB" and _is_purpose(parse, i):
                continue
            if class_of(parse.lemma[i], "verb", "seem") is not None:
                draft = _seems(parse, i)
                if draft is not None:
                    yield draft
                continue
            draft = _passive(parse, i) if clauses.is_passive(parse, i) else _active(parse, i)
            if draft is not None:
                yield draft


def _is_purpose(parse: Parse, i: int) -> bool:
    """“came to confirm the end of …”: an aim, nothing said."""
    return parse.dep[i] == "advcl" and any(parse.tag[c] == "TO" for c in parse.children[i])


def _seems(parse: Parse, i: int) -> Draft | None:
    """“appears to have been hit”, “it seems that …”: a guess that nobody owns."""
    what = clauses.child(parse, i, "xcomp", "ccomp", "oprd")
    if what is None or what < i or (parse.dep[what] == "xcomp" and parse.tag[what] == "VBG"):
        return None
    draft = _draft(parse, i, "believe", None, "nobody is said to think so")
    head = clauses.subject(parse, i)
    spans = [parse.span(parse.left[what], parse.right[what])]
    if head is not None and head < i and parse.lower[head] != "it" and parse.right[head] < i:
        spans.insert(0, parse.span(parse.left[head], parse.right[head]))
    draft.content = spans
    return draft


def quote_cue(parse: Parse, i: int) -> Draft | None:
    """The draft of a verb that can introduce a quotation, with no content yet."""
    cue_class = class_of(parse.lemma[i], "verb", "quote")
    if cue_class is None or not parse.tag[i].startswith("V"):
        return None
    passive = clauses.is_passive(parse, i)
    head = clauses.agent(parse, i) if passive else _speaker(parse, i)
    if not passive and head is None:
        head = clauses.inverted_subject(parse, i)
    return _draft(parse, i, cue_class, head, None if head is not None else "no speaker named beside the cue")


def frames_of(parse: Parse, i: int) -> Iterator[Frame]:
    """The frames of a verb with the tokens of their content, the most telling first."""
    clause = _complement(parse, i)
    if clause is not None:
        yield clause
    for c in parse.children[i]:
        if parse.dep[c] == "xcomp" and parse.tag[c] == "VB" and c > i:
            told = clauses.child(parse, i, "dobj")
            whom = told is not None and i < told < c and parse.lemma[i] not in ADDRESSED
            yield Frame("inf", parse.left[told] if told is not None and whom else parse.left[c], parse.right[c])
            break
    thing = clauses.child(parse, i, "dobj")
    if thing is None:
        thing = next(
            (c for c in parse.children[i] if parse.dep[c] in ("xcomp", "pcomp", "ccomp") and _is_gerund(parse, c)), None
        )
    preps = [c for c in parse.children[i] if parse.dep[c] == "prep" and c > i and parse.children[c]]
    if thing is not None and thing > i:
        last = max(
            [parse.right[thing], *(parse.right[p] for p in preps if parse.lemma[p] in ("of", "for", "as", "with"))]
        )
        if any(parse.lemma[p] in ("of", "for", "with") for p in preps):
            yield Frame("objprep", parse.left[thing], last)
        yield Frame("obj", parse.left[thing], last)
    for p in preps:
        yield Frame(f"prep:{parse.lemma[p]}", parse.left[min(parse.children[p])], parse.right[p])


def _complement(parse: Parse, i: int) -> Frame | None:
    for c in parse.children[i]:
        if parse.dep[c] == "ccomp" and not (c > i and _is_gerund(parse, c)):
            return Frame("clause", _from_that(parse, c) if c > i else parse.left[c], parse.right[c])
    later = later_that(parse, i)
    if later is not None:
        return Frame("clause", *later)
    if parse.dep[i] in ("parataxis", "dep") and parse.head[i] != i and parse.tag[parse.head[i]].startswith("V"):
        head = parse.head[i]
        return Frame("clause", parse.left[head], parse.right[head])
    return None


def _is_gerund(parse: Parse, c: int) -> bool:
    """“denied having …”: no clause but a thing denied."""
    return parse.tag[c] == "VBG" and clauses.child(parse, c, "aux", "auxpass", "mark", "nsubj") is None


def _from_that(parse: Parse, c: int) -> int:
    """A complement begins with its “that”, whatever the parser hangs before it (“told reporters that …”)."""
    mark = next((k for k in parse.children[c] if parse.lower[k] in ("that", "whether") and k < c), None)
    return mark if mark is not None else parse.left[c]


def _active(parse: Parse, i: int) -> Draft | None:
    lemma = parse.lemma[i]
    for frame in frames_of(parse, i):
        cue_class = class_of(lemma, "verb", frame.name)
        if cue_class is None:
            continue
        head = _speaker(parse, i)
        if head is None and frame.first < i:
            head = clauses.inverted_subject(parse, i)
        if head is not None and _is_nobody(parse, head):
            return None
        reason = None if head is not None else "no subject"
        draft = _draft(parse, i, cue_class, head, reason)
        if frame.name.startswith("prep:"):
            draft.cue = Span(draft.cue.start, parse.end[_prep(parse, i, frame)])
        if head is None and (name := subject_before(parse, i)) is not None:
            draft.source, draft.reason, draft.confidence = [parse.span(*name)], None, 0.7
        draft.content = _content(parse, i, frame, draft)
        if draft.content and (draft.source or frame.name == "clause"):
            return draft
    return None


def _prep(parse: Parse, i: int, frame: Frame) -> int:
    prep = next(c for c in parse.children[i] if parse.dep[c] == "prep" and f"prep:{parse.lemma[c]}" == frame.name)
    return prep if prep == i + 1 or (prep == i + 2 and parse.dep[i + 1] in ("prt", "advmod")) else i


def _speaker(parse: Parse, i: int) -> int | None:
    head = clauses.subject(parse, i)
    if head is None or parse.dep[head] in ("expl", "csubj"):
        return None
    if parse.lower[head] in ("there", "this", "that", "what", "which") and parse.dep[head] != "nsubj":
        return None
    return head


def _is_nobody(parse: Parse, head: int) -> bool:
    return parse.lower[head] in NOBODY or any(parse.lower[c] in NOBODY for c in parse.children[head] if c < head)


def _draft(parse: Parse, i: int, cue_class: CueClass, head: int | None, reason: str | None) -> Draft:
    first, last = clauses.verb_group(parse, i)
    source = []
    if head is not None:
        source = [parse.span(*clauses.phrase(parse, head, stop=i))]
    return Draft(
        token=i,
        cue=parse.span(first, last),
        source=source,
        content=[],
        cue_class=_class(parse, i, cue_class),
        negated=clauses.is_negated(parse, i),
        reason=reason,
        confidence=0.85 if source else 0.5,
    )


def _class(parse: Parse, i: int, cue_class: CueClass) -> CueClass:
    """“could not confirm” is no confirmation."""
    if parse.lemma[i] in ("verify", "confirm", "corroborate") and clauses.is_negated(parse, i):
        return "unverified"
    return cue_class


def _content(parse: Parse, i: int, frame: Frame, draft: Draft) -> list[Span]:
    """The frame's words without cue and source; before the cue it reaches back to the beginning of the clause."""
    whole = parse.span(frame.first, frame.last)
    parts = subtract(whole, [draft.cue, *draft.source, *_own_words(parse, i, frame)])
    kept = [
        t for part in parts if (t := trim(parse.text, part)) and any(c.isalnum() for c in parse.text[t.start : t.end])
    ]
    return kept


def _own_words(parse: Parse, i: int, frame: Frame) -> list[Span]:
    """Where the cue hangs below its content, the words around the cue that are its own (“he said on Sunday”)."""
    if not frame.first <= i <= frame.last:
        return []
    return [parse.span(parse.left[i], parse.right[i])]


def _passive(parse: Parse, i: int) -> Draft | None:
    """“is said to …”, “were reported killed”, “it was reported that …”, “strikes reported against …”."""
    lemma = parse.lemma[i]
    cue_class = class_of(lemma, "verb", "passive") or class_of(lemma, "verb", "clause")
    if parse.dep[i] == "acl" and lemma in NAMING:
        return None
    told = clauses.child(parse, i, "nsubjpass")
    by = clauses.agent(parse, i)
    if cue_class is None:
        cue_class = class_of(lemma, "verb", "obj")
        if cue_class is None or cue_class not in ("confirm", "deny", "claim", "condemn", "unverified", "report"):
            return None
        if by is None and not (clauses.is_negated(parse, i) and cue_class in ("confirm", "claim", "unverified")):
            return None
    if by is None and lemma in ("quote", "cite") and clauses.child(parse, i, "prep") is not None:
        return None
    draft = _draft(parse, i, cue_class, by, None if by is not None else "passive without an agent")
    holes = [draft.cue, *draft.source]
    if by is not None:
        prep = parse.head[by]
        holes.append(parse.span(parse.left[prep], parse.right[prep]))
    if told is None and parse.dep[i] == "acl":
        told = parse.head[i]
    if told is not None and parse.lower[told] != "it":
        first = parse.left[told] if parse.dep[i] != "acl" else min(parse.left[told], i)
        last = max((parse.right[c] for c in parse.children[i] if c > i and _belongs(parse, c)), default=i)
        spans = subtract(parse.span(min(first, i), max(last, i, told)), holes)
    else:
        clause = _complement(parse, i)
        if clause is None:
            return None
        spans = subtract(parse.span(clause.first, clause.last), holes)
    draft.content = [
        t for s in spans if (t := trim(parse.text, s)) and any(c.isalnum() for c in parse.text[t.start : t.end])
    ]
    return draft if draft.content else None


def _belongs(parse: Parse, c: int) -> bool:
    """What follows a passive cue and is part of what is said."""
    return parse.dep[c] in ("xcomp", "ccomp", "oprd", "prep", "attr", "acomp", "npadvmod", "dobj", "advmod", "dep")
