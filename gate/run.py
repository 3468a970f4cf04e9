"""Scores every stage against the corpora beside the repository and compares with the pinned floors.

    python gate/run.py [--task NAME ...] [--update [--allow-regression]] [--no-interval]

Prints a table: figure, floor, 95% interval (jackknife over groups of documents), what others reach. Exit status 1
when a figure is below its floor. A corpus that is not there is named and skipped: the texts are not ours to ship.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from gate import floors as pins  # noqa: E402
from gate import whole  # noqa: E402
from gate.corpora import CORPORA, Corpus, choose, name_of, order_key  # noqa: E402
from gate.inputs import without_answers  # noqa: E402

BENCH = ROOT.parent / "shared" / "bench"
FLOORS = ROOT / "gate" / "floors.json"
GROUPS = 10
T_95 = 2.262
"""Student's t at 97.5% for `GROUPS` - 1 degrees of freedom."""
Record = dict[str, Any]


@dataclass(frozen=True)
class Scored:
    """A corpus's result with half widths of its intervals, or why there is none."""

    corpus: str
    result: pins.Result | None = None
    half: dict[str, float] | None = None
    baselines: dict[str, str] | None = None
    note: str = ""


def main(argv: Sequence[str] | None = None) -> int:
    """The command. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="gate/run.py", description="Scores saidwho and compares with pinned floors.")
    parser.add_argument("--task", action="append", default=[], help="only this task or corpus (may be repeated)")
    parser.add_argument("--update", action="store_true", help="pin the figures of this run; never lowers one")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors too")
    parser.add_argument("--no-interval", action="store_true", help="leave out the 95%% intervals (faster)")
    args = parser.parse_args(argv)
    jobs: list[Any] = [c for c in CORPORA if not args.task or {c.name, c.task} & set(args.task)]
    wholes = [w for w in whole.NAMES if not args.task or w in args.task]
    if not jobs and not wholes:
        known = sorted({c.task for c in CORPORA} | {c.name for c in CORPORA} | set(whole.NAMES))
        parser.error(f"no such task: {', '.join(args.task)}. Expected one of: {', '.join(known)}")
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda c: attempt(c, BENCH, interval=not args.no_interval), jobs))
        results += pool.map(lambda n: attempt_whole(n, BENCH), wholes)
    old = pins.load(FLOORS)
    print(table(results, old))
    done = [s.result for s in results if s.result]
    failed = [f"{s.corpus}: {s.note}" for s in results if s.note.startswith("failed")]
    if args.update:
        print("\n".join(failed))
        return update(done, old, FLOORS, allow=args.allow_regression) or (1 if failed else 0)
    bad = failed + [line for result in done for line in pins.broken(result, old)]
    print("\n".join(bad) if bad else "all figures stand at or above their floors")
    return 1 if bad else 0


def update(done: list[pins.Result], old: dict[str, Any], path: Path, *, allow: bool = False) -> int:
    """Pins the figures. Returns 1, writing nothing, when a floor would fall."""
    try:
        pins.save(path, pins.raised(done, old, allow_regression=allow))
    except pins.WouldLower as error:
        print(f"{error}\nnothing pinned: mend it, or run again with --allow-regression and say why in the commit")
        return 1
    print(f"pinned {len(done)} corpora in {path.name}")
    return 0


def attempt(corpus: Corpus, bench: Path, *, interval: bool = True) -> Scored:
    """Scores one corpus; a failure becomes a note."""
    gold = bench / corpus.gold
    if not gold.is_file():
        return Scored(corpus.name, note=f"skipped: {corpus.gold} is not here")
    if not (ROOT / "gate" / "tasks" / f"{corpus.task}.py").is_file():
        return Scored(corpus.name, note="skipped: no answer in this task's format yet")
    try:
        return score(corpus, gold, bench, interval=interval)
    except (subprocess.CalledProcessError, ValueError, KeyError, IndexError) as error:
        said = getattr(error, "stderr", "") or str(error)
        return Scored(corpus.name, note=f"failed: {type(error).__name__}: {said.strip()[-300:]}")


def attempt_whole(name: str, bench: Path) -> Scored:
    """Scores whole articles (one case in full, all cases as a ledger)."""
    try:
        found = whole.score(name, bench.parent / "cases", bench)
    except (subprocess.CalledProcessError, ValueError, KeyError) as error:
        said = getattr(error, "stderr", "") or str(error)
        return Scored(name, note=f"failed: {type(error).__name__}: {said.strip()[-300:]}")
    if isinstance(found, str):
        return Scored(name, note=found)
    result, note = found
    return Scored(name, result, note=note)


def score(corpus: Corpus, gold: Path, bench: Path, *, interval: bool = True) -> Scored:
    """Predicts on inputs without answers, runs the scorer as it is, and takes the figures."""
    records = choose(read(gold), corpus.sample)
    with tempfile.TemporaryDirectory() as folder:
        inputs, answers = Path(folder, "input.jsonl"), Path(folder, "answers.jsonl")
        inputs.write_text("".join(json.dumps(without_answers(corpus.task, r)) + "\n" for r in records), "utf-8")
        command = [sys.executable, str(ROOT / "gate" / "predict.py"), corpus.task, str(inputs), str(answers)]
        run(command)
        predicted = [json.loads(line) for line in answers.read_text("utf-8").splitlines()]
        figures = measure(corpus, records, predicted, bench, Path(folder))
        half = jackknife(corpus, records, predicted, bench, Path(folder)) if interval else {}
    result = pins.Result(corpus.name, hashlib.sha256(gold.read_bytes()).hexdigest(), len(records), figures)
    total = len(read(gold))
    note = f"sample of {len(records)} of {total}" if len(records) < total else f"{total} records"
    return Scored(corpus.name, result, half, {f.name: f.baseline for f in corpus.figures}, note)


def measure(
    corpus: Corpus, records: list[Record], predicted: list[Record], bench: Path, folder: Path
) -> dict[str, float]:
    """The figures of some records: their gold and their answers, given to the scorer."""
    inner = [t for r in records for t in (*r.get("targets", []), *r.get("mentions", []))]
    ids = {name_of(r) for r in records} | {str(t["id"]) for t in inner}
    gold, pred = folder / f"gold{Path(corpus.gold).suffix}", folder / "pred.jsonl"
    write(gold, records)
    pred.write_text("".join(json.dumps(p) + "\n" for p in predicted if name_of(p) in ids), "utf-8")
    words = [w.format(gold=gold, pred=pred) for w in corpus.scorer]
    printed = run([sys.executable, str(bench / words[0]), *words[1:]])
    scores = corpus.parse(printed) if corpus.parse else json.loads(printed)
    return {figure.name: figure.of(scores) for figure in corpus.figures}


def jackknife(
    corpus: Corpus, records: list[Record], predicted: list[Record], bench: Path, folder: Path
) -> dict[str, float]:
    """Half widths of 95% intervals: the figures without each of `GROUPS` groups of documents (Tukey 1958)."""
    names = {id(r): str(r[corpus.together]) if corpus.together else name_of(r) for r in records}
    place = {name: n % GROUPS for n, name in enumerate(sorted(set(names.values()), key=order_key))}
    rank = {key: place[name] for key, name in names.items()}
    rounds = [
        measure(corpus, [r for r in records if rank[id(r)] != g], predicted, bench, folder) for g in range(GROUPS)
    ]
    half = {}
    for name in rounds[0]:
        values = [r[name] for r in rounds]
        mean = sum(values) / GROUPS
        half[name] = T_95 * math.sqrt((GROUPS - 1) / GROUPS * sum((v - mean) ** 2 for v in values))
    return half


def read(path: Path) -> list[Record]:
    """The records of a JSON Lines file or of a table."""
    with path.open(encoding="utf-8", newline="") as lines:
        if path.suffix == ".tsv":
            return list(csv.DictReader(lines, delimiter="\t"))
        return [json.loads(line) for line in lines if line.strip()]


def write(path: Path, records: list[Record]) -> None:
    """The records as a JSON Lines file or a table, as `read` found them."""
    with path.open("w", encoding="utf-8", newline="") as out:
        if path.suffix == ".tsv":
            table = csv.DictWriter(out, list(records[0]), delimiter="\t")
            table.writeheader()
            table.writerows(records)
        else:
            out.writelines(json.dumps(r) + "\n" for r in records)


def run(command: list[str]) -> str:
    """What a command prints. Raises `CalledProcessError`, with its words."""
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def table(results: list[Scored], floors: dict[str, Any]) -> str:
    """The figures for people."""
    lines = [f"{'':34}{'figure':>8}{'floor':>8}  {'95% interval':16}others"]
    for scored in results:
        lines.append(f"{scored.corpus}: {scored.note}" if scored.note else scored.corpus)
        if not scored.result:
            continue
        pinned = floors.get(scored.corpus, {}).get("floors", {})
        for name, value in scored.result.figures.items():
            floor = f"{pinned[name]:8.2f}" if name in pinned else f"{'-':>8}"
            half = (scored.half or {}).get(name)
            interval = f"{max(0.0, value - half):.1f} to {min(100.0, value + half):.1f}" if half is not None else ""
            lines.append(f"  {name:32}{value:8.2f}{floor}  {interval:16}{(scored.baselines or {}).get(name, '')}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
