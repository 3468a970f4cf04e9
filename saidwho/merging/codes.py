"""Families of types and modes: what may be one event, and which names are the more exact."""

from __future__ import annotations

from saidwho.records import EventMention

_APART = {
    ("ASSAULT", "abduct"): "abduct",
    ("COERCE", "arrest"): "arrest",
    ("PROTEST", "strike"): "labour strike",
}


def family(mention: EventMention) -> str:
    """Mentions of different families never tell of one event: an abduction is no bombing."""
    return _APART.get((mention.type, mention.mode or ""), mention.type)
