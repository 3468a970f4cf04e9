"""Weighted words of texts: rare ones tell what a report is about. The weights do not depend on the other articles."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from saidwho.resources import read_table

UNIT = 1000
"""Vectors are whole numbers of length about 1000: sums come out the same on every engine, in any order."""
NAME, FIGURE = 2.0, 1.5
"""How much more names and figures tell of one incident among alike ones. Chosen on ECB+ (train)."""
RARE = 5.4
"""Weight of a word that is not in the table: it stands in less than one report of a thousand."""
_WORD = re.compile(r"[^\W\d_]\w*|\d[\d,.]*\d|\d")
_OWNER = re.compile(r"['’]s\b")
_ENDINGS = (("ations", "ate"), ("ation", "ate"), ("ings", ""), ("ing", ""), ("ied", "y"), ("ies", "y"), ("ed", ""),
            ("es", ""), ("s", ""))  # fmt: skip


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    return {row["word"]: float(row["weight"]) for row in read_table("merging/weights_words.tsv")}


def weight(word: str) -> float:
    """How much a word tells: the log of how seldom reports have it, less what every second subject has in common."""
    return _weights().get(word, RARE)


def words(text: str) -> list[str]:
    """The words and figures of a text in small letters."""
    return [w for w in _WORD.findall(_OWNER.sub("", text).casefold()) if len(w) > 1]


def page_vector(text: str) -> dict[str, int]:
    """Words of a whole text with weights, of length `UNIT`; repeated words count by the log of their number."""
    counts: Counter[str] = Counter()
    capital: set[str] = set()
    small: set[str] = set()
    for line in text.split("\n"):
        for match in _WORD.finditer(_OWNER.sub("", line)):
            word = match.group()
            if len(word) > 1:
                counts[word.casefold()] += 1
                if word[0].isupper() and match.start() > 2:
                    capital.add(word.casefold())
                elif word[0].islower():
                    small.add(word)
    factor = {w: NAME for w in capital - small} | {w: FIGURE for w in counts if w[0].isdigit()}
    return _scaled({w: (1 + math.log(n)) * weight(w) * factor.get(w, 1.0) for w, n in counts.items()})


def telling_vector(text: str) -> dict[str, int]:
    """Stems of a few sentences with weights, of length `UNIT`."""
    raw: dict[str, float] = {}
    for word in words(text):
        raw[stem(word)] = max(raw.get(stem(word), 0.0), weight(word))
    return _scaled(raw)


def rarest(vector: Mapping[str, int], count: int) -> list[str]:
    """The words of a text that tell most."""
    return sorted(vector, key=lambda w: (-vector[w], w))[:count]


def _scaled(raw: Mapping[str, float]) -> dict[str, int]:
    length = math.sqrt(sum(raw[w] ** 2 for w in sorted(raw))) or 1.0
    scaled = {w: round(UNIT * v / length) for w, v in raw.items()}
    return {w: n for w, n in scaled.items() if n > 0}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Without inflection, roughly: “strikes”, “striking” and “strike” are alike."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word
