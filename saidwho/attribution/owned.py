"""Whether somebody speaks of a deed of their own: “said it was behind the attack”, “admitted carrying out …”."""

from __future__ import annotations

from functools import lru_cache

from saidwho.attribution.drafts import Draft
from saidwho.parsing import Parse
from saidwho.resources import read_table

SPOKEN = frozenset({"say", "confirm", "admit", "report", "claim"})
FIRST = frozenset({"we", "i", "our", "my"})
QUOTES = "“\"'‘«"
SHORT = 6
NEAR = 9
"""Tokens between the subject and the words of responsibility."""


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_table("attribution/owned.tsv"):
        found.setdefault(row["kind"], set()).add(row["words"])
    return {kind: frozenset(words) for kind, words in found.items()}


def own_up(parse: Parse, draft: Draft) -> None:
    """Gives the class `claim`, or `deny` where it is negated, to words about the speaker's own responsibility."""
    if draft.cue_class not in SPOKEN or draft.negated or not draft.source or not draft.content:
        return
    inside = [k for k in parse.tokens_in(draft.content[0]) if any(c.isalnum() for c in parse.word[k])]
    if inside and parse.lower[inside[0]] == "that":
        inside = inside[1:]
    if not inside:
        return
    if [parse.lemma[k] for k in inside[:2]] == ["it", "be"] and _is_us(parse, draft, inside):
        draft.cue_class = "claim"
        return
    head = inside[0]
    if parse.tag[head] == "VBG" or (parse.tag[head] == "TO" and parse.lemma[draft.token] in ("claim", "admit")):
        at: int | None = head
    else:
        at = _subject(parse, draft, inside)
    if at is None:
        if _own_work(parse, draft, inside):
            draft.cue_class = "claim"
        return
    other = next((k for k in inside if k > at and _acts(parse, k)), at + NEAR + 1)
    near = [k for k in inside if at <= k <= at + NEAR and k < other]
    phrase = " ".join(parse.lemma[k] for k in near)
    if any(f" {words} " in f" {phrase} " for words in _table()["denial"]):
        draft.cue_class = "deny"
    elif _claims_deed(parse, draft, near) or any(f" {words} " in f" {phrase} " for words in _table()["deed"]):
        denied = any(parse.dep[k] == "neg" or parse.lower[k] in ("not", "never", "n't") for k in near)
        draft.cue_class = "deny" if denied else "claim"


def _claims_deed(parse: Parse, draft: Draft, near: list[int]) -> bool:
    """“claimed that its fighters killed …”: with this verb any deed of the speaker's own is claimed."""
    return parse.lemma[draft.token] == "claim" and any(
        parse.dep[k] == "nsubj" and parse.pos[parse.head[k]] == "VERB" for k in near[:4]
    )


def _acts(parse: Parse, k: int) -> bool:
    """The subject of another clause: what follows is not the speaker's."""
    return parse.dep[k] in ("nsubj", "nsubjpass") and parse.lower[k] not in _table()["member"]


def _own_work(parse: Parse, draft: Draft, inside: list[int]) -> bool:
    """“The group says the attack was its work.”"""
    own = "their" if _is_plural(parse, draft) else "its"
    words = " ".join(parse.lower[k] for k in inside)
    return _is_party(parse, draft) and any(words.endswith(f"{was} {own} work") for was in ("was", "is", "were"))


def _is_us(parse: Parse, draft: Draft, inside: list[int]) -> bool:
    """“It was us.”: short, and in quotation marks."""
    if len(inside) < 3:
        return False
    if parse.lower[inside[2]] in ("them", "they"):
        return _is_party(parse, draft) and _is_plural(parse, draft)
    marked = any(mark in parse.quote(draft.content[0]) for mark in QUOTES)
    return marked and len(inside) <= SHORT and parse.lower[inside[2]] in ("us", "me", "we", "i")


def _is_party(parse: Parse, draft: Draft) -> bool:
    onlookers = _table()["onlooker"]
    heads = parse.tokens_in(draft.source[0])
    return not any(parse.lower[k] in onlookers or parse.lemma[k] in onlookers for k in heads)


def _is_plural(parse: Parse, draft: Draft) -> bool:
    return any(parse.tag[k] in ("NNS", "NNPS") for k in parse.tokens_in(draft.source[0]))


def _subject(parse: Parse, draft: Draft, inside: list[int]) -> int | None:
    """The first words of the content, when they mean the speaker."""
    first = inside[0]
    word = parse.lower[first]
    if word in FIRST:
        quoted = parse.word[draft.token] == ":" or any(m in parse.quote(draft.content[0]) for m in QUOTES)
        return first if quoted else None
    if not _is_party(parse, draft):
        return None
    plural, heads = _is_plural(parse, draft), parse.tokens_in(draft.source[0])
    if word in ("they", "their"):
        ok = plural
    elif word in ("it", "its"):
        ok = not plural and not any(parse.ent[k] == "PERSON" for k in heads)
    else:
        return None
    if not ok or word in ("it", "they"):
        return first if ok else None
    of_own = any(parse.lower[k] in _table()["member"] for k in inside[1:4])
    return first if of_own else None
