"""Who claims deeds: a name that claims an attack is a group's; “it” that claims one is no outlet and no hospital."""

from __future__ import annotations

from functools import lru_cache

from saidwho.linking.actors_called import called_so
from saidwho.linking.actors_owners import Held
from saidwho.linking.actors_phrases import head_token
from saidwho.parsing import Parse
from saidwho.records import Attribution
from saidwho.resources import read_table

_CLAIMED = frozenset(("responsibility", "credit", "it", "this", "both", "bomb", "abductions", "downing", "deed"))


@lru_cache(maxsize=1)
def _deeds() -> frozenset[str]:
    return _CLAIMED | {row["words"] for row in read_table("attribution/unhappened.tsv") if row["kind"] == "deed"}


def mark_claimants(held: Held, attributions: tuple[Attribution, ...]) -> frozenset[str]:
    """The attributions that claim a deed. Names that do so are groups, whatever the parser takes them for."""
    found = set()
    for attribution in attributions:
        top = head_token(held.parse, attribution.source[0]) if attribution.source else None
        entity = held.registry.at.get(top) or called_so(held, top) if top is not None else None
        claims = attribution.cue_class == "claim" and _of_deed(held.parse, attribution)
        if claims:
            found.add(attribution.id)
        if entity is None or top is None or entity.sort not in ("place", "person", "name", "thing", "group"):
            continue
        first = held.registry.named[top].first if top in held.registry.named else 0
        definite = first > 0 and held.parse.lower[first - 1] == "the"
        if entity.sort == "place" and entity.id is None and definite:
            entity.sort = "group"
        if claims and (entity.sort in ("name", "thing") or (entity.sort == "person" and _is_untold(held, entity.name))):
            entity.sort, entity.kind = "group", None
        if claims and entity.sort == "group" and entity.kind in (None, "organisation"):
            entity.kind = "armed group"
    return frozenset(found)


def _is_untold(held: Held, name: str | None) -> bool:
    """Whether a name of several words that counts as a person's has no title, office or gender in the text."""
    known = next((e for e in held.registry.entities if e.name == name), None)
    return known is not None and bool(name and " " in name) and not (known.roles or known.office or known.gender)


def _of_deed(parse: Parse, attribution: Attribution) -> bool:
    """Whether what is claimed is a deed: “the attack”, “responsibility”, “two bombings in X”."""
    if not attribution.content:
        return False
    near = list(parse.tokens_in(attribution.content[0]))[:8]
    return any(parse.lemma[k] in _deeds() for k in near)
