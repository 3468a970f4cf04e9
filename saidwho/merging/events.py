"""One event out of its mentions: the most exact value of each kind, and every toll with its source."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from saidwho.linking import same_actor
from saidwho.merging.accounts import finish, gather
from saidwho.merging.assembling import FINENESS, Weapon, assemble
from saidwho.merging.drafts import Draft
from saidwho.merging.voices import is_denied, is_particular, of_nobody, own_figures, part_index
from saidwho.records import Actor, Article, Attribution, Event, EventMention, Place, Span, Time, Toll

T = TypeVar("T")
_EXACTNESS = {"": 0, "dawn": 2, "noon": 2}
"""“At dawn” says more than “in the morning”, which says more than nothing."""
_FORCES = frozenset(("state forces", "police", "rebel group", "political militia", "armed group", "military site"))


def build_event(article: Article, mentions: Sequence[EventMention], known: Mapping[str, Attribution]) -> Event:
    """The record of one event. `mentions` are in order of the text and not empty."""
    drafts, belongs = gather(article, mentions, known)
    lead = _lead(mentions)
    weapon = _first(mentions, lambda m: m.weapon)
    return assemble(
        _identifier(article, mentions[0].trigger),
        mentions,
        drafts,
        code=(lead.type, lead.mode, lead.acled or _first(mentions, lambda m: m.acled)),
        one_party=lambda a, b: same_actor(a, b) or _covered(a, b),
        place=_place(mentions),
        time=_time(mentions),
        weapon=Weapon(weapon, _weapon_span(mentions, weapon)),
        tolls=_tolls(article, mentions, belongs, known),
        accounts=finish(article, drafts, mentions, known),
        reasons=(m.unknown for m in mentions),
        silent="not stated in the report",
    )


def _identifier(article: Article, trigger: Span) -> str:
    key = f"{article.id}:{trigger.start}:{trigger.end}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _lead(mentions: Sequence[EventMention]) -> EventMention:
    """The mention with the most exact code, the first of those: a mode beats none; a killing or a fight is more than
    what burned in it."""
    told = [m for m in mentions if m.mode != "destroy"]
    if told and any(_hurts_people(m) for m in mentions):
        mentions = told
    return max(mentions, key=lambda m: (m.mode is not None, m.acled is not None))


def _hurts_people(mention: EventMention) -> bool:
    """Whether a mention tells of an attack on people or on those under arms."""
    hit = {t.kind for t in mention.targets}
    harmed = any(t.kind in ("killed", "injured", "casualties") and t.high != 0 for t in mention.tolls)
    return mention.type == "ASSAULT" and (
        harmed or bool(hit & _FORCES) or any(r.name == "victim" for r in mention.roles)
    )


def _first(mentions: Sequence[EventMention], value: Callable[[EventMention], T | None]) -> T | None:
    return next((v for m in mentions if (v := value(m)) is not None), None)


def _weapon_span(mentions: Sequence[EventMention], weapon: str | None) -> Span | None:
    if weapon is None:
        return None
    return next((r.span for m in mentions if m.weapon == weapon for r in m.roles if r.name == "weapon"), None)


def _covered(actor: Actor, other: Actor) -> bool:
    if actor.span == other.span:
        return True
    words, others = (set((x.name or x.as_written).casefold().split()) for x in (actor, other))
    return actor.kind == other.kind and bool(words) and (words <= others or others <= words)


def _place(mentions: Sequence[EventMention]) -> Place | None:
    told = {r.span for m in mentions for r in m.roles if r.name == "place"}
    places = [m.place for m in mentions if m.place and (m.place.name or m.place.country)]
    if not places:
        return _first(mentions, lambda m: m.place)

    def rank(place: Place) -> tuple[bool, float, bool]:
        unlisted = place.name is None
        fineness = FINENESS.get(place.precision or "", 0) + (0.5 if unlisted else 0.0)
        return (place.inferred_from in (None, "event clause"), fineness, place.span in told)

    return max(places, key=rank)


def _time(mentions: Sequence[EventMention]) -> Time | None:
    times = [m.time for m in mentions if m.time]
    if not times:
        return None

    def rank(time: Time) -> tuple[bool, int, int]:
        days = (time.end - time.start).days if time.start and time.end else 10**6
        return (time.start is not None, -days, _EXACTNESS.get(time.part_of_day or "", 1))

    return max(times, key=rank)


def _tolls(
    article: Article,
    mentions: Sequence[EventMention],
    belongs: Mapping[str, Draft],
    known: Mapping[str, Attribution],
) -> tuple[Toll, ...]:
    """Every source's figures once; sub-counts keep the index of their total in the new list."""
    kept: list[Toll] = []
    own = own_figures(article, mentions, known)
    for mention in mentions:
        place: dict[int, int] = {}
        for number, toll in enumerate(mention.tolls):
            draft = belongs.get(toll.said_by)
            if draft is None or is_denied(toll, known) or (of_nobody(toll.said_by, known) and toll not in own):
                continue
            said_by = f"s-{draft.number}"
            at = part_index(mention.tolls, number)
            part_of = place.get(at) if at is not None else None
            if at is not None and part_of is None:
                whole = mention.tolls[at]  # left out, since a source gives the same
                part_of = next((i for i, old in enumerate(kept) if _same_figure(old, whole)), None)
                if part_of is None:
                    continue
            new = replace(toll, said_by=said_by, part_of=part_of)
            same = next((i for i, old in enumerate(kept) if _same_toll(old, new)), None)
            if same is None:
                kept.append(new)
                same = len(kept) - 1
            place[number] = same
    return tuple(_with_total(toll, kept) for toll in kept)


def _with_total(toll: Toll, kept: Sequence[Toll]) -> Toll:
    """A particular victim (“its commander”) is one of those whom a total of the event counts."""
    if toll.part_of is not None or not is_particular(toll):
        return toll
    counts = ((i, t) for i, t in enumerate(kept) if t.kind == toll.kind and t.part_of is None and (t.best or 0) > 1)
    return replace(toll, part_of=next((i for i, _ in counts), None))


def _same_figure(a: Toll, b: Toll) -> bool:
    return a.part_of is None and (a.kind, a.low, a.high) == (b.kind, b.low, b.high)


def _same_toll(a: Toll, b: Toll) -> bool:
    key = (a.kind, a.low, a.high, a.said_by, a.part_of is None)
    return key == (b.kind, b.low, b.high, b.said_by, b.part_of is None) and (a.part_of is None or a.who == b.who)
