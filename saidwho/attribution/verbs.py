"""Verbs that introduce an attribution: “said that”, “vowed to”, “hailed X as”, “were reported killed”."""

from __future__ import annotations

from collections.abc import Iterator

from saidwho.attribution import clauses
from saidwho.attribution.clauses import Frame
from saidwho.attribution.cues import channels, class_of, lemmas
from saidwho.attribution.drafts import Draft, subtract, trim
from saidwho.attribution.reduced import is_reduced, main_verb
from saidwho.attribution.tails import later_that, parted, subject_before
from saidwho.parsing import Parse
from saidwho.records import CueClass, Span

ADDRESSED = frozenset({"tell", "promise", "assure", "inform", "notify", "remind"})
"""Verbs whose object is who is spoken to, never part of what is said."""
NAMING = frozenset({"call", "name", "dub", "know", "label", "term", "title"})
"""Behind a noun these give its name (“a group called …”)."""
RELATIVES = frozenset({"which", "that", "whom"})
SHY = frozenset({"want", "wish", "decline", "refuse", "ask", "prefer", "like"})
UNSAID = frozenset({"perceive", "believe", "plan"})
"""Classes that need somebody whose mind it is."""
QUOTES = frozenset({"“", "”", "‘", "’", "'", '"', "''", "``", "`"})
BARE = frozenset({"VBG", "VB"})
NEAR = frozenset({"in", "over", "against", "about", "to", "from", "between", "toward", "towards"})
"""Prepositions that may go on with what is said right behind its object."""
NOBODY = frozenset({"no", "none", "nobody", "neither", "nothing"})
FRAMES = ("clause", "inf", "objprep", "prep", "obj")


def find_verbs(parse: Parse) -> Iterator[Draft]:
    """Every verb cue with its content in its own sentence. Quotations are joined to them afterwards."""
    known = lemmas()["verb"]
    for i in range(len(parse)):
        if parse.lemma[i] in known and parse.tag[i].startswith("V"):
            if parse.dep[i] in ("advcl", "relcl", "acl") and parse.tag[i] == "VB" and _is_purpose(parse, i):
                continue
            if clauses.is_citing(parse, i):
                continue
            if class_of(parse.lemma[i], "verb", "seem") is not None:
                draft = _seems(parse, i)
                if draft is not None:
                    yield draft
                continue
            draft = _passive(parse, i) if clauses.is_passive(parse, i) or is_reduced(parse, i) else _active(parse, i)
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


def frames_of(parse: Parse, i: int) -> Iterator[Frame]:
    """The frames of a verb with the tokens of their content, the most telling first."""
    clause = _complement(parse, i)
    if clause is not None:
        yield clause
    for c in parse.children[i]:
        if parse.dep[c] == "xcomp" and c > i and _is_infinitive(parse, c):
            told = clauses.child(parse, i, "dobj")
            whom = told is not None and i < told < c and parse.lemma[i] not in ADDRESSED
            first = parse.left[told] if told is not None and whom else parse.left[c]
            yield Frame(f"inf:{parse.lemma[c]}", first, parse.right[c])
            yield Frame("inf", first, parse.right[c])
            break
    thing = clauses.child(parse, i, "dobj")
    if thing is not None and thing < i and parse.dep[i] == "relcl" and parse.lower[thing] in RELATIVES:
        head = parse.head[i]
        if parse.ent[head] == "DATE" and parse.dep[head] == "pobj":
            head = parse.head[parse.head[head]]
        if head < thing:
            yield Frame("obj", parse.left[head], max(head, thing - 1))
    if thing is None:
        thing = next(
            (c for c in parse.children[i] if parse.dep[c] in ("xcomp", "pcomp", "ccomp") and _is_gerund(parse, c)), None
        )
    preps = [c for c in parse.children[i] if parse.dep[c] == "prep" and c > i and parse.children[c]]
    if thing is not None and thing > i:
        yield from _object_frames(parse, i, thing, preps)
    yield from _held_so(parse, i)
    for p in preps:
        first, inner = parse.left[min(parse.children[p])], clauses.child(parse, p, "pobj")
        if inner is not None:
            yield Frame(f"prep:{parse.lemma[p]}:{parse.lemma[inner]}", first, parse.right[p])
        yield Frame(f"prep:{parse.lemma[p]}", first, parse.right[p])


