"""Is it English? By its most common words; the script names what else it may be."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from saidwho.errors import NotEnglish
from saidwho.resources import read_table

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*|\S+\.(?:com|org|net|info|html?|co|gov)\b\S*", re.IGNORECASE)
PROBE = 20_000
LETTERS = 20
"""Letters below which nothing is said about the script."""
FEWEST = 40
"""Words below which nothing is said about the language of Latin script."""
LEAST = 0.08
"""Share of English function words below which another language with more of its own wins. News English has 0.25 to
0.5, lists of names under 0.1."""


@lru_cache(maxsize=1)
def _function_words() -> dict[str, frozenset[str]]:
    return {row["language"]: frozenset(row["words"].split()) for row in read_table("reading/function_words.tsv")}


def check_english(text: str, *, name: str = "the input") -> None:
    """Raises `NotEnglish` when the text is mostly of another script or language."""
    probe = _ADDRESS.sub(" ", text[:PROBE])
    letters = [c for c in probe if c.isalpha()]
    other = [c for c in letters if ord(c) > 0x2AF]
    if len(letters) >= LETTERS and len(other) > 0.5 * len(letters):
        script = unicodedata.name(other[len(other) // 2], "an unknown script").split()[0].capitalize()
        raise NotEnglish(f"'{name}' looks like {script} script. Expected English: translate it first.")
    words = [w.lower() for w in _WORD.findall(probe)]
    if len(words) < FEWEST:
        return
    shares = {language: sum(w in common for w in words) / len(words) for language, common in _function_words().items()}
    best = max(shares, key=lambda language: (shares[language], language))
    clear = shares[best] >= 2 * LEAST and shares[best] > 2 * shares["English"]
    if best != "English" and shares["English"] < LEAST and clear:
        raise NotEnglish(f"'{name}' looks like {best}. Expected English: translate it first.")
