"""One article coded in full, checked point by point against what a careful coder records.

The expected coding is a YAML file of five parts: article, attributions, events, not_yet_happened, must_not_appear.
Nothing about a known article stands here: every point is read from the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from saidwho.records import Actor, Annotation, Attribution, Event, Span

_WORDS = re.compile(r"[\w%]+")
_IDLE = frozenset("the a an of in on at by for to its their his her and key".split())
HAPPENED = ("occurred", "ongoing", "attempted")
ENOUGH = 0.5
"""Share of an expected value's words that must stand in ours, or the other way round."""


class Point(NamedTuple):
    """One thing asked of the coding."""

    what: str
    kept: bool


def check(expected: dict[str, Any], annotation: Annotation) -> list[Point]:
    """Every point that the file asks, in its order."""
    points = [*_article(expected.get("article") or {}, annotation)]
    for wanted in expected.get("attributions") or []:
        points += _attribution(wanted, annotation)
    for wanted in expected.get("events") or []:
        points += _event(wanted, annotation)
    for wanted in expected.get("not_yet_happened") or []:
        points += _not_yet(wanted, annotation)
    return [*points, *_never(expected, annotation)]


def words(text: object) -> set[str]:
    """The words of a text that tell something, lower case."""
    return {w for w in _WORDS.findall(str(text).lower().replace("’s", "").replace("'s", "")) if w not in _IDLE}


def alike(wanted: object, found: object) -> bool:
    """Whether two wordings share enough of their words."""
    a, b = words(wanted), words(found)
    return bool(a and b) and len(a & b) >= ENOUGH * min(len(a), len(b))


def _same(wanted: object, found: object) -> bool:
    return words(wanted) == words(found)


def _article(wanted: dict[str, Any], annotation: Annotation) -> Iterator[Point]:
    article = annotation.article
    bodies = [article.quote(p.span) for p in article.paragraphs if p.kind in ("title", "body")]
    if "outlet" in wanted:
        yield Point(f"outlet {wanted['outlet']}", _same(wanted["outlet"], article.outlet))
    if "dateline" in wanted:
        place = article.dateline.place if article.dateline else None
        yield Point(f"dateline {wanted['dateline']}", _same(wanted["dateline"], place))
    if "title" in wanted:
        title = article.quote(article.title) if article.title else ""
        yield Point("title", _same(wanted["title"], title))
        yield Point("a second copy of the title is not body", sum(_same(wanted["title"], b) for b in bodies) == 1)
    for words_ in wanted.get("not_body") or []:
        if words_ in article.text:
            yield Point(f"'{words_}' is not body", not any(words_ in b for b in bodies))


def _attribution(wanted: dict[str, Any], annotation: Annotation) -> Iterator[Point]:
    name = f"{wanted.get('source') or 'no source'} {wanted['cue']}"
    found = next((a for a in annotation.attributions if _says(wanted, a, annotation)), None)
    yield Point(f"attribution: {name}", found is not None)
    source = _text(found.source, annotation) if found else ""
    yield Point(f"{name}: source", found is not None and _source_is(wanted.get("source"), source))
    yield Point(f"{name}: {wanted['kind']}", found is not None and found.quotation == wanted["kind"])
    if "channel" in wanted:
        channel = found.channel.as_written if found and found.channel else ""
        yield Point(f"{name}: channel", alike(wanted["channel"], channel))
    if "is" in wanted:
        speaker = found.speaker.name if found and found.speaker else None
        yield Point(f"{name}: is {wanted['is']}", _same(wanted["is"], speaker))


def _says(wanted: dict[str, Any], attribution: Attribution, annotation: Annotation) -> bool:
    cue, content = _text(attribution.cue, annotation), _text(attribution.content, annotation)
    if not words(wanted["cue"]) <= words(cue):
        return False
    starts = wanted.get("content_starts") or str(wanted.get("content", "")).split("...")[0]
    said, start = _WORDS.findall(content.lower()), _WORDS.findall(str(starts).lower())
    return said[: len(start)] == start


