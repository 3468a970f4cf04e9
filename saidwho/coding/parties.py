"""Who does it to whom, as codings of pairs have it: parties only, for a thing the party that it is of or goes to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from heapq import heappop, heappush

from saidwho.coding.carriers import anchor
from saidwho.coding.clause import conjuncts, noun_phrase, own_subject, passive, prepositional, subject, verb
from saidwho.coding.conditions import Scene, is_a
from saidwho.coding.grouping import Happening
from saidwho.coding.roles_found import Found
from saidwho.nouns import is_party
from saidwho.parsing import Parse
from saidwho.records import Span
from saidwho.resources import read_table

FARTHEST = 8.0
"""Longest way from a deed to the party that it is done to, in the costs of `coding/ways.tsv`."""
NAMELESS = 3.0
"""How much farther a party without a name is than one with a name in the same place."""
DIPLOMATIC = frozenset(("AID", "SANCTION", "SUPPORT", "REQUEST", "REJECT", "AGREE", "CONCEDE", "COOPERATE", "CONSULT"))
_NAMES = frozenset(("GPE", "LOC", "FAC", "ORG", "PERSON", "NORP"))
_UP = frozenset(("dobj", "pobj", "prep", "xcomp", "pcomp", "conj", "attr", "acl", "advcl"))
_PEOPLE_HIT = frozenset(("ASSAULT", "COERCE", "PROTEST", "ACCUSE"))
"""Types whose recipients need no name: people are hit, held and blamed, whoever they are."""


@lru_cache(maxsize=1)
def _ways() -> dict[tuple[str, str], float]:
    return {(row["label"], row["word"]): float(row["cost"]) for row in read_table("coding/ways.tsv")}


def doers(scene: Scene, happening: Happening, found: Found) -> list[int]:
    """The heads of those who do it: pronouns as what they stand for, and whoever the verb above a noun is said of."""
    parse = scene.parse
    several = happening.main.trigger.frame in ("meet", "meetnoun")
    own = [n for n in found.actors if parse.dep[n] != "poss" or parse.pos[n] != "PRON"] or found.actors
    heads = [c for n in (own if several else own[:1]) for c in conjuncts(parse, n)]
    if not heads:
        above = _said_of(scene, happening, found)
        heads = conjuncts(parse, above) if above is not None else []
    return list(dict.fromkeys(_meant(parse, n) for n in heads))


def recipients(
    scene: Scene, happening: Happening, found: Found, actors: list[int], *, places: bool = True
) -> list[int]:
    """The heads of the parties that it is done to: those that are hit, or that a thing hit is of; otherwise the
    nearest below its words, with `places` also where it was done. A party with a name comes before one without."""
    parse = scene.parse
    if happening.main.trigger.mode == "resign":
        return []
    acting = {i for n in actors for i in parse.subtree(n)}
    hit = [n for n in [*found.targets, *found.victims] if n not in acting and not _own(parse, n)]
    best = [n for n in (_behind(scene, n, acting) for n in hit) if n is not None]
    nearest = next((n for n in best if _named(parse, n)), None)
    if nearest is None and (not best or happening.main.trigger.type not in _PEOPLE_HIT):
        main = happening.main.token
        starts = [main, *_above(parse, anchor(parse, main)), *(m.token for m in happening.members), *hit]
        nearest = _cheapest(scene, starts, acting, best, places)
    nearest = nearest if nearest is not None else next(iter(best), None)
    return [] if nearest is None else [n for n in conjuncts(parse, nearest) if n not in actors]


def _cheapest(scene: Scene, starts: list[int], acting: set[int], known: list[int], places: bool) -> int | None:
    """The party that is nearest below some words; one without a name counts as farther than its place."""
    far = [
        (cost + (0 if _named(scene.parse, n) else NAMELESS), n)
        for cost, n in _below(scene, starts, acting)
        if places or not _where(scene.parse, n)
    ]
    if known:
        far.append((NAMELESS, known[0]))
    return min(far)[1] if far else None


def _above(parse: Parse, n: int) -> list[int]:
    """The verb that a noun for a deed is the object of."""
    return [parse.head[n]] if parse.dep[n] in ("dobj", "attr") else []


def _behind(scene: Scene, n: int, acting: set[int]) -> int | None:
    """A party that is hit, or the one that the thing hit is of."""
    if party(scene, n) and scene.parse.lower[n] not in ("other", "others"):
        return n
    return next((k for _, k in _below(scene, [n], acting)), None)


def _own(parse: Parse, n: int) -> bool:
    """“Strengthened its forces”: one's own side suffers nothing."""
    return any(parse.dep[c] == "poss" and parse.pos[c] == "PRON" for c in parse.children[n])


def _named(parse: Parse, n: int) -> bool:
    beside = [c for c in parse.children[n] if parse.dep[c] in ("amod", "compound", "nmod", "poss", "appos")]
    of = [k for word, k in prepositional(parse, n) if word == "of"]
    return any(parse.ent[i] in _NAMES for i in [n, *beside, *of])


