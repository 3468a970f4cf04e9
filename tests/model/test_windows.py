"""What the trained reader sees: pieces, windows, relations to a cue."""

from itertools import pairwise

import pytest

from saidwho.model.relations import FIELDS, ON_PATH, OUTSIDE, SIZES, cue_head, lines, relation
from saidwho.model.windows import INSIDE, MARK, PIECES, quotation, windows
from saidwho.parsing import Parse, Parser
from saidwho.reading import read_text

TEXT = """Portava port shut

The mayor of Portava, Ana Reyes, said on Monday that the port “would stay shut”.

Fishermen disagreed. “We have nets to mend,” said Iva Brandt."""


@pytest.fixture(scope="module")
def parse(parser: Parser) -> Parse:
    return parser.parse(read_text(TEXT))


def letters(word: str) -> tuple[int, ...]:
    """Every letter a piece: no table is needed to cut windows."""
    return tuple(ord(c) for c in word)


def test_windows_hold_every_token_once_and_fit_the_encoder(parse: Parse) -> None:
    found = list(windows(parse, letters))
    assert [t for w in found for t in w.tokens] == list(range(len(parse)))
    assert all(len(w.pieces) <= PIECES for w in found)
    for window in found:
        assert [window.pieces[k] for k in window.first] == [ord(parse.word[t][0]) for t in window.tokens]


def test_a_window_does_not_part_a_paragraph_that_fits(parse: Parse) -> None:
    found = list(windows(parse, lambda word: letters(word) * 2))
    assert len(found) > 1
    for before, behind in pairwise(found):
        assert parse.para[before.tokens[-1]] != parse.para[behind.tokens[0]]


def test_a_paragraph_longer_than_a_window_is_parted(parser: Parser) -> None:
    parse = parser.parse(read_text("News\n\n" + "The mayor said that the old port would stay shut. " * 40))
    found = list(windows(parse, letters))
    assert len(found) > 3 and all(len(w.pieces) <= PIECES for w in found)


def test_what_is_quoted_is_known(parse: Parse) -> None:
    marked = quotation(parse)
    assert [parse.word[i] for i, q in enumerate(marked) if q == MARK] == ["“", "”", "“", "”"]
    inside = [parse.word[i] for i, q in enumerate(marked) if q == INSIDE]
    assert inside[:4] == ["would", "stay", "shut", "We"] or inside[:3] == ["would", "stay", "shut"]


def test_relations_follow_the_parse(parse: Parse) -> None:
    said = parse.word.index("said")
    tokens = list(range(len(parse)))
    found = relation(parse, lines(parse, tokens), said, said)
    assert found.branch[said] == ON_PATH and found.distance[said] == 0
    mayor, fishermen = parse.word.index("mayor"), parse.word.index("Fishermen")
    assert found.branch[mayor] not in (ON_PATH, OUTSIDE) and found.level[mayor] == 0
    assert found.branch[fishermen] == OUTSIDE
    assert found.distance[said - 1] != found.distance[said + 1]
    for name, size in zip(FIELDS, SIZES, strict=True):
        row = getattr(found, name)
        assert len(row) == len(tokens) and 0 <= row.min() and row.max() < size


def test_the_verb_heads_its_cue(parser: Parser) -> None:
    parse = parser.parse(read_text("News\n\nThe army has not confirmed the strike."))
    has = parse.word.index("has")
    assert parse.word[cue_head(parse, has, has + 2)] == "confirmed"
