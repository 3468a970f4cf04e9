"""Sources that the parse takes out of an aside: “authorities in the town, which the Front rules, had spoken of …”."""

from __future__ import annotations

from saidwho.attribution.drafts import Draft
from saidwho.parsing import Parse
from saidwho.records import Span

LONGEST = 12
"""Tokens of who speaks, before the aside."""
RELATIVES = frozenset({"which", "who", "whom", "where"})
SPEAKING = frozenset({"DET", "NOUN", "PROPN", "ADJ", "ADP", "NUM", "PART"})


def mend_asides(parse: Parse, drafts: list[Draft]) -> None:
    """Gives a cue behind an aside the speaker before it, and drops speakers that are no name (“spoken to them and”)."""
    for draft in drafts:
        named = _before_aside(parse, draft) if draft.source else None
        if named is not None:
            draft.source = [named]
    drafts[:] = [d for d in drafts if not _is_broken(parse, d)]


def _before_aside(parse: Parse, draft: Draft) -> Span | None:
    """The name before “, which X rules, had said”, where the source is “X rules”."""
    held = parse.tokens_in(draft.source[0])
    cue = parse.tokens_in(draft.cue)
    if not held or not cue or held[-1] >= draft.token or held[0] < 3 or parse.word[held[-1] + 1] != ",":
        return None
    opens = held[0] - 1 if parse.lower[held[0] - 1] in RELATIVES else held[0]
    if parse.lower[opens] not in RELATIVES or parse.word[opens - 1] != "," or opens == held[-1]:
        return None
    first, last = parse.sents[parse.sent[opens]][0], opens - 2
    k = last
    while k >= first and last - k < LONGEST and parse.pos[k] in SPEAKING:
        k -= 1
    while k < last and parse.pos[k + 1] == "ADP":
        k += 1
    begins = k + 1 == first or parse.tag[k] in ("CC", "RB", "IN", ",")
    noun = any(parse.pos[j] in ("NOUN", "PROPN") for j in range(k + 1, last + 1))
    return parse.span(k + 1, last) if begins and noun and last >= k + 1 else None


def _is_broken(parse: Parse, draft: Draft) -> bool:
    """A source that begins with a participle and ends with “and”."""
    held = parse.tokens_in(draft.source[0]) if draft.source else ()
    return len(held) > 1 and parse.tag[held[0]] == "VBN" and parse.tag[held[-1]] == "CC"
