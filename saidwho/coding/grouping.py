"""One mention for one happening told in a clause: which triggers belong together, and which of them names it."""

from __future__ import annotations

from dataclasses import dataclass

from saidwho.coding.carriers import anchor, carrier, light_verbs, transparent
from saidwho.coding.clause import CLIMB, meanwhile, own_subject, passive, stray_participle, verb
from saidwho.coding.triggers import Candidate
from saidwho.parsing import Parse

MATERIAL = frozenset(("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"))
_NOMINAL = frozenset(
    ("dobj", "pobj", "nsubj", "nsubjpass", "prep", "agent", "compound", "attr", "pcomp", "npadvmod", "oprd", "nmod",
     "amod", "conj", "poss", "dative")
)  # fmt: skip
_CLAUSAL = frozenset(("advcl", "acl", "relcl", "conj", "xcomp", "pcomp", "ccomp", "prep"))
_MEANS = frozenset(("in", "with", "by", "during", "using", "through", "via", "from", "after", "when", "of", "as"))
_AFTER = frozenset(("after", "before", "because", "since", "as", "when", "while", "until", "though", "although"))


@dataclass(frozen=True, slots=True)
class Happening:
    """The triggers of one mention: `main` names it, `members` (main among them) bring roles."""

    main: Candidate
    members: tuple[Candidate, ...]


def group(parse: Parse, candidates: list[Candidate]) -> list[Happening]:
    """Happenings in order of their main trigger; a lone trigger of rank 1 stays one."""
    by_token = {c.token: c for c in candidates}
    stands_for = _stand_ins(parse, candidates)
    leader = {c.token: c.token for c in candidates}

    def find(token: int) -> int:
        while leader[token] != token:
            token = leader[token]
        return token

    for candidate in candidates:
        if candidate.part in by_token and by_token[candidate.part].trigger.type == candidate.trigger.type:
            a, b = find(candidate.token), find(candidate.part)
            leader[max(a, b)] = min(a, b)
    for candidate in candidates:
        above = _joined_to(parse, candidate, by_token, stands_for)
        if above is not None:
            a, b = find(above.token), find(candidate.token)
            leader[max(a, b)] = min(a, b)
    members: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        members.setdefault(find(candidate.token), []).append(candidate)
    found = [Happening(_main(parse, cs), tuple(cs)) for cs in members.values()]
    found = [h for h in found if not _only_sums_up(parse, h, found)]
    return sorted((h for h in found if not _only_threatens(parse, h, by_token)), key=lambda h: h.main.token)


def _only_sums_up(parse: Parse, happening: Happening, others: list[Happening]) -> bool:
    """A word like “violence” beside the deed that it calls so."""
    main = happening.main
    if main.trigger.pos != "N" or main.trigger.rank > 1 or len(happening.members) > 1:
        return False
    return any(
        o is not happening
        and o.main.trigger.type == main.trigger.type
        and o.main.trigger.rank > 1
        and parse.sent[o.main.token] == parse.sent[main.token]
        for o in others
    )


def _only_threatens(parse: Parse, happening: Happening, by_token: dict[int, Candidate]) -> bool:
    """A threat whose deed is told beside it (“vowed to strike”): the deed is the mention, and it is threatened."""
    main = happening.main
    if main.trigger.type not in ("THREATEN", "AGREE"):
        return False
    for token, other in by_token.items():
        if other.trigger.type in MATERIAL and token > main.token and parse.sent[token] == parse.sent[main.token]:
            if _complement(parse, token, main.token):
                return True
    return False


def _complement(parse: Parse, token: int, above: int) -> bool:
    """Whether the way up from a deed to the word that threatens it leads over complements alone."""
    for _ in range(CLIMB):
        if token == above:
            return True
        if parse.dep[token] not in ("xcomp", "ccomp", "dobj", "pobj", "prep", "pcomp", "acl", "conj") or (
            parse.dep[token] == "prep" and parse.lower[token] not in ("of", "with", "to", "against", "by")
        ):
            return False
        token = parse.head[token]
    return False


def _main(parse: Parse, candidates: list[Candidate]) -> Candidate:
    """The trigger that names the deed best; of equal ones the first."""
    return max(candidates, key=lambda c: (c.trigger.rank, -c.token))


def _stand_ins(parse: Parse, candidates: list[Candidate]) -> dict[int, tuple[Candidate, bool]]:
    """Verbs that speak for a noun trigger: its light verb (True), or the verb of which it is the subject (False)."""
    found: dict[int, tuple[Candidate, bool]] = {}
    for candidate in candidates:
        if candidate.trigger.pos != "N":
            continue
        at = anchor(parse, candidate.token)
        light = carrier(parse, candidate.token)
        if light is not None:
            found.setdefault(light, (candidate, True))
        elif parse.dep[at] in ("nsubj", "nsubjpass") and verb(parse, parse.head[at]):
            found.setdefault(parse.head[at], (candidate, False))
    return found


