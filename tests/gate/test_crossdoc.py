"""Given mentions across documents: what is compared, and what the trees make of it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from gate.tasks import crossdoc, crossdoc_pairs, crossdoc_trees, lookalikes
from gate.tasks.crossdoc_features import NAMES, Spread, features, kin
from gate.tasks.crossdoc_pairs import Deed
from saidwho.parsing import Parser

FIRST = "Miners in Talvik went on strike on Monday .\nThe walkout halted two pits .\n"
SECOND = "A walkout by miners halted two pits in Talvik .\n"
THIRD = "The bakery in Orrin won a prize for rye bread .\n"


def record(name: str, text: str, *words: str) -> dict[str, object]:
    spans = [(w, text.index(w)) for w in words]
    mentions = [{"id": f"{name}-{w}", "start": n, "end": n + len(w), "text": w} for w, n in spans]
    return {"doc_id": name, "text": text, "mentions": mentions}


def deeds(parser: Parser, *records: dict[str, object]) -> list[Deed]:
    return [d for n, r in enumerate(records) for d in crossdoc.deeds_of(n, r, crossdoc.parse_of(r, parser))]


def test_words_of_one_meaning_are_kin() -> None:
    assert kin("die", "death") == kin("quake", "earthquake") == 2
    assert kin("arrest", "prize") == 0
    assert math.isnan(kin("kill", "talvik"))


def test_features_have_names_and_do_not_depend_on_the_order(parser: Parser) -> None:
    found = deeds(parser, record("a", FIRST, "strike", "walkout"), record("b", SECOND, "walkout"))
    spread = Spread(found, [0, 0])
    row = features(found[1], found[2], 0.5, spread)
    assert len(row) == len(NAMES)
    assert dict(zip(NAMES, row, strict=True))["stem"] == 3
    back = features(found[2], found[1], 0.5, spread)
    crossed = [NAMES.index("subject object"), NAMES.index("object subject"), NAMES.index("page share both")]
    assert all(x == y or n in crossed or (x != x and y != y) for n, (x, y) in enumerate(zip(row, back, strict=True)))


def test_trees_go_low_high_and_where_the_unknown_goes() -> None:
    tree = crossdoc_trees.Tree(
        np.array([0, -1, -1]), np.array([0.5, 0, 0]), np.array([1, 0, 0]), np.array([2, 0, 0]),
        np.array([False, False, False]), np.array([0, -1.0, 2.0]),
    )  # fmt: skip
    assert tree.of(np.array([[0.5], [0.6], [math.nan]])).tolist() == [-1.0, 2.0, 2.0]


def test_mentions_of_one_event_are_joined_and_others_are_not(parser: Parser) -> None:
    records = [
        record("a", FIRST, "walkout", "halted"),
        record("b", SECOND, "walkout", "halted"),
        record("c", THIRD, "won"),
    ]
    found = deeds(parser, *records)
    names = dict(zip((d.id for d in found), crossdoc.cluster_deeds(found, [0, 0, 2], {(0, 1): 0.6}), strict=True))
    assert names["a-walkout"] == names["b-walkout"] != names["a-halted"]
    assert names["a-halted"] == names["b-halted"]
    assert names["c-won"] == "c-won"


def test_without_the_readers_states_the_rest_is_compared(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crossdoc, "encoder", lambda: None)
    found = deeds(parser, record("a", FIRST, "walkout"), record("b", SECOND, "walkout"))
    row = crossdoc.row(*found, {(0, 1): 0.6}, Spread(found, [0, 0]))
    assert math.isnan(row[NAMES.index("state")])
    assert len(crossdoc_trees.odds([row])) == 1


def test_a_projection_of_another_graph_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"mean": "of another graph", "weights": ""}, {"mean": "1", "weights": "2 3"}]
    monkeypatch.setattr(crossdoc_pairs, "rows", lambda name: iter(rows))
    assert crossdoc_pairs.projection.__wrapped__() is None


def test_pairs_of_look_alikes() -> None:
    marks = {"a": ("1", "1x", "e"), "b": ("1", "1y", "e"), "c": ("2", "2x", "f"), "d": ("1", "1x", "g")}
    assert lookalikes.pairs(marks, lookalikes.alike) == (2, 1)
    assert lookalikes.pairs(marks, lookalikes.same) == (1, 0)


def test_tokens_become_text() -> None:
    assert lookalikes.plain("The mayor 's aide did n't go ( yet ) .") == "The mayor's aide didn't go (yet)."
