"""Around a word: its subject, its objects, its prepositional objects, and noun phrases with good edges.

Dependency labels are ClearNLP's. The small parser errs, so each function takes several labels for one thing.
"""

from __future__ import annotations

from collections.abc import Iterator

from saidwho.parsing import Parse
from saidwho.records import Span

_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_CUT = frozenset(("relcl", "acl", "advcl", "appos", "cc", "conj", "punct", "ccomp", "parataxis", "preconj", "npadvmod"))
_IDENTIFYING = frozenset(("of", "for"))
_LIKE_BASE = frozenset(("overrun", "hit", "overcome", "burnt"))
_TAKEN_AS = frozenset(("prisoner", "hostage", "captive"))
_OF_OBJECT = frozenset(("of", "for", "from", "into"))
"""Prepositions behind an object whose gerund tells what the object does."""
CLIMB = 12
"""Longest way up a tree that is followed: deeper nesting in news is a parser's error."""


def verb(parse: Parse, i: int) -> bool:
    """Whether a token is used as a verb."""
    return parse.pos[i] in ("VERB", "AUX") or parse.tag[i].startswith("VB")


def stray_participle(parse: Parse, i: int) -> bool:
    """“The base was overrun”, “the camp was hit”: a participle like its verb's base form, taken for a noun."""
    if parse.lower[i] not in _LIKE_BASE or parse.dep[i] not in ("attr", "acomp") or parse.lemma[parse.head[i]] != "be":
        return False
    return parse.pos[i] in ("NOUN", "ADJ") and not any(parse.dep[c] in ("det", "amod") for c in parse.children[i])


def passive(parse: Parse, v: int) -> bool:
    """Whether a verb's subject suffers: an auxiliary of the passive, or a bare participle behind a noun."""
    if any(parse.dep[c] in ("nsubjpass", "auxpass", "csubjpass") for c in parse.children[v]) or stray_participle(
        parse, v
    ):
        return True
    if joins_a_passive(parse, v):
        return True
    if parse.tag[v] != "VBN":
        return False
    if any(parse.dep[c] in ("dobj", "aux") and parse.lower[c] not in _TAKEN_AS for c in parse.children[v]):
        return False
    if parse.dep[v] == "conj" and verb(parse, parse.head[v]):
        return passive(parse, parse.head[v])
    return parse.dep[v] in ("acl", "relcl", "amod", "pcomp", "advcl") or any(
        parse.dep[c] == "agent" for c in parse.children[v]
    )


def joins_a_passive(parse: Parse, v: int) -> bool:
    """“The base was overrun and its commander killed”: the participle was taken for a past tense."""
    if parse.tag[v] != "VBD" or parse.dep[v] != "conj" or own_subject(parse, v) is None:
        return False
    head = parse.head[v]
    bare = not any(parse.dep[c] in ("dobj", "prep", "ccomp", "xcomp", "prt") for c in parse.children[v])
    helped = any(parse.dep[c] == "auxpass" for c in parse.children[head]) or stray_passive(parse, head)
    return bare and head < v and helped


def stray_passive(parse: Parse, v: int) -> bool:
    """“Was overrun”, taken for a noun behind “was”."""
    return parse.lemma[v] == "be" and any(stray_participle(parse, c) for c in parse.children[v])


def own_subject(parse: Parse, v: int) -> int | None:
    """The verb's own subject, as the parser has it."""
    for c in parse.children[v]:
        if parse.dep[c] in ("nsubj", "nsubjpass", "csubj", "expl"):
            return c
    return None


def subject(parse: Parse, v: int) -> int | None:
    """The word that the verb is said of: its own subject, else that of the verb it shares one with."""
    for _ in range(CLIMB):
        found = own_subject(parse, v)
        if found is not None:
            return _antecedent(parse, v, found)
        head, dep = parse.head[v], parse.dep[v]
        if head == v:
            return None
        if stray_participle(parse, v) or (dep == "acomp" and parse.tag[v] == "VBN" and parse.lemma[head] == "be"):
            return own_subject(parse, head)
        if dep == "acl" and parse.tag[v] == "VBD" and parse.pos[head] == "NOUN":
            return _root_noun(parse, head)
        if dep in ("acl", "relcl") and not verb(parse, head):
            return head
        if dep == "xcomp":
            for c in parse.children[head]:
                if parse.dep[c] == "dobj" and c < v:
                    return c
        if dep == "pcomp" and parse.pos[head] == "ADP":
            named = _object_before(parse, v, head)
            if named is not None:
                return named
            head = parse.head[head]
        elif dep not in ("xcomp", "conj", "advcl", "acl", "relcl") and not _to(parse, v):
            return None
        if not verb(parse, head):
            return None
        v = head
    return None


