"""One man by office and by name: “the police chief said … Colonel X told reporters” are one speaker."""

from __future__ import annotations

from saidwho.linking.actors_owners import Held
from saidwho.linking.actors_phrases import head_of, head_token
from saidwho.linking.coreference import Entity
from saidwho.linking.coreference_beside import office_words, top_token
from saidwho.parsing import Parse
from saidwho.records import Attribution

NEAR = 4
"""Sentences behind an office in which its holder must be named."""
_RANKS = frozenset(
    "commissioner superintendent inspector constable sergeant chief colonel captain major lieutenant brigadier general"
    " commander marshal admiral corporal".split()
)
_FORCES = frozenset("police gendarmerie constabulary army military navy garrison brigade".split())
_CARE = frozenset("hospital clinic medical health infirmary".split())
_LEADS = frozenset(("run", "head", "lead", "command", "direct", "manage", "chair"))


def join_offices(held: Held, attributions: tuple[Attribution, ...]) -> None:
    """Fills `held.joined`: the noun of each office that speaks, with the person who is named for it right behind."""
    speaking = _named_speakers(held, attributions)
    for attribution in attributions:
        i = head_token(held.parse, attribution.source[0]) if attribution.source else None
        if i is None or i in held.registry.at or not _is_office(held, i) or _has_name(held, i):
            continue
        person = _next_person(held, i)
        if person is not None and id(person) in speaking and _holds(held, i, person):
            held.joined[i] = person
            person.roles.add(held.parse.lower[i])
            person.office |= office_words(held.parse, i)


def _named_speakers(held: Held, attributions: tuple[Attribution, ...]) -> set[int]:
    found = set()
    for attribution in attributions:
        for span in attribution.source[:1]:
            found |= {id(e) for k in held.parse.tokens_in(span) if (e := held.registry.at.get(k)) is not None}
    return found


def _is_office(held: Held, i: int) -> bool:
    head = head_of(held.parse, i)[1]
    if held.parse.lower[i] == "officer":
        return bool({held.parse.lower[k] for k in range(held.parse.left[i], i)} & _FORCES)
    return head is not None and ("role" in head.flags or head.kind == "prosecutors") and held.parse.tag[i] != "NNS"


def _has_name(held: Held, i: int) -> bool:
    return any(held.parse.dep[c] == "appos" and c in held.registry.at for c in held.parse.children[i])


def _next_person(held: Held, i: int) -> Entity | None:
    """The first person behind an office whom the text has not named before."""
    parse = held.parse
    found: tuple[int, Entity] | None = None
    for entity in held.registry.entities:
        if entity.sort != "person" or not entity.name:
            continue
        first = min(held.mentions.get(id(entity), [-1]))
        near = 1 if parse.lower[i] == "officer" else NEAR
        if first > i and parse.sent[first] - parse.sent[i] <= near and (found is None or first < found[0]):
            found = (first, entity)
    return found[1] if found is not None else None


def _holds(held: Held, i: int, person: Entity) -> bool:
    """Whether a person may hold an office: by the same title, a rank of that body, or because he leads it."""
    parse = held.parse
    word = parse.lower[i]
    asked = office_words(parse, i) | {parse.lower[k] for k in range(parse.left[i], parse.right[i] + 1)}
    if _is_bare(held, i, person):
        return True
    asked |= _its(parse, i)
    fields = {w for w in person.office if w not in person.roles and w not in ("deputy", "general", "chief")}
    if word in person.roles:
        return not fields or not (office_words(parse, i) - {"regional", "local"}) or bool(fields & asked)
    where = min(held.mentions[id(person)])
    top = top_token(parse, held.registry.named[where].first, held.registry.named[where].last)
    clauses = [c for c in parse.children[top] if parse.dep[c] == "relcl" and parse.lemma[c] in _LEADS]
    leads = any(asked & {parse.lower[k] for k in parse.subtree(c)} - {"the"} for c in clauses)
    ranked = bool(person.roles) and person.roles <= _RANKS and bool(asked & _FORCES)
    cares = bool(asked & _CARE) and bool(person.office & {"dr", "dr.", "prof", "prof.", "professor", "doctor"})
    return leads or ranked or (cares and person.roles <= {"doctor", "professor"})


def _is_bare(held: Held, i: int, person: Entity) -> bool:
    """“…, the minister said. Ann Lee told a radio”: a full name that nothing introduces, right behind an office."""
    parse, first = held.parse, min(held.mentions[id(person)])
    named = held.registry.named[first]
    top = top_token(parse, named.first, named.last)
    told = any(parse.dep[c] in ("appos", "relcl", "acl", "poss", "amod") for c in parse.children[top])
    plain = not (person.roles or person.office or told) and named.from_first == named.first < named.last
    opens = named.first == parse.sents[parse.sent[first]][0] and parse.dep[top] == "nsubj"
    between = any(k in held.registry.at and held.registry.at[k].sort == "person" for k in range(i + 1, named.first))
    near = parse.sent[first] - parse.sent[i] == 1 and not between
    return plain and opens and near and parse.word[named.last + 1] != ","


def _its(parse: Parse, i: int) -> set[str]:
    """“shells hit a hospital, its director said”: nouns before that “its” may stand for."""
    if not any(parse.lower[c] == "its" for c in parse.children[i]):
        return set()
    first = parse.sents[parse.sent[i]][0]
    return {parse.lower[k] for k in range(first, i) if parse.tag[k] == "NN"}
