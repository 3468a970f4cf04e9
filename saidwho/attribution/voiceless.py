"""Cues whose subject does not speak: what is done to somebody (“was accused”, “faces criticism”) or seems so."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from saidwho.attribution import clauses
from saidwho.attribution.cues import class_of
from saidwho.parsing import Parse
from saidwho.resources import read_table

LOOSE = frozenset({"acl", "advcl", "prep", "conj"})
"""How a participle without its subject hangs; one that heads a sentence is a past tense that was taken for one."""
PERFECT = frozenset({"have", "having", "has", "had", "'ve", "’ve", "'d", "’d"})


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_table("attribution/voiceless.tsv"):
        found.setdefault(row["kind"], set()).add(row["lemma"])
    return {kind: frozenset(words) for kind, words in found.items()}


def is_voiceless(parse: Parse, cue: range, head: int, source: Sequence[int]) -> bool:
    """Whether the words of `source` cannot be who says it, by the cue alone."""
    if any(class_of(parse.lemma[t], "verb", "seem") or is_hearsay(parse, t) for t in cue):
        return True
    return _is_suffered(parse, head, source) or _is_received(parse, cue, source)


def is_hearsay(parse: Parse, t: int) -> bool:
    """“Allegedly”, “reportedly”: others say it. “Apparently” is a guess about the subject's own mind."""
    return class_of(parse.lemma[t], "adverb", "clause") not in (None, "believe")


def _is_suffered(parse: Parse, head: int, source: Sequence[int]) -> bool:
    """A participle without “have” (“asked about it, she …”, “a group called …”), unless “by” names the source."""
    if parse.tag[head] != "VBN" or any(parse.lower[c] in PERFECT for c in parse.children[head]):
        return False
    if parse.dep[head] not in LOOSE and clauses.child(parse, head, "auxpass", "nsubjpass") is None:
        return False
    by = clauses.agent(parse, head)
    if by is not None and parse.left[by] <= source[0] <= parse.right[by]:
        return False
    return head == 0 or parse.lower[head - 1] not in PERFECT


def _is_received(parse: Parse, cue: range, source: Sequence[int]) -> bool:
    """“Faces sharp criticism for”, “talk had been mounting that”."""
    table, words = _table(), {parse.lemma[t] for t in cue if parse.pos[t] == "NOUN"}
    verbs = {parse.lemma[t] for t in cue if parse.pos[t] == "VERB"}
    if words & table["word"] and verbs & table["received"]:
        return True
    return parse.lemma[source[-1]] in table["word"] and bool(verbs & table["rising"])


def is_unanswered(parse: Parse, content: Sequence[int]) -> bool:
    """“Did not answer a request for comment”: nothing that could be said is held."""
    nouns = [parse.lemma[t] for t in content if parse.pos[t] in ("NOUN", "VERB", "PROPN")]
    return bool(nouns) and all(noun in _table()["asked"] for noun in nouns)
