"""What somebody says of a noun: “eight men, who it said were behind it”, “fighters whom the army said it killed”."""

from __future__ import annotations

from collections.abc import Iterator

from saidwho.attribution import clauses
from saidwho.attribution.cues import class_of
from saidwho.attribution.drafts import Draft, trim
from saidwho.parsing import Parse
from saidwho.records import Span

RELATIVES = frozenset({"who", "whom", "which", "that", "what"})
NAMED_SO = frozenset({"call", "term", "describe", "dub", "label"})
LONGEST = 9
"""Tokens of who says it, between the relative and the cue."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"PRON", "DET", "PROPN", "NOUN", "ADJ"})
DAY = frozenset({"DATE", "TIME"})
AUXILIARIES = frozenset({"have", "be", "do"})
OPENERS = frozenset({"who", "whom", "which", "that", "when", "where", "while", "because", "if", "as", "after", "before",
                     "since", "until", "although", "though", "he", "she", "they", "it", "we", "i", "you"})  # fmt: skip
CLAUSES = frozenset({",", ";", ":", "–", "—"})
CLOSING = frozenset({"”", '"', "''", "’", "'"})
STOPS = frozenset({",", ";", ":", ".", "”", '"', "''", "“", "``", "(", ")", "–", "—"})


def find_relatives(parse: Parse) -> Iterator[Draft]:
    """Attributions inside relative clauses, in order of the text; the parse often gives a wrong subject or none."""
    for i in range(len(parse)):
        if not parse.tag[i].startswith("V") or parse.tag[i] in ("VBG", "VB"):
            continue
        naming = parse.lemma[i] in NAMED_SO
        cue_class = class_of(parse.lemma[i], "verb", "clause") or ("say" if naming else None)
        relative = _relative(parse, i) if cue_class is not None else None
        if relative is None or cue_class is None:
            continue
        draft = _named(parse, i, relative) if naming else _told(parse, i, relative)
        if draft is not None:
            draft.cue_class = cue_class
            yield draft


def find_asides(parse: Parse) -> Iterator[Draft]:
    """“who, their leader alleges, were shot”: attributions between two commas behind a relative."""
    for i in range(len(parse)):
        cue_class = class_of(parse.lemma[i], "verb", "clause") if parse.tag[i] in FINITE else None
        draft = _aside(parse, i) if cue_class is not None else None
        if draft is not None and cue_class is not None:
            draft.cue_class = cue_class
            yield draft


def find_answers(parse: Parse) -> Iterator[Draft]:
    """“…, which the Front denied on Monday”: an answer to what is told before, whatever noun stands there."""
    for i in range(3, len(parse)):
        cue_class = class_of(parse.lemma[i], "verb", "obj") if parse.tag[i] in (*FINITE, "VBN") else None
        which = _relative(parse, i) if cue_class in ("deny", "confirm", "admit", "condemn") else None
        if which is None or cue_class is None or parse.lower[which] != "which" or parse.word[which - 1] != ",":
            continue
        source, past = _said_by(parse, i, which), parse.sents[parse.sent[i]][1]
        held = i + 1 < past and parse.pos[i + 1] in ("NOUN", "PROPN", "DET", "PRON", "NUM")
        if source is None or (held and parse.ent[i + 1] not in DAY):
            continue
        draft = _draft(parse, i, source, [parse.span(which, which)])
        if draft is not None:
            draft.cue_class = cue_class
            yield draft


def _relative(parse: Parse, i: int) -> int | None:
    """The relative pronoun before the cue, with nothing but a name and auxiliaries between."""
    first = parse.sents[parse.sent[i]][0]
    for k in range(i - 1, max(first - 1, i - LONGEST - 2), -1):
        if parse.word[k] in STOPS:
            return None
        if parse.lower[k] in RELATIVES and parse.tag[k] in ("WDT", "WP", "IN"):
            held = k > first and parse.pos[k - 1] == "ADP" and parse.lower[k] != "what"
            return k if i - k > 1 and not held and (parse.tag[k] != "IN" or parse.lower[k] == "that") else None
        if parse.tag[k].startswith("V") and parse.lemma[k] not in AUXILIARIES:
            return None
    return None


def _said_by(parse: Parse, i: int, relative: int) -> tuple[int, int] | None:
    """The name between the relative and the cue."""
    low, _ = clauses.verb_group(parse, i)
    last = min(low, i) - 1
    while last > relative and (parse.lemma[last] in AUXILIARIES or parse.pos[last] in ("ADV", "AUX")):
        last -= 1
    if last <= relative or parse.pos[last] not in ("NOUN", "PROPN", "PRON"):
        return None
    if parse.pos[last] == "PRON" and last - relative > 1:
        return None
    begins = parse.pos[relative + 1] in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM")
    return (relative + 1, last) if begins and parse.tag[relative + 1] not in ("EX", "WP") else None


def _told(parse: Parse, i: int, relative: int) -> Draft | None:
    """“who it said carried out …”: behind the cue another clause goes on, whose part the relative is."""
    source, past = _said_by(parse, i, relative), parse.sents[parse.sent[i]][1]
    if source is None or i + 2 >= past or parse.lower[relative] == "what" or _is_conjunction(parse, relative):
        return None
    person = parse.lower[relative] == "who"
    if not _goes_on(parse, i, past, person=person) or (not person and _is_main(parse, i + 1, relative)):
        return None
    end = next((k - 1 for k in range(i + 2, past) if parse.word[k] in (",", ";", ":", "–", "—", ")")), past - 1)
    end = _before_main(parse, i, relative, end)
    tail = trim(parse.text, parse.span(i + 1, end))
    draft = _draft(parse, i, source, [_of_whom(parse, relative), *([tail] if tail else [])])
    if draft is not None:
        draft.bounded = True
    return draft


def _aside(parse: Parse, i: int) -> Draft | None:
    """“men who, their leader alleges, were shot by police”: cue and speaker between two commas behind the relative."""
    (first, past), (low, high) = parse.sents[parse.sent[i]], clauses.verb_group(parse, i)
    if high + 2 >= past or parse.word[high + 1] != "," or parse.tag[high + 2] not in FINITE:
        return None
    comma = next((k for k in range(low - 1, max(first, low - LONGEST), -1) if parse.word[k] in STOPS), None)
    if comma is None or parse.word[comma] != "," or low - comma < 2 or parse.lower[comma - 1] not in RELATIVES:
        return None
    if parse.pos[low - 1] not in ("NOUN", "PROPN", "PRON") or parse.tag[comma - 1] not in ("WDT", "WP", "IN"):
        return None
    end = next((k - 1 for k in range(high + 3, past) if parse.word[k] in (",", ";", ":", "–", "—", ")")), past - 1)
    tail = trim(parse.text, parse.span(high + 2, end))
    return _draft(parse, i, (comma + 1, low - 1), [parse.span(comma - 1, comma - 1), *([tail] if tail else [])])


def _of_whom(parse: Parse, relative: int) -> Span:
    """The relative pronoun, with the noun that it narrows down right before it (“the 203 fighters whom …”)."""
    noun = relative - 1
    if noun < parse.sents[parse.sent[relative]][0] or parse.pos[noun] not in ("NOUN", "PROPN"):
        return parse.span(relative, relative)
    return parse.span(max(parse.left[noun], _before(parse, noun)), relative)


def _before_main(parse: Parse, i: int, relative: int, last: int) -> int:
    """“A man who police say shot two people was held”: the last token before the verb of the noun in front."""
    first = parse.sents[parse.sent[i]][0]
    if any(parse.tag[k] in FINITE or parse.word[k] in CLAUSES for k in range(first, relative - 1)):
        return last
    if class_of(parse.lemma[i + 1], "verb", "clause") is not None:
        return last
    for k in range(i + 3, last + 1):
        behind = parse.pos[k - 1] in ("NOUN", "PROPN", "NUM", "ADV") or parse.tag[k - 1] in ("PRP", "VBN")
        if parse.tag[k] in FINITE and behind and parse.lower[k - 1] not in OPENERS and _is_alone(parse, i, k):
            return k - 1
    return last


def _is_alone(parse: Parse, i: int, k: int) -> bool:
    """No word between cue and verb opens a clause whose verb it could be."""
    return not any(parse.lower[n] in OPENERS for n in range(i + 1, k))


def _is_main(parse: Parse, k: int, relative: int) -> bool:
    """“The things that he said were wrong”: the verb behind the cue is the main clause's."""
    verb = parse.head[k] if parse.dep[k] in ("aux", "auxpass") else k
    return any(parse.dep[c] in ("nsubj", "nsubjpass") and c < relative for c in parse.children[verb])


