"""Whose words an account is made of: what two reports print in the same words has one author, however it is signed.

spoken = Spoken()
spoken.add(0, Words.of(article, content, report))
spoken.add(1, Words.of(other, other_content, other_report))
spoken.alike(1)     # {0} where both rest on the same sentence or the same quoted statement
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from saidwho.records import Article, Span

RUN = 4
"""Words of a run, as in the search for copies."""
SAME = 0.75
"""Part of the runs of the shorter words that stand in the longer ones, from which both are one text."""
SENTENCE, STATEMENT = 12, 8
"""Words of a sentence, and in a row inside quotation marks, from which what two reports share is no chance."""
IN_COPIES = 5
"""Words from which that holds in articles that are copies of each other, where chance plays no part."""
MOST = 40
"""Accounts that are looked up for the same run of words."""
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"“([^“”]+)(?:”|$)|\"([^\"]+)(?:\"|$)")

Runs = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Words:
    """What one account says in one article. `report` is the article of which that is a copy, or its own id."""

    article: str
    report: str
    count: int
    runs: Runs
    quoted: Runs
    """Runs of so many quoted words that two reports do not share them by chance."""

    @classmethod
    def of(cls, article: Article, said: Sequence[Span], report: str) -> Self:
        """The words of some spans. A quotation keeps its marks, or lies whole between marks."""
        words: list[str] = []
        runs: set[tuple[str, ...]] = set()
        quoted: set[tuple[str, ...]] = set()
        for span in said:
            text = article.quote(span)
            found = _words(text)
            words += found
            runs |= _runs(found, RUN)
            marked = article.text[max(0, span.start - 1) : span.start] in ("“", '"') and "“" not in text
            quotes = [text] if marked else [m[1] or m[2] for m in _QUOTED.finditer(text)]
            for quote in quotes:
                quoted |= _runs(_words(quote), STATEMENT)
        return cls(article.id, report, len(words), frozenset(runs), frozenset(quoted))

    def same_as(self, other: Words) -> bool:
        """Whether both are one text: enough words, most of them in the same runs; or one quoted statement."""
        if self.article == other.article:
            return False
        if not self.quoted.isdisjoint(other.quoted):
            return True
        least = IN_COPIES if self.report == other.report else SENTENCE
        shorter = min(len(self.runs), len(other.runs))
        return min(self.count, other.count) >= least and len(self.runs & other.runs) >= SAME * shorter > 0


class Spoken:
    """The words of all accounts of one event by their numbers."""

    def __init__(self) -> None:
        self._words: dict[int, Words] = {}
        self._holders: dict[tuple[str, ...], list[int]] = {}

    def add(self, number: int, words: Words) -> None:
        """Takes the words of one more account."""
        self._words[number] = words
        for run in words.runs:
            holders = self._holders.setdefault(run, [])
            if len(holders) < MOST:
                holders.append(number)

    def alike(self, number: int) -> list[int]:
        """The accounts of other articles that are made of the same words, in order of their numbers.

        Of a story that everybody prints, those that came first stand for all.
        """
        mine = self._words[number]
        near = Counter(n for run in mine.runs for n in self._holders[run])
        return sorted(n for n in near if n != number and mine.same_as(self._words[n]))


def _words(text: str) -> list[str]:
    return [w.casefold() for w in _WORD.findall(text)]


def _runs(words: Sequence[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + length]) for n in range(len(words) - length + 1)}
