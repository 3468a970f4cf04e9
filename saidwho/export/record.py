"""The record as a program gets it: plain dictionaries in a fixed order of keys."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from saidwho.coding.codebook import load_codebook
from saidwho.export.values import (
    Record,
    Texts,
    account_record,
    actor_record,
    day,
    many,
    mention_record,
    one,
    place_record,
    time_record,
    toll_range_record,
    toll_record,
    weapon_record,
)
from saidwho.records import (
    ARTICLE_SCHEMA,
    EVENT_SCHEMA,
    SCHEMA_VERSION,
    Annotation,
    Article,
    Attribution,
    Event,
    Failure,
)

FAILURE_SCHEMA = f"saidwho.failure/{SCHEMA_VERSION}"


def article_record(annotation: Annotation) -> Record:
    """The whole of one article: its text, attributions and events."""
    article = annotation.article
    made_by = dict(annotation.made_by)
    texts = Texts([article])
    return {
        "schema": ARTICLE_SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "article": _article(article),
        "attributions": [_attribution(article, a) for a in annotation.attributions],
        "events": [event_record(texts, event, made_by) for event in annotation.events],
        "made_by": made_by,
    }


def failure_record(failure: Failure) -> Record:
    """An article that could not be coded."""
    return {
        "schema": FAILURE_SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "name": failure.name,
        "reason": failure.reason,
        "message": failure.message,
    }


def to_json(record: Record | Sequence[Record], *, indent: int | None = None) -> str:
    """UTF-8 JSON text: the same record gives the same bytes. Lone surrogates are escaped."""
    text = json.dumps(record, ensure_ascii=False, indent=indent)
    if any("\ud800" <= c <= "\udfff" for c in text):
        text = json.dumps(record, ensure_ascii=True, indent=indent)
    return text


def event_record(texts: Texts, event: Event, made_by: Mapping[str, str], *, with_articles: bool = False) -> Record:
    """One event in the shape of the design. `with_articles` adds the reports it is told in, so that it proves itself.

    Raises KeyError where `texts` lacks an article that the event speaks of.
    """
    account_of = {a: account.id for account in event.accounts for a in account.attributions}
    record: Record = {
        "schema": EVENT_SCHEMA,
        "id": event.id,
        "type": event.type,
        "mode": event.mode,
        "codes": {
            "acled": list(event.acled) if event.acled else None,
            "cameo": load_codebook().cameo(event.type, event.mode),
        },
        "stage": event.stage,
        "polarity": event.polarity,
        "status": event.status,
        "occurrence": event.occurrence,
        "responsibility": event.responsibility,
        "status_why": event.status_why,
        "background": event.background,
        "actors": [actor_record(a) for a in event.actors],
        "targets": [actor_record(a) for a in event.targets],
        "weapon": weapon_record(texts, event),
        "place": place_record(event.place),
        "time": time_record(event.time),
        "tolls": [toll_record(texts, t) for t in event.tolls],
        "toll_ranges": [toll_range_record(r) for r in event.toll_ranges],
        "accounts": [account_record(texts, a) for a in event.accounts],
        "mentions": [mention_record(texts[m.article], m, account_of.get(m.attribution)) for m in event.mentions],
        "unknown": dict(event.unknown),
        "made_by": dict(made_by),
    }
    if with_articles:
        told = dict.fromkeys(m.article for m in event.mentions)
        record["articles"] = [_article(texts[a]) for a in told]
    return record


def _article(article: Article) -> Record:
    dateline = article.dateline
    return {
        "id": article.id,
        "name": article.name,
        **one(article, "title", article.title),
        "outlet": article.outlet,
        "published": day(article.published),
        "published_from": article.published_from,
        "url": article.url,
        "dateline": None
        if dateline is None
        else {
            "span": list(dateline.span),
            "as_written": article.quote(dateline.span),
            "place": dateline.place,
            "date": dateline.date,
            "agency": dateline.agency,
        },
        "paragraphs": [
            {"kind": p.kind, "span": list(p.span), "as_written": article.quote(p.span)} for p in article.paragraphs
        ],
        "unknown": dict(article.unknown),
        "text": article.text,
    }


def _attribution(article: Article, attribution: Attribution) -> Record:
    channel = attribution.channel
    return {
        "id": attribution.id,
        "parent": attribution.parent,
        **many(article, "source", attribution.source),
        **many(article, "cue", attribution.cue),
        **many(article, "content", attribution.content),
        "quotation": attribution.quotation,
        "cue_class": attribution.cue_class,
        "negated": attribution.negated,
        "channel": None
        if channel is None
        else {"kind": channel.kind, "span": list(channel.span), "as_written": channel.as_written},
        "speaker": actor_record(attribution.speaker) if attribution.speaker else None,
        "confidence": round(attribution.confidence, 3),
        "unknown": dict(attribution.unknown),
    }
