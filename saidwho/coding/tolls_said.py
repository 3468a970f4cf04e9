"""Who gives a figure: not always the one in whose content it stands."""

from __future__ import annotations

from collections.abc import Sequence

from saidwho.coding.attributed import Holders
from saidwho.coding.codebook import load_codebook
from saidwho.coding.focus import PRESUPPOSING, granted
from saidwho.coding.tolls_found import Found
from saidwho.coding.tolls_kind import toll_words
from saidwho.coding.tolls_lists import listed
from saidwho.coding.tolls_revised import denied
from saidwho.parsing import Parse
from saidwho.records import OUTLET, Attribution, Span

_REPORTS = frozenset(("report", "rumour", "rumor", "allegation", "suggestion", "assertion", "accusation", "news"))
_DO = frozenset(("do", "carry", "launch", "conduct", "stage", "perpetrate", "execute", "commit", "mount"))
_SELF = frozenset(("it", "they", "we", "he", "she", "i"))
_PARTS = 2
_BESIDE = ("relcl", "acl", "appos", "advcl")


def said_by(
    parse: Parse,
    found: Found,
    holders: Holders,
    by_id: dict[str, Attribution],
    before: tuple[Found, str] | None = None,
) -> str | None:
    """The id of the attribution that gives the figure, `OUTLET` for the outlet's own voice; None where nobody does.

    “X claimed the attack, in which five died” says that X claimed the attack: the five are told by whoever tells that.
    A figure that somebody corrects (“253 and not 359”) or denies (“denied that two had died”) is nobody's.
    `before` is the figure before it with its teller: a part (“2 of them children”) and what follows a part is told by
    the one who tells the whole.
    """
    holder = holders.innermost(found.span.start)
    if holder is None and before is not None and _goes_on(parse, before[0], found):
        return before[1]
    holder = holder or holders.with_participle(parse, found.token)
    if _told_by_some(parse, found.token):
        return None
    if denied(parse, found) or (found.high != 0 and _in_a_denial(parse, found.token)):
        return None
    if holder is not None and holder.cue_class in PRESUPPOSING and granted(parse, found.token, holder):
        holder = by_id.get(holder.parent)
    while holder is not None and _only_named(parse, holder, found):
        holder = by_id.get(holder.parent)
    beside = _told_beside(parse, found)
    while holder is not None and beside and (holder.cue_class in listed("nominal") or _own_deed(parse, beside)):
        if not _told_of(parse, holder, found, beside):
            break
        holder = by_id.get(holder.parent)
    if holder is not None and found.high != 0 and _denied_by(holder, by_id, found):
        return None
    return holder.id if holder is not None else OUTLET


def _only_named(parse: Parse, holder: Attribution, found: Found) -> bool:
    """“Arrested four men suspected of theft”, “a man who police say stole a car was held”: of the men somebody says the
    one thing, and the figure is of the other."""
    part = next((s for s in holder.content if s.start <= found.span.start < s.end), None)
    if part is None or len(holder.content) < _PARTS or any(parse.pos[t] == "VERB" for t in parse.tokens_in(part)):
        return False
    verb = next((t for t in parse.ancestors(found.token) if parse.pos[t] == "VERB"), None)
    told = (*holder.content, *holder.cue)
    return verb is not None and not any(s.start <= parse.start[verb] < s.end for s in told)


def _told_by_some(parse: Parse, token: int) -> bool:
    """“Messages, some of which spoke of a dozen dead”: nobody in particular."""
    for up in parse.ancestors(token):
        if parse.lemma[up] in toll_words()["tell"] and parse.pos[up] == "VERB":
            who = next((c for c in parse.children[up] if parse.dep[c] == "nsubj"), None)
            inside = parse.lower[parse.left[who] : parse.right[who] + 1] if who is not None else []
            return any(inside[k : k + 2] == ["of", "which"] for k in range(len(inside)))
    return False


def _in_a_denial(parse: Parse, token: int) -> bool:
    """“Denied reports that two had died”: in the clause that is denied, and in no relative clause inside it."""
    clause = False
    before = token
    for up in parse.ancestors(token):
        dep = parse.dep[before]
        if dep in ("relcl", "advcl"):
            return False
        clause = clause or dep in ("ccomp", "acl")
        if parse.lemma[up] in load_codebook().classes["denial"] and parse.pos[up] == "VERB":
            said = dep == "ccomp" or (dep == "dobj" and parse.lemma[before] in _REPORTS)
            return clause and said and not any(parse.dep[c] == "neg" for c in parse.children[up])
        before = up
    return False


