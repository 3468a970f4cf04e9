"""Which articles are copies of one story.

    copies = find_copies(articles)
    copies.group_of(article.id)            # CopyGroup or None: articles that are one report
    copies.original_of(article.id)         # id of the article that stands for it (its own, where it is no copy)

The result does not depend on the order of the articles, and holds neither clock nor chance.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping

from saidwho.merging.copies_groups import copy_groups
from saidwho.merging.copies_pairs import Pair
from saidwho.merging.copies_records import CopyGroup, CopyLink, CopyOptions, CopyResult
from saidwho.merging.copies_sketch import Sketch, Sketcher
from saidwho.records import Article

__all__ = ["CopyGroup", "CopyLink", "CopyOptions", "CopyResult", "find_copies"]


def find_copies(articles: Iterable[Article], *, options: CopyOptions | None = None) -> CopyResult:
    """The copy groups of a set of articles. The same id twice is one article.

    Only the words of title and body count. Time grows almost in step with the number of articles.
    """
    options = options or CopyOptions()
    sketcher = Sketcher()
    known: dict[str, tuple[Sketch, dt.date]] = {}
    for article in articles:
        if article.id not in known:
            known[article.id] = sketcher.sketch(article), article.published or dt.date.max
    sketches = sorted((s for s, _ in known.values()), key=lambda s: (-s.length, s.id))
    pairs, groups = copy_groups(sketches, options.link)
    dates = {i: day for i, (_, day) in known.items()}
    found = sorted((_copy_group(m, sketches, pairs, dates) for m in groups), key=lambda g: g.articles)
    return CopyResult(tuple(found))


def _copy_group(
    members: list[int],
    sketches: list[Sketch],
    pairs: Mapping[tuple[int, int], Pair],
    dates: Mapping[str, dt.date],
) -> CopyGroup:
    ids = sorted(sketches[m].id for m in members)
    first = min(members, key=lambda m: (dates[sketches[m].id], -sketches[m].length, sketches[m].id))
    links = []
    for m in members:
        if m == first:
            continue
        found = [(pairs[min(m, o), max(m, o)], o) for o in members if (min(m, o), max(m, o)) in pairs]
        best, of = max(found, key=lambda f: (f[0].alike, f[0].containment, f[0].shared, -f[1]))
        links.append(CopyLink(sketches[m].id, sketches[of].id, round(best.containment, 4), best.shared))
    key = hashlib.sha256("\n".join(ids).encode()).hexdigest()[:16]
    return CopyGroup(key, sketches[first].id, tuple(ids), tuple(sorted(links, key=lambda k: k.article)))
