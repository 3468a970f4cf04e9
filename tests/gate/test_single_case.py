"""The check of one article coded in full, on a report of our own."""

import datetime as dt

from gate.tasks.single_case import alike, check
from saidwho.pipeline import Annotator
from saidwho.reading import read_text

TEXT = (
    "Northern Front Says It Struck a Ministry in Portava\n\n"
    "PORTAVA (Arland Wire) - The Northern Front said it bombed the ministry of transport in Portava on Sunday.\n\n"
    "“We will strike the harbour next,” the group said in a statement.\n"
)
EXPECTED = {
    "article": {"outlet": "Arland Wire", "dateline": "PORTAVA"},
    "attributions": [
        {"source": "The Northern Front", "cue": "said", "content_starts": "it bombed", "kind": "indirect"},
        {"source": "the group", "is": "Northern Front", "cue": "said", "content_starts": "We will", "kind": "direct"},
    ],
    "events": [{"id": "bomb", "what": "bombed", "plover": "ASSAULT", "actor": "Northern Front", "confirmed_by": []}],
    "must_not_appear": ['the label "regime" in a name'],
}


def test_a_right_coding_keeps_every_point(annotator: Annotator) -> None:
    annotation = annotator.annotate(read_text(TEXT, published=dt.date(2031, 5, 4)))
    points = check(EXPECTED, annotation)
    assert [p.what for p in points if not p.kept] == []
    assert len(points) > 10


def test_what_is_missing_and_what_must_not_be_there_are_named(annotator: Annotator) -> None:
    annotation = annotator.annotate(read_text(TEXT, published=dt.date(2031, 5, 4)))
    wanted = {
        "attributions": [{"source": "Anna Berg", "cue": "denied", "content_starts": "it", "kind": "direct"}],
        "events": [{"id": "war", "what": "earthquake", "target": "nobody at all"}],
        "must_not_appear": ['"front" in a name'],
    }
    lost = [p.what for p in check(wanted, annotation) if not p.kept]
    assert "attribution: Anna Berg denied" in lost
    assert "event war: found" in lost
    assert "never: 'The Northern Front' as a source" in lost
    assert "never: the label 'front' in a name" in lost


def test_wordings_are_alike_when_they_share_half_of_the_shorter() -> None:
    assert alike("Islands Party of Portava", "the Islands Party")
    assert not alike("a power plant", "the airport")
    assert not alike("", "the airport")
