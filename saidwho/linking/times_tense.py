"""Whether the words around a time tell of what is to come or of what was."""

from __future__ import annotations

import re
from functools import lru_cache

from saidwho.linking.times_words import words_of

_DUE = r"(?:due|set|scheduled|expected|to)"
_FUTURE = re.compile(
    rf"\b(?:will|shall|(?:is|are) {_DUE}|plan(?:s|ned|ning)? (?:to|for)|scheduled (?:for|to)"
    r"|postponed (?:until|to)|next)\b[^.;]*$",
    re.IGNORECASE,
)
_SOON = re.compile(
    r"\b(?:as (?:soon|early|late) as|no later than|postponed until|has until|have until|between now and)\s+(?:on\s+)?$",
    re.I,
)
"""What makes the day behind it one to come."""
_WAS = re.compile(
    r"\b(?<!\bbe )(?:was|were|fell|struck|took|hit|broke|began|came|went|shot|died|left|met|held|won|lost|fired"
    r"|[a-z]{3,}ed)\b[^.;]*$"
)
_PLAN = re.compile(
    r"\b(?:plan\w*|schedul\w*|expect\w*|postpon\w*|deadline|until|by|due|would|intend\w*|invit\w*|upcoming|for)\b[^.;]*$",
    re.IGNORECASE,
)
"""What a sentence tells as past, and what in it may all the same be to come."""


@lru_cache(maxsize=1)
def _ahead() -> re.Pattern[str]:
    """Present tense of a timetable (“leaves on Thursday”), and what is put off (“cancelled until Sunday”)."""
    words = "|".join(re.escape(word) for word in sorted(words_of("timetable"), key=lambda w: (-len(w), w)))
    put_off = "|".join(re.escape(word) for word in sorted(words_of("put off"), key=lambda w: (-len(w), w)))
    arranged = "|".join(re.escape(word) for word in sorted(words_of("arranged"), key=lambda w: (-len(w), w)))
    return re.compile(
        rf"\b(?:{words})\b[^.,;]{{0,40}}$|\b(?:{put_off})\b[^.;]{{0,40}}\b(?:until|till|to|by)\s+(?:at\s+)?$"
        rf"|\b(?:{arranged})\b(?:(?!\b(?:was|were)\b)[^.,;]){{0,60}}$",
        re.IGNORECASE,
    )


_MEANT = re.compile(
    r"\b(?:decided|agreed|pledged|promised|vowed|hoped?|hopes|intends?|likely|ready) to\b[^.;“”\"]{0,80}$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:promis|demand|expect|order|want|vow|pledg|hop|ultimatum|deadline)\w*\b[^.;“”\"]{0,80}\b(?:by|for|until)\s+$",
    re.IGNORECASE,
)
"""“Promised soldiers by Sunday”, “results are promised for Friday”."""
_AT = re.compile(r"(?:on|in|by|at|until)\s", re.IGNORECASE)
"""“Agreed to meet on Thursday”: a day to come, where a preposition ties it to what is meant to be."""
_OPENS = re.compile(r"(?:^|[.!?\n]\s*)[“\"']*(?:(?:but|and|late|early|on|in|at|by)\s+)*(?:the\s+)?$", re.IGNORECASE)
_THEN = re.compile(
    rf"[\s,]+(?:(?!\b(?:said|says|told|was|were|had|has|[a-z]{{3,}}ed)\b)[^.;:“”\"]){{1,80}}?"
    rf"\b(?:will|shall|(?:is|are) {_DUE}|plans? to|expects? to)\b",
    re.IGNORECASE,
)
"""“On Monday the court will sit”: the time opens its sentence, and its first verb looks ahead."""


def tense(text: str, before: int, start: int, end: int) -> tuple[bool, bool]:
    """(to come, past) of a time at `start` to `end`, by the words from `before` on."""
    future = bool(
        _FUTURE.search(text, before, start)
        or _SOON.search(text, before, start)
        or _ahead().search(text, before, start)
        or (_OPENS.search(text, max(before, start - 30), start) and _THEN.match(text, end))
        or _BY.search(text, before, start)
        or (_MEANT.search(text, before, start) and (_AT.match(text, start) or _AT.match(text, start - 3)))
    )
    past = bool(_WAS.search(text, before, start)) and not _PLAN.search(text, before, start)
    return future, past
