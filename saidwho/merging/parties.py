"""When two speakers are one source: a spokesman and his group, a minister and his ministry, two offices of a party."""

from __future__ import annotations

from collections.abc import Collection

from saidwho.linking import same_actor
from saidwho.merging.offices import WHOLE, Side
from saidwho.records import Actor


def source_key(actor: Actor | None) -> str | None:
    """What independence is counted by: the group spoken for, else the name, else the words; None for nobody."""
    if actor is None:
        return None
    return (actor.affiliation or actor.name or actor.as_written).casefold()


def same_source(a: Actor | None, b: Actor | None) -> bool:
    """Whether two speakers are one original source, by name. Nobody is never the same as nobody."""
    if a is None or b is None:
        return False
    return source_key(a) == source_key(b) or same_actor(a, b) or _speaks_for(a, b) or _speaks_for(b, a)


def _speaks_for(a: Actor, b: Actor) -> bool:
    return bool(a.affiliation and b.name and a.affiliation.casefold() == b.name.casefold())


def same_side(a: Side, b: Side, *, parties: Collection[str] = ()) -> bool:
    """Whether two speakers' offices vouch only once: one institution, the whole beside its part, a party's offices.

    `parties` are the states (ISO 3166 alpha-2) that are a party to the event: their offices are one side.
    """
    if a.state is None or a.state != b.state:
        return False
    return a.state in parties or a.body == b.body or WHOLE in (a.body, b.body)


def tied(side: Side, actor: Actor | None) -> bool:
    """Whether a speaker is the mouthpiece of a party (“the Front-run channel”)."""
    if side.group is None or actor is None:
        return False
    names = f"{actor.name or ''} {actor.affiliation or ''} {actor.as_written}".casefold()
    stem = side.group.casefold().removesuffix("’s").removesuffix("'s").removesuffix("s")
    return len(stem) > 2 and stem in names
