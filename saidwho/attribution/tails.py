"""Read off the surface where the parse fails: “…, the ministry said.”, “…, reports the agency.”, “said on X that …”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from saidwho.attribution import clauses
from saidwho.attribution.cues import class_of, speakers
from saidwho.attribution.drafts import Draft, overlaps, trim
from saidwho.nouns import is_party
from saidwho.parsing import Parse
from saidwho.records import Span

LONGEST_TAIL = 14
"""Tokens behind a cue that closes its sentence (“said in a statement on its website late on Monday”)."""
LONGEST_NAME = 14
JOINERS = frozenset({"while", "as", "after", "when", "but", "adding", "citing", "without", "though", "although"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
TOLD = frozenset({"PROPN", "NOUN", "DET", "ADJ", "PRON", "PART", "CCONJ"})
INSIDE = frozenset({"of", "for", "at", "in", "with"})
"""Prepositions inside an apposition (“a spokesman for the agency, Carla Moss, said”)."""
DAY = frozenset({"DATE", "TIME"})
QUOTES = frozenset({"“", "”", '"', "''", "``", "«", "»"})


def mend_tails(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """The drafts with sources and contents corrected where a cue closes its sentence, and those that were missed."""
    by_token = {d.token: d for d in drafts}
    for first, past in _segments(parse):
        for i in range(first + 3, past):
            found = _tail(parse, first, _end_of_tail(parse, i, past), i) if _can_close(parse, i) else None
            if found is None:
                continue
            old = by_token.get(i)
            if old is None:
                by_token[i] = found
                drafts.append(found)
            elif _is_better(parse, found, old):
                old.source, old.content, old.reason = found.source, found.content, None
            also = _also(parse, found, past)
            if also is not None and also.token not in by_token:
                by_token[also.token] = also
                drafts.append(also)
            break
    drafts.extend(d for d in _quoted_as_saying(parse) if d.token not in by_token)
    return drafts


def _quoted_as_saying(parse: Parse) -> Iterator[Draft]:
    """“Ten died, the head of the team was quoted as saying by the agency”: what he says stands before."""
    for s in range(len(parse)):
        if parse.lower[s] != "saying" or parse.lower[s - 2 : s] not in (["quoted", "as"], ["cited", "as"]):
            continue
        i, first = s - 2, parse.sents[parse.sent[s]][0]
        head = clauses.child(parse, i, "nsubjpass")
        if head is None or clauses.child(parse, s, "ccomp", "dobj") is not None:
            continue
        comma = parse.left[head] - 1
        if (
            comma - first < 3
            or parse.word[comma] != ","
            or not any(parse.tag[k] in FINITE for k in range(first, comma))
        ):
            continue
        content = trim(parse.text, parse.span(first, comma - 1))
        if content is not None:
            low, _ = clauses.verb_group(parse, i)
            source = parse.span(*clauses.phrase(parse, head, stop=i))
            yield Draft(s, parse.span(low, s), [source], [content], "say", confidence=0.75)


def _also(parse: Parse, found: Draft, past: int) -> Draft | None:
    """“…, the worker said, as did an official of the opposition”: the official says the same."""
    k = parse.tokens_in(found.cue)[-1] + 1
    while k < past and parse.word[k] != ",":
        k += 1
    if k + 3 >= past or parse.lower[k + 1 : k + 3] not in (["as", "did"], ["as", "do"], ["as", "does"], ["as", "has"]):
        return None
    last = k + 3
    while last + 1 < past and parse.word[last + 1] not in (",", ".", ";", ":") and parse.tag[last + 1] not in FINITE:
        last += 1
    if parse.pos[last] not in ("NOUN", "PROPN"):
        return None
    source, cue = parse.span(k + 3, last), parse.span(k + 1, k + 2)
    return Draft(k + 2, cue, [source], list(found.content), found.cue_class, confidence=0.7)


def _is_better(parse: Parse, found: Draft, old: Draft) -> bool:
    """The surface is right where the parse has no speaker, one inside of what is said, or a part of either only."""
    if not old.source or not old.content or old.source[0].end <= found.content[0].end:
        return True
    addressed = parse.lemma[old.token] == "tell" and len(parse.tokens_in(old.content[0])) <= 3
    if old.content[0].start > old.cue.end and (addressed or parse.quote(old.content[0])[:3] in ("as ", "and")):
        return True
    same = overlaps(found.source[0], old.source[0])
    return same and (found.source[0].end > old.source[0].end or found.content[0].end > old.content[-1].end)


def _segments(parse: Parse) -> Iterator[tuple[int, int]]:
    """Sentences, cut at semicolons: (first, past last) token."""
    for first, past in parse.sents:
        start = first
        for k in range(first, past):
            if parse.word[k] == ";":
                yield start, k
                start = k + 1
        yield start, past


def _end_of_tail(parse: Parse, i: int, past: int) -> int:
    """A cue's circumstances end before another clause (“…, the ministry said, while …”) or a comparison."""
    return next((k for k in range(i + 1, past - 1) if parse.word[k] == "," and _goes_beyond(parse, k + 1, past)), past)


