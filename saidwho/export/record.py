"""The record as a program gets it: plain dictionaries in a fixed order of keys.

Every span stands beside its words: `span` beside `as_written`, any other span `x` beside `x_quote`, a list of spans
`x` beside `x_quotes`. That is what `check` proves.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from saidwho.coding.codebook import load_codebook
from saidwho.records import (
    ARTICLE_SCHEMA,
    EVENT_SCHEMA,
    SCHEMA_VERSION,
    Account,
    Actor,
    Annotation,
    Article,
    Attribution,
    Event,
    Failure,
    Place,
    Span,
    Time,
    Toll,
)

FAILURE_SCHEMA = f"saidwho.failure/{SCHEMA_VERSION}"
Record = dict[str, Any]


def article_record(annotation: Annotation) -> Record:
    """The whole of one article: its text, attributions and events."""
    article = annotation.article
    made_by = dict(annotation.made_by)
    return {
        "schema": ARTICLE_SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "article": _article(article),
        "attributions": [_attribution(article, a) for a in annotation.attributions],
        "events": [event_record(article, event, made_by) for event in annotation.events],
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


def event_record(article: Article, event: Event, made_by: Mapping[str, str]) -> Record:
    """One event of one article, in the shape of the design."""
    account_of = {a: account.id for account in event.accounts for a in account.attributions}
    return {
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
        "actors": [_actor(a) for a in event.actors],
        "targets": [_actor(a) for a in event.targets],
        "weapon": _weapon(article, event),
        "place": _place(event.place),
        "time": _time(event.time),
        "tolls": [_toll(article, t) for t in event.tolls],
        "accounts": [_account(article, a) for a in event.accounts],
        "mentions": [
            {
                "id": m.id,
                "article": article.id,
                **_one(article, "trigger", m.trigger),
                **_one(article, "sentence", m.sentence),
                "attribution": m.attribution,
                "account": account_of.get(m.attribution),
                "stage": m.stage,
                "polarity": m.polarity,
                "roles": [{"role": r.name, "span": list(r.span), "as_written": article.quote(r.span)} for r in m.roles],
            }
            for m in event.mentions
        ],
        "unknown": dict(event.unknown),
        "made_by": dict(made_by),
    }


def _article(article: Article) -> Record:
    dateline = article.dateline
    return {
        "id": article.id,
        "name": article.name,
        **_one(article, "title", article.title),
        "outlet": article.outlet,
        "published": _day(article.published),
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
        **_many(article, "source", attribution.source),
        **_many(article, "cue", attribution.cue),
        **_many(article, "content", attribution.content),
        "quotation": attribution.quotation,
        "cue_class": attribution.cue_class,
        "negated": attribution.negated,
        "channel": None
        if channel is None
        else {"kind": channel.kind, "span": list(channel.span), "as_written": channel.as_written},
        "speaker": _actor(attribution.speaker) if attribution.speaker else None,
        "confidence": round(attribution.confidence, 3),
        "unknown": dict(attribution.unknown),
    }


def _actor(actor: Actor) -> Record:
    return {
        "name": actor.name,
        "span": list(actor.span),
        "as_written": actor.as_written,
        "kind": actor.kind,
        "affiliation": actor.affiliation,
        "id": actor.id,
        "score": round(actor.score, 3),
        "others": list(actor.others),
        "unknown": dict(actor.unknown),
    }


def _place(place: Place | None) -> Record | None:
    if place is None:
        return None
    return {
        "name": place.name,
        "span": list(place.span),
        "as_written": place.as_written,
        "geonames": place.geonames,
        "country": place.country,
        "admin1": place.admin1,
        "precision": place.precision,
        "lat": place.lat,
        "lon": place.lon,
        "position": place.position,
        "score": round(place.score, 3),
        "others": list(place.others),
        "inferred_from": place.inferred_from,
        "unknown": dict(place.unknown),
    }


def _time(time: Time | None) -> Record | None:
    if time is None:
        return None
    return {
        "start": _day(time.start),
        "end": _day(time.end),
        "span": list(time.span),
        "as_written": time.as_written,
        "granularity": time.granularity,
        "part_of_day": time.part_of_day,
        "type": time.type,
        "timex": time.timex,
        "rule": time.rule,
        "certainty": time.certainty,
        "unknown": dict(time.unknown),
    }


def _toll(article: Article, toll: Toll) -> Record:
    return {
        "kind": toll.kind,
        "low": toll.low,
        "high": toll.high,
        "best": toll.best,
        "span": list(toll.span),
        "as_written": toll.as_written,
        "approximate": toll.approximate,
        **_one(article, "who", toll.who_span),
        "said_by": toll.said_by,
        "part_of": toll.part_of,
        "superseded": toll.superseded,
    }


def _weapon(article: Article, event: Event) -> Record | None:
    if event.weapon is None:
        return None
    span = event.weapon_span
    return {
        "kind": event.weapon,
        "span": list(span) if span else None,
        "as_written": article.quote(span) if span else None,
    }


def _account(article: Article, account: Account) -> Record:
    source = account.source
    return {
        "id": account.id,
        "source": None if source is None else {**_actor(source), "role": account.role},
        "stance": account.stance,
        "role": account.role,
        "through": [dict(step) for step in account.said_via],
        **_many(article, "said", account.said),
        **_many(article, "cue", account.cue),
        "quotation": account.quotation,
        "attributions": list(account.attributions),
        "unknown": dict(account.unknown),
    }


def _one(article: Article, name: str, span: Span | None) -> Record:
    return {name: list(span) if span else None, f"{name}_quote": article.quote(span) if span else None}


def _many(article: Article, name: str, spans: Sequence[Span]) -> Record:
    return {name: [list(s) for s in spans], f"{name}_quotes": [article.quote(s) for s in spans]}


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
