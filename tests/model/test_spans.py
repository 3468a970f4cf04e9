"""Which stretches are source and content, given the tags of tokens."""

import numpy as np
import pytest

from saidwho.model import spans
from saidwho.model.spans import EDGE, UNARY, Features, Told, Weights, best, features, log_odds, sight
from saidwho.model.windows import Window, windows
from saidwho.parsing import Parse, Parser
from saidwho.reading import read_text


def _features(inside: list[float], *, vetoed: list[int] | None = None) -> Features:
    """Features of one cue of which only the first of each kind counts."""
    row = np.array([inside])
    nothing = np.zeros_like(row)
    veto = nothing.copy()
    veto[0, vetoed or []] = 1
    return Features(
        (row, *[nothing] * (len(UNARY) - 1)), (nothing + 1, *[nothing] * (len(EDGE) - 1)),
        (nothing + 1, *[nothing] * (len(EDGE) - 1)), veto,
    )  # fmt: skip


def _weights(edge: float) -> Weights:
    rest = (0.0,) * (len(EDGE) - 1)
    return Weights((1.0, *(0.0,) * (len(UNARY) - 1)), (edge, *rest), (edge, *rest))


def _best(
    inside: list[float], edge: float, told: list[int] | None = None, vetoed: list[int] | None = None
) -> list[int]:
    held = np.zeros((1, len(inside)))
    held[0, told or []] = 1
    return best(_features(inside, vetoed=vetoed), _weights(edge), held)[0]


def test_pieces_of_one_content_are_joined() -> None:
    assert _best([-1, 2, 2, -0.5, 2, -1], -1.0) == [1, 2, 3, 4]


def test_content_around_a_source_stays_in_two() -> None:
    assert _best([2, 2, -9, -9, 2, 2], -0.5) == [0, 1, 4, 5]


def test_nothing_is_better_than_little() -> None:
    assert _best([-1, 0.5, -1], -1.0) == []


def test_what_is_vetoed_is_never_inside() -> None:
    assert _best([3, 3, 3], -0.5, vetoed=[1]) == [0, 2]


def test_the_rules_stand_where_the_best_is_hardly_better(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _best([2, 2, 0.5, -1], -0.5, told=[0, 1]) == [0, 1]
    monkeypatch.setattr(spans, "MARGIN", 0.1)
    assert _best([2, 2, 0.5, -1], -0.5, told=[0, 1]) == [0, 1, 2]


def test_the_best_path_is_the_best_of_all() -> None:
    rng = np.random.default_rng(7)
    for _ in range(50):
        inside, starts, ends = rng.normal(size=(3, 7)).tolist()
        worth = {}
        for code in range(2**7):
            held = np.array([code >> k & 1 for k in range(7)], float)
            worth[code] = spans._worth(held, np.array(inside), np.array(starts), np.array(ends))
        found = spans._path(inside, starts, ends)
        assert worth[sum(2**k for k in found)] == pytest.approx(max(worth.values()))


def test_odds_are_capped() -> None:
    scores = np.zeros((1, 2, 5))
    scores[0, 0, 1] = 99
    assert log_odds(scores, (1, 2))[0].tolist() == [spans.HIGHEST, pytest.approx(np.log(2 / 3))]


def _seen(parser: Parser, text: str) -> tuple[Parse, Window]:
    parse = parser.parse(read_text(text))
    return parse, next(windows(parse, lambda word: (0,)))


def test_the_subject_of_a_passive_is_no_source(parser: Parser) -> None:
    parse, window = _seen(parser, "Two men were reported killed near the old port.")
    cue = parse.word.index("reported")
    told = Told(
        np.zeros(1), {"source": np.zeros((1, len(window.tokens))), "content": np.zeros((1, len(window.tokens)))}
    )
    found = features(
        parse, window, sight(parse, window), [(cue, cue)], np.zeros((1, len(window.tokens), 5)), told, "source"
    )
    assert [parse.word[k] for k in np.flatnonzero(found.vetoed[0])] == ["Two", "men"]


def test_sight_knows_quotations_and_pauses(parser: Parser) -> None:
    parse, window = _seen(parser, "“We will stay”, the mayor said.")
    seen = sight(parse, window)
    we, stay = parse.word.index("We"), parse.word.index("stay")
    sentence, _, pause, quotes, _ = seen.starts
    assert quotes[we] == 1 and sentence[0] == 1 and pause[parse.word.index("the")] == 1
    assert seen.ends[3][stay] == 1
