"""A report that looks back: its headline remembers a deed, and what it tells without a day of its own is as old."""

from __future__ import annotations

from dataclasses import replace

from saidwho.coding.grouping import MATERIAL
from saidwho.coding.times import time_words
from saidwho.coding.tolls_lists import listed
from saidwho.parsing import Parse
from saidwho.records import EventMention

REASON = "an earlier year"


def remembered(parse: Parse, mentions: list[EventMention]) -> list[EventMention]:
    """The mentions, those of an old deed's story marked as background.

    The headline must hold a word of remembrance, and the first deed told must be an earlier year's.
    """
    if not mentions or not _looks_back(parse):
        return mentions
    first = next((m for m in mentions if m.type in MATERIAL), None)
    if first is None or first.background is None or "year" not in first.background:
        return mentions
    return [replace(m, background=REASON) if _undated(parse, m) else m for m in mentions]


def _looks_back(parse: Parse) -> bool:
    title = [i for i in range(len(parse)) if parse.para[i] == parse.para[0]] if len(parse) else []
    words = {parse.lower[i] for i in title} | {parse.lemma[i] for i in title}
    since = any(parse.lower[i] in ("years", "decades") and parse.lower[i + 1 : i + 2] != ["old"] for i in title)
    after = words & {"on", "after", "since", "later", "ago"}
    return bool(words & listed("remember")) or (since and bool(after))


def _undated(parse: Parse, mention: EventMention) -> bool:
    """Took place, and no day or hour of its own."""
    if mention.background is not None or mention.type not in MATERIAL or mention.stage != "occurred":
        return False
    words = {parse.lower[i] for r in mention.roles if r.name == "time" for i in parse.tokens_in(r.span)}
    return not words & time_words() - {"night", "year"}
