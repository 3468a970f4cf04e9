"""saidwho reads news reports and writes event records that never lose the speaker."""

from saidwho.config import Settings
from saidwho.errors import InputError, SaidwhoError, SetupError
from saidwho.pipeline import Annotator, annotate, code_sources
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
    "SaidwhoError",
    "Settings",
    "SetupError",
    "Span",
    "Time",
    "Toll",
    "annotate",
    "code_sources",
    "read",
    "read_html",
    "read_text",
]
