"""What looks like an attack or a toll and is none: disasters, scores, figures of speech, anniversaries, ages, dates."""

from __future__ import annotations

import datetime as dt

import pytest

from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Annotation, Toll


@pytest.fixture(scope="module")
def annotated(annotator: Annotator):
    def run(text: str, title: str = "News of the day") -> Annotation:
        return annotator.annotate(read_text(f"{title}\n\n{text}\n", published=dt.date(2031, 5, 6)))

    return run


def current(annotation: Annotation) -> list[str]:
    return [
        annotation.article.quote(m.trigger)
        for m in annotation.mentions
        if m.type in ("ASSAULT", "COERCE") and m.background is None
    ]


def tolls(annotation: Annotation) -> list[Toll]:
    return [t for m in annotation.mentions for t in m.tolls]


@pytest.mark.parametrize(
    "text",
    [
        "It sounded like an explosion, the baker said.",
        "She has taken this town hostage, her rival said.",
        "Rovers were bombed 6-0 at Kest on Saturday.",
        "The last debate is remembered as a massacre.",
        "The union condemned the verdict as an attack on everyone who writes.",
        "A wall of mud struck the village of Kest on Monday.",
        "“Do not shoot at children,” the teacher said.",
    ],
)
def test_what_is_no_attack(annotated, text: str) -> None:
    assert current(annotated(text)) == []


def test_a_hostage_taking_in_earnest(annotated) -> None:
    assert current(annotated("Bandits held the town hostage for six hours on Monday."))


def test_the_dead_of_a_disaster_are_no_attack(annotated) -> None:
    text = (
        "The flood killed 11 people north of Kest, civil defence said. Rain and mud blocked the road. "
        "A landslide hit a school and injured 20 pupils. The weather office warned of more rain."
    )
    assert current(annotated(text)) == []


def test_a_report_that_looks_back(annotated) -> None:
    text = (
        "An exhibition tells of the night of 4 March 1971, when rebels set fire to the port and 90 people died. "
        "The attack ended a short peace."
    )
    found = annotated(text, "Sixty years on, Kest remembers the port bombing of 1971")
    assert current(found) == []
    assert all(m.background for m in found.mentions if m.tolls)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked the mill. Police put the crowd at 6,000.",
        "Gunmen attacked the mill and a woman of 26 was there.",
        "Two of the teachers who were kidnapped were set free on Sunday.",
        "The police arrested the editor Nadia Corvin on Monday.",
    ],
)
def test_what_is_no_toll(annotated, text: str) -> None:
    assert tolls(annotated(text)) == []


def test_a_heading_of_place_and_day_counts_nobody(annotated) -> None:
    found = tolls(annotated("Kest, Saturday, Nov 8: Three officers were killed in an attack, the police say."))
    assert [(t.low, t.as_written) for t in found] == [(3, "Three")]


def test_denied_figures_are_nobodys(annotated) -> None:
    text = "Rebels attacked the ministry. The government denied reports that two clerks had died."
    assert tolls(annotated(text)) == []


def test_a_list_is_summed(annotated) -> None:
    found = tolls(annotated("Gunmen kidnapped seven women, five men and five children near Kest on Monday."))
    assert [(t.low, t.part_of) for t in found] == [(17, None), (7, 0), (5, 0), (5, 0)]


def test_soldiers_and_rebels_are_not_added_up(annotated) -> None:
    found = tolls(annotated("The battle killed 12 soldiers and five rebels near Kest on Monday."))
    assert 17 not in [t.low for t in found]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Rebels brought down a helicopter near Kest on Monday.", "destroy"),
        ("The Front said that it had placed the bomb at the station.", "explosives"),
        ("Armed men stopped a minibus on Monday and took away the ten people on board.", "abduct"),
        ("Two marchers died of a gunshot wound on Monday.", "firearms"),
    ],
)
def test_deeds_that_are_seen(annotated, text: str, mode: str) -> None:
    found = annotated(text).mentions
    assert (mode in [m.mode for m in found]) and all(m.type == "ASSAULT" for m in found)


def test_counts_of_groups_are_no_claimants(annotated) -> None:
    found = annotated("Two armed groups have claimed the bombing of the fish hall. Neither group has claimed the raid.")
    assert [r for m in found.mentions for r in m.roles if r.name == "actor"] == []


def test_what_is_protested_for_has_not_happened(annotated) -> None:
    found = annotated("Hundreds of people marched for the release of the hostages on Monday.").mentions
    assert [m.stage for m in found if m.mode == "release"] in ([], ["hypothetical"])


def test_rumours_have_no_teller_for_their_figures(annotated) -> None:
    text = "Gunmen attacked the registry and killed three. He warned of messages, some of which spoke of a dozen dead."
    assert [t.low for t in tolls(annotated(text))] == [3]


def test_a_participle_behind_the_source_is_the_sources(annotated) -> None:
    found = annotated("On Monday guns hit a dairy near Kest, the ministry said, wounding two workers.")
    assert [t.said_by for t in tolls(found)] == ["a-1"]


def test_a_van_is_the_weapon(annotated) -> None:
    (mention,) = annotated("A man drove a van into a crowd in Kest on Monday, killing four people.").mentions
    targets = [r for r in mention.roles if r.name == "target"]
    assert mention.weapon == "vehicle" and len(targets) == 1


def test_the_dead_of_a_storm_are_not_those_of_a_shooting(annotated) -> None:
    found = annotated("The storm killed 30 people in Kest and soldiers shot two looters.")
    assert [t.low for t in tolls(found)] == [2]


def test_the_old_figure_behind_the_new(annotated) -> None:
    found = annotated("The number of people killed in the raid was 12, the mayor said, down from 15 on Monday.")
    assert [(t.low, t.superseded) for t in tolls(found)] == [(12, False), (15, True)]


def test_the_dead_who_are_remembered_are_those_of_the_old_deed(annotated) -> None:
    text = "Ten years after the bombing of Kest, thousands marched on Saturday in memory of the 80 dead."
    found = annotated(text)
    assert [(m.type, bool(m.background), len(m.tolls)) for m in found.mentions] == [
        ("ASSAULT", True, 1),
        ("PROTEST", False, 0),
    ]
