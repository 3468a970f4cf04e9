"""The corpora that the gate scores: where they lie, which scorer reads them, which figures count.

Baselines are published figures and plain rules, from the README beside the corpora; they stand in the
table for comparison and decide nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One measure in percent: `path` leads through the scorer's answer, `baseline` is what others reach."""

    name: str
    path: str
    scale: float = 100.0
    baseline: str = ""

    def of(self, scores: Any) -> float:
        """The figure in a scorer's answer. Raises `KeyError` or `IndexError` where it is not there."""
        for step in self.path.split("/"):
            scores = scores[int(step)] if isinstance(scores, list) else scores[step]
        return round(float(scores or 0.0) * self.scale, 2)


@dataclass(frozen=True)
class Corpus:
    """One file with answers. `sample` bounds the records that are used, chosen by a hash of their ids.

    `together` names the field whose records an interval leaves out together: those of one cluster.
    """

    name: str
    task: str
    gold: str
    scorer: tuple[str, ...]
    figures: tuple[Figure, ...]
    sample: int | None = None
    parse: Callable[[str], Any] | None = None
    together: str = ""


def casualty_scores(printed: str) -> dict[str, dict[str, float]]:
    """The lines “killed n 400 exact 0.761 …” as numbers."""
    found: dict[str, dict[str, float]] = {}
    for line in printed.splitlines():
        name, *rest = line.split()
        found[name] = {key: float(value) for key, value in zip(rest[::2], rest[1::2], strict=True)}
    return found


def factuality_scores(printed: str) -> dict[str, float]:
    """MAE, r, F1 of each class, macro F1 and accuracy from the printed lines."""
    found = {name.lower(): float(value) for name, value in re.findall(r"(MAE|r)\s+(-?\d+\.\d+)", printed)}
    found |= {name: float(value) for name, value in re.findall(r"^\s*(yes|no|open)\b.*F1\s+(\d+\.\d+)", printed, re.M)}
    found |= {n: float(v) for n, v in re.findall(r"(macro-F1|accuracy)\s+(\d+\.\d+)", printed)}
    return found


def time_case_scores(printed: str) -> dict[str, float]:
    """“exact 67.2  start 78.1  of 64” as numbers."""
    return {name: float(value) for name, value in re.findall(r"(exact|start)\s+(\d+\.\d+)", printed)}


def copy_scores(printed: str) -> dict[str, float]:
    """“pair_p 0.987 pair_r 0.946 …” of the first line as numbers."""
    return {name: float(value) for name, value in re.findall(r"(\w+) (\d+\.\d+)", printed.split("\n")[0])}


def crossdoc_scores(printed: str) -> dict[str, float]:
    """“CoNLL F1 77.0” and the F1 of every measure, in percent."""
    found = re.findall(r"(\w+)\s+P .*F1\s+(\d+\.\d+)", printed) + re.findall(r"(CoNLL) F1\s+(\d+\.\d+)", printed)
    return {name.lower(): float(value) for name, value in found}


_GEO = (
    Figure("spans exact F1", "recognition_exact/f1", baseline="spaCy sm + gazetteers {}; Stanford NER {}"),
    Figure("end to end within 161 km", "end_to_end/acc@161", baseline="{}; Yahoo PlaceSpotter {}"),
    Figure("same id or within 161 km", "entity/same_id_or_161_end_to_end", baseline="{}"),
)
_GEO_RECOGNISED = (
    Figure("the same, among the recognised", "entity/same_id_or_161_recognised"),
    Figure("country right, among the recognised", "country/recognised"),
)


def _geo(*values: tuple[str, ...]) -> tuple[Figure, ...]:
    told = (Figure(f.name, f.path, f.scale, f.baseline.format(*v)) for f, v in zip(_GEO, values, strict=True))
    return (*told, *_GEO_RECOGNISED)


