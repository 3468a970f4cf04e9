"""From records to the rows of the store. What runs here runs in the workers: the writer only inserts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from saidwho.records import OUTLET, Actor, Annotation, Article, Attribution, Event, EventMention, Failure, Span
from saidwho.storage.codec import (
    dump,
    dump_article,
    dump_events,
    load_annotation,
    load_article,
    plain,
    storable,
    text_of,
)

Row = dict[str, Any]
BETWEEN = "; "
"""Joins the names of several actors in one column; the record keeps them apart."""


@dataclass(frozen=True, slots=True)
class CodedRows:
    """One coded article, ready to be inserted: `run` and the numbers are given by the writer."""

    article: Row
    coding: Row
    attributions: tuple[Row, ...]
    mentions: tuple[Row, ...]


def coded_rows(annotation: Annotation, versions: str) -> CodedRows:
    """The rows of one annotation."""
    article = annotation.article
    said = {a.id: a for a in annotation.attributions}
    roots = () if OUTLET in said else (_root(article),)
    triggers: dict[Span, int] = {}
    mentions = []
    for number, mention in enumerate(annotation.mentions, 1):
        nth = triggers[mention.trigger] = triggers.get(mention.trigger, 0) + 1
        speaker = said[mention.attribution].speaker if mention.attribution in said else None
        mentions.append(_mention(article, mention, number, nth, speaker))
    return CodedRows(
        article=_article(article),
        coding={
            "article": article.id,
            "versions": versions,
            "made_by": text_of(plain(dict(annotation.made_by))),
            "events": dump_events(annotation),
        },
        attributions=(*roots, *(_attribution(article, a, n) for n, a in enumerate(annotation.attributions, 1))),
        mentions=tuple(mentions),
    )


def annotation_of(rows: CodedRows) -> Annotation:
    """What was read out of one article, from its rows."""
    article = load_article(rows.article["record"], rows.article["text"])
    said, told = ([r["record"] for r in found if r["record"]] for found in (rows.attributions, rows.mentions))
    return load_annotation(article, said, told, rows.coding["events"], rows.coding["made_by"])


def failure_row(failure: Failure) -> Row:
    """One article that could not be coded; the id is of name, reason and message, so that it is stored once."""
    key = "\0".join((failure.name, failure.reason, failure.message))
    return _clean({"id": stable(key), "name": failure.name, "reason": failure.reason, "message": failure.message})


def mention_key(article: str, trigger: Span, nth: int = 1) -> str:
    """The id of a mention among all articles: of the article and the trigger's span (`nth` of those there)."""
    return stable(f"{article}:{trigger.start}:{trigger.end}:{nth}")


def stable(key: str) -> str:
    """A short hash."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _clean(row: Row) -> Row:
    return {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}


def _article(article: Article) -> Row:
    dateline = article.dateline
    return _clean(
        {
            "id": article.id,
            "name": article.name,
            "outlet": article.outlet,
            "published": article.published,
            "published_from": article.published_from,
            "dateline": dateline.place if dateline else None,
            "agency": dateline.agency if dateline else None,
            "url": article.url,
            "title": article.quote(article.title) if article.title else None,
            "words": len(article.text.split()),
            "text": article.text,
            "record": dump_article(article),
        }
    )


def _root(article: Article) -> Row:
    """The outlet's own voice, so that every mention has the row of its attribution."""
    row = _attribution(article, Attribution(OUTLET, (), (), (), "indirect", cue_class="report"), 0)
    return {**row, "parent": None, "quotation": None, "speaker": article.outlet, "record": None}


def _attribution(article: Article, attribution: Attribution, number: int) -> Row:
    channel = attribution.channel
    return _clean(
        {
            "id": attribution.id,
            "number": number,
            "article": article.id,
            "parent": attribution.parent if attribution.parent != attribution.id else None,
            **speaker_values(attribution.speaker),
            "cue_class": attribution.cue_class,
            "negated": attribution.negated,
            "quotation": attribution.quotation,
            "channel": channel.as_written if channel else None,
            "channel_kind": channel.kind if channel else None,
            "source": words(article, attribution.source),
            "cue": words(article, attribution.cue),
            "content": words(article, attribution.content),
            "confidence": attribution.confidence,
            "record": dump(attribution),
        }
    )


def _mention(article: Article, mention: EventMention, number: int, nth: int, speaker: Actor | None) -> Row:
    who = speaker_values(speaker)
    return _clean(
        {
            "id": mention.id,
            "number": number,
            "key": mention_key(article.id, mention.trigger, nth),
            "article": article.id,
            "attribution": mention.attribution,
            "speaker": who["speaker"] or (article.outlet if mention.attribution == OUTLET else None),
            "affiliation": who["affiliation"],
            **happening_values(mention),
            "trigger_start": mention.trigger.start,
            "trigger_end": mention.trigger.end,
            "trigger_words": article.quote(mention.trigger),
            "sentence": article.quote(mention.sentence),
            "record": dump(mention),
        }
    )


def speaker_values(speaker: Actor | None) -> Row:
    """The columns of a speaker: the name, or the words where there is no name."""
    return {
        "speaker": (speaker.name or speaker.as_written) if speaker else None,
        "speaker_kind": speaker.kind if speaker else None,
        "speaker_id": speaker.id if speaker else None,
        "affiliation": speaker.affiliation if speaker else None,
    }


def happening_values(told: EventMention | Event) -> Row:
    """The columns that mentions and events share."""
    place, time = told.place, told.time
    row: Row = {
        "type": told.type,
        "mode": told.mode,
        "stage": told.stage,
        "polarity": told.polarity,
        "background": told.background,
        "acled_type": told.acled[0] if told.acled else None,
        "acled_subtype": told.acled[1] if told.acled else None,
        **_party_values("actor", told.actors),
        **_party_values("target", told.targets),
        "weapon": told.weapon,
    }
    for name, column in (("name", "place"), *((n, n) for n in ("country", "admin1", "geonames", "precision"))):
        row[column] = getattr(place, name) if place else None
    row |= {"lat": place.lat if place else None, "lon": place.lon if place else None}
    row |= {"time_start": time.start if time else None, "time_end": time.end if time else None}
    row |= {"granularity": time.granularity if time else None, "part_of_day": time.part_of_day if time else None}
    return _clean(row)


def _party_values(column: str, parties: Sequence[Actor]) -> Row:
    return {
        column: _joined(p.name or p.as_written for p in parties),
        f"{column}_kind": _joined(p.kind for p in parties),
        f"{column}_id": _joined(p.id for p in parties),
    }


def _joined(values: Iterable[str | None]) -> str | None:
    return BETWEEN.join(dict.fromkeys(v for v in values if v)) or None


def words(article: Article, spans: Sequence[Span]) -> str | None:
    """The words of spans, an ellipsis between those that are apart."""
    return " … ".join(article.quote(s) for s in spans) or None
