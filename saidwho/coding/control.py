"""Who did it by a word outside the deed's own clause: “claimed responsibility for”, “accused of”, “lies with”."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from saidwho.coding.carriers import anchor, light_verbs
from saidwho.coding.clause import passive, patient, prepositional, subject, verb
from saidwho.coding.conditions import Scene, is_a
from saidwho.parsing import Parse
from saidwho.resources import read_table

_DENIES = frozenset(("no", "any"))
_AS = {"obj": "dobj", "subjpass": "nsubjpass", "subj": "nsubj"}
_WORK = frozenset(("work", "handiwork", "deed", "doing"))
_THOUGHT = frozenset(("presume", "suspect", "believe", "think", "allege", "say", "identify", "belong"))
_BELONG = frozenset(("member", "fighter", "militant", "guerrilla", "belong", "link", "affiliate"))
_COUNTED = frozenset(
    ("group", "faction", "organisation", "organization", "side", "party", "name", "country", "claimant")
)
_NO_WORDS = frozenset(("object", "possessor", "subject", "above", "work"))
"""Where the doer stands, other than behind a preposition."""
_LIES = frozenset(("lie", "rest", "fall", "be"))
_LAYS = frozenset(("lay", "put", "place", "pin", "heap", "cast"))


@dataclass(frozen=True, slots=True)
class Control:
    """A construction that names the doer from outside the clause; see `coding/actor_control.tsv`."""

    word: str
    event: str
    actor: str


@lru_cache(maxsize=1)
def _controls() -> dict[str, tuple[Control, ...]]:
    table: dict[str, list[Control]] = {}
    for row in read_table("coding/actor_control.tsv"):
        table.setdefault(row["word"], []).append(Control(row["word"], row["event"], row["actor"]))
    return {word: tuple(rows) for word, rows in table.items()}


def controlled(scene: Scene, token: int) -> int | None:
    """The head of the doer that a word above a deed names, or None."""
    parse = scene.parse
    beside = _beside(scene, token)
    if beside is not None:
        return beside
    before = anchor(parse, token)
    passed = {parse.lower[before]}
    for up in parse.ancestors(before):
        for control in _controls().get(parse.lemma[up], ()):
            doer = _by_control(parse, control, up, before, passed)
            if doer is not None and doer != token and _party(scene, doer) and not _denied(scene, up, doer):
                return doer
        if verb(parse, up) and parse.lemma[up] not in light_verbs():
            return None
        before = up
        passed.add(parse.lower[up])
    return None


def _beside(scene: Scene, token: int) -> int | None:
    """“The attack blamed on the rebels”, “an attack that the army blamed on the rebels”: behind the deed's noun."""
    parse = scene.parse
    for c in _clauses_of(parse, anchor(parse, token)):
        hangs = "subjpass" if passive(parse, c) else "obj"
        if hangs == "obj" and _own_object(parse, c):
            continue
        for control in _controls().get(parse.lemma[c], ()):
            if control.event != hangs or control.actor in _NO_WORDS:
                continue
            doer = next((n for word, n in prepositional(parse, c) if word == control.actor), None)
            if doer is not None and _party(scene, doer) and not _denied(scene, c, doer):
                return doer
    return None


def _clauses_of(parse: Parse, noun: int) -> list[int]:
    """The participles and relative clauses of a noun; behind a comma also those that hang on a noun inside its phrase
    (“the shelling of a market in X, which …”)."""
    found = [c for c in parse.children[noun] if parse.dep[c] in ("acl", "relcl")]
    for t in parse.subtree(noun):
        if parse.dep[t] == "relcl" and t not in found and parse.dep[parse.head[t]] == "pobj":
            if any(parse.word[k] == "," for k in range(parse.head[t] + 1, parse.left[t] + 1)):
                found.append(t)
    return found


def _own_object(parse: Parse, c: int) -> bool:
    """Whether a relative clause has an object other than its relative: the deed is not what it lays on anybody."""
    return subject(parse, c) is None or any(
        parse.dep[k] == "dobj" and parse.tag[k] not in ("WDT", "WP") for k in parse.children[c]
    )


def thought_to_be(parse: Parse, n: int) -> int | None:
    """“Gunmen believed to be members of the Northern Front”: the head of the body they are said to belong to."""
    above = parse.head[n]  # “Rebels presumed to be …”, taken for a past tense
    hung = [c for c in parse.children[n] if parse.dep[c] in ("acl", "relcl") and parse.lemma[c] in _THOUGHT]
    if parse.dep[n] == "nsubj" and parse.lower[above] in ("presumed", "suspected", "believed"):
        hung.append(above)
    for c in hung:
        below = range(c, parse.right[c] + 1)
        for i in below:
            if parse.lemma[i] in _BELONG and not any(parse.dep[k] == "neg" for k in parse.children[i]):
                found = next((k for w, k in prepositional(parse, i) if w in ("of", "to", "with")), None)
                if found is not None and parse.pos[found] == "PROPN":
                    return found
    return None


