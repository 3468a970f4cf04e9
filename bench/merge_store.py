"""Time and memory of `saidwho merge` on made stores, and how both grow with the number of articles.

    python bench/merge_store.py [--sizes 1000,10000] [--memory 1GB] [--folder FOLDER]

The bundled example reports are coded once. Each store is filled with them again and again, in other words of the same
lengths (so that every span still fits), at other days, under other names: the reports of one incident stay reports of
one incident, and no two incidents share more than words. Merging is measured, in a process of its own for each size;
making the store is not.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import itertools
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from bench.growth import judge  # noqa: E402
from saidwho.pipeline import Annotator  # noqa: E402
from saidwho.pipeline.merges import merge  # noqa: E402
from saidwho.reading import ReadingOptions, parse_date, read_bytes  # noqa: E402
from saidwho.records import Annotation, Failure  # noqa: E402
from saidwho.resources import read_bytes as packed  # noqa: E402
from saidwho.resources import read_table  # noqa: E402
from saidwho.storage import DocumentRow, coded_rows, open_store  # noqa: E402
from saidwho.storage.codec import plain, read  # noqa: E402

A_DAY = 300
"""Articles a day."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_WORDY = frozenset({"text", "name", "as_written", "affiliation", "who", "admin1"})
_DAYS = frozenset({"start", "end", "published"})
_COUNTRIES = "AF BD CD CO EG ET HT IN IQ KE LY ML MM MX NG PH PK SD SO SY TD UA YE".split()


def main(argv: Sequence[str] | None = None) -> int:
    """The command. Returns 1 where merging grows faster than it should."""
    parser = argparse.ArgumentParser(prog="bench/merge_store.py", description="Time and memory of merging a store.")
    parser.add_argument("--sizes", default="1000,10000", help="numbers of articles, by comma")
    parser.add_argument("--memory", default="1GB", help="what the comparing may take before it goes to disk")
    parser.add_argument("--folder", help="keep the made stores there, and use those that are there")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.one:
        print(json.dumps(measure(args.one, args.memory)))
        return 0
    found = []
    print(f"{'articles':>9} {'events':>8} {'clock':>9} {'processor':>10} {'memory':>9}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(args.folder or temporary)
        for size in (int(s) for s in args.sizes.split(",")):
            path = folder / f"{size}.db"
            if not path.exists():
                make(path, size)
            command = [sys.executable, __file__, "--one", str(path), "--memory", args.memory]
            output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
            found.append(one := json.loads(output.splitlines()[-1]))
            print(
                f"{one['articles']:>9} {one['events']:>8} {one['clock']:>7.1f} s {one['processor']:>8.1f} s "
                f"{one['gigabytes']:>6.2f} GB",
                flush=True,
            )
    return 0 if judge(found, "articles") else 1


def measure(path: str, memory: str) -> dict[str, float]:
    """Merges a store once."""
    clock, processor = time.perf_counter(), time.process_time()
    with open_store(path) as store:
        done = merge(store, memory=memory)
    return {
        "articles": done.articles,
        "events": done.events,
        "clock": time.perf_counter() - clock,
        "processor": time.process_time() - processor,
        "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20,
    }


def make(path: Path, size: int) -> None:
    """A store of so many articles. The same size gives the same articles."""
    incidents, words = coded_examples(), vocabulary()
    chance = random.Random(size)
    with open_store(path, create=True) as store, store.writer("run", {}, versions="made") as writer:
        made = 0
        for number in itertools.count():
            world = World(number, chance.randrange(max(size // A_DAY, 30)), words)
            for record in incidents[number % len(incidents)]:
                annotation = read(Annotation, world.told(record))
                writer.add(DocumentRow(annotation.article.id), coded_rows(annotation, "made"))
                made += 1
                if made == size:
                    writer.flush()
                    writer.finish(coded=made)
                    return


def coded_examples() -> list[list[dict[str, Any]]]:
    """The coded example reports as JSON, by incident."""
    annotator = Annotator()
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in read_table("examples/index.tsv"):
        options = ReadingOptions(published=parse_date(row["published"]), outlet=row["outlet"])
        article = read_bytes(packed(f"examples/{row['file']}"), name=row["file"], options=options)
        result = annotator.attempt(article)
        assert not isinstance(result, Failure), result
        found[row["incident"]].append(plain(result))
    return list(found.values())


def vocabulary() -> dict[int, list[str]]:
    """Words of the language by their length."""
    found: dict[int, list[str]] = defaultdict(list)
    for row in read_table("merging/weights_words.tsv"):
        if _WORD.fullmatch(row["word"]):
            found[len(row["word"])].append(row["word"])
    return found


class World:
    """One incident told anew: other words, other names, other days."""

    def __init__(self, number: int, later: int, words: dict[int, list[str]]) -> None:
        self._chance, self._words = random.Random(number), words
        self._number, self._later = number, dt.timedelta(days=later)
        self._known: dict[str, str] = {}
        self._country = self._chance.choice(_COUNTRIES)

    def told(self, value: Any) -> Any:
        """A record of JSON in this world."""
        if isinstance(value, dict):
            return {key: self._value(key, inner) for key, inner in value.items()}
        return [self.told(inner) for inner in value] if isinstance(value, list) else value

    def _value(self, key: str, value: Any) -> Any:
        if isinstance(value, str):
            if key == "id" and len(value) >= 16:
                return hashlib.sha256(f"{self._number}:{value}".encode()).hexdigest()[: len(value)]
            if key in _DAYS:
                return (dt.date.fromisoformat(value) + self._later).isoformat()
            if key == "country":
                return self._country
            return _WORD.sub(lambda m: self._word(m.group()), value) if key in _WORDY else value
        return self.told(value)

    def _word(self, word: str) -> str:
        small = word.casefold()
        if small not in self._known:
            others = self._words.get(len(small))
            self._known[small] = self._chance.choice(others) if others and len(small) == len(word) else small
        found = self._known[small]
        return found.capitalize() if word[0].isupper() else found


if __name__ == "__main__":
    sys.exit(main())
