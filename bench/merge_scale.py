"""Time and memory of merging made tellings: how both grow, and whether the events come out as they were made.

    python bench/merge_scale.py [--sizes 10000,100000,1000000] [--memory 4GB] [--threads 2]

The tellings are rows as `saidwho.merging.across` makes them out of articles: so many a day, over as many days as it
takes, in towns of which few have most events, with few events told by most reports, some without a day or a place.
Comparing and grouping are measured, in a process of its own for each size; making the rows is not.
"""

from __future__ import annotations

import argparse
import itertools
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from bench.growth import judge  # noqa: E402
from saidwho.merging.across import DuckEngine, compare, groups_of  # noqa: E402
from saidwho.merging.across.linkage import Days  # noqa: E402
from saidwho.merging.across.rows import (  # noqa: E402
    ANY_WORDS,
    FORTNIGHT,
    PAIR_WORDS,
    PAIRED,
    TIMES,
    TYPES,
    WINDOW_WORDS,
    WINDOWS,
    WORDS,
)

Ints = npt.NDArray[np.int64]
A_DAY, ABOUT, MOST = 300, 7, 1500
"""Tellings a day; tellings of an event in the mean, and at most."""
UNDATED = 0.02
"""Share of the reports without a day of publication."""
TOWNS, COUNTRIES, KINDS = 4000, 80, 12
OWN, COMMON, VOCABULARY, PAGE = 8, 22, 60_000, 30
"""Rare words of an event, other words of a page; words there are; words of a page."""
FIRST_DAY = 730_000
SECONDS, GIGABYTES = 900, 8.0
"""What the largest size may take."""


def main(argv: Sequence[str] | None = None) -> int:
    """The command. Returns 1 where an aim is missed."""
    parser = argparse.ArgumentParser(prog="bench/merge_scale.py", description="Time and memory of merging.")
    parser.add_argument("--sizes", default="10000,100000", help="numbers of tellings, by comma")
    parser.add_argument("--memory", default="4GB", help="what the engine may take before it goes to disk")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.one:
        print(json.dumps(measure(args.one, args.memory, args.threads)))
        return 0
    found = []
    heads = ("tellings", 10), ("pairs", 11), ("events", 9), ("compare", 9), ("group", 8), ("all", 8), ("processor", 10)
    print(" ".join(f"{name:>{width}}" for name, width in (*heads, ("memory", 9), ("B3", 6))))
    for size in (int(s) for s in args.sizes.split(",")):
        command = [
            sys.executable,
            __file__,
            "--one",
            str(size),
            "--memory",
            args.memory,
            "--threads",
            str(args.threads),
        ]
        one = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()[-1])
        found.append(one)
        print(
            f"{size:>10} {one['pairs']:>11} {one['events']:>9} {one['compare']:>7.1f} s {one['group']:>6.1f} s "
            f"{one['seconds']:>6.1f} s {one['processor']:>8.1f} s {one['gigabytes']:>6.2f} GB {one['b3']:>6.1f}",
            flush=True,
        )
    small = all(one["seconds"] <= SECONDS and one["gigabytes"] <= GIGABYTES for one in found)
    return 0 if judge(found, "tellings") and small else 1


def measure(size: int, memory: str, threads: int) -> dict[str, float]:
    """Merges made tellings once."""
    tables, days, truth = make(size)
    packs = [tables]
    del tables
    begun, processor = time.perf_counter(), time.process_time()
    with DuckEngine(threads=threads, memory=memory) as engine:
        compare((packs.pop() for _ in range(1)), engine=engine)
        compared = time.perf_counter()
        groups = groups_of(days, engine)
        ended = time.perf_counter()
        pairs = engine.fetch("SELECT COUNT(*) AS n FROM scored").column("n")[0].as_py()
    return {
        "tellings": size,
        "pairs": pairs,
        "events": len(groups),
        "compare": compared - begun,
        "group": ended - compared,
        "seconds": ended - begun,
        "processor": time.process_time() - processor,
        "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
        "b3": b_cubed(groups, truth),
    }


