"""Places named in the text, told from people and parties and resolved to the gazetteer.

What cannot be told apart stays open.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from saidwho.linking.gazetteer import Entry, fold, gazetteer, ordinary_words
from saidwho.linking.names_tables import states
from saidwho.linking.places_people import Surnames, is_person, surnames
from saidwho.parsing import Parse
from saidwho.records import Article, Place
from saidwho.resources import read_table

LONGEST = 5
"""Words of the longest name looked up."""
LEAST = 0.2
"""Score below which a name stays unresolved: a small town of a country that the report never names."""


@lru_cache(maxsize=8)
def place_words(name: str) -> frozenset[str]:
    """Words of a class of `linking/places_words.tsv`."""
    return frozenset(row["word"] for row in read_table("linking/places_words.tsv") if row["class"] == name)


@dataclass(frozen=True, slots=True)
class Named:
    """A place name in the text: tokens `first` to `last` (inclusive), and what it resolves to."""

    first: int
    last: int
    place: Place
    locative: bool


def find_places(parse: Parse, article: Article) -> list[Named]:
    """Every place name of title and body in order, resolved one sense a name."""
    names = list(_names(parse))
    context = _context(parse, names)
    senses: dict[tuple[str, str | None], Place] = {}
    out: list[Named] = []
    for first, last, entries in names:
        within = _chain(parse, last, entries)
        area = last + 1 < len(parse) and parse.lower[last + 1] in place_words("area")
        key = (fold(parse.quote(parse.span(first, last))), f"{within}{area}")
        if key not in senses:
            senses[key] = _resolve(parse, first, last, entries, context, within, area)
        span = parse.span(first, last)
        place = replace(senses[key], span=span, as_written=parse.quote(span))
        out.append(Named(first, last, place, is_locative(parse, first, last)))
    return out


def _names(parse: Parse) -> Iterable[tuple[int, int, tuple[Entry, ...]]]:
    index, words, people = gazetteer(), ordinary_words(), surnames(parse)
    i, n = 0, len(parse)
    while i < n:
        found = None
        called = parse.pos[i] in ("PROPN", "ADJ", "NOUN", "X") or parse.ent[i] in ("GPE", "LOC")
        if parse.word[i][0].isupper() and called:
            for length in range(min(LONGEST, n - i), 0, -1):
                last = i + length - 1
                if parse.sent[last] != parse.sent[i] or not _may_end(parse, last):
                    continue
                key = fold(parse.text[parse.start[i] : parse.end[last]])
                entries = () if key in words else _entries(parse, i, last, index.get(key))
                if entries and _is_place(parse, i, last) and not _is_called(parse, i, last, entries, people):
                    found = (i, last, entries)
                    break
        if found:
            yield found
            i = found[1] + 1
        else:
            i += 1


def _is_called(parse: Parse, first: int, last: int, entries: tuple[Entry, ...], people: Surnames) -> bool:
    """Whether somebody is called so rather than a place; hardly anybody is called like a country."""
    return entries[0].kind != "country" and is_person(parse, first, last, people)


def _entries(parse: Parse, first: int, last: int, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Without the towns where the word is an acronym (“EU”, “NATO”): only countries are written so (“UAE”)."""
    word = parse.word[first]
    if first == last and len(word) < 6 and word.isupper() and entries:
        return tuple(e for e in entries if e.kind == "country")
    return entries


def _may_end(parse: Parse, last: int) -> bool:
    return parse.word[last][0].isupper() or parse.word[last][0].isdigit()


def _is_place(parse: Parse, first: int, last: int) -> bool:
    """A name of the gazetteer that is no part of a person's or an organisation's name, nor an adjective."""
    kind = parse.ent[first]
    if parse.tag[last] in ("JJ", "NNS") and kind == "NORP":
        return False
    if first == last and kind in ("PERSON", "WORK_OF_ART", "LAW", "EVENT", "PRODUCT", "DATE", "LANGUAGE"):
        return is_locative(parse, first, last) and kind != "DATE"
    whole_begins = parse.ent_begin[first] or not kind
    whole_ends = last + 1 >= len(parse) or not parse.ent[last + 1] or parse.ent_begin[last + 1]
    if kind in ("ORG", "PERSON", "NORP", "PRODUCT", "EVENT") and not (whole_begins and whole_ends):
        return False
    if kind == "ORG" and parse.dep[last] == "compound":
        return False
    opens = parse.sents[parse.sent[first]][0] == first == last
    if not kind and opens and not is_locative(parse, first, last):
        return False
    neighbours = (first - 1, last + 1)
    for j in neighbours:
        joined = 0 <= j < len(parse) and parse.sent[j] == parse.sent[first] and parse.pos[j] == "PROPN"
        if joined and not kind and parse.head[j] in range(first, last + 1):
            return False
        if joined and not kind and j == last + 1 and parse.head[last] == j:
            return parse.lower[j] in place_words("area") | place_words("settlement")
    return True


