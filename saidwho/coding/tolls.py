"""Tolls: which counts are killed, injured, arrested, abducted, displaced or missing people, whom they count, and
of which happening.

A figure that cannot be put to a happening is left out: a toll on the wrong event is worse than none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from saidwho.coding.attributed import Holders
from saidwho.coding.clause import prepositional
from saidwho.coding.codebook import load_codebook
from saidwho.coding.tolls_found import Found, find_tolls
from saidwho.coding.tolls_lists import listed
from saidwho.coding.tolls_revised import marked
from saidwho.coding.tolls_said import said_by
from saidwho.coding.tolls_summed import summed
from saidwho.coding.tolls_time import earlier
from saidwho.parsing import Parse
from saidwho.records import Article, Attribution, EventMention, Span, Toll, TollKind

_FITS = {
    "killed": ("ASSAULT", "PROTEST", "COERCE", "MOBILIZE"),
    "injured": ("ASSAULT", "PROTEST", "COERCE"),
    "casualties": ("ASSAULT", "PROTEST", "COERCE"),
    "arrested": ("COERCE", "PROTEST", "ASSAULT", "SANCTION"),
    "abducted": ("ASSAULT", "COERCE"),
    "displaced": ("ASSAULT", "COERCE", "SANCTION"),
    "missing": ("ASSAULT", "COERCE"),
}
_FAR = 16
"""Tokens between a deed's noun and a relative clause about it."""
_NEAR = 5
"""Sentences back to the happening that a figure without one of its own can mean."""
_LOOSE = frozenset(("killed", "injured", "casualties", "missing"))
"""Kinds that without any deed in their sentence mean the deed before."""
_START = 20
"""Mentions at the start of a report, of words alone, before the first deed."""
_DEEDS = frozenset(("ASSAULT", "PROTEST", "COERCE"))
_OWN_MODE = {"arrested": "arrest", "abducted": "abduct"}


def tolls_of(
    parse: Parse, article: Article, attributions: tuple[Attribution, ...], mentions: tuple[EventMention, ...]
) -> tuple[EventMention, ...]:
    """The mentions with their tolls, each said by the innermost attribution that holds the figure."""
    order = [m.trigger.start for m in mentions]
    given: dict[int, list[tuple[Found, Toll]]] = {}
    last: dict[int, int] = {}
    holders = Holders(attributions)
    before: tuple[Found, str] | None = None
    by_id = {a.id: a for a in attributions}
    for found in marked(parse, summed(parse, find_tolls(parse))):
        number = _mention_of(parse, mentions, order, found)
        if found.part_of is not None and id(found.part_of) in last:
            number = last[id(found.part_of)]  # a part elsewhere than its total would be a rival total
        if number is None:
            continue
        last[id(found)] = number
        kept = [f for f, _ in given.get(number, [])]
        if found.part_of is not None and not any(found.part_of is f for f in kept):
            whole = _whole_of(found, kept)
            if whole is None:
                continue  # a part without its total would stand as one
            found = replace(found, part_of=whole)
        if _not_done(parse, mentions[number], found):
            continue
        teller = said_by(parse, found, holders, by_id, before)
        if teller is None:
            continue
        before = (found, teller)
        given.setdefault(number, []).append((found, _toll(parse, found, teller, mentions[number].mode)))
    return tuple(_with(mention, given.get(n, [])) for n, mention in enumerate(mentions))


def _whole_of(part: Found, kept: Sequence[Found]) -> Found | None:
    """The latest total that can hold a part whose own total is nobody's."""
    alike = [f for f in kept if f.kind == part.kind and f.part_of is None]
    return next((f for f in reversed(alike) if f.low is None or (part.low or 0) <= f.low), None)


def _not_done(parse: Parse, mention: EventMention, found: Found) -> bool:
    """“Did not manage to kill the guard”: the deed that would have made the figure is told as not done."""
    own = found.verb is not None and parse.start[found.verb] == mention.trigger.start
    return own and mention.polarity == "negative" and found.high != 0


