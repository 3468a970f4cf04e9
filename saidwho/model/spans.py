"""Source and content out of the tags of tokens: the best stretches by the model's scores, the parse and the rules.

A chain of two states, outside and inside, as in a conditional random field: each token adds a score inside, each
beginning and each end of a stretch a score of its own. Their weights are fitted by `train/tune.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from saidwho.model.relations import cue_head
from saidwho.model.windows import INSIDE, MARK, Window
from saidwho.parsing import Parse

Role = Literal["source", "content"]
Row = NDArray[Any]
ROLES: tuple[Role, Role] = ("source", "content")
ROLE_TAGS: Mapping[Role, tuple[int, int]] = {"source": (1, 2), "content": (3, 4)}
OTHER: Mapping[Role, Role] = {"source": "content", "content": "source"}
SILENT = frozenset("\"'“”‘’`´«».,;:!?()[]…–—-") | {"''", "``", "--", "..."}
"""Signs that belong to no stretch of their own accord."""
PAUSES = frozenset({",", ";", ":", "-", "–", "—"})
HIGHEST = 6.0
"""Log odds beyond this say no more."""
MARGIN = 3.0
"""By how much other stretches must be better than those of the rules."""
NEVER = -50.0
"""Score of a token that may not be in a stretch."""
SUFFERED = frozenset({"nsubjpass", "csubjpass", "expl"})
"""“He was reported killed”, “it is said”: the subject does not speak."""
UNARY = ("model", "model silent", "word", "silent", "rules in", "rules out", "rules silent", "cue", "other role",
         "other model", "quoted")  # fmt: skip
EDGE = ("edge", "tag", "sentence", "paragraph", "pause", "quotation", "branch", "branch of cue", "rules", "rules know",
        "at cue", "at other role", "silent", "step")  # fmt: skip
"""Features of a beginning, and of an end."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Rows (T) of a window that hold for every cue."""

    silent: Row
    quoted: Row
    starts: tuple[Row, ...]
    """Sentence, paragraph, pause, quotation, branch: what begins at a token."""
    ends: tuple[Row, ...]


def sight(parse: Parse, window: Window) -> Sight:
    """The rows of a window."""
    tokens = window.tokens
    size = len(tokens)
    silent = np.array([parse.word[t] in SILENT for t in tokens], np.float64)
    pause = np.array([parse.word[t] in PAUSES for t in tokens], np.float64)
    quote = np.array(window.quote, np.int64)
    inside, mark = (quote == INSIDE) * 1.0, (quote == MARK) * 1.0
    borders = [_borders(np.array([number[t] for t in tokens])) for number in (parse.sent, parse.para)]
    left, right = _branches(parse, tokens)
    starts = (
        *(np.concatenate([[1.0], b]) for b in borders), _back(pause),
        np.maximum(inside * _back(mark), mark * _ahead(inside)), left,
    )  # fmt: skip
    ends = (
        *(np.concatenate([b, [1.0]]) for b in borders), _ahead(pause),
        np.maximum(inside * _ahead(mark), mark * _back(inside)), right,
    )  # fmt: skip
    assert len(starts[0]) == size
    return Sight(silent, inside, starts, ends)


def _borders(number: Row) -> Row:
    return np.asarray(number[1:] != number[:-1], np.float64)


def _back(row: Row) -> Row:
    """The value of the token before."""
    out = np.zeros_like(row)
    out[..., 1:] = row[..., :-1]
    return out


def _ahead(row: Row) -> Row:
    """The value of the token behind."""
    out = np.zeros_like(row)
    out[..., :-1] = row[..., 1:]
    return out


def _branches(parse: Parse, tokens: Sequence[int]) -> tuple[Row, Row]:
    """How many branches of more than one token begin, and end, at each token: 0 to 1, for three or more."""
    begin, past = tokens[0], tokens[-1] + 1
    left, right = np.zeros(past - begin), np.zeros(past - begin)
    for t in tokens:
        if parse.left[t] < parse.right[t]:
            if parse.left[t] >= begin:
                left[parse.left[t] - begin] += 1
            if parse.right[t] < past:
                right[parse.right[t] - begin] += 1
    at = np.array(tokens) - begin
    return np.minimum(left, 3)[at] / 3, np.minimum(right, 3)[at] / 3


@dataclass(frozen=True, slots=True)
class Told:
    """What the rules say of the cues of a window: whether they know it (N), and which tokens it holds (N, T)."""

    known: Row
    inside: Mapping[Role, Row]


@dataclass(frozen=True, slots=True)
class Features:
    """Each entry broadcasts to (N, T), in the order of `UNARY` and `EDGE`. `vetoed` tokens may not be in a stretch."""

    unary: tuple[Row, ...]
    starts: tuple[Row, ...]
    ends: tuple[Row, ...]
    vetoed: Row


def log_odds(scores: Row, tags: tuple[int, int]) -> Row:
    """(N, T) log odds of two tags against the others, capped."""
    rest = [k for k in range(scores.shape[-1]) if k not in tags]
    odds = np.logaddexp(scores[..., tags[0]], scores[..., tags[1]]) - np.logaddexp.reduce(scores[..., rest], -1)
    return np.asarray(np.clip(odds, -HIGHEST, HIGHEST))


