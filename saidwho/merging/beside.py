"""Who speaks of a deed without telling it: of the attackers, the victims, the figures, what followed.

Each such statement becomes a mention of the event that its words are about, so that its speaker is heard in the event's
accounts. It takes the deed for known and vouches for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from saidwho.merging.cluster import Cluster
from saidwho.merging.meant import Told
from saidwho.merging.parties import same_voice, someone
from saidwho.merging.stances import HOSTILE, above
from saidwho.records import Actor, Article, Attribution, EventMention, Span, Stage, Stance
from saidwho.resources import read_table

_CUES = frozenset({"say", "report", "claim", "confirm", "threaten"})
_NOBODY = frozenset({"media", "outlet", "document", "place", None})
_VAGUE = re.compile(r"^(?:each|both|either|many|some|few|most|all|others?|his|her|its|their|my|our)\b", re.IGNORECASE)
_OTHER_TIME = re.compile(
    r"\b(?:(?:in|last|since) (?:January|February|March|April|May|June|July|August|September|October|November|December)|"
    r"(?:this|last) year|in \d{4}|in the (?:last|past) (?:\w+ )?years?)\b"
)
_LONGEST = 12
"""Words of an unnamed speaker: more are a clause that was taken for one."""


def add_beside(article: Article, attributions: Sequence[Attribution], groups: Sequence[Cluster]) -> None:
    """Adds to each cluster the statements of those who are not yet heard on it, though they speak of it."""
    told = Told(article, groups, deeds=HOSTILE | {"PROTEST"})
    known = {a.id: a for a in attributions}
    held = {m.attribution for g in groups for m in g.mentions}
    holders = held | {u.id for i in held for u in above(known.get(i), known)}
    for attribution in attributions:
        if attribution.id in holders or not _speaks(article, attribution, known):
            continue
        meant = told.beside(attribution, sure=_is_of_deed(article, attribution))
        if meant is None or _is_heard(attribution.speaker, meant[0], known):
            continue
        mention = _mention(article, attribution, meant[1], told=_underwent(article, attribution, meant[0]))
        if all(m.trigger != mention.trigger for m in meant[0].mentions):
            meant[0].mentions.append(mention)
            meant[0].mentions.sort(key=lambda m: m.trigger.start)


def is_beside(mention: EventMention) -> bool:
    """Whether a mention is a statement of one who only speaks of the deed."""
    return mention.presupposed and mention.id == f"m-{mention.attribution.rpartition('/')[2]}"


def reaction(article: Article, attribution: Attribution) -> Stance | None:
    """The stance that the words take on a deed of which they only speak: it is condemned, or will be answered."""
    words = " ".join(article.quote(s) for s in attribution.content)
    return next((stance for pattern, stance in _reactions() if pattern.search(words)), None)


@lru_cache(maxsize=1)
def _reactions() -> tuple[tuple[re.Pattern[str], Stance], ...]:
    rows = list(read_table("merging/reactions.tsv"))
    stances: tuple[Stance, ...] = ("condemns", "threatens")
    return tuple((_any_of(r["words"] for r in rows if r["stance"] == s), s) for s in stances)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in words)})\b", re.IGNORECASE)


def _speaks(article: Article, attribution: Attribution, known: Mapping[str, Attribution]) -> bool:
    """Whether somebody who can be told apart says something, in the report's own words or through the media."""
    speaker = someone(attribution.speaker)
    if speaker is None or attribution.negated or attribution.cue_class not in _CUES or not attribution.content:
        return False
    if _VAGUE.match(speaker.as_written) or (speaker.kind in _NOBODY and not speaker.name and not _is_body(speaker)):
        return False
    if speaker.kind in ("media", "outlet", "document", "place") or len(speaker.as_written.split()) > _LONGEST:
        return False
    if any(_OTHER_TIME.search(article.quote(s)) for s in attribution.content):
        return False
    relays = [u.speaker for u in above(attribution, known) if u.speaker]
    return all(r.kind in ("media", "outlet") or (r.affiliation and r.affiliation == speaker.name) for r in relays)


def _is_body(speaker: Actor) -> bool:
    """“The ambulance service”: an unnamed speaker of no known kind, but one."""
    return speaker.as_written.casefold().startswith("the ")


def _is_of_deed(article: Article, attribution: Attribution) -> bool:
    """Whether the words name the people or things of a deed, or react to it."""
    words = " ".join(article.quote(s) for s in attribution.content)
    if attribution.cue_class == "threaten":
        return True
    return bool(_circumstances().search(words)) or reaction(article, attribution) is not None


@lru_cache(maxsize=1)
def _circumstances() -> re.Pattern[str]:
    return _any_of(r["words"] for r in read_table("merging/circumstances.tsv"))


def _is_heard(speaker: Actor | None, group: Cluster, known: Mapping[str, Attribution]) -> bool:
    """Whether a speaker has told the deed, denied it or taken another stance on it already."""
    voices = [known[m.attribution] for m in group.mentions if m.attribution in known and not m.presupposed]
    voices += [u for v in list(voices) for u in above(v, known)]
    return any(same_voice(v.speaker, speaker) for v in voices)


def _underwent(article: Article, attribution: Attribution, group: Cluster) -> bool:
    """Whether somebody who was arrested or taken tells what is done to him: “I am being treated well”."""
    if not all(m.type == "COERCE" for m in group.mentions):
        return False
    suffered = any(same_voice(attribution.speaker, t) for m in group.mentions for t in m.targets if t.name)
    return suffered and any(_custody().search(article.quote(s)) for s in attribution.content)


@lru_cache(maxsize=1)
def _custody() -> re.Pattern[str]:
    return _any_of(r["words"] for r in read_table("merging/custody.tsv"))


def _mention(article: Article, attribution: Attribution, meant: EventMention, *, told: bool) -> EventMention:
    """The statement as a mention of the event; `told` where it tells it, and does not take it for known."""
    spans = [*attribution.source, *attribution.cue, *attribution.content]
    threat = attribution.cue_class == "threaten" or reaction(article, attribution) == "threatens"
    stage: Stage = "threatened" if threat else "occurred"
    return EventMention(
        id=f"m-{attribution.id}",
        type=meant.type,
        mode=None,
        trigger=(attribution.cue or attribution.content)[0],
        sentence=Span(min(s.start for s in spans), max(s.end for s in spans)),
        attribution=attribution.id,
        stage=stage,
        presupposed=not told,
        unknown={"place": "points to what was told before", "time": "points to what was told before"},
    )
