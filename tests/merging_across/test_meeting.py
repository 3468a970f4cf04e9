"""Which tellings are compared at all: by which keys they meet."""

from collections.abc import Mapping

import pyarrow as pa

from saidwho.merging.across import DuckEngine, queries
from saidwho.merging.across.rows import block_key, pair_key


def met(keys: Mapping[int, list[int]], rare: Mapping[int, list[int]], undated: set[int], width: int = 4) -> set[str]:
    """Pairs of tellings, as “0-1”, that meet by keys, or by rare words."""
    numbers = sorted(set(keys) | set(rare))
    with DuckEngine() as engine:
        published = [None if n in undated else 730_000 + 100 * n for n in numbers]
        engine.load("telling", pa.table({"n": numbers, "published": pa.array(published, pa.int32())}))
        for name, found in (("block", keys), ("rare", rare)):
            rows = [(n, key) for n, some in found.items() for key in some]
            columns = {"n": [n for n, _ in rows], "key": pa.array([key for _, key in rows], pa.int64())}
            engine.load(name, pa.table({"n": pa.array(columns["n"], pa.int64()), "key": columns["key"]}))
        engine.make("shared", queries.shared(5000))
        engine.make("part", queries.parts(width))
        engine.make("lone", queries.lone(width))
        engine.make("pair", queries.PAIR)
        pairs = engine.fetch("SELECT a, b FROM pair ORDER BY a, b").to_pylist()
    return {f"{p['a']}-{p['b']}" for p in pairs}


def test_one_word_brings_those_without_a_date_together_with_others() -> None:
    word = {n: [block_key(1, 0, 7)] for n in range(3)}
    assert met({}, word, undated=set()) == set()
    assert met({}, word, undated={1}) == {"0-1", "1-2"}


def test_a_word_that_many_share_tells_nothing() -> None:
    word = {n: [block_key(1, 0, 7)] for n in range(5)}
    assert met({}, word, undated={1}) == set()


def test_two_words_bring_any_together() -> None:
    both = {n: [pair_key(1, 7, 9)] for n in (0, 2)} | {1: [pair_key(1, 7, 8)]}
    assert met(both, {}, undated=set()) == {"0-2"}


def test_many_that_share_a_key_are_compared_with_some_and_stay_connected() -> None:
    pairs = met({n: [3] for n in range(100)}, {}, undated=set(), width=10)
    assert len(pairs) < 1500
    assert {f"{n}-{n + 1}" for n in range(99)} <= pairs


def test_keys_of_two_words_are_never_those_of_a_time() -> None:
    assert pair_key(0, 0, 0) < 0 <= block_key(0, 0, 0)
    assert len({pair_key(k, a, b) for k in (0, 300) for a in (0, 2**26 - 2) for b in (2**26 - 1, 5)}) == 8
    assert pair_key(2047, 2**26 - 1, 2**26 - 1) >= -(2**63)
