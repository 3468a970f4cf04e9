"""Counts: what is read out of digits, words, bounds and ranges."""

import pytest

from saidwho.coding.numbers import Count, count_at
from saidwho.parsing import Parse


def words(text: str) -> Parse:
    """A parse of bare tokens: counts need no tags."""
    parse, at = Parse(text), 0
    for n, word in enumerate(text.split()):
        at = text.index(word, at)
        parse.word.append(word)
        parse.lemma.append(word.lower())
        parse.start.append(at)
        at += len(word)
        parse.end.append(at)
        parse.head.append(n)
        parse.sent.append(0)
    parse.sents.append((0, len(parse.word)))
    return parse.finish()


def first_count(text: str) -> Count | None:
    parse = words(text)
    return next((c for i in range(len(parse)) if (c := count_at(parse, i)) is not None), None)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("12 villagers", 12, 12),
        ("1,200 villagers", 1200, 1200),
        ("twenty-one villagers", 21, 21),
        ("two hundred and five villagers", 205, 205),
        ("a hundred villagers", 100, 100),
        ("2.5 million villagers", 2_500_000, 2_500_000),
        ("3k villagers", 3000, 3000),
        ("half a dozen villagers", 6, 6),
        ("a couple villagers", 2, 2),
        ("dozens of villagers", 24, None),
        ("hundreds of villagers", 100, None),
        ("tens of thousands of villagers", 10_000, None),
        ("several villagers", 3, None),
        ("between 10 and 15 villagers", 10, 15),
        ("10 to 15 villagers", 10, 15),
        ("10 or 11 villagers", 10, 11),
        ("at least nine villagers", 9, None),
        ("more than 32,000 villagers", 32_000, None),
        ("no fewer than 7 villagers", 7, None),
        ("as many as 40 villagers", None, 40),
        ("up to 40 villagers", None, 40),
        ("fewer than 40 villagers", None, 39),
        ("50 or fewer villagers", None, 50),
        ("50 or more villagers", 50, None),
        ("500 at the least were hit", 500, None),
        ("went up to 15 today", 15, 15),
    ],
)
def test_bounds(text: str, low: int | None, high: int | None) -> None:
    count = first_count(text)
    assert count is not None
    assert (count.low, count.high) == (low, high)


def test_about_is_approximate() -> None:
    count = first_count("nearly 60 villagers")
    assert count is not None
    assert count.approximate
    assert count.best == 60


def test_a_vague_word_has_no_best_figure() -> None:
    count = first_count("scores of villagers")
    assert count is not None
    assert count.best is None


@pytest.mark.parametrize("text", ["villagers", "1.5 villagers", "x12 villagers"])
def test_no_count(text: str) -> None:
    assert first_count(text) is None
