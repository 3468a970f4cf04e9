"""Datelines: “TEHRAN (Tasnim) -”, “KABUL, March 3 (Reuters) –”, “BEIRUT:”."""

from __future__ import annotations

import re
from functools import lru_cache

from saidwho.records import Dateline, Span
from saidwho.resources import read_table

_MONTH = r"(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[A-Za-z]*\.?"
_DATE = rf"(?:{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+\d{{2,4}})?)"
_UPPER = r"[A-ZÀ-ÞŁŞİ][A-ZÀ-ÞŁŞİ'’.\-]+(?:[ /][A-ZÀ-ÞŁŞİ][A-ZÀ-ÞŁŞİ'’.\-]*){0,3}"
_NAME = r"[A-ZÀ-Þ][\w'’.\-]+(?:[ /-][A-ZÀ-Þ][\w'’.\-]+){0,3}"
_AGENCY = r"[A-Z][\w.&'’/ -]{1,40}"
_LONG = r"--|–|—|―|−|\ufffd"
"""Dashes longer than a hyphen; a page read in a wrong encoding has U+FFFD where one stood."""
_DASH = rf"(?:{_LONG}|-|_|:|\.)"
_FULL = re.compile(
    rf"\s*(?:By [^.\n]{{3,40}}\.\s+)?(?!By\b)(?P<place>{_UPPER}|{_NAME})(?P<more>(?:,\s*(?:{_NAME}|{_UPPER}))?)"
    rf"(?:,?\s*\(?(?P<date>{_DATE})\)?)?,?\s*[(\[](?P<agency>{_AGENCY}?)"
    rf"(?:\s*[-–,]\s*(?P<inner>{_DATE}))?[)\]]\s*{_DASH}+\s*"
)
_PLACELESS = re.compile(rf"\s*(?P<date>{_DATE})\s*[(\[](?P<agency>{_AGENCY})[)\]]\s*{_DASH}+\s*")
_DATED = re.compile(
    rf"\s*(?P<place>{_UPPER})(?P<more>(?:,\s*{_NAME})?),?\s*\(?(?P<date>{_DATE})\)?\s*(?:{_LONG}|-|:)\s*"
)
_LABEL = "NOW|UPDATE|WATCH|LIVE|EXCLUSIVE|BREAKING|VIDEO|PHOTOS?|OPINION|ANALYSIS|NOTE|FILE|READ|IMAGE|CAPTION"
_NO_PLACE = rf"(?!(?:[A-Z]+ )?(?:{_LABEL}|SEE|QUESTION|SOURCE|TAGS?|TOPICS?)\b)"
_BARE = re.compile(rf"\s*{_NO_PLACE}(?P<place>{_UPPER})(?P<more>(?:,\s*{_NAME})?)\s*(?:{_LONG}|:|\s-)\s+")
_CITY = re.compile(
    rf"\s*(?i:{_NO_PLACE})"
    r"(?P<place>[A-ZÀ-Þ][a-zà-þ'’-]+(?: [A-ZÀ-Þ][a-zà-þ'’-]+)?)(?P<more>)"
    rf"\s*(?::|{_LONG})\s+(?=[A-Z“\"])"
)
_BYLINE = re.compile(
    rf"[Bb][Yy]:?\s+{_NAME}(?:(?:,| and|, and) {_NAME})* in (?P<place>{_UPPER}|{_NAME})(?P<more>(?:,\s*{_NAME})?)"
    r"(?:,? (?:and|for|with) (?!.* in ).*)?$"
)
FULL_WITHIN = 4
"""Body paragraphs among which a dateline with an agency or a day is looked for: a summary may stand in front."""
BARE_WITHIN = 3
"""The same for a place in capitals and a dash."""
_PATTERNS = (
    (_FULL, FULL_WITHIN),
    (_DATED, FULL_WITHIN),
    (_PLACELESS, FULL_WITHIN),
    (_BARE, BARE_WITHIN),
    (_CITY, 1),
)


@lru_cache(maxsize=1)
def _towns() -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("reading/towns_case.tsv"))


def find_dateline(text: str, span: Span, *, nth: int = 1) -> Dateline | None:
    """The dateline at the beginning of the `nth` body paragraph, or None.

    A town in mixed case and without an agency (“New Delhi: …”) counts only in the first, and
    only where it is one of the large towns: “Ann Lee — …” is a person.
    """
    last = span.start + 120
    for pattern, within in _PATTERNS:
        match = pattern.match(text, span.start, min(span.end, last)) if nth <= within else None
        if match and pattern is _CITY and match.group("place") not in _towns():
            continue
        if match and (match.end() < span.end or pattern is _FULL):
            return _dateline(match)
    return None


def byline_dateline(text: str, span: Span) -> Dateline | None:
    """The place of “By Ann Lee in Portava”; None where it names two."""
    words = text[span.start : span.end]
    match = _BYLINE.match(text, span.start, span.end)
    if match is None or words.count(" in ") != 1:
        return None
    place = Span(*match.span("place"))
    return Dateline(Span(place.start, match.end("more")), match.group("place"), place)


def _dateline(match: re.Match[str]) -> Dateline:
    groups = match.groupdict()

    def of(name: str) -> tuple[str | None, Span | None]:
        if not groups.get(name):
            return None, None
        return match.group(name), Span(*match.span(name))

    place, place_span = of("place")
    date, date_span = of("date") if groups.get("date") else of("inner")
    agency, agency_span = of("agency")
    start = match.start() + len(match.group()) - len(match.group().lstrip())
    end = match.start() + len(match.group().rstrip())
    return Dateline(Span(start, end), place, place_span, date, date_span, agency, agency_span)
