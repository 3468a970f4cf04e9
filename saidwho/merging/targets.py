"""What an event struck: each target once, under its fullest words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from saidwho.linking.names import key
from saidwho.merging.doers import FEW
from saidwho.merging.voices import is_outlets
from saidwho.records import Actor, EventMention, Place

_EMPTY = frozenset(
    "the a an of in on at to its his her their our it they them he she that those these both all others other some no "
    "one ones none nobody more less fewer than least most about nearly some place places site sites".split()
)
_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds several many".split()
)


_SETTLED = frozenset({"town", "village", "city", "community", "settlement", "hamlet", "locality", "area"})
"""What is said of a place that is named elsewhere (“the town”)."""
_PEOPLE = frozenset({"people", "person", "victim", "civilian", "attacker", "perpetrator"})


def targets_of(mentions: Sequence[EventMention], parties: Sequence[Actor], place: Place | None) -> tuple[Actor, ...]:
    """The targets of an event, `parties` being all that its mentions name. Where others are left, these are none:

    pronouns and bare numbers, the town or country in which it happened, shorter words for a longer one, “the town”
    beside its name, and people who came to harm beside what was struck.
    """
    victims = {(m.article, r.span) for m in mentions for r in m.roles if r.name == "victim"}
    found = [t for t in parties if _words(t)]
    harmed = frozenset(w for m in mentions for t in m.tolls for w in _split(t.who or "")) | _PEOPLE
    things = [
        t
        for t in found
        if (t.name or "")[:1].isupper() or ((t.article, t.span) not in victims and not _words(t) <= harmed)
    ]
    found = things or found
    elsewhere = [t for t in found if not _is_place(t, place)]
    found = elsewhere or found
    if any((t.name or "")[:1].isupper() for t in found):
        found = [t for t in found if not _words(t) <= _SETTLED]
    kept: list[Actor] = []
    for target in found:
        words = _words(target)
        if not any(words < _words(o) or (words == _words(o) and o in kept) for o in found if o is not target):
            kept.append(target)
    return tuple(_common(mentions, kept))


def _common(mentions: Sequence[EventMention], targets: Sequence[Actor]) -> list[Actor]:
    """Those that most reports name first; without what one report alone has, in its own voice, where many agree."""
    if len({m.article for m in mentions}) < FEW:
        return list(targets)
    said: dict[int, int] = {}
    for n, target in enumerate(targets):
        words = _words(target)
        same = [m for m in mentions if any((w := _words(t)) <= words or words <= w for t in m.targets if _words(t))]
        alone = len({m.article for m in same}) == 1 and all(is_outlets(m.attribution) for m in same)
        said[n] = 0 if alone else len({m.article for m in same})
    order = sorted(said, key=lambda n: -said[n])
    if max(said.values(), default=0) >= FEW:
        order = [n for n in order if said[n]]
    return [targets[n] for n in order]


def _is_place(target: Actor, place: Place | None) -> bool:
    if place is None:
        return False
    if target.kind == "state":
        return target.id is not None and target.id == place.country
    names = {n.casefold() for n in (place.name, place.as_written) if n}
    return (target.name or target.as_written).casefold() in names


def _words(target: Actor) -> frozenset[str]:
    """What the words say of it, without inflection."""
    return _split(target.name or target.as_written)


def _split(text: str) -> frozenset[str]:
    states = {w for w in key(text) if w.startswith("@")}
    plain = " ".join(w for w in key(text) if w not in states) if states else text
    words = re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", plain.casefold()))
    kept = (w for w in words if w not in _EMPTY and w not in _NUMBERS and not w.isdigit())
    return frozenset({re.sub(r"ies$", "y", w).removesuffix("s") for w in kept} | states)
