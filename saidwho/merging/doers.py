"""Who did it, out of all that the tellings of an event name: named parties first, and those that most tellings have."""

from __future__ import annotations

from collections.abc import Sequence

from saidwho.merging.offices import side_of
from saidwho.merging.voices import is_outlets
from saidwho.records import Actor, EventMention

_SITES = frozenset({"state building", "military site", "infrastructure", "locality", "place"})
"""Kinds that attack nobody, whatever was taken for the doer."""
_PRONOUNS = frozenset({"we", "they", "it", "he", "she", "our", "their", "its", "his", "her", "us"})


MOST = 3
"""How many times more reports must have an unnamed party (“police”) than any named one for it to come first."""
FEW = 4
"""Reports from which a name that one of them alone has, in its own voice, is a stray."""


def doers_of(mentions: Sequence[EventMention], parties: Sequence[Actor]) -> tuple[Actor, ...]:
    """The actors of an event, `parties` being all that its mentions name, each once.

    Somebody unnamed (“gunmen”, “two officers”) is told of beside a named party only where one telling has both, or
    where far more reports have him; of several unnamed ones of a kind the words of most tellings stay.
    """
    if any(m.type == "ASSAULT" for m in mentions):
        parties = _without_offices([p for p in parties if p.kind not in _SITES])
    together = {
        (a.article, a.span) for m in mentions if len(m.actors) > 1 and any(x.name for x in m.actors) for a in m.actors
    }
    named = [p for p in parties if p.name]
    known = max((_told(mentions, p) for p in named), default=0)
    common = {p.kind for p in parties if not p.name and _of_kind(mentions, p) >= max(MOST, MOST * known)}
    named = _without_strays(mentions, named, max(known, *(_of_kind(mentions, p) for p in parties), 0))
    unnamed = [p for p in parties if not p.name and (not named or (p.article, p.span) in together or p.kind in common)]
    unnamed = [p for p in unnamed if p.as_written.casefold() not in _PRONOUNS] or unnamed
    kept: dict[str | None, Actor] = {}
    for party in sorted(unnamed, key=lambda p: -_told(mentions, p)):
        kept.setdefault(party.kind, party)
    order = {id(p): n for n, p in enumerate(parties)}
    named.sort(key=lambda p: (-_told(mentions, p), order[id(p)]))
    rest = sorted(kept.values(), key=lambda p: (-_told(mentions, p), order[id(p)]))
    return (*(p for p in rest if p.kind in common), *named, *(p for p in rest if p.kind not in common))


def _without_offices(parties: Sequence[Actor]) -> list[Actor]:
    """Without a state's offices (“the ministry, which said that it struck”) where the state or its forces are named."""
    forces = {side_of(p).state for p in parties if p.kind in ("state", "state forces")} - {None}
    return [p for p in parties if p.kind not in ("ministry", "government") or side_of(p).state not in forces]


def _without_strays(mentions: Sequence[EventMention], named: Sequence[Actor], most: int) -> list[Actor]:
    """Without the names that one report alone has, of no speaker, where many reports agree on another doer."""
    if most < FEW or len({m.article for m in mentions}) < FEW:
        return list(named)
    said = [a for m in mentions if not is_outlets(m.attribution) for a in m.actors]
    return [p for p in named if _told(mentions, p) > 1 or any(_one(a, p) for a in said)]


def _of_kind(mentions: Sequence[EventMention], party: Actor) -> int:
    """How many reports have somebody unnamed of a kind; none where nothing tells the kind."""
    if party.name or party.kind is None:
        return 0
    return len({m.article for m in mentions if any(not a.name and a.kind == party.kind for a in m.actors)})


def _told(mentions: Sequence[EventMention], party: Actor) -> int:
    """How many reports name a party; in one report, how many mentions."""
    same = [m for m in mentions if any(_one(a, party) for a in m.actors)]
    reports = {m.article for m in same}
    return len(reports) if len({m.article for m in mentions}) > 1 else len(same)


def _one(a: Actor, b: Actor) -> bool:
    if a.name or b.name:
        return (a.name or "").casefold() == (b.name or "").casefold() or (a.id is not None and a.id == b.id)
    return a.as_written.casefold() == b.as_written.casefold()
