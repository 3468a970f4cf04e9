"""Places named in the text, resolved to the gazetteer, and the place of an event.

A place is read from the words of the event itself before those around it; what cannot be told apart stays open.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from saidwho.linking.gazetteer import Entry, fold, gazetteer, ordinary_words
from saidwho.linking.names_found import find_names
from saidwho.linking.names_tables import states
from saidwho.linking.places_people import Surnames, is_person, surnames
from saidwho.linking.places_reach import Reach
from saidwho.parsing import Parse
from saidwho.records import Article, Attribution, EventMention, Place, Span

LONGEST = 5
"""Words of the longest name looked up."""
LEAST = 0.2
"""Score below which a name stays unresolved: a small town of a country that the report never names."""
LOCATIVE = frozenset("in at near outside around across inside over into throughout within from off of to".split())
STRONG = frozenset("in at near outside around across inside throughout within off".split())
FINENESS = {"site": 5, "city": 4, "admin2": 3, "admin1": 2, "region": 1, "sea": 1, "country": 0}
_CUES = frozenset("province state region city town village governorate district county oblast department".split())
_SITES = frozenset("town city village north south east west outskirts province capital".split())
_ABROAD = ("embass", "consul", "base", "ship", "troop")
_AREA = frozenset("province state region governorate county oblast department".split())


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
        area = last + 1 < len(parse) and parse.lower[last + 1] in _AREA
        key = (fold(parse.quote(parse.span(first, last))), f"{within}{area}")
        if key not in senses:
            senses[key] = _resolve(parse, first, last, entries, context, within, area)
        span = parse.span(first, last)
        place = replace(senses[key], span=span, as_written=parse.quote(span))
        out.append(Named(first, last, place, _is_locative(parse, first, last)))
    return out


def _names(parse: Parse) -> Iterable[tuple[int, int, tuple[Entry, ...]]]:
    index, words, people = gazetteer(), ordinary_words(), surnames(parse)
    i, n = 0, len(parse)
    while i < n:
        found = None
        if parse.word[i][0].isupper() and parse.pos[i] in ("PROPN", "ADJ", "NOUN", "X"):
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
        return _is_locative(parse, first, last) and kind != "DATE"
    whole_begins = parse.ent_begin[first] or not kind
    whole_ends = last + 1 >= len(parse) or not parse.ent[last + 1] or parse.ent_begin[last + 1]
    if kind in ("ORG", "PERSON", "NORP", "PRODUCT", "EVENT") and not (whole_begins and whole_ends):
        return False
    if kind == "ORG" and parse.dep[last] == "compound":
        return False
    opens = parse.sents[parse.sent[first]][0] == first == last
    if not kind and opens and not _is_locative(parse, first, last):
        return False
    neighbours = (first - 1, last + 1)
    for j in neighbours:
        joined = 0 <= j < len(parse) and parse.sent[j] == parse.sent[first] and parse.pos[j] == "PROPN"
        if joined and not kind and parse.head[j] in range(first, last + 1):
            return False
        if joined and not kind and j == last + 1 and parse.head[last] == j:
            return parse.lower[j] in _CUES
    return True


def _is_locative(parse: Parse, first: int, last: int) -> bool:
    """Behind a preposition of place, or in a list or chain that stands behind one."""
    j = first - 1
    for _ in range(6):
        if j < 0 or parse.sent[j] != parse.sent[first]:
            return False
        word = parse.lower[j]
        if word in STRONG:
            return True
        if word in ("of", "to", "from", "on"):
            return any(parse.lower[k] in _SITES for k in range(max(0, j - 2), j))
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
    for entry in entries:
        score = 0.06 * math.log10(entry.population + 10)
        score += 0.45 * min(1.0, 2.0 * context[entry.country or ""] / total) if entry.country else 0.0
        score += 0.45 if entry.kind in ("country", "region", "sea", "site") else 0.0
        score += 0.1 if entry.kind == "admin1" else 0.0
        if area:
            score += 0.4 if entry.kind in ("admin1", "region") else -0.2
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


def link_places(
    parse: Parse, article: Article, attributions: Sequence[Attribution], mentions: Sequence[EventMention]
) -> tuple[EventMention, ...]:
    """The mentions with their place: of the event's own words, its target's, its sentence's, its paragraph's.

    The dateline, the seat of a speaker and an accused country are never it.
    """
    named = _free(parse, find_places(parse, article))
    starts = [n.place.span.start for n in named]
    siblings: dict[Span, list[Span]] = {}
    for m in mentions:
        siblings.setdefault(m.trigger, []).extend(r.span for r in m.roles if r.name == "target")
    contents = {a.id: a.content for a in attributions}
    barred = _barred(attributions, named, starts)
    reach = Reach(parse, attributions, mentions)
    return tuple(_with_place(article, m, named, starts, contents, barred, siblings[m.trigger], reach) for m in mentions)


def _free(parse: Parse, named: Sequence[Named]) -> list[Named]:
    """Without the places that are part of a party's name (“the Front of Portava”)."""
    taken: set[int] = set()
    for name in find_names(parse):
        if name.sort not in ("place", "state"):
            taken.update(range(name.first, name.last + 1))
    return [n for n in named if not (n.first in taken and not _whole(n, taken))]


