"""The events of all that a store holds: copies found, tellings grouped, accounts pooled, written in one transaction."""

from __future__ import annotations

import time
from dataclasses import dataclass
from importlib.metadata import version

from saidwho.records import Article
from saidwho.storage import Store


@dataclass(frozen=True, slots=True)
class MergeSummary:
    """What a merge did. `copies` are the articles that stand for no report of their own."""

    events: int
    articles: int
    copies: int
    seconds: float


def merge(store: Store) -> MergeSummary:
    """Merges all that the store holds anew: the events of the merge before are replaced, all or none.

    Nobody else adds to the store meanwhile. Raises `StoreError`.
    """
    # DuckDB and Arrow take a second to load, which only a merge should wait for.
    from saidwho.merging.across import Telling, merge_events, tellings_of
    from saidwho.merging.copies import find_copies

    begun = time.monotonic()
    with store.writer("merge", {"saidwho": version("saidwho")}) as writer:
        articles: list[Article] = []
        tellings: list[Telling] = []
        for annotation in store.annotations():
            articles.append(annotation.article)
            tellings.extend(tellings_of(annotation))
        copies = find_copies(articles)
        number = writer.write_events(merge_events(tellings, copies=copies))
        copied = sum(len(group.articles) - 1 for group in copies.groups)
        writer.finish("done", events=number, copies=copied)
    return MergeSummary(number, len(articles), copied, time.monotonic() - begun)


def is_merged(store: Store) -> bool:
    """Are the events of the last merge those of all that the store holds?"""
    runs = store.runs().select(["id", "kind", "status", "coded"]).to_pylist()
    merged = max((r["id"] for r in runs if r["kind"] == "merge" and r["status"] == "done"), default=0)
    return merged > max((r["id"] for r in runs if r["kind"] == "run" and r["coded"] != 0), default=0)
