"""Statements that name only who had a part in a deed: “most of the victims lived there”, “the captors want money”.

Who tells particulars of it vouches for it; who wishes, promises or mourns does not.
"""

from __future__ import annotations

import re
from functools import lru_cache

from saidwho.merging.cluster import Cluster
from saidwho.merging.stances import REALISED
from saidwho.records import Article, Attribution, EventMention, Span
from saidwho.resources import read_table

_SAYS = frozenset({"say", "report", "confirm"})
_RELAYS = frozenset({"media", "outlet", "document"})
_NOT_TOLD = re.compile(
    r"\b(?:will|shall|would|should|must|may|might|could|can|if|whether|thoughts?|condolences|prayers?|pray|sympath\w*|"
    r"justice|tribute|compensation|mourn\w*|grie\w*|sorry|help|support|no comment|not comment|"
    r"no (?:\w+ )?(?:reports?|information|knowledge|records?|evidence|indications?|word)|aware|"
    r"precautions?|prevent\w*|avoid\w*|minimi[sz]e\w*|risk|fears?)\b",
    re.IGNORECASE,
)
_NEAR = 40
"""Characters of a clause between such a word and the participant that it is about."""
_ARMED = frozenset({"state forces", "rebel group", "armed group", "political militia", "communal militia", "police"})


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    return {row["word"]: row["of"] for row in read_table("merging/participants.tsv")}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(_words(), key=len, reverse=True))
    return re.compile(rf"(?:\b(the|its|their|his|these|those|all|of)\s+(?:[\w-]+\s+)?|\b)({words})\b", re.IGNORECASE)


def participant(article: Article, attribution: Attribution, group: Cluster) -> Span | None:
    """The words in a statement for who or what had a part in the deed of a group, or None."""
    speaker = attribution.speaker
    if attribution.cue_class not in _SAYS or attribution.negated or speaker is None or speaker.kind in _RELAYS:
        return None
    if any(_NOT_TOLD.search(article.quote(cue)) for cue in attribution.cue):
        return None
    for content in attribution.content:
        said = article.quote(content)
        if _NOT_TOLD.search(said):
            return None
        for found in _pattern().finditer(said):
            word = found[2].casefold()
            if _proceeding("before").search(said, 0, found.start(2)) or _proceeding("behind").match(said, found.end(2)):
                continue
            bare = word.endswith("s") and _words()[word] in ("killing", "abduction")
            if (found[1] is not None or word.startswith("those ") or bare) and _fits(_words()[word], word, group):
                return Span(content.start + found.start(2), content.start + found.end(2))
    return None


@lru_cache(maxsize=2)
def _proceeding(use: str) -> re.Pattern[str]:
    """Words before a participant, up to it, or right behind it, by which a statement is none on the deed itself."""
    words = "|".join(r["word"] for r in read_table("merging/proceedings.tsv") if r["use"] == use)
    pattern = rf"\b(?:{words})\b[^,;.]{{0,{_NEAR}}}$" if use == "before" else rf"\s(?:{words})\b"
    return re.compile(pattern, re.IGNORECASE)


def _fits(of: str, word: str, group: Cluster) -> bool:
    told = [m for m in group.mentions if m.polarity == "positive" and m.stage in REALISED]
    if of == "killing":
        return any(m.type == "ASSAULT" and _harmed(m) for m in told)
    if of == "abduction":
        return any(m.mode == "abduct" or any(t.kind == "abducted" for t in m.tolls) for m in told)
    if of == "weapon":
        return any(m.type == "ASSAULT" and m.weapon and word.removesuffix("s") in m.weapon for m in told)
    return any(m.type == "ASSAULT" and any(a.kind in _ARMED for a in m.actors) for m in told)


def _harmed(mention: EventMention) -> bool:
    return bool(mention.tolls) or any(r.name in ("victim", "target") for r in mention.roles)
