"""Checks a value against the published JSON Schema: the part of JSON Schema 2020-12 that our schema uses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from saidwho.resources import read_text

SCHEMA = "schema/article.schema.json"
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The schema as a dictionary."""
    loaded: dict[str, Any] = json.loads(read_text(SCHEMA))
    return loaded


def misfits(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """(path, what is wrong) of everything in a value that its definition in the schema does not allow."""
    yield from _misfits(value, schema()["$defs"][name], "")


def _misfits(value: Any, rule: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    if "$ref" in rule:
        yield from _misfits(value, schema()["$defs"][rule["$ref"].rsplit("/", 1)[1]], path)
        return
    for part in rule.get("allOf", ()):
        yield from _misfits(value, part, path)
    if "anyOf" in rule:
        if value is not None:
            yield from _misfits(value, rule["anyOf"][0], path)
        return
    if "const" in rule and value != rule["const"]:
        yield path, f"{value!r} is not {rule['const']!r}"
    elif "enum" in rule and value not in rule["enum"]:
        yield path, f"{value!r} is none of {', '.join(str(v) for v in rule['enum'])}"
    elif "type" in rule and not _is(value, rule["type"]):
        yield path, f"{str(value)[:60]!r} is no {rule['type'] if isinstance(rule['type'], str) else rule['type'][0]}"
    elif isinstance(value, str) and not re.search(rule.get("pattern", ""), value):
        yield path, f"{value!r} is not of the form {rule['pattern']}"
    elif isinstance(value, list):
        yield from _list(value, rule, path)
    elif isinstance(value, dict):
        yield from _object(value, rule, path)


def _is(value: Any, names: str | list[str]) -> bool:
    for name in [names] if isinstance(names, str) else names:
        if isinstance(value, _TYPES[name]) and (name == "boolean" or not isinstance(value, bool)):
            return True
    return False


def _list(value: list[Any], rule: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value)):
        yield path, f"{len(value)} entries, expected {rule['minItems']}"
    for n, entry in enumerate(value):
        yield from _misfits(entry, rule.get("items", {}), f"{path}[{n}]")


def _object(value: dict[str, Any], rule: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for key in rule.get("required", ()):
        if key not in value:
            yield f"{path}.{key}".lstrip("."), "is missing"
    known, other = rule.get("properties", {}), rule.get("additionalProperties", {})
    for key, inner in value.items():
        yield from _misfits(inner, known.get(key, other), f"{path}.{key}".lstrip("."))
