"""From triggers to `EventMention`s: the order of the steps of this stage."""

from __future__ import annotations

from dataclasses import replace

from saidwho.coding.air import from_the_air
from saidwho.coding.attributed import Holders
from saidwho.coding.background import find_background
from saidwho.coding.blocking import topics
from saidwho.coding.carriers import anchor
from saidwho.coding.circumstances import find_places, find_purpose, find_weapon, settle_mode
from saidwho.coding.clause import conjuncts, named_members, noun_phrase, own_subject
from saidwho.coding.codebook import Codebook
from saidwho.coding.conditions import Scene, is_a
from saidwho.coding.contexts import find_contexts
from saidwho.coding.control import thought_to_be
from saidwho.coding.facts import find_facts
from saidwho.coding.focus import PRESUPPOSING, compared_only, denied_phrases, granted
from saidwho.coding.grouping import MATERIAL, Happening, group
from saidwho.coding.nothing import denials, denied_where
from saidwho.coding.parties import fill_parties
from saidwho.coding.presupposed import is_presupposed
from saidwho.coding.remembrance import remembered
from saidwho.coding.roles import find_roles
from saidwho.coding.roles_found import Found
from saidwho.coding.speech import formal, only_said
from saidwho.coding.split import named, split
from saidwho.coding.stage import find_stage
from saidwho.coding.times import find_times
from saidwho.coding.triggers import Candidate, find_candidates
from saidwho.parsing import Parse
from saidwho.records import OUTLET, Article, Attribution, EventMention, Polarity, Role, Span, Stage

VERBAL = frozenset(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "AID", "COOPERATE"))
"""Types that are words alone: without a speaker they tell of nothing."""
_PROMISE = frozenset(("promise", "vow", "pledge", "swear", "guarantee"))
_OF = frozenset(("of",))
_TARGET = frozenset(("of", "for"))


def find_mentions(
    parse: Parse,
    article: Article,
    attributions: tuple[Attribution, ...],
    book: Codebook,
    *,
    speech_acts: bool = False,
) -> tuple[EventMention, ...]:
    """Every telling of an event, in order of its trigger; with `speech_acts` also what somebody merely said."""
    scene = Scene(parse, book, topics(parse))
    mentions: list[EventMention] = []
    happenings = group(parse, find_candidates(scene))
    mains = frozenset(h.main.token for h in happenings)
    said = Holders(attributions)
    for happening in happenings:
        if compared_only(parse, happening.main.token):
            continue
        if not speech_acts and only_said(scene, happening, said, mains):
            continue
        mentions += _mentions_of(scene, article, said, happening, mains)
    for happening in denials(parse, mentions):
        if happening.main.token not in mains:
            mentions += map(denied_where, _mentions_of(scene, article, said, happening, mains))
    mentions.sort(key=lambda m: m.trigger.start)
    mentions = remembered(parse, mentions)
    numbered = tuple(replace(mention, id=f"m-{n}") for n, mention in enumerate(mentions, 1))
    try:
        from saidwho.coding.tolls import tolls_of
    except ImportError:
        return numbered
    return tuple(tolls_of(parse, article, attributions, numbered))


def _teller(parse: Parse, said: Holders, main: Candidate) -> Attribution | None:
    """Whose words tell the deed."""
    at = parse.start[main.token]
    held_by = said.innermost(at) or said.with_participle(parse, main.token)
    if main.trigger.type == "THREATEN":
        held_by = said.uttered_at(at) or held_by
    if held_by is not None and held_by.cue_class in PRESUPPOSING and granted(parse, main.token, held_by):
        return said.above(held_by)
    return held_by


def _stage(scene: Scene, main: Candidate, held_by: Attribution | None, found: Found) -> tuple[Stage, Polarity]:
    """Whether it has happened, as `find_stage` tells, and as the kind of deed and the teller make of it."""
    stage, polarity = find_stage(scene.parse, main.token, held_by)
    if held_by is not None and held_by.cue_class == "unverified":
        polarity = "positive"  # “was not aware of any strike”: nobody says that there was none
    if main.trigger.type == "THREATEN" and stage in ("occurred", "planned"):
        return "threatened", polarity
    promised = stage == "planned" and main.trigger.type == "ASSAULT"
    if promised and _promised(scene.parse, main.token, held_by, found):
        return "threatened", polarity
    return stage, polarity


