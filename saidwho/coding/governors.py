"""Words above a deed that say whether it has taken place: “foiled”, “beaten back”, “vowed to”, “the scene of”."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from saidwho.parsing import Parse
from saidwho.resources import read_table

Sign = Literal["attempted", "threatened", "planned", "hypothetical", "not", "was", "pass", "ongoing", "future", "aim"]


@dataclass(frozen=True, slots=True)
class Governor:
    """A row of the table of words above an event."""

    pos: str
    how: str
    sign: Sign


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[Governor, ...]]:
    table: dict[str, list[Governor]] = {}
    for row in read_table("coding/governors.tsv"):
        for lemma in row["lemmas"].split():
            table.setdefault(lemma, []).append(Governor(row["pos"], row["how"], cast(Sign, row["stage"])))
    return {lemma: tuple(rows) for lemma, rows in table.items()}


def governors_of(parse: Parse, i: int) -> tuple[Governor, ...]:
    """The rows of a word, those with its particle (“beat back”) before those without."""
    rows: tuple[Governor, ...] = ()
    for c in parse.children[i]:
        if parse.dep[c] in ("prt", "advmod"):
            rows += _table().get(f"{parse.lemma[i]}+{parse.lower[c]}", ())
    return rows + _table().get(parse.lemma[i], ())
