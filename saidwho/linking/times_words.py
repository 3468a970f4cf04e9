"""The packaged words of time expressions."""

from __future__ import annotations

from functools import lru_cache

from saidwho.resources import read_table


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for row in read_table("linking/times_words.tsv"):
        found.setdefault(row["class"], {})[row["word"]] = row["value"]
    return found


def words_of(kind: str) -> dict[str, str]:
    """Word -> value of one class of the table, in the table's order."""
    return _table()[kind]


@lru_cache(maxsize=1)
def parts() -> dict[str, tuple[str, str]]:
    """Word -> part of the day and its TIMEX3 code; the most exact words first."""
    return {word: (value.split()[0], value.split()[1]) for word, value in words_of("part").items()}
