"""Names in a parse: entities of the parser, repaired, and the capitalised names that it misses."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from saidwho.linking.names import is_acronym, key, neutral, state_of
from saidwho.linking.names_tables import Head, State, heads, joiners, labels, organisation, peoples, titles
from saidwho.parsing import Parse

NAMED = frozenset(("PERSON", "ORG", "NORP", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART"))
_DATES = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL"))
_GROUPS = frozenset(("body", "same", "of", "in"))
_OFFICES = frozenset(("state", "defense", "defence", "interior", "health", "justice", "energy"))
_FIELDS = frozenset(("foreign", "interior", "justice", "defence", "defense", "health", "education", "information"))
LONGEST = 14
"""Tokens in the longest name: more is a headline in capitals."""
MOSTLY = 0.6
"""Share of capitalised words from which a sentence is set like a headline."""


@dataclass(slots=True)
class Named:
    """A name at tokens `first` to `last` (inclusive); `titles` are the words cut off before a person's name."""

    first: int
    last: int
    text: str
    key: frozenset[str]
    sort: str
    kind: str | None
    state: State | None = None
    titles: tuple[str, ...] = ()
    from_first: int = 0
    office: bool = False
    told: bool = False
    """Whether a noun beside the name says that it is a group's."""


def find_names(parse: Parse) -> list[Named]:
    """Every name of the text in order. Sentences set like headlines give none: see `find_known`."""
    found: list[Named] = []
    for first, past in parse.sents:
        if not headline(parse, first, past):
            found += _in_sentence(parse, first, past)
    return found


def headline(parse: Parse, first: int, past: int) -> bool:
    """Whether nearly every word of a sentence begins with a capital."""
    words = [w for w in parse.word[first:past] if w[0].isalpha() and len(w) > 3]
    if parse.word[past - 1][-1] in '.?!”"':
        return False
    return len(words) > 3 and sum(w[0].isupper() for w in words) >= MOSTLY * len(words)


def _in_sentence(parse: Parse, first: int, past: int) -> list[Named]:
    found, i = [], first
    opening = True
    while i < past:
        if opening and _opener(parse, i, past):
            i += 1
            continue
        if _begins(parse, i, opening):
            last = _extend(parse, i, past)
            named = _named(parse, i, last, opening)
            if named is not None:
                found.append(named)
            i, opening = last + 1, False
            continue
        if parse.word[i][0].isalnum():
            opening = False
        elif parse.word[i] in ('"', "“", ":", "‘"):
            opening = True
        i += 1
    return found


def _opener(parse: Parse, i: int, past: int) -> bool:
    """A word that only opens a sentence before a name (“Overnight Chad shelled …”, “Friday Chad …”)."""
    if i + 1 >= past or not _capital(parse, i + 1) or organisation(parse.quote(parse.span(i, i + 1))):
        return False
    known = heads().get(parse.lower[i + 1])
    if known is not None:
        return False
    lower = parse.lower[i]
    if lower in joiners("day"):
        return state_of(parse.word[i + 1]) is not None or parse.ent[i + 1] in ("GPE", "NORP")
    return lower in joiners("opening") or (parse.pos[i] == "ADV" and parse.tag[i] == "RB" and lower.endswith("ly"))


def _begins(parse: Parse, i: int, opening: bool) -> bool:
    word = parse.word[i]
    if not word[0].isupper():
        if parse.lower[i] in ("al", "el") and i + 2 < len(parse) and parse.word[i + 1] == "-":
            return _tight(parse, i + 1) and _capital(parse, i + 2)
        return word[0].isdigit() and _numbered(parse, i)
    if parse.pos[i] == "AUX" and word.isupper() and len(word) > 1 and organisation(word) and not _shouted(parse, i):
        return True
    if parse.pos[i] in ("DET", "PRON", "ADP", "SCONJ", "CCONJ", "AUX") or parse.ent[i] in _DATES:
        return False
    if parse.lower[i] == "i" or parse.tag[i] in ("PRP", "PRP$", "IN", "MD", "WP", "WRB"):
        return False
    if parse.ent[i] in NAMED or parse.pos[i] == "PROPN":
        return not (opening and parse.lower[i] in labels() and parse.ent[i] not in NAMED)
    if opening:
        return is_acronym(word) or (parse.lower[i] in titles() and _capital(parse, i + 1))
    return parse.pos[i] in ("ADJ", "NOUN", "X") and parse.lower[i] not in labels()


