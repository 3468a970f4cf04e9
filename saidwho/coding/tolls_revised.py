"""Which figures the text itself calls outdated: “from 103 to 95”, “253 and not 359”, “the earlier figure of 95”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from saidwho.coding.tolls_found import Found
from saidwho.coding.tolls_lists import listed
from saidwho.parsing import Parse

_NEAR = 3
"""Sentences within which the newer figure stands."""
_GAP = 6
"""Tokens between the older and the newer figure of one change."""


def superseded(parse: Parse, found: Sequence[Found]) -> set[int]:
    """The numbers (in `found`) of the figures that the text gives as replaced by another of the same kind."""
    out: set[int] = set()
    for n, toll in enumerate(found):
        if toll.part_of is not None or toll.background:
            continue
        after = found[n + 1] if n + 1 < len(found) else None
        if n and found[n - 1].kind == toll.kind and _changed_from(parse, found[n - 1], toll):
            out.add(n)
            continue
        if after is not None and after.kind == toll.kind and _changes_to(parse, toll, after):
            out.add(n)
        elif denied(parse, toll) or (_called_older(parse, toll) and _another(parse, found, n, out)):
            out.add(n)
    return out


def _ends(parse: Parse, toll: Found) -> tuple[int, int]:
    tokens = parse.tokens_in(toll.span)
    return tokens[0], tokens[-1]


def _changes_to(parse: Parse, old: Found, new: Found) -> bool:
    """“from 103 to 95”, “359 was cut to 253”."""
    first, last = _ends(parse, old)
    following, _ = _ends(parse, new)
    between = parse.lower[last + 1 : following]
    if parse.sent[first] != parse.sent[following] or "to" not in between or len(between) > _GAP:
        return False
    if first and parse.lower[first - 1] == "from" and len(between) <= 3:
        return True
    return any(w in listed("change") for w in between) and not set(between) & {",", "and", ";"}


def _changed_from(parse: Parse, new: Found, old: Found) -> bool:
    """“has risen to 27 from 19”."""
    first, _ = _ends(parse, old)
    start, last = _ends(parse, new)
    between = parse.lower[last + 1 : first]
    changes = any(w in listed("change") for w in parse.lower[max(0, start - 6) : start])
    if parse.sent[first] == parse.sent[start] and between[-2:] in (["down", "from"], ["up", "from"]):
        return True  # “was 12, the mayor said, down from 15”
    return parse.sent[first] == parse.sent[start] and between[-1:] == ["from"] and len(between) <= 3 and changes


def denied(parse: Parse, toll: Found) -> bool:
    """“253 and not 359”."""
    first, _ = _ends(parse, toll)
    return first > 1 and parse.lower[first - 1] == "not" and parse.dep[toll.token] == "conj"


def _called_older(parse: Parse, toll: Found) -> bool:
    """“the earlier figure of 95”, “its first figure, 500”, “had at first spoken of 500”, “had said before”."""
    first, past = parse.sents[parse.sent[toll.token]]
    begin, last = _ends(parse, toll)
    ahead = parse.lower[max(first, begin - 8) : begin]
    if any(w in listed("older") for w in ahead) or ["at", "first"] in [ahead[k : k + 2] for k in range(len(ahead))]:
        return True
    if any(w == "first" and set(ahead[k + 1 : k + 3]) & listed("figure") for k, w in enumerate(ahead)):
        return True
    v = next((a for a in parse.ancestors(toll.token) if parse.pos[a] == "VERB"), None)
    if v is not None and parse.lemma[v] in ("put", "give", "speak", "report", "say") and _had_before(parse, v):
        return True
    told = [t for t in range(last + 1, min(past, last + 18)) if parse.lower[t] in ("before", "earlier")]
    return any(parse.dep[t] == "advmod" and not parse.children[t] and parse.lemma[parse.head[t]] == "say" for t in told)


def _had_before(parse: Parse, v: int) -> bool:
    """“had earlier put the number at 80”, “had first spoken of 500”."""
    words = {parse.lower[c] for c in parse.children[v] if c < v}
    return "had" in words and bool(words & {"earlier", "initially", "previously", "first"})


def _another(parse: Parse, found: Sequence[Found], n: int, out: set[int]) -> bool:
    """Whether another figure of the same kind and of other people stands near, the one that counts now."""
    toll = found[n]
    return any(
        other.kind == toll.kind
        and (other.low, other.high) != (toll.low, toll.high)
        and other.part_of is None
        and not other.background
        and m not in out
        and abs(parse.sent[other.token] - parse.sent[toll.token]) <= _NEAR
        for m, other in enumerate(found)
        if m != n
    )


def marked(parse: Parse, found: list[Found]) -> list[Found]:
    """The figures with those that are superseded marked; parts still point at their total."""
    old = superseded(parse, found)
    new = {id(f): replace(f, superseded=True) if n in old else f for n, f in enumerate(found)}
    for f in found:
        if f.part_of is not None and id(f.part_of) in new:
            new[id(f)] = replace(new[id(f)], part_of=new[id(f.part_of)])
    return [new[id(f)] for f in found]
