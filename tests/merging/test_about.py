"""Statements about who had a part in a deed: whose account of it they are, and what vouches for nothing."""

import pytest
from portava import actor, merge, said, span, told

from saidwho.records import Event, Role

TEXT = (
    "Rocket kills three in Portava\n"
    "A rocket killed three people on Sunday. Most of the victims lived nearby, the registrar said.\n"
    "The rocket came down on a pitch, the guards said. The victims will be buried on Friday, the mayor said.\n"
    "The agency wrote that the attackers had left. Hostages were well, a cook said.\n"
    "The conviction of the attackers was a duty, the envoy said. She met the families of the victims, the aide said.\n"
)
DEED = span("killed", text=TEXT)


def accounts(speaker: str, kind: str | None, content: str) -> list[tuple[str, str]]:
    who = actor(speaker, text=TEXT, kind=kind)
    statement = said(1, who, "say", cue=(span("said", text=TEXT),), content=(span(content, text=TEXT),))
    deed = told(1, DEED, actors=(), weapon="rocket", roles=(Role("victim", span("three people", text=TEXT)),))
    (event,) = merge((statement,), deed, text=TEXT)
    return _said(event)


def _said(event: Event) -> list[tuple[str, str]]:
    return [(a.source.as_written, a.stance) for a in event.accounts if a.source]


@pytest.mark.parametrize(
    ("speaker", "content"),
    [
        ("the registrar", "Most of the victims lived nearby"),
        ("the guards", "The rocket came down on a pitch"),
    ],
)
def test_particulars_of_a_deed_are_an_account_of_it(speaker: str, content: str) -> None:
    assert accounts(speaker, "officials", content) == [(speaker, "asserts")]


@pytest.mark.parametrize(
    ("speaker", "kind", "content"),
    [
        ("the mayor", "person", "The victims will be buried on Friday"),
        ("The agency", "media", "that the attackers had left"),
        ("a cook", "person", "Hostages were well"),
        ("the envoy", "person", "The conviction of the attackers was a duty"),
        ("the aide", "person", "She met the families of the victims"),
    ],
)
def test_wishes_relays_and_other_deeds_vouch_for_nothing(speaker: str, kind: str, content: str) -> None:
    assert all(stance == "mentions" for _, stance in accounts(speaker, kind, content))
