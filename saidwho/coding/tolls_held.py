"""Verbs of holding and bringing, which say what was done to people by the words behind them."""

from __future__ import annotations

from saidwho.coding.tolls_lists import listed
from saidwho.parsing import Parse
from saidwho.records import TollKind


def held(parse: Parse, verb: int) -> TollKind | None:
    """“taken hostage”, “took two prisoner”, “held in custody”."""
    near = parse.lower[verb : min(verb + 8, len(parse))]
    if {"hostage", "captive", "prisoner"} & set(near):
        return "abducted"
    if parse.lemma[verb] == "take" and near[1:2] == ["away"]:
        return "abducted"
    return "arrested" if "custody" in near else None


def to_hospital(parse: Parse, verb: int) -> bool:
    """“nineteen were taken to hospital”, “90 were admitted with wounds”."""
    near = set(parse.lower[verb + 1 : verb + 5])
    if {"died", "dead", "dies"} & set(parse.lower[verb + 1 : verb + 14]):
        return False
    if parse.lemma[verb] == "admit":
        return bool(near & listed("treat") - {"in", "at", "for"})
    return (
        parse.lemma[verb] in listed("to_hospital") and bool(near & {"hospital", "hospitals", "clinic"}) and "to" in near
    )
