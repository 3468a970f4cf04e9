"""Event mentions of sentences about invented places: what is an event, who did it to whom, where, when, with what."""

from __future__ import annotations

import datetime as dt

import pytest

from saidwho.attribution import attribute
from saidwho.coding import code
from saidwho.parsing import Parser
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import EventMention


@pytest.fixture(scope="module")
def coded(parser: Parser):
    def run(sentence: str, title: str = "News of the day") -> list[tuple[EventMention, dict[str, list[str]]]]:
        article = read_text(f"{title}\n\n{sentence}\n", published=dt.date(2031, 5, 6))
        parse = parser.parse(article)
        found = []
        for mention in code(parse, article, attribute(parse, article)):
            roles: dict[str, list[str]] = {}
            for role in mention.roles:
                roles.setdefault(role.name, []).append(article.quote(role.span))
            roles["trigger"] = [article.quote(mention.trigger)]
            found.append((mention, roles))
        return found

    return run


def one(found, type_: str):
    hits = [(m, r) for m, r in found if m.type == type_]
    assert len(hits) == 1, [(m.type, r) for m, r in found]
    return hits[0]


def test_a_light_verb_and_its_noun_are_one_mention(coded):
    mention, roles = one(
        coded("The Northern Front launched a drone strike on a fuel depot in Portava on Sunday."), "ASSAULT"
    )
    assert roles["trigger"] == ["strike"]
    assert roles["actor"] == ["The Northern Front"]
    assert roles["target"][0].startswith("a fuel depot")
    assert "Portava" in roles["place"]
    assert roles["time"] == ["Sunday"]
    assert (mention.weapon, mention.mode, mention.stage) == ("drone", "drone", "occurred")


def test_a_result_joins_the_deed(coded):
    _, roles = one(coded("Gunmen attacked a village near Kestrin on Monday, killing 12 farmers."), "ASSAULT")
    assert roles["trigger"] == ["attacked"]
    assert roles["actor"] == ["Gunmen"]
    assert roles["victim"] == ["12 farmers"]


def test_a_passive_without_an_agent_has_no_actor(coded):
    _, roles = one(coded("Three soldiers were killed in a roadside bombing near Kestrin."), "ASSAULT")
    assert "actor" not in roles
    assert roles["victim"] == ["Three soldiers"]


def test_the_agent_of_a_passive_is_the_actor(coded):
    _, roles = one(coded("The mayor was abducted by masked militants on Friday."), "ASSAULT")
    assert roles["actor"] == ["masked militants"]
    assert roles["victim"] == ["The mayor"]


def test_a_speaker_is_not_the_actor(coded):
    _, roles = one(coded("The governor said that rebels shelled the market in Portava."), "ASSAULT")
    assert roles["actor"] == ["rebels"]


def test_who_claims_responsibility_is_the_actor_and_who_denies_it_is_not(coded):
    _, claimed = one(coded("The Red Column claimed responsibility for the attack on the barracks."), "ASSAULT")
    assert claimed["actor"] == ["The Red Column"]
    _, denied = one(coded("The Red Column denied responsibility for the attack on the barracks."), "ASSAULT")
    assert "actor" not in denied
    mention, nobody = one(coded("No group has claimed the attack on the barracks."), "ASSAULT")
    assert "actor" not in nobody
    assert mention.polarity == "positive"


def test_places_in_a_list_are_several_mentions(coded):
    found = coded(
        "The rebels carried out assaults on Kestrin Airport, a power plant in Lisbon, and key Norwegian ports."
    )
    targets = [r["target"][0] for m, r in found if m.type == "ASSAULT"]
    assert len(targets) == 3
    assert len({m.id for m, _ in found}) == len(found)


@pytest.mark.parametrize(
    ("sentence", "stage", "polarity"),
    [
        ("The army shelled Portava on Monday.", "occurred", "positive"),
        ("The army did not shell Portava on Monday.", "occurred", "negative"),
        ("Police foiled an attack on the parliament on Monday.", "attempted", "positive"),
        ("The rebels tried to storm the barracks.", "attempted", "positive"),
        ("The rebels vowed to attack the port of Portava.", "threatened", "positive"),
        ("The army plans to bomb the camp next week.", "planned", "positive"),
        ("The militia could attack the town.", "hypothetical", "positive"),
        ("If the rebels attack the town, people will leave.", "hypothetical", "positive"),
        ("Diplomats urged the army to stop and not to bomb the town.", "hypothetical", "negative"),
        ("There was no attack on the town.", "occurred", "negative"),
    ],
)
def test_stage_and_polarity(coded, sentence: str, stage: str, polarity: str):
    hits = [m for m, _ in coded(sentence) if m.type == "ASSAULT"]
    assert [(m.stage, m.polarity) for m in hits] == [(stage, polarity)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The senator launched an attack on his rival's record.",
        "He died of a heart attack on Monday.",
        "The bank is under fire for its fees.",
        "The two ministers fought a war of words.",
        "She lost her battle against cancer.",
        "The earthquake killed 30 people in Portava.",
        "Twelve people were killed in a bus crash near Kestrin.",
        "The Strike Force Act was signed into law.",
        "They struck a deal on grain.",
        "The Portava war crimes tribunal opened its doors.",
    ],
)
def test_what_is_no_assault(coded, sentence: str):
    assert not [r for m, r in coded(sentence) if m.type == "ASSAULT" and m.background is None]


