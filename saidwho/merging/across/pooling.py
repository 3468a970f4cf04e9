"""Accounts of one event pooled over articles: one an original source and stance, copies once, every statement kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from saidwho.merging.accounts import finish, gather
from saidwho.merging.across.sources import Said, one_source, states_of
from saidwho.merging.across.tellings import Telling
from saidwho.merging.drafts import STRONGER, Draft
from saidwho.merging.known import Known
from saidwho.merging.offices import Side
from saidwho.records import Account, Actor, Attribution, EventMention, Stance, Statement


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


@dataclass(slots=True)
class Voice:
    """What one telling says through one source, before it is pooled with the same source's words elsewhere."""

    telling: Telling
    draft: Draft
    known: Mapping[str, Attribution]
    mentions: tuple[EventMention, ...]
    owned: tuple[str, ...]
    """Ids of the attributions whose figures are this voice's."""

    def said(self) -> Said:
        """As sources are compared."""
        return Said(self.draft, self.telling.article)


@dataclass(slots=True)
class Pool:
    """One account over all articles: the voices of one original source with one stance."""

    voices: list[Voice] = field(default_factory=list)
    speaker: Actor | None = None
    """The source under its fullest name; of several, the first to be published."""
    _said: dict[tuple[object, ...], Said] = field(default_factory=dict)

    def add(self, voices: Iterable[Voice]) -> None:
        """Takes some more voices."""
        for voice in voices:
            self.voices.append(voice)
            actor = voice.draft.speaker
            if actor is not None:
                key = (actor.name, actor.as_written.casefold(), actor.kind, voice.draft.side)
                self._said.setdefault(key, voice.said())
                if self.speaker is None or _fullness(actor) < _fullness(self.speaker):
                    self.speaker = actor

    def distinct(self) -> Iterable[Said]:
        """Its voices, those of one wording once: many reports say “the police”."""
        return self._said.values()

    @property
    def stance(self) -> Stance:
        """The stance that all its voices share."""
        return self.voices[0].draft.stance

    def draft(self) -> Draft:
        """As one account of one article would be, for the rule of the status."""
        attributions = [a for v in self.voices for a in v.draft.attributions]
        said = [s for v in self.voices for s in v.draft.said]
        nobody = all(v.draft.of_nobody for v in self.voices)
        side = next((v.draft.side for v in self.voices if any(v.draft.side)), Side())
        witness = any(v.draft.witness for v in self.voices)
        office = frozenset(w for v in self.voices for w in v.draft.office)
        return Draft(
            self.speaker, self.stance, attributions, said, of_nobody=nobody, side=side, office=office, witness=witness
        )


def _fullness(actor: Actor) -> tuple[bool, bool, int]:
    """Named before unnamed, words of several before one, then the first."""
    name = actor.name or ""
    return (not name, len(name.split()) < 2, 0)


def pool(tellings: Sequence[Telling], copy_of: Mapping[str, str]) -> tuple[list[Pool], list[EventMention]]:
    """The accounts of one event and all its mentions. `tellings` come in order of publication.

    `copy_of` names for the id of a copy the article that stands for it.
    """
    pools: list[Pool] = []
    outlets: dict[tuple[object, ...], Pool] = {}
    mentions: list[EventMention] = []
    for telling in tellings:
        own, known = mark(telling)
        mentions += own
        drafts, belongs = gather(telling.article, own, known)
        for draft in drafts:
            voice = Voice(telling, draft, known, own, tuple(i for i, d in belongs.items() if d is draft))
            place = _place(voice, pools, outlets, copy_of)
            place.add([voice])
    return _told(_folded(_completed(pools))), mentions


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


def _place(
    voice: Voice, pools: list[Pool], outlets: dict[tuple[object, ...], Pool], copy_of: Mapping[str, str]
) -> Pool:
    """The account that a voice belongs to, a new one where there is none.

    The same original source with the same stance; an outlet's own voice is its own, and that of its copies.
    """
    stance, article = voice.draft.stance, voice.telling.article
    place = None
    said = voice.said()
    keys: list[tuple[object, ...]] = []
    if said.draft.speaker is not None:
        found = (p for p in pools if p.stance == stance and p.speaker is not None)
        place = next((p for p in found if any(one_source(v, said) for v in p.distinct())), None)
    else:
        own = not voice.draft.attributions
        keys = [(stance, own, "report", copy_of.get(article.id, article.id))]
        keys += [(stance, own, "outlet", article.outlet)] if article.outlet else []
        place = next((outlets[k] for k in keys if k in outlets), None)
    if place is None:
        place = Pool()
        pools.append(place)
    for key in keys:
        outlets.setdefault(key, place)
    return place


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
    )