_PLOVER = Figure("type accuracy", "type/accuracy")
CORPORA = (
    Corpus(
        "polnear dev", "polnear", "polnear/dev.jsonl", ("polnear.py", "score", "{gold}", "{pred}", "--json"),
        (
            Figure("relation linked F1", "relation/linked/F", 1, "rules 64.4; human 78.6 (20 articles)"),
            Figure("relation exact F1", "relation/exact/F", 1, "rules 38.4; human 60.2"),
            Figure("source exact F1", "source/exact/F", 1, "rules 66.4; human 79.4"),
            Figure("cue exact F1", "cue/exact/F", 1, "rules 62.6; human 71.1"),
            Figure("content exact F1", "content/exact/F", 1, "rules 44.1; human 69.1"),
            Figure("content overlap F1", "content/overlap/F", 1, "rules 69.1; human 84.4"),
        ),
    ),
    Corpus(
        "muc4 dev", "muc4", "muc4/dev.jsonl", ("muc4.py", "score", "{gold}", "{pred}", "--json"),
        (
            Figure("role fillers F1", "ceaf_ree/micro/2", baseline="naive rules 29.9; GE 1992 52.3 (test)"),
            Figure("relevance F1", "relevance/2", baseline="naive rules 74.1; GE 1992 88.5 (test)"),
            Figure("type F1", "doc_type/2", baseline="naive rules 64.2; GE 1992 83.6 (test)"),
            Figure("templates F1 (GTT)", "gtt/micro/2", baseline="naive rules 32.8; GE 1992 54.3 (test)"),
            Figure("RME phi3", "rme_phi3/2", baseline="naive rules 17.1; GE 1992 34.5 (test)"),
            Figure("organisation + confidence F1", "confidence/3/2", baseline="naive rules 20.5; GE 1992 28.0 (test)"),
        ),
    ),
    Corpus(
        "india_police dev", "india_police", "india_police/dev.jsonl",
        ("india_police.py", "score", "{gold}", "{pred}", "--json"),
        (
            Figure("sentences macro F1", "sentence/macro/f1", baseline="keywords 59.5; ConfliBERT 68.6 (own split)"),
            Figure("documents macro F1", "document/macro/f1", baseline="keywords 72.6; ConfliBERT 77.4"),
        ),
        sample=250,
    ),
    Corpus(
        "plv dev", "plv", "plv/dev.jsonl", ("plover_gsr.py", "score", "{gold}", "{pred}", "--json"),
        (
            Figure("type accuracy", "type/accuracy", baseline="UniversalPetrarch 44.7; ZSP 76.0"),
            Figure("type macro F1", "type/macro_f1", baseline="UniversalPetrarch 48.2; ZSP 74.3"),
        ),
    ),
    Corpus(
        "plover_gsr dev", "plover_gsr", "plover_gsr/dev.jsonl",
        ("plover_gsr.py", "score", "{gold}", "{pred}", "--json"),
        (
            _PLOVER,
            Figure("actors F1 (half)", "ends/actors/half/f1", baseline="first subject 85.6"),
            Figure("recipients F1 (half)", "ends/recipients/half/f1", baseline="first object 64.9"),
        ),
    ),
    Corpus(
        "satp dev", "satp", "satp/dev.jsonl", ("satp.py", "score", "{gold}", "{pred}", "--json"),
        (
            Figure("killed exact", "tolls/dead/total/exact", baseline="regex 87.9"),
            Figure(
                "killed exact where any", "tolls/dead/total/exact_where_positive", baseline="regex 62.3"
            ),
            Figure("injured exact where any", "tolls/injured/total/exact_where_positive", baseline="regex 41.2"),
            Figure("actions macro F1", "actions_macro_f1", baseline="regex 80.8; DistilBERT 94.5"),
            Figure("perpetrator right", "perpetrator/accuracy"),
        ),
        sample=1500,
    ),
    Corpus(
        "lgl", "geoparse", "geo/lgl.jsonl", ("geoparse.py", "score", "{gold}", "{pred}", "--json"),
        _geo(("72.4", "71.4"), ("51.4", "47.3"), ("56.5",)), sample=250,
    ),
    Corpus(
        "geowebnews", "geoparse", "geo/geowebnews.jsonl", ("geoparse.py", "score", "{gold}", "{pred}", "--json"),
        _geo(("76.1", "72.3"), ("50.8", "41.7"), ("61.2",)),
    ),
    Corpus(
        "timex aquaint", "timex", "timex/aquaint.jsonl", ("timex.py", "score", "{gold}", "{pred}", "--json"),
        (
            Figure("relaxed F1", "relaxed/f1", 1, "HeidelTime 90.3 (TempEval-3)"),
            Figure("strict F1", "strict/f1", 1, "HeidelTime 81.3 (TempEval-3)"),
            Figure("value F1", "value/f1", 1, "HeidelTime 77.6; SUTime 67.4 (TempEval-3)"),
            Figure("calendar values right", "calendar/right", 1),
        ),
    ),
    Corpus(
        "time cases", "time_cases", "timex/time_cases.tsv", ("timex.py", "cases", "{gold}", "{pred}"),
        (
            Figure("exact", "exact", 1, "recognizers-text 67.2; dateparser 37.5"),
            Figure("first day", "start", 1, "recognizers-text 78.1"),
        ),
        parse=time_case_scores,
    ),
    Corpus(
        "casualty dev", "casualty", "casualty/dev.jsonl", ("casualty.py", "score", "{gold}", "{pred}"),
        (
            Figure("killed exact", "killed/exact", baseline="regex 76.1 (test)"),
            Figure("killed exact where several", "killed/exact|gold>1", baseline="regex 31.5 (test)"),
            Figure("injured exact", "injured/exact", baseline="regex 72.6 (test)"),
        ),
        parse=casualty_scores,
    ),
    Corpus(
        "meantime", "factuality", "factuality/meantime.jsonl", ("factuality.py", "score", "{gold}", "{pred}"),
        (
            Figure("F1 of no", "no", 1),
            Figure("F1 of open", "open", 1),
            Figure("correlation r", "r", baseline="rules 48.2; Stanovsky 47 (test)"),
        ),
        parse=factuality_scores,
    ),
    Corpus(
        "neardup dev", "neardup", "neardup/dev.jsonl", ("neardup.py", "score", "{gold}", "{pred}"),
        (
            Figure("pair F1", "pair_f", baseline="containment, average link 96.8 (test); MinHash at .7 37.0 (test)"),
            Figure("pair precision", "pair_p", baseline="containment, average link 97.9 (test)"),
            Figure("B3 F1", "b3_f"),
        ),
        parse=copy_scores,
        together="cluster",
    ),
    Corpus(
        "ecb+ dev", "crossdoc", "crossdoc/dev.jsonl", ("crossdoc.py", "score", "{gold}", "{pred}"),
        (
            Figure("CoNLL F1", "conll", 1, baseline="lemma in document clusters 76.3; boosted trees 79.0 (test)"),
            Figure("B3 F1", "b3", 1, baseline="boosted trees 80.5 (test)"),
            Figure("LEA F1", "lea", 1, baseline="boosted trees 67.1 (test)"),
        ),
        parse=crossdoc_scores,
    ),
)  # fmt: skip
LEDGER = (
    Figure("articles B3", "overall/pooled_b3"),
    Figure("main event complete", "overall/main_complete"),
    Figure("accounts F1", "overall/accounts"),
    Figure("tolls F1", "overall/tolls"),
    Figure("status", "overall/status"),
    Figure("type", "overall/type"),
    Figure("date", "overall/date"),
    Figure("country", "overall/country"),
    Figure("must not kept", "overall/must_not"),
    Figure("negatives clean", "overall/negatives"),
)
"""Figures of whole incidents, the articles of all of them mixed."""


def name_of(record: Mapping[str, Any]) -> str:
    """A record's id."""
    return str(record.get("doc_id", record.get("id")))


def order_key(name: str) -> str:
    """A fixed shuffle: the hash of an id."""
    return hashlib.sha256(name.encode()).hexdigest()


def choose(records: list[dict[str, Any]], sample: int | None) -> list[dict[str, Any]]:
    """At most `sample` records, always the same ones, in the order of the file."""
    if sample is None or len(records) <= sample:
        return records
    kept = set(sorted((name_of(r) for r in records), key=order_key)[:sample])
    return [r for r in records if name_of(r) in kept]
