"""The nouns. Frozen, plain, and importing nothing of ours.

Offsets are Unicode code points into `Article.text`, 0-based, half-open: `text[s.start:s.end]` is the quote.
Unknown is `None` (or an empty tuple) with its reason under the field's name in `unknown`, never a guess.
`article` beside a span is the id of the article that it slices; None inside one article, set in merged events.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

SCHEMA_VERSION = "1"
EVENT_SCHEMA = f"saidwho.event/{SCHEMA_VERSION}"
ARTICLE_SCHEMA = f"saidwho.article/{SCHEMA_VERSION}"

ParagraphKind = Literal["title", "body", "byline", "caption", "repeated_title", "furniture"]
Quotation = Literal["direct", "indirect", "mixed"]
Stage = Literal["occurred", "ongoing", "attempted", "threatened", "planned", "hypothetical"]
Polarity = Literal["positive", "negative"]
RoleName = Literal["actor", "target", "victim", "weapon", "place", "time", "purpose"]
TollKind = Literal["killed", "injured", "casualties", "arrested", "abducted", "displaced", "missing"]
Stance = Literal[
    "claims", "asserts", "confirms", "accuses", "denies", "cannot_verify", "threatens", "condemns", "mentions"
]
CueClass = Literal[
    "say", "confirm", "admit", "deny", "claim", "accuse", "unverified", "threaten", "condemn",
    "order", "believe", "perceive", "plan", "report", "ask",
]  # fmt: skip
OUTLET = "a-0"
"""Id of the root attribution: the outlet's own voice."""


