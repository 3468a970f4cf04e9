"""What may be the name of a place: names of the gazetteer, words of a people, and unlisted names that look like one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from saidwho.linking.gazetteer import Entry, fold, gazetteer
from saidwho.linking.gazetteer_build import OWN
from saidwho.linking.names_tables import states
from saidwho.linking.places_words import place_words
from saidwho.parsing import Parse
from saidwho.resources import read_table

LONGEST = 6
"""Words of the longest name looked up."""
ENTITIES = frozenset(("GPE", "LOC", "FAC"))
_INNER = frozenset("of the de la le du del al el and on upon - – au aux sur les des ez ul es e i".split())
_LONGEST_SHORT = 6
"""Letters of the longest short form."""
_CITY = 100_000
"""People of a town that a dateline names without its country."""
_NOT_FIRST = frozenset(("the", "mr", "mr.", "mrs.", "ms.", "dr."))
_ARTICLES = frozenset("al el ad an ar as ash at az ed es".split())
"""Arabic articles: “al-Ondra” begins with a small letter."""
_WEAK = frozenset("from to into toward towards through via between over onto reached".split())
Sort = Literal["name", "people", "unlisted"]


class Candidate(NamedTuple):
    """Tokens `first` to `last` (inclusive), their key, what the gazetteer has for it, and how it would name a place."""

    first: int
    last: int
    key: str
    entries: tuple[Entry, ...]
    sort: Sort


@lru_cache(maxsize=1)
def adjectives() -> dict[str, str]:
    """Words of peoples and regions that are no state's own (“Ohioan”, “European”) -> the key of the place."""
    return {row["word"]: fold(row["place"]) for row in read_table("linking/places_people.tsv")}


@lru_cache(maxsize=1)
def site_words() -> dict[str, str]:
    """Last words of the names of sites, roads and waters -> the class."""
    return {row["word"]: row["class"] for row in read_table("linking/places_sites.tsv")}


@lru_cache(maxsize=1)
def short_forms() -> dict[str, tuple[str, str, bool]]:
    """“Ky.” -> the key of the unit, its country, and whether it is a code that stands only behind a town."""
    rows = read_table("linking/places_short.tsv")
    return {r["form"]: (fold(r["place"]), r["country"], r["use"] == "code") for r in rows}


def candidates(parse: Parse) -> list[Candidate]:
    """All of them, overlapping, in order of their first token, the longest first."""
    capitals = [i for i, word in enumerate(parse.word) if word[0].isupper() or has_article(parse, i)]
    spans = list(_spans(parse, capitals))
    keys = [fold(parse.text[parse.start[first] : parse.end[last]]) for first, last in spans]
    index = gazetteer()
    index.prepare(keys)
    found: dict[tuple[int, int], Candidate] = {}
    for (first, last), key in zip(spans, keys, strict=True):
        entries = index.get(key)
        if entries and not (first == last and _is_code(parse, first, entries)):
            found[first, last] = Candidate(first, last, key, entries, "name")
    for first, last, entries in _shortened(parse, capitals):
        key = fold(parse.text[parse.start[first] : parse.end[last]])
        found[first, last] = Candidate(first, last, key, entries, "name")
    for first, last, entries in _peoples(parse, capitals):
        known = found.get((first, last))
        if known is None or not (known.entries[0].kind in ("region", "sea") or _chained(parse, last)):
            found[first, last] = Candidate(first, last, parse.lower[last], entries, "people")
    for first, last in _unlisted(parse, capitals):
        key = fold(parse.text[parse.start[first] : parse.end[last]])
        if key:
            found.setdefault((first, last), Candidate(first, last, key, (), "unlisted"))
    return sorted(found.values(), key=lambda c: (c.first, -c.last))


def _spans(parse: Parse, capitals: list[int]) -> Iterator[tuple[int, int]]:
    for first in capitals:
        if parse.lower[first] in _NOT_FIRST:
            continue
        for last in range(first, min(first + LONGEST, len(parse))):
            if parse.sent[last] != parse.sent[first]:
                break
            head = parse.word[last][0]
            if head.isupper() or (last > first and head.isdigit()):
                yield first, last
            elif last > first and parse.word[last] == "." and len(parse.word[last - 1]) < 6:
                yield first, last
            elif parse.lower[last] not in _INNER and head not in "'’":
                break


def has_article(parse: Parse, i: int) -> bool:
    """Whether “al-Ondra” begins here."""
    return (
        parse.word[i] in _ARTICLES
        and i + 2 < len(parse)
        and parse.word[i + 1] == "-"
        and parse.end[i] == parse.start[i + 1]
        and parse.word[i + 2][0].isupper()
    )


def _is_code(parse: Parse, i: int, entries: tuple[Entry, ...]) -> bool:
    """An acronym (“EU”) that is the name of a town somewhere: only countries (“UAE”) and the cities of datelines are
    written so."""
    word = parse.word[i]
    printed = parse.text[parse.start[i] : parse.end[i]]
    if len(word) > 5 or not word.isupper() or printed != word or any(e.kind == "country" for e in entries):
        return False
    opens = parse.sents[parse.sent[i]][0] == i and len(word) > 3
    return not (opens and any(e.population > _CITY and e.sort == OWN for e in entries))


def _chained(parse: Parse, last: int) -> bool:
    """“Canadian, Texas”: a town that is called like a people."""
    return last + 2 < len(parse) and parse.word[last + 1] == "," and parse.word[last + 2][0].isupper()


