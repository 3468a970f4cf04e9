"""What English nouns stand for: persons, groups, parts of the body, or something that nobody can do or be hit as."""

from __future__ import annotations

from functools import lru_cache

from saidwho.resources import read_table


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    return {row["word"]: row["class"] for table in ("nouns.tsv", "nouns_more.tsv") for row in read_table(table)}


def noun_class(lemma: str) -> str | None:
    """`person`, `group`, `body` (a part of one), `abstract`, `thing` or `gathering` by most uses of a noun.

    From WordNet 3.0, where news differs from it by a table of our own. None for other things and unknown words.
    """
    return _classes().get(lemma)


def is_party(lemma: str) -> bool:
    """Whether a common noun stands for somebody who can act."""
    return noun_class(lemma) in ("person", "group")
