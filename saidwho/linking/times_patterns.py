"""The pieces that the patterns of the grammar are made of."""

from __future__ import annotations

from saidwho.linking.times_calendar import MONTHS

HOLIDAY = "@holiday@"
"""Stands in a pattern for the names of the holiday table."""
NUMBER = "@number@"
"""Stands in a pattern for the words that count."""
ORDINAL = "@ordinal@"
"""Stands in a pattern for the words that number the days of a month."""
WD = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
MO = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan\.?|feb\.?|mar\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?)"
)
DAY_NUMBER = r"[0-3]?\d(?:st|nd|rd|th)?"
D = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
D2 = r"(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]|20)\d\d"
Y = rf"(?P<y>{YEAR})"
UNIT = "(?P<unit>hour|day|night|week|fortnight|month|year|decade)s?"
N = rf"(?P<n>\d{{1,3}}|{NUMBER})"
SINCE = r"(?:(?P<since>since)\s+(?:(?:the\s+)?(?:beginning|start) of\s+)?)?"
WITHIN = r"(?:(?:in|of|during|until|by)\s+)?"
EDGE = r"(?:(?P<edge>early|late|mid)(?:[ -]|\s+in\s+))?"
TO = r"(?:and|to|until|till|through)"
DASH = r"(?:and|to|until|till|through|-|–|—)"
WHICH = r"(?:this\s+past|this\s+coming|last|this|next|past|coming|previous)"
LAST_YEAR = r"(?P<which>last|this|next)\s+year"
OF_DAY = "(?:day|morning|evening|night|afternoon)"
SEASON = "(?:spring|summer|autumn|fall|winter)"
NO_YEAR = r"\s*(?:%|people|soldiers|civilians|dead|GMT|UTC|hours|hrs|local|km|kilomet|met(?:er|re)|troops|men\b)"

SHIFT = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "past": -1, "coming": 1}
"""How many units a word moves."""


def month_number(name: str) -> int:
    """3 of “March”, “Mar.”."""
    return next(n for n, m in enumerate(MONTHS, 1) if m.startswith(name.lower().rstrip(".")[:3]))