def _joined_to(
    parse: Parse,
    low: Candidate,
    by_token: dict[int, Candidate],
    stands_for: dict[int, tuple[Candidate, bool]],
) -> Candidate | None:
    """The trigger above in the tree that tells of the same happening, or None."""
    path: list[int] = [low.token]
    for up in parse.ancestors(low.token):
        if len(path) > CLIMB:
            return None
        high = by_token.get(up) or next(
            (by_token[c] for c in parse.children[up] if c in by_token and stray_participle(parse, c)), None
        )
        if high is not None:
            return high if _same(parse, low, high, path) else None
        spoken = stands_for.get(up)
        if spoken is not None and spoken[0] is not low and low.trigger.pos == "V":
            return spoken[0] if _effect(parse, low, spoken[0], path[-1]) else None
        if not _may_pass(parse, up, path[-1], low):
            return None
        path.append(up)
    return None


def _may_pass(parse: Parse, up: int, below: int, low: Candidate) -> bool:
    """Whether the way from a trigger to the one above may lead over this word."""
    dep = parse.dep[below]
    if parse.pos[up] in ("ADP", "SCONJ") or parse.dep[up] in ("prep", "agent"):
        return dep in ("pobj", "pcomp", "prep")
    if verb(parse, up):
        return (
            parse.lemma[up] in light_verbs()
            and dep in _NOMINAL | {"advcl", "acl", "xcomp"}
            and parse.lemma[up] != "claim"
        )
    if low.trigger.rank == 1 and dep in ("relcl", "acl") and _in_which(parse, below):
        return True
    if low.trigger.rank == 1 and _from_relative(parse, below, low.token):
        return dep in ("pobj", "appos", "conj", "dobj")
    if parse.pos[up] == "NUM" or parse.ent[up] == "CARDINAL":
        return dep in ("acl", "relcl", "conj", "nummod")
    return parse.lemma[up] in transparent() or (dep in ("compound", "nmod", "amod") and low.trigger.pos == "N")


def _in_which(parse: Parse, v: int) -> bool:
    """A relative clause of place, occasion or effect: “in which 12 were killed”, “where two died”, “that killed 12”."""
    return any(
        (parse.lower[c] in ("where", "when"))
        or (parse.lower[c] in ("that", "which") and parse.dep[c] == "nsubj" and parse.pos[parse.head[v]] == "NOUN")
        or (parse.dep[c] == "prep" and any(parse.lower[b] == "which" for b in parse.children[c]))
        for c in parse.children[v]
    )


def _from_relative(parse: Parse, below: int, low: int) -> bool:
    """Whether the way up from a trigger began in such a clause and is still among the nouns above it."""
    return parse.dep[low] == "relcl" and _in_which(parse, low) and not verb(parse, below)


def _effect(parse: Parse, low: Candidate, high: Candidate, below: int) -> bool:
    """A verb beside a noun's own verb that tells its aim or result (“launched a strike, hitting a mill”)."""
    if low.trigger.type != high.trigger.type or low.trigger.rank > 1:
        return False
    dep = parse.dep[below]
    own = own_subject(parse, low.token)
    marked = {parse.lower[c] for c in parse.children[low.token] if parse.dep[c] == "mark"} & _AFTER
    return dep in ("advcl", "acl", "conj", "prep", "xcomp") and not marked and (own is None or dep in ("prep", "conj"))


def _same(parse: Parse, low: Candidate, high: Candidate, path: list[int]) -> bool:
    if low.trigger.type != high.trigger.type:
        return False
    if low.trigger.type not in ("ASSAULT", "PROTEST", "COERCE"):
        return True
    ranks = low.trigger.rank, high.trigger.rank
    if low.trigger.type == "PROTEST" and parse.dep[low.token] in ("advcl", "xcomp") and parse.tag[low.token] == "VB":
        return True  # “marched to protest against it”
    dep = parse.dep[path[-1]]
    if low.trigger.pos == "N":
        return _noun_below(parse, low, high, path, dep)
    if high.trigger.rank == 1 and meanwhile(parse, low.token):
        return False
    if dep not in _CLAUSAL:
        return dep in ("nsubj", "csubj", "amod", "dobj", "pobj", "nsubjpass") and 1 in ranks
    mark = {parse.lower[c] for c in parse.children[low.token] if parse.dep[c] in ("mark", "advmod")}
    if mark & _AFTER or (dep == "advcl" and parse.tag[low.token] in ("VBD", "VBZ", "VBP")):
        return high.trigger.rank == 1 and low.trigger.rank > 1 and not mark & {"before", "until"}
    if high.trigger.pos == "V" and dep == "conj" and low.trigger.rank == 1:
        return own_subject(parse, low.token) is None or passive(parse, low.token)
    if dep == "conj":
        return low.trigger.lemma == high.trigger.lemma or (high.trigger.rank == 1 and low.trigger.rank == 1)
    return 1 in ranks


def _noun_below(parse: Parse, low: Candidate, high: Candidate, path: list[int], dep: str) -> bool:
    """A noun under a verb or noun: as its subject, its means, or the deed that the verb reports the effect of."""
    if dep in ("compound", "nmod", "amod"):
        return True
    words = {parse.lower[i] for i in path}
    if dep in ("nsubj", "agent"):
        return True
    if dep == "conj":
        return low.trigger.rank == 1 and high.trigger.pos == "N"
    if dep in ("prep", "agent"):
        return (bool(words & _MEANS) and 1 in (high.trigger.rank, low.trigger.rank)) or (
            high.trigger.pos == "V"
            and bool(words & {"in", "with", "by", "during", "using"})
            and not words & {"for", "to"}
        )
    return dep in ("dobj", "nsubjpass", "attr") and high.trigger.rank == 1
