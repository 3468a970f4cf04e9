"""Every telling with its roles, also those too slight to be a mention: for scoring against codings of pairs."""

from __future__ import annotations

from dataclasses import dataclass

from saidwho.coding.blocking import topics
from saidwho.coding.clause import noun_phrase
from saidwho.coding.codebook import Codebook, load_codebook
from saidwho.coding.conditions import Scene
from saidwho.coding.grouping import group
from saidwho.coding.roles import find_roles
from saidwho.coding.stage import find_stage
from saidwho.coding.triggers import find_candidates
from saidwho.parsing import Parse
from saidwho.records import Article, Span


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
    """Every telling in order; a threatened deed has the type THREATEN."""
    scene = Scene(parse, codebook or load_codebook(), topics(parse))
    found = []
    for happening in group(parse, find_candidates(scene)):
        roles = find_roles(scene, happening)
        main = happening.main
        stage, _ = find_stage(parse, main.token, None)
        found.append(
            Telling(
                "THREATEN" if stage == "threatened" else main.trigger.type,
                main.token,
                parse.start[main.token],
                main.trigger.rank,
                sum(1 for _ in parse.ancestors(main.token)),
                tuple(noun_phrase(parse, n) for n in roles.actors),
                tuple(noun_phrase(parse, n) for n in [*roles.targets, *roles.victims]),
            )
        )
    return found
