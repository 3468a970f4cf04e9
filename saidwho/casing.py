"""The case of ordinary print for text printed in capitals or without any, length unchanged.

The parser's tags and names hang on capitals. Names that are certain come from tables (states and their people,
towns, weekdays, months, known organisations) and from the article itself (“Front of the Coast [FOC]”); a word that is
no English word is a name.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from saidwho.resources import read_table

MOSTLY_UPPER = 0.7
"""Share of capitals among letters from which a block counts as printed in capitals (wire copy of old)."""
HARDLY_UPPER = 0.005
"""Share of capitals below which a whole article counts as printed without them."""
FEWEST = 20
"""Letters below which nothing is said about the case of a block."""
LONG = 80
"""Letters that an article without capitals has at least."""
_WORD = re.compile(r"[^\W\d_]+")
_DOTTED = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]\.){2,}")
_BRACKETED = re.compile(r"[\[(]\s*([^\W\d_]{2,10}(?:-[^\W_]{1,6})?)\s*[\])]")
_VOWEL = re.compile(r"[aeiouyà-öø-ÿ]")
_ONSET = re.compile(r"[^\W\d_aeiouyà-öø-ÿ]{2,}")
_DOUBLED = re.compile(r"([bdgklmnprtvz])\1$")
_INFLECTED = (
    ("ies", "y"), ("ied", "y"), ("men", "man"), ("ves", "f"), ("ves", "fe"), ("s", ""), ("ed", ""), ("ed", "e"),
    ("ing", ""), ("ing", "e"), ("ers", "er"), ("er", ""), ("er", "e"), ("est", ""), ("est", "e"), ("ly", ""),
    ("ly", "le"), ("women", "woman"),
)  # fmt: skip
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh|o)es$")
_PREFIXED = re.compile(r"^(?:un|re|non|anti|counter|mis|dis|over|under|pre|inter)(.{4,})$")


@dataclass(slots=True)
class Names:
    """Names by their words in small letters: `phrases` of several words by the first, `words`, `acronyms`, and
    those of `words` that are `people`'s."""

    words: dict[str, str] = field(default_factory=dict)
    phrases: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    acronyms: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)

    def drop(self, name: str) -> None:
        """Takes out what is more often no name."""
        self.words.pop(name, None)
        first = name.split()[0]
        kept = [parts for parts in self.phrases.get(first, ()) if " ".join(parts).lower() != name]
        self.phrases[first] = kept

    def add(self, name: str) -> None:
        """Adds a name as it is printed in ordinary case."""
        parts = tuple(_WORD.findall(name))
        if len(parts) > 1:
            self.phrases.setdefault(parts[0].lower(), []).append(parts)
        elif parts:
            self.words[parts[0].lower()] = parts[0]


@lru_cache(maxsize=1)
def _table() -> tuple[Names, dict[str, frozenset[str]]]:
    """The certain names, and the words of each kind that depends on its neighbours."""
    names, kinds = Names(), dict[str, set[str]]()
    for row in read_table("reading/towns_case.tsv"):
        names.add(row["name"])
    for row in read_table("linking/states.tsv"):
        cells = [row["name"], *row["names"].split("|"), *row["people"].split("|"), *row["seats"].split("|")]
        for name in cells:
            if len(name) > 3 and name[:1].isupper():
                names.add(name)
    for row in read_table("reading/names_case.tsv"):
        for name in row["names"].split("|"):
            if row["kind"] == "acronym":
                names.acronyms.add(name.lower())
            elif row["kind"] in ("name", "person"):
                names.add(name)
                if row["kind"] == "person":
                    names.people.add(name.lower())
            else:
                kinds.setdefault(row["kind"], set()).add(name.lower())
    for word in sorted(kinds["word"]):
        names.drop(word)
    return names, {kind: frozenset(words) for kind, words in kinds.items()}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """English words in small letters: all that are `known`, and those of them that are `rare`."""

    known: frozenset[str]
    rare: frozenset[str]

    def has(self, word: str) -> bool:
        """Whether a word is English."""
        return is_word(word, self.known)


def is_word(word: str, known: frozenset[str]) -> bool:
    """Whether a word in small letters is English: a known one, or an inflected form of one."""
    if word in known:
        return True
    if _SIBILANT.search(word) and word[:-2] in known:
        return True
    for ending, stem_ending in _INFLECTED:
        if not word.endswith(ending) or len(word) - len(ending) < 2:
            continue
        stem = word[: -len(ending)]
        if len(stem) + len(stem_ending) > 2 and stem + stem_ending in known:
            return True
        if not stem_ending and ending in ("ed", "ing", "er") and _DOUBLED.search(stem) and stem[:-1] in known:
            return True
    inner = _PREFIXED.match(word)
    return inner is not None and is_word(inner.group(1), known)


