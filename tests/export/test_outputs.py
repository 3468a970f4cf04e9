"""Text, CSV and the page, on a hand-made annotation."""

import csv
import io
import re
from dataclasses import replace

import pytest

from saidwho import export
from saidwho.export.words import aside, quoted, told, where
from saidwho.records import Annotation, Article, Attribution, Failure, Place, Span

FAILURE = Failure("<bad>.txt", "EmptyText", "'<bad>.txt' is empty.")


def test_text_says_who_says_what_with_the_words_that_prove_it(annotation: Annotation) -> None:
    text = export.to_text(annotation)
    assert "[1] ASSAULT, drone (ACLED: Air/drone strike)" in text
    assert "CLAIMED: only the actor says so" in text
    assert "Harbour Post ← The Front (on Telegram): claims it." in text
    assert "killed: 3 or more (guards), by Harbour Post ← The Front (on Telegram) “at least three”" in " ".join(
        text.split()
    )
    assert "part of the total" in text
    assert "Portava, Coast, XX (city)" in text
    assert "2031-05-04 “on Sunday”" in " ".join(text.split())
    assert "threatened: has not happened" in text
    assert "unknown: no place in the report" in text
    assert text.index("Background") > text.index("[1]")
    assert "no source named, says:" in text.split("Also said")[1]


@pytest.mark.parametrize("width", [40, 80, 110])
def test_text_fits_the_width(annotation: Annotation, width: int) -> None:
    lines = export.to_text(annotation, painter=export.Painter(width=width)).split("\n")
    assert max(len(line) for line in lines[2:] if not line.startswith("[")) <= width


def test_colour_changes_no_word(annotation: Annotation) -> None:
    plain = export.to_text(annotation)
    coloured = export.to_text(annotation, painter=export.Painter(colour=True))
    assert "\x1b[33m“" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_text_of_a_failure_is_one_line() -> None:
    assert export.to_text(FAILURE) == "<bad>.txt: not coded. '<bad>.txt' is empty.\n"


def test_csv_has_a_row_an_event_and_a_row_a_failure(annotation: Annotation) -> None:
    rows = list(csv.DictReader(io.StringIO(export.to_csv([annotation, FAILURE]))))
    assert [row["event"] for row in rows] == ["e-1", "e-2", ""]
    assert rows[0]["killed"] == "3 or more"
    assert rows[0]["actors"] == "The Front"
    assert (rows[0]["start"], rows[0]["end"]) == ("2031-05-04", "2031-05-05")
    assert rows[1]["background"] == "an aside"
    assert rows[2]["failure"].startswith("EmptyText: ")


def test_page_loads_nothing_and_escapes_the_text(annotation: Annotation) -> None:
    page = export.to_html([annotation, FAILURE])
    assert "<b>depot" not in page
    assert "&lt;b&gt;depot" in page
    assert "&lt;bad&gt;.txt" in page
    assert not re.search(r"""(src|href)=["'](?!#)|url\(|@import|https?:""", page)


def test_every_value_of_the_page_leads_to_words(annotation: Annotation) -> None:
    page = export.to_html([annotation, FAILURE])
    anchors = re.findall(r'id="(v[^"]+)"', page)
    keys = re.findall(r'href="#(v[^"]+)"', page)
    assert keys
    assert set(keys) == set(anchors)
    assert len(anchors) == len(set(anchors))


def test_the_page_shows_the_whole_text_once(annotation: Annotation) -> None:
    page = export.to_html([annotation])
    shown = "".join(re.findall(r"<p class=\"(?:title|body|byline)\"[^>]*>(.*?)</p>", page, re.S))
    words = re.sub(r"<[^>]+>", "", shown).replace("&lt;", "<").replace("&gt;", ">")
    assert words == annotation.article.text.replace("\n\n", "")


def test_marks_stand_on_the_words_of_the_value(annotation: Annotation) -> None:
    page = export.to_html([annotation])
    key = re.search(r'data-ev="(v1-\d+)">drone <q>drones</q>', page)
    assert key is not None
    marked = re.findall(rf'<span class="ev[^"]*" data-ev="[^"]*\b{key.group(1)}\b[^"]*"[^>]*>([^<]*)</span>', page)
    assert marked == ["drones"]


def test_a_long_account_is_cut_to_where_it_tells_of_the_event(annotation: Annotation) -> None:
    event = annotation.events[0]
    assert told(annotation.article, event, event.accounts[0]).startswith("it struck the depot with drones")
    late = replace(event.mentions[0], trigger=annotation.mentions[0].tolls[1].span)
    cut = told(annotation.article, replace(event, mentions=(late,)), event.accounts[0], limit=60)
    assert cut.startswith("[…] ")
    assert "two of them" in cut


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("“We did it,”", "We did it"),
        ('a "calculation error"', 'a "calculation error"'),
        ('"one" and "two"', '"one" and "two"'),
        ("that it left,", "that it left"),
    ],
)
def test_only_marks_around_all_of_the_words_are_left_out(words: str, shown: str) -> None:
    article = Article("a", words, ())
    assert quoted(article, [Span(0, len(words))]) == shown


def test_what_belongs_to_no_event_keeps_how_it_was_said() -> None:
    text = "The Front could not confirm the report."
    said = Attribution("a-1", (Span(0, 9),), (Span(10, 27),), (Span(28, 38),), "indirect", "confirm", negated=True)
    assert aside(Article("a", text, ()), said) == "The Front, could not confirm"
    bare = Attribution("a-1", (Span(0, 9),), (Span(20, 27),), (Span(28, 38),), "indirect", "confirm", negated=True)
    assert aside(Article("a", text, ()), bare) == "The Front, not: confirm"


def test_a_place_outside_the_gazetteer_is_no_country() -> None:
    place = Place(Span(0, 5), "Velka", None, None, "FR", None, "country")
    assert where(place) == "in France (a place that is not in the gazetteer)"
