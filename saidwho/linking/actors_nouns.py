"""From a noun or pronoun to the party meant."""

from __future__ import annotations

from saidwho.linking.actors_authors import author_of
from saidwho.linking.actors_called import called_so, calls_himself, person_called
from saidwho.linking.actors_home import body_name
from saidwho.linking.actors_media import outlet_at
from saidwho.linking.actors_offices import office_of, spoken_for
from saidwho.linking.actors_owners import Held, Meant, Use, name_owner, owner_of
from saidwho.linking.actors_phrases import (
    antecedent,
    head_of,
    is_bare,
    is_counted,
    is_definite,
    is_plural,
    is_weapon,
    kind_of,
    owners,
)
from saidwho.linking.actors_titles import SCORE, fuller, in_title, meant_below
from saidwho.linking.coreference import Entity
from saidwho.linking.coreference_bodies import record, state_entity
from saidwho.linking.coreference_described import description
from saidwho.linking.coreference_pronouns import pronoun
from saidwho.linking.coreference_salience import PRONOUNS, WE, Choice
from saidwho.linking.names import key, nationality, neutral, state_of
from saidwho.linking.names_tables import Head, heads
from saidwho.nouns import noun_class
from saidwho.parsing import Parse

_MEMBERS = frozenset(("men", "members", "gunmen", "militants", "fighters", "supporters"))
_PRESS = frozenset(("reporters", "reporter", "correspondents", "correspondent", "journalists", "journalist"))
_STATEMENTS = ("statement", "post", "message", "communique", "communiqué", "release", "announcement", "bulletin")
"""Documents that go by one another's names: a post on Telegram is “the statement” afterwards."""
DESCRIBED = 0.98
"""How sure it is at most whom a description means."""
_UNKNOWN = Head("", frozenset())
_NO_OWNER = ("state forces", "media", "platform")
_NO_EPITHET = frozenset(("people", "role", "speaks", "document", "part", "body", "site", "thing", "label"))


def meant(held: Held, i: int, use: Use, speaker: Entity | None) -> Meant:
    parse = held.parse
    if parse.lower[i] in PRONOUNS and i not in held.registry.at:
        choice = pronoun(held.salience, i, speaker, use)
        if parse.lower[i] in WE and use != "source" and choice.entity is not None:
            return Meant(spoken_for(held, choice.entity, i) or choice.entity, choice.score, reason="unnamed")
        return _from(choice)
    if parse.tag[i] in ("WP", "WDT") or (parse.lower[i] == "that" and parse.dep[i].startswith("nsubj")):
        noun = antecedent(parse, i)
        if noun is None or noun == i:
            return Meant(None, 0.0, reason="a pronoun without a noun before it")
        return meant(held, noun, use, speaker) if parse.pos[noun] in ("NOUN", "PROPN") else Meant(None, 0.0)
    if i in held.registry.at:
        if use == "target" and is_counted(parse, i):
            return Meant(None, 0.0, reason="unnamed")
        entity = held.registry.at[i]
        if entity.kind == "ministry" and not entity.nations:
            name_owner(held, i, entity, speaker)
        outlet = outlet_at(held, i) if use == "source" and entity.sort in ("state", "place") else None
        if outlet is not None:
            return Meant(outlet, 0.9)
        longer = fuller(held, entity) if in_title(held, i) and len(held.mentions.get(id(entity), ())) == 1 else None
        return Meant(longer or entity, SCORE if longer else 1.0)
    if parse.pos[i] in ("PRON", "DET", "NUM"):
        return _one_of(held, i, use, speaker)
    return _noun(held, i, use, speaker)


