"""One event out of the tellings of many articles: what most of them say, in its most exact form."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from saidwho.linking import same_actor
from saidwho.merging.across.pooling import accounts_of, pool
from saidwho.merging.across.pools import Pool
from saidwho.merging.across.tellings import MAIN, Telling
from saidwho.merging.assembling import FINENESS, Weapon, assemble
from saidwho.merging.tolls import mark_superseded
from saidwho.merging.voices import is_denied, of_nobody, own_figures, part_index
from saidwho.records import Actor, Event, EventMention, Place, Span, Time, Toll

T = TypeVar("T")


def build_event(tellings: Sequence[Telling], copy_of: Mapping[str, str]) -> Event:
    """The record of one event. Its id is that of the telling which leads it: when others join, it stays."""
    told = sorted(tellings, key=_order)
    pools, mentions = pool(told, copy_of)
    events = [t.event for t in told]
    lead = _lead(told)
    accounts = accounts_of(pools, copy_of)
    return assemble(
        min(told, key=_leading).id,
        mentions,
        [p.draft() for p in pools],
        code=(lead.type, lead.mode, lead.acled or _first(events, lambda e: e.acled)),
        one_party=_one,
        place=_place(mentions, told),
        time=_time(mentions, told),
        weapon=_weapon(told),
        tolls=mark_superseded(_tolls(mentions, pools), accounts),
        accounts=accounts,
        reasons=(e.unknown for e in events),
        silent="not stated in the reports",
    )


def _order(telling: Telling) -> tuple[dt.date, str, str]:
    return (telling.article.published or dt.date.max, telling.article.id, telling.id)


def _leading(telling: Telling) -> tuple[bool, dt.date, str, str]:
    """Of the reports that are about the event the earliest; reports that tell it beside change no id."""
    return (telling.rank < MAIN, *_order(telling))


def _first(events: Iterable[Event], value: Callable[[Event], T | None]) -> T | None:
    return next((v for e in events if (v := value(e)) is not None), None)


def _most(values: Iterable[tuple[Hashable, int]]) -> list[Hashable]:
    """The values, those with most votes first; of equal ones the first to come."""
    votes: Counter[Hashable] = Counter()
    for value, weight in values:
        votes[value] += weight
    return [v for v, _ in sorted(votes.items(), key=lambda item: -item[1])]


def _vote(telling: Telling) -> int:
    """A report that is about the event knows it better than one that mentions it."""
    return 1 + telling.rank


def _lead(told: Sequence[Telling]) -> Event:
    """The telling whose kind of deed most have: a mode beats none."""
    codes = _most(((t.event.type, t.event.mode), _vote(t) if t.event.mode else 0) for t in told)
    return next(t.event for t in told if (t.event.type, t.event.mode) == codes[0])


def _weapon(told: Sequence[Telling]) -> Weapon:
    found = _most((t.event.weapon, _vote(t)) for t in told if t.event.weapon)
    if not found:
        return Weapon()
    first = next(t for t in told if t.event.weapon == found[0])
    return Weapon(first.event.weapon, first.event.weapon_span, first.article.id)


def _place(mentions: Sequence[EventMention], told: Sequence[Telling]) -> Place | None:
    """The finest place of the country that most tellings name."""
    votes = {t.article.id: _vote(t) for t in told}
    places = [(p, votes[p.article]) for m in mentions if (p := m.place) and p.article and (p.name or p.country)]
    if not places:
        unlisted = [m.place for m in mentions if m.place]
        names = [(p.as_written.casefold(), votes.get(p.article or "", 0)) for p in unlisted]
        most = _most(names)
        return next((p for p in unlisted if p.as_written.casefold() == most[0]), None)
    countries = _most((p.country, n) for p, n in places if p.country) or [None]
    at_home = [(p, n) for p, n in places if p.country == countries[0]] or places
    listed = Counter[tuple[str | None, str | None]]()
    for p, n in at_home:
        listed[p.name, p.precision] += n

    def rank(item: tuple[Place, int]) -> tuple[bool, int, bool, int]:
        place = item[0]
        told_here = place.inferred_from in (None, "event clause")
        return (told_here, FINENESS.get(place.precision or "", 0), place.name is not None,
                listed[place.name, place.precision])  # fmt: skip

    return max(at_home, key=rank)[0]


def _time(mentions: Sequence[EventMention], told: Sequence[Telling]) -> Time | None:
    """The shortest time of those that most tellings give."""
    votes = {t.article.id: _vote(t) for t in told}
    times = [m.time for m in mentions if m.time]
    known = [t for t in times if t.start and t.end]
    if not known:
        return times[0] if times else None
    days = Counter[tuple[object, object]]()
    for time in known:
        days[time.start, time.end] += votes[time.article or ""]

    def rank(time: Time) -> tuple[bool, bool, int, int]:
        assert time.start is not None and time.end is not None
        length = (time.end - time.start).days
        return (length <= 4, time.certainty == "stated", days[time.start, time.end], -length)

    return max(known, key=rank)


def _one(a: Actor, b: Actor) -> bool:
    if a.name and b.name:
        return same_actor(a, b)
    words, others = (set((x.name or x.as_written).casefold().split()) - {"the", "a", "an"} for x in (a, b))
    return bool(words) and (words <= others or others <= words)


def _tolls(mentions: Sequence[EventMention], pools: Sequence[Pool]) -> tuple[Toll, ...]:
    """Every source's figures once, “45” and “at least 45” too, in the words of the report rather than of its title;
    sub-counts keep the index of their total."""
    account = {a: f"s-{n}" for n, p in enumerate(pools, 1) for a in _ids(p)}
    theirs = set(_figures_of(mentions, pools))
    titles = {v.telling.article.id: v.telling.article.title for p in pools for v in p.voices}
    kept: list[Toll] = []
    for mention in mentions:
        place: dict[int, int] = {}
        for number, toll in enumerate(mention.tolls):
            if toll.said_by not in account or toll not in theirs:
                continue
            whole = part_index(mention.tolls, number)
            part_of = place.get(whole) if whole is not None else None
            new = replace(toll, said_by=account[toll.said_by], part_of=part_of)
            same = next((i for i, old in enumerate(kept) if _same_toll(old, new)), None)
            if same is None:
                kept.append(new)
                same = len(kept) - 1
            elif _in_title(kept[same], titles) and not _in_title(new, titles):
                kept[same] = new
            place[number] = same
    return tuple(kept)


def _in_title(toll: Toll, titles: Mapping[str, Span | None]) -> bool:
    title = titles.get(toll.article or "")
    return title is not None and title.start <= toll.span.start < title.end


def _figures_of(mentions: Sequence[EventMention], pools: Sequence[Pool]) -> list[Toll]:
    """Figures that somebody gives: no denied ones, and of an outlet's own only what no source of its report gives."""
    known = {v.telling.article.id: v for p in pools for v in p.voices}
    by_article: dict[str | None, list[EventMention]] = {}
    for mention in mentions:
        by_article.setdefault(mention.article, []).append(mention)
    found: list[Toll] = []
    for article, voice in known.items():
        told = by_article.get(article, [])
        own = own_figures(voice.telling.article, told, voice.known)
        tolls = [t for m in told for t in m.tolls if not is_denied(t, voice.known)]
        found += [t for t in tolls if not of_nobody(t.said_by, voice.known) or t in own]
    return found


def _ids(place: Pool) -> list[str]:
    """The attributions whose figures are an account's."""
    return [i for v in place.voices for i in v.owned]


def _same_toll(a: Toll, b: Toll) -> bool:
    key = (a.kind, a.low, a.said_by, a.part_of is None)
    if key != (b.kind, b.low, b.said_by, b.part_of is None) or (a.part_of is not None and a.who != b.who):
        return False
    return a.high == b.high or (a.low is not None and (a.high is None or b.high is None))
