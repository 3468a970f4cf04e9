"""Whether somebody says that it did not happen at all: “no such incident was recorded”, “the reports are false”."""

from __future__ import annotations

from functools import lru_cache

from saidwho.attribution.drafts import Draft
from saidwho.parsing import Parse
from saidwho.resources import read_table

SPOKEN = frozenset({"say", "confirm", "admit", "report", "claim", "believe"})
NEAR = 14
"""Words of the content that are looked at."""
OPENING = 8
"""Words of the content in which it says that nothing is known."""
NAMING = frozenset({"call", "describe", "label", "term", "brand"})
HAPPENS = frozenset({"happen", "occur", "take"})


@lru_cache(maxsize=1)
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in read_table("attribution/unhappened.tsv"):
        found.setdefault(row["kind"], set()).add(row["words"])
    return {kind: frozenset(words) for kind, words in found.items()}


def deeds() -> frozenset[str]:
    """Lemmas of nouns for what may have been done to somebody (“attack”, “killing”)."""
    return _table()["deed"]


def deny_all(parse: Parse, draft: Draft) -> None:
    """Gives the class `deny` to words that what is told did not happen or is not true, `unverified` to words that
    nothing is known of it.
    """
    if draft.cue_class not in SPOKEN or draft.negated or not draft.source or not draft.content:
        return
    inside = [k for span in draft.content for k in parse.tokens_in(span) if any(c.isalnum() for c in parse.word[k])]
    if inside and parse.lower[inside[0]] == "that" and parse.dep[inside[0]] == "mark":
        inside = inside[1:]
    words = [parse.lower[k] if parse.lower[k] == "n't" else parse.lemma[k] for k in inside[:NEAR]]
    if not words:
        return
    phrase = " ".join(words) + " "
    table = _table()
    opens = any(phrase.startswith(f"{w} ") for w in table["opening"])
    ends = any(f" {w} " in f" {phrase}" for w in table["ending"])
    called = parse.lemma[draft.token] in NAMING and _called_false(words)
    if opens or ends or called or _no_deed(words) or _is_false(words):
        draft.cue_class = "deny"
    elif _unknown(words):
        draft.cue_class = "unverified"


def _unknown(words: list[str]) -> bool:
    """“it had no reports of casualties”, “they were not aware of any strike”."""
    plain = " ".join(w for w in words[:OPENING] if w not in _table()["plain"])
    return any(f" {w} " in f" {plain} " for w in _table()["unknown"])


def _no_deed(words: list[str]) -> bool:
    """“there was no shooting”, “no attack took place”."""
    deeds = _table()["deed"]
    if words[:3] == ["there", "be", "no"]:
        return any(w in deeds for w in words[3:6]) and not any(w in ("sign", "evidence", "plan") for w in words[3:5])
    return words[0] == "no" and any(w in deeds for w in words[1:4]) and any(w in HAPPENS for w in words[2:8])


def _is_false(words: list[str]) -> bool:
    """“these reports are false”, “it was a lie”: what is called false is a telling."""
    at = next((n for n, w in enumerate(words[:9]) if w == "be"), None)
    if at is None or not any(w in _table()["told"] for w in words[: min(at, 4)]):
        return False
    behind = " ".join(words[at + 1 : at + 5]) + " "
    plain = behind.removeprefix("all ").removeprefix("completely ").removeprefix("totally ").removeprefix("entirely ")
    return any(plain.startswith(f"{w} ") for w in _table()["false"])


def _called_false(words: list[str]) -> bool:
    """“called the accusation absurd”: what is told, and a name for it that says it is not so."""
    return any(w in _table()["told"] for w in words[:3]) and any(w in _table()["false"] for w in words[1:])
