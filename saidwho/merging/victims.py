"""Whether two tellings are of one victim: “a young woman”, “the victim”, “Ann Lee”, told of in one report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from saidwho.linking.names_tables import titles
from saidwho.nouns import noun_class
from saidwho.records import Actor, EventMention
from saidwho.resources import read_table

_END = re.compile(r"\s+(?:of|in|at|from|who|whose|with|on|near|by|and|carrying|wearing)\b|,", re.IGNORECASE)
_AGE = re.compile(r"\b(\d{1,2})(?:-year-old|,|$)")
_PEOPLE = frozenset({None, "person", "civilians", "state forces", "police", "unidentified", "medics", "media",
                     "officials", "witnesses", "government"})  # fmt: skip
"""Kinds of one who can be harmed; a force or a site is no person."""
_NEW = frozenset(("a", "an", "another", "one"))
KNOWN, NEW = 2.0, 1.0
"""What one victim is worth as a sign of one deed: told of as known or by name, and brought up anew."""


@dataclass(frozen=True, slots=True)
class Victim:
    """Somebody who was harmed: the noun for him, his name, his sex and age if told, whether he is brought up anew."""

    noun: str
    name: str
    sex: str
    age: str
    new: bool


@lru_cache(maxsize=1)
def _sexes() -> dict[str, str]:
    """Nouns for a person of whom they tell no more than sex or age: m, f, or nothing."""
    return {row["word"]: row["sex"] for row in read_table("merging/people.tsv")}


def one_victim(a: EventMention, b: EventMention) -> float:
    """How much speaks for it that the only victim of both is one person; 0 where nothing does."""
    one, other = _only(a), _only(b)
    if one is None or other is None or not _agree(one, other):
        return 0.0
    plain = one.noun == other.noun or one.noun in _sexes() or other.noun in _sexes()
    if one.name and other.name:
        return KNOWN
    if one.name or other.name:
        described = other if one.name else one
        return NEW if described.new and described.noun not in _sexes() else KNOWN
    return (NEW if other.new else KNOWN) if plain else 0.0


def _agree(one: Victim, other: Victim) -> bool:
    if one.sex and other.sex and one.sex != other.sex:
        return False
    if one.age and other.age and one.age != other.age:
        return False
    if one.name and other.name:
        return bool(_proper(one.name) & _proper(other.name))
    return not (other.new and other.name == "" and one.name and other.noun not in _sexes())


def _proper(name: str) -> frozenset[str]:
    """The words of a name behind ranks and titles: two deputies are two men."""
    words = name.casefold().split()
    while len(words) > 1 and (words[0] in titles() or noun_class(words[0]) == "person"):
        del words[0]
    return frozenset(words)


def _only(mention: EventMention) -> Victim | None:
    """The one person whom a telling has harmed, or None where there is none or more."""
    found = [v for v in map(_victim, mention.targets) if v is not None]
    if any((t.name or "")[:1].isupper() and _victim(t) is None for t in mention.targets):
        return None
    counted = [t for t in mention.tolls if t.kind == "killed" and (t.best or 0) > 1]
    return found[0] if len(found) == 1 and not counted else None


def _victim(target: Actor) -> Victim | None:
    words = _END.split(target.as_written, maxsplit=1)[0].split()
    if not words:
        return None
    age = _AGE.search(target.as_written)
    noun = words[-1].casefold()
    someone = noun_class(noun) == "person" or noun in _sexes() or noun.endswith("-year-old")
    ranked = noun_class(words[0].casefold()) == "person" or words[0].casefold() in titles()
    named = target.name is not None and words[-1][:1].isupper() and (target.kind == "person" or ranked)
    if not named and (not someone or target.kind not in _PEOPLE):
        return None
    sex = _sexes().get(noun, "")
    return Victim(
        noun="person" if noun.endswith("-year-old") else noun,
        name=(target.name or "") if named else "",
        sex=sex,
        age=age.group(1) if age else "",
        new=words[0].casefold() in _NEW,
    )