def _goes_beyond(parse: Parse, k: int, past: int) -> bool:
    """Behind a closing cue's comma stands what its speaker need not have said (“…, two more than on Monday”)."""
    word, after = parse.lower[k], parse.lower[k + 1 : min(past, k + 5)]
    if word in JOINERS or (parse.tag[k] == "VBG" and parse.pos[k] == "VERB"):
        return True
    if word in ("up", "down", "compared", "more", "fewer", "less", "well"):
        return "from" in after or "than" in after or "with" in after or "to" in after
    counted = parse.pos[k] == "NUM" or word in ("a", "the", "about", "some", "almost", "nearly", "just")
    return counted and any(w in ("than", "after", "before", "above", "below") for w in after)


def _can_close(parse: Parse, i: int) -> bool:
    if parse.tag[i] not in ("VBD", "VBZ", "VBP", "NNS", "NN", "VBN", "VB"):
        return False
    known = class_of(parse.lemma[i], "verb", "clause")
    return known is not None and (parse.tag[i].startswith("V") or parse.lemma[i] in ("say", "claim", "report"))


def _tail(parse: Parse, first: int, past: int, i: int) -> Draft | None:
    """The attribution of a sentence that ends with “…, NAME said (on Monday)” or “…, said NAME”."""
    end = past
    if end - i > LONGEST_TAIL:
        return None
    while end > i + 1 and not parse.word[end - 1][-1].isalnum() and parse.word[end - 1] not in QUOTES:
        end -= 1
    if any(parse.word[k] in QUOTES or parse.lower[k] == "that" for k in range(i + 1, end)):
        return None
    source = _name_before(parse, first, i)
    if source is not None and goes_with(parse, i, end):
        return None
    if source is None or not _is_closing(parse, i, end):
        if parse.word[i - 1] != "," or i - first < 4:
            return None
        source = None if _interrupted(parse, first, i) else _name_behind(parse, i, end)
        comma = i - 1
    else:
        comma = source[0] - 1
    if source is None or comma - first < 3 or not _tells(parse, first, comma):
        return None
    marks = sum(parse.word[k] in QUOTES for k in range(first, comma))
    if marks % 2 or (parse.word[comma - 1] in QUOTES and not _told_around(parse, first, comma)):
        return None
    if parse.tag[first] == "WRB":
        return None
    start = first + 1 if parse.dep[first] == "cc" or parse.tag[first] == "CC" else first
    content = trim(parse.text, parse.span(start, comma))
    cue_class = class_of(parse.lemma[i], "verb", "quote") or class_of(parse.lemma[i], "verb", "clause")
    if content is None or cue_class is None:
        return None
    low, high = clauses.verb_group(parse, i) if parse.tag[i].startswith("V") else (i, i)
    return Draft(i, parse.span(max(low, comma + 1), high), [parse.span(*source)], [content], cue_class, confidence=0.75)


def goes_with(parse: Parse, i: int, end: int) -> bool:
    """“In May, days before the vote, both sides had agreed on a ceasefire”: what they agreed on stands behind."""
    believed = class_of(parse.lemma[i], "verb", "clause") in ("believe", "plan", "perceive", "order")
    if not believed or i + 2 >= end or parse.tag[i + 1] != "IN" or parse.ent[i + 2] in DAY:
        return False
    return class_of(parse.lemma[i], "verb", f"prep:{parse.lower[i + 1]}") is not None


def _tells(parse: Parse, first: int, comma: int) -> bool:
    """A verb stands before the comma, or “number” before a figure (“the dead number 25, he said”)."""
    counted = (parse.lower[k] == "number" and parse.pos[k + 1] == "NUM" for k in range(first + 1, comma - 1))
    top = any(parse.dep[k] == "ROOT" and parse.tag[k] in ("NN", "NNS") and k > first for k in range(first, comma))
    return top or any(parse.tag[k][0] in "VM" for k in range(first, comma)) or any(counted)


def _interrupted(parse: Parse, first: int, i: int) -> bool:
    """“The group, an army of its own, claimed the attack”: before the comma stands the subject alone, nothing told."""
    own = clauses.child(parse, i, "nsubj")
    if own is None or own > i or parse.dep[i] not in ("ROOT", "conj", "ccomp"):
        return False
    verbs = [k for k in range(first, i) if parse.tag[k] in FINITE]
    return all(parse.left[own] <= k <= parse.right[own] for k in verbs)


