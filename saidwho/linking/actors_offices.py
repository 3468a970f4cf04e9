"""The body that an office belongs to: minister → ministry, police chief → police, governor → his state's government.

Only from the words beside a name and the table of offices; what they do not tell stays unknown.
"""

from __future__ import annotations

from functools import lru_cache

from saidwho.linking.actors_owners import Held, owner_beside
from saidwho.linking.coreference import Entity
from saidwho.linking.coreference_beside import top_token
from saidwho.linking.names import key, nationality, neutral, same_name, state_of
from saidwho.linking.names_tables import State, heads, states, titles
from saidwho.resources import read_table

MENTIONS = 8
"""Mentions of a name beside which an office is looked for."""
REACH = 14
"""Tokens of an apposition that are read."""
_POLICE = frozenset(("police", "constabulary", "gendarmerie"))
_ARMY = frozenset(("army", "military", "navy", "forces", "troops", "air"))
_STOPS = frozenset((";", ":", "(", ")", "“", "”", '"', "—", "–"))
_PLAIN = frozenset(
    ("prime", "first", "deputy", "vice", "former", "acting", "the", "a", "an", "then", "new", "its", "his", "state")
)
_REGION = frozenset(("state", "province", "region", "county", "prefecture", "governorate", "oblast", "district"))
_HOLD = frozenset(("and", "for", "of", "the", "&"))


@lru_cache(maxsize=1)
def _rules() -> dict[str, str]:
    return {row["office"]: row["rule"] for row in read_table("linking/offices.tsv")}


def affiliation(held: Held, entity: Entity) -> str | None:
    """The party that a person speaks for, leads or has an office in, from the words beside the name."""
    if entity.sort != "person" or entity.affiliation or entity.name is None or id(entity) in held.asked:
        return entity.affiliation
    held.asked.add(id(entity))
    for where in held.mentions.get(id(entity), ())[:MENTIONS]:
        owner = owner_beside(held, where)
        spoken_for = (owner.name or owner.affiliation) if owner is not None else None
        entity.affiliation = spoken_for or named_office(held, where)
        if entity.affiliation is not None:
            break
    return entity.affiliation


def spoken_for(held: Held, entity: Entity, i: int) -> Entity | None:
    """Whose deeds somebody tells of as “we” at a token: his body's. None where nothing tells whom he speaks for.

    A spokesman's is somebody unnamed where only a label stands before his office (“the regime's spokesman”).
    """
    if entity.sort != "person" and entity.kind not in ("spokesperson", "officials"):
        return None
    body = affiliation(held, entity)
    if body is None:
        spokes = entity.kind == "spokesperson" or any(r.startswith("spokes") for r in entity.roles)
        return Entity(None, held.parse.span(i, i), "group", _ruler_beside(held, entity)) if spokes else None
    known = next((e for e in held.registry.entities if e.name and e.sort != "person" and same_name(e.name, body)), None)
    last = heads().get(body.lower().split()[-1])
    kind = last.kind if last is not None and "body" in last.flags else None
    return known or Entity(body, entity.span, "group", kind, nations=nationality(body))


def _ruler_beside(held: Held, entity: Entity) -> str | None:
    """The kind of the rulers whose spokesman somebody is."""
    for where in held.mentions.get(id(entity), ())[:MENTIONS]:
        named = held.registry.named[where]
        for k in range(*_before(held, named.from_first, named.first)):
            head = heads().get(held.parse.lower[k])
            if head is not None and head.flags & {"body", "label"}:
                return "government" if "label" in head.flags else head.kind
    return None


def named_office(held: Held, where: int) -> str | None:
    """The body of a person named at a token, from the titles before the name and the appositions around it."""
    named = held.registry.named[where]
    top = top_token(held.parse, named.first, named.last)
    stretches = [_before(held, named.from_first, named.first), _behind(held, named.last)]
    if held.parse.dep[top] == "appos":
        stretches.append(_before_comma(held, named.from_first))
    for first, past in stretches:
        body = _body(held, first, past)
        if body is not None:
            return body
    return None


