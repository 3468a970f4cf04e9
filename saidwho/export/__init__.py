"""Results as text, JSON, CSV and a page, and the proof of a result."""

from saidwho.export.check import check_record, check_text
from saidwho.export.html import to_html
from saidwho.export.ledger import to_ledger, to_line, to_listing
from saidwho.export.reasons import Told, to_reasons
from saidwho.export.record import article_record, event_record, failure_record, to_json
from saidwho.export.table import events_to_csv, to_csv, write_csv
from saidwho.export.text import Painter, to_text
from saidwho.export.values import Texts

__all__ = [
    "Painter",
    "Texts",
    "Told",
    "article_record",
    "check_record",
    "check_text",
    "event_record",
    "events_to_csv",
    "failure_record",
    "to_csv",
    "to_html",
    "to_json",
    "to_ledger",
    "to_line",
    "to_listing",
    "to_reasons",
    "to_text",
    "write_csv",
]
