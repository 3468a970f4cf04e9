"""Blame in so many words: “was backed by Arland”, “the Front is responsible”."""

from __future__ import annotations

import re
from functools import lru_cache

from saidwho.merging.beside import is_beside
from saidwho.merging.offices import side_of, state_in
from saidwho.merging.parties import same_source
from saidwho.records import Actor, Article, Attribution, EventMention
from saidwho.resources import read_table

_NEAR = 60
"""Characters between the words and the party that they name."""
_WORDS = 2
"""Words beside them in which a state is named."""
_DENIED = re.compile(r"\b(?:not|no|never|nobody|none|neither|nothing|without|whether|if|who)\b|n['’]t\b", re.IGNORECASE)


def blames(article: Article, attribution: Attribution, mention: EventMention, parties: list[Actor]) -> bool:
    """Whether the speaker lays a deed, in the words around it, at the door of a party that is not his.

    Words that only speak of the deed (“it was a rocket of the Front”) count as a whole.
    """
    speaker = attribution.speaker
    if speaker is None or speaker.kind in ("media", "outlet", "document") or attribution.negated:
        return False
    inside = [s for s in attribution.content if s.start <= mention.trigger.start < s.end]
    inside = inside or [s for s in attribution.content if is_beside(mention)]
    words = article.quote(inside[0]) if inside else ""
    before, after = _patterns()
    found = [words[max(0, m.start() - _NEAR) : m.start()] for m in before.finditer(words)]
    found += [words[m.end() : m.end() + _NEAR] for m in after.finditer(words)]
    if not found or _DENIED.search(words):
        return False
    mine = side_of(speaker, article).state
    beside = [" ".join(words[max(0, m.start() - _NEAR) : m.start()].split()[-_WORDS:]) for m in before.finditer(words)]
    beside += [" ".join(words[m.end() :].split()[:_WORDS]) for m in after.finditer(words)]
    if any((state := state_in(text)) and state != mine for text in beside):
        return True
    return any(_named(p, text) and not _own(speaker, p) for text in found for p in parties)


def _named(party: Actor, text: str) -> bool:
    names = [n for n in (party.name, party.as_written) if n and n[:1].isupper()]
    return any(re.search(rf"(?<!\w){re.escape(n)}(?!\w)", text) for n in names)


def _own(speaker: Actor, party: Actor) -> bool:
    mine, its = side_of(speaker).state, side_of(party).state
    return same_source(speaker, party) or (mine is not None and mine == its)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = list(read_table("merging/blame.tsv"))
    one, other = ("|".join(re.escape(r["words"]) for r in rows if r["place"] == p) for p in ("before", "after"))
    return re.compile(rf"\b(?:{one})\b", re.IGNORECASE), re.compile(rf"\b(?:{other})\b", re.IGNORECASE)
