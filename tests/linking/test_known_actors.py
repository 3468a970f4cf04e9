"""The table of known actors, what a user's own rows change, and how the linker uses it."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from saidwho.errors import ActorsError
from saidwho.linking.actors_table import COLUMNS, KINDS, ActorTable, fold, load_actors, regions
from saidwho.linking.names_tables import labels, states
from saidwho.pipeline import Annotator
from saidwho.reading import read_text
from saidwho.records import Actor

ROWS = load_actors().rows


def test_as_many_rows_as_the_field_needs_each_with_a_source():
    assert len(ROWS) >= 400
    assert all(row.source for row in ROWS)
    assert {row.kind for row in ROWS} <= set(KINDS)


def test_names_and_identifiers_are_unique():
    assert len({row.name for row in ROWS}) == len({row.id for row in ROWS}) == len(ROWS)
    assert all(row.id.isascii() and " " not in row.id for row in ROWS)
    owners: dict[str, str] = {}
    for row in ROWS:
        for name in {fold(n) for n in (row.name, *row.names)}:
            assert owners.setdefault(name, row.name) == row.name, name


def test_no_short_name_means_two_actors_of_one_country():
    everywhere = {fold(n) for row in ROWS for n in (row.name, *row.names)}
    users: dict[str, list[frozenset[str]]] = {}
    for row in ROWS:
        for name in {*row.short, *row.labels}:
            assert fold(name) not in everywhere, name
            users.setdefault(name, []).append(row.countries)
    for name, countries in users.items():
        for a, b in itertools.combinations(countries, 2):
            assert a and b and not a & b, name


def test_countries_years_and_bodies_are_sane():
    codes = {state.id for state in states().values()} | {"XK", "EH", "PS", "TW", "HK"}
    names = {row.name for row in ROWS}
    for row in ROWS:
        assert row.countries <= codes, row.name
        assert row.since is None or 1700 < row.since < 2030, row.name
        assert row.until is None or (row.since or 1800) <= row.until < 2030, row.name
        assert row.part_of is None or (row.part_of in names and row.part_of != row.name), row.name
    assert {code for found in regions().values() for code in found} <= codes


def test_no_label_stands_in_a_canonical_name():
    wrong = {word for word, use in labels().items() if use in ("strip", "name")} | {"regime", "terror", "junta"}
    wrong -= {"martyr", "martyrs"}  # some bear it in the name that they give themselves
    for row in ROWS:
        assert not wrong & set(row.name.lower().replace("-", " ").split()), row.name
        assert row.name not in row.labels


def test_an_acronym_is_read_by_the_countries_of_the_report():
    table = load_actors()
    assert table.find("ADF", frozenset(("UG",))).name == "Allied Democratic Forces"
    assert table.find("ADF", frozenset(("AU",))).name == "Australian Defence Force"
    assert table.find("ADF", frozenset()) is None
    assert table.find("ADF", frozenset(("AU", "UG"))) is None
    assert table.find("the Rapid Support Forces", frozenset()).kind == "political militia"


def test_of_two_of_one_name_the_one_of_the_year(tmp_path: Path):
    rows = ["Old Guard\tOGX\tPE\tparty\t1960\t1979", "New Guard\tOGX\tPE\tparty\t1990\t"]
    path = own(tmp_path, *rows, header="name\tshort\tcountry\tkind\tsince\tuntil")
    table = load_actors(path)
    assert table.find("OGX", frozenset(("PE",)), 1970).name == "Old Guard"
    assert table.find("OGX", frozenset(("PE",)), 2001).name == "New Guard"
    assert table.find("OGX", frozenset(("PE",))) is None


def test_nobody_is_told_of_before_he_was_there():
    table = load_actors()
    assert table.find("Rapid Support Forces", frozenset(("SD",)), 1998) is None
    assert table.find("Wagner", frozenset(("RU",)), 1998) is None
    assert table.find("Wagner", frozenset(("RU",)), 2023).name == "Wagner Group"
    assert table.find("Red Brigades", frozenset(), 2024) is not None


def own(tmp_path: Path, *rows: str, header: str = "name\tnames\tkind\tcountry") -> str:
    path = tmp_path / "actors.tsv"
    path.write_text("\n".join(["# ours", header, *rows]) + "\n", encoding="utf-8")
    return str(path)


def test_own_rows_go_before_the_packaged_ones(tmp_path: Path):
    table: ActorTable = load_actors(own(tmp_path, "Hamas\tThe Movement\tparty\tPS", "Shin Bet\t\t-\t"))
    assert table.find("Hamas", frozenset()).kind == "party"
    assert table.find("The Movement", frozenset()) is not None
    assert table.find("Shin Bet", frozenset()) is None
    assert len(table.rows) == len(ROWS) - 1


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Northern Front\t\trebels\tPE", ("line 3", "'rebels'", "is not a kind", "Did you mean 'rebel group'?")),
        ("Northern Front\t\trebel group\tPeru", ("line 3", "'Peru' is not a country", "ISO 3166")),
        ("\t\trebel group\tPE", ("line 3", "no name")),
        ("A\tB\tparty\tPE\tmore", ("line 3", "5 cells, expected 4")),
    ],
)
def test_an_error_names_file_line_value_and_the_nearest_right_name(tmp_path: Path, row: str, words: tuple[str, ...]):
    with pytest.raises(ActorsError) as error:
        load_actors(own(tmp_path, row))
    assert all(word in str(error.value) for word in ("actors.tsv", *words))


def test_a_wrong_column_and_a_missing_file(tmp_path: Path):
    with pytest.raises(ActorsError, match=r"'nmae' .* Did you mean 'name'\?"):
        load_actors(own(tmp_path, header="nmae\tkind"))
    with pytest.raises(ActorsError, match="cannot be read"):
        load_actors(str(tmp_path / "none.tsv"))
    with pytest.raises(ActorsError, match="not a year"):
        load_actors(own(tmp_path, "A\tparty\t19", header="name\tkind\tsince"))
    assert set(COLUMNS) >= {"name", "names", "short", "labels"}


def parties(annotator: Annotator, text: str) -> list[Actor]:
    return [a for m in annotator.annotate(read_text(text)).mentions for a in (*m.actors, *m.targets)]


@pytest.mark.parametrize(
    ("text", "name", "kind", "row"),
    [
        ("The RSF shelled a hospital in Sudan on Monday.", "RSF", "political militia", "actor:rapid-support-forces"),
        ("The ADF shot two farmers in eastern Congo.", "ADF", "rebel group", "actor:allied-democratic-forces"),
        ("Daesh terrorists killed five Syrian soldiers.", "Islamic State", "rebel group", "actor:islamic-state"),
        ("The Daglo terrorist militia shelled a market in Khartoum.", "Rapid Support Forces", "political militia",
         "actor:rapid-support-forces"),
        ("The Qassam Brigades shot two soldiers.", "Qassam Brigades", "rebel group",
         "actor:izz-ad-din-al-qassam-brigades"),
    ],
)  # fmt: skip
def test_the_linker_knows_them(annotator: Annotator, text: str, name: str, kind: str, row: str):
    found = {a.id: a for a in parties(annotator, text)}
    assert (found[row].name, found[row].kind) == (name, kind)


def test_a_label_beside_a_name_gives_the_name(annotator: Annotator):
    found = parties(annotator, "Daesh, which is also known as ISIS, shot two shepherds. ISIS fled to Portava.")
    assert {a.name for a in found if a.id == "actor:islamic-state"} == {"ISIS"}


def test_a_brigade_belongs_to_its_force(annotator: Annotator):
    found = parties(annotator, "The Qassam Brigades shot two soldiers.")
    assert found[0].affiliation == "Hamas"


def test_an_acronym_without_its_country_is_nobody(annotator: Annotator):
    assert not [a for a in parties(annotator, "The ADF shot two farmers on Monday.") if a.id]
