"""A made-up report about Portava, and what tests build over its words: actors, attributions, mentions, events."""

from __future__ import annotations

from saidwho.merging import merge_article
from saidwho.records import OUTLET, Actor, Article, Attribution, Event, EventMention, Paragraph, Span

TEXT = (
    "Front strikes ministry in Portava\n"
    "The Northern Front said it struck the ministry in Portava with drones on Sunday.\n"
    "The army denied the strike. Police said the attack killed three guards.\n"
)


def span(words: str, start: int = 0, *, text: str = TEXT) -> Span:
    at = text.index(words, start)
    return Span(at, at + len(words))


def article(text: str = TEXT) -> Article:
    paragraphs, at = [], 0
    for line in text.split("\n")[:-1]:
        paragraphs.append(Paragraph(Span(at, at + len(line)), "body" if paragraphs else "title"))
        at += len(line) + 1
    return Article("x", text, tuple(paragraphs), title=paragraphs[0].span, outlet="Harbour Post")


def actor(name: str, *, text: str = TEXT, **more: object) -> Actor:
    values: dict[str, object] = {"name": name, **more}
    return Actor(span(name, text=text), name, **values)  # type: ignore[arg-type]


FRONT = actor("Northern Front", kind="armed group")
ARMY = actor("The army", kind="state forces")
POLICE = actor("Police", kind="police")


def said(number: int, speaker: Actor | None, cue_class: str = "say", **more: object) -> Attribution:
    values: dict[str, object] = {"cue": (span("said"),), "content": (span("it struck"),), **more}
    return Attribution(
        f"a-{number}",
        source=(speaker.span,) if speaker else (),
        quotation="indirect",
        cue_class=cue_class,  # type: ignore[arg-type]
        speaker=speaker,
        **values,  # type: ignore[arg-type]
    )


def told(number: int, trigger: Span, by: str = OUTLET, **more: object) -> EventMention:
    values: dict[str, object] = {"type": "ASSAULT", "mode": None, "actors": (FRONT,), **more}
    return EventMention(f"m-{number}", trigger=trigger, sentence=trigger, attribution=by, **values)  # type: ignore[arg-type]


TITLE, LEAD, LATER = span("strikes"), span("struck"), span("attack")


def merge(attributions: tuple[Attribution, ...], *mentions: EventMention, text: str = TEXT) -> tuple[Event, ...]:
    return merge_article(article(text), attributions, mentions)
