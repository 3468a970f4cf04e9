"""From merged events to their rows: event, accounts, statements, mentions, tolls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set

from saidwho.errors import RecordError
from saidwho.records import Account, Article, Event, Span
from saidwho.storage.codec import dump, storable
from saidwho.storage.rows import Row, happening_values, speaker_values

Texts = Mapping[str, Article]
Codings = Mapping[str, int]
"""The number of the newest coding of each article."""


def named_articles(events: Iterable[Event]) -> set[str]:
    """Ids of all articles that events speak of."""
    found: set[str | None] = set()
    for event in events:
        found |= {m.article for m in event.mentions} | {t.article for t in event.tolls}
        found |= {a for account in event.accounts for s in account.statements for a in (s.article, s.copy_of)}
    return {article for article in found if article is not None}


def event_rows(
    event: Event, number: int, codings: Codings, mentions: Set[tuple[int, str]], texts: Texts
) -> dict[str, list[Row]]:
    """The rows of one event by the name of their table; `mentions` are those (coding, id) that the store has.

    Raises `RecordError` for an article that is not in the store.
    """
    rows: dict[str, list[Row]] = defaultdict(list)
    rows["event"].append(_event(event, number))
    for n, account in enumerate(event.accounts, 1):
        rows["account"].append(_account(event, account, n))
        rows["statement"].extend(_statements(event, account, texts))
    rows["event_mention"].extend(_mentions(event, codings, mentions))
    rows["toll"].extend(_tolls(event))
    return rows


def _mentions(event: Event, codings: Codings, mentions: Set[tuple[int, str]]) -> Iterable[Row]:
    """A mention that merging itself made (an echo: “he confirmed it”) has an attribution and no row of its own."""
    account_of = {(s.article, s.attribution): a.id for a in event.accounts for s in a.statements}
    for number, mention in enumerate(event.mentions, 1):
        coding = codings.get(mention.article or "")
        if coding is None:
            raise RecordError(
                f"event '{event.id}' tells of mention '{mention.id}' of article '{mention.article}', which is not in "
                "the store. Expected events merged from the annotations of the same store."
            )
        yield {
            "event": event.id,
            "number": number,
            "article": mention.article,
            "coding": coding,
            "mention": mention.id if (coding, mention.id) in mentions else None,
            "attribution": _local(mention.attribution, mention.article),
            "account": account_of.get((mention.article or "", mention.attribution)),
            "stage": mention.stage,
            "polarity": mention.polarity,
            "trigger_start": mention.trigger.start,
            "trigger_end": mention.trigger.end,
        }


def _event(event: Event, number: int) -> Row:
    return {
        "id": event.id,
        "number": number,
        "status": event.status,
        "occurrence": event.occurrence,
        "responsibility": event.responsibility,
        "status_why": storable(event.status_why),
        **happening_values(event),
        "articles": len({m.article for m in event.mentions}),
        "accounts": len(event.accounts),
        "mentions": len(event.mentions),
        "record": dump(event),
    }


def _account(event: Event, account: Account, number: int) -> Row:
    return {
        "event": event.id,
        "id": account.id,
        "number": number,
        "stance": account.stance,
        "role": account.role,
        **_clean(speaker_values(account.source)),
        "quotation": account.quotation,
        "statements": len(account.statements),
    }


def _statements(event: Event, account: Account, texts: Texts) -> Iterable[Row]:
    for number, statement in enumerate(account.statements, 1):
        quote = _quoting(texts.get(statement.article))
        channels = [step["channel"] for step in statement.said_via if "channel" in step]
        yield _clean(
            {
                "event": event.id,
                "account": account.id,
                "number": number,
                "article": statement.article,
                "attribution": _local(statement.attribution, statement.article),
                "outlet": statement.outlet,
                "published": statement.published,
                "channel": channels[-1] if channels else None,
                "quotation": statement.quotation,
                "copy_of": statement.copy_of,
                "said": quote(statement.said),
                "cue": quote(statement.cue),
            }
        )


def _tolls(event: Event) -> Iterable[Row]:
    speakers = {a.id: speaker_values(a.source)["speaker"] for a in event.accounts}
    known = set(speakers)
    for number, toll in enumerate(event.tolls):
        yield _clean(
            {
                "event": event.id,
                "number": number,
                "kind": toll.kind,
                "low": toll.low,
                "best": toll.best,
                "high": toll.high,
                "who": toll.who,
                "account": toll.said_by if toll.said_by in known else None,
                "speaker": speakers.get(toll.said_by),
                "part_of": toll.part_of,
                "approximate": toll.approximate,
                "superseded": toll.superseded,
                "article": toll.article,
                "as_written": toll.as_written,
                "span_start": toll.span.start,
                "span_end": toll.span.end,
            }
        )


def _quoting(article: Article | None) -> Callable[[Sequence[Span]], str | None]:
    if article is None:
        return lambda spans: None
    return lambda spans: " … ".join(article.quote(s) for s in spans) or None


def _local(attribution: str, article: str | None) -> str:
    """The id of an attribution within its article: merged events write “ARTICLE/a-1”."""
    return attribution.removeprefix(f"{article}/")


def _clean(row: Row) -> Row:
    return {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}
