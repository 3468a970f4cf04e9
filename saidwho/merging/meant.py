"""Which event a statement means that only points to one: the one told right before, else what the report is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from saidwho.merging.cluster import NOT_YET, Cluster
from saidwho.merging.offices import side_of
from saidwho.merging.parties import same_source
from saidwho.merging.stances import HOSTILE, REALISED
from saidwho.records import OUTLET, Article, Attribution, EventMention, Place

DEEDS = HOSTILE - {"COERCE", "SANCTION"}
"""Who is arrested or convicted denies the charge, and not the arrest."""
_FAR = 700
"""Characters back to what “it” can mean; past that the statement is taken for the report's own subject."""
_NEXT = 80
"""Characters between “any part” and the deed that it is a part in."""
_STATE = frozenset({"state", "government", "ministry", "state forces", "police"})
_ENDS = re.compile(r"[.!?][”\"'’)]*\s+(?=[“\"'‘(]?[A-Z0-9])|\n")
_ASIDE = re.compile(r"\b(?:after|since|before|because of|in answer to|in response to|amid|over)\b")


def _place(told: tuple[int, Cluster, EventMention]) -> int:
    return told[0]


class Told:
    """The mentions that can be meant, to be asked by offset. `deeds`: the types of event that are."""

    def __init__(self, article: Article, groups: Sequence[Cluster], *, deeds: frozenset[str] = DEEDS) -> None:
        self._article = article
        self._events = [g for g in groups if _may_be_meant(g, deeds)]
        self._threats = [g for g in groups if g.mentions[0].type == "THREATEN" and _is_news(g)]
        self._main = self._about()
        self._told = _by_offset(self._events)
        self._threatened = _by_offset(self._threats)

    def __bool__(self) -> bool:
        return bool(self._events or self._threats)

    def meant(self, attribution: Attribution) -> tuple[Cluster, EventMention] | None:
        """The event behind “any part in”, else the one told in this sentence or the one before, else the main one."""
        cue = (attribution.cue or attribution.content)[0].start
        if attribution.cue_class == "deny":
            found = self._behind(attribution.content[-1].end) or self._threat(cue)
            if found is not None:
                return found
        if self._main is None:
            return None
        found = self._near(cue, self._told) or (self._main, self._main.mentions[0])
        if _may_be_theirs(found[0], attribution):
            return found
        theirs = [t for t in self._told if _may_be_theirs(t[1], attribution)]
        before = [t for t in theirs if cue - _FAR <= t[0] < cue]
        return self._near(cue, theirs) or (before[-1][1:] if before else None)

    def inside(self, attribution: Attribution) -> tuple[Cluster, EventMention] | None:
        """The deed in the words themselves, told by the report: “the attacks of Sunday, which the Front claimed”."""
        for span in attribution.content:
            n = bisect_left(self._told, span.start, key=_place)
            if n < len(self._told) and self._told[n][0] < span.end and len(attribution.content) == 1:
                group, mention = self._told[n][1:]
                return (group, mention) if _may_be_theirs(group, attribution) else None
        return None

    def beside(self, attribution: Attribution, *, sure: bool) -> tuple[Cluster, EventMention] | None:
        """The event told near a statement that tells none itself; the report's own where it is `sure` to be of one."""
        cue = (attribution.cue or attribution.content)[0].start
        own = self._main.mentions[0].type if self._main else None
        found = self._near(cue, [t for t in self._told if t[2].type in DEEDS or t[2].type == own])
        if found is None and sure and self._main is not None:
            found = (self._main, self._main.mentions[0])
        return found if sure or found is None or (found[0] is self._main and self._opens_with(found[0])) else None

    def _opens_with(self, group: Cluster) -> bool:
        """Whether title or first paragraph tell of it: else the report is of something else that no type covers."""
        body = next((p.span for p in self._article.paragraphs if p.kind == "body"), None)
        return any(m.trigger.start < (body.end if body else 0) for m in group.mentions)

    def _about(self) -> Cluster | None:
        """The event of the title, else that of most mentions; of equal ones the first."""
        end = self._article.title.end if self._article.title else 0

        def weight(group: Cluster) -> tuple[bool, int]:
            return (any(m.trigger.start < end for m in group.mentions), len(group.mentions))

        return max(self._events, key=weight, default=None)

    def _behind(self, last: int) -> tuple[Cluster, EventMention] | None:
        n = bisect_left(self._told, last, key=_place)
        if n < len(self._told) and self._told[n][0] <= last + _NEXT:
            return self._told[n][1:]
        return None

    def _threat(self, cue: int) -> tuple[Cluster, EventMention] | None:
        """A threat or letter told of nearer than any deed, in this sentence or the one before."""
        before = [t for t in self._threatened if t[0] < cue and self._apart(t[0], cue) < 2]
        deeds = [t for t in self._told if t[0] < cue and self._apart(t[0], cue) < 2]
        if before and (not deeds or deeds[-1][0] < before[-1][0]):
            return before[-1][1:]
        if self._main is None and self._threatened:
            return self._threatened[0][1:]
        return None

    def _near(self, cue: int, told: Sequence[tuple[int, Cluster, EventMention]]) -> tuple[Cluster, EventMention] | None:
        """The deed told last before in this sentence, the one before, or this paragraph; none that is another place's.

        Where the sentence before tells of the report's own subject, that is meant.
        """
        first, past = (bisect_left(told, at, key=_place) for at in (cue - _FAR, cue))
        before = told[first:past]
        here = [t for t in before if self._apart(t[0], cue) == 0]
        if here:
            return here[-1][1:]
        last = [t for t in before if self._apart(t[0], cue) == 1]
        own = [t for t in last if t[1] is self._main]
        near = own or [t for t in last if not self._aside(t, cue)]
        near = near or [t for t in before if not self._new_paragraph(t[0], cue) and not self._aside(t, cue)]
        return near[-1][1:] if near else None

    def _aside(self, told: tuple[int, Cluster, EventMention], cue: int) -> bool:
        """Whether a mention tells of another place than the report's subject, in another paragraph or in passing."""
        at, group, _ = told
        if self._main is None or group is self._main or not _elsewhere(group, self._main):
            return False
        start = max((m.end() for m in _ENDS.finditer(self._article.text, max(0, at - _FAR), at)), default=0)
        return self._new_paragraph(at, cue) or _ASIDE.search(self._article.text, start, at) is not None

    def _apart(self, start: int, end: int) -> int:
        """How many sentences end between two offsets, two at most."""
        if end - start > _FAR:
            return 2
        return min(2, sum(1 for _ in _ENDS.finditer(re.sub(r"\n+", "\n", self._article.text[start:end]))))

    def _new_paragraph(self, start: int, end: int) -> bool:
        return "\n" in self._article.text[start:end]


