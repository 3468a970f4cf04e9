"""An event as PLOVER counts it: without stages, a deed that is only threatened or promised is a type of its own."""

from __future__ import annotations

from saidwho.records import Event, EventMention

_THREAT = {"COERCE/arrest": "arrest", "COERCE/deport": "expel", "SANCTION/expel": "expel", "COERCE/seize": "territory"}
_THREATS = {"ASSAULT": "violence", "MOBILIZE": "violence", "SANCTION": "relations", "COERCE": "restrict"}
_PROMISED = {"AID": "AGREE", "COOPERATE": "AGREE", "CONSULT": "AGREE", "RETREAT": "CONCEDE"}


def plover(told: EventMention | Event) -> tuple[str, str | None]:
    """(type, mode): a threatened ASSAULT is THREATEN/violence, a promise of aid AGREE, of a retreat CONCEDE."""
    if told.stage == "threatened" and told.polarity == "positive" and told.type in _THREATS:
        return "THREATEN", _THREAT.get(f"{told.type}/{told.mode}", _THREATS[told.type])
    if told.stage == "planned" and told.polarity == "positive" and told.type in _PROMISED:
        return _PROMISED[told.type], None
    return told.type, told.mode
