"""The store: one SQLite file by default, PostgreSQL by URL."""

from saidwho.storage.rows import CodedRows, coded_rows, mention_key
from saidwho.storage.store import Store, open_store, versions_of
from saidwho.storage.writing import Added, DocumentRow, Writer

__all__ = [
    "Added", "CodedRows", "DocumentRow", "Store", "Writer", "coded_rows", "mention_key", "open_store", "versions_of",
]  # fmt: skip
