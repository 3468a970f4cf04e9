"""Phrases that say by whose word something is so: “by the count of the ministry”, “in his words”, “per the police”."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from saidwho.attribution import clauses
from saidwho.attribution.cues import speakers
from saidwho.attribution.drafts import Draft, subtract, trim
from saidwho.parsing import Parse
from saidwho.records import Span
from saidwho.resources import read_table

NEAR = 7
"""Tokens between a preposition and its noun (“by the latest official count”)."""
LONGEST = 16
"""Tokens of an owner behind “of” (“the count of officials in the north of the country”)."""
ENDS = frozenset({",", ".", ";", ":", "–", "—", "--", "”", '"', "''", "(", ")"})
RELATIVES = ("WDT", "WP")
SOME = frozenset({"some", "many", "most", "all", "several", "other", "various", "one", "initial", "early", "first"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[frozenset[str], bool]]:
    return {
        row["noun"]: (frozenset(row["prepositions"].split(",")), row["bare"] == "yes")
        for row in read_table("attribution/phrases.tsv")
    }


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    return frozenset().union(*(prepositions for prepositions, _ in _table().values()))


def find_phrases(parse: Parse) -> Iterator[Draft]:
    """Attributions whose cue is a phrase set off from its clause, in order of the text."""
    for i in range(len(parse)):
        draft = None
        if parse.lower[i] in _openers() and _is_set_off(parse, i):
            draft = _by_noun(parse, i)
        elif parse.lower[i] == "per" and _is_set_off(parse, i):
            draft = _per(parse, i)
        if draft is not None and draft.content:
            yield draft


def _is_set_off(parse: Parse, i: int) -> bool:
    """At the beginning of a sentence, or behind a comma, dash, bracket or conjunction."""
    first = parse.sents[parse.sent[i]][0]
    return i == first or parse.word[i - 1] in ENDS or parse.tag[i - 1] == "CC" or parse.lower[i - 1] in ("as", "that")


def _noun(parse: Parse, i: int) -> int | None:
    """The noun of a phrase that begins at `i`, in the table under its preposition."""
    past = parse.sents[parse.sent[i]][1]
    for k in range(i + 1, min(past, i + 1 + NEAR)):
        if parse.word[k] in ENDS or parse.tag[k] in FINITE or parse.lower[k] == "of":
            return None
        known = _table().get(parse.lemma[k]) if parse.pos[k] in ("NOUN", "PROPN") else None
        behind = parse.pos[k + 1] if k + 1 < past else ""
        if known is not None and behind not in ("NOUN", "PROPN") and parse.tag[k + 1 if k + 1 < past else k] != "POS":
            return k if parse.lower[i] in known[0] else None
    return None


def _by_noun(parse: Parse, i: int) -> Draft | None:
    noun = _noun(parse, i)
    if noun is None:
        return None
    past = parse.sents[parse.sent[i]][1]
    cue, last, source = parse.span(i, noun), noun, None
    owner = _owner_before(parse, i, noun)
    if owner is not None:
        begin = owner[1] + (2 if parse.tag[owner[1] + 1] == "POS" else 1)
        source, cue = parse.span(*owner), parse.span(begin if parse.lower[begin] == "own" else noun, noun)
    elif noun + 1 < past and parse.lower[noun + 1] in ("of", "by", "from"):
        end = _end_of_owner(parse, noun + 1)
        if end is None or (not _is_somebody(parse, noun + 2, end) and parse.lower[noun + 1] == "of"):
            return None
        source, last = parse.span(noun + 2, end), end
        cue = parse.span(i, noun + 1)
    elif not (_table()[parse.lemma[noun]][1] and (parse.lower[i + 1] in SOME or parse.tag[noun] == "NNS")):
        return None
    elif parse.lemma[noun] != "account":
        source, cue = parse.span(i + 1, noun), parse.span(i, i)
    if not _is_closed(parse, i, last):
        return None
    reason = None if source is not None else "nobody is named whose word it is"
    content = _clause(parse, i, parse.span(i, last))
    if sum(len(parse.tokens_in(s)) for s in content) < 3:
        return None
    return Draft(noun, cue, [source] if source else [], content, "say", reason=reason, confidence=0.7)


def _owner_before(parse: Parse, i: int, noun: int) -> tuple[int, int] | None:
    """“the group's”, “his”: the owner of the noun, without the apostrophe."""
    for k in range(noun - 1, i, -1):
        if parse.tag[k] == "POS" and k - 1 > i:
            return (i + 1, k - 1)
        if parse.tag[k] == "PRP$":
            return (k, k)
    return None


