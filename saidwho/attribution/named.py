"""Names that somebody gives: “gave the names of the attackers as A and B, who blew up …”."""

from __future__ import annotations

from collections.abc import Iterator

from saidwho.attribution import clauses
from saidwho.attribution.drafts import Draft, trim
from saidwho.attribution.nouns import speaks
from saidwho.parsing import Parse

GIVING = frozenset({"give", "release", "publish", "list", "issue", "announce", "disclose", "reveal"})
NEAR = 5
"""Tokens from the verb to “names”."""
PRONOUNS = frozenset({"he", "she", "they", "it"})


def find_names(parse: Parse) -> Iterator[Draft]:
    """Attributions whose cue is a verb of giving names, in order of the text."""
    for i in range(len(parse)):
        if parse.lemma[i] in GIVING and parse.tag[i].startswith("V") and not clauses.is_passive(parse, i):
            draft = _draft(parse, i)
            if draft is not None:
                yield draft


def _draft(parse: Parse, i: int) -> Draft | None:
    """The names with the clause about their bearers, up to the next sentence or semicolon."""
    past = parse.sents[parse.sent[i]][1]
    names = next((k for k in range(i + 1, min(past, i + NEAR)) if parse.lemma[k] in ("name", "identity")), None)
    if names is None or not any(parse.lower[k] == "as" for k in range(names + 1, past)):
        return None
    head = clauses.subject(parse, i)
    if head is None or head >= i or not (speaks(parse, head) or parse.lower[head] in PRONOUNS):
        return None
    low, high = clauses.verb_group(parse, i)
    end = next((k for k in range(names, past) if parse.word[k] == ";"), past) - 1
    content = trim(parse.text, parse.span(high + 1, end))
    if content is None:
        return None
    source = parse.span(*clauses.phrase(parse, head, stop=i))
    return Draft(i, parse.span(low, high), [source], [content], "say", clauses.is_negated(parse, i), confidence=0.75)
