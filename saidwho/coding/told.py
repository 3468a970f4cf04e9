"""Every telling with its roles, also those too slight to be a mention: for scoring against codings of pairs.

Such codings have no stage: a refusal to cooperate is REJECT, a promise of it AGREE, an announced hostile deed THREATEN.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from saidwho.coding.blocking import topics
from saidwho.coding.clause import conjuncts, own_subject, passive, verb
from saidwho.coding.codebook import Codebook, load_codebook
from saidwho.coding.conditions import Scene
from saidwho.coding.grouping import Happening, group
from saidwho.coding.parties import doers, main_parties, party, party_span, recipients
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
            asked = low.actors if high.type == "REQUEST" else ()
            below = high.targets or asked or low.targets
            targets = tuple(s for s in below if s not in high.actors)
            found[above] = replace(high, rank=high.rank + 3, targets=targets)
    for asking in _demands(scene, found):
        found.setdefault(asking.token, asking)
    return sorted(found.values(), key=lambda t: t.token)


def _demands(scene: Scene, found: Mapping[int, Telling]) -> Iterator[Telling]:
    """“Norland said that the rebels must leave”: who says what another has to do asks for it."""
    parse = scene.parse
    for v in range(len(parse)):
        up = parse.head[v]
        must = any(parse.dep[c] == "aux" and parse.lower[c] in ("must", "should") for c in parse.children[v])
        if not must or parse.dep[v] != "ccomp" or up in found or not verb(parse, up) or passive(parse, v):
            continue
        speaker, asked = own_subject(parse, up), own_subject(parse, v)
        if speaker is not None and asked is not None and party(scene, speaker) and party(scene, asked):
            yield Telling(
                "REQUEST", up, parse.start[up], 2, sum(1 for _ in parse.ancestors(up)),
                tuple(party_span(parse, n) for n in conjuncts(parse, speaker)),
                tuple(party_span(parse, n) for n in conjuncts(parse, asked)),
            )  # fmt: skip


def main_parties_of(parse: Parse, *, codebook: Codebook | None = None) -> tuple[list[Span], list[Span]]:
    """(doers, recipients) of a sentence's main verb: for sentences in which no deed is found."""
    sides = main_parties(Scene(parse, codebook or load_codebook(), frozenset()))
    return ([party_span(parse, n) for n in sides[0]], [party_span(parse, n) for n in sides[1]])


def _telling(scene: Scene, happening: Happening) -> Telling:
    parse, main = scene.parse, happening.main
    roles = find_roles(scene, happening)
    actors = doers(scene, happening, roles)
    stage, polarity = find_stage(parse, main.token, None)
    return Telling(
        _uttered(main.trigger.type, stage, polarity),
        main.token,
        parse.start[main.token],
        main.trigger.rank,
        sum(1 for _ in parse.ancestors(main.token)),
        tuple(party_span(parse, n) for n in actors),
        tuple(party_span(parse, n) for n in recipients(scene, happening, roles, actors)),
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
