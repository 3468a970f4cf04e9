"""Statements about an event that do not name it: “the group denied this”, “the ministry blamed the Front”.

Each becomes a mention of the event that it points to, held by its attribution, so that it is an account of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from saidwho.merging.cluster import Cluster
from saidwho.merging.stances import HOSTILE, REALISED
from saidwho.records import Actor, Article, Attribution, EventMention, Span
from saidwho.resources import read_table

_POINTING = {
    "deny": ("deed", "part", "charge"),
    "claim": ("deed", "part"),
    "unverified": ("charge",),
    "condemn": ("deed",),
}
"""Which pointing words a cue goes with: who condemns “the claims” condemns no deed."""
_DEEDS = HOSTILE - {"COERCE", "SANCTION"}
"""Who is arrested or convicted denies the charge, and not the arrest."""
_FAR = 700
"""Characters back to what “it” can mean; past that the statement is taken for the report's own subject."""
_NEXT = 80
"""Characters between “any part” and the deed that it is a part in."""
_NAMED = 90
"""Characters of a content that only names whom somebody blames."""
_LEAST = 3


def add_echoes(article: Article, attributions: Sequence[Attribution], groups: Sequence[Cluster]) -> None:
    """Adds to each cluster the statements that point to it. What points to nothing that took place is left out."""
    events = [g for g in groups if _may_be_meant(g)]
    if not events:
        return
    held = {m.attribution for g in groups for m in g.mentions}
    parents = {a.parent for a in attributions if a.id in held}
    parties = _parties(attributions, groups)
    told = _Told(events)
    for attribution in attributions:
        if attribution.id in held or attribution.id in parents or not attribution.content:
            continue
        trigger = _pointer(article, attribution)
        accused = () if trigger else tuple(_accused(article, attribution, parties))
        if trigger is None and not accused:
            continue
        group, meant = told.meant(attribution)
        echo = _echo(attribution, trigger or attribution.cue[0], meant, accused)
        if all(m.trigger != echo.trigger for m in group.mentions):
            group.mentions.append(echo)
            group.mentions.sort(key=lambda m: m.trigger.start)


def _may_be_meant(group: Cluster) -> bool:
    first = group.mentions[0]
    told = any(m.polarity == "positive" and m.stage in REALISED for m in group.mentions)
    return first.background is None and first.type in _DEEDS and told


def _echo(attribution: Attribution, trigger: Span, meant: EventMention, accused: tuple[Actor, ...]) -> EventMention:
    spans = [*attribution.source, *attribution.cue, *attribution.content]
    return EventMention(
        id=f"m-{attribution.id}",
        type=meant.type,
        mode=None,
        trigger=trigger,
        sentence=Span(min(s.start for s in spans), max(s.end for s in spans)),
        attribution=attribution.id,
        stage=meant.stage,
        actors=accused,
        unknown={"place": "points to what was told before", "time": "points to what was told before"},
    )


def _pointer(article: Article, attribution: Attribution) -> Span | None:
    """The words that point to something told, or None."""
    uses = _POINTING.get(attribution.cue_class, ())
    if not uses or (attribution.negated and attribution.cue_class != "unverified"):
        return None
    first = attribution.content[0]
    found = _pattern(uses).match(article.quote(first))
    return Span(first.start + found.start(1), first.start + found.end(1)) if found else None


@lru_cache(maxsize=8)
def _pattern(uses: tuple[str, ...]) -> re.Pattern[str]:
    """A content that is nothing but pointing words, or begins with a share (“any part in …”)."""
    rows = sorted(read_table("merging/pointers.tsv"), key=lambda r: -len(r["words"]))
    words = {use: "|".join(re.escape(r["words"]) for r in rows if r["use"] == use) for use in uses}
    few = r"(?:[\w'’-]+\s+){0,4}?"
    end = r"(?=[\s.,;:!”\"'’]*$)"
    shapes = {
        "deed": rf"(?:{words.get('deed')}){end}",
        "part": rf"(?:{words.get('part')})\b",
        "charge": rf"{few}(?:{words.get('charge')})(?:\s+(?:from|by)\s[^.]*)?{end}",
    }
    told = "|".join(shapes[use] for use in uses)
    return re.compile(rf"[“\"'‘]?({told})", re.IGNORECASE)


def _parties(attributions: Sequence[Attribution], groups: Sequence[Cluster]) -> list[Actor]:
    """Named parties of the article, the longest names first: who can be accused."""
    found = [a.speaker for a in attributions if a.speaker and a.speaker.name]
    found += [a for g in groups for m in g.mentions for a in (*m.actors, *m.targets) if a.name]
    kept = {(a.name or "").casefold(): a for a in reversed(found) if a.kind not in ("media", "document", "place")}
    return sorted(kept.values(), key=lambda a: (-len(a.name or ""), a.span))


def _accused(article: Article, attribution: Attribution, parties: Sequence[Actor]) -> Iterator[Actor]:
    """The parties that a short content names: “blamed the Front”, “put the blame on Arland and Sorland”."""
    if attribution.cue_class != "accuse" or attribution.negated or attribution.speaker is None:
        return
    first = attribution.content[0]
    words = article.quote(first)
    if len(words) > _NAMED:
        return
    found = list(_named(words, first.start, parties))
    rest = "".join(c for n, c in enumerate(words, first.start) if not any(s.start <= n < s.end for s, _ in found))
    if not re.search(r"\b(?:of|for|that|over)\b", rest):
        yield from (
            Actor(s, words[s.start - first.start : s.end - first.start], p.name, None, p.kind, p.affiliation, p.id)
            for s, p in sorted(found, key=lambda item: item[0])
        )


def _named(words: str, start: int, parties: Sequence[Actor]) -> Iterator[tuple[Span, Actor]]:
    """Where the words name a party; a longer name hides a shorter one inside it."""
    taken: list[Span] = []
    for party in parties:
        for name in dict.fromkeys((party.name or "", party.as_written)):
            at = words.find(name) if len(name) >= _LEAST and name[:1].isupper() else -1
            span = Span(start + at, start + at + len(name))
            if at < 0 or any(s.start < span.end and span.start < s.end for s in taken):
                continue
            taken.append(span)
            yield span, party
            break


class _Told:
    """The mentions that can be meant, to be asked by offset."""

    def __init__(self, events: Sequence[Cluster]) -> None:
        found = [(m.trigger.start, n, m) for n, g in enumerate(events) for m in g.mentions if m.polarity == "positive"]
        self._found = sorted(found, key=lambda t: t[:2])
        self._starts = [t[0] for t in self._found]
        self._events = events

    def meant(self, attribution: Attribution) -> tuple[Cluster, EventMention]:
        """The event behind “any part in”, else the last one told before, else the report's own subject."""
        last = attribution.content[-1].end
        cue = (attribution.cue or attribution.content)[0].start
        behind = bisect_left(self._starts, last)
        before = bisect_left(self._starts, cue) - 1
        at = 0
        if attribution.cue_class == "deny" and behind < len(self._starts) and self._starts[behind] <= last + _NEXT:
            at = behind
        elif before >= 0 and cue - self._starts[before] <= _FAR:
            at = before
        _, number, mention = self._found[at]
        return self._events[number], mention
