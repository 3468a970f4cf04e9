"""Weights learnt from MUC-4's train part (`gate/learn_muc4.py`): relevance, incident types, which words fill a role."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache

from gate.tasks.muc4_candidates import Candidate
from gate.tasks.tables import rows

Weights = Mapping[str, tuple[float, ...]]
ROLES = ("perp_ind", "perp_org", "target", "victim", "weapon")
OUTCOMES = ("relevant", "ATTACK", "BOMBING", "KIDNAPPING")
FIRST = {"perp_ind": 0.2, "perp_org": 0.16, "target": 0.18, "victim": 0.22, "weapon": 0.17}
"""Least probability of a role's most probable filler: best on the train part, by cross-validation."""
FURTHER = {"perp_ind": 0.25, "perp_org": 0.65, "target": 0.18, "victim": 0.22, "weapon": 0.2}
"""The same of every other filler of the role."""
TYPE = 0.3
RELEVANT = 0.4
_BIAS = "(bias)"


@lru_cache(maxsize=2)
def weights(name: str) -> Weights:
    """A table of `gate/tasks`: mark to one weight an outcome."""
    return {mark: tuple(map(float, values)) for mark, *values in (row.values() for row in rows(name))}


def probabilities(marks: Iterable[str], table: Weights) -> tuple[float, ...]:
    """The probability of each outcome by logistic regression."""
    sums = list(table[_BIAS])
    for mark in sorted(marks):
        for n, weight in enumerate(table.get(mark, ())):
            sums[n] += weight
    return tuple(1 / (1 + math.exp(-s)) for s in sums)


def report_kinds(marks: Iterable[str], rules: Iterable[str]) -> tuple[float, list[str]]:
    """(probability of relevance, incident types) of a report. `rules`: the types that the rules found."""
    relevant, *kinds = probabilities(marks, weights("muc4_types"))
    if relevant < RELEVANT - 0.1:
        return relevant, []
    found = [kind for kind, p in zip(OUTCOMES[1:], kinds, strict=True) if p > TYPE]
    found += [kind for kind in ("ARSON", "ROBBERY") if kind in rules]
    if not found and relevant > RELEVANT:
        found = [max(zip(kinds, OUTCOMES[1:], strict=True))[1]]
    return relevant, found


def role_marks(key: str, one: Candidate, relevant: float, rules: Mapping[str, set[str]]) -> set[str]:
    """A candidate's marks with the report's relevance, what the rules say of it, and pairs of marks."""
    found = {*one.marks, f"doc{int(relevant * 8)}"}
    for role in ROLES:
        known = rules.get(role, set())
        if key in known:
            found.add(f"rule:{role}")
        elif any(f" {key} " in f" {k} " for k in known):
            found.add(f"rulein:{role}")
        elif any(f" {k} " in f" {key} " for k in known):
            found.add(f"ruleout:{role}")
    if any(rules.values()):
        found.add("ruledoc")
    places = [m for m in found if m.startswith(("role:", "s:away", "shape:", "g:", "doc", "rule"))]
    sorts = [m for m in found if m.startswith(("c:", "nc:", "ent:"))]
    return found | {f"{a}&{b}" for a in places for b in sorts}


def choose(scored: Mapping[str, tuple[float, ...]]) -> dict[str, list[str]]:
    """The candidates that fill each role, the most probable first; of two that hold each other only the likelier."""
    out: dict[str, list[str]] = {}
    for n, role in enumerate(ROLES):
        kept: list[str] = []
        for key in sorted(scored, key=lambda k: (-scored[k][n], k)):
            if scored[key][n] < (FURTHER[role] if kept else FIRST[role]):
                break
            if not any(f" {key} " in f" {k} " or f" {k} " in f" {key} " for k in kept):
                kept.append(key)
        out[role] = kept
    return out
