"""What a pronoun stands for: “it”, “he”, “they”, “we”."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from saidwho.linking.coreference import Entity
from saidwho.linking.coreference_clauses import subjects_above, suffers
from saidwho.linking.coreference_described import description
from saidwho.linking.coreference_salience import (
    FIRST,
    OWN,
    PERSONAL,
    PLURAL,
    PRONOUNS,
    SINGULAR,
    Choice,
    Fit,
    Salience,
    able,
    but,
    choose,
)
from saidwho.linking.names_tables import heads
from saidwho.nouns import noun_class
from saidwho.parsing import Parse

NEAR = 3
"""How far back a pronoun is followed."""
_HARM = frozenset("kill wound injure hurt shoot arrest detain kidnap abduct beat execute massacre".split())
HERE = 1.2
"""Weight of the only party that a possessive's own sentence names, and of the subject before a subject."""
_LANDS = frozenset("country nation island republic city town village region province territory".split())
FAR = 10
"""How far back the only person of a text is followed."""
BOUND = 1.6
"""Weight of the nearest subject in the clauses around a pronoun: more than of the one who speaks."""
OPENING = 1.45
"""Weight of the last speaker where he is the subject of the sentence before."""
MANY = 0.7
"""The same for “they” and a body, which is one and many."""
DESCRIBED = 0.95
"""What a description weighs beside a name."""
FITS = 0.9
"""What the subject of the sentence before must fit to come before the last speaker."""


def pronoun(salience: Salience, token: int, speaker: Entity | None, use: str) -> Choice:
    """Who a pronoun stands for. `speaker` says the words that hold it; a source's pronoun looks to the last speaker."""
    word = salience.parse.lower[token]
    if word in FIRST:
        if speaker is None:
            return Choice(None, reason="it is not known who speaks")
        return Choice(speaker, 0.95)
    if word == "it" and _empty(salience.parse, token):
        return Choice(None, reason="“it” stands for nobody")
    fit = _fit_of(salience, token, use)
    extra: list[tuple[Entity, float]] = list(_described_before(salience, token))
    land = _land(salience, token) if use != "source" else None
    if land is not None:
        return Choice(None, reason=f"the place “{land}” is meant")
    if use == "target" and _site_before(salience, token, fit):
        return Choice(None, reason="a place in the same sentence may be meant")
    bound = _bound(salience, token, fit) if use != "source" else None
    if isinstance(bound, Choice):
        return bound
    if bound is not None:
        extra.append((bound, BOUND))
    if use != "source" and speaker is None:
        extra += _parallel(salience, token, fit)
    if speaker is not None:
        extra.append((speaker, 1.3))
    if use == "source":
        extra += _spoken_before(salience, token, speaker, fit)
        unnamed = _group_above(salience, token) if word in SINGULAR else None
        if unnamed is not None:
            return unnamed
    choice = choose(salience, token, fit, NEAR, extra)
    if word in PERSONAL and choice.entity is not None and use == "source" and speaker is None:
        noun = _unnamed_subject(salience, token)
        if noun is not None:
            return Choice(None, reason=f"stands for “{salience.parse.word[noun]}”")
    if word in PERSONAL and choice.entity is None and not choice.others and use == "source":
        return _only_person(salience, token, fit) or choice
    if word in SINGULAR and choice.entity is None and not choice.others and use == "source":
        return _group_before(salience, token) or choice
    return choice


def _fit_of(salience: Salience, token: int, use: str) -> Fit:
    """What a pronoun fits: not its clause's own subject, not who was harmed before, not who has just accused."""
    fit = able(salience, _pronoun_fit(salience.parse.lower[token], 0.7 if use == "source" else 0.2))
    beside = _own_subject(salience, token) if use != "source" else None
    if beside is not None:
        fit = but(fit, beside)
    hurt = [e.words for e in _suffering(salience, token)] if use == "actor" else []
    if hurt:
        fit = _unhurt(fit, hurt)
    charging = salience.last_speaker(token, 2) if token in salience.accused else None
    return but(fit, charging) if charging is not None else fit


def _spoken_before(salience: Salience, token: int, speaker: Entity | None, fit: Fit) -> Iterator[tuple[Entity, float]]:
    """For a source: the last speaker, and the subject of the sentence before."""
    word = salience.parse.lower[token]
    spoken = fit if word in PERSONAL else None
    last = salience.last_speaker(token, 3, spoken) if token not in salience.accused else None
    if last is not None and last is not speaker:
        ahead = OPENING if salience.opened_by(last, token) else 1.3
        yield last, ahead if speaker is None else 1.0
    subject = salience.subject_before(token) if speaker is None else None
    least = FITS if word not in PLURAL else MANY
    if subject is not None and subject is not last and fit(subject) >= least:
        yield subject, OPENING


