"""Event coding on sentences of our own: type, mode, stage, polarity, actors, targets, tolls, ACLED, contexts.

The sentences and their codes lie in `gate/gold/events/`; GUIDELINES.md there tells how. Nothing of saidwho depends on
them.

    python -m gate.tasks.events [dev|held]       the figures; with `dev`, every error in words
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gate.floors import Result
from saidwho.coding import CodingOptions
from saidwho.coding.plover import plover
from saidwho.config import Settings
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Actor, Annotation, Event

GOLD = Path(__file__).resolve().parent.parent / "gold" / "events" / "sentences.txt"
SMALL = frozenset("the a an of its his her their some about more than at least nearly s".split())
NEAR = 0.5
"""Token F1 from which two noun phrases are one, as for PLOVER's gold records."""
_WORD = re.compile(r"\w+")
_CODE = re.compile(r"(?P<type>[A-Z]+)/(?P<mode>[a-z-]+)(?: (?P<stage>[a-z]+))? @(?P<trigger>.+)")


@dataclass(frozen=True)
class Coded:
    """One event as a person coded it; `acled` is None where ACLED records nothing, "?" where one cannot say."""

    type: str
    mode: str | None
    stage: str
    polarity: str
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    tolls: frozenset[tuple[str, int]]
    acled: str | None


@dataclass(frozen=True)
class Sentence:
    """A sentence with its events and PLOVER contexts; `held` is never used to mend anything."""

    number: int
    text: str
    events: tuple[Coded, ...]
    contexts: frozenset[str]

    @property
    def held(self) -> bool:
        return self.number % 2 == 0


@dataclass
class Tally:
    """Counts that make the figures, and every error in words."""

    counts: Counter[str] = field(default_factory=Counter)
    types: Counter[tuple[str, str]] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)


