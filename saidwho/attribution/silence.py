"""Silence reported without a verb of speech: “there was no comment from the army”, “was unable to verify”."""

from __future__ import annotations

from collections.abc import Iterator

from saidwho.attribution import clauses
from saidwho.attribution.drafts import Draft, trim
from saidwho.parsing import Parse

WORDS = frozenset({"comment", "response", "reaction", "statement", "reply", "word", "confirmation", "claim"})
CHECKED = frozenset({"verify", "confirm", "corroborate", "authenticate"})
UNABLE = frozenset({"unable", "impossible", "possible", "able", "unavailable", "available"})

PRONOUNS = frozenset({"he", "she", "they", "we"})


def find_silence(parse: Parse) -> Iterator[Draft]:
    """Negated attributions: who has said nothing, and what nobody could check."""
    for i in range(len(parse)):
        draft = None
        if parse.lower[i] == "there" and parse.dep[i] == "expl":
            draft = _no_word(parse, i)
        elif parse.lower[i] in UNABLE and parse.dep[i] in ("acomp", "xcomp", "advcl", "amod", "oprd"):
            draft = _unable(parse, i)
        if draft is not None:
            yield draft


def _no_word(parse: Parse, i: int) -> Draft | None:
    """“There was no immediate comment from the army”: the army has said nothing."""
    verb = parse.head[i]
    thing = clauses.child(parse, verb, "attr", "nsubj", "dobj")
    if thing is None or parse.lemma[thing] not in WORDS or not clauses.without(parse, thing):
        return None
    speaker = _from(parse, thing, verb)
    if speaker is None:
        return None
    first, last = clauses.phrase(parse, speaker)
    cue = parse.span(parse.left[thing], thing)
    low, high = clauses.verb_group(parse, verb)
    return Draft(
        verb, parse.span(min(i, low), high), [parse.span(first, last)], [cue], "say", negated=True, confidence=0.7
    )


def _from(parse: Parse, thing: int, verb: int) -> int | None:
    """Who the word would have come from."""
    past = parse.sents[parse.sent[thing]][1]
    for k in range(thing + 1, min(past, thing + 8)):
        if parse.lower[k] in ("from", "by") and parse.dep[k] in ("prep", "agent"):
            return clauses.child(parse, k, "pobj")
        if parse.word[k] in (",", ";"):
            return None
    return None


def _unable(parse: Parse, i: int) -> Draft | None:
    """“The paper was unable to verify …”, “it was not possible to verify …”, “was unavailable for comment”."""
    verb = parse.head[i]
    denied = parse.lower[i].startswith(("un", "im")) or clauses.is_negated(parse, verb)
    if not denied or not parse.tag[verb].startswith("V"):
        return None
    head = clauses.child(parse, verb, "nsubj")
    source = []
    if head is not None and (parse.pos[head] in ("NOUN", "PROPN") or parse.lower[head] in PRONOUNS):
        source = [parse.span(*clauses.phrase(parse, head))]
    if parse.lower[i] in ("unavailable", "available"):
        past = parse.sents[parse.sent[i]][1]
        word = next((k for k in range(i + 1, min(past, i + 5)) if parse.lower[k] == "comment"), None)
        if word is None or not source:
            return None
        return Draft(i, parse.span(i, i), source, [parse.span(word, word)], "say", negated=True, confidence=0.7)
    for c in (k for k in range(i + 1, parse.sents[parse.sent[i]][1]) if parse.lemma[k] in CHECKED):
        if parse.head[c] not in (i, verb) or parse.tag[c] != "VB":
            continue
        content = trim(parse.text, parse.span(c + 1, parse.right[c])) if parse.right[c] > c else None
        if content is None:
            return None
        first, _ = clauses.verb_group(parse, verb)
        reason = None if source else "nobody is said to have tried"
        return Draft(c, parse.span(first, c), source, [content], "unverified", True, reason, 0.7)
    return None
