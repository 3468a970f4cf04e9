"""Who claims a deed, who is one man by office and by name, and whose words stand in a document."""

from __future__ import annotations

import datetime as dt

import pytest

from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Annotation


def _read(annotator: Annotator, text: str, outlet: str | None = None) -> Annotation:
    return annotator.annotate(read_text(text, published=dt.date(2031, 5, 9), outlet=outlet))


def _said(found: Annotation) -> list[tuple[str, str | None]]:
    """(words of the source, name of the speaker) in order."""
    quote = found.article.quote
    return [(quote(a.source[0]), a.speaker.name if a.speaker else None) for a in found.attributions if a.source]


def test_an_outlet_never_claims_an_attack(annotator: Annotator) -> None:
    found = _read(
        annotator,
        "VARNA BAY, May 8 (Coastal Voice) - Police denied that the Iron Column had attacked a station in Dorsk.\n\n"
        "It has claimed attacks on two other stations this week, the Coastal Voice has learned.\n",
        outlet="Coastal Voice",
    )
    assert "Coastal Voice" not in [name for words, name in _said(found) if words == "It"]


def test_a_clinic_is_not_the_group(annotator: Annotator) -> None:
    found = _read(
        annotator,
        "Gunmen killed three officers in Portava, police said.\n\nThe director of the Green Hill clinic, Dr. Tova Mer, "
        "confirmed that three policemen had died there.\n\nThe Iron Column claimed the attack. It spoke of six dead.\n",
    )
    assert ("It", "Iron Column") in _said(found)


def test_who_claims_an_attack_is_a_group(annotator: Annotator) -> None:
    found = _read(annotator, "The Iron Column, an armed group, claimed the attack in a message to a radio station.\n")
    (attribution,) = [a for a in found.attributions if a.cue_class == "claim"]
    assert attribution.speaker is not None
    assert (attribution.speaker.name, attribution.speaker.kind) == ("Iron Column", "armed group")


def test_a_clause_of_its_own_tells_movements_apart(annotator: Annotator) -> None:
    found = _read(
        annotator,
        "The Marsh Front claimed the bombing in a video. The Tide Brigade said that it had placed the bomb.\n\n"
        "The Fishermen's League, blamed by the minister, denied any role.\n\n"
        "Two groups have claimed the bombing, while the movement that the government accuses denied it.\n",
    )
    said = dict(_said(found))
    assert said["the movement that the government accuses"] in (None, "Fishermen's League")
    assert said["The Fishermen's League, blamed by the minister,".rstrip(",")] == "Fishermen's League"


@pytest.mark.parametrize(
    ("office", "person", "name"),
    [
        ("the city's police chief", "Colonel Marek Stolt", "Marek Stolt"),
        ("the regional commissioner", "Commissioner Amina Dorr", "Amina Dorr"),
        ("the director of the city hospital", "Dr. Ilka Brandt", "Ilka Brandt"),
    ],
)
def test_one_man_by_office_and_by_name(annotator: Annotator, office: str, person: str, name: str) -> None:
    found = _read(
        annotator,
        f"Three people died in a bomb attack in Portava on Monday, {office} said.\n\n"
        f"{person} told reporters that nine others were wounded.\n",
    )
    assert [who for _, who in _said(found)] == [name, name]


def test_another_office_is_another_man(annotator: Annotator) -> None:
    found = _read(
        annotator,
        "Three people died in a bomb attack in Portava on Monday, the police chief said.\n\n"
        "Mayor Ilka Brandt told reporters that nine others were wounded.\n",
    )
    assert [who for _, who in _said(found)] == [None, "Ilka Brandt"]


def test_the_dead_do_not_speak(annotator: Annotator) -> None:
    found = _read(
        annotator,
        "Two men who died after the march had gunshot wounds, the head of the Hospital del Puerto, Dr. Ines Carro, "
        "told the Harbour Daily.\n",
    )
    assert [name for _, name in _said(found)] == ["Ines Carro"]


def test_a_place_described_is_no_speaker(annotator: Annotator) -> None:
    found = _read(
        annotator,
        "Armed men have killed four clerks in Portava, a town of southern Arland, the local police chief announced on "
        "Monday.\n",
    )
    assert [words for words, _ in _said(found)] == ["the local police chief"]


def test_words_put_into_a_mouth_are_not_said(annotator: Annotator) -> None:
    found = _read(
        annotator, "The case rests on a letter in which the Marsh Front is made to say that it blew up the bridge.\n"
    )
    assert all("Marsh Front" not in words for words, _ in _said(found))


def test_we_in_a_letter_is_not_who_reads_it_out(annotator: Annotator) -> None:
    found = _read(
        annotator,
        "Prosecutor Emil Drask read out a letter on Friday.\n\n"
        '"We blew up the bridge in March," the letter says, according to the prosecutor.\n',
    )
    assert all(a.name != "Emil Drask" for e in found.events for a in e.actors)


