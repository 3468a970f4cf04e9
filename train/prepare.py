"""From articles to arrays: parse, windows, tags and relations. `prepare.py ARTICLES.jsonl TOKENIZER OUT.pkl`.

Records hold `doc_id`, `text`, and `attributions` where somebody marked them.
"""

from __future__ import annotations

import json
import pickle
import sys
from functools import lru_cache
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from saidwho.model.relations import FIELDS, lines, relation
from saidwho.model.windows import Window, windows
from saidwho.parsing import Parse, Parser
from saidwho.reading import read_text
from saidwho.records import Span

CUE, SOURCE, CONTENT = ("cue", "source", "content")


def tokens_of(parse: Parse, spans: list[list[int]]) -> list[int]:
    return sorted({i for a, b in spans for i in parse.tokens_in(Span(a, b))})


def runs(tokens: list[int]) -> list[tuple[int, int]]:
    out: list[list[int]] = []
    for t in tokens:
        if out and t == out[-1][1] + 1:
            out[-1][1] = t
        else:
            out.append([t, t])
    return [(a, b) for a, b in out]


def mark(tags: np.ndarray, at: dict[int, int], tokens: list[int], begin: int) -> None:
    """B (`begin`) and I (`begin` + 1) of each run of tokens inside the window."""
    for a, b in runs(tokens):
        fresh = True
        for t in range(a, b + 1):
            if t in at:
                tags[at[t]] = begin if fresh else begin + 1
                fresh = False


def related(parse: Parse, tokens: list[int], spans: list[tuple[int, int]]) -> dict[str, list[np.ndarray]]:
    """How the tokens of a window stand to cues, given as first and last place in it."""
    placed = lines(parse, tokens)
    found = [relation(parse, placed, tokens[first], tokens[last]) for first, last in spans]
    return {k: [np.array(getattr(rel, k), np.uint8) for rel in found] for k in FIELDS}


def example(parse: Parse, window: Window, gold: list[dict[str, Any]] | None) -> dict[str, Any]:
    """A window with its marks; without any (`None`) its cues are unknown."""
    at = {t: n for n, t in enumerate(window.tokens)}
    size = len(window.tokens)
    cues = np.full(size, -100 if gold is None else 0, np.int16)
    spans, roles = [], []
    for attribution in gold or ():
        cue = [t for t in attribution["cue_tokens"] if t in at]
        if not cue:
            continue
        first, last = cue[0], cue[-1]
        mark(cues, at, list(range(first, last + 1)), 1)
        tags = np.zeros(size, np.int16)
        mark(tags, at, attribution["content_tokens"], 3)
        mark(tags, at, attribution["source_tokens"], 1)
        spans.append((at[first], at[last]))
        roles.append(tags)
    return {
        "tokens": np.array(window.tokens, np.int32), "pieces": np.array(window.pieces, np.int32),
        "first": np.array(window.first, np.int32), "pos": np.array(window.pos, np.uint8),
        "dep": np.array(window.dep, np.uint8), "quote": np.array(window.quote, np.uint8),
        "cues": cues, "spans": spans, "roles": roles, **related(parse, window.tokens, spans),
    }  # fmt: skip


def main(gold: str, tokenizer: str, out: str) -> None:
    encode = Tokenizer.from_file(tokenizer)
    encode.no_padding()
    encode.no_truncation()

    @lru_cache(maxsize=100_000)
    def pieces_of(word: str) -> tuple[int, ...]:
        return tuple(encode.encode(word, add_special_tokens=False).ids)

    parser = Parser()
    documents = []
    for n, line in enumerate(open(gold)):
        record = json.loads(line)
        article = read_text(record["text"])
        parse = parser.parse(article)
        marked = record.get("attributions")
        attributions = marked and [
            {f"{k}_tokens": tokens_of(parse, a[k]) for k in (CUE, SOURCE, CONTENT)} for a in marked
        ]
        found = [example(parse, w, attributions) for w in windows(parse, pieces_of)]
        documents.append({"doc_id": record["doc_id"], "windows": found, "start": parse.start, "end": parse.end,
                          "parse": parse})  # fmt: skip
        if n % 100 == 0:
            print(n, flush=True)
    pickle.dump(documents, open(out, "wb"), protocol=4)
    size = sum(len(w["pieces"]) for d in documents for w in d["windows"])
    print(len(documents), "documents", size, "pieces", sum(len(w["spans"]) for d in documents for w in d["windows"]))


if __name__ == "__main__":
    main(*sys.argv[1:4])
