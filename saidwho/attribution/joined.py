"""What the trained reader finds, joined with what the rules find.

The reader weighs both: it decides on cues, and bounds source and content by tags, parse and rules together. The rules
keep what it was not trained on: attributions inside others, cues without a token of their own, class and negation.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from saidwho.attribution import clauses
from saidwho.attribution.channel import find_channel
from saidwho.attribution.cues import channels, cues
from saidwho.attribution.drafts import Draft, hull, subtract_all
from saidwho.attribution.unsaid import is_mute
from saidwho.attribution.verbs import NOBODY
from saidwho.attribution.voiceless import is_hearsay, is_voiceless
from saidwho.model.reader import Candidate, Hint, Reader
from saidwho.model.relations import cue_head
from saidwho.model.spans import SILENT
from saidwho.model.windows import CLOSE, OPEN
from saidwho.parsing import Parse
from saidwho.records import OUTLET, CueClass, Span
from saidwho.resources import read_table

NEW = 0.7
"""Probability from which the reader's own finds are kept."""
OWN = 2.0
"""Times that a cue is preferred for being the rules' own."""
SPEAKER = 0.5
"""Probability below which nobody is named as the speaker."""
UNSURE = "it is not sure who speaks"
SUFFERED = "nobody is named as saying so"
PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADV": "adverb"}


def join(parse: Parse, drafts: list[Draft], parents: Sequence[str], reader: Reader) -> list[Draft]:
    """The drafts of the rules with the reader's, one a cue, in order of the text. Changes drafts in place."""
    hinted = hints_of(parse, drafts, parents)
    kept = [d for d in drafts if not any(d is draft for _, draft in hinted)]
    found = [c for c in reader.read(parse, [hint for hint, _ in hinted]) if _loud(parse, c.content)]
    chosen = _choose(found)
    met = {id(c.hint): c for c in chosen if c.hint is not None}
    for hint, draft in hinted:
        best = met.get(id(hint))
        if best is None and hint.outer:
            continue
        if best is not None and hint.outer:
            draft.confidence = round(best.right, 3)
            _mend(parse, draft, best)
        kept.append(draft)
    new = [_new(parse, c) for c in chosen if c.hint is None and c.right >= NEW and not _is_nobody(parse, c)]
    kept += [d for d in new if not is_mute(parse, d)]
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
    for c in sorted(found, key=lambda c: (-c.right * c.exact * (OWN if c.same else 1.0), c.cue)):
        if any(o.cue[0] <= c.cue[1] and c.cue[0] <= o.cue[1] for o in kept):
            continue
        if c.hint is None or not any(o.hint is c.hint for o in kept):
            kept.append(c)
    return kept


def _mend(parse: Parse, draft: Draft, c: Candidate) -> None:
    """Gives a draft of the rules the reader's bounds, where they are others by more than signs."""
    channel = find_channel(parse, draft)
    if not c.same and not _names_channel(parse, draft, c):
        draft.cue = _cue(parse, c)
    draft.cue_class = _hearsay(parse, range(c.cue[0], c.cue[1] + 1)) or draft.cue_class
    for name, tokens in (("source", c.source), ("content", c.content)):
        if _loud(parse, tokens) != _loud(parse, _tokens(parse, getattr(draft, name))):
            if name == "content" or draft.source or not _rightly_silent(parse, draft):
                setattr(draft, name, _spans(parse, tokens))
    if channel is not None:
        draft.content = subtract_all(draft.content, channel.span) or draft.content
    if draft.source and (reason := _unspoken(parse, c)):
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


def _is_nobody(parse: Parse, c: Candidate) -> bool:
    """“No group has claimed it”: nothing is said."""
    return bool(c.source) and parse.lower[c.source[0]] in NOBODY


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
    part = PARTS.get(parse.pos[head], "")
    kinds = [kind for (lemma, pos, _), kind in cues().items() if lemma == parse.lemma[head] and pos == part]
    found: CueClass = max(kinds, key=kinds.count, default="say")
    return "unverified" if found == "confirm" and _is_withheld(parse, cue, head) else found


def _is_withheld(parse: Parse, cue: range, head: int) -> bool:
    """“Could not confirm”, “would neither confirm nor deny”."""
    return clauses.is_negated(parse, head) or any(parse.lower[t] == "neither" for t in cue)


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
    if first and parse.word[first - 1] in OPEN and parse.para[first - 1] == parse.para[first]:
        first -= 1
    past = last + 1
    if past < len(parse) and parse.word[past] in ",.?!" and past + 1 < len(parse) and parse.word[past + 1] in CLOSE:
        past += 1
    if past < len(parse) and parse.word[past] in CLOSE and parse.para[past] == parse.para[last]:
        last = past
    return hull([parse.span(first, first), parse.span(last, last)])
