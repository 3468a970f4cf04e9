"""Counts in news English: digits, number words, vague words, bounds and ranges. An own grammar over tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from saidwho.parsing import Parse
from saidwho.resources import read_table

_DIGITS = re.compile(r"(\d{1,3}(?:[,\u202f\xa0]\d{3})+|\d+)(\.\d+)?(k|m|\+)?$", re.IGNORECASE)
_SCALE = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "lakh": 100_000, "crore": 10_000_000}
_AT_LEAST = (
    "at least",
    "more than",
    "over",
    "no fewer than",
    "not fewer than",
    "no less than",
    "upwards of",
    "a minimum of",
    "above",
    "in excess of",
    "well over",
)
_AT_MOST = ("up to", "as many as", "at most", "no more than", "a maximum of", "not more than")
_BELOW = ("fewer than", "less than", "under")
_ABOUT = (
    "about", "around", "some", "roughly", "approximately", "nearly", "almost", "close to", "an estimated", "estimated",
    "circa",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Count:
    """A number in the text: tokens `first` to `last` (inclusive) with its bound words, `core` its last numeral.

    `low` and `high` are inclusive, None is open; `best` is None for vague words.
    """

    first: int
    last: int
    core: int
    low: int | None
    high: int | None
    best: int | None
    approximate: bool = False


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[int | None, int | None, int | None]]:
    def value(cell: str) -> int | None:
        return int(cell) if cell else None

    return {r["word"]: (value(r["low"]), value(r["high"]), value(r["best"])) for r in read_table("coding/numbers.tsv")}


def count_at(parse: Parse, i: int) -> Count | None:
    """The count that begins at token `i` (without bound words before it), or None."""
    plain = _plain(parse, i)
    if plain is None:
        return None
    last, low, high, best = plain
    first, approximate = i, False
    ranged = _range(parse, i, last, low)
    if ranged is not None:
        last, high = ranged
        best = None
    low, high, first, approximate = _bounded(parse, i, low, high, ranged is not None)
    if low != high:
        best = best if best is not None and (low is None or high is None) else None
    after = parse.lower[last + 1 : last + 3]
    if after == ["or", "more"] or parse.word[last].endswith("+"):
        high = None
    if after in (["or", "fewer"], ["or", "less"]):
        low = None
    last += 2 if after in (["or", "more"], ["or", "fewer"], ["or", "less"]) else 0
    return Count(first, last, plain[0], low, high, best, approximate)


def _plain(parse: Parse, i: int) -> tuple[int, int | None, int | None, int | None] | None:
    """(last token, low, high, best) of digits, number words or a vague word."""
    lower, words = parse.lower, _words()
    for length in (3, 2, 1):
        phrase = " ".join(lower[i : i + length])
        if len(lower) >= i + length and phrase in words and (length > 1 or not _compound(lower, i)):
            low, high, best = words[phrase]
            return i + length - 1, low, high, best
    digits = _DIGITS.match(parse.word[i])
    if digits:
        return _digits(parse, i, digits)
    return _spelled(lower, i)


def _compound(lower: list[str], i: int) -> bool:
    """A number word that goes on: “two hundred”, “twenty-one”, “one of”."""
    following = lower[i + 1] if i + 1 < len(lower) else ""
    return (
        following in _SCALE
        or following == "-"
        or (
            lower[i] in ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
            and following in _UNITS
        )
    )


_CHANGES = frozenset(
    "rise rose risen fall fell fallen toll increase climb jump lower cut go went up down drop again number".split()
)
_UNITS = frozenset("one two three four five six seven eight nine".split())


def _digits(parse: Parse, i: int, match: re.Match[str]) -> tuple[int, int | None, int | None, int | None] | None:
    number = float(re.sub(r"\D", "", match.group(1)) + (match.group(2) or ""))
    suffix = (match.group(3) or "").lower()
    number *= {"k": 1000, "m": 1_000_000}.get(suffix, 1)
    last = i
    while last + 1 < len(parse) and parse.lower[last + 1] in _SCALE:
        last += 1
        number *= _SCALE[parse.lower[last]]
    if number != int(number) or number > 10**10:
        return None
    value = int(number)
    return last, value, value, value


def _spelled(lower: list[str], i: int) -> tuple[int, int | None, int | None, int | None] | None:
    """“twenty-one”, “two hundred and five”, “a hundred”."""
    words, total, current, last, j = _words(), 0, 0, None, i
    if lower[i] in ("a", "an") and lower[i + 1 : i + 2] and lower[i + 1] in ("hundred", "thousand", "million"):
        current, j = 1, i + 1
    while j < len(lower):
        word = lower[j]
        parts = word.split("-") if "-" in word and word != "-" else [word]
        if all(p in words and words[p][2] is not None and words[p][2] < 100 for p in parts):  # type: ignore[operator]
            current += sum(words[p][2] or 0 for p in parts)
        elif word in _SCALE and current:
            current *= _SCALE[word]
            if _SCALE[word] >= 1000:
                total, current = total + current, 0
        elif (word == "-" or (word == "and" and last is not None and lower[last] in _SCALE)) and j + 1 < len(lower):
            nxt = lower[j + 1]
            if last is None or nxt not in words or words[nxt][2] is None:
                break
            j += 1
            continue
        else:
            break
        last = j
        j += 1
    if last is None:
        return None
    value = total + current
    return last, value, value, value


def _range(parse: Parse, i: int, last: int, low: int | None) -> tuple[int, int] | None:
    """(last token, upper bound) of “10 to 15”, “10-15”, “10 or 11”, “between 10 and 15”."""
    after = parse.lower[last + 1] if last + 1 < len(parse) else ""
    before = parse.lower[i - 1] if i else ""
    joins = after in ("to", "-", "–", "or") or (after == "and" and before == "between")
    if (
        not joins
        or last + 2 >= len(parse)
        or low is None
        or _changes(parse, i)
        or parse.sent[last + 2] != parse.sent[i]
    ):
        return None
    other = _plain(parse, last + 2)
    if other is None or other[1] is None or other[1] != other[2] or other[1] <= low:
        return None
    if after == "or" and other[1] - low > 5:
        return None
    return other[0], other[1]


def _changes(parse: Parse, i: int) -> bool:
    """“rose from 10 to 15”: two figures, no range."""
    if i == 0 or parse.lower[i - 1] != "from":
        return False
    before = parse.lower[max(0, i - 8) : i - 1]
    return any(w in _CHANGES or w.rstrip("sd") in _CHANGES for w in before)


def _bounded(
    parse: Parse, i: int, low: int | None, high: int | None, ranged: bool
) -> tuple[int | None, int | None, int, bool]:
    """Bounds after the words before a number: (low, high, first token, approximate)."""
    before = parse.lower[max(0, i - 4) : i]
    for phrases in (_AT_LEAST, _AT_MOST, _BELOW, _ABOUT, ("between", "from")):
        for phrase in phrases:
            parts = phrase.split()
            if before[-len(parts) :] != parts:
                continue
            first = i - len(parts)
            if phrases is _AT_LEAST:
                return low, high if ranged else None, first, False
            if phrases is _AT_MOST:
                return None, high, first, False
            if phrases is _BELOW:
                return None, high - 1 if high else high, first, False
            return low, high, first if phrase != "from" else i, phrases is _ABOUT
    return low, high, i, False
