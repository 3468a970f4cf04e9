"""From bytes to articles: what is body, what is not, and what is refused."""

from __future__ import annotations

import datetime as dt
import io
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saidwho.errors import BadDate, EmptyText, InputError, NotEnglish, NotText, TooLong
from saidwho.reading import ReadingOptions, parse_date, read, read_bytes, read_html, read_text
from saidwho.records import Article, Failure

REPORT = """Blast hits depot in Portava

Blast hits depot in Portava

PORTAVA, May 4 (Harbour Post) - A blast hit the fuel depot in Portava on Sunday, police said.

"We heard it from the river," said Ann Lee, a baker who lives on the far bank.

(Reporting by Tom Bell; editing by Ann Gray)
Most read
Top stories
"""


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(p.kind, article.quote(p.span)) for p in article.paragraphs]


def test_title_dateline_body_and_furniture() -> None:
    article = read_text(REPORT)
    assert article.title and article.quote(article.title) == "Blast hits depot in Portava"
    assert article.outlet == "Harbour Post"
    assert article.dateline and (article.dateline.place, article.dateline.date) == ("PORTAVA", "May 4")
    assert [kind for kind, _ in kinds(article)] == [
        "title", "repeated_title", "byline", "body", "body", "byline", "furniture", "furniture",
    ]  # fmt: skip
    body = [words for kind, words in kinds(article) if kind == "body"]
    assert body[0].startswith("A blast hit")
    assert article.unknown["published"]


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("TEHRAN (Tasnim) - The group said it would answer the strike.", "TEHRAN", "Tasnim"),
        ("KABUL, March 3 (Reuters) – Gunmen attacked a convoy near the border.", "KABUL", "Reuters"),
        ("GUATEMALA CITY, 4 FEB 90 (ACAN-EFE) -- Rebels stormed a police post.", "GUATEMALA CITY", "ACAN-EFE"),
        ("NAIROBI, Kenya (AP) _ Two bombs went off in the capital on Friday.", "NAIROBI", "AP"),
        ("COLOMBO: The government lowered the number of dead on Thursday.", "COLOMBO", None),
        ("Emanuel (Mannie) Stern told the paper that he had seen nothing.", None, None),
        ("UPDATE: The army has withdrawn its statement about the village.", None, None),
        ("PORTAVA (Harbour Wire) \ufffd A clash was reported on the coast road.", "PORTAVA", "Harbour Wire"),
        ("PORTAVA − A clash was reported on the coast road by the army.", "PORTAVA", None),
    ],
)
def test_datelines(line: str, place: str | None, agency: str | None) -> None:
    dateline = read_text(f"A title without a full stop\n\n{line}\n").dateline
    assert (dateline.place if dateline else None) == place
    assert (dateline.agency if dateline else None) == agency


def test_wrapped_wire_copy_has_paragraphs_of_several_lines() -> None:
    text = (
        "THE ARMY SAID TODAY THAT GUERRILLAS HAD ATTACKED A FARM WHICH\n"
        "LIES ON THE COAST, WHERE NOBODY WAS STAYING AT THE TIME OF THE\n"
        "ATTACK.\n\n"
        "   A SPOKESMAN ADDED THAT TWO SOLDIERS WERE HURT WHEN A MINE WENT\n"
        "OFF ON THE ROAD TO THE FARM AND THAT THE SEARCH FOR THE OTHERS\n"
        "GOES ON.\n"
    )
    assert [kind for kind, _ in kinds(read_text(text))] == ["body", "body"]


def test_published_only_where_the_page_calls_it_so() -> None:
    assert read_text("A title\nPublished: 4 May 2031\nBody text of one sentence.\n").published == dt.date(2031, 5, 4)
    assert read_text("A title\n4 May 2031\nBody text of one sentence.\n").published is None


