"""Words that point to a deed told elsewhere (“this”, “any part in it”, “the allegation”), and whom a blame names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from saidwho.linking.names import initials
from saidwho.linking.names_tables import states
from saidwho.records import Actor, Article, Attribution, EventMention, Span
from saidwho.resources import read_table

_POINTING = {
    "deny": ("deed", "part", "charge"),
    "claim": ("deed", "part"),
    "unverified": ("charge",),
    "condemn": ("deed", "act"),
    "threaten": ("threat",),
}
"""Which pointing words a cue goes with: who condemns “the claims” condemns no deed."""
_NAMED = 90
"""Characters of a content that only names whom somebody blames."""
_LEAST = 3
_RESPONSIBLE = re.compile(
    r"^(?:that\s)?(?P<who>.+?)\s(?:was|were|is|are|had been|stood|stands)\s"
    r"(?:directly\s|fully\s|solely\s)?(?:responsible|behind it|behind them|to blame|guilty)[\s.,”\"'’]*$"
)
_OWN_DEED = re.compile(
    r"^[“\"'‘]?(?:that\s)?(?:it|they|he|she|we|(?:its|his|her|their|our)\s(?:[\w-]+\s){1,2})\s?"
    r"(?:(?:had|has|have|did|were|was)\s)?(?:ever\s|deliberately\s|intentionally\s)?"
    r"(?:fired|shot|struck|hit|attacked|bombed|shelled|raided|targeted|launched|carried out|used|ordered|dropped|"
    r"planted|staged|killed|opened fire|done it|did it|involved|behind|responsible)\b"
)
"""“Denies that it fired”, “denied that its planes struck the hall”."""
_NONE_OF_OURS = re.compile(
    r"^[“\"'‘]?(?:that\s)?(?:(?:none of|not one of|no)\s(?:[\w’'-]+\s){0,3}?(?:his|her|its|their|ours?)\b[^.]{0,40}?\b"
    r"(?:fired|flew|flown|was|were|had been|took|struck|launched|used)\b|"
    r"(?:it|they|we|he|she)\s(?:had\s|have\s|has\s)?(?:flown|flew|fired|launched|conducted|carried out|made|used)\s"
    r"(?:no|not a single|neither)\s(?:[\w-]+\s)?(?:missions?|sorties?|shots?|rounds?|strikes?|attacks?|raids?|flights?|"
    r"rockets?|missiles?|shells?|bombs?|weapons?|firearms|live)\b)"
)
"""“None of his guns had fired”, “no aircraft of ours was over the district”, “it had flown no mission that day”."""
_INSTRUMENT = re.compile(
    r"^(?:an?|the)\s(?:[\w-]+\s){0,3}?(?:rocket|missile|projectile|drone|bomb|shell|mine|air\s?strike|strike|misfire)s?\s"
    r"(?:(?:fired|launched|misfired|laid|planted)\s)?(?:of|by|from)\s(?:an?other\s(?:[\w-]+\s){0,4}(?:group|faction|militia),\s)?",
    re.IGNORECASE,
)
"""“Blamed a misfired rocket of another group, the Front”: what struck, and whose it was."""
_DISOWNED = re.compile(
    r"^[“\"'‘]?(?:that\s)?(?P<who>.+?)\s(?:(?:has|have|had|bore|bears|bear|played|plays|took|takes)\s"
    r"(?:no\s(?:part|role|hand|responsibility|link|links|connection|involvement)|nothing to do)|"
    r"(?:was|were|is|are|had|has|have)(?:\snot|n[’']t)\s(?:been\s)?(?:involved|responsible|behind))\b"
)
_MEMBERS = re.compile(
    r"\b(?:attackers?|assailants?|perpetrators?|bombers?|gunm[ae]n|killers?|culprits?|kidnappers?|those who did it|"
    r"those responsible|both|they)\b[^.;]{0,80}?\b"
    r"(?P<what>(?:members?|militants?|fighters?|terrorists?|operatives?|followers?|supporters?|agents?)\b)",
    re.IGNORECASE,
)
_UNSURE = re.compile(r"\b(?:not|no|never|whether|if|may|might|could)\b|n['’]t\b", re.IGNORECASE)
_OWNED = re.compile(
    r"^(?:that\s)?(?:it was (?:them|us|we|they|him|her)|(?:it|they|we) (?:did|had done) (?:it|this))[.,]?$"
)
_BYSTANDERS = frozenset({"witnesses", "civilians", "media", "outlet", "ngo", "medics", "hospital", "document"})
_OWN = re.compile(r"\b(?:its|their|our)\s(?:[\w’'-]+\s){0,2}$", re.IGNORECASE)
_FIGHTING = frozenset(
    {"armed group", "rebel group", "political militia", "communal militia", "movement", "state forces"}
)
_BEFORE = 30
_PRONOUNS = frozenset({"it", "they", "we", "he", "she", "i"})
_CAPITALS = re.compile(r"(?:[A-Z][\w’'-]+\s)*[A-Z][\w’'-]{3,}")


def pointer(article: Article, attribution: Attribution) -> Span | None:
    """The words that point to something told, or None."""
    uses = _POINTING.get(attribution.cue_class, ())
    if not uses or (attribution.negated and attribution.cue_class != "unverified"):
        return None
    first = attribution.content[0]
    found = _pattern(uses).match(article.quote(first))
    return Span(first.start + found.start(1), first.start + found.end(1)) if found else None


@lru_cache(maxsize=8)
def _pattern(uses: tuple[str, ...]) -> re.Pattern[str]:
    """A content that is nothing but pointing words, or begins with a share (“any part in …”)."""
    rows = sorted(read_table("merging/pointers.tsv"), key=lambda r: -len(r["words"]))
    words = {use: "|".join(re.escape(r["words"]) for r in rows if r["use"] == use) for use in uses}
    few = r"(?:[\w'’-]+\s+){0,4}?"
    whose = r"(?:\s+(?:from|by|of that kind|of this kind)\b[^.]*)?(?:\sfalse)?"
    end = r"(?=[\s.,;:!”\"'’]*$)"
    shapes = {
        "deed": rf"(?:{words.get('deed')}){end}",
        "part": rf"(?:(?:we|it|they|he|she)\s(?:had|have|has)\s)?(?:{words.get('part')})\b",
        "charge": rf"{few}(?:{words.get('charge')}){whose}{end}",
        "act": rf"(?:the|this|these|such)\s{few}(?:{words.get('act')}){end}",
        "threat": rf"(?:[A-Z][\w’'-]+\s)?[“\"'‘]?(?:{words.get('threat')}){end}",
    }
    told = "|".join(shapes[use] for use in uses)
    flags = re.NOFLAG if "threat" in uses else re.IGNORECASE
    return re.compile(rf"[“\"'‘]?({told})", flags)


def owns(article: Article, attribution: Attribution) -> bool:
    """“Insisted it was them”."""
    said = attribution.cue_class in ("say", "claim", "confirm", "admit") and not attribution.negated
    return said and _OWNED.match(article.quote(attribution.content[0])) is not None


def disowns(article: Article, attribution: Attribution | None) -> bool:
    """“Said it had no role in the attack”, “said Arland bore no responsibility”: of oneself or one's own country."""
    if attribution is None or attribution.speaker is None or attribution.negated:
        return False
    if attribution.cue_class not in ("say", "claim", "report", "believe", "deny") or not attribution.content:
        return False
    words = article.quote(attribution.content[0])
    if attribution.cue_class == "deny" and _OWN_DEED.match(words):
        return True
    if _NONE_OF_OURS.match(words):
        return attribution.speaker.kind not in _BYSTANDERS
    found = _DISOWNED.match(words)
    return found is not None and _is_self(attribution.speaker, found["who"])


