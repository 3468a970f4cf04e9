"""The role fillers of an attack template: which words of an event's roles the key would keep."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from saidwho.linking.names_tables import organisation
from saidwho.records import OUTLET, Annotation, Attribution, EventMention, Span

_DETERMINERS = re.compile(
    r"^(?:(?:THE|A|AN|THIS|THAT|THESE|THOSE|HIS|HER|ITS|THEIR|OUR|SOME|ANOTHER|OTHER|ALL|BOTH|EACH|SEVERAL|SAME"
    r"|AT LEAST|ABOUT|MORE THAN|MANY|FORMER|LATE|ALLEGED|SUPPOSED|SUSPECTED|PRESUMED)\s+)+"
)
_COUNTED = re.compile(
    r"^(?:(?:APPROXIMATELY|NEARLY|OVER|UP TO|A|THE|\d+|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN|ELEVEN|TWELVE"
    r"|DOZENS OF|FRONT OF|ROOF OF|CENTER OF|PART OF|OUTSIDE OF|SHELVES OF|DOOR OF|ENTRANCE TO"
    r"|ENTRANCE OF|FACADE OF)\s+)+"
)
_AFTER = re.compile(
    r"\s*(?:,|;|\(|\[|--|\bWHO\b|\bWHICH\b|\bTHAT\b|\bWHOSE\b|\bWHERE\b|\bWHEN\b|\bIN\b|\bAT\b|\bON\b|\bFROM\b|\bWITH\b"
    r"|\bBELONGING\b|\bWEARING\b|\bDRESSED\b|\bBY\b|\bLOCATED\b|\bNEAR\b|\bTRAVELING\b|\bLAST\b|\bTODAY\b|\bYESTERDAY\b).*$"
)
_EDGES = " \t\"'`.,:;-"
_TITLES = re.compile(
    r"^(?:(?:DR|MR|MRS|MS|MISS|FATHER|PRIEST|REV|REVEREND|BISHOP|ARCHBISHOP|MONSIGNOR|GENERAL|GEN|COLONEL|COL|MAJOR"
    r"|CAPTAIN|LIEUTENANT|SERGEANT|JUDGE|SENATOR|DEPUTY|MAYOR|PRESIDENT|MINISTER|GOVERNOR|ATTORNEY|PRESIDENTIAL|CANDIDATE"
    r"|LEADER|JESUIT|RECTOR|JOURNALIST|DOCTOR|ENGINEER|PROFESSOR|US|U\.S\.|CITIZEN|LIBERAL|CONSERVATIVE)\.?\s+)+"
)
_NAMED = re.compile(r"([A-Z][A-Z' -]{8,70}?)\s*[(\[]([A-Z][A-Z-]{1,7})[)\]]")


REACH = 800
"""Characters around an attack within which a report says who did it: about five sentences."""


@dataclass(frozen=True)
class Fillers:
    """What fills the five roles of one template, in the order of the text."""

    perp_ind: tuple[str, ...]
    perp_org: tuple[str, ...]
    target: tuple[str, ...]
    victim: tuple[str, ...]
    weapon: tuple[str, ...]

    def tells(self, mentions: Iterable[EventMention]) -> bool:
        """Whether anything is known of the attack beside the word for it."""
        return bool(
            self.target or self.victim or self.weapon or self.perp_ind or self.perp_org
            or any(r.name in ("target", "victim") for m in mentions for r in m.roles)
        )  # fmt: skip


@lru_cache(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    lines = (Path(__file__).parent / "muc4.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return {name: frozenset(w.replace("|", " ").upper() for w in words.split()) for name, words in rows}


@lru_cache(maxsize=64)
def _pattern(name: str) -> re.Pattern[str]:
    words = sorted(_classes()[name], key=lambda w: (-len(w), w))
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(w) for w in words) + r")(?![\w-])")


def has(name: str, text: str) -> bool:
    """Whether a text holds a word of a class of `muc4.tsv`."""
    return bool(_pattern(name).search(flat(text)))


def flat(text: str) -> str:
    """One line, single blanks, upper case."""
    return " ".join(text.split()).upper()


def clean(text: str) -> str:
    """A filler's words: no article, no number word that counts nothing, nothing behind the noun."""
    text = _DETERMINERS.sub("", flat(text).strip(_EDGES))
    return _AFTER.sub("", text).strip(_EDGES)