def _mentions_of(
    scene: Scene, article: Article, said: Holders, happening: Happening, mains: frozenset[int]
) -> list[EventMention]:
    """One mention; several where a deed has several places as its targets."""
    parse, main = scene.parse, happening.main
    if _imperative(parse, main.token):
        return []
    found = find_roles(scene, happening)
    fill_parties(scene, happening, found)
    found.actors[:] = [_behind_dateline(parse, n) for n in found.actors]
    held_by = _teller(parse, said, main)
    if main.trigger.type in VERBAL and (main.trigger.mode != "allege" or main.trigger.pos == "N") and not found.actors:
        return []
    stage, polarity = _stage(scene, main, held_by, found)
    if stage == "threatened" and not found.actors and held_by is not None:
        found.actors += _we(parse, main.token, held_by)
    weapon_span, weapon, weapon_mode = find_weapon(scene, happening, found)
    mode = settle_mode(main.trigger, weapon, weapon_mode, [m.trigger.mode for m in happening.members])
    if main.trigger.type == "ASSAULT" and mode in (None, "explosives") and weapon in (None, "bomb"):
        mode = "aerial" if from_the_air(scene, happening, found, held_by) else mode
    times = find_times(scene, happening, mains)
    if not _worth_telling(parse, happening, stage) or (stage == "hypothetical" and not _aimed_at_a_name(scene, found)):
        return []
    denied = denied_phrases(parse, main.token, held_by) if polarity == "positive" else frozenset()
    _without(parse, found, denied)
    times = [t for t in times if not denied & set(parse.tokens_in(t))]
    mentions = []
    presupposed = is_presupposed(parse, happening)
    facts = find_facts(scene, happening, found)
    parts = split(scene, happening, found)
    for part, elsewhere in parts:
        away = denied | elsewhere
        places = [p for p in find_places(scene, happening, part) if not away & set(parse.tokens_in(p))]
        if not places and len(parts) == 1:
            wider = replace(part, targets=[n for t in part.targets for n in conjuncts(parse, t)])
            places = [p for p in find_places(scene, happening, wider) if not away & set(parse.tokens_in(p))]
        mentions.append(
            EventMention(
                id="",
                type=main.trigger.type,
                mode=mode,
                trigger=_trigger_span(parse, happening),
                sentence=parse.sentence(main.token),
                attribution=held_by.id if held_by is not None else OUTLET,
                roles=_spans(scene, happening, part, weapon_span, weapon, places, times, len(parts) > 1, elsewhere),
                weapon=weapon if main.trigger.type in ("ASSAULT", "PROTEST", "MOBILIZE") else None,
                stage=stage,
                polarity=polarity,
                background=_background(scene, article, happening, part, times, places, stage),
                presupposed=presupposed,
                facts=facts,
                contexts=find_contexts(parse, main.token, main.trigger.type),
            )
        )
    return mentions


def _never_done(parse: Parse, token: int) -> bool:
    """“We do not kill passengers”: denied of all days, in the present."""
    helpers = {parse.lower[c] for c in parse.children[token] if parse.dep[c] in ("aux", "neg")}
    return parse.tag[token] == "VB" and bool(helpers & {"do", "does"}) and bool(helpers & {"not", "n't", "never"})


def _without(parse: Parse, found: Found, denied: frozenset[int]) -> None:
    """Takes out the roles that the text says were not the deed's; what stands behind “but” takes their place."""
    if denied:
        for where in (found.actors, found.targets, found.victims, found.weapons, found.places):
            instead = [c for n in where if n in denied for c in parse.children[n] if parse.dep[c] == "conj"]
            where[:] = [n for n in [*where, *instead] if n not in denied]


def _aimed_at_a_name(scene: Scene, found: Found) -> bool:
    """Whether something named or one known place is at stake: a goal or a wish without that is talk and no event."""
    parse = scene.parse
    return any(
        named(parse, n)
        or (
            parse.tag[n] == "NN"
            and is_a(scene, n, ("site",))
            and any(parse.lower[c] in ("the", "this", "that") for c in parse.children[n])
        )
        for n in [*found.targets, *found.victims, *found.places]
    )


def _behind_dateline(parse: Parse, n: int) -> int:
    """The subject that the parser hung on a dateline's town, or the word itself."""
    first = parse.sents[parse.sent[n]][0]
    if not (n - first < 3 and parse.word[first].isupper() and len(parse.word[first]) > 3):
        return n
    dash = next((i for i in range(n, min(n + 14, len(parse))) if parse.word[i] in ("-", "–", "—", "--")), None)
    if dash is None:
        return n
    behind = [c for c in parse.children[n] if c > dash and parse.pos[c] in ("NOUN", "PROPN", "PRON")]
    return behind[-1] if behind else n


