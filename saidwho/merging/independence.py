"""Which accounts count as one original source, and why (docs/status.md)."""

from __future__ import annotations

from collections.abc import Collection

from saidwho.merging.drafts import Draft
from saidwho.merging.offices import WHOLE
from saidwho.merging.parties import same_side, same_source, tied

_ARTICLES = frozenset({"the", "a", "an"})


def relays(draft: Draft) -> bool:
    """Whether a medium passes on what it did not see itself: it is a source only where there is no other."""
    return draft.medium and not draft.witness


def one_voice(a: Draft, b: Draft, *, parties: Collection[str]) -> str | None:
    """Why two accounts are of one source: by name, office or side, as a mouthpiece, by their words; None if not.

    `parties` are the states that are a party to the event.
    """
    if a.number in b.rests_on or b.number in a.rests_on:
        return "two reports print the same words"
    if a.witness and b.witness and a.wire and a.wire == b.wire:
        return f"reporters of {a.wire} saw it"
    one, other = a.speaker, b.speaker
    if one is None or other is None:
        return None
    if same_source(one, other):
        return "one speaker, or one speaks for the other"
    if same_side(a.side, b.side, parties=parties):
        if a.side.body == b.side.body and a.side.body != WHOLE:
            return "one institution"
        return "offices of a state that is a party to it" if a.side.state in parties else "a state and its office"
    if tied(a.side, other) or tied(b.side, one):
        return "one speaks for the other's side"
    words, others = (set(x.as_written.casefold().split()) - _ARTICLES for x in (one, other))
    if one.name is None and other.name is None and words and (words <= others or others <= words):
        return "nothing tells the two apart"
    return None
