"""How far a content reaches: on behind a semicolon, never beyond what holds it, never into the outer clause."""

from __future__ import annotations

from collections.abc import Sequence

from saidwho.attribution.drafts import Draft, holds, hull, trim
from saidwho.parsing import Parse
from saidwho.records import Span

SAID = frozenset({"say", "confirm", "admit", "report", "claim", "deny", "accuse"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NEAR = 8
"""Cues before one that may hold it."""
TAIL = 16
"""Tokens from a cue to the semicolon that closes its clause."""
ASIDES = frozenset({"where", "which", "who", "whose", "when"})
OWN = frozenset({"he", "she", "they", "it"})
MARKS = frozenset({"“", "”", '"', "''", "``", "«", "»"})


def settle(parse: Parse, drafts: Sequence[Draft]) -> None:
    """Corrects the contents of all attributions of an article, in order of their cues."""
    order = sorted((d for d in drafts if d.content), key=lambda d: d.cue)
    for number, draft in enumerate(order):
        _cut_at_main(parse, draft)
        _cut_aside(parse, draft)
        _cut_granted(parse, draft)
        _with_aim(parse, draft)
        for outer in order[max(0, number - NEAR) : number + NEAR]:
            if outer is not draft:
                _keep_inside(draft, outer)
    cues = sorted(d.cue.start for d in order)
    for draft in order:
        _behind_semicolon(parse, draft, cues)
        _then(parse, draft, cues)
        _and_others(parse, draft, cues)


def _keep_inside(draft: Draft, outer: Draft) -> None:
    """“…, who, he alleges, were killed, a source said”: what he alleges ends where the source's words end."""
    if not outer.source or not draft.content or outer.content[-1].end > outer.cue.start:
        return
    if not holds(outer.content, draft.cue) or holds(draft.content, outer.cue) or draft.cue.end == draft.cue.start:
        return
    whole = hull(outer.content)
    kept = [Span(s.start, min(s.end, whole.end)) for s in draft.content if s.start < whole.end]
    if kept and hull([*outer.source, outer.cue]).start >= whole.end:
        draft.content = kept


def _cut_aside(parse: Parse, draft: Draft) -> None:
    """“are thought to have come from the lake, where the army has stepped up its raids”: only the first is thought."""
    if draft.cue_class != "believe" or draft.source or draft.content[-1].start < draft.cue.start or draft.quoted:
        return
    held = parse.tokens_in(draft.content[-1])
    past = parse.sents[parse.sent[draft.token]][1]
    for k in held[2:-2]:
        if parse.word[k] != "," or parse.lower[k + 1] not in ASIDES or any(parse.word[j] in MARKS for j in held):
            continue
        closed = any(parse.word[j] == "," for j in range(k + 2, past))
        if not closed and any(parse.tag[j] in FINITE for j in range(k + 2, past)):
            cut = trim(parse.text, Span(draft.content[-1].start, parse.end[k - 1]))
            if cut is not None:
                draft.content[-1] = cut
        return


def _cut_granted(parse: Parse, draft: Draft) -> None:
    """“thinking it safe from the raids that followed Monday's attack”: that there were raids is no belief of theirs."""
    if draft.cue_class != "believe" or draft.quoted or not draft.content or draft.content[-1].start < draft.cue.end:
        return
    held = parse.tokens_in(draft.content[-1])
    for k in held[2:]:
        noun = k - 1 if parse.tag[k - 1] != "IN" and parse.word[k - 1] != "," else k - 2
        if parse.tag[k] not in ("WDT", "WP") or parse.pos[noun] not in ("NOUN", "PROPN"):
            continue
        if (
            not _is_definite(parse, noun)
            or not _is_past(parse, k, held[-1])
            or _is_subject(parse, noun, k, draft.token)
        ):
            continue
        cut = min(parse.left[noun], noun) - 1
        kept = trim(parse.text, Span(draft.content[-1].start, parse.end[cut - 1])) if cut > held[0] else None
        if kept is not None and parse.pos[cut] == "ADP":
            draft.content[-1] = kept
        return


def _with_aim(parse: Parse, draft: Draft) -> None:
    """“said the army foiled plots by his foes to topple him”: an infinitive right behind what is said is part of it."""
    if draft.cue_class not in SAID or not draft.source or draft.quoted or draft.content[-1].start < draft.cue.end:
        return
    held = parse.tokens_in(draft.content[-1])
    past = parse.sents[parse.sent[draft.token]][1]
    if not held or held[-1] + 3 >= past or parse.tag[held[-1] + 1] != "TO" or parse.tag[held[-1] + 2] != "VB":
        return
    end = next((k for k in range(held[-1] + 3, past) if parse.word[k] in (",", ";", ":", ".", *MARKS)), past)
    if not any(parse.tag[k] in FINITE for k in range(held[-1] + 3, end)):
        draft.content[-1] = Span(draft.content[-1].start, parse.end[end - 1])


def _is_definite(parse: Parse, noun: int) -> bool:
    words = [c for c in parse.children[noun] if c < noun]
    return any(parse.lower[c] in ("the", "these", "those") or parse.dep[c] == "poss" for c in words)


def _is_past(parse: Parse, k: int, last: int) -> bool:
    """The clause of a relative pronoun tells of what has happened."""
    verb = next((j for j in range(k + 1, last + 1) if parse.tag[j] in FINITE), None)
    return verb is not None and parse.tag[verb] == "VBD"


def _is_subject(parse: Parse, noun: int, k: int, cue: int) -> bool:
    """“believes that the man who fired was …”, “that it was the army that fired”: who did it is what is believed."""
    if parse.dep[noun] in ("attr", "oprd", "appos"):
        return True
    for up in (noun, *parse.ancestors(noun)):
        if up == cue:
            return False
        if parse.dep[up] in ("nsubj", "nsubjpass") and parse.head[up] > k:
            return True
    return False


def _cut_at_main(parse: Parse, draft: Draft) -> None:
    """“pointed to a group that was hardly known, but was looking into …”: the last clause is the speaker's own deed."""
    held = parse.tokens_in(draft.content[-1])
    if not held or draft.content[-1].start < draft.cue.end or not parse.tag[draft.token].startswith("V"):
        return
    if parse.tag[held[0]] in FINITE or any(parse.tag[k] in FINITE for k in held[:1]) or _is_clause(parse, held):
        return
    for k in held[2:-2]:
        aside = parse.word[k] == "," and parse.lower[k + 1] in ("but", "and") and parse.tag[k + 2] in FINITE
        if aside and not any(parse.word[j] in MARKS for j in range(held[0], k)):
            cut = trim(parse.text, Span(draft.content[-1].start, parse.end[k - 1]))
            if cut is not None:
                draft.content[-1] = cut
            return


def _is_clause(parse: Parse, held: range) -> bool:
    """The content is a clause, not a thing: it opens with “that”, or its first noun has a verb."""
    if parse.lower[held[0]] in ("that", "whether", "if", "how", "what", "who", "why", "where", "when"):
        return True
    first = next((k for k in held if parse.tag[k] in FINITE), None)
    if first is None:
        return True
    return not any(parse.tag[k] in ("WDT", "WP") or parse.word[k] == "," for k in range(held[0], first))


def _then(parse: Parse, draft: Draft, cues: Sequence[int]) -> None:
    """“After a fight, it said, they fled. Ten were then arrested”: the next step of what it told."""
    if not draft.source or draft.negated or draft.cue_class not in SAID or len(draft.content) < 2:
        return
    number = parse.sent[draft.token] + 1
    if number >= len(parse.sents) or not draft.content[0].end <= draft.cue.start < draft.content[-1].start:
        return
    first, past = parse.sents[number]
    then = next((k for k in range(first + 1, min(past, first + 6)) if parse.lower[k] == "then"), None)
    span = parse.span(first, past - 1)
    if then is None or parse.para[first] != parse.para[draft.token]:
        return
    passive = any(parse.dep[k] == "auxpass" for k in range(first, then)) or parse.dep[then - 1] == "auxpass"
    quoted = any(parse.word[k] in MARKS for k in range(first, past))
    if passive and not quoted and not any(span.start <= start < span.end for start in cues):
        rest = trim(parse.text, span)
        if rest is not None:
            draft.content.append(rest)


def _and_others(parse: Parse, draft: Draft, cues: Sequence[int]) -> None:
    """“Seven were reported dead, and 72 others were hurt”: the others were reported as well."""
    if draft.source or draft.cue_class != "report" or not parse.tag[draft.token].startswith("V"):
        return
    held = parse.tokens_in(draft.content[-1])
    past = parse.sents[parse.sent[draft.token]][1]
    k = held[-1] + 1 if held else past
    if k < past and parse.word[k] == ",":
        k += 1
    if k + 4 >= past or parse.lower[k] != "and" or draft.content[-1].start < draft.cue.end:
        return
    end = next((j for j in range(k + 1, past) if parse.word[j] in (",", ";", ".")), past) - 1
    others = any(parse.lower[j] in ("others", "other", "another", "more") for j in range(k + 1, min(end, k + 5)))
    span = parse.span(k, end)
    if others and not any(span.start <= start < span.end for start in cues):
        draft.content[-1] = Span(draft.content[-1].start, span.end)


def _and_another(parse: Parse, draft: Draft, mark: int) -> bool:
    """“By noon 49 were left there, he said, and six had died”: a clause with its own subject, joined by “and”."""
    if (
        parse.word[mark] != ","
        or parse.lower[mark + 1] != "and"
        or any(parse.word[k] in MARKS for k in range(mark)[-4:])
    ):
        return False
    verbs = [c for c in parse.children[draft.token] if c > mark and parse.dep[c] == "conj"]
    if any(parse.lemma[k] == "have" for k in parse.tokens_in(draft.cue)):
        return False
    return any(parse.dep[k] in ("nsubj", "nsubjpass") and k > mark for c in verbs for k in parse.children[c])


def _behind_semicolon(parse: Parse, draft: Draft, cues: Sequence[int]) -> None:
    """“The toll was cut, the ministry said; some victims had been counted twice”: the ministry goes on."""
    if not draft.source or draft.negated or draft.cue_class not in SAID or draft.content[-1].end > draft.cue.start:
        return
    last, past = parse.tokens_in(draft.cue)[-1:] or range(0), parse.sents[parse.sent[draft.token]][1]
    if not last:
        return
    mark = next((k for k in range(last[0] + 1, min(past, last[0] + TAIL)) if parse.word[k] in (";", ":", ",")), None)
    if mark is None or mark + 3 >= past or not (parse.word[mark] == ";" or _and_another(parse, draft, mark)):
        return
    end = next((k - 1 for k in range(mark + 1, past) if parse.word[k] == ";"), past - 1)
    span = parse.span(mark + 1, end)
    spoken = any(span.start <= start < span.end for start in cues)
    clause = any(parse.tag[k] in FINITE for k in range(mark + 2, end + 1))
    marked = any(parse.word[k] in MARKS for k in range(mark + 1, end + 1))
    if spoken or not clause or marked or parse.lower[mark + 1] in OWN:
        return
    rest = trim(parse.text, span)
    if rest is not None:
        draft.content.append(rest)
