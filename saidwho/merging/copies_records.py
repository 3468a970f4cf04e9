"""What is found out about copies: groups of articles that are one report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class CopyOptions:
    """`link` is the mean containment (0 to 1) from which two groups of articles are one."""

    link: float = 0.2


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


@dataclass(frozen=True)
class CopyResult:
    """Copies among a set of articles; groups by their first member."""

    groups: tuple[CopyGroup, ...] = ()

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

    @cached_property
    def _groups(self) -> Mapping[str, CopyGroup]:
        return {a: g for g in self.groups for a in g.articles}
