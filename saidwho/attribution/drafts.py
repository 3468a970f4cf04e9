"""An attribution while it is being put together, and arithmetic of spans."""

from __future__ import annotations

from dataclasses import dataclass, field

from saidwho.parsing import Parse
from saidwho.records import CueClass, Span

TRIM = " \t\n,;:–—-"


@dataclass(slots=True)
class Draft:
    """Spans are offsets into the text; `token` is the cue's main token, `quoted` the quotations that it holds."""

    token: int
    cue: Span
    source: list[Span]
    content: list[Span]
    cue_class: CueClass
    negated: bool = False
    reason: str | None = None
    confidence: float = 0.8
    quoted: list[int] = field(default_factory=list)
    relayed_by: int | None = None
    """Token of the cue that passes this one on (“the agency reported, citing the ministry”)."""
    channel: Span | None = None
    """Where it was said, when who finds the cue knows."""
    bounded: bool = False
    """The order of the words settles its source and content, whatever the parse."""


def trim(text: str, span: Span, marks: str = TRIM) -> Span | None:
    """The span without blanks and `marks` at its ends; None when nothing is left."""
    start, end = span
    while start < end and text[start] in marks:
        start += 1
    while end > start and (text[end - 1] in marks or text[end - 1] == "."):
        if text[end - 1] == "." and text[max(start, end - 4) : end - 1].count(".") > 0:
            break
        end -= 1
    return Span(start, end) if end > start else None


def subtract(span: Span, holes: list[Span]) -> list[Span]:
    """What is left of a span outside of `holes`."""
    left = [span]
    for hole in holes:
        left = [
            part
            for s in left
            for part in (Span(s.start, min(s.end, hole.start)), Span(max(s.start, hole.end), s.end))
            if part.start < part.end and not (part == s and hole.start <= s.start and s.end <= hole.end)
        ]
    return left


def subtract_all(spans: list[Span], hole: Span) -> list[Span]:
    """What is left of several spans outside of one hole."""
    return [part for span in spans for part in subtract(span, [hole])]


def has_verb(parse: Parse, span: Span) -> bool:
    """Whether a finite verb stands in the span."""
    return any(parse.tag[k] in ("VBD", "VBZ", "VBP", "MD") for k in parse.tokens_in(span))


def hull(spans: list[Span]) -> Span:
    """The smallest span around all."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def join(spans: list[Span], text: str) -> list[Span]:
    """Sorted, with overlapping ones and those parted by blanks only made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and (span.start <= out[-1].end or not text[out[-1].end : span.start].strip()):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def overlaps(a: Span, b: Span) -> bool:
    """Whether they share a character."""
    return a.start < b.end and b.start < a.end


def holds(outer: list[Span], inner: Span) -> bool:
    """Whether one of the outer spans contains the inner."""
    return any(o.start <= inner.start and inner.end <= o.end for o in outer)


def letters(parse: Parse, span: Span) -> bool:
    """Whether there is a word in the span."""
    return any(c.isalnum() for c in parse.text[span.start : span.end])