def thing(text: str) -> str:
    """A target's words: no number, and no part of it (“THE FRONT OF THE BANK”)."""
    return clean(_COUNTED.sub("", clean(text)))


def fillers(mentions: list[EventMention], annotation: Annotation) -> Fillers:
    """The fillers of mentions that share a template."""
    quote = annotation.article.quote
    text = flat(annotation.article.text)
    roles = [(r.name, quote(r.span)) for m in mentions for r in m.roles]
    kinds = {p.span: (p.kind, p.name) for m in mentions for p in (*m.actors, *m.targets)}
    actors = [w for name, w in roles if name == "actor"]
    hit = [(r, quote(r.span)) for m in mentions for r in m.roles if r.name in ("target", "victim", "place")]
    known = organisations_in(text)
    orgs = [o for words in actors for o in organisations_in(flat(words))]
    if any(has("insurgent", words) for words in actors) and not orgs:
        orgs = [o for o in known if not has("state", o)]
    orgs = orgs or named_as_doer(mentions, annotation)
    victims = [full_name(kinds.get(r.span, (None, None))[1] or w, text) for r, w in hit
               if r.name != "place" and kinds.get(r.span, (None, None))[0] == "person"]  # fmt: skip
    weapons = [clean(w) for name, w in roles if name == "weapon" and has("weapon", clean(w))]
    if not weapons:
        weapons = [w for m in mentions for w in _pattern("weapon_noun").findall(flat(quote(m.sentence)))][:1]
    person = {span for span, (kind, _) in kinds.items() if kind == "person"}
    sites = _once(
        thing(quote(r.span))
        for m in mentions
        for r in m.roles
        if r.name in ("target", "victim", "place") and r.span not in person and has("site", clean(quote(r.span)))
    )
    doers = _once(clean(w) for w in actors if has("individual", clean(w)))
    return Fillers(
        doers or doers_beside(mentions, annotation),
        one_name_each(orgs, text),
        _once([*sites, *things_beside(mentions, annotation, sites)]),
        _once(v for v in victims if v and " " in v and not has("individual", v)),
        _once(weapons),
    )


def things_beside(mentions: list[EventMention], annotation: Annotation, known: Iterable[str]) -> list[str]:
    """Buildings and vehicles that the sentences of attacks name and that no role holds, without what stands around."""
    found: list[str] = []
    for mention in mentions:
        sentence = flat(annotation.article.quote(mention.sentence))
        if has("damage", sentence):
            found += _pattern("thing_noun").findall(sentence)
    return [w for w in found if not any(w in k for k in known)]


def doers_beside(mentions: list[EventMention], annotation: Annotation) -> tuple[str, ...]:
    """Where no attack has a doer: the first word for armed opponents in the sentences of the attacks."""
    for mention in mentions:
        sentence = flat(annotation.article.quote(mention.sentence))
        hit = " ".join(flat(annotation.article.quote(r.span)) for r in mention.roles if r.name in ("target", "victim"))
        found = [w for w in _pattern("doer_noun").findall(sentence) if w not in hit]
        if found:
            return (found[0],)
    return ()


def full_name(words: str, text: str) -> str:
    """A person's name without titles."""
    return _TITLES.sub("", clean(words))


def organisations_in(text: str) -> list[str]:
    """Organisations named in an upper-case text: of the table, or introduced with an acronym."""
    found = list(_pattern("organisation").findall(text))
    found += [acronym for name, acronym in _NAMED.findall(text) if _fits(acronym, name)]
    return [f for f in dict.fromkeys(found) if f != "GOVERNMENT"]


def organisation_spans(text: str) -> list[Span]:
    """Where a report names an organisation, by its words alone."""
    upper = text.upper()
    found = [Span(*m.span()) for m in _pattern_over_lines("organisation").finditer(upper)]
    return found + [Span(*m.span(2)) for m in _NAMED.finditer(upper) if _fits(m[2], " ".join(m[1].split()))]


