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
    text = "Hezbollah denied that it targeted Kiryat Shmona in the Galilee."
    (target,) = _last(annotator, text).targets
    assert (target.name, target.kind) == ("Kiryat Shmona", "place")


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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A digger who gave only his first name, Tomas, said the shaft fell in. “We ran,” he said.", "Tomas"),
        ("One of the three, Ann Lee, told a radio station that ten men had died.", "Ann Lee"),
        ("The reporter, Jun Alba, said he had been followed. “They know my car,” he told listeners.", "Jun Alba"),
        ("The Salt Front claimed the raid in a letter. The letter said that ten soldiers died.", "Salt Front"),
        (
            "The villagers' lawyer, Ann Lee, filed an affidavit on Monday. The affidavit says that ten houses burned.",
            "Ann Lee",
        ),
    ],
)
def test_who_says_the_last_words(annotator: Annotator, text: str, name: str) -> None:
    assert _speakers(annotator, text)[-1].name == name


def test_a_letter_that_only_somebody_speaks_of_is_nobodys(annotator: Annotator) -> None:
    text = "Belarus says the Salt Front sent a letter on Sunday. The letter said a bomb would go off."
    assert _speakers(annotator, text)[-1].name is None


def test_he_is_the_unnamed_man_who_spoke(annotator: Annotator) -> None:
    text = "Colonel Tom Reed said twelve men drowned. A boatman said he saw three bodies. All wore boots, he added."
    assert _speakers(annotator, text)[-1].name is None


def test_a_full_name_and_the_last_name_are_one_person(annotator: Annotator) -> None:
    text = (
        "The army denied the arrest of Roman Protas, a Belarusian activist. "
        "Protas was arrested after the landing, a spokeswoman said. Protas said he was well."
    )
    assert {t.name for m in _mentions(annotator, text) for t in m.targets} == {"Roman Protas"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Shells hit a hospital in Arland and killed two nurses, its director said. "
            "Dr Hala Osman said the shells came from the west bank.",
            "Hala Osman",
        ),
        (
            "The train was sabotaged, the transport minister said. "
            "Hany Fathalla told state television that bolts had been removed. He accused nobody.",
            "Hany Fathalla",
        ),
        (
            "Ten people fled, the transport minister said. "
            "Ann Lee, a baker, told state television that her house had burned.",
            None,
        ),
        ("Villagers fled a raid, a priest said on Friday. Father Amado Costa said men came by boat.", "Amado Costa"),
    ],
)
def test_an_office_and_whoever_holds_it(annotator: Annotator, text: str, name: str | None) -> None:
    assert _speakers(annotator, text)[0].name == name


def test_a_bank_is_no_radio(annotator: Annotator) -> None:
    text = "The governor told Radio Nopal that the money was there. A clerk denied it. The bank said none had come."
    assert _speakers(annotator, text)[-1].name is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The Nigerian Army did not answer. The Salt Front broke away from the Reef Boys in 2016. "
            "It has attacked several bases in recent months.",
            "Salt Front",
        ),
        (
            "Ten people were killed by Mali's army and foreign soldiers in Moura, villagers said.",
            "Mali's army",
        ),
    ],
)
def test_the_doer_and_nobody_else(annotator: Annotator, text: str, name: str) -> None:
    assert [a.name for a in _last(annotator, text).actors] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The two blasts at consulates in Chad and Niger, which have killed more than 40 people, were condemned.",
        "Greek riots went on for a third night in Athens.",
        "The foreign ministry counted 40 dead. Nothing as bad has happened on the island since its civil war.",
    ],
)
def test_where_it_happened_is_no_doer(annotator: Annotator, text: str) -> None:
    assert not any(m.actors for m in _mentions(annotator, text))


def test_an_army_is_not_that_of_a_later_sentence(annotator: Annotator) -> None:
    article = read_text(
        "Rights group: army killed 300 in Mali\n\nAbout 300 men were killed in Moura, Human Rights Watch said. "
        "The U.S. military was told of it in April."
    )
    found = [a.name for m in annotator.annotate(article).mentions for a in m.actors]
    assert "U.S. military" not in found