class Span(NamedTuple):
    """Half-open offsets into `Article.text`."""

    start: int
    end: int


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text without a line break, and what it is for. Only title and body are coded."""

    span: Span
    kind: ParagraphKind


@dataclass(frozen=True, slots=True)
class Dateline:
    """“KABUL, March 3 (Reuters) –”: where and when the report was filed, never where the event was."""

    span: Span
    place: str | None = None
    place_span: Span | None = None
    date: str | None = None
    date_span: Span | None = None
    agency: str | None = None
    agency_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One news report; its text never changes after reading. `id` is a hash of the text, outlet and day given with it.

    `paragraphs` cover the text in order; `published_from` says where the date was found
    ("given", "page", "text").
    """

    id: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    title: Span | None = None
    outlet: str | None = None
    outlet_span: Span | None = None
    byline: Span | None = None
    dateline: Dateline | None = None
    published: dt.date | None = None
    published_from: Literal["given", "page", "text"] | None = None
    url: str | None = None
    name: str | None = None
    unknown: Mapping[str, str] = field(default_factory=dict)

    def quote(self, span: Span) -> str:
        """The words that a span stands for."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be coded: `reason` is the error's class, `message` its words."""

    name: str
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A party or person, linked inside the article.

    `name` is the fullest neutral name the article gives, `as_written` the words at `span`; `id` is ISO 3166 alpha-2
    for a state, `actor:NAME` for a row of the table of actors. `name` is None when the words name nobody
    (“gunmen” has a kind and no name).
    """

    span: Span
    as_written: str
    name: str | None = None
    name_span: Span | None = None
    kind: str | None = None
    affiliation: str | None = None
    id: str | None = None
    score: float = 1.0
    others: tuple[str, ...] = ()
    unknown: Mapping[str, str] = field(default_factory=dict)
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer place, never finer than a town, site or province. `country` is ISO 3166 alpha-2.

    `position` tells what `lat` and `lon` are: the gazetteer's own point, or the rough middle of a wide place.
    """

    span: Span
    as_written: str
    name: str | None = None
    geonames: int | None = None
    country: str | None = None
    admin1: str | None = None
    precision: Literal["site", "city", "admin2", "admin1", "region", "country"] | None = None
    lat: float | None = None
    lon: float | None = None
    score: float = 0.0
    others: tuple[str, ...] = ()
    inferred_from: str | None = None
    unknown: Mapping[str, str] = field(default_factory=dict)
    position: Literal["gazetteer", "approximate"] | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A half-open interval of days, `start <= day < end`, with the rule that gave it.

    `start` and `end` are None while the expression cannot be resolved (no published date).
    `timex` is a TIMEX3 value, `type` its TIMEX3 type.
    """

    span: Span
    as_written: str
    start: dt.date | None = None
    end: dt.date | None = None
    granularity: str | None = None
    part_of_day: str | None = None
    type: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE"
    timex: str | None = None
    rule: str | None = None
    certainty: Literal["stated", "inferred", "vague"] = "stated"
    unknown: Mapping[str, str] = field(default_factory=dict)
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Toll:
    """A figure somebody gives. Bounds are inclusive; `high` None is open above, `low` None open below.

    `part_of` holds the index (in the mention's tolls) of the total of which this is a sub-count: never added.
    `said_by` is the id of the attribution (in a mention) or of the account (in an event) that gives it.
    `superseded` marks a figure that the text itself calls replaced (“lowered from 359 to 253”), or in whose place the
    same source gave another in a later report.
    """

    kind: TollKind
    span: Span
    as_written: str
    low: int | None
    high: int | None
    best: int | None = None
    who: str | None = None
    who_span: Span | None = None
    said_by: str = OUTLET
    part_of: int | None = None
    approximate: bool = False
    superseded: bool = False
    article: str | None = None


@dataclass(frozen=True, slots=True)
class TollRange:
    """One kind of toll over all its sources (docs/tolls.md): the lowest reliable figure, the most likely, the highest.

    `low_from` and its siblings are the indices, in the event's tolls, of the figures that give each bound; `sources`
    counts the sources whose figures were weighed; `why` says how `best` was chosen.
    """

    kind: TollKind
    low: int
    best: int
    high: int
    low_from: int
    best_from: int
    high_from: int
    sources: int
    why: str


@dataclass(frozen=True, slots=True)
class Channel:
    """How a statement reached the outlet (“in a statement on Telegram”, “told state TV”)."""

    kind: str
    span: Span
    as_written: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what (PARC / PolNeAR). Source, cue and content may each be discontinuous.

    `source` is empty when the text names none; `speaker` is the resolved source.
    `negated` marks “did not say”, “could not confirm”. `parent` is the id of the attribution whose
    content holds this one; the outlet (`OUTLET`) is the root.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    quotation: Quotation
    cue_class: CueClass = "say"
    negated: bool = False
    channel: Channel | None = None
    parent: str = OUTLET
    speaker: Actor | None = None
    confidence: float = 1.0
    unknown: Mapping[str, str] = field(default_factory=dict)
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A part that words play in an event; linked afterwards."""

    name: RoleName
    span: Span
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class EventMention:
    """One telling of one event (ACE / MUC event; stage and polarity after FactBank)."""

    id: str
    type: str
    mode: str | None
    trigger: Span
    sentence: Span
    attribution: str = OUTLET
    roles: tuple[Role, ...] = ()
    tolls: tuple[Toll, ...] = ()
    weapon: str | None = None
    stage: Stage = "occurred"
    polarity: Polarity = "positive"
    background: str | None = None
    """Why this tells of something other than the news itself (a war's total, an earlier year), or None."""
    acled: tuple[str, str] | None = None
    actors: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    place: Place | None = None
    time: Time | None = None
    unknown: Mapping[str, str] = field(default_factory=dict)
    article: str | None = None
    presupposed: bool = False
    """It is taken for known and not told: “after the attack”, “victims of the bombings”."""
    facts: tuple[str, ...] = ()
    """What ACLED's classes need beyond type, mode and parties: “two-sided”, “ground-won” (`codebook/facts.tsv`)."""
    contexts: tuple[str, ...] = ()
    """PLOVER's contexts: the fields that the sentence speaks of, such as `election` or `terrorism`."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One time that an account was given: in which article, by which words, published when, through whom.

    `copy_of` is the id of the article of which this one is a copy; `repeats` that of the earlier article which prints
    the same words, copy or not.
    """

    article: str
    attribution: str
    said: Spans
    cue: Spans
    outlet: str | None = None
    published: dt.date | None = None
    said_via: tuple[Mapping[str, str], ...] = ()
    quotation: Quotation | None = None
    copy_of: str | None = None
    repeats: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One original source's stance on one event, with its words.

    `role` is what the source is to the event: its actor, its target, an authority, a witness, the outlet.
    `said_via` is the chain from the outlet inwards: outlet, the wire that it prints, relaying speakers, channel.
    """

    id: str
    source: Actor | None
    stance: Stance
    role: str | None
    said_via: tuple[Mapping[str, str], ...]
    said: Spans
    cue: Spans
    quotation: Quotation | None
    attributions: tuple[str, ...]
    unknown: Mapping[str, str] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    """Every time it was given, in events merged from many articles; `said` and `cue` are those of the first."""
    counted_once: str | None = None
    """Why it adds no source to the count of those who say so: it is of one source with another account."""


@dataclass(frozen=True, slots=True)
class Event:
    """One happening that several mentions tell of; its status is computed from its accounts."""

    id: str
    type: str
    mode: str | None
    acled: tuple[str, str] | None
    stage: Stage
    polarity: Polarity
    status: str
    occurrence: str
    responsibility: str
    status_why: str
    actors: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    weapon: str | None = None
    weapon_span: Span | None = None
    place: Place | None = None
    time: Time | None = None
    tolls: tuple[Toll, ...] = ()
    accounts: tuple[Account, ...] = ()
    mentions: tuple[EventMention, ...] = ()
    background: str | None = None
    unknown: Mapping[str, str] = field(default_factory=dict)
    weapon_article: str | None = None
    toll_ranges: tuple[TollRange, ...] = ()
    """Low, best and high of each kind of toll over all sources."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that saidwho reads out of one article."""

    article: Article
    attributions: tuple[Attribution, ...]
    mentions: tuple[EventMention, ...]
    events: tuple[Event, ...]
    made_by: Mapping[str, str] = field(default_factory=dict)
