"""Which events of the last merge a person asks for."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from saidwho.errors import UnknownEvent
from saidwho.storage import schema
from saidwho.storage.store import Store


@dataclass(frozen=True, slots=True)
class Wanted:
    """Filters; None asks for nothing. Names match parts of words whatever their accents and capitals.

    `since` and `until` are days of the event, both included; an event whose days are unknown matches neither.
    `status` is the word in front of the number (“corroborated”).
    """

    type: str | None = None
    status: str | None = None
    place: str | None = None
    country: str | None = None
    actor: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    background: bool = False


def find_events(store: Store, wanted: Wanted) -> list[str]:
    """Ids of the events that fit, the newest first, those without a day at the end."""
    event = schema.event.c
    query = select(
        event.id, event.time_start, event.place, event.country, event.admin1, event.actor, event.status
    ).order_by(event.time_start.desc().nulls_last(), event.id)
    if wanted.type is not None:
        query = query.where(event.type == wanted.type.upper())
    if wanted.since is not None:
        query = query.where(event.time_end > wanted.since)
    if wanted.until is not None:
        query = query.where(event.time_start <= wanted.until)
    if wanted.country is not None:
        query = query.where(event.country == wanted.country.upper())
    if not wanted.background:
        query = query.where(or_(event.background.is_(None), event.background == ""))
    rows = store.frame(query).to_pylist()
    return [row["id"] for row in rows if _fits(row, wanted)]


def _fits(row: dict[str, str | None], wanted: Wanted) -> bool:
    for asked, values in (
        (wanted.place, (row["place"], row["admin1"])),
        (wanted.actor, (row["actor"],)),
    ):
        if asked is not None and not any(_fold(asked) in _fold(value or "") for value in values):
            return False
    status = (row["status"] or "").split(" (")[0]
    return wanted.status is None or _fold(wanted.status).replace("_", " ") == status


def _fold(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def most_reported(store: Store) -> str | None:
    """The event of the news told by most articles, of those the one with most accounts; None where there is none."""
    event = schema.event.c
    news = event.background.is_(None)
    query = select(event.id).order_by(news.desc(), event.articles.desc(), event.accounts.desc(), event.id).limit(1)
    rows = store.frame(query).to_pylist()
    return rows[0]["id"] if rows else None


def whole_id(store: Store, beginning: str) -> str:
    """The id that begins so. Raises `UnknownEvent` when none or several do."""
    found = _beginning(store, beginning)
    if len(found) == 1 or beginning in found:
        return beginning if beginning in found else found[0]
    if not found:
        raise UnknownEvent(f"'{beginning}' is no event of '{store.name}'. List them: saidwho events {store.name}")
    shown = ", ".join(found[:5])
    raise UnknownEvent(f"'{beginning}' is the beginning of {len(found)} events ({shown}). Write more of it.")


def _beginning(store: Store, beginning: str) -> Sequence[str]:
    event = schema.event.c
    query = select(event.id).where(event.id.startswith(beginning, autoescape=True)).order_by(event.id)
    return [row["id"] for row in store.frame(query).to_pylist()]
