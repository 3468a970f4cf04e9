"""The words that a person reads for stage, status, stance and type."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from saidwho.export.table import figure, named
from saidwho.linking.places_precision import is_near
from saidwho.merging.beside import is_beside
from saidwho.merging.focus import ranks
from saidwho.records import (
    Account,
    Actor,
    Annotation,
    Article,
    Attribution,
    Event,
    EventMention,
    Place,
    Span,
    Time,
    Toll,
    TollRange,
)
from saidwho.resources import read_table

STAGES = {
    "occurred": "took place, as told",
    "ongoing": "going on",
    "attempted": "attempted, not carried through",
    "threatened": "threatened: has not happened",
    "planned": "planned: has not happened",
    "hypothetical": "hypothetical: has not happened",
}
STANCES = {
    "claims": "claims it",
    "asserts": "says so",
    "confirms": "confirms it",
    "accuses": "accuses",
    "denies": "denies it",
    "cannot_verify": "could not verify it",
    "threatens": "threatens",
    "condemns": "condemns it",
    "mentions": "speaks of it as known",
}


_LISTENERS = frozenset({"press", "media", "news-agency", "tv", "newspaper", "radio", "parliament"})
_PREPOSITIONS = frozenset({"in", "on", "via", "through", "to", "by", "at", "during", "over"})


def deeds(event: Event) -> list[EventMention]:
    """The mentions whose words are of the deed itself, without the statements that only speak of it."""
    return [m for m in event.mentions if not is_beside(m)] or list(event.mentions)


def heading(event: Event) -> str:
    """“ASSAULT, drone (ACLED: Air/drone strike)”."""
    mode = f", {event.mode}" if event.mode else ""
    acled = f" (ACLED: {event.acled[1]})" if event.acled else ""
    negated = "not done: " if event.polarity == "negative" else ""
    return f"{negated}{event.type}{mode}{acled}"


def party(actor: Actor) -> str:
    """The name, or the words with what kind of party they are."""
    if actor.name is None:
        return f"{actor.as_written}" + (f" ({actor.kind}, unnamed)" if actor.kind else " (unnamed)")
    spoken_for = f", for {actor.affiliation}" if actor.affiliation and actor.affiliation != actor.name else ""
    return f"{actor.name}{spoken_for}" + (f" ({actor.kind})" if actor.kind else "")


def chain(account: Account) -> str:
    """“Harbour Post ← Northern Front (a statement on Telegram)”."""
    if account.role == "outlet":
        return way(account.said_via, None)
    return way(account.said_via, named(account.source) if account.source else "no source named")


def way(said_via: Sequence[Mapping[str, str]], source: str | None) -> str:
    """Outlet, wire, relays and source, from the outlet inwards, with the channel in brackets."""
    steps = [next(iter(step.values())) for step in said_via if "channel" not in step]
    return " ← ".join([*steps, *([source] if source else [])]) + _channel(said_via, source or "")


def _channel(said_via: Sequence[Mapping[str, str]], source: str) -> str:
    """“ (told reporters)”; nothing where the source is the document itself (“the report”)."""
    last = next((step for step in reversed(said_via) if "channel" in step), None)
    if last is None or last["channel"].casefold() in source.casefold():
        return ""
    told = last.get("kind") in _LISTENERS and last["channel"].split()[0].casefold() not in _PREPOSITIONS
    return f" ({'told ' if told else ''}{last['channel']})"


def days(time: Time) -> str:
    """The interval in words; the end of a `Time` is the day after."""
    if time.start is None or time.end is None:
        return f"unresolved ({time.unknown.get('time', 'no date')})"
    last = time.end.fromordinal(time.end.toordinal() - 1)
    day = str(time.start) if last == time.start else f"{time.start} to {last}"
    return f"{day}, {time.part_of_day}" if time.part_of_day else day


def toll_words(toll: Toll) -> str:
    """“at least 3 killed (guards)”."""
    who = f" ({toll.who})" if toll.who else ""
    part = ", part of the total" if toll.part_of is not None else ""
    revised = ", revised since" if toll.superseded else ""
    return f"{toll.kind}: {figure(toll)}{who}{part}{revised}"


def range_words(found: TollRange) -> str:
    """“3 / 5 / 7 (low / best / high)”, or the one figure where all sources agree, and how it was chosen."""
    if found.low == found.high:
        return f"{found.best}: {found.why}"
    return f"{found.low} / {found.best} / {found.high} (low / best / high): {found.why}"


_MARKS = {"“": "”", '"': '"', "«": "»", "„": "“"}
SHORT = 16
"""Characters up to which the words said are only a pointer (“this”, “the claim”) and need their sentence."""


def quoted(article: Article, spans: Sequence[Span], limit: int = 280) -> str:
    """The words of spans on one line, without a pair of marks around them, cut at a blank past `limit` characters."""
    pieces = (_bare(" ".join(article.quote(s).split())) for s in spans)
    words = " … ".join(piece for piece in pieces if piece)
    return words if len(words) <= limit else f"{words[: limit - 10].rsplit(' ', 1)[0]} […]"


def _bare(words: str) -> str:
    """Without the quotation marks that enclose all of the words, and without a comma at the end."""
    words = words.rstrip(",")
    closing = _MARKS.get(words[:1])
    inner = words[1:-1]
    if closing and words.endswith(closing) and len(words) > 1 and words[0] not in inner and closing not in inner:
        return inner.rstrip(",")
    return words


def told(article: Article, event: Event, account: Account, limit: int = 280) -> str:
    """What an account says, as in `quoted`; a long first stretch is cut to where it tells of the event.

    Words that only point (“denied this”) are shown in their sentence.
    """
    first = account.said[0] if account.said else Span(0, 0)
    mentions = [m for m in event.mentions if m.attribution in account.attributions]
    if mentions and sum(s.end - s.start for s in account.said) <= SHORT:
        return quoted(article, [mentions[0].sentence], limit)
    inside = [m.trigger for m in mentions if first.start <= m.trigger.start and m.trigger.end <= first.end]
    if not inside or inside[0].end - first.start < limit - 10:
        return quoted(article, account.said, limit)
    start = article.text.find(" ", inside[0].start - limit // 2, inside[0].start)
    return f"[…] {quoted(article, [Span(max(start, first.start), first.end), *account.said[1:]], limit)}"


def aside(article: Article, attribution: Attribution) -> str:
    """“Northern Front denied”: who says what belongs to no event, with the words that say how it is said."""
    speaker = attribution.speaker
    who = (speaker.name or speaker.as_written) if speaker else quoted(article, attribution.source)
    cue = quoted(article, attribution.cue).strip(":–— ")
    negated = "not: " if attribution.negated and not _NEGATED.search(cue) else ""
    return f"{who or 'no source named'}" + (f", {negated}{cue}" if cue else "")


_NEGATED = re.compile(r"\b(not|never|no|neither|nor)\b|n[’']t\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    return {row["id"]: row["name"] for row in read_table("linking/states.tsv")}


def where(place: Place) -> str:
    """“Portava, Velk, Arland (city)”: names from the finest to the country, and how it was read.

    A place that the gazetteer lacks is said to be so, in its country.
    """
    country = _countries().get(place.country or "", place.country)
    names = dict.fromkeys(n for n in (place.name, place.admin1, country) if n)
    inferred = f", read from the {place.inferred_from}" if place.inferred_from else ""
    if place.name is None and place.country:
        return f"in {', '.join(names)} (a place that is not in the gazetteer{inferred})"
    near = "near " if is_near(place) else ""
    return f"{near}{', '.join(names)} ({place.precision}{inferred})"


def main_first(annotation: Annotation) -> list[Event]:
    """The events of the news, not of its background: the main one, then the others in order of the text."""
    order = sorted(zip(ranks(annotation), range(len(annotation.events)), strict=True), key=lambda r: (r[0] < 2, r[1]))
    return [annotation.events[n] for _, n in order if annotation.events[n].background is None]
