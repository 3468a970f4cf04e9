"""Batches out of prepared documents."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from saidwho.model.relations import FIELDS

TAUGHT = "cues_taught"
"""Key of a window that a teacher has labelled (`label.py`)."""


@dataclass(frozen=True)
class Alphabet:
    """How an encoder numbers the pieces that the windows hold: what begins, ends and fills a row, and by how much its
    numbers are higher.
    """

    begin: int
    end: int
    fill: int
    shift: int


ALPHABETS = {"bert": Alphabet(101, 102, 0, 0), "mpnet": Alphabet(0, 2, 1, 4)}
"""By `model_type` of the encoder: both cut words alike."""


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


def tensors(batch: list[dict[str, Any]], alphabet: Alphabet) -> dict[str, Any]:
    """A batch with its cues as pairs; `cues` and `roles` are -100 where no one marked them, `cues_taught` (W, T, 3) and
    `roles_taught` (N, T, 5) 0 where no teacher labelled them.
    """
    begin, end = [alphabet.begin], [alphabet.end]
    pieces = _pad([np.concatenate([begin, w["pieces"] + alphabet.shift, end]) for w in batch], alphabet.fill)
    found = {
        "pieces": pieces,
        "mask": (pieces != alphabet.fill).long(),
        "first": _pad([w["first"] + 1 for w in batch], 0),
        "pos": _pad([w["pos"] for w in batch], 0),
        "dep": _pad([w["dep"] for w in batch], 0),
        "quote": _pad([w["quote"] for w in batch], 0),
        "cues": _pad([w["cues"] for w in batch], -100),
        **pairs(batch),
    }
    if any(TAUGHT in w for w in batch):
        width = found["first"].shape[1]
        found[TAUGHT] = _probabilities([w.get(TAUGHT, np.zeros((0, 3))) for w in batch], width)
        found["roles_taught"] = _probabilities([r for w in batch for r in _roles_taught(w)], width)
    return found


def _roles_taught(window: dict[str, Any]) -> list[np.ndarray]:
    return window.get("roles_taught", [np.zeros((0, 5))] * len(window["spans"]))


def _probabilities(rows: list[np.ndarray], width: int) -> Tensor:
    out = np.zeros((len(rows), width, rows[0].shape[-1] if rows else 0), np.float32)
    for n, row in enumerate(rows):
        out[n, : len(row)] = row
    return torch.from_numpy(out)


def pairs(batch: list[dict[str, Any]]) -> dict[str, Any]:
    """`which` window each cue is of, its `cue` weights (N, T) that sum to 1, relations, and `roles` (N, T)."""
    flat = [(n, i, w) for n, w in enumerate(batch) for i in range(len(w["spans"]))]
    if not flat:
        return {"which": torch.zeros(0, dtype=torch.long)}
    width = max(len(w["first"]) for w in batch)
    cue = torch.zeros(len(flat), width)
    for row, (_, i, w) in enumerate(flat):
        first, last = w["spans"][i]
        cue[row, first : last + 1] = 1 / (last - first + 1)

    def full(arrays: list[np.ndarray], value: int) -> Tensor:
        out = np.full((len(arrays), width), value, np.int64)
        for n, row in enumerate(arrays):
            out[n, : len(row)] = row
        return torch.from_numpy(out)

    return {
        "which": torch.tensor([n for n, _, _ in flat]),
        "cue": cue,
        "fields": [full([w[k][i] for _, i, w in flat], 0) for k in FIELDS],
        "padding": full([np.zeros(len(w["first"])) for _, _, w in flat], 1).bool(),
        "roles": full([w["roles"][i] for _, i, w in flat], -100),
    }
