"""Candidates for the five roles of attack templates, with what stands around each."""

from __future__ import annotations

import re
import string
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from gate.tasks.muc4_fillers import has, organisation_spans
from saidwho.coding.codebook import load_codebook
from saidwho.nouns import noun_class
from saidwho.parsing import Parse
from saidwho.records import Annotation, EventMention, Span

CLASSES = ("individual", "insurgent", "state", "military", "site", "weapon", "organisation", "country", "abroad")
BOOK = ("armed", "police", "people", "site", "thing", "weapon", "troops", "abstract", "violence", "wheels", "doer")
SPOKEN = ("claimed", "blamed", "acquitted", "damage")
TITLE = frozenset(
    "dr mr mrs ms miss father priest rev reverend bishop archbishop monsignor general gen colonel col major captain"
    " lieutenant sergeant judge senator deputy mayor president minister governor attorney presidential candidate leader"
    " jesuit rector journalist doctor engineer professor us citizen liberal conservative former comrade"
    " commander".split()
)
_BEFORE = frozenset(("amod", "compound", "nmod", "nummod", "poss", "advmod", "npadvmod"))
_LONGEST = 8


@dataclass(slots=True)
class Candidate:
    """One string of a report that may fill a role: its tokens' spans, and what stands around them."""

    words: str
    spans: list[Span] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    kinds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deed:
    """A telling of an attack: its token, the kind of incident, whether the corpus's policy counts it."""

    token: int
    kind: str
    counted: bool
    mention: EventMention


def norm(text: str) -> str:
    """The scorer's comparison: lower case, no punctuation, no articles."""
    text = "".join(c for c in text.lower() if c not in string.punctuation)
    return " ".join(re.sub(r"\b(a|an|the)\b", " ", text).split())


def candidates(parse: Parse, annotation: Annotation, deeds: list[Deed]) -> dict[str, Candidate]:
    """Every candidate of a report by its normal form."""
    found: dict[str, Candidate] = {}
    around = Surroundings(parse, annotation, deeds)
    for head, first, last, shape in _phrases(parse, annotation):
        span = parse.span(first, last)
        key = norm(parse.quote(span))
        if not key or len(key) < 3 or key.isdigit():
            continue
        one = found.setdefault(key, Candidate(" ".join(parse.quote(span).split())))
        one.spans.append(span)
        one.marks.update(around.marks(head, first, last, shape))
        for kind, weight in around.kinds(head).items():
            one.kinds[kind] = max(one.kinds.get(kind, 0.0), weight)
    for one in found.values():
        one.marks.add(f"n={min(len({s.start for s in one.spans}), 4)}")
    return found


def _phrases(parse: Parse, annotation: Annotation) -> Iterator[tuple[int, int, int, str]]:
    """(head, first, last token, shape) of every noun phrase in its shorter and longer forms, and of organisations."""
    for i in range(len(parse)):
        if parse.pos[i] not in ("NOUN", "PROPN") or parse.word[i] in "[]()-":
            continue
        if parse.dep[i] in ("compound", "nmod") and parse.pos[i] == "NOUN" and not _of_note(parse, i):
            continue
        first = i
        while first > 0 and _joins(parse, first - 1, i):
            first -= 1
        for start in range(max(first, i - _LONGEST), i + 1):
            if parse.lower[start] in ("the", "a", "an") or parse.pos[start] in ("DET", "PUNCT", "PRON"):
                continue
            yield i, start, i, "bare" if start == i else "whole" if start == first else "cut"
        for c in parse.children[i]:
            if c == i + 1 and parse.lower[c] in ("of", "for") and parse.right[c] - i < _LONGEST:
                yield i, first, _of_end(parse, c), "of"
    for span in organisation_spans(annotation.article.text):
        tokens = parse.tokens_in(span)
        if tokens:
            yield tokens[-1], tokens[0], tokens[-1], "organisation"


def _of_note(parse: Parse, i: int) -> bool:
    """“A bomb attack”, “the terrorist raid”: named only by a word before the noun."""
    return any(has(c, parse.word[i]) for c in ("weapon", "individual"))


def _joins(parse: Parse, j: int, head: int) -> bool:
    if parse.sent[j] != parse.sent[head] or parse.word[j] in ",;:[]()":
        return False
    return parse.left[head] <= j and (
        parse.dep[j] in _BEFORE or parse.pos[j] in ("PROPN", "ADJ", "NUM") or parse.dep[j] in ("case", "punct")
    )


def _of_end(parse: Parse, c: int) -> int:
    """The last token of an “of” phrase up to its first clause, apposition or conjunct."""
    last = c
    for b in parse.children[c]:
        if b > c:
            last = max(last, b)
            last = max(
                [
                    last,
                    *(
                        _of_end(parse, k)
                        for k in parse.children[b]
                        if k > b and parse.dep[k] == "prep" and parse.lower[k] == "of"
                    ),
                ]
            )
    return last


