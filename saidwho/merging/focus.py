"""What an article is about: its main event, those of title and lead, and what is told beside."""

from __future__ import annotations

from saidwho.merging.cluster import NOT_YET
from saidwho.records import Annotation, Article

DEEDS = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""Types of which a report tells for their own sake; others go with them."""
LEAD = 3
"""Paragraphs of the body that count as the lead of a report."""


def ranks(annotation: Annotation) -> list[int]:
    """One number an event of the article: 2 its main event, 1 told in title or lead, 0 told beside.

    The main event is told in the title, or in most mentions of the lead.
    """
    article = annotation.article
    body = [p.span for p in article.paragraphs if p.kind == "body"]
    lead = body[min(LEAD, len(body)) - 1].end if body else 0
    found, weights = [], []
    for number, event in enumerate(annotation.events):
        in_title = any(_within(m.trigger.start, article) for m in event.mentions)
        in_lead = sum(m.trigger.start < lead for m in event.mentions)
        aside = event.background is not None
        found.append(1 if (in_title or in_lead) and not aside else 0)
        real = event.stage not in NOT_YET and event.polarity == "positive" and event.type in DEEDS
        weights.append((not aside, real, in_title, in_lead, len(event.mentions), -number))
    if weights:
        best = max(range(len(weights)), key=lambda n: weights[n])
        if weights[best][0]:
            found[best] = 2
    return found


def _within(position: int, article: Article) -> bool:
    return article.title is not None and article.title.start <= position < article.title.end