def _held_so(parse: Parse, i: int) -> Iterator[Frame]:
    """“held the army responsible for …”: the verb's own object with that word."""
    for c in parse.children[i]:
        if c > i and parse.dep[c] in ("oprd", "acomp", "ccomp", "attr", "xcomp", "advmod", "amod"):
            things = [k for k in parse.children[i] if i < k < c and parse.dep[k] in ("dobj", "nsubj")]
            first = min([parse.left[c], *(parse.left[k] for k in things)])
            yield Frame(f"obj+{parse.lower[c]}", first, parse.right[c])


def _object_frames(parse: Parse, i: int, thing: int, preps: list[int]) -> Iterator[Frame]:
    """An object with what is said of it: “called it a crime”, “accused X of …”, “put the toll at 40”."""
    first, behind = parse.left[thing], [p for p in preps if p > thing]
    more = [c for c in parse.children[i] if c > thing and parse.dep[c] in ("oprd", "acomp", "attr")]
    more += [p for p in behind if parse.lower[p] in ("of", "for", "as", "with")]
    last = max([parse.right[thing], *(parse.right[c] for c in more)])
    for p in behind:
        if parse.left[p] == last + 1 and parse.lower[p] in NEAR and not _is_circumstance(parse, p):
            last = parse.right[p]
    beyond = _given(parse, i, thing, last)
    if beyond is not None:
        yield Frame(f"obj:{parse.lemma[beyond]}", first, beyond)
        yield Frame("obj", first, beyond)
    on_day = next((k for k in range(thing + 1, last) if parse.lower[k] == "on" and parse.ent[k + 1] == "DATE"), None)
    if on_day is not None and parse.right[on_day] == last:
        last = on_day - 1
    at = next((p for p in behind if parse.lower[p] == "at"), None)
    if at is not None and any(parse.pos[k] == "NUM" for k in range(at, parse.right[at] + 1)):
        yield Frame("at-number", first, parse.right[at])
    blamed = [parse.right[p] for p in behind if parse.lower[p] == "on" and parse.lemma[thing] == "blame"]
    yield Frame(f"obj:{parse.lemma[thing]}", first, max([last, *blamed]))
    if any(parse.lower[p] in ("of", "for", "with") for p in behind):
        yield Frame("objprep", first, last)
    yield Frame("obj", first, last)


def _given(parse: Parse, i: int, thing: int, last: int) -> int | None:
    """“promises the rebels a heavy price”, where the parser keeps the rebels only: the noun of what is promised."""
    if parse.lemma[i] not in ADDRESSED or last + 2 >= len(parse) or parse.tag[last + 1] != "DT" or last != thing:
        return None
    past, k = parse.sents[parse.sent[i]][1], last + 2
    while k < past and (parse.pos[k] in ("ADJ", "NOUN", "NUM") or parse.word[k] in QUOTES or parse.tag[k] == "JJ"):
        k += 1
    noun = next((j for j in range(k - 1, last + 1, -1) if parse.pos[j] == "NOUN"), None)
    return noun


def _is_circumstance(parse: Parse, p: int) -> bool:
    """“in an interview”, “on Monday”: how and when it is said, not what."""
    inner = range(p + 1, parse.right[p] + 1)
    return any(parse.ent[k] in ("DATE", "TIME") or parse.lower[k] in channels() for k in inner)


def _complement(parse: Parse, i: int) -> Frame | None:
    for c in parse.children[i]:
        if parse.dep[c] == "ccomp" and not (c > i and _is_gerund(parse, c)):
            if c < i and _goes_on(parse, c, i):
                return Frame("clause", i + 1, _clause_end(parse, i))
            return Frame("clause", _from_that(parse, c) if c > i else parse.left[c], parse.right[c])
    later = later_that(parse, i)
    if later is not None:
        return Frame("clause", *later)
    head = parse.head[i]
    quoting = class_of(parse.lemma[i], "verb", "quote") is not None and parse.dep[i] in ("parataxis", "dep")
    if quoting and clauses.child(parse, i, "dobj") is None and head != i and parse.tag[head].startswith("V"):
        return Frame("clause", parse.left[head], parse.right[head])
    return None


