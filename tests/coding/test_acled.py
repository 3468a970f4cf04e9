"""ACLED classes of linked mentions, by parties, weapon, harm and stage."""

from __future__ import annotations

from dataclasses import replace

import pytest

from saidwho.coding.acled import CONDITIONS, FACTS, acled
from saidwho.coding.codebook import load_codebook
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Actor, EventMention, Span, Toll

ROWS = load_codebook().acled
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


def actor(kind: str, words: str = "x") -> Actor:
    return Actor(SPAN, words, kind=kind)


ARMY, REBELS, POLICE, MILITIA = (actor(k, k) for k in ("state forces", "rebel group", "police", "political militia"))
CIVILIANS, MARCHERS, RIOTERS, CROWD = (actor(k) for k in ("civilians", "protesters", "rioters", "crowd"))
RULERS, STRANGERS, UNKNOWN = actor("government"), actor("external forces"), actor("unidentified")
TEN_HELD, ONE_HELD = (Toll("arrested", SPAN, str(n), n, n) for n in (10, 1))
FLED = Toll("displaced", SPAN, "500", 500, 500)


@pytest.mark.parametrize(
    ("type_", "mode", "changes", "expected"),
    [
        # what was stopped, tried, not done, or is no single event
        ("ASSAULT", "explosives", {"stage": "attempted", "weapon": "ied"}, "Disrupted weapons use"),
        ("ASSAULT", "drone", {"stage": "attempted", "weapon": "drone"}, "Disrupted weapons use"),
        ("ASSAULT", None, {"stage": "attempted", "targets": (CIVILIANS,)}, "Attack"),
        ("ASSAULT", "abduct", {"stage": "attempted", "targets": (CIVILIANS,)}, "Abduction/forced disappearance"),
        ("ASSAULT", "firearms", {"stage": "planned"}, None),
        ("ASSAULT", "firearms", {"stage": "hypothetical"}, None),
        ("PROTEST", "demo", {"stage": "planned"}, None),
        ("COERCE", "arrest", {"polarity": "negative", "facts": ("notable",)}, None),
        ("ASSAULT", None, {"background": "a total over years", "tolls": KILLED}, None),
        # weapons
        ("ASSAULT", "suicide-attack", {"weapon": "car bomb"}, "Suicide bomb"),
        ("ASSAULT", "suicide-attack", {"weapon": "blade", "targets": (CIVILIANS,)}, "Attack"),
        ("ASSAULT", "aerial", {"actors": (ARMY,), "targets": (REBELS,)}, "Air/drone strike"),
        ("ASSAULT", "aerial", {"actors": (ARMY,), "targets": (REBELS,), "facts": ("two-sided",)}, "Armed clash"),
        ("ASSAULT", "heavy-weapons", {"actors": (ARMY,), "targets": (CIVILIANS,)}, "Shelling/artillery/missile attack"),
        ("ASSAULT", "heavy-weapons", {"actors": (ARMY,), "targets": (REBELS,), "facts": ("two-sided",)}, "Armed clash"),
        ("ASSAULT", "explosives", {"weapon": "mine"}, "Remote explosive/landmine/IED"),
        ("ASSAULT", "explosives", {"weapon": "bomb"}, "Remote explosive/landmine/IED"),
        ("ASSAULT", "explosives", {"weapon": "grenade"}, "Grenade"),
        ("ASSAULT", "explosives", {"weapon": "petrol bomb"}, "Looting/property destruction"),
        ("ASSAULT", "primitive", {"weapon": "petrol bomb", "actors": (MARCHERS,)}, "Violent demonstration"),
        ("ASSAULT", "primitive", {"weapon": "petrol bomb", "actors": (RIOTERS,)}, "Mob violence"),
        ("ASSAULT", "unconventional", {"weapon": "chemical"}, "Chemical weapon"),
        ("ASSAULT", "unconventional", {"weapon": "biological"}, None),
        # people harmed
        ("ASSAULT", "sexual", {"actors": (MILITIA,)}, "Sexual violence"),
        ("ASSAULT", "sexual", {"actors": (RIOTERS,)}, "Mob violence"),
        ("ASSAULT", "abduct", {"actors": (REBELS,), "targets": (CIVILIANS,)}, "Abduction/forced disappearance"),
        ("ASSAULT", "abduct", {"actors": (REBELS,), "targets": (CIVILIANS,), "tolls": KILLED}, "Attack"),
        ("ASSAULT", "beat", {"actors": (POLICE,), "targets": (CIVILIANS,)}, "Attack"),
        ("ASSAULT", "torture", {"actors": (ARMY,), "targets": (REBELS,), "facts": ("unarmed",)}, "Attack"),
        ("ASSAULT", "targeted", {"actors": (UNKNOWN,), "targets": (CIVILIANS,)}, "Attack"),
        ("ASSAULT", "firearms", {"actors": (REBELS,), "targets": (ARMY,)}, "Armed clash"),
        ("ASSAULT", None, {"actors": (REBELS, ARMY), "facts": ("two-sided",)}, "Armed clash"),
        ("ASSAULT", "firearms", {"actors": (actor("armed group", "Two rival gangs"),), "facts": ("two-sided",)},
         "Armed clash"),
        ("ASSAULT", None, {"actors": (ARMY,), "facts": ("ground-won",)}, "Government regains territory"),
        ("ASSAULT", None, {"actors": (REBELS,), "facts": ("ground-won",)}, "Non-state actor overtakes territory"),
        ("ASSAULT", None, {"actors": (STRANGERS,), "facts": ("ground-won",)}, "Non-state actor overtakes territory"),
        ("ASSAULT", None, {"actors": (CROWD,), "targets": (CIVILIANS,)}, "Mob violence"),
        ("ASSAULT", None, {"actors": (MARCHERS,), "targets": (POLICE,)}, "Violent demonstration"),
        ("ASSAULT", "explosives", {"weapon": "ied", "targets": (MARCHERS,), "tolls": KILLED},
         "Excessive force against protesters"),
        ("ASSAULT", "crowd-control", {"actors": (POLICE,), "targets": (MARCHERS,)}, "Protest with intervention"),
        ("ASSAULT", "crowd-control", {"actors": (POLICE,), "targets": (MARCHERS,), "tolls": KILLED},
         "Excessive force against protesters"),
        ("ASSAULT", "crowd-control", {"actors": (POLICE,), "targets": (RIOTERS,)}, "Violent demonstration"),
        ("ASSAULT", "crowd-control", {"actors": (POLICE,), "targets": (actor("crowd", "a crowd of demonstrators"),)},
         "Protest with intervention"),
        ("ASSAULT", "destroy", {"actors": (REBELS,)}, "Looting/property destruction"),
        ("ASSAULT", "destroy", {"actors": (REBELS,), "weapon": "bomb"}, "Remote explosive/landmine/IED"),
        ("ASSAULT", "destroy", {"actors": (CROWD,)}, "Mob violence"),
        ("ASSAULT", None, {"targets": (CIVILIANS,)}, "Attack"),
        # protests
        ("PROTEST", "demo", {"actors": (MARCHERS,)}, "Peaceful protest"),
        ("PROTEST", "demo", {"tolls": (ONE_HELD,)}, "Protest with intervention"),
        ("PROTEST", "demo", {"tolls": KILLED}, "Excessive force against protesters"),
        ("PROTEST", "riot", {"actors": (MARCHERS,)}, "Violent demonstration"),
        ("PROTEST", "riot", {"actors": (actor("communal militia"),)}, "Mob violence"),
        ("PROTEST", "obstruct", {"actors": (MARCHERS,)}, "Violent demonstration"),
        ("PROTEST", "vandalize", {"actors": (MARCHERS,)}, "Violent demonstration"),
        ("PROTEST", "vandalize", {"actors": (actor("protesters", "Two activists"),)}, None),
        ("PROTEST", "strike", {}, None),
        ("PROTEST", "hunger", {}, None),
        ("PROTEST", "boycott", {}, None),
        # moves short of force
        ("MOBILIZE", "troops", {"actors": (ARMY,)}, "Change to group/activity"),
        ("MOBILIZE", "militia", {"actors": (REBELS,)}, "Change to group/activity"),
        ("MOBILIZE", "troops", {"actors": (ARMY,), "facts": ("new-base",)}, "Headquarters or base established"),
        ("COERCE", "arrest", {"actors": (POLICE,), "tolls": (TEN_HELD,)}, "Arrests"),
        ("COERCE", "arrest", {"actors": (POLICE,), "facts": ("notable",)}, "Arrests"),
        ("COERCE", "arrest", {"actors": (POLICE,), "tolls": (ONE_HELD,), "targets": (CIVILIANS,)}, None),
        ("COERCE", "arrest", {"actors": (POLICE,), "facts": ("at-protest",)}, "Protest with intervention"),
        ("COERCE", "arrest", {"actors": (REBELS,), "targets": (CIVILIANS,)}, "Abduction/forced disappearance"),
        ("COERCE", "seize", {"actors": (ARMY,), "facts": ("arms-taken",)}, "Disrupted weapons use"),
        ("COERCE", "seize", {"actors": (REBELS,)}, "Looting/property destruction"),
        ("COERCE", "seize", {"actors": (REBELS,), "facts": ("ground-won",)}, "Non-violent transfer of territory"),
        ("COERCE", "seize", {"actors": (POLICE,)}, None),
        ("COERCE", "curfew", {"actors": (RULERS,)}, "Change to group/activity"),
        ("COERCE", "deport", {"actors": (ARMY,)}, "Other"),
        ("COERCE", "censor", {"actors": (RULERS,)}, None),
        ("COERCE", "withhold", {}, None),
        ("COERCE", "misinformation", {}, None),
        ("COERCE", "cyber", {}, None),
        # giving way, words
        ("RETREAT", "ceasefire", {}, "Agreement"),
        ("RETREAT", "release", {}, "Agreement"),
        ("RETREAT", "disarm", {}, "Agreement"),
        ("RETREAT", "withdraw", {}, "Change to group/activity"),
        ("RETREAT", "resign", {}, None),
        ("RETREAT", "access", {}, None),
        ("SUPPORT", None, {"actors": (RULERS, REBELS)}, "Agreement"),
        ("AGREE", None, {"actors": (REBELS,), "targets": (ARMY,)}, "Agreement"),
        ("CONSULT", None, {"actors": (RULERS,), "targets": (REBELS,)}, "Agreement"),
        ("CONSULT", "visit", {"actors": (RULERS,), "targets": (actor("state"),)}, None),
        ("AID", None, {"actors": (RULERS,)}, None),
        ("COOPERATE", None, {}, None),
        ("REQUEST", None, {}, None),
        ("ACCUSE", "allege", {}, None),
        ("REJECT", None, {}, None),
        ("THREATEN", "violence", {"stage": "threatened"}, None),
        ("SANCTION", "convict", {}, None),
        ("SANCTION", "expel", {"tolls": (FLED,)}, "Other"),
    ],
)  # fmt: skip
def test_every_row_of_the_documented_function(
    type_: str, mode: str | None, changes: dict[str, object], expected: str | None
):
    code = acled(replace(BASE, type=type_, mode=mode, **changes))  # type: ignore[arg-type]
    assert (code[1] if code else None) == expected


