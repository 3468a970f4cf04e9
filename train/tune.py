"""Fits what is decided over the tags: `tune.py EARLIER GRAPHS TRAIN.pkl TRAIN.jsonl DEV.pkl DEV.jsonl OUT.tsv`.

The chain of source and content is fitted by the likelihood of the marked stretches (a conditional random field), the
three judgements by logistic regression, on the last articles of the train part as the encoder of an earlier epoch sees
them (`EARLIER`): the last one knows them by heart. Two numbers that turn the first judgement into a confidence are
fitted on the dev part as the encoder that is shipped sees it (`GRAPHS`). Both are folders of `export.py`.
"""

from __future__ import annotations

import argparse
import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from saidwho.attribution import _parents, drafts_of
from saidwho.attribution.joined import hints_of
from saidwho.attribution.quotes import find_quotes
from saidwho.model import judging
from saidwho.model.reader import Candidate, Look, Reader, candidates
from saidwho.model.runtime import GRAPHS, Runtime
from saidwho.model.spans import EDGE, ROLES, UNARY, Role
from saidwho.model.weights import weighing_of, weights_of
from saidwho.reading import read_text
from saidwho.records import Span

SIZES = (len(UNARY), len(EDGE), len(EDGE))
BATCH = 256
Article = tuple[Any, list[Look], list[dict[str, list[int]]]]
"""Parse, looks, and the marked attributions by tokens."""


def reader_of(folder: str, weights: str | None = None) -> Reader:
    """The reader of exported graphs, with the weights of a table or those of the package."""
    window, roles = ((Path(folder) / Path(name).name).read_bytes() for name in GRAPHS)
    return Reader(Runtime((window, roles)), weights_of(Path(weights).read_text()) if weights else None)


def articles(documents: list[dict[str, Any]], gold: str, reader: Reader) -> list[Article]:
    """What the reader sees of the documents, with the rules' hints."""
    records = {r["doc_id"]: r for r in map(json.loads, open(gold))}
    found = []
    for document in documents:
        parse, record = document["parse"], records[document["doc_id"]]
        article = read_text(record["text"])
        drafts = drafts_of(parse, article, find_quotes(article))
        hints = [h for h, _ in hints_of(parse, drafts, _parents(drafts))]
        marked = [
            {r: sorted({t for s in a[r] for t in parse.tokens_in(Span(*s))}) for r in ("source", "cue", "content")}
            for a in record["attributions"]
        ]
        found.append((parse, list(reader.looks(parse, hints)), marked))
    return found


def rows_of(found: list[Article], role: Role) -> list[tuple[Any, ...]]:
    """Per cue that meets a marked one: features (T, ·) of token, beginning and end, and the marks (T)."""
    rows = []
    for parse, looks, marked in found:
        for look in looks:
            told = look.features(parse, role)
            shape = told.vetoed.shape
            parts = [np.stack([np.broadcast_to(f, shape) for f in p], -1) for p in (told.unary, told.starts, told.ends)]
            for n, (first, last) in enumerate(look.cues):
                low, high = look.window.tokens[first], look.window.tokens[last]
                meant = next((a for a in marked if a["cue"] and a["cue"][0] <= high and low <= a["cue"][-1]), None)
                if meant is not None:
                    held = np.isin(look.window.tokens, meant[role]).astype(np.float32)
                    rows.append((*(p[n].astype(np.float32) for p in parts), held))
    return rows


def padded(rows: list[tuple[Any, ...]]) -> list[Tensor]:
    """Rows of one batch, and a mask."""
    width = max(len(r[3]) for r in rows)
    out = [np.zeros((len(rows), width, size), np.float32) for size in SIZES]
    held, mask = np.zeros((len(rows), width), np.float32), np.zeros((len(rows), width), bool)
    for n, row in enumerate(rows):
        size = len(row[3])
        for target, part in zip(out, row[:3], strict=True):
            target[n, :size] = part
        held[n, :size], mask[n, :size] = row[3], True
    return [torch.from_numpy(a) for a in (*out, held, mask)]


def surprise(weights: Tensor, batch: list[Tensor]) -> Tensor:
    """Negative log likelihood of the marks of each row."""
    token, begin, stop = (part @ w for part, w in zip(batch[:3], weights.split(list(SIZES)), strict=True))
    held, mask = batch[3], batch[4]
    nothing = torch.zeros(len(held), 1)
    before, behind = torch.cat([nothing, held[:, :-1]], 1), torch.cat([held[:, 1:], nothing], 1)
    marked = ((token + begin * (1 - before) + stop * (1 - behind)) * held).sum(1)
    without, within = torch.zeros(len(held)), token[:, 0] + begin[:, 0]
    for t in range(1, held.shape[1]):
        closed = torch.logaddexp(without, within + stop[:, t - 1])
        inside = torch.logaddexp(without + begin[:, t], within) + token[:, t]
        without = torch.where(mask[:, t - 1], closed, without)
        within = torch.where(mask[:, t], inside, torch.full_like(inside, -1e4))
    return torch.logaddexp(without, within + stop[:, -1]) - marked


def minimise(start: Tensor, loss: Any, steps: int) -> Tensor:
    """The weights of least loss, by L-BFGS; `loss` calls `backward` itself."""
    weights = start.clone().requires_grad_()
    optimizer = torch.optim.LBFGS([weights], max_iter=steps, line_search_fn="strong_wolfe")

    def closure() -> float:
        optimizer.zero_grad()
        return loss(weights)

    optimizer.step(closure)
    return weights.detach()


