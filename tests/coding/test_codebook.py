"""The codebook: what it holds, and what it says of a user's own file that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from saidwho.coding.codebook import COLUMNS, load_codebook
from saidwho.errors import CodebookError

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