def test_every_condition_of_the_table_is_known_and_every_type_a_type():
    book = load_codebook()
    for row in ROWS:
        assert all(c in CONDITIONS or c in FACTS or c.startswith("weapon:") for c in row.when), row
        for type_ in row.type.split():
            assert type_ == "*" or set(row.modes) <= set(book.types[type_].modes), row


def test_the_words_give_the_facts(annotator: Annotator):
    for text, fact in (
        ("The army recaptured the town of Portava from the rebels.", "ground-won"),
        ("Soldiers seized a cache of rifles in a barn near Portava.", "arms-taken"),
        ("Police arrested a journalist in Portava on Sunday.", "notable"),
        ("Rebels shot two captured soldiers near Portava.", "unarmed"),
        ("Soldiers and rebels clashed near Portava on Sunday.", "two-sided"),
        ("Police detained nine people at a rally in Portava.", "at-protest"),
    ):
        facts = {f for m in annotator.annotate(read_text(text)).mentions for f in m.facts}
        assert fact in facts, text


def test_an_event_is_coded_by_what_all_its_mentions_tell(annotator: Annotator):
    text = (
        "Gunmen attacked a bus near Portava on Monday, police said. The attack killed four passengers. "
        "The Northern Front, a rebel group, said its fighters had attacked the bus."
    )
    event = annotator.annotate(read_text(text)).events[0]
    assert event.acled == ("Violence against civilians", "Attack")


def test_what_is_only_denied_is_not_recorded(annotator: Annotator):
    events = annotator.annotate(read_text("The ministry denied that its drones had struck the mill.")).events
    assert [(e.occurrence, e.acled) for e in events] == [("denied", None)]


def test_that_nobody_was_hurt_denies_no_attack(annotator: Annotator):
    text = "Insurgents fired mortars at the palace in Portava; nobody was hurt."
    assert annotator.annotate(read_text(text)).events[0].acled == (
        "Explosions/Remote violence", "Shelling/artillery/missile attack",
    )  # fmt: skip
