"""The trained reader that the package holds: what it finds, that it is the same in any company, and what it costs."""

import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context

import pytest

from saidwho.config import Settings
from saidwho.model import load_reader
from saidwho.model.pieces import pieces_of, vocabulary
from saidwho.model.reader import FILES, Reader
from saidwho.model.runtime import GRAPHS
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Annotation
from saidwho.resources import manifest, read_once

TEXTS = (
    """Portava port shut

The mayor of Portava, Ana Reyes, said on Monday that the port would stay shut. Residents grumbled about the order.

“We have nets to mend,” said Iva Brandt, who runs three boats. She has faced questions about her permits.""",
    """Two killed in Kelmar

Two people were reported killed in Kelmar. The Northern Front laughed off the army's charge that it fired first.

No group claimed the blast, but the army suspects the Front, and a doctor put the number of wounded at nine.""",
    """Harbour vote

Dockers voted to keep the harbour closed, their union wrote. The port authority, it added, “has learned nothing”.""",
)

needed = pytest.mark.skipif(
    any(path not in manifest() for path in FILES), reason="this package holds no trained reader"
)


def _annotate(text: str) -> Annotation:
    return Annotator().annotate(read_text(text))


@pytest.fixture(scope="module")
def reader() -> Reader:
    found = load_reader()
    assert found is not None
    return found


@needed
def test_the_pieces_are_those_of_the_encoder() -> None:
    names = {number: piece for piece, number in vocabulary().items()}
    assert len(names) == 30522
    cut = {
        word: [names[n] for n in pieces_of(word)]
        for word in ("Said", "Zürich", "ceasefire", "e-mail", "“", "中国", " ")
    }
    assert cut == {
        "Said": ["said"], "Zürich": ["zurich"], "ceasefire": ["ceasefire"], "e-mail": ["e", "-", "mail"], "“": ["“"],
        "中国": ["中", "国"], " ": [],
    }  # fmt: skip
    long = [names[n] for n in pieces_of("Kelmarport")]
    assert not long[0].startswith("##") and all(piece.startswith("##") for piece in long[1:])


@needed
def test_it_finds_what_rules_do_not_and_names_nobody_who_only_suffers() -> None:
    rules, both = Annotator(Settings(model="none")), Annotator()
    found = {text: (rules.annotate(read_text(text)), both.annotate(read_text(text))) for text in TEXTS}
    assert any(len(b.attributions) > len(r.attributions) for r, b in found.values())
    for text, (_, annotation) in found.items():
        for a in annotation.attributions:
            said_by = " ".join(text[s.start : s.end] for s in a.source)
            assert said_by not in ("She", "Two people", "No group") or "asked" in text
            assert 0 <= a.confidence <= 1 and (a.source or a.unknown["source"])


@needed
def test_every_record_says_what_attributed(reader: Reader) -> None:
    assert _annotate(TEXTS[0]).made_by["model"] == reader.version
    assert Annotator(Settings(model="none")).made_by()["model"] == "none"


@needed
def test_the_answer_depends_on_the_article_alone() -> None:
    annotator = Annotator()
    first = [annotator.annotate(read_text(text)) for text in TEXTS]
    second = [annotator.annotate(read_text(text)) for text in reversed(TEXTS)][::-1]
    assert first == second
    assert [_annotate(text) for text in TEXTS] == first
    joined = annotator.annotate(read_text(TEXTS[0] + "\n\n" + "The mayor said nothing new. " * 60))
    assert joined.attributions[0].cue == first[0].attributions[0].cue


@needed
@pytest.mark.slow
def test_the_answer_is_the_same_in_other_processes() -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(_annotate, TEXTS)) == [_annotate(text) for text in TEXTS]


@needed
def test_it_is_small_and_loads_at_once() -> None:
    assert sum(len(read_once(path)) for path in FILES) < 45e6
    begun = time.process_time()
    load_reader()
    assert time.process_time() - begun < 1


def test_nothing_of_it_is_loaded_before_it_is_asked_for() -> None:
    seen = "import sys, saidwho, saidwho.attribution; print([m for m in sys.modules if 'onnx' in m or m == 'numpy'])"
    assert subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True).stdout.strip() == "[]"


def test_without_its_files_the_rules_attribute_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saidwho.model.manifest", dict)
    assert load_reader() is None
    annotator = Annotator()
    assert annotator.made_by()["model"] == "none"
    assert annotator.annotate(read_text(TEXTS[0])).attributions


@needed
def test_without_the_runtime_the_rules_attribute_alone(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert load_reader() is None
    assert "pip install onnxruntime" in caplog.text


@needed
def test_given_graphs_are_told_from_those_of_the_package(reader: Reader) -> None:
    from saidwho.model.runtime import Runtime

    given = Reader(Runtime((read_once(GRAPHS[0]), read_once(GRAPHS[1]))))
    assert given.version == "given" != reader.version
    assert replace(Settings(), model="none").model == "none"
