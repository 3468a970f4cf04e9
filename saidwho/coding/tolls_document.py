"""One number of killed and injured for a whole report: what data sets of single incidents code."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from saidwho.coding.tolls_found import Found, find_tolls
from saidwho.coding.tolls_kind import toll_words
from saidwho.coding.tolls_lists import listed
from saidwho.parsing import Parse
from saidwho.resources import read_table

_LEAD = 8
"""Sentences at the start of a report in which the name of its deed stands."""


def report_tolls(parse: Parse, *, incidents: bool = False, one_shooting: bool = False) -> dict[str, int]:
    """The killed and the injured of the report's own incident, 0 where nobody is counted.

    Figures of one sentence add up unless one is part of another; over sentences the greatest counts, but names met
    one by one add up. Figures of an earlier year or of a longer time are left out. With `incidents`, sentences that
    tell of a further happening add up too. With `one_shooting`, people shot and not killed are injured, and a death or
    wound that is told without a figure is one.
    """
    found = [f for f in find_tolls(parse) if f.part_of is None and not f.background and not _aside(parse, f)]
    if one_shooting:
        # taken to hospital says more of a blast than of a shooting, whose data sets count those shot
        found = [f for f in found if f.verb is None or parse.lemma[f.verb] not in listed("care")]
    sums = {
        kind: _greatest(parse, [f for f in found if f.kind == kind], incidents)
        for kind in ("killed", "injured", "casualties")
    }
    killed, injured = sums["killed"], sums["injured"]
    if one_shooting:
        told = toll_words()["told"]
        kinds = {told[w] for w in parse.lower if w in told}
        killed = max(killed or int("killed" in kinds), _of_deed_name(parse))
        injured = max(injured, sums["casualties"] - killed)
        injured = injured or int("injured" in kinds and not killed)
    return {"killed": killed, "injured": injured}


@lru_cache(maxsize=1)
def _deed_names() -> tuple[tuple[str, int], ...]:
    return tuple((row["words"], int(row["killed"])) for row in read_table("coding/toll_deeds.tsv"))


def _of_deed_name(parse: Parse) -> int:
    """“an apparent murder-suicide”, “a double homicide”: those whom the name of the deed counts, near the start."""
    past = parse.sents[min(_LEAD, len(parse.sents)) - 1][1]
    text = f" {' '.join(parse.lower[:past])} "
    return max((killed for words, killed in _deed_names() if f" {words} " in text), default=0)


def _greatest(parse: Parse, found: Sequence[Found], incidents: bool) -> int:
    sums: dict[int, int] = {}
    people: set[str] = set()
    for f in found:
        value = f.best if f.best is not None else f.low if f.low is not None else f.high
        if f.person:
            people.add(f.person)
        sums[parse.sent[f.token]] = sums.get(parse.sent[f.token], 0) + (value or 0)
    if not sums:
        return 0
    further = [v for s, v in sums.items() if incidents and _further(parse, s)]
    first = [v for s, v in sums.items() if not (incidents and _further(parse, s))]
    return max(max(first, default=0) + sum(further), len(people))


def _aside(parse: Parse, found: Found) -> bool:
    """“wanted in the murder of two officers”: not the deed that is reported."""
    verb = found.verb
    if verb is None or parse.pos[verb] != "NOUN" or parse.dep[verb] != "pobj":
        return False
    return parse.lower[parse.head[verb]] in listed("aside")


def _further(parse: Parse, sentence: int) -> bool:
    """“Separately,”, “in another incident”: the sentence tells of something else that also counts."""
    first, past = parse.sents[sentence]
    return any(parse.lower[i] in listed("further") for i in range(first, min(first + 6, past)))
