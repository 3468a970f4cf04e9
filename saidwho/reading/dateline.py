"""Datelines: “TEHRAN (Tasnim) -”, “KABUL, March 3 (Reuters) –”, “BEIRUT:”."""

from __future__ import annotations

import re

from saidwho.records import Dateline, Span

_MONTH = r"(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[A-Za-z]*\.?"
_DATE = rf"(?:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH}(?:\s+\d{{2,4}})?)"
_UPPER = r"[A-ZÀ-ÞŁŞİ][A-ZÀ-ÞŁŞİ'’.\-]+(?:[ /][A-ZÀ-ÞŁŞİ][A-ZÀ-ÞŁŞİ'’.\-]*){0,3}"
_NAME = r"[A-ZÀ-Þ][\w'’.\-]+(?:[ /-][A-ZÀ-Þ][\w'’.\-]+){0,3}"
_AGENCY = r"[A-Z][\w.&'’/ -]{1,40}"
_DASH = r"(?:--?|–|—|_|:|\.)"
_FULL = re.compile(
    rf"\s*(?P<place>{_UPPER}|{_NAME})(?P<more>(?:,\s*(?:{_NAME}|{_UPPER}))?)"
    rf"(?:,?\s*\(?(?P<date>{_DATE})\)?)?,?\s*[(\[](?P<agency>{_AGENCY})[)\]]\s*{_DASH}+\s*"
)
_DATED = re.compile(rf"\s*(?P<place>{_UPPER})(?P<more>(?:,\s*{_NAME})?),?\s*\(?(?P<date>{_DATE})\)?\s*(?:--?|–|—|:)\s*")
_NO_PLACE = (
    r"(?!(?:[A-Z]+ )?(?:NOW|UPDATE|WATCH|LIVE|EXCLUSIVE|BREAKING|VIDEO|PHOTOS?|OPINION|ANALYSIS|NOTE|FILE|READ)\b)"
)
_BARE = re.compile(rf"\s*{_NO_PLACE}(?P<place>{_UPPER})(?P<more>(?:,\s*{_NAME})?)\s*(?:--|–|—|:|\s-)\s+")
_CITY = re.compile(
    r"\s*(?P<place>[A-ZÀ-Þ][a-zà-þ'’-]+(?: [A-ZÀ-Þ][a-zà-þ'’-]+)?)(?P<more>)\s*(?::|–|—|--)\s+(?=[A-Z“\"])"
)


def find_dateline(text: str, span: Span, *, is_place: bool = False) -> Dateline | None:
    """The dateline at the beginning of a paragraph, or None.

    A town in mixed case and without an agency (“New Delhi: …”) counts only when `is_place` allows it.
    """
    for pattern in (_FULL, _DATED, _BARE, *((_CITY,) if is_place else ())):
        match = pattern.match(text, span.start, min(span.end, span.start + 120))
        if match and match.end() < span.end:
            return _dateline(match)
    return None


def _dateline(match: re.Match[str]) -> Dateline:
    groups = match.groupdict()

    def of(name: str) -> tuple[str | None, Span | None]:
        if not groups.get(name):
            return None, None
        return match.group(name), Span(*match.span(name))

    place, place_span = of("place")
    date, date_span = of("date")
    agency, agency_span = of("agency")
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    end = match.start() + len(match.group().rstrip())
    return Dateline(Span(start, end), place, place_span, date, date_span, agency, agency_span)
