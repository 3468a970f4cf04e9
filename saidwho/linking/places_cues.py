"""What tells the name of a place from other names: the cues that the recogniser weighs, each a short string.

No cue holds a name: words beside the candidate count only where they are ordinary words or what sites are called.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from saidwho.linking.gazetteer import Entry, gazetteer
from saidwho.linking.names_tables import organisation, titles
from saidwho.linking.places_names import Candidate, site_words
from saidwho.linking.places_people import Surnames, surnames
from saidwho.linking.places_words import place_words
from saidwho.parsing import Parse

_STRONG = frozenset("in at near outside around across inside throughout within off".split())
_FEWEST = 500
"""People of the smallest town that the weights have seen: a dump's villages count as such."""
_WEAK = frozenset("of to from on into toward towards through via over between".split())


@dataclass(slots=True)
class Scene:
    """What the whole article tells about its names."""

    people: Surnames
    small: frozenset[str]
    located: set[str] = field(default_factory=set)
    chained: set[str] = field(default_factory=set)
    called: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, set[str]] = field(default_factory=dict)
    begins: dict[int, list[Candidate]] = field(default_factory=dict)
    ends: dict[int, list[Candidate]] = field(default_factory=dict)


def scene(parse: Parse, found: list[Candidate]) -> Scene:
    """The cues of an article that its single names share."""
    made = Scene(surnames(parse), frozenset(w for w, raw in zip(parse.lower, parse.word, strict=True) if raw == w))
    for c in found:
        made.begins.setdefault(c.first, []).append(c)
        made.ends.setdefault(c.last, []).append(c)
    for c in found:
        if c.sort == "people":
            continue
        made.called[c.key] = made.called.get(c.key, 0) + 1
        made.kinds.setdefault(c.key, set()).add(parse.ent[c.first])
        if parse.lower[c.first - 1] in _STRONG and c.first:
            made.located.add(c.key)
        if within(parse, c, made):
            made.chained.add(c.key)
    return made


def within(parse: Parse, c: Candidate, made: Scene) -> Candidate | None:
    """The wider place behind the comma (“Aleppo, Syria”) that an entry of the name lies in."""
    at = c.last + 2
    if at >= len(parse) or parse.word[c.last + 1] not in (",", "(") or parse.sent[at] != parse.sent[c.last]:
        return None
    for outer in made.begins.get(at, ()):
        if outer.sort == "name" and any(lies_in(inner, o) for inner in c.entries for o in outer.entries[:4]):
            return outer
    return None


def lies_in(inner: Entry, outer: Entry) -> bool:
    """Whether a place is part of a wider one."""
    if inner.kind == outer.kind or inner.country != outer.country or not outer.country:
        return False
    if outer.kind == "country":
        return True
    if outer.kind == "admin1":
        return inner.admin1 == outer.name
    return outer.kind == "admin2" and inner.admin2 == outer.name and inner.admin1 == outer.admin1


def cues(parse: Parse, c: Candidate, made: Scene) -> list[str]:
    """All cues of a candidate."""
    found = [*_entity(parse, c), *_gazetteer(parse, c), *_words(parse, c, made), *_article(parse, c, made)]
    kind, top = found[0], found[2]
    locative = "loc" if "prev=strong" in found else "-"
    found += [f"{kind}&{top}", f"{kind}&{locative}", f"{top}&{locative}&{c.sort}"]
    if c.first and parse.sent[c.first - 1] == parse.sent[c.first]:
        before = parse.lower[c.first - 1]
        if before in _STRONG or before in _WEAK:
            found.append(f"{before}&{top}")
            alone = c.first == c.last and parse.lower[c.last] not in made.people
            found.append(f"{before}&{alone}&{c.sort}&{parse.ent[c.first] or '-'}")
            if c.first > 1 and parse.sent[c.first - 2] == parse.sent[c.first]:
                found.append(f"prev2={_plain(parse, c.first - 2)}&{before}")
    found += _frame(parse, c)
    return found


def _frame(parse: Parse, c: Candidate) -> Iterator[str]:
    """“From X to Y”, “between X and Y”, “X, a town”."""
    first, past, n = c.first, c.last + 1, len(parse)
    for opens, joins in (("from", "to"), ("between", "and")):
        if first and parse.lower[first - 1] == opens and past + 1 < n:
            if parse.lower[past] == joins and parse.word[past + 1][0].isupper():
                yield f"frame={opens}.first.{c.sort}"
        elif first > 2 and parse.lower[first - 1] == joins and parse.word[first - 2][0].isupper():
            begin = max(parse.sents[parse.sent[first]][0], first - 6)
            if any(parse.lower[i] == opens for i in range(begin, first - 2)):
                yield f"frame={opens}.second.{c.sort}"
    if past + 2 < n and parse.word[past] == "," and parse.lower[past + 1] in ("a", "an", "the"):
        nouns = (i for i in range(past + 2, min(past + 5, n)) if parse.pos[i] == "NOUN")
        noun = next(nouns, None)
        if noun is not None:
            place = parse.lower[noun] in place_words("settlement") or parse.lower[noun] in site_words()
            yield f"called={parse.lower[noun] if place else 'other'}"


