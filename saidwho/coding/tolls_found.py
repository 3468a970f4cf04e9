"""Counts of people to whom something was done: finds the counts, tells tolls from other numbers, parts from totals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from saidwho.coding.codebook import load_codebook
from saidwho.coding.numbers import Count, count_at
from saidwho.coding.tolls_kind import kind_of_count, noun_kind, toll_words, unreal, verb_kind
from saidwho.coding.tolls_lists import listed
from saidwho.coding.tolls_people import counted, is_person, is_thing, person_of, who_of
from saidwho.coding.tolls_single import singles_of
from saidwho.coding.tolls_time import is_background
from saidwho.parsing import Parse
from saidwho.records import Span, TollKind
from saidwho.resources import read_table

_TIMED = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "ORDINAL"))
_IN = frozenset(("in", "at", "near"))
_MARCHES = frozenset(("march", "rally", "demonstration", "riot", "sit-in", "explosion", "blast", "shooting"))
_HURT = frozenset(("dead", "injured", "wounded", "victims", "killed", "casualties", "hostages"))
_BACK = 3
"""Sentences over which a bare figure still means the toll before it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A figure with its kind: `token` its numeral, `verb` the word that says what was done, `who` the people.

    `person` is the surname of a named victim; `background` tells of a longer time or an earlier year.
    """

    kind: TollKind
    token: int
    span: Span
    low: int | None
    high: int | None
    best: int | None
    approximate: bool
    who: Span | None
    verb: int | None
    refers_back: bool
    part_of: Found | None = None
    person: str | None = None
    background: bool = False
    superseded: bool = False


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    return frozenset(w for row in read_table("coding/toll_units.tsv") for w in row["words"].split())


def find_tolls(parse: Parse) -> list[Found]:
    """Every toll of the text in order, sub-counts with the toll they are part of."""
    out: list[Found] = []
    taken: set[int] = set()
    i = 0
    while i < len(parse):
        count = count_at(parse, i)
        found = (
            _of_count(parse, count, out) if count is not None else _single(parse, i, taken) or _as_many(parse, i, out)
        )
        if found is not None:
            taken.add(found.token)
            out.append(found)
        i = count.last + 1 if count is not None else i + 1
    return out


def _as_many(parse: Parse, i: int, before: list[Found]) -> Found | None:
    """“Three were killed and as many injured”: the figure before, of another kind."""
    if (
        not before
        or parse.lower[i] != "many"
        or _word(parse, i - 1) != "as"
        or parse.sent[i] != parse.sent[before[-1].token]
    ):
        return None
    kind = toll_words()["state"].get(_word(parse, i + 1)) or toll_words()["state"].get(_word(parse, i + 2))
    if kind is None or kind == before[-1].kind:
        return None
    verb = i + 1 if _word(parse, i + 1) in toll_words()["state"] else i + 2
    return replace(before[-1], kind=kind, token=i, span=parse.span(i - 1, i), who=None, verb=verb, part_of=None)


def _of_count(parse: Parse, count: Count, before: list[Found]) -> Found | None:
    head = counted(parse, count)
    if _no_people(parse, count, head):
        return None
    total = _total_of(parse, count, head, before)
    kind, verb, back = kind_of_count(parse, count, head)
    if total is not None and (kind is None or kind == total.kind):
        kind, verb, back = total.kind, total.verb, False
    elif kind is None:
        total = None
        kind, verb, back = _same_again(parse, count, head, before)
    else:
        total = _died_later(parse, count, verb, before) if kind == "killed" else None
    if kind is None or unreal(parse, verb if verb is not None else count.core):
        return None
    return Found(
        kind=kind,
        token=count.core,
        span=parse.span(count.first, count.last),
        low=count.low,
        high=count.high,
        best=count.best,
        approximate=count.approximate,
        who=who_of(parse, count, head),
        verb=verb,
        refers_back=back,
        part_of=total,
        background=is_background(parse, count.core),
    )


def _word(parse: Parse, i: int) -> str:
    return parse.lower[i] if 0 <= i < len(parse) else ""


def _no_people(parse: Parse, count: Count, head: int | None) -> bool:
    """Ages, dates, money, shares, distances, numbered things, things."""
    before, after = _word(parse, count.first - 1), _word(parse, count.last + 1)
    if before in listed("numbered") or before in listed("money"):
        return True
    if before in listed("degree") and not (before == "not" and _instead(parse, count)):
        return True
    if _an_age(parse, count, head) or _a_date(parse, count, head):
        return True
    if after in ("%", "th", "st", "nd", "rd") or after.startswith("-year"):
        return True
    if after in ("year", "years") or (after == "-" and _word(parse, count.last + 2).startswith("year")):
        return True
    if count.low == 1 and parse.lower[count.last + 1 : count.last + 3] in (["of", "the"], ["of", "those"]):
        return True
    if count.high == 0 and _word(parse, count.last + 1) == "of" and _word(parse, count.last + 3) in _HURT:
        return True  # “none of the injured were foreigners”
    if head is not None and (parse.lemma[head] in _units() or parse.lower[head] in _units()):
        return True
    counts = head is not None and noun_kind(parse, head) is not None
    if (
        not counts
        and head is not None
        and parse.pos[head] == "NOUN"
        and is_thing(parse, head)
        and not is_person(parse, head)
    ):
        return parse.lemma[head] not in listed("body")
    if before == "(" and after == ")":
        return True
    named = count.first > 1 and parse.pos[count.first - 2] == "PROPN" and before == ","
    if named and after in (",", ".", "") and count.first == count.last:
        return True
    if before in ("from", "to", "at", "is", "was") and {"toll", "number", "dead", "injured", "wounded"} & set(
        parse.lower[max(parse.sents[parse.sent[count.core]][0], count.first - 10) : count.first]
    ):
        return False
    if parse.dep[count.core] == "nsubjpass" and verb_kind(parse, parse.head[count.core]) is not None:
        return False
    if parse.ent[count.core] in _TIMED:
        return head is None or parse.tag[head] not in ("NNS", "NNPS") or parse.ent[head] in _TIMED
    return parse.ent[count.core] == "QUANTITY" and after in _units()


def _an_age(parse: Parse, count: Count, head: int | None) -> bool:
    """“A student of 19”, “a woman of 26”: of one person, and no “group of 12”."""
    of = parse.head[count.core]
    if (
        parse.lower[max(0, count.first - 3)] in ("youngest", "oldest", "eldest")
        and _word(parse, count.first - 2) == "of"
    ):
        return True  # “the youngest of them 14”
    if head is not None or count.first == 0 or parse.lower[count.first - 1] != "of" or parse.lower[of] != "of":
        return False
    whose = parse.head[of]
    plain = count.low is not None and count.low == count.high and count.low < 120
    return plain and parse.tag[whose] == "NN" and is_person(parse, whose) and parse.lemma[whose] not in listed("body")


def _a_date(parse: Parse, count: Count, head: int | None) -> bool:
    """“Saturday, Nov 8: three officers …”: a day behind a month, whatever the parser hangs it on."""
    before, after = _word(parse, count.first - 1), _word(parse, count.last + 1)
    day = count.low is not None and count.low == count.high and count.low < 32
    return day and before.rstrip(".") in listed("month") and (head is None or not after[:1].isalpha())


def _instead(parse: Parse, count: Count) -> bool:
    """“253 and not 359”: another figure for the same."""
    return parse.dep[count.core] == "conj" and parse.pos[parse.head[count.core]] == "NUM"


def _total_of(parse: Parse, count: Count, head: int | None, before: list[Found]) -> Found | None:
    """“including three children”, “five of them police”, “40 of the dead”: the toll it is part of."""
    if not before:
        return None
    last = before[-1].part_of or before[-1]
    ahead = parse.lower[max(parse.sents[parse.sent[count.core]][0], count.first - 3) : count.first]
    behind = parse.lower[count.last + 1 : count.last + 6]
    parts = toll_words()["part"]
    marked = (
        any(w in parts for w in ahead[-2:])
        or any(w in parts for w in behind[:1])
        or behind[:2] in (["of", "them"], ["of", "whom"])
    )
    marked = marked or ahead[-2:] in (["of", "them"], ["of", "whom"])
    marked = marked or _among_them(parse, count)
    if behind[:2] == ["of", "those"] and behind[2:3] != [] and behind[2] in toll_words()["state"]:
        totals = [f for f in before if f.part_of is None and f.kind == toll_words()["state"][behind[2]]]
        return _greater(totals, count)
    if not marked and (dead := _among(parse, count)) is not None:
        same = parse.sent[count.core] - parse.sent[last.token] <= _BACK and last.kind == dead
        return last if same else None
    if not marked:
        marked = behind[:1] == ["of"] and head is not None and parse.lemma[head] in toll_words()["noun"]
        if marked and parse.sent[count.core] - parse.sent[last.token] <= _BACK:
            return last
        kind = noun_kind(parse, head) if marked and head is not None else None
        return _greater([f for f in before if f.part_of is None and f.kind == kind], count) if kind else None
    same = parse.sent[last.token] == parse.sent[count.core]
    greater = last.high is None or count.low is None or count.low <= last.high
    return last if same and greater else None


def _greater(totals: list[Found], count: Count) -> Found | None:
    """The latest total that is not smaller than a part of it."""
    return next((f for f in reversed(totals) if f.low is None or (count.low or 0) <= f.low), None)


def _died_later(parse: Parse, count: Count, verb: int | None, before: list[Found]) -> Found | None:
    """“two more have died in hospital”, “three more bodies came to light”: part of the greater toll before it."""
    if verb is None or count.low is None:
        return None
    past = min(parse.right[verb] + 1, verb + 8)
    behind = parse.lower[verb + 1 : past]
    scene = any(behind[k : k + 2] in (["the", "hospital"], ["the", "hospitals"]) for k in range(len(behind)))
    later = parse.lemma[verb] == "die" and listed("later_death") & set(behind) and not scene
    found = parse.lemma[verb] in ("body", "corpse") and "more" in parse.lower[count.last + 1 : verb]
    if not (later or found):
        return None
    totals = [f for f in before if f.kind == "killed" and f.part_of is None and not f.background]
    return next((f for f in reversed(totals) if f.low is not None and f.low > count.low), None)


def _among_them(parse: Parse, count: Count) -> bool:
    """“two leaders among them”; not “47 women, among them 25 nurses”."""
    past = parse.sents[parse.sent[count.core]][1]
    for k in range(count.last + 1, min(count.last + 5, past - 1)):
        if parse.lower[k] == "among" and parse.lower[k + 1] in ("them", "these"):
            return k + 2 >= past or count_at(parse, k + 2) is None
    return False


def _among(parse: Parse, count: Count) -> TollKind | None:
    """“40 foreigners are known to be among the dead”: the kind of those they are among."""
    words = toll_words()
    past = min(parse.sents[parse.sent[count.core]][1], count.last + 12)
    for j in range(count.last + 1, past - 2):
        if parse.lower[j] == "among" and parse.lower[j + 1] in ("the", "those"):
            return words["state"].get(parse.lower[j + 2])
    return None


def _same_again(
    parse: Parse, count: Count, head: int | None, before: list[Found]
) -> tuple[TollKind | None, int | None, bool]:
    """“two others in hospital”, “15 more”, “put them at 40”, “the figure of 95”: the kind of the figure before it."""
    if not before:
        return None, None, False
    last = before[-1]
    words = toll_words()
    apart = parse.sent[count.core] - parse.sent[last.token]
    people = parse.lower[head] if head is not None else ""
    following = _word(parse, count.last + 1)
    if apart == 0 and (following in words["again"] or people == "others") and people in ("", "others", "people"):
        if last.high is not None and _elsewhere(parse, last, count):
            return None, None, False  # “ten at the gate and two others in Kest”
        return last.kind, last.verb, False
    if head is not None or apart > _BACK or following in listed("beyond"):
        return None, None, False
    if count.low == 1 or _word(parse, count.first - 1) in ("by", "the", "these", "those", "all", "other"):
        return None, None, False
    if parse.pos[count.core] not in ("NUM", "NOUN", "ADJ") or following in ("of", "-", "/", ":"):
        return None, None, False
    anchor = count.core
    for _ in range(4):
        governor, dep = parse.head[anchor], parse.dep[anchor]
        if governor == anchor or dep in ("compound", "nummod", "poss"):
            break
        subject = [c for c in parse.children[governor] if parse.dep[c] in ("nsubj", "nsubjpass", "dobj")]
        if parse.pos[governor] == "VERB" and any(_other_thing(parse, c) for c in subject if c < count.first):
            break  # “put the crowd at 6,000”
        if parse.pos[governor] == "VERB" and dep in ("dobj", "prep", "ccomp", "attr", "oprd"):
            if parse.lemma[governor] in words["tell"] and (dep != "dobj" or parse.lemma[governor] != "give"):
                return last.kind, last.verb, True
        if any(_is_figure(parse, c) for c in (governor, *subject) if c != anchor):
            return last.kind, last.verb, True
        anchor = governor
    return None, None, False


def _elsewhere(parse: Parse, last: Found, count: Count) -> bool:
    """Whether both figures have a place or a deed of their own behind “in”, “at” or “near”: one would be a toll on the
    other's event."""
    at = count.last + 2
    if _word(parse, at) not in _IN or not set(parse.lower[last.token + 1 : count.first]) & _IN:
        return False
    if not any(parse.tag[i].startswith("V") for i in _since(last, count)):
        return True
    behind = next((c for c in parse.children[at] if parse.dep[c] == "pobj"), None)
    if behind is None:
        return False
    return parse.pos[behind] == "PROPN" or parse.lemma[behind] in load_codebook().classes["violence"] | _MARCHES


