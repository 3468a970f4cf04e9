"""Figures that somebody gives: “put the toll at 40”, “gave the number of injured as 12”, “counted 31 dead”."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from saidwho.attribution import clauses
from saidwho.attribution.drafts import Draft, trim
from saidwho.attribution.nouns import speaks
from saidwho.parsing import Parse
from saidwho.records import CueClass, Span
from saidwho.resources import read_table

LONGEST = 30
"""Tokens from the object to the end of what is given."""
WITHIN = 9
"""Tokens from the verb to the figure's noun."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
MOVED = frozenset({"bring", "raise", "lift", "increase", "up", "hike", "cut", "drop"})
"""Behind a speaker's sentence (“…, the ministry said, bringing the toll to 40”) these are the outlet's own sums."""
GIVEN = frozenset({"give", "release", "publish", "announce", "issue", "provide", "present"})
"""Behind these “the new figures” points to those told before."""
PRONOUNS = frozenset({"he", "she", "they", "it", "we"})
STOPS = frozenset({",", ";", ":", ".", "–", "—", "(", ")"})
LATER = frozenset({"while", "after", "when", "before", "since", "because", "though", "although", "during", "but"})


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_table("attribution/figures.tsv"):
        found.setdefault(row["kind"], set()).add(row["word"])
    return {kind: frozenset(words) for kind, words in found.items()}


def find_figures(parse: Parse) -> Iterator[Draft]:
    """Attributions whose cue is a verb of giving, setting or counting a figure, in order of the text."""
    table = _table()
    for i in range(len(parse)):
        if not parse.tag[i].startswith("V"):
            continue
        lemma = parse.lemma[i]
        if lemma not in table["toll"] and lemma not in table["count"]:
            continue
        thing = _thing(parse, i)
        draft = _draft(parse, i, thing) if thing is not None else None
        if draft is not None:
            yield draft


def find_shared(parse: Parse) -> Iterator[Draft]:
    """“The organisers put the number at 40,000, the police at 12,500”: the second figure is the second's."""
    for i in range(len(parse)):
        thing = clauses.child(parse, i, "dobj") if parse.lemma[i] == "put" and parse.tag[i].startswith("V") else None
        past = parse.sents[parse.sent[i]][1]
        at = (
            [k for k in range(i + 1, past - 1) if parse.lower[k] == "at" and parse.pos[k + 1] == "NUM"] if thing else []
        )
        for before, k in pairwise(at):
            first = next((j for j in range(before + 2, k) if parse.word[j] in (",", "and", "but", "while")), k) + 1
            if first < k and parse.tag[first] in ("CC", "IN"):
                first += 1
            if first >= k or thing is None or not (speaks(parse, k - 1) or parse.pos[k - 1] == "PROPN"):
                continue
            if any(parse.tag[j].startswith("V") for j in range(first, k)):
                continue
            whole = parse.span(parse.left[thing], max(thing, at[0] - 1))
            content = [whole, parse.span(k, k + 1)]
            yield Draft(k, parse.span(k, k), [parse.span(first, k - 1)], content, "say", confidence=0.6)


def find_pointed(parse: Parse) -> Iterator[Draft]:
    """“gave the new figures”: the numbers of the sentence before are the speaker's, in order of the text."""
    for i in range(len(parse)):
        if parse.lemma[i] not in GIVEN or not parse.tag[i].startswith("V") or clauses.is_passive(parse, i):
            continue
        thing = _pointing(parse, i)
        before = (_behind_colon(parse, thing) or _numbers_before(parse, i)) if thing is not None else None
        head = clauses.child(parse, i, "nsubj") if before is not None else None
        if thing is None or before is None or head is None or head >= i or not _gives(parse, head):
            continue
        low, high = clauses.verb_group(parse, i)
        content, source = (
            sorted([before, parse.span(high + 1, thing)]),
            parse.span(*clauses.phrase(parse, head, stop=i)),
        )
        yield Draft(i, parse.span(low, high), [source], content, "say", clauses.is_negated(parse, i), confidence=0.6)


def _pointing(parse: Parse, i: int) -> int | None:
    """The noun of “the new figures”, where its sentence has no number."""
    first, past = parse.sents[parse.sent[i]]
    thing = next((k for k in range(i + 2, min(past, i + 5)) if parse.lemma[k] in _table()["figure"]), None)
    if thing is None or not _is_head(parse, thing, past):
        return None
    end = next((k for k in range(thing, past) if parse.word[k] == ":"), past)
    if _has_number(parse, first, end - 1):
        return None
    return thing if parse.lower[i + 1] in ("the", "these", "those", "this") else None


