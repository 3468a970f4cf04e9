"""The single victim, told with an article, a name or “another”, and the statement that there was none."""

from __future__ import annotations

from dataclasses import dataclass

from saidwho.coding.tolls_kind import by_verb, deed_kind, modified, toll_words, unreal
from saidwho.coding.tolls_lists import listed
from saidwho.coding.tolls_people import is_person, is_thing
from saidwho.parsing import Parse
from saidwho.records import TollKind


@dataclass(frozen=True, slots=True)
class Single:
    """One victim or none: `noun` with `first` token of its phrase, `verb` what befell."""

    kind: TollKind
    noun: int
    first: int
    verb: int
    person: bool


def singles_of(parse: Parse, i: int) -> Single | None:
    """The single victim, or the statement of none, whose noun is token `i`."""
    if parse.lower[i] == "another":
        return _another(parse, i)
    if parse.pos[i] not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
        return None
    words, lemma = toll_words(), parse.lemma[i]
    none = _none(parse, i)
    if lemma in words["noun"]:
        if none is None:
            none = _unrecorded(parse, i)
        kind = words["noun"][lemma]
        real = none is not None and lemma not in ("body", "arrest", "hostage", "detainee", "martyr")
        return Single(kind, i, none or i, parse.head[i], False) if real and none is not None else None
    first = none if none is not None else _one(parse, i)
    if first is None or any(parse.ent[c] == "ORDINAL" for c in parse.children[i] if c < i):
        return None  # “a third person has died”: the third, and not one
    anchor = i
    while parse.dep[anchor] == "conj" and parse.pos[parse.head[anchor]] in ("NOUN", "PROPN", "PRON", "NUM"):
        anchor = parse.head[anchor]
    verb, dep = parse.head[anchor], parse.dep[anchor]
    if verb == anchor or (parse.tag[i] == "NNP" and ":" in parse.word[i + 1 : verb]):
        return None  # “Kest, Saturday: three officers were killed”
    found = by_verb(parse, anchor, verb, dep)
    if found is None and none is None:
        found = _of_deed(parse, verb, dep) or (modified(parse, i) if dep not in ("pobj", "poss", "compound") else None)
    if found is None or found[0] == "displaced" or unreal(parse, found[1]):
        return None
    if none is None and found[0] == "injured" and parse.lemma[found[1]] in listed("care"):
        return None  # whoever is taken to hospital alone often dies there
    if none is None and not is_person(parse, i) and (found[0] != "killed" or parse.lower[first] == "the"):
        return None
    if any(parse.dep[c] == "neg" for c in parse.children[found[1]]):
        return None
    return Single(found[0], i, first, found[1], none is None)


def _another(parse: Parse, i: int) -> Single | None:
    """“A trooper was killed and another injured”, “another sustained injuries”: one more, without a noun."""
    v, dep = parse.head[i], parse.dep[i]
    behind = parse.lower[i + 1 : i + 5]
    if dep in ("nsubj", "nsubjpass"):
        found = by_verb(parse, i, v, dep)
        return Single(found[0], i, i, found[1], True) if found is not None and not unreal(parse, found[1]) else None
    bears = behind[:1] in (["sustained"], ["suffered"], ["received"])
    hurt = next((k for k, w in enumerate(behind) if w in ("injuries", "injury", "wounds")), None)
    return Single("injured", i, i, i + 1 + hurt, True) if bears and hurt is not None else None


def _of_deed(parse: Parse, prep: int, dep: str) -> tuple[TollKind, int] | None:
    """“the murder of a teacher”."""
    if dep != "pobj" or parse.lower[prep] != "of":
        return None
    noun = parse.head[prep]
    kind = deed_kind(parse, noun)
    return (kind, noun) if kind is not None else None


def _none(parse: Parse, noun: int) -> int | None:
    """First token of “nobody”, “no one”, “none”, “no casualties”."""
    if parse.lower[noun] in ("nobody", "none"):
        return noun
    if parse.lower[noun] == "one" and noun and parse.lower[noun - 1] == "no":
        return noun - 1
    return next((c for c in parse.children[noun] if parse.dep[c] == "det" and parse.lower[c] == "no"), None)


def _unrecorded(parse: Parse, noun: int) -> int | None:
    """“have not recorded any fatality”: first token of the noun phrase."""
    verb = parse.head[noun]
    if parse.dep[noun] != "dobj" or not any(parse.dep[c] == "neg" for c in parse.children[verb]):
        return None
    return next((c for c in parse.children[noun] if parse.lower[c] == "any"), None)


def _sufferer(parse: Parse, noun: int) -> bool:
    """A name of several words that was hurt or bears wounds: a person, whatever the parser takes it for."""
    v = parse.head[noun]
    named = any(parse.dep[c] == "compound" and parse.tag[c] == "NNP" for c in parse.children[noun])
    hurt = parse.dep[noun] == "nsubjpass" or (parse.dep[noun] == "nsubj" and parse.lemma[v] in toll_words()["bear"])
    if parse.lemma[noun].lower() in listed("body") | listed("unit_of_troops"):
        return False
    return named and hurt and parse.ent[noun] in ("ORG", "GPE", "FAC") and not is_thing(parse, noun)


def _one(parse: Parse, noun: int) -> int | None:
    """First token of “a soldier”, “its commander”, “the driver”, a person's name; None for several or a thing."""
    if parse.tag[noun] == "NNP" and (parse.ent[noun] in ("PERSON", "") or _sufferer(parse, noun)):
        if parse.ent[noun] == "" and is_thing(parse, noun):
            return None
        first = noun
        while first > parse.left[noun] and parse.head[first - 1] == noun and parse.dep[first - 1] == "compound":
            first -= 1
        return first
    if parse.tag[noun] not in ("NN", "NNP") or is_thing(parse, noun):
        return None
    for c in parse.children[noun]:
        if parse.dep[c] == "det" and parse.lower[c] in ("a", "an", "another"):
            return c
        if parse.dep[c] in ("poss", "det") and is_person(parse, noun):
            return parse.left[c] if parse.lower[c] in ("the", "this") or parse.dep[c] == "poss" else None
    return None
