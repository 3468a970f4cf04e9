"""Verbs that introduce an attribution: “said that”, “vowed to”, “hailed X as”, “were reported killed”."""

from __future__ import annotations

from collections.abc import Iterator

from saidwho.attribution import clauses
from saidwho.attribution.clauses import Frame
from saidwho.attribution.cues import class_of, lemmas
from saidwho.attribution.drafts import Draft, subtract, trim
from saidwho.attribution.frames import ADDRESSED, complement, frames_of
from saidwho.attribution.reduced import is_reduced, main_verb
from saidwho.attribution.tails import goes_with, parted, subject_before
from saidwho.attribution.unsaid import is_deed
from saidwho.parsing import Parse
from saidwho.records import CueClass, Span

NAMING = frozenset({"call", "name", "dub", "know", "label", "term", "title"})
"""Behind a noun these give its name (“a group called …”)."""
SHY = frozenset({"request", "want", "wish", "decline", "refuse", "ask", "prefer", "like"})
UNSAID = frozenset({"perceive", "believe", "plan"})
"""Classes that need somebody whose mind it is."""
MARKS = frozenset({"”", '"', "''", "»", ","})
BARE = frozenset({"VBG", "VB"})
NOBODY = frozenset({"no", "none", "nobody", "neither", "nothing"})
FRAMES = ("clause", "inf", "objprep", "prep", "obj")


def find_verbs(parse: Parse) -> Iterator[Draft]:
    """Every verb cue with its content in its own sentence. Quotations are joined to them afterwards."""
    known = lemmas()["verb"]
    for i in range(len(parse)):
        if parse.lemma[i] in known and parse.tag[i].startswith("V"):
            if parse.dep[i] in ("advcl", "relcl", "acl") and parse.tag[i] == "VB" and _is_purpose(parse, i):
                continue
            if clauses.is_citing(parse, i) or _is_inquiry(parse, i) or is_deed(parse, i):
                continue
            if class_of(parse.lemma[i], "verb", "seem") is not None:
                draft = _seems(parse, i)
                if draft is not None:
                    yield draft
                continue
            draft = _passive(parse, i) if clauses.is_passive(parse, i) or is_reduced(parse, i) else _active(parse, i)
            if draft is not None:
                yield draft


def _is_inquiry(parse: Parse, i: int) -> bool:
    """“asked him to find out what happened”: nothing found yet, nothing said."""
    out = clauses.child(parse, i, "prt")
    return parse.lemma[i] == "find" and parse.tag[i] == "VB" and out is not None


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
    if cue_class is not None and parse.lower[i] == "read" and parse.pos[i] == "NOUN":
        first = next((k + 1 for k in range(i - 1, parse.left[i] - 1, -1) if parse.word[k] in MARKS), parse.left[i])
        return (
            Draft(i, parse.span(i, i), [parse.span(first, i - 1)], [], cue_class, confidence=0.7) if first < i else None
        )
    if cue_class is None or not parse.tag[i].startswith("V") or (parse.lemma[i] == "go" and parse.tag[i] in BARE):
        return None
    passive = clauses.is_passive(parse, i)
    head = clauses.agent(parse, i) if passive else _speaker(parse, i)
    if not passive and head is None and parse.lemma[i] != "tell":
        head = clauses.inverted_subject(parse, i)
    draft = _draft(parse, i, cue_class, head, None if head is not None else "no speaker named beside the cue")
    if not passive and head is None and (name := subject_before(parse, i)) is not None:
        draft.source, draft.reason, draft.confidence = [parse.span(*name)], None, 0.7
    return draft


def _active(parse: Parse, i: int) -> Draft | None:
    lemma = parse.lemma[i]
    own = clauses.child(parse, i, "nsubj")
    if own is not None and (parse.ent[own] in ("DATE", "TIME") or _names(parse, i, own)):
        return None
    for frame in frames_of(parse, i):
        cue_class = class_of(lemma, "verb", frame.name)
        if cue_class is None or (cue_class in UNSAID and frame.last < i and parse.dep[i] == "relcl"):
            continue
        if frame.last < i and goes_with(parse, i, parse.sents[parse.sent[i]][1]):
            continue
        head = _speaker(parse, i)
        if head is None and frame.first < i and lemma not in ("tell", "ask"):
            head = clauses.inverted_subject(parse, i)
        if head is not None and (_is_nobody(parse, head) or _is_shy(parse, i, head) or _is_compared(parse, i, head)):
            return None
        if head is not None and (_is_thing(parse, i, head) or _is_made(parse, i)):
            return None
        if lemma == "ask" and frame.name == "clause" and clauses.is_question(parse, frame.first):
            cue_class = "ask"
        reason = None if head is not None else "no subject"
        draft = _draft(parse, i, cue_class, head, reason)
        if frame.name.startswith("prep:"):
            draft.cue = Span(draft.cue.start, parse.end[_prep(parse, i, frame)])
        if (head is None or parted(parse, head, i)) and (name := subject_before(parse, i)) is not None:
            draft.source, draft.reason, draft.confidence = [parse.span(*name)], None, 0.7
        colon = next((k for k in range(frame.first, i) if parse.word[k] in (":", ";")), None)
        if colon is not None and frame.last > i:
            frame = Frame(frame.name, colon + 1, frame.last)
        draft.content = _content(parse, i, frame, draft)
        if i + 2 < len(parse) and parse.word[i + 1] == ":" and draft.content and frame.last < i:
            draft.content.append(parse.span(i + 2, parse.sents[parse.sent[i + 2]][1] - 1))
        nobody = frame.name == "clause" or _opens_asked(parse, i)
        if draft.content and (draft.source or (nobody and cue_class not in UNSAID)):
            return draft
    return None