def _source_is(wanted: str | None, found: str) -> bool:
    """A title or an apposition may follow the name: both are right as a source."""
    return not found if wanted is None else _same(wanted, found) or found.lower().startswith(wanted.lower() + ", ")


def _event(wanted: dict[str, Any], annotation: Annotation) -> Iterator[Point]:
    name = f"event {wanted['id']}"
    found = _best(wanted, annotation)
    yield Point(f"{name}: found", found is not None)
    if "plover" in wanted:
        yield Point(f"{name}: type {wanted['plover']}", found is not None and found.type == wanted["plover"])
    if isinstance(wanted.get("acled"), dict):
        pair = (wanted["acled"].get("event_type"), wanted["acled"].get("sub_event_type"))
        yield Point(f"{name}: ACLED {pair[1]}", found is not None and found.acled == pair)
    if "actor" in wanted:
        yield _party(f"{name}: actor", wanted["actor"], found.actors if found else ())
    if "target" in wanted:
        yield _party(f"{name}: target", wanted["target"], found.targets if found else ())
    if "weapon" in wanted:
        yield Point(f"{name}: weapon", found is not None and alike(wanted["weapon"], found.weapon))
    if "when" in wanted:
        yield from _when(name, wanted["when"], found)
    if "where" in wanted:
        yield Point(f"{name}: place", found is not None and _where(wanted["where"], found))
    if "status" in wanted:
        yield Point(f"{name}: {wanted['status']}", found is not None and _status(wanted["status"], found, annotation))
    if isinstance(wanted.get("mentions"), list):
        many = len(found.mentions) if found else 0
        yield Point(f"{name}: {len(wanted['mentions'])} mentions", many >= len(wanted["mentions"]))
    if isinstance(wanted.get("toll"), dict):
        for kind in ("killed", "injured"):
            if kind in wanted["toll"]:
                yield Point(f"{name}: {kind}", found is not None and _toll(kind, wanted["toll"][kind], found))


def _party(name: str, wanted: str, found: Iterable[Actor]) -> Point:
    if wanted == "not stated":
        return Point(f"{name} not stated", not any(a.name for a in found))
    return Point(f"{name} {wanted}", any(alike(wanted, v) for a in found for v in (a.name, a.as_written) if v))


def _when(name: str, wanted: Any, found: Event | None) -> Iterator[Point]:
    time = found.time if found else None
    texts = wanted.get("text", []) if isinstance(wanted, dict) else [wanted]
    texts = texts if isinstance(texts, list) else [texts]
    yield Point(f"{name}: time", time is not None and any(alike(t, time.as_written) for t in texts))
    if isinstance(wanted, dict) and "value" in wanted:
        yield Point(f"{name}: {wanted['value']}", time is not None and str(time.start) == str(wanted["value"]))
    if isinstance(wanted, dict) and "part_of_day" in wanted:
        yield Point(f"{name}: part of day", time is not None and time.part_of_day == wanted["part_of_day"])


def _where(wanted: Any, found: Event) -> bool:
    if isinstance(wanted, dict):
        wanted = wanted.get("country") or wanted.get("text")
    given = [v for m in found.mentions for r in m.roles if r.name == "place" for v in [r.span]]
    names = [wanted] if isinstance(wanted, str) else list(wanted)
    own = [found.place.name, found.place.as_written, found.place.country] if found.place else []
    return any(alike(n, v) for n in names for v in own if v) or (not own and bool(given))


def _status(wanted: str, found: Event, annotation: Annotation) -> bool:
    by_id = {a.id: a for a in annotation.attributions}
    told = [by_id.get(m.attribution) for m in found.mentions]
    if wanted.startswith("claimed"):
        return found.status == "claimed"
    if wanted.startswith("asserted by the outlet"):
        return found.status == "single source" and any(a is None for a in told)
    if wanted.startswith("reported with no source"):
        return any(a is not None and not a.source for a in told)
    return found.status == wanted


