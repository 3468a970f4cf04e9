"""Who speaks of a deed without telling it, and on which event his words are kept."""

from __future__ import annotations

import datetime as dt

import pytest

from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Event

LEAD = (
    "Gunmen attacked a police post in Portava in Arland on Sunday and killed nine officers, the interior ministry said."
)


def main_event(
    annotator: Annotator, *sentences: str, lead: str = LEAD, title: str = "Police post hit in Portava"
) -> Event:
    text = "\n\n".join([title, lead, " ".join(sentences)])
    article = read_text(text, published=dt.date(2031, 5, 5), outlet="Harbour Post")
    return max(annotator.annotate(article).events, key=lambda e: len(e.accounts))


def accounts(event: Event) -> dict[str, str]:
    return {a.source.name or a.source.as_written: a.stance for a in event.accounts if a.source}


def test_who_speaks_beside_a_deed_is_heard_and_vouches_for_nothing(annotator: Annotator) -> None:
    event = main_event(annotator, "People had seen strangers in the bazaar before, said Mayor Ilse Maren.")
    assert accounts(event)["Ilse Maren"] == "mentions"
    assert event.status == "single source"


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("“This is a cowardly act,” said Mayor Ilse Maren.", "condemns"),
        ("“They will pay a heavy price,” said Mayor Ilse Maren.", "threatens"),
        ("The attackers were members of the Northern Front, said Mayor Ilse Maren.", "accuses"),
    ],
)
def test_the_words_tell_the_stance(annotator: Annotator, sentence: str, stance: str) -> None:
    more = "The Northern Front has fought the army of Arland for years."
    assert accounts(main_event(annotator, sentence, more))["Ilse Maren"] == stance


def test_who_is_not_known_or_says_no_word_of_it_is_not_heard(annotator: Annotator) -> None:
    event = main_event(annotator, "Each side said talks would go on. Mayor Ilse Maren did not comment on the bodies.")
    assert set(accounts(event)) == {"interior ministry"}


def test_weapons_of_his_own_are_a_claim(annotator: Annotator) -> None:
    lead = "The Northern Front, a rebel group, said on Sunday that its drones hit a police post in Portava."
    assert accounts(main_event(annotator, lead=lead))["Northern Front"] == "claims"


def test_one_witness_of_two_blows_is_one_source(annotator: Annotator) -> None:
    event = main_event(
        annotator,
        "A person from the village told the radio that an army jet dropped a bomb on the hall, "
        "and that a helicopter then attacked the village.",
        lead="An air strike by Arland's army killed ten people in Portava on Sunday, survivors said.",
    )
    assert len([a for a in event.accounts if a.source and a.source.as_written == "A person from the village"]) == 1


def test_recent_attacks_are_others(annotator: Annotator) -> None:
    event = main_event(
        annotator,
        "In its most recent attacks the Front hit three army bases with rockets.",
        lead="Arland accused the Northern Front of firing the rocket that killed nine in Portava on Sunday.",
    )
    assert not any("bases" in t.as_written for t in event.targets)


ARREST = "Police in Portava in Arland arrested Ilse Maren, the editor of a weekly, on Sunday, a police spokesman said."


def test_who_was_arrested_tells_of_it(annotator: Annotator) -> None:
    held = "Maren said in a video that she was in good health and that the guards were polite."
    event = main_event(annotator, held, lead=ARREST, title="Editor held in Portava")
    assert accounts(event)["Ilse Maren"] == "asserts"
    assert event.status == "corroborated (2)"


def test_what_he_says_of_other_things_is_no_account_of_it(annotator: Annotator) -> None:
    event = main_event(
        annotator, "Maren said in a video that the weekly would appear on Monday.", lead=ARREST, title="Editor held"
    )
    assert accounts(event).get("Ilse Maren") in (None, "mentions")
    assert event.status == "claimed"
