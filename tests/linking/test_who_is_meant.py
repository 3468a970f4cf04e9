"""Who pronouns and descriptions stand for in whole reports: doers, targets and speakers by name."""

import pytest

from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Actor, EventMention


def _mentions(annotator: Annotator, text: str) -> tuple[EventMention, ...]:
    return annotator.annotate(read_text(f"Reports from Portava\n\n{text}")).mentions


def _last(annotator: Annotator, text: str) -> EventMention:
    return max(_mentions(annotator, text), key=lambda m: m.trigger.start)


def _speakers(annotator: Annotator, text: str) -> list[Actor]:
    found = annotator.annotate(read_text(f"Reports from Portava\n\n{text}")).attributions
    ordered = sorted((a for a in found if a.source), key=lambda a: a.source[0].start)
    return [a.speaker for a in ordered if a.speaker is not None]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The Chadian army shelled Portava. In its latest raids the Northern Front burned three barracks.",
            "Northern Front",
        ),
        (
            "The junta in Chad admitted the raid. “It is a crime,” said Ann Lee, the UN's rights chief. "
            "No raid by the junta since its coup of 2021 has been deadlier.",
            "junta in Chad",
        ),
        (
            "The raid was necessary, said Colonel Tom Reed, spokesman of the Chadian army. "
            "“We bombed the camp at dawn,” he said.",
            "Chadian army",
        ),
    ],
)
def test_the_doer_behind_a_pronoun(annotator: Annotator, text: str, name: str) -> None:
    assert _last(annotator, text).actors[0].name == name


def test_a_town_is_no_person(annotator: Annotator) -> None:
    text = "Hezbollah denied that it targeted Majdal Shams in the Golan Heights."
    (target,) = _last(annotator, text).targets
    assert (target.name, target.kind) == ("Majdal Shams", "place")


def test_the_statement_of_a_group_is_not_the_soldiers(annotator: Annotator) -> None:
    text = (
        "The Northern Front attacked an army base in Chad, the group said. "
        "The soldiers died on Monday, according to its statement. The Chadian Army had no comment."
    )
    assert [s.name for s in _speakers(annotator, text)][:2] == ["Northern Front", "Northern Front"]


def test_they_after_the_fighters(annotator: Annotator) -> None:
    text = (
        "The Northern Front shelled a church, the government said. "
        "The fighters said the church was a barracks. No priest was hurt, they said."
    )
    assert _speakers(annotator, text)[-1].name == "Northern Front"
