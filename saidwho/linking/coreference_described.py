"""What a definite description stands for: “the group”, “the Arlandic ministry”, “the commander”."""

from __future__ import annotations

from saidwho.linking.actors_phrases import kind_of
from saidwho.linking.coreference import Entity
from saidwho.linking.coreference_beside import office_words
from saidwho.linking.coreference_clauses import is_told_apart
from saidwho.linking.coreference_salience import Choice, Fit, Salience, able, but, choose
from saidwho.linking.names import nationality
from saidwho.linking.names_tables import Head, fits, heads, kingdoms
from saidwho.linking.names_tables import qualifiers as qualifying

SENTENCES = 20
"""How far back a description is followed."""
FITS = 0.9
"""What the subject of the sentence before must fit to come before the last speaker."""
RIVAL = 0.8
"""From which fit on another party named just before leaves it open which group is meant."""
FORCES = frozenset(("army", "military", "troops", "soldiers"))
RULERS = frozenset(("government", "cabinet", "administration", "authorities", "junta", "regime"))
_MEN = frozenset(("soldier", "soldiers", "troops"))
_ARMED = frozenset(("army", "military", "armed", "defense", "defence"))
_PLAIN = frozenset(("country", "nation", "local", "own", "entire", "whole", "same", "new", "old"))


def description(salience: Salience, token: int, words: str, head: str, speaker: Entity | None) -> Choice:
    """Who a definite description (“the Arlandic group”) stands for; `head` is its head noun, in small letters."""
    nations = nationality(words)
    if words.lower().startswith("that "):
        pointed = _pointed_at(salience, token, head)
        if pointed is not None:
            return pointed
    known = heads().get(head)
    qualifiers = office_words(salience.parse, token) - {w for w in words.lower().split() if nationality(w)}
    person = bool(known and (known.flags & {"role", "speaks"} or head in ("official", "officer", "man", "woman")))
    kinds = fits().get(head, (known.kind,) if known else ())
    told = kind_of(salience.parse, token) if known and "vague" in known.flags else None
    kinds = tuple(k for k in kinds if _kin(k) == _kin(told)) if told else kinds

    capital = salience.parse.word[token][0].isupper() and salience.parse.left[token] < token and not person
    capital = capital and any(head in e.words for e in salience.registry.entities if e.name)

    def fit(entity: Entity) -> float:
        if capital and head not in entity.words:
            return 0.0
        base = _person_fit(entity, head, qualifiers) if person else _party_fit(entity, head, kinds, known, qualifiers)
        if not base or not nations:
            return base
        if entity.nations and not entity.nations & nations:
            return 0.0
        return base * (1.2 if entity.nations & nations else 0.8)

    allowed = able(salience, fit)
    last = salience.last_speaker(token, 4)
    if last is not None and token in salience.accused:
        allowed, last = but(allowed, last), None
    extra = [(last, 1.1)] if last is not None else []
    if speaker is not None:
        extra.append((speaker, 0.9))
    subject = salience.subject_before(token) if speaker is None else None
    fits_well = allowed(subject) if subject is not None and subject is not last else 0.0
    if subject is not None and fits_well >= (FITS if not salience.claiming else 0.5):
        extra.append((subject, 1.25 / min(1.0, fits_well)))
    choice = choose(salience, token, allowed, SENTENCES, extra)
    rivals = _rivals(salience, token, choice, allowed) if known is not None and "same" in known.flags else []
    chosen = choice.entity
    if rivals and chosen is not None and chosen not in (last, subject) and head not in chosen.words:
        others = (str(chosen.name), *rivals)
        return Choice(None, choice.score, others, f"may stand for {' or '.join(others)}")
    if choice.entity is not None and is_told_apart(salience.parse, token):
        fitting = {e.name for e in salience.registry.entities if e.name and allowed(e) > 0} - {choice.entity.name}
        if fitting:
            reason = "a clause of its own tells which is meant, and several fit"
            return Choice(None, choice.score, (str(choice.entity.name), *sorted(fitting)), reason)
    if choice.entity is None and not choice.others:
        key = f"{head} {' '.join(sorted(qualifiers))}" if person else head
        far = salience.only(key, nations, allowed)
        return far if far is not None and not _of_another(salience, token, head, far.entity) else choice
    return choice


