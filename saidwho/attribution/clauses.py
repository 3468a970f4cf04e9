"""Subjects, objects and complements of a verb, as the parse has them and where it is commonly wrong."""

from __future__ import annotations

from dataclasses import dataclass

from saidwho.attribution.cues import class_of
from saidwho.parsing import Parse

REFUSALS = frozenset({"decline", "refuse", "fail"})
SUBJECTS = ("nsubj", "csubj", "expl")
QUOTES = frozenset({"“", "”", '"', "''", "``", "«", "»"})
ASIDES = frozenset({"in", "on", "after", "during", "as", "when", "while", "since", "amid", "before", "for"})
HEARSAY = frozenset({"reportedly", "allegedly"})
"""Cues of their own, that hold the verb behind them (“reportedly told”)."""
LONGEST_SOURCE = 45
"""Tokens beyond which a subject's subtree is a parsing error rather than a source."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame of a verb: its name in the cue table and the tokens (inclusive) that hold its content."""

    name: str
    first: int
    last: int


def child(parse: Parse, i: int, *deps: str) -> int | None:
    """The first child with one of the labels."""
    return next((c for c in parse.children[i] if parse.dep[c] in deps), None)


def is_citing(parse: Parse, i: int) -> bool:
    """“the agency reported, citing the ministry”."""
    return parse.lemma[i] in ("quote", "cite") and parse.tag[i] == "VBG" and parse.dep[i] in ("advcl", "acl", "prep")


def is_passive(parse: Parse, i: int) -> bool:
    """A passive verb, or a past participle that stands behind its noun (“strikes reported against …”)."""
    marks = [c for c in parse.children[i] if parse.dep[c] in ("nsubjpass", "auxpass", "csubjpass")]
    if _is_perfect(parse, i) or named_so(parse, i) is not None or _heads_sentence(parse, i):
        return False
    if any(not is_acronym(parse, c, i) for c in marks) or _stands_so(parse, i):
        return True
    if parse.lemma[i] in ("say", "tell", "add") and child(parse, i, "xcomp") is None:
        return False
    return parse.tag[i] == "VBN" and parse.dep[i] == "acl" and child(parse, i, "aux") is None


def _stands_so(parse: Parse, i: int) -> bool:
    """“stands accused of …”."""
    held = parse.dep[i] in ("acomp", "oprd", "xcomp", "advcl", "ccomp") and parse.head[i] == i - 1
    return held and parse.tag[i] == "VBN" and parse.lemma[i - 1] in ("stand", "remain", "stay")


def told_of(parse: Parse, i: int) -> int | None:
    """The subject that the parser hangs on the passive's auxiliary (“is at this time accused”) or on “stands”."""
    helper = parse.head[i] if _stands_so(parse, i) else child(parse, i, "auxpass")
    if helper is not None and any(parse.tag[k] in ("VBD", "VBZ", "VBP", "MD") for k in range(helper + 1, i)):
        return None
    own = child(parse, helper, "nsubj", "nsubjpass") if helper is not None else None
    return own if own is not None or helper is None else child(parse, i, "nsubj")


def _heads_sentence(parse: Parse, i: int) -> bool:
    """“A source stated to the agency that …”: what the parser hangs on a lone noun is the sentence's own verb."""
    noun = parse.head[i]
    if parse.dep[i] != "acl" or parse.tag[i] != "VBN" or parse.dep[noun] != "ROOT" or parse.pos[noun] == "VERB":
        return False
    told = child(parse, i, "ccomp", "xcomp")
    if told is None and class_of(parse.lemma[i], "verb", "passive") is None:
        first, past = parse.sents[parse.sent[i]]
        prep = child(parse, i, "prep")
        alone = not any(parse.tag[k] in ("VBD", "VBZ", "VBP", "MD") for k in range(first, past))
        return alone and prep == i + 1 and class_of(parse.lemma[i], "verb", f"prep:{parse.lower[i + 1]}") is not None
    if told is None or told < i or child(parse, i, "agent") is not None:
        return False
    return any(parse.lower[c] in ("that", "having") for c in parse.children[told])


