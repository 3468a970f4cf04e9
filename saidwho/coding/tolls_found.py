"""Counts of people to whom something was done, found by the verb, the state or the noun beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from saidwho.coding.codebook import load_codebook
from saidwho.coding.numbers import Count, count_at
from saidwho.parsing import Parse
from saidwho.records import Span, TollKind
from saidwho.resources import read_table

NOT_COUNTED = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "QUANTITY"})
_PARTS = ("including", "among", "amongst")
_UNREAL = frozenset("could would might may should if unless whether threaten threatened can".split())
_BACK_WORDS = frozenset("toll number death count".split())


@dataclass(frozen=True, slots=True)
class Found:
    """A figure with its kind: `token` its numeral, `verb` the word that says what was done, `who` the people."""

    kind: TollKind
    token: int
    span: Span
    low: int | None
    high: int | None
    best: int | None
    approximate: bool
    who: Span | None
    verb: Span | None
    refers_back: bool
    part_of: Found | None = None


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, TollKind]]:
    uses: dict[str, dict[str, TollKind]] = {}
    for row in read_table("coding/toll_words.tsv"):
        if row["kind"]:
            uses.setdefault(row["use"], {})[row["word"]] = row["kind"]  # type: ignore[assignment]
    return uses


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    return frozenset(w for row in read_table("coding/toll_units.tsv") for w in row["words"].split())


def find_tolls(parse: Parse) -> list[Found]:
    """Every toll of the text in order, sub-counts with the toll they are part of."""
    out: list[Found] = []
    i = 0
    while i < len(parse):
        count = count_at(parse, i)
        found = _of_count(parse, count) if count is not None else None
        if found is not None and count is not None:
            out.append(_as_part(parse, count, found, out))
        elif count is None:
            single = _single(parse, i)
            if single is not None:
                out.append(single)
        i = count.last + 1 if count is not None else i + 1
    return out


def _of_count(parse: Parse, count: Count) -> Found | None:
    core = count.core
    following = parse.lemma[count.last + 1] if count.last + 1 < len(parse) else ""
    if parse.ent[core] in NOT_COUNTED and following in _units():
        return None
    if parse.lower[count.last + 1 : count.last + 3] in (["of", "the"], ["of", "those"]) and count.low == 1:
        return None
    if parse.ent[core] in ("DATE", "TIME", "MONEY", "PERCENT", "ORDINAL") and not _is_people(parse, count):
        return None
    if _is_age(parse, count):
        return None
    head = _counted(parse, count)
    if head is not None and (parse.lemma[head] in _units() or parse.lower[head] in _units()):
        return None
    kind, verb = _kind(parse, count, head)
    if kind is None or _unreal(parse, verb if verb is not None else core):
        return None
    return Found(
        kind=kind,
        token=core,
        span=parse.span(count.first, count.last),
        low=count.low,
        high=count.high,
        best=count.best,
        approximate=count.approximate,
        who=_who(parse, count, head),
        verb=parse.span(verb, verb) if verb is not None else None,
        refers_back=_refers_back(parse, count),
    )


def _is_people(parse: Parse, count: Count) -> bool:
    following = parse.lower[count.last + 1] if count.last + 1 < len(parse) else ""
    return following in ("people", "civilians", "soldiers", "others", "children", "women", "men", "dead", "persons")


def _is_age(parse: Parse, count: Count) -> bool:
    """“, 34,” behind a name, “aged 12”, “12-year-old”."""
    before = parse.lower[count.first - 1] if count.first else ""
    after = parse.lower[count.last + 1] if count.last + 1 < len(parse) else ""
    if before in ("aged", "age", "no", "number", "article", "section", "flight", "route", "unit"):
        return True
    if after in ("year", "years", "-year", "th", "st", "nd", "rd") or after.startswith("-year"):
        return True
    enclosed = before == "," and after in (",", ".")
    return enclosed and count.first >= 2 and parse.pos[count.first - 2] == "PROPN" and count.first == count.last


def _counted(parse: Parse, count: Count) -> int | None:
    """The noun that the number counts; None for a number on its own."""
    core = count.core
    head = parse.head[core]
    if parse.dep[core] in ("nummod", "compound", "amod", "det", "quantmod") and head > core and head - core <= 8:
        if parse.dep[core] == "quantmod" and parse.pos[head] == "NUM":
            head = parse.head[head]
        return head
    of = count.last + 1
    if of < len(parse) and parse.lower[of] == "of":
        return next((c for c in parse.children[of] if parse.dep[c] == "pobj"), None)
    following = count.last + 1
    if following < len(parse) and parse.tag[following] in ("NNS", "NNPS") and parse.sent[following] == parse.sent[core]:
        return following
    return None


def _kind(parse: Parse, count: Count, head: int | None) -> tuple[TollKind | None, int | None]:
    """What was done to those counted, and the word that says so."""
    table = _table()
    anchor = head if head is not None else count.core
    if head is not None and parse.lemma[head] in table["noun"]:
        return _kind_of_noun(parse, head)
    nearby = _state_after(parse, count, head)
    if nearby is not None:
        return nearby
    for _ in range(3):
        governor, dep = parse.head[anchor], parse.dep[anchor]
        if governor == anchor:
            break
        if (
            dep == "prep"
            and parse.lower[anchor] == "of"
            and parse.lemma[governor] in ("body", "corpse", "death", "killing")
        ):
            return "killed", governor
        by_verb = _by_verb(parse, anchor, governor, dep)
        if by_verb is not None:
            return by_verb
        if dep not in ("conj", "appos", "pobj", "prep", "nummod", "compound", "nmod", "dep", "attr"):
            break
        anchor = governor
    return _toll_of(parse, count, head)


def _any_kind(parse: Parse, i: int) -> TollKind | None:
    table = _table()
    return table["die"].get(parse.lemma[i]) or table["verb"].get(parse.lemma[i]) or table["state"].get(parse.lower[i])


def _kind_of_noun(parse: Parse, head: int) -> tuple[TollKind | None, int | None]:
    kind = _table()["noun"][parse.lemma[head]]
    if parse.lemma[head] == "life":
        return (
            (kind, parse.head[head])
            if parse.lemma[parse.head[head]] in ("claim", "lose", "cost", "take")
            else (None, None)
        )
    if parse.lemma[head] == "arrest" and parse.dep[head] == "pobj":
        return None, None
    return kind, head


def _by_verb(parse: Parse, anchor: int, verb: int, dep: str) -> tuple[TollKind, int] | None:
    table, lemma = _table(), parse.lemma[verb]
    passive = any(parse.dep[c] in ("auxpass", "nsubjpass") for c in parse.children[verb])
    if lemma in table["verb"]:
        if dep in ("nsubjpass",) or (dep in ("dobj", "dative") and not passive):
            return table["verb"][lemma], verb
        if (
            dep == "nsubj"
            and parse.tag[verb] == "VBN"
            and not any(parse.dep[c] == "dobj" for c in parse.children[verb])
        ):
            return table["verb"][lemma], verb
    if lemma in table["die"] and dep in ("nsubj", "nsubjpass"):
        return table["die"][lemma], verb
    if passive and dep == "nsubjpass":
        told = next((c for c in parse.children[verb] if parse.dep[c] in ("xcomp", "oprd", "ccomp")), None)
        if told is not None and (kind := _any_kind(parse, told)):
            return kind, told
    if (
        lemma == "shoot"
        and dep in ("nsubjpass", "dobj")
        and any(parse.lower[c] == "dead" for c in parse.children[verb])
    ):
        return "killed", verb
    if lemma in ("take", "hold") and any(
        parse.lower[j] in ("hostage", "captive") for j in range(verb, min(verb + 8, len(parse)))
    ):
        if dep in ("nsubjpass", "dobj"):
            return "abducted", verb
    if lemma in (
        "leave",
        "be",
        "remain",
        "become",
        "bring",
        "feare",
        "fear",
        "report",
        "confirm",
        "presume",
        "believe",
    ) and dep in ("nsubj", "dobj", "nsubjpass", "ccomp"):
        for j in range(anchor + 1, min(anchor + 10, len(parse))):
            if parse.sent[j] != parse.sent[anchor]:
                break
            if parse.lower[j] in table["state"] and parse.dep[j] in (
                "acomp",
                "oprd",
                "ccomp",
                "xcomp",
                "attr",
                "amod",
                "advcl",
                "conj",
            ):
                return table["state"][parse.lower[j]], j
    return None


def _state_after(parse: Parse, count: Count, head: int | None) -> tuple[TollKind, int] | None:
    """“12 dead”, “12 people killed”, “84, with 30 injured”: the state right behind the number or its noun."""
    states = _table()["state"]
    start = head if head is not None else count.last
    for j in (count.last + 1, start + 1, start + 2, start + 3):
        if j >= len(parse) or parse.sent[j] != parse.sent[count.core]:
            return None
        word = parse.lower[j]
        if word in states and (parse.pos[j] in ("ADJ", "NOUN") or parse.tag[j] in ("VBN", "VBD", "JJ", "NN", "NNS")):
            if any(parse.dep[c] == "dobj" for c in parse.children[j]) and parse.tag[j] != "VBN":
                return None
            return states[word], j
        if j > start and word not in (
            "people",
            "others",
            "more",
            "were",
            "was",
            "have",
            "been",
            "has",
            ",",
            "feared",
            "reported",
            "confirmed",
            "and",
        ):
            return None
    return None


def _toll_of(parse: Parse, count: Count, head: int | None) -> tuple[TollKind | None, int | None]:
    """“the death toll rose to 15”, “put the number of injured at 30”: a noun for the figure earlier in the clause."""
    first, _ = parse.sents[parse.sent[count.core]]
    following = parse.lower[count.last + 1] if count.last + 1 < len(parse) else ""
    if following in ("below", "lower", "higher", "fewer", "less") or (
        count.first and parse.lower[count.first - 1] == "by"
    ):
        return None, None
    if head is not None and parse.lemma[head] not in ("people", "person", "dead"):
        return None, None
    reach = 14 if head is None else 4
    for j in range(count.first - 1, max(first, count.first - reach) - 1, -1):
        word = parse.lower[j]
        if word == "toll" or (word == "number" and _of_state(parse, j)):
            kind = _of_state(parse, j) if word == "number" else "killed"
            between = parse.lower[j + 1 : count.first]
            if any(
                b in ("to", "at", "is", "was", "as", "of", "from", "stands", "stood", "reached", ":") for b in between
            ):
                return kind, j
            return None, None
    return None, None


def _of_state(parse: Parse, j: int) -> TollKind | None:
    for k in range(j + 1, min(j + 5, len(parse))):
        for use in ("state", "noun"):
            table = _table()[use]
            kind = table.get(parse.lower[k]) or table.get(parse.lemma[k]) or table.get(parse.lower[k].rstrip("s"))
            if kind:
                return kind
    return None


def _unreal(parse: Parse, i: int) -> bool:
    """“could kill thousands”, “threatened to kill”, “if 10 die”."""
    for j in (i, *list(parse.ancestors(i))[:3]):
        helpers = [parse.lower[c] for c in parse.children[j] if parse.dep[c] in ("aux", "mark")]
        if any(h in _UNREAL for h in helpers) and "have" not in helpers:
            return True
        if parse.lemma[j] in ("threaten", "vow", "plan", "intend", "warn") and j != i:
            return True
        if parse.tag[j] in ("VBD", "VBZ", "VBP") and j != i:
            break
    return False


def _who(parse: Parse, count: Count, head: int | None) -> Span | None:
    if head is None or parse.pos[head] not in ("NOUN", "PROPN", "ADJ"):
        return None
    first = max(count.last + 1, parse.left[head] if head > count.last else head)
    while first < head and parse.lower[first] in ("of", "the", "other", "more", "additional", ",", "-"):
        first += 1
    last = head
    for c in parse.children[head]:
        if (
            c > head
            and parse.dep[c] in ("prep", "amod", "appos", "compound", "cc", "conj", "advmod", "npadvmod")
            and parse.right[c] - head <= 10
        ):
            if parse.dep[c] == "conj" and any(count_at(parse, k) for k in range(parse.left[c], parse.right[c] + 1)):
                continue
            if parse.dep[c] == "prep" and parse.lower[c] not in ("of", "from"):
                continue
            last = max(last, parse.right[c])
    while last > head and not parse.word[last][-1].isalnum():
        last -= 1
    if last > head and parse.lower[last] in ("and", "or"):
        last -= 1
    return parse.span(first, last) if first <= last else None


def _refers_back(parse: Parse, count: Count) -> bool:
    """A toll as such (“the death toll”, “the number of dead”) needs no deed in its sentence."""
    first, _ = parse.sents[parse.sent[count.core]]
    return any(parse.lower[j] in _BACK_WORDS for j in range(first, count.core))


def _as_part(parse: Parse, count: Count, found: Found, before: list[Found]) -> Found:
    """“including three children”, “five of them police”, “among them two women”."""
    ahead = parse.lower[max(0, count.first - 4) : count.first]
    behind = parse.lower[count.last + 1 : count.last + 5]
    marked = any(w in _PARTS for w in ahead) or behind[:2] in (["of", "them"], ["of", "whom"])
    marked = marked or ahead[-2:] == ["of", "them"] or ("among" in behind and "them" in behind)
    if marked and before and _near(parse, before[-1], found):
        total = before[-1].part_of or before[-1]
        return replace(found, kind=total.kind, part_of=total)
    return found


def _near(parse: Parse, a: Found, b: Found) -> bool:
    return parse.sent[a.token] == parse.sent[b.token]


def _single(parse: Parse, i: int) -> Found | None:
    """“a soldier was killed”, “nobody was hurt”: one, or none."""
    table, lemma = _table(), parse.lemma[i]
    kind = table["verb"].get(lemma) or table["die"].get(lemma)
    if kind is None or not parse.tag[i].startswith("V") or kind in ("displaced",) or _unreal(parse, i):
        return None
    passive = any(parse.dep[c] in ("auxpass", "nsubjpass") for c in parse.children[i])
    deps = ("nsubjpass",) if passive else (("nsubj",) if lemma in table["die"] else ("dobj",))
    noun = next((c for c in parse.children[i] if parse.dep[c] in deps), None)
    if noun is None:
        return None
    value = _one_or_none(parse, noun)
    if value is None or any(parse.dep[c] == "neg" for c in parse.children[i]):
        return None
    low, first = value
    span = parse.span(first, noun)
    return Found(kind, noun, span, low, low, low, False, span if low else None, parse.span(i, i), False)


def _is_person(parse: Parse, noun: int) -> bool:
    """A word for one person: of the codebook's classes, or by its ending."""
    classes = load_codebook().classes
    lemma = parse.lemma[noun]
    if any(lemma in classes.get(name, ()) for name in ("people", "armed", "police")):
        return True
    return lemma.endswith(("man", "woman", "er", "or", "ist", "ian", "ant", "ee", "boy", "girl", "child", "leader"))


def _one_or_none(parse: Parse, noun: int) -> tuple[int, int] | None:
    """(0 or 1, first token)."""
    if parse.lower[noun] in ("nobody", "one", "none") and (parse.lower[noun] != "one" or parse.lower[noun - 1] == "no"):
        return 0, noun - (parse.lower[noun] == "one")
    for c in parse.children[noun]:
        if parse.dep[c] == "det" and parse.lower[c] == "no":
            return 0, c
    if any(parse.dep[c] in ("conj", "nummod") for c in parse.children[noun]):
        return None
    if parse.tag[noun] == "NNP" and parse.ent[noun] == "PERSON":
        return 1, parse.left[noun] if noun - parse.left[noun] < 6 else noun
    if parse.tag[noun] == "NN" and _is_person(parse, noun):
        for c in parse.children[noun]:
            if parse.dep[c] == "det" and parse.lower[c] in ("a", "an", "another"):
                return 1, c
    return None