def _party(scene: Scene, n: int) -> bool:
    return scene.parse.pos[n] == "PROPN" or is_a(scene, n, ("people", "armed", "name", "pronoun"))


def _denied(scene: Scene, up: int, doer: int) -> bool:
    """“No group has claimed it”, “the army did not admit it”: nobody is named as the doer."""
    parse = scene.parse
    above = [up, *(a for a in parse.ancestors(up) if verb(parse, a))][:2]
    if any(parse.lemma[a] in scene.book.classes["denial"] for a in above):
        return True
    negated = any(parse.dep[c] == "neg" or parse.lower[c] == "never" for a in above for c in parse.children[a])
    if any(parse.lower[c] in _DENIES for c in parse.children[up]):
        return True
    nobody = parse.lower[doer] in ("none", "nobody", "one", "neither") or any(
        parse.lower[c] in ("no", "neither") for c in parse.children[doer]
    )
    if parse.lemma[doer] in _COUNTED and any(parse.dep[c] == "nummod" for c in parse.children[doer]):
        return True  # “two groups have claimed it”: those are named elsewhere, and no third and fourth
    return negated or nobody


def _by_control(parse: Parse, control: Control, up: int, before: int, passed: set[str]) -> int | None:
    dep = parse.dep[before]
    if control.event in _AS:
        hung = dep == _AS[control.event]
    else:
        # “accused the Front of the attack”: the parser may hang “of” on the Front
        hung = parse.lower[before] == control.event or (
            control.actor == "object" and dep == "dobj" and control.event in passed
        )
    if not hung:
        return None
    if control.actor == "object":
        return patient(parse, up)
    if control.actor == "possessor":
        return next((c for c in parse.children[up] if parse.dep[c] == "poss"), None)
    if control.actor == "subject":
        return _of_subject(parse, up)
    if control.actor == "above":
        return _borne_by(parse, up, before)
    if control.actor == "work":
        return _work_of(parse, up)
    return _behind(parse, up, before, (control.actor,))


def _behind(parse: Parse, up: int, event: int, words: tuple[str, ...]) -> int | None:
    """The object of a preposition of the verb; of the deed below it, then the last."""
    found = next((n for word, n in prepositional(parse, up) if word in words), None)
    if found is not None or "on" not in words:
        return found
    hung = [n for c in parse.subtree(event) if parse.lower[c] == "on" for n in parse.children[c]]
    return max((n for n in hung if parse.dep[n] == "pobj" and parse.ent[n] not in ("DATE", "TIME")), default=None)


def _work_of(parse: Parse, be: int) -> int | None:
    """“The raid was the work of the Front”."""
    for c in parse.children[be]:
        if parse.dep[c] == "attr" and parse.lemma[c] in _WORK:
            owner = next((k for k in parse.children[c] if parse.dep[k] == "poss"), None)
            return owner if owner is not None else next((n for w, n in prepositional(parse, c) if w == "of"), None)
    return None


def _of_subject(parse: Parse, up: int) -> int | None:
    """Of whom “responsible”, “guilty”, “behind” is said; in “held the rebels responsible” it is the object."""
    own = next((c for c in parse.children[up] if parse.dep[c] == "nsubj"), None)
    if own is not None and not verb(parse, up):
        return own
    if parse.dep[up] == "amod" and not verb(parse, parse.head[up]):
        who = parse.head[up]  # “vowed to find those responsible for the raid”: nobody is named
        return who if parse.ent[who] else None
    at = up if verb(parse, up) else next((a for a in parse.ancestors(up) if verb(parse, a)), None)
    if at is None:
        return None
    if parse.lemma[at] in ("hold", "find", "consider", "make", "declare"):
        return patient(parse, at)
    return None if passive(parse, at) else subject(parse, at)


def _borne_by(parse: Parse, noun: int, event: int) -> int | None:
    """“The responsibility for it lies with the army”, “put the blame for it on the rebels”: behind “with” or “on”."""
    at = parse.head[noun]
    if not verb(parse, at) or parse.dep[noun] not in ("nsubj", "nsubjpass", "dobj"):
        return None
    lies = parse.dep[noun] == "nsubj" and parse.lemma[at] in _LIES
    if not lies and (parse.dep[noun] == "nsubj" or parse.lemma[at] not in _LAYS):
        return None
    words = ("with", "on") if lies else ("on", "upon", "at")
    return _behind(parse, at, event, words)
