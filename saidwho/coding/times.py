"""When: raw time expressions of a happening's own clause, not yet resolved."""

from __future__ import annotations

from functools import lru_cache

from saidwho.coding.carriers import light_verbs
from saidwho.coding.clause import verb
from saidwho.coding.conditions import Scene
from saidwho.coding.grouping import Happening
from saidwho.coding.roles import reach
from saidwho.parsing import Parse
from saidwho.records import Span
from saidwho.resources import read_table

NEAR = 12
"""Tokens within which a time behind a deed belongs to it."""
REPORTING = frozenset(("say", "tell", "report", "add", "announce", "state", "claim", "accuse", "warn"))
"""Verbs whose own time is that of the telling."""


@lru_cache(maxsize=1)
def time_words() -> frozenset[str]:
    """Words that head a time expression."""
    return frozenset(word for row in read_table("coding/times.tsv") for word in row["words"].split())


def find_times(scene: Scene, happening: Happening, mains: frozenset[int] = frozenset()) -> list[Span]:
    """Time expressions that hang on the happening's own clause, in text order.

    `mains` are the main triggers of the article: a time behind a second deed belongs to that one
    (“attacked the port in revenge for the killings last month”).
    """
    parse = scene.parse
    own = set(reach(scene, happening))
    for token in list(own):
        up = parse.head[token]
        if (
            up != token
            and verb(parse, up)
            and parse.dep[token] in ("nsubj", "nsubjpass", "dobj", "pobj")
            and parse.lemma[up] not in REPORTING
        ):
            own.add(up)
        if parse.tag[token] == "VBG" and parse.dep[token] == "advcl" and up not in mains and verb(parse, up):
            if parse.lemma[up] not in REPORTING and not any(parse.dep[c] == "mark" for c in parse.children[token]):
                own.add(up)  # “last week it sank a tanker, killing four”
    spans = []
    first, past = parse.sents[parse.sent[happening.main.token]]
    mains = mains.intersection(range(first, past))
    for begin, end in _time_stretches(parse, first, past):
        if _age(parse, begin, end) or _times_another(parse, begin, end, own, mains):
            continue
        between = [t for t in mains if happening.main.token < t < begin and t not in own and not verb(parse, t)]
        if between and _hangs_on(parse, begin, end, own) and begin - max(between) < NEAR:
            continue
        if (
            _hangs_on(parse, begin, end, own)
            or _behind(parse, happening.main.token, begin, end, mains)
            or (_when(parse, end, own))
        ):
            spans.append(parse.span(begin, end - 1))
    return [s for s in spans if len(spans) == 1 or not _some_weekday(parse, s)]


def _some_weekday(parse: Parse, span: Span) -> bool:
    """“Last November, on a Sunday”: which day of the week says nothing beside the month."""
    tokens = parse.tokens_in(span)
    words = [parse.lower[i] for i in tokens if parse.lower[i] not in ("a", "an")]
    article = bool(tokens) and "a" in (parse.lower[tokens[0]], parse.lower[max(0, tokens[0] - 1)])
    return article and len(words) == 1 and words[0].endswith("day")


def _when(parse: Parse, end: int, own: set[int]) -> bool:
    """“The night of 12 June 1971, when bombers set fire to the harbour”: the date before the clause is the deed's."""
    at = end + 1 if parse.lower[end : end + 1] == [","] else end
    if parse.lower[at : at + 1] != ["when"]:
        return False
    return any(parse.left[v] <= at <= v and parse.dep[v] in ("relcl", "advcl", "acl", "conj") for v in own)


def _age(parse: Parse, begin: int, end: int) -> bool:
    """“Villar, 59, was shot”, “a 27-year-old man”."""
    if any(parse.lower[i] == "old" or parse.lower[i].endswith("year-old") for i in range(begin, end)):
        return True
    number = parse.lower[begin].isdigit() or (parse.pos[begin] == "NUM" and parse.lower[begin].isalpha())
    return end - begin == 1 and number and not (parse.lower[begin].isdigit() and len(parse.lower[begin]) > 3)


def _times_another(parse: Parse, begin: int, end: int, own: set[int], mains: frozenset[int]) -> bool:
    """“Sentenced for the 2009 massacre”: the time before another deed's noun is that one's."""
    up = parse.head[end - 1]
    return up in mains and up not in own and parse.dep[end - 1] in ("nummod", "compound", "nmod", "amod", "poss")


def _behind(parse: Parse, main: int, begin: int, end: int, mains: frozenset[int]) -> bool:
    """A time shortly behind a noun's deed that the parser hung on the verb of another deed before it."""
    if verb(parse, main) or not main < begin < main + NEAR:
        return False
    if any(main < t < begin for t in mains) or any(verb(parse, j) for j in range(main, begin)):
        return False
    own = {t for t in mains if t < main and parse.sent[t] == parse.sent[main] and verb(parse, t)}
    return bool(own) and _hangs_on(parse, begin, end, own)


def _time_stretches(parse: Parse, first: int, past: int) -> list[tuple[int, int]]:
    found, i = [], first
    while i < past:
        if parse.ent[i] in ("DATE", "TIME") or parse.lower[i] in time_words():
            j = i + 1
            while j < past and (
                (parse.ent[j] in ("DATE", "TIME") and not parse.ent_begin[j]) or parse.lower[j] in time_words()
            ):
                j += 1
            begin = i
            while begin > first and parse.lower[begin - 1] in ("early", "late", "mid", "last", "next", "this"):
                begin -= 1
            found.append((begin, j))
            i = j
        else:
            i += 1
    return found


def _hangs_on(parse: Parse, begin: int, end: int, own: set[int]) -> bool:
    """Whether the way up from a time expression reaches the happening before any other verb."""
    inside = range(begin, end)
    root = next((i for i in inside if parse.head[i] not in inside or parse.head[i] == i), begin)
    if root in own or any(i in own for i in inside):
        return parse.dep[root] in (
            "npadvmod",
            "pobj",
            "poss",
            "amod",
            "compound",
            "nmod",
            "advmod",
            "dobj",
        ) and not any(i in own for i in inside)
    for up in parse.ancestors(root):
        if up in own:
            return True
        if verb(parse, up) and not (parse.lemma[up] in light_verbs() and any(parse.head[t] == up for t in own)):
            return _lifted(parse, up, own)
    return False


def _lifted(parse: Parse, up: int, own: set[int]) -> bool:
    """A verb between that only shapes the deed's verb (“began shelling on Monday”), or a result beside it."""
    if parse.lemma[up] in ("begin", "start", "continue", "occur", "happen", "take", "come", "try", "attempt", "fail"):
        return any(parse.head[t] == up for t in own)
    return any(parse.head[t] == up and parse.dep[t] in ("xcomp",) for t in own) and parse.lemma[up] not in REPORTING
