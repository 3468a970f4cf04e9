"""Whose side a speaker is on: of which state and institution, or of which party he is the mouthpiece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from saidwho.linking.names_tables import peoples, states
from saidwho.records import Actor, Article
from saidwho.resources import read_table

WHOLE = "whole"
"""The state or government at large."""
RIVAL = "rival"
"""Who calls himself the government or opposes it: on no side of the state's."""
_OF_STATE = frozenset(
    {"government", "ministry", "state forces", "police", "officials", "court", "prosecutors", "spokesperson"}
)
"""Kinds of speakers that belong to a state; with none named, to that of the place."""
_OF_NOBODY = frozenset({"organisation", "person", "medics", "unidentified", None})
"""Kinds that belong to a state where their words name an office."""
_ABROAD = frozenset({"head of state", "head of government", "foreign", "intelligence"})
"""Institutions that speak about other countries' affairs as often as about their own: no state is assumed."""
_WORDS = 4
"""Words between an office and the name of who holds it (“IDF spokesman Rear Adm. N”)."""
_LOOKS = 4
"""How often a name is looked up for the office beside it."""
_BEFORE, _AFTER = 70, 110
_LONGEST = 5


class Side(NamedTuple):
    """`state` is ISO 3166 alpha-2, `body` an institution of it; `group` whom a speaker is tied to by the words."""

    state: str | None = None
    body: str | None = None
    group: str | None = None


NO_SIDE = Side()


def side_of(actor: Actor | None, article: Article | None = None, *, home: str | None = None) -> Side:
    """The side of a speaker or party. `article` is where his office is looked up, `home` the state of the place."""
    if actor is None:
        return NO_SIDE
    told = list(_descriptions(actor, article))
    body = next((b for text in told if (b := _body(text))), None)
    own = actor.id if actor.id and len(actor.id) == 2 else None  # of a state; known actors have longer identifiers
    state = own or next((s for text in told if (s := state_in(text))), None)
    if actor.kind == "state":
        return Side(state, WHOLE)
    institution, own_state = body or (WHOLE, None)
    if institution == RIVAL:
        return NO_SIDE
    if not _of_state(actor, body and body[0], state or own_state):
        return Side(group=_group(told))
    if state is None and own_state is None and institution not in _ABROAD and not _foreign(actor):
        state = home
    return Side(state or own_state, institution, _group(told))


def described(actor: Actor | None, article: Article) -> frozenset[str]:
    """The words that a report has for a named person: before and behind his name, and those of his office."""
    if actor is None:
        return frozenset()
    return frozenset(w for text in _descriptions(actor, article) for w in _split(text))


def _of_state(actor: Actor, body: str | None, state: str | None) -> bool:
    """Whether a speaker holds an office of a state, and not of a group, a company or a club."""
    if actor.affiliation and not _body(actor.affiliation) and not state_in(actor.affiliation):
        return False
    if actor.kind == "media":
        return body == "state media" and state is not None
    if actor.kind in _OF_NOBODY:
        return body is not None and (body != WHOLE or state is not None)
    return actor.kind in _OF_STATE


def _foreign(actor: Actor) -> bool:
    """“A European official”: of somewhere, and not of here."""
    return any(w in peoples() for w in actor.as_written.lower().split())


def _descriptions(actor: Actor, article: Article | None) -> Iterator[str]:
    """What is said of him, the nearest to his name first."""
    yield actor.as_written
    yield from (w for w in (actor.affiliation, actor.name if actor.kind != "person" else None) if w)
    if article is None or not actor.name or actor.kind not in ("person", None):
        return
    at = -1
    for _ in range(_LOOKS):
        at = article.text.find(actor.name, at + 1)
        if at < 0:
            return
        end = at + len(actor.name)
        yield _before(article.text[max(0, at - _BEFORE) : at])
        yield _after(article.text[end : end + _AFTER])


def _before(text: str) -> str:
    """The words right before a name, within its sentence and its phrase."""
    text = text.rstrip(" ")
    if text[-1:] in (".", ":", ";", "”", '"', "\n") and not text.endswith(
        ("Gen.", "Col.", "Adm.", "Lt.", "Capt.", "Maj.")
    ):
        return ""
    return " ".join(re.split(r"[,;:\n“”\"]|[a-z]\.\s", text.removesuffix(","))[-1].split()[-_WORDS - 3 :])


def _after(text: str) -> str:
    found = re.match(r"\s?,\s([^,;.\n]+)", text)
    return found.group(1) if found else ""


@lru_cache(maxsize=1)
def _offices() -> dict[tuple[str, ...], tuple[str, str | None]]:
    rows = read_table("merging/offices.tsv")
    return {tuple(r["words"].split()): (r["body"], r["state"] or None) for r in rows}


@lru_cache(maxsize=4096)
def _body(text: str) -> tuple[str, str | None] | None:
    """The institution that the longest phrase in the words names; of equal ones a body before the whole."""
    words = _split(text)
    for length in range(min(_LONGEST, len(words)), 0, -1):
        found = [b for i in range(len(words) - length + 1) if (b := _offices().get(words[i : i + length]))]
        if found:
            return min(found, key=lambda b: b[0] == WHOLE)
    return None


@lru_cache(maxsize=4096)
def state_in(text: str) -> str | None:
    """The state (ISO 3166 alpha-2) that the words name, the longest name first."""
    words = _split(text.replace(" us ", " "))
    for length in range(min(3, len(words)), 0, -1):
        for i in range(len(words) - length + 1):
            found = states().get(" ".join(words[i : i + length]))
            if found:
                return found.id
    return None


def _split(text: str) -> tuple[str, ...]:
    words = (w.strip(",()[]“”\"'’") for w in text.lower().replace("’", "'").split())
    words = (w.removesuffix("'s") for w in words)
    return tuple(w if w.count(".") > 1 else w.strip(".") for w in words if w)


@lru_cache(maxsize=1)
def _ties() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = list(read_table("merging/ties.tsv"))
    before = "|".join(re.escape(r["words"]) for r in rows if r["place"] == "before")
    after = "|".join(
        re.escape(r["words"]).replace(r"\ ", r"\s") + ("" if r["words"][-1] == "-" else r"\s")
        for r in rows
        if r["place"] == "after"
    )
    return re.compile(rf"\b([A-Z][\w’']+)-(?:{before})\b"), re.compile(rf"\b(?:{after})(?:the\s)?([A-Z][\w’']+)")


def _group(told: list[str]) -> str | None:
    """The party that the words beside a speaker tie him to (“the Front-run channel”)."""
    return next((m.group(1) for text in told for p in _ties() if (m := p.search(text))), None)