def b_cubed(groups: list[list[int]], truth: Ints) -> float:
    """B-cubed F1 against the events that the tellings were made of, in percent."""
    sizes = Counter(truth.tolist())
    right = recall = 0.0
    for group in groups:
        for event, n in Counter(int(truth[m]) for m in group).items():
            right += n * n / len(group)
            recall += n * n / sizes[event]
    precision, recall = right / len(truth), recall / len(truth)
    return 100 * 2 * precision * recall / (precision + recall)


def make(size: int) -> tuple[dict[str, pa.Table], list[Days], Ints]:
    """Tables of tellings, their stated days, and the event of each. The same size gives the same rows."""
    random = np.random.default_rng(size)
    reports = np.minimum(random.pareto(1.2, size) + 1, MOST).astype(np.int64)
    reports = reports[: int(np.searchsorted(np.cumsum(reports), size)) + 1]
    event = np.repeat(np.arange(len(reports)), reports)[:size]
    random.shuffle(event)
    span = max(size // A_DAY, 30)
    events = len(reports)
    town = np.minimum(random.pareto(0.9, events) * 20, TOWNS - 1).astype(np.int64)
    about = {
        "kind": random.choice(KINDS, events, p=_falling(KINDS)),
        "day": FIRST_DAY + random.integers(0, span, events),
        "town": town,
        "country": town % COUNTRIES,
        "dead": random.geometric(0.08, events) + 2,
        "doer": random.integers(0, 400, events),
    }
    own = random.integers(VOCABULARY // 10, VOCABULARY, (events, OWN))
    telling = {name: values[event] for name, values in about.items()}
    dated, placed = random.random(size) < 0.7, random.random(size) < 0.8
    published = telling["day"] + random.integers(0, 4, size)
    published[random.random(size) < UNDATED] = -1
    tables = {
        "telling": _tellings(telling, published, dated, placed, random),
        "party": _parties(telling, size),
        "figure": _table("figure", np.arange(size), np.full(size, "killed"), telling["dead"], np.zeros(size, bool)),
    }
    words = np.concatenate([own[event][:, :6], _common(random, size, COMMON)], axis=1)
    tables["page"] = _words("page", words, 160)
    tables["word"] = _words("word", words[:, [0, 1, 2, 6, 7, 8, 9, 10]], 300)
    tables["block"] = _blocks(telling, published, dated, placed, words)
    tables["rare"] = _rare(telling["kind"], words)
    stated = [(int(d), int(d) + 1) if known else None for d, known in zip(telling["day"], dated, strict=True)]
    return tables, stated, event


def _falling(count: int) -> npt.NDArray[np.float64]:
    shares = 1 / np.arange(1, count + 1)
    total: npt.NDArray[np.float64] = shares / shares.sum()
    return total


def _common(random: np.random.Generator, size: int, count: int) -> Ints:
    """Words of any report: few of them make up most of the text."""
    return np.minimum(random.pareto(0.7, (size, count)) * 30, VOCABULARY // 10 - 1).astype(np.int64)


def _table(name: str, *columns: object) -> pa.Table:
    return pa.table({c: pa.array(v, t) for (c, t), v in zip(TYPES[name].items(), columns, strict=True)})


def _tellings(
    telling: dict[str, Ints], published: Ints, dated: npt.NDArray[np.bool_], placed: npt.NDArray[np.bool_],
    random: np.random.Generator,
) -> pa.Table:  # fmt: skip
    size = len(published)
    none = np.zeros(size, bool)
    country = np.char.add("c", telling["country"].astype(str))
    town = np.char.add("t", telling["town"].astype(str))
    modes = np.array(["explosives", "firearms", "aerial", "abduct"])[telling["doer"] % 4]
    return pa.table({
        "n": pa.array(np.arange(size), pa.int32()),
        "article": pa.array(np.arange(size), pa.int32()),
        "class": pa.array(telling["kind"], pa.int32()),
        "mode": pa.array(modes, pa.string(), mask=random.random(size) < 0.3),
        "weapon": pa.array(modes, pa.string(), mask=random.random(size) < 0.6),
        "day": pa.array(telling["day"], pa.int32(), mask=~dated),
        "day_end": pa.array(telling["day"] + 1, pa.int32(), mask=~dated),
        "stated": pa.array(dated),
        "published": pa.array(published, pa.int32(), mask=published < 0),
        "country": pa.array(country, pa.string(), mask=~placed),
        "province": pa.array(np.char.add(country, telling["town"].astype(str)), pa.string(), mask=~placed),
        "town": pa.array(town, pa.string(), mask=~placed),
        "lat": pa.array(telling["town"] * 7 % 9000, pa.int32(), mask=~placed),
        "lon": pa.array(telling["town"] * 13 % 18000, pa.int32(), mask=~placed),
        "placed": pa.array(placed),
        "wide": pa.array(none),
        "rank": pa.array(np.where(random.random(size) < 0.6, 2, 0), pa.int32()),
    })  # fmt: skip


def _parties(telling: dict[str, Ints], size: int) -> pa.Table:
    numbers = np.arange(size)
    doers = np.char.add("d", telling["doer"].astype(str))
    targets = np.char.add("x", (telling["doer"] * 7 % 300).astype(str))
    sides = np.repeat(["actor", "target"], size)
    return _table("party", np.tile(numbers, 2), sides, np.concatenate([doers, targets]), np.full(2 * size, 35))


def _words(name: str, words: Ints, weight: int) -> pa.Table:
    """Each word of a row once."""
    rows = np.repeat(np.arange(len(words)), words.shape[1])
    pairs = np.unique(np.stack([rows, words.ravel()], axis=1), axis=0)
    rare = np.where(pairs[:, 1] >= VOCABULARY // 10, 2, 1)
    return _table(name, pairs[:, 0], pairs[:, 1], weight * rare)


def _blocks(
    telling: dict[str, Ints], published: Ints, dated: npt.NDArray[np.bool_], placed: npt.NDArray[np.bool_], words: Ints
) -> pa.Table:
    """Keys as `rows.rows_of` makes them, many at a time; those of windows only where there is a day of publication."""
    kind = telling["kind"]
    known, told = dated & placed, published >= 0
    keys, rows = [], []

    def add(found: Ints, which: npt.NDArray[np.bool_]) -> None:
        keys.append(found[which])
        rows.append(np.flatnonzero(which))

    for back in (0, 1):
        add(_key(kind, telling["day"] - back, VOCABULARY + telling["town"]), known)
        add(_key(kind, telling["day"] - back, 2 * VOCABULARY + telling["country"]), known)
    half = WINDOWS + published * 2 // FORTNIGHT
    for column in range(WINDOW_WORDS):
        for step in (0, 1):
            add(_key(kind, half + step, words[:, column]), told)
    for a, b in itertools.combinations(range(PAIR_WORDS), 2):
        first, second = np.minimum(words[:, a], words[:, b]), np.maximum(words[:, a], words[:, b])
        add(-1 - (kind * PAIRED + first) * PAIRED - second, first < second)
    return _keys("block", rows, keys)


def _rare(kind: Ints, words: Ints) -> pa.Table:
    """Words by which tellings without a date meet others."""
    columns = range(ANY_WORDS)
    return _keys("rare", [np.arange(len(kind))] * ANY_WORDS, [_key(kind, 0, words[:, c]) for c in columns])


def _key(kind: Ints, at: Ints | int, word: Ints) -> Ints:
    return (kind * TIMES + at) * WORDS + word


def _keys(name: str, rows: list[Ints], keys: list[Ints]) -> pa.Table:
    """Each key of a telling once."""
    found = np.unique(np.stack([np.concatenate(rows), np.concatenate(keys)], axis=1), axis=0)
    return _table(name, found[:, 0], found[:, 1])


if __name__ == "__main__":
    sys.exit(main())