def _shouted(parse: Parse, i: int) -> bool:
    """Whether the words beside a token are in capitals too."""
    near = [w for w in parse.word[max(0, i - 2) : i + 3] if w != parse.word[i] and w[0].isalpha()]
    return any(w.isupper() and len(w) > 1 for w in near)


def _capital(parse: Parse, i: int) -> bool:
    return i < len(parse) and parse.word[i][0].isupper() and parse.ent[i] not in _DATES and parse.pos[i] != "PRON"


def _numbered(parse: Parse, i: int) -> bool:
    """“The 12 Lions gang”: a number between an article and a name in the singular is part of the name."""
    if i == 0 or parse.lower[i - 1] not in ("the", "a") or not _capital(parse, i + 1):
        return False
    return parse.tag[i + 1] == "NNP" and parse.ent[i + 1] not in ("NORP", "GPE") and not parse.word[i + 1].endswith("s")


def _extend(parse: Parse, i: int, past: int) -> int:
    """The last token of the name that begins at `i`."""
    last = i
    limit = min(past, i + LONGEST)
    while last + 1 < limit:
        following = _next(parse, i, last, limit)
        if following is None:
            break
        last = following
    return last


def _next(parse: Parse, first: int, last: int, limit: int) -> int | None:
    """The token up to which a name runs on behind `last`, or None."""
    k = last + 1
    word, lower = parse.word[k], parse.lower[k]
    after = k + 1 < limit
    if _capital(parse, k) and _begins(parse, k, False):
        return None if _two_states(parse, last, k) else k
    if word in ("-", "‐", "–", "&") and after and (word == "&" or _tight(parse, k)):
        if _capital(parse, k + 1) or (parse.word[k + 1][0].isdigit() and word == "-"):
            return k + 1
    if lower in joiners("between"):
        behind = k + 2 if after and parse.word[k + 1] == "-" else k + 1
        return behind if behind < limit and _capital(parse, behind) else None
    if word in ("'s", "’s", "'", "’") and after and _capital(parse, k + 1):
        return k + 1 if parse.lower[last] in joiners("owner") or _owned_by_members(parse, first, k) else None
    if lower in ("of", "for", "in", "and") and after:
        return _over(parse, first, last, k, limit)
    return None


def _owned_by_members(parse: Parse, first: int, k: int) -> bool:
    """“the Ferrymen's League”, “the Water Users' Assembly”: whose body it is, is part of its name."""
    last = k - 1
    plural = parse.word[k] in ("'", "’") and parse.lower[last].endswith("s")
    many = plural or parse.lower[last].endswith(("men", "women"))
    text = parse.quote(parse.span(first, last))
    if not many or state_of(text) is not None or state_of(parse.word[last]) is not None or organisation(text):
        return False
    for n in (k + 1, k + 2):
        head = heads().get(parse.lower[n]) if n < len(parse) and parse.word[n][0].isupper() else None
        if head is not None and head.flags & _GROUPS:
            return True
    return False


def _two_states(parse: Parse, last: int, k: int) -> bool:
    """“… in Chad Peruvian forces”: behind a state's name another one's adjective begins a name of its own."""
    behind = state_of(parse.word[k])
    if behind is None or behind.use != "people":
        return False
    before = state_of(parse.word[last])
    return before is not None and before.use == "name" and before.id != behind.id


def _tight(parse: Parse, k: int) -> bool:
    return parse.end[k - 1] == parse.start[k] and parse.end[k] == parse.start[k + 1]