def _behind_colon(parse: Parse, thing: int) -> Span | None:
    """“gave the new figures: 84 people were killed”."""
    past = parse.sents[parse.sent[thing]][1]
    colon = next((k for k in range(thing + 1, past) if parse.word[k] == ":"), past)
    return trim(parse.text, parse.span(colon + 1, past - 1)) if _has_number(parse, colon + 1, past - 1) else None


def _numbers_before(parse: Parse, i: int) -> Span | None:
    """The words from the first to the last number of the sentence before, none of them a day."""
    if parse.sent[i] == 0:
        return None
    first, past = parse.sents[parse.sent[i] - 1]
    numbers = [k for k in range(first, past) if _has_number(parse, k, k)]
    if not numbers or parse.para[first] < parse.para[i] - 1:
        return None
    return parse.span(numbers[0], numbers[-1])


def _thing(parse: Parse, i: int) -> int | None:
    """The noun that is given a figure, or that is counted."""
    table, past = _table(), parse.sents[parse.sent[i]][1]
    counts = parse.lemma[i] in table["count"]
    for k in range(i + 1, min(past, i + 1 + WITHIN)):
        if parse.word[k] in STOPS or parse.tag[k] in FINITE:
            return None
        if parse.lemma[i] in table["toll"] and parse.lemma[k] in table["figure"] and _is_head(parse, k, past):
            return k if _has_number(parse, k + 1, _end(parse, k)) or _has_number(parse, i + 1, k) else None
        if counts and parse.lemma[k] in table["people"] and _has_number(parse, i + 1, k):
            return k
        if counts and parse.pos[k] == "NUM" and (k + 1 >= past or parse.word[k + 1] in STOPS):
            return k if parse.lemma[i] in ("count", "tally") else None
    return None


def _is_head(parse: Parse, k: int, past: int) -> bool:
    """No noun follows that the word only describes (“total siege”, “missing people”)."""
    return k + 1 >= past or parse.pos[k + 1] not in ("NOUN", "PROPN", "ADJ")


def _has_number(parse: Parse, first: int, last: int) -> bool:
    return any(
        (parse.pos[k] == "NUM" or parse.lower[k] in ("dozens", "scores", "hundreds", "thousands"))
        and parse.ent[k] not in ("DATE", "TIME")
        for k in range(first, last + 1)
    )


def _end(parse: Parse, k: int) -> int:
    """The last token of what is given: before the next clause, a comma or a day."""
    past = parse.sents[parse.sent[k]][1]
    for j in range(k + 1, min(past, k + LONGEST)):
        joined = parse.tag[j] == "CC" and j + 1 < past and parse.tag[j + 1] in FINITE
        dated = parse.tag[j] == "IN" and j + 1 < past and parse.ent[j + 1] in ("DATE", "TIME")
        if joined or dated or parse.lower[j] in LATER:
            return j - 1
        listed = parse.word[j] == "," and j + 1 < past and (parse.pos[j + 1] == "NUM" or parse.lower[j + 1] == "from")
        if parse.word[j] in STOPS and not listed:
            return j - 1
    return min(past, k + LONGEST) - 1


def _draft(parse: Parse, i: int, thing: int) -> Draft | None:
    if clauses.is_passive(parse, i) or (parse.tag[i] == "VBG" and parse.lemma[i] in MOVED):
        return None
    head = clauses.subject(parse, i)
    if head is None or head >= i or not _gives(parse, head):
        return None
    own = clauses.child(parse, i, *clauses.SUBJECTS)
    if own is None and parse.dep[i] not in ("conj", "xcomp", "advcl"):
        return None
    low, high = clauses.verb_group(parse, i)
    first = max(high + 1, i + 1)
    content = trim(parse.text, parse.span(first, max(_end(parse, thing), thing)))
    if content is None:
        return None
    source = parse.span(*clauses.phrase(parse, head, stop=i))
    cue_class: CueClass = "report" if parse.lemma[i] in _table()["count"] else "say"
    if parse.lemma[i] == "confirm":
        cue_class = "confirm"
    negated = clauses.is_negated(parse, i)
    return Draft(i, parse.span(low, high), [source], [content], cue_class, negated=negated, confidence=0.75)


def _gives(parse: Parse, head: int) -> bool:
    """Somebody who speaks, by name, pronoun or noun: “two deaths raised the toll to 40” has no speaker."""
    if parse.pos[head] == "PRON":
        return parse.lower[head] in PRONOUNS or parse.tag[head] == "WP"
    return speaks(parse, head) or (parse.pos[head] == "PROPN" and parse.ent[head] not in ("DATE", "TIME", "EVENT"))
