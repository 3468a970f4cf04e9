"""The words of a source or role: their head noun, their parts, and for whom somebody speaks."""

from __future__ import annotations

from saidwho.linking.names_tables import Head, heads, joiners, qualifiers, weapons
from saidwho.parsing import Parse
from saidwho.records import Span

_SKIPPED = frozenset(("DET", "ADP", "PUNCT", "SCONJ", "CCONJ", "PART", "ADV", "AUX"))
DEFINITE = frozenset(("the", "this", "that", "these", "those"))
OTHER = frozenset(("another", "other", "rival", "second", "different", "similar", "separate"))
_NAMES_OWNER = frozenset(("of", "for", "from", "in", "at", "with", "within", "inside", "by"))
_SOME = frozenset(("one", "some", "most", "several", "many"))
PARTS = 4
"""Members of a list that are linked one by one."""


def head_token(parse: Parse, span: Span) -> int | None:
    """The head noun of a stretch of words, or None when it holds no word."""
    tokens = [i for i in parse.tokens_in(span) if parse.word[i][0].isalnum()]
    if not tokens:
        return None
    inside = range(tokens[0], tokens[-1] + 1)
    tops = [i for i in tokens if parse.head[i] not in inside or parse.head[i] == i]
    for i in tops:
        if parse.pos[i] not in _SKIPPED and not (parse.pos[i] == "VERB" and len(tops) > 1):
            return _below(parse, i, inside)
    return _below(parse, (tops or tokens)[0], inside)


def _below(parse: Parse, i: int, inside: range) -> int:
    """Down from “one of the …”, and from a preposition or verb to the noun that hangs on it."""
    if parse.pos[i] in ("ADP", "SCONJ", "VERB", "AUX"):
        for c in parse.children[i]:
            if c in inside and parse.dep[c] in ("pobj", "nsubj", "nsubjpass", "dobj", "attr"):
                return c
    return i


def members(parse: Parse, top: int, span: Span) -> list[int]:
    """The heads of a list inside a span, the first one first."""
    found, at = [top], top
    inside = parse.tokens_in(span)
    while len(found) < PARTS:
        after = [c for c in parse.children[at] if parse.dep[c] == "conj" and c in inside and c > at]
        if not after:
            break
        at = after[0]
        if parse.pos[at] not in ("NOUN", "PROPN", "PRON", "ADJ"):
            break
        found.append(at)
    return found


def head_of(parse: Parse, i: int) -> tuple[str, Head | None]:
    """The head noun as the table has it, and what the table says."""
    if i >= 2 and parse.word[i - 1] == "-":
        joined = f"{parse.lower[i - 2]}-{parse.lower[i]}"
        if joined in heads():
            return joined, heads()[joined]
    known = heads().get(parse.lower[i])
    if known is not None:
        return parse.lower[i], known
    return parse.lemma[i], heads().get(parse.lemma[i])


def is_plural(parse: Parse, i: int) -> bool:
    """Whether a noun is in the plural, or counts as such (“police”)."""
    return parse.tag[i] in ("NNS", "NNPS") or parse.lower[i] in ("police", "people")


def is_definite(parse: Parse, i: int) -> bool:
    """Whether a noun phrase points back: “the group”; “another group”, “the other group” do not."""
    own = [parse.lower[c] for c in parse.children[i] if c < i]
    return any(w in DEFINITE for w in own) and not any(w in OTHER for w in own)


def is_weapon(parse: Parse, i: int) -> bool:
    """Whether a noun is a weapon or vehicle (“two jets”)."""
    if i and f"{parse.lower[i - 1]} {parse.lemma[i]}" in weapons("noun"):
        return True
    return bool(weapons("noun") & {parse.lower[i], parse.lemma[i]}) and parse.lower[i] not in heads()


def is_bare(parse: Parse, i: int) -> bool:
    """Whether nothing counts, determines or owns a noun."""
    return not any(
        parse.dep[c] in ("det", "nummod", "quantmod", "poss") or parse.tag[c] == "CD" for c in parse.children[i]
    )


def owners(parse: Parse, i: int) -> list[int]:
    """Nouns that say whose spokesman, official or leader somebody is, the surest first."""
    near = [c for c in parse.children[i] if parse.dep[c] == "poss"]
    near += [c for c in reversed(parse.children[i]) if c < i and parse.dep[c] in ("compound", "nmod", "amod")]
    for c in parse.children[i]:
        if parse.dep[c] == "prep" and parse.lower[c] in _NAMES_OWNER and c > i:
            near += [o for o in parse.children[c] if parse.dep[o] == "pobj"]
    return near


def antecedent(parse: Parse, i: int) -> int | None:
    """The noun that a relative pronoun stands for."""
    for up in parse.ancestors(i):
        if parse.dep[up] == "relcl":
            return parse.head[up]
        if parse.pos[up] not in ("VERB", "AUX", "NOUN", "PROPN", "ADP"):
            return None
    return None


def is_counted(parse: Parse, i: int) -> bool:
    """Whether a plural common noun counts people (“12 soldiers”), so that it names no body."""
    if not parse.word[i][0].islower() or parse.tag[i] != "NNS":
        return False
    return any(parse.dep[c] == "nummod" or parse.tag[c] == "CD" for c in parse.children[i]) or not is_definite(parse, i)


def kind_of(parse: Parse, i: int) -> str | None:
    """The kind of a common noun by its table, its qualifier (“armed group”), or the noun before it."""
    near = [i, *(c for c in reversed(parse.children[i]) if parse.dep[c] in ("compound", "nmod"))]
    for token in near:
        word, head = head_of(parse, token)
        if head is None or not head.kind or ("proper" in head.flags and parse.word[token][0].islower()):
            continue
        if "vague" not in head.flags:
            return head.kind
        words = [parse.lower[c] for c in parse.children[token] if c < token]
        return next(
            (qualifiers()[w] for w in words if w in qualifiers()), "organisation" if word == "network" else None
        )
    return None


def counted(parse: Parse, top: int) -> int:
    """The noun or pronoun that is counted: “hundreds of rebels” are rebels, “two of them” are they."""
    if parse.tag[top] != "CD" and parse.lower[top] not in joiners("count") | _SOME:
        return top
    of = next((c for c in parse.children[top] if parse.lower[c] == "of" and c > top), None)
    return next((c for c in parse.children[of] if parse.dep[c] == "pobj"), top) if of is not None else top