def _root_noun(parse: Parse, n: int) -> int:
    """“A man with a knife stabbed three”, “stabbed” parsed as a participle: the sentence's first noun."""
    for up in parse.ancestors(n):
        if verb(parse, up) and parse.tag[up] != "VBN":
            return n
        if parse.head[up] == up and parse.pos[up] in ("NOUN", "PROPN"):
            return up
    return n


def _object_before(parse: Parse, v: int, prep: int) -> int | None:
    """“Accused Norland of shelling”, “kept the rebels from firing”: the gerund is said of the object."""
    above = parse.head[prep]
    if parse.lower[prep] not in _OF_OBJECT or not verb(parse, above) or passive(parse, above):
        return None
    return next((c for c in parse.children[above] if parse.dep[c] == "dobj" and above < c < v), None)


def _to(parse: Parse, v: int) -> bool:
    return any(parse.lower[c] == "to" and parse.dep[c] == "aux" for c in parse.children[v])


def _antecedent(parse: Parse, v: int, found: int) -> int:
    """What a relative pronoun stands for."""
    if parse.lower[found] in _RELATIVE:
        if parse.dep[v] in ("relcl", "acl"):
            return parse.head[v]
        for up in parse.ancestors(v):
            if parse.dep[up] == "relcl":
                return parse.head[up]
            if parse.dep[up] not in ("conj", "ccomp", "xcomp"):
                break
    return found


def objects(parse: Parse, v: int) -> list[int]:
    """Direct objects of a verb, also “up to 16 men” and one shared with the next verb (“killed or wounded 50”)."""
    found = [c for c in parse.children[v] if parse.dep[c] in ("dobj", "obj") and parse.lower[c] not in _RELATIVE]
    return found or _up_to(parse, v) or _shared(parse, v)


def _up_to(parse: Parse, v: int) -> list[int]:
    """“Seized up to 16 men”: the words of the number were taken for prepositions."""
    for c in parse.children[v]:
        if c == v + 1 and parse.lower[c] == "up" and parse.dep[c] in ("prt", "advmod", "prep"):
            to = next(
                (b for b in (*parse.children[c], *parse.children[v]) if b == c + 1 and parse.lower[b] == "to"), None
            )
            below = parse.children[to] if to is not None else []
            return [
                n for n in below if parse.dep[n] == "pobj" and any(parse.pos[k] == "NUM" for k in parse.children[n])
            ]
    return []


def _shared(parse: Parse, v: int) -> list[int]:
    """“Killing or wounding 50”: two verbs right beside each other have one object."""
    for c in parse.children[v]:
        if (
            parse.dep[c] == "conj"
            and c == v + 2
            and parse.tag[c] == parse.tag[v]
            and parse.tag[v] in ("VBG", "VBD", "VB")
        ):
            return [n for n in parse.children[c] if parse.dep[n] == "dobj"]
    return []


def patient(parse: Parse, v: int) -> int | None:
    """What the verb is done to: the passive's subject, the first object, or a relative clause's head."""
    if passive(parse, v):
        return subject(parse, v)
    found = objects(parse, v)
    if found:
        return found[0]
    up = parse.head[v]
    if parse.dep[v] == "ccomp" and parse.dep[up] == "relcl" and verb(parse, up):
        # “fighters whom the army said it killed”
        if any(parse.dep[c] in ("dobj", "pobj") and parse.lower[c] in _RELATIVE for c in parse.children[v]):
            return parse.head[up]
    if parse.dep[v] == "relcl" and own_subject(parse, v) is not None:
        if any(parse.dep[c] in ("dobj", "pobj") and parse.lower[c] in _RELATIVE for c in parse.children[v]):
            return parse.head[v]
        who = own_subject(parse, v)
        told = any(parse.lower[c] in ("that", "where", "when") for c in parse.children[v])
        if who is not None and parse.lower[who] not in _RELATIVE and not told:
            return parse.head[v]
    return None


def agent(parse: Parse, i: int) -> int | None:
    """The object of “by” under a verb or noun."""
    for c in parse.children[i]:
        if parse.lower[c] == "by" and parse.dep[c] in ("agent", "prep"):
            for below in parse.children[c]:
                if parse.dep[below] == "pobj":
                    return below
    return None


