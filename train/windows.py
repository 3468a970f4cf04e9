"""What the trained reader sees: windows of tokens with their pieces and syntax, and each token's relation to a cue.

All values are small integers, so that training and use share one code and give the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from saidwho.parsing import Parse

PIECES = 254
"""Pieces of one window without its two marks: the encoder was trained on 256."""
POS = ("", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
       "SYM", "VERB", "X", "SPACE")  # fmt: skip
DEP = ("", "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc",
       "ccomp", "compound", "conj", "csubj", "csubjpass", "dative", "dep", "det", "dobj", "expl", "intj", "mark",
       "meta", "neg", "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj", "poss",
       "preconj", "predet", "prep", "prt", "punct", "quantmod", "relcl", "xcomp")  # fmt: skip
_POS = {name: n for n, name in enumerate(POS)}
_DEP = {name: n for n, name in enumerate(DEP)}
ON_PATH, OUTSIDE = len(DEP), len(DEP) + 1
"""Branches beside the labels: the token is the cue or above it; it is in another sentence."""
BRANCHES = len(DEP) + 2
LEVELS, DEPTHS, PLACES = 6, 4, 6
_OPEN, _CLOSE = "“«„", "”»"
_STEPS = (1, 2, 3, 4, 6, 9, 14, 22, 40)
DISTANCES = 2 * len(_STEPS) + 3


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


def windows(parse: Parse, pieces_of: Callable[[str], Sequence[int]]) -> Iterator[Window]:
    """The article in stretches of whole paragraphs, of whole sentences where a paragraph is longer than a window."""
    window = Window()
    quoted = _quoted(parse)
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
            window.pos.append(_POS.get(parse.pos[token], 0))
            window.dep.append(_DEP.get(parse.dep[token], 0))
            window.quote.append(quoted[token])
    if window.tokens:
        yield window


def _stretches(parse: Parse, pieces_of: Callable[[str], Sequence[int]]) -> Iterator[list[tuple[int, Sequence[int]]]]:
    """Paragraphs, or the sentences of a long one, as (token, pieces)."""
    sentences: list[list[tuple[int, Sequence[int]]]] = []
    para = -1
    for first, past in parse.sents:
        sentence = [(i, pieces_of(parse.word[i])[:16] or (0,)) for i in range(first, past)]
        if parse.para[first] != para and sentences:
            yield from _whole(sentences)
            sentences = []
        para = parse.para[first]
        sentences.append(sentence)
    if sentences:
        yield from _whole(sentences)


def _whole(
    sentences: list[list[tuple[int, Sequence[int]]]],
) -> Iterator[list[tuple[int, Sequence[int]]]]:
    if sum(len(p) for s in sentences for _, p in s) <= PIECES:
        yield [pair for s in sentences for pair in s]
    else:
        yield from sentences


def _quoted(parse: Parse) -> list[int]:
    """1 for tokens inside quotation marks; an unclosed mark ends with its paragraph."""
    inside, para, found = 0, -1, []
    for i, word in enumerate(parse.word):
        if parse.para[i] != para:
            inside, para = 0, parse.para[i]
        mark = word if word in ('"', "''", "``") or (len(word) == 1 and word in _OPEN + _CLOSE) else ""
        if mark:
            inside = 1 if mark in _OPEN or (mark not in _CLOSE and not inside) else 0
            found.append(2)
        else:
            found.append(inside)
    return found


@dataclass(slots=True)
class Relation:
    """How each token of a window stands to one cue, one entry a token."""

    branch: list[int] = field(default_factory=list)
    """The label by which the token's branch hangs on the path from the cue to the root."""
    level: list[int] = field(default_factory=list)
    """How far up that path: 0 at the cue."""
    depth: list[int] = field(default_factory=list)
    place: list[int] = field(default_factory=list)
    distance: list[int] = field(default_factory=list)


def cue_head(parse: Parse, first: int, last: int) -> int:
    """The token of a cue (inclusive bounds) that governs the others."""
    for i in range(first, last + 1):
        if parse.head[i] == i or not first <= parse.head[i] <= last:
            if parse.pos[i] in ("VERB", "AUX", "NOUN", "ADP", "ADJ", "ADV", "PROPN"):
                return i
    return next((i for i in range(first, last + 1) if not first <= parse.head[i] <= last), first)


def relation(parse: Parse, window: Window, first: int, last: int) -> Relation:
    """Relations of a window's tokens to the cue from token `first` to `last` (inclusive)."""
    head = cue_head(parse, first, last)
    path = {head: 0}
    for above in parse.ancestors(head):
        path[above] = len(path)
    found = Relation()
    for i in window.tokens:
        branch, level, depth = _climb(parse, i, head, path)
        found.branch.append(branch)
        found.level.append(level)
        found.depth.append(depth)
        found.place.append(_place(parse, i, head))
        found.distance.append(_distance(i, first, last))
    return found


def _climb(parse: Parse, i: int, head: int, path: dict[int, int]) -> tuple[int, int, int]:
    if parse.sent[i] != parse.sent[head]:
        return OUTSIDE, LEVELS - 1, 0
    if i in path:
        return ON_PATH, min(path[i], LEVELS - 2), 0
    depth = 0
    while parse.head[i] not in path:
        if parse.head[i] == i or depth > 60:
            return OUTSIDE, LEVELS - 2, 0
        i = parse.head[i]
        depth += 1
    return _DEP.get(parse.dep[i], 0), min(path[parse.head[i]], LEVELS - 2), min(depth, DEPTHS - 1)


def _place(parse: Parse, i: int, head: int) -> int:
    """Same sentence, same paragraph before or behind, paragraph before or behind, farther."""
    if parse.sent[i] == parse.sent[head]:
        return 0
    gap = parse.para[i] - parse.para[head]
    if gap == 0:
        return 1 if i < head else 2
    return 3 if -3 <= gap < 0 else 4 if 0 < gap <= 3 else 5


def _distance(i: int, first: int, last: int) -> int:
    if first <= i <= last:
        return 0
    far = first - i if i < first else i - last
    step = next((n for n, edge in enumerate(_STEPS) if far <= edge), len(_STEPS))
    return 1 + step + (len(_STEPS) + 1 if i > last else 0)