def _before(parse: Parse, noun: int) -> int:
    """The first token of the words directly before a noun that belong to it (“the 203 fighters”)."""
    k = noun
    while (
        k > 0 and parse.pos[k - 1] in ("DET", "ADJ", "NUM", "NOUN", "PROPN") and parse.sent[k - 1] == parse.sent[noun]
    ):
        k -= 1
    return k


def _is_conjunction(parse: Parse, relative: int) -> bool:
    """“said that the ministry said …”, “so that”: no relative pronoun."""
    if parse.lower[relative] != "that":
        return False
    before = parse.pos[relative - 1] if relative else ""
    return before not in ("NOUN", "PROPN", "NUM") or parse.dep[relative] == "mark"


def _goes_on(parse: Parse, i: int, past: int, *, person: bool) -> bool:
    """Directly behind the cue stands a finite verb, or a subject with one. After “who” any past form is one."""
    k = i + 1
    while k < past and parse.pos[k] == "ADV":
        k += 1
    if k < past and (parse.tag[k] in FINITE or _misread(parse, k, person=person)):
        return True
    if k >= past or parse.pos[k] not in SUBJECTS or parse.lower[k] in ("that", "what") or parse.ent[k] in DAY:
        return False
    for j in range(k + 1, min(past, k + 7)):
        if parse.word[j] in STOPS or parse.tag[j] in ("IN", "TO"):
            return False
        if parse.tag[j] in FINITE:
            return True
    return False