def meanwhile(parse: Parse, v: int) -> bool:
    """“Killed by a mine while fighting the rebels”: what the victims were doing, and no part of what killed them."""
    if parse.tag[v] != "VBG" or parse.dep[v] not in ("advcl", "pcomp") or own_subject(parse, v) is not None:
        return False
    words = {parse.lower[c] for c in parse.children[v] if c < v} | {parse.lower[v - 1] if v else ""}
    return bool(words & {"while", "when"}) and agent(parse, parse.head[v]) is not None


def prepositional(parse: Parse, i: int) -> Iterator[tuple[str, int]]:
    """(preposition, its object) for each prepositional phrase that hangs on a word, “from inside X” as “inside”."""
    for c in parse.children[i]:
        if parse.dep[c] not in ("prep", "agent", "dative", "prt", "advmod", "conj") or parse.pos[c] not in (
            "ADP",
            "SCONJ",
            "ADV",
            "VERB",
        ):
            continue
        for below in parse.children[c]:
            if parse.dep[below] == "pobj":
                yield parse.lower[c], below
            elif parse.dep[below] in ("prep", "pcomp") and parse.pos[below] == "ADP":
                for deeper in parse.children[below]:
                    if parse.dep[deeper] == "pobj":
                        yield parse.lower[below], deeper


def conjuncts(parse: Parse, i: int) -> list[int]:
    """The word and those joined to it by “and”, commas or “or”, in order."""
    found, todo = [i], [i]
    while todo:
        at = todo.pop()
        for c in parse.children[at]:
            if parse.dep[c] == "conj" and parse.pos[c] in ("NOUN", "PROPN", "PRON", "NUM"):
                found.append(c)
                todo.append(c)
    return sorted(found)


def named_members(parse: Parse, n: int) -> list[int]:
    """The persons whom a plural noun's apposition names: “two engineers, A and B”, “the priests A, B and C”."""
    if parse.tag[n] != "NNS":
        return []
    named = (c for c in parse.children[n] if c > n and parse.dep[c] == "appos" and parse.pos[c] == "PROPN")
    return [m for c in named for m in conjuncts(parse, c) if parse.ent[m] == "PERSON"]


def modifiers(parse: Parse, n: int) -> list[int]:
    """Words before a noun that say which: compounds, adjectives, participles."""
    found = [c for c in parse.children[n] if parse.dep[c] in ("amod", "compound", "nmod", "nummod")]
    deeper = [b for c in found for b in parse.children[c] if parse.dep[b] in ("compound", "amod", "nmod")]
    return sorted(found + deeper)


def noun_phrase(parse: Parse, n: int, *, keep: frozenset[str] = _IDENTIFYING, place: bool = False) -> Span:
    """The noun with what identifies it, without relative clauses, appositions and further conjuncts.

    Prepositional phrases are kept where their preposition is in `keep`, behind a name also “in”
    (“the Northern Front in Arland”); with `place` also behind a common noun (“a mill in Portava”).
    """
    first = last = n
    for c in parse.children[n]:
        if c < n and parse.dep[c] not in _CUT:
            first = min(first, parse.left[c])
        elif c > n and _kept(parse, n, c, keep, place):
            last = max(last, _right_edge(parse, c))
    while first < n and (
        _time_before(parse, first, n) or parse.dep[first] == "punct" or parse.lower[first] in ("both", "either")
    ):
        first += 1
    return parse.span(first, max(last, n))


def _time_before(parse: Parse, first: int, n: int) -> bool:
    if parse.ent[n] in ("DATE", "TIME"):
        return False
    return parse.ent[first] in ("DATE", "TIME") or parse.lower[first] in ("overnight", "yesterday", "today", "tonight")


def _kept(parse: Parse, n: int, c: int, keep: frozenset[str], place: bool) -> bool:
    if parse.dep[c] in ("case", "nummod"):
        return parse.dep[c] == "nummod"
    if parse.dep[c] != "prep":
        return False
    if any(parse.ent[b] in ("DATE", "TIME") for b in parse.children[c]):
        return False
    if parse.lower[c] in keep:
        return True
    if parse.lower[c] != "in":
        return False
    named = [b for b in parse.children[c] if parse.dep[b] == "pobj" and parse.ent[b] in ("GPE", "LOC", "ORG", "FAC")]
    return bool(named) and (place or parse.pos[n] == "PROPN" or bool(parse.ent[n]))


def _right_edge(parse: Parse, c: int) -> int:
    """The last token of a phrase up to its first clause, apposition or conjunct."""
    last = c
    for b in parse.children[c]:
        if b < c or parse.dep[b] in _CUT:
            continue
        last = max(last, _right_edge(parse, b))
    return last
