"""What is found out about copies: groups of articles that are one report, and passages that others share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from saidwho.records import Span


@dataclass(frozen=True, slots=True)
class CopyOptions:
    """`link` is the mean containment (0 to 1) from which two groups of articles are one.


    `statement_words` is the run of words inside quotation marks, `sentence_words` the length of a sentence, from which
    what two articles share is no chance.
    """

    link: float = 0.2
    statement_words: int = 8
    sentence_words: int = 12


@dataclass(frozen=True, slots=True)
class CopyLink:
    """Why an article is in its group: the member that it is most alike, and how much of the shorter text they share."""

    article: str
    of: str
    containment: float
    shared_words: int


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Articles that are one report. `original` is the earliest published of them, then the longest.

    `id` is made from the members, `articles` are sorted by id, `links` hold one entry for every member but the first.
    """

    id: str
    original: str
    articles: tuple[str, ...]
    links: tuple[CopyLink, ...]


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """Where a passage stands: the id of an article, and offsets into its text."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A sentence or quoted statement in articles that are not copies of each other.

    `occurrences` are sorted by article and offset, in at least two articles that are no copies of each other; the
    words may differ a little. `id` is made from them.
    """

    id: str
    kind: Literal["paragraph", "statement"]
    words: int
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True)
class CopyResult:
    """Copies and shared passages of a set of articles; groups by their first member, passages by id."""

    groups: tuple[CopyGroup, ...] = ()
    shared_paragraphs: tuple[SharedPassage, ...] = ()
    shared_statements: tuple[SharedPassage, ...] = ()
    options: CopyOptions = field(default_factory=CopyOptions)

    def group_of(self, article: str) -> CopyGroup | None:
        """The group of an article's id; None where it has no copies."""
        return self._groups.get(article)

    def original_of(self, article: str) -> str:
        """The id of the article that stands for its group; its own, where it has no copies."""
        group = self._groups.get(article)
        return group.original if group else article

    def copied(self) -> dict[str, str]:
        """For each copy the article that stands for it."""
        return {a: g.original for g in self.groups for a in g.articles if a != g.original}

    def shared_at(self, article: str, span: Span) -> tuple[str, ...]:
        """Ids of the shared passages that overlap these words, sorted."""
        places = self._places.get(article, ())
        return tuple(sorted({p for s, p in places if s.start < span.end and span.start < s.end}))

    def dependent(self, article: str, span: Span, other: str, other_span: Span) -> bool:
        """Whether words of two articles go back to one text: copies, or the same shared passage."""
        if self.original_of(article) == self.original_of(other):
            return True
        return not set(self.shared_at(article, span)).isdisjoint(self.shared_at(other, other_span))

    @cached_property
    def _groups(self) -> Mapping[str, CopyGroup]:
        return {a: g for g in self.groups for a in g.articles}

    @cached_property
    def _places(self) -> Mapping[str, tuple[tuple[Span, str], ...]]:
        found: dict[str, list[tuple[Span, str]]] = {}
        for passage in (*self.shared_paragraphs, *self.shared_statements):
            for place in passage.occurrences:
                found.setdefault(place.article, []).append((place.span, passage.id))
        return {a: tuple(p) for a, p in found.items()}
