"""Words of mentions held against each other: stems, names and targets, and whether a noun points back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from saidwho.linking import same_actor
from saidwho.records import Actor, Article, EventMention, Span


def all_words(actors: Sequence[Actor]) -> frozenset[str]:
    return frozenset(w for x in actors for w in words_of(f"{x.name or ''} {x.as_written}"))


def shared_targets(a: EventMention, b: EventMention) -> bool:
    for x in a.targets:
        for y in b.targets:
            if same_actor(x, y) or all_words([x]) & all_words([y]):
                return True
    return False


def shared_figures(a: EventMention, b: EventMention) -> bool:
    return any(x.kind == y.kind and x.low == y.low and x.high == y.high for x in a.tolls for y in b.tolls)


_DEFINITE = re.compile(
    r"\b(?:the|this|that|these|those|twin|its|their|his|[a-z]+day['’]s)\s+"
    r"(?:(?!(?:he|she|it|they|we|i|you|who|had|has|have|was|were|is|are|be|been|will|would|did|do|does)\b)[\w'’-]+\s+){0,3}$",
    re.IGNORECASE,
)


def definite(article: Article, trigger: Span) -> bool:
    """“the attack”, “this strike”, “Sunday's blast”: words that point back."""
    before = article.text[max(0, trigger.start - 50) : trigger.start]
    return bool(_DEFINITE.search(before)) and article.quote(trigger)[-3:] not in ("ing", "sed")


_STOP = frozenset("the a an of in on at and or for to its their his her with from by".split())


@lru_cache(maxsize=8192)
def words_of(text: str) -> frozenset[str]:
    return frozenset(stem_of(w) for w in re.findall(r"\w+", text.casefold()) if w not in _STOP and len(w) > 2)


def stem_of(word: str) -> str:
    """Without inflection, roughly: “strikes”, “striking” and “strike” are alike."""
    word = word.casefold()
    for ending in ("ings", "ing", "ers", "ies", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word.removesuffix("e")
