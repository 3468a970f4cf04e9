"""Channels that no preposition shows: who was told it, a document that speaks, a name that is withheld."""

from __future__ import annotations

from collections.abc import Sequence

from saidwho.attribution import clauses
from saidwho.attribution.cues import channels, speakers
from saidwho.attribution.drafts import Draft, holds
from saidwho.parsing import Parse
from saidwho.records import Channel

TOLD = frozenset({"tell", "inform", "assure"})
WRITTEN = frozenset(
    {"statement", "report", "letter", "email", "message", "court-filing", "court", "video", "audio", "testimony"}
)
"""Kinds of channels that are documents, so that they can be the source as well."""
HIDDEN = frozenset(
    {"named", "identified", "quoted", "published", "printed", "disclosed", "used", "mentioned", "revealed"}
)
ALLOWED = frozenset({"authorised", "authorized", "allowed", "permitted", "cleared", "entitled", "empowered"})
REFUSED = frozenset({"not", "without", "n't"})
REFUSING = frozenset({"decline", "refuse"})
REACH = 14
"""Tokens behind the cue or the source in which a name may be withheld."""


def find_listener(parse: Parse, draft: Draft, others: Sequence[Draft] = ()) -> Channel | None:
    """“told the Harbour Post”: a name that nothing else is known of, told by somebody else, is that of a paper."""
    i = draft.token
    if parse.lemma[i] not in TOLD or clauses.is_passive(parse, i):
        return None
    whom = clauses.child(parse, i, "dobj", "dative")
    alone = whom is not None and parse.left[whom] == whom
    if (
        whom is None
        or whom < i
        or alone
        or parse.pos[whom] != "PROPN"
        or parse.ent[whom] in ("PERSON", "GPE", "NORP", "LOC")
    ):
        whom = _capitals(parse, i)
    if whom is None or holds(draft.content, parse.span(whom, whom)):
        return None
    low, high = parse.left[whom], whom
    while low < whom and low <= i:
        low += 1
    words = [parse.lower[k] for k in range(low, high + 1)]
    if any(w in speakers() or w in ("union", "nations", "states", "party") for w in words):
        return None
    span = parse.span(low, high)
    name = parse.quote(span).removeprefix("the ")
    if any(name in parse.quote(s) for d in others for s in d.source):
        return None
    return Channel("press", span, parse.quote(span))


def _capitals(parse: Parse, i: int) -> int | None:
    """The last of two or more words in capitals right behind the cue, before a clause, a comma or the end."""
    past = parse.sents[parse.sent[i]][1]
    k = i + 1
    if k < past and parse.lower[k] == "the":
        k += 1
    first = k
    while k < past and parse.word[k][0].isupper() and parse.ent[k] not in ("PERSON", "GPE", "DATE"):
        k += 1
    return k - 1 if k - first > 1 else None


def find_document(parse: Parse, draft: Draft) -> Channel | None:
    """“The indictment alleges”: a document that speaks is how it reached the outlet."""
    held = parse.tokens_in(draft.source[0]) if len(draft.source) == 1 else ()
    if not held:
        return None
    head = next((k for k in held if not held[0] <= parse.head[k] <= held[-1]), held[-1])
    known = channels().get(parse.lemma[head]) or channels().get(parse.lower[head])
    if known is None or known[0] not in WRITTEN or parse.pos[head] != "NOUN":
        return None
    span = parse.span(held[0], head)
    return Channel(known[0], span, parse.quote(span))


def find_unnamed(parse: Parse, draft: Draft) -> Channel | None:
    """“an officer who did not want to be named”, “…, said one, who was not authorised to speak”."""
    past = parse.sents[parse.sent[draft.token]][1]
    for span in draft.source:
        held = parse.tokens_in(span)
        last = max(held[-1], draft.token) if held else draft.token
        for k in range(held[0] + 2 if held else past, min(past, last + REACH)):
            hidden = parse.lower[k] in HIDDEN | ALLOWED and _is_refused(parse, held[0], k)
            if not hidden and parse.lower[k] != "anonymity":
                continue
            if holds(draft.content, parse.span(k, k)):
                break
            begin = next((j for j in range(k - 1, held[0], -1) if _opens(parse, j)), k)
            end = _spoken(parse, k, past)
            where = parse.span(begin, end)
            return Channel("anonymous", where, parse.quote(where))
    return None


def _is_refused(parse: Parse, first: int, k: int) -> bool:
    """“not” or “declined” stands before the word, with no other clause between."""
    for j in range(k - 1, max(first, k - 8), -1):
        if parse.lower[j] in REFUSED or parse.lemma[j] in REFUSING:
            return True
        if parse.word[j] in (",", ";"):
            return False
    return False


def _opens(parse: Parse, j: int) -> bool:
    return parse.tag[j] in ("WP", "WDT") or (parse.tag[j] == "VBG" and parse.lemma[j] in ("ask", "speak", "request"))


def _spoken(parse: Parse, k: int, past: int) -> int:
    """“authorised to speak to the press”: the end of what follows the word."""
    if k + 1 < past and parse.lower[k + 1] == "to":
        return next(
            (j - 1 for j in range(k + 1, past) if parse.word[j] in (",", ".", ";", "”") or _names(parse, j)), past - 1
        )
    return k


def _names(parse: Parse, j: int) -> bool:
    return parse.tag[j] in ("VBD", "VBZ", "VBP", "MD")
