"""The outlet's own witness: “our reporter saw”, “a correspondent of the agency at the scene counted”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from saidwho.records import Actor, Article, Attribution, Span
from saidwho.resources import read_table

_WORDS_BETWEEN = 8
"""Words between who was there and what he saw (“a correspondent of the agency at the scene counted”)."""


def is_witness(
    article: Article, speaker: Actor | None, attributions: Sequence[Attribution], said: Sequence[Span]
) -> bool:
    """Whether an account is what people of an outlet saw themselves: the outlet is then a source of its own."""
    if not attributions:
        return any(_saw().search(article.quote(span)) for span in said)
    if speaker is None or not _who().search(speaker.as_written):
        return False
    return any(a.cue_class == "perceive" or _seen(article, a) for a in attributions)


def _seen(article: Article, attribution: Attribution) -> bool:
    cues = " ".join(article.quote(span) for span in attribution.cue)
    return bool(_did().search(cues))


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    rows = list(read_table("merging/witnesses.tsv"))
    return {use: "|".join(r["word"] for r in rows if r["use"] == use) for use in ("noun", "verb")}


@lru_cache(maxsize=1)
def _who() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_table()['noun']})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _did() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_table()['verb']})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _saw() -> re.Pattern[str]:
    """An outlet or “our” beside the noun: “journalists saw” alone may be anybody's."""
    nouns, verbs = _table()["noun"], _table()["verb"]
    before = rf"\b(?:[Oo]ur|[A-Z][A-Za-z]+(?:['’]s)?)\s+(?:\w+\s+)?(?:{nouns})"
    behind = rf"\b(?:{nouns})\s+(?:of|for|from|with)\s+(?:the\s+)?[A-Z]\w+"
    return re.compile(rf"(?:{before}|{behind})\b(?:\s+[\w'’-]+){{0,{_WORDS_BETWEEN}}}?\s+(?:{verbs})\b")
