"""The codebook: what it holds, and what it says of a user's own file that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from saidwho.coding.codebook import COLUMNS, load_codebook
from saidwho.coding.codebook_check import check_codebook
from saidwho.errors import CodebookError
from saidwho.resources import read_text

HEADER = "\t".join(COLUMNS)


def own(tmp_path: Path, *rows: str) -> str:
    path = tmp_path / "own.tsv"
    path.write_text("\n".join(["# our words", HEADER, *rows]) + "\n", encoding="utf-8")
    return str(path)


def test_sixteen_types_with_modes_and_codes():
    book = load_codebook()
    assert len(book.types) == 16
    assert "drone" in book.types["ASSAULT"].modes
    assert book.cameo("ASSAULT", "drone") == "195"
    assert book.cameo("NOTHING", None) is None
    assert len(book.hash) == 64


def test_own_rows_come_first_and_change_the_hash(tmp_path: Path):
    book = load_codebook(own(tmp_path, "zap\tV\tASSAULT\tdrone\tagent\t\t3", "march\tV\t-"))
    assert book.triggers["V", "zap"][0].mode == "drone"
    assert ("V", "march") not in book.triggers
    assert book.hash != load_codebook().hash


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("zap\tV\tPROTST\t-\tagent\t\t3", ("'PROTST'", "line 3", "Did you mean 'PROTEST'?")),
        ("zap\tV\tASSAULT\tdrones\tagent\t\t3", ("'drones'", "line 3", "Did you mean 'drone'?")),
        ("zap\tX\tASSAULT\t-\tagent\t\t3", ("'X'", "part of speech")),
        ("zap\tV\tASSAULT\t-\tagnet\t\t3", ("Did you mean 'agent'?",)),
        ("zap\tV\tASSAULT\t-\tagent\tsubjct=armed\t3", ("'subjct'", "is not a condition")),
        ("zap\tV\tASSAULT\t-\tagent\t\t7", ("'7'", "is not a rank")),
        ("zap\tV\tAGREE\tdrone\tagent\t\t3", ("is not a mode of AGREE", "Expected none")),
        ("zap+\tV\tASSAULT\t\tagent\t\t3", ("line 3", "no word behind '+'")),
        ("zap\tV\tASSAULT\t\tagent\tobj=\t3", ("line 3", "no word behind '='")),
    ],
)
def test_an_error_names_file_line_value_and_the_nearest_right_name(tmp_path: Path, row: str, words: tuple[str, ...]):
    with pytest.raises(CodebookError) as error:
        load_codebook(own(tmp_path, row))
    assert all(word in str(error.value) for word in ("own.tsv", *words))


def test_a_missing_file_and_a_wrong_header(tmp_path: Path):
    with pytest.raises(CodebookError, match="cannot be read"):
        load_codebook(str(tmp_path / "none.tsv"))
    (tmp_path / "bad.tsv").write_text("word\ttype\n", encoding="utf-8")
    with pytest.raises(CodebookError, match="line 1"):
        load_codebook(str(tmp_path / "bad.tsv"))


def test_the_check_names_every_wrong_value_by_its_line(tmp_path: Path):
    path = own(
        tmp_path,
        "zap\tV\tPROTST\t-\tagent\t\t3",
        "zap\tV\tASSAULT\tdrones\tagnet\tsubjct=armed;topic=wr\t7",
        "zip\tV\tASSAULT\tdrone\tagent\t\t3\tx",
    )
    checked = check_codebook(path)
    told = [f.message for f in checked.findings if f.wrong]
    assert checked.wrong
    assert len(told) == 7
    assert sum("line 4" in message for message in told) == 5
    for right in ("PROTEST", "drone", "agent", "subj", "war"):
        assert any(f"Did you mean '{right}'?" in message for message in told), right


def test_the_check_doubts_what_can_have_no_effect(tmp_path: Path):
    row = "zap\tV\tASSAULT\tdrone\tagent\tobj=peple\t3"
    checked = check_codebook(own(tmp_path, row, row, "marchh\tV\t-"))
    told = " ".join(f.message for f in checked.findings)
    assert not checked.wrong
    assert (checked.rows, checked.words, checked.removed) == (3, 1, 1)
    assert "Did you mean the class 'people'?" in told
    assert "the same row stands in line 3" in told
    assert "Did you mean 'march'?" in told


def test_a_good_codebook_and_the_packaged_one_raise_no_doubt(tmp_path: Path):
    assert check_codebook(own(tmp_path, "zap\tV\tASSAULT\tdrone\tagent\tobj=people|widget\t3")).findings == ()
    (tmp_path / "all.tsv").write_text(read_text("codebook/triggers.tsv"), encoding="utf-8")
    assert not check_codebook(str(tmp_path / "all.tsv")).wrong
    assert check_codebook(str(tmp_path / "none.tsv")).wrong
