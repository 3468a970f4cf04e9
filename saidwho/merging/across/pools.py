"""Which account over all articles a voice belongs to: by its source, by its words, or by the wire that it came on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from saidwho.merging.across.dependence import Spoken, Words
from saidwho.merging.across.sources import Said, one_source
from saidwho.merging.across.tellings import Telling
from saidwho.merging.copies_origins import medium_of
from saidwho.merging.drafts import Draft
from saidwho.merging.known import Known
from saidwho.merging.offices import Side
from saidwho.records import Actor, EventMention, Stance


@dataclass(slots=True)
class Voice:
    """What one telling says through one source, before it is pooled with the same source's words elsewhere."""

    telling: Telling
    draft: Draft
    known: Known
    mentions: tuple[EventMention, ...]
    owned: tuple[str, ...]
    """Ids of the attributions whose figures are this voice's."""
    number: int = 0
    repeats: str | None = None
    """The earlier article in which the same source says it in the same words."""

    def said(self) -> Said:
        """As sources are compared."""
        return Said(self.draft, self.telling.article)

    @property
    def own(self) -> bool:
        """Whether it is the outlet's own."""
        return not self.draft.attributions

    @property
    def wire(self) -> str | None:
        """The medium whose own words these are: the agency that its outlet prints, or the outlet itself."""
        if self.own:
            outlet, wire = self.telling.article.outlet, self.known.wire
            return (wire.name if wire else None) or medium_of(outlet) or outlet
        speaker = self.draft.speaker
        return medium_of(speaker.name or speaker.as_written) if speaker else None


@dataclass(slots=True)
class Pool:
    """One account over all articles: the voices of one original source with one stance."""

    voices: list[Voice] = field(default_factory=list)
    speaker: Actor | None = None
    """The source under its fullest name; of several, the first to be published."""
    number: int = 0
    rests_on: frozenset[int] = frozenset()
    """Numbers of the accounts in whose words all of it is said, in other articles."""
    medium: bool = False
    """Its source is the outlet of one of the reports."""
    _said: dict[tuple[object, ...], Said] = field(default_factory=dict)
    _articles: set[str] = field(default_factory=set)

    def add(self, voices: Iterable[Voice]) -> None:
        """Takes some more voices."""
        for voice in voices:
            self.voices.append(voice)
            self._articles.add(voice.telling.article.id)
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

    def speaks_in(self, article: str) -> bool:
        """Whether one of its voices is of an article."""
        return article in self._articles

    def draft(self) -> Draft:
        """As one account of one article would be, for the rule of the status."""
        drafts = [v.draft for v in self.voices]
        return Draft(
            self.speaker,
            self.stance,
            [a for d in drafts for a in d.attributions],
            [s for d in drafts for s in d.said],
            number=self.number,
            of_nobody=all(d.of_nobody for d in drafts),
            side=next((d.side for d in drafts if any(d.side)), Side()),
            office=frozenset(w for d in drafts for w in d.office),
            witness=any(d.witness for d in drafts),
            wire=next((w for v in self.voices if (w := v.wire)), None),
            medium=self.medium or any(d.medium for d in drafts),
            rests_on=self.rests_on,
        )


def _fullness(actor: Actor) -> tuple[bool, bool, int]:
    """Named before unnamed, words of several before one, then the first."""
    name = actor.name or ""
    return (not name, len(name.split()) < 2, 0)


class Pools:
    """The accounts of one event while article after article is added."""

    def __init__(self, copy_of: Mapping[str, str]) -> None:
        self.found: list[Pool] = []
        self._copy_of = copy_of
        self._outlets: dict[tuple[object, ...], Pool] = {}
        self._voices: list[Voice] = []
        self._homes: dict[int, Pool] = {}
        self._spoken = Spoken()

    def add(self, voices: Sequence[Voice]) -> None:
        """Takes the voices of one telling: those of known sources first, since they tell the others apart."""
        for voice in voices:
            voice.number = len(self._voices)
            self._voices.append(voice)
            article = voice.telling.article
            report = self._copy_of.get(article.id, article.id)
            self._spoken.add(voice.number, Words.of(article, voice.draft.said, report))
        homeless = [v for v in voices if not self._settle(v, self._by_source(v))]
        for voice in homeless:
            place = self._by_source(voice) or self._by_words(voice)
            if place is None:
                place = Pool()
                self.found.append(place)
            self._settle(voice, place)

    def compare(self, pools: Sequence[Pool]) -> None:
        """Numbers the accounts from 1, and notes for each in whose words all of it is said in other articles, and for
        each voice where the same source said it so before."""
        outlets = {v.telling.article.outlet for v in self._voices} - {None}
        home = {v.number: n for n, p in enumerate(pools, 1) for v in p.voices}
        for number, place in enumerate(pools, 1):
            place.number = number
            place.medium = place.speaker is not None and place.speaker.name in outlets
            shared: set[int] | None = None
            for voice in place.voices:
                alike = self._spoken.alike(voice.number)
                earlier = next((n for n in alike if n < voice.number and home.get(n) == number), None)
                voice.repeats = self._voices[earlier].telling.article.id if earlier is not None else None
                others = {home[n] for n in alike if n in home} - {number}
                shared = others if shared is None else shared & others
            articles = {v.telling.article.id for v in place.voices}
            apart = (n for n in shared or () if not any(pools[n - 1].speaks_in(a) for a in articles))
            place.rests_on = frozenset(apart)

    def _settle(self, voice: Voice, place: Pool | None) -> bool:
        if place is None:
            return False
        place.add([voice])
        self._homes[voice.number] = place
        for key in self._keys(voice):
            self._outlets.setdefault(key, place)
        return True

    def _by_source(self, voice: Voice) -> Pool | None:
        """The account of the same original source with the same stance; an outlet's own voice is its own, that of its
        copies, and that of the agency which it prints."""
        if voice.draft.speaker is None:
            found = (self._outlets[k] for k in self._keys(voice) if k in self._outlets)
            return next((p for p in found if p.speaker is None), None)
        said = voice.said()
        able = (p for p in self.found if p.stance == voice.draft.stance and p.speaker is not None)
        return next((p for p in able if any(one_source(v, said) for v in p.distinct())), None)

    def _keys(self, voice: Voice) -> list[tuple[object, ...]]:
        if voice.draft.speaker is not None:
            return []
        article, base = voice.telling.article, (voice.draft.stance, voice.own)
        keys: list[tuple[object, ...]] = [(*base, "report", self._copy_of.get(article.id, article.id))]
        keys += [(*base, "outlet", article.outlet)] if article.outlet else []
        keys += [(*base, "wire", voice.wire)] if voice.wire else []
        return keys

    def _by_words(self, voice: Voice) -> Pool | None:
        """The account that another article tells in the same words, where not both say by name whose it is.

        Two speakers of one article are never one for that, and no name is given to what is said in other words.
        """
        article, speaker = voice.telling.article.id, voice.draft.speaker
        alike = self._spoken.alike(voice.number)
        for number in alike:
            place = self._homes.get(number)
            if place is None or place.stance != voice.draft.stance or place.speaks_in(article):
                continue
            known = place.speaker is not None and place.speaker.name is not None
            named = speaker is not None and speaker.name is not None
            theirs = known or all(v.number in alike for v in place.voices)
            if self._voices[number].own == voice.own and theirs and not (known and named):
                return place
        return None
