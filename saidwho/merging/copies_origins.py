"""Whose report an article is, and through which medium each statement reached it.

    for origin in find_origins(article, attributions):
        origin.name, origin.scope, article.quote(origin.span)

An outlet that prints an agency's report, or passes on what somebody told another medium, is no new source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from saidwho.records import Article, Attribution, Span
from saidwho.resources import read_table

LINE = 200
"""Characters of the longest paragraph that can be a credit line."""
LAST = 3
"""Body paragraphs at the end that may end with the name of an agency."""
REACH = 80
"""Characters between the words of an attribution and those that name the medium, within one sentence."""
_END = r"(?:^|(?<=[.!?”\"’)\s]))\s*(?:[(\[]\s*(?:the )?|[—–]\s*)LIST\s*[)\]]?\.?\s*$"
_MARK = re.compile(r"[.!?][\"'”’)\]]*\s")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where words come from, with the words that prove it.

    `scope`: the whole article is a report of `name` (“(Reuters) -”), `part` of it comes from there (“AP contributed”),
    or the `statement` of one attribution does (“told the BBC”). `name` is None where the medium has none (“state
    television”); `kind` is agency, state agency, outlet, state outlet, party outlet (the mouth of a party) or monitor.
    `attribution` is set for statements only. `span` slices to `as_written`.
    """

    article: str
    scope: Literal["whole", "part", "statement"]
    how: Literal["dateline", "byline", "credit", "copyright", "contribution", "source", "told", "cited"]
    name: str | None
    kind: str | None
    country: str | None
    span: Span
    as_written: str
    attribution: str | None = None


def find_origins(article: Article, attributions: Iterable[Attribution] = ()) -> tuple[Origin, ...]:
    """Origins of the article and of its statements, in order of the text. An outlet is no origin of its own words."""
    found = [o for o in (*_of_dateline(article), *_of_lines(article)) if not _own(article, o)]
    statements = list(attributions)
    relays = [r for r in _relays(article) if not _own(article, r)] if statements else []
    for attribution in statements:
        relay = _through(article, attribution, relays)
        if relay is not None:
            found.append(replace(relay, attribution=attribution.id))
    return tuple(sorted(set(found), key=lambda o: (o.span, o.scope, o.attribution or "", o.how)))


def original(origins: Iterable[Origin]) -> Origin | None:
    """The origin of the whole article: dateline before byline, credit and copyright; None where it is its outlet's."""
    order = ("dateline", "byline", "credit", "copyright")
    whole = [o for o in origins if o.scope == "whole" and o.attribution is None]
    return min(whole, key=lambda o: (order.index(o.how), o.span), default=None)


def medium_of(words: str | None) -> str | None:
    """The medium that words name, under its own name: “an AP reporter”. None where they name none that is known."""
    found = _name().search(words or "")
    return _media()[found.group()].name if found else None


