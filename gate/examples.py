"""The example reports as cases: incidents of our own, told by fictional outlets, with the expected ledger.

python gate/examples.py input            one JSON object an article, mixed, for `gate/predict.py ledger`
python gate/examples.py score ANSWER     the figures of an answer, and every error in words
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from gate.floors import Result  # noqa: E402
from gate.ledger_score import Score, score  # noqa: E402
from saidwho import resources  # noqa: E402

EXPECTED = ROOT / "tests" / "examples"


def articles() -> list[dict[str, Any]]:
    """Every example report as a record of the task `ledger`, in an order that says nothing of its incident."""
    rows = []
    for row in resources.read_table("examples/index.tsv"):
        title, _, text = resources.read_text(f"examples/{row['file']}").partition("\n\n")
        name = f"{row['incident']}/{row['n']}"
        rows.append(
            {
                "id": name,
                "title": title,
                "text": text,
                "outlet": row["outlet"],
                "published": row["published"],
                "url": None,
            }
        )
    return sorted(rows, key=lambda r: hashlib.sha256(r["id"].encode()).hexdigest())


def expected() -> list[dict[str, Any]]:
    """The expected ledgers, one document an incident, by its name."""
    import yaml

    return [yaml.safe_load(path.read_text("utf-8")) for path in sorted(EXPECTED.glob("*.yaml"))]


def result(annotator: Any = None) -> tuple[Result, str]:
    """The figures of all example reports together, for the gate."""
    from gate.tasks.ledger import predict
    from saidwho.pipeline import Annotator

    rows = articles()
    found = score(next(iter(predict(rows, annotator or Annotator())))["pooled"], expected())
    coding = b"".join(p.read_bytes() for p in sorted(EXPECTED.glob("*.yaml")))
    digest = hashlib.sha256(json.dumps(rows).encode() + coding).hexdigest()
    figures = {name: round(value, 2) for name, value in found.figures.items()}
    return Result("examples", digest, len(rows), figures), f"{len(rows)} reports, {len(found.notes)} errors"


def show(found: Score) -> str:
    """The figures and the errors for people."""
    return "\n".join([*(f"{value:6.1f}  {name}" for name, value in found.figures.items()), *found.notes])


def main(argv: list[str]) -> int:
    """The command. Returns the exit status."""
    if argv == ["input"]:
        print("\n".join(json.dumps(row, ensure_ascii=False) for row in articles()))
        return 0
    if len(argv) == 2 and argv[0] == "score":
        print(show(score(json.loads(Path(argv[1]).read_text("utf-8"))["pooled"], expected())))
        return 0
    print("usage: examples.py input | score ANSWER.json", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