def sentences(path: Path = GOLD) -> list[Sentence]:
    """The coded sentences in order. Raises ValueError with the line where one is not in form."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        parts = line.split(" # ")
        if len(parts) != 3:
            raise ValueError(f"line {number}: expected “sentence # codes # contexts”")
        codes = () if parts[1] == "-" else tuple(_coded(code, number) for code in parts[1].split(" ;; "))
        found.append(Sentence(number, parts[0], codes, frozenset(parts[2].split()) - {"-"}))
    return found


def _coded(code: str, number: int) -> Coded:
    cells = [cell.strip() for cell in code.split(" | ")]
    head = _CODE.fullmatch(cells[0])
    if head is None or len(cells) != 5:
        raise ValueError(f"line {number}: “{code}” is no code")
    stage = head["stage"] or "occurred"
    negative = stage == "negative"
    tolls = [part.strip().split() for part in _several(cells[3])]
    acled = None if cells[4] == "-" else cells[4]
    return Coded(
        head["type"],
        None if head["mode"] == "-" else head["mode"],
        "occurred" if negative else stage,
        "negative" if negative else "positive",
        _several(cells[1]),
        _several(cells[2]),
        frozenset((kind, int(number_)) for kind, number_ in tolls),
        acled,
    )


def _several(cell: str) -> tuple[str, ...]:
    return () if cell == "-" else tuple(part.strip() for part in cell.split(";"))


def score(gold: Iterable[Sentence], coder: Annotator) -> Tally:
    """Annotates each sentence on its own and counts."""
    tally = Tally()
    for sentence in gold:
        annotation = coder.annotate(read_text(sentence.text))
        found = [e for e in annotation.events if e.background is None and not all(m.presupposed for m in e.mentions)]
        _compare(sentence, found, annotation, tally)
    return tally


def _compare(sentence: Sentence, found: Sequence[Event], annotation: Annotation, tally: Tally) -> None:
    counts, left = tally.counts, list(found)
    told = {c for e in found for m in e.mentions for c in m.contexts}
    if sentence.events and found:
        counts["context gold"] += len(sentence.contexts)
        counts["context right"] += len(sentence.contexts & told)
    if not sentence.events:
        counts["empty"] += 1
        counts["empty clean"] += not found
    for coded in sentence.events:
        fit = [e for e in left if coded.type in (e.type, plover(e)[0])]
        mine = max(fit, key=lambda e: _likeness(coded, e), default=None)
        counts["gold"] += 1
        tally.types[coded.type, "gold"] += 1
        if mine is None:
            _acled(coded, None, counts)
            other = ", ".join(f"{e.type}/{e.mode}" for e in left)
            tally.errors.append(f"{sentence.number} no {coded.type}/{coded.mode} ({other}): {sentence.text}")
            counts["actor gold"] += len(coded.actors)
            counts["target gold"] += len(coded.targets)
            counts["toll gold"] += len(coded.tolls)
            continue
        left.remove(mine)
        tally.types[coded.type, "right"] += 1
        tally.errors += [f"{sentence.number} {wrong}: {sentence.text}" for wrong in _details(coded, mine, counts)]
    for event in left:
        tally.types[event.type, "more"] += 1
        quote = annotation.article.quote(event.mentions[0].trigger) if event.mentions else ""
        tally.errors.append(f"{sentence.number} more: {event.type}/{event.mode} “{quote}”: {sentence.text}")


def _likeness(coded: Coded, event: Event) -> tuple[bool, int, bool]:
    parties = _hits(coded.actors, event.actors) + _hits(coded.targets, event.targets)
    return coded.mode in (event.mode, plover(event)[1]), parties, event.stage == coded.stage


def _details(coded: Coded, event: Event, counts: Counter[str]) -> Iterator[str]:
    """Counts what is right about an event of the right type, and tells what is not."""
    counts["matched"] += 1
    stage: str = "occurred" if event.stage == "ongoing" else event.stage
    type_, mode = plover(event)
    if coded.type == type_ != event.type or coded.type == "THREATEN":
        stage = coded.stage  # the type says it
    for name, right, said in (
        ("mode", coded.mode, mode if coded.type == type_ else event.mode),
        ("stage", coded.stage, stage),
        ("polarity", coded.polarity, "negative" if event.occurrence == "denied" else event.polarity),
    ):
        counts[name] += right == said
        if right != said:
            yield f"{name} {said} for {right}"
    unreal, told = coded.stage != "occurred", stage != "occurred"
    counts["unreal gold"] += unreal
    counts["unreal said"] += told
    counts["unreal right"] += unreal and stage == coded.stage
    for name, wanted, given in (("actor", coded.actors, event.actors), ("target", coded.targets, event.targets)):
        hits = _hits(wanted, given)
        counts[f"{name} gold"] += len(wanted)
        counts[f"{name} said"] += len(given)
        counts[f"{name} right"] += hits
        if hits < max(len(wanted), len(given)):
            yield f"{name} {'; '.join(a.as_written for a in given) or '-'} for {'; '.join(wanted) or '-'}"
    tolls = {(t.kind, t.low if t.low is not None else t.high or 0) for t in event.tolls if t.part_of is None}
    counts["toll gold"] += len(coded.tolls)
    counts["toll said"] += len(tolls)
    counts["toll right"] += len(tolls & coded.tolls)
    if tolls != coded.tolls:
        yield f"tolls {sorted(tolls)} for {sorted(coded.tolls)}"
    if not _acled(coded, event, counts):
        yield f"ACLED {event.acled and event.acled[1]} for {coded.acled}"


def _acled(coded: Coded, event: Event | None, counts: Counter[str]) -> bool:
    """Whether the sub-event is right; where the sentence does not say which, it is."""
    if coded.acled == "?":
        return True
    said = event.acled[1] if event is not None and event.acled else None
    counts["acled gold"] += 1
    counts["acled right"] += said == coded.acled
    if coded.acled is not None:
        counts["acled some"] += 1
        counts["acled some right"] += said == coded.acled
    return said == coded.acled


def _hits(wanted: Sequence[str], given: Sequence[Actor]) -> int:
    """How many of the wanted are given, each once."""
    left = list(given)
    hits = 0
    for phrase in wanted:
        best = max(left, key=lambda a: _alike(phrase, a), default=None)
        if best is not None and _alike(phrase, best) >= NEAR:
            left.remove(best)
            hits += 1
    return hits


def _alike(phrase: str, actor: Actor) -> float:
    return max(_token_f1(phrase, actor.as_written), _token_f1(phrase, actor.name or ""))


def _token_f1(a: str, b: str) -> float:
    one, other = (Counter(w for w in _WORD.findall(text.lower()) if w not in SMALL) for text in (a, b))
    shared = sum((one & other).values())
    return 2 * shared / (sum(one.values()) + sum(other.values())) if shared else 0.0


def figures(tally: Tally) -> dict[str, float]:
    """Percent, by name."""
    c, types = tally.counts, sorted({name for name, _ in tally.types})
    by_type = {t: _f1(tally.types[t, "right"], tally.types[t, "more"], tally.types[t, "gold"]) for t in types}
    coded = [t for t in types if tally.types[t, "gold"]]
    right, more = (sum(tally.types[t, kind] for t in types) for kind in ("right", "more"))
    found = {
        "type F1": _f1(right, more, c["gold"]),
        "type macro F1": sum(by_type[t] for t in coded) / len(coded),
        "no event in empty": _share(c["empty clean"], c["empty"]),
        "mode right": _share(c["mode"], c["matched"]),
        "stage right": _share(c["stage"], c["matched"]),
        "stage F1 of not occurred": _f1(c["unreal right"], c["unreal said"] - c["unreal right"], c["unreal gold"]),
        "polarity right": _share(c["polarity"], c["matched"]),
    }
    for name in ("actor", "target", "toll"):
        hit = c[f"{name} right"]
        found[f"{name} F1"] = _f1(hit, c[f"{name} said"] - hit, c[f"{name} gold"])
    found["context found"] = _share(c["context right"], c["context gold"])
    found["ACLED sub-event right"] = _share(c["acled right"], c["acled gold"])
    found["ACLED where there is one"] = _share(c["acled some right"], c["acled some"])
    return {name: round(value, 2) for name, value in found.items()}


def annotator() -> Annotator:
    """One that gives what somebody merely said an event too: half of PLOVER's types are words."""
    return Annotator(Settings(coding=CodingOptions(speech_acts=True)))


