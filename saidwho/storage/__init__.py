"""The store: one SQLite file by default, PostgreSQL by URL."""

from saidwho.storage.finding import Wanted, find_events, most_reported, whole_id
from saidwho.storage.rows import CodedRows, annotation_of, coded_rows, mention_key
from saidwho.storage.store import Store, open_store, versions_of
from saidwho.storage.writing import Added, DocumentRow, Writer

__all__ = [
    "Added", "CodedRows", "DocumentRow", "Store", "Wanted", "Writer", "annotation_of", "coded_rows",
    "find_events", "mention_key", "most_reported", "open_store", "versions_of", "whole_id",
]  # fmt: skip
