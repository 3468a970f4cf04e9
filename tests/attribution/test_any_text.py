"""Any text at all: no crash, spans in bounds, source and cue apart, parents that exist."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saidwho.attribution import attribute
from saidwho.parsing import Parser
from saidwho.reading import read_text
from saidwho.records import OUTLET, Article, Paragraph, Span

WORDS = st.sampled_from(
    "the rebels said that , . : “ ” \" ‘ ’ « » `` '' „ police told according to reportedly claim was by he denied "
    "Monday Portava — ( ) quoting as saying declined No \n\n who which killed ten verify could not be".split(" ")
)
SOUP = st.lists(WORDS, max_size=60).map(" ".join)


def _article(text: str) -> Article:
    paragraphs, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(Span(at, at + len(line)), "body" if paragraphs else "title"))
        at += len(line) + 1
    return Article("x", text, tuple(paragraphs))


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.one_of(SOUP, st.text(max_size=300)))
def test_any_text(parser: Parser, text: str) -> None:
    article = _article(text)
    attributions = attribute(parser.parse(article), article)
    ids = {a.id for a in attributions} | {OUTLET}
    assert len(ids) == len(attributions) + 1
    for attribution in attributions:
        spans = (*attribution.source, *attribution.cue, *attribution.content)
        assert attribution.content and all(0 <= s.start < s.end <= len(text) for s in spans)
        assert not any(s.start < c.end and c.start < s.end for s in attribution.source for c in attribution.cue)
        assert attribution.parent in ids and attribution.parent != attribution.id
        assert attribution.source or attribution.unknown["source"]
    assert attributions == attribute(parser.parse(article), article)


def test_open_marks_in_every_paragraph_take_bounded_time(parser: Parser) -> None:
    article = read_text("Portava\n\n" + "“The rebels said that the harbour was closed.\n\n" * 400)
    attributions = attribute(parser.parse(article), article)
    assert all(s.end <= len(article.text) for a in attributions for s in a.content)


def test_parents_never_run_in_a_circle(parser: Parser) -> None:
    body = "Ann Lee says, the colonel says, the mayor said, that the radio says, citing Ann Lee, all is well, he said."
    article = read_text(f"Portava\n\n{body}")
    parents = {a.id: a.parent for a in attribute(parser.parse(article), article)}
    for start in parents:
        seen, at = set(), start
        while at != OUTLET:
            assert at not in seen
            seen.add(at)
            at = parents[at]
