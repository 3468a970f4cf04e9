"""SATP summaries of the Maoist conflict: kinds of action, side that acted, dead and injured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from saidwho.coding.tolls_document import report_tolls
from saidwho.parsing import Parser
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Annotation, EventMention

_ENCOUNTERS = ("exchang", "clash", "encounter", "gun battle", "gunbattle", "gunfight")
"""Fights of two sides, which the corpus holds to be nobody's deed."""
_BLASTS = ("explosives", "suicide-attack")
_SECURITY = ("police", "security", "sf", "sfs", "crpf", "force", "forces", "commando", "troop", "army", "cobra", "bsf")
_MAOIST = ("maoist", "naxal", "cadre", "plfi", "extremist", "rebel", "insurgent", "tpc", "guerrilla", "outfit")


def predict(records: Iterable[dict[str, Any]], annotator: Annotator) -> Iterator[dict[str, Any]]:
    """One answer a record, in the same order."""
    parser = Parser(annotator.settings.parser)
    for record in records:
        article = read_text(record["text"])
        tolls = report_tolls(parser.parse(article), incidents=True)
        annotation = annotator.annotate(article)
        mentions = [m for m in annotation.mentions if m.background is None and m.polarity == "positive"]
        yield {
            "id": record["id"],
            "actions": _actions(annotation, mentions),
            "perpetrator": _perpetrator(annotation, mentions),
            "dead": tolls["killed"],
            "injured": tolls["injured"],
        }


def _actions(annotation: Annotation, mentions: list[EventMention]) -> list[str]:
    found: set[str] = set()
    for mention in mentions:
        trigger = annotation.article.quote(mention.trigger).lower()
        if mention.type == "COERCE" and mention.mode == "arrest":
            found.add("arrest")
        elif mention.type == "COERCE" and mention.mode in ("seize",):
            found.add("seizure")
        elif mention.type == "RETREAT" and trigger.startswith("surrender"):
            found.add("surrender")
        elif mention.type == "ASSAULT":
            found.add(_assault(mention, trigger))
    if "recovered" in annotation.article.text.lower():
        found.add("seizure")
    return sorted(found)


def _assault(mention: EventMention, trigger: str) -> str:
    if mention.mode == "abduct":
        return "abduction"
    if mention.mode == "destroy":
        return "infrastructure"
    if mention.mode in _BLASTS or mention.weapon in ("bomb", "mine", "explosives", "landmine", "ied"):
        return "bombing"
    if trigger in ("torched", "burnt", "burned", "damaged", "destroyed", "ransacked", "uprooted"):
        return "infrastructure"
    return "armed_assault"


def _perpetrator(annotation: Annotation, mentions: list[EventMention]) -> str | None:
    """The side of the first deed with a doer that tells it."""
    for mention in mentions:
        if mention.type not in ("ASSAULT", "COERCE", "RETREAT"):
            continue
        if annotation.article.quote(mention.trigger).lower().startswith(_ENCOUNTERS):
            continue
        for actor in (annotation.article.quote(r.span).lower() for r in mention.roles if r.name == "actor"):
            if any(w in actor for w in _MAOIST) and "anti-maoist" not in actor:
                return "Maoist"
            if any(w in actor for w in _SECURITY):
                return "Security"
    return None
