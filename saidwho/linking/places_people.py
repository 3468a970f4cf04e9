"""Which words are people's names and no places: told by the parser, by titles and given names before them, and by the
full name elsewhere in the article. No list of names."""

from __future__ import annotations

from saidwho.linking.names_tables import organisation, titles
from saidwho.parsing import Parse

Surnames = dict[str, int]
"""Last word of a full name -> how often the article gives the full name."""


def surnames(parse: Parse) -> Surnames:
    """The last names of everybody whom the article calls by two words or more, or with a title."""
    found: Surnames = {}
    for first, past, kind in parse.entities():
        titled = first > 0 and parse.lower[first - 1] in titles() and parse.sent[first - 1] == parse.sent[first]
        if kind == "PERSON" and (past - first > 1 or titled):
            last = past - 1
            while last > first and not parse.word[last][0].isalpha():
                last -= 1
            if parse.lower[last] in ("'s", "’s"):
                last -= 1
            if last > first or titled:
                found[parse.lower[last]] = found.get(parse.lower[last], 0) + 1
    return found


def is_person(parse: Parse, first: int, last: int, known: Surnames) -> bool:
    """Whether the name at tokens `first` to `last` is somebody's, or a known organisation's."""
    if organisation(parse.text[parse.start[first] : parse.end[last]]) is not None:
        return True
    before = first - 1 if first > 0 and parse.sent[first - 1] == parse.sent[first] else None
    if before is not None and parse.lower[before] in titles() and parse.word[before][0].isupper():
        return True
    if first != last:
        return False
    if parse.lower[first] in known:
        return before is None or parse.pos[before] != "ADP"
    return _with_given_name(parse, first)


def _with_given_name(parse: Parse, i: int) -> bool:
    """Beside another name that the parser calls a person's, without a comma between."""
    for j in (i - 1, i + 1):
        if 0 <= j < len(parse) and parse.sent[j] == parse.sent[i] and parse.ent[j] == "PERSON":
            if parse.word[j][0].isupper() and parse.pos[j] == "PROPN" and i in (parse.head[j], *parse.children[j]):
                return True
    return False
