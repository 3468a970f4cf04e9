"""What is kept of an article to compare it with others: hashes of its words, sentence by sentence.

Hashes come from BLAKE2b and unsigned 64-bit arithmetic alone: the same on every platform.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saidwho.records import Article, Span

Hashes = NDArray[np.uint64]
Counts = NDArray[np.int64]

WORDS = 5
"""Words of a shingle: shorter ones are idioms that independent reports share."""
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """`words` are the hashes of all words in order; sentence n has the words `starts[n]:starts[n + 1]` and stands at
    `spans[n]`. `shingles` are sorted, each once."""

    id: str
    words: Hashes
    starts: Counts
    spans: tuple[Span, ...]
    shingles: Hashes


class Sketcher:
    """Makes sketches; keeps the hashes of the words that it has seen."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def sketch(self, article: Article) -> Sketch:
        """The sketch of an article's body; of its title where it has no body."""
        words: list[int] = []
        starts, spans = [0], []
        for span in sentences(article):
            found = [self._hash(w.casefold()) for w in _WORD.findall(article.text[span.start : span.end])]
            if found:
                words += found
                starts.append(len(words))
                spans.append(span)
        hashed = np.array(words, dtype=np.uint64)
        return Sketch(article.id, hashed, np.array(starts), tuple(spans), np.unique(shingles(hashed)))

    def _hash(self, word: str) -> int:
        known = self._known.get(word)
        if known is None:
            digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
            known = self._known[word] = int.from_bytes(digest, "little")
        return known


def sentences(article: Article) -> Iterator[Span]:
    """The sentences of the body, cut by their marks alone; the title's where there is no body."""
    body = [p.span for p in article.paragraphs if p.kind == "body"]
    for span in body or [p.span for p in article.paragraphs if p.kind == "title"]:
        start = span.start
        for match in _SENTENCE.finditer(article.text, span.start, span.end):
            yield Span(start, match.start())
            start = match.end()
        yield Span(start, span.end)


def shingles(words: Hashes, size: int = WORDS) -> Hashes:
    """The hash of every run of `size` words, in order."""
    count = len(words) - size + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    found = np.zeros(count, dtype=np.uint64)
    for n in range(size):
        found = (found ^ words[n : n + count]) * _FACTOR
        found ^= found >> np.uint64(29)
    found *= _MIX
    return found ^ (found >> np.uint64(32))
