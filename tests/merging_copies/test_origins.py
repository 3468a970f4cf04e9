"""Credit lines and relays give the original source, with the words that prove it."""

from __future__ import annotations

import pytest

from saidwho.merging.copies_origins import Origin, find_origins, original
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Article

BODY = (
    "Gunmen attacked a checkpoint near Portava on Tuesday, killing two soldiers, the army said in the evening.\n\n"
    "The road to the coast was closed for the rest of the day while engineers searched it for mines."
)


def of_article(text: str, outlet: str | None = None) -> list[tuple[str | None, str, str]]:
    article = read_text(text, outlet=outlet)
    found = find_origins(article)
    assert all(article.quote(o.span) == o.as_written for o in found)
    return [(o.name, o.scope, o.how) for o in found]


WHOLE = {
    "LINDHAVN, March 3 (Reuters) - " + BODY: ("Reuters", "dateline"),
    "PORTAVA (AP) — " + BODY: ("Associated Press", "dateline"),
    "Soldiers killed\n\nBy Mirela Tosk, Associated Press\n\n" + BODY: ("Associated Press", "byline"),
    BODY + "\n\n(AFP)": ("Agence France-Presse", "credit"),
    BODY + "\n\nSource: Xinhua": ("Xinhua", "credit"),
    BODY + " (AFP)": ("Agence France-Presse", "credit"),
    BODY + "\n\nCopyright 2031 The Associated Press. All rights reserved.": ("Associated Press", "copyright"),
}
PART = {
    BODY + "\n\nThe Associated Press contributed to this report.": ["Associated Press"],
    BODY + "\n\nWith files from Reuters and AFP": ["Reuters", "Agence France-Presse"],
    BODY + "\n\n(With inputs from PTI)": ["PTI"],
    BODY + "\n\nAdditional reporting by dpa": ["dpa"],
}


@pytest.mark.parametrize("text", WHOLE)
def test_the_whole_report_is_an_agency_s(text: str) -> None:
    name, how = WHOLE[text]
    assert of_article(text, outlet="Harbour Post") == [(name, "whole", how)]


@pytest.mark.parametrize("text", PART)
def test_part_of_the_report_is_an_agency_s(text: str) -> None:
    found = of_article(text, outlet="Harbour Post")
    assert found == [(name, "part", "contribution") for name in PART[text]]
    assert original(find_origins(read_text(text, outlet="Harbour Post"))) is None


def test_plain_reports_and_picture_credits_have_no_origin() -> None:
    assert of_article(BODY, outlet="Harbour Post") == []
    assert of_article("Photo: AFP\n\n" + BODY, outlet="Harbour Post") == []
    assert of_article(BODY + "\n\nThe BBC lost its licence in the province last year.", outlet="Harbour Post") == []


def test_the_dateline_outranks_the_credit() -> None:
    article = read_text("PORTAVA (Reuters) - " + BODY + "\n\n(AFP)", outlet="Harbour Post")
    found = original(find_origins(article))
    assert found is not None and found.name == "Reuters"


def statements(article: Article, annotator: Annotator) -> dict[str, Origin]:
    """Origins of attributions by the words of their content."""
    attributions = annotator.annotate(article).attributions
    content = {a.id: article.quote(a.content[0]) for a in attributions if a.content}
    found = [o for o in find_origins(article, attributions) if o.attribution]
    assert all(article.quote(o.span) == o.as_written for o in found)
    return {content[o.attribution]: o for o in found if o.attribution}


RELAYED = {
    "Two soldiers died in the blast, Colonel Ana Ruiz told the BBC.": ("BBC", "told"),
    "The minister told Reuters that two soldiers died in the blast.": ("Reuters", "told"),
    "Two soldiers died in the blast, according to state news agency SANA.": ("SANA", "source"),
    "Xinhua reported that two soldiers died in the blast.": ("Xinhua", "source"),
    "“Two soldiers died in the blast,” the governor said in an interview with Al Jazeera.": ("Al Jazeera", "told"),
    "The governor said two soldiers died in the blast, state television reported.": (None, "source"),
    "In a statement carried by the official Petra news agency, the army said two soldiers died in the blast.": (
        "Petra",
        "cited",
    ),
}


@pytest.mark.parametrize("sentence", RELAYED)
def test_a_statement_names_the_medium_through_which_it_came(sentence: str, annotator: Annotator) -> None:
    found = statements(read_text(sentence, outlet="Harbour Post"), annotator)
    assert RELAYED[sentence] in {(o.name, o.how) for o in found.values()}


def test_what_was_told_to_the_outlet_itself_is_no_relay(annotator: Annotator) -> None:
    article = read_text("Two soldiers died in the blast, Colonel Ana Ruiz told the BBC.", outlet="BBC")
    assert statements(article, annotator) == {}


def test_a_medium_inside_what_is_said_is_no_relay(annotator: Annotator) -> None:
    article = read_text("The minister said that rebels had told the BBC about the plan.", outlet="Harbour Post")
    found = [o for o in find_origins(article, annotator.annotate(article).attributions) if o.attribution == "a-1"]
    assert found == []
