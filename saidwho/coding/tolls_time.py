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
    return re.compile(r"\b(?:" + "|".join(shapes) + r")\b")


def is_background(parse: Parse, i: int) -> bool:
    """Whether the sentence of token `i` puts its figure over a longer time or before the news."""
    return _signs().search(parse.quote(parse.sentence(i)).lower()) is not None
