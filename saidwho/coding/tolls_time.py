"""Which figures are of a longer time or of an earlier year, by the words of their sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from saidwho.parsing import Parse
from saidwho.resources import read_table


@lru_cache(maxsize=1)
def _signs() -> re.Pattern[str]:
    rows = [re.escape(row["words"]) for row in read_table("coding/toll_background.tsv")]
    shapes = [r.replace(r"\{year\}", r"(?:19|20)\d\d").replace(r"\{n\}", r"\d+") for r in rows]
    shapes = [s.replace(r"\{w\}", r"\w+(?: \w+)?") for s in shapes]
    return re.compile(r"\b(?:" + "|".join(shapes) + r")\b")


_COMPARES = re.compile(r"\b(?:deadliest|worst|largest|biggest|bloodiest|heaviest|highest)\b")
"""“The deadliest attack in years” compares the news with other times and is still the news."""
_CLAUSES = frozenset(("relcl", "acl"))


def is_background(parse: Parse, i: int) -> bool:
    """Whether the clause of token `i` puts its figure over a longer time or before the news."""
    clause = _clause(parse, i)
    return _signs().search(clause) is not None and _COMPARES.search(clause) is None


def _clause(parse: Parse, i: int) -> str:
    """The words of the sentence without relative clauses, or of the relative clause that holds the token."""
    first, past = parse.sents[parse.sent[i]]
    own = next((a for a in (i, *parse.ancestors(i)) if parse.dep[a] == "relcl"), None)
    if own is not None:
        first, past = parse.left[own], parse.right[own] + 1
    dropped: set[int] = set()
    for t in range(first, past):
        if parse.dep[t] in _CLAUSES and t != own and not parse.left[t] <= i <= parse.right[t]:
            dropped.update(range(parse.left[t], parse.right[t] + 1))
    return " ".join(parse.lower[t] for t in range(first, past) if t not in dropped)
