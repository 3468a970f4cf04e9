"""Fits what tells whether two given mentions tell of one event: a projection of the reader's states, and boosted trees.

    python train/mentions.py ../shared/bench/crossdoc OUT          OUT/crossdoc_states.tsv and OUT/crossdoc_trees.tsv
    python train/mentions.py ../shared/bench/crossdoc OUT --folds  first the figures over five folds of topics

Needs scikit-learn and scipy beside saidwho. Reads `train.jsonl` in the folder of the first argument. Copy what is made
into `gate/tasks/`. To be run again whenever `model/window.onnx` has changed: the
projection names the graph that it belongs to, and without it the mentions' states are left out.
"""

import argparse
import json
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform
from sklearn.ensemble import HistGradientBoostingClassifier

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from gate.tasks import crossdoc, crossdoc_pairs, crossdoc_trees
from gate.tasks.crossdoc_features import NAMES, Spread
from saidwho.merging.across.pages import group_pages, likeness
from saidwho.merging.across.words import page_vector
from saidwho.model.runtime import GRAPHS, Runtime
from saidwho.parsing import DEFAULT_PARSER, Parser
from saidwho.resources import manifest

FOLDS, SEEDS = 5, (0, 1)
WIDTH, SHRINK = 96, 0.1
"""Dimensions that are kept of a state, and how far the spread inside events is drawn towards that of a ball."""
BLANK = 0.2
"""Share of the pairs whose likeness of states is hidden, so that the trees know what to do where there is none."""
KEPT = 0.35
"""Share of the pairs of different events and different stems that is looked at; each counts the more."""
STATE = NAMES.index("state")


class Corpus:
    """Documents with mentions; of each mention its deed, topic, event, and mean state."""

    def __init__(self, path, parser, runtime):
        self.records = [json.loads(line) for line in path.open(encoding="utf-8")]
        likes = likeness([page_vector(r["text"]) for r in self.records])
        groups = group_pages(len(self.records), likes)
        self.deeds, states = [], []
        for n, record in enumerate(self.records):
            parse = crossdoc.parse_of(record, parser)
            asked = [m for m in record["mentions"] if m["kind"] == "event" and m["scored"]]
            seen = crossdoc_pairs.states_of(parse, runtime) if asked else {}
            for mention in asked:
                lines = crossdoc.lines_of(record["text"])
                self.deeds.append(crossdoc_pairs.deed_of(n, mention, parse, lines, {}))
                row = crossdoc_pairs.mean_state(seen, crossdoc_pairs.tokens_of(mention, parse))
                states.append(row)
        width = max(map(len, states))
        self.states = np.array([row if len(row) else np.zeros(width) for row in states])
        gold = {m["id"]: m["cluster"] for r in self.records for m in r["mentions"]}
        self.event = np.array([gold[d.id] for d in self.deeds])
        self.topic = np.array([int(self.records[d.document]["topic"]) for d in self.deeds])
        self.group = np.array([groups[d.document] for d in self.deeds])
        spread = Spread(self.deeds, groups)
        pairs = combinations(range(len(self.deeds)), 2)
        pairs = [(a, b) for a, b in pairs if self.topic[a] == self.topic[b] or self.group[a] == self.group[b]]
        self.a, self.b = np.array(pairs).T
        self.rows = np.array([crossdoc.row(self.deeds[a], self.deeds[b], likes, spread) for a, b in pairs])
        self.same = self.event[self.a] == self.event[self.b]


def project(states, events):
    """The mean of states and the directions in which events differ most for how much their own mentions differ.

    Fisher's discriminants: the spread inside events is whitened, each direction then weighted by how far it parts them.
    """
    mean, inside, total = states.mean(0), 0, 0.0
    by_event = defaultdict(list)
    for row, event in zip(states - mean, events, strict=True):
        by_event[event].append(row / np.linalg.norm(row))
    centres = []
    for rows in by_event.values():
        centre = np.mean(rows, 0)
        centres.append(centre)
        if len(rows) > 1:
            apart = rows - centre
            inside, total = inside + apart.T @ apart / np.sqrt(len(rows)), total + np.sqrt(len(rows))
    inside /= total
    size = len(inside)
    inside = (1 - SHRINK) * inside + SHRINK * np.trace(inside) / size * np.eye(size)
    apart = np.array(centres) - np.mean(centres, 0)
    values, vectors = np.linalg.eigh(inside)
    white = vectors / np.sqrt(values)
    values, vectors = np.linalg.eigh(white.T @ (apart.T @ apart / len(apart)) @ white)
    values = np.maximum(values[::-1][:WIDTH], 0)
    found = white @ vectors[:, ::-1][:, :WIDTH] * (np.sqrt(values) / (1 + values))
    return np.round(mean, 3), np.round(found / np.abs(found).max(), 3)


def alike(corpus, projection):
    """The cosine of both states of every pair under a projection."""
    rows = (corpus.states - projection[0]) @ projection[1]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9
    return np.einsum("nd,nd->n", rows[corpus.a], rows[corpus.b])


def folds_of(corpus):
    """The fold of every mention: whole topics."""
    number = {topic: n % FOLDS for n, topic in enumerate(sorted(set(corpus.topic.tolist())))}
    return np.array([number[t] for t in corpus.topic.tolist()])


def add_states(corpus, folds):
    """Likeness of states as on unseen topics: each fold by a projection of the others."""
    for fold in range(FOLDS):
        out = folds != fold
        here = folds[corpus.a] == fold
        corpus.rows[here, STATE] = alike(corpus, project(corpus.states[out], corpus.event[out]))[here]


