"""The conflict gold set of places and times (`gate/gold/places/GUIDELINES.md`): reading it and scoring an answer.

python gate/conflict_places.py input            one JSON object a report, for `gate/predict.py conflict_places`
python gate/conflict_places.py score ANSWER     the figures of an answer, and every error in words

The reports marked `held` are never used to mend anything: their figures stand apart, and their errors are not shown.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from gate.floors import Result  # noqa: E402

GOLD = ROOT / "gate" / "gold" / "places"
NEAR = 161.0
"""Kilometres (100 miles) within which a place counts as found (Leidner 2007)."""
SAME = 25.0
"""Kilometres within which an event's place is the same one, where gazetteers cut first-level units differently."""
WIDE = {"country": 1500.0, "region": 400.0, "admin1": 250.0}
"""Kilometres for classes whose middle is a matter of taste; the country must be right."""
Record = dict[str, Any]


def load(folder: Path = GOLD) -> list[Record]:
    """The reports with their coding; every quote has its `span`. Raises `ValueError` where one does not slice back."""
    import yaml

    reports = []
    for path in sorted(folder.glob("*.yaml")):
        report = yaml.safe_load(path.read_text("utf-8")) | {"doc_id": path.stem}
        for entry in (*report["places"], *report["times"], *report["events"]):
            entry["span"] = span_of(report["text"], entry["quote"], entry.get("nth", 1))
        reports.append(report)
    return reports


def span_of(text: str, quote: str, nth: int) -> tuple[int, int]:
    """Where a quote occurs for the nth time. Raises `ValueError`."""
    at = -1
    for _ in range(nth):
        at = text.find(quote, at + 1)
        if at < 0:
            raise ValueError(f"no occurrence {nth} of '{quote}'. Expected the exact words of the text.")
    return at, at + len(quote)


def records(reports: list[Record]) -> list[Record]:
    """What a task may read of them."""
    return [
        {
            "doc_id": r["doc_id"],
            "outlet": r["outlet"],
            "text": r["text"],
            "published": r["published"].isoformat() if r.get("published") else None,
        }
        for r in reports
    ]


def result(annotator: Any = None) -> tuple[Result, str]:
    """The figures for the gate."""
    from gate.tasks.conflict_places import predict
    from saidwho.pipeline import Annotator

    reports = load()
    answers = list(predict(records(reports), annotator or Annotator()))
    figures, _ = both(reports, answers)
    digest = hashlib.sha256(b"".join(p.read_bytes() for p in sorted(GOLD.glob("*.yaml")))).hexdigest()
    return Result("conflict_places", digest, len(reports), figures), f"{len(reports)} reports of our own"


def both(reports: list[Record], answers: list[Record]) -> tuple[dict[str, float], list[str]]:
    """Figures of the reports that rules may be made on and, as “held …”, of the others; the errors of the first."""
    figures, errors = score([r for r in reports if not r.get("held")], answers)
    held, _ = score([r for r in reports if r.get("held")], answers)
    return figures | {f"held {name}": value for name, value in held.items()}, errors


def score(reports: list[Record], answers: list[Record]) -> tuple[dict[str, float], list[str]]:
    """Figures in percent, and every error in words."""
    counts: Counter[str] = Counter()
    errors: list[str] = []
    found = {a["doc_id"]: a for a in answers}
    for report in reports:
        answer = found[report["doc_id"]]
        for part in (_places, _times, _events):
            for line in part(report, answer, counts):
                errors.append(f"{report['doc_id']}: {line}")
    c = counts
    figures = {
        "places exact F1": _f1(c["place hit"], c["place gold"], c["place found"]),
        "places overlap F1": _f1(c["place touched"], c["place gold"], c["place found"]),
        "no place kept": _share(c["trap kept"], c["trap"]),
        "resolved end to end": _share(c["resolved"], c["resolvable"]),
        "resolved among recognised": _share(c["resolved"], c["resolvable hit"]),
        "country among recognised": _share(c["country"], c["country hit"]),
        "times exact F1": _f1(c["time hit"], c["time gold"], c["time found"]),
        "times relaxed F1": _f1(c["time touched"], c["time gold"], c["time found"]),
        "time value, all": _share(c["value"], c["time gold"]),
        "events found": _share(c["event found"], c["event"]),
        "event unit, of found": _share(c["unit"], c["event found"]),
        "event country, of found": _share(c["event country"], c["event found"]),
        "event days, of found": _share(c["days"], c["event found"]),
        "event first day, of found": _share(c["first day"], c["event found"]),
        "event unit, of all": _share(c["unit"], c["event"]),
        "event days, of all": _share(c["days"], c["event"]),
    }
    return figures, errors


