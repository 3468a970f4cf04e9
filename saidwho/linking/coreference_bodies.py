"""Bodies named by a state and a common noun: “Iraqi police”, “the army of Arland”, “Portava's health ministry”."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from saidwho.linking.actors_phrases import kind_of
from saidwho.linking.coreference import Entity, Registry, find_entities, party_key
from saidwho.linking.coreference_states import MARK, mark_states
from saidwho.linking.names import key, nationality, neutral, state_of
from saidwho.linking.names_found import Named
from saidwho.linking.names_tables import State, heads, organisation
from saidwho.nouns import noun_class
from saidwho.parsing import Parse
from saidwho.records import Span

_RULED = frozenset(("government", "authorities", "administration", "ministry", "police", "army", "military", "navy"))
_PLAIN = (None, "civilians", "person")
_QUALIFIED = frozenset(("ministry", "department"))


def find_parties(parse: Parse, dateline: Span | None = None) -> Registry:
    """Every named entity and every body named by its state, with the order in which the text tells of them.

    Names in the dateline are known, and nobody's words point back to them.
    """
    registry = find_entities(parse)
    mark_states(parse, registry)
    _add_bodies(parse, registry)
    _add_labelled(parse, registry)
    _add_people(parse, registry)
    regimes = {token for token, _ in registry.bodies}
    for token in sorted(registry.at):
        outside = dateline is None or not dateline.start <= parse.start[token] < dateline.end
        single = registry.named[token].first == token and token not in regimes
        if outside and single and not _bound(parse, registry.named[token]):
            registry.where.append(token)
            registry.what.append(registry.at[token])
    for token, entity in (*registry.bodies, *registry.people.items()):
        record(registry, token, entity)
    return registry


def _bound(parse: Parse, named: Named) -> bool:
    """“An X-backed group”, “pro-X rebels”, “an Xian battery”: whose somebody is; nothing points back to X."""
    noun = parse.head[named.last]
    people = named.first == named.last and parse.ent[named.first] == "NORP" and named.kind in (None, "organisation")
    if people and named.state is None and parse.dep[named.first] in ("amod", "compound") and parse.word[noun].islower():
        return True
    if named.last + 2 < len(parse) and parse.word[named.last + 1] == "-" and parse.word[named.last + 2][0].islower():
        return parse.end[named.last] == parse.start[named.last + 1]
    before = parse.lower[max(0, named.first - 2) : named.first]
    return before in (["pro", "-"], ["anti", "-"])


def state_entity(span: Span, state: State) -> Entity:
    """The entity of a state that only a label names."""
    return Entity(state.name, span, "state", "state", id=state.id, nations=frozenset((state.id,)))


def _add_labelled(parse: Parse, registry: Registry) -> None:
    """“The Arlandic regime”: one side's word for a state, and “the regime” afterwards for the same."""
    for i, lower in enumerate(parse.lower):
        head = heads().get(lower)
        if head is None or "label" not in head.flags or i in registry.at or parse.left[i] == i:
            continue
        state = state_of(neutral(parse.quote(parse.span(parse.left[i], i))) or "")
        if state is None:
            continue
        known = next((e for e in registry.entities if e.id == state.id), None)
        if known is None:
            known = state_entity(parse.span(parse.left[i], i), state)
            registry.entities.append(known)
        known.words |= {lower}
        registry.at[i] = known
        registry.named[i] = Named(i, i, state.name, key(state.name), "state", "state", state)
        registry.bodies.append((i, known))


def _add_people(parse: Parse, registry: Registry) -> None:
    """“Residents”, “the hostages”: nobody's name, but words that “they” or “it” may point back to."""
    for i, lower in enumerate(parse.lower):
        head = heads().get(lower)
        issued = head is not None and "document" in head.flags and parse.dep[i] in ("nsubj", "nsubjpass")
        many = head is not None and parse.tag[i] == "NNS" and head.flags & {"people", "same", "body"}
        persons = head is None and parse.tag[i] == "NNS" and noun_class(parse.lemma[i].lower()) == "person"
        if not (issued or many or persons) or i in registry.at:
            continue
        known = head or heads().get(parse.lemma[i])
        kind = known.kind if known is not None else kind_of(parse, i)
        if parse.dep[i] in ("compound", "nmod") or kind == "media":
            continue
        words = frozenset((lower, parse.lemma[i]))
        first_of = registry.people.get(parse.head[i]) if parse.dep[i] == "conj" else None
        if first_of is not None and kind in _PLAIN and first_of.kind in _PLAIN:
            continue
        first = min(
            [c for c in parse.children[i] if parse.dep[c] in ("amod", "compound", "nummod") and c < i], default=i
        )
        entity = Entity(None, parse.span(first, i), "group", kind, plural=not issued, roles={lower}, words=words)
        registry.people[i] = entity


def record(registry: Registry, token: int, entity: Entity) -> None:
    """Puts an entity that is not named at its place in the order of the text."""
    at = bisect_right(registry.where, token)
    registry.where.insert(at, token)
    registry.what.insert(at, entity)


def replace_unnamed(registry: Registry, token: int, entity: Entity) -> None:
    """“The fighters” are the group that the words were found to mean, for whatever points back to them."""
    people = registry.people.get(token)
    if people is None or people is entity or entity.name is None:
        return
    registry.people[token] = entity
    at = bisect_left(registry.where, token)
    if at < len(registry.what) and registry.what[at] is people:
        registry.what[at] = entity