def test_a_strike_of_workers_is_a_protest(coded):
    found = coded("Nurses went on strike in Portava over pay after their union rejected the contract.")
    assert {(m.type, m.mode) for m, _ in found if m.type in ("ASSAULT", "PROTEST")} == {("PROTEST", "strike")}


def test_sport_is_no_violence(coded):
    report = (
        "The striker scored in the second half of the match and the goalkeeper saved a late attack. "
        "The coach said the league leaders deserved the goal, and Portava shot over the bar."
    )
    assert not [m for m, _ in coded(report) if m.type in ("ASSAULT", "COERCE", "THREATEN")]


def test_an_old_battle_is_background(coded):
    found = coded("The museum shows how the Battle of Kestrin was fought in 1904.")
    assert all(m.background for m, _ in found if m.type == "ASSAULT")


def test_a_time_behind_a_second_deed_belongs_to_that_one(coded):
    found = coded("Rebels attacked the barracks in revenge for the killings in Kestrin last month.")
    first = next(m for m, r in found if r["trigger"] == ["attacked"])
    assert first.background is None
    assert not [r for r in first.roles if r.name == "time"]


def test_arrests_sieges_and_releases(coded):
    mention, roles = one(coded("Police arrested two students in Portava on Tuesday."), "COERCE")
    assert (mention.mode, roles["actor"], roles["victim"]) == ("arrest", ["Police"], ["two students"])
    mention, roles = one(coded("Arland's siege of the town has lasted a month."), "COERCE")
    assert (mention.mode, roles["actor"]) == ("restrict", ["Arland"])
    mention, _ = one(coded("The militia released five hostages on Tuesday."), "RETREAT")
    assert mention.mode == "release"


def test_a_threat_is_held_by_who_utters_it(coded):
    mention, roles = one(coded("The Northern Front vowed to keep up the pressure on the government."), "THREATEN")
    assert mention.stage == "threatened"
    assert mention.attribution != "a-0"
    assert roles["actor"] == ["The Northern Front"]


def test_every_span_slices_back_and_order_is_of_the_text(coded):
    found = coded("Rebels shelled Kestrin, police arrested a man in Portava, and protesters marched in Arland.")
    starts = [m.trigger.start for m, _ in found]
    assert starts == sorted(starts)
    assert [m.id for m, _ in found] == [f"m-{n}" for n in range(1, len(found) + 1)]


def test_who_bears_no_responsibility_is_no_actor(coded):
    _, roles = one(coded("The Red Column said it bore no responsibility for the strike on the barracks."), "ASSAULT")
    assert "actor" not in roles


def test_a_ministry_that_announces_attacks_is_not_said_to_do_them(coded):
    _, roles = one(coded("The ministry announced an attack on the rebel camp."), "ASSAULT")
    assert "actor" not in roles


def test_a_war_and_its_toll_are_background(coded):
    found = coded("More than 30,000 people have been killed in the insurgency.")
    assert [m.background for m, _ in found if m.type == "ASSAULT"] == ["a war as a whole"]


def test_a_threat_in_the_present_tense_took_not_place(coded):
    found = coded("“Pay or we kill the hostages,” the gang's leader said on Thursday.")
    assert [m.stage for m, _ in found if m.type == "ASSAULT"] == ["threatened"]
    found = coded("The leader of the gang said he will kill the hostages if nobody pays.")
    assert all(m.stage in ("threatened", "hypothetical") for m, _ in found if m.type == "ASSAULT")


def test_a_crash_that_killed_is_nobodys_deed(coded):
    assert not [
        m for m, _ in coded("The driver was tried for the crash that killed six people.") if m.type == "ASSAULT"
    ]


def test_eliminated_fighters_are_an_attack(coded):
    _, roles = one(coded("Norland forces have eliminated nineteen terrorists, the army said."), "ASSAULT")
    assert roles["victim"] == ["nineteen terrorists"]
    assert coded("The council eliminated a tax on bread.") == []


def test_whom_stands_for_its_noun_behind_a_verb_of_saying(coded):
    _, roles = one(coded("These are the 203 fighters whom the army said it killed in March."), "ASSAULT")
    assert roles["victim"] == ["the 203 fighters"]


def test_a_piece_of_a_name_or_a_holiday_is_no_place(coded):
    found = coded("The Sri Lanka attacks killed 20 people, and the carnage of Easter Sunday goes on.")
    assert [words for _, r in found for words in r.get("place", [])] == ["Sri Lanka"]


def test_what_other_things_follow_took_place(coded):
    mention, _ = one(coded("Hundreds were feared dead after a blast at a hospital in Portava."), "ASSAULT")
    assert mention.stage == "occurred"
    found = coded("The minister blamed the service for its failure to prevent the bombings in Portava.")
    assert [m.stage for m, _ in found if m.type == "ASSAULT"] == ["occurred"]


def test_the_channel_of_a_claim_is_no_target(coded):
    _, roles = one(coded("The Northern Front has claimed the attack on its Telegram channel."), "ASSAULT")
    assert "target" not in roles and "place" not in roles


def test_what_somebody_said_he_would_do_is_threatened_and_no_condition(annotator: Annotator) -> None:
    def stages(body: str) -> list[str]:
        article = read_text(f"Reports of the day\n\n{body}\n")
        return [m.stage for m in annotator.annotate(article).mentions]

    assert stages("The gang said it would attack police stations.") == ["threatened"]
    assert stages("The general said he would bomb the town if it did not surrender.") == ["hypothetical"]