class Surroundings:
    """What stands around the words of one report."""

    def __init__(self, parse: Parse, annotation: Annotation, deeds: list[Deed]) -> None:
        self.parse, self.annotation, self.deeds = parse, annotation, deeds
        self.role_at: dict[int, set[str]] = defaultdict(set)
        self.by_sent: dict[int, list[Deed]] = defaultdict(list)
        text = annotation.article.text
        for deed in deeds:
            self.by_sent[parse.sent[deed.token]].append(deed)
            for role in deed.mention.roles:
                for t in parse.tokens_in(role.span):
                    self.role_at[t].add(f"{role.name}{'+' if deed.counted else '-'}")
        self.others: dict[int, set[str]] = defaultdict(set)
        for mention in annotation.mentions:
            tokens = parse.tokens_in(mention.trigger)
            if tokens:
                self.others[parse.sent[tokens[0]]].add(mention.type)
        self.said: dict[int, set[str]] = {}
        self.text = text
        self.sources = sorted(s for a in annotation.attributions for s in a.source)
        self.classes_of = {a.id: a.cue_class for a in annotation.attributions}
        self.content = [(c, a.cue_class) for a in annotation.attributions for c in a.content]

    def _sentence_marks(self, n: int) -> set[str]:
        if n not in self.said:
            first, past = self.parse.sents[n]
            words = self.parse.quote(self.parse.span(first, past - 1))
            found = {f"s:{c}" for c in SPOKEN if has(c, words)}
            found |= {f"s:{t}" for t in self.others.get(n, ())}
            near = [abs(m - n) for m in self.by_sent if any(d.counted for d in self.by_sent[m])]
            away = min(near, default=99)
            found.add(f"s:away{min(away, 4)}")
            if away and (n - 1) in self.by_sent:
                found.add("s:after")
            found.add(f"s:pos{min(n, 3) if n < 3 else 4 if n < 8 else 5}")
            found |= {f"s:k{d.kind}" for d in self.by_sent.get(n, ()) if d.counted}
            self.said[n] = found
        return self.said[n]

    def marks(self, head: int, first: int, last: int, shape: str) -> set[str]:
        """The features of one occurrence."""
        parse = self.parse
        lemma = parse.lemma[head]
        text = parse.quote(parse.span(first, last))
        found = {f"shape:{shape}", f"h:{lemma}", f"len:{min(last - first, 4)}", f"tag:{parse.tag[head]}",
                 f"w0:{parse.lower[first]}", f"nc:{noun_class(lemma)}", f"ent:{parse.ent[head]}",
                 f"dep:{parse.dep[head]}"}  # fmt: skip
        found |= {f"c:{c}" for c in CLASSES if has(c, parse.quote(parse.span(head, head)))}
        found |= {f"b:{c}" for c in BOOK if lemma in _book()[c]}
        if parse.lower[first] in TITLE:
            found.add("title")
        if first > 0 and parse.lower[first - 1] in TITLE:
            found.add("behind-title")
        if shape == "organisation":
            found |= {f"c:{c}" for c in ("state", "insurgent", "organisation") if has(c, text)}
            found.add(f"o:{norm(text)}")
        before = parse.lower[first - 1] if first and parse.sent[first - 1] == parse.sent[first] else "^"
        before2 = parse.lower[first - 2] if first > 1 and parse.sent[first - 2] == parse.sent[first] else "^"
        after = parse.lower[last + 1] if last + 1 < len(parse) else "$"
        found |= {f"l1:{before}", f"l2:{before2}_{before}", f"r1:{after}"}
        found |= self._path(head)
        for role in self.role_at.get(head, ()):
            found.add(f"role:{role}")
        found |= self._sentence_marks(parse.sent[head])
        found |= self._said(head)
        return found

    def _path(self, head: int) -> set[str]:
        """The way up to the first verb or noun for a deed, and whether that is one of the attacks."""
        parse, found = self.parse, set()
        deeds = {d.token: d for d in self.deeds}
        way: list[str] = []
        at, steps = head, 0
        while parse.head[at] != at and steps < 5:
            way.append(parse.dep[at] if parse.dep[at] != "prep" else parse.lower[at])
            at, steps = parse.head[at], steps + 1
            if at in deeds:
                deed = deeds[at]
                mark = "+" if deed.counted else "-"
                found |= {f"p:{'>'.join(way)}>{mark}", f"pk:{'>'.join(way)}>{deed.kind}"}
                break
            if parse.pos[at] in ("VERB", "AUX") and "v" not in found:
                passive = any(parse.dep[c] in ("auxpass", "nsubjpass") for c in parse.children[at])
                found |= {f"v:{'>'.join(way)}>{parse.lemma[at]}{'P' if passive else ''}", "v"}
            elif parse.pos[at] in ("NOUN", "PROPN") and steps <= 2:
                found.add(f"u:{'>'.join(way)}>{parse.lemma[at]}")
        found.discard("v")
        first, past = parse.sents[parse.sent[head]]
        near = [d for d in self.deeds if first <= d.token < past and d.counted]
        if near:
            deed = min(near, key=lambda d: abs(d.token - head))
            gap = deed.token - head
            found.add(f"g:{'L' if gap > 0 else 'R'}{min(abs(gap) // 3, 5)}")
            found.add(f"gk:{'L' if gap > 0 else 'R'}{parse.lemma[deed.token]}")
        return found

    def _said(self, head: int) -> set[str]:
        at = self.parse.start[head]
        found = set()
        n = bisect_right(self.sources, Span(at, 1 << 40))
        if n and self.sources[n - 1].start <= at < self.sources[n - 1].end:
            found.add("source")
        for content, cue in self.content:
            if content.start <= at < content.end:
                found.add(f"in:{cue}")
        return found

    def kinds(self, head: int) -> dict[str, float]:
        """How near each kind of counted attack is: by sentences and tokens."""
        near: dict[str, float] = {}
        for deed in self.deeds:
            if deed.counted:
                sents = abs(self.parse.sent[deed.token] - self.parse.sent[head])
                weight = 1.0 / (1.0 + 2 * sents + abs(deed.token - head) / 50)
                near[deed.kind] = max(near.get(deed.kind, 0.0), weight)
        return near


@lru_cache(maxsize=1)
def _book() -> Any:
    return load_codebook().classes