def restore(blocks: Iterable[str], lexicon: Lexicon) -> list[str]:
    """The blocks of one article in the case of ordinary print; those that have it already as they are."""
    kept = list(blocks)
    whole = "\n".join(kept)
    if _share(whole) < HARDLY_UPPER and sum(map(str.isalpha, whole)) >= LONG:
        own = _own_names(whole, lexicon.known)
        return [_recased(block, own, lexicon) for block in kept]
    upper = [_is_upper(block) for block in kept]
    if not any(upper):
        return kept
    own = _own_names("\n".join(block for block, is_upper in zip(kept, upper, strict=True) if is_upper), lexicon.known)
    return [_recased(b, own, lexicon) if is_upper else b for b, is_upper in zip(kept, upper, strict=True)]


def _share(text: str) -> float:
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) / len(letters) if letters else 0.0


def _is_upper(block: str) -> bool:
    return sum(map(str.isalpha, block)) >= FEWEST and _share(block) >= MOSTLY_UPPER


def _own_names(text: str, known: frozenset[str]) -> Names:
    """Acronyms that the text puts into brackets, and the names in front that they are made of."""
    own = Names()
    for match in _BRACKETED.finditer(text):
        acronym = match.group(1).lower()
        before = _WORD.findall(text[max(0, match.start() - 120) : match.start()])
        phrase = _expansion(acronym, before)
        if phrase:
            own.add(" ".join(phrase))
        if phrase or not is_word(acronym, known):
            own.acronyms.update(_WORD.findall(acronym))
    return own


def _expansion(acronym: str, before: list[str]) -> list[str]:
    """The words just before an acronym, when its letters are initials of them: “National Front of Workers” for NFW."""
    small = _table()[1]["particle"]
    letters = [c for c in acronym if c.isalpha()]
    for start in range(len(before) - 1, max(-1, len(before) - 2 * len(letters) - 2), -1):
        words = before[start:]
        main = [w for w in words if w.lower() not in small]
        initials = [w[0].lower() for w in main]
        if (
            before[start].lower() not in small
            and len(letters) > 2
            and len(main) <= len(letters) + 1
            and (all(letters.count(c) <= initials.count(c) for c in letters) or _inside(letters, main))
        ):
            return [w.lower() if w.lower() in small else w.capitalize() for w in words]
    return []


def _inside(letters: list[str], words: list[str]) -> bool:
    """“Arms Reduction Envoys” for ARENV: every word gives its initial and some of the letters behind it, in order."""
    rest = letters[:]
    for word in words:
        if not rest or word[0].lower() != rest[0]:
            return False
        for c in word.lower():
            if rest and c == rest[0]:
                rest.pop(0)
    return not rest


def _recased(text: str, own: Names, lexicon: Lexicon) -> str:
    out = list(text)
    fixed, kinds = _table()
    dotted = {n: m.group() for m in _DOTTED.finditer(text) for n in range(*m.span())}
    matches = list(_WORD.finditer(text))
    words = [m.group().lower() for m in matches]
    named = dict(_phrases(words, text, matches, (own, fixed)))
    cased: list[str] = []
    for n, (match, word) in enumerate(zip(matches, words, strict=True)):
        one = _Place(text, match, words, n, cased)
        if match.start() in dotted:
            new = word if dotted[match.start()].lower() in ("a.m.", "p.m.", "i.e.", "e.g.") else word.upper()
        elif n in named:
            new = named[n]
        elif word in own.acronyms or word in fixed.acronyms or _unspeakable(word, kinds, lexicon.known):
            new = word.upper()
        else:
            new = _one(one, fixed, kinds, lexicon)
        if one.opens and new == word:
            new = word[:1].upper() + word[1:]
        new = new if len(new) == len(match.group()) else match.group()
        cased.append(new)
        out[match.start() : match.end()] = new
    return "".join(out)


