"""Pairs into groups: no chains, no conflicts, the same by both ways."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from saidwho.merging.across.dense import group_dense
from saidwho.merging.across.grouping import group_all
from saidwho.merging.across.linkage import Days, Pair, group
from saidwho.merging.across.pages import group_pages, likeness
from saidwho.merging.across.queries import HARD
from saidwho.merging.across.words import page_vector


@st.composite
def graphs(draw: st.DrawFn) -> tuple[int, list[Pair], list[Days]]:
    count = draw(st.integers(2, 12))
    scores = st.sampled_from([None, HARD, -2000, -500, 500, 1000, 4000])
    pairs = [Pair(a, b, s) for a in range(count) for b in range(a + 1, count) if (s := draw(scores)) is not None]
    return count, pairs, draw(st.lists(st.sampled_from([None, (5, 6), (6, 7), (5, 7)]), min_size=count, max_size=count))


@given(graphs())
def test_the_table_of_means_gives_the_same_groups(graph: tuple[int, list[Pair], list[Days]]) -> None:
    count, pairs, days = graph
    a, b, score = np.array(pairs, dtype=np.int64).reshape(-1, 3).T
    assert group(count, pairs, days) == group_dense(count, a, b, score, days)


@given(graphs())
def test_a_conflict_keeps_two_apart(graph: tuple[int, list[Pair], list[Days]]) -> None:
    count, pairs, days = graph
    event = group(count, pairs, days)
    assert all(event[a] != event[b] for a, b, score in pairs if score == HARD)
    for a in range(count):
        for b in range(a):
            first, second = days[a], days[b]
            if first and second and not max(first[0], second[0]) < min(first[1], second[1]):
                assert event[a] != event[b]


def test_one_good_pair_does_not_chain_two_events() -> None:
    inside = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5)]
    pairs = [Pair(a, b, 4000) for a, b in inside] + [Pair(2, 3, 3000)]
    assert group(6, pairs, [None] * 6) == [0, 0, 0, 3, 3, 3]


def test_parts_are_grouped_on_their_own() -> None:
    a, b, score = np.array([0, 2, 2]), np.array([1, 3, 4]), np.array([2000, 3000, -100])
    assert group_all([None] * 5, a, b, score) == [[0, 1], [2, 3], [4]]


def test_look_alike_pages_stay_apart() -> None:
    first = [f"Pirates seized the tanker Alba off Quell. Arland's navy freed {n} sailors of the Alba." for n in "2345"]
    second = [f"Pirates seized the ferry Rosa off Portava. Norland's navy freed {n} nuns of the Rosa." for n in "6789"]
    vectors = [page_vector(text) for text in first + second]
    groups = group_pages(len(vectors), likeness(vectors))
    assert set(groups[:4]) == {0} and set(groups[4:]) == {4}
