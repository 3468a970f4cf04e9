"""Who says it: every attribution of an article as source, cue and content (PARC / PolNeAR)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from saidwho.attribution.asides import mend_asides
from saidwho.attribution.blame import find_blame, lay_on
from saidwho.attribution.channel import cut_channel, find_channel
from saidwho.attribution.colons import find_colons
from saidwho.attribution.courts import find_pleas, heard_in_court
from saidwho.attribution.drafts import Draft, has_verb, holds, hull, overlaps, subtract_all, trim
from saidwho.attribution.figures import find_figures, find_pointed, find_shared
from saidwho.attribution.named import find_names
from saidwho.attribution.nesting import nest
from saidwho.attribution.nouns import find_nouns
from saidwho.attribution.owned import own_up
from saidwho.attribution.phrases import find_phrases
from saidwho.attribution.quotes import Quote, find_quotes
from saidwho.attribution.quoting import attach_quotes, quotation_of
from saidwho.attribution.reach import settle
from saidwho.attribution.relatives import find_answers, find_asides, find_relatives
from saidwho.attribution.restated import restate
from saidwho.attribution.series import part_speech, quoted_as
from saidwho.attribution.silence import find_silence
from saidwho.attribution.tails import mend_tails, without_dateline
from saidwho.attribution.unhappened import deny_all
from saidwho.attribution.unsaid import is_mute
from saidwho.attribution.verbs import find_verbs
from saidwho.attribution.versions import find_versions
from saidwho.attribution.wanted import ask_for
from saidwho.attribution.written import find_written, introduce
from saidwho.parsing import Parse
from saidwho.records import OUTLET, Article, Attribution

if TYPE_CHECKING:
    from saidwho.model.reader import Reader

__all__ = ["AttributionOptions", "attribute", "outermost"]
SOURCE_TRIM = ' \t\n,;:–—-"”»'
NEAR = 6
"""Cues on either side that may hold each other."""
WINDOW = 60
"""How many contents back a nested attribution may look for the one that holds it."""


@dataclass(frozen=True, slots=True)
class AttributionOptions:
    """Settings of the stage. Attributions below `threshold` (0 to 1) are left out."""

    threshold: float = 0.0


def attribute(
    parse: Parse, article: Article, *, options: AttributionOptions | None = None, reader: Reader | None = None
) -> tuple[Attribution, ...]:
    """Every attribution of the article in order of its cue, nested ones with their parent.

    The outlet's own voice, the root, is not among them. Speakers are resolved later. Without a `reader` the rules
    decide alone.
    """
    options = options or AttributionOptions()
    quotes = find_quotes(article)
    drafts = drafts_of(parse, article, quotes)
    if reader is not None:
        from saidwho.attribution.joined import join

        drafts = join(parse, drafts, _parents(drafts), reader, title=article.title)
    drafts = [d for d in drafts if d.confidence >= options.threshold]
    for draft in drafts:
        own_up(parse, draft)
        deny_all(parse, draft)
        ask_for(parse, draft)
    parents = _parents(drafts)
    return tuple(
        _attribution(parse, article, draft, number, parents[number - 1], quotes, drafts)
        for number, draft in enumerate(drafts, 1)
    )


def drafts_of(parse: Parse, article: Article, quotes: Sequence[Quote]) -> list[Draft]:
    """What the rules find, one draft a cue, in order of the text."""
    drafts = _found(parse, article)
    drafts = mend_tails(parse, drafts)
    mend_asides(parse, drafts)
    drafts = attach_quotes(parse, article, drafts, quotes)
    _untangle(parse, drafts)
    _relay(drafts)
    introduce(parse, article, drafts, quotes)
    quoted_as(parse, drafts)
    part_speech(parse, drafts)
    drafts = [d for d in drafts if not is_mute(parse, d)]
    nest(parse, drafts)
    settle(parse, drafts)
    lay_on(parse, drafts)
    restate(parse, drafts)
    heard_in_court(parse, drafts)
    return _tidy(parse, article, drafts)


def _found(parse: Parse, article: Article) -> list[Draft]:
    """What each way of attributing finds, one draft a cue of a verb; the rest is tidied later."""
    drafts = [*find_verbs(parse), *find_nouns(parse), *find_silence(parse), *find_phrases(parse), *find_blame(parse)]
    drafts += list(find_colons(parse, article, drafts))
    known = {d.token: d for d in drafts}
    for told in find_relatives(parse):
        old = known.get(told.token)
        if old is None:
            known[told.token] = told
            drafts.append(told)
        else:
            old.source, old.content, old.cue, old.reason = told.source, told.content, told.cue, None
            old.bounded = told.bounded
    known = {d.token: d for d in drafts}
    rest = [*find_names(parse), *find_written(parse), *find_asides(parse), *find_pointed(parse), *find_pleas(parse)]
    rest += [*find_answers(parse), *find_shared(parse), *find_versions(parse)]
    drafts += [d for d in rest if d.token not in known]
    for figure in find_figures(parse):
        old = known.get(figure.token)
        if old is None:
            drafts.append(figure)
        elif old.source and old.cue_class in ("say", "report", "believe", "confirm", "admit"):
            old.content = figure.content
            old.cue_class = "say" if old.cue_class == "believe" else old.cue_class
    return drafts


def outermost(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Those that lie in nobody else's content: the view that PolNeAR annotates."""
    return tuple(a for a in attributions if a.parent == OUTLET and a.cue)