def _own_subject(salience: Salience, token: int) -> Entity | None:
    """“She accused him”: the subject of a pronoun's own clause, whom the pronoun never means."""
    parse = salience.parse
    if parse.dep[token] not in ("dobj", "dative", "pobj") or parse.tag[token] != "PRP":
        return None
    verb = next((up for up in parse.ancestors(token) if parse.pos[up] in ("VERB", "AUX")), None)
    subject = next((c for c in parse.children[verb] if parse.dep[c] == "nsubj"), None) if verb is not None else None
    if subject is None:
        return None
    return salience.registry.at.get(subject) or salience.resolved.get(subject) or salience.registry.people.get(subject)


def _suffering(salience: Salience, token: int) -> Iterator[Entity]:
    """Unnamed people to whom harm was done shortly before: hardly the doers (“12 children died. They bombed us”)."""
    parse = salience.parse
    first = parse.sents[max(0, parse.sent[token] - 2)][0]
    for k in range(first, token):
        entity = salience.registry.people.get(k)
        harmed = parse.dep[k] == "nsubjpass" and parse.lemma[parse.head[k]] in _HARM
        dying = parse.dep[k] == "nsubj" and suffers(parse, k)
        if entity is not None and entity.name is None and (harmed or dying):
            yield entity


def _unhurt(fit: Fit, hurt: list[frozenset[str]]) -> Fit:
    return lambda entity: 0.0 if entity.name is None and any(entity.words & words for words in hurt) else fit(entity)


def _group_above(salience: Salience, token: int) -> Choice | None:
    """“A rights group has named 21 people who, it said, died”: “it” is the subject of the clause around."""
    parse = salience.parse
    for subject in subjects_above(parse, token):
        head = heads().get(parse.lower[subject])
        if subject in salience.registry.at or head is None or parse.tag[subject] != "NN":
            return None
        if head.flags & {"same", "body"} or head.kind == "ngo":
            words = parse.quote(parse.span(parse.left[subject], subject))
            indefinite = parse.lower[parse.left[subject]] in ("a", "an")
            return Choice(None, reason=f"stands for “{words}”") if indefinite else None
    return None


def _unnamed_subject(salience: Salience, token: int) -> int | None:
    """The subject of the sentence before where it is a person by office without a name who has not spoken."""
    parse, number = salience.parse, salience.parse.sent[token] - 1
    if number < 0 or parse.para[parse.sents[number][0]] != parse.para[token]:
        return None
    first, past = parse.sents[number]
    root = next((k for k in range(first, past) if parse.head[k] == k), first)
    noun = next((c for c in parse.children[root] if parse.dep[c] == "nsubj"), None)
    head = heads().get(parse.lower[noun]) if noun is not None else None
    if noun is None or head is None or "role" not in head.flags or noun in salience.registry.at:
        return None
    at = bisect_left(salience.spoke, (first, -1))
    spoken = at < len(salience.spoke) and salience.spoke[at][0] < past
    apposed = any(parse.dep[c] == "appos" for c in parse.children[noun])
    return None if spoken or apposed or description(salience, noun, "", parse.lower[noun], None).entity else noun


def _only_person(salience: Salience, token: int, fit: Fit) -> Choice | None:
    """The one person named before, however far, where nobody else who is told of could be “he”."""
    parse = salience.parse
    named: dict[int, int] = {}
    for entity, where, _ in salience.before(token, FAR):
        if entity.name and entity.sort == "person":
            named[id(entity)] = where
            found = entity
    if len(named) != 1 or fit(found) <= 0.0:
        return None
    for k in range(named[id(found)] + 1, token):
        beside = parse.tag[k] == "NN" and parse.dep[k] in ("nsubj", "nsubjpass", "appos")
        if beside and k not in salience.registry.at and (_is_person(parse, k) or _is_office(parse, k)):
            return None
    return Choice(found, 0.6)


def _is_person(parse: Parse, k: int) -> bool:
    return noun_class(parse.lemma[k].lower()) == "person"


def _is_office(parse: Parse, k: int) -> bool:
    head = heads().get(parse.lower[k])
    return head is not None and bool(head.flags & {"role", "speaks"})


def _group_before(salience: Salience, token: int) -> Choice | None:
    """Whom “the group” in the sentence before stands for, where nothing nearer fits “it”."""
    parse, number = salience.parse, salience.parse.sent[token] - 1
    if number < 0 or parse.para[parse.sents[number][0]] != parse.para[token]:
        return None
    for k in range(parse.sents[number][1] - 1, parse.sents[number][0], -1):
        head = heads().get(parse.lower[k])
        if head is not None and "same" in head.flags and parse.lower[parse.left[k]] == "the" and parse.tag[k] == "NN":
            choice = description(salience, k, parse.quote(parse.span(parse.left[k], k)), parse.lower[k], None)
            return choice if choice.entity is not None else None
    return None


