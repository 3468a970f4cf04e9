"""The tables, as the newest migration leaves them. `docs/store.md` says what each column means.

Created by the numbered SQL files in `data/storage/`; what stands here is what queries are built from.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()


def _texts(*names: str) -> list[Column[Any]]:
    return [Column(name, Text) for name in names]


def _run() -> Column[Any]:
    return Column("run", Integer, ForeignKey("run.id"), nullable=False)


def _article(*, nullable: bool = False) -> Column[Any]:
    return Column("article", Text, ForeignKey("article.id"), nullable=nullable, index=True)


def _values() -> list[Column[Any]]:
    """What mentions and events share: the values that people filter by."""
    return [
        Column("type", Text, nullable=False, index=True),
        Column("mode", Text),
        Column("stage", Text, nullable=False),
        Column("polarity", Text, nullable=False),
        *_texts("background", "acled_type", "acled_subtype"),
        *_texts("actor", "actor_kind", "actor_id", "target", "target_kind", "target_id", "weapon"),
        *_texts("place", "country", "admin1"),
        Column("geonames", Integer),
        Column("precision", Text),
        Column("lat", Float),
        Column("lon", Float),
        Column("time_start", Date, index=True),
        Column("time_end", Date),
        *_texts("granularity", "part_of_day"),
    ]


migration = Table("migration", metadata, Column("number", Integer, primary_key=True), Column("name", Text))

run = Table(
    "run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    *_texts("saidwho", "codebook", "parser", "model"),
    Column("versions", Text, nullable=False),
    *_texts("sources", "settings", "started", "ended"),
    *(Column(name, Integer) for name in ("coded", "already_there", "copies", "failed", "events")),
)

article = Table(
    "article",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    _run(),
    *_texts("name", "outlet"),
    Column("published", Date, index=True),
    *_texts("published_from", "dateline", "agency", "url", "title"),
    Column("words", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("record", Text, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("key", Text, primary_key=True),
    _run(),
    _article(),
    *_texts("name", "source", "url"),
)

coding = Table(
    "coding",
    metadata,
    Column("number", Integer, primary_key=True),
    _run(),
    Column("article", Text, ForeignKey("article.id"), nullable=False),
    Column("versions", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("events", Text, nullable=False),
    UniqueConstraint("article", "versions"),
)

attribution = Table(
    "attribution",
    metadata,
    Column("coding", Integer, ForeignKey("coding.number"), nullable=False),
    Column("id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    _run(),
    _article(),
    Column("parent", Text),
    *_texts("speaker", "speaker_kind", "speaker_id", "affiliation"),
    Column("cue_class", Text, nullable=False),
    Column("negated", Boolean, nullable=False),
    *_texts("quotation", "channel", "channel_kind", "source", "cue", "content"),
    Column("confidence", Float),
    Column("record", Text),
    PrimaryKeyConstraint("coding", "id"),
    ForeignKeyConstraint(
        ["coding", "parent"], ["attribution.coding", "attribution.id"], deferrable=True, initially="DEFERRED"
    ),
)

mention = Table(
    "mention",
    metadata,
    Column("coding", Integer, ForeignKey("coding.number"), nullable=False),
    Column("id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("key", Text, nullable=False, index=True),
    _run(),
    _article(),
    Column("attribution", Text, nullable=False),
    *_texts("speaker", "affiliation"),
    *_values(),
    Column("trigger_start", Integer, nullable=False),
    Column("trigger_end", Integer, nullable=False),
    *_texts("trigger_words", "sentence"),
    Column("record", Text, nullable=False),
    PrimaryKeyConstraint("coding", "id"),
    ForeignKeyConstraint(["coding", "attribution"], ["attribution.coding", "attribution.id"]),
)

failure = Table(
    "failure",
    metadata,
    Column("id", Text, primary_key=True),
    _run(),
    Column("name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("message", Text, nullable=False),
)

event = Table(
    "event",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    _run(),
    Column("status", Text, nullable=False, index=True),
    *_texts("occurrence", "responsibility", "status_why"),
    *_values(),
    *(Column(name, Integer, nullable=False) for name in ("articles", "accounts", "mentions")),
    Column("record", Text, nullable=False),
)

account = Table(
    "account",
    metadata,
    Column("event", Text, ForeignKey("event.id"), nullable=False),
    Column("id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    _run(),
    Column("stance", Text, nullable=False),
    *_texts("role", "speaker", "speaker_kind", "speaker_id", "affiliation", "quotation"),
    Column("statements", Integer, nullable=False),
    PrimaryKeyConstraint("event", "id"),
)

statement = Table(
    "statement",
    metadata,
    Column("event", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("number", Integer, nullable=False),
    _run(),
    _article(),
    *_texts("attribution", "outlet"),
    Column("published", Date),
    *_texts("channel", "quotation"),
    Column("copy_of", Text, ForeignKey("article.id")),
    *_texts("said", "cue"),
    PrimaryKeyConstraint("event", "account", "number"),
    ForeignKeyConstraint(["event", "account"], ["account.event", "account.id"]),
)

event_mention = Table(
    "event_mention",
    metadata,
    Column("event", Text, ForeignKey("event.id"), nullable=False),
    Column("number", Integer, nullable=False),
    _run(),
    _article(),
    Column("coding", Integer, nullable=False),
    Column("mention", Text),
    Column("attribution", Text, nullable=False),
    *_texts("account", "stage", "polarity"),
    Column("trigger_start", Integer, nullable=False),
    Column("trigger_end", Integer, nullable=False),
    PrimaryKeyConstraint("event", "number"),
    ForeignKeyConstraint(["coding", "mention"], ["mention.coding", "mention.id"]),
    ForeignKeyConstraint(["coding", "attribution"], ["attribution.coding", "attribution.id"]),
)

toll = Table(
    "toll",
    metadata,
    Column("event", Text, ForeignKey("event.id"), nullable=False),
    Column("number", Integer, nullable=False),
    _run(),
    Column("kind", Text, nullable=False),
    *(Column(name, Integer) for name in ("low", "best", "high")),
    *_texts("who", "account", "speaker"),
    Column("part_of", Integer),
    Column("approximate", Boolean, nullable=False),
    Column("superseded", Boolean, nullable=False),
    _article(nullable=True),
    *_texts("as_written"),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    PrimaryKeyConstraint("event", "number"),
)

MERGED = (toll, event_mention, statement, account, event)
"""What a merge throws away and writes again, in an order that no foreign key minds."""
