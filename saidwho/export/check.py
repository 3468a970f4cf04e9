"""Proves on any output that every span slices back to its quote, and that what is referred to is there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from saidwho.export.record import FAILURE_SCHEMA
from saidwho.export.shape import misfits
from saidwho.records import ARTICLE_SCHEMA, EVENT_SCHEMA, OUTLET

Problem = tuple[str, str]
"""(path inside the record, what is wrong)."""


def check_text(text: str) -> Iterator[tuple[int, Problem | None]]:
    """Checks JSON (a document, a list) or JSON Lines: (number of the record, problem), None for a good one."""
    for number, record in enumerate(_records(text), 1):
        problems = [("", record)] if isinstance(record, str) else list(check_record(record))
        yield from ((number, problem) for problem in problems)
        if not problems:
            yield number, None


def check_record(record: Any) -> Iterator[Problem]:
    """Every problem of one record; nothing for a good one."""
    if not isinstance(record, dict):
        yield "", f"a record is an object, found {type(record).__name__}"
        return
    if record.get("schema") == FAILURE_SCHEMA:
        yield from misfits(record, "failure")
        return
    if record.get("schema") == EVENT_SCHEMA:
        yield from _check_event(record)
        return
    if record.get("schema") != ARTICLE_SCHEMA:
        yield "schema", f"{record.get('schema')!r} is not known, expected '{ARTICLE_SCHEMA}' or '{EVENT_SCHEMA}'"
        return
    article = record.get("article")
    text = article.get("text") if isinstance(article, dict) else None
    if not isinstance(text, str):
        yield "article.text", "the article's text is missing, so that no span can be proved"
        return
    found = list(misfits(record, "article_record"))
    yield from found
    yield from _spans(record, {}, text, "")
    if not found:
        yield from _references(record)


def _check_event(record: dict[str, Any]) -> Iterator[Problem]:
    """An event told by many articles: each span is proved against the article named nearest to it."""
    articles = record.get("articles")
    if not isinstance(articles, list) or not articles:
        yield "articles", "the articles are missing, so that no span can be proved"
        return
    found = list(misfits(record, "event"))
    yield from found
    if found:
        return
    texts = {a["id"]: a["text"] for a in articles}
    yield from _spans({k: v for k, v in record.items() if k != "articles"}, texts, None, "")
    for n, article in enumerate(articles):
        yield from _spans(article, {}, article["text"], f"articles[{n}]")
    attributions = {a for account in record["accounts"] for a in account["attributions"]}
    yield from _event_references(record, attributions, "")


def _records(text: str) -> Iterator[Any]:
    try:
        whole = json.loads(text)
    except RecursionError:
        yield "this is nested too deep to be a record"
        return
    except ValueError:
        for line in text.split("\n"):
            if line.strip():
                try:
                    yield json.loads(line)
                except (ValueError, RecursionError) as error:
                    yield f"this line is not JSON ({error})"
        return
    yield from whole if isinstance(whole, list) else [whole]


def _spans(value: Any, texts: Mapping[str, str], text: str | None, path: str) -> Iterator[Problem]:
    """Every span below a value; an `article` beside spans names their text among `texts`."""
    if isinstance(value, list):
        for n, item in enumerate(value):
            yield from _spans(item, texts, text, f"{path}[{n}]")
    elif isinstance(value, dict):
        if texts and isinstance(value.get("article"), str):
            text = texts.get(value["article"])
            if text is None:
                yield f"{path}.article".lstrip("."), f"{value['article']!r} is no article of this record"
                return
        for key, inner in value.items():
            where = f"{path}.{key}".lstrip(".")
            if key == "text":
                continue
            if key == "span":
                yield from _proved(inner, value.get("as_written"), text, where)
            elif f"{key}_quote" in value:
                yield from _proved(inner, value[f"{key}_quote"], text, where)
            elif f"{key}_quotes" in value:
                quotes = value[f"{key}_quotes"]
                if not isinstance(inner, list) or not isinstance(quotes, list) or len(inner) != len(quotes):
                    yield where, "spans and quotes differ in number"
                    continue
                for n, (span, quote) in enumerate(zip(inner, quotes, strict=True)):
                    yield from _proved(span, quote, text, f"{where}[{n}]")
            else:
                yield from _spans(inner, texts, text, where)


def _proved(span: Any, quote: Any, text: str | None, where: str) -> Iterator[Problem]:
    if span is None and quote is None:
        return
    if text is None:
        yield where, "no article is named beside this span"
        return
    whole = isinstance(span, list) and len(span) == 2 and all(type(n) is int for n in span)
    if not whole or not 0 <= span[0] < span[1] <= len(text):
        yield where, f"{span!r} is no span of a text of {len(text)} characters"
    elif text[span[0] : span[1]] != quote:
        yield where, f"{span!r} gives {text[span[0] : span[1]][:60]!r}, the record says {str(quote)[:60]!r}"


def _references(record: dict[str, Any]) -> Iterator[Problem]:
    attributions = {a.get("id") for a in record.get("attributions", [])} | {OUTLET}
    for n, attribution in enumerate(record.get("attributions", [])):
        if attribution.get("parent") not in attributions:
            yield f"attributions[{n}].parent", f"{attribution.get('parent')!r} is no attribution of this record"
    for n, event in enumerate(record.get("events", [])):
        yield from _event_references(event, attributions, f"events[{n}].")
        for k, mention in enumerate(event.get("mentions", [])):
            if mention.get("attribution") not in attributions:
                where = f"events[{n}].mentions[{k}].attribution"
                yield where, f"{mention.get('attribution')!r} is no attribution"


def _range_references(event: dict[str, Any], path: str) -> Iterator[Problem]:
    """Low, best and high are in order, and each rests on a figure of its own kind."""
    tolls = event.get("tolls", [])
    for k, found in enumerate(event.get("toll_ranges", [])):
        where = f"{path}toll_ranges[{k}]"
        if not found["low"] <= found["best"] <= found["high"]:
            yield where, f"{found['low']}, {found['best']}, {found['high']} are not in order"
        for name in ("low_from", "best_from", "high_from"):
            number = found[name]
            if not 0 <= number < len(tolls) or tolls[number]["kind"] != found["kind"]:
                yield f"{where}.{name}", f"{number} is no toll of the kind '{found['kind']}' of this event"


def _event_references(event: dict[str, Any], attributions: set[str], path: str) -> Iterator[Problem]:
    accounts = {a.get("id") for a in event.get("accounts", [])}
    for k, toll in enumerate(event.get("tolls", [])):
        where = f"{path}tolls[{k}]"
        part = toll["part_of"]
        if part is not None and (part == k or not 0 <= part < len(event["tolls"])):
            yield f"{where}.part_of", f"{part} is no other toll of this event"
        if toll.get("said_by") not in accounts:
            yield f"{where}.said_by", f"{toll.get('said_by')!r} is no account of this event"
        low, high = toll.get("low"), toll.get("high")
        if low is not None and high is not None and low > high:
            yield where, f"low {low} is above high {high}"
    yield from _range_references(event, path)
    for k, account in enumerate(event["accounts"]):
        lost = [a for a in account["attributions"] if a not in attributions]
        if lost:
            yield f"{path}accounts[{k}].attributions", f"{', '.join(lost)}: no attribution of this record"
    for k, mention in enumerate(event.get("mentions", [])):
        if mention.get("account") not in accounts | {None}:
            yield f"{path}mentions[{k}].account", f"{mention.get('account')!r} is no account of this event"
    time = event.get("time") or {}
    if time.get("start") and time.get("end") and not time["start"] < time["end"]:
        yield f"{path}time", f"{time['start']} is not before {time['end']}"
