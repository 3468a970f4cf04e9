"""Words in the pieces of the encoder's vocabulary: BERT's lower-case WordPiece, one token of the parse at a time."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from saidwho.resources import read_text

VOCABULARY = "model/pieces.txt"
UNKNOWN = "[UNK]"
CHINESE = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FA1F))
TOO_LONG = 100
"""Characters of a word that BERT no longer takes apart."""


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, int]:
    """Piece -> its number, which is its line in the table."""
    return {piece: n for n, piece in enumerate(read_text(VOCABULARY).rstrip("\n").split("\n"))}


@lru_cache(maxsize=100_000)
def pieces_of(word: str) -> tuple[int, ...]:
    """The numbers of a word's pieces; none for blanks and control characters."""
    known = vocabulary()
    return tuple(n for part in parts(word) for n in _pieces(part, known))


def parts(word: str) -> list[str]:
    """The word in lower case without accents, parted at punctuation and around Chinese characters."""
    plain = unicodedata.normalize("NFD", _clean(word))
    bare = "".join(c.lower() for c in plain if unicodedata.category(c) != "Mn")
    out = ""
    for c in bare:
        out += f" {c} " if _is_mark(c) or _is_chinese(c) else c
    return out.split()


def _clean(word: str) -> str:
    kept = []
    for c in word:
        if c in "\t\n\r" or unicodedata.category(c) == "Zs":
            kept.append(" ")
        elif c != "\x00" and c != "�" and unicodedata.category(c) not in ("Cc", "Cf", "Co"):
            kept.append(c)
    return "".join(kept)


def _pieces(part: str, known: Mapping[str, int]) -> list[int]:
    """The longest pieces from the left; one unknown where a rest has none."""
    if len(part) > TOO_LONG:
        return [known[UNKNOWN]]
    found: list[int] = []
    start = 0
    while start < len(part):
        prefix = "##" if start else ""
        end = next((e for e in range(len(part), start, -1) if prefix + part[start:e] in known), start)
        if end == start:
            return [known[UNKNOWN]]
        found.append(known[prefix + part[start:end]])
        start = end
    return found


def _is_mark(c: str) -> bool:
    """Punctuation as BERT sees it: every sign of ASCII too."""
    code = ord(c)
    ascii_sign = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_sign or unicodedata.category(c).startswith("P")


def _is_chinese(c: str) -> bool:
    return any(first <= ord(c) <= last for first, last in CHINESE)
