"""Cues that are no verbs: “according to”, “reportedly”, “the claim that”, “a statement by”, “Police: …”."""

from __future__ import annotations

from collections.abc import Iterator

from saidwho.attribution import clauses
from saidwho.attribution.cues import class_of, lemmas, speakers
from saidwho.attribution.drafts import Draft, subtract, trim
from saidwho.parsing import Parse
from saidwho.records import Span

CERTAIN = frozenset({"beyond", "no", "little", "without"})
LONGEST_LIST = 14
NAMES = ("NOUN", "PROPN")
LISTED = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "CCONJ", "PRON"})


def find_nouns(parse: Parse) -> Iterator[Draft]:
    """Every cue that is no verb, with its content in its own sentence."""
    nouns, adverbs = lemmas().get("noun", frozenset()), lemmas().get("adverb", frozenset())
    for i in range(len(parse)):
        word = parse.lower[i]
        draft = None
        if word == "according" and i + 1 < len(parse) and parse.lower[i + 1] == "to":
            draft = _according(parse, i)
        elif word in adverbs and parse.pos[i] == "ADV":
            draft = _adverb(parse, i)
        elif parse.lemma[i] in nouns and parse.pos[i] == "NOUN":
            draft = _noun(parse, i)
            if draft is not None and draft.cue_class == "report" and _is_none(parse, i):
                draft.cue_class = "unverified"
        elif clauses.is_citing(parse, i):
            draft = _citing(parse, i)
        if draft is not None and draft.content:
            yield draft


def _is_none(parse: Parse, i: int) -> bool:
    """“It had no reports of casualties”: it knows of none."""
    return any(parse.dep[c] == "det" and parse.lower[c] == "no" for c in parse.children[i])


def _according(parse: Parse, i: int) -> Draft | None:
    head = clauses.child(parse, i + 1, "pobj")
    if head is None:
        return None
    first, last = clauses.phrase(parse, head)
    first, last = max(first, i + 2), _listed(parse, last)
    last = _without_subject(parse, i, first, last)
    source, told = parse.span(first, last), _relative_behind(parse, first, last)
    cue = parse.span(i, i + 1)
    if told is not None:
        source = parse.span(first, told[0])
        return Draft(i, cue, [source], _rest(parse, i, Span(cue.start, parse.end[told[1]])), "say")
    end = max(_passed_on(parse, last, source.end), _dated(parse, last, source.end), _told_of(parse, last, source.end))
    return Draft(i, cue, [source], _rest(parse, i, Span(cue.start, end)), "say")


def _relative_behind(parse: Parse, first: int, last: int) -> tuple[int, int] | None:
    """“, who blames …” behind a source that breaks off at its verb: the source's last token, and the clause's."""
    comma = next((k for k in range(first + 1, last) if parse.word[k] == "," and parse.tag[k + 1] == "WP"), None)
    if comma is None or not parse.tag[last].startswith("V"):
        return None
    past = parse.sents[parse.sent[last]][1]
    end = next((k for k in range(last + 1, past) if parse.word[k] in (",", ";", ".")), past) - 1
    return comma - 1, end


def _told_of(parse: Parse, last: int, end: int) -> int:
    """The end of “, who said they heard shots” behind a source: what else is told of it."""
    past = parse.sents[parse.sent[last]][1]
    if last + 3 >= past or parse.word[last + 1] != "," or parse.tag[last + 2] not in ("WP", "WDT"):
        return end
    return parse.end[next((k - 1 for k in range(last + 3, past) if parse.word[k] in (",", ";", ".")), past - 1)]


def _dated(parse: Parse, last: int, end: int) -> int:
    """The end of “on Thursday” behind a source that closes the sentence: when it was told, not what."""
    past = parse.sents[parse.sent[last]][1]
    rest = [k for k in range(last + 1, past) if parse.word[k] not in (".", ",")]
    told = rest and parse.tag[rest[0]] == "IN" and all(parse.ent[k] in ("DATE", "TIME") for k in rest[1:])
    return parse.end[rest[-1]] if told and len(rest) > 1 else end


def _passed_on(parse: Parse, last: int, end: int) -> int:
    """The end of “, quoted by the agency” behind a source: who passes it on is no part of what is said."""
    past = parse.sents[parse.sent[last]][1]
    if last + 3 >= past or parse.word[last + 1] != "," or parse.lower[last + 2] not in ("quoted", "cited"):
        return end
    comma = next((k for k in range(last + 3, past) if parse.word[k] in (",", ";")), past - 1)
    return parse.end[comma - 1]


def _without_subject(parse: Parse, i: int, first: int, last: int) -> int:
    """“According to the mayor, shops and schools were closed”: what a verb follows at once is its subject."""
    past = parse.sents[parse.sent[i]][1]
    comma = next((k for k in range(first, last) if parse.word[k] == ","), None)
    if comma is None or last + 1 >= past or parse.tag[last + 1] not in ("VBD", "VBZ", "VBP", "MD"):
        return last
    return comma - 1


