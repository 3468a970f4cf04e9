"""PLOVER's contexts of a telling: the fields of politics and life that the words of its sentence speak of."""

from __future__ import annotations

from functools import lru_cache

from saidwho.parsing import Parse
from saidwho.resources import read_table


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Contexts by word, or by two words with a blank, each with the types that it holds of."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for row in read_table("codebook/contexts.tsv"):
        for word in row["words"].split():
            found.setdefault(word.replace("_", " "), []).append((row["context"], frozenset(row["type"].split())))
    return {word: tuple(rows) for word, rows in found.items()}


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """All contexts in the order of the codebook."""
    return tuple(row["context"] for row in read_table("codebook/contexts.tsv"))


def find_contexts(parse: Parse, token: int, type_: str) -> tuple[str, ...]:
    """The contexts of a deed by the words of its sentence, in the order of the codebook."""
    first, past = parse.sents[parse.sent[token]]
    found: set[str] = set()
    for i in range(first, past):
        shown = {parse.lower[i], parse.lemma[i]}
        for more in range(1, 3):
            if i + more < past:
                shown.add(" ".join(parse.lower[i : i + more + 1]))
        for word in shown & _words().keys():
            found |= {context for context, types in _words()[word] if not types or type_ in types}
    return tuple(name for name in names() if name in found)