def _share(right: int, of: int) -> float:
    return round(100 * right / of, 2) if of else 0.0


def _f1(hit: int, gold: int, found: int) -> float:
    return _share(2 * hit, gold + found)


def _overlaps(one: tuple[int, int] | list[int], start: int, end: int) -> bool:
    return one[0] < end and start < one[1]


def _places(report: Record, answer: Record, counts: Counter[str]) -> Iterator[str]:
    found = {(p["start"], p["end"]): p for p in answer["places"]}
    wanted = [p for p in report["places"] if p["class"] != "not a place"]
    counts["place gold"] += len(wanted)
    counts["place found"] += len(found)
    for gold in report["places"]:
        touched = any(_overlaps(gold["span"], *span) for span in found)
        if gold["class"] == "not a place":
            counts["trap"] += 1
            counts["trap kept"] += not touched
            if touched:
                yield f"NO PLACE ‘{gold['quote']}’ taken for one"
            continue
        counts["place touched"] += touched
        hit = found.get(gold["span"])
        counts["place hit"] += hit is not None
        if hit is None:
            yield f"{'SPAN' if touched else 'MISSED'} ‘{gold['quote']}’ ({gold['class']})"
        yield from _resolved(gold, hit, counts)
    spans = [p["span"] for p in report["places"]]
    for (start, end), _ in sorted(found.items()):
        if not any(_overlaps(span, start, end) for span in spans):
            yield f"EXTRA ‘{report['text'][start:end]}’"


def _resolved(gold: Record, hit: Record | None, counts: Counter[str]) -> Iterator[str]:
    if gold["class"] == "unlisted":
        return
    counts["resolvable"] += 1
    counts["resolvable hit"] += hit is not None
    if hit is None:
        return
    if gold.get("country"):
        counts["country hit"] += 1
        counts["country"] += hit["country"] == gold["country"]
    right = _same_place(gold, hit)
    counts["resolved"] += right
    if not right:
        where = f"{hit['name']}, {hit['admin1']}, {hit['country']} ({hit['precision']})"
        yield f"RESOLVED ‘{gold['quote']}’ to {where}, not {gold['name']}, {gold.get('admin1')}, {gold.get('country')}"


def _same_place(gold: Record, hit: Record) -> bool:
    if gold.get("geonames") and gold["geonames"] == hit["geonames"]:
        return True
    if gold["class"] in WIDE and gold.get("country") and gold["country"] != hit["country"]:
        return False
    if gold["class"] == "country" and hit["precision"] == "country":
        return True
    return distance(gold, hit) <= WIDE.get(gold["class"], NEAR)


def distance(one: Record, other: Record) -> float:
    """Kilometres between two points, infinite where one has none (haversine)."""
    if None in (one.get("lat"), one.get("lon"), other.get("lat"), other.get("lon")):
        return math.inf
    a, b, c, d = (math.radians(v) for v in (one["lat"], one["lon"], other["lat"], other["lon"]))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(h))


