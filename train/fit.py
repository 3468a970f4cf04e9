"""Trains the reader. `fit.py TRAIN.pkl ENCODER_FOLDER OUT_FOLDER [--epochs N] [--seed S] …`."""

from __future__ import annotations

import argparse
import math
import pickle
import random
import time
from pathlib import Path

import numpy as np
import torch
from data import batches, tensors
from network import Reader, Shape
from torch import nn
from transformers import BertConfig, BertModel


def loss_of(model: Reader, batch: dict, weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    tokens = model.encode(*(batch[k] for k in ("pieces", "mask", "first", "pos", "dep", "quote")))
    cue = nn.functional.cross_entropy(model.cues(tokens).float().flatten(0, 1), batch["cues"].flatten(), weight=weight)
    if not len(batch["which"]):
        return cue, torch.zeros(())
    logits = model.roles(tokens[batch["which"]], batch["cue"].to(tokens.dtype), batch["fields"], batch["padding"])
    role = nn.functional.cross_entropy(logits.float().flatten(0, 1), batch["roles"].flatten())
    return cue, role


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train"), parser.add_argument("encoder"), parser.add_argument("out")
    parser.add_argument("--epochs", type=float, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=5e-4)
    parser.add_argument("--no-syntax", action="store_true")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--limit", type=int, default=0, help="documents to train on, 0 for all")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    random.seed(args.seed), np.random.seed(args.seed), torch.manual_seed(args.seed)
    documents = pickle.load(open(args.train, "rb"))
    windows = [w for d in documents[: args.limit or None] for w in d["windows"]]
    shape = Shape(syntax=not args.no_syntax)
    model = Reader(BertConfig.from_pretrained(args.encoder), shape)
    model.encoder = BertModel.from_pretrained(args.encoder, add_pooling_layer=False)
    steps = math.ceil(len(windows) / args.batch * args.epochs)
    encoder = [p for n, p in model.named_parameters() if n.startswith("encoder.")]
    heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": args.rate}, {"params": heads, "lr": args.head_rate}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1, (s + 1) / (0.08 * steps)) * max(0.0, 1 - s / steps)
    )
    weight = torch.tensor([1.0, 1.5, 1.5])
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    step, epoch, begun, seen = 0, 0, time.time(), 0
    average = [0.0, 0.0]
    state = out / "state.pt"
    if state.exists():
        saved = torch.load(state)
        (
            model.load_state_dict(saved["model"]),
            optimizer.load_state_dict(saved["optimizer"]),
            schedule.load_state_dict(saved["schedule"]),
        )
        step, epoch = saved["step"], saved["epoch"]
    skip = step - epoch * math.ceil(len(windows) / args.batch)
    while step < steps:
        for number, group in enumerate(batches(windows, args.batch, seed=args.seed * 1000 + epoch)):
            if number < skip:
                continue
            if step >= steps:
                break
            model.train()
            batch = tensors(group)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                cue, role = loss_of(model, batch, weight)
            (cue + role).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step(), schedule.step(), optimizer.zero_grad(set_to_none=True)
            seen += int(batch["mask"].sum())
            step += 1
            average = [0.98 * a + 0.02 * float(b.detach()) for a, b in zip(average, (cue, role), strict=True)]
            if step % 50 == 0:
                rate = seen / (time.time() - begun)
                print(f"{step}/{steps} cue {average[0]:.4f} role {average[1]:.4f} {rate:.0f} pieces/s", flush=True)
            if step % 200 == 0:
                torch.save(
                    {
                        "model": model.state_dict(),
                        "optimizer": optimizer.state_dict(),
                        "schedule": schedule.state_dict(),
                        "step": step,
                        "epoch": epoch,
                    },
                    out / "state.tmp",
                )
                (out / "state.tmp").rename(state)
        epoch, skip = epoch + 1, 0
        torch.save({"model": model.state_dict(), "shape": shape.__dict__}, out / f"epoch-{epoch}.pt")
        print("epoch", epoch, f"{time.time() - begun:.0f} s", flush=True)
    torch.save({"model": model.state_dict(), "shape": shape.__dict__}, out / "model.pt")


if __name__ == "__main__":
    main()
