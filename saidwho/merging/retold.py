"""What is told again without a mark of its own: “convicted of murder”, “the rioting”, beside the one deed of its kind.

A second look over the groups of one article: a telling that says nothing of who, whom, where or when belongs to the
only deed of its family that the report is about; protests of one day and town are one event, as ACLED counts them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from saidwho.merging.following import others_do
from saidwho.records import Article, EventMention

Apart = Callable[[EventMention, EventMention], bool]
_NEW = re.compile(
    r"\b(?:an?|another|any|each|every|no|other|more|such|similar|further|future|new|previous|past|earlier|recent|"
    r"several|many|some|two|three|of)\s+(?:[\w'’-]+\s+){0,2}$",
    re.IGNORECASE,
)
"""Words before a noun that do not point to what was told."""
_DEEDS = frozenset({"ASSAULT", "COERCE", "PROTEST"})
_PLURAL = re.compile(r"[^\Ws]s$")
_CROWD = frozenset({"demo", "riot", "vandalize", "obstruct", None})
"""Modes of PROTEST that are one event on one day in one town; a strike goes its own way."""


def home(article: Article, mention: EventMention, groups: Sequence[Sequence[EventMention]], apart: Apart) -> int | None:
    """Which of the groups of the mention's family, those of the report's own news, tells of its deed; None if none
    surely does. `apart` tells whether two mentions cannot be of one event.
    """
    if mention.background is not None or mention.type not in _DEEDS:
        return None
    fitting = [n for n, group in enumerate(groups) if not any(apart(other, mention) for other in group)]
    if mention.type == "PROTEST":
        return fitting[0] if fitting and _is_crowd(article, mention, groups[fitting[0]]) else None
    marked = [n for n, group in enumerate(groups) if any(map(_is_marked, group))]
    if len(marked) != 1 or marked[0] not in fitting or not _is_bare(article, mention):
        return None
    return marked[0]


def _is_crowd(article: Article, mention: EventMention, group: Sequence[EventMention]) -> bool:
    if not all(m.mode in _CROWD for m in (mention, *group)) or any(_elsewhere(m, mention) for m in group):
        return False
    return not others_do(mention) and not _is_new(article, mention)


def _elsewhere(a: EventMention, b: EventMention) -> bool:
    """Two towns, also where the sentence alone tells of one: “in X too, 20,000 people marched”."""
    towns = [m.place.name for m in (a, b) if m.place and m.place.precision in ("site", "city")]
    return len(set(towns)) > 1


def _is_marked(mention: EventMention) -> bool:
    """Whether a telling says whom it struck, where or when."""
    own = mention.place is not None and mention.place.inferred_from is None
    return bool(mention.targets or mention.tolls or own or mention.time)


def _is_bare(article: Article, mention: EventMention) -> bool:
    word = article.quote(mention.trigger)
    return not _is_marked(mention) and not mention.actors and not _PLURAL.search(word) and not _is_new(article, mention)


def _is_new(article: Article, mention: EventMention) -> bool:
    before = article.text[max(mention.sentence.start, mention.trigger.start - 40) : mention.trigger.start]
    return _NEW.search(before) is not None
