"""How sure it is that a candidate is an attribution, that its cue is whole, and that its source is the speaker."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from saidwho.model.relations import cue_head
from saidwho.parsing import Parse

if TYPE_CHECKING:
    from saidwho.model.reader import Candidate
    from saidwho.model.weights import Weighing

KINDS = ("VERB", "AUX", "NOUN", "ADP", "PUNCT", "ADJ", "ADV", "PROPN")
CLASSES = ("say", "confirm", "deny", "claim", "accuse", "unverified", "threaten", "condemn", "order", "believe",
           "perceive", "plan", "report", "ask")  # fmt: skip
VAGUE = frozenset({"it", "this", "that", "there", "some", "many", "all"})
PARTIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
LEAST = 1e-4
Values = dict[str, float]


def judge(parse: Parse, found: Sequence[Candidate], weights: Weighing) -> None:
    """Fills in the probabilities."""
    for candidate, values in zip(found, described(parse, found), strict=True):
        raw = probability(values, weights.judged["right"])
        candidate.right = probability({"one": 1.0, "right": logit(raw)}, weights.judged["confidence"])
        candidate.exact = probability(values, weights.judged["exact"])
        candidate.spoken = probability(spoken(parse, candidate), weights.judged["spoken"])


def probability(values: Values, weights: Mapping[str, float]) -> float:
    """Logistic. Features without a weight count nothing."""
    total = sum(value * weights.get(name, 0.0) for name, value in values.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def described(parse: Parse, found: Sequence[Candidate]) -> list[Values]:
    """Features of each candidate among all of the article."""
    holders: dict[int, list[Candidate]] = {}
    for candidate in found:
        for token in candidate.content:
            holders.setdefault(token, []).append(candidate)
    return [_values(parse, c, [o for o in holders.get(c.cue[0], ()) if not _meet(o.cue, c.cue)]) for c in found]


def _meet(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _values(parse: Parse, c: Candidate, holders: Sequence[Candidate]) -> Values:
    hint = c.hint
    mean, least, begin, behind, before = c.tagged
    holder = max((logit(o.tagged[0]) for o in holders), default=None)
    size = c.cue[1] - c.cue[0] + 1
    values: Values = {
        "one": 1, "tagged": logit(mean), "tagged least": logit(least), "begin": logit(begin), "behind": behind,
        "before": before, "rules": hint is not None, "same cue": c.same, "rules outer": bool(hint and hint.outer),
        "same outer": bool(hint and c.same and hint.outer), "rules confidence": hint.confidence if hint else 0.0,
        "content odds": c.odds["content"][0], "source odds": c.odds["source"][0], "no source": not c.source,
        "source of rules": c.empty["source"], "no content": not c.content, "content of rules": c.empty["content"],
        "length": math.log1p(len(c.content)), "sure": c.sure, "held": holder is not None,
        "holder": 0.0 if holder is None else max(holder, -4.0),
        "held by rules": any(o.same and o.hint is not None and o.hint.outer for o in holders),
        "tagged, rules": logit(mean) if hint else 0.0, "cue of one": size == 1, "cue of two": size == 2,
    }  # fmt: skip
    if hint is not None:
        values["source unlike"] = bool(hint.source) != bool(c.source)
        values["content same"] = set(hint.content) == set(c.content)
        values["content met"] = not set(hint.content).isdisjoint(c.content)
        if c.same:
            values[f"class {hint.cue_class}"] = 1
    values[f"kind {parse.pos[cue_head(parse, *c.cue)]}"] = 1
    return values


def spoken(parse: Parse, c: Candidate) -> Values:
    """Features of whether the source is the speaker."""
    head, source, hint = cue_head(parse, *c.cue), c.source, c.hint
    cue = range(c.cue[0], c.cue[1] + 1)
    below = [(parse.dep[k], k) for t in cue for k in parse.children[t]]
    named = bool(hint and hint.source)
    passive = any(dep in ("auxpass", "nsubjpass") for dep, _ in below)
    values: Values = {
        "one": 1, "source odds": c.odds["source"][0], "source highest": c.odds["source"][1],
        "source of rules": c.empty["source"], "rules name": named, "rules name none": bool(hint) and not named,
        "passive": passive, "passive, rules name": passive and named, "content odds": c.odds["content"][0],
        "tagged": logit(c.tagged[0]), f"kind {parse.pos[head]}": 1,
    }  # fmt: skip
    if not source:
        return values
    if hint is not None and named:
        values["same source"] = not c.empty["source"] and set(hint.source) == set(source)
        values["source met"] = not set(hint.source).isdisjoint(source)
    values["subject"] = any(
        dep in ("nsubj", "agent") and parse.left[k] <= source[0] <= parse.right[k] for dep, k in below
    )
    values["vague"] = parse.lower[source[0]] in VAGUE
    values["pronoun"] = parse.pos[source[-1]] == "PRON"
    values["party"] = any(parse.ent[t] in PARTIES for t in source)
    values["elsewhere"] = parse.sent[source[0]] != parse.sent[head]
    values["one word"] = len(source) == 1
    return values


def logit(p: float) -> float:
    """Log odds of a probability, kept finite."""
    p = min(max(p, LEAST), 1 - LEAST)
    return math.log(p / (1 - p))
