"""What a negation denies instead of the deed: a place, a doer or a target of a deed that itself took place.

“The shells were not fired from the north” tells of shells that were fired; so does “hit not the port but the road”.
The rule: a definite deed in the passive whose negated verb has a phrase of place or doer behind it, and “not X but Y”.
"""

from __future__ import annotations

from saidwho.coding.carriers import anchor, carrier
from saidwho.coding.clause import agent, objects, own_subject, passive, verb
from saidwho.parsing import Parse
from saidwho.records import Attribution

_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_WHERE = frozenset(("from", "in", "at", "near", "by", "inside", "outside", "within", "against", "on"))
_COMES = frozenset(("come", "originate", "start", "begin", "emanate"))
PRESUPPOSING = frozenset(("deny", "threaten", "plan", "order", "ask", "believe"))
"""Classes of cues whose content is not told as a fact, while a relative clause inside it is."""
_RELATIVES = frozenset(("that", "which", "who"))
_OURS = frozenset(("we", "us", "our", "ours", "me", "i"))


def denied_phrases(parse: Parse, token: int, held_by: Attribution | None = None) -> frozenset[int]:
    """The tokens of phrases that a negation around a deed denies, or nothing where it denies the deed or nothing."""
    v = _verb_of(parse, token)
    if v is None:
        return frozenset()
    heads = _not_before(parse, v)
    if any(parse.dep[c] == "neg" and c < v for c in parse.children[v]):
        heads += _but(parse, v) or _behind(parse, token, v, held_by)
    return frozenset(i for n in heads for i in _phrase(parse, n))


def compared_only(parse: Parse, token: int) -> bool:
    """“No attack since the coup has been deadlier”: a comparison, that denies no attack and tells of none."""
    at = anchor(parse, token)
    if verb(parse, token) or not any(parse.dep[c] == "det" and parse.lower[c] == "no" for c in parse.children[at]):
        return False
    v = parse.head[at]
    if parse.dep[at] not in ("nsubj", "nsubjpass") or not verb(parse, v):
        return False
    below = [b for c in parse.children[v] for b in (c, *parse.children[c]) if b > v]
    return any(parse.tag[b] in ("JJR", "RBR") or parse.lower[b] in ("so", "as") for b in below)


def granted(parse: Parse, token: int, held_by: Attribution) -> bool:
    """“Denied a part in the threat that led to the arrest”: the relative clause is taken for granted."""
    for up in (token, *parse.ancestors(token)):
        if not any(c.start <= parse.start[up] < c.end for c in held_by.content):
            return False
        own = own_subject(parse, up)
        told = own is not None and parse.lower[own] in _RELATIVES
        when = any(parse.lower[c] == "when" for c in parse.children[up]) and parse.tag[up] == "VBD"
        if (parse.dep[up] in ("relcl", "advcl") and when) or (parse.dep[up] == "relcl" and told):
            head = parse.head[up]
            return any(c.start <= parse.start[head] < c.end for c in held_by.content)
    return False


def _verb_of(parse: Parse, token: int) -> int | None:
    """The verb by which the deed is told: itself, its light verb, or the verb it is the subject of."""
    if verb(parse, token):
        return token
    light = carrier(parse, token)
    if light is not None:
        return light
    at = anchor(parse, token)
    head = parse.head[at]
    if parse.dep[at] in ("nsubj", "nsubjpass") and verb(parse, head):
        return head
    return None


def _not_before(parse: Parse, v: int) -> list[int]:
    """“Launched not from the north”: the preposition has the negation for itself, and more follows."""
    found = []
    for c in parse.children[v]:
        if c > v and parse.dep[c] in ("prep", "agent") and parse.lower[c - 1] in ("not", "n't") and c - 1 > v:
            found += [b for b in parse.children[c] if parse.dep[b] == "pobj"]
        if c > v and parse.dep[c] == "dobj" and _but_joined(parse, c):
            first = parse.left[c]
            if parse.lower[first] == "not" or parse.lower[first - 1] == "not":
                found.append(c)
    return found


def _but(parse: Parse, v: int) -> list[int]:
    """“Did not hit the port but the road”, “not at the port but at the road”: what stands before “but”."""
    found = [n for n in objects(parse, v) if _but_joined(parse, n)]
    for c in parse.children[v]:
        if parse.dep[c] not in ("prep", "agent") or c < v:
            continue
        below = [b for b in parse.children[c] if parse.dep[b] == "pobj"]
        if _but_joined(parse, c):
            found += below
        found += [b for b in below if _but_joined(parse, b)]
    return found


def _but_joined(parse: Parse, n: int) -> bool:
    """Whether “but” and something of its own kind hang on a word."""
    buts = [c for c in parse.children[n] if parse.dep[c] == "cc" and parse.lower[c] == "but"]
    return bool(buts) and any(
        parse.dep[c] in ("conj", "prep") and c > buts[0] and not verb(parse, c) for c in parse.children[n]
    )


def _behind(parse: Parse, token: int, v: int, held_by: Attribution | None) -> list[int]:
    """Phrases of place or doer behind the negated verb of a definite deed.

    “Not carried out by our forces”, said by whose forces they are, denies their deed and stays a denial.
    """
    told = _passive_subject(parse, token, v)
    if told is None or not _definite(parse, told):
        return []
    found = []
    for c in parse.children[v]:
        if c < v or parse.dep[c] not in ("prep", "agent") or parse.lower[c] not in _WHERE:
            continue
        for b in parse.children[c]:
            if parse.dep[b] == "pobj" and parse.ent[b] not in ("DATE", "TIME"):
                found.append(b)
    doer = agent(parse, v)
    if doer is not None and _speaks(parse, doer, held_by):
        return []
    return found


def _passive_subject(parse: Parse, token: int, v: int) -> int | None:
    """The subject that presupposes the deed: the deed's own noun, or the weapon of a verb like “fired”."""
    found = own_subject(parse, v)
    if found is None:
        return None
    if verb(parse, token):
        fired = parse.lemma[v] in ("fire", "launch", "drop", "plant", "detonate")
        return found if fired and passive(parse, v) else None
    if passive(parse, v) or parse.lemma[v] in _COMES:
        return found if found in (anchor(parse, token), token) else None
    return None


def _definite(parse: Parse, n: int) -> bool:
    return any(
        (parse.dep[c] == "det" and parse.lower[c] in _DEFINITE) or parse.dep[c] == "poss" for c in parse.children[n]
    )


def _speaks(parse: Parse, doer: int, held_by: Attribution | None) -> bool:
    words = {parse.lower[i] for i in _phrase(parse, doer)}
    if words & _OURS:
        return True
    if held_by is None:
        return False
    said = {parse.lower[i] for s in held_by.source for i in parse.tokens_in(s) if parse.pos[i] in ("NOUN", "PROPN")}
    return bool(words & said)


def _phrase(parse: Parse, n: int) -> range:
    """A head with what stands before it and its phrases, up to “but”."""
    past = parse.right[n] + 1
    for c in parse.children[n]:
        if parse.dep[c] == "cc" and parse.lower[c] == "but":
            past = min(past, c)
    return range(parse.left[n], past)
