"""When two actors are one source: a spokesman and his group, a name and its short form."""

from __future__ import annotations

from saidwho.linking import same_actor
from saidwho.records import Actor


def source_key(actor: Actor | None) -> str | None:
    """What independence is counted by: the group spoken for, else the name, else the words; None for nobody."""
    if actor is None:
        return None
    return (actor.affiliation or actor.name or actor.as_written).casefold()


def same_source(a: Actor | None, b: Actor | None) -> bool:
    """Whether two speakers count as one original source. Nobody is never the same as nobody."""
    if a is None or b is None:
        return False
    return source_key(a) == source_key(b) or same_actor(a, b) or _speaks_for(a, b) or _speaks_for(b, a)


def _speaks_for(a: Actor, b: Actor) -> bool:
    return bool(a.affiliation and b.name and a.affiliation.casefold() == b.name.casefold())
