"""“laid the attack at the door of X”, “a blast that the police laid at X's door”: blame without a verb of blaming."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from saidwho.attribution import clauses
from saidwho.attribution.drafts import Draft
from saidwho.parsing import Parse
from saidwho.records import Span

_DOORS = frozenset(("door", "doorstep", "feet"))
_LAID_ON = frozenset(("blame", "pin", "attribute"))
_RELATIVES = frozenset(("that", "which"))
_LAID = frozenset(("lay", "put", "place", "lie"))
LONGEST = 12
"""Tokens between the verb and the door."""


def find_blame(parse: Parse) -> Iterator[Draft]:
    """Accusations by whom a deed is laid at somebody's door, in order of the text."""
    for i in range(len(parse)):
        if parse.lemma[i] not in _LAID or not parse.tag[i].startswith("V"):
            continue
        door = _door(parse, i)
        head = clauses.agent(parse, i) if clauses.is_passive(parse, i) else clauses.child(parse, i, "nsubj")
        if door is None or head is None:
            continue
        whose = _whose(parse, door)
        deed = _deed(parse, i, head, door)
        if whose is not None and deed is not None:
            source = parse.span(*clauses.phrase(parse, head, stop=i))
            content = [deed, whose] if deed.start < whose.start else [whose, deed]
            yield Draft(i, parse.span(i, i), [source], content, "accuse", confidence=0.8)


def lay_on(parse: Parse, drafts: Sequence[Draft]) -> None:
    """“A bombing (that) the ministry has blamed on the rebels”: what is said holds the deed and whose it is."""
    for draft in drafts:
        i = draft.token
        if draft.cue_class != "accuse" or parse.dep[i] != "relcl" or parse.lemma[i] not in _LAID_ON:
            continue
        behind = next((c for c in parse.children[i] if c > i and parse.lower[c] in ("on", "to")), None)
        whose = clauses.child(parse, behind, "pobj") if behind is not None else None
        noun = _highest(parse, parse.head[i])
        begins = parse.tokens_in(draft.source[0]) if draft.source else range(0)
        if behind is None or whose is None or not begins or not noun < begins[0]:
            continue
        deed = parse.span(parse.left[noun], max(noun, begins[0] - 1 - (parse.lower[begins[0] - 1] in _RELATIVES)))
        draft.content, draft.bounded = [deed, parse.span(*clauses.phrase(parse, whose))], True


def _highest(parse: Parse, noun: int) -> int:
    """“The shelling of a market in X, which it blamed on Y”: behind a comma the phrase's own noun is meant."""
    behind = parse.right[noun]
    if not any(parse.word[k] == "," for k in range(noun + 1, min(noun + 3, behind + 1))):
        return noun
    while parse.dep[noun] == "pobj" and parse.pos[parse.head[parse.head[noun]]] in ("NOUN", "PROPN"):
        noun = parse.head[parse.head[noun]]
    return noun


def _door(parse: Parse, i: int) -> int | None:
    """The door behind “at”."""
    past = min(parse.sents[parse.sent[i]][1], i + LONGEST)
    door = next((k for k in range(i + 2, past) if parse.lower[k] in _DOORS and parse.pos[k] == "NOUN"), None)
    return door if door is not None and any(parse.lower[k] == "at" for k in range(max(i, door - 5), door)) else None


def _whose(parse: Parse, door: int) -> Span | None:
    """Who stands behind “of”, or owns the door."""
    for c in parse.children[door]:
        if parse.lower[c] == "of" and c > door:
            inner = clauses.child(parse, c, "pobj")
            return parse.span(*clauses.phrase(parse, inner)) if inner is not None else None
        if parse.dep[c] == "poss":
            last = parse.right[c] - 1 if parse.tag[parse.right[c]] == "POS" else parse.right[c]
            return parse.span(parse.left[c], last)
    return None


def _deed(parse: Parse, i: int, head: int, door: int) -> Span | None:
    """What is laid there: the object, or the noun that the relative clause belongs to."""
    thing = clauses.child(parse, i, "dobj", "nsubjpass")
    if thing is not None and parse.tag[thing] not in ("WDT", "WP") and thing != head:
        return parse.span(parse.left[thing], min(parse.right[thing], door - 1))
    if parse.dep[i] == "relcl" and parse.head[i] < head:
        noun = parse.head[i]
        return parse.span(parse.left[noun], noun)
    return None
