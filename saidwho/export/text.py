"""Text for people: one block an event, with the words that prove each value."""

from __future__ import annotations

import textwrap
from collections import Counter

from saidwho.export.words import (
    STAGES,
    STANCES,
    aside,
    chain,
    days,
    deeds,
    heading,
    main_first,
    party,
    quoted,
    told,
    toll_words,
    where,
)
from saidwho.records import Annotation, Article, Event, Failure

LABEL = 12
"""Width of the column of labels."""


class Painter:
    """Colours for a terminal, or none. `width` is the width of a line in characters."""

    def __init__(self, *, colour: bool = False, width: int = 100) -> None:
        self.colour = colour
        self.width = max(40, width)

    def paint(self, words: str, code: str) -> str:
        return f"\x1b[{code}m{words}\x1b[0m" if self.colour and words else words

    def field(self, label: str, words: str, quote: str = "") -> str:
        """A labelled line, wrapped; the quote that proves it follows in quotation marks."""
        indent = " " * (LABEL + 2)
        text = f"{words}  “{quote}”" if quote else words
        body = textwrap.fill(
            " ".join(text.split()),
            self.width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )[LABEL + 2 :]
        if quote:
            at = body.find("“")
            body = body[:at] + self.paint(body[at:], "33") if at >= 0 else body
        return f"  {self.paint(label.ljust(LABEL), '2')}{body}"


def to_text(result: Annotation | Failure, *, painter: Painter | None = None) -> str:
    """One article's result for reading."""
    painter = painter or Painter()
    if isinstance(result, Failure):
        return painter.paint(f"{result.name}: not coded. {result.message}", "31") + "\n"
    article = result.article
    lines = _head(article, painter)
    now = main_first(result)
    then = [e for e in result.events if e.background is not None]
    for number, event in enumerate(now, 1):
        lines += ["", *_event(article, event, number, painter)]
    if then:
        lines += ["", painter.paint("Background told beside it", "1")]
        for number, event in enumerate(then, len(now) + 1):
            lines += ["", *_event(article, event, number, painter)]
    if not result.events:
        lines += ["", "No event of the codebook is told here."]
    used = {a for e in result.events for account in e.accounts for a in account.attributions}
    rest = [a for a in result.attributions if a.id not in used]
    if rest:
        lines += ["", painter.paint("Also said", "1")]
        for a in rest:
            lines.append(painter.field(a.id, f"{aside(article, a)}:", quoted(article, a.content)))
    return "\n".join(lines) + "\n"


def _head(article: Article, painter: Painter) -> list[str]:
    title = " ".join(article.quote(article.title).split()) if article.title else (article.name or article.id)
    about = [
        article.outlet or "outlet unknown",
        f"published {article.published}" if article.published else "no date given",
    ]
    return [painter.paint(title, "1;4" if painter.colour else "1"), " · ".join(about)]


def _event(article: Article, event: Event, number: int, painter: Painter) -> list[str]:
    lines = [painter.paint(f"[{number}] {heading(event)}", "1")]
    lines.append(painter.field("status", f"{event.status.upper()}: {event.status_why}"))
    lines.append(
        painter.field("stage", STAGES[event.stage] + (f"; background: {event.background}" if event.background else ""))
    )
    if not event.actors:
        lines.append(painter.field("actor", f"unknown: {event.unknown.get('actors', 'not stated')}"))
    for label, parties in (("actor", event.actors), ("target", event.targets)):
        lines += [painter.field(label, party(a), a.as_written) for a in parties]
    if event.weapon:
        lines.append(
            painter.field("weapon", event.weapon, article.quote(event.weapon_span) if event.weapon_span else "")
        )
    lines.append(_place(event, painter))
    if event.time:
        lines.append(painter.field("when", days(event.time), event.time.as_written))
    else:
        lines.append(painter.field("when", f"unknown: {event.unknown.get('time', 'not stated')}"))
    speakers = {a.id: chain(a) for a in event.accounts}
    for toll in event.tolls:
        lines.append(
            painter.field("toll", f"{toll_words(toll)}, by {speakers.get(toll.said_by, 'unknown')}", toll.as_written)
        )
    lines += [
        painter.field("account", f"{chain(a)}: {STANCES[a.stance]}.", told(article, event, a)) for a in event.accounts
    ]
    counts = Counter(" ".join(article.quote(m.trigger).split()) for m in deeds(event))
    words = ", ".join(f"“{word}”" + (f" ×{count}" if count > 1 else "") for word, count in counts.items())
    lines.append(painter.field("told as", words))
    return lines


def _place(event: Event, painter: Painter) -> str:
    place = event.place
    if place is None or not (place.name or place.country):
        return painter.field(
            "where", f"unknown: {event.unknown.get('place', 'not stated')}", place.as_written if place else ""
        )
    return painter.field("where", where(place), place.as_written)
