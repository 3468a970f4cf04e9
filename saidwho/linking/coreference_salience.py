"""What “it”, “he”, “the group” stand for: scored candidates among the parties named before."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from saidwho.linking.actors_phrases import kind_of
from saidwho.linking.coreference import Entity, Registry
from saidwho.linking.coreference_beside import office_words
from saidwho.linking.coreference_clauses import subjects_above, suffers
from saidwho.linking.names import nationality
from saidwho.linking.names_tables import Head, fits, heads, kingdoms
from saidwho.linking.names_tables import qualifiers as qualifying
from saidwho.parsing import Parse

SENTENCES = 20
"""How far back a description is followed."""
NEAR = 3
"""How far back a pronoun is followed."""
ENTRIES = 120
"""Names looked at for one description, whatever the length of the sentences."""
DECAY = 0.93
"""What a candidate keeps per sentence of distance."""
ENOUGH = 0.3
"""Below this score nobody is meant."""
SURE = 1.2
"""What a description must fit to stand for a party named far off."""
BOUND = 1.6
"""Weight of the nearest subject in the clauses around a pronoun: more than of the one who speaks."""
FITS = 0.9
"""What the subject of the sentence before must fit to come before the last speaker."""
MARGIN = 0.94
"""A second candidate this near the first leaves it open who is meant."""
SINGULAR = frozenset(("it", "its"))
PERSONAL = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
PLURAL = frozenset(("they", "them", "their", "theirs"))
FIRST = frozenset(("i", "we", "us", "our", "ours", "my", "me", "mine"))
FORCES = frozenset(("army", "military", "troops", "soldiers"))
_MEN = frozenset(("soldier", "soldiers", "troops"))
_ARMED = frozenset(("army", "military", "armed", "defense", "defence"))
_PLAIN = frozenset(("country", "nation", "local", "own", "entire", "whole", "same", "new", "old"))
PRONOUNS = SINGULAR | PLURAL | FIRST | frozenset(PERSONAL)


Fit = Callable[[Entity], float]


@dataclass(slots=True)
class Choice:
    """The entity meant, with its score and the runners-up; without one, the reason."""

    entity: Entity | None
    score: float = 0.0
    others: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(slots=True)
class Salience:
    """Held while one article is linked: who was named and who spoke, in order of the text."""

    parse: Parse
    registry: Registry
    spoke: list[tuple[int, int]] = field(default_factory=list)
    speakers: list[Entity] = field(default_factory=list)
    accused: set[int] = field(default_factory=set)
    """Pronouns of who denies what another has just charged: not the last speaker's."""
    single: dict[tuple[str, frozenset[str]], Choice | None] = field(default_factory=dict)

    def speaks(self, token: int, entity: Entity) -> None:
        """Notes that an entity speaks at a token."""
        insort(self.spoke, (token, len(self.speakers)))
        self.speakers.append(entity)

    def only(self, head: str, nations: frozenset[str], fit: Fit) -> Choice | None:
        """The one party of the whole text that a description fits surely, or None."""
        key, sure = (head, nations), 0.95 if " " in head else SURE
        if key not in self.single:
            fitting = [e for e in self.registry.entities if e.name and e.sort != "state" and fit(e) >= sure]
            self.single[key] = Choice(fitting[0], 0.6) if len(fitting) == 1 else None
        return self.single[key]

    def last_speaker(self, token: int, sentences: int) -> Entity | None:
        """Who spoke last before a token, at most some sentences back."""
        at = bisect_left(self.spoke, (token, -1))
        if at == 0:
            return None
        before, number = self.spoke[at - 1]
        near = self.parse.sent[token] - self.parse.sent[before] <= sentences
        return self.speakers[number] if near else None

    def subject_before(self, token: int) -> Entity | None:
        """The party that is the subject of the sentence before, where nobody has spoken since it was named."""
        parse, number = self.parse, self.parse.sent[token] - 1
        if number < 0:
            return None
        first, past = parse.sents[number]
        if parse.para[first] != parse.para[token]:
            return None
        at = bisect_left(self.spoke, (first, -1))
        if at < len(self.spoke) and self.spoke[at][0] < past:
            return None
        root = next((k for k in range(first, past) if parse.head[k] == k), first)
        subject = next((c for c in parse.children[root] if parse.dep[c] == "nsubj"), None)
        return self.registry.at.get(subject) if subject is not None else None

    def before(self, token: int, sentences: int) -> Iterator[tuple[Entity, int, float]]:
        """(entity, token, weight) of names before a token, the nearest first, within bounds."""
        at = bisect_left(self.registry.where, token)
        for n in range(at - 1, max(-1, at - 1 - ENTRIES), -1):
            where = self.registry.where[n]
            distance = self.parse.sent[token] - self.parse.sent[where]
            if distance > sentences:
                return
            yield self.registry.what[n], where, DECAY**distance * self._place(where)

    def _place(self, token: int) -> float:
        """Subjects stand out; modifiers and places hardly."""
        parse, i = self.parse, token
        named = self.registry.named.get(token)
        if named is not None:
            inside = [t for t in range(named.first, named.last + 1) if not named.first <= parse.head[t] <= named.last]
            i = inside[-1] if inside else named.last
        dep = parse.dep[i]
        while (
            dep in ("compound", "nmod", "conj", "appos") and parse.head[i] != i and parse.pos[parse.head[i]] != "VERB"
        ):
            i = parse.head[i]
            dep = parse.dep[i]
        if dep in ("nsubj", "nsubjpass", "agent"):
            return 0.75 if parse.dep[parse.head[i]] == "relcl" else 1.0
        if dep == "pobj":
            prep = parse.lower[parse.head[i]]
            above = parse.head[parse.head[i]]
            if prep == "of" and parse.dep[above] in ("nsubj", "nsubjpass"):
                return 0.95
            return 0.9 if prep == "by" else (0.55 if prep in ("in", "at", "near", "from", "on") else 0.75)
        return {"dobj": 0.85, "ROOT": 0.85, "attr": 0.8, "poss": 0.75, "amod": 0.6}.get(dep, 0.8)


