"""Accounts of one event pooled over articles: one an original source and stance, copies once, every statement kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from saidwho.merging.accounts import finish, gather
from saidwho.merging.across.pools import Pool, Pools, Voice
from saidwho.merging.across.sources import one_source, states_of
from saidwho.merging.across.tellings import Telling
from saidwho.merging.drafts import STRONGER
from saidwho.merging.known import Known
from saidwho.records import Account, EventMention, Statement


def mark(telling: Telling) -> tuple[tuple[EventMention, ...], Known]:
    """The mentions and attributions of a telling with the article in every value and every id."""
    article = telling.article.id
    return tuple(_mention(m, article) for m in telling.event.mentions), telling.marked.known


def _mention(mention: EventMention, article: str) -> EventMention:
    return replace(
        mention,
        attribution=f"{article}/{mention.attribution}",
        tolls=tuple(replace(t, said_by=f"{article}/{t.said_by}", article=article) for t in mention.tolls),
        actors=tuple(replace(a, article=article) for a in mention.actors),
        targets=tuple(replace(a, article=article) for a in mention.targets),
        place=replace(mention.place, article=article) if mention.place else None,
        time=replace(mention.time, article=article) if mention.time else None,
        article=article,
    )


def pool(tellings: Sequence[Telling], copy_of: Mapping[str, str]) -> tuple[list[Pool], list[EventMention]]:
    """The accounts of one event and all its mentions. `tellings` come in order of publication.

    `copy_of` names for the id of a copy the article that stands for it.
    """
    pools = Pools(copy_of)
    mentions: list[EventMention] = []
    for telling in tellings:
        own, known = mark(telling)
        mentions += own
        drafts, belongs = gather(telling.article, own, known)
        pools.add([Voice(telling, d, known, own, tuple(i for i, x in belongs.items() if x is d)) for d in drafts])
    kept = _told(_folded(_completed(pools.found)))
    pools.compare(kept)
    return kept, mentions


def _told(pools: list[Pool]) -> list[Pool]:
    """Without those of outlets and unnamed speakers that only speak of it as known, where others tell it."""
    kept = [p for p in pools if p.stance != "mentions" or p.speaker is not None]
    return kept or pools


def _completed(pools: list[Pool]) -> list[Pool]:
    """“The defence ministry” of no state is that of the only state whose defence ministry speaks of the event."""
    kept: list[Pool] = []
    for place in pools:
        speaker, side = place.speaker, place.draft().side
        if speaker is not None and speaker.kind == "ministry" and not _states(place):
            named = [p for p in pools if p.stance == place.stance and _states(p) and p.draft().side.body == side.body]
            if named and len(frozenset.union(*map(_states, named))) == 1:
                named[0].add(place.voices)
                continue
        kept.append(place)
    return kept


def _states(place: Pool) -> frozenset[str]:
    """The states that the words of a source name."""
    speakers = [v.draft.speaker for v in place.voices if v.draft.speaker and v.draft.speaker.kind == "ministry"]
    return frozenset(s for a in speakers for s in states_of(a))


def _folded(pools: list[Pool]) -> list[Pool]:
    """One account for a source that claims it in one report and tells of it in another."""
    kept: list[Pool] = []
    for place in pools:
        speaker = place.speaker
        strong = (p for s in STRONGER.get(place.stance, ()) for p in pools if p.stance == s)
        into = next((p for p in strong if speaker and _same(p, place)), None)
        if into is None or place.draft().of_nobody:
            kept.append(place)
        else:
            into.add(place.voices)
    return kept


def _same(a: Pool, b: Pool) -> bool:
    return any(one_source(v, w) for v in a.distinct() for w in b.distinct())


def accounts_of(pools: Sequence[Pool], copy_of: Mapping[str, str]) -> tuple[Account, ...]:
    """Frozen accounts with every statement, originals before copies, in order of publication."""
    return tuple(_account(number, p, copy_of) for number, p in enumerate(pools, 1))


def _account(number: int, place: Pool, copy_of: Mapping[str, str]) -> Account:
    single = [(v, finish(v.telling.article, [v.draft], v.mentions, v.known)[0]) for v in place.voices]
    statements = [_statement(voice, account, copy_of) for voice, account in single]
    first = single[0][1]
    roles = [a.role for _, a in single if a.role]
    return replace(
        first,
        id=f"s-{number}",
        source=place.speaker,
        role=next((r for r in ("actor", "target") if r in roles), roles[0] if roles else None),
        attributions=tuple(_attribution(v, a) for v, account in single for a in account.attributions),
        statements=tuple(statements),
    )


def _attribution(voice: Voice, identifier: str) -> str:
    return identifier if "/" in identifier else f"{voice.telling.article.id}/{identifier}"


def _statement(voice: Voice, account: Account, copy_of: Mapping[str, str]) -> Statement:
    article = voice.telling.article
    return Statement(
        article=article.id,
        attribution=_attribution(voice, account.attributions[0]),
        said=account.said,
        cue=account.cue,
        outlet=article.outlet,
        published=article.published,
        said_via=account.said_via,
        quotation=account.quotation,
        copy_of=copy_of.get(article.id),
        repeats=voice.repeats,
    )
