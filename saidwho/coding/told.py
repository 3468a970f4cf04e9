"""Every telling with its roles, also those too slight to be a mention: for scoring against codings of pairs.

Such codings have no stage: a refusal to cooperate is REJECT, a promise of it AGREE, an announced hostile deed THREATEN.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from saidwho.coding.blocking import topics
from saidwho.coding.clause import noun_phrase
from saidwho.coding.codebook import Codebook, load_codebook
from saidwho.coding.conditions import Scene
from saidwho.coding.grouping import Happening, group
from saidwho.coding.roles import find_roles
from saidwho.coding.stage import find_stage
from saidwho.coding.triggers import find_candidates
from saidwho.parsing import Parse
from saidwho.records import Article, Span

FRIENDLY = frozenset(("AGREE", "SUPPORT", "CONCEDE", "RETREAT", "AID", "COOPERATE", "CONSULT"))
HOSTILE = frozenset(("PROTEST", "SANCTION", "COERCE", "ASSAULT", "MOBILIZE"))
GOVERNING = frozenset(("AGREE", "REJECT", "REQUEST", "THREATEN"))
"""Types of verbs whose complement names another deed that they only promise, refuse, ask for or threaten."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A deed that words tell of. `at` is the trigger's offset, `depth` its distance from the sentence's root."""

    type: str
    token: int
    at: int
    rank: int
    depth: int
    actors: tuple[Span, ...]
    targets: tuple[Span, ...]


def tellings(parse: Parse, article: Article, *, codebook: Codebook | None = None) -> list[Telling]:
    """Every telling in order; a verb that governs another takes over its roles and outranks it."""
    scene = Scene(parse, codebook or load_codebook(), topics(parse))
    happenings = group(parse, find_candidates(scene))
    found = {h.main.token: _telling(scene, h) for h in happenings}
    for token in found:
        above = _governed_by(parse, token, found)
        if above is not None:
            high, low = found[above], found[token]
            below = (*high.targets, *low.targets, *low.actors)
            found[above] = replace(
                high, rank=high.rank + 3, targets=tuple(dict.fromkeys(s for s in below if s not in high.actors))
            )
    return list(found.values())


def _telling(scene: Scene, happening: Happening) -> Telling:
    parse, main = scene.parse, happening.main
    roles = find_roles(scene, happening)
    stage, polarity = find_stage(parse, main.token, None)
    return Telling(
        _uttered(main.trigger.type, stage, polarity),
        main.token,
        parse.start[main.token],
        main.trigger.rank,
        sum(1 for _ in parse.ancestors(main.token)),
        tuple(noun_phrase(parse, n) for n in roles.actors),
        tuple(noun_phrase(parse, n) for n in [*roles.targets, *roles.victims]),
    )


def _uttered(type_: str, stage: str, polarity: str) -> str:
    """The type as a coding without stages has it."""
    if type_ in FRIENDLY and (polarity == "negative" or stage == "attempted"):
        return "REJECT"
    if stage == "threatened" or (stage == "planned" and type_ in HOSTILE and polarity == "positive"):
        return "THREATEN"
    if stage == "planned" and type_ in FRIENDLY:
        return "AGREE"
    return type_


def _governed_by(parse: Parse, token: int, found: dict[int, Telling]) -> int | None:
    """The nearest verb above whose complement the telling is, where that verb's type governs."""
    dep = parse.dep[token]
    for up in parse.ancestors(token):
        if dep not in ("xcomp", "ccomp", "dobj", "pobj", "prep", "pcomp"):
            return None
        if up in found:
            return up if found[up].type in GOVERNING else None
        dep = parse.dep[up]
    return None
