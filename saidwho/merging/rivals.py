"""Whose deed two mentions tell of: other doers make two events, unless one disputes the other about one deed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from saidwho.linking import same_actor
from saidwho.linking.names_tables import organisation
from saidwho.merging.following import NEAR, one_figure
from saidwho.merging.nearness import places_alike, times_alike
from saidwho.merging.offices import side_of
from saidwho.merging.parties import same_source
from saidwho.merging.wording import all_words, definite, shared_targets, words_of
from saidwho.records import Actor, Article, EventMention, Stance

Voice = tuple[Actor | None, Stance]
"""Who tells a mention, and his stance on it."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Who tells each mention, by its id; the mentions that somebody denies."""

    of: Mapping[str, Voice]
    denied: tuple[EventMention, ...]
    deniers: tuple[tuple[Actor, int], ...]
    """Who denies something, and where the report says so."""
    told_in: frozenset[str]
    """Countries in which the report itself says that some deed took place."""
    opening: int
    """How far the title's event lends its weight: where the title tells of several, to the end of the lead."""


def owned_beside_denied(a: EventMention, b: EventMention, voices: Voices) -> bool:
    """Who claims one deed and denies another speaks of two, unless both are told of one target, place or day.

    What others lay at his door is then the deed that he denies.
    """
    speaker, stance = voices.of[a.id]
    if stance != "claims" or speaker is None or _one_side(voices.of[b.id][0], speaker, voices.of[b.id][1] == "claims"):
        return False
    return any(_one_side(voices.of[d.id][0], speaker, True) and not _alike(a, d) for d in voices.denied)


_OWN = re.compile(r"(?:they|we|it|he|she|i|its|their|our|his|her|my)\b", re.IGNORECASE)


def said_beside_denied(article: Article, a: EventMention, b: EventMention, voices: Voices) -> bool:
    """“Denied that its men had burned the village but said that they had clashed with soldiers”: nobody denies a deed
    and owns it, unless his second words only point to it.
    """
    (one, stance), (other, second) = voices.of[a.id], voices.of[b.id]
    if (
        one is None
        or other is None
        or not (one.span == other.span or same_source(one, other))
        or (stance == "denies") == (second == "denies")
    ):
        return False
    told, denied = (b, a) if stance == "denies" else (a, b)
    plain = told.polarity == "positive" and denied.polarity == "positive" and not told.presupposed
    owned = any(_OWN.match(x.as_written) for x in told.actors) or bool(
        all_words(told.actors) & all_words(denied.actors)
    )
    return plain and owned and voices.of[told.id][1] in ("asserts", "claims") and not definite(article, told.trigger)


def _one_side(other: Actor | None, speaker: Actor, claims: bool) -> bool:
    return claims and (same_source(other, speaker) or _same_state(other, speaker))


def _alike(a: EventMention, b: EventMention) -> bool:
    near = places_alike(a.place, b.place) > 0.5 or times_alike(a.time, b.time) > 0.5
    return near or shared_targets(a, b)


def _same_state(a: Actor | None, b: Actor | None) -> bool:
    one, other = side_of(a).state, side_of(b).state
    return one is not None and one == other


def _reversed(a: EventMention, b: EventMention) -> bool:
    """Who did the one suffered the other: an answer, not the same deed."""
    if not a.actors or not b.actors or any(same_actor(x, y) for x in a.actors for y in b.actors):
        return False
    doers, sufferers = (all_words(actors) for actors in (a.actors, b.targets))
    return bool(doers & sufferers) and not doers & all_words(b.actors)


def _apart(a: Sequence[Actor], b: Sequence[Actor]) -> bool:
    named_a, named_b = [x for x in a if x.name], [x for x in b if x.name]
    if not named_a or not named_b:
        return False
    return not any(same_actor(x, y) or _belongs(x, y) for x in named_a for y in named_b)


def parties_differ(article: Article, a: EventMention, b: EventMention, voices: Voices) -> bool:
    """Others did it, or who did the one suffered the other; rivals and accused who say so of one deed do not count."""
    if _rival_claim(article, b, voices) or one_figure(a, b) or countered(a, b, voices):
        return False
    return _apart(a.actors, b.actors) or _reversed(a, b) or _reversed(b, a)


def countered(a: EventMention, b: EventMention, voices: Voices) -> bool:
    """“Sorland denies that it fired and says a rocket of Arland hit the building”: the accused says who did it."""
    speaker = voices.of[b.id][0]
    own = any(r.name in ("place", "time") for r in b.roles) or b.tolls
    if speaker is None or own or b.type != "ASSAULT" or not 0 <= b.sentence.start - a.sentence.end < NEAR:
        return False
    accused = any(same_source(speaker, x) or _same_state(speaker, x) for x in a.actors)
    blames = b.actors and not any(same_source(speaker, x) or _same_state(speaker, x) for x in b.actors)
    denies = any(
        same_source(speaker, who) and s.start <= at < s.end for who, at in voices.deniers for s in [b.sentence]
    )
    return accused and bool(blames) and denies


def _rival_claim(article: Article, mention: EventMention, voices: Voices) -> bool:
    """“Hours later the Brigade claimed the attack”: another says that he did what was told before."""
    speaker, stance = voices.of[mention.id]
    plain = not any(r.name in ("time", "place", "target", "victim") for r in mention.roles) and not mention.tolls
    return stance == "claims" and speaker is not None and plain and definite(article, mention.trigger)


def _belongs(a: Actor, b: Actor) -> bool:
    """An army of a state beside the state; an unnamed band beside a named group."""
    names = {n.casefold() for n in (a.affiliation, b.affiliation) if n}
    if (a.id and a.id == b.id) or names & {(a.name or "").casefold(), (b.name or "").casefold()}:
        return True
    one, other = _full_name(a), _full_name(b)
    return a.kind == b.kind and min(len(one), len(other)) > 1 and (one <= other or other <= one)


def _full_name(actor: Actor) -> frozenset[str]:
    """The words of a name; those of the long name where an acronym stands for a known organisation."""
    known = organisation(actor.name or "")
    return words_of(known.name if known else actor.name or "")
