"""Who is counted: the noun behind a number, the words that say who, names of single victims."""

from __future__ import annotations

from saidwho.coding.codebook import load_codebook
from saidwho.coding.numbers import Count, count_at
from saidwho.coding.tolls_lists import listed
from saidwho.parsing import Parse
from saidwho.records import Span

_LONG = 10
"""Tokens behind the counted noun that may still say who."""


def counted(parse: Parse, count: Count) -> int | None:
    """The noun that the number counts; None for a number on its own."""
    core, following = count.core, count.last + 1
    head = parse.head[core]
    if parse.dep[core] in ("nummod", "compound", "amod", "det", "quantmod", "nmod") and core < head <= core + 8:
        if parse.dep[core] == "quantmod" and parse.pos[head] == "NUM":
            head = parse.head[head]
        return head
    if following >= len(parse) or parse.sent[following] != parse.sent[core]:
        return None
    if parse.lower[following] == "of":
        return next((c for c in parse.children[following] if parse.dep[c] == "pobj"), None)
    return following if parse.tag[following] in ("NNS", "NNPS") else None


def is_person(parse: Parse, noun: int) -> bool:
    """A word for a person: of the codebook's classes, or by its ending."""
    classes = load_codebook().classes
    lemma = parse.lemma[noun]
    if any(lemma in classes.get(name, ()) for name in ("people", "armed", "police")):
        return True
    return lemma.endswith(tuple(sorted(listed("ending"))))


def is_thing(parse: Parse, noun: int) -> bool:
    """A word for a place, a thing or a whole body of people."""
    classes = load_codebook().classes
    lemma = parse.lemma[noun]
    if lemma in listed("body"):
        return True
    return any(
        lemma in classes.get(name, ()) for name in ("site", "thing", "weapon", "property", "abstract", "violence")
    )


def person_of(parse: Parse, noun: int) -> str | None:
    """The surname of a named victim, lower case."""
    return parse.lower[noun] if parse.tag[noun] == "NNP" else None


def who_of(parse: Parse, count: Count, head: int | None) -> Span | None:
    """The words that say who is counted, from behind the number to the end of the noun phrase."""
    if head is None or parse.pos[head] not in ("NOUN", "PROPN", "ADJ"):
        return None
    first = max(count.last + 1, parse.left[head] if head > count.last else head)
    while first < head and parse.lower[first] in ("of", "the", "other", "more", "additional", ",", "-"):
        first += 1
    last = head
    for c in parse.children[head]:
        if c > head and parse.right[c] - head <= _LONG and _says_who(parse, c):
            last = max(last, parse.right[c])
    while last > head and _hangs_in_the_air(parse, last):
        last -= 1
    if last == head and parse.lemma[head] in listed("mere_toll"):
        return None  # “five lives”, “15 corpses”: they say what was counted and not whom
    return parse.span(first, last) if first <= last else None


def _hangs_in_the_air(parse: Parse, last: int) -> bool:
    """A word at the end of a phrase that asks for another: “a church based in the”."""
    return not parse.word[last][-1].isalnum() or parse.pos[last] in ("DET", "ADP", "CCONJ", "SCONJ", "VERB", "AUX")


def _says_who(parse: Parse, c: int) -> bool:
    dep = parse.dep[c]
    if dep == "prep":
        return parse.lower[c] in ("of", "from")
    if dep == "conj":
        return not any(count_at(parse, k) for k in range(parse.left[c], parse.right[c] + 1))
    if dep == "appos":
        words = set(parse.lower[parse.left[c] : parse.right[c] + 1])
        return bool(words & listed("which_of"))
    return dep in ("amod", "compound", "cc", "advmod", "npadvmod")