def _f1(right: int, more: int, gold: int) -> float:
    """Of `right` answers and `more` wrong ones to `gold` questions."""
    return 200 * right / (right + more + gold) if right else 0.0


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def result() -> tuple[Result, str]:
    """The figures of both parts for the gate."""
    gold, coder = sentences(), annotator()
    found = {}
    for name, part in (("", [s for s in gold if not s.held]), ("held ", [s for s in gold if s.held])):
        found.update({name + figure: value for figure, value in figures(score(part, coder)).items()})
    count = sum(len(s.events) for s in gold)
    digest = hashlib.sha256(GOLD.read_bytes()).hexdigest()
    return Result("events", digest, len(gold), found), f"{len(gold)} sentences of our own, {count} events"


def main(words: Sequence[str]) -> int:
    """Prints the figures, and for the part that may be used to mend rules every error."""
    held = list(words) == ["held"]
    tally = score([s for s in sentences() if s.held == held], annotator())
    if not held:
        print("\n".join(tally.errors))
    for kind in sorted({t for t, _ in tally.types}):
        counts = [tally.types[kind, k] for k in ("gold", "right", "more")]
        print(f"{kind:10} gold {counts[0]:3} found {counts[1]:3} more {counts[2]:3}")
    for name, value in figures(tally).items():
        print(f"{name:28}{value:7.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
