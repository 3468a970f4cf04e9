"""What looks like speech and is none: “claimed 20 lives”, “responding to a call”, “the riots threaten the state”."""

from __future__ import annotations

from functools import lru_cache

from saidwho.attribution import clauses
from saidwho.attribution.drafts import Draft
from saidwho.attribution.unhappened import deeds
from saidwho.parsing import Parse
from saidwho.resources import read_table


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_table("attribution/unsaid.tsv"):
        found.setdefault(row["kind"], set()).add(row["words"])
    return {kind: frozenset(words) for kind, words in found.items()}


def is_deed(parse: Parse, i: int) -> bool:
    """Whether a verb that can be a cue does something to what it holds, by the noun that it holds."""
    for c in parse.children[i]:
        noun = clauses.child(parse, c, "pobj") if parse.dep[c] == "prep" and parse.lower[c] == "to" else c
        if noun is None or parse.dep[noun] not in ("dobj", "pobj"):
            continue
        if f"{parse.lemma[i]} {parse.lemma[noun]}" in _table()["held"]:
            return clauses.child(parse, noun, "acl", "ccomp") is None
    return parse.lemma[i] in ("threaten", "respond", "slam", "point") and _with_tool(parse, i)


def _with_tool(parse: Parse, i: int) -> bool:
    """“threatened people with a gun”: the parser may hang the tool on the people."""
    thing = clauses.child(parse, i, "dobj")
    for holder in (i, thing):
        for c in parse.children[holder] if holder is not None else ():
            tool = clauses.child(parse, c, "pobj") if parse.lower[c] in ("with", "into") else None
            below = range(parse.left[tool], parse.right[tool] + 1) if tool is not None else range(0)
            if any(parse.lemma[k] in _table()["with"] for k in below):
                return True
    return False


def is_mute(parse: Parse, draft: Draft) -> bool:
    """Whether the source is a deed, a disaster, a weapon: it threatens, claims and reveals, but nobody speaks."""
    held = parse.tokens_in(draft.source[0]) if len(draft.source) == 1 else ()
    if not held or not parse.tag[draft.token].startswith("V"):
        return False
    head = next((k for k in held if not held[0] <= parse.head[k] <= held[-1]), held[-1])
    common = parse.pos[head] == "NOUN" and parse.ent[head] not in ("ORG", "PERSON", "GPE", "NORP")
    return common and (parse.lemma[head] in _table()["doer"] or parse.lemma[head] in deeds() - _TOLD)


_TOLD = frozenset({"operation"})
"""Also a body that speaks (“the UN operation said”)."""
