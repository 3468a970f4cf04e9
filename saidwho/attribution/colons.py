"""A colon or dash as a cue: “Northern Front: We will answer” begins a line, “Ten hurt in blast: police” ends it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from saidwho.attribution.cues import class_of, speakers
from saidwho.attribution.drafts import Draft
from saidwho.parsing import Parse
from saidwho.records import Article, Span

LONGEST = 4
"""Words of a name before or behind a colon."""
DASHES = frozenset({"-", "–", "—", "--"})
MARKS = frozenset({"“", "‘", '"', "''", "``", "'", "`", "«"})
FIRST = frozenset({"we", "our", "us", "i", "my", "no", "not", "nothing", "never"})
"""Behind a name and a colon these open what it says: “Arland: We did not fire”."""
TOPICS = frozenset({"report", "survey", "study", "probe", "inquiry", "statement", "poll"})
GROUPS = ("the group", "the militia", "the movement", "the organisation", "the organization")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def find_colons(parse: Parse, article: Article, drafts: Sequence[Draft] = ()) -> Iterator[Draft]:
    """Attributions whose cue is a colon, or in a title a dash, between a short name and the rest of a line.

    `drafts` are the attributions found so far: who speaks in the report may stand before a title's colon.
    """
    heard = {" ".join(parse.lower[k] for k in parse.tokens_in(s)) for d in drafts for s in d.source}
    by_para: dict[int, list[int]] = {}
    for i, para in enumerate(parse.para):
        by_para.setdefault(para, []).append(i)
    for para, tokens in by_para.items():
        title = article.paragraphs[para].kind == "title"
        colons = [i for i in tokens if parse.word[i] == ":"]
        draft = None
        if title:
            draft = _at_end(parse, tokens, colons[-1]) if colons else _behind_dash(parse, tokens)
        if draft is None and colons and not (title and _has_speaker(parse, tokens, colons[0])):
            draft = _at_beginning(parse, tokens, colons[0], title, heard)
        if draft is not None:
            yield draft
        if title:
            yield from _closing(parse, tokens)


def _has_speaker(parse: Parse, tokens: list[int], colon: int) -> bool:
    """Behind the colon somebody else says something: what stands before it is the topic."""
    return any(
        class_of(parse.lemma[i], "verb", "clause") is not None
        and any(parse.dep[c] == "nsubj" for c in parse.children[i])
        for i in tokens
        if i > colon and parse.tag[i].startswith("V")
    )


def _at_beginning(parse: Parse, tokens: list[int], colon: int, title: bool, heard: Collection[str]) -> Draft | None:
    first, last = tokens[0], tokens[-1]
    if not 0 < colon - first <= LONGEST or last - colon < 3:
        return None
    if title:
        speaks = _speaks_in_title(parse, first, colon, last, heard)
    else:
        speaks = _speaks(parse, first, colon)
    if not speaks or any(parse.tag[i] in FINITE for i in range(first, colon)):
        return None
    return _draft(parse, Span(parse.start[first], parse.end[colon - 1]), colon, parse.span(colon + 1, last))


def _speaks_in_title(parse: Parse, first: int, colon: int, last: int, heard: Collection[str]) -> bool:
    """An envoy of somebody, or a name that speaks in the report as well; a place is a topic, but before its own words.

    `heard` are the sources of the report, in small letters: without them nothing tells a topic from a speaker.
    """
    words = range(first, colon)
    if colon - first == 1 and parse.word[first].isupper() and parse.ent[first] == "ORG":
        return True
    if parse.lower[first] in speakers() or any(parse.lower[k] in speakers() for k in words[:2]):
        return colon - first == 1 or parse.lower[first] not in TOPICS
    if parse.lower[colon - 1] in speakers() and not any(parse.tag[k] in ("IN", "TO") for k in words):
        return True
    name = " ".join(parse.lower[first:colon])
    known = any(f" {name} " in f" {source} " for source in heard) or _is_group(parse, words, heard)
    if parse.pos[colon - 1] not in ("PROPN", "NOUN") or not known:
        return False
    if all(parse.ent[k] == "PERSON" for k in words):
        return True
    if parse.lower[colon + 1] in FIRST or parse.word[colon + 1] in MARKS:
        return True
    return all(parse.ent[k] not in ("GPE", "LOC", "FAC") for k in words) and _is_sentence(parse, colon + 1, last)


def _is_sentence(parse: Parse, first: int, last: int) -> bool:
    """A verb stands behind the colon, finite or a headline's bare participle."""
    return any(parse.tag[k] in (*FINITE, "VBN") or parse.lower[k] == "dead" for k in range(first, last + 1))


