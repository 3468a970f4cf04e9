"""Why reports are one event, for reading: what spoke for it, what against, and what stayed out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from saidwho.export.ledger import to_line
from saidwho.export.text import Painter
from saidwho.export.words import heading
from saidwho.records import Article, Event


class Told(NamedTuple):
    """One telling: the article and its own event."""

    article: Article
    event: Event


class Reasoned(Protocol):
    """One telling held against another, as merging explains it."""

    @property
    def telling(self) -> str: ...
    @property
    def other(self) -> str: ...
    @property
    def odds(self) -> float: ...
    @property
    def levels(self) -> tuple[tuple[str, str, float], ...]: ...
    @property
    def conflict(self) -> str | None: ...


def to_reasons(
    event: Event,
    inside: Sequence[Reasoned],
    outside: Sequence[Reasoned],
    about: Mapping[str, Told],
    *,
    painter: Painter | None = None,
) -> str:
    """Each telling in the event with its nearest other, then the closest ones that stayed out, each with its reasons.

    The figures are log-odds: above 0 speaks for one event, below 0 against.
    """
    painter = painter or Painter()
    lines = [painter.paint(heading(event), "1"), to_line(event)]
    lines += ["", painter.paint(f"In it: {len(inside) or 1}", "1")]
    if not inside:
        lines.append("  Told by one report alone; nothing was joined to it.")
    for reason in inside:
        lines += _reason(reason, about, painter, "is with")
    if outside:
        lines += ["", painter.paint("Closest, and not in it", "1")]
        for reason in outside:
            lines += _reason(reason, about, painter, "against")
    return "\n".join(lines) + "\n"


def _reason(reason: Reasoned, about: Mapping[str, Told], painter: Painter, link: str) -> list[str]:
    first, second = about[reason.telling], about[reason.other]
    lines = [f"  {_name(first)}: {to_line(first.event)}", painter.field("", f"{link} {_name(second)}")]
    if reason.conflict:
        lines.append(painter.field("forbidden", reason.conflict))
    else:
        words = "; ".join(f"{name} {level} {value:+.1f}" for name, level, value in reason.levels)
        lines.append(painter.field(f"{reason.odds:+.1f}", words))
    return lines


def _name(told: Told) -> str:
    article = told.article
    title = " ".join(article.quote(article.title).split()) if article.title else (article.name or article.id)
    shown = title if len(title) < 60 else f"{title[:58]}…"
    return f"{article.outlet or 'outlet unknown'} {article.published or 'undated'} “{shown}”"