def choose(salience: Salience, token: int, fit: Fit, sentences: int, extra: list[tuple[Entity, float]]) -> Choice:
    """The best-fitting entity before a token. `extra` are candidates known from elsewhere, with their weight."""
    scores: dict[int, float] = {}
    known: dict[int, Entity] = {}
    for entity, weight in [*extra, *((e, w) for e, _, w in salience.before(token, sentences))]:
        value = fit(entity) * weight
        if value <= 0:
            continue
        known[id(entity)] = entity
        old = scores.get(id(entity), 0.0)
        scores[id(entity)] = max(old, value) + (0.01 if old else 0.0)
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < ENOUGH:
        return Choice(None, reason="no party named before fits")
    first = known[ranked[0][0]]
    rivals = [pair for pair in ranked[1:4] if not _akin(known[pair[0]], first)]
    others = tuple(known[n].name or "" for n, _ in rivals if known[n].name)
    if rivals and rivals[0][1] >= MARGIN * ranked[0][1]:
        names = " or ".join(str(known[n].name or "an unnamed speaker") for n in (ranked[0][0], rivals[0][0]))
        return Choice(
            None, min(1.0, ranked[0][1]), (*((first.name,) if first.name else ()), *others), f"may stand for {names}"
        )
    return Choice(first, min(1.0, ranked[0][1]), others)


def _akin(a: Entity, b: Entity) -> bool:
    """One name, or the forces of one state."""
    if a.name is not None and a.name == b.name:
        return True
    return a.kind == b.kind == "state forces" and bool(a.nations) and a.nations == b.nations


def pronoun(salience: Salience, token: int, speaker: Entity | None, use: str) -> Choice:
    """Who a pronoun stands for. `speaker` says the words that hold it; a source's pronoun looks to the last speaker."""
    word = salience.parse.lower[token]
    if word in FIRST:
        if speaker is None:
            return Choice(None, reason="it is not known who speaks")
        return Choice(speaker, 0.95)
    if word == "it" and _empty(salience.parse, token):
        return Choice(None, reason="“it” stands for nobody")
    fit = _pronoun_fit(word, 0.7 if use == "source" else 0.2)
    extra: list[tuple[Entity, float]] = []
    bound = _bound(salience, token, fit) if use != "source" else None
    if isinstance(bound, Choice):
        return bound
    if bound is not None:
        extra.append((bound, BOUND))
    if speaker is not None:
        extra.append((speaker, 1.3))
    if use == "source":
        last = salience.last_speaker(token, 3) if token not in salience.accused else None
        if last is not None and last is not speaker:
            extra.append((last, 1.3 if speaker is None else 1.0))
        subject = salience.subject_before(token) if speaker is None else None
        if subject is not None and subject is not last and fit(subject) >= FITS:
            extra.append((subject, 1.45))
    return choose(salience, token, fit, NEAR, extra)


def _bound(salience: Salience, token: int, fit: Fit) -> Entity | Choice | None:
    """The nearest subject in the clauses around a pronoun that it fits; a choice where that is a common noun."""
    parse, registry = salience.parse, salience.registry
    for subject in subjects_above(parse, token):
        entity = registry.at.get(subject) or registry.people.get(subject)
        if entity is not None:
            many = parse.tag[subject] == "NNS" and not entity.plural and parse.lower[token] in SINGULAR
            if fit(entity) > 0.5 and not many and not suffers(parse, subject):
                return entity
            continue
        if parse.lower[subject] in PRONOUNS:
            return None
        if parse.tag[token] == "PRP$" and _may_own(parse, token, subject):
            return _owning(salience, subject)
    return None


