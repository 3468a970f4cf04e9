"""The frames of a verb in the cue table, with the words that hold its content."""

from __future__ import annotations

from collections.abc import Iterator

from saidwho.attribution import clauses
from saidwho.attribution.clauses import Frame
from saidwho.attribution.cues import channels, class_of
from saidwho.attribution.tails import later_that
from saidwho.attribution.unhappened import deeds
from saidwho.parsing import Parse

ADDRESSED = frozenset({"tell", "promise", "assure", "inform", "notify", "remind"})
"""Verbs whose object is who is spoken to, never part of what is said."""
RELATIVES = frozenset({"which", "that", "whom"})
QUOTES = frozenset({"“", "”", "‘", "’", "'", '"', "''", "``", "`"})
NEAR = frozenset({"in", "over", "against", "about", "to", "from", "between", "toward", "towards", "behind"})
"""Prepositions that may go on with what is said right behind its object."""


def frames_of(parse: Parse, i: int) -> Iterator[Frame]:
    """The frames of a verb with the tokens of their content, the most telling first."""
    clause = complement(parse, i)
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
    thing = thing if thing is not None else clauses.named_so(parse, i)
    if thing is not None and thing < i and parse.dep[i] == "relcl" and parse.lower[thing] in RELATIVES:
        head = parse.head[i]
        if parse.ent[head] == "DATE" and parse.dep[head] == "pobj":
            head = parse.head[parse.head[head]]
        head = _deed_of(parse, i, head)
        if head < thing:
            yield Frame("obj", parse.left[head], max(head, thing - 1))
    if thing is None:
        thing = next(
            (c for c in parse.children[i] if parse.dep[c] in ("xcomp", "pcomp", "ccomp") and _is_gerund(parse, c)), None
        )
    preps = [c for c in parse.children[i] if parse.dep[c] == "prep" and c > i and parse.children[c]]
    particle = clauses.child(parse, i, "prt")
    if thing is not None and thing > i and particle is not None:
        yield Frame(f"obj~{parse.lower[particle]}", parse.left[thing], parse.right[thing])
    if thing is not None and thing > i:
        yield from _object_frames(parse, i, thing, preps)
    yield from _held_so(parse, i)
    having = _having(parse, i) if thing is None and clause is None else None
    if having is not None:
        yield having
    for p in preps:
        first, inner = parse.left[min(parse.children[p])], clauses.child(parse, p, "pobj")
        if inner is not None:
            yield Frame(f"prep:{parse.lemma[p]}:{parse.lemma[inner]}", first, parse.right[p])
        yield Frame(f"prep:{parse.lemma[p]}", first, parse.right[p])


def _deed_of(parse: Parse, i: int, head: int) -> int:
    """“an attack on the tanks in the town, which the rebels claimed”: the attack, not the town."""
    at, low = head, parse.sents[parse.sent[i]][0]
    while class_of(parse.lemma[i], "verb", "obj") in ("claim", "condemn", "deny") and at >= low:
        if parse.lemma[at] in deeds():
            return at
        if parse.dep[at] == "pobj" and parse.dep[parse.head[at]] == "prep":
            at = parse.head[parse.head[at]]
        elif parse.dep[at] in ("conj", "appos", "poss", "compound"):
            at = parse.head[at]
        else:
            break
    return head


def _having(parse: Parse, i: int) -> Frame | None:
    """“announced on Monday, in a press release, having neutralised …”: the deed that somebody says is his."""
    for c in parse.children[i]:
        if parse.dep[c] == "advcl" and c > i and parse.lower[parse.left[c]] == "having":
            return Frame("clause", parse.left[c], parse.right[c])
    return None


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
    aimed = {"blame": "on", "finger": "at"}.get(parse.lemma[thing])
    blamed = [parse.right[p] for p in behind if parse.lower[p] == aimed]
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


def complement(parse: Parse, i: int) -> Frame | None:
    """The clause that a verb governs (“that …”, or what stands before “, he said”)."""
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
    told = parse.tag[head].startswith("V") or (
        parse.dep[head] == "ROOT" and clauses.child(parse, head, "nsubj") is not None
    )
    if quoting and clauses.child(parse, i, "dobj") is None and head != i and told:
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
    if parse.lower[i + 1] == "that" and any(parse.word[k] == ";" for k in range(c, own)):
        return True
    return parse.pos[i + 1] in ("PROPN", "NOUN", "DET", "PRON", "NUM") and parse.ent[i + 1] not in ("DATE", "TIME")


def _clause_end(parse: Parse, i: int) -> int:
    past = parse.sents[parse.sent[i]][1]
    return next((k - 1 for k in range(i + 2, past) if parse.word[k] in (",", ";", ":")), past - 1)


def _is_infinitive(parse: Parse, c: int) -> bool:
    """“to kill”, “to have killed”, “to be hit”."""
    return any(parse.tag[k] == "TO" for k in parse.children[c])


def _is_gerund(parse: Parse, c: int) -> bool:
    """“denied having …”, “denied having attacked …”: no clause but a thing denied."""
    if parse.tag[c] == "VBN" and parse.head[c] < c:
        return any(parse.lower[k] == "having" and parse.dep[k] == "aux" for k in parse.children[c])
    return parse.tag[c] == "VBG" and clauses.child(parse, c, "aux", "auxpass", "mark", "nsubj") is None


def _from_that(parse: Parse, c: int) -> int:
    """A complement begins with its “that”, whatever the parser hangs before it (“told reporters that …”)."""
    mark = next((k for k in parse.children[c] if parse.lower[k] in ("that", "whether") and k < c), None)
    return mark if mark is not None else parse.left[c]
