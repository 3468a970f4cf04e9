"""Verbs of holding and bringing, which say what was done to people by the words behind them."""

from __future__ import annotations

from saidwho.coding.blocking import topics
from saidwho.coding.codebook import load_codebook
from saidwho.coding.tolls_lists import listed
from saidwho.parsing import Parse
from saidwho.records import TollKind


def held(parse: Parse, verb: int) -> TollKind | None:
    """“taken hostage”, “took two prisoner”, “held in custody”."""
    near = parse.lower[verb : min(verb + 8, len(parse))]
    if {"hostage", "captive", "prisoner"} & set(near):
        return "abducted"
    if not {"to", "into"} & set(near[1:3]) and (_by_captors(parse, verb) or _in_an_abduction(parse, verb)):
        return "abducted"
    if parse.lemma[verb] == "take" and near[1:2] == ["away"]:
        return "abducted"
    return "arrested" if "custody" in near else None


def _in_an_abduction(parse: Parse, verb: int) -> bool:
    """“Seven women and five children were taken”, in a report about an abduction."""
    behind = {parse.lower[c] for c in parse.children[verb] if parse.dep[c] in ("prep", "agent")}
    plain = parse.tag[verb] == "VBN" and not behind & {"to", "into", "from", "for", "in", "as", "by"}
    return plain and "abduction" in topics(parse)


def _by_captors(parse: Parse, verb: int) -> bool:
    """“Ten people are held by the gang”, “gunmen took 17 travellers”."""
    doers = [c for c in parse.children[verb] if parse.dep[c] == "nsubj"]
    doers += [n for c in parse.children[verb] if parse.dep[c] == "agent" for n in parse.children[c]]
    captors = load_codebook().classes["captor"]
    return any(parse.lemma[n] in captors or parse.lower[n] in captors for n in doers)


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


def driven_out(parse: Parse, verb: int) -> bool:
    """“drove 3,000 people from their homes”, “forced out of the town”."""
    if parse.lemma[verb] not in ("drive", "force", "chase"):
        return False
    near = parse.lower[verb + 1 : verb + 9]
    return "from" in near and bool({"home", "homes", "houses", "villages"} & set(near))
