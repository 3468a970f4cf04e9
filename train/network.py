"""The reader of attributions: one encoding of a window, cue tags from it, source and content tags for each cue."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from saidwho.model.relations import SIZES
from saidwho.model.windows import DEP, POS

CUE_TAGS, ROLE_TAGS = 3, 5
FIELDS = SIZES


@dataclass
class Shape:
    """Sizes of the light heads."""

    width: int = 160
    layers: int = 1
    heads: int = 4
    small: int = 24
    syntax: bool = True


class Reader(nn.Module):
    """Tensors: pieces (W, P), first (W, T) index of each token's first piece, syntax (W, T), pairs (N, ...)."""

    def __init__(self, config: BertConfig, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = BertModel(config, add_pooling_layer=False)
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
