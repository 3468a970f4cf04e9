"""Which mentions of one article tell of the same event.

Mentions are taken in order of the text and put to the best of the events so far, or to a new one. A conflict with any
mention of an event (another place, day, side, kind of act) keeps a mention out of it: two events made one is the
worse mistake.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from saidwho.linking import same_actor
from saidwho.merging.codes import family
from saidwho.merging.following import answers, brings_up, goes_on, names_itself, one_figure, victims_apart
from saidwho.merging.nearness import places_alike, places_differ, times_alike, times_differ
from saidwho.merging.parties import same_source
from saidwho.merging.retold import home
from saidwho.merging.rivals import (
    Voice,
    Voices,
    countered,
    owned_beside_denied,
    parties_differ,
    said_beside_denied,
)
from saidwho.merging.stances import stance_of, teller_of
from saidwho.merging.victims import KNOWN, one_victim
from saidwho.merging.voices import is_particular
from saidwho.merging.wording import definite, shared_figures, shared_targets, stem_of, words_of
from saidwho.nouns import noun_class
from saidwho.records import Actor, Article, Attribution, EventMention

NOT_YET = frozenset({"threatened", "planned", "hypothetical"})
THRESHOLD = 2.0
"""Points of likeness from which two mentions are one event: one strong sign (the same deed against the same target,
a definite “the attack”), or two weak ones. Chosen on the development cases."""
NEXT = 400
"""Characters within which an outcome follows its deed: about two sentences."""
FIRST, RECENT = 4, 16
"""Mentions of an event that a new one is held against: keeps long articles linear."""
FAR, FARTHER = 3, 12
"""How many times one toll of an event may be another's: of one voice, of two (reports of one blast gave 50 and 471)."""
BESIDE = 4
"""Characters between a doer's name and the deed's within one noun phrase (“the Front's attack”)."""
LEAD = 1.0
"""What a report is about is what its “the attack” means, before anything told beside it."""
REACH = 40
"""How many events back a mention may look: keeps long articles linear."""


@dataclass(slots=True)
class Cluster:
    """The mentions of one event, in order of the text."""

    mentions: list[EventMention] = field(default_factory=list)


def cluster(
    article: Article, mentions: Sequence[EventMention], known: Mapping[str, Attribution] | None = None
) -> list[Cluster]:
    """Groups of mentions that tell of one event, ordered by their first mention. `known`: attributions by id."""
    clusters: list[Cluster] = []
    lead: Cluster | None = None
    told = {m.id: _voice(m, known or {}) for m in mentions}
    denied = tuple(m for m in mentions if told[m.id][0] and told[m.id][1] == "denies")[: FIRST + RECENT]
    deniers = [
        (a.speaker, a.cue[0].start) for a in (known or {}).values() if a.cue_class == "deny" and a.speaker and a.cue
    ]
    own = [m.place for m in mentions if m.place and not m.place.inferred_from and m.background is None]
    told_in = frozenset(p.country for p in own if p.country)
    voices = Voices(told, denied, tuple(deniers), told_in, _opening(article, mentions))
    for mention in mentions:
        best, best_score = None, THRESHOLD
        for candidate in clusters[:3] + clusters[3:][-REACH:]:
            score = _likeness(article, candidate, mention, voices)
            if score is not None and candidate is lead and not brings_up(article, mention):
                score += LEAD
            if score is not None and score >= best_score:
                best, best_score = candidate, score
        best = best or _retold(article, clusters, mention, voices)
        if best is None:
            best = Cluster()
            clusters.append(best)
            if lead is None and _is_news(mention):
                lead = best
        best.mentions.append(mention)
    return clusters


def _retold(article: Article, clusters: Sequence[Cluster], mention: EventMention, voices: Voices) -> Cluster | None:
    """The deed of the report's own news that a telling without marks is of."""
    news = [c for c in clusters if _is_news(c.mentions[0]) and family(c.mentions[0]) == family(mention)][-REACH:]
    groups = [c.mentions[:FIRST] + c.mentions[FIRST:][-RECENT:] for c in news]
    found = home(article, mention, groups, lambda a, b: _conflict(article, a, b, voices))
    return None if found is None else news[found]


def _one_voice(a: EventMention, b: EventMention, voices: Voices) -> bool:
    return same_source(voices.of[a.id][0], voices.of[b.id][0])


def _is_news(mention: EventMention) -> bool:
    return mention.background is None and mention.stage not in NOT_YET and mention.polarity == "positive"


def _voice(mention: EventMention, known: Mapping[str, Attribution]) -> Voice:
    teller = teller_of(known.get(mention.attribution), known)
    return (teller.speaker if teller else None, stance_of(teller, mention, asserted=True))


def _likeness(article: Article, candidate: Cluster, mention: EventMention, voices: Voices) -> float | None:
    scores = []
    others = candidate.mentions[:FIRST] + candidate.mentions[FIRST:][-RECENT:]
    if others[0].background != mention.background and not any(_dated_back(o, mention) for o in others):
        return None
    for other in others:
        if _conflict(article, other, mention, voices):
            return None
        scores.append(_score(article, other, mention, voices))
    return max(scores)