def _noun(held: Held, i: int, use: Use, speaker: Entity | None) -> Meant:
    """A common noun: a person beside it, the name before it, what it points back to, or somebody unnamed."""
    parse = held.parse
    word, head = head_of(parse, i)
    if head is not None and "label" in head.flags:
        return _labelled(held, i, word, speaker)
    beside = _apposed(held, i, head)
    if beside is not None:
        return Meant(beside, 0.95)
    if use == "actor" and is_weapon(parse, i):
        owner = owner_of(held, i, speaker)
        return Meant(owner, 0.85 if owner else 0.0, reason="a weapon or vehicle without an owner")
    if head is None:
        named = person_called(held, i) if noun_class(word) == "person" else None
        return Meant(named, 0.95) if named is not None else _strange(held, i, word, use, speaker)
    called = called_so(held, i) or _as_person(held, i, head)
    if called is not None:
        return Meant(called, 0.95)
    if i in held.joined:
        return Meant(held.joined[i], 0.8)
    if not head.flags & _NO_EPITHET and i:
        named = held.registry.at.get(i - 1) or held.registry.at.get(i - 2)
        owner = _modifier(held, i, media=True) if named is not None else None
        if owner is not None and owner.sort != "state":
            return Meant(owner, 0.95)
    if word == "reports":
        of = next((o for o in owners(parse, i) if head_of(parse, o)[1] and kind_of(parse, o) == "media"), None)
        if of is not None and of > i:
            return meant(held, of, use, speaker)
    own = _named_behind(held, i, head) if use == "source" else None
    if own is not None:
        return own
    if head.flags & {"document", "part"}:
        return _issued(held, i, word, head, use, speaker)
    return _owned_noun(held, i, word, head, use, speaker) or _unowned(held, i, word, head, use, speaker)


def _owned_noun(held: Held, i: int, word: str, head: Head, use: Use, speaker: Entity | None) -> Meant | None:
    """A noun that says whose somebody is: an outlet's reporters, a group's fighters, a state's army."""
    parse = held.parse
    if word in _PRESS:
        owner = owner_of(held, i, speaker)
        if owner is not None and owner.kind == "media":
            return Meant(owner, 0.95)
    if "same" in head.flags or word in _MEMBERS or head.kind == "state forces":
        owner = _modifier(held, i) or (_group(held, i, speaker) if is_plural(parse, i) else None)
        if owner is not None:
            return Meant(owner, 0.95)
    body = _own_body(held, i, head, speaker) if "body" in head.flags else None
    return Meant(body, 0.9) if body is not None else None


def _unowned(held: Held, i: int, word: str, head: Head, use: Use, speaker: Entity | None) -> Meant:
    """What a noun points back to, or somebody unnamed."""
    parse = held.parse
    owned = any(parse.dep[c] == "poss" for c in parse.children[i])
    plain = is_bare(parse, i) and parse.left[i] == i
    counted = use == "target" and is_plural(parse, i) and not is_definite(parse, i)
    if is_definite(parse, i) or ("body" in head.flags and (owned or plain) and not counted):
        chosen = _described(held, i, word, speaker, use)
        if chosen is not None:
            return chosen
    if use == "target" and "people" in head.flags:
        return Meant(None, 0.0, reason="unnamed")
    below = meant_below(held, i, word, head) if use == "source" and in_title(held, i) else None
    if below is not None:
        return Meant(below, SCORE)
    return Meant(_new(held, i, word, head, use, speaker), 1.0, reason="unnamed")


def _as_person(held: Held, i: int, head: Head) -> Entity | None:
    return person_called(held, i) if head.flags & {"role", "speaks", "people"} else None


def _apposed(held: Held, i: int, head: Head | None) -> Entity | None:
    """The person or group named in apposition behind a noun."""
    parse = held.parse
    beside = [c for c in parse.children[i] if parse.dep[c] == "appos" and c > i and c in held.registry.at]
    for c in sorted(beside, key=lambda c: not held.registry.named[c].titles):
        entity = held.registry.at[c]
        if ":" in parse.word[i:c]:
            continue
        if head is not None and entity.sort == "person":
            _as_body(entity, parse.lemma[i].lower(), head)
        person = bool(head and head.flags & {"role", "speaks", "people"}) or (head is None and entity.sort == "person")
        person = person or noun_class(parse.lemma[i].lower()) == "person"
        if entity.sort in ("person", "group") and (entity.sort == "person") == person:
            return entity
    return None