def _is_perfect(parse: Parse, i: int) -> bool:
    """“the authorities had spoken of …”: “have” alone makes no passive, whatever the parser calls the subject."""
    helpers = [parse.lemma[c] for c in parse.children[i] if parse.dep[c] in ("aux", "auxpass") and c < i]
    return "have" in helpers and "be" not in helpers


def named_so(parse: Parse, i: int) -> int | None:
    """“was gone and called the raid a crime”: the object of a participle with two, thing and name."""
    if parse.tag[i] != "VBN" or parse.dep[i] != "conj" or child(parse, i, "aux", "auxpass", "nsubjpass") is not None:
        return None
    both = [c for c in parse.children[i] if c > i and parse.dep[c] in ("dobj", "oprd")]
    return both[0] if len(both) > 1 else None


def is_question(parse: Parse, first: int) -> bool:
    """“asked who fired”, “asked whether …”: the first word of what is asked."""
    return parse.tag[first].startswith("W") or parse.lower[first] in ("if", "whether")


def is_acronym(parse: Parse, c: int, i: int) -> bool:
    """“IS says …”: a name that the parser takes for an auxiliary."""
    return parse.word[c] == "IS" and c < i and not parse.word[i].isupper()


def agent(parse: Parse, i: int) -> int | None:
    """The noun of “by …” under a passive."""
    by = child(parse, i, "agent")
    return child(parse, by, "pobj") if by is not None else None


def subject(parse: Parse, i: int) -> int | None:
    """The subject of an active verb: its own, its governor's where they are shared, or the noun it qualifies."""
    seen, said = 0, i
    while seen < 5:
        own = child(parse, i, *SUBJECTS, *(("nsubjpass",) if _is_perfect(parse, i) else ()))
        named = next((c for c in parse.children[i] if c == i - 1 and is_acronym(parse, c, i)), None)
        if own is None and named is not None:
            return named
        plural = seen and _is_plural(parse, said) and own is not None and parse.lower[own] in ("it", "he", "she")
        if own is not None and parse.ent[own] not in ("DATE", "TIME") and not plural:
            return own
        seen += 1
        head, dep = parse.head[i], parse.dep[i]
        if dep == "acl" and parse.pos[head] in ("NOUN", "PROPN", "PRON"):
            return _beyond_relative(parse, i, head)
        if dep in ("xcomp", "conj", "advcl", "ccomp", "dep", "pcomp") and head != i:
            if parse.pos[head] == "ADP":
                head = parse.head[head]
                quoted = child(parse, head, "dobj")
                if dep == "pcomp" and quoted is not None and parse.lemma[head] in ("quote", "cite") and quoted < i:
                    return quoted
            passive = child(parse, head, "nsubjpass")
            if passive is not None and dep in ("xcomp", "pcomp", "advcl", "conj"):
                return passive
            if dep == "xcomp" and (given := child(parse, head, "dobj")) is not None and parse.lemma[head] != "go":
                if parse.tag[i] == "VB" and given < i:
                    return given
            i = head
            continue
        return None
    return None


def _beyond_relative(parse: Parse, i: int, head: int) -> int:
    """“An envoy who may not speak to the press called it absurd”: the envoy, not the last noun of the clause."""
    if parse.tag[i] not in ("VBD", "VBZ", "VBP"):
        return head
    for up in parse.ancestors(head):
        noun = parse.head[up]
        if parse.dep[up] == "relcl" and parse.dep[noun] == "ROOT" and parse.pos[noun] in ("NOUN", "PROPN"):
            return noun if noun < head else head
    return head


def _is_plural(parse: Parse, i: int) -> bool:
    """“they insist it was them and threaten more”: a verb that agrees with no singular pronoun."""
    return parse.tag[i] in ("VBP", "VB") and child(parse, i, "aux") is None


def inverted_subject(parse: Parse, i: int) -> int | None:
    """“…”, said Ann Lee: the noun right behind the verb, which the parser may take for an object."""
    for c in parse.children[i]:
        if parse.ent[c] in ("DATE", "TIME") or parse.lower[c] in ("that", "so", "this"):
            continue
        if c > i and parse.dep[c] in ("nsubj", "dobj", "attr", "oprd", "npadvmod", "dep") and parse.left[c] == i + 1:
            if parse.pos[c] in ("PROPN", "NOUN", "PRON"):
                return c
    return _named_behind(parse, i)


def _named_behind(parse: Parse, i: int) -> int | None:
    """“…,” joked farmer Jacek Wolanin: the name that the parser thinks the verb qualifies, at the sentence's end."""
    past = parse.sents[parse.sent[i]][1]
    if parse.tag[i] != "VBN" or parse.dep[i] != "amod" or parse.word[i - 1] not in QUOTES:
        return None
    last = i + 1
    while last + 1 < past and parse.pos[last + 1] == "PROPN":
        last += 1
    return last if parse.pos[last] == "PROPN" and (last + 1 >= past or parse.word[last + 1] in (".", ",")) else None


def phrase(parse: Parse, head: int, *, stop: int | None = None) -> tuple[int, int]:
    """First and last token of a noun phrase with what identifies it; `stop` is a token that it may not reach."""
    first, last = parse.left[head], parse.right[head]
    for c in parse.children[head]:
        told_of = parse.tag[c] == "VBG" or parse.lemma[c] in ("quote", "cite")
        cut = parse.dep[c] in ("relcl", "advcl", "ccomp", "parataxis") or (parse.dep[c] == "acl" and told_of)
        if cut and c > head and parse.dep[c] != "relcl":
            last = min(last, parse.left[c] - 1)
    if stop is not None:
        if head < stop <= last:
            last = stop - 1
        if first <= stop < head:
            first = stop + 1
    first, last = _whole_quotes(parse, first, last, head)
    first = _with_list(parse, _behind_relative(parse, first, head))
    for k in range(max(head, first) + 1, last):
        aside = parse.word[k] == "," and parse.lower[k + 1] in ASIDES
        dated = parse.tag[k] == "IN" and parse.ent[k + 1] in ("DATE", "TIME")
        dated = dated and not any(parse.tag[j].startswith("V") for j in range(head + 1, k))
        if aside or dated or parse.word[k] in (":", ";"):
            last = k - 1
            break
    while first < head and parse.ent[first] in ("DATE", "TIME") and parse.dep[first] != "poss":
        first += 1
    for k in range(head - 1, first, -1):
        if parse.word[k] in ("-", "–", "—", "--") and _stands_free(parse, k):
            first = k + 1
            break
    if last - first > LONGEST_SOURCE:
        first, last = _short(parse, head, first, last)
    for k in range(head + 1, last):
        if parse.word[k] == "(" and not any(parse.word[j] == ")" for j in range(k + 1, min(k + 5, last + 1))):
            last = k - 1
            break
    while last > head and (parse.word[last] in (",", "-", "–", "—", ";", ":", ".", "”", '"', "''", "(", "and", "but")):
        last -= 1
    while first < head and parse.word[first] in (",", "-", "–", "—", "“", '"', "``", "''", ":", ";", ")", "and", "but"):
        first += 1
    return first, last


def _behind_relative(parse: Parse, first: int, head: int) -> int:
    """“a group that few had heard of”: the subject “few”, not the noun that the clause belongs to."""
    for k in range(head - 1, first, -1):
        if parse.tag[k].startswith("V"):
            return first
        if parse.tag[k] in ("WDT", "WP") or (parse.lower[k] == "that" and parse.tag[k] == "IN"):
            return k + 1
    return first


def _with_list(parse: Parse, first: int) -> int:
    """“On Monday sources in the army and the militias told …”: all of a list whose head the parser hangs on the day."""
    begin = parse.sents[parse.sent[first]][0]
    if first - begin < 4 or parse.tag[first - 1] != "CC" or parse.tag[begin] != "IN":
        return first
    for k in range(first - 2, begin, -1):
        if parse.ent[k] in ("DATE", "TIME"):
            return k + 1 if first - k > 2 else first
        if parse.pos[k] not in ("NOUN", "PROPN", "DET", "ADJ", "ADP", "NUM", "PART"):
            return first
    return first


def _whole_quotes(parse: Parse, first: int, last: int, head: int) -> tuple[int, int]:
    """The part around the head that no single quotation mark parts: a source never reaches out of a quotation."""
    marks = [k for k in range(first, last + 1) if parse.word[k] in QUOTES]
    if len(marks) % 2:
        before = [k for k in marks if k < head]
        after = [k for k in marks if k > head]
        if before and (not after or len(before) % 2):
            first = before[-1] + 1
        elif after and _opens(parse, after[0]):
            last = after[0] - 1
        elif after and any(parse.pos[k] in ("PROPN", "NOUN") for k in range(after[0] + 1, last + 1)):
            first = after[0] + 1
        elif after:
            last = after[0] - 1
    return first, last


def _opens(parse: Parse, k: int) -> bool:
    """An opening mark: of that shape, or close to the word behind it."""
    if parse.word[k] in ("“", "«", "``"):
        return True
    if parse.word[k] not in ('"', "''") or k + 1 >= len(parse):
        return False
    return parse.end[k] == parse.start[k + 1] and parse.word[k + 1][0].isalnum()


def _short(parse: Parse, head: int, first: int, last: int) -> tuple[int, int]:
    kept = [head]
    for c in parse.children[head]:
        if parse.dep[c] in ("det", "amod", "compound", "poss", "nummod", "nmod"):
            kept.extend((parse.left[c], parse.right[c]))
    return max(first, min(kept)), min(last, max(kept))


def verb_group(parse: Parse, i: int) -> tuple[int, int]:
    """First and last token of a cue: the verb with its auxiliaries, the adverbs between and its particle."""
    first = last = i
    for c in sorted(parse.children[i], reverse=True):
        if is_acronym(parse, c, i):
            continue
        if parse.lower[c] in HEARSAY:
            continue
        if c < i and parse.dep[c] in ("aux", "auxpass", "neg", "advmod") and first - c <= 2:
            if parse.dep[c] == "advmod" and parse.children[c]:
                continue
            if all(parse.dep[k] in ("aux", "auxpass", "neg", "advmod") for k in range(c + 1, first)):
                first = c
    particle = child(parse, i, "prt")
    if particle is not None and particle == i + 1:
        last = particle
    return first, last


def is_negated(parse: Parse, i: int) -> bool:
    """“did not say”, “never said”, “declined to say”."""
    for c in parse.children[i]:
        if parse.dep[c] == "neg" or parse.lower[c] in ("never", "neither", "nor"):
            return True
    if parse.lemma[i] in REFUSALS:
        return True
    thing = child(parse, i, "dobj")
    if thing is not None and (parse.lower[thing] == "nothing" or without(parse, thing)):
        return True
    return parse.dep[i] == "xcomp" and parse.lemma[parse.head[i]] in REFUSALS


def _stands_free(parse: Parse, k: int) -> bool:
    """A dash with a blank on both sides, which parts a remark from its sentence."""
    return parse.end[k - 1] < parse.start[k] and parse.end[k] < parse.start[k + 1]


def without(parse: Parse, thing: int) -> bool:
    """“no comment”."""
    return any(parse.lower[c] == "no" for c in parse.children[thing])
