"""Batches out of prepared documents."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from torch import Tensor

from saidwho.model.relations import FIELDS

CLS, SEP, PAD = 101, 102, 0


def batches(items: list[dict[str, Any]], size: int, *, seed: int | None = None) -> Iterator[list[dict[str, Any]]]:
    """Windows of like length together; shuffled when a seed is given."""
    order = list(range(len(items)))
    if seed is not None:
        rng = random.Random(seed)
        rng.shuffle(order)
        chunk = size * 32
        parts = [
            sorted(order[i : i + chunk], key=lambda k: len(items[k]["pieces"])) for i in range(0, len(order), chunk)
        ]
        groups = [p[i : i + size] for p in parts for i in range(0, len(p), size)]
        rng.shuffle(groups)
    else:
        groups = [order[i : i + size] for i in range(0, len(order), size)]
    for group in groups:
        yield [items[k] for k in group]


def _pad(rows: list[np.ndarray], value: int) -> Tensor:
    width = max(len(r) for r in rows)
    out = np.full((len(rows), width), value, np.int64)
    for n, row in enumerate(rows):
        out[n, : len(row)] = row
    return torch.from_numpy(out)


def tensors(batch: list[dict[str, Any]]) -> dict[str, Any]:
    """A batch with gold cues as pairs."""
    pieces = _pad([np.concatenate([[CLS], w["pieces"], [SEP]]) for w in batch], PAD)
    return {
        "pieces": pieces,
        "mask": (pieces != PAD).long(),
        "first": _pad([w["first"] + 1 for w in batch], 0),
        "pos": _pad([w["pos"] for w in batch], 0),
        "dep": _pad([w["dep"] for w in batch], 0),
        "quote": _pad([w["quote"] for w in batch], 0),
        "cues": _pad([w["cues"] for w in batch], -100),
        **pairs([(n, w["spans"], w, w["roles"]) for n, w in enumerate(batch)]),
    }


def pairs(rows: list[tuple[int, list[tuple[int, int]], dict[str, Any], list[np.ndarray]]]) -> dict[str, Any]:
    """`which` window each pair is of, its cue weights, relations and (where given) role tags."""
    flat = [(n, span, {k: w[k][i] for k in FIELDS}, roles[i] if roles else None, len(w["first"]))
            for n, spans, w, roles in rows for i, span in enumerate(spans)]  # fmt: skip
    if not flat:
        return {"which": torch.zeros(0, dtype=torch.long)}
    width = max(len(w["first"]) for _, _, w, _ in rows)
    cue = torch.zeros(len(flat), width)
    for i, (_, (a, b), _, _, _) in enumerate(flat):
        cue[i, a : b + 1] = 1 / (b - a + 1)

    def full(arrays: list[np.ndarray], value: int) -> Tensor:
        out = np.full((len(arrays), width), value, np.int64)
        for n, row in enumerate(arrays):
            out[n, : len(row)] = row
        return torch.from_numpy(out)

    found = {
        "which": torch.tensor([f[0] for f in flat]),
        "cue": cue,
        "fields": [full([f[2][k] for f in flat], 0) for k in FIELDS],
        "padding": full([np.zeros(f[4]) for f in flat], 1).bool(),
    }
    if flat[0][3] is not None:
        found["roles"] = full([f[3] for f in flat], -100)
    return found
