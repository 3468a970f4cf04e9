"""The events of all that a store holds: copies found, tellings grouped, accounts pooled, written in one transaction."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from saidwho.errors import RecordError
from saidwho.records import Annotation, Article, Event

if TYPE_CHECKING:
    from saidwho.merging.across import Explanation, Telling
    from saidwho.storage import Store


@dataclass(frozen=True, slots=True)
class MergeSummary:
    """What a merge did. `copies` are the articles that stand for no report of their own."""

    events: int
    articles: int
    copies: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Merged:
    """The events of many articles, how many articles there were, and how many of them are copies."""

    events: tuple[Event, ...]
    articles: int
    copies: int


def merge_annotations(annotations: Iterable[Annotation]) -> Merged:
    """The events of articles that are at hand, without a store. Pure: whatever the order, the same events."""
    # DuckDB and Arrow take a second to load, which only a merge should wait for.
    from saidwho.merging.across import merge_events, tellings_of
    from saidwho.merging.copies import find_copies

    articles: list[Article] = []
    tellings: list[Telling] = []
    for annotation in annotations:
        articles.append(annotation.article)
        tellings.extend(tellings_of(annotation))
    copies = find_copies(articles)
    copied = sum(len(group.articles) - 1 for group in copies.groups)
    return Merged(merge_events(tellings, copies=copies), len(articles), copied)


def explain(store: Store, event: Event) -> tuple[Explanation, dict[str, Telling]]:
    """Why each telling of an event is in it, what came closest and stayed out, and the tellings by id.

    All of the store is compared again. Raises `StoreError`; `RecordError` where the store has more articles than were
    merged, so that the event is another now.
    """
    from saidwho.merging.across import explain as explained
    from saidwho.merging.across import tellings_of

    tellings = [t for annotation in store.annotations() for t in tellings_of(annotation)]
    try:
        found = explained(event.id, tellings)
    except KeyError:
        raise RecordError(
            f"event '{event.id}' of '{store.name}' comes from a merge of other articles than are there now. "
            f"Merge them: saidwho merge {store.name}"
        ) from None
    named = {r.telling for r in (*found.inside, *found.outside)} | {r.other for r in (*found.inside, *found.outside)}
    return found, {t.id: t for t in tellings if t.id in named}


def merge(store: Store) -> MergeSummary:
    """Merges all that the store holds anew: the events of the merge before are replaced, all or none.

    Nobody else adds to the store meanwhile. Raises `StoreError`.
    """
    begun = time.monotonic()
    with store.writer("merge", {"saidwho": version("saidwho")}) as writer:
        merged = merge_annotations(store.annotations())
        number = writer.write_events(merged.events)
        writer.finish("done", events=number, copies=merged.copies)
    return MergeSummary(number, merged.articles, merged.copies, time.monotonic() - begun)


def is_merged(store: Store) -> bool:
    """Are the events of the last merge those of all that the store holds?"""
    runs = store.runs().select(["id", "kind", "status", "coded"]).to_pylist()
    merged = max((r["id"] for r in runs if r["kind"] == "merge" and r["status"] == "done"), default=0)
    return merged > max((r["id"] for r in runs if r["kind"] == "run" and r["coded"] != 0), default=0)