def wields(article: Article, attribution: Attribution | None, mention: EventMention) -> bool:
    """“The rebels said that their drones hit it”: who speaks of his own weapons or men at work."""
    if attribution is None or attribution.negated or mention.actors or mention.polarity == "negative":
        return False
    speaker = attribution.speaker
    if speaker is None or speaker.kind not in _FIGHTING or attribution.cue_class not in ("say", "claim", "report"):
        return False
    for role in mention.roles:
        inside = any(s.start <= role.span.start < s.end for s in attribution.content)
        if role.name == "weapon" and inside and role.span.end <= mention.trigger.start:
            return _OWN.search(article.text[max(0, role.span.start - _BEFORE) : role.span.start]) is not None
    return False


def _is_self(speaker: Actor, words: str) -> bool:
    lower = words.casefold().removeprefix("the ")
    if lower in _PRONOUNS or re.match(r"(?:his|her|its|their|our|my)\s[\w-]+$", lower):
        return True
    mine = " ".join(w for w in (speaker.name, speaker.as_written, speaker.affiliation) if w).casefold()
    return len(lower) > _LEAST and re.search(rf"\b{re.escape(lower)}\b", mine) is not None


def parties_of(attributions: Sequence[Attribution], told: Sequence[Actor]) -> list[Actor]:
    """Named parties of the article, the longest names first: who can be accused."""
    found = [a.speaker for a in attributions if a.speaker and a.speaker.name]
    found += [a for a in told if a.name]
    kept = {(a.name or "").casefold(): a for a in reversed(found) if a.kind not in ("media", "document", "place")}
    return sorted(kept.values(), key=lambda a: (-len(a.name or ""), a.span))


