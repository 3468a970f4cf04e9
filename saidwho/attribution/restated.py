"""What is told, told again in full: “denied what the army alleges, namely that it fired”."""

from __future__ import annotations

from collections.abc import Sequence

from saidwho.attribution import clauses
from saidwho.attribution.cues import class_of, lemmas
from saidwho.attribution.drafts import Draft, holds, trim
from saidwho.attribution.nouns import source_of_noun
from saidwho.parsing import Parse
from saidwho.records import Span

MARKS = frozenset({",", ":", ";", "–", "—", "--", "("})
OPENERS = frozenset({"namely", "i.e.", "viz"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NAMES = ("NOUN", "PROPN", "PRON")


def restate(parse: Parse, drafts: list[Draft]) -> None:
    """Gives an attribution the clause that spells its content out, and whoever is said to have told it that clause."""
    for k in range(2, len(parse) - 3):
        opens = _opening(parse, k)
        clause = _clause(parse, k + 1, opens) if opens is not None else None
        if opens is None or clause is None:
            continue
        held = _held(parse, drafts, opens)
        if held is None:
            continue
        inner = _who_told(parse, held, clause, opens)
        if inner is not None and all(d.token != inner.token for d in drafts):
            drafts.append(inner)
        for known in drafts:
            if inner is not None and known.token == inner.token and known is not inner and not known.content:
                known.content = [clause]
        held.content = [*held.content[:-1], Span(held.content[-1].start, clause.end)]


def _opening(parse: Parse, k: int) -> int | None:
    """The mark before “namely”, or the colon before “that”."""
    if parse.lower[k] in OPENERS and parse.word[k - 1] in MARKS:
        return k - 1
    return k if parse.word[k] == ":" and parse.lower[k + 1] == "that" else None


def _clause(parse: Parse, first: int, opens: int) -> Span | None:
    """The clause behind, up to a semicolon, a bracket that closes or the sentence's end."""
    if first - 1 > opens and parse.word[first] == ",":
        first += 1
    past = parse.sents[parse.sent[opens]][1]
    closing = (")",) if parse.word[opens] == "(" else (";",)
    end = next((j for j in range(first, past) if parse.word[j] in closing), past) - 1
    if end - first < 2 or not any(parse.tag[j] in FINITE for j in range(first, end + 1)):
        return None
    return trim(parse.text, parse.span(first, end))


def _held(parse: Parse, drafts: Sequence[Draft], opens: int) -> Draft | None:
    """The attribution whose content ends right before the mark: the shortest."""
    end = parse.end[opens - 1]
    ending = [d for d in drafts if d.source and d.content and d.content[-1].end == end and d.cue.end <= end]
    ending = [d for d in ending if d.content[-1].start > d.cue.start]
    return min(ending, key=lambda d: end - d.content[-1].start, default=None)


def _who_told(parse: Parse, held: Draft, clause: Span, opens: int) -> Draft | None:
    """“what several papers allege”, “the allegation of the army”: who is said to have told what follows."""
    tokens = parse.tokens_in(held.content[-1])
    if not tokens:
        return None
    if parse.lower[tokens[0]] == "what":
        return _relative(parse, tokens, clause)
    nouns = lemmas().get("noun", frozenset())
    for i in tokens:
        cue_class = class_of(parse.lemma[i], "noun", "clause") if parse.lemma[i] in nouns else None
        source = [s for s in source_of_noun(parse, i) if holds(held.content, s)] if cue_class is not None else []
        if cue_class is not None and source and parse.pos[i] == "NOUN":
            return Draft(i, parse.span(i, i), source, [clause], cue_class, confidence=0.7)
    return None


def _relative(parse: Parse, tokens: range, clause: Span) -> Draft | None:
    """“what several papers have claimed”: its verb closes the words before the clause."""
    verbs = [i for i in tokens if parse.tag[i] in ("VBD", "VBZ", "VBP", "VBN")]
    if not verbs:
        return None
    i = verbs[-1]
    cue_class = class_of(parse.lemma[i], "verb", "clause") or class_of(parse.lemma[i], "verb", "obj")
    low, high = clauses.verb_group(parse, i)
    last = low - 1
    while last > tokens[0] and parse.pos[last] not in NAMES:
        last -= 1
    if cue_class is None or last <= tokens[0]:
        return None
    source = parse.span(tokens[0] + 1, last)
    return Draft(i, parse.span(low, high), [source], [clause], cue_class, confidence=0.7)