def _parts_of_places() -> frozenset[str]:
    return place_words("side") | place_words("settlement") | place_words("area")


def is_locative(parse: Parse, first: int, last: int) -> bool:
    """Behind a preposition of place, or in a list or chain that stands behind one."""
    j = first - 1
    for _ in range(6):
        if j < 0 or parse.sent[j] != parse.sent[first]:
            return False
        word = parse.lower[j]
        if word in place_words("strong"):
            return True
        if word in ("of", "to", "from", "on"):
            return any(parse.lower[k] in _parts_of_places() for k in range(max(0, j - 2), j))
        if word not in ("and", ",") and parse.pos[j] not in ("ADJ", "PROPN", "DET", "NOUN"):
            return False
        j -= 1
    return False


def _context(parse: Parse, names: Sequence[tuple[int, int, tuple[Entry, ...]]]) -> Counter[str]:
    """How often the report names each country, by name or by adjective."""
    counts: Counter[str] = Counter()
    for _, _, entries in names:
        if entries[0].kind == "country" and entries[0].country:
            counts[entries[0].country] += 2
    known = states()
    for i, word in enumerate(parse.lower):
        state = known.get(word) if parse.word[i][0].isupper() else None
        if state is not None and state.use != "name":
            counts[state.id] += 1
    return counts


def _chain(parse: Parse, last: int, entries: tuple[Entry, ...]) -> str | None:
    """“Aleppo, Syria”: the country or unit behind the comma that one of the entries lies in."""
    if last + 2 >= len(parse) or parse.word[last + 1] not in (",", "("):
        return None
    for length in (3, 2, 1):
        end = last + 1 + length
        if end >= len(parse):
            continue
        outer = gazetteer().get(fold(parse.text[parse.start[last + 2] : parse.end[end]]), ())
        for entry in outer:
            for inner in entries:
                if entry.kind == "country" and inner.country == entry.country and inner.kind != "country":
                    return entry.country
                in_unit = inner.kind == "city" and (inner.country, inner.admin1) == (entry.country, entry.name)
                if entry.kind == "admin1" and in_unit:
                    return f"{entry.country}.{entry.name}"
    return None


def _resolve(
    parse: Parse,
    first: int,
    last: int,
    entries: tuple[Entry, ...],
    context: Counter[str],
    within: str | None,
    area: bool,
) -> Place:
    span = parse.span(first, last)
    total = sum(context.values()) or 1
    scored = []
    alone = {entry.kind for entry in entries} <= {"admin1", "admin2"} and len({entry.country for entry in entries}) == 1
    for entry in entries:
        people = 0 if entry.kind in ("admin1", "admin2") else entry.population
        score = 0.06 * math.log10(people + 10)
        score += 0.45 * min(1.0, 2.0 * context[entry.country or ""] / total) if entry.country else 0.0
        score += 0.45 if entry.kind in ("country", "region", "sea", "site") else 0.0
        twin = any(e.kind == "city" and e.country == entry.country and e.population > 20_000 for e in entries)
        score += 0.1 if entry.kind == "admin1" and not twin else 0.0
        score -= 0.1 if entry.sort else 0.0
        score += 0.2 if alone else 0.0
        if area:
            score += 0.4 if entry.kind in ("admin1", "admin2", "region") else -0.2
        if within and within in (entry.country, f"{entry.country}.{entry.admin1}"):
            score += 0.5
        scored.append((round(min(score, 1.0), 3), entry))
    scored.sort(key=lambda pair: (-pair[0], -pair[1].population, pair[1].geonames or 0))
    best_score, best = scored[0]
    others = tuple(dict.fromkeys(f"{e.name}, {e.country}" for _, e in scored[1:4] if e.country != best.country))
    if best_score < LEAST:
        reason = "a name of several places, none near the countries of the report"
        others = (f"{best.name}, {best.country}", *others)
        return Place(span, parse.quote(span), others=others, unknown={"place": reason})
    precision = {"sea": "region"}.get(best.kind, best.kind)
    return Place(
        span=span,
        as_written=parse.quote(span),
        name=best.name,
        geonames=best.geonames,
        country=best.country,
        admin1=best.admin1,
        precision=precision,  # type: ignore[arg-type]
        lat=best.lat,
        lon=best.lon,
        position=position_of(best),
        score=best_score,
        others=others,
    )


def position_of(entry: Entry) -> Literal["gazetteer", "approximate"] | None:
    """Only towns have a point of their own."""
    if entry.lat is None:
        return None
    return "gazetteer" if entry.kind == "city" else "approximate"
