"""Why a mention tells of something other than the news itself: an earlier year, a total, violence in general."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from saidwho.coding.background_dates import earlier
from saidwho.coding.blocking import heading
from saidwho.coding.carriers import anchor, carrier
from saidwho.coding.clause import agent, meanwhile, modifiers, prepositional, subject, verb
from saidwho.coding.conditions import Scene
from saidwho.coding.grouping import Happening
from saidwho.coding.roles_found import Found
from saidwho.coding.tolls_lists import listed
from saidwho.parsing import Parse
from saidwho.records import Article, Span
from saidwho.resources import read_table

_LONG = frozenset(("year", "years", "decade", "decades", "century", "centuries"))
_UNITS = frozenset(("weeks", "months", "years", "decades"))
_IDEAS = frozenset(("terrorism", "violence", "extremism", "militancy", "crime", "insurgency"))


@dataclass(frozen=True, slots=True)
class Sign:
    """A row of the table of signs."""

    where: str
    words: str
    reason: str


@lru_cache(maxsize=1)
def _signs() -> tuple[Sign, ...]:
    return tuple(Sign(row["where"], row["words"], row["reason"]) for row in read_table("coding/background.tsv"))


def find_background(
    scene: Scene, article: Article, happening: Happening, found: Found, times: list[Span], places: list[Span]
) -> str | None:
    """The reason why it is background, or None."""
    parse = scene.parse
    main = happening.main.token
    told = " | ".join(parse.quote(t).lower() for t in times if not _years_from(parse, t))
    lead = " ".join(parse.lower[i] for i in _clause_opening(parse, main))
    before = {parse.lower[m] for m in modifiers(parse, main)} | {
        parse.lower[m] for m in modifiers(parse, anchor(parse, main))
    }
    up = parse.head[anchor(parse, main)]
    around = [*parse.children[main], *parse.children[up]]
    for sign in _signs():
        if (sign.where == "time" and sign.words in told) or (sign.where == "time" and lead.startswith(sign.words)):
            return sign.reason
        if sign.where == "before" and before & set(sign.words.split()):
            return sign.reason
        if (
            sign.where == "trigger"
            and happening.main.trigger.pos == "N"
            and happening.main.trigger.lemma in sign.words.split()
        ):
            return sign.reason
        if sign.where == "clause" and any(sign.words == parse.lower[c] for c in around):
            return sign.reason
        if sign.where == "ahead" and any(sign.words == parse.lower[c] and c < main for c in parse.children[main]):
            return sign.reason
        if sign.where == "trigger" and _within_a_war(scene, happening):
            return sign.reason
        if sign.where == "since" and _total_since(parse, happening):
            return sign.reason
    if _long_before(parse, at_noun := anchor(parse, main)):
        return "an earlier year" if parse.lower[parse.head[at_noun] - 1] in _LONG else "some months before"
    if (doer := subject(parse, main)) is not None and parse.lower[doer] in _LONG | _UNITS:
        return "a total over years"  # “ten years of violence have killed thousands and driven out more”
    if _as_a_rule(parse, main):
        return "general"
    if meanwhile(parse, main):
        return "what the victims were doing"
    if _count_of_many(parse, happening, times):
        return "a number of deeds"
    if _their_deeds(parse, happening, found, times, places):
        return "a series"
    if _series(parse, happening):
        return "a series"
    if any(_at_the_time(parse, v) for v in (main, up)):
        return "earlier"
    if times and _number_of(parse, main):
        return "a total over a time"
    if _since_it_began(parse, main):
        return "a war as a whole"
    return earlier(article, told) or _general(scene, happening, found, times, places)


def _long_before(parse: Parse, noun: int) -> bool:
    """“Ten years after the bombing”, “a decade after the massacre”, “months after the raid”: an old deed."""
    after = parse.head[noun]
    if parse.dep[noun] != "pobj" or parse.lower[after] not in ("after", "since", "following") or after == 0:
        return False
    return parse.lower[after - 1] in _LONG | {"months"}


def _as_a_rule(parse: Parse, i: int) -> bool:
    first, past = parse.sents[parse.sent[i]]
    return any(parse.lower[k : k + 3] == ["as", "a", "rule"] for k in range(max(first, i - 12), min(past, i + 12)))


def _clause_opening(parse: Parse, i: int) -> range:
    first, past = parse.sents[parse.sent[i]]
    return range(first, min(first + 2, past))


def _within_a_war(scene: Scene, happening: Happening) -> bool:
    """“Killed in the insurgency”: its toll, not an event's."""
    parse = scene.parse
    return happening.main.trigger.rank == 1 and any(
        word in ("in", "during") and parse.lemma[n] in scene.book.classes["whole"]
        for word, n in prepositional(parse, happening.main.token)
    )