def _over(parse: Parse, first: int, last: int, k: int, limit: int) -> int | None:
    """Over “of”, “for”, “in”, “and”: where the parser sees one entity, or the word before is the head of a body."""
    behind = k + 2 if parse.lower[k + 1] == "the" and k + 2 < limit else k + 1
    if not _capital(parse, behind) or not _begins(parse, behind, False):
        return None
    inside = parse.ent[k] in ("ORG", "FAC", "LAW", "EVENT") and not parse.ent_begin[k] and not parse.ent_begin[behind]
    head = heads().get(parse.lower[last])
    flags = head.flags if head and parse.word[last][0].isupper() else frozenset()
    small = parse.lower[k]
    if small == "of" and parse.lower[last] in ("secretary", "minister") and parse.lower[behind] in _OFFICES:
        return behind
    if small == "and":
        body = any(parse.lower[n] in ("ministry", "department", "council", "committee") for n in range(first, k))
        body = body or ("ministry" in parse.lower[behind : behind + 3] and parse.lower[first] in _FIELDS)
        return behind if inside or body else None
    if small == "in":
        owns = behind + 1 < limit and parse.word[behind + 1] in ("'s", "’s", "'")
        return behind if not owns and (inside or "in" in flags) and parse.ent[behind] in ("GPE", "LOC", "ORG") else None
    names_body = "of" in flags or parse.lower[last] in ("university", "church", "hospital", "forces", "voice", "staff")
    return behind if inside or names_body else None


def _named(parse: Parse, first: int, last: int, opening: bool) -> Named | None:
    begin = first
    first, words = _without_titles(parse, first, last)
    if first > last:
        return None
    if (words and parse.ent[last] == "NORP" and first == last) or (not words and _is_office(parse, first, last)):
        return None
    if first == last and not words and _common(parse, first, opening):
        return None
    text = neutral(parse.quote(parse.span(first, last)))
    if not text:
        return None
    state = state_of(text)
    if not words and state is None and first < last:
        first = _without_nation(parse, first, last)
        text = neutral(parse.quote(parse.span(first, last))) or text
    sort, kind = _sort(parse, first, last, text, bool(words), state)
    return Named(first, last, text, key(text), sort, kind, state, words, begin)


def _is_office(parse: Parse, first: int, last: int) -> bool:
    """“the Inspector General of Police”: an office, whose holder has another name."""
    end = _head_token(parse, first, last)
    known = all(parse.lower[k] in titles() or parse.lower[k] == "general" for k in range(first, end + 1))
    return known and end < last and parse.lower[end + 1] == "of"


def _common(parse: Parse, i: int, opening: bool) -> bool:
    """A common noun with a capital: “Police”, “Witnesses” at the beginning, “the President”, “the Army”."""
    known = heads().get(parse.lower[i])
    if organisation(parse.word[i]) or state_of(parse.word[i]):
        return False
    if parse.lower[i] in titles() or (known and not parse.word[i].isupper()):
        return True
    return opening and parse.pos[i] != "PROPN" and not parse.ent[i] and not is_acronym(parse.word[i])


def _without_titles(parse: Parse, first: int, last: int) -> tuple[int, tuple[str, ...]]:
    """The first token behind the titles of a person, and the titles. A body's name keeps its words."""
    end = _head_token(parse, first, last)
    head = heads().get(parse.lower[end])
    if head and head.flags & _GROUPS and end > first and parse.ent[end] != "PERSON":
        return first, ()
    cut = -1
    for n in range(first, last + 1):
        if parse.lower[n] == "general" and n < last and parse.lower[n + 1] in heads():
            continue
        if parse.lower[n] in titles() or parse.lower[n].rstrip(".") in titles():
            cut = n
        elif parse.ent[n] == "PERSON" and parse.ent_begin[n] and cut >= 0:
            break
    if cut < 0 or (cut == last and first < last and parse.ent[last] == "PERSON"):
        return first, ()
    while cut + 2 < last and parse.lower[cut + 1] == "of" and parse.lower[cut + 2] in _OFFICES:
        cut += 2
    if cut < last and parse.word[cut + 1] in ("'s", "’s", "of", "for", "-"):
        return first, ()
    said = (parse.lower[n] for n in range(first, cut + 1) if n == first or parse.word[n - 1] != "-")
    return cut + 1, tuple(said)


def _without_nation(parse: Parse, first: int, last: int) -> int:
    """“Belarusian Roman Protas” is a person's name behind a people's."""
    lead = first
    while lead < last and parse.ent[lead] == "NORP" and parse.ent[lead + 1] in ("PERSON", "NORP"):
        lead += 1
    return lead if parse.ent[lead] == "PERSON" else first