def _told_around(parse: Parse, first: int, comma: int) -> bool:
    """A finite verb stands outside of the quotation marks: words are quoted, no sentence."""
    inside = False
    for k in range(first, comma):
        if parse.word[k] in QUOTES:
            inside = not inside
        elif not inside and parse.tag[k] in FINITE:
            return True
    return False


def _is_closing(parse: Parse, i: int, end: int) -> bool:
    """Behind the cue stand only its circumstances."""
    if i + 1 >= end:
        return True
    if parse.lemma[i] == "tell":
        while i + 1 < end and parse.pos[i + 1] in TOLD and parse.ent[i + 1] not in DAY:
            i += 1
        if i + 1 >= end:
            return True
    if parse.tag[i + 1] not in ("IN", "RB", "TO") and parse.ent[i + 1] not in DAY:
        return False
    return not any(
        parse.word[k] == "," and any(parse.tag[j] in FINITE for j in range(k + 1, end)) for k in range(i + 1, end)
    )


def _name_before(parse: Parse, first: int, i: int) -> tuple[int, int] | None:
    """First and last token of the name between a comma and the cue, with an apposition."""
    last = i - 1
    while (
        last > first
        and parse.tag[last] in ("RB", "MD", "VBZ", "VBD", "VBP")
        and parse.dep[last] in ("aux", "advmod", "neg")
    ):
        last -= 1
    apposed = parse.word[last] == ","
    if apposed:
        last -= 1
    low = _back_to_comma(parse, first, last)
    if low is None:
        return None
    if apposed or (parse.lower[low] in ("a", "an", "the", "who") and parse.word[low - 1] == ","):
        before = _back_to_comma(parse, first, low - 2)
        named = before is not None and all(
            parse.pos[k] in ("PROPN", "DET", "NOUN", "ADJ", "X", "PART")
            or parse.tag[k] == "PRP$"
            or parse.lower[k] in INSIDE
            for k in range(before, low - 1)
        )
        if not apposed and before is not None and parse.pos[before] == "DET":
            return low, last
        if (
            named
            and before is not None
            and any(parse.pos[k] == "PROPN" for k in range(before, last + 1))
            and low - before <= 11
        ):
            low = before
        elif apposed:
            return None
    if not any(parse.pos[k] in ("NOUN", "PROPN", "PRON") and parse.ent[k] not in DAY for k in range(low, last + 1)):
        return None
    if parse.tag[low] in ("IN", "WDT", "WP", "CC", "TO", "WRB") or parse.ent[low] in DAY:
        return None
    if any(parse.tag[k] in ("WDT", "WP") for k in range(low + 1, last + 1)):
        return None
    if parse.lower[low] in ("not", "even", "what", "as") or parse.pos[last] == "ADV":
        return None
    told = (k for k in range(low + 1, last) if parse.tag[k] == "DT" and parse.tag[k - 1] in ("NN", "NNS"))
    return next(told, low), last


def _back_to_comma(parse: Parse, first: int, last: int) -> int | None:
    """The first token behind the comma before `last`; None when a verb stands between or no comma is near."""
    k = last
    while k > first and last - k < LONGEST_NAME:
        if parse.word[k] == ",":
            return k + 1 if k < last else None
        if parse.tag[k] in FINITE or parse.word[k] in QUOTES or (parse.tag[k] == "VBG" and parse.pos[k] == "VERB"):
            return None
        k -= 1
    return None


def _name_behind(parse: Parse, i: int, end: int) -> tuple[int, int] | None:
    """“…, reports the state news agency”: the rest of the sentence is a name."""
    if parse.lemma[i] == "tell" or not 0 < end - i - 1 <= LONGEST_NAME:
        return None
    if parse.pos[i + 1] not in ("DET", "PROPN", "NOUN", "ADJ"):
        return None
    if parse.ent[i + 1] in DAY or any(parse.tag[k] in FINITE for k in range(i + 1, end)):
        return None
    high = next(
        (
            k - 1
            for k in range(i + 2, end)
            if parse.tag[k] in ("IN", "TO") and (parse.lower[k] not in ("of", "for", "in") or parse.word[k - 1] == ",")
        ),
        end - 1,
    )
    while high > i + 1 and (parse.ent[high] in DAY or parse.lower[high] in ("in", "for") or parse.word[high] == ","):
        high -= 1
    speaks = parse.pos[high] == "PROPN" or is_party(parse.lemma[high]) or parse.lower[high] in speakers()
    return (i + 1, high) if speaks or (parse.pos[high] == "NOUN" and parse.lemma[i] in INVERTED) else None


DASHES = frozenset({"–", "—", "--"})
INVERTED = frozenset({"say", "report", "write", "add"})
"""Verbs behind which any noun may be who speaks (“…, says the letter”)."""


