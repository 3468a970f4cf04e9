"""Times in an event's sentence that are of something else: of the charge, of the remembrance, of what is left of it."""

from __future__ import annotations

from functools import lru_cache

from saidwho.linking.times_words import words_of
from saidwho.parsing import Parse
from saidwho.records import EventMention, Span
from saidwho.resources import read_table

_VERBS = ("VERB", "AUX")
_DETERMINERS = ("det", "poss", "nummod")
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))


@lru_cache(maxsize=1)
def _counting() -> frozenset[str]:
    """Nouns that only count or shape the event behind them (“a wave of attacks”)."""
    return frozenset(word for row in read_table("coding/transparent.tsv") for word in row["words"].split())


def aside(parse: Parse, mention: EventMention, time: Span) -> bool:
    """Whether a time of the sentence is not the event's.

    “Charged with murder Tuesday”, “charged on Tuesday with shooting a nurse”; “a vigil on Saturday marked a raid”;
    “evidence from the bombing arrived on Friday”.
    """
    inside, words = parse.tokens_in(mention.trigger), parse.tokens_in(time)
    if not inside or not words or parse.sent[inside[0]] != parse.sent[words[0]]:
        return False
    main = next((i for i in inside if parse.head[i] not in inside), inside[0])
    top = next((i for i in words if parse.head[i] not in words), words[0])
    above = tuple(parse.ancestors(top))
    if parse.head[top] == main and parse.dep[top] in ("compound", "nmod", "amod", "poss", "nummod"):
        return False
    verb, noun = _over(parse, main)
    if verb is None:
        return False
    if parse.lemma[verb] in words_of("charge") and parse.dep[main] in ("pobj", "pcomp", "xcomp"):
        return _of_charge(parse, main, words[0])
    if parse.lemma[verb] in words_of("recall") and parse.dep[main] in ("dobj", "pobj"):
        return words[0] < main
    if parse.pos[main] in _VERBS and not looks_back(parse, main):
        return False
    return noun is not None and main not in above and noun not in above and verb in above


def _over(parse: Parse, main: int) -> tuple[int | None, int | None]:
    """The verb that an event's word hangs from, and the noun between them that is more than a count."""
    noun = None
    for up in parse.ancestors(main):
        if parse.pos[up] in _VERBS:
            return up, noun
        if parse.pos[up] in ("NOUN", "PROPN"):
            if parse.lemma[up] in _counting() or parse.dep[main] in ("compound", "amod", "nmod", "conj"):
                return None, None
            noun = up
    return None, None


def _of_charge(parse: Parse, main: int, first: int) -> bool:
    """A time before the deed is the charge's; behind it, one without a preposition, or behind a bare “murder”."""
    if first < main:
        return True
    bare = parse.pos[main] in ("NOUN", "PROPN") and not any(
        parse.dep[c] in (*_DETERMINERS, "prep") and c != first - 1 for c in parse.children[main]
    )
    return bare or parse.pos[first - 1] != "ADP"


def definite(parse: Parse, mention: EventMention) -> bool:
    """“The bombing”: a noun that points to an event told elsewhere."""
    inside = parse.tokens_in(mention.trigger)
    if not inside or parse.pos[inside[-1]] not in ("NOUN", "PROPN"):
        return False
    return any(
        parse.lower[c] in _DEFINITE for i in inside for c in (*parse.children[i], *parse.children[parse.head[i]])
    )


def looks_back(parse: Parse, verb: int) -> bool:
    """“Buried six men who were killed”: what a clause about somebody tells in the passive or the perfect is older."""
    return parse.dep[verb] in ("acl", "relcl") and any(
        parse.dep[c] == "nsubjpass" or parse.lower[c] == "had" for c in parse.children[verb]
    )