def _head_token(parse: Parse, first: int, last: int) -> int:
    """The head of a name: its last word, or the one before its first “of”, “for”, “in”."""
    return next((n - 1 for n in range(first + 1, last) if parse.lower[n] in ("of", "for", "in")), last)


def _sort(parse: Parse, first: int, last: int, text: str, titled: bool, state: State | None) -> tuple[str, str | None]:
    """(person, group, state, people, place or name; kind)."""
    if state is not None:
        return ("people" if state.use == "people" else "state"), "state"
    known = organisation(text)
    if known:
        return "group", known.kind
    if titled:
        return "person", "person"
    for cut in range(last - 1, first, -1):
        begun = organisation(parse.quote(parse.span(first, cut)))
        if begun and begun.kind in ("armed group", "rebel group"):
            return "group", begun.kind
    behind = heads().get(parse.lower[last + 1]) if last + 1 < len(parse) and parse.head[last] == last + 1 else None
    if behind and "same" in behind.flags and parse.word[last + 1].islower() and parse.lower[last] not in peoples():
        return "group", None if "vague" in behind.flags else behind.kind
    end = _head_token(parse, first, last)
    head = heads().get(parse.lower[end])
    if head and first < last and head.flags & (_GROUPS | {"media"}):
        return "group", _kind_in_name(head, text)
    if head and first < last and "site" in head.flags:
        return "place", head.kind
    if parse.lower[last] in peoples():
        return "people", None
    votes = Counter(parse.ent[n] for n in range(first, last + 1) if parse.ent[n])
    ent = max(votes, key=lambda e: (votes[e], e)) if votes else ""
    if ent == "PERSON":
        located = first > 0 and parse.lower[first - 1] in ("in", "at", "near", "around", "inside", "outside")
        located = located or parse.lower[max(0, first - 2) : first] in (
            ["town", "of"],
            ["village", "of"],
            ["city", "of"],
        )
        return ("place", None) if located else ("person", "person")
    if ent in ("ORG", "PRODUCT", "NORP"):
        plain = head is not None and not head.flags & {"people", "role", "speaks"}
        kind = (
            head.kind if head and plain and first < last and head.kind not in ("state", "person", "document") else None
        )
        return ("place", None) if head and head.kind == "state" and first < last else ("group", kind)
    if ent in ("GPE", "LOC", "FAC", "EVENT", "LAW", "WORK_OF_ART"):
        return ("place" if ent in ("GPE", "LOC", "FAC") else "thing"), None
    return "name", None


def _kind_in_name(head: Head, text: str) -> str | None:
    """The kind that a head noun gives a proper name. Forces of another name than a state's are an armed group."""
    if head.flags & {"vague", "people"}:
        return None
    if head.kind == "ministry" and "police" in text.lower().split():
        return "police"
    if head.kind != "state forces":
        return head.kind
    words = [w for w in key(text) if not w.startswith("@") and not w[0].isdigit()]
    return head.kind if all(w in joiners("official") for w in words) else "armed group"


def find_known(parse: Parse, keys: dict[frozenset[str], str]) -> list[Named]:
    """Names in sentences set like headlines: the longest stretches that the body names too, then the parser's."""
    found: list[Named] = []
    for first, past in parse.sents:
        if not headline(parse, first, past):
            continue
        i = first
        while i < past:
            named = _longest_known(parse, i, min(past, i + LONGEST // 2), keys) if _capital(parse, i) else None
            if named is not None:
                found.append(named)
                i = named.last
            i += 1
    return found


def _longest_known(parse: Parse, i: int, limit: int, keys: dict[frozenset[str], str]) -> Named | None:
    for last in range(limit - 1, i - 1, -1):
        text = neutral(parse.quote(parse.span(i, last))) if parse.word[last][0].isupper() else None
        if not text:
            continue
        words = key(text)
        sort = keys.get(words)
        state = state_of(text)
        if sort is None and (state is None or state.use == "seat"):
            continue
        if last + 1 < limit and parse.word[last + 1] in ("'s", "’s") and state is None and len(words) == 1:
            continue
        sort = sort or ("people" if state and state.use == "people" else "state")
        return Named(i, last, text, words, sort, "state" if state else None, state, (), i)
    return None