def _described_before(salience: Salience, token: int) -> Iterator[tuple[Entity, float]]:
    """Who was told of by a description in the same sentence (“the junta”), nearly as likely as if he had been named."""
    parse = salience.parse
    first = parse.sents[parse.sent[token]][0]
    for k in range(token - 1, first - 1, -1):
        head = heads().get(parse.lower[k])
        if head is None or not head.flags & {"body", "same"} or k in salience.registry.at:
            continue
        if parse.pos[k] not in ("NOUN", "PROPN") or parse.lower[parse.left[k]] not in ("the", "this", "that"):
            continue
        many = parse.tag[k] == "NNS" and parse.lower[token] in SINGULAR
        if many or (parse.dep[k] in ("nsubj", "nsubjpass") and suffers(parse, k)):
            continue
        if k not in salience.described:
            words = parse.quote(parse.span(parse.left[k], k))
            salience.described[k] = description(salience, k, words, parse.lower[k], None).entity
        entity = salience.described[k]
        if entity is not None:
            yield entity, DESCRIBED * salience.weight(token, k)


def _land(salience: Salience, token: int) -> str | None:
    """“No town of the country has suffered so since its civil war”: a place without a name, nearer than any party."""
    parse, registry = salience.parse, salience.registry
    if parse.lower[token] != "its":
        return None
    for k in range(token - 1, parse.sents[parse.sent[token]][0] - 1, -1):
        if k in registry.at or (parse.lower[k] in heads() and "body" in heads()[parse.lower[k]].flags):
            return None
        if parse.dep[k] == "pobj" and parse.lower[k] in _LANDS and parse.lower[parse.left[k]] in ("the", "a"):
            return parse.quote(parse.span(parse.left[k], k))
    return None


def _site_before(salience: Salience, token: int, fit: Fit) -> bool:
    """“The shrine of X, a day after the attack on it”: the sentence names a place before, and no party that fits."""
    parse, registry = salience.parse, salience.registry
    if parse.lower[token] != "it":
        return False
    here = [k for k in range(parse.sents[parse.sent[token]][0], token) if k in registry.at]
    towns = [k for k in here if (state := registry.named[k].state) is not None and state.use == "seat"]
    parties = [registry.at[k] for k in here if k not in towns]
    sites = bool(towns) or any(e.sort in ("place", "thing") for e in parties)
    return sites and not any(fit(e) >= FITS for e in parties)


def _parallel(salience: Salience, token: int, fit: Fit) -> Iterator[tuple[Entity, float]]:
    """For a possessive the one party that its own sentence names before it, for a subject the subject before."""
    parse = salience.parse
    if salience.parse.tag[token] == "PRP$":
        here = {id(e): e for e, _, _ in salience.before(token, 0) if e.kind and fit(e) >= FITS}
        if len(here) == 1:
            yield from ((e, HERE) for e in here.values())
    elif parse.dep[token] in ("nsubj", "nsubjpass"):
        subject = salience.subject_before(token)
        if subject is not None and fit(subject) >= FITS:
            yield subject, HERE


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
    whole = _whole(salience, subject)
    if whole is not None:
        return Choice(whole, 0.9)
    if parse.lower[subject] in heads() and any(parse.tag[c] == "DT" for c in parse.children[subject]):
        choice = description(salience, subject, words, parse.lower[subject], None)
        if choice.entity is not None:
            return choice
    return Choice(None, reason=f"stands for “{words}”")


def _whole(salience: Salience, subject: int) -> Entity | None:
    """“A branch of the Front”: the Front, of which a noun names only a part."""
    parse, head = salience.parse, heads().get(salience.parse.lower[subject])
    if head is None or "part" not in head.flags:
        return None
    of = (c for c in parse.children[subject] if parse.lower[c] == "of" and c > subject)
    return next((e for c in of for k in parse.children[c] if (e := salience.registry.at.get(k)) is not None), None)


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
            if OWN in entity.roles:
                return 0.2
            if entity.name is None:
                return 0.95 if entity.kind != "document" or media > 0.5 else 0.5
            return {"media": media, "platform": 0.0}.get(entity.kind or "", 0.7 if entity.sort == "name" else 1.0)
        if entity.plural:
            return 1.0
        if entity.kind == "international organisation":
            return 0.2
        if entity.kind in ("media", "platform", "document"):
            return 0.0
        return {"group": 0.75, "people": 0.8, "state": 0.4}.get(entity.sort, 0.0)

    return fit