def _rivals(salience: Salience, token: int, choice: Choice, allowed: Fit) -> list[str]:
    """Other parties named just before that a description fits, unless its own sentence names the one chosen."""
    if choice.entity is None:
        return []
    named = [(e, salience.parse.sent[where]) for e, where, _ in salience.before(token, 3) if e.name]
    here = any(e is choice.entity and sent == salience.parse.sent[token] for e, sent in named)
    found = {str(e.name) for e, _ in named if allowed(e) >= RIVAL} - {str(choice.entity.name)}
    return [] if here else sorted(found)


def _pointed_at(salience: Salience, token: int, head: str) -> Choice | None:
    """“That government”: the one that was called a government last, in this sentence or the one before."""
    parse = salience.parse
    first = parse.sents[max(0, parse.sent[token] - 1)][0]
    for k in range(token - 1, first - 1, -1):
        if parse.lower[k] != head:
            continue
        entity = salience.registry.at.get(k) or salience.resolved.get(k)
        if entity is not None and entity.name:
            return Choice(entity, 0.9)
        return Choice(None, reason=f"stands for “{parse.quote(parse.span(parse.left[k], k))}”")
    return None


def _of_another(salience: Salience, token: int, head: str, entity: Entity | None) -> bool:
    """“The army killed 300 in Arland”: forces that only a later sentence names are not those of another state."""
    if entity is None or not entity.nations or head not in FORCES | RULERS:
        return False
    first, past = salience.parse.sents[salience.parse.sent[token]]
    states = [e for k in range(first, past) if (e := salience.registry.at.get(k)) is not None and e.sort == "state"]
    return bool(states) and not any(e.nations & entity.nations for e in states)


def _kin(kind: str) -> str:
    """Armed groups of any kind are one where a qualifier tells only “armed”."""
    return "armed group" if kind in ("armed group", "rebel group", "political militia", "communal militia") else kind


def _person_fit(entity: Entity, head: str, qualifiers: set[str]) -> float:
    if entity.sort != "person":
        return 0.0
    if qualifiers and entity.office and not qualifiers & entity.office:
        return 0.0
    if head in entity.roles:
        return 1.0
    spokes = ("spokesman", "spokeswoman", "spokesperson")
    if head in spokes and entity.roles & set(spokes):
        return 0.95
    if head in ("official", "officer"):
        return 0.7 if entity.name is None or entity.roles else 0.0
    return 0.0


def _party_fit(entity: Entity, head: str, kinds: tuple[str, ...], known: Head | None, qualifiers: set[str]) -> float:
    if entity.name is None:
        return 0.9 if head in entity.words else 0.0
    if entity.sort == "state":
        if head in entity.words:
            return 1.25
        return 0.9 if "state" in kinds and (head != "kingdom" or entity.id in kingdoms()) else 0.0
    if entity.sort not in ("group", "name") or entity.kind == "platform":
        return 0.0
    if known and "body" in known.flags and {q for q in qualifiers if q not in entity.words and q not in _PLAIN}:
        return 0.0
    if head in RULERS and head not in ("junta", "regime") and not entity.words & RULERS:
        return 0.0
    if head in FORCES:
        if entity.kind != "state forces":
            return 0.0
        last = (entity.name or "").lower().split()[-1:]
        return 0.0 if last and last[0] in _MEN else (1.25 if entity.words & _ARMED else 0.0)
    if head in entity.words:
        return 1.25
    strange = {q for q in qualifiers if q not in entity.words and q not in _PLAIN and q not in qualifying()}
    if strange and known and known.kind in ("organisation", "ngo", "company", "media"):
        return 0.0
    if entity.kind in kinds:
        return 1.0 - 0.04 * kinds.index(entity.kind)
    loose = kinds and kinds[0] in ("armed group", "organisation", "rebel group", "movement", "company", "ngo")
    return 0.6 if entity.kind is None and loose and entity.sort == "group" else 0.0