def _goes_on(parse: Parse, c: int, i: int) -> bool:
    """“A says it did it, B says they came …”: what B says follows, whatever the parser hangs before."""
    own = clauses.child(parse, i, "nsubj")
    if own is None and parse.word[i - 1] == ",":
        rest = range(i + 1, parse.sents[parse.sent[i]][1])
        finite = next((k for k in rest if parse.tag[k] in ("VBD", "VBZ", "VBP", "MD")), None)
        return finite is not None and not any(parse.tag[k] in ("WP", "WDT") for k in range(i + 1, finite))
    if own is None or not c < own < i or i + 1 >= parse.sents[parse.sent[i]][1] or parse.lemma[i] == "tell":
        return False
    return parse.pos[i + 1] in ("PROPN", "NOUN", "DET", "PRON", "NUM") and parse.ent[i + 1] not in ("DATE", "TIME")


def _clause_end(parse: Parse, i: int) -> int:
    past = parse.sents[parse.sent[i]][1]
    return next((k - 1 for k in range(i + 2, past) if parse.word[k] in (",", ";", ":")), past - 1)


def _is_infinitive(parse: Parse, c: int) -> bool:
    """“to kill”, “to have killed”, “to be hit”."""
    return any(parse.tag[k] == "TO" for k in parse.children[c])


def _is_gerund(parse: Parse, c: int) -> bool:
    """“denied having …”: no clause but a thing denied."""
    return parse.tag[c] == "VBG" and clauses.child(parse, c, "aux", "auxpass", "mark", "nsubj") is None


def _from_that(parse: Parse, c: int) -> int:
    """A complement begins with its “that”, whatever the parser hangs before it (“told reporters that …”)."""
    mark = next((k for k in parse.children[c] if parse.lower[k] in ("that", "whether") and k < c), None)
    return mark if mark is not None else parse.left[c]


def _active(parse: Parse, i: int) -> Draft | None:
    lemma = parse.lemma[i]
    own = clauses.child(parse, i, "nsubj")
    if own is not None and (parse.ent[own] in ("DATE", "TIME") or _names(parse, i, own)):
        return None
    for frame in frames_of(parse, i):
        cue_class = class_of(lemma, "verb", frame.name)
        if cue_class is None or (cue_class in UNSAID and frame.last < i and parse.dep[i] == "relcl"):
            continue
        head = _speaker(parse, i)
        if head is None and frame.first < i and lemma not in ("tell", "ask"):
            head = clauses.inverted_subject(parse, i)
        if head is not None and (_is_nobody(parse, head) or _is_shy(parse, i, head)):
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


def _passive(parse: Parse, i: int) -> Draft | None:
    """“is said to …”, “were reported killed”, “it was reported that …”, “strikes reported against …”."""
    lemma = parse.lemma[i]
    cue_class = class_of(lemma, "verb", "passive")
    if cue_class is None and clauses.child(parse, i, "ccomp", "agent") is not None:
        cue_class = class_of(lemma, "verb", "clause")
    if parse.dep[i] in ("acl", "relcl") and lemma in NAMING:
        return None
    told = clauses.child(parse, i, "nsubjpass", "csubjpass")
    if told is None and is_reduced(parse, i):
        told = clauses.child(parse, i, "nsubj")
    by = clauses.agent(parse, i)
    if lemma == "ask" and clauses.child(parse, i, "xcomp", "ccomp", "prep") is None:
        return None
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
    if told is not None and lemma in ADDRESSED:
        holes.append(parse.span(parse.left[told], parse.right[told]))
    if by is not None:
        prep = parse.head[by]
        holes.append(parse.span(parse.left[prep], parse.right[prep]))
    if told is None and parse.dep[i] == "acl":
        told = parse.head[i]
    if told is not None and parse.lower[told] != "it":
        first = parse.left[told] if parse.dep[i] != "acl" else min(parse.left[told], i)
        last = max((parse.right[c] for c in parse.children[i] if c > i and _belongs(parse, c)), default=i)
        reduced = parse.dep[i] == "acl" or is_reduced(parse, i)
        if told < i and reduced and (main := main_verb(parse, i)) is not None:
            last = main - 1
        spans = subtract(parse.span(min(first, i), max(last, i, told)), holes)
    else:
        clause = _complement(parse, i)
        if clause is None:
            return None
        spans = subtract(parse.span(clause.first, clause.last), holes)
    kept = (trim(parse.text, s) for s in spans)
    draft.content = [t for t in kept if t and any(c.isalnum() for c in parse.text[t.start : t.end])]
    return draft if draft.content else None


def _belongs(parse: Parse, c: int) -> bool:
    """What follows a passive cue and is part of what is said."""
    return parse.dep[c] in ("xcomp", "ccomp", "oprd", "prep", "attr", "acomp", "npadvmod", "dobj", "advmod", "dep")
