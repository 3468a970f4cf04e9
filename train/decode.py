"""Attributions of articles by a reader, and the rules alone: `decode.py GRAPHS WEIGHTS.tsv GOLD.jsonl OUT.jsonl`.

Writes the format of the scorer in `../shared/bench`: the whole of `attribute` with graphs and weights that are not yet
those of the package.
"""

from __future__ import annotations

import argparse
import json

from tune import reader_of

from saidwho.attribution import attribute, outermost
from saidwho.parsing import Parser
from saidwho.reading import read_text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("graphs", "weights", "gold", "out"):
        parser.add_argument(name)
    args = parser.parse_args()
    reader = reader_of(args.graphs, args.weights)
    parse_of = Parser()
    with open(args.out, "w") as out:
        for record in map(json.loads, open(args.gold)):
            article = read_text(record["text"])
            found = outermost(attribute(parse_of.parse(article), article, reader=reader))
            rows = [{k: list(getattr(a, k)) for k in ("source", "cue", "content")} for a in found]
            out.write(json.dumps({"doc_id": record["doc_id"], "attributions": rows}) + "\n")


if __name__ == "__main__":
    main()
