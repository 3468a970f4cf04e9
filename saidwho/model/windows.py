"""What the trained reader sees of an article: windows of tokens with their pieces and syntax. Small integers only.

Training and use share this code, so they see the same numbers. A window depends on its own article alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from saidwho.parsing import Parse

PIECES = 254
"""Pieces of one window without its two marks: the encoder was trained on 256."""
LONGEST = 16
"""Pieces of one token that count: what is longer is no word."""
POS = ("", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
       "SYM", "VERB", "X", "SPACE")  # fmt: skip
DEP = ("", "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc",
       "ccomp", "compound", "conj", "csubj", "csubjpass", "dative", "dep", "det", "dobj", "expl", "intj", "mark",
       "meta", "neg", "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj", "poss",
       "preconj", "predet", "prep", "prt", "punct", "quantmod", "relcl", "xcomp")  # fmt: skip
POS_NUMBER = {name: n for n, name in enumerate(POS)}
DEP_NUMBER = {name: n for n, name in enumerate(DEP)}
OPEN, CLOSE = "“«„", "”»"
INSIDE, MARK = 1, 2
"""Values of `Window.quote`; 0 is outside."""
Pieces = Callable[[str], Sequence[int]]
Stretch = list[tuple[int, Sequence[int]]]


@dataclass(slots=True)
class Window:
    """Tokens of one stretch of an article. Lists have one entry a token, but for `pieces` (ids without marks)."""

    tokens: list[int] = field(default_factory=list)
    pieces: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    """Index into `pieces` of each token's first piece."""
    pos: list[int] = field(default_factory=list)
    dep: list[int] = field(default_factory=list)
    quote: list[int] = field(default_factory=list)


def windows(parse: Parse, pieces_of: Pieces) -> Iterator[Window]:
    """The article in stretches of whole paragraphs, of whole sentences where a paragraph is longer than a window."""
    window = Window()
    quoted = quotation(parse)
    for stretch in _stretches(parse, pieces_of):
        size = sum(len(pieces) for _, pieces in stretch)
        if window.tokens and len(window.pieces) + size > PIECES:
            yield window
            window = Window()
        for token, pieces in stretch:
            if len(window.pieces) + len(pieces) > PIECES:
                yield window
                window = Window()
            window.tokens.append(token)
            window.first.append(len(window.pieces))
            window.pieces.extend(pieces)
            window.pos.append(POS_NUMBER.get(parse.pos[token], 0))
            window.dep.append(DEP_NUMBER.get(parse.dep[token], 0))
            window.quote.append(quoted[token])
    if window.tokens:
        yield window


def _stretches(parse: Parse, pieces_of: Pieces) -> Iterator[Stretch]:
    """Paragraphs, or the sentences of a long one, as (token, pieces)."""
    sentences: list[Stretch] = []
    para = -1
    for first, past in parse.sents:
        sentence = [(i, pieces_of(parse.word[i])[:LONGEST] or (0,)) for i in range(first, past)]
        if parse.para[first] != para and sentences:
            yield from _whole(sentences)
            sentences = []
        para = parse.para[first]
        sentences.append(sentence)
    if sentences:
        yield from _whole(sentences)


def _whole(sentences: list[Stretch]) -> Iterator[Stretch]:
    if sum(len(p) for s in sentences for _, p in s) <= PIECES:
        yield [pair for s in sentences for pair in s]
    else:
        yield from sentences


def quotation(parse: Parse) -> list[int]:
    """`INSIDE` for tokens in quotation marks, `MARK` for the marks; an unclosed one ends with its paragraph."""
    inside, para, found = 0, -1, []
    for i, word in enumerate(parse.word):
        if parse.para[i] != para:
            inside, para = 0, parse.para[i]
        mark = word if word in ('"', "''", "``") or (len(word) == 1 and word in OPEN + CLOSE) else ""
        if mark:
            inside = INSIDE if mark in OPEN or (mark not in CLOSE and not inside) else 0
            found.append(MARK)
        else:
            found.append(inside)
    return found
