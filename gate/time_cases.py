"""The gold set of single time expressions (`gate/gold/times/GUIDELINES.md`): reading it and scoring saidwho on it.

python gate/time_cases.py       the figures, and every error in words except those of the half that is held back
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from gate.floors import Result  # noqa: E402

GOLD = ROOT / "gate" / "gold" / "times" / "cases.tsv"
OPEN = "-"
"""Stands in the gold for what must stay open."""
Record = dict[str, Any]


def load(path: Path = GOLD) -> list[Record]:
    """The cases, in order. Raises `ValueError` where an expression is not in its sentence."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        if row["expression"] not in row["sentence"]:
            raise ValueError(f"{row['id']}: no '{row['expression']}' in its sentence. Expected its exact words.")
    return rows


def result(annotator: Any = None) -> tuple[Result, str]:
    """The figures for the gate."""
    from gate.tasks.time_cases import predict
    from saidwho.pipeline import Annotator

    rows = load()
    figures, _ = score(rows, list(predict(rows, annotator or Annotator())))
    digest = hashlib.sha256(GOLD.read_bytes()).hexdigest()
    return Result(
        "own times", digest, len(rows), figures
    ), f"{len(rows)} expressions of our own, half of them held back"


def score(rows: list[Record], answers: list[Record]) -> tuple[dict[str, float], list[str]]:
    """Figures in percent, and in words the errors in the half that may be looked at."""
    counts: Counter[str] = Counter()
    errors: list[str] = []
    found = {a["id"]: (a["start"], a["end"]) for a in answers}
    for row in rows:
        half = "held " if row["held"] == "yes" else ""
        accepted = [_days(reading) for reading in row["gold"].split("|")]
        answer = found[row["id"]]
        exact = answer in accepted
        counts[f"{half}all"] += 1
        counts[f"{half}exact"] += exact
        counts[f"{half}first"] += answer[0] in [first for first, _ in accepted]
        if not exact and not half:
            told = f"{answer[0]}/{answer[1]}, not {row['gold']}"
            errors.append(f"{row['id']} {row['pub_date']} {row['pub_weekday']} ‘{row['expression']}’ {told}")
    return {
        "exact": _share(counts, "exact", "all"),
        "first day": _share(counts, "first", "all"),
        "held exact": _share(counts, "held exact", "held all"),
        "held first day": _share(counts, "held first", "held all"),
    }, errors


def _share(counts: Counter[str], right: str, of: str) -> float:
    return round(100 * counts[right] / counts[of], 2) if counts[of] else 0.0


def _days(reading: str) -> tuple[str | None, str | None]:
    if reading == OPEN:
        return None, None
    first, _, last = reading.partition("/")
    return first, last or first


def main() -> int:
    """The command. Returns the exit status."""
    from gate.tasks.time_cases import predict
    from saidwho.pipeline import Annotator

    rows = load()
    figures, errors = score(rows, list(predict(rows, Annotator())))
    print("\n".join(errors))
    print("\n".join(f"{name:16}{value:7.2f}" for name, value in figures.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