def office_of(held: Held, i: int) -> str | None:
    """The body of somebody whom only a noun of office names (“the Arlandic interior minister”)."""
    past = held.parse.right[i] + 1
    stop = next((k for k in range(i + 1, past) if held.parse.word[k] in (",", *_STOPS)), past)
    return _body(held, held.parse.left[i], min(stop, i + REACH))


def _before(held: Held, from_first: int, first: int) -> tuple[int, int]:
    """“Arlandic Interior Minister Ann Lee”: the words before a name in its phrase."""
    parse, k = held.parse, from_first
    begin = parse.sents[parse.sent[from_first]][0]
    while k > begin and from_first - k < 8:
        tag = parse.tag[k - 1]
        if parse.word[k - 1] in (",", *_STOPS) or tag.startswith("V") or tag in ("IN", "CC", "TO", "MD", "DT"):
            break
        k -= 1
    return k, first


def _behind(held: Held, last: int) -> tuple[int, int]:
    """“Ann Lee, the interior minister of Arland,”: the words behind a name's comma."""
    parse = held.parse
    past = parse.sents[parse.sent[last]][1]
    if last + 2 >= past or parse.word[last + 1] != ",":
        return last, last
    for k in range(last + 2, min(past, last + 2 + REACH)):
        if parse.word[k] in (",", *_STOPS) or parse.tag[k] in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT"):
            return last + 2, k
    return last + 2, min(past, last + 2 + REACH)


def _before_comma(held: Held, first: int) -> tuple[int, int]:
    """“Arland's interior minister, Ann Lee”: the phrase before the comma that a name stands behind."""
    parse, begin = held.parse, held.parse.sents[held.parse.sent[first]][0]
    if first - 2 < begin or parse.word[first - 1] != ",":
        return first, first
    k = first - 1
    while k > begin and first - k < REACH and parse.word[k - 1] not in (",", *_STOPS):
        if parse.tag[k - 1].startswith("V") and parse.lower[k - 1] != "acting":
            break
        k -= 1
    return k, first - 1


def _body(held: Held, first: int, past: int) -> str | None:
    """The body of the first office in a stretch of words."""
    parse = held.parse
    for i in range(first, past):
        rule = _rules().get(parse.lower[i])
        if rule is None or parse.pos[i] not in ("NOUN", "PROPN", "ADJ"):
            continue
        if parse.lower[i] == "secretary" and "general" in parse.lower[i + 1 : i + 3]:
            rule = "owner"
        if rule == "owner" and not any(w in _POLICE for w in parse.lower[first:past]):
            owner = _owner(held, i, first, past)
            if owner is not None:
                return owner
            continue
        state = _state(held, first, past)
        if any(w in _POLICE for w in parse.lower[first:i]) or (rule == "police" and _is_police(held, first, past)):
            return _known(held, "police", state, "police") or _local_police(held, first, i)
        return _by_rule(held, rule, i, first, past, state)
    return None


def _owner(held: Held, i: int, first: int, past: int) -> str | None:
    """Whose spokesman, head or director somebody is: a party before the office (“IDF spokesman”) or behind its “of”."""
    parse, begin = held.parse, i
    while begin > first and i - begin < 5 and _is_name(held, begin - 1):
        begin -= 1
    if begin < i:
        return _party(held, begin, i - 1)
    body = held.registry.at.get(i - 1) if i > first else None
    if body is not None and body.sort == "group" and body.name:
        return body.name
    behind = i + 1
    while behind < past and parse.pos[behind] in ("PROPN", "NOUN", "ADJ") and parse.lower[behind] in ("general", "-"):
        behind += 1
    if behind + 1 >= past or parse.lower[behind] not in ("of", "for", "at"):
        return None
    start = behind + 2 if parse.lower[behind + 1] in ("the", "its", "a") else behind + 1
    end = start
    while end < past and (_is_name(held, end) or (end > start and parse.lower[end] in ("of", "for", "and", "the"))):
        end += 1
    while end > start and not _is_name(held, end - 1):
        end -= 1
    return _party(held, start, end - 1) if end > start else None


