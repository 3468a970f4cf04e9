"""Names as text: labels, keys, acronyms."""

import pytest

from saidwho.linking.names import initials, is_acronym, key, neutral, same_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("the Northern Front", "Northern Front"),
        (
            "the headquarters of the Arland regime's ministry for river affairs",
            "headquarters of the Arland ministry for river affairs",
        ),
        ("the Chadian regime", "Chad"),
        ("the regime", None),
        ("the terrorists", None),
        ("Chadian terrorists", None),
        ("the so-called Lake Brigades", "Lake Brigades"),
        ("the bases of the enemy in the hills", "bases in the hills"),
        ("Portava's ", "Portava"),
    ],
)
def test_neutral_names_carry_no_label(written: str, name: str | None) -> None:
    assert neutral(written) == name


def test_one_key_for_a_state_by_name_and_by_adjective() -> None:
    assert key("Chadian Lake Resistance") == key("Lake Resistance in Chad")
    assert key("Lake Resistance in Chad") != key("Lake Resistance in Peru")


def test_acronyms() -> None:
    assert "NUN" in initials("National Union of Nurses")
    assert is_acronym("AFX") and is_acronym("U.N.") and not is_acronym("Front")
    assert same_name("NUN", "National Union of Nurses")
    assert not same_name("NUN", "National League of Nurses")