def test_a_man_goes_by_the_name_he_gives(annotator: Annotator) -> None:
    found = _read(
        annotator,
        "In a message, a man who gave his name as Commander Lup and said that he spoke for the Lake Men denied that it "
        'had any part in the bombing. "We do not kill passengers," he said.\n',
    )
    assert {name for _, name in _said(found)} == {"Commander Lup"}


def test_rumours_have_no_speaker(annotator: Annotator) -> None:
    found = _read(annotator, "The minister warned against rumours, some of which spoke of a dozen dead.\n")
    assert all(not words.startswith("some of") for words, _ in _said(found))


def test_who_is_suspected_claims(annotator: Annotator) -> None:
    found = _read(
        annotator,
        "The Marsh Front rebels said the army had left the town.\n\nThe Iron Column militants are suspected of it. "
        "The group, which appeared in 2019, claimed the killing on Telegram.\n",
    )
    assert _said(found)[-1][1] == "Iron Column"


def test_a_group_goes_by_the_name_it_gives_itself(annotator: Annotator) -> None:
    found = _read(annotator, "A group calling itself the Creek Redemption Army claimed it had blown up the pipeline.\n")
    (said,) = _said(found)
    assert said[0].startswith("A group") and said[1] == "Creek Redemption Army"


def test_nobody_accuses_herself(annotator: Annotator) -> None:
    found = _read(
        annotator,
        "Prosecutor Katrin Moor said that the man had rented the van. She accused him of six counts of murder.\n",
    )
    assert all(a.name != "Katrin Moor" for e in found.events for a in e.actors)


def test_blame_laid_at_a_door(annotator: Annotator) -> None:
    found = _read(annotator, 'Minister Ann Lee laid the attack at the door of "foreign agencies".\n')
    (accused,) = [a for a in found.attributions if a.cue_class == "accuse"]
    assert accused.speaker is not None and accused.speaker.name == "Ann Lee"


@pytest.mark.parametrize(
    ("text", "name", "body"),
    [
        ("The Marsh Front denied it. Its spokesman, Edvar Lund, said it was a lie.", "Edvar Lund", "Marsh Front"),
        (
            "China's foreign ministry spokesperson Guo Min said talks must go on.",
            "Guo Min",
            "China's foreign ministry",
        ),
        (
            "The Water Authority is new. Interior Cabinet Secretary Ann Lee said that it is needed.",
            "Ann Lee",
            "Interior Ministry",
        ),
    ],
)
def test_for_whom_somebody_speaks(annotator: Annotator, text: str, name: str, body: str) -> None:
    found = _read(annotator, text + "\n")
    speaker = found.attributions[-1].speaker
    assert speaker is not None and (speaker.name, speaker.affiliation) == (name, body)


def test_neither_confirmed_nor_denied_is_no_denial(annotator: Annotator) -> None:
    found = _read(annotator, "Arland's military intelligence neither confirmed nor denied involvement in the blast.\n")
    assert all(a.cue_class != "deny" for a in found.attributions)


def test_an_outlet_that_is_told_is_not_it(annotator: Annotator) -> None:
    found = _read(
        annotator,
        'Lawyer Samia Abbas told Coast FM that she had signed it.\n\n"We were told to burn the offices," it says.\n',
    )
    assert ("it", "Coast FM") not in _said(found)


def test_an_office_of_police_is_no_name(annotator: Annotator) -> None:
    found = _read(annotator, "The Inspector General of Police, Vijay Kumar, said that the men were known.\n")
    assert [name for _, name in _said(found)] == ["Vijay Kumar"]


def test_having_done_it_is_what_is_announced(annotator: Annotator) -> None:
    found = _read(
        annotator,
        "The General Staff of the Armies announced on Tuesday, in a press release, having neutralized thirty men near "
        "Dorsk.\n",
    )
    assert [name for _, name in _said(found)] == ["General Staff of the Armies"]


def test_the_accused_deny_not_the_accuser(annotator: Annotator) -> None:
    found = _read(annotator, "The latter are accused by the UN of abuses, which they deny.\n")
    said = _said(found)
    assert ("the UN", "UN") in said
    assert ("they", "UN") not in said


def test_a_leaflet_states_it(annotator: Annotator) -> None:
    found = _read(
        annotator,
        "The hospital did not answer this newspaper.\n\nThe leaflet, of one page, is signed by two. It says that the "
        "raid was theirs.\n",
    )
    (speaker,) = [a.speaker for a in found.attributions if a.source and found.article.quote(a.source[0]) == "It"]
    assert speaker is not None and (speaker.name, speaker.kind) == (None, "document")


def test_a_noun_that_no_table_knows_has_the_name_behind_it(annotator: Annotator) -> None:
    found = _read(annotator, "A stoker, Ilka Brandis, told reporters that the first explosion came at midnight.\n")
    assert [name for _, name in _said(found)] == ["Ilka Brandis"]
