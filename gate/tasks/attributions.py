"""Attribution on our own reports: who says what, nested, through which channel, and under which name.

The reports and their marks lie in `gate/gold/attributions/`; GUIDELINES.md there tells how.
Nothing of saidwho depends on them.

    python -m gate.tasks.attributions        the figures, and every error in words
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from gate.floors import Result
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import OUTLET, Attribution, Span

GOLD = Path(__file__).resolve().parent.parent / "gold" / "attributions"
ROLES = ("source", "cue", "content")
Role = Literal["source", "cue", "content", "channel"]
LETTERS: dict[str, Role] = {"s": "source", "c": "cue", "t": "content", "k": "channel"}
MARK = re.compile(r"\[([sctk])(\d+(?:,\d+)*) |\]")
WORD = re.compile(r"\w+(?:['’.,\-]\w+)*|[^\w\s]")
SILENT = set("\"'“”‘’`´«».,;:!?()[]…–—-")
"""Signs that decide nothing, as in PolNeAR's scores."""
TITLES = frozenset(
    "a an the mr mrs ms dr captain colonel general superintendent chief inspector detective father sister bishop "
    "sheikh mayor governor councillor prosecutor rector president minister spokesman spokeswoman".split()
)
"""Words in front of a name that are no part of it."""
KNOWN = frozenset({"speaker", "also", "unknown", "class", "channel", "negated", "quotation", "in"})


@dataclass(frozen=True)
class Marked:
    """One attribution as a person marked it. `names` are the right names of the speaker; empty where he has none."""

    number: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    channel: tuple[Span, ...]
    kinds: frozenset[str]
    names: tuple[str, ...]
    unknown: str | None
    cue_class: str
    negated: bool
    quotation: str
    parent: int | None


@dataclass(frozen=True)
class Report:
    """One report without its marks, and the attributions in it."""

    name: str
    outlet: str
    setting: str
    text: str
    says: tuple[Marked, ...]


def reports(folder: Path = GOLD) -> list[Report]:
    """All reports, by name. Raises `ValueError` where marks and table do not fit each other."""
    return [parse(path.stem, path.read_text("utf-8")) for path in sorted(folder.glob("*.yaml"))]


def parse(name: str, written: str) -> Report:
    """One report from its file."""
    body = yaml.safe_load(written)
    text, spans = unmark(name, body["text"].rstrip("\n"))
    for number, row in body["says"].items():
        roles = spans.get(number, {})
        if not roles.get("cue") or not roles.get("content"):
            raise ValueError(f"{name}: {number} lacks cue or content")
        if set(row) - KNOWN:
            raise ValueError(f"{name}: {number} has unknown fields {sorted(set(row) - KNOWN)}")
        if bool(roles.get("source")) == (row.get("unknown") == "no source"):
            raise ValueError(f"{name}: {number} must have a source, or be unknown for 'no source'")
        if row["speaker"] is None and not row.get("unknown"):
            raise ValueError(f"{name}: {number} has no speaker and no reason")
    if set(spans) != set(body["says"]):
        raise ValueError(f"{name}: marks and table differ on {sorted(set(spans) ^ set(body['says']))}")
    says = tuple(_marked(text, number, row, spans) for number, row in body["says"].items())
    return Report(name, body["outlet"], body["setting"], text, says)


def unmark(name: str, marked: str) -> tuple[str, dict[int, dict[Role, list[Span]]]]:
    """The text without marks, and the stretches of each role of each number."""
    text, last = "", 0
    open_marks: list[tuple[Role, list[int], int]] = []
    spans: dict[int, dict[Role, list[Span]]] = {}
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        last = mark.end()
        if mark[1]:
            open_marks.append((LETTERS[mark[1]], [int(n) for n in mark[2].split(",")], len(text)))
            continue
        if not open_marks:
            raise ValueError(f"{name}: a ']' too many after '{text[-40:]}'")
        role, numbers, start = open_marks.pop()
        for number in numbers:
            spans.setdefault(number, {}).setdefault(role, []).append(Span(start, len(text)))
    text += marked[last:]
    if open_marks or "[" in text:
        raise ValueError(f"{name}: a '[' is not closed")
    for roles in spans.values():
        for stretches in roles.values():
            stretches.sort()
    return text, spans


