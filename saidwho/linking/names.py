"""Names as text: what is left of a phrase without articles and labels, and the key by which two names are one."""

from __future__ import annotations

import re
from functools import lru_cache

from saidwho.linking.names_tables import State, heads, joiners, label_states, labels, organisation, states

ARTICLES = frozenset(
    "the a an this that these those its their his her our my your some any several many both all each every".split()
)
SMALL = frozenset("of in for the and a an to on at by with from al el".split())
_WORD = re.compile(r"[^\s\-‐–—/]+")
_EDGE = "\"'“”‘’«»„`()[],.;:!?…"
_QUOTES = re.compile('["“”«»„]')
_OWNER = re.compile(r"(?:['’]s|(?<=s)['’])$")
_BREAK = frozenset("of in for from with at on by against to near inside".split())
_SPELT = {"defense": "defence", "center": "centre", "labor": "labour"}
LONGEST_STATE = 5


def bare(word: str) -> str:
    """A word in small letters without marks around it and without a possessive ending."""
    return _OWNER.sub("", word.strip('"“”‘«»„`()[],;:!?…')).strip(_EDGE).lower()


def state_of(phrase: str) -> State | None:
    """The state that a whole phrase names, by name, people or seat of government."""
    known = states()
    text = " ".join(phrase.lower().replace("’", "'").split())
    if text in ("us", "is", "it", "who", "car") and not phrase.isupper():
        return None
    return known.get(text) or known.get(text.removeprefix("the "))


def neutral(phrase: str) -> str | None:
    """The phrase without leading articles, labels and a trailing possessive; None when nothing names anybody."""
    words = _without_label_states(phrase.split())
    whole = len(words)
    while words and ((first := bare(words[0])) in ARTICLES or not first or (first == "of" and len(words) < whole)):
        words = words[1:]  # “several of his men” are men
    if not words:
        return None
    kept = words if organisation(" ".join(words)) is not None else _kept(words)
    if not kept:
        return None
    cut = len(kept) < len(words)
    text = _OWNER.sub("", _QUOTES.sub("", " ".join(kept)).strip('"“”«»„`()[],;:!?…–— ')).strip('"“”‘’«»„ ')
    text = text.removesuffix("'").removesuffix("’")
    if kept is not words and labels().get(bare(words[_head_position(words)])) == "name":
        return None
    state = state_of(text) if cut else None
    return (state.name if state else text) or None


def uncounted(phrase: str) -> str | None:
    """The neutral phrase without a number before it (“over 30 soldiers” → “soldiers”); None when it is a number."""
    text = neutral(phrase)
    words = text.split() if text else []
    counting = joiners("count")
    n = 0
    while n < len(words) and (words[n][0].isdigit() or all(w in counting for w in bare(words[n]).split("-"))):
        n += 1
    if n and n < len(words) and words[n].lower() == "of":
        n += 1
    return neutral(" ".join(words[n:])) if words[n:] else None


def _kept(words: list[str]) -> list[str]:
    """The words that are no labels; with a label that was a noun of its own its “of the” goes too."""
    kept: list[str] = []
    for n, word in enumerate(words):
        if not _is_label(words, n):
            kept.append(word)
        elif n + 1 == len(words) or words[n + 1].lower() in _BREAK:
            while kept and (kept[-1].lower() in ARTICLES or kept[-1].lower() in _BREAK):
                kept.pop()
    return kept


def _head_position(words: list[str]) -> int:
    return next((n - 1 for n, word in enumerate(words) if n and word.lower() in _BREAK), len(words) - 1)


def _is_label(words: list[str], n: int) -> bool:
    use = labels().get(bare(words[n]))
    if use is None:
        return False
    return words[n][:1].islower() or use != "low"


def _without_label_states(words: list[str]) -> list[str]:
    """“The Zionist regime's army” → “Israeli army”: where a label certainly stands for one state."""
    for n in range(len(words) - 1):
        phrase = f"{bare(words[n])} {bare(words[n + 1])}"
        if phrase in label_states():
            state = states()[phrase]
            ends = n + 2 == len(words) or words[n + 2].lower() in _BREAK
            return [*words[:n], state.name if ends else state.adjective, *words[n + 2 :]]
    return words


@lru_cache(maxsize=8192)
def key(name: str) -> frozenset[str]:
    """The words that make a name what it is, whatever their order: small words out, states as “@IQ”.

    “Iraqi Islamic Resistance” and “Islamic Resistance in Iraq” have one key.
    """
    words = [w for w in (_plain(m.group()) for m in _WORD.finditer(name)) if w]
    kept: list[str] = []
    n = 0
    while n < len(words):
        size, state = _state_at(words, n)
        if state is not None:
            kept.append(f"@{state.id}")
            n += size
            continue
        if words[n].lower() not in SMALL or words[n].isupper():
            kept.append(_SPELT.get(words[n].lower(), words[n].lower()))
        n += 1
    return frozenset(kept) or frozenset(w.lower() for w in words)


def _plain(word: str) -> str:
    return _OWNER.sub("", word.strip('"“”‘«»„`()[],;:!?…')).strip("\"'“”‘’,;:()")


def _state_at(words: list[str], n: int) -> tuple[int, State | None]:
    for size in range(min(LONGEST_STATE, len(words) - n), 0, -1):
        state = state_of(" ".join(words[n : n + size]))
        if state is not None and state.use != "seat":
            return size, state
    return 0, None


def nationality(name: str) -> frozenset[str]:
    """ISO codes of the states that a name or description speaks of."""
    return frozenset(w[1:] for w in key(name) if w.startswith("@"))


@lru_cache(maxsize=4096)
def initials(name: str) -> frozenset[str]:
    """The acronyms that a name of several words may go by: with and without its small words."""
    words = [_plain(m.group()) for m in _WORD.finditer(name)]
    words = [w for w in words if w]
    capitals = [w for w in words if w[0].isupper()]
    if len(capitals) < 2:
        return frozenset()
    every = "".join(w[0].upper() for w in words)
    short = "".join(w[0] for w in capitals)
    state_last = "".join(w[0].lower() for w in words)
    return frozenset((every, short, state_last.upper()))


def is_acronym(text: str) -> bool:
    """“AFX”, “U.N.”, “FAMa”: mostly capitals, no blank."""
    plain = text.replace(".", "")
    return 2 <= len(plain) <= 8 and plain.isalpha() and sum(c.isupper() for c in plain) >= max(2, len(plain) - 2)


def shorter(part: str, whole: str) -> bool:
    """Whether `part` may be a short form of `whole`: its words are some of them, and not only a state's."""
    short, long = key(part), key(whole)
    return bool(short) and short < long and any(not w.startswith("@") for w in short)


def same_name(a: str, b: str) -> bool:
    """Whether two names are one: the same key, one the acronym of the other, or one known organisation."""
    if a.casefold() == b.casefold() or key(a) == key(b):
        return True
    if is_acronym(a) and a.replace(".", "").upper() in initials(b):
        return True
    if is_acronym(b) and b.replace(".", "").upper() in initials(a):
        return True
    known = organisation(a)
    if known is not None and known == organisation(b):
        return True
    short, full = _without_sort(a), _without_sort(b)
    return (short, full) != (a, b) and same_name(short, full)


def _without_sort(name: str) -> str:
    """“Northern Front rebels” is the Northern Front."""
    words = name.split()
    head = heads().get(words[-1]) if len(words) > 1 else None
    return " ".join(words[:-1]) if head and "same" in head.flags and state_of(" ".join(words[:-1])) is None else name
