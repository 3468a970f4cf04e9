"""saidwho reads news reports and writes event records that never lose the speaker."""

from saidwho.config import Settings
from saidwho.errors import InputError, SaidwhoError, SetupError, StoreError
from saidwho.pipeline import Annotator, RunSummary, annotate, code_sources, merge, run
from saidwho.reading import ReadingOptions, read, read_html, read_text
from saidwho.records import (
    Account,
    Actor,
    Annotation,
    Article,
    Attribution,
    Event,
    EventMention,
    Failure,
    Place,
    Span,
    Time,
    Toll,
)
from saidwho.storage import Store, open_store

__all__ = [
    "Account",
    "Actor",
    "Annotation",
    "Annotator",
    "Article",
    "Attribution",
    "Event",
    "EventMention",
    "Failure",
    "InputError",
    "Place",
    "ReadingOptions",
    "RunSummary",
    "SaidwhoError",
    "Settings",
    "SetupError",
    "Span",
    "Store",
    "StoreError",
    "Time",
    "Toll",
    "annotate",
    "code_sources",
    "merge",
    "open_store",
    "read",
    "read_html",
    "read_text",
    "run",
]
