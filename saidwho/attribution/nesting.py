"""Who holds whose words: “X said he left, the agency reported”, “allegedly …, according to”, “…, which she denies”."""

from __future__ import annotations

from collections.abc import Sequence

from saidwho.attribution.drafts import Draft, holds, hull, subtract_all, trim
from saidwho.parsing import Parse
from saidwho.records import Span

NEAR = 5
"""Cues on either side that may hold each other."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
MARKS = " \t\n,;:–—-”\"'’"
"""At the end of what is said inside of other words."""
DASHES = frozenset({"–", "—", "--", "-"})
CHARGES = frozenset({"charge", "claim", "accusation", "allegation", "version", "account", "assertion", "suggestion",
                     "figure", "number", "toll", "count", "estimate", "tally"})  # fmt: skip
NAMING = frozenset({"DET", "NOUN", "PROPN", "PART", "ADJ", "ADP", "PRON", "NUM"})
ANSWERS = frozenset({"deny", "confirm", "admit", "condemn", "unverified"})


def nest(parse: Parse, drafts: Sequence[Draft]) -> None:
    """Corrects contents that reach out of what holds them, and gives who passes words on all that he passes on."""
    order = sorted((d for d in drafts if d.content), key=lambda d: d.cue)
    for draft in order:
        _charge_denied(parse, draft)
    for number, outer in enumerate(order):
        _without_it(parse, outer)
        _at_semicolon(parse, outer, order[number : number + 4 * NEAR])
        _at_dash(parse, outer)
        _with_apposition(parse, outer)
        for inner in order[max(0, number - NEAR) : number + NEAR]:
            if inner is outer or parse.sent[inner.token] != parse.sent[outer.token]:
                continue
            _passed_on(parse, outer, inner)
            _stays_inside(parse, outer, inner)
            _answered(parse, outer, inner)
            _disputed(parse, outer, inner)


def _without_it(parse: Parse, draft: Draft) -> None:
    """“The two men, it is alleged, planted the bomb”: “it” is a word of the cue."""
    first = parse.tokens_in(draft.cue)[0] if draft.cue.end > draft.cue.start else 0
    if draft.source or first < 2 or parse.lower[first - 1] != "it" or parse.word[first - 2] != ",":
        return
    it = parse.span(first - 1, first - 1)
    if not draft.content or draft.content[0].start >= it.start:
        return
    draft.content = [t for s in subtract_all(draft.content, it) if (t := trim(parse.text, s))]
    draft.cue = Span(it.start, draft.cue.end)


def _at_semicolon(parse: Parse, draft: Draft, order: Sequence[Draft]) -> None:
    """“A says 40 died; the government puts it at 12”: behind the semicolon another one speaks."""
    last = draft.content[-1] if draft.content else None
    if last is None or last.start < draft.cue.end or draft.quoted:
        return
    for k in parse.tokens_in(last)[2:-3]:
        if parse.word[k] != ";":
            continue
        begins = {parse.start[k + 1], parse.start[k + 2]}
        named = [d for d in order if d is not draft and d.source and d.source[0].start in begins]
        if any(d.cue.start > d.source[0].start and _is_named(parse, d) for d in named):
            kept = trim(parse.text, Span(last.start, parse.end[k - 1]))
            draft.content[-1:] = [kept] if kept else []
            return


def _is_named(parse: Parse, draft: Draft) -> bool:
    return not all(parse.pos[k] == "PRON" for k in parse.tokens_in(draft.source[0]))


def _with_apposition(parse: Parse, draft: Draft) -> None:
    """““I saw it,” the boy's father, Peter Lund, told …”: the father is who speaks, and no word of his."""
    last, begins = (
        draft.content[-1] if draft.content else None,
        parse.tokens_in(draft.source[0]) if draft.source else (),
    )
    if last is None or not begins or last.end > draft.source[0].start or parse.word[begins[0] - 1] != ",":
        return
    held = parse.tokens_in(last)
    closing = next((k for k in reversed(held) if parse.word[k] in ("”", '"', "''", "»")), None)
    if closing is None or not held[0] < closing < held[-1] or held[-1] - closing > NEAR + 2:
        return
    named = range(closing + 1, held[-1] + 1)
    if parse.word[closing - 1] not in (",", ".", "!", "?") or parse.pos[named[0]] == "ADP":
        return
    if held[-1] + 2 != begins[0] or any(parse.pos[k] not in NAMING for k in named):
        return
    draft.source = [Span(parse.start[closing + 1], draft.source[0].end), *draft.source[1:]]
    draft.content[-1] = Span(last.start, parse.end[closing])


def _charge_denied(parse: Parse, draft: Draft) -> None:
    """“…, a charge the government rejected”, “… – a claim that Arland denies”: what is denied is that charge."""
    begins = parse.tokens_in(draft.source[0]) if draft.source else range(0)
    if draft.cue_class not in ANSWERS or not begins or draft.source[0].end > draft.cue.start:
        return
    noun = begins[0] - 1
    while noun > 1 and parse.lower[noun] in ("that", "which"):
        noun -= 1
    first = next((k for k in range(noun, max(noun - 3, 1), -1) if parse.lower[k] in ("a", "an")), None)
    if first is None or parse.lemma[noun] not in CHARGES or parse.word[first - 1] not in {",", *DASHES}:
        return
    draft.content = [parse.span(first, noun)]


