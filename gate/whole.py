"""Scores of whole articles: one case in full, all cases and our own examples as ledgers, attributions of our own."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from gate import conflict_places, examples, time_cases
from gate.corpora import LEDGER
from gate.floors import Result
from gate.tasks import attributions, events, lookalikes

NAMES = ("attributions", "cases", "conflict_places", "events", "examples", "ledger", "lookalikes", "own times")
ROOT = Path(__file__).resolve().parent.parent
SHOWN = 40
"""Missing points that the note names."""


def score(name: str, cases: Path, bench: Path) -> tuple[Result, str] | str:
    """The result and a note on it, or why it is skipped."""
    if name == "conflict_places":
        return conflict_places.result()
    if name == "examples":
        return examples.result()
    if name == "own times":
        return time_cases.result()
    if name == "events":
        return events.result()
    if name == "attributions":
        return attributions.result()
    if name == "lookalikes":
        return lookalikes.result(bench)
    if not cases.is_dir():
        return f"skipped: {cases.name} is not here"
    return _cases(cases) if name == "cases" else _ledger(cases, bench)


def _cases(cases: Path) -> tuple[Result, str] | str:
    """Every folder that holds one article and its coding in full."""
    import yaml

    from gate.tasks.single_case import check
    from saidwho.pipeline import Annotator
    from saidwho.reading import parse_date, read_bytes
    from saidwho.reading.articles import ReadingOptions

    points, digest, count = [], hashlib.sha256(), 0
    annotator = Annotator()
    for folder in sorted(p.parent for p in cases.glob("*/article.txt") if (p.parent / "expected.yaml").is_file()):
        body, coding = (folder / "article.txt").read_bytes(), (folder / "expected.yaml").read_bytes()
        digest.update(body + coding)
        day = parse_date(folder.name[-10:])
        article = read_bytes(body, name=folder.name, options=ReadingOptions(published=day))
        points += check(yaml.safe_load(coding), annotator.annotate(article))
        count += 1
    if not points:
        return "skipped: no article coded in full is here"
    missing = [p.what for p in points if not p.kept]
    figures = {"points kept": round(100 * (1 - len(missing) / len(points)), 2)}
    note = f"{len(points) - len(missing)} of {len(points)} points"
    note += "".join(f"\n    missing: {m}" for m in missing[:SHOWN])
    return Result("cases", digest.hexdigest(), count, figures), note


def _ledger(cases: Path, bench: Path) -> tuple[Result, str] | str:
    scorer = bench / "score_ledger.py"
    if not scorer.is_file():
        return f"skipped: {scorer.name} is not here"
    with tempfile.TemporaryDirectory() as folder:
        inputs, answers = Path(folder, "input.jsonl"), Path(folder, "answers.json")
        inputs.write_text(_run(str(scorer), "input"), "utf-8")
        digest = hashlib.sha256(inputs.read_bytes()).hexdigest()
        _run(str(ROOT / "gate" / "predict.py"), "ledger", str(inputs), str(answers))
        scores: dict[str, Any] = json.loads(_run(str(scorer), "--pred", str(answers), "--json"))
        count = len(inputs.read_text("utf-8").splitlines())
    figures = {figure.name: figure.of(scores) for figure in LEDGER}
    return Result("ledger", digest, count, figures), f"{count} articles of all incidents, mixed and merged"


def _run(*command: str) -> str:
    done = subprocess.run([sys.executable, *command], check=True, capture_output=True, text=True, encoding="utf-8")
    return done.stdout
