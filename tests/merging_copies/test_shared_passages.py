"""Sentences and statements taken over make accounts dependent though the articles are no copies."""

from __future__ import annotations

from saidwho.merging.copies import CopyResult, find_copies
from saidwho.reading import read_text
from saidwho.records import Article, Span

WIRE = "The armed wing of the Harvest League has burned eleven tractors in the province since the dry season began."
QUOTE = "We warned the company twice that the fields belong to the people of the valley"
FIRST = (
    "Masked men set fire to a sugar mill near Lindhavn on Monday night, the fire brigade said.\n\n"
    f"“{QUOTE},” the Harvest League wrote in a leaflet.\n\n{WIRE}\n\n"
    "Two night watchmen were taken to a hospital with burns on their hands."
)
SECOND = (
    "Production at the Lindhavn sugar mill will stand still for weeks after a blaze, its owner told Coast Radio.\n\n"
    f"The leaflet found at the gate said: “{QUOTE}. They laughed at us.”\n\n{WIRE}\n\n"
    "Insurers put the damage at nine million crowns. The cane of four hundred farmers is rotting on the carts."
)
THIRD = (
    "A leaflet that was found beside a burned sugar mill does not come from us, the Harvest League declared.\n\n"
    "Its spokeswoman said that the group had “never warned anybody about any field in the whole valley”.\n\n"
    "Farmers near Lindhavn are waiting for news of when the presses will run again."
)


def read(*texts: str) -> tuple[tuple[Article, ...], CopyResult]:
    articles = tuple(read_text(t) for t in texts)
    return articles, find_copies(articles)


def at(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span(start, start + len(words))


def test_a_sentence_taken_over_is_shared_and_slices_back() -> None:
    articles, copies = read(FIRST, SECOND, THIRD)
    assert copies.groups == ()
    (passage,) = copies.shared_paragraphs
    by_id = {a.id: a for a in articles}
    assert [by_id[o.article].quote(o.span) for o in passage.occurrences] == [WIRE, WIRE]
    assert {o.article for o in passage.occurrences} == {articles[0].id, articles[1].id}


def test_a_quote_is_shared_where_one_is_longer() -> None:
    (first, second, _), copies = read(FIRST, SECOND, THIRD)
    (passage,) = copies.shared_statements
    assert passage.words == len(QUOTE.split())
    assert copies.dependent(first.id, at(first, "We warned"), second.id, at(second, "We warned the company"))
    assert not copies.dependent(first.id, at(first, "Two night watchmen"), second.id, at(second, "Insurers put"))


def test_a_sentence_with_another_figure_is_still_shared() -> None:
    _, copies = read(FIRST, SECOND.replace("eleven tractors", "twelve tractors"), THIRD)
    assert len(copies.shared_paragraphs) == 1


def test_what_stands_in_copies_only_is_no_shared_passage() -> None:
    (first, copy), copies = read(FIRST, FIRST + "\n\nThe Arland Press contributed to this report.")
    assert len(copies.groups) == 1
    assert copies.shared_paragraphs == copies.shared_statements == ()
    assert copies.dependent(first.id, at(first, "Two night watchmen"), copy.id, at(copy, "Two night watchmen"))


def test_quotation_marks_of_any_kind_are_read() -> None:
    straight = SECOND.replace("“", '"').replace("”", '"')
    tex = SECOND.replace("“", "`` ").replace("”", " ''")
    for text in (straight, tex):
        _, copies = read(FIRST, text)
        assert len(copies.shared_statements) == 1
