"""The SQL of merging: which tellings are compared, and how alike they are, level by level.

Plain joins and groups only, sums of whole numbers only: the same rows on every engine.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

HARD = -1_000_000
"""Score of a pair that cannot be one event."""


class Level(NamedTuple):
    """One outcome of a comparison and what it is worth, in thousandths of the log of odds."""

    comparison: str
    level: str
    weight: int


COMPARISONS = ("day", "place", "mode", "weapon", "actor", "target", "toll", "page", "words", "trigger", "rank")


def shared(most: int) -> str:
    """The keys that several tellings have, and the place of each telling among them.

    A key that more than `most` tellings share brings nobody together.
    """
    return f"""
SELECT block.n, block.key, ROW_NUMBER() OVER (PARTITION BY block.key ORDER BY block.n) - 1 AS place, f.size
FROM block JOIN (SELECT key, COUNT(*) AS size FROM block GROUP BY key HAVING COUNT(*) BETWEEN 2 AND {most}) f
  ON f.key = block.key
"""


def parts(width: int) -> str:
    """Keys in parts of at most `width` tellings, half of each part in the next one too.

    So time stays in step with the number of tellings, however many tell of one event.
    """
    return f"""
SELECT n, key, CAST(2 * FLOOR(place / {width}.0) AS INTEGER) AS part FROM shared
UNION ALL
SELECT n, key, CAST(2 * FLOOR((place + {width // 2}) / {width}.0) + 1 AS INTEGER) AS part FROM shared
WHERE size > {width}
"""


def lone(width: int) -> str:
    """Rare words by which tellings of any time meet where one of them has no date: so rare that few share them."""
    return f"""
SELECT rare.n, rare.key, t.published IS NOT NULL AS dated FROM rare JOIN telling t ON t.n = rare.n
JOIN (SELECT r.key FROM rare r JOIN telling u ON u.n = r.n GROUP BY r.key
  HAVING COUNT(*) BETWEEN 2 AND {width} AND COUNT(u.published) < COUNT(*)) f ON f.key = rare.key
"""


PAIR = """
SELECT DISTINCT a, b FROM (
  SELECT a.n AS a, b.n AS b FROM part a JOIN part b ON a.key = b.key AND a.part = b.part AND a.n < b.n
  UNION ALL
  SELECT a.n AS a, b.n AS b FROM lone a JOIN lone b ON a.key = b.key AND a.n < b.n WHERE NOT (a.dated AND b.dated)
) met
"""

_DAY = """
CASE
  WHEN a.day IS NULL AND b.day IS NULL THEN CASE
    WHEN a.published IS NULL OR b.published IS NULL THEN 'unknown'
    WHEN ABS(a.published - b.published) <= 1 THEN 'published together'
    WHEN ABS(a.published - b.published) <= 4 THEN 'published near'
    WHEN ABS(a.published - b.published) <= 14 THEN 'published weeks apart'
    ELSE 'published apart' END
  WHEN a.day IS NULL OR b.day IS NULL THEN CASE
    WHEN (a.day IS NULL AND a.published IS NULL) OR (b.day IS NULL AND b.published IS NULL) THEN 'unknown'
    WHEN COALESCE(a.day, b.day) - CASE WHEN a.day IS NULL THEN a.published ELSE b.published END > 1 THEN 'apart'
    WHEN COALESCE(a.day, b.day) - CASE WHEN a.day IS NULL THEN a.published ELSE b.published END = 1 THEN 'day before'
    WHEN CASE WHEN a.day IS NULL THEN a.published ELSE b.published END - COALESCE(a.day, b.day) <= 3 THEN 'told at once'
    WHEN CASE WHEN a.day IS NULL THEN a.published ELSE b.published END - COALESCE(a.day, b.day) <= 12 THEN 'told soon'
    WHEN CASE WHEN a.day IS NULL THEN a.published ELSE b.published END - COALESCE(a.day, b.day) <= 60 THEN 'told later'
    ELSE 'told long after' END
  WHEN a.day < b.day_end AND b.day < a.day_end THEN CASE
    WHEN a.day_end - a.day <= 4 AND b.day_end - b.day <= 4 THEN 'same'
    WHEN a.day_end - a.day > 62 OR b.day_end - b.day > 62 THEN 'within months'
    ELSE 'within' END
  WHEN NOT (a.stated AND b.stated) AND (a.day - b.day_end) <= 0 AND (b.day - a.day_end) <= 0 THEN 'next'
  ELSE 'apart' END
"""

_PLACE = """
CASE
  WHEN a.country IS NULL OR b.country IS NULL THEN 'unknown'
  WHEN a.country <> b.country AND a.wide AND b.wide THEN 'other country at large'
  WHEN a.country <> b.country AND a.placed AND b.placed THEN 'other country'
  WHEN a.country <> b.country THEN 'other country beside'
  WHEN a.town = b.town THEN 'same town'
  WHEN a.lat IS NOT NULL AND b.lat IS NOT NULL
    AND (a.lat - b.lat) * (a.lat - b.lat) + (a.lon - b.lon) * (a.lon - b.lon) / 2 <= 3000 THEN 'near town'
  WHEN a.town IS NOT NULL AND b.town IS NOT NULL AND a.placed AND b.placed THEN 'other town'
  WHEN a.town IS NOT NULL AND b.town IS NOT NULL THEN 'other town beside'
  WHEN a.province = b.province THEN 'same province'
  WHEN a.province <> b.province THEN 'other province'
  ELSE 'same country' END
"""

BASIC = f"""
SELECT pair.a, pair.b, a.article AS article_a, b.article AS article_b, {_DAY} AS day, {_PLACE} AS place
FROM pair JOIN telling a ON a.n = pair.a JOIN telling b ON b.n = pair.b
"""

OPEN = "SELECT a, b, article_a, article_b FROM basic WHERE day <> 'apart'"
"""Pairs worth a closer look: no conflict of days."""

PAGE_PAIR = """
SELECT x.first, x.second, CAST(SUM(p.weight * q.weight) / 10000 AS INTEGER) AS likeness
FROM (SELECT DISTINCT LEAST(article_a, article_b) AS first, GREATEST(article_a, article_b) AS second
      FROM open_pair WHERE article_a <> article_b) x
JOIN page p ON p.article = x.first JOIN page q ON q.article = x.second AND q.word = p.word
GROUP BY x.first, x.second
"""

WORD_PAIR = """
SELECT pair.a, pair.b, CAST(SUM(p.weight * q.weight) / 10000 AS INTEGER) AS likeness
FROM open_pair pair JOIN word p ON p.n = pair.a JOIN word q ON q.n = pair.b AND q.word = p.word GROUP BY pair.a, pair.b
"""

PARTY_PAIR = """
SELECT pair.a, pair.b,
  SUM(CASE WHEN p.side = 'actor' THEN p.weight ELSE 0 END) AS actor,
  SUM(CASE WHEN p.side = 'target' THEN p.weight ELSE 0 END) AS target,
  SUM(CASE WHEN p.side = 'person' THEN p.weight ELSE 0 END) AS person,
  SUM(CASE WHEN p.side = 'trigger' THEN p.weight ELSE 0 END) AS deed
FROM open_pair pair JOIN party p ON p.n = pair.a JOIN party q ON q.n = pair.b AND q.side = p.side AND q.word = p.word
GROUP BY pair.a, pair.b
"""

PARTY_COUNT = """
SELECT n, MAX(CASE WHEN side = 'actor' THEN 1 ELSE 0 END) AS actor, MAX(CASE WHEN side = 'target' THEN 1 ELSE 0 END)
  AS target, MAX(CASE WHEN side = 'person' THEN 1 ELSE 0 END) AS person FROM party GROUP BY n
"""

FIGURE_PAIR = """
SELECT pair.a, pair.b, MAX(CASE WHEN p.number = q.number THEN p.number ELSE 0 END) AS number,
  MAX(CASE WHEN p.claimed AND q.claimed THEN 1 ELSE 0 END) AS claimed
FROM open_pair pair JOIN figure p ON p.n = pair.a JOIN figure q ON q.n = pair.b AND q.kind = p.kind
GROUP BY pair.a, pair.b
"""

_PAGE = """
CASE WHEN a.article = b.article THEN 'same report' ELSE
  CASE WHEN COALESCE(pages.likeness, 0) < 5 THEN '0' WHEN pages.likeness < 10 THEN '5'
  WHEN pages.likeness < 15 THEN '10' WHEN pages.likeness < 20 THEN '15'
  WHEN pages.likeness < 30 THEN '20' WHEN pages.likeness < 45 THEN '30'
  ELSE '45' END END
"""

FEATURES = f"""
SELECT pair.a, pair.b, pair.day, pair.place,
  CASE WHEN a.mode IS NULL OR b.mode IS NULL THEN 'unknown' WHEN a.mode = b.mode THEN 'same' ELSE 'other' END AS mode,
  CASE WHEN a.weapon IS NULL OR b.weapon IS NULL THEN 'unknown' WHEN a.weapon = b.weapon THEN 'same' ELSE 'other' END
    AS weapon,
  CASE WHEN parties.actor > 0 THEN 'shared' WHEN count_a.actor = 1 AND count_b.actor = 1 THEN 'other' ELSE 'unknown' END
    AS actor,
  CASE WHEN parties.person > 0 THEN 'same person' WHEN count_a.person = 1 AND count_b.person = 1 THEN 'other person'
    WHEN parties.target >= 30 THEN 'shared' WHEN parties.target > 0 THEN 'shared plain'
    WHEN count_a.target = 1 AND count_b.target = 1 THEN 'other' ELSE 'unknown' END AS target,
  CASE WHEN figures.number >= 10 THEN 'shared' WHEN figures.number > 0 THEN 'shared small'
    WHEN figures.claimed = 1 THEN 'claimed apart' ELSE 'none' END AS toll,
  {_PAGE} AS page,
  CASE WHEN COALESCE(words.likeness, 0) < 5 THEN '0' WHEN words.likeness < 10 THEN '5'
    WHEN words.likeness < 20 THEN '10' WHEN words.likeness < 35 THEN '20'
    WHEN words.likeness < 55 THEN '35' ELSE '55' END AS words,
  CASE WHEN parties.deed > 0 THEN 'shared' ELSE 'other' END AS trigger,
  CASE WHEN LEAST(a.rank, b.rank) = 2 THEN 'both main' WHEN LEAST(a.rank, b.rank) = 1 THEN 'both lead'
    WHEN GREATEST(a.rank, b.rank) = 0 THEN 'both beside' WHEN GREATEST(a.rank, b.rank) = 2 THEN 'main and beside'
    ELSE 'lead and beside' END AS rank
FROM basic pair JOIN telling a ON a.n = pair.a JOIN telling b ON b.n = pair.b
LEFT JOIN page_pair pages ON pages.first = LEAST(a.article, b.article) AND pages.second = GREATEST(a.article, b.article)
LEFT JOIN word_pair words ON words.a = pair.a AND words.b = pair.b
LEFT JOIN party_pair parties ON parties.a = pair.a AND parties.b = pair.b
LEFT JOIN figure_pair figures ON figures.a = pair.a AND figures.b = pair.b
LEFT JOIN party_count count_a ON count_a.n = pair.a
LEFT JOIN party_count count_b ON count_b.n = pair.b
"""


def worth(levels: Iterable[Level], prior: int) -> str:
    """The score of a pair as an expression over `FEATURES`: the sum of what its levels are worth."""
    cases: dict[str, list[str]] = {}
    for one in levels:
        cases.setdefault(one.comparison, []).append(f"WHEN '{one.level}' THEN {one.weight}")
    return f"{prior} + " + " + ".join(f"CASE {name} {' '.join(whens)} ELSE 0 END" for name, whens in cases.items())


def scored(levels: Iterable[Level], prior: int) -> str:
    """The score of every compared pair."""
    return f"SELECT a, b, {worth(levels, prior)} AS score FROM ({FEATURES}) f"


def of_members(members: Iterable[int], levels: Iterable[Level], prior: int) -> str:
    """Levels and score of the pairs of which at least one telling is a member."""
    numbers = ", ".join(str(n) for n in sorted(members))
    columns = ", ".join(COMPARISONS)
    inside = f"WHERE pair.a IN ({numbers}) OR pair.b IN ({numbers})"
    return f"SELECT a, b, {columns}, {worth(levels, prior)} AS score FROM ({FEATURES} {inside}) f ORDER BY a, b"


STEPS = (
    ("basic", BASIC),
    ("open_pair", OPEN),
    ("page_pair", PAGE_PAIR),
    ("word_pair", WORD_PAIR),
    ("party_pair", PARTY_PAIR),
    ("party_count", PARTY_COUNT),
    ("figure_pair", FIGURE_PAIR),
)
"""Tables in the order in which they are made out of `pair` and those of `rows.TYPES`."""
