"""Accounts while they are gathered, and which of them are one: in one article, or over many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from saidwho.merging.offices import NO_SIDE, WHOLE, Side
from saidwho.merging.parties import head_words, office_words, same_speaker
from saidwho.merging.voices import is_outlets
from saidwho.records import Actor, Article, Attribution, Span, Stance


@dataclass(slots=True)
class Draft:
    """An account while it is gathered, in one article or over many."""

    speaker: Actor | None
    stance: Stance
    attributions: list[Attribution] = field(default_factory=list)
    said: list[Span] = field(default_factory=list)
    number: int = 0
    of_nobody: bool = False
    """It only says that nobody came to harm: no support of the deed."""
    side: Side = NO_SIDE
    """The state and institution for which the speaker speaks."""
    office: frozenset[str] = frozenset()
    """The words that the report has for the speaker."""
    witness: bool = False
    """The outlet's own people saw it."""
    wire: str | None = None
    """The medium whose own words these are, or whose reporters speak."""
    medium: bool = False
    """The speaker is a medium."""
    rests_on: frozenset[int] = frozenset()
    """Numbers of the drafts in whose words all of it is said in other articles."""


SUPPORT = frozenset({"claims", "asserts", "confirms", "accuses"})
"""Stances that say that it happened."""


def one_speaker(a: Draft, b: Draft) -> bool:
    """One account's speaker: by name, or a named person and the office by which the reports call him."""
    if same_speaker(a.speaker, b.speaker):
        return True
    return _in_office(a, b) or _in_office(b, a)


def _in_office(unnamed: Draft, named: Draft) -> bool:
    """“The health minister” beside “Health Minister N”."""
    one, other = unnamed.speaker, named.speaker
    if one is None or other is None or one.name or not other.name or one.kind != "person" or other.kind != "person":
        return False
    words = office_words(one)
    return len(words) > 1 and words <= named.office


_GENERIC = frozenset({"official", "officer", "officials", "officers", "source", "sources", "spokesman", "spokeswoman",
                      "spokesperson", "minister", "commander", "witness", "resident"})  # fmt: skip
_CROWDS = frozenset({"civilians", "witnesses", "medics", "hospital"})
"""Kinds of speakers whom a title calls by another word than the report (“villagers”, “people from the village”)."""
_FEW = frozenset({"ngo", "hospital", "international organisation"})
"""Kinds of bodies of which a report seldom has two."""
_TITLED = frozenset({"threatens", "denies", "condemns"})
"""Stances besides that a title gives in other words for the speaker."""
_HOLDERS = frozenset({"person", "officials", "spokesperson", "police", None})


def pointed_back(drafts: list[Draft], belongs: dict[str, Draft]) -> list[Draft]:
    """“The official added” is the one heard last before, “the sources” those whose words hold these."""
    into: dict[int, Draft] = {}
    for draft in drafts:
        speaker = draft.speaker
        words = speaker.as_written.casefold().split() if speaker and not speaker.name else []
        if len(words) != 2 or words[0] != "the" or words[1] not in _GENERIC or not draft.attributions:
            continue
        before = [d for d in drafts if d is not draft and d.stance == draft.stance and _starts(d) < _starts(draft)]
        before = [d for d in before if d.speaker and d.speaker.kind in _HOLDERS and id(d) not in into]
        able = [d for d in before if d.speaker and words[1] in d.speaker.as_written.casefold().split()]
        if not able and not words[1].endswith("s"):
            able = [d for d in before if d.speaker and d.speaker.kind == "person"]
        if able:
            last = max(able, key=_starts)
            into[id(draft)] = last
            last.attributions += [a for a in draft.attributions if a not in last.attributions]
            last.said += draft.said
    for key, draft in belongs.items():
        belongs[key] = into.get(id(draft), draft)
    return [d for d in drafts if id(d) not in into]


def introduced(drafts: list[Draft], belongs: dict[str, Draft]) -> list[Draft]:
    """“A rights group” of the lead is the only such group that the report goes on to name."""
    into: dict[int, Draft] = {}
    for draft in drafts:
        speaker = draft.speaker
        words = speaker.as_written.casefold().split() if speaker and not speaker.name else []
        if speaker is None or speaker.kind not in _FEW or not words or words[0] not in ("a", "an"):
            continue
        named = [d for d in drafts if d.speaker and d.speaker.name and d.speaker.kind == speaker.kind]
        alike = [d for d in named if d.stance == draft.stance]
        if alike and len({d.speaker.name for d in named if d.speaker}) == 1:
            into[id(draft)] = alike[0]
            alike[0].attributions += [a for a in draft.attributions if a not in alike[0].attributions]
            alike[0].said += draft.said
    for key, draft in belongs.items():
        belongs[key] = into.get(id(draft), draft)
    return [d for d in drafts if id(d) not in into]


def _starts(draft: Draft) -> int:
    return min((s.start for a in draft.attributions for s in (*a.cue, *a.content)), default=-1)