def _misread(parse: Parse, k: int, *, person: bool) -> bool:
    """“which residents say reduced whole streets to rubble”, “who police say shot two men”: a past tense that the
    parser takes for a participle or a bare form."""
    if person and parse.tag[k] in ("VB", "VBN"):
        return True
    return parse.tag[k] == "VBN" and parse.word[k + 1] not in STOPS and parse.tag[k + 1] not in ("IN", "TO")


def _named(parse: Parse, i: int, relative: int) -> Draft | None:
    """“what he called an attack”, “which it described as revenge”: the name that somebody gives a thing."""
    source, past = _said_by(parse, i, relative), parse.sents[parse.sent[i]][1]
    if source is None or i + 1 >= past:
        return None
    begin = i + 2 if parse.lower[i + 1] == "as" else i + 1
    below = [
        c for c in parse.children[i] if c >= begin - 1 and parse.dep[c] in ("oprd", "dobj", "attr", "prep", "ccomp")
    ]
    if begin >= past or not below or parse.word[begin] in (",", ";"):
        return None
    marked = parse.word[begin] in ("“", '"', "``", "‘", "'")
    if not marked and parse.pos[begin] not in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"):
        return None
    end = max(parse.right[c] for c in below)
    if marked or (begin + 1 < past and parse.word[begin + 1] in ("“", '"', "``", "‘", "'")):
        end = next((k for k in range(begin + 2, past) if parse.word[k] in CLOSING), end)
    stop = next((k - 1 for k in range(begin, end + 1) if parse.word[k] in (",", ";")), end)
    tail = trim(parse.text, parse.span(begin, min(end, stop)))
    if parse.lower[relative] == "what":
        head = [parse.span(relative, relative)]
    else:
        head = [_of_whom(parse, relative)] if parse.word[relative - 1] != "," else []
    draft = _draft(parse, i, source, [*head, *([tail] if tail else [])])
    if draft is not None and begin == i + 2:
        draft.cue = Span(draft.cue.start, parse.end[i + 1])
    return draft


def _draft(parse: Parse, i: int, source: tuple[int, int], content: list[Span]) -> Draft | None:
    low, high = clauses.verb_group(parse, i)
    if len(content) == 0:
        return None
    cue = parse.span(max(low, source[1] + 1), high)
    return Draft(i, cue, [parse.span(*source)], content, "say", clauses.is_negated(parse, i), confidence=0.75)