def _prep(parse: Parse, i: int, frame: Frame) -> int:
    prep = next(c for c in parse.children[i] if parse.dep[c] == "prep" and parse.lemma[c] == frame.name.split(":")[1])
    return prep if prep == i + 1 or (prep == i + 2 and parse.dep[i + 1] in ("prt", "advmod")) else i


def _names(parse: Parse, i: int, own: int) -> bool:
    """“His charity, called the Harbour Fund, will …”: a name, nothing said."""
    if parse.lemma[i] not in NAMING or own >= i - 1 or parse.word[i - 1] != ",":
        return False
    rest = range(i + 1, parse.sents[parse.sent[i]][1] - 1)
    return any(parse.word[k] == "," and parse.tag[k + 1] in ("MD", "VBD", "VBZ", "VBP") for k in rest)


def _opens_asked(parse: Parse, i: int) -> bool:
    """“Asked about the raid, Ann Lee said …”: whoever asked is not named."""
    first = parse.sents[parse.sent[i]][0]
    alone = clauses.child(parse, i, *clauses.SUBJECTS) is None
    return parse.lower[i] == "asked" and alone and i - first <= 1 and parse.lower[first] in ("asked", "when", "“")


def _speaker(parse: Parse, i: int) -> int | None:
    if _opens_asked(parse, i):
        return None
    head = clauses.subject(parse, i)
    if head is not None and parse.dep[i] == "acl" and head == parse.head[i] and parse.dep[head] == "dobj":
        verb = parse.head[head]
        if class_of(parse.lemma[verb], "light", "obj") is not None and parse.lemma[head] in lemmas()["noun"]:
            head = clauses.subject(parse, verb)
    if head is None or parse.dep[head] in ("expl", "csubj"):
        return None
    if "more" in (parse.lower[head], *parse.lower[head + 1 : head + 2]) and "than" in parse.lower[head : head + 4]:
        return None
    if parse.lower[head] == "it" and parse.dep[i] == "xcomp" and _is_impersonal(parse, parse.head[i]):
        return None
    if parse.lower[head] in ("there", "this", "that", "what", "which") and parse.dep[head] != "nsubj":
        return None
    return head


def _is_impersonal(parse: Parse, i: int) -> bool:
    """“it was not possible to …”, “it is hard to …”."""
    return parse.pos[i] == "ADJ" or clauses.child(parse, i, "acomp") is not None


def _is_nobody(parse: Parse, head: int) -> bool:
    return parse.lower[head] in NOBODY or any(parse.lower[c] in NOBODY for c in parse.children[head] if c < head)


def _is_compared(parse: Parse, i: int, head: int) -> bool:
    """“two more than the ministry has reported”: a comparison; “said themselves”: nobody else than who is named."""
    before = parse.lower[max(parse.sents[parse.sent[i]][0], parse.left[head] - 2) : head]
    return "than" in before or parse.lower[head].endswith(("selves", "self"))


def _is_thing(parse: Parse, i: int, head: int) -> bool:
    """“One, says Y”, “rumours, some of which speak of …”, “who calls himself X”, “nor denied”: nobody says that."""
    if parse.tag[head] == "CD" and head + 2 == i and parse.word[head + 1] == ",":
        return True
    if parse.lower[i - 1] == "nor" and "neither" in parse.lower[max(head, i - 5) : i]:
        return True
    if parse.lower[head + 1 : head + 3] == ["of", "which"]:
        return True
    own = ([w] for w in ("himself", "herself", "itself", "themselves"))
    return parse.lemma[i] in NAMING and parse.lower[i + 1 : i + 2] in own


def _is_made(parse: Parse, i: int) -> bool:
    """“a letter in which the Front is made to say …”: words put into somebody's mouth."""
    verb = parse.head[i]
    return parse.tag[i] == "VB" and parse.lower[verb] == "made" and clauses.child(parse, verb, "nsubjpass") is not None