def _is_group(parse: Parse, words: range, heard: Collection[str]) -> bool:
    """“Red Front: ten soldiers killed”, and “the group said” behind the first sentence's “Red Front”."""
    if not any(group in heard for group in GROUPS) or any(parse.pos[k] != "PROPN" for k in words):
        return False
    body = next((n for n, para in enumerate(parse.para) if para > parse.para[words[0]]), len(parse))
    past = parse.sents[parse.sent[body]][1] if body < len(parse) else body
    size = len(words)
    name = parse.lower[words[0] : words[-1] + 1]
    return any(parse.lower[k : k + size] == name for k in range(body, past - size + 1))


def _at_end(parse: Parse, tokens: list[int], colon: int) -> Draft | None:
    first, last = tokens[0], tokens[-1]
    if not 0 < last - colon <= LONGEST or colon - first < 3:
        return None
    if any(parse.tag[i] in FINITE for i in range(colon + 1, last + 1)) or parse.word[last] in ".!?":
        return None
    if not _speaks(parse, colon + 1, last + 1):
        return None
    return _draft(parse, Span(parse.start[colon + 1], parse.end[last]), colon, parse.span(first, colon - 1))


def _behind_dash(parse: Parse, tokens: list[int]) -> Draft | None:
    """“12 killed in strike - officials”: a dash that stands free near the end of a title without a colon."""
    dash = next((k for k in reversed(tokens[-LONGEST - 1 :]) if parse.word[k] in DASHES), None)
    if dash is None or dash in (tokens[0], tokens[-1]):
        return None
    free = parse.end[dash - 1] < parse.start[dash] and parse.end[dash] < parse.start[dash + 1]
    if not free or (
        parse.word[dash + 1][0].isupper() != parse.word[tokens[-1]][0].isupper() and parse.ent[dash + 1] == ""
    ):
        return None
    return _at_end(parse, tokens, dash)


def _closing(parse: Parse, tokens: list[int]) -> Iterator[Draft]:
    """“No deaths in shooting, governor insists”: a title's last words are who says it and a verb, behind a comma."""
    last = tokens[-1]
    while last > tokens[0] and not parse.word[last][-1].isalnum():
        last -= 1
    verb = next((k for k in (last, last - 1) if k > tokens[0] and _is_cue(parse, k)), None)
    comma = next((k for k in range(last, max(tokens[0], last - 8), -1) if parse.word[k] == ","), None)
    if verb is None or comma is None or not tokens[0] + 2 < comma < verb - 1 + (verb != last):
        return
    name = range(comma + 1, verb) if verb == last else range(0)
    if not name or any(parse.tag[k] in FINITE for k in range(tokens[0], comma)):
        return
    if not _speaks(parse, name[0], verb):
        return
    cue_class = class_of(parse.lemma[verb], "verb", "clause")
    if cue_class is not None:
        content = parse.span(tokens[0], comma - 1)
        yield Draft(verb, parse.span(verb, verb), [parse.span(name[0], verb - 1)], [content], cue_class, confidence=0.7)


def _is_cue(parse: Parse, k: int) -> bool:
    """A finite verb of speech, which the parser takes for a noun at times (“rebels claim”)."""
    known = class_of(parse.lemma[k], "verb", "clause") is not None
    return known and (parse.tag[k] in FINITE or parse.tag[k] in ("NNS", "NN", "VB"))


def _speaks(parse: Parse, first: int, past: int) -> bool:
    """A person's name, a word for somebody who speaks, or a name in capitals as transcripts print it."""
    words = range(first, past)
    if parse.lower[past - 1] in speakers() or (parse.lower[first] in speakers() and past - first <= 2):
        return True
    if all(parse.ent[k] == "PERSON" for k in words):
        return True
    return past - first <= 2 and all(parse.word[k].isupper() and len(parse.word[k]) > 1 for k in words)


def _draft(parse: Parse, source: Span, colon: int, content: Span) -> Draft:
    return Draft(colon, parse.span(colon, colon), [source], [content], "say", confidence=0.6)
