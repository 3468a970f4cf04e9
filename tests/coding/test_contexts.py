"""PLOVER's contexts by the words of a sentence."""

import pytest

from saidwho.coding.contexts import names
from saidwho.pipeline import Annotator
from saidwho.reading import read_text


def test_all_contexts_of_plover():
    assert len(names()) == len(set(names())) == 37


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Gunmen attacked a polling station in Portava two days before the vote.", "election"),
        ("Hackers shut down the website of the central bank in Portava.", "cyber"),
        ("Police in Portava seized two tonnes of cocaine.", "illegal_drugs"),
        ("Soldiers shelled a clinic near Portava on Sunday.", "health"),
        ("Police fired tear gas at protesters in Portava.", "repression"),
        ("A roadside bomb wounded two peacekeepers near Portava.", "peacekeeping"),
    ],
)
def test_the_words_show_the_context(annotator: Annotator, text: str, context: str):
    assert context in annotator.annotate(read_text(text)).mentions[0].contexts


def test_repression_is_no_context_of_aid(annotator: Annotator):
    text = "Doctors from Cuba treated 30 students in Portava."
    assert all("repression" not in m.contexts for m in annotator.annotate(read_text(text)).mentions)