@lru_cache(maxsize=8)
def _pattern_over_lines(name: str) -> re.Pattern[str]:
    words = sorted(_classes()[name], key=lambda w: (-len(w), w))
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(w).replace("\\ ", r"\s+") for w in words) + r")(?![\w-])")


def _fits(acronym: str, name: str) -> bool:
    letters = iter(name)
    return all(c in letters for c in acronym.replace("-", "")) and has("organisation_word", name)


def one_name_each(names: Iterable[str], text: str) -> tuple[str, ...]:
    """Each organisation once: where a name and its acronym are printed beside each other, the first of them."""
    kept: list[str] = []
    for name in dict.fromkeys(names):
        if not any(_same_body(name, other, text) for other in kept):
            kept.append(name)
    return tuple(kept)


def _same_body(a: str, b: str, text: str) -> bool:
    """“NATIONAL LIBERATION ARMY (ELN)”; or one name inside the other."""
    if f" {a} " in f" {b} " or f" {b} " in f" {a} ":
        return True
    known = organisation(a)
    if known is not None and known == organisation(b):
        return True
    return any(re.search(rf"{re.escape(x)}[\"']?,?\s*[-(\[]+\s*{re.escape(y)}\b", text) for x, y in ((a, b), (b, a)))


def named_as_doer(mentions: list[EventMention], annotation: Annotation) -> list[str]:
    """The organisation that words of claiming, blame or suspicion name in the sentences around the attack."""
    near = _around(mentions, annotation)
    told = [s for s in near if has("claimed", s) or has("blamed", s) or has("acquitted", s)]
    for sentence in told:
        found = [o for o in organisations_in(sentence) if not has("state", o)]
        if found:
            return found[:1]
    return []


def _around(mentions: list[EventMention], annotation: Annotation) -> list[str]:
    """The sentences from the first to the last of the mentions and `REACH` characters behind them."""
    start, end = min(m.sentence.start for m in mentions), max(m.sentence.end for m in mentions)
    text = annotation.article.text[max(0, start - REACH) : end + REACH]
    return [flat(s) for s in re.split(r"(?<=[.?!])\s", text)]


def confidence(name: str, mentions: list[EventMention], annotation: Annotation) -> str:
    """How surely an organisation did it: the key's five questions, asked of the attributions, then of the words in
    the sentences around the attack that name it."""
    if not mentions:
        return "REPORTED AS FACT"
    by_id = {a.id: a for a in annotation.attributions}
    quote = annotation.article.quote
    mine = [m for m in mentions if any(r.name == "actor" and name in flat(quote(r.span)) for r in m.roles)]
    spoken = [a for m in mine for a in _chain(m, by_id)]
    told = [s for s in _around(mentions, annotation) if f" {name}" in f" {s}"]
    if any(a.cue_class == "deny" for a in spoken) or any(has("acquitted", s) for s in told):
        return "ACQUITTED"
    own = any(a.cue_class == "claim" or name in _source(a, annotation) for a in spoken)
    if own or any(has("claimed", s) for s in told):
        return "CLAIMED OR ADMITTED"
    doubt = [a for a in spoken if a.cue_class in ("accuse", "believe")]
    blamed = [s for s in told if has("blamed", s)]
    if not doubt and not blamed:
        return "REPORTED AS FACT" if mine or told else "POSSIBLE"
    others = [s.replace(name, " ") for s in blamed]
    official = any(has("state", _source(a, annotation)) for a in doubt) or any(has("authority", s) for s in others)
    return "SUSPECTED OR ACCUSED BY AUTHORITIES" if official else "SUSPECTED OR ACCUSED"


def _chain(mention: EventMention, by_id: dict[str, Attribution]) -> Iterator[Attribution]:
    current = mention.attribution
    while current != OUTLET and current in by_id:
        yield by_id[current]
        current = by_id[current].parent


def _source(attribution: Attribution, annotation: Annotation) -> str:
    return flat(" ".join(annotation.article.quote(s) for s in attribution.source))


def _once(words: Iterable[str]) -> tuple[str, ...]:
    """Each filler once; one that is contained in a longer one before it is the same."""
    kept: list[str] = []
    for word in words:
        if word and not any(word == k or (f" {word} " in f" {k} ") for k in kept):
            kept.append(word)
    return tuple(kept)
