"""Whether two tellings are of one place and one day, as far as they tell."""

from __future__ import annotations

import calendar

from saidwho.records import Place, Time

WEEKDAYS = frozenset(name.casefold() for name in calendar.day_name)
WEEK, MONTHS = 7, 62


def places_differ(a: Place | None, b: Place | None) -> bool:
    """Two countries, or two towns of their own; a province holds its towns."""
    if a is None or b is None or not (a.name or a.country) or not (b.name or b.country):
        return False
    if a.country and b.country and a.country != b.country:
        return True
    wide = {"country", "region", "admin1", "admin2"}
    if a.precision in wide or b.precision in wide or a.inferred_from or b.inferred_from:
        return bool(a.precision == b.precision == "admin1" and a.name != b.name)
    return a.name != b.name and a.as_written.casefold() != b.as_written.casefold()


def times_differ(a: Time | None, b: Time | None) -> bool:
    """Days apart; or a stretch of months beside a day: a war beside one of its attacks. Without a published date two
    weekdays are two days."""
    if a is None or b is None:
        return False
    if a.start is None or b.start is None or a.end is None or b.end is None:
        days = [WEEKDAYS & set(t.as_written.casefold().split()) for t in (a, b)]
        return all(days) and not days[0] & days[1]
    if ((a.end - a.start).days > MONTHS) != ((b.end - b.start).days > MONTHS):
        return True
    return a.end <= b.start or b.end <= a.start


def times_alike(a: Time | None, b: Time | None) -> float:
    """The same days tell much, days that hold the others a little."""
    if a is None or b is None or a.start is None or b.start is None or a.end is None or b.end is None:
        return 0.0
    if (a.start, a.end) == (b.start, b.end):
        return 0.75
    longest = max((a.end - a.start).days, (b.end - b.start).days)
    return 0.5 if longest <= WEEK and a.start < b.end and b.start < a.end else 0.0


def places_alike(a: Place | None, b: Place | None) -> float:
    """One place tells much, one country a little."""
    if a is None or b is None:
        return 0.0
    if a.name and a.name == b.name:
        return 0.75
    if a.name is None and b.name is None and a.country == b.country and a.as_written == b.as_written:
        return 0.75
    return 0.25 if a.country and a.country == b.country else 0.0
