"""The word tables of places."""

from __future__ import annotations

from functools import lru_cache

from saidwho.resources import read_table


@lru_cache(maxsize=16)
def place_words(name: str) -> frozenset[str]:
    """Words of a class of `linking/places_words.tsv`."""
    return frozenset(row["word"] for row in read_table("linking/places_words.tsv") if row["class"] == name)
