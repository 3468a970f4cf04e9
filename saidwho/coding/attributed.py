"""Which attribution holds a place in the text."""

from __future__ import annotations

from bisect import bisect_right

from saidwho.parsing import Parse
from saidwho.records import Attribution

WINDOW = 80
"""How many contents back are looked at: contents nest a few deep, and long ones are rare."""


class Holders:
    """The contents of an article's attributions, to be asked by offset."""

    def __init__(self, attributions: tuple[Attribution, ...]) -> None:
        self._order = sorted((span.start, span.end, n) for n, a in enumerate(attributions) for span in a.content)
        self._starts = [start for start, _, _ in self._order]
        self._cues = sorted((span.start, span.end, n) for n, a in enumerate(attributions) for span in a.cue)
        self._cue_starts = [start for start, _, _ in self._cues]
        self._attributions = attributions
        self._by_id = {a.id: a for a in attributions}

    def above(self, attribution: Attribution) -> Attribution | None:
        """The attribution in whose content another stands, or None: the outlet's own voice."""
        return self._by_id.get(attribution.parent) if attribution.parent is not None else None

    def innermost(self, at: int) -> Attribution | None:
        """The attribution with the shortest content around an offset, or None: the outlet's own voice."""
        last = bisect_right(self._starts, at)
        best: Attribution | None = None
        size = 0
        for start, end, number in self._order[max(0, last - WINDOW) : last]:
            if start <= at < end:
                attribution = self._attributions[number]
                length = sum(c.end - c.start for c in attribution.content)
                if best is None or length < size or (length == size and attribution.parent == best.id):
                    best, size = attribution, length
        return best

    def with_participle(self, parse: Parse, token: int) -> Attribution | None:
        """“Guns hit a dairy, the ministry said, wounding two”: the attribution of the verb that goes on so."""
        for up in (token, *parse.ancestors(token)):
            if parse.dep[up] == "advcl" and parse.tag[up] == "VBG":
                bare = not any(parse.dep[c] in ("nsubj", "nsubjpass", "mark") for c in parse.children[up])
                at = parse.start[parse.head[up]]
                uttered = self.uttered_at(at)
                behind = uttered is not None and any(c.start < at for c in uttered.content)
                return (uttered if behind else self.innermost(at)) if bare and parse.head[up] < up else None
            if parse.dep[up] in ("relcl", "ccomp", "conj"):
                return None
        return None

    def uttered_at(self, at: int) -> Attribution | None:
        """The attribution whose cue stands at an offset: the word there is its own act of saying."""
        last = bisect_right(self._cue_starts, at)
        for start, end, number in self._cues[max(0, last - 4) : last]:
            if start <= at < end:
                return self._attributions[number]
        return None
