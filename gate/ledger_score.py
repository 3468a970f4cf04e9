"""Scores a ledger of events against expected ones: clustering, accounts, status, tolls, what must not come out.

Both sides use the format of the cases beside the repository. Every predicted event is compared with the events of all
incidents at once. An event marked as background may be the expected one, but is never too many; one that the coding
calls optional costs and earns nothing.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from gate.ledger_rules import broken

Record = dict[str, Any]
ENOUGH = 1.5
"""Least likeness of a predicted and an expected event: a shared article alone is not enough."""
NARRATOR = frozenset({"", "outlet", "the article", "report", "unattributed"})
TITLES = frozenset(
    "mr mrs ms dr general gen colonel col major captain capt commander lieutenant the a an of for and in to s".split()
)
GENERIC = frozenset(
    "leader spokesman spokesperson spokeswoman official officials police ministry minister chief head government group "
    "army military state national security regional local city country department director hospital president governor "
    "mayor sources source residents witnesses prosecutor interior defence defense foreign health commissioner".split()
)
STANCES = {"cannot_verify": "cannot verify", "unverified": "cannot verify", "confirms": "asserts"}
KINDS = {"abducted": "kidnapped"}


@dataclass
class Tally:
    """Right, wrong and missed answers."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def f1(self) -> float:
        """Harmonic mean of precision and recall, per cent."""
        whole = 2 * self.right + self.wrong + self.missed
        return 200 * self.right / whole if whole else 100.0

    def share(self) -> float:
        """What was right of what was asked, per cent."""
        asked = self.right + self.missed
        return 100 * self.right / asked if asked else 100.0


@dataclass
class Score:
    """Figures in per cent, and every error in words."""

    figures: dict[str, float] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def score(predicted: list[Record], expected: list[Record]) -> Score:
    """The figures of a pooled ledger. `expected`: a document an incident, with `events` or `articles_negative`."""
    found = [_tidy(e) for e in predicted]
    wanted = [(doc["incident"], e) for doc in expected for e in doc.get("events", [])]
    pairs, extra = _align(found, wanted, expected)
    out = Score()
    accounts, tolls, status, where_when = Tally(), Tally(), Tally(), {f: Tally() for f in ("day", "place", "country")}
    for index, (incident, event) in enumerate(wanted):
        if event.get("optional"):
            continue
        match = pairs.get(index)
        where = f"{incident}/{event['id']}"
        _status(match, event, status, where, out.notes)
        _setting(match, event, where_when, where, out.notes)
        _accounts(match, event, accounts, where, out.notes)
        _tolls(match, event, tolls, where, out.notes)
    for event in extra:
        accounts.wrong += sum(not narrator(a["speaker"]) for a in event["accounts"])
        tolls.wrong += sum(len(a["tolls"]) for a in event["accounts"])
        out.notes.append(f"extra event: {told(event)} in {', '.join(event['articles'])}")
    kept = _must_not(pairs, wanted, expected, out.notes)
    clean = _negatives(found, expected, out.notes)
    out.figures = {
        "tellings B3": _tellings(found, wanted),
        "accounts F1": accounts.f1(),
        "status right": status.share(),
        "tolls F1": tolls.f1(),
        **{f"{name} right": tally.share() for name, tally in where_when.items()},
        "must not kept": kept,
        "quiet reports clean": clean,
    }
    return out


def fold(text: object) -> str:
    """Lower case, without accents and punctuation."""
    plain = unicodedata.normalize("NFKD", str(text or "")).replace("’", "'").encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain.replace("'s ", " ").replace("'", "")).strip()


def told(event: Record) -> str:
    """An event in a few words."""
    return f"{event.get('type')} {event.get('date_start')} {event.get('place_name')} ({event.get('status')})"


def narrator(name: object) -> bool:
    """Whether a speaker is the outlet's own voice."""
    return fold(name) in NARRATOR