def _is_shy(parse: Parse, i: int, head: int) -> bool:
    """“an officer who did not want to be named” says nothing by that."""
    return parse.lower[head] == "who" and parse.lemma[i] in SHY


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
        negated=clauses.is_negated(parse, i) or (parse.dep[i] == "xcomp" and clauses.is_negated(parse, parse.head[i])),
        reason=reason,
        confidence=0.85 if source else 0.5,
    )


def _class(parse: Parse, i: int, cue_class: CueClass) -> CueClass:
    """“could not confirm” is no confirmation."""
    checked = parse.lemma[i] in ("verify", "confirm", "corroborate")
    if checked and (clauses.is_negated(parse, i) or (parse.dep[i] == "xcomp" and _is_impersonal(parse, parse.head[i]))):
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


def _charge(parse: Parse, by: int) -> int | None:
    """“are accused by the UN of abuses”: the “of” that the parser hangs on the accuser."""
    of = next((c for c in parse.children[by] if c == by + 1 and parse.lower[c] == "of"), None)
    return of if of is not None and (parse.pos[by] == "PROPN" or _of_deed(parse, of)) else None


def _of_deed(parse: Parse, of: int) -> bool:
    """“accused by the opposition of having ordered it”: behind “of” stands a deed, no body."""
    return clauses.child(parse, of, "pcomp") is not None


_ANSWERED = frozenset({"confirm", "admit", "deny", "claim", "condemn", "unverified", "report"})
_LEFT_OPEN = frozenset({"confirm", "admit", "claim", "unverified"})
"""Classes that also a passive without an agent has where it is negated (“has not been confirmed”)."""


def _passive_class(parse: Parse, i: int, by: int | None) -> CueClass | None:
    """The class of a passive cue, `by` its agent; None where it is none."""
    lemma = parse.lemma[i]
    found = class_of(lemma, "verb", "passive")
    if found is None and clauses.child(parse, i, "ccomp", "agent") is not None:
        found = class_of(lemma, "verb", "clause")
    if lemma == "ask" and clauses.child(parse, i, "xcomp", "ccomp", "prep") is None:
        return None
    if found is None:
        found = class_of(lemma, "verb", "obj")
        if found not in _ANSWERED or (by is None and not (clauses.is_negated(parse, i) and found in _LEFT_OPEN)):
            return None
    if by is None and lemma in ("quote", "cite") and clauses.child(parse, i, "prep") is not None:
        return None
    return found


def _passive(parse: Parse, i: int) -> Draft | None:
    """“is said to …”, “were reported killed”, “it was reported that …”, “strikes reported against …”."""
    lemma = parse.lemma[i]
    if parse.dep[i] in ("acl", "relcl") and lemma in NAMING:
        return None
    by = clauses.agent(parse, i)
    cue_class = _passive_class(parse, i, by)
    if cue_class is None:
        return None
    told = clauses.child(parse, i, "nsubjpass", "csubjpass")
    if told is None:
        told = clauses.child(parse, i, "nsubj") if is_reduced(parse, i) else clauses.told_of(parse, i)
    draft = _draft(parse, i, cue_class, by, None if by is not None else "passive without an agent")
    if told is not None and told < i and parse.head[told] not in (i, told) and parse.head[told] < i:
        if clauses.told_of(parse, i) == told:
            draft.cue = parse.span(parse.right[told] + 1, i)
    charge = _charge(parse, by) if by is not None and cue_class == "accuse" else None
    if charge is not None and draft.source:
        draft.source = [Span(draft.source[0].start, parse.end[charge - 1])]
    holes = [draft.cue, *draft.source]
    if told is not None and lemma in ADDRESSED:
        holes.append(parse.span(parse.left[told], parse.right[told]))
    if by is not None:
        prep = parse.head[by]
        holes.append(parse.span(parse.left[prep], parse.right[prep] if charge is None else charge - 1))
    if told is None and parse.dep[i] == "acl":
        told = parse.head[i]
    if told is not None and parse.lower[told] != "it":
        first = parse.left[told] if parse.dep[i] != "acl" else min(parse.left[told], i)
        last = max((parse.right[c] for c in parse.children[i] if c > i and _belongs(parse, c)), default=i)
        last = max(last, parse.right[charge]) if charge is not None else last
        reduced = parse.dep[i] == "acl" or is_reduced(parse, i)
        if told < i and reduced and (main := main_verb(parse, i)) is not None:
            last = main - 1
        spans = subtract(parse.span(min(first, i), max(last, i, told)), holes)
    else:
        clause = complement(parse, i)
        if clause is None:
            return None
        spans = subtract(parse.span(clause.first, clause.last), holes)
    kept = (trim(parse.text, s) for s in spans)
    draft.content = [t for t in kept if t and any(c.isalnum() for c in parse.text[t.start : t.end])]
    return draft if draft.content else None


def _belongs(parse: Parse, c: int) -> bool:
    """What follows a passive cue and is part of what is said."""
    return parse.dep[c] in ("xcomp", "ccomp", "oprd", "prep", "attr", "acomp", "npadvmod", "dobj", "advmod", "dep")
