"""The ledger of one event for reading: who says it, through whom, when, in which words, with which figures."""

from __future__ import annotations

from collections.abc import Sequence

from saidwho.export.table import named
from saidwho.export.text import Painter
from saidwho.export.values import Texts
from saidwho.export.words import (
    SHORT,
    STAGES,
    STANCES,
    days,
    heading,
    party,
    quoted,
    range_words,
    toll_words,
    way,
    where,
)
from saidwho.merging.copies_origins import find_origins, original
from saidwho.records import Account, Actor, Article, Event, Statement, Toll, TollRange

SHOWN = 3
"""Statements of one account that are printed with their words; the others are named."""


def to_ledger(event: Event, texts: Texts, *, painter: Painter | None = None) -> str:
    """The whole of one event told by many articles, as text that can be quoted from."""
    painter = painter or Painter()
    lines = [painter.paint(heading(event), "1"), painter.field("event", event.id)]
    lines += _head(event, painter)
    lines += ["", painter.paint(_counted(event), "1")]
    for number, account in enumerate(event.accounts, 1):
        lines += ["", *_account(event, account, number, texts, painter)]
    lines += ["", painter.paint("Reports", "1"), *_reports(event, texts, painter)]
    return "\n".join(lines) + "\n"


def _head(event: Event, painter: Painter) -> list[str]:
    lines = [
        painter.field("status", f"{event.status.upper()}: {event.status_why}"),
        painter.field("happened?", event.occurrence),
        painter.field("who did it", event.responsibility),
        painter.field("stage", STAGES[event.stage] + (f"; background: {event.background}" if event.background else "")),
    ]
    for label, parties in (("actor", event.actors), ("target", event.targets)):
        lines += [painter.field(label, party(a), a.as_written) for a in parties]
    if not event.actors:
        lines.append(painter.field("actor", f"unknown: {event.unknown.get('actors', 'not stated')}"))
    if event.weapon:
        lines.append(painter.field("weapon", event.weapon))
    place, time = event.place, event.time
    if place and (place.name or place.country):
        lines.append(painter.field("where", where(place), place.as_written))
    else:
        words = place.as_written if place else ""
        lines.append(painter.field("where", f"unknown: {event.unknown.get('place', 'not stated')}", words))
    if time and time.start:
        lines.append(painter.field("when", days(time), time.as_written))
    else:
        lines.append(painter.field("when", f"unknown: {event.unknown.get('time', 'not stated')}"))
    lines += [painter.field(r.kind, range_words(r)) for r in event.toll_ranges]
    return lines


def _counted(event: Event) -> str:
    reports = {s.article for a in event.accounts for s in a.statements}
    copies = {s.article for a in event.accounts for s in a.statements if s.copy_of}
    beside = f", {_many(len(copies), 'copy', 'copies')} among them" if copies else ""
    return f"{_many(len(event.accounts), 'account')} in {_many(len(reports), 'report')}{beside}"


def _many(count: int, word: str, plural: str = "") -> str:
    return f"{count} {word if count == 1 else plural or word + 's'}"


def _account(event: Event, account: Account, number: int, texts: Texts, painter: Painter) -> list[str]:
    lines = [painter.paint(f"[{number}] {_who(account)}: {STANCES[account.stance]}", "1")]
    if account.counted_once:
        lines.append(painter.field("no source", account.counted_once))
    lines += [painter.field(*_toll(toll)) for toll in event.tolls if toll.said_by == account.id]
    originals = [s for s in account.statements if not _again(s)] or list(account.statements[:1])
    for statement in originals[:SHOWN]:
        lines.append(_statement(event, account, statement, texts, painter))
    rest = [s for s in account.statements if s not in originals[:SHOWN]]
    if rest:
        also = dict.fromkeys(_place_of(s) for s in rest)
        lines.append(painter.field("also in", "; ".join(also)))
    return lines


def _who(account: Account) -> str:
    source: Actor | None = account.source
    if account.role == "outlet":
        first = {name: words for step in account.said_via for name, words in step.items()}
        return f"{first.get('wire') or first.get('outlet') or 'The outlet'}, in its own voice"
    return party(source) if source else "Somebody not named"