def _is_name(held: Held, k: int) -> bool:
    word, lower = held.parse.word[k], held.parse.lower[k]
    return word[0].isupper() and held.parse.pos[k] in ("PROPN", "NOUN", "ADJ") and lower not in titles()


def _party(held: Held, first: int, last: int) -> str | None:
    """The party that words in capitals name; no state, place or person."""
    text = neutral(held.parse.quote(held.parse.span(first, last)))
    if not text or state_of(text) is not None or text.lower() in heads():
        return None
    entity = held.registry.at.get(last) or held.registry.at.get(first)
    if entity is not None:
        return entity.name if entity.sort in ("group", "name") else None
    named = next((e for e in held.registry.entities if e.name and e.sort == "group" and same_name(e.name, text)), None)
    return named.name if named is not None else text


def _is_police(held: Held, first: int, past: int) -> bool:
    return any(w in _POLICE for w in held.parse.lower[first:past])


def _local_police(held: Held, first: int, i: int) -> str | None:
    """“Portava police chief”: the police of a place or of none that is named."""
    parse = held.parse
    at = next((k for k in range(first, i + 1) if parse.lower[k] in _POLICE), None)
    if at is None:
        return None
    entity = held.registry.at.get(at)
    if entity is not None and entity.name:
        return entity.name
    begin = at
    while begin > first and parse.pos[begin - 1] in ("PROPN", "ADJ") and parse.word[begin - 1][0].isupper():
        begin -= 1
    return parse.quote(parse.span(begin, at))


def _by_rule(held: Held, rule: str, i: int, first: int, past: int, state: State | None) -> str | None:
    if rule in ("ministry", "department"):
        return _ministry(held, rule, i, first, past, state)
    if rule == "government":
        return _known(held, "government", state, "government") if state is not None else None
    if rule == "state":
        return state.name if state is not None else None
    if rule == "local":
        return _local(held, i, first, past)
    if rule == "city":
        place = _place(held, first, past)
        return f"{place} city government" if place else None
    if rule == "army":
        armed = any(w in _ARMY for w in held.parse.lower[first:past])
        return _known(held, "state forces", state, "army") if armed else None
    if rule in ("parliament", "court"):
        return _known(held, rule if rule == "court" else "government", state, rule) if state is not None else None
    return None


def _state(held: Held, first: int, past: int) -> State | None:
    """The one state that a stretch of words speaks of."""
    parse = held.parse
    found = nationality(parse.quote(parse.span(first, past - 1))) if past > first else frozenset()
    if len(found) == 1:
        (code,) = found
        return next((s for s in states().values() if s.id == code and s.use == "name"), None)
    for k in range(first, past):
        seat = state_of(parse.word[k])
        if seat is not None:
            return next((s for s in states().values() if s.id == seat.id and s.use == "name"), None)
    return None


def _known(held: Held, kind: str, state: State | None, word: str) -> str | None:
    """The article's own name for a state's body; else the state's adjective and the noun for the body."""
    if state is None:
        return None
    for entity in held.registry.entities:
        if entity.kind == kind and entity.name and state.id in entity.nations and _is_plain(entity.name):
            return entity.name
    return f"{state.adjective or state.name} {word}"


def _is_plain(name: str) -> bool:
    """A state and one noun (“Arlandic police”), no part of a body with a name of its own."""
    return len([w for w in key(name) if not w.startswith("@")]) <= 2


