"""Whether a trigger's conditions hold around a token: the meaning of the column `when` of the trigger table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from saidwho.coding.clause import agent, modifiers, objects, passive, patient, prepositional, subject
from saidwho.coding.codebook import Codebook, Condition, Trigger
from saidwho.parsing import Parse

_PRONOUNS = frozenset(
    (
        "he",
        "she",
        "they",
        "him",
        "her",
        "them",
        "us",
        "we",
        "who",
        "whom",
        "someone",
        "everyone",
        "anyone",
        "me",
        "i",
        "you",
    )
)
_COUNTS = frozenset(
    "dozen hundred thousand score group ton tonne kilo kilogram kg gram litre liter gallon barrel bag sack crate box"
    " truckload haul stash".split()
)
_SITES = frozenset(("GPE", "LOC", "FAC"))
_NAMES = frozenset(("GPE", "LOC", "FAC", "ORG", "PERSON", "NORP"))


@dataclass(frozen=True, slots=True)
class Scene:
    """A parse, the codebook, and the article's topics ("sport", "labour"), found once an article."""

    parse: Parse
    book: Codebook
    topics: frozenset[str]


def is_a(scene: Scene, i: int, values: Iterable[str]) -> bool:
    """Whether a token belongs to one of the classes or is one of the lemmas."""
    parse, classes = scene.parse, scene.book.classes
    lemma, lower, ent = parse.lemma[i], parse.lower[i], parse.ent[i]
    if lower == "bases":
        lemma = "base"  # the parser's lemma is that of “basis”
    elif lemma == lower and lower.endswith("s") and parse.tag[i] in ("NNP", "NNPS") and not ent:
        lemma = lower[:-1]  # a plural at the start of a sentence, taken for a name
    for value in values:
        if value in ("any", lemma, lower):
            return True
        words = classes.get(value)
        if words is not None and (lemma in words or lower in words):
            return True
        if value == "people" and _person(parse, i):
            return True
        if value == "site" and ent in _SITES:
            return True
        if value == "name" and ent in _NAMES:
            return True
        if value == "individual" and ent == "PERSON":
            return True
        if value == "armed" and ent in ("ORG", "NORP", "GPE"):
            return True
        if value == "pronoun" and parse.pos[i] == "PRON":
            return True
    return False


def _person(parse: Parse, i: int) -> bool:
    if parse.ent[i] in ("PERSON", "NORP") or parse.lower[i] in _PRONOUNS:
        return True
    if parse.pos[i] == "NUM":
        return True
    return parse.ent[i] == "CARDINAL" and parse.pos[i] != "ADJ"


def holds(scene: Scene, i: int, trigger: Trigger) -> bool:
    """Whether the trigger's particle and all its conditions are there."""
    if trigger.part is not None and not _has_part(scene.parse, i, trigger.part):
        return False
    return all(_one(scene, i, condition) != condition.negated for condition in trigger.when)


def part_of(parse: Parse, i: int, word: str) -> int | None:
    """The token of a trigger's second word among the dependents, at most two levels down."""
    for c in parse.children[i]:
        if parse.lemma[c] == word or parse.lower[c] == word:
            return c
    for c in parse.children[i]:
        if parse.dep[c] in ("prep", "dobj", "prt", "attr", "acomp", "ccomp", "xcomp", "oprd"):
            for b in parse.children[c]:
                if parse.lemma[b] == word or parse.lower[b] == word:
                    return b
    return None


def _has_part(parse: Parse, i: int, word: str) -> bool:
    return part_of(parse, i, word) is not None


def _one(scene: Scene, i: int, condition: Condition) -> bool:
    parse, key, values = scene.parse, condition.key, condition.values
    if key == "passive":
        return passive(parse, i)
    if key == "topic":
        return any(value in scene.topics for value in values)
    if key in ("sent", "word"):
        return _in_sentence(scene, i, values)
    if key == "left":
        return any(_plain(scene, j, values) for j in range(max(parse.sents[parse.sent[i]][0], i - 10), i))
    if key == "byaccident":
        return _by_accident(scene, i) == (values != ("no",))
    if key in ("subj", "obj"):
        return _argument(scene, i, key, values)
    if key == "mod":
        return any(is_a(scene, m, values) for m in modifiers(parse, i))
    if key == "prt":
        return any(parse.dep[c] == "prt" and parse.lower[c] in values for c in parse.children[i])
    if key == "prep":
        return any(
            parse.lower[c] in values and parse.dep[c] in ("prep", "prt", "agent", "advmod") for c in parse.children[i]
        )
    if key == "xcomp":
        below = [c for c in parse.children[i] if parse.dep[c] in ("xcomp", "ccomp", "advcl")]
        return any(parse.lemma[c] in values or "any" in values for c in below)
    if key == "up":
        return parse.lower[parse.head[i]] in values or parse.lemma[parse.head[i]] in values
    if key == "light":
        return parse.lemma[parse.head[i]] in values
    if key == "ofhead":
        up = parse.head[i]
        return parse.lower[up] == "of" and parse.lemma[parse.head[up]] in values
    return any(word == key and is_a(scene, n, values) for word, n in prepositional(parse, i))


def _argument(scene: Scene, i: int, key: str, values: tuple[str, ...]) -> bool:
    parse = scene.parse
    done_by = agent(parse, i) if passive(parse, i) else subject(parse, i)
    found = done_by if key == "subj" else patient(parse, i)
    if values == ("none",):
        return found is None
    if found is None:
        return False
    if parse.lemma[found] in _COUNTS:
        found = next((n for word, n in prepositional(parse, found) if word == "of"), found)
    of = next((n for word, n in prepositional(parse, found) if word == "of"), None)
    if of is not None and parse.lemma[of] in scene.book.classes["nature"]:
        found = of  # “a wall of mud”, “days of rain”
    if key == "obj" and not passive(parse, i):
        return any(is_a(scene, n, values) for n in dict.fromkeys((*objects(parse, i), found)))
    return is_a(scene, found, values)


def _in_sentence(scene: Scene, i: int, values: tuple[str, ...]) -> bool:
    first, past = scene.parse.sents[scene.parse.sent[i]]
    near = range(max(first, i - 40), min(past, i + 40))
    return any(j != i and _plain(scene, j, values) for j in near)


def _plain(scene: Scene, i: int, values: tuple[str, ...]) -> bool:
    """As `is_a`, by the word alone: any name would be in every sentence."""
    parse, classes = scene.parse, scene.book.classes
    lemma, lower = parse.lemma[i], parse.lower[i]
    return any(
        value in (lemma, lower) or lemma in classes.get(value, ()) or lower in classes.get(value, ())
        for value in values
    )


def _by_accident(scene: Scene, i: int) -> bool:
    """“Killed in a crash”: what did it is an accident, and nobody's deed."""
    parse, words = scene.parse, scene.book.classes["accident"]
    hung = [n for word, n in prepositional(parse, i) if word in ("in", "by", "from", "during", "of", "when")]
    hung += [c for c in parse.children[i] if parse.dep[c] in ("advcl",)]
    for n in list(hung):
        hung += [s for s in parse.children[n] if parse.dep[s] in ("nsubj", "compound")]
    found = subject(parse, i)
    if found is not None and not passive(parse, i):
        hung.append(found)
        if parse.lemma[found] == "fire" and any(parse.lower[c] == "a" for c in parse.children[found]):
            return True  # “a fire at a mill killed five”
    hung += [c - 1 for c in parse.children[i] if c > 0 and parse.lower[c] in ("that", "which")]
    return any(parse.lemma[n] in words or parse.lower[n] in words for n in hung)
