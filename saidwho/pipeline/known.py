"""What was known on a day: an event as the reports published until then tell it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from saidwho.records import Event

if TYPE_CHECKING:
    from saidwho.storage import Store


def event_as_of(store: Store, event: Event, day: dt.date) -> Event | None:
    """The event out of its reports of that day and earlier, or None where there was none yet.

    A report of unknown day is left out: nobody can say that it was there.
    """
    from saidwho.merging.across import tellings_of
    from saidwho.merging.across.building import build_event

    told = {(m.article, m.id) for m in event.mentions}
    copy_of = {s.article: s.copy_of for a in event.accounts for s in a.statements if s.copy_of}
    articles = list(dict.fromkeys(m.article for m in event.mentions if m.article))
    tellings = []
    for annotation in store.annotations(articles):
        published = annotation.article.published
        if published is None or published > day:
            continue
        for telling in tellings_of(annotation):
            if any((annotation.article.id, m.id) in told for m in telling.event.mentions):
                tellings.append(telling)
    return build_event(tellings, copy_of) if tellings else None
