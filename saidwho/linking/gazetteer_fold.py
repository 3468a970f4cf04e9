"""The key by which names of places are compared."""

from __future__ import annotations

import unicodedata

_MARKS = {ord("-"): " ", **{ord(c): None for c in "'’‘ʻʼ`."}}
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae"})


def fold(name: str) -> str:
    """The key of a name: without case, accents, marks; hyphens are blanks."""
    if name.isascii():
        plain = name
    else:
        plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = plain.translate(_MARKS)
    return " ".join(plain.casefold().split())