def _listed(parse: Parse, last: int) -> int:
    """The last token of “A, B and C”, of which the parse often keeps A only: at a sentence's end, or up to the comma
    behind it. A name in capitals goes on to its comma (“According to Arland Now, …”)."""
    past = parse.sents[parse.sent[last]][1]
    end = last
    while end + 1 < past and parse.word[end + 1][0].isupper() and parse.pos[end + 1] in ("PROPN", "ADV", "ADJ", "NOUN"):
        end += 1
    if end > last and not (parse.word[end].istitle() and end + 1 < past and parse.word[end + 1] == ","):
        end = last
    joined, at = False, end
    for k in range(end + 1, min(past, end + LONGEST_LIST)):
        if parse.word[k] == "," and joined:
            return k - 1 if parse.pos[k - 1] in NAMES else end
        if parse.word[k] in (".", "!", "?") and k == past - 1:
            return k - 1 if joined and parse.pos[k - 1] in NAMES else end
        small = parse.lower[k] == "and" and k + 1 < past and parse.pos[k + 1] in LISTED
        joined = joined or (small and (parse.word[k - 1] in (",",) or at > end))
        at = k if parse.word[k] == "," else at
        if (
            parse.word[k] != ","
            and parse.pos[k] not in LISTED
            and not (parse.lower[k] in ("of", "in") and parse.word[k - 1] != ",")
        ):
            return end
    return end


def _rest(parse: Parse, i: int, phrase: Span) -> list[Span]:
    """The clause that a phrase qualifies, without the phrase."""
    governor = parse.head[i]
    while parse.head[governor] != governor and not parse.tag[governor].startswith(("V", "MD")):
        governor = parse.head[governor]
    first, past = parse.sents[parse.sent[i]]
    while parse.dep[governor] == "conj" and parse.tag[parse.head[governor]].startswith("V"):
        if any(parse.word[k] == ";" for k in range(parse.head[governor], governor)):
            break
        governor = parse.head[governor]
    if parse.tag[governor].startswith("V") and parse.dep[governor] in ("ccomp", "advcl", "relcl", "conj"):
        low, high = parse.left[governor], parse.right[governor]
    else:
        low, high = first, past - 1
    low = max([low, *(k + 1 for k in range(low, i) if parse.word[k] == ";")])
    while low < high and parse.dep[low] == "cc":
        low += 1
    return _clean(parse, subtract(parse.span(min(low, i), max(high, i)), [phrase]))


def _clean(parse: Parse, spans: list[Span]) -> list[Span]:
    kept = (trim(parse.text, s) for s in spans)
    return [s for s in kept if s and any(c.isalnum() for c in parse.text[s.start : s.end])]


def _adverb(parse: Parse, i: int) -> Draft | None:
    cue_class = class_of(parse.lower[i], "adverb", "clause")
    if cue_class is None:
        return None
    head = parse.head[i]
    cue = parse.span(i, i)
    if parse.pos[head] in ("ADJ", "ADV", "NUM") and parse.head[head] != head:
        head = parse.head[head]
    low, high = parse.left[head], parse.right[head]
    content = _clean(parse, subtract(parse.span(low, high), [cue]))
    return Draft(i, cue, [], content, cue_class, reason="adverb without a source", confidence=0.7)


def _citing(parse: Parse, i: int) -> Draft | None:
    """“state television reported, citing the ministry”: the source is the verb's object."""
    head = clauses.child(parse, i, "dobj")
    if head is None or parse.dep[i] not in ("advcl", "acl", "prep"):
        return None
    source = parse.span(*clauses.phrase(parse, head))
    cue = parse.span(i, i)
    whole = parse.span(parse.left[i], parse.right[i])
    draft = Draft(i, cue, [source], _rest(parse, i, whole), "say")
    verb = parse.head[i]
    while parse.head[verb] != verb and not parse.tag[verb].startswith("V"):
        verb = parse.head[verb]
    draft.relayed_by = verb
    return draft


def _noun(parse: Parse, i: int) -> Draft | None:
    """“the claim that …”, “its denial of …”, “calls for …”, “a report by X that …”."""
    source = source_of_noun(parse, i)
    if (not source and _is_denied(parse, i)) or _is_certain(parse, i) or _is_cast(parse, i):
        return None
    by_which = _by_which(parse, i) if source else None
    if by_which is not None:
        past = parse.start[by_which[0] - 2]
        source = [Span(s.start, min(s.end, past)) for s in source if s.start < past]
        return Draft(i, parse.span(i, i), source, [parse.span(*by_which)], "say", confidence=0.7)
    verb = parse.head[i]
    light = parse.dep[i] == "dobj" and class_of(parse.lemma[verb], "light", "obj") is not None
    behind = [c for c in parse.children[verb] if light and c == i + 1 and parse.dep[c] == "prep"]
    for c in [*parse.children[i], *behind]:
        frame = None
        low, high = parse.left[c], parse.right[c]
        if c > i and parse.dep[c] in ("acl", "ccomp", "relcl") and _that(parse, c):
            frame = "clause"
        elif c > i and parse.dep[c] == "acl" and parse.tag[c] == "VB":
            frame = "inf"
        elif _holds_source(parse, c, source):
            continue
        elif c > i and parse.dep[c] == "prep" and parse.children[c] and parse.lower[c] not in ("by", "from"):
            frame, low = f"prep:{parse.lower[c]}", c + 1
        if frame is None:
            continue
        inner = clauses.child(parse, c, "pobj")
        if inner is not None and parse.ent[inner] in ("DATE", "TIME"):
            continue
        named = f"{frame}:{parse.lemma[inner]}" if inner is not None else frame
        cue_class = class_of(parse.lemma[i], "noun", named) or class_of(parse.lemma[i], "noun", frame)
        if cue_class is None or (frame != "clause" and not source and not _is_there(parse, i)):
            continue
        content = _clean(parse, [parse.span(low, high)])
        reason = None if source else "noun without a source"
        cue = parse.span(i, i)
        return Draft(i, cue, source, content, cue_class, reason=reason, confidence=0.7 if source else 0.5)
    return None


