"""Importing dumps in GeoNames' format: what is taken, what is refused, and that the linker then knows it."""

import io
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from saidwho import cli
from saidwho.errors import DataDamaged, GazetteerBusy, NotADump, UnreadableSource
from saidwho.linking import gazetteer_file
from saidwho.linking.gazetteer import Gazetteer, gazetteer
from saidwho.linking.gazetteer_dump import COLUMNS, kind_of
from saidwho.linking.gazetteer_import import import_dump
from saidwho.pipeline import Annotator
from saidwho.reading import read_text


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache of its own, with the packaged gazetteer in it."""
    built = gazetteer_file.gazetteer_path()
    if not gazetteer_file.whole(built):
        built = gazetteer_file.ready()
    folder = tmp_path / "cache"
    folder.mkdir()
    shutil.copyfile(built, folder / built.name)
    monkeypatch.setenv(gazetteer_file.CACHE, str(folder))
    gazetteer.cache_clear()
    yield folder
    gazetteer.cache_clear()


def row(number: int, name: str, feature: str, country: str, **more: str) -> str:
    cells = [""] * COLUMNS
    cells[0:3] = [str(number), name, more.get("ascii", name)]
    cells[3], cells[4], cells[5] = more.get("names", ""), more.get("lat", "13.6"), more.get("lon", "25.4")
    cells[6], cells[7] = feature.split(".")
    cells[8], cells[10], cells[11], cells[14] = country, more.get("one", "55"), more.get("two", ""), more.get("n", "0")
    return "\t".join(cells) + "\n"


VILLAGE = row(90_000_001, "Umm Tarfaya", "P.PPL", "SD", names="Um Tarfaia,ام طرفاية,umm", two="900")
UNIT = row(90_000_003, "Wadi Tarf District", "A.ADM2", "SD", two="900")
HILL = row(90_000_002, "Jebel Tarfaya", "T.HLL", "SD")
ROWS = VILLAGE + HILL + row(379253, "Khartoum", "A.ADM1", "SD", one="29", lat="15.6", lon="32.5") + UNIT


def packed(path: Path, text: str | bytes = ROWS, member: str | None = None) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr(member or f"{path.stem}.txt", text)
    return path


def test_a_village_of_a_dump_is_known_with_its_units(tmp_path: Path) -> None:
    done = import_dump([packed(tmp_path / "SD.zip")])
    assert (done.rows, done.added, done.renewed) == (4, 2, 1)
    known = Gazetteer()
    (village,) = known["umm tarfaya"]
    assert (village.kind, village.country, village.admin1) == ("city", "SD", "North Darfur")
    assert (village.admin2, village.geonames, village.point) == ("Wadi Tarf District", 90_000_001, True)
    assert known["um tarfaia"][0].geonames == 90_000_001
    assert known["jebel tarfaya"] == ()
    assert known["mosul"][0].country == "IQ"


def test_what_the_packages_have_keeps_its_name_and_gets_the_dumps_point(tmp_path: Path) -> None:
    before = next(e for e in gazetteer()["khartoum"] if e.kind == "admin1")
    import_dump([packed(tmp_path / "SD.zip")])
    after = next(e for e in Gazetteer()["khartoum"] if e.kind == "admin1")
    assert (after.geonames, after.name, after.lat, after.point) == (before.geonames, before.name, 15.6, True)
    assert not before.point


def test_the_linker_uses_it_and_the_record_names_it(tmp_path: Path, annotator: Annotator) -> None:
    text = "Gunmen attacked the village of Umm Tarfaya in North Darfur on Monday.\n"
    article = read_text(text)
    before = annotator.made_by()["gazetteer"]
    import_dump([packed(tmp_path / "SD.zip")])
    gazetteer.cache_clear()
    made = annotator.annotate(article)
    places = [e.place for e in made.events if e.place]
    assert 90_000_001 in [p.geonames for p in places]
    assert "SD.zip@sha256:" in made.made_by["gazetteer"] and made.made_by["gazetteer"].startswith(before)


def test_classes_countries_and_alternate_names(tmp_path: Path) -> None:
    names = "1\t90000001\ten\tTarfaya Wells\t\t\t\t\t\t\n2\t90000001\tlink\thttps://x\t\t\t\t\t\t\n"
    names += "3\t90000001\ten\tOldname\t\t\t\t1\t\t\n4\t12345\ten\tNobody\t\t\t\t\t\t\n"
    more = ROWS + row(90_000_009, "Elsewhereville", "P.PPL", "SS", one="01")
    import_dump(
        [packed(tmp_path / "SD.zip", more)],
        names=packed(tmp_path / "alternateNamesV2.zip", names),
        countries=("SD",),
        classes="PT",
    )
    known = Gazetteer()
    assert known["tarfaya wells"][0].name == "Umm Tarfaya"
    assert known["jebel tarfaya"][0].kind == "region"
    assert not any(known[key] for key in ("oldname", "nobody", "elsewhereville", "https://x"))


def test_a_second_import_adds_and_the_same_again_changes_nothing(tmp_path: Path) -> None:
    first = packed(tmp_path / "SD.zip")
    import_dump([first])
    import_dump([packed(tmp_path / "SS.zip", row(90_000_009, "Elsewhereville", "P.PPL", "SS", one="01"))])
    path = import_dump([first]).path
    known = Gazetteer()
    assert known["umm tarfaya"] and known["elsewhereville"]
    assert len(known["umm tarfaya"]) == 1
    assert known.version.count("SD.zip") == 1 and known.version.count("SS.zip") == 1
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("SELECT COUNT(*) FROM place WHERE id > 10000000").fetchone() == (3,)


def test_the_same_dump_gives_the_same_bytes(tmp_path: Path) -> None:
    dump = packed(tmp_path / "SD.zip")
    one = import_dump([dump]).path.read_bytes()
    cli.main(["gazetteer", "reset"])
    assert import_dump([dump]).path.read_bytes() == one


BAD: dict[str, tuple[str | bytes, str]] = {
    "words": ("a page that is no table\n", "has 1 columns"),
    "postal": ("\t".join(["SD"] * 12), "postal codes"),
    "names": ("\t".join(["1"] * 10), "--alternate-names"),
    "cut": (ROWS + VILLAGE[:60], "cut short"),
    "latin": (VILLAGE.replace("Um ", "Üm ").encode("latin-1", "replace"), "not UTF-8"),
    "number": (VILLAGE.replace("90000001", "ninety", 1), "line 1"),
    "position": (VILLAGE.replace("13.6", "113.6"), "position"),
    "nan": (VILLAGE.replace("13.6", "nan"), "position"),
    "country": (VILLAGE.replace("\tSD\t", "\tSudan\t"), "no country"),
    "nothing": ("", "empty"),
    "other": (HILL, "no place of the classes"),
    "endless": ("x" * 600_000, "does not end"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("archive", [True, False])
def test_a_wrong_file_is_refused_and_nothing_changes(name: str, archive: bool, tmp_path: Path, cache: Path) -> None:
    text, told = BAD[name]
    data = text.encode() if isinstance(text, str) else text
    path = tmp_path / ("XY.zip" if archive else "XY.txt")
    if archive:
        packed(path, data)
    else:
        path.write_bytes(data)
    with pytest.raises(NotADump, match=told):
        import_dump([path])
    assert not (cache / "gazetteer-imported.sqlite").exists() and not list(cache.glob("*.part"))


def test_a_bad_second_file_leaves_what_was_there(tmp_path: Path, cache: Path) -> None:
    import_dump([packed(tmp_path / "SD.zip")])
    before = (cache / "gazetteer-imported.sqlite").read_bytes()
    with pytest.raises(NotADump):
        import_dump([packed(tmp_path / "SS.zip", VILLAGE), packed(tmp_path / "XY.zip", "no\n")])
    assert (cache / "gazetteer-imported.sqlite").read_bytes() == before


def test_damaged_archives(tmp_path: Path) -> None:
    whole = packed(tmp_path / "SD.zip").read_bytes()
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(NotADump, match="no whole archive"):
        import_dump([cut])
    flipped = bytearray(whole)
    at = whole.index(b"SD.txt") + 20
    flipped[at] ^= 0xFF
    broken = tmp_path / "broken.zip"
    broken.write_bytes(bytes(flipped))
    with pytest.raises(NotADump):
        import_dump([broken])
    with pytest.raises(UnreadableSource):
        import_dump([tmp_path / "missing.zip"])
    with pytest.raises(UnreadableSource):
        import_dump([tmp_path])
    two = io.BytesIO()
    with zipfile.ZipFile(two, "w") as archive:
        archive.writestr("a.txt", ROWS)
        archive.writestr("b.txt", ROWS)
    (tmp_path / "two.zip").write_bytes(two.getvalue())
    with pytest.raises(NotADump, match="Expected one table"):
        import_dump([tmp_path / "two.zip"])


def test_a_zip_bomb_is_refused_early(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("bomb.txt", "w") as member:
        for _ in range(100):
            member.write(HILL.encode() * 10_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(NotADump, match="50 times"):
        import_dump([path])


def test_an_import_beside_another_is_refused(tmp_path: Path, cache: Path) -> None:
    with gazetteer_file.alone(cache / "gazetteer-imported.sqlite"), pytest.raises(GazetteerBusy, match="Wait"):
        import_dump([packed(tmp_path / "SD.zip")])


def test_an_imported_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    path = import_dump([packed(tmp_path / "SD.zip")]).path
    good = path.read_bytes()
    path.write_bytes(good[: len(good) // 2 // 4096 * 4096])
    with pytest.raises(DataDamaged, match="reset"):
        gazetteer_file.ready()
    path.write_bytes(good)
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("UPDATE made SET value = '1' WHERE key = 'schema'")
    with pytest.raises(DataDamaged, match="form 1"):
        gazetteer_file.ready()
    path.write_text("no gazetteer")
    with pytest.raises(DataDamaged, match="cannot be read"):
        gazetteer_file.ready()
    path.unlink()
    assert gazetteer_file.ready() == gazetteer_file.gazetteer_path()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_locked_file_is_named(tmp_path: Path) -> None:
    path = import_dump([packed(tmp_path / "SD.zip")]).path
    path.chmod(0)
    with pytest.raises(DataDamaged, match="permissions"):
        gazetteer_file.ready()


def test_a_file_that_another_process_has_locked_is_still_read(tmp_path: Path) -> None:
    path = import_dump([packed(tmp_path / "SD.zip")]).path
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("BEGIN EXCLUSIVE")
        assert Gazetteer()["umm tarfaya"]


def test_features() -> None:
    assert kind_of("A", "ADM1") == "admin1" and kind_of("A", "ADM2") == "admin2" and kind_of("A", "PCLI") == "country"
    assert kind_of("S", "AIRB") == "site" and kind_of("H", "SEA") == "sea" and kind_of("T", "ISL") == "region"
    assert not any(kind_of("A", code) for code in ("ADM1H", "ADM3", "PCLH", "ADMD")) and kind_of("P", "PPLH") is None


def test_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dump = str(packed(tmp_path / "SD.zip"))
    assert cli.main(["gazetteer", "import", dump, "--countries", "sd", "--classes", "apt"]) == 0
    out = capsys.readouterr()
    assert "4 rows read" in out.out and "rows a second" in out.out and out.err == ""
    gazetteer.cache_clear()
    assert cli.main(["gazetteer", "look-up", "Umm", "Tarfaya"]) == 0
    assert "North Darfur, SD\t13.6, 25.4\t-\tPPL\t90000001" in capsys.readouterr().out
    assert cli.main(["gazetteer", "look-up", "Nosuchtown"]) == 1
    assert "Nosuchtown" in capsys.readouterr().err
    assert cli.main(["gazetteer", "info"]) == 0
    assert "SD.zip@sha256" in capsys.readouterr().out
    assert cli.main(["gazetteer", "import", dump, "--countries", "Sudan"]) == 2
    assert "NotADump" in capsys.readouterr().err
    assert cli.main(["gazetteer", "reset"]) == 0 and cli.main(["gazetteer", "reset"]) == 0
    assert "Nothing had been imported" in capsys.readouterr().out