def _by_offset(groups: Sequence[Cluster]) -> list[tuple[int, Cluster, EventMention]]:
    found = [(m.trigger.start, n, g, m) for n, g in enumerate(groups) for m in g.mentions if m.polarity == "positive"]
    return [(at, g, m) for at, _, g, m in sorted(found, key=lambda t: t[:2])]


def _is_news(group: Cluster) -> bool:
    return group.mentions[0].background is None and any(m.stage in NOT_YET for m in group.mentions)


def _may_be_meant(group: Cluster, deeds: frozenset[str]) -> bool:
    first = group.mentions[0]
    told = any(m.polarity == "positive" and m.stage in REALISED for m in group.mentions)
    return first.background is None and first.type in deeds and told


def _may_be_theirs(group: Cluster, attribution: Attribution) -> bool:
    """Whether a claim or blame can be of a deed whose doer the report itself names: no group claims what it says a
    state did, or blames others for what it says his own side did."""
    speaker = attribution.speaker
    doers = [a for m in group.mentions if m.attribution == OUTLET and m.polarity == "positive" for a in m.actors]
    doers = [a for a in doers if a.name]
    if speaker is None or not doers:
        return True
    if attribution.cue_class == "accuse":
        mine = side_of(speaker)  # an office without a nationality is that of the report's own state
        own = [side_of(a).state for a in doers]
        return not all(own) or not mine.body or any(state != (mine.state or own[0]) for state in own)
    if attribution.cue_class in ("claim", "say"):
        return any(same_source(speaker, a) or (a.kind in _STATE) == (speaker.kind in _STATE) for a in doers)
    return True


def _elsewhere(a: Cluster, b: Cluster) -> bool:
    one, other = _countries(a), _countries(b)
    return bool(one and other) and not one & other


def _countries(group: Cluster) -> set[str]:
    places: list[Place] = [m.place for m in group.mentions if m.place]
    return {p.country for p in places if p.country}
