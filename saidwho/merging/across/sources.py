"""When two voices in different reports are one original source of one event."""

from __future__ import annotations

import re
from dataclasses import dataclass

from saidwho.linking.names import initials, is_acronym, nationality
from saidwho.merging.drafts import Draft, one_speaker
from saidwho.records import Actor, Article

_BEHIND = re.compile(
    r",| who (?:asked|did|was|were|declined|spoke|requested|wished|refused|preferred|cannot|could)\b| with "
)
_OF_PLACE = re.compile(r"(?:the )?(mayor|governor|premier)(?: of the (?:town|city|province|state|region))?$")
"""Offices of which a place has one."""
_WORD = re.compile(r"[^\W_]+")
_ARTICLES = frozenset({"the", "a", "an", "some", "one", "another", "several", "two", "three", "four"})
OFFICES = frozenset({"government", "ministry", "state forces", "police", "court", "prosecutors", "medics"})
"""Kinds that stand for an office, where both are of one; “officials” and “sources” may be any of many."""
_OF_MANY = frozenset({"officials", "person", "unidentified", "spokesperson", "organisation", None})
"""Kinds of which there are many: “officials” in one report may be others than “Red Cross officials” in the next."""
_STATES = frozenset({"state", "government", "ministry", "state forces", "police", "spokesperson", "person"})
_NEAR = 90
"""Characters on either side of a name in which it is described (“X, the director general of the health services”)."""
_LOOKS = 4
"""How often a name is looked up for what is said beside it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A draft and the article in which it stands."""

    draft: Draft
    article: Article


def one_source(a: Said, b: Said) -> bool:
    """One source: by name, by office, by what is said beside a name, as a spokesman, or by words that hold others."""
    one, other = a.draft.speaker, b.draft.speaker
    if one is None or other is None:
        return False
    if one_speaker(a.draft, b.draft):
        return True
    if _one_office(a.draft, b.draft) or _one_claim(a.draft, b.draft) or _described(a, b) or _described(b, a):
        return True
    if one.name is not None or other.name is not None or one.kind != other.kind:
        return False
    words, others = (frozenset(plain(x.as_written).split()) for x in (one, other))
    if one.kind in _OF_MANY:
        return bool(words) and words == others
    return bool(words) and bool(others) and (words <= others or others <= words)


def _one_office(a: Draft, b: Draft) -> bool:
    kinds = {"government" if x.kind == "state" else x.kind for x in (a.speaker, b.speaker) if x}
    return len(kinds) == 1 and kinds <= OFFICES and a.side.state is not None and a.side[:2] == b.side[:2]


def _one_claim(a: Draft, b: Draft) -> bool:
    """Whichever office of a state says that the state did it: one party claims."""
    kinds = {x.kind for x in (a.speaker, b.speaker) if x}
    return a.stance == b.stance == "claims" and kinds <= _STATES and a.side.state == b.side.state is not None


def _described(named: Said, other: Said) -> bool:
    """“The director general” is who bears that title beside his name; an army is what its spokesman speaks for."""
    person, words = named.draft.speaker, other.draft.speaker
    if person is None or words is None or person.name is None or person.kind not in ("person", None):
        return False
    if words.kind == "person" and words.name is None:
        holder = _OF_PLACE.match(words.as_written.casefold())
        if holder and holder[1] in named.draft.office:
            return True
        title = plain(words.as_written)
        return len(title.split()) > 1 and any(title in beside for beside in _beside(named.article, person.name))
    if words.kind not in OFFICES and words.kind not in ("armed group", "organisation"):
        return False
    if person.affiliation or not any(w.startswith("spokes") for w in named.draft.office):
        return False
    office = " " + " ".join(_WORD.findall(" ".join(sorted(named.draft.office)))) + " "
    return any(all(f" {w} " in office for w in n.split()) for n in _names(words))


def _names(actor: Actor) -> list[str]:
    """A body by its name and by its acronym, as words between blanks in small letters."""
    name = actor.name or actor.as_written
    short = [name] if is_acronym(name) else sorted(initials(name))
    return [f" {n.casefold()} " for n in dict.fromkeys([plain(name), *short]) if n]


def _beside(article: Article, name: str) -> list[str]:
    """What stands on either side of a name, in small letters without marks, between blanks."""
    found, at = [], -1
    for _ in range(_LOOKS):
        at = article.text.find(name, at + 1)
        if at < 0:
            break
        around = article.text[max(0, at - _NEAR) : at + len(name) + _NEAR]
        found.append(" " + " ".join(_WORD.findall(around.casefold())) + " ")
    return found


def plain(phrase: str) -> str:
    """What is said of a source, without articles and without a clause behind it (“a source, who was not named”)."""
    words = _BEHIND.split(f"{phrase.casefold()} ")[0].split()
    return " ".join(w for w in words if w not in _ARTICLES)


def short(phrase: str) -> str:
    """The words for an unnamed source without its wish not to be named."""
    return _BEHIND.split(f"{phrase} ")[0].strip()


def states_of(actor: Actor) -> frozenset[str]:
    """The states that the words of a source name."""
    return nationality(f"{actor.name or ''} {actor.as_written} {actor.affiliation or ''}")