def _whole(n: Named, taken: set[int]) -> bool:
    """The place is the whole of the name: found to be a place after all."""
    return n.first - 1 not in taken and n.last + 1 not in taken


def _barred(attributions: Sequence[Attribution], named: Sequence[Named], starts: Sequence[int]) -> set[int]:
    """Offsets of names in a source, or behind a cue and outside of what is said (“told reporters in X”)."""
    found: set[int] = set()
    for a in attributions:
        zones = [*a.source, *(Span(c.start, c.end + 60) for c in a.cue)]
        for zone in zones:
            for n in _within(named, starts, zone):
                if not any(c.start <= n.place.span.start < c.end for c in a.content):
                    found.add(n.place.span.start)
    return found


def _within(named: Sequence[Named], starts: Sequence[int], span: Span) -> Iterable[Named]:
    at = bisect_left(starts, span.start)
    while at < len(named) and named[at].place.span.start < span.end:
        yield named[at]
        at += 1


def _with_place(
    article: Article,
    mention: EventMention,
    named: Sequence[Named],
    starts: Sequence[int],
    contents: dict[str, tuple[Span, ...]],
    barred: set[int],
    siblings: Sequence[Span],
    reach: Reach,
) -> EventMention:
    own = [n for r in mention.roles if r.name == "place" for n in _within(named, starts, r.span)]
    if own:
        return replace(mention, place=_finest(own, mention.trigger))
    for role in mention.roles:
        if role.name in ("target", "victim"):
            inside = [n for n in _within(named, starts, role.span) if n.locative]
            if inside:
                return replace(mention, place=replace(_finest(inside, mention.trigger), inferred_from="target"))
    of_target = _of_target(mention)
    if of_target is not None:
        return replace(mention, place=of_target)
    held = contents.get(mention.attribution)

    def usable(n: Named) -> bool:
        at = n.place.span.start
        inside = held is None or any(c.start <= at < c.end for c in held)
        of_another = any(s.start <= at < s.end for s in siblings)
        return n.locative and at not in barred and inside and not of_another and n.place.name is not None

    near = [n for n in _within(named, starts, mention.sentence) if usable(n)]
    near = [n for n in near if reach.reaches(n.place.span, mention.trigger)]
    if near:
        return replace(mention, place=replace(_finest(near, mention.trigger), inferred_from="sentence"))
    paragraph = next((p.span for p in article.paragraphs if p.span.start <= mention.trigger.start < p.span.end), None)
    if paragraph is not None:
        before = [n for n in _within(named, starts, Span(paragraph.start, mention.sentence.start)) if n.locative]
        before = [n for n in before if n.place.span.start not in barred and n.place.name]
        if before:
            return replace(mention, place=replace(before[-1].place, inferred_from="paragraph"))
    unlisted = next((r for r in mention.roles if r.name == "place"), None)
    reason = "its place is not in the gazetteer" if unlisted else "no place told with it"
    return replace(mention, unknown={**mention.unknown, "place": reason})


def _of_target(mention: EventMention) -> Place | None:
    """What a state calls its own stands in that state (“the Arlandic ministry”); an embassy or a base may not."""
    for target in mention.targets:
        words = target.as_written.casefold()
        if target.kind not in ("state building", "infrastructure") or any(w in words for w in _ABROAD):
            continue
        country = target.id or _state_in(words)
        if country:
            return Place(
                span=target.span,
                as_written=target.as_written,
                country=country,
                precision="country",
                score=0.4,
                inferred_from="target",
                unknown={"name": "no gazetteer place told; the country is that of the target"},
            )
    return None


def _state_in(words: str) -> str | None:
    """The one state that an adjective or a name in the words points to."""
    known = states()
    found = {known[w].id for w in re.findall(r"\w+", words) if w in known}
    return found.pop() if len(found) == 1 else None


def _finest(named: Sequence[Named], trigger: Span) -> Place:
    """The most exact resolved place, then the nearest; the rest are named beside it."""

    def rank(n: Named) -> tuple[bool, int, int]:
        distance = max(n.place.span.start - trigger.end, trigger.start - n.place.span.end, 0)
        return (n.place.name is None, -FINENESS.get(n.place.precision or "", 0), distance)

    ordered = sorted(named, key=rank)
    best = ordered[0].place
    rest = [f"{n.place.name}, {n.place.country}" for n in ordered[1:] if n.place.name and n.place.name != best.name]
    return replace(best, others=tuple(dict.fromkeys((*rest, *best.others))))