def titled(article: Article, drafts: list[Draft], belongs: dict[str, Draft]) -> list[Draft]:
    """Without the accounts that only the title gives, where one speaker of the report is whom it means."""
    title = article.title
    into: dict[int, Draft] = {}
    for draft in drafts:
        spans = [c for a in draft.attributions for c in a.cue]
        stances = SUPPORT if draft.stance in (*SUPPORT, "mentions") else frozenset({draft.stance}) & _TITLED
        if title is None or not spans or not stances or any(c.start >= title.end for c in spans):
            continue
        meant = [d for d in drafts if d is not draft and d.attributions and d.stance in stances and _meant(draft, d)]
        same = [d for d in meant if d.side.body == draft.side.body and d.side.state]
        meant = meant if len(same) != 1 else same
        if len(meant) == 1 and id(meant[0]) not in into:
            into[id(draft)] = meant[0]
            meant[0].attributions += [a for a in draft.attributions if a not in meant[0].attributions]
            meant[0].said += draft.said
            if draft.stance == "accuses" and meant[0].stance == "asserts":
                meant[0].stance = "accuses"
    for key, draft in belongs.items():
        belongs[key] = into.get(id(draft), draft)
    return [d for d in drafts if id(d) not in into]


def headed(drafts: list[Draft], belongs: dict[str, Draft]) -> list[Draft]:
    """“The director of the hospital” is “Director N” where the report has one such name with that stance."""
    into: dict[int, Draft] = {}
    for draft in drafts:
        speaker = draft.speaker
        if speaker is None or speaker.name or speaker.kind != "person" or not head_words(speaker):
            continue
        named = [d for d in drafts if d.speaker and d.speaker.name and d.speaker.kind == "person"]
        able = [d for d in named if d.stance == draft.stance and head_words(speaker) <= d.office]
        if len(able) == 1:
            into[id(draft)] = able[0]
            able[0].attributions[:0] = [a for a in draft.attributions if a not in able[0].attributions]
            able[0].said[:0] = draft.said
    for key, draft in belongs.items():
        belongs[key] = into.get(id(draft), draft)
    return [d for d in drafts if id(d) not in into]


def _meant(title: Draft, draft: Draft) -> bool:
    """Whether a title's speaker stands for one of the report: the state for its office, the office for who holds it."""
    one, other = title.speaker, draft.speaker
    if one is None or other is None or (title.stance == "claims") != (draft.stance == "claims"):
        return False
    if title.side.state is not None and title.side.state == draft.side.state:
        return title.side.body in (WHOLE, draft.side.body)
    if one.name is None and one.kind in _CROWDS and other.name is None and one.kind == other.kind:
        return True
    if one.name is None and not title.side.state:
        words = head_words(one)
        beside = draft.office if one.kind in _FEW else frozenset()
        if words and words <= frozenset(other.as_written.casefold().split()) | beside:
            return True
    return _in_office(title, draft)


STRONGER: Mapping[Stance, tuple[Stance, ...]] = {
    "asserts": ("claims", "accuses", "confirms"),
    "confirms": ("claims",),
    "mentions": ("claims", "accuses", "confirms", "asserts", "denies", "cannot_verify", "threatens", "condemns"),
}
"""What a speaker who takes the stronger stance says besides is part of the same account."""


def rejoined(drafts: Sequence[Draft], belongs: dict[str, Draft]) -> list[Draft]:
    """One account for a speaker whose stances have become one."""
    kept: list[Draft] = []
    into: dict[int, Draft] = {}
    for draft in drafts:
        same = (d for d in kept if d.stance == draft.stance and any(a in d.attributions for a in draft.attributions))
        home = next(same, None)
        if home is None:
            kept.append(draft)
            continue
        into[id(draft)] = home
        home.attributions += [a for a in draft.attributions if a not in home.attributions]
        home.said += [s for s in draft.said if s not in home.said]
        home.of_nobody = home.of_nobody and draft.of_nobody
    for key, draft in belongs.items():
        belongs[key] = into.get(id(draft), draft)
    return kept


def folded(drafts: Sequence[Draft], belongs: dict[str, Draft]) -> list[Draft]:
    """One account for a speaker who both claims a deed and tells of it."""
    into: dict[int, Draft] = {}
    for draft in drafts:
        stronger = STRONGER.get(draft.stance, ()) if draft.speaker and not draft.of_nobody else ()
        for stance in stronger:
            found = next((d for d in drafts if d.stance == stance and one_speaker(d, draft)), None)
            if found is not None:
                into[id(draft)] = found
                found.attributions += [a for a in draft.attributions if a not in found.attributions]
                found.said += draft.said
                break
    for key, draft in belongs.items():
        while id(draft) in into:
            draft = into[id(draft)]
        belongs[key] = draft
    return [d for d in drafts if id(d) not in into]


def without_mentions(drafts: list[Draft], belongs: dict[str, Draft]) -> list[Draft]:
    """That the outlet or somebody unnamed speaks of it as known is an account only where there is no other."""
    dropped = [d for d in drafts if d.stance == "mentions" and d.speaker is None]
    if len(dropped) == len(drafts):
        return drafts
    kept = [d for d in drafts if not any(d is x for x in dropped)]
    for key in [k for k, d in belongs.items() if any(d is x for x in dropped)]:
        told = next((d for d in kept if _tells(d, key)), None)
        if told is None:
            del belongs[key]
        else:
            belongs[key] = told
    return kept


def _tells(draft: Draft, identifier: str) -> bool:
    """Whether a draft is also that of an attribution, or of the outlet's own voice."""
    return any(a.id == identifier for a in draft.attributions) or (not draft.attributions and is_outlets(identifier))
