"""Attack templates (MUC-4): which report tells of an attack that counts, of which kind, by whom, on what.

Relevance is the corpus's policy: nine countries, two months, no clash of armed men unless civilians are hit, no
general mention. Nothing of it is part of saidwho: the task only selects among coded event mentions.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from gate.tasks.muc4_fillers import Fillers, confidence, fillers, has
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Annotation, EventMention

DAYS = 62
"""“Older than two months is out.”"""
TALK = frozenset(("SPEECH", "COMMENTARY", "EDITORIAL", "STATEMENT", "INTERVIEW"))
"""Tags of texts that talk about attacks: a quarter to a third of them count in the train part."""
STAGES = {"threatened": "THREATENED", "attempted": "ATTEMPTED"}
ROLES = {
    "perp_ind": "perp_individual",
    "perp_org": "perp_org",
    "target": "phys_target",
    "victim": "human_target_name",
    "weapon": "instrument",
}


def predict(records: Iterable[dict[str, Any]], annotator: Annotator) -> Iterator[dict[str, Any]]:
    """One answer a record, in the same order."""
    for record in records:
        annotation = annotator.annotate(read_text(record["text"], published=published(record)))
        yield answer(record, annotation)


def published(record: dict[str, Any]) -> dt.date | None:
    """The day of “9 JAN 90”, or None."""
    try:
        return dt.datetime.strptime(str(record.get("date") or "").title(), "%d %b %y").date()
    except ValueError:
        return None


def answer(record: dict[str, Any], annotation: Annotation) -> dict[str, Any]:
    """Templates and pooled roles of one report."""
    groups: dict[str, list[EventMention]] = defaultdict(list)
    talk = not TALK.isdisjoint(map(str, record.get("tags") or ()))
    for mention in () if talk else annotation.mentions:
        kind = incident(mention, annotation)
        if kind and counts(mention, annotation, record):
            groups[kind].append(mention)
    found = {kind: fillers(mentions, annotation) for kind, mentions in groups.items()}
    found = {kind: one for kind, one in found.items() if one.tells(groups[kind])}
    templates = [template(n, kind, found[kind], groups[kind], annotation) for n, kind in enumerate(found, 1)]
    return {"doc_id": record["doc_id"], "templates": templates, "roles": pooled(found.values())}


def incident(mention: EventMention, annotation: Annotation) -> str | None:
    """The incident type, or None for what is no attack."""
    words = annotation.article.quote(mention.trigger)
    if mention.type == "ASSAULT":
        if mention.mode == "abduct":
            return "KIDNAPPING"
        if has("burn", words):
            return "ARSON"
        if mention.mode in ("explosives", "suicide-attack") or mention.weapon in ("bomb", "car bomb", "ied"):
            return "BOMBING"
        if has("rob", words):
            return "ROBBERY"
        return None if mention.mode in ("crowd-control", "torture", "sexual") else "ATTACK"
    return None


def counts(mention: EventMention, annotation: Annotation, record: dict[str, Any]) -> bool:
    """Whether the corpus's policy counts this telling."""
    quote = annotation.article.quote
    if mention.background or mention.polarity == "negative" or mention.stage in ("hypothetical", "planned"):
        return False
    if mention.time and mention.time.end and (day := published(record)):
        if (day - mention.time.end).days > DAYS:
            return False
    places = " ".join(quote(r.span) for r in mention.roles if r.name == "place")
    if has("abroad", places) and not has("country", places):
        return False
    hit = [quote(r.span) for r in mention.roles if r.name in ("target", "victim")]
    if has("clash", quote(mention.trigger)) and not any(not has("military", h) for h in hit):
        return False
    return not hit or any(not has("military", h) for h in hit)


def template(
    number: int, kind: str, one: Fillers, mentions: list[EventMention], annotation: Annotation
) -> dict[str, Any]:
    """One template in the key's slots."""
    stages = [STAGES.get(m.stage, "ACCOMPLISHED") for m in mentions]
    stage = "ACCOMPLISHED" if "ACCOMPLISHED" in stages else stages[0]
    slots: dict[str, Any] = {"id": number, "incident_type": [kind], "stage": [stage]}
    for role, slot in ROLES.items():
        slots[slot] = list(getattr(one, role))
    slots["perp_org_confidence"] = [
        {"alts": [confidence(name, mentions, annotation)], "of": [name]} for name in one.perp_org
    ]
    return slots


def pooled(found: Iterable[Fillers]) -> dict[str, list[list[str]]]:
    """Each role's fillers over all templates, each once."""
    out: dict[str, list[list[str]]] = {role: [] for role in ROLES}
    for one in found:
        for role, kept in out.items():
            for filler in getattr(one, role):
                if [filler.lower()] not in kept:
                    kept.append([filler.lower()])
    return out
