"""Whose version it is: “gave another account: …”, “the army's version, in which …”, “as the ministry put it”."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from saidwho.attribution import clauses
from saidwho.attribution.drafts import Draft, trim
from saidwho.attribution.nouns import source_of_noun, speaks
from saidwho.nouns import is_party
from saidwho.parsing import Parse
from saidwho.records import Span
from saidwho.resources import read_table

GIVING = frozenset(
    {"give", "offer", "present", "tell", "have", "provide", "issue", "put", "hold", "draw", "reach", "send"}
)
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
OPENING = frozenset({"“", '"', "``", "«"})
CLOSING = frozenset({"”", '"', "''", "»"})
LONGEST_NAME = 14
"""Tokens of who stands behind a quotation and a colon."""
NEAR = 6
"""Tokens between a noun and its “in which” (“version of the events, in which”)."""


@lru_cache(maxsize=1)
def _told() -> frozenset[str]:
    return frozenset(row["noun"] for row in read_table("attribution/versions.tsv"))


def find_versions(parse: Parse) -> Iterator[Draft]:
    """Attributions whose cue is a noun for a version, “put it”, or the colon behind a quotation."""
    for first, past in parse.sents:
        for draft in (_before_colon(parse, first, past), _put_so(parse, first, past), _signed(parse, first, past)):
            if draft is not None:
                yield draft
    for i in range(len(parse)):
        if parse.lemma[i] in _told() and parse.pos[i] == "NOUN":
            draft = _in_which(parse, i)
            if draft is not None:
                yield draft


def _before_colon(parse: Parse, first: int, past: int) -> Draft | None:
    """“The rebels gave another account: their men had left”, “The ministry's version was different: …”."""
    colon = next((k for k in range(first + 2, past - 3) if parse.word[k] == ":"), None)
    if colon is None or parse.word[colon + 1] in OPENING:
        return None
    noun = next((k for k in range(colon - 1, first, -1) if parse.lemma[k] in _told() and parse.pos[k] == "NOUN"), None)
    verb = next((k for k in range(first, colon) if parse.tag[k] in FINITE), None)
    content = trim(parse.text, parse.span(colon + 1, past - 1))
    told = any(parse.tag[k] in FINITE for k in range(colon + 1, past))
    if noun is None or verb is None or content is None or not told:
        return None
    source = _source(parse, noun, parse.head[noun])
    if source is None:
        return None
    begin = min(verb, noun) if verb > parse.tokens_in(source)[-1] else noun
    return Draft(noun, parse.span(begin, noun), [source], [content], "say", confidence=0.65)


def _source(parse: Parse, noun: int, verb: int) -> Span | None:
    """Whose it is, or who gives it."""
    if parse.lemma[verb] in GIVING and parse.dep[noun] == "dobj":
        head = clauses.subject(parse, verb)
        if head is not None and head < verb and _is_somebody(parse, head):
            return parse.span(*clauses.phrase(parse, head, stop=verb))
    owned = source_of_noun(parse, noun)
    return owned[0] if owned and owned[0].end <= parse.start[noun] else None


def _is_somebody(parse: Parse, head: int) -> bool:
    pronoun = parse.pos[head] == "PRON" and parse.lower[head] in ("he", "she", "they", "it")
    return pronoun or speaks(parse, head) or parse.pos[head] == "PROPN" or is_party(parse.lemma[head])


def _put_so(parse: Parse, first: int, past: int) -> Draft | None:
    """“As the ministry put it, the men were gone”: what stands before or behind."""
    for k in range(first + 2, past - 1):
        if parse.lemma[k] != "put" or parse.lower[k + 1] not in ("it", "this") or parse.tag[k] not in FINITE:
            continue
        begins = next((j for j in range(k - 1, max(first - 1, k - LONGEST_NAME), -1) if parse.lower[j] == "as"), None)
        if begins is None or begins + 1 >= k or not _is_somebody(parse, _last_noun(parse, begins, k)):
            return None
        comma = next((j for j in range(k + 2, past) if parse.word[j] in (",", ":")), past)
        behind = comma + 2 < past and (begins == first or parse.word[comma + 1] in OPENING)
        span = parse.span(comma + 1, past - 1) if behind else parse.span(first, max(first, begins - 1))
        content = trim(parse.text, span)
        quoted = behind and parse.word[comma + 1] in OPENING
        if content is None or not (quoted or any(parse.tag[j] in FINITE for j in parse.tokens_in(content))):
            return None
        return Draft(k, parse.span(k, k + 1), [parse.span(begins + 1, k - 1)], [content], "say", confidence=0.65)
    return None


def _last_noun(parse: Parse, begins: int, k: int) -> int:
    return next((j for j in range(k - 1, begins, -1) if parse.pos[j] in ("NOUN", "PROPN", "PRON")), begins + 1)


def _signed(parse: Parse, first: int, past: int) -> Draft | None:
    """“This was murder”: the mother of one of the victims — a line of quotation, colon and name."""
    if parse.word[first] not in OPENING or (first and parse.para[first - 1] == parse.para[first]):
        return None
    closing = next(
        (k for k in range(first + 2, past - 2) if parse.word[k] in CLOSING and parse.word[k + 1] == ":"), None
    )
    if closing is None or past - closing > LONGEST_NAME + 2:
        return None
    name = range(closing + 2, past)
    if any(parse.tag[k] in FINITE or parse.word[k] in OPENING | CLOSING for k in name):
        return None
    head = next((k for k in name if not closing + 2 <= parse.head[k] < past or parse.head[k] == k), closing + 2)
    source = trim(parse.text, parse.span(name[0], name[-1]))
    if source is None or not _is_somebody(parse, head):
        return None
    colon = closing + 1
    return Draft(colon, parse.span(colon, colon), [source], [parse.span(first, closing)], "say", confidence=0.65)


def _in_which(parse: Parse, i: int) -> Draft | None:
    """“The army's version of events, in which the villagers fired first, …”: so says the army."""
    past = parse.sents[parse.sent[i]][1]
    which = next((k for k in range(i + 2, min(past - 2, i + NEAR)) if parse.lower[k] == "which"), None)
    if which is None or parse.lower[which - 1] not in ("in", "by", "under"):
        return None
    if any(parse.tag[k] in FINITE for k in range(i + 1, which)):
        return None
    source = source_of_noun(parse, i)
    if not source or source[0].end > parse.start[i]:
        return None
    end = next((k - 1 for k in range(which + 2, past) if parse.word[k] in (",", ";", ".", "–", "—")), past - 1)
    content = trim(parse.text, parse.span(which + 1, end))
    if content is None or not any(parse.tag[k] in FINITE for k in parse.tokens_in(content)):
        return None
    return Draft(i, parse.span(i, i), source, [content], "say", confidence=0.65)
