"""Which articles are copies of one story, and what otherwise independent articles share.

    copies = find_copies(articles)
    copies.group_of(article.id)            # CopyGroup or None: articles that are one report
    copies.original_of(article.id)         # id of the article that stands for it (its own, where it is no copy)
    copies.shared_at(article.id, span)     # ids of shared paragraphs and statements under these words
    copies.dependent(id_1, span_1, id_2, span_2)   # do two accounts, said in these words, count once?

The result does not depend on the order of the articles, and holds neither clock nor chance.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from saidwho.merging.copies_groups import copy_groups
from saidwho.merging.copies_pairs import Pair
from saidwho.merging.copies_sketch import Sketch, Sketcher
from saidwho.records import Article, Span


@dataclass(frozen=True, slots=True)
class CopyOptions:
    """`link` is the mean likeness (0 to 1) above which two groups of articles are one."""

    link: float = 0.2
    statement_words: int = 8
    paragraph_words: int = 15


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


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands: the id of an article, and offsets into its text."""

    article: str
    span: Span


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A paragraph or quoted statement in articles that are not copies of each other.

    `places` are sorted by article and offset and lie in at least two copy groups; `id` is made from the words.
    """

    id: str
    kind: Literal["paragraph", "statement"]
    words: int
    places: tuple[Place, ...]


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
            for place in passage.places:
                found.setdefault(place.article, []).append((place.span, passage.id))
        return {a: tuple(p) for a, p in found.items()}


def find_copies(articles: Iterable[Article], *, options: CopyOptions | None = None) -> CopyResult:
    """The copy groups and shared passages of a set of articles. The same id twice is one article.

    Only the words of title and body count. Time grows almost in step with the number of articles.
    """
    options = options or CopyOptions()
    sketcher = Sketcher()
    known: dict[str, tuple[Sketch, dt.date]] = {}
    for article in articles:
        if article.id not in known:
            known[article.id] = sketcher.sketch(article), article.published or dt.date.max
    sketches = sorted((s for s, _ in known.values()), key=lambda s: (-s.length, s.id))
    pairs, groups = copy_groups(sketches, options.link)
    dates = {i: day for i, (_, day) in known.items()}
    found = sorted((_copy_group(m, sketches, pairs, dates) for m in groups), key=lambda g: g.articles)
    return CopyResult(tuple(found), options=options)


def _copy_group(
    members: list[int],
    sketches: list[Sketch],
    pairs: Mapping[tuple[int, int], Pair],
    dates: Mapping[str, dt.date],
) -> CopyGroup:
    ids = sorted(sketches[m].id for m in members)
    first = min(members, key=lambda m: (dates[sketches[m].id], -sketches[m].length, sketches[m].id))
    links = []
    for m in members:
        if m == first:
            continue
        found = [(pairs[min(m, o), max(m, o)], o) for o in members if (min(m, o), max(m, o)) in pairs]
        best, of = max(found, key=lambda f: (f[0].alike, f[0].containment, f[0].shared, -f[1]))
        links.append(CopyLink(sketches[m].id, sketches[of].id, round(best.containment, 4), best.shared))
    key = hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16]
    return CopyGroup(key, sketches[first].id, tuple(ids), tuple(sorted(links, key=lambda k: k.article)))
