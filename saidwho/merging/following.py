"""What the order of a report tells of two mentions: the later goes on with the earlier, or brings up a new deed."""

from __future__ import annotations

import re

from saidwho.merging.nearness import places_alike
from saidwho.merging.stances import at_fighters
from saidwho.records import Article, EventMention

NEAR = 260
"""Characters from one mention's sentence to the next in which a report goes on with it: one sentence between them."""
GOES_ON, SAME_SPOT = 2.0, 1.25
"""“203 were killed there”: the sentence before tells where. A deed of the same spot told next to it: who else tells of
it, and in other words. Chosen on the development cases and on made-up reports."""
HIGH = 20
"""Dead from which two deeds of one report hardly have the same figure."""
_HERE = re.compile(r"^[^.;]{0,24}?\bthere\b(?!\s+(?:is|are|was|were|had|has)\b)", re.IGNORECASE)
_NEW = re.compile(r"\b(?:an?|there (?:was|were|had been) (?:an?|two|several))\s+(?:[\w'’-]+\s+){0,2}$", re.IGNORECASE)
_ANSWER = re.compile(
    r"\b(?:in (?:answer|response|reply|retaliation|reprisal|revenge|return)|in apparent revenge|answering|avenging|"
    r"avenge|retaliating|retaliation|reprisals?|revenge)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"(?:another|others?|a further|more)\b(?! than\b)", re.IGNORECASE)
_WHICH = re.compile(r"\s+(?:that|which|who)\s")
CIVILIANS = re.compile(
    r"\b(?:civilians?|villagers?|residents?|farmers?|worshippers?|students?|children|women|refugees|journalists?)\b",
    re.IGNORECASE,
)
_SPOT = frozenset({"site", "city", "admin2"})


def goes_on(article: Article, a: EventMention, b: EventMention, *, one_voice: bool) -> float:
    """Points for a later mention that tells more of an earlier one, told right before it."""
    if not 0 <= b.sentence.start - a.sentence.end < NEAR or a.type != b.type:
        return 0.0
    if one_voice and _of_them(article, b):
        return GOES_ON
    if _is_there(article, b) and _has_spot(a):
        return GOES_ON
    if _is_figure_of(a, b):
        return GOES_ON
    return SAME_SPOT if _same_spot(a, b) else 0.0


def _of_them(article: Article, mention: EventMention) -> bool:
    """“They have attacked a building in a city”: the next words of whoever told who they are."""
    doers = [article.quote(r.span).casefold() for r in mention.roles if r.name == "actor"]
    own = any(r.name in ("place", "time") for r in mention.roles) or mention.tolls
    return bool(doers) and not own and all(d in ("they", "he", "she", "it", "we") for d in doers)


def _is_figure_of(a: EventMention, b: EventMention) -> bool:
    """“A massacre of villagers took place in X. The army killed 90”: doer and figure of what was only named before."""
    told_of = any(r.name == "victim" for r in a.roles) and _has_spot(a) and not a.tolls and not a.actors
    own = any(r.name in ("place", "time") for r in b.roles) or any(r.name == "weapon" for r in a.roles)
    return told_of and not own and any(t.kind == "killed" and t.part_of is None for t in b.tolls)


def answers(article: Article, a: EventMention, b: EventMention) -> bool:
    """“Bombed targets in answer to an attack on the plant”: one deed answers the other in one sentence."""
    if a.sentence != b.sentence:
        return False
    first, last = sorted((a.trigger, b.trigger))
    return _ANSWER.search(article.text, first.end, last.start) is not None


def one_figure(a: EventMention, b: EventMention) -> bool:
    """One report gives one high figure of dead twice: it is one deed, whoever is said to have done it."""
    dead = [{t.low for t in m.tolls if t.kind == "killed" and t.part_of is None and t.low is not None} for m in (a, b)]
    return any(n >= HIGH for n in dead[0] & dead[1])


def victims_apart(article: Article, a: EventMention, b: EventMention) -> bool:
    """Fighters died in the one and civilians in the other, and nothing says that it was in one place."""
    if a.type != "ASSAULT" or not _harms(a) or not _harms(b) or one_figure(a, b):
        return False
    one, other = _class(article, a), _class(article, b)
    if one is None or other is None or one == other:
        return False
    return not _same_spot(a, b) and not (_is_there(article, b) and b.sentence.start - a.sentence.end < NEAR)


def brings_up(article: Article, mention: EventMention) -> bool:
    """“There was an explosion behind the court”, “the bomb that killed four at the station”: words for a deed that
    nobody has told of yet, past the lead; “another 2,000 people marched”: others than those told of, anywhere."""
    if others_do(mention):
        return True
    lead = next((p.span.end for p in article.paragraphs if p.kind == "body"), 0)
    before = article.text[max(mention.sentence.start, mention.trigger.start - 50) : mention.trigger.start]
    itself = before.endswith(("the ", "The ")) and names_itself(article, mention) and _harms(mention)
    bare = not mention.tolls and not any(r.name in ("time", "victim") for r in mention.roles)
    return mention.trigger.start > lead and (itself or (bare and _NEW.search(before) is not None))


def others_do(mention: EventMention) -> bool:
    """“Another 2,000 people”, “other protesters”."""
    return any(_OTHERS.match(a.as_written) for a in mention.actors)


def names_itself(article: Article, mention: EventMention) -> bool:
    """“The bomb that killed four”: what follows tells which."""
    return _WHICH.match(article.text, mention.trigger.end) is not None


def _is_there(article: Article, mention: EventMention) -> bool:
    own = mention.place is not None and mention.place.inferred_from is None
    return not own and _HERE.match(article.text[mention.trigger.end : mention.trigger.end + 40]) is not None


def _has_spot(mention: EventMention) -> bool:
    place = mention.place
    told = any(r.name == "place" for r in mention.roles)
    return told or (place is not None and (place.name is None or place.precision in _SPOT))


def _same_spot(a: EventMention, b: EventMention) -> bool:
    """Both are told of one town or site by name, listed or not."""
    if a.place is None or b.place is None or a.place.inferred_from or b.place.inferred_from:
        return False
    unlisted = a.place.name is None and b.place.name is None
    fine = unlisted or (a.place.precision in _SPOT and b.place.precision in _SPOT)
    return fine and places_alike(a.place, b.place) > 0.5


def _harms(mention: EventMention) -> bool:
    return any(r.name == "victim" for r in mention.roles) or any(t.kind == "killed" for t in mention.tolls)


def _class(article: Article, mention: EventMention) -> str | None:
    if at_fighters(mention):
        return "fighters"
    words = " ".join(article.quote(r.span) for r in mention.roles if r.name in ("victim", "target"))
    return "civilians" if CIVILIANS.search(words) else None
