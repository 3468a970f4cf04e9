"""A teacher's labels: `label.py TEACHER.pt ENCODER_FOLDER DOCUMENTS.pkl OUT.pkl`.

Adds to each window of `prepare.py` the teacher's probabilities of cue tags, and of source and content tags for the
marked cues and for those that the teacher finds beside them.
"""

from __future__ import annotations

import argparse
import pickle
import time
from typing import Any

import numpy as np
import torch
from data import ALPHABETS, TAUGHT, Alphabet, tensors
from network import Reader, trained
from prepare import related
from torch import Tensor

from saidwho.model.reader import runs
from saidwho.parsing import Parse


def probabilities(scores: Tensor) -> np.ndarray:
    return torch.softmax(scores.float(), -1).cpu().numpy().astype(np.float16)


def label(model: Reader, parse: Parse, window: dict[str, Any], alphabet: Alphabet) -> None:
    """Labels one window in place; cues that only the teacher finds join `spans` with unknown roles."""
    device = next(model.parameters()).device
    names = ("pieces", "mask", "first", "pos", "dep", "quote")
    batch = tensors([window], alphabet)
    with torch.no_grad(), torch.autocast(device.type, dtype=torch.bfloat16):
        tokens = model.encode(*(batch[name].to(device) for name in names))
        window[TAUGHT] = probabilities(model.cues(tokens)[0])
    marked = {n for first, last in window["spans"] for n in range(first, last + 1)}
    fresh = [s for s in runs(window[TAUGHT].argmax(-1).tolist()) if marked.isdisjoint(range(s[0], s[1] + 1))]
    window["spans"] = [*window["spans"], *fresh]
    window["roles"] = [*window["roles"], *(np.full(len(window["first"]), -100, np.int16) for _ in fresh)]
    for name, rows in related(parse, window["tokens"].tolist(), fresh).items():
        window[name] = [*window[name], *rows]
    pairs = tensors([window], alphabet)
    window["roles_taught"] = []
    if not window["spans"]:
        return
    with torch.no_grad(), torch.autocast(device.type, dtype=torch.bfloat16):
        fields = [field.to(device) for field in pairs["fields"]]
        cue = pairs["cue"].to(device, tokens.dtype)
        found = model.roles(tokens[pairs["which"].to(device)], cue, fields, pairs["padding"].to(device))
    window["roles_taught"] = list(probabilities(found))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("teacher", "encoder", "documents", "out"):
        parser.add_argument(name)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    model = trained(args.teacher, args.encoder).to("cuda" if torch.cuda.is_available() else "cpu")
    alphabet = ALPHABETS[model.encoder.config.model_type]
    documents = pickle.load(open(args.documents, "rb"))
    begun, seen = time.time(), 0
    for n, document in enumerate(documents):
        for window in document["windows"]:
            label(model, document["parse"], window, alphabet)
            seen += len(window["pieces"])
        if n % 50 == 0:
            print(f"{n}/{len(documents)} {seen / (time.time() - begun):.0f} pieces/s", flush=True)
    pickle.dump(documents, open(args.out, "wb"), protocol=4)


if __name__ == "__main__":
    main()
