"""Which articles are copies of one story, and what otherwise independent articles share.

    copies = find_copies(articles)
    copies.group_of(article.id)            # CopyGroup or None: articles that are one report
    copies.original_of(article.id)         # id of the article that stands for it (its own, where it is no copy)
    copies.shared_at(article.id, span)     # ids of shared paragraphs and statements under these words
    copies.dependent(id_1, span_1, id_2, span_2)   # do two accounts, said in these words, count once?

The result does not depend on the order of the articles, and holds neither clock nor chance.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping

from saidwho.merging.copies_groups import copy_groups
from saidwho.merging.copies_pairs import Pair
from saidwho.merging.copies_passages import shared_sentences, shared_statements
from saidwho.merging.copies_records import (
    CopyGroup,
    CopyLink,
    CopyOptions,
    CopyResult,
    Occurrence,
    SharedPassage,
)
from saidwho.merging.copies_sketch import Sketch, Sketcher
from saidwho.records import Article

__all__ = ["CopyGroup", "CopyLink", "CopyOptions", "CopyResult", "Occurrence", "SharedPassage", "find_copies"]


def find_copies(
    articles: Iterable[Article], *, options: CopyOptions | None = None, passages: bool = True
) -> CopyResult:
    """The copy groups of a set of articles, and the passages that they share. The same id twice is one article.

    Only the words of title and body count. Time grows almost in step with the number of articles.
    """
    options = options or CopyOptions()
    sketcher = Sketcher(options.statement_words)
    known: dict[str, tuple[Sketch, dt.date]] = {}
    for article in articles:
        if article.id not in known:
            known[article.id] = sketcher.sketch(article), article.published or dt.date.max
    sketches = sorted((s for s, _ in known.values()), key=lambda s: (-s.length, s.id))
    pairs, groups = copy_groups(sketches, options.link)
    dates = {i: day for i, (_, day) in known.items()}
    found = sorted((_copy_group(m, sketches, pairs, dates) for m in groups), key=lambda g: g.articles)
    if not passages:
        return CopyResult(tuple(found), options=options)
    group_of = {a: n for n, members in enumerate(groups) for a in members}
    home = [group_of.get(n, -1 - n) for n in range(len(sketches))]
    return CopyResult(
        tuple(found),
        shared_sentences(sketches, pairs, home, options.sentence_words),
        shared_statements(sketches, home),
        options,
    )


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
