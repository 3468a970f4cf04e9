"""Pinned floors: what each figure must reach, and a way to raise them that never lowers one silently."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOLERANCE = 0.3
"""Points by which a figure may lie below its floor: other machines round the parser's sums differently."""


@dataclass(frozen=True)
class Result:
    """What one corpus gave: figures in percent, the corpus's hash and how many of its records were used."""

    name: str
    sha256: str
    records: int
    figures: Mapping[str, float]


class WouldLower(Exception):
    """A new pin lies below an old one."""


def load(path: Path) -> dict[str, Any]:
    """The pinned floors by corpus; none where the file is not there."""
    return dict(json.loads(path.read_text("utf-8"))["corpora"]) if path.is_file() else {}


def broken(result: Result, floors: Mapping[str, Any]) -> list[str]:
    """Why a result does not pass; empty when it does, or when nothing is pinned for its corpus."""
    pinned = floors.get(result.name)
    if pinned is None:
        return []
    if (pinned["sha256"], pinned["records"]) != (result.sha256, result.records):
        return [f"{result.name}: not the corpus or sample that was pinned; look at it, then run with --update"]
    missing = [f"{result.name}: no figure '{name}'" for name in pinned["floors"] if name not in result.figures]
    return missing + [
        f"{result.name}: {name} is {result.figures[name]:.2f}, its floor {floor:.2f}"
        for name, floor in pinned["floors"].items()
        if name in result.figures and result.figures[name] < floor - TOLERANCE
    ]


def raised(results: list[Result], floors: Mapping[str, Any], *, allow_regression: bool = False) -> dict[str, Any]:
    """The floors with new results in. Raises `WouldLower` when one falls by more than the tolerance."""
    new, lower = dict(floors), []
    for result in results:
        old = floors.get(result.name, {}).get("floors", {})
        lower += [
            f"{result.name}: {name} would fall from {floor:.2f} to {result.figures.get(name, 0.0):.2f}"
            for name, floor in old.items()
            if result.figures.get(name, 0.0) < floor - TOLERANCE
        ]
        kept = {n: v if allow_regression else max(v, old.get(n, v)) for n, v in result.figures.items()}
        new[result.name] = {"sha256": result.sha256, "records": result.records, "floors": kept}
    if lower and not allow_regression:
        raise WouldLower("\n".join(lower))
    return new


def save(path: Path, floors: Mapping[str, Any]) -> None:
    """Writes the floors, sorted, so that a change shows as a small difference."""
    body = {"tolerance": TOLERANCE, "corpora": dict(sorted(floors.items()))}
    path.write_text(json.dumps(body, indent=1, ensure_ascii=False) + "\n", "utf-8")