def _total_since(parse: Parse, happening: Happening) -> bool:
    """“Killed since hostilities began”: a figure over a stretch of time, not one event."""
    at = [m.token for m in happening.members]
    noun = anchor(parse, happening.main.token)
    up = parse.head[noun]
    if happening.main.trigger.pos == "N" and parse.dep[noun] in ("nsubj", "nsubjpass", "dobj") and verb(parse, up):
        at += [noun, up]
    for token in at:
        for c in parse.children[token]:
            if parse.dep[c] in ("prep", "advcl") and (
                (parse.lower[c] == "since" and not _this_day(parse, c))
                or any(parse.lower[b] == "since" and parse.dep[b] == "mark" for b in parse.children[c])
            ):
                return True
    return False


def _this_day(parse: Parse, since: int) -> bool:
    """“Since Wednesday evening”, “since the weekend”: the news itself."""
    return any(parse.lower[n] in listed("this_day") for n in parse.children[since] if parse.dep[n] == "pobj")


def _at_the_time(parse: Parse, v: int) -> bool:
    """“The group claimed the attack at the time”."""
    return any(
        word == "at" and parse.lower[n] == "time" and parse.lower[n - 1] == "the" and parse.right[n] == n
        for word, n in prepositional(parse, v)
    )


def _number_of(parse: Parse, main: int) -> bool:
    """“The number of soldiers killed this month”."""
    up = parse.head[parse.head[main]]
    return (
        parse.dep[main] == "acl"
        and parse.lower[up] == "of"
        and parse.lemma[parse.head[up]] in ("number", "toll", "total")
    )


def _since_it_began(parse: Parse, main: int) -> bool:
    """“Since the offensive began”."""
    up = parse.head[main]
    return parse.dep[main] == "nsubj" and any(
        parse.lower[c] == "since" and parse.dep[c] == "mark" for c in parse.children[up]
    )


def _general(scene: Scene, happening: Happening, found: Found, times: list[Span], places: list[Span]) -> str | None:
    """A bare plural without time, place or number, or a verb in the simple present without an object: a habit."""
    parse, main = scene.parse, happening.main.token
    at = anchor(parse, main)
    if _by_an_idea(parse, main) or _charged_in_general(parse, main, found, times, places):
        return "general"
    if happening.main.trigger.pos == "N" and _named_event(scene, main):
        return "a named event"
    if _habit(scene, happening, times):
        return "general"
    if len(happening.members) > 1:
        return None
    if happening.main.trigger.pos == "N":
        bare = (parse.tag[main] in ("NNS", "NNPS") or not times) and not any(
            parse.dep[c] in ("det", "poss", "nummod", "acl") for t in (main, at) for c in parse.children[t]
        )
        if parse.tag[main] in ("NNS", "NNPS") and not places and _given_as_reason(parse, at):
            return "given as a reason"
        bare = bare and carrier(parse, main) is None and not _perceived(parse, at)
        if parse.tag[main] in ("NNS", "NNPS") and not times and _goes_on_now(parse, at):
            return "general"
        if bare and not found.actors and not found.targets and not places and not _in_title(scene, main):
            return "general"
    return None


def _habit(scene: Scene, happening: Happening, times: list[Span]) -> bool:
    """“The militias fight the army in many places”: a whole sentence in the simple present, without a time."""
    parse, main = scene.parse, happening.main.token
    if happening.main.trigger.type != "ASSAULT" or times or parse.tag[main] not in ("VBP", "VBZ"):
        return False
    first, past = parse.sents[parse.sent[main]]
    closed = parse.word[past - 1] in (".", "”", '"', "'") and past - first > 4
    return closed and parse.para[main] != parse.para[0] and parse.pos[main] == "VERB"


def _their_deeds(parse: Parse, happening: Happening, found: Found, times: list[Span], places: list[Span]) -> bool:
    """“Their attacks on bases made security an issue”: a party's deeds in the plural, of no day, place or victims."""
    main = happening.main.token
    whose = [c for c in parse.children[main] if parse.dep[c] == "poss" and parse.tag[c] == "PRP$"]
    if parse.tag[main] not in ("NNS", "NNPS") or not whose or len(happening.members) > 1 or times or places:
        return False
    return not found.victims and parse.dep[main] in ("nsubj", "nsubjpass") and verb(parse, parse.head[main])


def _series(parse: Parse, happening: Happening) -> bool:
    """“After two weeks of shelling”, “fighting has gone on for months”: counted in days or longer."""
    at = happening.main.token
    for v in (at, parse.head[anchor(parse, at)]):
        for word, n in prepositional(parse, v) if verb(parse, v) else ():
            if word == "for" and parse.lower[n] in _UNITS:
                return True
    up = parse.head[at]
    if parse.dep[at] not in ("pobj", "pcomp") or parse.lower[up] != "of":
        return False
    unit = parse.head[up]
    days = parse.lower[unit] == "days" and not _result_of(parse, unit)
    return (parse.lower[unit] in _UNITS or days) and parse.dep[up] == "prep"


