"""Whatever the text: no crash, every span slices back to its words, and nothing but the text and settings counts."""

import dataclasses
import datetime as dt
import json
import random
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saidwho.errors import InputError
from saidwho.export import article_record, check_record
from saidwho.pipeline import Annotator
from saidwho.reading import ReadingOptions, read_bytes, read_text
from saidwho.records import OUTLET, Annotation, Article, Failure, Span

QUICK = settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
DAY = dt.date(2031, 5, 4)
PIECES = (
    "The Northern Front said it struck the ministry in Portava on Sunday",
    "at least three guards were killed and “dozens” wounded, police said",
    "“We did not do it,",
    "” the group’s spokesman told state TV",
    "According to residents",
    "could not be independently verified",
    "vowed to attack again",
    "PORTAVA, May 4 (Arland Wire) —",
    "Gunmen abducted 12 pupils",
    "he added:",
    "The claim that",
    "was denied by",
    "“",
    '"',
    "‘",
    "—",
    ",",
    ".",
    "\n\n",
    "\n",
    "\t",
    "\x00",
    "\x0b",
    "\u2028",
    "\ufeff",
    "\u202e",
    "قال المتحدث",
    "הדובר אמר",
    "💣🚀",
    "e\u0301",
    "1,000,000,000,000",
    "between 3 and 5",
    "THE ARMY ATTACKED THE CITY",
)
WIRE = st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map(" ".join)
ANY = st.text(max_size=400)


def spans(value: Any) -> Iterator[tuple[Span, str | None]]:
    """Every span inside a record, with the words it should stand for where the record gives them."""
    if isinstance(value, Span):
        yield value, None
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        written = getattr(value, "as_written", None)
        for field in dataclasses.fields(value):
            inner = getattr(value, field.name)
            if isinstance(inner, Span):
                yield inner, written if field.name == "span" else None
            elif not isinstance(value, Annotation) or field.name != "article":
                yield from spans(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from spans(inner)


def check(annotation: Annotation) -> None:
    text = annotation.article.text
    for span, written in [*spans(annotation), *spans(annotation.article)]:
        assert 0 <= span.start < span.end <= len(text)
        assert written is None or text[span.start : span.end] == written
    ids = [a.id for a in annotation.attributions]
    assert len(ids) == len(set(ids)) and OUTLET not in ids
    known = {OUTLET, *ids}
    assert all(a.parent in known and a.parent != a.id for a in annotation.attributions)
    assert all(m.attribution in known for m in annotation.mentions)
    assert all(a.content for a in annotation.attributions)
    told = [m.id for e in annotation.events for m in e.mentions]
    assert len(told) == len(set(told)) and set(told) <= {m.id for m in annotation.mentions}


def coded(annotator: Annotator, text: str) -> Annotation | None:
    try:
        article = read_text(text, published=DAY)
    except InputError:
        return None
    annotation = annotator.annotate(article)
    check(annotation)
    assert not list(check_record(article_record(annotation)))
    return annotation


def as_bytes(annotation: Annotation | Failure | None) -> bytes:
    if not isinstance(annotation, Annotation):
        return repr(annotation).encode()
    return json.dumps(article_record(annotation)).encode()


@QUICK
@given(WIRE)
def test_any_mixture_of_news_and_rubbish_is_annotated(annotator: Annotator, text: str) -> None:
    coded(annotator, text)


@QUICK
@given(ANY)
def test_any_text_at_all_is_annotated(annotator: Annotator, text: str) -> None:
    coded(annotator, text)


@QUICK
@given(st.binary(max_size=300))
def test_any_bytes_give_an_article_or_a_clear_error(annotator: Annotator, data: bytes) -> None:
    try:
        article = read_bytes(data, name="x", options=ReadingOptions(check_language=False))
    except InputError as error:
        assert str(error)
        return
    check(annotator.annotate(article))


@settings(QUICK, max_examples=10)
@given(st.lists(WIRE, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_order_and_company_change_nothing(annotator: Annotator, texts: list[str], chance: random.Random) -> None:
    alone = {text: as_bytes(coded(annotator, text)) for text in texts}
    mixed = list(texts)
    chance.shuffle(mixed)
    assert all(as_bytes(coded(annotator, text)) == alone[text] for text in mixed)


@settings(QUICK, max_examples=10)
@given(WIRE)
def test_the_same_text_gives_the_same_record(annotator: Annotator, text: str) -> None:
    first, second = coded(annotator, text), coded(annotator, text)
    assert first == second and as_bytes(first) == as_bytes(second)


LONG = "The army said that rebels attacked the town on Sunday and killed three guards. "
HARD = {
    "an unclosed quotation mark in every paragraph": "\n\n".join(
        ["“We struck the base at dawn, said the group."] * 120
    ),
    "straight ones": "\n\n".join(['"We struck the base at dawn, said the group.'] * 120),
    "control characters": "The army said\x00 that\x07 rebels\x1b[31m attacked\x7f the town.\x85 Three died." * 40,
    "right to left": "قال الجيش إن المسلحين هاجموا البلدة. The army said \u202erebels attacked\u202c the town. " * 40,
    "emoji": "🔥 The army said 🚀 rebels attacked 💣 the town 👨‍👩‍👧‍👦 on Sunday. " * 40,
    "nested quotation": "“" * 200 + "He said that " * 200 + "”" * 200,
    "one long word": "a" * 20_000 + " said it attacked the town.",
    "brackets": "(" * 3000 + " the army said it attacked the town " + ")" * 3000,
    "digits": "1" * 5000 + " people were killed, police said. " + "9," * 3000,
    "one line of 100,000 characters": ((LONG + "z" * 900 + ". ") * 110)[:100_000],
}


@pytest.mark.parametrize("name", HARD)
def test_hard_input_is_coded_in_bounded_time(annotator: Annotator, name: str) -> None:
    start = time.process_time()
    assert coded(annotator, HARD[name]) is not None
    assert time.process_time() - start < 20


def test_cost_grows_with_the_length_and_not_with_its_square(annotator: Annotator) -> None:
    def cost(words: int) -> float:
        article = read_text("\n\n".join([LONG * 4] * (words // 56)), published=DAY)
        start = time.process_time()
        annotator.annotate(article)
        return time.process_time() - start

    cost(200)
    small, large = cost(1_000), cost(4_000)
    assert large < 4 * small * 2.5 + 1


def test_a_bad_article_stops_nothing(annotator: Annotator) -> None:
    broken = Article("x", "The army attacked.", paragraphs=None)  # type: ignore[arg-type]
    result = annotator.attempt(broken)
    assert isinstance(result, Failure) and result.message
    assert coded(annotator, LONG) is not None
