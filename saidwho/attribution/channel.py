"""How a statement reached the outlet: words beside the cue, outside of what is said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from saidwho.attribution.cues import channels, class_of
from saidwho.attribution.drafts import Draft, holds, overlaps
from saidwho.attribution.listeners import find_document, find_listener, find_unnamed
from saidwho.parsing import Parse
from saidwho.records import Channel, Span

CARRIERS = ("in", "on", "via", "through", "to", "by", "at", "during", "over")
PRESS = frozenset({"press", "media", "news-agency", "tv", "newspaper", "radio", "court", "parliament"})
"""Whom something can be said “to”, or who can be told it: kinds of listeners."""
ANONYMOUS = 1
"""The rank of a name that is withheld."""
WIDE = 200
"""Cues on either side among whose sources a listener is looked for."""
NEAR = 3
"""Cues on either side whose sources stand near."""


def find_channel(parse: Parse, draft: Draft, others: Sequence[Draft] = ()) -> Channel | None:
    """The most exact channel in the cue's sentence, with the phrase that names it.

    `others` are all attributions of the article, in order of their cues: words that are the source of one of them are
    no channel of its neighbours.
    """
    if draft.channel is not None:
        known = [channels()[parse.lower[k]] for k in parse.tokens_in(draft.channel) if parse.lower[k] in channels()]
        kind = min(known, key=lambda k: k[1])[0] if known else "court"
        return Channel(kind, draft.channel, parse.quote(draft.channel))
    if parse.lemma[draft.token] in ("tweet", "retweet"):
        return Channel("x", draft.cue, parse.quote(draft.cue))
    best = _beside(parse, draft, others)
    hidden = find_unnamed(parse, draft)
    if hidden is not None and (best is None or best[0] > ANONYMOUS):
        return hidden
    if best is not None:
        return best[1]
    if parse.lemma[draft.token] == "testify":
        return Channel("court", draft.cue, parse.quote(draft.cue))
    at = bisect_left(others, draft.cue, key=lambda d: d.cue)
    return find_listener(parse, draft, others[max(0, at - WIDE) : at + WIDE]) or find_document(parse, draft)


def _beside(parse: Parse, draft: Draft, others: Sequence[Draft]) -> tuple[int, Channel] | None:
    """The channel of the best rank among the words around the cue, the nearest of equal ones, with its rank."""
    table = channels()
    first, past = parse.sents[parse.sent[draft.token]]
    best: tuple[int, int, Channel] | None = None
    breaks = [k for k in range(first, past) if parse.word[k] == ";"]
    first = max([first, *(k for k in breaks if k < draft.token)])
    past = min([past, *(k for k in breaks if k > draft.token)])
    taken = _taken_near(draft, others)
    for i in range(max(first, draft.token - 40), min(past, draft.token + 25)):
        known = table.get(_word(parse, i)) or table.get(parse.lemma[i])
        if (
            known is None
            or (len(parse.word[i]) > 3 and parse.word[i].isupper())
            or holds(draft.content, parse.span(i, i))
            or _is_source(parse, draft, i)
            or any(overlaps(s, parse.span(i, i)) for s in taken)
        ):
            continue
        low, high = _phrase(parse, i, draft)
        if low is None or _is_others(parse, draft, low) or _is_sent_to(parse, i, low):
            continue
        if parse.lower[low] == "to" and known[0] not in PRESS:
            continue
        kind, rank = known if not _is_paper(parse, i) else ("newspaper", known[1])
        span = parse.span(low, high)
        if parse.lower[high] == "x.":
            span = Span(span.start, span.end - 1)
        key = (rank, abs(draft.token - i))
        if best is None or key < best[:2]:
            best = (*key, Channel(_on_air(parse, draft, kind), span, parse.quote(span)))
    return (best[0], best[2]) if best else None


def _is_paper(parse: Parse, i: int) -> bool:
    """“the Harbour Post”: the name of a paper, no message that is posted."""
    return parse.word[i] == "Post" and parse.pos[i] == "PROPN" and parse.pos[i - 1] == "PROPN"


def _word(parse: Parse, i: int) -> str:
    """The word in small letters without its full stop; “e-mail” whole, and “x” only where it is a name."""
    word = parse.lower[i].rstrip(".")
    if word == "mail" and i > 1 and parse.lower[i - 2 : i] == ["e", "-"]:
        return "e-mail"
    return "" if word == "x" and parse.word[i][0] == "x" else word


def _taken_near(draft: Draft, others: Sequence[Draft]) -> list[Span]:
    at = bisect_left(others, draft.cue, key=lambda d: d.cue)
    near = [d for d in others[max(0, at - NEAR) : at + NEAR] if d is not draft]
    said = [s for d in near if not holds(d.content, draft.cue) for s in d.content if not overlaps(s, draft.cue)]
    return [*(s for d in near for s in d.source if not holds(draft.source, s)), *said]


def _on_air(parse: Parse, draft: Draft, kind: str) -> str:
    """“In a later bulletin, the radio said …”: a bulletin of whoever broadcasts is no statement."""
    heard = [channels().get(parse.lemma[k], ("", 0))[0] for s in draft.source for k in parse.tokens_in(s)]
    return next((k for k in heard if k in ("radio", "tv")), kind) if kind == "statement" else kind


def _is_others(parse: Parse, draft: Draft, low: int) -> bool:
    """“police say, and in a video the leader says …”: how another speaks, whose verb holds the phrase."""
    verb = parse.head[low]
    if (
        verb == draft.token
        or not parse.tag[verb].startswith("V")
        or class_of(parse.lemma[verb], "verb", "clause") is None
    ):
        return False
    subjects = [c for c in parse.children[verb] if parse.dep[c] == "nsubj"]
    return bool(subjects) and not any(holds(draft.source, parse.span(c, c)) for c in subjects)


OWN = frozenset(
    {"telegram", "x", "facebook", "whatsapp", "instagram", "youtube", "video", "audio", "statement", "message"}
    | {"letter", "email"}
)
"""Channels that a party speaks through itself; a deed is not done “on” them."""
LONGEST = 10
"""Tokens of a phrase that names a channel."""


def cut_channel(parse: Parse, draft: Draft) -> Channel | None:
    """“claimed the attack on its Telegram channel”: the end of a noun content that says how it was claimed."""
    any_kind = draft.cue_class in ("claim", "deny", "condemn", "confirm", "admit") and not draft.quoted
    if not draft.content or draft.content[-1].start < draft.cue.end:
        return None
    tokens = parse.tokens_in(draft.content[-1])
    for p in reversed(tokens[-LONGEST:]):
        if parse.lower[p] not in ("on", "in", "via", "through") or p == tokens[0]:
            continue
        known = [channels()[w] for w in parse.lower[p + 1 : tokens[-1] + 1] if w in channels()]
        exact = min((k for k in known if k[0] in OWN), key=lambda k: k[1], default=None)
        if not any_kind and (exact is None or exact[0] != "statement" or parse.lower[p] != "in"):
            return None
        if exact is None or exact[0] not in OWN:
            return None
        if parse.lower[p + 1] not in ("its", "his", "her", "their", "a", "an") and not _is_platform(parse, p + 1):
            return None
        p = _posted(parse, tokens, p)
        span = parse.span(p, tokens[-1])
        draft.content[-1] = Span(draft.content[-1].start, parse.end[p - 1])
        return Channel(exact[0], span, parse.quote(span))
    return None


def _is_platform(parse: Parse, k: int) -> bool:
    """“on Telegram”, “on X”: a platform's name."""
    known = channels().get(parse.lower[k])
    return known is not None and known[1] == 1 and parse.word[k][0].isupper()


