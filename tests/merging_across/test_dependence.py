"""A copy, a shared paragraph, a wire and a relay are no new sources."""

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saidwho.export import Texts, to_ledger
from saidwho.merging.across import merge_events, tellings_of
from saidwho.merging.copies import find_copies
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Annotation, Event

LEAD = "A bomb exploded at the fish market in Portava on Sunday, killing 12 people, police said."
POLICE = "Police said the bomb had been hidden under a stall near the gate where the boats unload in the morning."
HOSPITAL = "The hospital of Portava said it had received 12 bodies and was treating 31 people after the bombing."
MAYOR = "“The bomb went off just as the children came out of school and ran to the stalls,” Mayor Ida Brok said."
UNION = "The dockers' union said the bombing killed four of its members, who had been unloading a boat."
CLAIM = "The Northern Front claimed responsibility for the bombing in a statement on Telegram."
REPORT = (LEAD, POLICE, HOSPITAL, MAYOR, UNION, CLAIM)


def coded(annotator: Annotator, title: str, *paragraphs: str, outlet: str, day: int = 5) -> Annotation:
    text = "\n\n".join((title, *paragraphs))
    return annotator.annotate(read_text(text, title=title, outlet=outlet, published=dt.date(2031, 5, day)))


def merged(*reports: Annotation) -> Event:
    """The attack that most reports tell of."""
    copies = find_copies([r.article for r in reports])
    events = merge_events((t for r in reports for t in tellings_of(r)), copies=copies)
    attacks = [e for e in events if e.type == "ASSAULT"]
    return max(attacks, key=lambda e: (len({m.article for m in e.mentions}), len(e.accounts)))


def count(event: Event) -> int:
    """n of “corroborated (n)”."""
    words = event.occurrence
    return int(words.split("(")[1].rstrip(")")) if "(" in words else int(words == "single source")


def ledger(event: Event, reports: Sequence[Annotation]) -> str:
    return to_ledger(event, Texts([r.article for r in reports]))


@pytest.fixture(scope="module")
def wire(annotator: Annotator) -> Annotation:
    return coded(annotator, "Bomb kills 12 at Portava fish market", *REPORT, outlet="Arland Wire")


def test_one_statement_under_two_descriptions_is_one_source(annotator: Annotator) -> None:
    first = coded(annotator, "Bomb kills 12 at Portava market", LEAD, MAYOR, outlet="Harbour Post")
    other = coded(
        annotator,
        "Children among the victims in Portava",
        "An explosion tore through the market of Portava on Sunday.",
        MAYOR.replace("Mayor Ida Brok", "a witness"),
        "People laid flowers at the gate in the evening.",
        outlet="Coast Radio",
    )
    event = merged(first, other)
    said = [a for a in event.accounts if any("school" in _text(s, (first, other)) for s in a.statements)]
    assert len(said) == 1 and said[0].source is not None and said[0].source.name == "Ida Brok"
    assert [s.repeats for s in said[0].statements] == [None, first.article.id]
    assert "the same words" in ledger(event, (first, other))


def _text(statement: object, reports: Sequence[Annotation]) -> str:
    texts = {r.article.id: r.article for r in reports}
    article = texts[statement.article]  # type: ignore[attr-defined]
    return " ".join(article.quote(s) for s in statement.said)  # type: ignore[attr-defined]


def test_two_names_for_one_statement_count_once(annotator: Annotator) -> None:
    first = coded(annotator, "Bomb kills 12 at Portava market", LEAD, MAYOR, outlet="Harbour Post")
    other = coded(
        annotator,
        "Children among the victims in Portava",
        "An explosion tore through the market of Portava on Sunday, police said.",
        MAYOR.replace("Mayor Ida Brok", "Dr Olof Rand"),
        outlet="Coast Radio",
    )
    event = merged(first, other)
    twice = [a for a in event.accounts if a.source and a.source.name in ("Ida Brok", "Olof Rand")]
    assert len(twice) == 2
    assert [bool(a.counted_once) for a in twice] == [False, True]
    assert count(event) == count(merged(first))
    assert "two reports print the same words" in ledger(event, (first, other))