def main_parties(scene: Scene) -> tuple[list[int], list[int]]:
    """(doers, recipients) of a sentence without a known deed: of its main verb, whatever that tells of."""
    parse = scene.parse
    for v in (i for i in range(len(parse)) if parse.dep[i] in ("ROOT", "ccomp") and verb(parse, i)):
        own = own_subject(parse, v)
        if own is None or any(parse.dep[c] == "ccomp" and c < own for c in parse.children[v]):
            continue  # “…, officials said”
        if passive(parse, v):
            return [], conjuncts(parse, own) if party(scene, own) else []
        actors = [_meant(parse, n) for n in conjuncts(parse, own)]
        nearest = _cheapest(scene, [v], {i for n in actors for i in parse.subtree(n)}, [], True)
        return actors, conjuncts(parse, nearest) if nearest is not None else []
    return [], []


def fill_parties(scene: Scene, happening: Happening, found: Found) -> None:
    """Between states, what is done is done to parties: for a target that is none, the party that it is of or goes to,
    and the one that the verb above a noun is said of as its doer."""
    if happening.main.trigger.type not in DIPLOMATIC:
        return
    if not found.actors and happening.main.trigger.pos == "N":
        above = _said_of(scene, happening, found)
        found.actors += [above] if above is not None else []
    if not any(party(scene, n) for n in [*found.targets, *found.victims]):
        found.targets[:] = recipients(scene, happening, found, found.actors, places=False) or found.targets


def party(scene: Scene, n: int) -> bool:
    """Whether a word stands for somebody: a name, people, a body; no pronoun."""
    parse = scene.parse
    if parse.pos[n] in ("PRON", "DET", "NUM", "VERB", "ADV"):
        return False
    if parse.ent[n]:
        return parse.ent[n] in _NAMES
    return is_party(parse.lemma[n]) or is_a(scene, n, ("people", "armed", "troops", "crowd"))


def party_span(parse: Parse, n: int) -> Span:
    """The words of a party; of one that only stands before a thing, without the thing."""
    if parse.dep[n] not in ("amod", "compound", "nmod"):
        return noun_phrase(parse, n)
    first = n
    while first > 0 and parse.dep[first - 1] in ("amod", "compound", "nmod") and parse.ent[first - 1] in _NAMES:
        first -= 1
    return parse.span(first, n)


def _said_of(scene: Scene, happening: Happening, found: Found) -> int | None:
    """“Issued an ultimatum”, “sped up the withdrawal”: whoever the nearest verb above is said of."""
    parse = scene.parse
    taken = {*found.targets, *found.victims, *found.weapons}
    at = anchor(parse, happening.main.token)
    while parse.dep[at] in _UP and parse.head[at] != at:
        at = parse.head[at]
        if verb(parse, at) and passive(parse, at):
            return None
        if verb(parse, at):
            above = subject(parse, at)
            if above is not None and above not in taken and (party(scene, above) or parse.pos[above] == "PRON"):
                return above
    return None


def _meant(parse: Parse, n: int) -> int:
    """“Norland says it will”: who speaks, for a pronoun below the verb of speech; otherwise the word itself."""
    if parse.pos[n] != "PRON" or parse.lower[n] in ("who", "which", "that"):
        return n
    for up in parse.ancestors(n):
        said_by = own_subject(parse, up) if verb(parse, up) else None
        if said_by is not None and said_by < n and parse.pos[said_by] in ("NOUN", "PROPN"):
            return said_by
    return n


def _below(scene: Scene, starts: list[int], acting: set[int]) -> Iterator[tuple[float, int]]:
    """Parties in the phrases that hang on some words, the nearest first by the costs of `coding/ways.tsv`."""
    parse = scene.parse
    todo = [(0.0, order, n) for order, n in enumerate(dict.fromkeys(starts))]
    seen: set[int] = set()
    while todo:
        cost, order, at = heappop(todo)
        if at in seen or at in acting:
            continue
        seen.add(at)
        if order and cost and party(scene, at):
            yield cost, at
            continue
        for c in parse.children[at]:
            step = _step(scene, c)
            if step is not None and cost + step <= FARTHEST:
                heappush(todo, (cost + step, c + len(starts), c))


def _where(parse: Parse, n: int) -> bool:
    return parse.dep[n] == "pobj" and parse.lower[parse.head[n]] == "in" and parse.ent[n] in ("GPE", "LOC", "FAC")


def _step(scene: Scene, c: int) -> float | None:
    """What it costs to go down to a word, or None where no recipient stands there."""
    parse, ways = scene.parse, _ways()
    dep = parse.dep[c]
    if dep in ("amod", "compound", "nmod") and parse.ent[c] not in _NAMES and not is_party(parse.lemma[c]):
        return None
    if dep == "amod" and parse.ent[c] not in _NAMES:
        return None
    if _where(parse, c):
        return ways[("pobj", "in")]  # where it was: only if nobody is named nearer
    return ways.get((dep, parse.lower[c]), ways.get((dep, "*")))