def same_name(one: object, other: object) -> bool:
    """Whether two names agree: the same words, or all of one in the other and a word that tells something."""
    a, b = ({w for w in fold(x).split() if w not in TITLES} for x in (one, other))
    if not a or not b:
        return False
    return a == b or ((a <= b or b <= a) and bool((a & b) - GENERIC))


def speaks(name: object, account: Record) -> bool:
    """Whether a predicted speaker is the one of an expected account."""
    if account["speaker"] == "outlet" and narrator(name):
        return True
    return any(same_name(name, known) for known in [account["speaker"], *account.get("alt", [])])


def _tidy(event: Record) -> Record:
    """A predicted event with its figures as (kind, low, high) and plain stances."""
    accounts = []
    for account in event.get("accounts") or []:
        figures = []
        for kind, values in (account.get("tolls") or {}).items():
            for value in values if values and isinstance(values[0], list) else [values]:
                figures.append((KINDS.get(kind, kind), value[0], value[1]))
        accounts.append({**account, "stance": _stance(account["stance"]), "tolls": figures})
    return {**event, "accounts": accounts, "status": str(event.get("status") or "").split(" (")[0].replace("_", " ")}


def _stance(word: str) -> str:
    return STANCES.get(word, word)


def _day(text: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def _articles(incident: str, event: Record) -> set[str]:
    return {f"{incident}/{n}" for n in event["articles"]}


def likeness(event: Record, incident: str, wanted: Record) -> float:
    """How much a predicted event is like an expected one: articles, day, place, type, speakers (0 to 5)."""
    mine, theirs = set(event["articles"]), _articles(incident, wanted)
    if not mine & theirs:
        return 0.0
    points = (
        len(mine & theirs) / len(mine | theirs) + 0.5 * place_right(event, wanted) + 1.5 * _day_right(event, wanted)
    )
    points += 0.5 * (event.get("type") in wanted.get("type_accept", [wanted["type"]]))
    speakers = [a for a in event["accounts"] if any(speaks(a["speaker"], b) for b in wanted["accounts"])]
    return points + (len(speakers) / len(event["accounts"]) if event["accounts"] else 0.0)


def _day_right(event: Record, wanted: Record) -> float:
    day, first, last = _day(event.get("date_start")), _day(wanted["date"]["start"]), _day(wanted["date"]["end"])
    if day is None or first is None or last is None:
        return 0.3
    if first <= day <= last or str(day) in wanted["date"].get("date_accept", wanted.get("date_accept", [])):
        return 1.0
    return -1.0 if min(abs((day - first).days), abs((day - last).days)) > 1 else 0.0


def place_right(event: Record, wanted: Record) -> bool:
    """Whether the place is the expected one, under one of its names."""
    names = [wanted["place"].get("name"), *wanted["place"].get("alt", [])]
    return fold(event.get("place_name")) in {fold(n) for n in names if n}


def _align(
    found: list[Record], wanted: list[tuple[str, Record]], expected: list[Record]
) -> tuple[dict[int, Record], list[Record]]:
    """Expected event's index to its predicted event, and the predicted events that answer nothing."""
    quiet = {f"{d['incident']}/{x['n']}" for d in expected for x in d.get("articles_negative", [])}
    old = {i for i, e in enumerate(found) if e.get("background") and _is_background(e, expected)}
    new = [(i, e) for i, e in enumerate(found) if i not in old]
    likes = [(likeness(e, inc, w), -i, -j) for i, e in new for j, (inc, w) in enumerate(wanted)]
    pairs: dict[int, Record] = {}
    used: set[int] = set()
    for value, i, j in sorted(likes, reverse=True):
        if value >= ENOUGH and -i not in used and -j not in pairs:
            pairs[-j] = found[-i]
            used.add(-i)
    extra = [e for i, e in enumerate(found) if i not in used and not set(e["articles"]) <= quiet]
    beside = (e for e in extra if not e.get("background") and not _is_background(e, expected))
    return pairs, [e for e in beside if not _optional(e, wanted)]


def _optional(event: Record, wanted: Iterable[tuple[str, Record]]) -> bool:
    return any(w.get("optional") and likeness(event, inc, w) >= ENOUGH + 1 for inc, w in wanted)


def _is_background(event: Record, expected: Iterable[Record]) -> bool:
    day = str(event.get("date_start") or "")
    for doc in expected:
        for item in doc.get("background", []):
            known = str(item.get("date") or "")
            inside = set(event["articles"]) <= {f"{doc['incident']}/{n}" for n in item["articles"]}
            if inside and known and day.startswith(known):
                return True
    return False


def _status(match: Record | None, wanted: Record, tally: Tally, where: str, notes: list[str]) -> None:
    if match is not None and match["status"] in wanted["status_accept"]:
        tally.right += 1
        return
    tally.missed += 1
    notes.append(f"{where}: status {match['status'] if match else 'none, event missed'}, expected {wanted['status']}")


def _setting(match: Record | None, wanted: Record, tallies: dict[str, Tally], where: str, notes: list[str]) -> None:
    """Day, place and country; a country that the coding leaves open must be left open."""
    if match is None:
        for tally in tallies.values():
            tally.missed += 1
        return
    place = wanted["place"]
    countries = {fold(c) for c in [place["country"], place["iso"], *place.get("country_accept", [])]}
    right = {
        "day": _day_right(match, wanted) == 1.0,
        "place": place_right(match, wanted),
        "country": fold(match.get("country")) in countries,
    }
    given = {"day": match.get("date_start"), "place": match.get("place_name"), "country": match.get("country")}
    for name, tally in tallies.items():
        tally.right += right[name]
        tally.missed += not right[name]
        if not right[name]:
            notes.append(f"{where}: {name} {given[name]}")


def _takes(account: Record) -> set[str]:
    return {_stance(s) for s in [account["stance"], *account.get("stance_accept", [])]}


def _accounts(match: Record | None, wanted: Record, tally: Tally, where: str, notes: list[str]) -> None:
    asked = sorted(wanted["accounts"], key=lambda a: bool(a.get("optional")))
    taken: dict[int, str] = {}
    for account in match["accounts"] if match else []:
        fits = [j for j, a in enumerate(asked) if account["stance"] in _takes(a) and speaks(account["speaker"], a)]
        free = [j for j in fits if j not in taken]
        if free:
            best = min(free, key=lambda j: (bool(asked[j].get("optional")), not _exact(account, asked[j])))
            taken[best] = account["stance"]
        elif not _spare(account, [(asked[j], taken[j]) for j in fits]):
            tally.wrong += 1
            notes.append(f"{where}: account not expected: {account['speaker']} {account['stance']}")
    for j, account in enumerate(asked):
        if account.get("optional"):
            continue
        tally.right += j in taken
        tally.missed += j not in taken
        if j not in taken:
            notes.append(f"{where}: account missed: {account['speaker']} {account['stance']}")


def _spare(account: Record, known: list[tuple[Record, str]]) -> bool:
    """Whether a second telling costs nothing: the outlet's, an optional one, or one voice's in another stance."""
    again = any(a.get("optional") or stance != account["stance"] for a, stance in known)
    return again or narrator(account["speaker"])


def _exact(account: Record, wanted: Record) -> bool:
    return fold(account["speaker"]) == fold(wanted["speaker"])


def _tolls(match: Record | None, wanted: Record, tally: Tally, where: str, notes: list[str]) -> None:
    asked = [(a, t) for a in wanted["accounts"] for t in a.get("tolls", [])]
    taken: set[int] = set()
    for account in match["accounts"] if match else []:
        for kind, low, high in account["tolls"]:
            fits = [
                j
                for j, (a, t) in enumerate(asked)
                if kind in t.get("kind_accept", [t["kind"]]) and _value(low, high, t) and speaks(account["speaker"], a)
            ]
            free = [j for j in fits if j not in taken]
            if free:
                taken.add(min(free, key=lambda j: _may(*asked[j])))
            elif not fits and not (narrator(account["speaker"]) and _repeats(kind, low, asked)):
                tally.wrong += 1
                notes.append(f"{where}: toll not expected: {account['speaker']} {kind} {low} to {high}")
    for j, (account, toll) in enumerate(asked):
        if not _may(account, toll):
            tally.right += j in taken
            tally.missed += j not in taken
            if j not in taken:
                notes.append(f"{where}: toll missed: {account['speaker']} {toll['kind']} {toll['lo']} {toll['bound']}")


def _may(account: Record, toll: Record) -> bool:
    return bool(account.get("optional") or toll.get("optional"))


def _repeats(kind: str, low: int | None, asked: list[tuple[Record, Record]]) -> bool:
    """Whether the outlet's own voice (a headline) only repeats a figure that somebody gives."""
    return any(kind == t["kind"] and low == t["lo"] for _, t in asked)


def _value(low: int | None, high: int | None, toll: Record) -> bool:
    """Whether a figure is the expected one; a lower bound may be read as above it (“more than 20” as 21)."""
    if toll["bound"] in ("any", "about"):
        return toll["lo"] in (low, high)
    if toll["bound"] == "exact":
        return (low, high) == (toll["lo"], toll["hi"])
    return high is None and low in (toll["lo"], toll["lo"] + (toll["bound"] == "more_than"))


def _tellings(found: list[Record], wanted: list[tuple[str, Record]]) -> float:
    """B-cubed F1 over tellings: an expected event in one article, and the predicted event that tells it there."""
    items: dict[tuple[int, str], int | None] = {}
    for index, (incident, event) in enumerate(wanted):
        for article in sorted(_articles(incident, event)) if not event.get("optional") else ():
            likes = [(likeness(e, incident, event), -i) for i, e in enumerate(found) if article in e["articles"]]
            best = max(likes, default=(0.0, 0))
            items[index, article] = -best[1] if best[0] >= ENOUGH else None
    precision = recall = 0.0
    for (index, _), label in items.items():
        gold = [v for (i, _), v in items.items() if i == index]
        mine = [i for (i, _), v in items.items() if v == label]
        precision += mine.count(index) / len(mine) if label is not None else 0.0
        recall += gold.count(label) / len(gold) if label is not None else 0.0
    return 200 * precision * recall / ((precision + recall) * len(items)) if precision + recall else 0.0


def _must_not(
    pairs: dict[int, Record], wanted: list[tuple[str, Record]], expected: list[Record], notes: list[str]
) -> float:
    rules = kept = 0
    for doc in expected:
        main = [(j, e) for j, (inc, e) in enumerate(wanted) if inc == doc["incident"] and e.get("main")]
        for rule in doc.get("must_not", []) if main else ():
            rules += 1
            index, event = main[0]
            match = pairs.get(index)
            if match is not None and not broken(rule, match, event):
                kept += 1
            else:
                why = rule["why"] if match else "the main event is missed"
                notes.append(f"{doc['incident']}: must not {rule['id']} ({rule['rule']}): {why}")
    return 100 * kept / rules if rules else 100.0


def _negatives(found: list[Record], expected: list[Record], notes: list[str]) -> float:
    clean = total = 0
    for doc in expected:
        for item in doc.get("articles_negative", []):
            name = f"{doc['incident']}/{item['n']}"
            told_there = [e for e in found if name in e["articles"] and not e.get("background")]
            false = [e for e in told_there if e.get("type") not in item["allow"]]
            total, clean = total + 1, clean + (not false)
            notes += [f"{name}: false event: {told(e)}" for e in false]
    return 100 * clean / total if total else 100.0
