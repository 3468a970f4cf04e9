"""What each task may read: texts and what is printed around them, never the answers."""

from __future__ import annotations

from typing import Any

Shape = dict[str, Any]
"""Field name to None (the value is passed on), or to the shape of each entry of a list."""

_ARGUMENT: Shape = {"text": None, "start": None, "end": None}
FIELDS: dict[str, Shape] = {
    "polnear": {"doc_id": None, "outlet": None, "date": None, "text": None},
    "muc4": {"doc_id": None, "dateline": None, "place": None, "date": None, "source": None, "tags": None, "text": None},
    "india_police": {"id": None, "date": None, "sentences": {"sent_id": None, "text": None}},
    "plv": {
        "id": None,
        "text": None,
        "actors": _ARGUMENT,
        "recipients": _ARGUMENT,
        "pair_given": None,
        "marked": None,
    },
    "plover_gsr": {"id": None, "text": None},
    "satp": {"id": None, "text": None},
    "geoparse": {"doc_id": None, "title": None, "date": None, "domain": None, "url": None, "text": None},
    "timex": {"doc_id": None, "published": None, "text": None},
    "time_cases": {
        "id": None,
        "expression": None,
        "sentence": None,
        "pub_date": None,
        "pub_weekday": None,
        "anchor": None,
    },
    "casualty": {"doc_id": None, "title": None, "url": None, "text": None},
    "factuality": {
        "id": None,
        "text": None,
        "tokens": None,
        "targets": {"id": None, "tok": None, "start": None, "end": None},
    },
    "neardup": {"doc_id": None, "text": None},
    "crossdoc": {
        "doc_id": None,
        "text": None,
        "mentions": {
            "id": None,
            "start": None,
            "end": None,
            "segments": None,
            "kind": None,
            "text": None,
            "scored": None,
        },
    },
    "conflict_places": {"doc_id": None, "outlet": None, "published": None, "text": None},
    "ledger": {"id": None, "title": None, "text": None, "outlet": None, "published": None, "url": None},
}
LATER: tuple[str, ...] = ()
"""Tasks of the table that saidwho cannot answer yet: they need more than one article at a time."""
POOLED = ("crossdoc", "ledger", "neardup")
"""Tasks whose answer needs all records together."""
NAMES = tuple(sorted((*FIELDS, *LATER)))


def without_answers(task: str, record: dict[str, Any]) -> dict[str, Any]:
    """A copy of a record with the fields that a task may read; absent ones stay absent."""
    return _cut(record, FIELDS[task])


def empty_answer(task: str, record: dict[str, Any]) -> list[dict[str, Any]]:
    """What is written where a record could not be read or coded: nothing found, in the task's format."""
    name = record.get("doc_id")
    ident = record.get("id")
    if task == "factuality":
        return [{"id": t.get("id"), "label": 3.0} for t in record.get("targets") or [] if isinstance(t, dict)]
    answers: dict[str, dict[str, Any]] = {
        "polnear": {"doc_id": name, "attributions": []},
        "muc4": {"doc_id": name, "templates": [], "roles": {}},
        "india_police": {"id": ident, "sentences": []},
        "plv": {"id": ident, "type": None, "actors": [], "recipients": []},
        "plover_gsr": {"id": ident, "type": None, "actors": [], "recipients": []},
        "satp": {"id": ident, "actions": [], "perpetrator": None, "dead": 0, "injured": 0},
        "geoparse": {"doc_id": name, "toponyms": []},
        "timex": {"doc_id": name, "timexes": []},
        "time_cases": {"id": ident, "start": None, "end": None},
        "casualty": {"doc_id": name, "killed": 0, "injured": 0},
        "neardup": {"doc_id": name, "cluster": name},
        "crossdoc": {"id": ident, "cluster": ident},
        "conflict_places": {"doc_id": name, "places": [], "times": [], "events": []},
    }
    return [answers[task]]


def _cut(value: Any, shape: Shape | None) -> Any:
    if shape is None:
        return value
    if isinstance(value, list):
        return [_cut(v, shape) for v in value if isinstance(v, dict)]
    if isinstance(value, dict):
        return {k: _cut(value[k], inner) for k, inner in shape.items() if k in value}
    return None
