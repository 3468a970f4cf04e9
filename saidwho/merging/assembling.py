"""The record of an event out of its values, however many reports tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from saidwho.merging.doers import doers_of
from saidwho.merging.drafts import Draft
from saidwho.merging.status import status_of
from saidwho.merging.targets import targets_of
from saidwho.merging.tolls import toll_ranges
from saidwho.records import Account, Actor, Event, EventMention, Place, Span, Time, Toll

FINENESS = {"site": 6, "city": 5, "admin2": 4, "admin1": 3, "region": 2, "country": 1}
"""The finer a place, the higher."""
_STAGES = ("occurred", "ongoing", "attempted", "threatened", "planned", "hypothetical")


class Weapon(NamedTuple):
    """The kind of weapon, the words for it, and the article in which they stand."""

    kind: str | None = None
    span: Span | None = None
    article: str | None = None


def assemble(
    identifier: str,
    mentions: Sequence[EventMention],
    drafts: Sequence[Draft],
    *,
    code: tuple[str, str | None, tuple[str, str] | None],
    one_party: Callable[[Actor, Actor], bool],
    place: Place | None,
    time: Time | None,
    weapon: Weapon,
    tolls: tuple[Toll, ...],
    accounts: tuple[Account, ...],
    reasons: Iterable[Mapping[str, str]],
    silent: str,
) -> Event:
    """One event. `code`: type, mode and ACLED types; `one_party` tells which actors are one; `reasons` why values are
    missing, and `silent` is what is said where nobody gives a reason."""
    status = status_of(drafts, mentions)
    actors = doers_of(mentions, _parties((a for m in mentions for a in m.actors), one_party))
    missing = {
        "actors": not actors,
        "place": place is None or not (place.name or place.country),
        "time": time is None or time.start is None,
        "tolls": not any(m.tolls for m in mentions),
    }
    given = list(reasons)
    return Event(
        id=identifier,
        type=code[0],
        mode=code[1],
        acled=code[2],
        stage=min((m.stage for m in mentions), key=_STAGES.index),
        polarity="positive" if any(m.polarity == "positive" for m in mentions) else "negative",
        status=status.status,
        occurrence=status.occurrence,
        responsibility=status.responsibility,
        status_why=status.why,
        actors=actors,
        targets=targets_of(mentions, _parties((t for m in mentions for t in m.targets), one_party), place),
        weapon=weapon.kind,
        weapon_span=weapon.span,
        place=place,
        time=time,
        tolls=tolls,
        accounts=_counted(accounts, dict(status.once)),
        mentions=tuple(mentions),
        background=mentions[0].background,
        unknown={
            name: next((r[name] for r in given if name in r), silent) for name, absent in missing.items() if absent
        },
        weapon_article=weapon.article,
        toll_ranges=toll_ranges(tolls, accounts),
    )


def _counted(accounts: Iterable[Account], once: Mapping[int, str]) -> tuple[Account, ...]:
    """The accounts, each that is no source of its own with the reason."""
    why = {f"s-{number}": words for number, words in once.items()}
    return tuple(replace(a, counted_once=why[a.id]) if a.id in why else a for a in accounts)


def _parties(actors: Iterable[Actor], one: Callable[[Actor, Actor], bool]) -> tuple[Actor, ...]:
    """Each party once, named ones before unnamed, under the fullest name that is given."""
    kept: list[Actor] = []
    for actor in sorted(actors, key=lambda a: a.name is None):
        at = next((n for n, k in enumerate(kept) if one(actor, k)), None)
        if at is None:
            kept.append(actor)
        elif actor.kind not in ("person", "state") and len(actor.name or "") > len(kept[at].name or ""):
            kept[at] = actor
    return tuple(kept)