def test_html() -> None:
    page = (
        "<html><head><title>Blast hits depot</title><meta property='og:site_name' content='Harbour Post'>"
        "<meta property='article:published_time' content='2031-05-04T10:00:00Z'></head><body><nav>Home News</nav>"
        "<article><h1>Blast hits depot</h1><p>A blast hit the fuel depot in Portava on Sunday, police said, and the "
        "fire could be seen from the other side of the river for hours.</p><p>Nobody was hurt, the owner of the "
        "depot told the paper, although the wind carried the smoke to the town.</p></article>"
        "<footer>All rights reserved</footer></body></html>"
    )
    article = read_html(page)
    assert article.title and article.quote(article.title) == "Blast hits depot"
    assert article.outlet == "Harbour Post"
    assert article.published_from == "page"
    assert "All rights reserved" not in article.text


FRENCH = "Le gouvernement a annoncé que les soldats sont dans la ville et que la population est avec eux. " * 3
ENGLISH = "The army said on Monday that it had taken the town and that all of its soldiers were safe after the fight."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_encoding(encoding: str) -> None:
    words = ENGLISH + " “We are here,” it said."
    assert read_bytes(words.encode(encoding), name="x").text == words


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyText),
        (b"  \n ", EmptyText),
        (b"*** --- ***", EmptyText),
        (b"%PDF-1.7 stream", NotText),
        (bytes(range(1, 9)) * 50, NotText),
        ("Армия заявила, что взяла город и что все солдаты целы.".encode(), NotEnglish),
        (FRENCH.encode(), NotEnglish),
        (b"word " * 500_000, TooLong),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(data: bytes, error: type[InputError]) -> None:
    with pytest.raises(error, match=r"Expected"):
        read_bytes(data, name="x.txt")


def test_fifty_megabytes_of_one_line_are_refused_at_once() -> None:
    began = time.monotonic()
    with pytest.raises(TooLong):
        read_bytes(b"a" * 50_000_000, name="x.txt")
    assert time.monotonic() - began < 2


def test_a_folder_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.4")
    (tmp_path / "c.txt").write_text(REPORT)
    got = list(read(tmp_path))
    assert [type(x) for x in got] == [Failure, Failure, Article]
    assert [x.reason for x in got if isinstance(x, Failure)] == ["EmptyText", "NotText"]
    (missing,) = read(tmp_path / "none.txt")
    assert isinstance(missing, Failure) and missing.reason == "UnreadableSource"


def test_standard_input_and_options() -> None:
    options = ReadingOptions(published=dt.date(2031, 5, 4), outlet="Given")
    (article,) = read("-", options=options, stdin=io.BytesIO(REPORT.encode()))
    assert isinstance(article, Article)
    assert (article.published, article.outlet, article.published_from) == (dt.date(2031, 5, 4), "Given", "given")


@pytest.mark.parametrize("value", ["4 May 2031", "2031-02-30", "1850-01-01", "", "2031-5-4"])
def test_bad_dates(value: str) -> None:
    with pytest.raises(BadDate, match="Expected"):
        parse_date(value)


def test_dates() -> None:
    assert parse_date("2031-05-04") == parse_date("2031-05-04T10:00:00Z") == dt.date(2031, 5, 4)


@given(st.text(max_size=400))
def test_any_text_gives_ordered_paragraphs_or_an_error(text: str) -> None:
    try:
        article = read_text(text)
    except InputError:
        return
    assert article.text == text
    at = 0
    for paragraph in article.paragraphs:
        assert at <= paragraph.span.start < paragraph.span.end <= len(text)
        at = paragraph.span.end


def test_real_reports_keep_their_body(cases: Path) -> None:
    for file in sorted(cases.glob("*/[0-9].txt")):
        (article,) = read(file)
        assert isinstance(article, Article)
        body = sum(p.span.end - p.span.start for p in article.paragraphs if p.kind in ("body", "title"))
        assert body > 0.75 * len(article.text.strip()), file
