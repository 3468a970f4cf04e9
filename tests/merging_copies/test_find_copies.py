"""Copies of one wire story are one group, however a desk changed them; independent reports stay apart."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from saidwho.merging.copies import CopyResult, find_copies
from saidwho.reading import read_text
from saidwho.records import Article

STORY = [
    "Gunmen ambushed a convoy of grain lorries near the border town of Portava on Tuesday, killing four drivers.",
    "The convoy had left the river port of Lindhavn before sunrise with an escort of two armoured cars.",
    "Colonel Mirela Tosk of the border guard told journalists that the attackers waited behind a collapsed mill.",
    "“They let the escort pass and then they opened fire on the lorries one after the other,” she said.",
    "A mechanic who repairs tyres beside the road counted eleven bullet holes in the first cab alone.",
    "The Northern Front, which controls the hills above the road, has not commented on the shooting.",
    "Grain prices in the valley have doubled since the front closed the second bridge in March.",
    "The United Harvest Council suspended all deliveries until the road has been searched for mines.",
]
OTHER = [
    "Four lorry drivers died when armed men attacked an aid column outside Portava, the border guard reported.",
    "Witnesses said that the shooting lasted for about ten minutes and that the attackers fled on motorcycles.",
    "Nobody has said that it was behind the ambush, the latest of several on the Lindhavn highway.",
    "Relatives gathered at the district hospital, where the bodies were brought in the afternoon.",
    "A union of transport workers called for a strike unless soldiers ride along in every vehicle.",
]
FAIR = [
    "The annual cheese fair of Marensk opened with a parade of forty decorated goats and a brass band.",
    "Organisers expect nine thousand visitors over the weekend, a thousand more than last year.",
    "A jury of retired dairy farmers will award the golden ladle on Sunday evening in the town hall.",
    "Parking on the meadow costs two crowns, and the proceeds go to the volunteer fire brigade.",
    "The mayor promised that the bridge would be open again before the procession returns.",
]


def article(sentences: list[str], title: str = "", day: int | None = None) -> Article:
    text = "\n\n".join([title, *sentences] if title else sentences)
    return read_text(text, title=title or None, published=dt.date(2031, 5, day) if day else None)


def grouped(*articles: Article) -> list[set[int]]:
    """Groups as indexes of the articles given."""
    place = {a.id: n for n, a in enumerate(articles)}
    return [{place[i] for i in g.articles} for g in find_copies(articles).groups]


EDITS = {
    "cut from the end": STORY[:3],
    "new headline": ["Lorry drivers shot dead", *STORY],
    "paragraphs added": [*STORY[:2], *FAIR[1:4], *STORY[2:]],
    "reordered": [STORY[0], *reversed(STORY[1:])],
    "credit line": [*STORY[:5], "The Arland Press contributed to this report."],
    "figures updated": [s.replace("four", "seven").replace("eleven", "fifteen") for s in STORY],
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_copy_survives_what_a_desk_does(edit: str) -> None:
    assert grouped(article(STORY), article(EDITS[edit]), article(OTHER), article(FAIR)) == [{0, 1}]


def test_independent_reports_of_one_event_are_no_copies() -> None:
    assert grouped(article(STORY), article(OTHER)) == []


def test_the_earliest_stands_for_its_group() -> None:
    late, early = article(STORY, day=6), article(STORY[:4], day=5)
    copies = find_copies([late, early])
    assert copies.original_of(late.id) == copies.original_of(early.id) == early.id
    (link,) = copies.groups[0].links
    assert (link.article, link.of, link.containment) == (late.id, early.id, 1.0)


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = [article(STORY), article(STORY[:4]), article(OTHER), article(FAIR), article(FAIR[:3], title="Goats")]
    expected = find_copies(articles)
    for seed in range(5):
        random.Random(seed).shuffle(articles)
        assert find_copies(articles) == expected


def test_nothing_and_tiny_articles_give_nothing() -> None:
    assert find_copies([]) == CopyResult()
    assert find_copies([article(["It rained."]), article(["It rained again."])]).groups == ()


def test_a_story_that_hundreds_print_is_one_group() -> None:
    chance = random.Random(3)
    articles = [article(STORY), article(OTHER), article(FAIR)]
    for number in range(150):
        local = [f"Reader number {number} of the local gazette wrote about {chance.choice(FAIR)[:40]} {number} times."]
        articles.append(
            article([*STORY[: chance.randint(3, 8)], *local * chance.randint(0, 1)], title=f"Copy {number}")
        )
    (group,) = find_copies(articles).groups
    assert set(group.articles) == {a.id for a in articles} - {articles[1].id, articles[2].id}