def features(
    parse: Parse, window: Window, seen: Sight, cues: Sequence[tuple[int, int]], scores: Row, told: Told, role: Role
) -> Features:
    """Features of one role for the cues (first and last token in the window) with their tags' scores (N, T, 5)."""
    odds, other = log_odds(scores, ROLE_TAGS[role]), log_odds(scores, ROLE_TAGS[OTHER[role]])
    begin, inner = ROLE_TAGS[role]
    tag = np.clip(scores[..., begin] - scores[..., inner], -HIGHEST, HIGHEST)
    silent, loud = seen.silent, 1 - seen.silent
    cue, left, right, vetoed = _around(parse, window, cues, role)
    known, held = told.known[:, None], told.inside[role]
    busy = (other > 0) * 1.0
    unary = (
        odds * loud, odds * silent, loud, silent, held * known * loud, (1 - held) * known * loud, held * silent, cue,
        busy * loud, other * loud, seen.quoted * loud,
    )  # fmt: skip
    one = np.ones(1)
    starts = (
        one, tag, *seen.starts, left, held * (1 - _back(held)), known, _back(cue) * (1 - cue),
        _back(busy) * (1 - busy), silent, np.maximum(odds - _back(odds), -HIGHEST),
    )  # fmt: skip
    ends = (
        one, _ahead(tag), *seen.ends, right, held * (1 - _ahead(held)), known, _ahead(cue) * (1 - cue),
        _ahead(busy) * (1 - busy), silent, np.maximum(odds - _ahead(odds), -HIGHEST),
    )  # fmt: skip
    return Features(unary, starts, ends, vetoed)


def _around(parse: Parse, window: Window, cues: Sequence[tuple[int, int]], role: Role) -> tuple[Row, Row, Row, Row]:
    """(N, T): the cue, beginnings and ends of the branches below its head, and what may not be the source."""
    tokens = window.tokens
    size = len(tokens)
    at = {t: n for n, t in enumerate(tokens)}
    cue, left, right, vetoed = (np.zeros((len(cues), size)) for _ in range(4))
    for n, (first, last) in enumerate(cues):
        cue[n, first : last + 1] = 1
        for child in parse.children[cue_head(parse, tokens[first], tokens[last])]:
            if (place := at.get(parse.left[child])) is not None:
                left[n, place] = 1
            if (place := at.get(parse.right[child])) is not None:
                right[n, place] = 1
        if role == "source":
            for t in tokens[first : last + 1]:
                for child in parse.children[t]:
                    if parse.dep[child] in SUFFERED:
                        inside = [at[k] for k in range(parse.left[child], parse.right[child] + 1) if k in at]
                        vetoed[n, inside] = 1
    return cue, left, right, vetoed


@dataclass(frozen=True, slots=True)
class Weights:
    """Of one role, in the order of the features."""

    unary: tuple[float, ...]
    starts: tuple[float, ...]
    ends: tuple[float, ...]


def best(found: Features, weights: Weights, told: Row) -> list[list[int]]:
    """For each cue the tokens, by place in the window, of the best stretches; empty where none is better than none.

    The stretches of the rules (N, T) stand where the best is better by less than `MARGIN`.
    """
    shape = found.vetoed.shape
    inside = _sum(found.unary, weights.unary, shape) + NEVER * found.vetoed
    starts, ends = _sum(found.starts, weights.starts, shape), _sum(found.ends, weights.ends, shape)
    paths = [_path(u, s, e) for u, s, e in zip(inside.tolist(), starts.tolist(), ends.tolist(), strict=True)]
    chosen = np.zeros(shape)
    for n, path in enumerate(paths):
        chosen[n, path] = 1
    gain = _worth(chosen, inside, starts, ends) - _worth(told, inside, starts, ends)
    kept = (gain < MARGIN) & told.any(-1)
    return [np.flatnonzero(told[n]).tolist() if kept[n] else path for n, path in enumerate(paths)]


def _worth(held: Row, inside: Row, starts: Row, ends: Row) -> Row:
    """Score (N) of given stretches."""
    total: Row = (held * (inside + starts * (1 - _back(held)) + ends * (1 - _ahead(held)))).sum(-1)
    return total


def _sum(rows: tuple[Row, ...], weights: tuple[float, ...], shape: tuple[int, ...]) -> Row:
    total = np.zeros(shape)
    for row, weight in zip(rows, weights, strict=True):
        total = total + weight * row
    return total


def _path(inside: list[float], starts: list[float], ends: list[float]) -> list[int]:
    """Viterbi over two states. Ties stay outside."""
    within, without = inside[0] + starts[0], 0.0
    steps: list[tuple[bool, bool]] = []
    for t in range(1, len(inside)):
        leave, enter = within + ends[t - 1], without + starts[t]
        left, stayed = leave > without, within >= enter
        steps.append((left, stayed))
        within, without = (within if stayed else enter) + inside[t], leave if left else without
    state = within + ends[-1] > without
    found = [len(steps)] if state else []
    for t in range(len(steps) - 1, -1, -1):
        left, stayed = steps[t]
        state = stayed if state else left
        if state:
            found.append(t)
    return found[::-1]