def _conflict(article: Article, a: EventMention, b: EventMention, voices: Voices) -> bool:
    return (
        a.trigger == b.trigger
        or (a.stage in NOT_YET) != (b.stage in NOT_YET)
        or (a.stage in NOT_YET and a.stage != b.stage)
        or _polarity_apart(article, a, b, voices)
        or family(a) != family(b)
        or _weapons_differ(a, b)
        or _weapon_is_target(a, b)
        or _weapon_is_target(b, a)
        or parties_differ(article, a, b, voices)
        or (places_differ(a.place, b.place) and not _only_near(article, b, voices))
        or times_differ(a.time, b.time)
        or _targets_differ(article, a, b)
        or _figures_differ(a, b, voices)
        or owned_beside_denied(a, b, voices)
        or owned_beside_denied(b, a, voices)
        or said_beside_denied(article, a, b, voices)
        or _is_another(article, b)
        or _foiled_beside(a, b)
        or _on_the_other_side(a, b)
        or _on_the_other_side(b, a)
        or victims_apart(article, a, b)
        or answers(article, a, b)
    )


def _dated_back(a: EventMention, b: EventMention) -> bool:
    """What the report is about may lie a year back, as in a trial: the telling with the day is of the same victim."""
    return a.background is None and b.background in _EARLIER and one_victim(a, b) >= KNOWN


_EARLIER = ("an earlier year", "some months before", "earlier")
_FORBIDS = re.compile(r"\b(?:do|must|should|can|shall|may)(?:\s+not|n['’]t)\s+(?:\w+\s+)?$", re.IGNORECASE)


def _polarity_apart(article: Article, a: EventMention, b: EventMention, voices: Voices) -> bool:
    """“It did not happen” is about what others tell only where somebody says it; “do not shoot” denies nothing."""
    if a.polarity == b.polarity:
        return False
    negative = a if a.polarity == "negative" else b
    before = article.text[max(0, negative.trigger.start - 30) : negative.trigger.start]
    return voices.of[negative.id][0] is None or bool(_FORBIDS.search(before))


def _only_near(article: Article, mention: EventMention, voices: Voices) -> bool:
    """“The strike” in a paragraph that names a country where no deed was told: it is not placed there."""
    place = mention.place
    if place is None or place.inferred_from not in ("paragraph", "sentence", "report"):
        return False
    return place.country not in voices.told_in and definite(article, mention.trigger)


_ANOTHER = re.compile(
    r"\b(?:another|one (?:more|recent)|a (?:recent|separate|similar|further|different|previous))\s+"
    r"(?:[\w'’-]+\s+){0,3}$",
    re.IGNORECASE,
)


_RECENT = re.compile(
    r"(?:in|during|with)\s(?:its|their)\s(?:most\s)?(?:recent|latest|other|previous|earlier)\s(?:[\w-]+\s)?[\w-]+s\b",
    re.IGNORECASE,
)


def _is_another(article: Article, mention: EventMention) -> bool:
    """“Another attack”, “a separate strike”, “its most recent attacks”: an event beside those told before."""
    before = article.text[max(mention.sentence.start, mention.trigger.start - 50) : mention.trigger.start]
    told = article.text[mention.sentence.start : mention.trigger.end]
    return bool(_ANOTHER.search(before)) or bool(_RECENT.match(told))


def _foiled_beside(a: EventMention, b: EventMention) -> bool:
    """“One more attack was beaten back. The army has stepped up air raids on the Front”: a bare attempt, then a deed
    with its own doer and target."""
    bare = a.stage == "attempted" and not a.actors and not a.targets
    return bare and b.stage in ("occurred", "ongoing") and bool(b.actors) and bool(b.targets)


_STATE, _REBELS = {"state forces", "police", "military site"}, {"rebel group", "armed group", "political militia"}


def _on_the_other_side(ground: EventMention, air: EventMention) -> bool:
    """Bases that were overrun, and the air raids of their own army on those who did it."""
    hit, bombed = ({t.kind for t in m.targets if t.kind} for m in (ground, air))
    ours = any(a.kind in ("state forces", "state", "government") for a in air.actors)
    return ours and air.weapon == "aircraft" and bool(bombed & _REBELS) and bool(hit) and hit <= _STATE


def _weapons_differ(a: EventMention, b: EventMention) -> bool:
    if not a.weapon or not b.weapon or (a.mode and a.mode == b.mode):
        return False
    one, other = set(a.weapon.split()), set(b.weapon.split())
    return not (one <= other or other <= one)


def _weapon_is_target(a: EventMention, b: EventMention) -> bool:
    """Drones that are shot down in one telling struck in the other: the defence is a deed of its own."""
    return bool(a.weapon) and any(_is_called(t, stem_of(a.weapon or "")) for t in b.targets)