def fit(corpus, chosen):
    """Forests over the chosen pairs. Mentions of large events count less, as they do in most measures."""
    size = dict(zip(*np.unique(corpus.event, return_counts=True), strict=True))
    size = np.array([size[e] for e in corpus.event])
    weight = 1 / np.sqrt(size[corpus.a] * size[corpus.b])
    easy = (corpus.rows[:, 0] == 0) & ~corpus.same
    weight = np.where(easy, weight / KEPT, weight) * len(weight) / weight.sum()
    found = []
    for seed in SEEDS:
        chance = np.random.RandomState(seed)
        keep = chosen & (~easy | (chance.rand(len(easy)) < KEPT))
        rows = np.where((np.arange(len(NAMES)) == STATE) & (chance.rand(len(easy), 1) < BLANK), np.nan, corpus.rows)
        trees = HistGradientBoostingClassifier(
            max_iter=120, learning_rate=0.08, max_leaf_nodes=15, min_samples_leaf=60, l2_regularization=5.0,
            max_features=0.5, random_state=seed, early_stopping=False,
        )  # fmt: skip
        found.append(trees.fit(rows[keep], corpus.same[keep], sample_weight=weight[keep]))
    return found


def odds_of(forests, rows):
    """The mean of what the forests say: it depends less on chance than one forest."""
    return np.mean([trees.decision_function(rows) for trees in forests], 0)


def clusters(corpus, odds, even):
    """Events by average link in each group of documents, as `gate/tasks/crossdoc.py` makes them."""
    least, most = crossdoc.LEAST / 1000, crossdoc.MOST / 1000
    event = np.arange(len(corpus.deeds))
    for group in np.unique(corpus.group):
        members = np.flatnonzero(corpus.group == group)
        if len(members) < 2:
            continue
        here = (corpus.group[corpus.a] == group) & (corpus.group[corpus.b] == group)
        apart = np.zeros((len(members), len(members)))
        a, b = (np.searchsorted(members, side[here]) for side in (corpus.a, corpus.b))
        apart[a, b] = apart[b, a] = most - np.clip(odds[here], least, most)
        found = fcluster(linkage(squareform(apart, checks=False), "average"), most - even, "distance")
        event[members] = members[[np.flatnonzero(found == n)[0] for n in found]]
    return event


def show_folds(corpus, folds, bench):
    """The figures on topics that the trees have not seen, for several bounds; then without the reader's states."""
    sys.path.insert(0, str(bench.parent))
    import crossdoc as scorer

    gold = scorer.gold_clusters(corpus.records)
    blank = np.where(np.arange(len(NAMES)) == STATE, np.nan, corpus.rows)
    odds, blind = np.zeros(len(corpus.a)), np.zeros(len(corpus.a))
    for fold in range(FOLDS):
        inside = (folds[corpus.a] == fold) | (folds[corpus.b] == fold)
        forests = fit(corpus, ~inside)
        odds[inside], blind[inside] = (odds_of(forests, rows[inside]) for rows in (corpus.rows, blank))
    for name, given in (("with", odds), ("without", blind)):
        for even in np.arange(-3.0, 0.1, 0.5):
            found = dict(zip((d.id for d in corpus.deeds), clusters(corpus, given, even).tolist(), strict=True))
            scores = scorer.score(gold, scorer.invert(found))
            told = "  ".join(f"{measure} {100 * scores[measure][2]:.2f}" for measure in ("muc", "b3", "ceafe", "lea"))
            print(f"{name} states, even {even:5.1f}  CoNLL {100 * scores['conll']:.2f}  {told}", flush=True)


def write_states(projection, path):
    """The projection in thousandths; the first row names the graph."""
    lines = [
        "# States of the reader's encoder, drawn out so that mentions of one event lie close: a row a dimension, in"
    ]
    lines += [
        "# thousandths, fitted on ECB+ (train). The first row names the graph that they belong to.",
        "mean\tweights",
    ]
    lines += [f"{manifest()[GRAPHS[0]].sha256[:16]}\t"]
    for mean, row in zip(*projection, strict=True):
        lines.append(f"{round(1000 * mean)}\t" + " ".join(str(round(1000 * v)) for v in row))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_trees(forests, path):
    """Every node a row; `value` is a bound in inner nodes, log of odds in leaves. Tree 0 holds what all pairs get."""
    base = np.mean([trees._baseline_prediction.ravel()[0] for trees in forests])
    lines = ["# Trees over what two mentions of events have in common, fitted on ECB+ (train) by `train/mentions.py`."]
    lines += ["tree\tfeature\tvalue\tlow\thigh\tunknown", f"0\t{crossdoc_trees.LEAF}\t{base:.4f}\t\t\t"]
    for number, tree in enumerate((tree for trees in forests for (tree,) in trees._predictors), 1):
        for node in tree.nodes:
            if node["is_leaf"]:
                lines.append(f"{number}\t{crossdoc_trees.LEAF}\t{node['value'] / len(forests):.4f}\t\t\t")
            else:
                side = "low" if node["missing_go_to_left"] else "high"
                bound = f"{node['num_threshold']:.5g}"
                cells = (number, NAMES[node["feature_idx"]], bound, node["left"], node["right"], side)
                lines.append("\t".join(map(str, cells)))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("bench", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--folds", action="store_true")
    args = parser.parse_args()
    corpus = Corpus(args.bench / "train.jsonl", Parser(DEFAULT_PARSER), Runtime())
    folds = folds_of(corpus)
    add_states(corpus, folds)
    if args.folds:
        show_folds(corpus, folds, args.bench)
    args.out.mkdir(parents=True, exist_ok=True)
    write_states(project(corpus.states, corpus.event), args.out / "crossdoc_states.tsv")
    write_trees(fit(corpus, np.ones(len(corpus.a), bool)), args.out / "crossdoc_trees.tsv")


if __name__ == "__main__":
    main()