def _entity(parse: Parse, c: Candidate) -> Iterator[str]:
    first, last = c.first, c.last
    kind = parse.ent[first] or "none"
    begins = parse.ent_begin[first] or not parse.ent[first]
    past = last + 1
    ends = past >= len(parse) or not parse.ent[past] or parse.ent_begin[past] or parse.lower[past] in ("'s", "’s")
    mixed = any(parse.ent[i] != parse.ent[first] for i in range(first, last + 1))
    shape = "mixed" if mixed else f"{'B' if begins else 'i'}{'E' if ends else 'i'}"
    if not begins and first and parse.lower[first - 1] == "the" and (first < 2 or parse.ent_begin[first - 1]):
        shape = f"B{shape[1:]}"
    yield f"ent={kind}.{shape}"
    yield f"ent={kind}"


def _gazetteer(parse: Parse, c: Candidate) -> Iterator[str]:
    if not c.entries:
        yield f"top={c.sort}.none"
        return
    best = min(c.entries, key=lambda e: (e.sort, {"country": 0, "region": 1, "sea": 1}.get(e.kind, 2), -e.population))
    yield f"top={c.sort}.{best.kind}.{best.sort}"
    yield f"top={c.sort}"
    people = max(e.population for e in c.entries)
    if people < _FEWEST and gazetteer().imported and any(e.kind == "city" for e in c.entries):
        people = _FEWEST
    yield f"people={int(math.log10(people + 1))}.{c.last - c.first > 0}"
    yield f"kinds={'+'.join(sorted({e.kind for e in c.entries}))}"
    yield f"twins={min(4, int(math.log2(len(c.entries))))}"


def _words(parse: Parse, c: Candidate, made: Scene) -> Iterator[str]:
    first, last, n = c.first, c.last, len(parse)
    yield f"pos={'+'.join(parse.pos[i] for i in range(first, last + 1)[:3])}"
    yield f"tag={parse.tag[last]}"
    yield f"dep={parse.dep[last]}"
    yield f"words={last - first + 1}"
    word = parse.word[first]
    yield f"shape={'upper' if word.isupper() and len(word) > 1 else 'dot' if '.' in word else 'title'}"
    left = first > 0 and parse.word[first - 1][0].isupper() and parse.sent[first - 1] == parse.sent[first]
    right = last + 1 < n and parse.word[last + 1][0].isupper() and parse.sent[last + 1] == parse.sent[last]
    yield f"inside={left:d}{right:d}"
    if first != last:
        yield f"last={site_words().get(parse.lower[last], '-')}"
        yield f"end={_plain(parse, last)}"
    else:
        yield f"only={site_words().get(parse.lower[last], '-')}"
    begins, past = parse.sents[parse.sent[first]]
    if first == begins:
        yield "prev=begin"
    else:
        before = parse.lower[first - 1]
        yield "prev=strong" if before in _STRONG else "prev=weak" if before in _WEAK else "prev=other"
        yield f"prev={_plain(parse, first - 1)}"
        if parse.lower[first - 1] == "the" and first - 1 > begins:
            yield f"prevthe={_plain(parse, first - 2)}"
        if before in (",", "and", "or", "-"):
            yield f"list={any(p.last == first - 2 for p in made.ends.get(first - 2, ()))}"
        if before in titles():
            yield "title"
    if last + 1 >= past:
        yield "next=end"
    else:
        yield f"next={_plain(parse, last + 1)}"
        yield f"nextpos={parse.pos[last + 1]}.{parse.ent[last + 1] or '-'}"
        if last + 2 < n and parse.word[last + 1] in ("'s", "’s", ","):
            yield f"next2={_plain(parse, last + 2)}"


def _plain(parse: Parse, i: int) -> str:
    """A word that is no name: in small letters, or what a site or unit is called; else its shape."""
    word = parse.word[i]
    if word[0].islower() or parse.lower[i] in site_words():
        return parse.lemma[i] if word[0].islower() and parse.pos[i] in ("VERB", "NOUN", "AUX") else parse.lower[i]
    if not word[0].isalnum():
        return word
    if word[0].isdigit():
        return "#"
    return f"Aa.{parse.pos[i]}.{parse.ent[i] or '-'}"


def _article(parse: Parse, c: Candidate, made: Scene) -> Iterator[str]:
    if c.sort != "people":
        yield f"located={c.key in made.located}"
        yield f"chained={c.key in made.chained}"
        yield f"times={min(4, made.called.get(c.key, 0))}"
        kinds = made.kinds.get(c.key, set())
        for kind in ("GPE", "PERSON", "ORG"):
            if kind in kinds and kind != parse.ent[c.first]:
                yield f"also={kind}"
    if within(parse, c, made):
        yield "chain"
    if c.first >= 2 and parse.word[c.first - 1] == ",":
        inner = made.ends.get(c.first - 2, ())
        if any(lies_in(i, o) for x in inner for i in x.entries for o in c.entries[:4]):
            yield "outer"
    last = parse.lower[c.last]
    if last in made.people:
        yield "surname"
    if c.first == c.last and last in made.small:
        yield "small"
    if organisation(parse.text[parse.start[c.first] : parse.end[c.last]]) is not None:
        yield "organisation"