def is_medium(name: str) -> bool:
    """Whether a name is that of a medium and of nothing else: “Reuters”, “the BBC”."""
    medium = _media().get(name) or _media().get(re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", name))
    return medium is not None and medium.name not in _credit_only()


@lru_cache(maxsize=1)
def _credit_only() -> frozenset[str]:
    """Media whose name is also a word, a person or another body."""
    return frozenset(row["name"] for row in read_table("merging/credits.tsv") if row["use"] == "credit")


@dataclass(frozen=True, slots=True)
class _Medium:
    name: str
    kind: str
    country: str | None


@lru_cache(maxsize=1)
def _media() -> dict[str, _Medium]:
    """Every way of writing a medium's name."""
    found = {}
    for row in read_table("merging/credits.tsv"):
        medium = _Medium(row["name"], row["kind"], row["country"] or None)
        for name in (row["name"], *filter(None, row["others"].split("|"))):
            found[name] = medium
    return found


@lru_cache(maxsize=1)
def _names() -> str:
    """An expression of all names, the longest first; case counts."""
    names = sorted(_media(), key=lambda n: (-len(n), n))
    return r"(?-i:\b(?:" + "|".join(re.escape(n) for n in names) + r")\b)"


@lru_cache(maxsize=1)
def _name() -> re.Pattern[str]:
    return re.compile(_names())


def _list(pattern: str) -> re.Pattern[str]:
    name = _names()
    more = rf"(?:\s*(?:,|/|&|;|-|\band\b|, and\b)\s*(?:the )?(?:{name}|agencies|agency|staff|wires?))*"
    return re.compile(pattern.replace("LIST", f"(?P<list>{name}{more})"), re.IGNORECASE)


@lru_cache(maxsize=1)
def _lines() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    rows = read_table("merging/credits_lines.tsv")
    return tuple((row["scope"], row["how"], _list(row["pattern"])) for row in rows)


@lru_cache(maxsize=1)
def _end() -> re.Pattern[str]:
    return _list(_END)


@lru_cache(maxsize=1)
def _medium() -> str:
    """An expression with the group `medium`: a name that is no word besides, or words such as “state television”."""
    names = sorted(_media().keys() - _credit_only(), key=lambda n: (-len(n), n))
    name = r"(?-i:(?:" + "|".join(re.escape(n) for n in names) + r")\b)"
    known = sorted(read_table("merging/credits_media.tsv"), key=lambda r: (-len(r["words"]), r["words"]))
    owner = "(?:" + "|".join(r["words"] for r in known if r["use"] == "owner") + ")"
    noun = "(?:" + "|".join(r["words"] for r in known if r["use"] == "noun") + r")\b"
    proper = r"(?-i:[A-Z][\w’'-]+)"
    whose = rf"(?:(?:{proper}(?: {proper})?|(?:the )?\w+['’]s|its|their) )?"
    plain = rf"{whose}{owner}(?:,? {owner})* (?:{proper} )?{noun}(?: {name})?"
    return rf"(?:(?:the|a|an)\s+)?(?P<medium>{plain}|(?:\w+ )?{noun} {name}|{name})"


@lru_cache(maxsize=1)
def _source() -> re.Pattern[str]:
    return re.compile(_medium(), re.IGNORECASE)


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Forms of passing on, each with the group `medium`."""
    rows = read_table("merging/credits_relays.tsv")
    return tuple((r["how"], re.compile(r["pattern"].replace("MEDIUM", _medium()), re.IGNORECASE)) for r in rows)


def _origin(article: Article, span: Span, scope: str, how: str) -> Origin:
    words = article.quote(span)
    match = _name().search(words)
    medium = _media()[match.group()] if match else None
    kind = medium.kind if medium else ("state outlet" if re.search(r"(?i)\b(?:state|official)", words) else None)
    name, country = (medium.name, medium.country) if medium else (None, None)
    return Origin(article.id, scope, how, name, kind, country, span, words)  # type: ignore[arg-type]


def _of_dateline(article: Article) -> Iterator[Origin]:
    dateline = article.dateline
    if dateline is None or dateline.agency_span is None:
        return
    names = [*_name().finditer(article.text, *dateline.agency_span)]
    for match in names:
        yield _origin(article, Span(*match.span()), "whole", "dateline")
    if not names:
        found = _origin(article, dateline.agency_span, "whole", "dateline")
        yield replace(found, name=dateline.agency)


def _of_lines(article: Article) -> Iterator[Origin]:
    """Credit lines of their own, and names behind the last sentences."""
    for span in (p.span for p in article.paragraphs if p.kind in ("byline", "furniture", "body")):
        if span.end - span.start <= LINE:
            words = article.quote(span)
            lead = len(words) - len(words.lstrip(" \t*_-–—•"))
            for scope, how, pattern in _lines():
                match = pattern.fullmatch(words.strip(" \t*_-–—•"))
                if match:
                    yield from _listed(article, Span(*match.span("list")), span.start + lead, scope, how)
                    break
    for span in [p.span for p in article.paragraphs if p.kind == "body"][-LAST:]:
        start = max(span.start, span.end - LINE)
        match = _end().search(article.text[start : span.end])
        if match:
            yield from _listed(article, Span(*match.span("list")), start, "whole", "credit")


def _listed(article: Article, part: Span, start: int, scope: str, how: str) -> Iterator[Origin]:
    for match in _name().finditer(article.text, start + part.start, start + part.end):
        yield _origin(article, Span(*match.span()), scope, how)


def _relays(article: Article) -> list[Origin]:
    """Every place of the body that names the medium through which something came."""
    found = []
    for span in (p.span for p in article.paragraphs if p.kind == "body"):
        for how, pattern in _forms():
            for match in pattern.finditer(article.text, span.start, span.end):
                found.append(_origin(article, Span(*match.span("medium")), "statement", how))
    return found


def _own(article: Article, origin: Origin) -> bool:
    name = (article.outlet or "").partition(" (")[0]
    outlet = _media().get(name)
    return origin.name is not None and origin.name == (outlet.name if outlet else name)


def _through(article: Article, attribution: Attribution, relays: Iterable[Origin]) -> Origin | None:
    """The medium of a statement: its source, its channel, or the nearest one named beside its cue."""
    for span in attribution.source:
        match = _source().match(article.text, span.start)
        if match:
            origin = _origin(article, Span(*match.span("medium")), "statement", "source")
            return None if _own(article, origin) else origin
    parts = [*attribution.cue, *attribution.source, *([attribution.channel.span] if attribution.channel else [])]
    best: tuple[int, Origin] | None = None
    for relay in relays:
        if not parts or any(c.start < relay.span.end and relay.span.start < c.end for c in attribution.content):
            continue
        far = min(_between(article, part, relay.span) for part in parts)
        if far <= REACH and (best is None or far < best[0]):
            best = far, relay
    return best[1] if best else None


def _between(article: Article, a: Span, b: Span) -> int:
    """Characters between two spans; beyond reach where a sentence ends between them."""
    low, high = min(a.end, b.end), max(a.start, b.start)
    if low >= high:
        return 0
    return REACH + 1 if high - low > REACH or _MARK.search(article.text[low:high]) else high - low