def _with(mention: EventMention, pairs: list[tuple[Found, Toll]]) -> EventMention:
    """The mention with its tolls; figures over a longer time make a deed of their own verb background."""
    if not pairs:
        return mention
    tolls = _numbered(pairs)
    if mention.background is None and all(f.background for f, _ in pairs):
        return replace(mention, tolls=tolls, background="a figure of another or a longer time")
    return replace(mention, tolls=tolls)


def _toll(parse: Parse, found: Found, teller: str, mode: str | None) -> Toll:
    return Toll(
        kind=_held(found.kind, mode),
        span=found.span,
        as_written=parse.quote(found.span),
        low=found.low,
        high=found.high,
        best=found.best,
        who=parse.quote(found.who) if found.who else None,
        who_span=found.who,
        said_by=teller,
        approximate=found.approximate,
        superseded=found.superseded,
    )


def _held(kind: TollKind, mode: str | None) -> TollKind:
    """Who is captured or seized is arrested or abducted by what the deed is."""
    if kind in ("arrested", "abducted") and mode in ("arrest", "abduct"):
        return "arrested" if mode == "arrest" else "abducted"
    return kind


def _numbered(pairs: Sequence[tuple[Found, Toll]]) -> tuple[Toll, ...]:
    place = {id(found): n for n, (found, _) in enumerate(pairs)}
    return tuple(
        replace(toll, part_of=place.get(id(found.part_of))) if found.part_of is not None else toll
        for found, toll in pairs
    )


def _mention_of(parse: Parse, mentions: Sequence[EventMention], order: list[int], found: Found) -> int | None:
    """The happening that a figure belongs to: its own verb, else the one that governs it or that it governs, else the
    nearest in the sentence, else, for a toll as such, the one before."""
    if _of_nature(parse, found):
        return None
    sentence = parse.sentence(found.token)
    near = range(bisect_left(order, sentence.start), bisect_right(order, sentence.end))
    fitting = [n for n in near if _fits(mentions[n], found)]
    at = found.verb if found.verb is not None else found.token
    own = next((n for n in fitting if mentions[n].trigger.start <= parse.start[at] < mentions[n].trigger.end), None)
    if own is None:
        own = next((n for n in fitting if _counts_its_people(mentions[n], found)), None)
    if own is None and found.background:
        own = _subject(parse, mentions, fitting, at)
    if own is not None:
        return own
    fitting = [n for n in fitting if mentions[n].background or not found.background]
    if found.kind == "abducted" and parse.tag[at].startswith("V"):
        # a verb that is no telling of its own here: a rumour, a threat
        fitting = [n for n in fitting if mentions[n].mode in _OWN_MODE.values()]
    tied = _tied(parse, mentions, fitting, at) if fitting else None
    if tied is not None:
        return tied
    if found.person:
        return None
    if found.refers_back and not found.background and not _beside(parse, mentions, fitting, found):
        earlier_told = _before(parse, mentions, order, found)
        if earlier_told is not None:
            return earlier_told
    current = [n for n in fitting if bool(mentions[n].background) == found.background]
    fitting = [n for n in current if not _is_earlier(parse, mentions[n])] or current or fitting
    if fitting:
        return min(fitting, key=lambda n: (_distance(mentions[n].trigger, parse.span(at, at)), n))
    deeds = [n for n in near if mentions[n].type in _DEEDS]
    alone = found.refers_back or (found.kind in _LOOSE and not deeds and not _by_accident(parse, found))
    if not alone or found.background:
        return None
    earlier_told = _before(parse, mentions, order, found)
    return earlier_told if earlier_told is not None else _ahead(parse, mentions, order, found)


def _ahead(parse: Parse, mentions: Sequence[EventMention], order: list[int], found: Found) -> int | None:
    """“I counted 19 bodies in the yard”, before the report tells of any deed: the first that it then tells."""
    at = bisect_left(order, found.span.start)
    if found.kind != "killed" or found.best is None or at > _START or any(m.type in _DEEDS for m in mentions[:at]):
        return None
    first = next((n for n in range(at, min(at + _START, len(mentions))) if mentions[n].type in _DEEDS), None)
    if first is None or _sentence_of(parse, mentions[first]) - parse.sent[found.token] > _NEAR:
        return None
    mention = mentions[first]
    current = mention.background is None and mention.stage == "occurred" and mention.polarity == "positive"
    return first if current and mention.type == "ASSAULT" and mention.mode != "abduct" else None


def _of_nature(parse: Parse, found: Found) -> bool:
    """“The storm killed 30 and soldiers shot two”, “four have died of cholera”: no deed's."""
    if found.verb is None:
        return False
    classes = load_codebook().classes
    causes = [n for word, n in prepositional(parse, found.verb) if word in ("of", "from", "by", "to")]
    if any(parse.lemma[n] in classes["ailment"] or parse.lower[n - 1 : n + 1] == ["heart", "attack"] for n in causes):
        return True
    if parse.pos[found.verb] != "VERB":
        return False
    subjects = [c for c in parse.children[found.verb] if parse.dep[c] == "nsubj"]
    return any(parse.lemma[c] in classes["nature"] | classes["ailment"] and not parse.ent[c] for c in subjects)


def _by_accident(parse: Parse, found: Found) -> bool:
    """“A crash that killed six”: a sentence of an accident, which is no deed's."""
    first, past = parse.sents[parse.sent[found.token]]
    words = load_codebook().classes["accident"]
    return any(parse.lemma[i] in words for i in range(first, past))


def _beside(parse: Parse, mentions: Sequence[EventMention], fitting: list[int], found: Found) -> bool:
    """Whether a happening stands in the clause of a figure that is a toll as such (“put the toll of the raid at 5”)."""
    top = found.token
    for above in parse.ancestors(found.token):
        top = above
        if parse.pos[above] in ("VERB", "AUX"):
            break
    apart = {c for c in parse.children[top] if parse.dep[c] in ("conj", "ccomp", "advcl", "parataxis")}
    inside = {parse.start[i] for i in parse.subtree(top)} - {parse.start[i] for c in apart for i in parse.subtree(c)}
    return any(mentions[n].trigger.start in inside for n in fitting)


def _counts_its_people(mention: EventMention, found: Found) -> bool:
    """Whether the figure stands in the words for those to whom the deed was done."""
    return any(r.name == "victim" and r.span.start <= found.span.start < r.span.end for r in mention.roles)


def _subject(parse: Parse, mentions: Sequence[EventMention], fitting: list[int], verb: int) -> int | None:
    """The happening that is the subject of the figure's own verb: “the bombardment had killed …”."""
    subjects = [c for c in parse.children[verb] if parse.dep[c] == "nsubj"]
    starts = {parse.start[c] for c in subjects}
    return next((n for n in fitting if mentions[n].trigger.start in starts), None)


def _is_earlier(parse: Parse, mention: EventMention) -> bool:
    """“Before the blast, the bombardment had …”: the happening is older than another that its clause names."""
    tokens = parse.tokens_in(mention.trigger)
    return bool(tokens) and parse.dep[tokens[0]] in ("nsubj", "nsubjpass", "ROOT") and earlier(parse, tokens[0])


def _fits(mention: EventMention, found: Found) -> bool:
    if mention.type not in _FITS[found.kind]:
        return False
    mode = _OWN_MODE.get(found.kind)
    if mode == "arrest":
        return mention.mode in ("arrest", "abduct")
    if mode == "abduct" and mention.type == "COERCE":
        return mention.mode == "arrest"
    return mode is not None or mention.mode not in ("arrest", "abduct")


def _tied(parse: Parse, mentions: Sequence[EventMention], fitting: list[int], at: int) -> int | None:
    """The happening above the word that says what was done, the lowest first, or in the phrases below it."""
    tokens = {
        parse.tokens_in(mentions[n].trigger)[0]: n for n in reversed(fitting) if parse.tokens_in(mentions[n].trigger)
    }
    named = _antecedent(parse, list(tokens), at)
    if named is not None:
        return tokens[named]
    for above in parse.ancestors(at):
        if above in tokens:
            return tokens[above]
        subject = next((c for c in parse.children[above] if parse.dep[c] == "nsubj" and c in tokens), None)
        if subject is not None:
            return tokens[subject]
    below = [t for t in tokens if parse.left[at] <= t <= parse.right[at] and not _apart(parse, t, at)]
    return tokens[min(below)] if below else None


def _antecedent(parse: Parse, tokens: list[int], at: int) -> int | None:
    """“In answer to an attack on the mill, the works of Kest, that cost five lives”: the deed's noun shortly before a
    relative clause, wherever the parser has hung it."""
    v = next((a for a in (at, *parse.ancestors(at)) if parse.dep[a] == "relcl"), None)
    if v is None or any(parse.lower[c] == "who" for c in parse.children[v]):
        return None
    first = parse.left[v]
    before = [t for t in tokens if first - _FAR < t < first and parse.sent[t] == parse.sent[v]]
    nouns = [t for t in before if parse.pos[t] in ("NOUN", "PROPN")]
    if not nouns or any(
        parse.pos[i] in ("VERB", "AUX") and not parse.tag[i] == "VBN" for i in range(max(nouns), first)
    ):
        return None
    return max(nouns)


def _apart(parse: Parse, token: int, top: int) -> bool:
    """“Before the blast, the war had killed …”: the phrase is of another time than the figure."""
    for above in (token, *parse.ancestors(token)):
        if above == top:
            return False
        marks = (above, *(c for c in parse.children[above] if c < token))
        if any(parse.lower[c] in listed("apart") for c in marks):
            return True
    return False


def _before(parse: Parse, mentions: Sequence[EventMention], order: list[int], found: Found) -> int | None:
    """The attack or protest that took place and that the text has told shortly before the figure: the last that is told
    for its own sake, and no setting of another (“hours after a bomb killed four”)."""
    at = bisect_left(order, found.span.start)
    near: list[int] = []
    for n in range(at - 1, max(-1, at - 12), -1):
        mention = mentions[n]
        if parse.sent[found.token] - _sentence_of(parse, mention) > _NEAR:
            break
        told = mention.stage in ("occurred", "ongoing") and mention.polarity == "positive"
        if told and mention.background is None and mention.type in ("ASSAULT", "PROTEST"):
            if not _is_earlier(parse, mention):
                near.append(n)
    there = _definite_place(parse, found)
    if there is not None:
        at_it = [n for n in near if _tells_of_place(parse, mentions[n], there)]
        near = at_it or near
    return min(near, key=lambda n: (_aside(parse, mentions, near, n), near.index(n)), default=None)


def _definite_place(parse: Parse, found: Found) -> str | None:
    """“More than 300 died in the hospital”: the noun of a place that the text has named before."""
    if found.verb is None:
        return None
    sites = load_codebook().classes["site"]
    known = [n for word, n in prepositional(parse, found.verb) if word in ("in", "at", "inside", "near", "outside")]
    return next(
        (parse.lemma[n] for n in known if parse.lemma[n] in sites and parse.lower[parse.left[n]] == "the"), None
    )


def _tells_of_place(parse: Parse, mention: EventMention, noun: str) -> bool:
    """Whether a happening's roles name the place, or its trigger stands beside it (“the hit on the hospital”)."""
    return any(parse.lemma[i] == noun for r in mention.roles for i in parse.tokens_in(r.span))


def _aside(parse: Parse, mentions: Sequence[EventMention], near: list[int], n: int) -> int:
    """How little a happening is what a later figure means: 0 not at all, 1 an aside, 2 of another kind."""
    mention = mentions[n]
    if mention.type == "PROTEST" or mention.mode == "abduct":
        return 2
    beside = any(m != n and mentions[m].sentence == mention.sentence for m in near)
    return int(mention.mode == "crowd-control" or (beside and _setting(parse, mention)))


def _setting(parse: Parse, mention: EventMention) -> bool:
    """Whether the happening stands in a clause or phrase of time before another."""
    tokens = parse.tokens_in(mention.trigger)
    return bool(tokens) and any(
        parse.lower[i] in listed("apart") or any(parse.lower[c] in listed("apart") for c in parse.children[i] if c < i)
        for i in (tokens[0], *parse.ancestors(tokens[0]))
        if parse.dep[i] in ("advcl", "prep", "pcomp")
    )


def _sentence_of(parse: Parse, mention: EventMention) -> int:
    tokens = parse.tokens_in(mention.trigger)
    return parse.sent[tokens[0]] if tokens else -_NEAR


def _distance(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)
