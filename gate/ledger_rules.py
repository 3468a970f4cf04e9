"""What must not come out of a ledger: the rules of an expected incident, checked on its main event."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

Record = dict[str, Any]


def broken(rule: Record, event: Record, wanted: Record) -> bool:
    """Whether a predicted main event breaks a rule; `wanted` is the expected one, whose own values are never errors."""
    return _RULES[rule["rule"]](rule, event, wanted)


def _toll(rule: Record, event: Record, wanted: Record) -> bool:
    legal = {(t["kind"], t[b]) for a in wanted["accounts"] for t in a.get("tolls", []) for b in ("lo", "hi")}
    figures = [(k, v) for a in event["accounts"] for k, low, high in a["tolls"] for v in (low, high)]
    return any(k == rule["kind"] and v in rule["values"] and (k, v) not in legal for k, v in figures)


def _toll_any(rule: Record, event: Record, _: Record) -> bool:
    return any(k in rule["kinds"] and (low, high) != (0, 0) for a in event["accounts"] for k, low, high in a["tolls"])


def _account(rule: Record, event: Record, _: Record) -> bool:
    return any(_speaks(rule, a["speaker"]) and a["stance"] == rule["stance"] for a in event["accounts"])


def _account_toll(rule: Record, event: Record, _: Record) -> bool:
    mine = [t for a in event["accounts"] if _speaks(rule, a["speaker"]) for t in a["tolls"]]
    return any(k == rule["kind"] and (low in rule["values"] or high in rule["values"]) for k, low, high in mine)


def _status(rule: Record, event: Record, wanted: Record) -> bool:
    return event["status"] in rule["values"] and event["status"] not in wanted["status_accept"]


def _type(rule: Record, event: Record, _: Record) -> bool:
    return event.get("type") in rule["values"]


def _date(rule: Record, event: Record, _: Record) -> bool:
    return str(event.get("date_start")) in rule["values"]


def _place(rule: Record, event: Record, _: Record) -> bool:
    return _fold(event.get("place_name")) in {_fold(v) for v in rule["values"]}


def _country(rule: Record, event: Record, _: Record) -> bool:
    return _fold(event.get("country")) in {_fold(v) for v in rule["values"]}


def _merge(rule: Record, event: Record, _: Record) -> bool:
    first = str(event.get("date_start") or "")
    last = str(event.get("date_end") or first)
    days = _days(first, last)
    told = {d for key in ("dates", "months", "years") for d in rule.get(key, [])}
    if any(day.startswith(str(d)) for day in days for d in told):
        return True
    return _fold(event.get("place_name")) in {_fold(p) for p in rule.get("places", [])}


def _days(first: str, last: str) -> list[str]:
    """Every day of an interval, at most two years of them."""
    try:
        start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    except ValueError:
        return []
    return [str(start + dt.timedelta(n)) for n in range(min(731, max(0, (end - start).days) + 1))]


def _speaks(rule: Record, name: object) -> bool:
    """Whether a speaker's name holds all words of one of the rule's names."""
    words = set(_fold(name).split())
    return any(set(_fold(n).split()) <= words for n in [rule["speaker"], *rule.get("alt", [])])


def _fold(text: object) -> str:
    plain = unicodedata.normalize("NFKD", str(text or "")).replace("’", "'").encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", plain.replace("'s ", " ")).strip()


_RULES = {
    "toll": _toll,
    "toll_any": _toll_any,
    "account": _account,
    "account_toll": _account_toll,
    "status": _status,
    "type": _type,
    "date": _date,
    "place": _place,
    "country": _country,
    "merge": _merge,
}
