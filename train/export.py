"""Writes the trained reader as two graphs for ONNX Runtime. `export.py MODEL.pt ENCODER_FOLDER OUT_FOLDER [--float]`.

`window.onnx` encodes a window and tags cues, `roles.onnx` tags source and content for the cues of one window.
Matrices become 8-bit, one scale a channel, in seven bits of them so that processors without VNNI give the same answer.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

import onnx
import torch
from network import Reader, trained
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

OPSET = 17


class Window(nn.Module):
    """pieces (1, P); first, pos, dep, quote (1, T) -> tokens (1, T, d), cues (1, T, 3)."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor, first: Tensor, pos: Tensor, dep: Tensor, quote: Tensor) -> tuple[Tensor, Tensor]:
        tokens = self.model.encode(pieces, torch.ones_like(pieces), first, pos, dep, quote)
        return tokens, self.model.cues(tokens)


class Roles(nn.Module):
    """tokens (1, T, d) of a window, cue (N, T) weights that sum to 1, places (N, R) in the window, fields (5, N, R) of
    the tokens there -> (N, R, 5).

    The same sums as `Reader.roles` over R tokens around each cue, but the tokens are projected once for all cues.
    """

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model

    def forward(self, tokens: Tensor, cue: Tensor, places: Tensor, fields: Tensor) -> Tensor:
        model = self.model
        center = torch.matmul(cue, tokens[0]).unsqueeze(1)
        x = model.token_in(tokens)[0][places] + model.cue_in(center)
        for n, table in enumerate(model.fields):
            if model.shape.syntax or n >= 3:
                x = x + table(fields[n])
        for layer in model.role.layers:
            x = x + self._attend(layer.self_attn, layer.norm1(x))
            x = x + layer.linear2(nn.functional.gelu(layer.linear1(layer.norm2(x))))
        return model.role_out(model.norm(x))

    def _attend(self, attention: nn.MultiheadAttention, x: Tensor) -> Tensor:
        size, heads = attention.embed_dim, attention.num_heads
        mixed = nn.functional.linear(x, attention.in_proj_weight, attention.in_proj_bias)
        query, key, value = (
            part.reshape(part.shape[0], part.shape[1], heads, size // heads).transpose(1, 2)
            for part in mixed.split(size, -1)
        )
        weights = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(size // heads), -1)
        out = (weights @ value).transpose(1, 2)
        return attention.out_proj(out.reshape(out.shape[0], out.shape[1], size))


def write(graph: nn.Module, inputs: dict[str, Tensor], outputs: dict[str, dict[int, str]], path: Path) -> None:
    """One graph in 32-bit floats. Sizes named in `outputs` and those of tokens, pieces and cues may vary."""
    axes = {
        "pieces": {1: "pieces"},
        "cue": {0: "cues", 1: "tokens"},
        "places": {0: "cues", 1: "near"},
        "fields": {1: "cues", 2: "near"},
    }
    torch.onnx.export(
        graph.eval(), tuple(inputs.values()), str(path), input_names=list(inputs), output_names=list(outputs),
        dynamic_axes={**{name: axes.get(name, {1: "tokens"}) for name in inputs}, **outputs},
        opset_version=OPSET, dynamo=False,
    )  # fmt: skip
    onnx.checker.check_model(str(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("model", "encoder", "out"):
        parser.add_argument(name)
    parser.add_argument("--float", action="store_true", help="leave the matrices as they are")
    args = parser.parse_args()
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    model = trained(args.model, args.encoder, attention="eager")
    few, many, cues = 40, 50, 3
    row = torch.zeros(1, few, dtype=torch.long)
    window = {"pieces": torch.full((1, many), 2000), "first": torch.arange(1, few + 1).unsqueeze(0), "pos": row}
    window |= {"dep": row, "quote": row}
    weights = torch.zeros(cues, few)
    weights[:, 5] = 1
    with torch.no_grad():
        tokens, _ = Window(model)(*window.values())
        write(Window(model), window, {"tokens": {1: "tokens"}, "cues": {1: "tokens"}}, out / "window.onnx")
        places, fields = torch.arange(few).expand(cues, -1), torch.zeros(5, cues, few, dtype=torch.long)
        roles = {"tokens": tokens, "cue": weights, "places": places, "fields": fields}
        write(Roles(model), roles, {"roles": {0: "cues", 1: "near"}}, out / "roles.onnx")
        whole = model.roles(
            tokens.expand(cues, -1, -1), weights, list(fields), torch.zeros(cues, few, dtype=torch.bool)
        )
        assert torch.allclose(whole, Roles(model)(*roles.values()), atol=1e-4)
    if not args.float:
        for name in ("window", "roles"):
            path = out / f"{name}.onnx"
            quantize_dynamic(
                path, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
                extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT, "MatMulConstBOnly": True},
                op_types_to_quantize=["MatMul", "Gather"],
            )  # fmt: skip
    for path in sorted(out.glob("*.onnx")):
        print(f"{path} {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