def _posted(parse: Parse, tokens: range, p: int) -> int:
    """The preposition before “a message posted on …”, where what was posted is told as well."""
    for k in range(p - 1, max(tokens[0], p - LONGEST), -1):
        if parse.lower[k] in ("in", "via", "through") and parse.lower[k + 1] in (
            "its",
            "his",
            "her",
            "their",
            "a",
            "an",
        ):
            return k if any(w in channels() for w in parse.lower[k + 2 : p]) else p
    return p


def _is_source(parse: Parse, draft: Draft, i: int) -> bool:
    return holds(draft.source, parse.span(i, i))


def _is_told(parse: Parse, draft: Draft, here: int) -> bool:
    return parse.lemma[draft.token] == "tell" and here > draft.token


def _is_sent_to(parse: Parse, i: int, low: int) -> bool:
    """“in a message sent to a radio station”: the message is the channel, the station only got it."""
    head = next((c for c in parse.children[low] if parse.dep[c] == "pobj"), i)
    if head == i or not low < head < i or parse.lemma[head] not in channels():
        return False
    return any(parse.lower[k] in ("to", "by", "from") for k in range(head + 1, i))


def _phrase(parse: Parse, i: int, draft: Draft) -> tuple[int | None, int]:
    """The outermost phrase with a preposition that holds the word and hangs on the cue, else on the cue's object."""
    top, high = None, i
    here = i
    for _ in range(8):
        head = parse.head[here]
        if parse.dep[here] == "prep" and parse.lower[here] in CARRIERS:
            top = here
        noun = parse.dep[head] in ("acl", "amod", "compound", "nmod")
        if head == here or head == draft.token or (parse.tag[head].startswith("V") and not noun):
            break
        here = head
    if top is None:
        if parse.head[here] == draft.token and parse.dep[here] in ("dobj", "dative") and _is_told(parse, draft, here):
            return parse.left[here], here
        return None, i
    high = parse.right[top]
    span = parse.span(top, high)
    for part in (*draft.content, draft.cue, *draft.source):
        if span.start < part.start < span.end and part.start < part.end:
            high = min(high, parse.tokens_in(part)[0] - 1)
    while high > top and not parse.word[high][-1].isalnum():
        high -= 1
    return top, max(high, i)
