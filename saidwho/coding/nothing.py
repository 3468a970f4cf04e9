"""“Nothing happened”, “no such incident was recorded”: a telling without a word of its own for the deed it denies.

It denies the deed that the article talks about: the last one told before, else the first one told after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from saidwho.coding.clause import own_subject, verb
from saidwho.coding.codebook import Trigger
from saidwho.coding.grouping import MATERIAL, Happening
from saidwho.coding.triggers import Candidate
from saidwho.parsing import Parse
from saidwho.records import EventMention

_OCCUR = frozenset(("happen", "occur"))
_PRO = frozenset(("it", "this", "that", "which"))
_NOUNS = frozenset(("incident", "event", "episode", "thing"))
_TOLD = frozenset(("record", "report", "happen", "occur", "take", "be", "register"))
_NEAR = 3
"""Sentences back to the deed that “it” can mean."""


def denials(parse: Parse, mentions: Sequence[EventMention]) -> list[Happening]:
    """One happening for each sentence that says that nothing happened, of the type of the deed it denies."""
    told = [m for m in mentions if m.type in MATERIAL and m.background is None]
    if not told:
        return []
    found = []
    for first, past in parse.sents:
        said = next((hit for i in range(first, past) if (hit := _denial(parse, i)) is not None), None)
        if said is None:
            continue
        token, near = said
        meant = _meant(parse, told, token, near)
        if meant is not None:
            trigger = Trigger(parse.lemma[token], None, "N", meant.type, meant.mode, "incident", (), 2)
            own = Candidate(token, trigger, None)
            found.append(Happening(own, (own,)))
    return found


def denied_where(mention: EventMention) -> EventMention:
    """“Nothing happened at Tolo”: a place and no target, and the news, however plain its words."""
    roles = tuple(replace(r, name="place") if r.name == "target" else r for r in mention.roles)
    return replace(mention, roles=tuple(dict.fromkeys(roles)), background=None)


def _denial(parse: Parse, i: int) -> tuple[int, bool] | None:
    """(token that denies, whether it only means a deed told shortly before)."""
    if parse.lemma[i] in _NOUNS and parse.pos[i] == "NOUN":
        none = any(parse.lower[c] == "no" for c in parse.children[i])
        such = any(parse.lower[c] == "such" for c in parse.children[i])
        up = parse.head[i]
        return (i, False) if none and such and verb(parse, up) and parse.lemma[up] in _TOLD else None
    takes = parse.lemma[i] == "take" and any(parse.lower[c] == "place" for c in parse.children[i])
    if not verb(parse, i) or not (parse.lemma[i] in _OCCUR or takes):
        return None
    who = own_subject(parse, i)
    if who is None:
        return None
    if parse.lower[who] == "nothing":
        compared = {"as", "so", "like", "worse", "comparable", "similar", "more", "since", "else"}
        return None if compared & set(parse.lower[who + 1 : who + 3]) else (i, False)
    denied = any(parse.dep[c] == "neg" for c in parse.children[i])
    meant = parse.lower[who] in _PRO or (parse.lemma[who] in _NOUNS and parse.tag[who] == "NN")
    return (i, True) if denied and meant else None


def _meant(parse: Parse, told: Sequence[EventMention], token: int, near: bool) -> EventMention | None:
    start = parse.sentence(token).start
    before = [m for m in told if m.trigger.start < start]
    if near:
        before = [m for m in before if _sentences(parse, m, token) <= _NEAR]
        return before[-1] if before else None
    here = [m for m in told if m.sentence.start == start]
    return next(iter([*before[-1:], *here[:1], *told[:1]]), None)


def _sentences(parse: Parse, mention: EventMention, token: int) -> int:
    at = parse.tokens_in(mention.trigger)
    return parse.sent[token] - parse.sent[at[0]] if at else _NEAR + 1