def _end_of_owner(parse: Parse, of: int) -> int | None:
    """The last token of the name behind “of”."""
    past = parse.sents[parse.sent[of]][1]
    for k in range(of + 1, min(past, of + LONGEST)):
        listed = (
            parse.word[k] == "," and k + 1 < past and parse.pos[k + 1] in ("PROPN",) and parse.pos[k - 1] == "PROPN"
        )
        if parse.word[k] in ENDS and not listed:
            return k - 1 if k - 1 > of else None
        if parse.tag[k] in FINITE:
            return _before_subject(parse, of, k)
        if parse.tag[k] in RELATIVES:
            return None
    return past - 1 if past - 1 > of else None


def _before_subject(parse: Parse, of: int, verb: int) -> int | None:
    """“By the account of the group the base was burned”: the name, where the subject follows without a comma."""
    name = clauses.child(parse, of, "pobj")
    if name is None or parse.sents[parse.sent[of]][0] < of - NEAR or parse.pos[name] not in ("NOUN", "PROPN"):
        return None
    last = parse.right[name]
    subject = parse.pos[last + 1] in ("DET", "PRON", "NUM", "PROPN") if last + 1 < verb else False
    return last if subject else None


def _is_somebody(parse: Parse, first: int, last: int) -> bool:
    """A name, a pronoun or a word for people or bodies that speak: not “by the number of votes”."""
    return any(
        parse.ent[k] in ("PERSON", "ORG", "GPE", "NORP") or parse.lower[k] in speakers() or parse.lemma[k] in speakers()
        for k in range(first, last + 1)
    )


def _is_closed(parse: Parse, i: int, last: int) -> bool:
    """The phrase ends its clause, or opens the sentence: what it qualifies stands around it."""
    first, past = parse.sents[parse.sent[i]]
    if i == first or (i - first <= 2 and parse.tag[first] in ("CC", "RB")):
        return last + 1 < past
    return last + 1 >= past or parse.word[last + 1] in ENDS or parse.tag[last + 1] in (*FINITE, "CC")


def _per(parse: Parse, i: int) -> Draft | None:
    """“31 people died, per the health ministry”; “per cent”, “per day” are none."""
    past = parse.sents[parse.sent[i]][1]
    end = _end_of_owner(parse, i)
    if end is None or i + 1 >= past or not _is_somebody(parse, i + 1, end):
        return None
    alone = end == i + 1 and parse.tag[end] == "NN"
    named = parse.pos[i + 1] in ("PROPN", "DET") or parse.tag[end] in ("NNS", "NNPS") or parse.lower[end] in speakers()
    if not named or alone or not _is_closed(parse, i, end):
        return None
    first = i - 1 if i and parse.lower[i - 1] == "as" else i
    cue, source = parse.span(first, i), parse.span(i + 1, end)
    return Draft(i, cue, [source], _clause(parse, i, Span(cue.start, source.end)), "say", confidence=0.7)


def _clause(parse: Parse, i: int, phrase: Span) -> list[Span]:
    """What the phrase qualifies: the clause that it stands in, without it."""
    first, past = parse.sents[parse.sent[i]]
    low, high = first, past - 1
    relative = _relative_before(parse, first, i)
    marks = [k for k in range(first, past) if parse.word[k] == ";"]
    low = max([low, *(k + 1 for k in marks if k < i)])
    high = min([high, *(k - 1 for k in marks if k > i)])
    if relative is not None:
        low, high = relative, i
    else:
        clause = _subordinate(parse, i)
        if clause is not None:
            low, high = max(low, clause[0]), min(high, clause[1])
    while low < high and parse.tag[low] == "CC":
        low += 1
    spans = subtract(parse.span(min(low, i), max(high, i)), [phrase])
    kept = (trim(parse.text, s) for s in spans)
    return [s for s in kept if s and any(c.isalnum() for c in parse.text[s.start : s.end])]


def _relative_before(parse: Parse, first: int, i: int) -> int | None:
    """“the blast that killed ten, by the count of X, was …”: the relative pronoun of the clause right before."""
    if i == first or parse.word[i - 1] != ",":
        return None
    for k in range(i - 2, first, -1):
        if parse.word[k] in ENDS:
            return None
        if parse.tag[k] in RELATIVES and any(parse.tag[j] in FINITE for j in range(k + 1, i)):
            return k
    return None


def _subordinate(parse: Parse, i: int) -> tuple[int, int] | None:
    """The clause with a conjunction or relative of its own that holds the phrase (“as, by its count, ten died”)."""
    at = i
    while parse.head[at] != at:
        at = parse.head[at]
        if parse.tag[at].startswith("V") and parse.dep[at] in ("relcl", "advcl"):
            if clauses.child(parse, at, "mark", "nsubj", "nsubjpass") is not None:
                return parse.left[at], parse.right[at]
            return None
        if parse.tag[at].startswith("V"):
            return None
    return None