def _shortened(parse: Parse, capitals: list[int]) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
    known, index = short_forms(), gazetteer()
    for first in capitals:
        if parse.end[first] - parse.start[first] > _LONGEST_SHORT:
            continue
        for last in (first + 1, first) if first + 1 < len(parse) else (first,):
            form = known.get(parse.text[parse.start[first] : parse.end[last]])
            if form is None:
                continue
            key, country, code = form
            behind = first > 1 and parse.word[first - 1] == "," and parse.word[first - 2][0].isupper()
            entries = tuple(e for e in index.get(key) if e.country == country and e.kind in ("admin1", "city"))
            if entries and (behind or not code):
                best = min(entries, key=lambda e: (e.kind != "admin1", e.sort, -e.population))
                yield first, last, (best,)
                break


def _peoples(parse: Parse, capitals: list[int]) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
    known, more, index = states(), adjectives(), gazetteer()
    for i in capitals:
        for first in (i - 1, i):
            if first < 0 or parse.sent[first] != parse.sent[i]:
                continue
            words = parse.lower[i] if first == i else f"{parse.lower[first]} {parse.lower[i]}"
            state = known.get(words)
            if state is not None and state.use == "people":
                yield first, i, tuple(e for e in index.get(fold(state.name)) if e.kind == "country")
                break
            if words in more:
                yield first, i, index.get(more[words])
                break


def _unlisted(parse: Parse, capitals: list[int]) -> Iterator[tuple[int, int]]:
    """Entities of a place, and capitalised names that end in a word for a site (“Portava Bridge”)."""
    for first, past, kind in parse.entities():
        if kind not in ENTITIES:
            continue
        last = past - 1
        while first < last and (parse.lower[first] == "the" or not parse.word[first][0].isalnum()):
            first += 1
        while last > first and (parse.lower[last] in ("'s", "’s") or not parse.word[last][0].isalnum()):
            last -= 1
        if any(parse.word[i][0].isupper() for i in range(first, last + 1)):
            yield first, last
    yield from _located(parse, capitals)
    sites = site_words()
    for i in capitals:
        if parse.lower[i] not in sites:
            continue
        first = i
        while first > 0 and i - first < 5 and parse.sent[first - 1] == parse.sent[i] and _joins(parse, first - 1):
            first -= 1
        while first < i and (not parse.word[first][0].isupper() or parse.lower[first] == "the"):
            first += 1
        if first < i:
            yield first, i


def _located(parse: Parse, capitals: list[int]) -> Iterator[tuple[int, int]]:
    """The whole capitalised name behind “in”, “from”, “the village of”, a verb (“raided Ondrava”), before “village”, or
    in a list with such a name."""
    ends: set[int] = set()
    for first in capitals:
        if parse.lower[first] == "the":
            continue
        last = _end_of_name(parse, first)
        if _stands_as_place(parse, first, last, ends):
            ends.add(last)
            yield first, last


def _stands_as_place(parse: Parse, first: int, last: int, ends: set[int]) -> bool:
    behind = last + 1 < len(parse) and parse.lower[last + 1] in place_words("settlement")
    if not first or parse.sent[first - 1] != parse.sent[first]:
        return _told_town(parse, last)
    before = parse.lower[first - 1]
    if before == "of":
        return first > 1 and (
            parse.lower[first - 2] in place_words("settlement") or parse.lower[first - 2] in site_words()
        )
    if before in (",", "and", "or"):
        return first - 2 in ends
    if before in place_words("strong") or before in _WEAK or parse.pos[first - 1] == "VERB":
        return True
    return (behind and not parse.word[first - 1][0].isupper()) or _told_town(parse, last)


def _told_town(parse: Parse, last: int) -> bool:
    """“Ondrava, a garrison town”."""
    if last + 3 >= len(parse) or parse.word[last + 1] != "," or parse.lower[last + 2] not in ("a", "an", "the"):
        return False
    return any(parse.lower[i] in place_words("settlement") for i in range(last + 3, min(last + 6, len(parse))))


def _end_of_name(parse: Parse, first: int) -> int:
    """The last token of a capitalised name: “Ondra-Vale”, “Pol-e Ondra”, “al-Ondra”."""
    last = first
    while last + 1 < len(parse) and last - first < LONGEST:
        if _continues(parse, last + 1):
            last += 1
        elif _is_tied(parse, last):
            last += 2
            if parse.word[last][0].islower() and not (last + 1 < len(parse) and _continues(parse, last + 1)):
                return last - 2
        else:
            break
    return last


def _is_tied(parse: Parse, i: int) -> bool:
    """A hyphen without blanks joins the token to the next but one."""
    if i + 2 >= len(parse) or parse.word[i + 1] != "-" or parse.sent[i + 2] != parse.sent[i]:
        return False
    tight = parse.end[i] == parse.start[i + 1] and parse.end[i + 1] == parse.start[i + 2]
    return tight and (parse.word[i + 2][0].isupper() or len(parse.word[i + 2]) == 1)


def _continues(parse: Parse, i: int) -> bool:
    return parse.word[i][0].isupper() and parse.sent[i] == parse.sent[i - 1]


def _joins(parse: Parse, i: int) -> bool:
    return (
        parse.word[i][0].isupper() or parse.lower[i] in ("of", "de", "la", "al", "-") or parse.lower[i] in ("'s", "’s")
    )
