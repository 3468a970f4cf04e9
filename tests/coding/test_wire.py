"""Short wire reports of many kinds of violence: the deed, its doer, its figures, and who gives them."""

import datetime as dt

import pytest

from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Annotation, EventMention


def coded(annotator: Annotator, text: str) -> Annotation:
    return annotator.annotate(read_text(f"News of the day\n\n{text}\n", published=dt.date(2031, 5, 6)))


def mention(annotation: Annotation, trigger: str) -> EventMention:
    return next(m for m in annotation.mentions if annotation.article.quote(m.trigger) == trigger)


def roles(annotation: Annotation, found: EventMention, name: str) -> list[str]:
    return [annotation.article.quote(r.span) for r in found.roles if r.name == name]


def figures(annotation: Annotation) -> dict[str, list[tuple[str, int | None]]]:
    return {
        annotation.article.quote(m.trigger): [(t.kind, t.low) for t in m.tolls] for m in annotation.mentions if m.tolls
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A man armed with a knife stabbed three shoppers to death and wounded nine others at a market in Tarn"
            " before he was shot dead by police.",
            {"stabbed": [("killed", 3)], "wounded": [("injured", 9)]},
        ),
        (
            "Three missiles slammed into the port of Ostra, damaging a silo and injuring two workers.",
            {"slammed": [("injured", 2)]},
        ),
        (
            "Rebels fired rockets at Malen. The army put the toll at 46 and said 23 officers were injured by stones.",
            {"fired": [("killed", 46)], "injured": [("injured", 23)]},
        ),
        (
            "At least 40 people have died in three days of clashes between herders and farmers.",
            {"clashes": [("killed", 40)]},
        ),
        (
            "Gunmen seized 11 teachers from a bus. The bodies of two of them were found on Tuesday.",
            {"seized": [("abducted", 11), ("killed", 2)]},
        ),
        ("The navy said it captured four pirates.", {"captured": [("arrested", 4)]}),
        (
            "The Front said it attacked a base and took two prisoner.",
            {"took": [("abducted", 2)]},
        ),
        (
            "A gunman opened fire at a school, killing eight pupils. Nineteen others were taken to hospital.",
            {"opened fire": [("killed", 8), ("injured", 19)]},
        ),
        (
            "Twin bombings killed 34 people on Friday, hours after a bomber killed four soldiers at a checkpoint."
            " Hospital sources said 90 people were admitted with wounds.",
            {"bombings": [("killed", 34), ("injured", 90)], "killed": [("killed", 4)]},
        ),
        (
            "Jets bombed the town, in answer to an attack on the mill, the works of Kest, that cost five lives.",
            {"attack": [("killed", 5)]},
        ),
        (
            "Militants torched a church. Five worshippers who were inside are missing.",
            {"torched": [("missing", 5)]},
        ),
        ("A mob beat two men after rumours spread that they had kidnapped a child.", {}),
        ("Charge for the driver in a carnival crash that killed six.", {}),
    ],
)
def test_figures_and_their_deeds(
    annotator: Annotator, text: str, expected: dict[str, list[tuple[str, int | None]]]
) -> None:
    assert figures(coded(annotator, text)) == expected


def test_a_denied_place_and_a_denied_strike(annotator: Annotator) -> None:
    text = (
        "Arland bombed a hospital in Qessa, killing 23 patients, doctors said. Arland's army said it had struck a"
        " command centre next to the hospital and that 40 fighters were killed."
    )
    annotation = coded(annotator, text)
    assert roles(annotation, mention(annotation, "bombed"), "actor") == ["Arland"]
    assert figures(annotation) == {"bombed": [("killed", 23)], "struck": [("killed", 40)]}


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Kersia, which has repeatedly attacked the port, did not comment.", "attacked"),
        ("A bomb hit the jail.\n\nIn January, 33 prisoners died in fighting at the same jail.", "fighting"),
        ("Drones hit a plant.\n\nOn Feb. 17 a drone attack started a fire at another plant.", "attack"),
        ("Jets hit a town. Militants are accused of attacking civilians.", "attacking"),
        ("Gunmen took a priest. Kidnappings by gangs are on the rise again.", "Kidnappings"),
        ("Malen has been hit since the offensive began in April.", "offensive"),
        ("Dozens of people were killed by terrorism.", "killed"),
    ],
)
def test_habits_and_older_deeds_are_background(annotator: Annotator, text: str, trigger: str) -> None:
    assert mention(coded(annotator, text), trigger).background


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        (
            "At least 53 people died in two explosions in Kest, on the day four years after the death of a general.",
            "explosions",
        ),
        ("The ministry said 47 bases had been hit since the evening of May 5 and 59 fighters were killed.", "killed"),
        ("Residents said they had heard explosions at the barracks.", "explosions"),
        ("A court sentenced the warlord on Monday for the 2019 massacre in Kisu.", "sentenced"),
    ],
)
def test_news_that_looks_old_is_news(annotator: Annotator, text: str, trigger: str) -> None:
    assert mention(coded(annotator, text), trigger).background is None


def test_who_gives_a_figure_beside_what_he_claims(annotator: Annotator) -> None:
    text = "The Northern Front says it did the bombing in which 84 people died. A mayor put the dead at 80."
    annotation = coded(annotator, text)
    said = {t.low: t.said_by for m in annotation.mentions for t in m.tolls}
    assert said[84] == "a-0"
    assert said[80] != "a-0"


def test_what_is_no_event(annotator: Annotator) -> None:
    for text in (
        "Men armed with rifles stood at the gate.",
        "Police said they were treating it as a case of arson.",
        "Rebels and the government traded blame.",
        "A fire at a warehouse killed 12 workers.",
    ):
        kinds = [
            (m.type, annotation.article.quote(m.trigger))
            for annotation in [coded(annotator, text)]
            for m in annotation.mentions
        ]
        assert [k for k in kinds if k[1] != "arson"] == [], text