def accused(article: Article, attribution: Attribution, parties: Sequence[Actor]) -> Iterator[Actor]:
    """The parties that a short content names: “blamed the Front”, “put the blame on Arland and Sorland”."""
    if attribution.cue_class != "accuse" or attribution.negated or attribution.speaker is None:
        return
    first = attribution.content[0]
    words = article.quote(first)
    instrument = _INSTRUMENT.match(words)
    if instrument:
        first = Span(first.start + instrument.end(), first.end)
        words = words[instrument.end() :]
    responsible = _RESPONSIBLE.match(words)
    words = words[: responsible.end("who")] if responsible else re.split(r",\s(?:a|an|the|which|who)\s", words)[0]
    if len(words) > _NAMED:
        return
    found = list(_named(words, first.start, parties)) or list(_unknown(words, first.start))
    rest = "".join(c for n, c in enumerate(words, first.start) if not any(s.start <= n < s.end for s, _ in found))
    if not re.search(r"\b(?:of|for|over|that)\b", rest.removeprefix("that ") if responsible else rest):
        yield from (
            Actor(s, words[s.start - first.start : s.end - first.start], p.name, None, p.kind, p.affiliation, p.id)
            for s, p in sorted(found, key=lambda item: item[0])
        )


def identified(article: Article, attribution: Attribution, parties: Sequence[Actor]) -> Iterator[Actor]:
    """The party to which a statement says that those who did it belong (“the attackers were members of the Front”)."""
    if attribution.negated or attribution.speaker is None or attribution.cue_class not in ("say", "confirm", "report"):
        return
    first = attribution.content[0]
    words = article.quote(first)
    found = _MEMBERS.search(words)
    if found is None or _UNSURE.search(words):
        return
    for span, party in sorted(_named(words, first.start, parties), key=lambda item: item[0]):
        near = min(abs(span.start - first.start - found.end()), abs(span.end - first.start - found.start("what")))
        if near <= _BEFORE and party.kind not in ("state", "person", "place"):
            yield Actor(span, article.quote(span), party.name, None, party.kind, party.affiliation, party.id)


def _named(words: str, start: int, parties: Sequence[Actor]) -> Iterator[tuple[Span, Actor]]:
    """Where the words name a party; a longer name hides a shorter one inside it."""
    taken: list[Span] = []
    for party in parties:
        written = party.as_written.removeprefix("the ").removeprefix("The ")
        for name in dict.fromkeys((party.name or "", written, *sorted(initials(party.name or "")))):
            at = words.find(name) if len(name) >= _LEAST and name[:1].isupper() else -1
            span = Span(start + at, start + at + len(name))
            if at < 0 or any(s.start < span.end and span.start < s.end for s in taken):
                continue
            taken.append(span)
            yield span, party
            break


def _unknown(words: str, start: int) -> Iterator[tuple[Span, Actor]]:
    """A state, or a name that nobody bears in the rest of the report, where the words are only that."""
    bare = re.sub(r"^(?:that|the blame on|blame on|it on|the)\s", "", words)
    bare = re.sub(r"^(?:the)\s", "", bare).rstrip(' .,”"')
    found = _CAPITALS.fullmatch(bare)
    if found is None:
        return
    at = words.index(bare)
    span = Span(start + at, start + at + len(bare))
    state = states().get(bare.casefold())
    if state is None:
        yield span, Actor(span, bare, bare)
    else:
        yield span, Actor(span, bare, state.name, kind="state", id=state.id)
