"""Every data file is named, hashed, licensed and readable."""

import json
from pathlib import Path

import pytest

from saidwho import resources
from saidwho.reading import parse_date

DATA = Path(resources.__file__).parent / "data"


def test_manifest_names_every_file_and_no_other() -> None:
    files = {p.relative_to(DATA).as_posix() for p in DATA.rglob("*") if p.is_file()}
    assert set(resources.manifest()) == files - {"MANIFEST.toml"}


@pytest.mark.parametrize("path", sorted(resources.manifest()))
def test_each_file_is_what_the_manifest_says(path: str) -> None:
    entry = resources.manifest()[path]
    assert entry.licence not in ("", "?"), "write the licence into MANIFEST.toml by hand"
    assert entry.origin not in ("", "?"), "write the origin into MANIFEST.toml by hand"
    resources.read_bytes(path)
    if path.endswith(".tsv"):
        assert list(resources.read_table(path))
    elif path.endswith(".json"):
        json.loads(resources.read_text(path))


def test_examples_are_indexed_with_outlet_and_date() -> None:
    rows = list(resources.read_table("examples/index.tsv"))
    listed = {f"examples/{row['file']}" for row in rows} | {"examples/index.tsv"}
    assert listed == set(resources.names("examples"))
    assert all(row["outlet"] and parse_date(row["published"]) for row in rows)


def test_one_example_is_a_near_copy_of_another() -> None:
    wire, copy = (resources.read_text(f"examples/{name}.txt").split() for name in ("arland-wire", "river-daily"))
    grams = [{tuple(words[i : i + 5]) for i in range(len(words) - 4)} for words in (wire, copy)]
    assert len(grams[0] & grams[1]) > 0.5 * len(grams[1])
