"""Low, best and high on the events themselves: in one report, and over reports of several days."""

from __future__ import annotations

import datetime as dt
import re

from saidwho.merging.across import merge_events, tellings_of
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Annotation, Event

FIRST = """Bomb in Vienna

VIENNA (Harbour Post) - A bomb exploded at a market in Vienna on Monday, May 5, and killed 12 people, the
interior ministry said. The director of the city hospital, Karl Brandauer, said that 15 people
were killed by the bomb.
"""
LATER = """Ministry lowers toll of bomb in Vienna

VIENNA (Arland Wire) - The bomb that exploded at a market in Vienna on Monday killed 10 people, the interior ministry
said on Wednesday.
"""


def coded(annotator: Annotator, text: str, outlet: str, day: int) -> Annotation:
    article = read_text(
        re.sub(r"(?<!\n)\n(?!\n)", " ", text), outlet=outlet, published=dt.date(2031, 5, day), name=outlet
    )
    return annotator.annotate(article)


def bounds(event: Event) -> tuple[int, int, int]:
    (killed,) = (r for r in event.toll_ranges if r.kind == "killed")
    return killed.low, killed.best, killed.high


def test_one_report_has_its_range(annotator: Annotator) -> None:
    annotation = coded(annotator, FIRST, "Harbour Post", 5)
    assert bounds(annotation.events[0]) == (12, 12, 15)


def test_a_later_figure_of_the_same_source_replaces_the_earlier(annotator: Annotator) -> None:
    told = [coded(annotator, FIRST, "Harbour Post", 5), coded(annotator, LATER, "Arland Wire", 7)]
    (event,) = merge_events([t for a in told for t in tellings_of(a)])
    ministry = [(t.low, t.superseded) for t in event.tolls if t.low in (12, 10)]
    assert ministry == [(12, True), (10, False)]
    assert bounds(event) == (10, 10, 15)
