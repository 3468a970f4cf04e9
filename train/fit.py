"""Trains the reader. `fit.py TRAIN.pkl[,MORE.pkl…] ENCODER_FOLDER OUT_FOLDER [--epochs N] [--seed S] …`.

Documents are those of `prepare.py`, with a teacher's labels where `label.py` has been over them.
"""

from __future__ import annotations

import argparse
import math
import pickle
import random
import time
from pathlib import Path

import numpy as np
import torch
from data import ALPHABETS, batches, tensors
from network import Reader, Shape, pretrained
from torch import Tensor, nn


def mixed(scores: Tensor, marks: Tensor, taught: Tensor | None, share: float, weight: Tensor | None = None) -> Tensor:
    """Cross entropy of tags (·, T, K) against marks (·, T) and, by `share`, against a teacher's (·, T, K)."""
    flat, wanted = scores.float().flatten(0, 1), marks.flatten()
    known = wanted != -100
    zero = flat.sum() * 0
    own = nn.functional.cross_entropy(flat[known], wanted[known], weight=weight) if known.any() else zero
    if taught is None:
        return own
    rows = taught.flatten(0, 1)
    held = rows.sum(-1) > 0
    learnt = -(rows[held] * flat[held].log_softmax(-1)).sum(-1).mean() if held.any() else zero
    return (1 - share) * own + share * learnt


def loss_of(model: Reader, batch: dict, weight: Tensor, share: float) -> tuple[Tensor, Tensor]:
    tokens = model.encode(*(batch[k] for k in ("pieces", "mask", "first", "pos", "dep", "quote")))
    cue = mixed(model.cues(tokens), batch["cues"], batch.get("cues_taught"), share, weight)
    if not len(batch["which"]):
        return cue, torch.zeros((), device=cue.device)
    logits = model.roles(tokens[batch["which"]], batch["cue"].to(tokens.dtype), batch["fields"], batch["padding"])
    return cue, mixed(logits, batch["roles"], batch.get("roles_taught"), share)


def placed(batch: dict, device: torch.device) -> dict:
    """The batch on a device."""
    return {k: [t.to(device) for t in v] if isinstance(v, list) else v.to(device) for k, v in batch.items()}


WEIGHT = (1.0, 1.5, 1.5)
"""A missed cue costs more than one too many: a threshold can take those away."""
EVERY = 200
"""Steps between checkpoints."""


class Training:
    """A model with all that is needed to go on training it."""

    def __init__(self, args: argparse.Namespace, count: int) -> None:
        self.args, self.out = args, Path(args.out)
        self.out.mkdir(parents=True, exist_ok=True)
        self.shape = Shape(syntax=not args.no_syntax, keep=tuple(map(int, args.keep.split(","))) if args.keep else ())
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.model = pretrained(args.encoder, self.shape).to(self.device)
        self.alphabet = ALPHABETS[self.model.encoder.config.model_type]
        self.an_epoch = math.ceil(count / args.batch)
        steps = self.steps = math.ceil(count / args.batch * args.epochs)
        named = list(self.model.named_parameters())
        parts = [
            {"params": [p for n, p in named if n.startswith("encoder.") == inside], "lr": rate}
            for inside, rate in ((True, args.rate), (False, args.head_rate))
        ]
        self.optimizer = torch.optim.AdamW(parts, weight_decay=0.01)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda s: min(1, (s + 1) / (0.08 * steps)) * max(0.0, 1 - s / steps)
        )
        self.step = self.epoch = 0
        if (self.out / "state.pt").exists():
            saved = torch.load(self.out / "state.pt", map_location=self.device)
            for name in ("model", "optimizer", "schedule"):
                getattr(self, name).load_state_dict(saved[name])
            self.step, self.epoch = saved["step"], saved["epoch"]

    def save(self) -> None:
        """A checkpoint that takes the place of the one before only when it is whole."""
        state = {name: getattr(self, name).state_dict() for name in ("model", "optimizer", "schedule")}
        torch.save({**state, "step": self.step, "epoch": self.epoch}, self.out / "state.tmp")
        (self.out / "state.tmp").rename(self.out / "state.pt")

    def export(self, name: str) -> None:
        """The weights and the shape of the heads."""
        torch.save({"model": self.model.state_dict(), "shape": self.shape.__dict__}, self.out / name)

    def learn(self, batch: dict) -> tuple[float, float]:
        """One step; the loss of cues and of roles."""
        self.model.train()
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            weight = torch.tensor(WEIGHT, device=self.device)
            cue, role = loss_of(self.model, placed(batch, self.device), weight, self.args.share)
        (cue + role).backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        return float(cue.detach()), float(role.detach())

    def run(self, windows: list[dict]) -> None:
        """Goes on from the last checkpoint to the last step."""
        begun, seen, average = time.time(), 0, (0.0, 0.0)
        skip = self.step - self.epoch * self.an_epoch
        while self.step < self.steps:
            for number, group in enumerate(batches(windows, self.args.batch, seed=self.args.seed * 1000 + self.epoch)):
                if number < skip or self.step >= self.steps:
                    continue
                batch = tensors(group, self.alphabet)
                loss = self.learn(batch)
                seen += int(batch["mask"].sum())
                average = tuple(0.98 * a + 0.02 * b for a, b in zip(average, loss, strict=True))
                if self.step % 50 == 0:
                    told = f"cue {average[0]:.4f} role {average[1]:.4f} {seen / (time.time() - begun):.0f} pieces/s"
                    print(f"{self.step}/{self.steps} {told}", flush=True)
                if self.step % EVERY == 0:
                    self.save()
            self.epoch, skip = self.epoch + 1, 0
            self.export(f"epoch-{self.epoch}.pt")
        self.export("model.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("train", "encoder", "out"):
        parser.add_argument(name)
    parser.add_argument("--epochs", type=float, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=5e-4)
    parser.add_argument("--keep", default="", help="layers of the encoder to keep, as 0,2,3,5 (default all)")
    parser.add_argument("--share", type=float, default=0.7, help="of a teacher's labels, where there are any")
    parser.add_argument("--no-syntax", action="store_true")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--limit", type=int, default=0, help="documents to train on, 0 for all")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    random.seed(args.seed), np.random.seed(args.seed), torch.manual_seed(args.seed)
    windows = []
    for path in args.train.split(","):
        documents = pickle.load(open(path, "rb"))
        windows += [w for d in documents[: args.limit or None] for w in d["windows"]]
    Training(args, len(windows)).run(windows)


if __name__ == "__main__":
    main()
