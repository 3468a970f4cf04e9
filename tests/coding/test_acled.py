"""ACLED classes of linked mentions, by parties, weapon, harm and stage."""

from __future__ import annotations

from dataclasses import replace

import pytest

from saidwho.coding.acled import acled
from saidwho.records import Actor, EventMention, Span, Toll

SPAN = Span(0, 1)
BASE = EventMention("m-1", "ASSAULT", None, SPAN, SPAN)


def party(kind: str) -> tuple[Actor, ...]:
    return (Actor(SPAN, "x", kind=kind),)


KILLED = (Toll("killed", SPAN, "3", 3, 3),)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"mode": "drone", "weapon": "drone"}, "Air/drone strike"),
        ({"mode": "heavy-weapons"}, "Shelling/artillery/missile attack"),
        ({"mode": "suicide-attack", "weapon": "suicide bomb"}, "Suicide bomb"),
        ({"mode": "explosives", "weapon": "grenade"}, "Grenade"),
        ({"mode": "explosives", "weapon": "car bomb"}, "Remote explosive/landmine/IED"),
        ({"mode": "abduct", "targets": party("civilians")}, "Abduction/forced disappearance"),
        ({"mode": "abduct", "tolls": KILLED}, "Attack"),
        ({"actors": party("rebel group"), "targets": party("state forces")}, "Armed clash"),
        ({"actors": party("rebel group"), "targets": party("civilians")}, "Attack"),
        ({"mode": "crowd-control", "targets": party("protesters")}, "Protest with intervention"),
        ({"mode": "firearms", "targets": party("protesters")}, "Excessive force against protesters"),
        ({"type": "PROTEST", "mode": "demo"}, "Peaceful protest"),
        ({"type": "PROTEST", "mode": "riot"}, "Violent demonstration"),
        ({"type": "PROTEST", "mode": "strike"}, None),
        ({"type": "RETREAT", "mode": "ceasefire"}, "Agreement"),
        ({"type": "ACCUSE"}, None),
        ({"mode": "drone", "stage": "threatened"}, None),
        ({"mode": "drone", "polarity": "negative"}, None),
        ({"background": "a war as a whole"}, None),
        (
            {"actors": party("state forces") + party("rebel group"), "targets": party("unknown"), "tolls": KILLED},
            "Attack",
        ),
        ({"targets": party("military site")}, "Armed clash"),
        ({"mode": "explosives", "weapon": "bomb", "stage": "attempted"}, "Disrupted weapons use"),
    ],
)
def test_sub_event(changes: dict[str, object], expected: str | None):
    code = acled(replace(BASE, **changes))  # type: ignore[arg-type]
    assert (code[1] if code else None) == expected
