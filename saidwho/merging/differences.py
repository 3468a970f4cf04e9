"""What changed between two merges: events that are new, gone, or tell something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from saidwho.records import Account, Actor, Event, Toll


@dataclass(frozen=True, slots=True)
class Change:
    """One event that differs. `fields` hold (name, before, after) in words, "" where there was or is nothing."""

    kind: Literal["added", "changed", "gone"]
    event: Event
    fields: tuple[tuple[str, str, str], ...] = ()
    was: str | None = None
    """The id that the event had before, where it has another now."""


def differences(before: Iterable[Event], after: Iterable[Event]) -> tuple[Change, ...]:
    """Changes in order of the new events, then those that are gone.

    An event is the same where it shares most of its mentions; of two that could be, the larger share counts.
    """
    old, new = list(before), list(after)
    pairs = _pairs(old, new)
    changes: list[Change] = []
    for number, event in enumerate(new):
        earlier = old[pairs[number]] if number in pairs else None
        if earlier is None:
            changes.append(Change("added", event))
            continue
        fields = tuple(_fields(earlier, event))
        if fields or earlier.id != event.id:
            changes.append(Change("changed", event, fields, earlier.id if earlier.id != event.id else None))
    kept = set(pairs.values())
    changes += [Change("gone", event) for number, event in enumerate(old) if number not in kept]
    return tuple(changes)


def _pairs(old: list[Event], new: list[Event]) -> dict[int, int]:
    """Number of the new event to that of the old one."""
    home = {key: number for number, event in enumerate(old) for key in _keys(event)}
    shared: dict[tuple[int, int], int] = {}
    for number, event in enumerate(new):
        for key in _keys(event):
            if key in home:
                shared[number, home[key]] = shared.get((number, home[key]), 0) + 1
    found: dict[int, int] = {}
    taken: set[int] = set()
    for (one, other), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found


def _keys(event: Event) -> list[tuple[str | None, str]]:
    return [(m.article, m.id) for m in event.mentions]


def _fields(before: Event, after: Event) -> Iterator[tuple[str, str, str]]:
    for name in ("type", "mode", "stage", "polarity", "status", "occurrence", "responsibility", "background", "weapon"):
        one, other = getattr(before, name) or "", getattr(after, name) or ""
        if one != other:
            yield name, one, other
    for name, one, other in (
        ("place", _place(before), _place(after)),
        ("time", _time(before), _time(after)),
        ("actors", _names(before.actors), _names(after.actors)),
        ("targets", _names(before.targets), _names(after.targets)),
    ):
        if one != other:
            yield name, one, other
    yield from _listed("account", [_account(a) for a in before.accounts], [_account(a) for a in after.accounts])
    yield from _listed("toll", _tolls(before), _tolls(after))
    yield from _listed("report", _reports(before), _reports(after))


def _listed(name: str, before: list[str], after: list[str]) -> Iterator[tuple[str, str, str]]:
    yield from ((name, one, "") for one in dict.fromkeys(before) if one not in after)
    yield from ((name, "", one) for one in dict.fromkeys(after) if one not in before)


def _place(event: Event) -> str:
    place = event.place
    return ", ".join(p for p in (place.name, place.country) if p) if place else ""


def _time(event: Event) -> str:
    time = event.time
    return f"{time.start} to before {time.end}" if time and time.start else ""


def _names(actors: Iterable[Actor]) -> str:
    return "; ".join(sorted(a.name or a.as_written for a in actors))


def _account(account: Account) -> str:
    source = account.source
    outlet = account.statements[0].outlet if account.statements else None
    who = (source.name or source.as_written) if source else (outlet or "no source named")
    return f"{who} {account.stance.replace('_', ' ')}"


def _tolls(event: Event) -> list[str]:
    speakers = {a.id: _account(a).rsplit(" ", 1)[0] for a in event.accounts}
    return [f"{t.kind} {_figure(t)}, by {speakers.get(t.said_by, 'unknown')}" for t in event.tolls if t.part_of is None]


def _figure(toll: Toll) -> str:
    low, high = toll.low, toll.high
    if low == high:
        return str(low)
    return f"{low} or more" if high is None else f"up to {high}" if low is None else f"{low} to {high}"


def _reports(event: Event) -> list[str]:
    return list(dict.fromkeys(m.article or "" for m in event.mentions))