def _marked(text: str, number: int, row: dict[str, Any], spans: dict[int, dict[Role, list[Span]]]) -> Marked:
    roles = spans[number]
    kinds = row.get("channel", [])
    content = tuple(roles["content"])
    return Marked(
        number=number,
        source=tuple(roles.get("source", ())),
        cue=tuple(roles["cue"]),
        content=content,
        channel=tuple(roles.get("channel", ())),
        kinds=frozenset([kinds] if isinstance(kinds, str) else kinds),
        names=tuple(n for n in (row["speaker"], *row.get("also", ())) if n),
        unknown=row.get("unknown"),
        cue_class=row.get("class", "say"),
        negated=row.get("negated", False),
        quotation=row.get("quotation") or quotation([text[s.start : s.end] for s in content]),
        parent=row.get("in", _parent(number, spans)),
    )


def _parent(number: int, spans: dict[int, dict[Role, list[Span]]]) -> int | None:
    """The innermost other attribution whose content holds the cue, and not the other way round."""
    cue = spans[number]["cue"][0]
    held = [
        (s.end - s.start, other)
        for other, roles in spans.items()
        for s in roles.get("content", ())
        if other != number and s.start <= cue.start and cue.end <= s.end
    ]
    return min(held)[1] if held else None


def quotation(stretches: Sequence[str]) -> str:
    """Direct, mixed or indirect, by the quotation marks of the content."""
    stripped = [s.strip() for s in stretches]
    if all(s[:1] in "“‘" and s.rstrip(".,?!")[-1:] in "”’" for s in stripped):
        return "direct"
    return "mixed" if any("“" in s or "‘" in s for s in stripped) else "indirect"


class Places:
    """Maps stretches to the words that count."""

    def __init__(self, text: str) -> None:
        self.words = [m.span() for m in WORD.finditer(text) if m.group() not in SILENT]

    def of(self, spans: Iterable[Span]) -> frozenset[int]:
        """Positions of the words that the stretches touch."""
        return frozenset(n for n, (a, b) in enumerate(self.words) for s in spans if a < s.end and s.start < b)


Sets = dict[str, frozenset[int]]


