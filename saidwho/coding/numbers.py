"""Counts in news English: digits, number words, vague words, bounds and ranges. An own grammar over tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from saidwho.coding.tolls_lists import listed
from saidwho.parsing import Parse
from saidwho.resources import read_table

_DIGITS = re.compile(r"(\d{1,3}(?:[,\u202f\xa0]\d{3})+|\d+)(\.\d+)?(k|m|\+)?$", re.IGNORECASE)
_SCALE = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "lakh": 100_000, "crore": 10_000_000}


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


@lru_cache(maxsize=2)
def _bounds(where: str) -> tuple[tuple[list[str], str], ...]:
    """(words, bound) of the table, longer phrases first."""
    rows = [(r["words"].split(), r["bound"]) for r in read_table("coding/number_bounds.tsv") if r["where"] == where]
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row[0])))


def count_at(parse: Parse, i: int) -> Count | None:
    """The count that begins at token `i` (without bound words before it), or None."""
    plain = _plain(parse, i)
    if plain is None or (i and parse.lower[i - 1] in ("as", "how", "so", "too") and plain[1:] == (None, None, None)):
        return None
    last, low, high, best = plain
    ranged = _range(parse, i, last, low)
    if ranged is not None:
        last, high = ranged
        best = None
    first, before = _before(parse, i)
    after = _after(parse, last)
    last += after[0]
    bound = before if before not in (None, "range") else after[1]
    if parse.word[plain[0]].endswith("+"):
        bound = bound or "least"
    if bound == "least":
        high = high if ranged is not None else None
    elif bound in ("most", "below"):
        low, high = None, high - 1 if bound == "below" and high else high
    if low != high:
        best = best if best is not None and (low is None or high is None) else None
    return Count(first, last, plain[0], low, high, best, bound == "about")


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
    return following in _SCALE or following == "-" or (lower[i] in listed("ten") and following in listed("unit"))


def _digits(parse: Parse, i: int, match: re.Match[str]) -> tuple[int, int | None, int | None, int | None] | None:
    number = float(re.sub(r"\D", "", match.group(1)) + (match.group(2) or ""))
    suffix = (match.group(3) or "").lower()
    number *= {"k": 1000, "m": 1_000_000}.get(suffix, 1)
    last = i
    while last + 1 < len(parse) and parse.lower[last + 1] in _SCALE:
        last += 1
        number *= _SCALE[parse.lower[last]]
    if number > 10**10 or number != int(number):
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
    changes = listed("change")
    return any(w in changes or w.rstrip("sd") in changes for w in parse.lower[max(0, i - 8) : i - 1])


def _before(parse: Parse, i: int) -> tuple[int, str | None]:
    """(first token, bound) of the words before a number; “went up to 15” is a change, not a bound."""
    first = parse.sents[parse.sent[i]][0]
    for words, bound in _bounds("before"):
        start = i - len(words)
        if start < first or parse.lower[start:i] != words:
            continue
        if words == ["up", "to"] and start > first and _is_change(parse, start - 1):
            continue
        return start, bound
    return i, None


def _is_change(parse: Parse, i: int) -> bool:
    return parse.lower[i] in listed("change") or parse.lemma[i] in listed("change")


def _after(parse: Parse, last: int) -> tuple[int, str | None]:
    """(number of tokens, bound) of the words behind a number: “50 or fewer”."""
    past = parse.sents[parse.sent[last]][1]
    for words, bound in _bounds("after"):
        if last + len(words) < past and parse.lower[last + 1 : last + 1 + len(words)] == words:
            following = parse.lower[last + 1 + len(words)]
            if words == ["at", "least"] and (following.isdigit() or following in _words()):
                continue
            return len(words), bound
    return 0, None