def _imperative(parse: Parse, token: int) -> bool:
    """“Do not shoot at children”: asks, and tells of no deed and of none that was not done."""
    if parse.tag[token] != "VB" or parse.dep[token] not in ("ROOT", "ccomp", "parataxis"):
        return False
    aux = [parse.lower[c] for c in parse.children[token] if parse.dep[c] == "aux"]
    return all(a in ("do", "let") for a in aux) and own_subject(parse, token) is None


def _we(parse: Parse, token: int, held_by: Attribution) -> list[int]:
    """The nearest “we” or “our” before a threatened deed: whose operations they are."""
    first = parse.sents[parse.sent[token]][0]
    for i in range(token - 1, first - 1, -1):
        inside = any(c.start <= parse.start[i] < c.end for c in held_by.content)
        if inside and parse.lower[i] in ("we", "our", "ours"):
            return [i]
    return []


def _promised(parse: Parse, token: int, held_by: Attribution | None, found: Found) -> bool:
    """“Promised wider attacks”: who promises violence of his own threatens; who promises an end to it does not."""
    if held_by is None or any(parse.pos[n] != "PRON" for n in found.actors):
        return False
    at = anchor(parse, token)
    return parse.dep[at] in ("dobj", "xcomp", "ccomp") and parse.lemma[parse.head[at]] in _PROMISE


def _worth_telling(parse: Parse, happening: Happening, stage: str) -> bool:
    """Words alone (talk, praise, refusal) are events where they were uttered, not where only named."""
    trigger, token = happening.main.trigger, happening.main.token
    if trigger.type in MATERIAL or trigger.type == "RETREAT":
        return stage != "hypothetical" or trigger.rank > 1
    if trigger.type == "THREATEN":
        return trigger.rank > 1
    if parse.tag[token] == "VBG" and parse.dep[token] in ("pcomp", "acl", "amod", "advcl"):
        return False
    return stage in ("occurred", "ongoing", "planned") and (trigger.rank > 1 or formal(happening))


def _background(
    scene: Scene,
    article: Article,
    happening: Happening,
    found: Found,
    times: list[Span],
    places: list[Span],
    stage: str,
) -> str | None:
    """What has not happened yet is no background; what somebody never does is no single deed."""
    if stage in ("threatened", "planned"):
        return None
    if _never_done(scene.parse, happening.main.token):
        return "general"
    return find_background(scene, article, happening, found, times, places)


def _apart_from(parse: Parse, n: int, deed: int) -> Span:
    """A doer without the deed that the parser hung on it: “accused the Front of the attack”."""
    span = noun_phrase(parse, n)
    return noun_phrase(parse, n, keep=frozenset()) if n < deed and parse.start[deed] < span.end else span


def _trigger_span(parse: Parse, happening: Happening) -> Span:
    token, part = happening.main.token, happening.main.part
    if part is not None and abs(part - token) == 1:
        return parse.span(min(token, part), max(token, part))
    return parse.span(token, token)


def _spans(
    scene: Scene,
    happening: Happening,
    found: Found,
    weapon_span: Span | None,
    weapon: str | None,
    places: list[Span],
    times: list[Span],
    alone: bool,
    elsewhere: frozenset[int],
) -> tuple[Role, ...]:
    parse = scene.parse
    roles: list[Role] = []
    for actor in found.actors[:1]:
        roles += [Role("actor", _apart_from(parse, n, happening.main.token)) for n in conjuncts(parse, actor)]
        body = thought_to_be(parse, actor)
        if body is not None:
            roles.append(Role("actor", noun_phrase(parse, body)))
    for actor in found.actors[1:]:
        if happening.main.trigger.frame in ("meet", "meetnoun"):
            roles.append(Role("actor", noun_phrase(parse, actor)))
    for target in found.targets:
        each = [target] if alone else conjuncts(parse, target)
        roles += [Role("target", noun_phrase(parse, n, keep=_TARGET, place=not elsewhere)) for n in each]
        roles += [Role("target", noun_phrase(parse, m)) for n in each for m in named_members(parse, n)]
    for victim in found.victims:
        each = conjuncts(parse, victim)
        roles += [Role("victim", noun_phrase(parse, n, keep=_OF)) for n in each]
        roles += [Role("victim", noun_phrase(parse, m)) for n in each for m in named_members(parse, n)]
    if weapon_span is not None and weapon is not None and happening.main.trigger.type != "COERCE":
        roles.append(Role("weapon", weapon_span, weapon))
    roles += [Role("place", span) for span in places]
    roles += [Role("time", span) for span in times]
    roles += [Role("purpose", span) for span in find_purpose(scene, happening)]
    return tuple(dict.fromkeys(roles))