def subject_before(parse: Parse, i: int) -> tuple[int, int] | None:
    """The name right before a finite verb whose subject the parse has lost (“the Northern Front on Monday claimed”)."""
    if parse.tag[i] not in ("VBD", "VBZ", "VBP") or parse.dep[i] in ("acl", "relcl", "conj"):
        return None
    first = parse.sents[parse.sent[i]][0]
    k = i - 1
    while k > first and (
        parse.ent[k] in DAY or parse.tag[k] == "RB" or (parse.lower[k] in ("on", "in") and parse.ent[k + 1] in DAY)
    ):
        k -= 1
    if parse.word[k] == "," and (named := _noun_and_name(parse, first, k)) is not None:
        return named
    dash = parse.word[k] in DASHES
    if dash:
        before = next((j for j in range(k - 2, first, -1) if parse.word[j] in DASHES), None)
        if before is None:
            return None
        k = before - 1
    if parse.word[k] == ",":
        opened = next((j for j in range(k - 1, max(first, k - 25), -1) if _opens_aside(parse, j)), None)
        if opened is None:
            return None
        k = opened - 1
    last = k
    while k >= first and parse.pos[k] in ("PROPN", "NOUN", "ADJ", "DET", "NUM") and parse.ent[k] not in DAY:
        k -= 1
    if k == last or parse.pos[last] not in ("PROPN", "NOUN") or parse.tag[k + 1] in ("WDT", "WP"):
        return None
    if k >= first and parse.tag[k] in ("TO", "CC"):
        return None
    if k > first and parse.lower[k] in ("in", "of", "for", "at") and parse.pos[k - 1] in ("NOUN", "PROPN"):
        k -= 1
        while k >= first and parse.pos[k] in ("PROPN", "NOUN", "ADJ", "DET", "NUM"):
            k -= 1
    elif k >= first and parse.tag[k] == "IN":
        return None
    return k + 1, last


def _noun_and_name(parse: Parse, first: int, comma: int) -> tuple[int, int] | None:
    """“Speaking to the radio, a neighbour, Mary Lund, said …”: the noun with the name behind it."""
    k = comma - 1
    while k > first and parse.pos[k] == "PROPN":
        k -= 1
    if k == comma - 1 or parse.word[k] != ",":
        return None
    j = k - 1
    while j > first and parse.pos[j] in ("NOUN", "ADJ", "PROPN"):
        j -= 1
    opens = parse.lower[j] in ("a", "an", "the") and j > first and parse.word[j - 1] == "," and j < k - 1
    return (j, comma - 1) if opens else None


def _opens_aside(parse: Parse, j: int) -> bool:
    return parse.word[j] == "," and parse.lower[j + 1] in ("who", "whose", "which", "a", "an", "the")


def parted(parse: Parse, head: int, i: int) -> bool:
    """A colon or dash stands between a subject and its verb: the subject is a topic or a dateline."""
    dash = next((k for k in range(i - 1, head, -1) if parse.word[k] in (":", "–", "—", "--")), None)
    return dash is not None and i - dash <= 12 and not any(parse.word[k] in ("–", "—", "--") for k in range(head, dash))


def later_that(parse: Parse, i: int) -> tuple[int, int] | None:
    """First and last token of a “that” clause that the parse hangs elsewhere (“denied in a statement that …”)."""
    past = parse.sents[parse.sent[i]][1]
    if i + 1 < past and parse.word[i + 1] == ",":
        return None
    for k in range(i + 1, min(past, i + 12)):
        if parse.lower[k] == "that" and parse.lower[k - 1] in ("so", "such", "now", "given", "provided", "and", "but"):
            return None
        if parse.lower[k] == "that" and parse.tag[k] in ("IN", "WDT", "DT"):
            if any(parse.tag[j] in FINITE for j in range(k + 1, min(past, k + 25))):
                return k, max(parse.right[parse.head[k]], _stretch(parse, k, past))
            return None
        held = parse.dep[k] == "dobj" and parse.head[k] == i and parse.lemma[i] != "tell"
        if parse.tag[k] in FINITE or parse.word[k] in QUOTES or held:
            return None
        if parse.lower[k] == "having" and parse.dep[k] == "aux":
            return None
    return None


def _stretch(parse: Parse, k: int, past: int) -> int:
    """The clause's own verb and all below it."""
    verb = next((j for j in range(k + 1, past) if parse.tag[j] in FINITE), k)
    top = parse.head[verb] if parse.dep[verb] in ("aux", "auxpass") else verb
    return min(parse.right[top], past - 1)


def without_dateline(parse: Parse, spans: Sequence[Span], end: int) -> list[Span]:
    """Spans that begin behind the dateline, which names nobody who speaks."""
    kept = (trim(parse.text, Span(max(s.start, end), s.end), " \t\n,;:–—-)") for s in spans if s.end > end)
    return [s for s in kept if s]
