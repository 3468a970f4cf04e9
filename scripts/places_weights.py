"""Trains the recogniser and the ranker of place names and writes their weights into `saidwho/data/linking/`.

    python scripts/places_weights.py [--check]

Reads LGL and GeoWebNews from `../shared/bench/geo`; their texts are not ours: only weights are kept, no cue is a name.
`--check` writes nothing and prints what four-fold cross-validation gives, and training on one and reading the other:
no article is read by weights that saw it. The recogniser also trains on the articles with other names
(`places_renamed`), since abroad the parser knows fewer of them.
Needs numpy, which comes with the parser.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from places_renamed import renamed, without

from saidwho.linking import places_senses as senses
from saidwho.linking.gazetteer import Entry
from saidwho.linking.places_cues import cues, scene
from saidwho.linking.places_found import chosen
from saidwho.linking.places_names import Candidate, candidates
from saidwho.parsing import Parse, Parser
from saidwho.reading import read_text

ROOT = Path(__file__).parent.parent
BENCH = ROOT.parent / "shared" / "bench" / "geo"
DATA = ROOT / "saidwho" / "data" / "linking"
RAREST = 12
"""Candidates that must have a cue for it to be kept; those of the articles count twice."""
RECOGNISER_PENALTY, RANKER_PENALTY = 3.0, 1.0
FOLDS = 4
KILOMETRES = 161.0
Weights = dict[str, float]
Vector = npt.NDArray[np.float64]


class Document:
    """A parsed article of a corpus with its answers; `renamed` is the same one with other names."""

    def __init__(self, record: dict[str, Any], parse: Parse, hidden: Iterable[str] = ()) -> None:
        self.corpus, self.parse = record["corpus"], parse
        self.gold = {(t["start"], t["end"]): t for t in record["toponyms"]}
        self.renamed: Document | None = None
        with without(hidden):
            self.names = candidates(self.parse)
            self.scene = scene(self.parse, self.names)
            self.cues = [sorted(set(cues(self.parse, c, self.scene))) for c in self.names]
        self.right = [self.span(c) in self.gold for c in self.names]

    def span(self, c: Candidate) -> tuple[int, int]:
        return self.parse.start[c.first], self.parse.end[c.last]


def read_corpora() -> list[Document]:
    parser = Parser()
    documents = []
    for corpus in ("lgl", "geowebnews"):
        with (BENCH / f"{corpus}.jsonl").open(encoding="utf-8") as lines:
            documents += [read_record(json.loads(line) | {"corpus": corpus}, parser) for line in lines]
    random.Random(1).shuffle(documents)
    return documents


def read_record(record: dict[str, Any], parser: Parser) -> Document:
    parse = parsed(record["text"], parser)
    document = Document(record, parse)
    other = renamed(record, parse)
    if other is not None:
        document.renamed = Document(other[0], parsed(other[0]["text"], parser), other[1])
    return document


def parsed(text: str, parser: Parser) -> Parse:
    article = read_text(text)
    body = tuple(replace(p, kind="body") for p in article.paragraphs)
    return parser.parse(replace(article, paragraphs=body, title=None, dateline=None))


def train_recogniser(documents: list[Document]) -> Weights:
    """Logistic regression with a ridge penalty over cues that are there or not. The articles count twice, those with
    other names once."""
    documents = [*documents, *documents, *(d.renamed for d in documents if d.renamed)]
    counts = Counter(cue for d in documents for found in d.cues for cue in found)
    names = ["", *sorted(cue for cue, n in counts.items() if n >= RAREST)]
    index = {name: i for i, name in enumerate(names)}
    rows = [[0, *(index[c] for c in found if c in index)] for d in documents for found in d.cues]
    answers = np.array([right for d in documents for right in d.right], float)
    cells = np.array([i for row in rows for i in row])
    sizes = np.array([len(row) for row in rows])
    starts = np.r_[0, np.cumsum(sizes)[:-1]]

    def loss(weights: Vector) -> tuple[float, Vector]:
        z = np.add.reduceat(weights[cells], starts)
        miss = 1 / (1 + np.exp(-z)) - answers
        slope = np.bincount(cells, np.repeat(miss, sizes), len(names)) + RECOGNISER_PENALTY * weights
        total = np.logaddexp(0, z).sum() - (answers * z).sum() + RECOGNISER_PENALTY / 2 * (weights @ weights)
        return float(total), slope

    weights = least(loss, np.zeros(len(names)))
    return dict(zip(names, (round(float(w), 3) for w in weights), strict=True))


def least(loss: Callable[[Vector], tuple[float, Vector]], at: Vector, *, steps: int = 300) -> Vector:
    """Where a smooth convex function is least, by L-BFGS with a halved step (Nocedal and Wright 2006, 7.4)."""
    value, slope = loss(at)
    past: list[tuple[Vector, Vector]] = []
    for _ in range(steps):
        way, factors = -slope, []
        for s, y in reversed(past):
            factors.append((s @ way) / (s @ y))
            way = way - factors[-1] * y
        if past:
            s, y = past[-1]
            way = way * ((s @ y) / (y @ y))
        for (s, y), factor in zip(past, reversed(factors), strict=True):
            way = way + (factor - (y @ way) / (s @ y)) * s
        length = 1.0 if past else 1.0 / float(np.abs(slope).max())
        while True:
            new, (new_value, new_slope) = at + length * way, loss(at + length * way)
            if new_value <= value + 1e-4 * length * (slope @ way) or length < 1e-8:
                break
            length /= 2
        if np.abs(new_slope).max() < 1e-2 or length < 1e-8:
            return new
        if (new - at) @ (new_slope - slope) > 1e-12:
            past = [*past[-9:], (new - at, new_slope - slope)]
        at, value, slope = new, new_value, new_slope
    return at


def answered(entry: Entry, gold: dict[str, Any]) -> bool:
    """The same place by its number, or within 161 km (100 miles)."""
    if gold.get("geonameid") and entry.geonames == gold["geonameid"]:
        return True
    if gold["lat"] is None or entry.lat is None or entry.kind == "country":
        return False
    return senses.kilometres(entry, entry._replace(lat=gold["lat"], lon=gold["lon"])) <= KILOMETRES


Units = list[tuple[Document, list[senses.Unit], Counter[str]]]


def read_units(documents: list[Document]) -> Units:
    found = []
    for d in documents:
        names = [c for c, right in zip(d.names, d.right, strict=True) if right]
        peoples = Counter(e.country for n in names if n.sort == "people" for e in n.entries[:1] if e.country)
        found.append((d, senses.read_units(d.parse, names, d.scene), peoples))
    return found


def train_ranker(units: Units) -> tuple[Weights, Weights, Weights]:
    first = fit(units)
    rounds = [first]
    for _ in range(2):
        for _, found, peoples in units:
            for unit in found:
                unit.odds = senses._odds(unit.cues, rounds[-1])
            senses.add_context(found, peoples)
        rounds.append(fit(units))
    return rounds[0], rounds[1], rounds[2]


def fit(units: Units) -> Weights:
    """Conditional logit over the entries of a name, by Adam."""
    rows, right, group = [], [], []
    weight: list[int] = []
    names = sorted({k for _, found, _ in units for u in found for c in u.cues for k in c})
    index = {name: i for i, name in enumerate(names)}
    for d, found, _ in units:
        for unit in found:
            gold = d.gold[d.span(unit.mentions[0])]
            good = [answered(e, gold) for e in unit.entries]
            if all(good) or not any(good):
                continue
            for found_cues, answer in zip(unit.cues, good, strict=True):
                row = np.zeros(len(names))
                for name, value in found_cues.items():
                    row[index[name]] = value
                rows.append(row)
                right.append(answer)
                group.append(len(weight))
            weight.append(min(2, len(unit.mentions)))
    table, answers = np.array(rows), np.array(right, float)
    groups, weights = np.array(group), np.array(weight, float)
    starts = np.r_[0, np.flatnonzero(np.diff(groups)) + 1]
    b, m, v = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    rate = 0.15
    for t in range(1, 401):
        z = table @ b
        e = np.exp(z - np.maximum.reduceat(z, starts)[groups])
        chance = e / np.add.reduceat(e, starts)[groups]
        good = e * answers / np.add.reduceat(e * answers, starts)[groups]
        slope = -(table.T @ ((good - chance) * weights[groups])) + RANKER_PENALTY * b
        m, v = 0.9 * m + 0.1 * slope, 0.999 * v + 0.001 * slope**2
        b -= rate * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-9)
        rate *= 0.98 if t > 280 else 1.0
    return dict(zip(names, (round(float(w), 3) for w in b), strict=True))


def check(documents: list[Document]) -> None:
    """Prints cross-validated figures, and those of training on one corpus and reading the other."""
    numbered = list(enumerate(documents))
    folds = [
        ([d for i, d in numbered if i % FOLDS == fold], [d for i, d in numbered if i % FOLDS != fold])
        for fold in range(FOLDS)
    ]
    print_figures("cross-validated", folds)
    corpora = sorted({d.corpus for d in documents})
    across = [([d for d in documents if d.corpus == c], [d for d in documents if d.corpus != c]) for c in corpora]
    print_figures("trained on the other corpus", across)


def print_figures(title: str, parts: Iterable[tuple[list[Document], list[Document]]]) -> None:
    totals: dict[str, Counter[str]] = {}
    for held, rest in parts:
        recogniser, rounds = train_recogniser(rest), train_ranker(read_units(rest))
        for d in held:
            count(d, recogniser, rounds, totals.setdefault(d.corpus, Counter()))
    for corpus, t in sorted(totals.items()):
        p, r = t["right"] / t["found"], t["right"] / t["gold"]
        print(f"{title}, {corpus}: precision {p:.3f} recall {r:.3f} F1 {2 * p * r / (p + r):.3f}", end="; ")
        print(f"right place among the listed and recognised {t['placed'] / t['listed']:.3f} of {t['listed']}")


def count(d: Document, recogniser: Weights, rounds: tuple[Weights, ...], total: Counter[str]) -> None:
    names = chosen(d.parse, d.names, d.scene, weights=recogniser)
    spans = {d.span(c) for c, _ in names}
    total.update(found=len(spans), gold=len(d.gold), right=len(spans & set(d.gold)))
    found = senses.senses(d.parse, [c for c, _ in names], d.scene, rounds=rounds)
    for (first, last), unit in found.items():
        gold = d.gold.get((d.parse.start[first], d.parse.end[last]))
        if gold and gold["lat"] is not None:
            total.update(listed=1, placed=answered(unit.entries[unit.best()], gold))


def write(name: str, remark: str, header: list[str], rows: list[list[Any]]) -> None:
    lines = [f"# {remark}", "\t".join(header), *("\t".join(map(str, row)) for row in rows)]
    (DATA / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    documents = read_corpora()
    if "--check" in sys.argv:
        check(documents)
        return
    recogniser = train_recogniser(documents)
    remark = "Weights of the recogniser of place names, trained on LGL and GeoWebNews by scripts/places_weights.py."
    write("places_recogniser", remark, ["cue", "weight"], [[k, w] for k, w in recogniser.items() if abs(w) >= 0.02])
    rounds = train_ranker(read_units(documents))
    remark = "Weights of the senses of place names, trained on LGL and GeoWebNews by scripts/places_weights.py."
    rows = [[n, cue, w] for n, weights in enumerate(rounds, 1) for cue, w in weights.items() if w]
    write("places_ranker", remark, ["round", "cue", "weight"], rows)


if __name__ == "__main__":
    main()
