"""Learns the tables `tasks/muc4_types.tsv` and `tasks/muc4_roles.tsv` from MUC-4's train part.

    python gate/learn_muc4.py TRAIN.jsonl

Two steps of logistic regression (scikit-learn, which saidwho itself does not need): relevance and incident type of a
report; then, with the relevance that reports outside the fold got, which strings of it fill which role. Takes minutes.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from gate.tasks.muc4 import Report, published  # noqa: E402
from gate.tasks.muc4_candidates import norm  # noqa: E402
from gate.tasks.muc4_learnt import OUTCOMES, ROLES, role_marks  # noqa: E402

TASKS = ROOT / "gate" / "tasks"
HEAD = "# Weights of a logistic regression learnt from the train part of MUC-4 by gate/learn_muc4.py.\n"
FOLDS = 5


def main(argv: Sequence[str]) -> int:
    """The command."""
    from saidwho.parsing import Parser
    from saidwho.pipeline import Annotator
    from saidwho.reading import read_text

    annotator = Annotator()
    parser = Parser(annotator.settings.parser)
    records = [json.loads(line) for line in Path(argv[0]).read_text("utf-8").splitlines()]
    reports = []
    for record in records:
        article = read_text(record["text"], published=published(record))
        reports.append(Report(record, annotator.annotate(article), parser.parse(article)))
    learn(records, reports, TASKS)
    return 0


def learn(records: list[dict[str, Any]], reports: list[Report], folder: Path) -> None:
    """Writes both tables into a folder."""
    marks = [report.marks for report in reports]
    wanted = [[bool(r["templates"]), *(_tells(r, kind) for kind in OUTCOMES[1:])] for r in records]
    relevant = _held_out(marks, [w[0] for w in wanted], least=4, strength=0.05)
    _write(folder / "muc4_types.tsv", OUTCOMES, _fit(marks, wanted, least=4, strength=0.05), smallest=0.005)
    rows, roles = [], []
    for record, report, p in zip(records, reports, relevant, strict=True):
        gold = {role: {norm(w) for e in record["roles"][role] for w in e} for role in ROLES}
        for key, one in report.candidates.items():
            rows.append(role_marks(key, one, p, report.rule_fillers))
            roles.append([key in gold[role] for role in ROLES])
    _write(folder / "muc4_roles.tsv", ROLES, _fit(rows, roles, least=5, strength=0.2, large=True), smallest=0.04)


def _tells(record: dict[str, Any], kind: str) -> bool:
    return any(kind in filler["alts"] for t in record["templates"] for filler in t["incident_type"])


def _matrix(marks: Sequence[set[str]], names: Sequence[str]) -> Any:
    import numpy as np
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

    number = {name: n for n, name in enumerate(names)}
    rows = [sorted(number[m] for m in each if m in number) for each in marks]
    ends = np.cumsum([0, *map(len, rows)], dtype=np.int32)
    flat = np.array([n for row in rows for n in row], dtype=np.int32)
    return csr_matrix((np.ones(len(flat), dtype=np.float32), flat, ends), shape=(len(rows), len(names)))


def _names(marks: Sequence[set[str]], least: int) -> list[str]:
    counts = Counter(m for each in marks for m in each)
    return sorted(m for m, n in counts.items() if n >= least)


def _model(strength: float, large: bool = False) -> Any:
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-not-found]

    if large:
        return LogisticRegression(C=strength, max_iter=200, solver="liblinear", tol=1e-2)
    return LogisticRegression(C=strength, max_iter=500)


def _held_out(marks: Sequence[set[str]], wanted: list[bool], *, least: int, strength: float) -> list[float]:
    """The probability that each row got from a model that has not seen it."""
    matrix = _matrix(marks, _names(marks, least))
    out = [0.0] * len(wanted)
    for fold in range(FOLDS):
        seen = [n for n in range(len(wanted)) if n % FOLDS != fold]
        unseen = [n for n in range(len(wanted)) if n % FOLDS == fold]
        model = _model(strength).fit(matrix[seen], [wanted[n] for n in seen])
        for n, p in zip(unseen, model.predict_proba(matrix[unseen])[:, 1], strict=True):
            out[n] = float(p)
    return out


def _fit(
    marks: Sequence[set[str]], wanted: list[list[bool]], *, least: int, strength: float, large: bool = False
) -> dict[str, list[float]]:
    """Mark to one weight an outcome, with the bias."""
    names = _names(marks, least)
    matrix = _matrix(marks, names)
    models = [_model(strength, large).fit(matrix, list(column)) for column in zip(*wanted, strict=True)]
    table = {"(bias)": [float(m.intercept_[0]) for m in models]}
    return table | {name: [float(m.coef_[0][n]) for m in models] for n, name in enumerate(names)}


def _write(path: Path, columns: Sequence[str], table: dict[str, list[float]], *, smallest: float) -> None:
    rows = ["\t".join(("mark", *columns))]
    for name, values in table.items():
        if max(map(abs, values)) >= smallest:
            rows.append("\t".join((name, *(f"{v:.2f}" for v in values))))
    path.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
