"""Participles behind their noun: “soldiers believed to be foreign killed …” tells what the soldiers are thought to be.

The parser takes such a participle for the sentence's verb and the verb for a part of what is thought.
"""

from __future__ import annotations

from saidwho.attribution import clauses
from saidwho.parsing import Parse

REDUCED = frozenset({"say", "report", "believe", "fear", "think", "suspect", "rumour", "rumor", "presume", "allege"})
"""Before “to” these are passives without their auxiliary (“strike feared to have killed ten”)."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")


def is_reduced(parse: Parse, i: int) -> bool:
    """A participle without auxiliary, with “to …” or with another finite verb that has no other subject."""
    if parse.lemma[i] not in REDUCED or parse.tag[i] not in ("VBN", "VBD"):
        return False
    if clauses.child(parse, i, "aux", "dobj") is not None:
        return False
    inf = clauses.child(parse, i, "xcomp")
    if inf is not None and inf > i and any(parse.tag[k] == "TO" for k in parse.children[inf]):
        return True
    told = clauses.child(parse, i, "nsubj")
    root = parse.dep[i] in ("ROOT", "conj") and parse.lemma[i] not in ("say", "think", "fear")
    return root and told == i - 1 and main_verb(parse, i) is not None


def main_verb(parse: Parse, i: int) -> int | None:
    """The first token of the clause that goes on behind a participle's complement: a finite verb without a subject."""
    past = parse.sents[parse.sent[i]][1]
    top = _noun_of(parse, i)
    for k in range(i + 2, past):
        if parse.word[k] in (",", ";", ":") or parse.tag[k] in ("WDT", "WP", "WRB", "CC") or parse.lower[k] == "that":
            return None
        bare = parse.tag[k] == "VBN" and parse.dep[k] == "acl" and clauses.child(parse, k, "dobj") is not None
        if parse.tag[k] not in FINITE and not bare:
            continue
        verb = parse.head[k] if parse.dep[k] in ("aux", "auxpass") else k
        own = [c for c in parse.children[verb] if parse.dep[c] in SUBJECTS and c > i]
        other = [c for c in parse.children[verb] if parse.dep[c] in SUBJECTS and (c == top or c < i)]
        return k if bare or not own or other else None
    return None


def _noun_of(parse: Parse, i: int) -> int | None:
    return parse.head[i] if parse.dep[i] == "acl" else clauses.child(parse, i, "nsubj", "nsubjpass")