def _toll(toll: Toll) -> tuple[str, str, str]:
    return "toll", toll_words(toll), toll.as_written


def _statement(event: Event, account: Account, statement: Statement, texts: Texts, painter: Painter) -> str:
    spans = statement.said
    if sum(s.end - s.start for s in spans) <= SHORT:
        told = (m.sentence for m in event.mentions if m.article == statement.article)
        spans = next(((s,) for s in told if any(s.start <= c.start < s.end for c in statement.cue)), spans)
    said = quoted(texts[statement.article], spans)
    source = named(account.source) if account.source else None
    return painter.field(str(statement.published or "undated"), f"{way(statement.said_via, source)}:", said)


def _place_of(statement: Statement) -> str:
    same = ", a copy" if statement.copy_of else ", the same words" if statement.repeats else ""
    return f"{statement.outlet or 'an outlet not named'} ({statement.published or 'undated'}{same})"


def _again(statement: Statement) -> bool:
    """Whether another report of the same source has it in the same words."""
    return bool(statement.copy_of or statement.repeats)


def _reports(event: Event, texts: Texts, painter: Painter) -> list[str]:
    copies = {s.article for a in event.accounts for s in a.statements if s.copy_of}
    articles = [texts[a] for a in dict.fromkeys(m.article for m in event.mentions)]
    lines = []
    for article in sorted(articles, key=lambda a: (str(a.published or "9999"), a.outlet or "", a.id)):
        title = " ".join(article.quote(article.title).split()) if article.title else (article.name or article.id)
        copied = " (a copy)" if article.id in copies else ""
        day = str(article.published or "undated")
        lines.append(painter.field(day, f"{article.outlet or 'outlet unknown'}{copied}{_credit(article)}: {title}"))
    return lines


def _credit(article: Article) -> str:
    """“, a report of Reuters”, “, with Reuters”: whose report an article prints, as its credit lines tell."""
    origins = find_origins(article)
    whole = original(origins)
    if whole is not None:
        return f", a report of {whole.name or whole.as_written}"
    parts = dict.fromkeys(o.name or o.as_written for o in origins if o.scope == "part")
    return f", with {', '.join(parts)}" if parts else ""


def to_listing(events: Sequence[Event], *, painter: Painter | None = None) -> str:
    """One line an event, newest first, those of no day last and the most reported of them first: day, place, type,
    status, who, tolls, reports, id."""
    painter = painter or Painter()
    rows: list[tuple[str, ...]] = [("day", "where", "what", "status", "by whom", "killed", "reports", "event")]
    rows += [_row(event) for event in sorted(events, key=_order)]
    limits = (10, 24, 22, 18, 28, 14, 7, 16)
    widths = [min(limit, max(len(row[n]) for row in rows)) for n, limit in enumerate(limits)]
    lines = ["  ".join(_cut(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([painter.paint(lines[0], "1"), *lines[1:]]) + "\n"


def to_line(event: Event) -> str:
    """Day, place, what, status and by whom, in one line."""
    day, place, what, status, who = _row(event)[:5]
    return f"{day} {place}: {what} by {who}, {status}"


def _order(event: Event) -> tuple[int, int, str]:
    start = event.time.start if event.time else None
    return (-start.toordinal() if start else 0, -len({m.article for m in event.mentions}), event.id)


def _row(event: Event) -> tuple[str, ...]:
    place, time = event.place, event.time
    killed = next((r for r in event.toll_ranges if r.kind == "killed"), None)
    return (
        str(time.start) if time and time.start else "-",
        (place.name or place.country or place.as_written or "-") if place else "-",
        f"{event.type}{', ' + event.mode if event.mode else ''}",
        event.status,
        "; ".join(named(a) for a in event.actors) or "-",
        _between(killed) if killed else "-",
        str(len({m.article for m in event.mentions})),
        event.id,
    )


def _between(found: TollRange) -> str:
    """The best figure, and the bounds where they differ: “12 (8–15)”."""
    return str(found.best) if found.low == found.high else f"{found.best} ({found.low}–{found.high})"


def _cut(words: str, width: int) -> str:
    return words.ljust(width) if len(words) <= width else words[: width - 1] + "…"
