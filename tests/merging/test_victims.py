"""One victim told of by name, by description and as “the victim”."""

from dataclasses import replace

import pytest
from portava import LATER, LEAD, told

from saidwho.merging.victims import KNOWN, NEW, one_victim
from saidwho.records import Actor, EventMention, Span


def hit(words: str, name: str | None = None) -> EventMention:
    kind = "person" if name else "civilians"
    target = Actor(Span(0, len(words)), words, name=name or words, kind=kind)
    return replace(told(1, LEAD, "a-1"), type="ASSAULT", targets=(target,), tolls=())


def ranked(words: str) -> EventMention:
    return replace(hit(words), targets=(Actor(Span(0, len(words)), words, name=words, kind="police"),))


@pytest.mark.parametrize(
    ("first", "second", "worth"),
    [
        (hit("a young woman"), hit("Ann Lee", "Ann Lee"), KNOWN),
        (hit("a teacher"), hit("the victim"), KNOWN),
        (hit("A 15-year-old boy"), hit("a boy"), NEW),
        (hit("Ann Lee", "Ann Lee"), hit("Lee", "Lee"), KNOWN),
        (hit("a man"), hit("a woman"), 0),
        (hit("Ann Lee", "Ann Lee"), hit("Bo Dahl", "Bo Dahl"), 0),
        (hit("a teacher"), hit("a lawyer"), 0),
        (hit("a boy, 14,"), hit("a boy, 16, from the valley"), 0),
        (hit("Ann Lee", "Ann Lee"), hit("a lawyer"), 0),
        (hit("the mill"), hit("the victim"), 0),
        (ranked("Deputy Ann Lee"), ranked("Officer Lee"), KNOWN),
        (ranked("Deputy Ann Lee"), ranked("Deputy Bo Dahl"), 0),
        (replace(hit("a doctor"), targets=(Actor(Span(0, 8), "a doctor", kind="medics"),)), hit("the victim"), KNOWN),
    ],
)
def test_one_victim(first: EventMention, second: EventMention, worth: float) -> None:
    assert one_victim(first, second) == worth


def test_several_victims_are_not_one() -> None:
    several = replace(hit("the victim"), targets=hit("a man").targets + hit("a woman").targets)
    assert one_victim(several, hit("the victim")) == 0 == one_victim(told(2, LATER, "a-1", targets=()), several)


def test_a_description_and_a_name() -> None:
    assert one_victim(hit("a guard"), hit("Ann Lee", "Ann Lee")) == NEW
    assert one_victim(hit("the guard"), hit("Ann Lee", "Ann Lee")) == KNOWN
