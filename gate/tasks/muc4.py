"""Attack templates (MUC-4): which report tells of an attack that counts, of which kind, by whom, on what.

Relevance is the corpus's policy: nine countries, two months, no clash of armed men unless civilians are hit, no
general mention. Nothing of it is part of saidwho: the task only selects among coded event mentions.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from gate.tasks.muc4_candidates import Deed, candidates, norm
from gate.tasks.muc4_fillers import Fillers, confidence, fillers, flat, has, one_name_each
from gate.tasks.muc4_learnt import choose, probabilities, report_kinds, role_marks, weights
from gate.tasks.muc4_reports import report_marks
from saidwho.parsing import Parse, Parser
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
    parser = Parser(annotator.settings.parser)
    for record in records:
        article = read_text(record["text"], published=published(record))
        yield answer(record, annotator.annotate(article), parser.parse(article))


def answer(record: dict[str, Any], annotation: Annotation, parse: Parse) -> dict[str, Any]:
    """Templates and pooled roles of one report: one template an incident type, its fillers by what was learnt."""
    report = Report(record, annotation, parse)
    if not report.kinds:
        return {"doc_id": record["doc_id"], "templates": [], "roles": pooled(())}
    scored = {
        key: probabilities(role_marks(key, one, report.relevant, report.rule_fillers), weights("muc4_roles"))
        for key, one in report.candidates.items()
    }
    chosen = choose(scored)
    found = {kind: report.fillers(kind, chosen) for kind in report.kinds}
    templates = [
        template(n, kind, found[kind], report.mentions(kind), annotation) for n, kind in enumerate(report.kinds, 1)
    ]
    return {"doc_id": record["doc_id"], "templates": templates, "roles": pooled(found.values())}


class Report:
    """One report with everything that the classifiers look at."""

    def __init__(self, record: dict[str, Any], annotation: Annotation, parse: Parse) -> None:
        told = [(incident(m, annotation), counts(m, annotation, record)) for m in annotation.mentions]
        self.groups: dict[str, list[EventMention]] = defaultdict(list)
        deeds = []
        for mention, (kind, counted) in zip(annotation.mentions, told, strict=True):
            tokens = parse.tokens_in(mention.trigger)
            if kind and tokens:
                deeds.append(Deed(tokens[0], kind, counted, mention))
            if kind and counted:
                self.groups[kind].append(mention)
        self.text = flat(annotation.article.text)
        self.candidates = candidates(parse, annotation, deeds)
        rules = by_rules(record, annotation)
        self.rule_fillers = {role: {norm(w) for e in rules["roles"][role] for w in e} for role in ROLES}
        self.marks = report_marks(record, annotation, parse, told, rules)
        self.relevant, self.kinds = report_kinds(self.marks, {t["incident_type"][0] for t in rules["templates"]})

    def mentions(self, kind: str) -> list[EventMention]:
        """The counted mentions of a kind; where none is, of all kinds."""
        return self.groups.get(kind) or [m for each in self.groups.values() for m in each]

    def fillers(self, kind: str, chosen: dict[str, list[str]]) -> Fillers:
        """The chosen fillers that belong to a kind: the nearest one's; an organisation belongs to all."""
        mine: dict[str, tuple[str, ...]] = {}
        for role, keys in chosen.items():
            near = [k for k in keys if role == "perp_org" or self._nearest(k) == kind]
            mine[role] = tuple(self.candidates[k].words for k in near)
        mine["perp_org"] = one_name_each(mine["perp_org"], self.text)
        return Fillers(**mine)

    def _nearest(self, key: str) -> str:
        weight = self.candidates[key].kinds
        return max(self.kinds, key=lambda kind: weight.get(kind, 0.0))


def published(record: dict[str, Any]) -> dt.date | None:
    """The day of “9 JAN 90”, or None."""
    try:
        return dt.datetime.strptime(str(record.get("date") or "").title(), "%d %b %y").date()
    except ValueError:
        return None


def by_rules(record: dict[str, Any], annotation: Annotation) -> dict[str, Any]:
    """Templates and pooled roles of one report by rules alone: what the classifiers start from."""
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
    stages = [STAGES.get(m.stage, "ACCOMPLISHED") for m in mentions] or ["ACCOMPLISHED"]
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