def _toll(kind: str, wanted: dict[str, Any], found: Event) -> bool:
    low = wanted.get("at_least", wanted.get("exactly"))
    return any(t.kind == kind and t.low is not None and abs(t.low - int(low)) <= 1 for t in found.tolls)


def _not_yet(wanted: dict[str, Any], annotation: Annotation) -> Iterator[Point]:
    near = [e for e in annotation.events if alike(wanted["what"], _told(e, annotation))]
    open_ = [e for e in near if e.stage not in HAPPENED]
    yield Point(f"not yet: {wanted['what']}", bool(open_))
    yield Point(f"not yet: by {wanted['by']}", any(_by(wanted["by"], e, annotation) for e in open_))


def _by(wanted: str, event: Event, annotation: Annotation) -> bool:
    speakers = {a.id: a.speaker for a in annotation.attributions}
    said = [s for m in event.mentions if (s := speakers.get(m.attribution)) is not None]
    return any(alike(wanted, s.name or s.as_written) for s in [*said, *event.actors])


def _never(expected: dict[str, Any], annotation: Annotation) -> Iterator[Point]:
    for wanted in expected.get("events") or []:
        found = _best(wanted, annotation)
        if wanted.get("confirmed_by") == []:
            none = found is None or not any(a.stance == "confirms" for a in found.accounts)
            yield Point(f"never: {wanted['id']} confirmed", none)
        if wanted.get("toll") == "none stated":
            yield Point(f"never: a toll of {wanted['id']}", found is None or not found.tolls)
    sources = [s for a in expected.get("attributions") or [] for s in (a.get("source"), a.get("is")) if s]
    for attribution in annotation.attributions:
        source = _text(attribution.source, annotation)
        if source:
            yield Point(f"never: '{source}' as a source", any(_source_is(s, source) for s in sources))
    labels = [x for line in expected.get("must_not_appear") or [] for x in re.findall(r'"([^"]+)"', str(line))]
    names = " ".join(sorted(_names(annotation))).lower()
    for label in labels:
        yield Point(f"never: the label '{label}' in a name", label.lower() not in names)


def _names(annotation: Annotation) -> set[str]:
    actors = [a for e in annotation.events for a in (*e.actors, *e.targets)]
    places = [e.place.name for e in annotation.events if e.place and e.place.name]
    return {a.name for a in actors if a.name} | set(places)


def _best(wanted: dict[str, Any], annotation: Annotation) -> Event | None:
    """The event that shares most of what is asked: its target (or its own words), its place, its actor."""
    ranked = sorted(
        ((_fit(wanted, e, annotation), -n, e) for n, e in enumerate(annotation.events)),
        key=lambda r: r[:2],
        reverse=True,
    )
    return ranked[0][2] if ranked and ranked[0][0] >= 2 else None


def _fit(wanted: dict[str, Any], event: Event, annotation: Annotation) -> float:
    told = _told(event, annotation)
    triggers = " ".join(annotation.article.quote(m.trigger) for m in event.mentions)
    what = words(wanted.get("what", "")) & words(triggers)
    target = wanted.get("target")
    score = 1.0 * bool(what)
    if target is not None:
        hit = " ".join(a.as_written + " " + (a.name or "") for a in event.targets)
        score += 2 * alike(target, hit) + 1 * (not hit and alike(target, told))
    else:
        score += 1.0 * (bool(what) and len(event.mentions) > 0)
    if isinstance(wanted.get("actor"), str) and wanted["actor"] != "not stated":
        score += 0.5 * any(alike(wanted["actor"], a.name or a.as_written) for a in event.actors)
    return score


def _told(event: Event, annotation: Annotation) -> str:
    return " ".join(annotation.article.quote(m.sentence) for m in event.mentions)


def _text(spans: Iterable[Span], annotation: Annotation) -> str:
    return " ".join(annotation.article.quote(s) for s in spans)
