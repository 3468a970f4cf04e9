"""The reader of attributions: one encoding of a window, cue tags from it, source and content tags for each cue."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel, PretrainedConfig

from saidwho.model.relations import SIZES
from saidwho.model.windows import DEP, POS

CUE_TAGS, ROLE_TAGS = 3, 5
FIELDS = SIZES


@dataclass
class Shape:
    """Sizes of the light heads, and which layers of the encoder are kept (none named: all)."""

    width: int = 160
    layers: int = 1
    heads: int = 4
    small: int = 24
    syntax: bool = True
    keep: tuple[int, ...] = ()


class Reader(nn.Module):
    """Tensors: pieces (W, P), first (W, T) index of each token's first piece, syntax (W, T), pairs (N, ...)."""

    def __init__(self, config: PretrainedConfig, shape: Shape, encoder: nn.Module | None = None) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = encoder or AutoModel.from_config(config, add_pooling_layer=False)
        if shape.keep:
            layers = self.encoder.encoder.layer
            self.encoder.encoder.layer = nn.ModuleList([layers[n] for n in shape.keep])
        hidden, width = config.hidden_size, shape.width
        self.pos, self.dep, self.quote = nn.Embedding(len(POS), 24), nn.Embedding(len(DEP), 24), nn.Embedding(3, 8)
        token = hidden + (56 if shape.syntax else 0)
        self.cue = nn.Sequential(nn.Linear(token, width), nn.GELU(), nn.Dropout(0.1))
        self.cue_mix = nn.Conv1d(width, width, 3, padding=1)
        self.cue_out = nn.Linear(width, CUE_TAGS)
        self.token_in = nn.Linear(token, width)
        self.cue_in = nn.Linear(token, width)
        self.fields = nn.ModuleList([nn.Embedding(size, width) for size in FIELDS])
        layer = nn.TransformerEncoderLayer(
            width, shape.heads, 2 * width, 0.1, "gelu", batch_first=True, norm_first=True
        )
        self.role = nn.TransformerEncoder(layer, shape.layers, enable_nested_tensor=False)
        self.norm = nn.LayerNorm(width)
        self.role_out = nn.Linear(width, ROLE_TAGS)

    def encode(self, pieces: Tensor, mask: Tensor, first: Tensor, pos: Tensor, dep: Tensor, quote: Tensor) -> Tensor:
        """(W, T, hidden + syntax)."""
        states = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
        tokens = states.gather(1, first.unsqueeze(-1).expand(-1, -1, states.size(-1)))
        if not self.shape.syntax:
            return tokens
        return torch.cat([tokens, self.pos(pos), self.dep(dep), self.quote(quote)], -1)

    def cues(self, tokens: Tensor) -> Tensor:
        """(W, T, 3)."""
        x = self.cue(tokens)
        x = x + nn.functional.gelu(self.cue_mix(x.transpose(1, 2)).transpose(1, 2))
        return self.cue_out(x)

    def roles(self, tokens: Tensor, cue: Tensor, fields: list[Tensor], padding: Tensor) -> Tensor:
        """tokens (N, T, d) of each pair's window, cue (N, T) weights that sum to 1: (N, T, 5)."""
        center = torch.bmm(cue.unsqueeze(1), tokens)
        x = self.token_in(tokens) + self.cue_in(center)
        for n, (table, field) in enumerate(zip(self.fields, fields, strict=True)):
            if self.shape.syntax or n >= 3:
                x = x + table(field)
        x = self.role(x, src_key_padding_mask=padding)
        return self.role_out(self.norm(x))


def pretrained(folder: str, shape: Shape) -> Reader:
    """Fresh heads over the encoder of a folder."""
    config = AutoConfig.from_pretrained(folder)
    return Reader(config, shape, AutoModel.from_pretrained(folder, add_pooling_layer=False))


def trained(path: str, folder: str, *, attention: str = "sdpa") -> Reader:
    """A saved reader (`fit.py`) on a processor, ready to be used; `folder` is that of its encoder."""
    saved = torch.load(path, map_location="cpu")
    config = AutoConfig.from_pretrained(folder)
    config._attn_implementation = attention
    shape = Shape(**saved["shape"])
    model = Reader(config, shape)
    model.load_state_dict(saved["model"])
    return model.eval()
