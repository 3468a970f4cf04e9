"""A total that is told as a list: “seven women, five men and five children were taken”, “two watchmen and a clerk”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from saidwho.coding.codebook import load_codebook
from saidwho.coding.tolls_found import Found
from saidwho.parsing import Parse
from saidwho.records import Span

_BETWEEN = frozenset(("NOUN", "ADJ", "PROPN", "PUNCT", "CCONJ", "DET", "NUM"))
_APART = frozenset((";", ":", "(", "–", "—", "-"))


def summed(parse: Parse, found: Sequence[Found]) -> list[Found]:
    """The figures, with the sum of each list of exact figures put before its parts.

    People of both sides of a fight (soldiers and rebels) are not added up, nor who was hurt elsewhere or otherwise.
    """
    out: list[Found] = []
    n = 0
    while n < len(found):
        past = n + 1
        while past < len(found) and _goes_on(parse, found[past - 1], found[past]):
            past += 1
        each = found[n:past]
        out += [each[0]] if len(each) == 1 else _with_sum(each) if not _definite(parse, each) else _with_parts(each)
        n = past
    places = {(f.token, f.span) for f in found}
    told = [f for f in out if f.part_of is not None or (f.token, f.span) in places]
    parts = {id(old): new for old, new in zip(found, told, strict=True)}
    return [replace(f, part_of=_whole(parts, f.part_of)) if f.part_of is not None else f for f in out]


def _whole(parts: dict[int, Found], total: Found) -> Found:
    """What a part of the part of a list is a part of: the sum."""
    new = parts.get(id(total), total)
    return new.part_of or new


def _with_sum(each: Sequence[Found]) -> list[Found]:
    total = sum(f.low or 0 for f in each)
    span = Span(each[0].span.start, max(each[-1].span.end, each[-1].who.end if each[-1].who else 0))
    whole = replace(each[0], span=span, low=total, high=total, best=total, who=None, person=None)
    return [whole, *(replace(f, part_of=whole) for f in each)]


def _definite(parse: Parse, each: Sequence[Found]) -> bool:
    """“The 14 foreigners, six Iraqis and eight Turks”: a total with its parts."""
    first = parse.tokens_in(each[0].span)[0]
    rest = sum(f.low or 0 for f in each[1:])
    return first > 0 and parse.lower[first - 1] in ("the", "these", "those") and rest <= (each[0].low or 0)


def _with_parts(each: Sequence[Found]) -> list[Found]:
    return [each[0], *(replace(f, part_of=each[0]) for f in each[1:])]


def _goes_on(parse: Parse, before: Found, found: Found) -> bool:
    """Whether a figure is the next of one list."""
    alike = before.kind == found.kind and before.background == found.background
    exact = all(f.low is not None and f.low == f.high and f.low > 0 and not f.approximate for f in (before, found))
    plain = all(f.part_of is None and f.person is None and not f.superseded and f.who for f in (before, found))
    if not (alike and exact and plain) or parse.sent[before.token] != parse.sent[found.token]:
        return False
    first = parse.tokens_in(found.span)[0]
    between = range(parse.tokens_in(before.span)[-1] + 1, first)
    words = [parse.lower[i] for i in between]
    if any(parse.pos[i] not in _BETWEEN or parse.word[i] in _APART for i in between) or len(words) > 6:
        return False
    if not words or words[-1] not in ("and", ",") or parse.lower[first : first + 2] == ["another", "one"]:
        return False
    sides = {_side(parse, before), _side(parse, found)}
    return (len(sides) == 1 or "armed" not in sides) and not _tells_of_another(parse, found)


def _side(parse: Parse, found: Found) -> str:
    """Of the state's forces, of others under arms, or neither."""
    words = {parse.lemma[i] for i in parse.tokens_in(found.who)} if found.who else set()
    classes = load_codebook().classes
    if words & (classes["troops"] | classes["police"]):
        return "state"
    return "armed" if words & classes["armed"] else ""


def _tells_of_another(parse: Parse, found: Found) -> bool:
    """“Two others in Kest”: people elsewhere."""
    behind = parse.tokens_in(found.span)[-1] + 1
    return bool({"others", "more", "other"} & set(parse.lower[behind : behind + 2]))
