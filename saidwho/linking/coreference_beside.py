"""The nouns beside a name: offices, appositions, what a group is called."""

from __future__ import annotations

from saidwho.linking.names_found import Named
from saidwho.linking.names_tables import heads, organisation, titles
from saidwho.nouns import noun_class
from saidwho.parsing import Parse

WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


def offices(parse: Parse, named: Named) -> list[int]:
    """Nouns of office beside a name."""
    found = []
    for c in beside(parse, named):
        head = heads().get(parse.lower[c])
        if head is not None and head.flags & {"role", "speaks"}:
            found.append(c)
    return found


def is_called(parse: Parse, named: Named) -> bool:
    """“village elder Musa Garba”: a noun for one person right before a name of more words than one."""
    before = named.first - 1
    if before < 0 or named.first == named.last or parse.sent[before] != parse.sent[named.first]:
        return False
    noun = parse.pos[before] in ("NOUN", "ADJ") and parse.word[before].islower()
    return noun and noun_class(parse.lower[before]) == "person"


def beside(parse: Parse, named: Named) -> list[int]:
    """The common nouns that stand in apposition to a name or right before it."""
    top = top_token(parse, named.first, named.last)
    near = [c for c in parse.children[top] if parse.dep[c] in ("appos", "compound", "nmod")]
    if parse.dep[top] == "appos":
        near.append(parse.head[top])
    return [
        c for c in near if not named.first <= c <= named.last and _common(parse, c) and not _speaks(parse, named, c)
    ]


def _speaks(parse: Parse, named: Named, c: int) -> bool:
    """“Ten died in Portava, the director said”: a verb follows at once, so that this is a subject, no apposition."""
    after, first = parse.right[c] + 1, parse.sents[parse.sent[c]][0]
    if (
        after + 1 < len(parse)
        and parse.word[after] == ","
        and (named.first == first or parse.word[named.first - 1] != ",")
    ):
        after += 1
    if c + 1 < len(parse) and parse.dep[c + 1] == "acl" and parse.tag[c + 1] in ("VBN", "VBD"):
        after = c + 1
    spoken = after < len(parse) and parse.tag[after] in (*_FINITE, "VBN")
    if c < named.last or parse.dep[c] != "appos" or not spoken:
        return False
    return parse.word[parse.left[c] - 1] == "," and any(parse.tag[k] in _FINITE for k in range(first, named.first))


def is_group(parse: Parse, named: Named) -> bool:
    """“Betselo, an Arlandic rights group”: what the parser takes for a place is a group by the noun behind it."""
    top = top_token(parse, named.first, named.last)
    if parse.dep[top] == "appos" and parse.head[top] < named.first and parse.word[parse.head[top]].islower():
        if "same" in getattr(heads().get(parse.lower[parse.head[top]]), "flags", ()):
            return True
    behind = (c for c in beside(parse, named) if c > named.last and parse.dep[c] == "appos")
    return any("same" in getattr(heads().get(parse.lower[c]), "flags", ()) for c in behind)


def has_article(parse: Parse, named: Named) -> bool:
    """“The Aurora Column claimed …”: persons have no article, unless a noun behind has it (“the Lee family”)."""
    top = top_token(parse, named.first, named.last)
    alone = parse.dep[top] in ("nsubj", "nsubjpass", "dobj", "pobj", "appos", "ROOT", "conj")
    return alone and named.first > 0 and named.first < named.last and parse.lower[named.first - 1] == "the"


def heads_list(parse: Parse, named: Named) -> bool:
    """“Portava, Monday, Nov 3: …”: a place that heads an entry."""
    behind = named.last + 2
    opens = named.first == parse.sents[parse.sent[named.first]][0] and behind < len(parse)
    return opens and parse.word[behind - 1] == "," and parse.lower[behind] in WEEKDAYS


def is_site(parse: Parse, named: Named) -> bool:
    """“a police station in Oruro”: where a building stands is a place."""
    before = named.first - 2
    where = before >= 0 and parse.lower[before + 1] in ("in", "near", "outside", "around")
    site = heads().get(parse.lower[before]) if where else None
    plain = named.kind is None and named.text.istitle() and " " not in named.text and organisation(named.text) is None
    known = heads().get(named.text.lower())
    return plain and ((site is not None and "site" in site.flags) or (where and known is None))


def is_one_of(parse: Parse, named: Named) -> bool:
    """“One of the two women, Lalao, said”: a name behind a noun for people, without an article."""
    top = top_token(parse, named.first, named.last)
    head = heads().get(parse.lower[parse.head[top]]) if parse.dep[top] == "appos" else None
    before = parse.word[named.first - 1] if named.first else ""
    return head is not None and head.kind == "civilians" and before == "," and " " not in named.text


def sort_behind(parse: Parse, named: Named) -> str | None:
    """“the Hill View clinic”: a hospital by the noun behind the name."""
    behind = named.last + 1
    head = heads().get(parse.lower[behind]) if behind < len(parse) and parse.head[named.last] == behind else None
    return head.kind if head is not None and head.kind == "hospital" else named.kind


def _common(parse: Parse, i: int) -> bool:
    """A common noun, or an office printed with a capital."""
    return not parse.word[i][0].isupper() or parse.lower[i] in titles()


def is_epithet(parse: Parse, named: Named) -> bool:
    """“Name, a popular Disc Jockey”: capitals that only describe."""
    top = top_token(parse, named.first, named.last)
    own = [parse.lower[c] for c in parse.children[top] if c < named.first]
    return parse.dep[top] == "appos" and ("a" in own or "an" in own) and named.state is None


def office_words(parse: Parse, i: int) -> set[str]:
    """What an office is for: “interior” in “the interior minister”, “health” in “minister of health”."""
    words = {parse.lower[c] for c in parse.children[i] if parse.dep[c] in ("compound", "amod", "nmod")}
    for c in parse.children[i]:
        if parse.dep[c] == "prep" and parse.lower[c] in ("of", "for"):
            words |= {parse.lower[t] for t in range(c + 1, min(parse.right[c], c + 6) + 1)}
    return words - {"the", "of", "and", "a"}


def top_token(parse: Parse, first: int, last: int) -> int:
    """The token of a stretch whose head lies outside it: the last such."""
    for i in range(last, first - 1, -1):
        h = parse.head[i]
        if (h < first or h > last or h == i) and parse.word[i][0].isalnum():
            return i
    return last
