"""The gazetteer: what it holds, how it is built and opened, and what the supplement says."""

import math
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from saidwho.errors import DataDamaged
from saidwho.linking import gazetteer_file
from saidwho.linking.gazetteer import Gazetteer, fold, gazetteer
from saidwho.resources import read_table

OUTLINES = Path(__file__).with_name("country_outlines.tsv")
BESIDE = 0.8
"""Degrees that a place may lie outside of the rough outline of its country (coasts and borders at 1:110 million)."""
ISLAND = 10.0
"""Degrees that an island too small for the outlines may lie off them, in no other country."""
Ring = list[tuple[float, float]]


def outlines() -> dict[str, list[Ring]]:
    rows = [line.split("\t") for line in OUTLINES.read_text(encoding="utf-8").splitlines()[2:]]
    return {
        country: [[(float(a), float(b)) for a, b in (p.split(",") for p in ring.split())] for ring in rings.split(";")]
        for country, rings in rows
    }


def inside(lat: float, lon: float, ring: Ring) -> bool:
    odd = False
    for (a_lat, a_lon), (b_lat, b_lon) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (a_lat > lat) != (b_lat > lat) and lon < (b_lon - a_lon) * (lat - a_lat) / (b_lat - a_lat) + a_lon:
            odd = not odd
    return odd


def away(lat: float, lon: float, ring: Ring) -> float:
    """Degrees to the nearest corner or point of an edge."""
    best = math.inf
    for (a_lat, a_lon), (b_lat, b_lon) in zip(ring, ring[1:] + ring[:1], strict=True):
        y, x = b_lat - a_lat, b_lon - a_lon
        along = ((lat - a_lat) * y + (lon - a_lon) * x) / (y * y + x * x) if y or x else 0.0
        along = min(1.0, max(0.0, along))
        best = min(best, math.hypot(lat - a_lat - along * y, (lon - a_lon - along * x) * math.cos(math.radians(lat))))
    return best


def test_every_place_of_the_supplement_lies_in_its_country() -> None:
    rings = outlines()
    outside = []
    for row in read_table("linking/supplement.tsv"):
        if not row["lat"]:
            continue
        lat, lon = float(row["lat"]), float(row["lon"])
        own = rings.get(row["country"])
        if own is None:
            continue
        if any(inside(lat, lon, r) or away(lat, lon, r) <= BESIDE for r in own):
            continue
        foreign = any(inside(lat, lon, r) for country, all_ in rings.items() if country != row["country"] for r in all_)
        if foreign or min(away(lat, lon, r) for r in own) > ISLAND:
            outside.append(row["name"])
    assert not outside


def test_a_point_of_the_sea_is_in_no_country() -> None:
    for row in read_table("linking/supplement.tsv"):
        if row["name"] in ("Arabian Sea", "Pacific Ocean", "Bay of Bengal", "South China Sea"):
            lat, lon = float(row["lat"]), float(row["lon"])
            assert not any(inside(lat, lon, r) for rings in outlines().values() for r in rings)


def test_the_supplement_is_large_rough_and_sourced() -> None:
    rows = list(read_table("linking/supplement.tsv"))
    assert len(rows) >= 500
    names = [(r["name"], r["class"], r["country"]) for r in rows]
    assert len(names) == len(set(names))
    for row in rows:
        assert row["source"] in ("atlas", "GeoNames"), row
        assert row["class"] in ("region", "sea", "site", "city"), row
        for degrees in (row["lat"], row["lon"]):
            assert len(degrees.partition(".")[2]) <= 1, row
        assert gazetteer()[fold(row["name"])], row


def test_variants_of_the_supplement_are_known() -> None:
    for row in read_table("linking/supplement.tsv"):
        for name in filter(None, row["names"].split("|")):
            assert any(e.country == (row["country"] or None) for e in gazetteer()[fold(name)]), (row["name"], name)


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Sudan", "country", "SD"),
        ("Khartoum airport", "site", "SD"),
        ("Kherson", "city", "UA"),
        ("Kano State", "admin1", "NG"),
        ("Lamar County", "admin2", "US"),
        ("Europe", "region", None),
        ("Hong Kong", "country", "HK"),
        ("Bab el-Mandeb", "sea", None),
        ("Al-Shifa Hospital", "site", "PS"),
    ],
)
def test_kinds(name: str, kind: str, country: str | None) -> None:
    best = gazetteer()[fold(name)][0]
    assert (best.kind, best.country) == (kind, country)


def test_a_village_has_its_units_and_its_number() -> None:
    towns = [e for e in gazetteer()["springfield"] if e.admin1 == "Illinois"]
    assert towns[0].admin2 == "Sangamon County"
    assert towns[0].geonames and towns[0].population > 50_000


def test_units_have_the_middle_of_their_places() -> None:
    texas = next(e for e in gazetteer()["texas"] if e.kind == "admin1")
    assert texas.lat == pytest.approx(31.3, abs=1.0) and texas.lon == pytest.approx(-99.0, abs=1.5)


def test_a_word_for_a_unit_chooses_its_level() -> None:
    assert {e.kind for e in gazetteer()["aleppo province"]} == {"admin1"}
    assert gazetteer()["no such name province"] == ()


def test_opening_is_quick() -> None:
    gazetteer_file.ready()
    start = time.process_time()
    Gazetteer()["kano"]
    assert time.process_time() - start < 0.5


def test_a_file_cut_short_or_of_another_version_is_not_whole(tmp_path: Path) -> None:
    good = gazetteer_file.ready().read_bytes()
    cut = tmp_path / "cut.sqlite"
    cut.write_bytes(good[: len(good) // 2])
    assert not gazetteer_file.whole(cut)
    other = tmp_path / "other.sqlite"
    with sqlite3.connect(other) as base:
        base.execute("CREATE TABLE made (key TEXT, value TEXT)")
        base.execute("INSERT INTO made VALUES ('schema', '0')")
    base.close()
    assert not gazetteer_file.whole(other)
    assert not gazetteer_file.whole(tmp_path / "missing.sqlite")
    text = tmp_path / "text.sqlite"
    text.write_text("no gazetteer")
    assert not gazetteer_file.whole(text)
    assert gazetteer_file.whole(gazetteer_file.ready())


def test_the_folder_can_be_chosen_and_a_wrong_one_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(gazetteer_file.CACHE, str(tmp_path / "deep" / "er"))
    assert gazetteer_file.gazetteer_path().parent == tmp_path / "deep" / "er"
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv(gazetteer_file.CACHE, str(blocked / "below"))
    with pytest.raises(DataDamaged, match="SAIDWHO_CACHE"):
        gazetteer_file.gazetteer_path()


def test_two_processes_read_it_at_once() -> None:
    gazetteer_file.ready()
    code = "from saidwho.linking.gazetteer import gazetteer; print(gazetteer()['mosul'][0].country)"
    runs = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert [run.communicate()[0].strip() for run in runs] == ["IQ", "IQ"]


def test_a_damaged_page_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    good = bytearray(gazetteer_file.ready().read_bytes())
    for at in range(40_960, len(good), 4_096):
        good[at : at + 64] = b"\xff" * 64
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(good)
    index = Gazetteer()
    monkeypatch.setattr(index, "_path", damaged)
    index._local.held = None
    with pytest.raises(DataDamaged, match="Delete it"):
        index.prepare(["mosul", "kano"])
