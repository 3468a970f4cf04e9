"""From tags to attributions. `decode.py MODEL.pt DEV.pkl ENCODER_FOLDER OUT.jsonl [--cue-bias B]`."""

from __future__ import annotations

import argparse
import json
import pickle
import time
from typing import Any

import numpy as np
import torch
from data import KEYS, batches, pairs, tensors
from network import Reader, Shape
from transformers import BertConfig
from windows import Window, relation


def cue_runs(tags: np.ndarray) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for n, tag in enumerate(tags):
        if tag == 1 or (tag == 2 and not (out and out[-1][1] == n - 1)):
            out.append((n, n))
        elif tag == 2:
            out[-1] = (out[-1][0], n)
    return out


def spans(tokens: list[int], start: list[int], end: list[int]) -> list[list[int]]:
    out: list[list[int]] = []
    last = None
    for t in tokens:
        if last is not None and t == last + 1:
            out[-1][1] = end[t]
        else:
            out.append([start[t], end[t]])
        last = t
    return out


@torch.no_grad()
def decode(model: Reader, document: dict[str, Any], bias: float) -> list[dict[str, Any]]:
    found = []
    parse, start, end = document["parse"], document["start"], document["end"]
    for group in batches(document["windows"], 8):
        batch = tensors(group)
        tokens = model.encode(*(batch[k] for k in ("pieces", "mask", "first", "pos", "dep", "quote")))
        logits = model.cues(tokens)
        logits[..., 0] -= bias
        probability = logits.softmax(-1).numpy()
        rows = []
        for n, w in enumerate(group):
            size = len(w["tokens"])
            runs = cue_runs(probability[n, :size].argmax(-1))
            window = Window(tokens=w["tokens"].tolist())
            related = {k: [] for k in KEYS}
            for a, b in runs:
                rel = relation(parse, window, window.tokens[a], window.tokens[b])
                for k in KEYS:
                    related[k].append(np.array(getattr(rel, k)))
            rows.append((n, runs, {**w, **related}, []))
        made = pairs(rows)
        if not len(made["which"]):
            continue
        roles = model.roles(tokens[made["which"]], made["cue"], made["fields"], made["padding"]).softmax(-1).numpy()
        at = 0
        for _, runs, w, _ in rows:
            ids = w["tokens"].tolist()
            for a, b in runs:
                tags = roles[at, : len(ids)].argmax(-1)
                at += 1
                source = [ids[i] for i in range(len(ids)) if tags[i] in (1, 2)]
                content = [ids[i] for i in range(len(ids)) if tags[i] in (3, 4)]
                if not content:
                    continue
                found.append({"source": spans(source, start, end), "cue": spans(ids[a : b + 1], start, end),
                              "content": spans(content, start, end)})  # fmt: skip
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    (
        parser.add_argument("model"),
        parser.add_argument("data"),
        parser.add_argument("encoder"),
        parser.add_argument("out"),
    )
    parser.add_argument("--cue-bias", type=float, default=0.0)
    args = parser.parse_args()
    saved = torch.load(args.model)
    model = Reader(BertConfig.from_pretrained(args.encoder), Shape(**saved["shape"]))
    model.load_state_dict(saved["model"])
    model.eval()
    begun, pieces = time.time(), 0
    with open(args.out, "w") as out:
        for document in pickle.load(open(args.data, "rb")):
            pieces += sum(len(w["pieces"]) for w in document["windows"])
            answer = {"doc_id": document["doc_id"], "attributions": decode(model, document, args.cue_bias)}
            out.write(json.dumps(answer) + "\n")
    print(f"{pieces / (time.time() - begun):.0f} pieces/s")


if __name__ == "__main__":
    main()
