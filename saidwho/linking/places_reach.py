"""Whether a time or a place belongs to an event's clause: the way from its words up to those of the event.

One that hangs from another verb, from another event or from the words of speech belongs there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from saidwho.parsing import Parse
from saidwho.records import Attribution, EventMention, Span
from saidwho.resources import read_table

_CLOSED = frozenset(("relcl", "acl", "ccomp", "pcomp", "csubj", "parataxis"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_OPEN = frozenset(("conj", "advcl", "xcomp", "dep"))


@lru_cache(maxsize=4)
def reach_words(name: str) -> frozenset[str]:
    """Lemmas of a class of `linking/reach_words.tsv`."""
    return frozenset(row["word"] for row in read_table("linking/reach_words.tsv") if row["class"] == name)


class Reach:
    """Answers `reaches(span, trigger)` for one article."""

    def __init__(self, parse: Parse, attributions: Sequence[Attribution], mentions: Sequence[EventMention]) -> None:
        self._parse = parse
        self._speech = _tokens(parse, (c for a in attributions for c in a.cue))
        self._events = _tokens(parse, (m.trigger for m in mentions))

    def of_speech(self, span: Span) -> bool:
        """Whether the words hang from a verb or noun of speech."""
        parse = self._parse
        top = _top(parse, span)
        if top is None:
            return False
        for j in parse.ancestors(top):
            if j in self._speech:
                return True
            if parse.pos[j] in ("VERB", "AUX") or j in self._events:
                return False
        return False

    def of_event(self, span: Span) -> bool:
        """Whether the words hang from an event before anything else (“the previous day's attacks”)."""
        parse = self._parse
        top = _top(parse, span)
        for j in parse.ancestors(top) if top is not None else ():
            if j in self._events:
                return True
            if parse.pos[j] in ("VERB", "AUX") or j in self._speech:
                return False
        return False

    def reaches(self, span: Span, trigger: Span) -> bool:
        """Whether nothing stands between the words and the event's own clause."""
        event = _top(self._parse, trigger)
        if event is None:
            return False
        own = set(self._parse.tokens_in(trigger))
        below = event
        while self._parse.dep[below] in _SUBJECTS and self._of_class(self._parse.head[below], "happen"):
            below = self._parse.head[below]
            own.add(below)
        if self._of_cause(span, max(own)):
            return False
        return any(self._reaches(top, below, own) for top in _tops(self._parse, span))

    def _of_cause(self, span: Span, event: int) -> bool:
        """“Attacked in revenge for the raid last month”: the words stand behind the other event."""
        parse, inside = self._parse, self._parse.tokens_in(span)
        for j in range(inside.start - 1, event, -1):
            if parse.word[j] in (",", ";", ".") or parse.sent[j] != parse.sent[event]:
                return False
            if j in self._events and parse.pos[j] == "NOUN" and parse.dep[j] == "pobj":
                return parse.lower[parse.head[j]] in reach_words("cause")
        return False

    def _reaches(self, top: int, event: int, own: set[int]) -> bool:
        parse = self._parse
        if parse.sent[top] != parse.sent[event]:
            return False
        above = {event: 0, **{j: n for n, j in enumerate(parse.ancestors(event), 1)}}
        if top in own or top in above:
            return True
        for j in parse.ancestors(top):
            if j in own:
                return True
            if j in self._speech:
                return False
            if j in above:
                return self._open(event, j)
            told = parse.pos[j] == "VERB" or j in self._events
            if told and not (self._tells_outcome(j) and any(k in own for k in parse.ancestors(j))):
                return False
        return False

    def _of_class(self, i: int, name: str) -> bool:
        return self._parse.lemma[i] in reach_words(name)

    def _tells_outcome(self, verb: int) -> bool:
        """“The blast that killed six”, “most of those who died”: the relative clause is about the same deed."""
        return self._parse.dep[verb] == "relcl" and self._of_class(verb, "outcome")

    def _open(self, event: int, meeting: int) -> bool:
        """Whether the way from the event up to the clause it shares passes no other clause."""
        parse, at = self._parse, event
        while at != meeting:
            above = parse.head[at]
            if self._tells_outcome(at) and above in self._events:
                at = above
                continue
            if parse.dep[at] == "advcl" and any(parse.lower[k] in reach_words("apart") for k in parse.children[at]):
                return False
            if parse.dep[at] in _CLOSED or above in self._speech:
                return False
            crossed = above != meeting and parse.pos[above] == "VERB" and parse.dep[at] not in _OPEN
            if crossed or (above != meeting and above in self._events and parse.dep[at] not in _OPEN):
                return False
            at = above
        return True


def _tokens(parse: Parse, spans: Iterable[Span]) -> frozenset[int]:
    return frozenset(i for span in spans for i in parse.tokens_in(span))


def _tops(parse: Parse, span: Span) -> list[int]:
    """The tokens of a stretch that hang from outside of it (“at 5 p.m. on Tuesday” has two)."""
    inside = parse.tokens_in(span)
    return [i for i in inside if parse.head[i] not in inside or parse.head[i] == i]


def _top(parse: Parse, span: Span) -> int | None:
    """The token of a stretch that the rest of it hangs from."""
    inside = parse.tokens_in(span)
    return next((i for i in inside if parse.head[i] not in inside or parse.head[i] == i), None)