def _disputed(parse: Parse, outer: Draft, inner: Draft) -> None:
    """“The army says they fired first, a version disputed by villagers”: the last words are no part of its version."""
    if inner.cue_class not in ANSWERS or outer.token >= inner.token or outer.content[0].start < outer.cue.start:
        return
    held = parse.tokens_in(inner.content[0])
    if not held or parse.lower[held[0]] not in ("a", "an") or parse.word[held[0] - 1] not in {",", *DASHES}:
        return
    if not any(s.start < parse.start[held[0]] < s.end for s in outer.content):
        return
    past = parse.sents[parse.sent[held[0]]][1]
    kept = subtract_all(outer.content, Span(parse.end[held[0] - 2], parse.end[past - 1]))
    outer.content = kept or outer.content


def _at_dash(parse: Parse, draft: Draft) -> None:
    """“Ten died – officials had said four – when a bomb went off”: a remark between dashes ends with the second."""
    begins = parse.tokens_in(draft.source[0]) if draft.source else range(0)
    last = draft.content[-1] if draft.content else None
    if not begins or last is None or last.start < draft.cue.end or parse.word[begins[0] - 1] not in DASHES:
        return
    for k in parse.tokens_in(last)[1:]:
        if parse.word[k] in DASHES and parse.end[k - 1] < parse.start[k]:
            kept = trim(parse.text, Span(last.start, parse.end[k - 1]))
            draft.content[-1:] = [kept] if kept else []
            return


def _closes(parse: Parse, outer: Draft) -> int | None:
    """The comma before the name of who closes the sentence: “…, the agency reported”, “…, according to the army”."""
    verb = parse.tag[outer.token] in FINITE or parse.lower[outer.token] == "according"
    if not outer.source or outer.cue.end == outer.cue.start or not verb:
        return None
    begins = parse.tokens_in(hull([outer.cue, *outer.source]))
    comma = begins[0] - 1
    if parse.tag[parse.tokens_in(outer.source[0])[0]] == "PRP$" and parse.lower[outer.token] == "according":
        return None
    return comma if begins and comma > 0 and parse.word[comma] in (",", "”", '"', "''") else None


def _passed_on(parse: Parse, outer: Draft, inner: Draft) -> None:
    """“The general said forty gave up, the agency reported”: the agency passes on that he said so."""
    comma = _closes(parse, outer)
    if comma is None or parse.word[comma] != "," or not inner.source or inner.token >= comma:
        return
    first = parse.sents[parse.sent[outer.token]][0]
    told_after = inner.content[0].start >= inner.cue.end and holds(inner.content, outer.cue)
    if not told_after or outer.content[-1].end > outer.cue.start or outer.content[0].start <= inner.cue.start:
        return
    begins, told = parse.tokens_in(inner.source[0]), range(inner.token + 2, comma)
    if any(parse.word[k - 1] == "," and parse.tag[k] in ("WDT", "WP") for k in told):
        return
    subject = begins and begins[0] - first <= 2 and parse.dep[inner.token] not in ("relcl", "acl")
    whole = trim(parse.text, parse.span(first, comma - 1))
    if subject and whole is not None and parse.tag[inner.token] in FINITE:
        outer.content = [whole]


def _stays_inside(parse: Parse, outer: Draft, inner: Draft) -> None:
    """What is said inside of words that somebody else closes ends where these end."""
    comma = _closes(parse, outer)
    if comma is None or outer.content[-1].end > min(outer.cue.start, outer.source[0].start):
        return
    end = outer.content[-1].end
    mute = inner.cue.end == inner.cue.start
    if mute or not holds([hull(outer.content)], inner.cue) or inner.content[-1].end <= end:
        return
    if any(s.start < outer.source[0].end and outer.source[0].start < s.end for s in inner.source):
        return
    kept = [
        t for s in inner.content if s.start < end and (t := trim(parse.text, Span(s.start, min(s.end, end)), MARKS))
    ]
    if kept:
        inner.content = kept


def _answered(parse: Parse, outer: Draft, inner: Draft) -> None:
    """“It alleges that she took it, which she denies”: the denial is no part of what is alleged, and is of “which”."""
    if inner.cue_class not in ANSWERS or not inner.source or outer.token >= inner.token:
        return
    begins = parse.tokens_in(inner.source[0])
    which = begins[0] - 1 if begins else 0
    if which < 2 or parse.lower[which] != "which" or parse.word[which - 1] != "," or begins[-1] >= inner.token:
        return
    inside = [s for s in outer.content if s.start < parse.start[which] < s.end]
    if not inside or inside[0].start < outer.cue.end:
        return
    last = parse.sents[parse.sent[which]][1] - 1
    kept = subtract_all(outer.content, Span(parse.end[which - 2], parse.end[last]))
    if kept:
        outer.content = kept
        inner.content = [parse.span(which, which)]