def _strange(held: Held, i: int, word: str, use: Use, speaker: Entity | None) -> Meant:
    """A noun that the table does not know: an outlet's name in small letters, or somebody unnamed who speaks."""
    if i in held.unnamed and held.unnamed[i].name:
        return Meant(held.unnamed[i], 0.9)
    entity = _new(held, i, word, _UNKNOWN, use, speaker) if use == "source" else None
    return Meant(entity, 1.0 if entity else 0.0, reason="unnamed")


def _as_body(entity: Entity, word: str, head: Head) -> None:
    """“their organisation, Relief First”: what the parser takes for a person is a body by its noun."""
    if word in _PRESS or (noun_class(word) == "person" and not head.flags & {"media", "same", "of", "body"}):
        return
    if head.flags & {"same", "of", "body", "media"} and not entity.roles and not entity.office and not entity.gender:
        entity.sort, entity.kind = "group", head.kind


def _named_behind(held: Held, i: int, head: Head) -> Meant | None:
    """“the Arlandic agency Vesna”: a name right behind its noun that is known from nowhere else."""
    parse, last = held.parse, i
    past = parse.sents[parse.sent[i]][1]
    if not head.flags & {"same", "body", "media", "of"}:
        return None
    while last + 1 < past and parse.tag[last + 1] in ("NNP", "NNPS") and parse.word[last + 1][0].isupper():
        last += 1
    if last == i or any(k in held.registry.at for k in range(i + 1, last + 1)) or parse.ent[i + 1] in ("DATE", "TIME"):
        return None
    name = parse.quote(parse.span(i + 1, last))
    known = held.unnamed.setdefault(i, Entity(name, parse.span(i + 1, last), "group", kind_of(parse, i)))
    return Meant(known, 0.9)


def _one_of(held: Held, i: int, use: Use, speaker: Entity | None) -> Meant:
    """“One of them said”: unnamed, of the kind of those whom the words point back to."""
    parse = held.parse
    named = _person_behind(held, i) if use == "source" else None
    if named is not None:
        return Meant(named, 0.9)
    for c in parse.children[i]:
        if use == "source" and parse.dep[c] == "prep" and parse.lower[c] == "of" and c > i:
            for o in parse.children[c]:
                all_of = meant(held, o, use, speaker).entity if parse.pos[o] in ("PRON", "NOUN", "PROPN") else None
                if all_of is not None and (all_of.plural or all_of.name is None or all_of.sort == "group"):
                    one = Entity(None, parse.span(i, o), "person", all_of.kind, affiliation=all_of.name)
                    return Meant(one, 1.0, reason="unnamed")
    return Meant(None, 0.0, reason="the words name nobody")


def _person_behind(held: Held, i: int) -> Entity | None:
    """“One of the two women, Lalao, said”: the person named behind the comma."""
    parse = held.parse
    for k in range(i + 1, min(parse.right[i], i + 9) + 1):
        entity = held.registry.at.get(k)
        behind = parse.word[k - 1] == "," and entity is not None and entity.sort == "person"
        if behind and _set_off(parse, held.registry.named[k].last):
            return entity
        if parse.tag[k] in ("VBD", "VBZ", "VBP"):
            return None
    return None


def _set_off(parse: Parse, last: int) -> bool:
    """Whether a name is followed by a comma or a verb."""
    return last + 1 < len(parse) and (parse.word[last + 1] == "," or parse.tag[last + 1].startswith(("VB", "MD")))


def _labelled(held: Held, i: int, word: str, speaker: Entity | None) -> Meant:
    """“The regime”: the state that the words name, or that was called so before."""
    state = state_of(neutral(held.parse.quote(held.parse.span(held.parse.left[i], i))) or "")
    if state is not None:
        known = next((e for e in held.registry.entities if e.id == state.id), None)
        return Meant(known or state_entity(held.parse.span(held.parse.left[i], i), state), 0.9)
    chosen = _described(held, i, word, speaker, "actor") if is_definite(held.parse, i) else None
    return chosen or Meant(None, 0.0, reason="the words are a label of one side")


