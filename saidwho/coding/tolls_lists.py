"""The short lists of words that the grammar of counts and tolls asks for, by name."""

from __future__ import annotations

from functools import lru_cache

from saidwho.resources import read_table


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    return {row["list"]: frozenset(row["words"].split()) for row in read_table("coding/toll_lists.tsv")}


def listed(name: str) -> frozenset[str]:
    """The words of one list of the table. Raises `KeyError` for a name that it lacks."""
    return _lists()[name]
