"""Where a time expression can be: the words and digits that the rules of the grammar cannot do without.

The grammar runs only there, which keeps it linear and cheap on long articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from saidwho.linking.times_calendar import MONTHS, WEEKDAYS, holiday_keys
from saidwho.linking.times_days import DAY_NEEDS
from saidwho.linking.times_holidays import HOLIDAY_NEEDS
from saidwho.linking.times_parts import PART_NEEDS
from saidwho.linking.times_points import POINT_NEEDS
from saidwho.linking.times_rules import NEEDS as RULE_NEEDS
from saidwho.linking.times_sets import SET_NEEDS
from saidwho.linking.times_told import TOLD_NEEDS
from saidwho.linking.times_words import words_of
from saidwho.records import Span

AROUND = 60
"""Characters on both sides of a word that can belong to its expression."""
NEEDS = {**DAY_NEEDS, **RULE_NEEDS, **POINT_NEEDS, **PART_NEEDS, **HOLIDAY_NEEDS, **TOLD_NEEDS, **SET_NEEDS}
"""Rule -> the kinds of words without which it never fits."""
_TOKEN = re.compile(r"[A-Za-z]+|\d+")
_DIGIT = frozenset(("digit",))


@lru_cache(maxsize=1)
def _kinds() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind in ("which", "deictic", "unit", "now", "quarter", "season", "every", "clock", "eve", "long", "century"):
        for word in words_of(kind):
            found.setdefault(word, set()).add(kind)
    for month in MONTHS:
        for word in (month, month[:3], month[:4]):
            found.setdefault(word, set()).add("month")
    for day in WEEKDAYS:
        found.setdefault(day, set()).add("weekday")
        found.setdefault(f"{day}s", set()).add("weekdays")
    for word in holiday_keys():
        found.setdefault(word, set()).add("holiday")
    return {word: frozenset(kinds) for word, kinds in found.items()}


def stretches(text: str, span: Span) -> Iterator[tuple[int, int, frozenset[str]]]:
    """(start, end, kinds of words in it) of each stretch that may hold a time expression, in order."""
    known = _kinds()
    start = end = -1
    kinds: frozenset[str] = frozenset()
    for match in _TOKEN.finditer(text, span.start, span.end):
        word = match.group()
        here = _DIGIT if word[0] <= "9" else known.get(word.lower())
        if here is None:
            continue
        first, past = max(span.start, match.start() - AROUND), min(span.end, match.end() + AROUND)
        if start >= 0 and first <= end:
            end, kinds = past, kinds | here
            continue
        if start >= 0:
            yield start, _to_blank(text, end, span), kinds
        start, end, kinds = first, past, here
    if start >= 0:
        yield start, _to_blank(text, end, span), kinds


def _to_blank(text: str, at: int, span: Span) -> int:
    """No word is cut at the end."""
    while at < span.end and not text[at].isspace():
        at += 1
    return at
