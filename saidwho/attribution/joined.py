"""What the trained reader finds, joined with what the rules find.

The reader weighs both: it decides on cues, and bounds source and content by tags, parse and rules together. The rules
keep what it was not trained on: attributions inside others, cues without a token of their own, class and negation.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from saidwho.attribution import clauses
from saidwho.attribution.channel import find_channel
from saidwho.attribution.cues import channels, cues, speakers
from saidwho.attribution.drafts import Draft, holds, overlaps, subtract_all
from saidwho.attribution.unsaid import is_mute
from saidwho.attribution.verbs import NAMING, NOBODY
from saidwho.attribution.voiceless import is_hearsay, is_unanswered, is_voiceless
from saidwho.model.reader import Candidate, Hint, Reader
from saidwho.model.relations import cue_head
from saidwho.model.spans import SILENT
from saidwho.model.windows import CLOSE, OPEN
from saidwho.parsing import Parse
from saidwho.records import OUTLET, CueClass, Span
from saidwho.resources import read_table

NEW = 0.5
"""Probability from which the reader's own finds are kept."""
DOUBTED = 0.3
"""Probability below which the speaker that the rules name is not named."""
READ = 0.4
"""Probability from which the reader takes it for an attribution at all, and may doubt that speaker."""
BARE = 0.9
"""The same where nobody is named or the cue is a sign: what the report tells itself is not lightly taken from it."""
OWN = 2.0
"""Times that a cue is preferred for being the rules' own."""
SPEAKER = 0.5
"""Probability below which nobody is named as the speaker."""
UNSURE = "it is not sure who speaks"
SUFFERED = "nobody is named as saying so"
STANCES = frozenset(
    {"deny", "reject", "refute", "dismiss", "accuse", "blame", "threaten", "condemn", "confirm", "admit"}
)
TIMES = frozenset({"DATE", "TIME", "CARDINAL", "QUANTITY", "MONEY", "PERCENT", "ORDINAL"})
STRAIGHT = '"'
PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADV": "adverb"}


def join(
    parse: Parse, drafts: list[Draft], parents: Sequence[str], reader: Reader, *, title: Span | None = None
) -> list[Draft]:
    """The drafts of the rules with the reader's, one a cue, in order of the text. Changes drafts in place.

    Nothing new is read into the title: it is no sentence of those that the reader was trained on.
    """
    hinted = hints_of(parse, drafts, parents)
    kept = [d for d in drafts if not any(d is draft for _, draft in hinted)]
    found = [c for c in reader.read(parse, [hint for hint, _ in hinted]) if _loud(parse, c.content)]
    chosen = _choose(found)
    met = {id(c.hint): c for c in chosen if c.hint is not None}
    heard = {t for c in chosen for t in _cue_tokens(c.cue)}
    voices = sorted(draft.cue for _, draft in hinted)
    for hint, draft in hinted:
        best = met.get(id(hint))
        if best is None and hint.outer and not heard.isdisjoint(_cue_tokens(hint.cue)):
            continue
        if best is not None and hint.outer:
            draft.confidence = round(best.right, 3)
            if not draft.bounded:
                _mend(parse, draft, best, voices)
        kept.append(draft)
    new = [_new(parse, c) for c in chosen if c.hint is None and not _says_nothing(parse, c)]
    new = [d for d in new if title is None or not overlaps(d.cue, title)]
    kept += [d for d in new if not is_mute(parse, d) and d.confidence >= (NEW if _is_plain(parse, d) else BARE)]
    return sorted(kept, key=lambda d: (d.cue, d.token))


def hints_of(parse: Parse, drafts: Sequence[Draft], parents: Sequence[str]) -> list[tuple[Hint, Draft]]:
    """The drafts whose cue has a token, for the reader."""
    found = []
    for draft, parent in zip(drafts, parents, strict=True):
        cue = _tokens(parse, [draft.cue])
        if cue:
            source, content = _tokens(parse, draft.source), _tokens(parse, draft.content)
            hint = Hint((cue[0], cue[-1]), source, content, draft.cue_class, draft.confidence, parent == OUTLET)
            found.append((hint, draft))
    return found


def _tokens(parse: Parse, spans: Sequence[Span]) -> tuple[int, ...]:
    return tuple(sorted({t for s in spans if s.end > s.start for t in parse.tokens_in(s)}))


def _choose(found: Sequence[Candidate]) -> list[Candidate]:
    """The surest of those whose cues meet; one for each hint."""
    kept: list[Candidate] = []
    taken: set[int] = set()
    hints: set[int] = set()
    for c in sorted(found, key=lambda c: (not _heard(c), -c.right * c.exact * (OWN if c.same else 1.0), c.cue)):
        if not taken.isdisjoint(_cue_tokens(c.cue)):
            continue
        if c.hint is None or id(c.hint) not in hints:
            kept.append(c)
            taken.update(_cue_tokens(c.cue))
            hints.add(id(c.hint))
    return kept


