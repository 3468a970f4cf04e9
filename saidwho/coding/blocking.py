"""Contexts in which a trigger word tells of no event: figures of speech, names, sport, talk in general."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from saidwho.coding.clause import modifiers, objects, own_subject, prepositional
from saidwho.coding.codebook import Trigger
from saidwho.coding.conditions import Scene, is_a
from saidwho.parsing import Parse
from saidwho.resources import read_table

HARD = frozenset(("ASSAULT", "COERCE", "THREATEN", "MOBILIZE", "RETREAT", "CONSULT", "REJECT"))
"""Types whose words sport and business use as figures of speech."""
SPORT_WORDS = 4
"""From this many words of sport on, an article is about sport unless as many are about war."""
LABOUR_WORDS = 3
ABDUCTION_WORDS = 2
"""From this many words of abduction on, who was “taken” was taken by force."""
_SEEMS = frozenset(("sound", "look", "feel", "seem", "resemble"))
_CALLS = frozenset(("condemn", "denounce", "decry", "deplore", "describe", "criticize", "criticise"))
DISASTER_WORDS = 4
"""From this many words of a natural disaster on, as many more than of war, its dead and its noise are nobody's deed."""


@dataclass(frozen=True, slots=True)
class Block:
    """A row of the blocking table."""

    where: str
    words: frozenset[str]
    reason: str


@lru_cache(maxsize=1)
def _blocks() -> Mapping[str, tuple[Block, ...]]:
    table: dict[str, list[Block]] = {}
    for row in read_table("coding/blocked.tsv"):
        table.setdefault(row["trigger"], []).append(Block(row["where"], frozenset(row["words"].split()), row["reason"]))
    return {word: tuple(rows) for word, rows in table.items()}


@lru_cache(maxsize=1)
def _name_words() -> frozenset[str]:
    return frozenset(word for row in read_table("coding/blocked_names.tsv") for word in row["words"].split())


@lru_cache(maxsize=1)
def _topic_words() -> Mapping[str, frozenset[str]]:
    return {row["topic"]: frozenset(row["words"].split()) for row in read_table("coding/topics.tsv")}


def topics(parse: Parse) -> frozenset[str]:
    """The topics of the article (`codebook.TOPICS`), by the number of their different words."""
    lemmas = set(parse.lemma)
    counts = {topic: len(lemmas & words) for topic, words in _topic_words().items()}
    found = set()
    if counts["sport"] >= SPORT_WORDS and counts["sport"] > counts["war"]:
        found.add("sport")
    if counts["labour"] >= LABOUR_WORDS and counts["labour"] > counts["war"]:
        found.add("labour")
    if counts["war"] >= LABOUR_WORDS:
        found.add("war")
    gas = lemmas & {"gas", "boiler"} and lemmas & {"leak", "cylinder", "bottle", "pipe", "boiler"}
    if gas and not lemmas & _topic_words()["deliberate"]:
        found.add("disaster")
    if counts["abduction"] >= ABDUCTION_WORDS:
        found.add("abduction")
    if counts["disaster"] >= DISASTER_WORDS and counts["disaster"] > 2 * counts["war"]:
        found.add("disaster")
    return frozenset(found)


def blocked(scene: Scene, i: int, trigger: Trigger) -> bool:
    """Whether a trigger's word tells of no event here."""
    parse = scene.parse
    if any(_blocks_here(scene, i, block) for block in _blocks().get(trigger.lemma, ())):
        return True
    if "sport" in scene.topics and trigger.type in HARD and not _armed_near(scene, i):
        return True
    if "disaster" in scene.topics and trigger.type == "ASSAULT" and not _armed_near(scene, i):
        return True
    if _only_like(parse, i) or _score_behind(parse, i):
        return True
    if trigger.pos == "N":
        return _in_a_name(parse, i) or _only_modifies(scene, i)
    return parse.dep[i] == "amod" and not (_deed_as_adjective(parse, i) and trigger.mode in ("abduct", "arrest"))


def _blocks_here(scene: Scene, i: int, block: Block) -> bool:
    parse, where, words = scene.parse, block.where, block.words
    if where == "any":
        return True
    if where == "next":
        return i + 1 < len(parse) and parse.lower[i + 1] in words
    if where == "before":
        at = i - 1
        if at >= 0 and parse.word[at] == "-":
            at -= 1
        return at >= 0 and parse.lower[at] in words
    if where == "object" and block.reason == "metaphor" and _in_earnest(scene, i):
        return False
    if where == "subject":
        found = own_subject(parse, i)
        up = parse.head[i] if parse.dep[i] == "relcl" else None
        return any(n is not None and _has(parse, n, words) for n in (found, up))
    if where == "object":
        inside = [c for n in objects(parse, i) for c in (n, *parse.children[n]) if c == n or parse.dep[c] == "compound"]
        return any(_has(parse, n, words) for n in inside)  # “took this town hostage”: the parser takes one for two
    if where == "compound":
        return (parse.dep[i] in ("compound", "nmod", "amod") and _has(parse, parse.head[i], words)) or (
            i + 1 < len(parse) and parse.dep[i] == "compound" and _has(parse, i + 1, words)
        )
    if where == "modifier":
        return any(_has(parse, m, words) for m in modifiers(parse, i))
    if where == "above":
        up = parse.head[i]
        return _has(parse, up, words) or (parse.dep[i] == "pobj" and _has(parse, parse.head[up], words))
    if where == "under":
        up = parse.head[i]
        return parse.dep[i] == "pobj" and parse.lower[up] == "under" and _has(parse, parse.head[up], words)
    return any(word == where and _has(parse, n, words) for word, n in prepositional(parse, i))