def test_one_press_of_a_report(annotator: Annotator) -> None:
    text = (
        "At least ten people died, media said. The blasts were near a cemetery, according to reports of Iranian media. "
        "Scores were hurt, media reports said."
    )
    assert {s.name for s in _speakers(annotator, text)} == {"Iranian media"}


def test_that_government_is_the_one_named_last(annotator: Annotator) -> None:
    text = (
        "The National Unity Government called it a crime of Myanmar's military-run government. "
        "That government has said nothing of the raid."
    )
    assert _speakers(annotator, text)[-1].name == "Myanmar's military-run government"


def test_we_of_a_regimes_spokesman_is_not_the_man(annotator: Annotator) -> None:
    text = "The raid was needed, regime spokesperson Zaw Tun said. “We had to attack the village,” he told reporters."
    assert "Zaw Tun" not in {a.name for m in _mentions(annotator, text) for a in m.actors}


def test_its_own_men(annotator: Annotator) -> None:
    text = (
        "The Salt Front claimed the attacks on Monday. "
        "It gave the names of the bombers as Omar Dal and Safi Mur, who blew up a checkpoint."
    )
    assert {a.affiliation for a in _last(annotator, text).actors} == {"Salt Front"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The Sahel branch of Islamic State boasted that it had raided a fort in Niger "
            "and said that 9 guards were killed by its fighters.",
            "Islamic State",
        ),
    ],
)
def test_parts_and_short_names(annotator: Annotator, text: str, name: str) -> None:
    assert _last(annotator, text).actors[0].name == name


def test_neither_each_other_nor_a_shrine_is_the_last_group(annotator: Annotator) -> None:
    text = (
        "Islamic State claimed the bombings. Police stood before St Anthony's Shrine in Colombo on Tuesday, "
        "two days after the attack on it."
    )
    assert "Islamic State" not in {t.name for m in _mentions(annotator, text) for t in m.targets}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kenya accused Somalia's army of the raid. It rejected the charge.", "Somalia's army"),
        ("Kenya blamed the Salt Front for the blast. It denied any role.", "Salt Front"),
        ("The Salt Front accused the army of killing ten men. It denied it.", None),
        ("The Salt Front accused the army of killing ten men. It said it had proof.", "Salt Front"),
        ("Police in Lagos shot dead two men. They said the men had guns.", "Police in Lagos"),
    ],
)
def test_who_denies_is_not_who_accused(annotator: Annotator, text: str, name: str | None) -> None:
    assert _speakers(annotator, text)[-1].name == name


def test_its_authorities_are_the_states(annotator: Annotator) -> None:
    text = "Peru sent up a jet to force the plane down; then its authorities detained a journalist who was on board."
    assert _last(annotator, text).actors[0].name == "Peru's authorities"


def test_the_group_that_denies_is_not_the_one_that_accused(annotator: Annotator) -> None:
    text = "Human Rights Watch accused the Tigray Liberation Front of killing 40 men. The group denied the report."
    assert _speakers(annotator, text)[-1].name == "Tigray Liberation Front"


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Two gunmen killed six people in Nairobi. Police shot one of them dead.", None, "unidentified"),
        ("The army struck a market and killed dozens of civilians.", "civilians", "civilians"),
        ("The Front sent ten drones to Portava. Most of them were shot down on Monday.", None, None),
    ],
)
def test_some_of_them(annotator: Annotator, text: str, words: str | None, kind: str | None) -> None:
    found = [(t.name, t.kind) for t in _last(annotator, text).targets if t.as_written != "a market"]
    assert not any(name in ("them", "Front") for name, _ in found)
    assert words is None or (words, kind) in found


def test_the_dead_did_not_do_it(annotator: Annotator) -> None:
    text = "A spokesman said 12 children died in the raid by Chad's army. “They bombed us again,” he said."
    assert "12 children" not in {a.as_written for a in _last(annotator, text).actors}


def test_who_was_fired_at_is_not_who_fired(annotator: Annotator) -> None:
    text = "Protesters threw stones in Dhaka. Police fired tear gas and rubber bullets at them."
    assert "police" not in {t.kind for t in _last(annotator, text).targets}


def test_the_government_of_a_backer_is_not_that_of_the_place(annotator: Annotator) -> None:
    text = "The rebels, whom Rwanda backs, took the town of Goma. They killed 40 people, the government said."
    assert _speakers(annotator, text)[-1].name is None