def _untangle(parse: Parse, drafts: Sequence[Draft]) -> None:
    """Where two hold each other's cue, the weaker gives way: “allegedly” and “according to” lie in “…, X said”."""
    order = sorted(drafts, key=lambda d: d.cue)
    for number, inner in enumerate(order):
        if parse.tag[inner.token].startswith("V") and parse.lower[inner.token] != "according":
            continue
        for outer in order[max(0, number - NEAR) : number + NEAR]:
            if outer is inner or not outer.source or parse.lower[outer.token] == "according":
                continue
            verb = parse.tag[outer.token].startswith("V")
            if not verb or not (holds(inner.content, outer.cue) and holds(outer.content, inner.cue)):
                continue
            frame = hull([*outer.source, outer.cue])
            parts = subtract_all(inner.content, frame)
            spoken = [s for s in parts if s.end <= frame.start or has_verb(parse, s)]
            inner.content = spoken or parts


def _relay(drafts: Sequence[Draft]) -> None:
    """What is passed on is what the relaying cue holds."""
    by_token = {d.token: d for d in drafts}
    for draft in drafts:
        outer = by_token.get(draft.relayed_by) if draft.relayed_by is not None else None
        if outer is not None and outer.content:
            draft.content = list(outer.content)
        else:
            draft.relayed_by = None


def _tidy(parse: Parse, article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """One draft a cue, in order of the text, contents trimmed."""
    kept: dict[tuple[int, int], Draft] = {}
    for draft in drafts:
        if article.dateline is not None and any(overlaps(s, article.dateline.span) for s in draft.source):
            draft.source = without_dateline(parse, draft.source, article.dateline.span.end)
        own = subtract_all(draft.source, draft.cue)
        draft.source = [s for span in own if (s := trim(article.text, span, SOURCE_TRIM))]
        spans = [trim(article.text, s) for s in draft.content]
        draft.content = [s for s in spans if s]
        old = kept.get(draft.cue)
        if draft.content and (
            old is None or (bool(draft.source), draft.confidence) > (bool(old.source), old.confidence)
        ):
            kept[draft.cue] = draft
    return sorted(kept.values(), key=lambda d: (d.cue, d.token))


def _parents(drafts: Sequence[Draft]) -> list[str]:
    """For each draft the id of the one with the smallest content that holds its cue."""
    order = sorted((s.start, s.end, n) for n, d in enumerate(drafts) for s in d.content)
    starts = [start for start, _, _ in order]
    parents = []
    numbers = {d.token: n for n, d in enumerate(drafts)}
    for number, draft in enumerate(drafts):
        if draft.relayed_by is not None and draft.relayed_by in numbers:
            parents.append(f"a-{numbers[draft.relayed_by] + 1}")
            continue
        anchor = draft.cue if draft.cue.end > draft.cue.start else draft.content[0]
        at = bisect_right(starts, anchor.start)
        best: tuple[int, int] | None = None
        for start, end, other in order[max(0, at - WINDOW) : at]:
            if other == number or not start <= anchor.start <= anchor.end <= end:
                continue
            if holds(draft.content, drafts[other].cue) and drafts[other].token > draft.token:
                continue
            if best is None or end - start < best[0]:
                best = (end - start, other)
        parents.append(f"a-{best[1] + 1}" if best else OUTLET)
    return parents


def _attribution(
    parse: Parse,
    article: Article,
    draft: Draft,
    number: int,
    parent: str,
    quotes: Sequence[Quote],
    all_: Sequence[Draft],
) -> Attribution:
    own = cut_channel(parse, draft)
    return Attribution(
        id=f"a-{number}",
        source=tuple(draft.source),
        cue=(draft.cue,) if draft.cue.end > draft.cue.start else (),
        content=tuple(draft.content),
        quotation=quotation_of(article, draft, quotes),
        cue_class=draft.cue_class,
        negated=draft.negated,
        channel=find_channel(parse, draft, all_) or own,
        parent=parent,
        confidence=draft.confidence,
        unknown={} if draft.source else {"source": draft.reason or "no source named"},
    )