def _cue_tokens(cue: tuple[int, int]) -> range:
    return range(cue[0], cue[1] + 1)


def _may_hold(parse: Parse, draft: Draft, content: Sequence[Span], voices: Sequence[Span]) -> bool:
    """Whether another content may stand for that of the rules. They follow speech over sentences and into each other:
    it has something of theirs, loses none of their sentences, and holds the same cues and the same figures.
    """
    old, new = (_loud(parse, _tokens(parse, spans)) for spans in (draft.content, content))
    first, last = min((*content, *draft.content)).start, max(s.end for s in (*content, *draft.content))
    near = voices[bisect_left(voices, Span(first, first)) : bisect_left(voices, Span(last, last))]
    same = all(holds(list(content), v) == holds(draft.content, v) for v in near if v != draft.cue)
    same &= {t for t in new ^ old if parse.pos[t] == "NUM"} == set()
    return same and not new.isdisjoint(old) and {parse.sent[t] for t in old} <= {parse.sent[t] for t in new}


def _heard(c: Candidate) -> bool:
    """“Reportedly” alone, as the rules read it: its verb is told, and does not tell."""
    return c.same and c.hint is not None and not c.hint.source and c.hint.cue_class == "report"


def _mend(parse: Parse, draft: Draft, c: Candidate, voices: Sequence[Span]) -> None:
    """Gives a draft of the rules the reader's bounds, where they are others by more than signs.

    `voices` are the cues of the rules in order: what holds them, or does not, goes on so.
    """
    channel, own = find_channel(parse, draft), draft.source
    draft.cue_class = _hearsay(parse, range(c.cue[0], c.cue[1] + 1)) or draft.cue_class
    if _differ(parse, c.source, own) and (own or not _rightly_silent(parse, draft)):
        draft.source = _spans(parse, c.source)
        if len(own) == 1 and any(parse.lower[t] in channels() for t in _tokens(parse, own)):
            # “The lawyer filed an affidavit stating”: what seemed to speak is how it reached the outlet.
            draft.channel = own[0]
    content = _spans(parse, c.content)
    if _differ(parse, c.content, draft.content) and _may_hold(parse, draft, content, voices):
        draft.content = content
    if channel is not None:
        draft.content = subtract_all(draft.content, channel.span) or draft.content
    cue = _cue(parse, c)
    if not c.same and not _names_channel(parse, draft, c) and not any(overlaps(cue, s) for s in draft.content):
        draft.cue = cue
    reason = _unspoken(parse, c) if draft.source else None
    # The rules know a passive; the parse of their own sources is not read a second time.
    doubted = draft.source != own or (c.right >= READ and c.spoken < DOUBTED)
    if reason and doubted:
        draft.source, draft.reason = [], reason


def _new(parse: Parse, c: Candidate) -> Draft:
    head = cue_head(parse, *c.cue)
    reason = _unspoken(parse, c)
    return Draft(
        token=head,
        cue=_cue(parse, c),
        source=[] if reason else _spans(parse, c.source),
        content=_spans(parse, c.content),
        cue_class=_class(parse, range(c.cue[0], c.cue[1] + 1), head),
        negated=clauses.is_negated(parse, head),
        reason=reason,
        confidence=round(c.right, 3),
    )


def _is_plain(parse: Parse, draft: Draft) -> bool:
    """Somebody says something: a speaker, a cue of words, a content that is more than a name, and no figure in it."""
    held = _loud(parse, _tokens(parse, draft.content))
    said = any(parse.pos[t] in ("VERB", "NOUN", "AUX", "ADJ", "PRON") and not parse.ent[t] for t in held)
    said &= all(parse.pos[t] != "NUM" for t in held)
    return said and _can_speak(parse, _tokens(parse, draft.source)) and parse.word[draft.token] not in SILENT


def _can_speak(parse: Parse, source: Sequence[int]) -> bool:
    """A pronoun, a name, or a word for people and bodies; “recent weeks” have seen much and say nothing."""
    if not source:
        return False
    head = next((t for t in source if parse.head[t] not in source or parse.head[t] == t), source[-1])
    if parse.ent[head] in TIMES:
        return False
    known = speakers()
    return parse.pos[head] in ("PRON", "PROPN") or parse.lower[head] in known or parse.lemma[head] in known


def _rightly_silent(parse: Parse, draft: Draft) -> bool:
    """Whether the rules know that nobody is named: a passive, what a court heard."""
    return draft.channel is not None or clauses.is_passive(parse, draft.token)


def _cue(parse: Parse, c: Candidate) -> Span:
    """The cue without signs behind words (“wrote:”)."""
    first, last = c.cue
    while last > first and parse.word[last] in SILENT:
        last -= 1
    return parse.span(first, last)


def _names_channel(parse: Parse, draft: Draft, c: Candidate) -> bool:
    """Whether the reader's cue takes in the channel or another name (“wrote on Telegram”)."""
    own = parse.tokens_in(draft.cue)
    more = [t for t in range(c.cue[0], c.cue[1] + 1) if t not in own]
    return any(parse.lower[t].rstrip(".") in channels() or parse.pos[t] == "PROPN" for t in more)


def _says_nothing(parse: Parse, c: Candidate) -> bool:
    """“No group has claimed it”, “a group calling itself the Front”, “did not answer a request for comment”."""
    nobody = bool(c.source) and parse.lower[c.source[0]] in NOBODY
    head = cue_head(parse, *c.cue)
    named = parse.lemma[head] in NAMING and parse.dep[head] == "acl"
    return nobody or named or is_unanswered(parse, c.content)


def _unspoken(parse: Parse, c: Candidate) -> str | None:
    """Why nobody is named as the speaker, or None where the source is."""
    if not c.source:
        return None
    if is_voiceless(parse, range(c.cue[0], c.cue[1] + 1), cue_head(parse, *c.cue), c.source):
        return SUFFERED
    return UNSURE if c.spoken < SPEAKER else None


@lru_cache(maxsize=1)
def _found() -> tuple[tuple[frozenset[str], CueClass], ...]:
    """Lemmas of a cue and its class, those of most words first."""
    rows = [(frozenset(row["words"].split()), row["class"]) for row in read_table("attribution/found.tsv")]
    return tuple(sorted(rows, key=lambda r: (-len(r[0]), sorted(r[0]))))  # type: ignore[arg-type]


def _hearsay(parse: Parse, cue: range) -> CueClass | None:
    """The class of “reportedly” and its like in a cue."""
    return next((cues()[parse.lemma[t], "adverb", "clause"] for t in cue if is_hearsay(parse, t)), None)


def _class(parse: Parse, cue: range, head: int) -> CueClass:
    """The class that the word has in most frames; “say” for words that the table does not know."""
    held = {parse.lemma[t] for t in cue}
    told = _hearsay(parse, cue) or next((kind for words, kind in _found() if words <= held), None)
    if told is not None:
        return told
    # “Came out of hiding to deny”: what is denied must not be read as said.
    for word in (*(t for t in cue if parse.lemma[t] in STANCES), head):
        part = PARTS.get(parse.pos[word], "")
        kinds = [kind for (lemma, pos, _), kind in cues().items() if lemma == parse.lemma[word] and pos == part]
        found: CueClass = max(kinds, key=kinds.count, default="say")
        if kinds:
            break
    return "unverified" if found == "confirm" and _is_withheld(parse, cue, head) else found


def _is_withheld(parse: Parse, cue: range, head: int) -> bool:
    """“Could not confirm”, “would neither confirm nor deny”."""
    return clauses.is_negated(parse, head) or any(parse.lower[t] == "neither" for t in cue)


def _differ(parse: Parse, tokens: Sequence[int], spans: Sequence[Span]) -> bool:
    """By more than signs."""
    return _loud(parse, tokens) != _loud(parse, _tokens(parse, spans))


def _loud(parse: Parse, tokens: Sequence[int]) -> set[int]:
    return {t for t in tokens if parse.word[t] not in SILENT}


def _spans(parse: Parse, tokens: Sequence[int]) -> list[Span]:
    """Stretches of neighbouring tokens without signs at their ends, but with the quotation marks around them."""
    out: list[Span] = []
    run: list[int] = []
    for t in [*tokens, -1]:
        if run and t != run[-1] + 1:
            while run and parse.word[run[0]] in SILENT:
                run.pop(0)
            while run and parse.word[run[-1]] in SILENT:
                run.pop()
            if run:
                out.append(_marked(parse, run[0], run[-1]))
            run = []
        run.append(t)
    return out


def _marked(parse: Parse, first: int, last: int) -> Span:
    """From one token to another, with the quotation marks and the bracket that belong to them."""
    para, held = parse.para[first], parse.word[first : last + 1]
    past = last + 1
    if past < len(parse) and parse.para[past] == para and held.count("(") > held.count(")") and parse.word[past] == ")":
        past += 1
    before = parse.word[first - 1] if first and parse.para[first - 1] == para else ""
    straight = before == STRAIGHT or held.count(STRAIGHT) % 2 == 1
    if (
        before in (*OPEN, STRAIGHT)
        and before
        and (before != STRAIGHT or held.count(STRAIGHT) % 2 == 1 or _closes(parse, past))
    ):
        first -= 1
    close = past
    if close < len(parse) and parse.word[close] in ",.?!":
        close += 1
    if (
        close < len(parse)
        and parse.para[close] == para
        and parse.word[close] in (*CLOSE, *([STRAIGHT] if straight else []))
    ):
        past = close + 1
    return parse.span(first, past - 1)


def _closes(parse: Parse, past: int) -> bool:
    """Whether a straight mark stands behind, or behind a sign."""
    return STRAIGHT in parse.word[past : past + 2]
