"""The marked reports: every mark slices back to its words, and the scorer rewards and punishes what it should."""

import re
from collections import Counter
from dataclasses import replace
from typing import get_args

import pytest

from gate.tasks import attributions as gold
from saidwho.attribution.cues import channels
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import OUTLET, Actor, Attribution, Channel, CueClass, Span

WRITTEN = """
outlet: Arland Wire
setting: XX
text: |
  [t1 [t2 The Front] [c2 reportedly] [t2 killed two]], [s1 a villager] [c1 told] [k1 Radio Arland].

  [s3,4 The army] [c3 said] [t3 it knew nothing] and [c4 denied] [t4 “all”].
says:
  1: {speaker: null, unknown: unnamed, channel: radio}
  2: {speaker: null, unknown: no source, class: report}
  3: {speaker: Arland Army, also: [Army]}
  4: {speaker: Arland Army, class: deny}
"""


@pytest.fixture(scope="module")
def reports() -> list[gold.Report]:
    return gold.reports()


def test_there_are_enough_of_each_kind(reports: list[gold.Report]) -> None:
    says = [m for r in reports for m in r.says]
    sentences = sum(len(re.findall(r"[.!?]”?(?=\s|$)", r.text)) for r in reports)
    assert len(reports) >= 60
    assert sentences >= 250
    assert sum(m.parent is not None for m in says) >= 40
    assert sum(not m.source for m in says) >= 20
    assert sum(bool(m.kinds) for m in says) >= 60
    assert len({r.setting for r in reports}) >= 40


def test_every_mark_is_whole_words_of_the_report(reports: list[gold.Report]) -> None:
    for report in reports:
        for marked in report.says:
            for span in (*marked.source, *marked.cue, *marked.content, *marked.channel):
                words = report.text[span.start : span.end]
                where = f"{report.name} {marked.number}: {words!r}"
                assert words and words == words.strip(), where
                assert not re.match(r"\w", report.text[span.end : span.end + 1]) or not words[-1].isalnum(), where
                assert not (words[0].isalnum() and report.text[: span.start][-1:].isalnum()), where


def test_saidwho_reads_the_same_characters(reports: list[gold.Report]) -> None:
    assert [r.name for r in reports if read_text(r.text).text != r.text] == []


def test_classes_and_channels_are_those_of_the_records(reports: list[gold.Report]) -> None:
    kinds = {kind for kind, _ in channels().values()}
    for report in reports:
        for marked in report.says:
            assert marked.cue_class in get_args(CueClass), (report.name, marked.number)
            assert marked.kinds <= kinds, (report.name, marked.number)


def test_no_parent_is_its_own_ancestor(reports: list[gold.Report]) -> None:
    for report in reports:
        parents = {m.number: m.parent for m in report.says}
        for number in parents:
            seen, at = set(), number
            while at is not None:
                assert at not in seen, (report.name, number)
                seen.add(at)
                at = parents[at]


def test_marks_become_spans_parents_and_quotation() -> None:
    report = gold.parse("own", WRITTEN)
    assert report.text == (
        "The Front reportedly killed two, a villager told Radio Arland.\n\n"
        "The army said it knew nothing and denied “all”."
    )
    first, second, third, fourth = report.says
    assert [report.text[s.start : s.end] for s in second.content] == ["The Front", "killed two"]
    assert (first.parent, second.parent) == (None, 1)
    assert third.source == fourth.source
    assert [m.quotation for m in report.says] == ["indirect", "indirect", "indirect", "direct"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[c3 said]", "said", "lacks cue"),
        ("[c3 said]", "[c3 said", "not closed"),
        ("told]", "told]]", "too many"),
        ("unknown: no source", "unknown: unnamed", "must have a source"),
        ("class: deny", "clas: deny", "unknown fields"),
    ],
)
def test_a_slip_of_the_pen_is_named(old: str, new: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        gold.parse("own", WRITTEN.replace(old, new, 1))


def answer(report: gold.Report) -> list[Attribution]:
    """What a perfect reader would say."""
    return [
        Attribution(
            id=f"a-{m.number}",
            source=m.source,
            cue=m.cue,
            content=m.content,
            quotation=m.quotation,  # type: ignore[arg-type]
            cue_class=m.cue_class,  # type: ignore[arg-type]
            negated=m.negated,
            channel=Channel(min(m.kinds), Span(0, 1), "") if m.kinds else None,
            parent=OUTLET if m.parent is None else f"a-{m.parent}",
            speaker=Actor(m.source[0], "", m.names[0] if m.names else None) if m.source else None,
        )
        for m in report.says
    ]


def test_the_marks_themselves_score_full(reports: list[gold.Report]) -> None:
    total: Counter[str] = Counter()
    notes: list[str] = []
    for report in reports:
        total.update(gold.count(report, answer(report), notes))
    assert notes == []
    assert {name: value for name, value in gold.figures(total).items() if value != 100.0} == {}


def test_an_invented_speaker_and_a_lost_parent_cost() -> None:
    report = gold.parse("own", WRITTEN)
    first, second, third, fourth = answer(report)
    front = second.content[0]
    invented = replace(second, source=(front,), speaker=Actor(front, "The Front", "Front"), parent=OUTLET)
    notes: list[str] = []
    scores = gold.figures(gold.count(report, [first, invented, third, fourth], notes))
    assert scores["no speaker where no source"] == 0.0
    assert scores["nesting F1"] == 0.0
    assert len(notes) == 2


def test_a_name_may_bear_a_title_but_no_other_name() -> None:
    assert gold.name_right(["Ramiro Lasso"], "The bishop", "Bishop Ramiro Lasso")
    assert not gold.name_right(["Ramiro Lasso"], "The bishop", "Lasso")
    assert not gold.name_right(["Ramiro Lasso"], "The bishop", None)
    assert gold.name_right(["army"], "The army", None)
    assert gold.name_right([], "a villager", None)
    assert not gold.name_right(["army"], "The army", "Libyan army")


def test_the_gate_gets_figures_of_all_reports(annotator: Annotator) -> None:
    result, note = gold.result(annotator)
    assert result.records == 60
    assert result.figures["linked F1"] > 70
    assert "60 reports" in note
