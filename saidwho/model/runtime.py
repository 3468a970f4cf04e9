"""The trained graphs in ONNX Runtime: the only importer of it. One thread, one window at a time.

A window's answer depends on that window alone: nothing is padded and no two windows share a call, since the graphs
scale their 8-bit sums by the largest value of a call.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from saidwho.model.windows import Window
from saidwho.resources import read_once

GRAPHS = ("model/window.onnx", "model/roles.onnx")
NEAR, BEFORE = 176, 80
"""Tokens around a cue that are asked for its roles, and how many of them stand before it."""
TAGS, FAR = 5, 20.0
"""Role tags, and the score of “none” of tokens that are not asked."""
BEGIN, END = 101, 102
"""Pieces that mark the ends of a window."""
Floats = NDArray[np.float32]


class Runtime:
    """Holds the two loaded graphs: those of the package, or those whose bytes are given.

    Raises `ImportError` without ONNX Runtime, `DataDamaged` without the files.
    """

    def __init__(self, graphs: tuple[bytes, bytes] | None = None) -> None:
        window, roles = graphs or (read_once(GRAPHS[0]), read_once(GRAPHS[1]))
        self._window, self._roles = _session(window), _session(roles)

    def encode(self, window: Window) -> tuple[Floats, Floats]:
        """Tokens (1, T, d) and the scores of cue tags (T, 3): none, begin, inside."""
        pieces = np.array([[BEGIN, *window.pieces, END]], np.int64)
        row = {name: np.array([getattr(window, name)], np.int64) for name in ("first", "pos", "dep", "quote")}
        row["first"] += 1
        tokens, cues = self._window.run(None, {"pieces": pieces, **row})
        return tokens, cues[0]

    def roles(self, tokens: Floats, cues: list[tuple[int, int]], fields: NDArray[np.int64]) -> Floats:
        """Scores (N, T, 5) of none, source begin and inside, content begin and inside, for cues as first and last token
        in the window. `fields` (5, N, T) are the relations to them. Tokens far from a cue are none of its.
        """
        size = tokens.shape[1]
        weights = np.zeros((len(cues), size), np.float32)
        for n, (first, last) in enumerate(cues):
            weights[n, first : last + 1] = 1 / (last - first + 1)
        width = min(size, NEAR)
        begins = [min(max(0, first - BEFORE), size - width) for first, _ in cues]
        places = np.array(begins, np.int64)[:, None] + np.arange(width)
        near = {"places": places, "fields": np.take_along_axis(fields, places[None], 2)}
        found = self._roles.run(None, {"tokens": tokens, "cue": weights, **near})[0]
        scores = np.zeros((len(cues), size, TAGS), np.float32)
        scores[..., 0] = FAR
        np.put_along_axis(scores, places[..., None], found, 1)
        return scores


def _session(graph: bytes) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    # The fused kernel takes ten times as long as the two that it stands for.
    return onnxruntime.InferenceSession(
        graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )
