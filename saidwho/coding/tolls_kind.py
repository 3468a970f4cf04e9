"""What was done to the people counted, by the noun, the state, the clause or the verb that governs the number."""

from __future__ import annotations

from functools import lru_cache

from saidwho.coding.clause import joins_a_passive
from saidwho.coding.numbers import Count
from saidwho.coding.tolls_held import driven_out, held, to_hospital
from saidwho.coding.tolls_lists import listed
from saidwho.coding.tolls_people import is_person
from saidwho.parsing import Parse
from saidwho.records import TollKind
from saidwho.resources import read_table

_INSIDE = frozenset(("xcomp", "ccomp", "dobj", "conj", "prep", "pobj", "nsubj", "nsubjpass", "nummod", "pcomp", "attr"))
_UP = frozenset(("conj", "appos", "pobj", "prep", "nummod", "compound", "nmod", "dep", "attr", "acomp", "oprd"))
_STATES = frozenset(("acomp", "oprd", "ccomp", "xcomp", "attr", "amod", "advcl", "conj", "acl", "nmod"))
Kind = tuple[TollKind | None, int | None, bool]
_NONE: Kind = (None, None, False)


@lru_cache(maxsize=1)
def toll_words() -> dict[str, dict[str, TollKind]]:
    """Use to word to kind."""
    uses: dict[str, dict[str, TollKind]] = {}
    for row in read_table("coding/toll_words.tsv"):
        uses.setdefault(row["use"], {})[row["word"]] = row["kind"]  # type: ignore[assignment]
    return uses


def kind_of_count(parse: Parse, count: Count, head: int | None) -> Kind:
    """(kind, token of the word that says it, whether it is a toll as such, which needs no deed beside it)."""
    if head is not None and noun_kind(parse, head):
        return _of_noun(parse, head)
    state = _state_put(parse, count)
    if state is not None:
        return toll_words()["state"][parse.lower[state]], state, True
    victims = _of_victims(parse, count)
    if victims is not None:
        return "killed", victims, True
    near = _state_after(parse, count, head) or (None if _of_a_count(parse, count, head) else modified(parse, head))
    if near is not None:
        return near[0], near[1], not parse.tag[near[1]].startswith("V")
    anchor = head if head is not None else count.core
    for _ in range(4):
        governor, dep = parse.head[anchor], parse.dep[anchor]
        if governor == anchor:
            break
        if dep == "prep" and parse.lower[anchor] == "to" and noun_kind(parse, governor) == "injured":
            return "injured", governor, False  # “injuries to six policemen”
        if dep == "prep" and parse.lower[anchor] == "of":
            if noun_kind(parse, governor):
                return _of_noun(parse, governor)
            deed = deed_kind(parse, governor)
            if deed is not None:
                return deed, governor, False
        found = by_verb(parse, anchor, governor, dep)
        if found is not None:
            return found[0], found[1], _as_such(parse, found[1])
        if dep not in _UP or (dep == "prep" and not _of_people(parse, anchor)):
            break
        anchor = governor
    return _of_figure(parse, count, head)


def _of_a_count(parse: Parse, count: Count, head: int | None) -> bool:
    """“23 of the 40 miners kidnapped last month”, “two of the teachers who were kidnapped are free”: said
    of the 40, of all the teachers."""
    of = parse.lower[count.last + 1 : count.last + 2] == ["of"]
    if of and parse.lower[count.last + 2 : count.last + 3] in (["the"], ["those"]) and head is not None:
        if any(parse.dep[c] == "relcl" for c in parse.children[head]):
            return True
    return of and head is not None and any(parse.dep[c] == "nummod" and c > count.last for c in parse.children[head])


def _as_such(parse: Parse, said: int) -> bool:
    """“died”, “we lost”, “the dead were”: a toll that needs no deed beside it."""
    words = toll_words()
    return parse.lemma[said] in words["die"] or parse.lemma[said] in words["loss"] or parse.lower[said] == "dead"


def noun_kind(parse: Parse, noun: int) -> TollKind | None:
    """The kind that a noun counts by itself: “deaths”, “bodies”."""
    nouns = toll_words()["noun"]
    return nouns.get(parse.lemma[noun]) or nouns.get(parse.lower[noun])


def verb_kind(parse: Parse, verb: int) -> TollKind | None:
    """What a verb says was done to people: “shot and killed”, “fatally stabbed”, “shot dead”, “killed and injured”."""
    words, lemma = toll_words(), parse.lemma[verb]
    kind = words["verb"].get(lemma) or words["harm"].get(lemma)
    if kind is None and lemma not in words["harm"]:
        return None
    behind = parse.lower[verb + 1 : verb + 5]
    after = parse.lemma[verb + 2] if behind[:1] in (["and"], ["or"], ["&"]) and verb + 2 < len(parse) else ""
    joined = words["verb"].get(after) or words["die"].get(after)
    if lemma in words["harm"]:
        dead = "dead" in behind[:4] or any(behind[k : k + 2] == ["to", "death"] for k in range(4))
        fatally = any(parse.lower[c] in ("fatally", "lethally") for c in parse.children[verb])
        return "killed" if dead or fatally or joined == "killed" else joined or kind or None
    if lemma in ("treat", "round") and not set(behind) & listed(lemma):
        return None  # “treated with respect”, “rounded off”
    if {kind, joined} == {"killed", "injured"}:
        return "casualties"
    return kind


def by_verb(parse: Parse, anchor: int, verb: int, dep: str) -> tuple[TollKind, int] | None:
    """The kind of the people that a verb governs as `dep`, with the verb."""
    words, lemma = toll_words(), parse.lemma[verb]
    children = parse.children[verb]
    passive = any(parse.dep[c] in ("auxpass", "nsubjpass") for c in children)
    object_of = dep in ("dobj", "dative") and not passive
    bare = dep == "nsubj" and not any(parse.dep[c] == "dobj" for c in children)
    bare = bare and (parse.tag[verb] == "VBN" or joins_a_passive(parse, verb))
    kind = verb_kind(parse, verb)
    if kind in ("abducted", "arrested") and parse.pos[anchor] == "NOUN" and not is_person(parse, anchor):
        kind = None
    if kind is not None and (dep == "nsubjpass" or object_of or bare):
        return kind, verb
    if lemma in words["die"] and dep in ("nsubj", "nsubjpass"):
        return words["die"][lemma], verb
    if lemma in words["loss"] and object_of and is_person(parse, anchor):
        return words["loss"][lemma], verb
    if dep in ("nsubj", "nsubjpass") and lemma in words["bear"]:
        hurt = next((c for c in children if parse.dep[c] == "dobj" and parse.lemma[c] in words["wound"]), None)
        if hurt is not None:
            return "injured", verb
    if parse.lower[verb] == "dead" and parse.lemma[parse.head[verb]] in words["harm"] and parse.head[verb] == verb - 1:
        return "killed", verb - 1
    if (dep == "nsubjpass" or object_of) and to_hospital(parse, verb):
        return "injured", verb
    if lemma in ("take", "hold") and (dep == "nsubjpass" or object_of):
        kept = held(parse, verb)
        if kept is not None:
            return kept, verb
    if (dep == "nsubjpass" or object_of) and driven_out(parse, verb):
        return "displaced", verb
    told = next((c for c in children if parse.dep[c] in ("xcomp", "oprd", "ccomp") and c > anchor), None)
    if told is not None and passive and dep == "nsubjpass":
        inner = words["die"].get(parse.lemma[told]) or verb_kind(parse, told)
        if inner:
            return inner, told
    if lemma == "miss" and dep == "nsubj" and parse.tag[verb] == "VBG" and any(parse.dep[c] == "aux" for c in children):
        return "missing", verb
    if lemma in words["be"] and dep in ("nsubj", "dobj", "nsubjpass", "ccomp", "attr"):
        return _state_of(parse, anchor, verb, dep)
    return None


def _of_victims(parse: Parse, count: Count) -> int | None:
    """“the victims are 121 male and 47 female”: the noun for the victims."""
    tops = [a for a in (count.core, *parse.ancestors(count.core)) if parse.dep[a] in ("attr", "acomp")]
    sexed = {parse.lower[j] for j in range(count.last + 1, min(count.last + 2, len(parse)))} & listed("sex")
    if not tops or not sexed:
        return None
    subjects = [c for c in parse.children[parse.head[tops[-1]]] if parse.dep[c] == "nsubj"]
    return next((c for c in subjects if parse.lemma[c] in listed("victim")), None)


def _state_put(parse: Parse, count: Count) -> int | None:
    """“put the dead at 35 and the injured at 300”: the word for the state."""
    at = count.first - 1
    if at < 2 or parse.lower[at] != "at" or parse.lower[at - 2] != "the":
        return None
    return at - 1 if parse.lower[at - 1] in toll_words()["state"] else None


def _of_people(parse: Parse, prep: int) -> bool:
    """“a group of 12”, “the bodies of 12”; not “a man from block 12”."""
    above = parse.head[prep]
    if parse.lower[prep] != "of":
        return False
    return parse.pos[above] == "NUM" or parse.lemma[above] in listed("body") or is_person(parse, above)


def deed_kind(parse: Parse, noun: int) -> TollKind | None:
    """“the killing of”, not “the attempted murder of”."""
    if any(parse.lower[c] in listed("no_attempt") for c in parse.children[noun]):
        return None
    return toll_words()["deed"].get(parse.lemma[noun]) or toll_words()["deed"].get(parse.lower[noun])


def _state_of(parse: Parse, anchor: int, verb: int, dep: str) -> tuple[TollKind, int] | None:
    """“left 12 people dead”, “12 are missing”; “the dead were 8”, “the dead numbered 253”."""
    words = toll_words()
    if dep in ("attr", "dobj"):
        for c in parse.children[verb]:
            if parse.dep[c] in ("nsubj", "nsubjpass") and parse.lower[c] in words["state"]:
                return words["state"][parse.lower[c]], c
    for j in range(anchor + 1, min(anchor + 10, len(parse))):
        if parse.sent[j] != parse.sent[anchor]:
            break
        if parse.dep[j] == "conj" and any(parse.dep[c] in ("nsubj", "mark") for c in parse.children[j]):
            continue  # “that his brother was innocent and that he killed them”
        if parse.lower[j] in words["state"] and parse.dep[j] in _STATES and parse.head[j] in (verb, anchor):
            return words["state"][parse.lower[j]], j
    return None


def _of_noun(parse: Parse, noun: int) -> Kind:
    lemma = parse.lemma[noun]
    governor = parse.lemma[parse.head[noun]]
    if lemma == "life" and governor not in ("claim", "lose", "cost", "take"):
        return _NONE
    if lemma == "arrest" and parse.dep[noun] == "pobj":
        return _NONE
    kind = noun_kind(parse, noun)
    return kind, parse.head[noun] if lemma == "life" else noun, kind == "killed"


def _state_after(parse: Parse, count: Count, head: int | None) -> tuple[TollKind, int] | None:
    """“12 dead”, “12 people killed”, “84, with 30 injured”: the state right behind the number or its noun."""
    states = toll_words()["state"]
    start = head if head is not None else count.last
    for j in (count.last + 1, start + 1, start + 2, start + 3):
        if j >= len(parse) or parse.sent[j] != parse.sent[count.core]:
            return None
        word = parse.lower[j]
        fits = parse.pos[j] in ("ADJ", "NOUN") or parse.tag[j] in ("VBN", "VBD", "JJ", "NN", "NNS")
        if word in states and fits:
            if parse.tag[j] != "VBN" and any(parse.dep[c] == "dobj" for c in parse.children[j]):
                return None
            verbal = verb_kind(parse, j) if parse.tag[j].startswith("V") else None
            return verbal or states[word], j
        if j > start and word not in listed("link"):
            return None
    return None


def modified(parse: Parse, head: int | None) -> tuple[TollKind, int] | None:
    """“17 kidnapped missionaries”, “203 fighters whom the army said it killed”, “12 people killed in clashes”."""
    if head is None:
        return None
    states = toll_words()["state"]
    for c in parse.children[head]:
        if parse.dep[c] == "amod" and c < head and parse.lower[c] in states:
            return states[parse.lower[c]], c
        if parse.dep[c] in ("relcl", "acl"):
            for verb in (c, *(k for k in parse.children[c] if parse.dep[k] in ("ccomp", "xcomp"))):
                kind = _suffered(parse, verb, parse.dep[c])
                if kind is not None:
                    return kind, verb
    return None


def _suffered(parse: Parse, verb: int, dep: str) -> TollKind | None:
    """The kind if the noun before a relative clause is whom its verb befell."""
    kind = verb_kind(parse, verb) or (held(parse, verb) if parse.lemma[verb] in ("take", "hold") else None)
    children = parse.children[verb]
    if any(parse.lower[k] == "whose" for c in children for k in parse.children[c]):
        return None  # “a teacher, whose son was killed”
    objects = [c for c in children if parse.dep[c] == "dobj"]
    if parse.lemma[verb] in toll_words()["die"]:
        return toll_words()["die"][parse.lemma[verb]]
    if kind is None or any(parse.lower[c] not in listed("relative") for c in objects):
        return None
    if any(parse.dep[c] in ("auxpass", "nsubjpass") for c in children):
        return kind
    if dep == "acl":
        return kind if parse.tag[verb] == "VBN" else None
    subjects = [c for c in children if parse.dep[c] == "nsubj"]
    return kind if subjects and parse.lower[subjects[0]] not in listed("relative") else None


def _of_figure(parse: Parse, count: Count, head: int | None) -> Kind:
    """“the death toll rose to 15”, “put the number of injured at 30”: a noun for the figure earlier in the clause."""
    first = parse.sents[parse.sent[count.core]][0]
    following = parse.lower[count.last + 1] if count.last + 1 < len(parse) else ""
    by = count.first > first and parse.lower[count.first - 1] == "by"
    if by or following in listed("beyond"):
        return _NONE
    if head is not None and parse.lemma[head] not in ("people", "person", "dead"):
        return _NONE
    if head is None and count.low == 1:
        return _NONE
    for j in range(count.first - 1, max(first, count.first - (24 if head is None else 5)) - 1, -1):
        word = parse.lower[j]
        if word == "toll" or (word == "number" and _counts(parse, j)):
            kind = _counts(parse, j) if word == "number" else "killed"
            stands = listed("stands") & set(parse.lower[j + 1 : count.first])
            return (kind, j, True) if stands or _end_of_range(parse, count) else _NONE
    return _NONE


def _end_of_range(parse: Parse, count: Count) -> bool:
    """“at the low end of 100 to 300”."""
    return parse.lower[max(0, count.first - 2) : count.first] == ["end", "of"]


def _counts(parse: Parse, j: int) -> TollKind | None:
    """The kind behind “number of”."""
    for k in range(j + 1, min(j + 5, len(parse))):
        for use in ("state", "noun"):
            table = toll_words()[use]
            kind = table.get(parse.lower[k]) or table.get(parse.lemma[k]) or table.get(parse.lower[k].rstrip("s"))
            if kind:
                return kind
    return None


def unreal(parse: Parse, i: int) -> bool:
    """“could kill thousands”, “threatened to kill”, “if 10 die”."""
    for _ in range(4):
        helpers = {parse.lower[c] for c in parse.children[i] if parse.dep[c] in ("aux", "mark")}
        if helpers & listed("unreal") and not ("have" in helpers and helpers & {"may", "might"}):
            return True
        above = parse.head[i]
        if above == i or parse.dep[i] not in _INSIDE:
            return False
        if parse.dep[i] == "xcomp" and parse.lemma[above] in listed("unreal_verb"):
            return True
        i = above
    return False