def _add_bodies(parse: Parse, registry: Registry) -> None:
    by_key: dict[frozenset[str], Entity] = {}
    by_name: dict[str, Entity] = {}
    for party in registry.entities:
        if party.sort == "group" and party.name:
            words = party_key(key(party.name))
            by_key.setdefault(words, party)
            if "police" in words:
                by_key.setdefault(words - {"department"}, party)
            famous = organisation(party.name)
            by_name.update({famous.name: party} if famous else {})
    for i, lower in enumerate(parse.lower):
        head = heads().get(lower)
        if head is None or "body" not in head.flags or i in registry.at or parse.pos[i] not in ("NOUN", "PROPN", "ADJ"):
            continue
        reach = _reach(parse, registry, i, lower)
        if reach is None:
            continue
        first, last = reach
        text = neutral(parse.quote(parse.span(first, last)))
        if not text:
            continue
        words = coded = _party(registry, text)
        known = organisation(text)
        entity = by_key.get(coded) or _longer(by_key, coded) or (by_name.get(known.name) if known else None)
        if entity is None:
            nations = nationality(text) or frozenset(w for w in words if w.startswith(MARK))
            words = frozenset(w.removeprefix(MARK) for w in words)
            entity = Entity(text, parse.span(first, last), "group", head.kind, nations=nations, words=words)
            by_key[coded] = entity
            registry.entities.append(entity)
        elif _rank(text) < _rank(entity.name or ""):
            entity.name, entity.span = text, parse.span(first, last)
        registry.bodies.append((i, entity))
        body = Named(first, last, text, words, "group", head.kind)
        for token in range(first, last + 1):
            if token not in registry.at or token == i:
                registry.at[token] = entity
                registry.named[token] = body


def _party(registry: Registry, text: str) -> frozenset[str]:
    """The key of a body's name, in which an unlisted state and its adjective are one word."""
    words = {registry.adjectives.get(w, w) for w in key(text)}
    coded = frozenset(MARK + w if MARK + w in registry.unlisted else w for w in words)
    return party_key(coded)


def _rank(name: str) -> int:
    """Names in capitals first, then bodies (“Arlandic army”), then their people (“Arlandic soldiers”)."""
    words = name.replace("’", "'").lower().split()
    head = heads().get(words[-1]) if words else None
    people = words[-1:] in (["soldiers"], ["soldier"], ["troops"], ["forces"])
    capital = bool(name) and name.split()[-1][0].isupper()
    return (0 if capital else 4 if people else 2) + any("'" in w for w in words) + (head is None)


def _longer(by_key: dict[frozenset[str], Entity], words: frozenset[str]) -> Entity | None:
    """A body without its state (“the foreign ministry”) is the one of that name that has a state."""
    if any(w.startswith(("@", MARK)) for w in words):
        return None
    fuller = [e for k, e in by_key.items() if words < k and len(k) == len(words) + 1 and e.kind == "ministry"]
    return fuller[0] if len(fuller) == 1 else None


def _reach(parse: Parse, registry: Registry, i: int, lower: str) -> tuple[int, int] | None:
    """First and last token of the body's name, or None where nothing says whose it is."""
    first = None
    for c in parse.children[i]:
        if parse.dep[c] not in ("amod", "compound", "nmod", "poss") or c > i:
            continue
        entity = registry.at.get(c)
        if entity is not None and (entity.sort in ("state", "place") or (entity.sort == "group" and lower in _RULED)):
            named = registry.named[c]
            other = first is not None and entity.sort == "state" and registry.at[first].id not in (None, entity.id)
            first = named.first if first is None or other else min(first, named.first)
    at = i - 2 if parse.word[i - 1] in ("'s", "’s") else i - 1
    before = registry.at.get(at)
    if first is None and before is not None and before.sort == "state" and parse.sent[i - 1] == parse.sent[i]:
        first = registry.named[at].first
    if first is not None and any(parse.dep[k] == "cc" and k not in registry.at for k in range(first, i)):
        return None
    if first is not None:
        return first, _charge(parse, i) if lower in _QUALIFIED else i
    for c in parse.children[i]:
        if parse.dep[c] != "prep" or parse.lower[c] not in ("of", "in"):
            continue
        for o in parse.children[c]:
            entity = registry.at.get(o)
            stationed = parse.lower[c] == "in" and lower in ("army", "military", "troops", "soldiers")
            if entity is not None and (entity.sort == "state" or (entity.sort == "place" and not stationed)):
                return _qualified(parse, i), registry.named[o].last
    begin = _qualified(parse, i)
    owner = registry.at.get(begin - 2) if begin > 1 and parse.word[begin - 1] in ("'s", "’s") else None
    if lower in _QUALIFIED and owner is not None and owner.sort in ("state", "place"):
        return registry.named[begin - 2].first, i
    if lower in _QUALIFIED and (_qualified(parse, i) < i or _charge(parse, i) > i):
        return _qualified(parse, i), _charge(parse, i)
    return None


def _charge(parse: Parse, i: int) -> int:
    """The last word of what a ministry is for (“ministry for rural affairs”)."""
    for c in parse.children[i]:
        if c == i + 1 and parse.dep[c] == "prep" and parse.lower[c] in ("of", "for") and parse.right[c] - i <= 4:
            if not any(parse.dep[t] in ("relcl", "acl", "punct") for t in range(c, parse.right[c] + 1)):
                return parse.right[c]
    return i


def _qualified(parse: Parse, i: int) -> int:
    """The first of the nouns and adjectives directly before a body (“foreign ministry”)."""
    first = i
    while first and parse.head[first - 1] == i and parse.dep[first - 1] in ("compound", "amod", "nmod"):
        first -= 1
    return first