def _times(report: Record, answer: Record, counts: Counter[str]) -> Iterator[str]:
    found = answer["times"]
    counts["time gold"] += len(report["times"])
    counts["time found"] += len(found)
    for gold in report["times"]:
        start, end = gold["span"]
        touching = [t for t in found if _overlaps((start, end), t["start"], t["end"])]
        counts["time touched"] += bool(touching)
        exact = any((t["start"], t["end"]) == (start, end) for t in touching)
        counts["time hit"] += exact
        if not exact:
            got = [report["text"][t["start"] : t["end"]] for t in touching]
            yield f"TIME {'SPAN' if got else 'MISSED'} ‘{gold['quote']}’ {got or ''}"
        right = any(_same_value(gold, t) for t in touching)
        counts["value"] += right
        if touching and not right:
            got = [(t["type"], t["value"], t["first"], t["last"]) for t in touching]
            yield f"TIME VALUE ‘{gold['quote']}’ {got}, not {_wanted(gold)}"
    for t in found:
        if not any(_overlaps(g["span"], t["start"], t["end"]) for g in report["times"]):
            yield f"TIME EXTRA ‘{report['text'][t['start'] : t['end']]}’"


def _same_value(gold: Record, time: Record) -> bool:
    if gold["type"] in ("SET", "DURATION"):
        return bool(time["type"] == gold["type"] and time["value"] == gold["value"])
    if gold.get("unresolvable"):
        return time["first"] is None
    first = gold["start"].isoformat()
    if "end" not in gold:
        return bool(time["first"] == first or first.startswith(time["value"] or "-"))
    return bool(time["first"] == first and time["last"] == gold["end"].isoformat())


def _wanted(gold: Record) -> str:
    if gold.get("unresolvable"):
        return "unresolvable"
    return f"{gold['type']} {gold['value']}" if "value" in gold else f"{gold['start']} to {gold.get('end')}"


def _events(report: Record, answer: Record, counts: Counter[str]) -> Iterator[str]:
    points = {(p["name"], p.get("admin1"), p.get("country")): p for p in report["places"] if "name" in p}
    for gold in report["events"]:
        counts["event"] += 1
        point = points.get((gold["place"], gold.get("admin1"), gold.get("country")), {})
        hit = next((e for e in answer["events"] if _overlaps(gold["span"], *e["trigger"])), None)
        if hit is None:
            yield f"EVENT MISSED ‘{gold['quote']}’ ({gold['type']})"
            continue
        counts["event found"] += 1
        place, time = hit["place"] or {}, hit["time"] or {}
        counts["event country"] += place.get("country") == gold.get("country")
        unit = place.get("country") == gold.get("country") and (
            place.get("admin1") == gold.get("admin1") or distance(point, place) <= SAME
        )
        counts["unit"] += unit
        if not unit:
            where = f"{place.get('name')}, {place.get('admin1')}, {place.get('country')}"
            yield f"EVENT PLACE ‘{gold['quote']}’ {where}, not {gold['place']}, {gold.get('admin1')}"
        first, days = _days(gold, time)
        counts["first day"] += first
        counts["days"] += days
        if not days:
            yield f"EVENT DAY ‘{gold['quote']}’ {time.get('first')} to {time.get('last')}, not {_wanted_days(gold)}"


def _days(gold: Record, time: Record) -> tuple[bool, bool]:
    """First day right, both days right."""
    if gold.get("unresolvable"):
        return (time.get("first") is None,) * 2
    first = time.get("first") == gold["start"].isoformat()
    return first, first and time.get("last") == gold["end"].isoformat()


def _wanted_days(gold: Record) -> str:
    return "unresolvable" if gold.get("unresolvable") else f"{gold['start']} to {gold['end']}"


def main(arguments: list[str]) -> int:
    """The command. Returns the exit status."""
    match arguments:
        case ["input"]:
            print("\n".join(json.dumps(r) for r in records(load())))
        case ["score", answer]:
            lines = Path(answer).read_text("utf-8").splitlines()
            figures, errors = both(load(), [json.loads(line) for line in lines])
            print("\n".join(errors))
            print("\n".join(f"{name:34}{value:7.2f}" for name, value in figures.items()))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