def pair(gold: Sequence[Sets], found: Sequence[Sets]) -> dict[int, int]:
    """Gold to found, one to one: greedily by the likeness of all three roles; cue or content must overlap."""
    likeness = [
        (-sum(_dice(g[r], f[r]) for r in ROLES), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if g["cue"] & f["cue"] or g["content"] & f["content"]
    ]
    pairs: dict[int, int] = {}
    for _, i, j in sorted(likeness):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _dice(a: frozenset[int], b: frozenset[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def name_right(names: Sequence[str], source: str, found: str | None) -> bool:
    """Whether a speaker's name is right: one of `names`; without a proper name, None or the source's words."""
    if found is not None and _bare(found) in [_bare(n) for n in names]:
        return True
    return not is_named(names) and (found is None or _bare(found) <= _bare(source))


def is_named(names: Sequence[str]) -> bool:
    """Whether the report gives a proper name: descriptions (“army”, “governor of Sfax”) begin with a small letter."""
    return bool(names) and names[0][:1].isupper()


def _bare(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w-]+", re.sub(r"['’]s?\b", "", name).casefold())) - TITLES


def count(report: Report, found: Sequence[Attribution], notes: list[str]) -> Counter[str]:
    """Everything that is counted in one report; what went wrong is added to `notes`."""
    places = Places(report.text)
    gold = [{r: places.of(getattr(m, r)) for r in ROLES} for m in report.says]
    ours = [{r: places.of(getattr(a, r)) for r in ROLES} for a in found]
    pairs = pair(gold, ours)
    c = Counter({"gold": len(gold), "found": len(ours)})
    for role in ROLES:
        g, f = ({x[role] for x in rows if x[role]} for rows in (gold, ours))
        c += Counter({f"{role} gold": len(g), f"{role} found": len(f), f"{role} both": len(g & f)})
    for i, j in pairs.items():
        c["linked"] += all(gold[i][r] & ours[j][r] or not (gold[i][r] or ours[j][r]) for r in ROLES)
        c["exact"] += gold[i] == ours[j]
    _count_nesting(report, found, pairs, c, notes)
    c["channel found"] += sum(a.channel is not None for a in found)
    for i, marked in enumerate(report.says):
        answer = found[pairs[i]] if i in pairs else None
        _count_one(report, marked, answer, c, notes)
        if not marked.source:
            same = [a for a, s in zip(found, ours, strict=True) if s["cue"] & gold[i]["cue"]]
            loud = any(a.source or a.speaker for a in same)
            c["sourceless"] += 1
            c["sourceless found"] += bool(same)
            c["sourceless false"] += loud
            if loud:
                notes.append(f"{report.name} {marked.number}: a speaker for what nobody is named as saying")
    return c


def _count_nesting(
    report: Report, found: Sequence[Attribution], pairs: dict[int, int], c: Counter[str], notes: list[str]
) -> None:
    """Pairs of parent and child that are right, of those marked and of those found."""
    ids = {a.id: n for n, a in enumerate(found)}
    index = {m.number: n for n, m in enumerate(report.says)}
    c["nested gold"] += sum(m.parent is not None for m in report.says)
    c["nested found"] += sum(a.parent != OUTLET for a in found)
    for i, j in pairs.items():
        marked, parent = report.says[i], ids.get(found[j].parent)
        wanted = None if marked.parent is None else pairs.get(index[marked.parent], -1)
        c["nested both"] += parent is not None and parent == wanted
        if parent != wanted:
            expected = "the outlet" if marked.parent is None else f"{report.name} {marked.parent}"
            notes.append(f"{report.name} {marked.number}: another parent than {expected}")


def _count_one(report: Report, marked: Marked, answer: Attribution | None, c: Counter[str], notes: list[str]) -> None:
    """Speaker, channel, class, negation and quotation of one attribution."""
    where = f"{report.name} {marked.number}"
    c["channel gold"] += bool(marked.kinds)
    named = "named" if is_named(marked.names) else "unnamed"
    c[named] += bool(marked.source)
    if answer is None:
        notes.append(f"{where}: not found")
        return
    kind = answer.channel.kind if answer.channel else None
    c["channel both"] += kind in marked.kinds
    if kind not in (marked.kinds or {None}):
        notes.append(f"{where}: channel {kind}, expected {' or '.join(sorted(marked.kinds)) or None}")
    c["paired"] += 1
    for key, right in (
        ("class", answer.cue_class == marked.cue_class),
        ("negated", answer.negated == marked.negated),
        ("quotation", answer.quotation == marked.quotation),
    ):
        c[f"{key} right"] += right
    if marked.source:
        source = " ".join(report.text[s.start : s.end] for s in marked.source)
        name = answer.speaker.name if answer.speaker else None
        right = name_right(marked.names, source, name)
        c[f"{named} found"] += 1
        c[f"{named} right"] += right
        c["answered"] += 1
        c["wrong name"] += name is not None and not right
        if not right:
            notes.append(f"{where}: speaker {name}, expected {' or '.join(marked.names) or None}")


def figures(c: Counter[str]) -> dict[str, float]:
    """The figures in percent; higher is better for each."""
    f1 = {
        f"{name} F1": _f1(c[f"{key} both"], c[f"{key} gold"], c[f"{key} found"])
        for name, key in (
            ("source exact", "source"),
            ("cue exact", "cue"),
            ("content exact", "content"),
            ("nesting", "nested"),
            ("channel", "channel"),
        )
    }
    return {
        "linked F1": _f1(c["linked"], c["gold"], c["found"]),
        "relation exact F1": _f1(c["exact"], c["gold"], c["found"]),
        **f1,
        "speaker name right where found": _share(c["named right"], c["named found"]),
        "speaker name right of all": _share(c["named right"], c["named"]),
        "nameless speaker kept nameless": _share(c["unnamed right"], c["unnamed found"]),
        "no wrong speaker name": 100.0 - _share(c["wrong name"], c["answered"]),
        "no speaker where no source": 100.0 - _share(c["sourceless false"], c["sourceless"]),
        "source-less found": _share(c["sourceless found"], c["sourceless"]),
        "class right": _share(c["class right"], c["paired"]),
        "negation right": _share(c["negated right"], c["paired"]),
        "quotation right": _share(c["quotation right"], c["paired"]),
    }


def _f1(both: int, gold: int, found: int) -> float:
    return _share(2 * both, gold + found)


def _share(part: int, whole: int) -> float:
    return 100.0 * part / whole if whole else 0.0


def result(annotator: Annotator | None = None) -> tuple[Result, str]:
    """The figures of all reports together, for the gate."""
    annotator = annotator or Annotator()
    total: Counter[str] = Counter()
    notes: list[str] = []
    gold = reports()
    for report in gold:
        total.update(count(report, annotator.annotate(read_text(report.text)).attributions, notes))
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in sorted(GOLD.glob("*.yaml")))).hexdigest()
    note = f"{len(gold)} reports, {total['gold']} attributions, {len(notes)} errors (python -m gate.tasks.attributions)"
    return Result("attributions", digest, len(gold), {k: round(v, 2) for k, v in figures(total).items()}), note


def main() -> None:
    """Prints the figures and every error in words."""
    notes: list[str] = []
    total: Counter[str] = Counter()
    annotator = Annotator()
    for report in reports():
        total.update(count(report, annotator.annotate(read_text(report.text)).attributions, notes))
    print("\n".join([*notes, *(f"{value:6.1f}  {name}" for name, value in figures(total).items()), str(dict(total))]))


if __name__ == "__main__":
    main()
