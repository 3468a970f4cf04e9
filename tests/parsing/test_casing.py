"""Text in capitals, or without any, gets the case of ordinary print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidwho.casing import Lexicon, is_word, restore
from saidwho.parsing import Parser
from saidwho.reading import read_text


@pytest.fixture(scope="module")
def lexicon(parser: Parser) -> Lexicon:
    return parser.lexicon


@pytest.mark.parametrize(
    ("printed", "ordinary"),
    [
        ("GUERRILLAS ATTACKED POLICEMEN WHO WERE CARRYING BOXES OF BULLETS.",
         "Guerrillas attacked policemen who were carrying boxes of bullets."),
        ("THE BODIES OF TWO WOMEN WERE FOUND ON MONDAY, 4 MARCH, IN SAN SALVADOR.",
         "The bodies of two women were found on Monday, 4 March, in San Salvador."),
        ("THEY MAY MARCH TO BUENOS AIRES IN MAY, A COLOMBIAN SENATOR SAID.",
         "They may march to Buenos Aires in May, a Colombian senator said."),
        ("THE U.S. EMBASSY IN LIMA, PERU, WAS BOMBED AT 7 P.M. BY THE MRTA.",
         "The U.S. embassy in Lima, Peru, was bombed at 7 p.m. by the MRTA."),
        ("THE FRONT OF RIVER TOWNS [FRT] HELD THE BRIDGE. THE FRT'S MEN STOPPED BUSES.",
         "The Front of River Towns [FRT] held the bridge. The FRT's men stopped buses."),
        ("PRESIDENT OSVALDO QUERETTI DIDN'T MEET JORGE PARDO LEAL IN SAN LUIS DE LA REINA.",
         "President Osvaldo Queretti didn't meet Jorge Pardo Leal in San Luis de la Reina."),
    ],
)  # fmt: skip
def test_capitals(lexicon: Lexicon, printed: str, ordinary: str) -> None:
    assert restore([printed], lexicon) == [ordinary]


def test_what_one_paragraph_calls_an_acronym_is_one_in_all(lexicon: Lexicon) -> None:
    blocks = [
        "THE ARMED RIVER ENTITY [ARE] MET THE PRESS IN A VILLAGE.",
        "THE MEN OF THE FRENAL (FRENAL) LEFT THE TOWN.",
    ]
    assert restore(blocks, lexicon)[1] == "The men of the FRENAL (FRENAL) left the town."


def test_no_capitals_at_all(lexicon: Lexicon) -> None:
    text = (
        "police fired at a crowd in new delhi on monday, said inspector osvaldo queretti, an indian. nobody was hurt. "
        "the march from lucknow to the capital goes on, and i saw it, said one of the men."
    )
    assert restore([text], lexicon) == [
        "Police fired at a crowd in New Delhi on Monday, said Inspector Osvaldo Queretti, an Indian. Nobody was hurt. "
        "The march from Lucknow to the capital goes on, and I saw it, said one of the men."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Police fired at a crowd, an officer of the FRT said on Monday, and the mayor, who had seen it, went on.",
        "NATO",
        "ok",
    ],
)
def test_ordinary_print_stays(lexicon: Lexicon, text: str) -> None:
    assert restore([text], lexicon) == [text]


@pytest.mark.parametrize("word", "attacked kidnapping clashes stopped bodies policemen carried killings".split())
def test_inflected_forms_are_words(lexicon: Lexicon, word: str) -> None:
    assert is_word(word, lexicon.known)


@pytest.mark.parametrize("word", ["queretti", "fmln", "portava", "xed"])
def test_names_are_no_words(lexicon: Lexicon, word: str) -> None:
    assert not is_word(word, lexicon.known)


@given(blocks=st.lists(st.text(max_size=80), max_size=4))
def test_length_never_changes(lexicon: Lexicon, blocks: list[str]) -> None:
    loud = [block.upper() for block in blocks]
    for given_blocks in (blocks, loud):
        restored = restore(given_blocks, lexicon)
        assert [len(b) for b in restored] == [len(b) for b in given_blocks]
        assert [b.casefold() for b in restored] == [b.casefold() for b in given_blocks]


def test_words_are_recased_and_offsets_are_the_texts(parser: Parser) -> None:
    article = read_text("GUNMEN KILLED TWO PEASANTS NEAR SAN SALVADOR ON FRIDAY, THE ARMY SAID.")
    parse = parser.parse(article)
    assert "Salvador" in parse.word and "peasants" in parse.word
    assert [article.text[a:b] for a, b in zip(parse.start, parse.end, strict=True)] == [w.upper() for w in parse.word]