@dataclass(slots=True)
class _Place:
    """A word with what stands around it."""

    text: str
    match: re.Match[str]
    words: list[str]
    n: int
    cased: list[str]

    @property
    def opens(self) -> bool:
        """First word of a sentence or of a quote's sentence."""
        before = self.text[max(0, self.match.start() - 8) : self.match.start()].rstrip(" \"'(“‘`-")
        if not before:
            return self.match.start() < 8
        if before[-1] in "!?:":
            return True
        return before[-1] == "." and (self.n < 1 or len(self.words[self.n - 1]) > 1) and not self.after_title

    @property
    def after_title(self) -> bool:
        return self.before in _table()[1]["short"]

    @property
    def before(self) -> str:
        return self.words[self.n - 1] if self.n else ""

    @property
    def behind(self) -> str:
        return self.words[self.n + 1] if self.n + 1 < len(self.words) else ""

    def beside_name(self, step: int, fixed: Names, lexicon: Lexicon) -> bool:
        """Whether the word in front (-1) or behind (1) is a name, with only a blank between."""
        start, end = self.match.span()
        gap = self.text[end : end + 1] if step > 0 else self.text[start - 1 : start]
        other = self.behind if step > 0 else self.before
        close = (
            gap == " " and (self.text[end + 1 : end + 2] if step > 0 else self.text[start - 2 : start - 1]).isalpha()
        )
        return close and len(other) > 2 and (other in fixed.people or not lexicon.has(other))

    def beside_digits(self) -> bool:
        """“4 MARCH”, “MARCH 4”."""
        start, end = self.match.span()
        return self.text[:start].rstrip()[-1:].isdigit() or self.text[end : end + 3].lstrip(" .")[:1].isdigit()


def _one(one: _Place, fixed: Names, kinds: dict[str, frozenset[str]], lexicon: Lexicon) -> str:
    """One word by the tables, its neighbours and the dictionary."""
    word = one.words[one.n]
    capital = word[:1].upper() + word[1:]
    glued = one.text[one.match.start() - 1 : one.match.start()] if one.match.start() else ""
    if glued in ("'", "’") and one.match.start() > 1 and (one.text[one.match.start() - 2].isalpha() or word == "s"):
        return word if len(word) < 3 else capital
    if one.behind == "t" and word.endswith("n") and one.text[one.match.end() : one.match.end() + 1] in ("'", "’"):
        return word
    if word in kinds["month"]:
        return capital if one.beside_digits() or one.before in kinds["month_cue"] else word
    if word in fixed.words:
        return fixed.words[word]
    if word == "us":
        return "US" if one.before == "the" else word
    if word in kinds["particle"]:
        return word
    if word in kinds["article"]:
        inside = one.before in kinds["particle"] or not one.behind or lexicon.has(one.behind)
        return word if inside and one.behind not in fixed.words else capital
    if word in kinds["short"]:
        return capital
    if len(word) == 1:
        return capital if word != "a" else word
    leads = one.behind in kinds["title"] and one.words[one.n + 2 : one.n + 3]
    if word in kinds["title"] or (word in kinds["office"] and leads and not lexicon.has(leads[0])):
        return capital if leads or (one.behind and one.beside_name(1, fixed, lexicon)) else word
    if word in kinds["surname"] or word in lexicon.rare:
        return capital if one.beside_name(1, fixed, lexicon) or one.beside_name(-1, fixed, lexicon) else word
    return word if lexicon.has(word) else capital


def _unspeakable(word: str, kinds: dict[str, frozenset[str]], known: frozenset[str]) -> bool:
    """Two to five letters that are no word and that nobody can say: letters of a name."""
    if not 2 <= len(word) <= 5 or word in kinds["short"] or is_word(word, known):
        return False
    if not _VOWEL.search(word):
        return True
    onset = _ONSET.match(word)
    return onset is not None and onset.group()[:2] not in kinds["onset"]


def _phrases(
    words: list[str], text: str, matches: list[re.Match[str]], tables: tuple[Names, Names]
) -> Iterator[tuple[int, str]]:
    """The words that belong to a name of several words, as that name prints them."""
    n = 0
    while n < len(words):
        best: tuple[str, ...] = ()
        for table in tables:
            for parts in table.phrases.get(words[n], ()):
                fits = len(parts) > len(best) and [p.lower() for p in parts] == words[n : n + len(parts)]
                if fits and _joined(text, matches[n : n + len(parts)]):
                    best = parts
        yield from ((n + k, part) for k, part in enumerate(best))
        n += len(best) or 1


def _joined(text: str, matches: list[re.Match[str]]) -> bool:
    gaps = (text[a.end() : b.start()] for a, b in itertools.pairwise(matches))
    return all(not gap.strip(" \n-'’.") for gap in gaps)
