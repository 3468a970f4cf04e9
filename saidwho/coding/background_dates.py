"""Which times of a mention lie so far before the report that it tells of something older than the news."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from saidwho.records import Article

_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)\b")
_OLD = 21
"""Days before publication from which a deed with a date of its own is not the news, unless the lead names that date."""
_LEAD = 250
"""Characters at the start of the body that tell what the news is: about its first sentence."""
_MONTHS = {
    short: n for n, name in enumerate(calendar.month_name) if name for short in (name.lower(), name[:3].lower())
} | {"sept": 9}
_DAY = re.compile(r"\b(?:(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3,9})|([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?)\b")


def earlier(article: Article, told: str) -> str | None:
    """The reason why a mention at these times (lower case) is background, or None."""
    return _earlier_year(article, told) or _earlier_month(article, told) or _earlier_day(article, told)


def _earlier_year(article: Article, told: str) -> str | None:
    years = [int(y) for y in _YEAR.findall(told)]
    if not years:
        return None
    if article.published is not None:
        return "an earlier year" if max(years) < article.published.year else None
    others = [int(y) for y in _YEAR.findall(article.text)]
    return "an earlier year" if max(years) < max(others) else None


def _earlier_month(article: Article, told: str) -> str | None:
    """“In January”, printed in May: a month without a day and a year that lies two months back or more."""
    if article.published is None or any(c.isdigit() for c in told):
        return None
    months = [n for n, name in enumerate(calendar.month_name) if name and name.lower() in told.split()]
    if len(months) != 1 or months[0] == article.published.month:
        return None
    last = (article.published.month - 2) % 12 + 1
    told_first = calendar.month_name[months[0]].lower() in _opening(article)
    return None if months[0] == last or told_first else "some months before"


def _earlier_day(article: Article, told: str) -> str | None:
    """“On Aug. 17”, printed on September 14 in a report that does not open with that day."""
    if article.published is None or _YEAR.search(told):
        return None
    days = _days(told, article.published)
    if not days or (article.published - max(days)).days < _OLD:
        return None
    return None if max(days) in _days(_opening(article), article.published) else "some weeks before"


def _opening(article: Article) -> str:
    """The title and the first words of the body, lower case."""
    shown = [p.span for p in article.paragraphs if p.kind in ("title", "body")][:2]
    return " ".join(article.quote(span)[:_LEAD].lower() for span in shown)


def _days(text: str, published: dt.date) -> list[dt.date]:
    """The days with a month that a text names, each as its latest such day up to publication."""
    found = []
    for day, month, month_before, day_behind in _DAY.findall(text):
        number, name = int(day or day_behind), month or month_before
        if name not in _MONTHS:
            continue
        for year in (published.year, published.year - 1):
            try:
                date = dt.date(year, _MONTHS[name], number)
            except ValueError:
                continue
            if date <= published:
                found.append(date)
                break
    return found