def _in_earnest(scene: Scene, i: int) -> bool:
    """“Shells hit the market”, “bandits held the town hostage”; new drones may only be on sale."""
    found = own_subject(scene.parse, i)
    if found is None:
        return False
    return is_a(scene, found, ("captor",)) or (is_a(scene, found, ("weapon",)) and scene.parse.lemma[found] != "drone")


def _only_like(parse: Parse, i: int) -> bool:
    """“It sounded like an explosion”, “it felt as if a bomb had gone off”, “is remembered as a massacre”; and what
    another deed is called: “condemned the arrest as an attack on everybody”."""
    up = parse.head[i]
    above = parse.head[up]
    if parse.dep[i] == "pobj" and parse.lower[up] == "like":
        return parse.lemma[above] in _SEEMS
    if parse.dep[i] == "pobj" and parse.lower[up] == "as":
        called = [n for n in objects(parse, above) if parse.pos[n] == "NOUN" and n < i]
        return parse.lemma[above] == "remember" or (bool(called) and parse.lemma[above] in _CALLS)
    if parse.dep[i] == "advcl" and parse.lemma[up] in _SEEMS:
        return any(parse.lower[c] in ("if", "though", "like") for c in parse.children[i])
    return False


def _score_behind(parse: Parse, i: int) -> bool:
    """“Were bombed 6-0”, “beat them 3 - 1”: a score within three words behind a verb."""
    if not parse.tag[i].startswith("V"):
        return False
    behind = "".join(parse.lower[i + 1 : i + 6])
    return re.search(r"(?<!\d)\d{1,2}[-–]\d{1,2}(?!\d)", behind) is not None and not any(
        parse.ent[j] == "DATE" for j in range(i + 1, min(i + 6, len(parse)))
    )


def _has(parse: Parse, n: int, words: frozenset[str]) -> bool:
    return parse.lemma[n] in words or parse.lower[n] in words


def _armed_near(scene: Scene, i: int) -> bool:
    first, past = scene.parse.sents[scene.parse.sent[i]]
    return any(scene.parse.lemma[j] in scene.book.classes["strong"] for j in range(first, past))


def _in_a_name(parse: Parse, i: int) -> bool:
    """A capitalised word inside the name of a body, law, day or work (“Strike Force”, “the Protest Act”)."""
    if parse.ent[i] in ("DATE", "TIME"):
        return True
    if not parse.word[i][:1].isupper():
        return False
    n = i + 1
    while n < len(parse) and parse.sent[n] == parse.sent[i] and parse.word[n][:1].isupper():
        if _has(parse, n, _name_words()):
            return True
        n += 1
    if heading(parse, i):
        return False
    return parse.ent[i] in ("ORG", "PRODUCT", "WORK_OF_ART", "LAW", "PERSON", "FAC") and not parse.word[i].isupper()


def heading(parse: Parse, i: int) -> bool:
    """Whether most words of the sentence have capitals, as in a headline: they then say nothing."""
    first, past = parse.sents[parse.sent[i]]
    if parse.para[i] != parse.para[0] and parse.word[past - 1] in (".", "?", "!", "”", '"'):
        return False
    words = [parse.word[j] for j in range(first, past) if parse.word[j].isalpha() and len(parse.word[j]) > 3]
    return sum(w[0].isupper() for w in words) * 2 > len(words)


def _only_modifies(scene: Scene, i: int) -> bool:
    """A noun before a noun names a kind of thing (“attack warning”), unless that is the scene of the deed."""
    parse = scene.parse
    if parse.dep[i] not in ("compound", "nmod", "amod"):
        return False
    head = parse.head[i]
    if (
        head < i
        or parse.lemma[head] in scene.book.classes["scene"]
        or parse.lower[head].rstrip("s") in scene.book.classes["scene"]
    ):
        return False
    return not heading(parse, i) or not is_a(scene, head, ("people",))


def _deed_as_adjective(parse: Parse, i: int) -> bool:
    """“The kidnapped missionaries”: a participle that tells of the deed beside its victim."""
    return parse.tag[i] == "VBN" and parse.pos[parse.head[i]] in ("NOUN", "PROPN", "NUM")
