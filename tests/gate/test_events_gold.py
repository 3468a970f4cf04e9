"""The coded sentences: in form, of every type, and scored as they should be."""

import re
from collections import Counter

import pytest

from gate.tasks import events as gold
from saidwho.coding.codebook import load_codebook
from saidwho.pipeline import Annotator


@pytest.fixture(scope="module")
def sentences() -> list[gold.Sentence]:
    return gold.sentences()


def test_there_are_enough_of_each_type(sentences: list[gold.Sentence]) -> None:
    types = Counter(e.type for s in sentences for e in s.events)
    assert len(sentences) >= 300
    assert set(types) == set(load_codebook().types)
    assert min(types.values()) >= 6
    assert sum(not s.events for s in sentences) >= 40
    stages = Counter(e.stage for s in sentences for e in s.events)
    assert all(stages[s] for s in ("attempted", "planned", "hypothetical"))
    assert sum(e.polarity == "negative" for s in sentences for e in s.events) >= 6


def test_types_modes_and_classes_are_those_of_the_codebooks(sentences: list[gold.Sentence]) -> None:
    book = load_codebook()
    classes = {row.code[1] for row in book.acled if row.code}
    for sentence in sentences:
        for event in sentence.events:
            assert event.mode is None or event.mode in book.types[event.type].modes, sentence.text
            assert event.acled in (None, "?", *classes), sentence.text


def test_no_sentence_stands_twice(sentences: list[gold.Sentence]) -> None:
    assert len({s.text for s in sentences}) == len(sentences)


def test_actors_and_targets_are_words_of_their_sentence(sentences: list[gold.Sentence]) -> None:
    for sentence in sentences:
        text = sentence.text.lower()
        for event in sentence.events:
            for phrase in (*event.actors, *event.targets):
                words = set(re.findall(r"\w+", phrase.lower())) - gold.SMALL
                assert words and all(word in text for word in words), (phrase, sentence.text)


def test_a_right_answer_counts_and_a_wrong_one_does_not(annotator: Annotator) -> None:
    code = "ASSAULT/firearms @shot | Gunmen | two farmers | killed 2 | Attack"
    right = gold.Sentence(1, "Gunmen shot dead two farmers near Portava.", (gold._coded(code, 1),), frozenset())
    empty = gold.Sentence(3, "The striker shot the ball over the bar.", (), frozenset())
    figures = gold.figures(gold.score([right, empty], annotator))
    assert figures["type F1"] == figures["actor F1"] == figures["toll F1"] == 100
    other = gold.Sentence(1, right.text, (gold._coded(code.replace("ASSAULT/firearms", "AID/-"), 1),), frozenset())
    assert gold.figures(gold.score([other, empty], annotator))["type F1"] == 0


@pytest.mark.parametrize("code", ["ASSAULT", "ASSAULT/- @x | a | b", "assault/- @x | - | - | - | -"])
def test_a_code_out_of_form_names_its_line(code: str) -> None:
    with pytest.raises(ValueError, match="line 7"):
        gold._coded(code, 7)