def _denied_by(holder: Attribution, by_id: dict[str, Attribution], found: Found) -> bool:
    """Whether the figure is what somebody denies, over any number of relaying words (“denied reports that …”)."""
    above: Attribution | None = holder
    while above is not None:
        inside = any(c.start <= found.span.start < c.end for c in above.content)
        if above.cue_class == "deny" and not above.negated and inside:
            return True
        if above.source:
            return False  # “denied a claim by the Front that five had died”: the Front's figure
        above = by_id.get(above.parent)
    return False


def _goes_on(parse: Parse, before: Found, found: Found) -> bool:
    """“12 were killed, 2 of them children, and 25 wounded”: no subject with a verb of its own between the figures."""
    if parse.sent[before.token] != parse.sent[found.token]:
        return False
    if found.part_of is not None and found.part_of.span == before.span:
        return True
    between = range(before.token + 1, found.token)
    words = {parse.lower[i] for i in between}
    plain = not any(parse.tag[i] in ("VBD", "VBZ", "VBP") or parse.word[i] in (";", ":") for i in between)
    return before.part_of is not None and plain and "and" in words and not words & {"by", "as", "according"}


def _told_beside(parse: Parse, found: Found) -> list[int]:
    """The relative clauses, participles and appositions above the figure, lowest first, up to a clause of its own."""
    return [t for t in (found.token, *parse.ancestors(found.token)) if parse.dep[t] in _BESIDE]


def _told_of(parse: Parse, holder: Attribution, found: Found, beside: Sequence[int]) -> bool:
    """Whether the content takes the deed of the figure for granted: it is a noun phrase and the figure stands in a
    clause beside its noun, or the clause is beside a definite noun (“that it launched the strike in which …”)."""
    span = next((s for s in holder.content if s.start <= found.span.start < s.end), None)
    if span is None:
        return False
    inside = [t for t in beside if parse.dep[t] == "relcl" and span.start <= parse.start[parse.head[t]] < span.end]
    if any(_definite(parse, parse.head[t]) for t in inside):
        return True
    head = _head(parse, span)
    if head is None or parse.pos[head] not in ("NOUN", "PROPN") or holder.cue_class in ("confirm", "admit"):
        return False
    return any(t != head and _within(parse, t, head) for t in beside)


def _own_deed(parse: Parse, beside: Sequence[int]) -> bool:
    """“It says it did the bombing in which 84 died”: the deed is the object of what the speaker says of itself."""
    for t in beside:
        noun, v = parse.head[t], parse.head[parse.head[t]]
        if parse.dep[t] != "relcl" or parse.dep[noun] != "dobj" or parse.dep[v] != "ccomp":
            continue
        if parse.lemma[v] in _DO and any(
            parse.lower[c] in _SELF and parse.dep[c] == "nsubj" for c in parse.children[v]
        ):
            return True
    return False


def _definite(parse: Parse, noun: int) -> bool:
    """“the strike of Monday on the town”, for any of its nouns: whether the highest has an article or an owner."""
    while parse.dep[noun] in ("pobj", "appos", "conj", "compound", "prep", "nmod"):
        above = parse.head[noun]
        if parse.pos[above] not in ("NOUN", "PROPN", "ADP"):
            break
        if parse.pos[above] == "ADP" and parse.pos[parse.head[above]] not in ("NOUN", "PROPN"):
            objects = [c for c in parse.children[parse.head[above]] if parse.dep[c] in ("dobj", "nsubjpass", "attr")]
            noun = next((c for c in objects if c < noun), noun)
            break
        noun = above
    if parse.para[noun] == parse.para[0] and parse.tag[noun] == "NN" and parse.para[0] != parse.para[-1]:
        return not any(parse.lower[c] in ("a", "an", "another", "no", "some") for c in parse.children[noun])
    marks = [c for c in parse.children[noun] if parse.dep[c] in ("det", "poss")]
    return any(parse.dep[c] == "poss" or parse.lower[c] not in ("a", "an", "another", "no", "some") for c in marks)


def _within(parse: Parse, token: int, top: int) -> bool:
    return any(above == top for above in parse.ancestors(token))


def _head(parse: Parse, span: Span) -> int | None:
    """The token of a span whose governor stands outside it; None if it is a clause with a subject or a complement."""
    tokens = parse.tokens_in(span)
    heads = [t for t in tokens if parse.head[t] not in tokens or parse.head[t] == t]
    if not heads or any(parse.dep[t] in ("ccomp", "mark") for t in heads):
        return None
    return heads[0] if parse.pos[heads[0]] != "ADP" else next(iter(parse.children[heads[0]]), None)
