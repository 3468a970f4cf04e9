"""Which figures are of a longer time or of an earlier year, by the words of their sentence."""

from __future__ import annotations

import re
from functools import lru_cache

from saidwho.coding.tolls_lists import listed
from saidwho.parsing import Parse
from saidwho.resources import read_table


@lru_cache(maxsize=1)
def _signs() -> re.Pattern[str]:
    rows = [re.escape(row["words"]) for row in read_table("coding/toll_background.tsv")]
    shapes = [r.replace(r"\{year\}", r"(?:19|20)\d\d").replace(r"\{n\}", r"\d+") for r in rows]
    shapes = [s.replace(r"\{w\}", r"\w+(?: \w+)?") for s in shapes]
    return re.compile(r"\b(?:" + "|".join(shapes) + r")\b")


@lru_cache(maxsize=1)
def _this_day() -> re.Pattern[str]:
    """“Since the evening”, “since the attack”: over the news itself and no longer time."""
    words = "|".join(sorted(listed("this_day") | listed("this_deed")))
    return re.compile(rf"\bsince (?:the |early |late )*(?:\w+ )?(?:{words})\b")


_CLAUSES = frozenset(("relcl", "acl"))


def is_background(parse: Parse, i: int) -> bool:
    """Whether the clause of token `i` puts its figure over a longer time or before the news.

    “The deadliest attack in years” compares the news with other times and is still the news.
    """
    words = _clause(parse, i)
    if earlier(parse, i):
        return True
    text = _this_day().sub("", " ".join(words))
    return _signs().search(text) is not None and not listed("compare") & set(words)


def earlier(parse: Parse, i: int) -> bool:
    """“Before the blast, the war had killed …”: the deed of token `i` is older than another that the clause names."""
    for verb in (i, *parse.ancestors(i)):
        if parse.pos[verb] not in ("VERB", "AUX"):
            continue
        children = parse.children[verb]
        if not any(parse.lower[c] == "had" and parse.dep[c] == "aux" for c in children):
            return False
        return any(
            parse.lower[c] == "before" and any(parse.dep[k] == "pobj" for k in parse.children[c]) for c in children
        )
    return False


def _clause(parse: Parse, i: int) -> list[str]:
    """The words of the sentence without relative clauses, or of the relative clause that holds the token."""
    first, past = parse.sents[parse.sent[i]]
    own = next((a for a in (i, *parse.ancestors(i)) if parse.dep[a] == "relcl"), None)
    if own is not None:
        first, past = parse.left[own], parse.right[own] + 1
    dropped: set[int] = set()
    for t in range(first, past):
        if parse.dep[t] in _CLAUSES and t != own and not parse.left[t] <= i <= parse.right[t]:
            dropped.update(range(parse.left[t], parse.right[t] + 1))
    return [parse.lower[t] for t in range(first, past) if t not in dropped]
