"""The events of all that a store holds: copies found, tellings grouped, accounts pooled, written in one transaction."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from saidwho.errors import RecordError
from saidwho.records import Annotation, Article, Event

if TYPE_CHECKING:
    from saidwho.merging.across import Explanation, Telling
    from saidwho.storage import Store

MEMORY = "1GB"
AT_ONCE, SHELF = 200, 1000
"""Articles read, or events built, in one go; articles kept at hand, a tenth of a megabyte each."""


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
    return Merged(merge_events(tellings, copies=copies), len(articles), len(copies.copied()))


class Shelf:
    """The tellings of a store's articles, read when they are asked for; the last used ones are kept."""

    def __init__(self, store: Store, size: int = SHELF) -> None:
        self._store, self._size = store, size
        self._kept: OrderedDict[str, dict[str, Telling]] = OrderedDict()

    def each(self, articles: Sequence[str]) -> Iterator[Telling]:
        """All tellings of these articles, which are sorted, in order of article and id."""
        from saidwho.merging.across import in_order, tellings_of

        for at in range(0, len(articles), AT_ONCE):
            found = self._store.annotations(articles[at : at + AT_ONCE])
            yield from in_order(t for annotation in found for t in tellings_of(annotation))

    def take(self, wanted: Iterable[str]) -> None:
        """Reads those of these articles that are not at hand."""
        named = sorted(set(wanted))
        for article in named:
            if article in self._kept:
                self._kept.move_to_end(article)
        for telling in self.each([a for a in named if a not in self._kept]):
            self._kept.setdefault(telling.article.id, {})[telling.id] = telling
        while len(self._kept) > max(self._size, len(named)):
            self._kept.popitem(last=False)

    def telling(self, article: str, identifier: str) -> Telling:
        """One of those that were taken last."""
        return self._kept[article][identifier]


def explain(store: Store, event: Event) -> tuple[Explanation, dict[str, Telling]]:
    """Why each telling of an event is in it, what came closest and stayed out, and the tellings by id.

    All of the store is compared again. Raises `StoreError`; `RecordError` where the store has more articles than were
    merged, so that the event is another now.
    """
    from saidwho.merging.across import explain as explained

    article_of: dict[str, str] = {}
    shelf = Shelf(store)

    def noted() -> Iterator[Telling]:
        for telling in shelf.each(store.identifiers()):
            article_of[telling.id] = telling.article.id
            yield telling

    try:
        found = explained(event.id, noted())
    except KeyError:
        raise RecordError(
            f"event '{event.id}' of '{store.name}' comes from a merge of other articles than are there now. "
            f"Merge them: saidwho merge {store.name}"
        ) from None
    named = {r.telling for r in (*found.inside, *found.outside)} | {r.other for r in (*found.inside, *found.outside)}
    shelf.take(article_of[name] for name in named)
    return found, {name: shelf.telling(article_of[name], name) for name in sorted(named)}


def merge(store: Store, *, memory: str = MEMORY) -> MergeSummary:
    """Merges all that the store holds anew: the events of the merge before are replaced, all or none.

    Nobody else adds to the store meanwhile. Articles are read twice or more and not kept; `memory` is what the
    comparing may take (“2GB”) before it goes to disk. Raises `StoreError`.
    """
    from saidwho.merging.copies import find_copies

    begun = time.monotonic()
    with store.writer("merge", {"saidwho": version("saidwho")}) as writer:
        articles = store.identifiers()
        copy_of = find_copies(store.each_article()).copied()
        number = writer.write_events(_events(store, articles, copy_of, memory))
        writer.finish("done", events=number, copies=len(copy_of))
    return MergeSummary(number, len(articles), len(copy_of), time.monotonic() - begun)


def _events(store: Store, articles: Sequence[str], copy_of: Mapping[str, str], memory: str) -> Iterator[Event]:
    """The events of a store, in order of their first tellings, each built when it is asked for."""
    from saidwho.merging.across import DuckEngine, build_event, group_tellings

    shelf = Shelf(store)
    with DuckEngine(memory=memory) as engine:
        found = group_tellings(shelf.each(articles), engine=engine)
    for at in range(0, len(found.groups), AT_ONCE):
        groups = found.groups[at : at + AT_ONCE]
        shelf.take(found.articles[n] for group in groups for n in group)
        for group in groups:
            yield build_event([shelf.telling(found.articles[n], found.ids[n]) for n in group], copy_of)


def is_merged(store: Store) -> bool:
    """Are the events of the last merge those of all that the store holds? So they are where it holds nothing."""
    runs = store.runs().select(["id", "kind", "status", "coded"]).to_pylist()
    merged = max((r["id"] for r in runs if r["kind"] == "merge" and r["status"] == "done"), default=0)
    return merged >= max((r["id"] for r in runs if r["kind"] == "run" and r["coded"] != 0), default=0)
