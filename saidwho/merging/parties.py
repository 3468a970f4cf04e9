"""When two speakers are one: for an account by name, for the count of sources also by office and by side."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from saidwho.linking import same_actor
from saidwho.merging.offices import WHOLE, Side
from saidwho.records import Actor

_ARTICLES = frozenset({"the", "a", "an", "some"})


def same_speaker(a: Actor | None, b: Actor | None) -> bool:
    """Whether two speakers have one account: a name and its forms, a spokesman and whom he speaks for, the same words.

    A minister and his ministry, a ministry and its state have each their own. Nobody is never the same as nobody.
    """
    if a is None or b is None:
        return False
    if same_actor(a, b):
        return True
    if a.name is None and b.name is None and _bare(a) == _bare(b) and a.affiliation == b.affiliation:
        return True
    if _longer(a, b) or _governs(a, b) or _governs(b, a) or _reworded(a, b) or _one_person(a, b):
        return True
    return any(same_actor(one, other) for one in _voices(a) for other in _voices(b))


_BODIES = frozenset({"armed group", "rebel group", "movement", "party", "organisation", "ngo"})


def _longer(a: Actor, b: Actor) -> bool:
    """Two names of one body, of which one holds the other: “Islamic Front” and “Islamic Front in Arland”."""
    if a.kind not in _BODIES or b.kind not in _BODIES or not a.name or not b.name:
        return False
    one, other = (set(x.casefold().split()) - _ARTICLES for x in (a.name, b.name))
    return min(len(one), len(other)) > 1 and (one <= other or other <= one)


def _one_person(a: Actor, b: Actor) -> bool:
    """“Orla M. Wendt” beside “Orla Wendt”: first and last name, and between them no other."""
    if a.kind != "person" or b.kind != "person" or not a.name or not b.name:
        return False
    one, other = ([w.strip(".") for w in x.casefold().split()] for x in (a.name, b.name))
    if min(len(one), len(other)) < 2 or (one[0], one[-1]) != (other[0], other[-1]):
        return False
    return set(one) <= set(other) or set(other) <= set(one)


_INSTITUTIONS = frozenset({"government", "ministry", "state forces", "police", "court", "prosecutors"})
_JOINING = _ARTICLES | {"of", "for", "republic"}
_ENDING = re.compile(r"(?:ian|ean|an|ia|n|a|i|ese|ish)?(?:['’]s)?$")
"""What a people's name has that the country's has not, or the other way round: “Kasvian”, “Kasvia”."""


def _reworded(a: Actor, b: Actor) -> bool:
    """One institution in other words: “the Ministry of Defence of Kasvia”, “Kasvia's defence ministry”."""
    if a.kind != b.kind or a.kind not in _INSTITUTIONS or not a.name or not b.name:
        return False
    one, other = _core(a.name), _core(b.name)
    return len(one) > 1 and one == other


def _core(name: str) -> frozenset[str]:
    words = (w for w in name.casefold().split() if w not in _JOINING)
    return frozenset(_ENDING.sub("", w, 1) if len(w) > _SHORT else w for w in words)


_SHORT = 4
"""Letters up to which a word has no ending to lose."""


def _governs(a: Actor, b: Actor) -> bool:
    """A governor beside the government that is his."""
    if a.kind != "person" or b.kind != "government" or not a.affiliation or not b.name:
        return False
    return same_actor(replace(a, name=a.affiliation, kind=None, id=None), b)


_ONE_OF = frozenset({"a", "an", "another", "one", "some", "several", "two", "three", "four"})


def same_voice(a: Actor | None, b: Actor | None) -> bool:
    """The same within one report: a body that its lead names is whoever speaks for it further down.

    So is an unnamed holder of an office beside a named one of the same body; two named ones, or two bodies, never are.
    """
    if a is None or b is None:
        return False
    if same_speaker(a, b) or _speaks_for(a, b) or _speaks_for(b, a):
        return True
    one, other = (a, b) if a.name is None else (b, a)
    if one.kind == "government" and other.name and f" {other.name} " in f" {one.as_written.replace(chr(8217), ' ')} ":
        return True
    if one.name is not None or other.name is None or not one.affiliation or one.affiliation != other.affiliation:
        return False
    return one.as_written.casefold().split()[0] not in _ONE_OF and one.kind != "officials"


def _voices(actor: Actor) -> list[Actor]:
    """The speaker, and whom he speaks for where he is called a spokesman or goes without a name."""
    if actor.affiliation and is_spokesman(actor):
        body = replace(actor, name=actor.affiliation, kind=None, id=None)
        return [body, actor] if actor.name else [body]
    return [actor] if actor.name else []


def is_spokesman(actor: Actor) -> bool:
    """Whether the words call him one who speaks for others."""
    return actor.kind == "spokesperson" or "spokes" in actor.as_written.casefold()


def _bare(actor: Actor) -> tuple[str, ...]:
    return tuple(w for w in actor.as_written.casefold().split() if w not in _ARTICLES)


_WIDE = frozenset({"the", "regional", "local", "provincial", "city", "city's", "national", "area", "country's"})
_PRONOUNS = frozenset(
    "he she it they we i you who which that some one ones those these this others both all of them us whom".split()
)
_COUNTS = frozenset({"two", "three", "four", "several", "both", "neither", "no"})
_MANY = frozenset({"groups", "parties", "sides", "movements", "factions"})
_BANDS = frozenset({"armed group", "rebel group", "political militia", "communal militia", "movement"})


def office_words(actor: Actor) -> frozenset[str]:
    """The words for an unnamed holder of an office, without those for its area; empty for one of many."""
    words = actor.as_written.casefold().split()
    return frozenset() if not words or words[0] in _ONE_OF else frozenset(words) - _WIDE


def head_words(actor: Actor) -> frozenset[str]:
    """The same, up to what is said of where (“the director of the hospital”)."""
    words = actor.as_written.casefold().split()
    end = next((n for n, w in enumerate(words) if w in ("of", "in", "for", "at", "on")), len(words))
    return frozenset() if not words or words[0] in _ONE_OF else frozenset(words[:end]) - _WIDE


def someone(actor: Actor | None) -> Actor | None:
    """The speaker, or None where his words tell nobody: a pronoun that nothing fits, a count of groups."""
    if actor is None or actor.name or actor.affiliation:
        return actor
    words = actor.as_written.casefold().split()
    if all(w in _PRONOUNS for w in words):
        return None
    many = actor.kind in _BANDS or words[-1] in _MANY
    return None if words[0] in _COUNTS and many else actor


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