def _result_of(parse: Parse, unit: int) -> bool:
    """“At least 40 have died in three days of clashes”: days whose toll is the news."""
    up = parse.head[parse.head[unit]]
    return parse.dep[unit] == "pobj" and parse.lower[parse.head[unit]] in ("in", "during") and verb(parse, up)


def _years_from(parse: Parse, time: Span) -> bool:
    """“Four years after the death of”, “ten years to the day”: an anniversary and no earlier year."""
    tokens = parse.tokens_in(time)
    after = parse.lower[tokens[-1] + 1 : tokens[-1] + 2] if tokens else []
    return parse.quote(time).lower().endswith("years") and after in (["after"], ["since"], ["to"], ["before"])


def _count_of_many(parse: Parse, happening: Happening, times: list[Span]) -> bool:
    """“Behind almost 100 attacks”: ten or more deeds without a time and without a verb that tells of them."""
    main = happening.main.token
    if times or parse.tag[main] not in ("NNS", "NNPS") or carrier(parse, main) is not None:
        return False
    if parse.dep[main] in ("nsubj", "nsubjpass"):
        return False
    counts = [parse.lower[c] for c in parse.children[main] if parse.dep[c] == "nummod"]
    if parse.dep[main] == "pobj" and parse.lower[parse.head[main]] == "of":
        counts.append(parse.lower[parse.head[parse.head[main]]])
    counts = [c.replace(",", "") for c in counts]
    return any((c.isdigit() and int(c[:9]) > 9) or c in ("dozens", "scores", "hundreds", "thousands") for c in counts)


def _named_event(scene: Scene, i: int) -> bool:
    """“The Battle of Kest”: printed as a name in a sentence that has few capitals."""
    parse = scene.parse
    first = parse.sents[parse.sent[i]][0]
    return i > first and parse.word[i][:1].isupper() and not parse.word[i].isupper() and not heading(parse, i)


def _given_as_reason(parse: Parse, at: int) -> bool:
    """“In response to the attacks”, “in the face of the killings”: deeds that only explain another."""
    up = parse.head[at]
    if parse.dep[at] != "pobj" or parse.lower[up] not in ("to", "for", "of", "against", "over", "amid", "at"):
        return False
    above = parse.head[up]
    return parse.lower[up] == "amid" or (
        parse.lower[parse.head[above]] == "in" and parse.dep[above] == "pobj" and parse.pos[above] == "NOUN"
    )


def _by_an_idea(parse: Parse, main: int) -> bool:
    """“Killed by terrorism”: nobody's single deed."""
    doer = agent(parse, main) if verb(parse, main) else None
    return doer is not None and parse.lemma[doer] in (
        "terrorism",
        "violence",
        "extremism",
        "militancy",
        "crime",
        "insurgency",
    )


def _charged_in_general(parse: Parse, main: int, found: Found, times: list[Span], places: list[Span]) -> bool:
    """“Rebels are accused of attacking civilians”: a bare plural done to by nobody in particular, nowhere."""
    if parse.tag[main] != "VBG" or parse.dep[main] != "pcomp" or times or places:
        return False
    suffers = [*found.victims, *found.targets]
    return bool(suffers) and all(
        parse.tag[n] == "NNS" and not any(parse.dep[c] in ("det", "nummod", "poss", "amod") for c in parse.children[n])
        for n in suffers
    )


def _perceived(parse: Parse, at: int) -> bool:
    """“They heard explosions”, “torn apart by gunfire”: it was there."""
    up = parse.head[at]
    heard = parse.dep[at] in ("dobj", "nsubjpass") and parse.lemma[up] in ("hear", "see", "report", "feel", "follow")
    return heard or (parse.dep[up] == "agent" and parse.dep[at] == "pobj")


def _goes_on_now(parse: Parse, at: int) -> bool:
    """“Kidnappings by gangs are on the rise”: a bare plural of which something is said in the present."""
    up = parse.head[at]
    if parse.dep[at] != "nsubj" or parse.tag[up] not in ("VBP", "VBZ") or parse.para[at] == parse.para[0]:
        return False
    bare = not any(parse.dep[c] in ("det", "poss", "nummod", "amod") for c in parse.children[at])
    return bare and not any(parse.dep[c] in ("aux", "auxpass") for c in parse.children[up])


def _in_title(scene: Scene, i: int) -> bool:
    parse = scene.parse
    return parse.para[i] == parse.para[0] and not verb(parse, i)
