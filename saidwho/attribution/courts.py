"""What is said in court: “a court heard”, “jurors were told”, “pleaded not guilty to”, “is on trial for”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from saidwho.attribution import clauses
from saidwho.attribution.drafts import Draft, trim
from saidwho.parsing import Parse
from saidwho.records import Span
from saidwho.resources import read_table

UNNAMED = "said in court, and not told by whom"
NEAR = 4
"""Tokens from “pleaded” to “guilty” (“pleaded on Monday not guilty”)."""
TRIED = ("go", "stand", "face", "be", "put")


@lru_cache(maxsize=1)
def _bench() -> frozenset[str]:
    return frozenset(row["word"] for row in read_table("attribution/courts.tsv"))


def heard_in_court(parse: Parse, drafts: Sequence[Draft]) -> None:
    """A court that hears is no source: whoever spoke there is not named, and the court is the channel."""
    for draft in drafts:
        heard = parse.lemma[draft.token] == "hear" and draft.cue_class == "perceive" and bool(draft.source)
        told = parse.lemma[draft.token] == "tell" and not draft.source and clauses.is_passive(parse, draft.token)
        if heard:
            where: Span | None = draft.source[0]
        elif told:
            head = clauses.child(parse, draft.token, "nsubjpass")
            where = parse.span(parse.left[head], parse.right[head]) if head is not None else None
        else:
            continue
        if where is None or not any(parse.lemma[k].lower() in _bench() for k in parse.tokens_in(where)):
            continue
        draft.source, draft.reason, draft.cue_class, draft.channel = [], UNNAMED, "say", where


def find_pleas(parse: Parse) -> Iterator[Draft]:
    """“pleaded guilty to X” admits, “pleaded not guilty to X” denies; “is on trial for X” is somebody's charge."""
    for i in range(len(parse) - 2):
        if parse.lemma[i] == "plead" and parse.tag[i].startswith("V"):
            draft = _plea(parse, i)
        elif parse.lower[i] == "trial" and parse.lower[i - 1] == "on" and parse.lower[i + 1] in ("for", "over"):
            draft = _tried(parse, i)
        else:
            continue
        if draft is not None:
            yield draft


def _plea(parse: Parse, i: int) -> Draft | None:
    past = parse.sents[parse.sent[i]][1]
    guilty = next((k for k in range(i + 1, min(past, i + NEAR)) if parse.lower[k] in ("guilty", "innocent")), None)
    head = clauses.subject(parse, i)
    if guilty is None or head is None or guilty + 2 >= past or parse.lower[guilty + 1] not in ("to", "of"):
        return None
    innocent = parse.lower[guilty] == "innocent" or parse.lower[guilty - 1] == "not"
    first, _ = clauses.verb_group(parse, i)
    content = trim(parse.text, parse.span(guilty + 2, _end(parse, guilty + 1, past)))
    if content is None:
        return None
    source = parse.span(*clauses.phrase(parse, head, stop=i))
    return Draft(i, parse.span(first, guilty), [source], [content], "deny" if innocent else "admit", confidence=0.8)


def _tried(parse: Parse, i: int) -> Draft | None:
    """Somebody is on trial for what others say that he did."""
    past = parse.sents[parse.sent[i]][1]
    verb = parse.head[i - 1]
    for _ in range(3):
        if parse.tag[verb].startswith("V"):
            break
        verb = parse.head[verb]
    head = clauses.subject(parse, verb) if parse.tag[verb].startswith("V") else None
    if head is None or parse.lemma[verb] not in TRIED or head > i or i + 2 >= past:
        return None
    told = trim(parse.text, parse.span(i + 2, _end(parse, i + 1, past)))
    if told is None:
        return None
    whom = parse.span(*clauses.phrase(parse, head, stop=verb))
    first, _ = clauses.verb_group(parse, verb)
    return Draft(
        i,
        parse.span(first, i),
        [],
        [whom, told],
        "accuse",
        reason="on trial: whoever charges is not named",
        confidence=0.6,
    )


def _end(parse: Parse, prep: int, past: int) -> int:
    """The last token of what a preposition holds, up to a comma that another clause follows."""
    for k in range(prep + 2, past):
        if parse.word[k] in (";", ":") or (parse.word[k] == "," and parse.lower[k + 1 : k + 2] != ["and"]):
            return k - 1
    return past - 1