def fit_chain(rows: list[tuple[Any, ...]], penalty: float = 0.002, steps: int = 60) -> Tensor:
    """Weights of token, beginning and end, one behind the other."""
    rows = sorted(rows, key=lambda r: len(r[3]))
    batches = [padded(rows[i : i + BATCH]) for i in range(0, len(rows), BATCH)]
    start = torch.zeros(sum(SIZES))
    start[0], start[SIZES[0]], start[SIZES[0] + SIZES[1]] = 1.0, -2.0, -2.0

    def loss(weights: Tensor) -> float:
        total = 0.0
        for batch in batches:
            part = surprise(weights, batch).sum() / len(rows)
            part.backward()
            total += part.item()
        rest = penalty * (weights**2).sum()
        rest.backward()
        return total + rest.item()

    return minimise(start, loss, steps)


def fit_logistic(rows: list[judging.Values], right: list[bool], penalty: float = 0.001) -> dict[str, float]:
    """Weights by feature; the constant is not penalised."""
    names = sorted({name for row in rows for name in row})
    values = torch.tensor([[float(row.get(name, 0.0)) for name in names] for row in rows])
    wanted = torch.tensor([float(r) for r in right])
    free = torch.tensor([float(name != "one") for name in names])

    def loss(weights: Tensor) -> float:
        total = torch.nn.functional.binary_cross_entropy_with_logits(values @ weights, wanted)
        total = total + penalty * (free * weights**2).sum()
        total.backward()
        return total.item()

    found = minimise(torch.zeros(len(names)), loss, 200)
    return dict(zip(names, found.tolist(), strict=True))


def meant(marked: list[dict[str, list[int]]], c: Candidate) -> dict[str, list[int]] | None:
    """The marked attribution that shares cue and content with a candidate."""
    cue, content = set(range(c.cue[0], c.cue[1] + 1)), set(c.content)
    return next((a for a in marked if cue & set(a["cue"]) and content & set(a["content"])), None)


def fit_judgements(found: list[Article], parts: dict[str, dict[str, float]]) -> None:
    """Adds the weights of the three judgements."""
    spans = weighing_of({**parts, "right": {}, "exact": {}, "spoken": {}, "confidence": {}})
    rows, right, exact, spoken = [], [], [], []
    for parse, looks, marked in found:
        made = [c for look in looks for c in candidates(parse, look, spans)]
        for c, values in zip(made, judging.described(parse, made), strict=True):
            mark = meant(marked, c)
            rows.append(values)
            right.append(mark is not None)
            if mark is not None:
                exact.append((values, mark["cue"] == list(range(c.cue[0], c.cue[1] + 1))))
                if c.source:
                    spoken.append((judging.spoken(parse, c), not set(mark["source"]).isdisjoint(c.source)))
    parts["right"] = fit_logistic(rows, right)
    parts["exact"] = fit_logistic([v for v, _ in exact], [r for _, r in exact])
    parts["spoken"] = fit_logistic([v for v, _ in spoken], [r for _, r in spoken])
    print(f"{len(rows)} candidates, {sum(right)} right")


def fit_confidence(found: list[Article], parts: dict[str, dict[str, float]]) -> None:
    """Adds the slope and shift that make of `right` the share of those whose cue, content and source are met.

    The encoder knows the articles of the judgements by heart: on others they are too sure of themselves.
    """
    weights = weighing_of({**parts, "confidence": {"right": 1.0}})
    rows, linked = [], []
    for parse, looks, marked in found:
        made = [c for look in looks for c in candidates(parse, look, weights)]
        judging.judge(parse, made, weights)
        for c in made:
            mark = meant(marked, c)
            rows.append({"one": 1.0, "right": judging.logit(c.right)})
            source = set(mark["source"]) if mark else set()
            linked.append(mark is not None and (bool(source & set(c.source)) or not (source or c.source)))
    parts["confidence"] = fit_logistic(rows, linked, 0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("earlier", "graphs", "documents", "gold", "dev", "dev_gold", "out"):
        parser.add_argument(name)
    parser.add_argument("--last", type=int, default=140, help="articles to fit on, from the end (default 140)")
    args = parser.parse_args()
    found = articles(pickle.load(open(args.documents, "rb"))[-args.last :], args.gold, reader_of(args.earlier))
    parts: dict[str, dict[str, float]] = {}
    for role in ROLES:
        token, begin, stop = fit_chain(rows_of(found, role)).split(list(SIZES))
        for name, features, weights in (("unary", UNARY, token), ("start", EDGE, begin), ("end", EDGE, stop)):
            parts[f"{role} {name}"] = dict(zip(features, weights.tolist(), strict=True))
    fit_judgements(found, parts)
    fit_confidence(articles(pickle.load(open(args.dev, "rb")), args.dev_gold, reader_of(args.graphs)), parts)
    with open(args.out, "w") as out:
        out.write("# Weights over the encoder's tags, written by train/tune.py.\npart\tfeature\tweight\n")
        for part, rows in parts.items():
            for name, weight in rows.items():
                out.write(f"{part}\t{name}\t{weight:.5f}\n")


if __name__ == "__main__":
    main()
