"""Which lines are no body, and that a report never loses its body to a pattern."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from saidwho.errors import NotEnglish
from saidwho.reading import read_bytes, read_text
from saidwho.reading.segments import segment

BODY = "Two men were hurt on Friday when a mine went off near the mill, the mayor of Portava told a radio station."


def kinds(text: str, title: str | None = None) -> list[str]:
    return [p.kind for p in read_text(text, title=title).paragraphs]


@pytest.mark.parametrize(
    "line",
    [
        "VIDEO: Mine goes off near a mill in Portava, two men are hurt | Harbour Post",
        "Photo: " + BODY,
        "Read more: " + BODY,
    ],
)
def test_the_only_line_is_body(line: str) -> None:
    assert kinds(line) == ["body"]


def test_a_long_line_or_one_of_many_sentences_is_body() -> None:
    assert kinds(f"A title of a few words\nVIDEO: {BODY} {BODY} {BODY}")[1] == "body"
    short = "Photo: It was late. Men came by boat. They took the mill. Nobody saw them go."
    assert kinds(f"A title of a few words\n{short}\n{BODY}")[1] == "body"


@pytest.mark.parametrize(
    "line",
    [
        "By noon the rebels were in control of the mill.",
        "By Friday the army was back in Portava",
        "Home minister quits after the attack on the mill",
        "Search for survivors goes on in Portava",
        "Updated figures of the ministry show that 1200 people died",
        "May 4, 2031 The council bans mines.",
        "Sunday, about 2000 people fled the town on foot.",
        "Related violence killed five people in the north",
        "“Join our fight,” the group told young men of the town.",
        "File clerks of the ministry were hurt as well, it said.",
        "Most people stand behind the army, says a Reuters/Sample poll.",
    ],
)
def test_sentences_that_begin_like_furniture_are_body(line: str) -> None:
    assert kinds(f"A title of a few words\n{BODY}\n{line}\n{BODY}")[2] == "body"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Ann Lee", "byline"),
        ("By Ann Lee and Tom Bell in Portava", "byline"),
        ("BY ANN LEE", "byline"),
        ("Share this article", "furniture"),
        ("Share on Facebook", "furniture"),
        ("Comments (12)", "furniture"),
        ("Related stories", "furniture"),
        ("Published: 4 May 2031", "furniture"),
        ("Sunday, May 4, 2031", "furniture"),
        ("10:15 GMT, 4 May 2031", "furniture"),
        ("Sign up for our newsletter to get the news every day.", "furniture"),
        ("A burnt mill near the river, May 4. AFP/Tom Bell", "caption"),
        ("Photo by Tom Bell", "caption"),
        ("Ann Lund, AFP | Soldiers before the mill in Portava on May 5, 2031, two days after the fire.", "caption"),
        ("A Harbour Labs Inc. satellite picture with smoke above the mill in Portava", "caption"),
        ("A satellite picture with smoke above the mill was taken in May, the ministry said.", "body"),
        ("Smoke after a fire at the mill in Portava, Arland, September 14, 2031", "caption"),
        ("[Photo: Harbour Post, the mill as it was on May 5, 2031]", "caption"),
        ("A guard at the mill on Sunday. Photo by Tom Bell/UPI | License Photo", "caption"),
        ("People of the town at the burnt mill, May 5, 2031. (Tom Bell/AFP)", "caption"),
        ("By The Harbour Post — May 04, 2031 1 min read", "byline"),
        ("The Harbour Post contributed to this report.", "byline"),
        ("2 min read", "furniture"),
        ("— Ministry of Mills (@mills) May 4, 2031", "furniture"),
    ],
)
def test_lines_that_are_no_body(line: str, kind: str) -> None:
    assert kinds(f"A title of a few words\n{line}\n{BODY}\n{BODY}")[1] == kind


@pytest.mark.parametrize(
    ("line", "repeats"),
    [
        ("“Mine” hurts two men near the mill at Portava", True),
        ("Mine hurts two men near the mill at Portava…", True),
        ("Mine hurts two men near the mill at Portava | Harbour Post", True),
        ("Mine hurts two men near mill at Portava", True),
        ("Mine hurts 3 men near the mill at Portava", False),
        ("A mine hurt two men near the old mill of Portava, the mayor said.", False),
    ],
)
def test_the_title_again_with_small_differences(line: str, repeats: bool) -> None:
    found = kinds(f"Mine hurts two men near the mill at Portava\n{line}\n{BODY}\n")[1]
    assert (found == "repeated_title") == repeats


def test_a_given_title_that_is_not_in_the_text() -> None:
    text = f"Mine hurts two men near mill\n\n{BODY}\n"
    assert kinds(text, title="Harbour Post, the paper of the coast") == ["title", "body"]
    assert kinds(f"{BODY}\n\n{BODY}\n", title="Harbour Post, the paper of the coast") == ["body", "body"]
    assert (
        kinds(f"Latest\n\nMine hurts “two men” near mill\n\n{BODY}", title="Mine hurts two men near mill")[1] == "title"
    )


@pytest.mark.parametrize("before", [0, 1, 2, 3])
def test_a_dateline_behind_a_summary(before: int) -> None:
    summary = "The mayor blames the army for it and wants the mines gone from the fields of the town.\n" * before
    article = read_text(f"A title of a few words\n{summary}PORTAVA, Arland (AP) — {BODY}\n{BODY}\n")
    assert article.dateline and (article.dateline.place, article.dateline.agency) == ("PORTAVA", "AP")


def test_a_dateline_on_a_line_of_its_own() -> None:
    article = read_text(f"A title of a few words\nPORTAVA, Arland (AP) —\n{BODY}\n")
    assert article.dateline and article.dateline.place == "PORTAVA"
    assert [p.kind for p in article.paragraphs] == ["title", "byline", "body"]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("By Ann Lee in Portava", "Portava"),
        ("By Ann Lee and Tom Bell in Port Talor, Arland", "Port Talor"),
        ("By Ann Lee in Portava and Tom Bell in Korvo", None),
        ("By Ann Lee", None),
    ],
)
def test_a_byline_names_where_it_was_filed(line: str, place: str | None) -> None:
    article = read_text(f"A title of a few words\n{line}\n{BODY}\n")
    assert article.byline and article.quote(article.byline) == line
    assert (article.dateline.place if article.dateline else None) == place
    if article.dateline and article.dateline.place_span:
        assert article.quote(article.dateline.place_span) == place


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("May 4, 2031 10:15 GMT", dt.date(2031, 5, 4)),
        ("Sunday, 4 May 2031 10:15", dt.date(2031, 5, 4)),
        ("Tom Bell (@tombell) Published May 04, 2031 | 05:30 PM", dt.date(2031, 5, 4)),
        ("2031-05-04 10:15", dt.date(2031, 5, 4)),
        ("May 4, 2031", None),
        ("2031-05-04", None),
    ],
)
def test_a_day_with_a_clock_time_is_the_day_of_publication(line: str, day: dt.date | None) -> None:
    article = read_text(f"A title of a few words\n{line}\n{BODY}\n")
    assert (article.published, article.published_from) == (day, "text" if day else None)


def test_addresses_are_no_words_of_a_language() -> None:
    address = "https://harbourpost.example/noticias/os-da-do-em-para-com-que-uma-no-na-de-os-as-da-do\n"
    short = "Mine near mill: two men hurt. Mayor blames army. Radio: more mines likely. Town council meets today."
    assert read_bytes((address + short).encode(), name="x").text == address + short
    with pytest.raises(NotEnglish):
        read_bytes(("O homem disse que a casa da mãe não foi vista na cidade. " * 5).encode(), name="x")


def test_many_short_lines_are_read_in_bounded_time() -> None:
    began = time.monotonic()
    assert len(segment("a\n" * 300_000)) == 300_000
    assert time.monotonic() - began < 4


@pytest.mark.parametrize(
    ("start", "place", "date", "agency"),
    [
        ("May 4 (UPI) -- ", None, "May 4", "UPI"),
        ("Nairobi, (AAP - Coast Point / Coast News - 4th May, 2031) : ", "Nairobi", "4th May, 2031",
         "AAP - Coast Point / Coast News"),
        ("By Ann Lee. NAIROBI (Reuters) - ", "NAIROBI", None, "Reuters"),
        ("NAIROBI ― ", "NAIROBI", None, None),
        ("Nairobi : ", "Nairobi", None, None),
    ],
)  # fmt: skip
def test_more_datelines(start: str, place: str | None, date: str | None, agency: str | None) -> None:
    dateline = read_text(f"A title of a few words\n{start}{BODY}\n{BODY}\n").dateline
    assert dateline and (dateline.place, dateline.date, dateline.agency) == (place, date, agency)


@pytest.mark.parametrize("start", ["Ann Lee — The mayor of Portava ", "Question: Why ", "Mayor: The "])
def test_a_person_in_front_of_a_dash_is_no_dateline(start: str) -> None:
    assert read_text(f"A title of a few words\n{start}{BODY}\n").dateline is None