def _issued(held: Held, i: int, word: str, head: Head, use: Use, speaker: Entity | None) -> Meant:
    """Who speaks in a document, or whose part something is: its owner, or who spoke by such a channel before."""
    if use == "target":
        return Meant(None, 0.0, reason="unnamed")
    owner = owner_of(held, i, speaker)
    if owner is None and "document" in head.flags:
        owner = author_of(held, i, speaker)
    if owner is not None:
        return Meant(owner, 0.85)
    if "document" in head.flags and is_definite(held.parse, i):
        for token, channel, entity in reversed(held.channels[-8:]):
            alike = word in channel or (word in _STATEMENTS and any(w in channel for w in _STATEMENTS))
            if alike and token < i and held.parse.sent[i] - held.parse.sent[token] <= 5:
                return Meant(entity, 0.7)
    reason = f"whose {word} it is, is not said" if "document" in head.flags else "unnamed"
    return Meant(_new(held, i, word, head, use, speaker), 1.0, reason=reason)


def _described(held: Held, i: int, word: str, speaker: Entity | None, use: Use) -> Meant | None:
    parse = held.parse
    if use == "target" and word not in heads():
        return None
    if parse.tag[i] == "NNS" and any(parse.dep[c] == "nummod" for c in parse.children[i]):
        return None
    if _of_somebody(held, i) and "body" in getattr(heads().get(word), "flags", ()):
        return None
    words = parse.quote(parse.span(parse.left[i], i))
    choice = description(held.salience, i, words, word, speaker)
    if choice.entity is not None and _seated_elsewhere(held, i, word, choice.entity):
        return None
    if choice.entity is not None:
        return Meant(choice.entity, min(choice.score, DESCRIBED), choice.others, choice.reason)
    return _from(choice) if choice.others else None


def _own_body(held: Held, i: int, head: Head, speaker: Entity | None) -> Entity | None:
    """“Arland denied it; its army …”: a body of the state that the pronoun means, under the name that the text has."""
    parse = held.parse
    token = next((c for c in parse.children[i] if parse.lower[c] in ("its", "their") and parse.tag[c] == "PRP$"), None)
    if token is None or token != i - 1:
        return None
    owner = pronoun(held.salience, token, speaker, "actor").entity
    if owner is None or owner.sort != "state" or not owner.name:
        return None
    for entity in held.registry.entities:
        if entity.kind == head.kind and entity.name and entity.nations == owner.nations and entity.sort == "group":
            return entity
    name = f"{owner.name}'s {parse.lower[i]}"
    body = Entity(name, parse.span(i, i), "group", head.kind, nations=owner.nations, words=frozenset((parse.lower[i],)))
    return held.unnamed.setdefault(i, body)


def _seated_elsewhere(held: Held, i: int, word: str, entity: Entity) -> bool:
    """“the committee in Portava” is no committee that another place, or none, is told of."""
    seat = seat_of(held, i)
    if seat == i or entity.sort != "group" or "body" in getattr(heads().get(word), "flags", ()):
        return False
    return not key(held.parse.word[seat]) & entity.words


def _modifier(held: Held, i: int, *, media: bool = False) -> Entity | None:
    """The named group directly before a noun that adds nothing to it (“the Northern Front fighters”)."""
    for c in reversed(held.parse.children[i]):
        entity = held.registry.at.get(c)
        if c < i and entity is not None and held.parse.dep[c] in ("compound", "nmod", "amod", "poss"):
            if media and held.parse.dep[c] != "poss" and entity.sort in ("group", "name", "person"):
                return entity if entity.kind != "platform" else None
            if not media and entity.sort in ("group", "name") and entity.kind not in _NO_OWNER:
                return entity
    return None