def _is_there(parse: Parse, i: int) -> bool:
    """“There were reports of gunfire”: told by nobody who is named."""
    verb = parse.head[i]
    there = parse.dep[i] in ("attr", "nsubj") and any(parse.dep[c] == "expl" for c in parse.children[verb])
    return (
        there
        and not clauses.without(parse, i)
        and parse.lemma[i] in ("report", "rumour", "rumor", "allegation", "claim", "account")
    )


def _by_which(parse: Parse, i: int) -> tuple[int, int] | None:
    """“a statement of the Front, by which its men took the town”: first and last token of what it says."""
    past = parse.sents[parse.sent[i]][1]
    for k in range(i + 1, min(past - 2, i + LONGEST_LIST)):
        if parse.lower[k] in ("by", "to") and parse.lower[k + 1] == "which" and parse.word[k - 1] in (",", "according"):
            end = next((j - 1 for j in range(k + 2, past) if parse.word[j] in (",", ";", ".")), past - 1)
            return k + 2, end
        if parse.tag[k] in ("VBD", "VBZ", "VBP", "MD"):
            return None
    return None


def _is_denied(parse: Parse, i: int) -> bool:
    """“denied reports that …”: what is denied is what the reports hold, and nobody is named behind them."""
    head = parse.head[i]
    return parse.dep[i] == "dobj" and class_of(parse.lemma[head], "verb", "obj") == "deny"


def _is_cast(parse: Parse, i: int) -> bool:
    """“The attack casts doubt on the toll”: doubt is cast by what happened, and nobody says so."""
    verb = parse.head[i]
    if parse.lemma[i] != "doubt" or parse.lemma[verb] != "cast":
        return False
    head = clauses.subject(parse, verb)
    return head is None or not (speaks(parse, head) or parse.pos[head] in ("PROPN", "PRON"))


def _is_certain(parse: Parse, i: int) -> bool:
    """“beyond doubt that …”, “no doubt that …” doubt nothing."""
    before = parse.lower[max(0, i - 2) : i]
    return parse.lemma[i] == "doubt" and any(word in CERTAIN for word in before)


def _that(parse: Parse, c: int) -> bool:
    return any(parse.lower[k] == "that" and parse.dep[k] == "mark" for k in parse.children[c])


def source_of_noun(parse: Parse, i: int) -> list[Span]:
    owner = clauses.child(parse, i, "poss")
    if owner is not None:
        first, last = clauses.phrase(parse, owner)
        if last > first and parse.tag[last] == "POS":
            last -= 1
        return [parse.span(first, last)]
    for c in parse.children[i]:
        if parse.dep[c] == "prep" and parse.lower[c] in ("by", "from", "of"):
            head = clauses.child(parse, c, "pobj")
            if head is not None and parse.lower[c] == "of" and not speaks(parse, head):
                continue
            if head is not None and parse.pos[head] in ("PROPN", "NOUN", "PRON"):
                return [parse.span(*clauses.phrase(parse, head))]
    for c in parse.children[i]:
        if c < i and parse.dep[c] in ("amod", "compound") and parse.ent[c] in ("NORP", "GPE", "ORG"):
            return [parse.span(c, c)]
    verb = parse.head[i]
    made = parse.dep[i] == "nsubjpass" and parse.lemma[verb] in ("make", "raise", "level", "issue", "voice", "publish")
    by = clauses.agent(parse, verb) if made else None
    if by is not None:
        return [parse.span(*clauses.phrase(parse, by))]
    light = parse.dep[i] == "dobj" and class_of(parse.lemma[verb], "light", "obj") is not None
    if light and not clauses.is_passive(parse, verb):
        head = clauses.subject(parse, verb)
        if head is not None:
            return [parse.span(*clauses.phrase(parse, head, stop=verb))]
    return []


def _holds_source(parse: Parse, c: int, source: list[Span]) -> bool:
    return any(parse.start[c] <= s.start < parse.end[parse.right[c]] for s in source)


def speaks(parse: Parse, head: int) -> bool:
    """A noun that is somebody who speaks: “the claim of the rebels”, unlike “the claim of success”."""
    named = parse.ent[head] in ("PERSON", "ORG", "NORP", "GPE")
    return named or parse.lower[head] in speakers() or parse.lemma[head] in speakers()