def _ministry(held: Held, rule: str, i: int, first: int, past: int, state: State | None) -> str | None:
    """“interior minister”, “minister of state for defence”, “Secretary of State”: the ministry or department."""
    parse = held.parse
    fields = [k for k in range(max(first, i - 4), i) if _is_field(held, k)]
    if not fields and i + 1 < past and parse.lower[i + 1] in ("of", "for"):
        for k in range(i + 2, min(past, i + 6)):
            if _is_field(held, k) or parse.lower[k] in ("state",):
                fields.append(k)
            elif parse.lower[k] not in ("and", "the"):
                break
    if "prime" in parse.lower[max(first, i - 2) : i]:
        return _known(held, "government", state, "government") if state is not None else None
    if not fields:
        return None
    owner = _owner_before(held, fields[0], i) if fields[0] < i else None
    for n in range(len(fields) - 1, 0, -1):
        if fields[n] < i and any(w != "and" for w in parse.lower[fields[n - 1] + 1 : fields[n]]):
            fields = fields[n:]
            break
    about = " ".join(parse.lower[k] for k in range(fields[0], fields[-1] + 1))
    noun = "Department" if rule == "department" and fields[0] > i else "Ministry"
    name = f"{about.title().replace(' And ', ' and ')} {noun}"
    whole = f"{state.adjective or state.name} {name}" if state is not None else f"{owner}'s {name}" if owner else name
    for entity in held.registry.entities:
        if entity.kind == "ministry" and entity.name and _same_ministry(entity, whole, set(about.split())):
            return entity.name
    return whole


def _owner_before(held: Held, first: int, i: int) -> str | None:
    """“Arland's foreign minister”: a state that no table lists, before the office."""
    for k in range(first, i):
        entity = held.registry.at.get(k)
        if entity is not None and entity.sort == "state" and entity.id is None and held.parse.dep[k] == "poss":
            return entity.name
    return None


def _is_field(held: Held, k: int) -> bool:
    """A word for what a ministry is for: no state, no title, no person."""
    parse = held.parse
    if parse.lower[k] in _PLAIN or parse.lower[k] in _rules() or not parse.word[k][0].isalpha():
        return parse.lower[k] in _HOLD and parse.lower[k] == "and"
    nation = nationality(parse.word[k]) or state_of(parse.word[k]) is not None
    plain = parse.pos[k] in ("NOUN", "PROPN", "ADJ") and not nation and parse.ent[k] not in ("PERSON", "GPE", "NORP")
    return plain and (parse.lower[k] not in heads() or parse.lower[k] in ("justice", "intelligence", "community"))


def _same_ministry(entity: Entity, whole: str, about: set[str]) -> bool:
    words = {w for w in key(entity.name or "") if not w.startswith("@")}
    mine = {w for w in key(whole) if not w.startswith("@")}
    states_fit = not (nationality(entity.name or "") and nationality(whole)) or bool(
        nationality(entity.name or "") & nationality(whole)
    )
    return same_name(entity.name or "", whole) or (states_fit and bool(about) and words - {"national"} == mine)


def _local(held: Held, i: int, first: int, past: int) -> str | None:
    """“the governor of Portava province”, “Portava State Governor”: of which place, or of which bank."""
    parse = held.parse
    if any("bank" in w for w in parse.lower[first:past]):
        return next((e.name for k in range(first, past) if (e := held.registry.at.get(k)) and e.name), None)
    place = _place(held, first, past)
    if place is None:
        return None
    for entity in held.registry.entities:
        if entity.kind == "government" and entity.name and place.lower() in entity.name.lower():
            return entity.name
    return f"{place} government"


def _place(held: Held, first: int, past: int) -> str | None:
    """The place that an office is for, with “State” or “Province” behind it."""
    parse = held.parse
    inside = [k for k in range(first, past) if parse.word[k][0].isupper() and parse.pos[k] == "PROPN"]
    inside = [k for k in inside if parse.lower[k] not in _rules()]
    if not inside:
        return None
    run = [inside[0]]
    for k in inside[1:]:
        if k != run[-1] + 1:
            break
        run.append(k)
    last = run[-1] + 1 if run[-1] + 1 < past and parse.lower[run[-1] + 1] in _REGION else run[-1]
    return parse.quote(parse.span(run[0], last))
