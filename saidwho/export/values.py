"""The values of an event as plain dictionaries, each beside the words that prove it.

Every span stands beside its words: `span` beside `as_written`, any other span `x` beside `x_quote`, a list of spans
`x` beside `x_quotes`. That is what `check` proves. In events merged from many articles `article` names the text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from saidwho.linking.places_precision import geo_precision, where_prec
from saidwho.linking.times_precision import date_prec, time_precision
from saidwho.records import Account, Actor, Article, Event, EventMention, Place, Span, Statement, Time, Toll, TollRange

Record = dict[str, Any]


class Texts:
    """The articles whose words prove values, by id. An id of None means the only one."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.articles = {a.id: a for a in articles}
        self._only = next(iter(self.articles.values())) if len(self.articles) == 1 else None

    def __getitem__(self, article: str | None) -> Article:
        """The article; raises KeyError where the id is not among those given."""
        if article is None and self._only is not None:
            return self._only
        return self.articles[article or ""]

    def quote(self, article: str | None, span: Span) -> str:
        """The words of a span."""
        return self[article].quote(span)


def actor_record(actor: Actor) -> Record:
    """One party."""
    return {
        "name": actor.name,
        "span": list(actor.span),
        "as_written": actor.as_written,
        **_where(actor.article),
        "kind": actor.kind,
        "affiliation": actor.affiliation,
        "id": actor.id,
        "score": round(actor.score, 3),
        "others": list(actor.others),
        "unknown": dict(actor.unknown),
    }


def place_record(place: Place | None) -> Record | None:
    """A place of the gazetteer."""
    if place is None:
        return None
    return {
        "name": place.name,
        "span": list(place.span),
        "as_written": place.as_written,
        **_where(place.article),
        "geonames": place.geonames,
        "country": place.country,
        "admin1": place.admin1,
        "precision": place.precision,
        "geo_precision": geo_precision(place),
        "where_prec": where_prec(place),
        "lat": place.lat,
        "lon": place.lon,
        "position": place.position,
        "score": round(place.score, 3),
        "others": list(place.others),
        "inferred_from": place.inferred_from,
        "unknown": dict(place.unknown),
    }


def time_record(time: Time | None) -> Record | None:
    """An interval of days; `end` is the day after."""
    if time is None:
        return None
    return {
        "start": day(time.start),
        "end": day(time.end),
        "span": list(time.span),
        "as_written": time.as_written,
        **_where(time.article),
        "granularity": time.granularity,
        "part_of_day": time.part_of_day,
        "type": time.type,
        "timex": time.timex,
        "rule": time.rule,
        "certainty": time.certainty,
        "time_precision": time_precision(time),
        "date_prec": date_prec(time),
        "unknown": dict(time.unknown),
    }


def toll_record(texts: Texts, toll: Toll) -> Record:
    """A figure and who gives it."""
    return {
        "kind": toll.kind,
        "low": toll.low,
        "high": toll.high,
        "best": toll.best,
        "span": list(toll.span),
        "as_written": toll.as_written,
        **_where(toll.article),
        "approximate": toll.approximate,
        **one(texts[toll.article], "who", toll.who_span),
        "said_by": toll.said_by,
        "part_of": toll.part_of,
        "superseded": toll.superseded,
    }


def toll_range_record(found: TollRange) -> Record:
    """One kind of toll over all its sources."""
    return {
        "kind": found.kind,
        "low": found.low,
        "best": found.best,
        "high": found.high,
        "low_from": found.low_from,
        "best_from": found.best_from,
        "high_from": found.high_from,
        "sources": found.sources,
        "why": found.why,
    }


def weapon_record(texts: Texts, event: Event) -> Record | None:
    """The weapon and its words."""
    if event.weapon is None:
        return None
    span = event.weapon_span
    return {
        "kind": event.weapon,
        "span": list(span) if span else None,
        "as_written": texts.quote(event.weapon_article, span) if span else None,
        **_where(event.weapon_article),
    }


def account_record(texts: Texts, account: Account) -> Record:
    """One source's stance with its words: those of its first statement, and every statement where there are many."""
    source = account.source
    first = account.statements[0].article if account.statements else None
    record = {
        "id": account.id,
        "source": None if source is None else {**actor_record(source), "role": account.role},
        "stance": account.stance,
        "role": account.role,
        "through": [dict(step) for step in account.said_via],
        **_where(first),
        **many(texts[first], "said", account.said),
        **many(texts[first], "cue", account.cue),
        "quotation": account.quotation,
        "attributions": list(account.attributions),
        "unknown": dict(account.unknown),
    }
    if account.counted_once:
        record["counted_once"] = account.counted_once
    if account.statements:
        record["statements"] = [_statement(texts, s) for s in account.statements]
    return record


def _statement(texts: Texts, statement: Statement) -> Record:
    article = texts[statement.article]
    return {
        "article": statement.article,
        "outlet": statement.outlet,
        "published": day(statement.published),
        "attribution": statement.attribution,
        "through": [dict(step) for step in statement.said_via],
        **many(article, "said", statement.said),
        **many(article, "cue", statement.cue),
        "quotation": statement.quotation,
        "copy_of": statement.copy_of,
        "repeats": statement.repeats,
    }


def mention_record(article: Article, mention: EventMention, account: str | None) -> Record:
    """One telling and the account that it belongs to."""
    return {
        "id": mention.id,
        "article": article.id,
        **one(article, "trigger", mention.trigger),
        **one(article, "sentence", mention.sentence),
        "attribution": mention.attribution,
        "account": account,
        "stage": mention.stage,
        "polarity": mention.polarity,
        "presupposed": mention.presupposed,
        "facts": list(mention.facts),
        "contexts": list(mention.contexts),
        "roles": [{"role": r.name, "span": list(r.span), "as_written": article.quote(r.span)} for r in mention.roles],
    }


def one(article: Article, name: str, span: Span | None) -> Record:
    """A span under `name` beside its words."""
    return {name: list(span) if span else None, f"{name}_quote": article.quote(span) if span else None}


def many(article: Article, name: str, spans: Sequence[Span]) -> Record:
    """Spans under `name` beside their words."""
    return {name: [list(s) for s in spans], f"{name}_quotes": [article.quote(s) for s in spans]}


def day(value: dt.date | None) -> str | None:
    """ISO 8601."""
    return value.isoformat() if value else None


def _where(article: str | None) -> Record:
    return {} if article is None else {"article": article}
