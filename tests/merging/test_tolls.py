"""Low, best and high of a toll over its sources, and as of a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidwho.merging.tolls import known_by, mark_superseded, toll_ranges
from saidwho.merging.voices import part_index
from saidwho.records import Account, Actor, Span, Stance, Statement, Toll

MAY_4, MAY_5, MAY_6 = (dt.date(2031, 5, day) for day in (4, 5, 6))
HERE = Span(0, 1)


def account(
    number: int, role: str = "police", *, stance: Stance = "asserts", days: tuple[dt.date, ...] = ()
) -> Account:
    source = None if role == "outlet" else Actor(HERE, f"source {number}", name=f"Source {number}")
    told = tuple(Statement(f"x-{day}", "a-1", (HERE,), (), published=day) for day in days)
    return Account(f"s-{number}", source, stance, role, (), (HERE,), (), None, (f"a-{number}",), {}, told)


def toll(by: int, low: int | None, high: int | None, *, day: dt.date | None = None, **more: object) -> Toll:
    best = low if low == high else None
    article = f"x-{day}" if day else None
    return Toll("killed", HERE, "some", low, high, best, said_by=f"s-{by}", article=article, **more)  # type: ignore[arg-type]


def bounds(tolls: list[Toll], accounts: list[Account], day: dt.date | None = None) -> list[tuple[int, int, int]]:
    return [(r.low, r.best, r.high) for r in toll_ranges(tolls, accounts, day=day)]


def test_one_figure_is_all_three() -> None:
    assert bounds([toll(1, 12, 12)], [account(1)]) == [(12, 12, 12)]
    assert bounds([toll(1, 12, None)], [account(1)]) == [(12, 12, 12)]
    assert bounds([toll(1, None, 50)], [account(1)]) == [(50, 50, 50)]
    assert bounds([], [account(1)]) == []


def test_the_figure_that_two_share_is_best() -> None:
    (found,) = toll_ranges([toll(1, 8, 8), toll(2, 12, 12), toll(3, 12, 12)], [account(n) for n in (1, 2, 3)])
    assert (found.low, found.best, found.high, found.sources) == (8, 12, 12, 3)
    assert (found.low_from, found.best_from, found.high_from) == (0, 1, 1)
    assert found.why == "2 sources give this figure"


def test_where_nothing_decides_the_lower_figure_is_best() -> None:
    assert bounds([toll(1, 30, 30), toll(2, 20, 20)], [account(1), account(2)]) == [(20, 20, 30)]


def test_a_party_weighs_less_than_who_is_none() -> None:
    accounts = [account(1, "actor", stance="claims"), account(2), account(3, "target"), account(4, "outlet")]
    tolls = [toll(1, 300, None), toll(2, 84, 84), toll(3, 95, 95), toll(4, 1000, 1000)]
    assert bounds(tolls, accounts) == [(84, 84, 95)]
    assert bounds(tolls[:1], accounts) == [(300, 300, 300)]
    assert bounds([toll(1, 5, 5), toll(2, 84, 84)], accounts) == [(5, 84, 84)]


def test_sub_counts_and_replaced_figures_and_denials_of_death_do_not_count() -> None:
    accounts = [account(1), account(2, stance="denies")]
    tolls = [toll(1, 12, 12), toll(1, 3, 3, part_of=0), toll(1, 95, 95, superseded=True), toll(2, 0, 0)]
    assert bounds(tolls, accounts) == [(12, 12, 12)]


def test_a_later_figure_of_one_source_replaces_the_earlier_and_keeps_it() -> None:
    accounts = [account(1, days=(MAY_4, MAY_5))]
    tolls = [toll(1, 95, 95, day=MAY_4), toll(1, 84, 84, day=MAY_5)]
    assert [t.superseded for t in mark_superseded(tolls, accounts)] == [True, False]
    assert bounds(tolls, accounts) == [(84, 84, 84)]
    assert [t.superseded for t in mark_superseded([toll(1, 95, 95), toll(1, 84, 84)], [account(1)])] == [False, False]


def test_as_of_a_day_only_what_was_published_counts() -> None:
    accounts = [account(1, days=(MAY_4, MAY_6)), account(2)]
    tolls = [toll(1, 10, 10, day=MAY_4), toll(1, 74, 74, day=MAY_6), toll(2, 500, 500)]
    assert bounds(tolls, accounts, MAY_5) == [(10, 10, 10)]
    assert bounds(tolls, accounts, MAY_6) == [(74, 74, 74)]
    assert bounds(tolls, accounts, dt.date(2031, 5, 1)) == []
    assert [(t.low, t.superseded) for t in known_by(tolls, accounts, MAY_6)] == [(10, True), (74, False)]


def test_totals_are_found_again_among_what_was_known() -> None:
    accounts = [account(1, days=(MAY_4, MAY_6))]
    tolls = [toll(1, 90, 90, day=MAY_6), toll(1, 10, 10, day=MAY_4), toll(1, 3, 3, day=MAY_4, part_of=1)]
    assert [(t.low, t.part_of) for t in known_by(tolls, accounts, MAY_5)] == [(10, None), (3, 0)]


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.integers(0, 50), st.integers(0, 50), st.sampled_from([None, MAY_4, MAY_6])),
        max_size=12,
    ),
    st.sampled_from([None, MAY_5]),
)
def test_the_bounds_hold_the_best_and_come_from_figures(
    rows: list[tuple[int, int, int, dt.date | None]], day: dt.date | None
) -> None:
    accounts = [
        account(n, role, days=(MAY_4, MAY_6)) for n, role in enumerate(("police", "actor", "target", "outlet"), 1)
    ]
    tolls = [toll(by, low, low + more, day=at) for by, low, more, at in rows]
    for found in toll_ranges(tolls, accounts, day=day):
        assert found.low <= found.best <= found.high
        assert {found.low_from, found.best_from, found.high_from} <= set(range(len(tolls)))
    assert toll_ranges(tolls, accounts, day=day) == toll_ranges(tolls, accounts, day=day)


@pytest.mark.parametrize("kind", ["killed", "injured"])
def test_kinds_are_kept_apart(kind: str) -> None:
    other = "injured" if kind == "killed" else "killed"
    tolls = [Toll(k, HERE, "some", n, n, n, said_by="s-1") for k, n in ((kind, 5), (other, 9))]  # type: ignore[arg-type]
    assert {(r.kind, r.best) for r in toll_ranges(tolls, [account(1)])} == {(kind, 5), (other, 9)}


def test_a_sum_that_is_only_listed_is_part_of_a_total_beside_it() -> None:
    text = "At least 61 died. The dead are 40 men and 20 women."
    at = [Span(text.index(w), text.index(w) + len(w)) for w in ("61", "40 men and 20 women", "40", "20")]
    total = Toll("killed", at[0], "61", 61, None)
    listed = Toll("killed", at[1], "40 men and 20 women", 60, 60)
    men, women = (Toll("killed", s, n, int(n), int(n), part_of=1) for s, n in ((at[2], "40"), (at[3], "20")))
    assert [part_index((total, listed, men, women), n) for n in range(4)] == [None, 0, 1, 1]
    alone = tuple(replace(t, part_of=0) for t in (men, women))
    assert part_index((listed, *alone), 0) is None
