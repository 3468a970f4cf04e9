"""What `saidwho run` costs beside `annotate` alone, and what a second process brings.

    python bench/run.py [--articles N] [--rounds N] [--jobs N] [--only cost|jobs]

Articles are made of the paragraphs of the bundled examples, each another mix. In turns, so that a busy machine is
fair to all: `annotate` over articles that are read already; `run` over the same ones as JSON Lines into a new store;
`run` with processes. Loading the parser counts for none of them. The cost is told in seconds of the clock and of the
processor, since other programs slow the first and hardly the second.
"""

from __future__ import annotations

import argparse
import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import json  # noqa: E402
import random  # noqa: E402
import resource  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Sequence  # noqa: E402
from pathlib import Path  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from saidwho.pipeline import Annotator  # noqa: E402
from saidwho.pipeline.runs import run  # noqa: E402
from saidwho.reading import read  # noqa: E402
from saidwho.records import Article  # noqa: E402
from saidwho.storage import open_store  # noqa: E402

EXAMPLES = ROOT / "saidwho" / "data" / "examples"
COST, GAIN = 1.15, 1.7
"""A run should cost at most so many times `annotate`, and two processes bring so many times one."""
PARAGRAPHS = 8


def main(argv: Sequence[str] | None = None) -> int:
    """The command: 0 where both aims are met, else 1."""
    parser = argparse.ArgumentParser(prog="bench/run.py", description="What a run costs beside annotate alone.")
    parser.add_argument("--articles", type=int, default=1000, help="articles in all (default 1000)")
    parser.add_argument("--rounds", type=int, default=4, help="turns that they are cut into (default 4)")
    parser.add_argument("--jobs", type=int, default=2, help="processes held against one (default 2)")
    parser.add_argument("--only", choices=("cost", "jobs"), help="one of the two comparisons")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        parts = write_parts(Path(folder), args.articles, args.rounds)
        reached = True
        if args.only != "jobs":
            reached &= cost(parts, Path(folder))
        if args.only != "cost":
            reached &= gain(parts, Path(folder), args.jobs)
    return 0 if reached else 1


def made_texts(number: int) -> list[str]:
    """So many different reports of paragraphs of the examples."""
    titles, bodies = [], []
    for path in sorted(EXAMPLES.glob("*.txt")):
        title, *body = [p for p in path.read_text("utf-8").split("\n\n") if p.strip()]
        titles.append(title)
        bodies.extend(body)
    chance = random.Random(1)
    return ["\n\n".join([chance.choice(titles), *chance.sample(bodies, PARAGRAPHS)]) for _ in range(number)]


def write_parts(folder: Path, number: int, rounds: int) -> list[Path]:
    """The reports as JSON Lines, a file a round."""
    texts, parts = made_texts(number), []
    for n in range(rounds):
        parts.append(folder / f"{n}.jsonl")
        rows = [{"text": text, "outlet": "Harbour Post", "date": "2031-05-04"} for text in texts[n::rounds]]
        parts[-1].write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return parts


def measured(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the clock and of the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - clock, time.process_time() - processor


def cost(parts: Sequence[Path], folder: Path) -> bool:
    """`run` with one process beside `annotate`."""
    annotator, alone, whole = Annotator(), [0.0, 0.0], [0.0, 0.0]
    words = 0
    with open_store(folder / "one.db", create=True) as store:
        run([], store)
        for number, part in enumerate(parts):
            articles = [a for a in read(part) if isinstance(a, Article)]
            words += sum(len(a.text.split()) for a in articles)
            turns = [
                (alone, lambda found=articles: [annotator.annotate(a) for a in found]),
                (whole, lambda path=part: run([path], store)),
            ]
            for total, act in turns if number % 2 else turns[::-1]:
                for n, seconds in enumerate(measured(act)):
                    total[n] += seconds
        coded = store.articles().num_rows
    print(f"{coded} articles, {words} words")
    print(f"annotate alone  {alone[0]:7.1f} s of the clock  {alone[1]:7.1f} s of the processor")
    print(f"run             {whole[0]:7.1f} s of the clock  {whole[1]:7.1f} s of the processor")
    ratio = whole[1] / alone[1]
    print(f"a run costs {whole[0] / alone[0]:.3f} by the clock, {ratio:.3f} by the processor (aim: at most {COST})")
    return ratio <= COST


def processor() -> float:
    """Seconds of the processor that this process and those that it has ended took."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def gain(parts: Sequence[Path], folder: Path, jobs: int) -> bool:
    """So many processes beside one: by the clock, and as far as the work that they add lets it go on idle cores."""
    clock, work, rows = {1: 0.0, jobs: 0.0}, {1: 0.0, jobs: 0.0}, {}
    start = {}
    for n in clock:
        with open_store(folder / f"jobs{n}.db", create=True) as store:
            begun = processor()
            run([], store, jobs=n)
            start[n] = processor() - begun
    for number, part in enumerate(parts):
        for n in clock if number % 2 else reversed(list(clock)):
            with open_store(folder / f"jobs{n}.db") as store:
                begun = processor()
                clock[n] += run([part], store, jobs=n).seconds
                work[n] += processor() - begun - start[n]
                rows[n] = store.articles().num_rows
    for n in clock:
        rate = rows[n] / clock[n]
        print(
            f"{n} processes  {clock[n]:7.1f} s of the clock  {work[n]:7.1f} s of the processor  {rate:6.1f} articles/s"
        )
    found, most = clock[1] / clock[jobs], jobs * work[1] / work[jobs]
    print(
        f"{jobs} processes bring {found:.2f} times one by the clock, {most:.2f} by the processor (aim: {GAIN} of two)"
    )
    return max(found, most) >= GAIN


if __name__ == "__main__":
    sys.exit(main())
