"""saidwho reads news reports and writes event records that never lose the speaker."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from saidwho.config import Settings
from saidwho.errors import InputError, SaidwhoError, SetupError, StoreError
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

if TYPE_CHECKING:
    from saidwho.pipeline.merges import merge
    from saidwho.pipeline.runs import RunSummary, run
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

_LATER = {
    "RunSummary": "pipeline.runs", "Store": "storage", "merge": "pipeline.merges", "open_store": "storage",
    "run": "pipeline.runs",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Names of the store load it when first asked for: coding one report needs no database."""
    if name not in _LATER:
        raise AttributeError(f"module 'saidwho' has no attribute '{name}'")
    return getattr(import_module(f"saidwho.{_LATER[name]}"), name)
