"""The one state that an article is about: whose “the army” and “the government” are where the text does not say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from saidwho.linking.coreference import Registry
from saidwho.linking.coreference_states import unlisted_state
from saidwho.linking.names_tables import State, states
from saidwho.linking.places_found import Named as Toponym
from saidwho.parsing import Parse

OPENING = 3
"""Sentences, title included, of which one must speak of the state."""
SHARE = 0.75
"""Share of the mentions of states and of their bodies that must be the state's."""
_TOWNS = ("site", "city", "admin2", "admin1")
_POWERS = ("state forces", "police", "government", "ministry")
_ARMIES = frozenset(("army", "military"))
_RULERS = frozenset(("government", "authorities"))


def home_state(parse: Parse, registry: Registry, toponyms: Sequence[Toponym] = ()) -> State | None:
    """The state of an article: named at its beginning, nearly alone, and no other state's forces or offices in play.

    Where towns are named, one of them lies in it.
    """
    counts: Counter[str] = Counter()
    opening: set[str] = set()
    for token, entity in zip(registry.where, registry.what, strict=True):
        if len(entity.nations) != 1 or entity.sort not in ("state", "group"):
            continue
        if entity.sort == "state" and _is_seat(registry, token):
            continue
        (nation,) = entity.nations
        counts[nation] += 1
        if parse.sent[token] < OPENING:
            opening.add(nation)
    if not counts:
        return None
    nation, number = counts.most_common(1)[0]
    if nation not in opening or number < SHARE * sum(counts.values()):
        return None
    towns = {t.place.country for t in toponyms if t.use == "place" and t.place.precision in _TOWNS and t.place.country}
    if towns and nation not in towns:
        return None
    if any(e.kind in _POWERS and e.nations - {nation} for e in registry.entities):
        return None
    listed = next((s for s in states().values() if s.id == nation and s.use == "name"), None)
    return listed or unlisted_state(registry, nation)


def _is_seat(registry: Registry, token: int) -> bool:
    """Whether only a capital is named: a town of that name may lie in another country."""
    named = registry.named.get(token)
    return named is not None and named.state is not None and named.state.use == "seat"


def body_name(state: State, word: str, registry: Registry) -> str | None:
    """“Arlandic army” for “the army” in an article about Arland; None where others of that kind are named."""
    if word in _ARMIES and not any(e.kind == "state forces" for e in registry.entities):
        return f"{state.adjective} {word}" if state.adjective else None
    if word in _RULERS and not any(e.kind == "government" for e in registry.entities):
        return f"{state.adjective} {word}" if state.adjective else None
    return None