def _group(held: Held, i: int, speaker: Entity | None) -> Entity | None:
    """The group whose people a noun means (“its men”, “fighters of the Northern Front”)."""
    owner = owner_of(held, i, speaker)
    if owner is None:
        token = next((c for c in held.parse.children[i] if held.parse.lower[c] in ("his", "her")), None)
        leader = pronoun(held.salience, token, speaker, "actor").entity if token is not None else None
        owner = spoken_for(held, leader, i) if leader is not None else None
    return owner if owner is not None and owner.sort == "group" and owner.name and owner.kind != "media" else None


def _new(held: Held, i: int, word: str, head: Head, use: Use, speaker: Entity | None) -> Entity:
    """A party that the article does not name; a people's officials or police go by that."""
    known = held.unnamed.get(i)
    people = held.registry.people.get(i)
    if known is not None:
        return known
    parse = held.parse
    owner = owner_of(held, i, speaker) if head.flags & {"speaks", "role", "people"} or word == "office" else None
    text = neutral(parse.quote(parse.span(parse.left[i], seat_of(held, i))))
    nations = nationality(text or "")
    named = (
        bool(nations)
        and "label" not in head.flags
        and "(" not in (text or "")
        and is_plural(parse, i)
        and is_bare(parse, i)
        and len((text or "").split()) <= 5
    )
    alone = (is_bare(parse, i) or is_definite(parse, i)) and not _of_somebody(held, i)
    if text is not None and alone and text.lower() == word and held.home is not None and "body" in head.flags:
        at_home = body_name(held.home, word, held.registry)
        if at_home is not None:
            nations, named, text = frozenset((held.home.id,)), True, at_home
    called = calls_himself(held, i) if use == "source" else None
    person = bool(head.flags & {"speaks", "role"}) or (not is_plural(parse, i) and "people" in head.flags)
    person = person or (head is _UNKNOWN and not is_plural(parse, i) and noun_class(word) == "person")
    entity = Entity(
        name=text if named or (head.kind == "media" and nations) else None,
        span=parse.span(parse.left[i], i),
        sort="person" if person else "group",
        kind=kind_of(parse, i) or ("person" if person else None),
        plural=is_plural(parse, i),
        roles={word},
        nations=nations or (owner.nations if owner else frozenset()),
        affiliation=_body_of(held, i, head, owner),
        words=frozenset((word, parse.lemma[i])),
    )
    held.unnamed[i] = entity
    if called is not None and person:
        entity.name, entity.span, entity.sort, entity.kind = parse.quote(called), called, "person", "person"
    if people is not None:
        people.name, people.affiliation, people.nations = entity.name, entity.affiliation, entity.nations
        held.unnamed[i] = people
        return people
    if use == "source":
        record(held.registry, i, entity)
    return entity


def _of_somebody(held: Held, i: int) -> bool:
    """“the government of neighbouring X”: a name behind “of” says whose it is, whatever the name is taken for."""
    parse = held.parse
    of = [c for c in parse.children[i] if parse.lower[c] == "of" and c > i]
    return any(parse.pos[k] == "PROPN" for c in of for k in parse.children[c])


def _body_of(held: Held, i: int, head: Head, owner: Entity | None) -> str | None:
    """Whom an unnamed person speaks for: his office's body, or the party beside the noun."""
    office = office_of(held, i) if "role" in head.flags else None
    return office or ((owner.name or owner.affiliation) if owner else None)


def seat_of(held: Held, i: int) -> int:
    """The last token of the place that officials belong to (“officials in Portava”), else the noun itheld."""
    for c in held.parse.children[i]:
        if c == i + 1 and held.parse.dep[c] == "prep" and held.parse.lower[c] in ("in", "of"):
            for o in held.parse.children[c]:
                entity = held.registry.at.get(o)
                if entity is not None and entity.sort in ("state", "place"):
                    return held.registry.named[o].last
    return i


def _from(choice: Choice) -> Meant:
    return Meant(choice.entity, choice.score, choice.others, choice.reason)