def _may_own(parse: Parse, token: int, subject: int) -> bool:
    """Whether a possessive agrees in number with a common noun, and in being a person or not."""
    if parse.pos[subject] not in ("NOUN", "PROPN"):
        return False
    word, plural = parse.lower[token], parse.tag[subject] in ("NNS", "NNPS")
    known = heads().get(parse.lower[subject])
    if word in PERSONAL:
        return not plural and known is not None and bool(known.flags & {"people", "role", "speaks"})
    return plural == (word in PLURAL) and (plural or not (known and known.flags & {"people", "role", "speaks"}))


def _owning(salience: Salience, subject: int) -> Choice:
    """What a possessive means whose owner is a common noun: what that noun points back to, or nobody named."""
    parse = salience.parse
    words = parse.quote(parse.span(parse.left[subject], subject))
    if parse.lower[subject] in heads() and any(parse.tag[c] == "DT" for c in parse.children[subject]):
        choice = description(salience, subject, words, parse.lower[subject], None)
        if choice.entity is not None:
            return choice
    return Choice(None, reason=f"stands for “{words}”")


def _empty(parse: Parse, token: int) -> bool:
    """“It was not possible to verify …”, “it is clear that …”."""
    verb = parse.head[token]
    if parse.dep[token] == "expl":
        return True
    if parse.lemma[verb] != "be" or parse.dep[token] != "nsubj":
        return False
    said = [c for c in parse.children[verb] if parse.dep[c] in ("acomp", "attr", "xcomp", "ccomp", "advcl")]
    return any(parse.dep[c] == "acomp" for c in said) and any(
        parse.dep[c] in ("xcomp", "ccomp", "advcl") for n in (verb, *said) for c in parse.children[n]
    )


def _pronoun_fit(word: str, media: float) -> Fit:
    def fit(entity: Entity) -> float:
        if word in PERSONAL:
            person = entity.sort == "person"
            return 0.0 if not person or entity.gender not in ("", PERSONAL[word]) else 1.0
        if word in SINGULAR:
            if entity.plural or entity.sort not in ("group", "state", "name") or not (entity.name or entity.kind):
                return 0.0
            if entity.name is None:
                return 0.95 if entity.kind != "document" or media > 0.5 else 0.5
            return {"media": media, "platform": 0.0}.get(entity.kind or "", 0.7 if entity.sort == "name" else 1.0)
        if entity.plural:
            return 1.0
        if entity.kind in ("media", "platform"):
            return 0.0
        return {"group": 0.75, "people": 0.8, "state": 0.4}.get(entity.sort, 0.0)

    return fit


def description(salience: Salience, token: int, words: str, head: str, speaker: Entity | None) -> Choice:
    """Who a definite description (“the Arlandic group”) stands for; `head` is its head noun, in small letters."""
    nations = nationality(words)
    known = heads().get(head)
    qualifiers = office_words(salience.parse, token) - {w for w in words.lower().split() if nationality(w)}
    person = bool(known and (known.flags & {"role", "speaks"} or head in ("official", "officer", "man", "woman")))
    kinds = fits().get(head, (known.kind,) if known else ())
    told = kind_of(salience.parse, token) if known and "vague" in known.flags else None
    kinds = tuple(k for k in kinds if _kin(k) == _kin(told)) if told else kinds

    def fit(entity: Entity) -> float:
        base = _person_fit(entity, head, qualifiers) if person else _party_fit(entity, head, kinds, known, qualifiers)
        if not base or not nations:
            return base
        if entity.nations and not entity.nations & nations:
            return 0.0
        return base * (1.2 if entity.nations & nations else 0.8)

    last = salience.last_speaker(token, 4)
    extra = [(last, 1.1)] if last is not None else []
    if speaker is not None:
        extra.append((speaker, 0.9))
    choice = choose(salience, token, fit, SENTENCES, extra)
    if choice.entity is None and not choice.others:
        key = f"{head} {' '.join(sorted(qualifiers))}" if person else head
        return salience.only(key, nations, fit) or choice
    return choice


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
    if head in FORCES:
        if entity.kind != "state forces":
            return 0.0
        last = (entity.name or "").lower().split()[-1:]
        return 0.0 if last and last[0] in _MEN else (1.25 if entity.words & _ARMED else 0.0)
    if head in entity.words:
        return 1.25
    strange = {q for q in qualifiers if q not in entity.words and q not in _PLAIN and q not in qualifying()}
    if strange and known and known.kind == "organisation":
        return 0.0
    if entity.kind in kinds:
        return 1.0 - 0.04 * kinds.index(entity.kind)
    loose = kinds and kinds[0] in ("armed group", "organisation", "rebel group", "movement", "company", "ngo")
    return 0.6 if entity.kind is None and loose and entity.sort == "group" else 0.0
