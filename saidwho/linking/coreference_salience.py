"""Who stands out where words point back: scored candidates among the parties named before."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from saidwho.linking.coreference import Entity, Registry
from saidwho.parsing import Parse

ENTRIES = 120
"""Names looked at for one description, whatever the length of the sentences."""
DECAY = 0.93
"""What a candidate keeps per sentence of distance."""
SPEAKERS = 3
"""Speakers who are looked at for one whom a pronoun fits."""
ENOUGH = 0.3
"""Below this score nobody is meant."""
SURE = 1.2
"""What a description must fit to stand for a party named far off."""
MARGIN = 0.94
"""A second candidate this near the first leaves it open who is meant."""
SINGULAR = frozenset(("it", "its"))
PERSONAL = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
PLURAL = frozenset(("they", "them", "their", "theirs"))
WE = frozenset(("we", "us", "our", "ours"))
FIRST = WE | frozenset(("i", "my", "me", "mine"))
OWN = "own outlet"
"""Role of the outlet that prints the article: “it” hardly ever means it."""
PEACEFUL = frozenset(
    "media platform hospital medics court prosecutors document civilians witnesses officials ngo union company"
    " ministry place infrastructure locality".split()
) | {"international organisation", "state building"}
"""Kinds of party that claim no attacks."""
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
    resolved: dict[int, Entity] = field(default_factory=dict)
    """Whom pronouns that are sources stand for."""
    described: dict[int, Entity | None] = field(default_factory=dict)
    """Whom the descriptions looked at so far stand for."""
    claiming: bool = False
    """Whether the words asked for claim a deed: no outlet, hospital or court does so."""
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

    def last_speaker(self, token: int, sentences: int, fit: Fit | None = None) -> Entity | None:
        """Who spoke last before a token, at most some sentences back; with a fit, the last of a few whom it fits."""
        at = bisect_left(self.spoke, (token, -1))
        for before, number in reversed(self.spoke[max(0, at - (1 if fit is None else SPEAKERS)) : at]):
            if self.parse.sent[token] - self.parse.sent[before] > sentences:
                return None
            if fit is None or fit(self.speakers[number]) > 0.0:
                return self.speakers[number]
        return None

    def opened_by(self, speaker: Entity, token: int) -> bool:
        """Whether a speaker is the subject of the main verb in the sentence before a token's."""
        parse, number = self.parse, self.parse.sent[token] - 1
        if number < 0:
            return False
        first, past = parse.sents[number]
        spoken = self.spoke[bisect_left(self.spoke, (first, -1)) : bisect_left(self.spoke, (past, -1))]
        said = [where for where, n in spoken if self.speakers[n] is speaker]
        return any(parse.dep[k] == "nsubj" and parse.head[parse.head[k]] == parse.head[k] for k in said)

    def subject_before(self, token: int) -> Entity | None:
        """The party that is the subject of the sentence before, where nobody has spoken since it was named."""
        parse, number = self.parse, self.parse.sent[token] - 1
        if number > 0 and not any(parse.tag[k].startswith(("V", "M")) for k in range(*parse.sents[number])):
            number -= 1
        if number < 0:
            return None
        first, past = parse.sents[number]
        if parse.para[first] != parse.para[token]:
            return None
        at = bisect_left(self.spoke, (first, -1))
        if at < len(self.spoke) and self.spoke[at][0] < past:
            return None
        root = next((k for k in range(first, past) if parse.head[k] == k), first)
        subject = next((c for c in parse.children[root] if parse.dep[c] in ("nsubj", "nsubjpass")), None)
        if subject is None:
            return None
        issued = self.registry.people.get(subject)
        if issued is not None and issued.kind == "document":
            return issued
        named = (self.registry.at.get(c) for c in reversed(parse.children[subject]) if parse.dep[c] == "compound")
        return self.registry.at.get(subject) or next((e for e in named if e is not None), None)

    def before(self, token: int, sentences: int) -> Iterator[tuple[Entity, int, float]]:
        """(entity, token, weight) of names before a token, the nearest first, within bounds."""
        at = bisect_left(self.registry.where, token)
        for n in range(at - 1, max(-1, at - 1 - ENTRIES), -1):
            where = self.registry.where[n]
            distance = self.parse.sent[token] - self.parse.sent[where]
            if distance > sentences:
                return
            yield self.registry.what[n], where, self.weight(token, where)

    def weight(self, token: int, where: int) -> float:
        """How much words at a place stand out when a token behind them points back."""
        return DECAY ** (self.parse.sent[token] - self.parse.sent[where]) * self._place(where)

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


def able(salience: Salience, fit: Fit) -> Fit:
    """The fit, but of nobody who commits no deeds where a deed is claimed."""
    if not salience.claiming:
        return fit
    return lambda entity: 0.0 if entity.kind in PEACEFUL or entity.sort == "state" else fit(entity)


def but(fit: Fit, other: Entity) -> Fit:
    """The fit, but of nobody who is a certain other."""
    return lambda entity: 0.0 if entity is other else fit(entity)
