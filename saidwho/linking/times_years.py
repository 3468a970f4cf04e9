"""The year that a day without one is of."""

from __future__ import annotations

import datetime as dt

from saidwho.linking import times_calendar as cal
from saidwho.linking.times_calendar import WEEKDAYS

SOON, LONG_AGO, FAR = 90, 240, 200
"""Days: a day that comes within `SOON` and was last more than `LONG_AGO` back is to come; one told as to come that is
more than `FAR` off and was within `SOON` before is past: its sentence speaks of something else."""


def nearest(
    month: int, number: int, published: dt.date, future: bool, weekday: str | None, past: bool
) -> dt.date | None:
    """The day of a year that the text leaves out: with a weekday, the nearest that was or is one."""
    year = published.year
    days = [d for y in range(year - 8, year + 3) if (d := cal.day(y, month, number))]
    if weekday:
        fitting = [d for d in days if d.weekday() == WEEKDAYS.index(weekday.lower()) and abs(d.year - year) <= 1]
        if fitting:
            return min(fitting, key=lambda d: abs((d - published).days))
    before = max((d for d in days if d <= published), default=None)
    after = min((d for d in days if d > published), default=None)
    if before is None or after is None or (past and not future):
        return before or after
    back, ahead = (published - before).days, (after - published).days
    if future and back:
        return before if ahead > FAR and back < SOON else after
    return after if ahead <= SOON and back > LONG_AGO else before
