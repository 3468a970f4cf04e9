"""Which names are outlets: by their words, by an address on the web, or by passing on what others say."""

from __future__ import annotations

from functools import lru_cache

from saidwho.linking.actors_owners import Held
from saidwho.linking.actors_phrases import head_token, is_bare, owners
from saidwho.linking.coreference import Entity
from saidwho.linking.coreference_salience import OWN
from saidwho.linking.names import nationality, neutral, same_name
from saidwho.linking.names_tables import heads
from saidwho.parsing import Parse
from saidwho.records import OUTLET, Attribution
from saidwho.resources import read_table

_PRESS = frozenset(("media", "reports"))
_PLAIN = frozenset(("the", "media", "news", "press", "these", "those"))


@lru_cache(maxsize=4)
def media_words(use: str) -> frozenset[str]:
    """Words of outlets' names (`name`), verbs of passing on (`verb`), endings of addresses (`ending`)."""
    return frozenset(row["word"] for row in read_table("linking/media_words.tsv") if row["use"] == use)


def mark_media(held: Held, attributions: tuple[Attribution, ...]) -> None:
    """Gives the kind `media` to parties without a kind that are outlets, before anybody is linked."""
    for entity in held.registry.entities:
        if entity.name and entity.sort != "state" and any(same_name(entity.name, o) for o in held.outlets):
            entity.kind, entity.sort = "media", "group"
            entity.roles.add(OWN)
        kind = entity.kind in (None, "organisation") or (entity.kind == "person" and not entity.roles)
        if entity.sort not in ("state", "people") and kind and entity.name:
            if _is_named_so(entity.name):
                entity.kind, entity.sort = "media", "group"
    relaying = {a.parent for a in attributions if a.source} - {OUTLET}
    for attribution in attributions:
        _told(held, attribution)
    _only_listen(held, attributions)
    for attribution in attributions:
        if attribution.source and attribution.cue and _passes_on(held.parse, attribution):
            _mark(held, attribution, attribution.id in relaying)


def join_press(held: Held, attributions: tuple[Attribution, ...]) -> None:
    """“Media said”, “the reports said” beside “Iranian media”: the one press that the report speaks of."""
    plain: list[int] = []
    told: dict[str, list[int]] = {}
    for attribution in attributions:
        i = head_token(held.parse, attribution.source[0]) if attribution.source else None
        if i is None or i in held.registry.at or held.parse.lower[i] not in _PRESS:
            continue
        words = [held.parse.lower[c] for c in held.parse.children[i] if c < i and held.parse.word[c][0].isalnum()]
        name = neutral(held.parse.quote(held.parse.span(held.parse.left[i], i))) or ""
        of = next((o for o in owners(held.parse, i) if o > i and held.parse.lower[o] == "media"), None)
        at = i if of is None else of
        name = name if of is None else neutral(held.parse.quote(held.parse.span(held.parse.left[of], of))) or ""
        if nationality(name):
            told.setdefault(name.lower(), []).append(at)
        elif of is None and set(words) <= _PLAIN:
            plain.append(i)
    if len(told) != 1 or not plain:
        return
    ((_, tokens),) = told.items()
    first = tokens[0]
    span = held.parse.span(held.parse.left[first], first)
    entity = Entity(neutral(held.parse.quote(span)), span, "group", "media", plural=True, words=frozenset(("media",)))
    entity.nations = nationality(entity.name or "")
    for i in (*tokens, *plain):
        held.unnamed[i] = held.joined[i] = entity


def _only_listen(held: Held, attributions: tuple[Attribution, ...]) -> None:
    """An outlet that is only told things, and says none itself, is hardly meant by “it”."""
    tokens = {k for a in attributions if a.source for k in held.parse.tokens_in(a.source[0])}
    speaking = {id(held.registry.at[k]) for k in tokens if k in held.registry.at}
    for entity in held.listening:
        if id(entity) not in speaking:
            entity.roles.add(OWN)


def _told(held: Held, attribution: Attribution) -> None:
    """“… told IranWire”: a name without a kind that is told something is an outlet."""
    parse = held.parse
    verb = next((k for span in attribution.cue for k in parse.tokens_in(span) if parse.lemma[k] == "tell"), None)
    for c in parse.children[verb] if verb is not None else ():
        entity = held.registry.at.get(c)
        if parse.dep[c] in ("dobj", "dative") and entity is not None and entity.sort in ("group", "name"):
            plain = " " not in str(entity.name) and len(str(entity.name)) > 3
            if entity.kind in (None, "organisation") and (plain or _is_named_so(str(entity.name))):
                entity.kind, entity.sort = "media", "group"
        if entity is not None and entity.kind == "media":
            held.listening.append(entity)


def outlet_at(held: Held, i: int) -> Entity | None:
    """“Arland Now”, “Portava Online”: a state's or place's name that goes on is an outlet's."""
    parse, last = held.parse, held.registry.named[i].last
    behind = last + 1
    if behind >= len(parse) or parse.sent[behind] != parse.sent[i] or not parse.word[behind][0].isupper():
        return None
    if parse.pos[behind] != "ADV" and parse.lower[behind] not in media_words("name"):
        return None
    first = held.registry.named[i].first
    name = parse.quote(parse.span(first, behind))
    return held.unnamed.setdefault(i, Entity(name, parse.span(first, behind), "group", "media"))


def _is_named_so(name: str) -> bool:
    words = name.split()
    ends = {words[-1].strip(".,").lower(), words[0].lower() if words[0].lower() in ("radio", "channel") else ""}
    if len(words) > 1 and ends & media_words("name"):
        return True
    host, dot, ending = name.lower().rpartition(".")
    return len(words) == 1 and bool(dot) and host.isalnum() and len(host) > 2 and ending in media_words("ending")


def _passes_on(parse: Parse, attribution: Attribution) -> bool:
    return any(parse.lemma[k] in media_words("verb") for span in attribution.cue for k in parse.tokens_in(span))


def _mark(held: Held, attribution: Attribution, relays: bool) -> None:
    """An outlet that reports what another says; or, without an article before it, a name in small letters."""
    parse, top = held.parse, head_token(held.parse, attribution.source[0])
    if top is None:
        return
    entity = held.registry.at.get(top)
    if entity is None and parse.lower[top] == "agency":
        entity = next((e for c in parse.children[top] if c < top and (e := held.registry.at.get(c))), None)
    if entity is not None:
        agency = top > 0 and "agency" in parse.lower[max(0, top - 2) : top + 3]
        agency = agency or " ".join(parse.lower[max(0, top - 2) : top]) in ("radio station", "television station")
        if (relays or agency) and entity.sort in ("group", "name") and entity.kind in (None, "organisation"):
            entity.kind = "media"
        return
    common = parse.tag[top] in ("NN", "NNP") and parse.lower[top] not in heads() and parse.lemma[top] not in heads()
    if common and is_bare(parse, top) and parse.left[top] == top == parse.right[top] and top >= held.title_end:
        name = parse.word[top]
        found = Entity(name, parse.span(top, top), "group", "media", words=frozenset((name.lower(),)))
        held.registry.entities.append(found)
        held.unnamed[top] = found