def _is_called(target: Actor, stem: str) -> bool:
    """“Two drones over the port”, no “bomb technician”: the noun itself is the word."""
    words = _PHRASE.split(target.as_written, maxsplit=1)[0].split()
    return bool(words) and stem_of(words[-1]) == stem


_PHRASE = re.compile(r"\s+(?:of|in|at|from|over|near|on|by|with|which|that)\b|,")


def _targets_differ(article: Article, a: EventMention, b: EventMention) -> bool:
    """Named targets that share no word, told of with their own verbs."""
    named_a, named_b = ([x for x in m.targets if _is_named(x)] for m in (a, b))
    if not named_a or not named_b:
        return False
    return not any(
        same_actor(x, y) or words_of(x.name or "") & words_of(y.name or "") for x in named_a for y in named_b
    )


def _is_named(target: Actor) -> bool:
    """“Ann Lee”, no “Woman” at the head of a title and no “UN convoy”."""
    words = (target.name or "").split()
    if not words or not words[0][:1].isupper():
        return False
    return words[-1][:1].isupper() and (len(words) > 1 or noun_class(words[0].casefold()) != "person")


def _figures_differ(a: EventMention, b: EventMention, voices: Voices) -> bool:
    """Exact figures for the same kind of victim that lie far apart: closer in one voice than in two.

    What the same speaker says later may be a part of what he said first, but not many times more.
    """
    if shared_figures(a, b):
        return False
    one_source = same_source(voices.of[a.id][0], voices.of[b.id][0])
    for x in a.tolls:
        for y in b.tolls:
            plain = (
                x.kind == y.kind and x.part_of is None and y.part_of is None and not x.superseded and not y.superseded
            )
            if not plain or not x.best or not y.best or is_particular(x) or is_particular(y):
                continue
            ratio = max(x.best, y.best) / min(x.best, y.best)
            much_more = one_source and y.best > x.best
            if ratio > (FAR if x.said_by == y.said_by or much_more else FARTHER):
                return True
    return False


def _opening(article: Article, mentions: Sequence[EventMention]) -> int:
    if sum(_in_title(article, m) for m in mentions) < 2:
        return len(article.text)
    return next((p.span.end for p in article.paragraphs if p.kind == "body"), 0)


def _in_title(article: Article, mention: EventMention) -> bool:
    return article.title is not None and article.title.start <= mention.trigger.start < article.title.end


def _score(article: Article, a: EventMention, b: EventMention, voices: Voices) -> float:
    score = 0.0
    if a.sentence == b.sentence:
        score += 1.0
    if a.mode and a.mode == b.mode:
        score += 0.75
    if a.weapon and a.weapon == b.weapon:
        score += 0.5
    alike = stem_of(article.quote(a.trigger)) == stem_of(article.quote(b.trigger))
    if alike:
        score += 0.75
    if definite(article, b.trigger) and not _strangers(a, b) and b.stage not in NOT_YET:
        score += (0.0 if names_itself(article, b) else 0.5) if _own_marks(article, a, b) else 2.0
        score += 2 * LEAD if alike else 0.0
    if any(same_actor(x, y) for x in a.actors for y in b.actors if x.name and y.name):
        score += 1.0
    if shared_targets(a, b):
        score += 1.25
    elif a.type == b.type == "ASSAULT":
        score += one_victim(a, b)
    score += places_alike(a.place, b.place)
    if _is_result(b) and b.sentence.start - a.sentence.end < NEXT and not _is_result(a):
        score += 1.0
    score += times_alike(a.time, b.time) + goes_on(article, a, b, one_voice=_one_voice(a, b, voices))
    if shared_figures(a, b):
        score += 2.0 if one_figure(a, b) else 1.0
    if _in_title(article, a) and b.trigger.start < voices.opening:
        score += 1.0
    if a.polarity != b.polarity:
        score += 1.0
    return score + (2.0 if countered(a, b, voices) else 0.0)


def _is_result(mention: EventMention) -> bool:
    """People came to harm, and nothing is said of who did it, where or when: the outcome of what was told before."""
    own_place = mention.place is not None and mention.place.inferred_from is None
    harmed = any(r.name == "victim" for r in mention.roles) or bool(mention.tolls)
    own = any(r.name in ("time", "target") for r in mention.roles)
    return mention.type == "ASSAULT" and harmed and not mention.actors and not own_place and not own


def _own_marks(article: Article, a: EventMention, b: EventMention) -> bool:
    """“the Front's attack of 7 May”, “the bomb that killed four” names itself; “the attack” points back."""
    named = any(x.name and 0 < b.trigger.start - x.span.end <= BESIDE for x in b.actors)
    told = any(r.name == "time" for r in b.roles) or names_itself(article, b)
    return told or (named and not a.actors)


def _strangers(a: EventMention, b: EventMention) -> bool:
    """Both tell who did it, and not of the same: “the attack by Y” does not point back to X's."""
    return bool(a.actors and b.actors) and not any(same_actor(x, y) for x in a.actors for y in b.actors)