def _other_thing(parse: Parse, n: int) -> bool:
    """A noun with an article that is put at a number and is no toll: “the crowd”, “the damage”."""
    if parse.dep[n] != "dobj" or parse.pos[n] != "NOUN" or parse.lemma[n] in toll_words()["figure"]:
        return False
    return parse.lower[n] not in toll_words()["state"] and noun_kind(parse, n) is None


def _since(last: Found, count: Count) -> range:
    return range(last.token + 1, count.first)


def _is_figure(parse: Parse, noun: int) -> bool:
    """“the figure”, “the first estimates”; not “the number of officers”."""
    if parse.lemma[noun] not in toll_words()["figure"]:
        return False
    of = [k for c in parse.children[noun] if parse.lower[c] == "of" for k in parse.children[c]]
    return parse.lemma[noun] == "toll" or all(parse.pos[k] == "NUM" for k in of)


def _single(parse: Parse, i: int, taken: set[int]) -> Found | None:
    """“a soldier was killed”, “nobody was hurt”, “no casualties”: one, or none."""
    single = singles_of(parse, i)
    if single is None or single.noun in taken or parse.lemma[single.noun] in _units():
        return None
    value = 1 if single.person else 0
    span = parse.span(single.first, single.noun)
    found = Found(
        kind=single.kind,
        token=single.noun,
        span=span,
        low=value,
        high=value,
        best=value,
        approximate=False,
        who=span if value else None,
        verb=single.verb,
        refers_back=value == 0,
        background=is_background(parse, single.verb),
    )
    if value and single.kind == "arrested" and (person_of(parse, single.noun) or _named_beside(parse, single.noun)):
        return None  # a named person who is arrested is a target and no toll
    return replace(found, person=person_of(parse, single.noun)) if value else found


def _named_beside(parse: Parse, noun: int) -> bool:
    """“Nadja Corvin, an editor”, “the editor Nadja Corvin”."""
    beside = [c for c in parse.children[noun] if parse.dep[c] == "appos"]
    return any(parse.ent[n] == "PERSON" for n in (*beside, parse.head[noun]))