def test_two_outlets_that_print_one_agency_have_its_voice(annotator: Annotator) -> None:
    body = "A bomb destroyed the fish market of Portava on Sunday and killed 12 people."
    first = coded(annotator, "Bomb destroys market", "PORTAVA (AP) - " + body, "Stalls burned.", outlet="Harbour Post")
    other = coded(
        annotator, "Market in ruins", body.replace("destroyed", "wrecked"), "(AP)", outlet="Lake Tribune", day=6
    )
    event = merged(first, other)
    own = [a for a in event.accounts if a.role == "outlet"]
    assert len(own) == 1
    assert {s.outlet for s in own[0].statements} == {"Harbour Post", "Lake Tribune"}
    assert all({"wire": "Associated Press", "as_written": "AP"} in s.said_via for s in own[0].statements)
    text = ledger(event, (first, other))
    assert "Associated Press, in its own voice" in text
    assert "Harbour Post ← Associated Press: " in text
    assert "Lake Tribune (a copy), a report of Associated Press: Market in ruins" in text


def test_one_agencys_reporter_is_one_witness(annotator: Annotator) -> None:
    saw = "An Associated Press reporter saw 12 bodies at the fish market after the bombing in Portava on Sunday."
    first = coded(annotator, "Bomb kills 12 in Portava", "PORTAVA (AP) - " + LEAD, saw, outlet="Harbour Post")
    other = coded(
        annotator,
        "Twelve dead in Portava",
        "Twelve people died in the bombing of the fish market of Portava on Sunday, police said.",
        "Twelve bodies lay between the stalls, an Associated Press reporter saw.",
        outlet="Lake Tribune",
    )
    assert count(merged(first, other)) == count(merged(first))


def test_a_medium_that_passes_on_is_no_source_beside_its_own(wire: Annotation, annotator: Annotator) -> None:
    relay = coded(
        annotator,
        "Twelve dead in Portava, radio says",
        "Twelve people were killed by a bomb at the fish market in Portava on Sunday, Coast Radio reported.",
        outlet="River Daily",
    )
    assert count(merged(wire, relay)) == count(merged(wire))


@pytest.fixture(scope="module")
def pieces(annotator: Annotator) -> dict[frozenset[int], Annotation]:
    """Partial copies that were coded before."""
    return {}


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    kept=st.sets(st.integers(0, len(REPORT) - 1), min_size=1),
    headed=st.booleans(),
    credited=st.sampled_from(("", "(Arland Wire)", "Arland Wire contributed to this report.")),
    day=st.sampled_from((4, 5, 6)),
)
def test_no_partial_copy_raises_the_count(
    annotator: Annotator, wire: Annotation, kept: set[int], headed: bool, credited: str, day: int
) -> None:
    title = "Market bombing in Portava" if headed else "Bomb kills 12 at Portava fish market"
    body = [REPORT[n] for n in sorted(kept)] + ([credited] if credited else [])
    copy = coded(annotator, title, *body, outlet="Lake Tribune", day=day)
    assert count(merged(wire, copy)) <= count(merged(wire))


RELAYS = (
    "A bomb killed 12 people at the fish market in Portava on Sunday, {} reported.",
    "According to {}, a bomb exploded at the fish market in Portava on Sunday and killed 12 people.",
    "{} said on Sunday that a bomb had killed 12 people at the fish market in Portava, citing police.",
    "Police told {} that the bombing of the fish market in Portava on Sunday killed 12 people.",
    "The hospital had received 12 bodies after the bombing of the market in Portava on Sunday, it told {}.",
)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(form=st.sampled_from(RELAYS), medium=st.sampled_from(("Arland Wire", "Reuters", "the BBC", "state television")))
def test_no_relay_raises_the_count(annotator: Annotator, wire: Annotation, form: str, medium: str) -> None:
    relay = coded(annotator, "Market bombed in Portava", form.format(medium), outlet="River Daily", day=6)
    assert count(merged(wire, relay)) <= count(merged(wire))
