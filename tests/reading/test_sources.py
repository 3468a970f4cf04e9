"""Tables, JSON and archives, as researchers get them."""

import csv
import datetime as dt
import gzip
import json
from pathlib import Path

import pytest

from saidwho.errors import BadDate, BadMapping
from saidwho.reading import ReadingOptions, documents, parse_map, read, read_text, size_of
from saidwho.reading.columns import day_of
from saidwho.records import Article, Failure

BODY = (
    "PORTAVA, May 4 (Harbour Post) - Gunmen attacked the ministry of defence in Portava on Sunday, police said.\n\n"
    "Two guards were killed in the attack, the police said in a statement."
)
OTHER = "A court in Velk sentenced three men on Monday, the state agency reported, and two of them appealed."


def articles(path: Path, **options: object) -> list[Article]:
    found = list(read(path, options=ReadingOptions(**options)))  # type: ignore[arg-type]
    assert all(isinstance(a, Article) for a in found), found
    return [a for a in found if isinstance(a, Article)]


def failures(path: Path, **options: object) -> list[Failure]:
    found = read(path, options=ReadingOptions(**options))  # type: ignore[arg-type]
    return [f for f in found if isinstance(f, Failure)]


def write_csv(path: Path, rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_with_usual_names(tmp_path: Path, delimiter: str) -> None:
    rows = [
        ["id", "Title", "Body", "Publication", "Date", "URL"],
        ["n7", "Guards hurt in Portava", BODY, "Harbour Post", "4 May 2031", "https://post.example/1"],
        ["n8", "", OTHER, "", "", ""],
    ]
    first, second = articles(write_csv(tmp_path / "news.csv", rows, delimiter))
    assert first.text.startswith("Guards hurt in Portava\n\nPORTAVA")
    assert (first.outlet, first.published, first.url) == ("Harbour Post", dt.date(2031, 5, 4), "https://post.example/1")
    assert first.name == f"{tmp_path / 'news.csv'}:n7"
    assert first.title is not None
    assert first.quote(first.title) == "Guards hurt in Portava"
    assert (second.outlet, second.published) == (None, None)
    assert "published" in second.unknown


def test_a_mapping_names_the_columns(tmp_path: Path) -> None:
    rows = [["a", "b", "date"], ["ignored", BODY, "04/05/2031"]]
    path = write_csv(tmp_path / "news.csv", rows)
    columns = parse_map("text=b,published=date")
    (article,) = articles(path, columns=columns, date_format="%d/%m/%Y")
    assert article.published == dt.date(2031, 5, 4)
    (failure,) = failures(path, columns=columns)
    assert failure.reason == "BadDate"
    assert "--date-format" in failure.message
    (missing,) = failures(path, columns=parse_map("text=nothing"))
    assert missing.reason == "UnreadableSource"
    assert "a, b, date" in missing.message
    (unmapped,) = failures(path)
    assert "--map text=COLUMN" in unmapped.message


@pytest.mark.parametrize("value", ["text", "words=body", "=", "text=a,b"])
def test_a_wrong_mapping_is_told_at_once(value: str) -> None:
    with pytest.raises(BadMapping, match="FIELD=COLUMN"):
        parse_map(value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_of_other_encodings(tmp_path: Path, encoding: str) -> None:
    body = OTHER + " “Café” reports followed – in Señora."
    (article,) = articles(write_csv(tmp_path / "news.csv", [["text"], [body]], encoding=encoding))
    assert article.text == body


def test_bad_rows_are_failures_and_the_rest_is_read(tmp_path: Path) -> None:
    rows = [["text", "date"], [BODY, "2031-05-04"], ["", "2031-05-04"], [OTHER, "2031-05-05", "one", "more"], [OTHER]]
    found = list(read(write_csv(tmp_path / "news.csv", rows)))
    assert [type(f).__name__ for f in found] == ["Article", "Failure", "Failure", "Article"]
    assert [f.reason for f in found if isinstance(f, Failure)] == ["EmptyText", "UnreadableSource"]


def test_a_page_in_a_cell_is_read_as_a_page(tmp_path: Path) -> None:
    page = f"<html><head><title>Guards hurt</title></head><body><article><p>{BODY}</p></article></body></html>"
    (article,) = articles(write_csv(tmp_path / "news.csv", [["text", "outlet"], [page, "Harbour Post"]]))
    assert "<p>" not in article.text
    assert article.outlet == "Harbour Post"


def trafilatura_json(**more: object) -> dict[str, object]:
    """The keys that trafilatura 2 writes with `--json --with-metadata`."""
    return {
        "title": "Guards hurt in Portava", "author": None, "hostname": "post.example", "date": "2031-05-04",
        "fingerprint": "7c7d", "id": None, "license": None, "comments": "", "raw_text": BODY.replace("\n", " "),
        "text": BODY, "language": None, "image": None, "pagetype": "article", "filedate": "2031-06-01",
        "source": "https://post.example/1", "source-hostname": "Harbour Post", "excerpt": None, "categories": "",
        "tags": "", **more,
    }  # fmt: skip


@pytest.mark.parametrize("shape", ["object", "pretty", "list", "lines", "lines.gz"])
def test_trafilatura_json_as_it_is(tmp_path: Path, shape: str) -> None:
    item = trafilatura_json()
    texts = {
        "object": json.dumps(item),
        "pretty": json.dumps(item, indent=2),
        "list": json.dumps([item]),
        "lines": json.dumps(item) + "\n\n",
    }
    path = tmp_path / ("news.json" if shape in ("object", "pretty", "list") else "news.jsonl")
    if shape == "lines.gz":
        path = tmp_path / "news.jsonl.gz"
        path.write_bytes(gzip.compress(texts["lines"].encode()))
    else:
        path.write_text(texts[shape], encoding="utf-8")
    (article,) = articles(path)
    assert (article.outlet, article.published, article.url) == (
        "Harbour Post",
        dt.date(2031, 5, 4),
        "https://post.example/1",
    )
    assert article.text == f"Guards hurt in Portava\n\n{BODY}"
    assert [a.id for a in articles(path.parent)] == [article.id]


def test_json_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(f'{json.dumps({"text": OTHER})}\n[1]\n{{"a": \n{{"a": 1}}\n', encoding="utf-8")
    found = list(read(path))
    assert [type(f).__name__ for f in found] == ["Article", "Failure", "Failure", "Failure"]
    for content in ("", "no json", '{"a"'):
        path.write_text(content, encoding="utf-8")
        (failure,) = failures(path)
        assert failure.reason in ("EmptyText", "UnreadableSource")


def test_our_own_records_can_be_read_again(tmp_path: Path) -> None:
    from saidwho.export import article_record, to_json
    from saidwho.records import Annotation

    article = read_text(BODY, outlet="Harbour Post", published=dt.date(2031, 5, 4))
    path = tmp_path / "out.jsonl"
    path.write_text(to_json(article_record(Annotation(article, (), (), ()))) + "\n", encoding="utf-8")
    (again,) = articles(path)
    assert (again.id, again.text) == (article.id, article.text)


def test_parquet(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "news.parquet"
    table = {"body": [BODY, None, OTHER], "date": [dt.datetime(2031, 5, 4, 9), None, None], "big": [[1], [2], [3]]}
    pq.write_table(pa.table(table), path)
    found = list(read(path))
    assert [type(f).__name__ for f in found] == ["Article", "Failure", "Article"]
    assert isinstance(found[0], Article)
    assert found[0].published == dt.date(2031, 5, 4)
    path.write_bytes(path.read_bytes()[:-20])
    (failure,) = failures(path)
    assert failure.reason == "UnreadableSource"


def write_warc(path: Path, pages: list[tuple[str, int, bytes]], *, gzipped: bool) -> Path:
    plain = b""
    for number, (kind, status, payload) in enumerate(pages):
        http = (
            f"HTTP/1.1 {status} OK\r\nContent-Type: {kind}\r\nContent-Length: {len(payload)}\r\n\r\n".encode() + payload
        )
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/{number}\r\n"
            f"WARC-Date: 2031-06-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:0000{number}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        record = head.encode() + http + b"\r\n\r\n"
        plain += gzip.compress(record) if gzipped else record
    path.write_bytes(plain)
    return path


@pytest.mark.parametrize("gzipped", [True, False])
def test_warc(tmp_path: Path, gzipped: bool) -> None:
    inner = f"<article><p>{BODY}</p><p>Señal – fin.</p></article>"
    page = f"<html><head><title>Guards hurt</title></head><body>{inner}</body></html>"
    pages = [
        ("text/html; charset=windows-1252", 200, page.encode("cp1252")),
        ("text/html", 404, page.encode()),
        ("image/png", 200, b"\x89PNG"),
        ("text/plain", 200, OTHER.encode()),
    ]
    path = write_warc(tmp_path / ("crawl.warc.gz" if gzipped else "crawl.warc"), pages, gzipped=gzipped)
    first, second = articles(path)
    assert first.url == "https://post.example/0"
    assert first.published is None
    assert "Señal – fin." in first.text
    assert second.text == OTHER
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) - 120])
    found = list(read(path))
    assert isinstance(found[0], Article)
    path.write_bytes(b"no archive at all")
    (failure,) = failures(path)
    assert failure.reason == "UnreadableSource"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-05-04T10:00:00+02:00", dt.date(2031, 5, 4)),
        ("20310504", dt.date(2031, 5, 4)),
        ("Sun, 04 May 2031 10:00:00 GMT", dt.date(2031, 5, 4)),
        ("May 4, 2031", dt.date(2031, 5, 4)),
        ("23.05.2031", dt.date(2031, 5, 23)),
        ("05/23/2031 10:00", dt.date(2031, 5, 23)),
        ("05/05/2031", dt.date(2031, 5, 5)),
        (dt.datetime(2031, 5, 4), dt.date(2031, 5, 4)),
        ("NaN", None),
        (float("nan"), None),
    ],
)
def test_days_as_tables_write_them(value: object, expected: dt.date | None) -> None:
    assert day_of(value) == expected


@pytest.mark.parametrize("value", ["04/05/2031", "yesterday", "2031-02-30", "13/13/2031", 17])
def test_days_that_are_none_or_two(value: object) -> None:
    with pytest.raises(BadDate):
        day_of(value)


def test_one_text_of_two_outlets_is_two_reports() -> None:
    day = dt.date(2031, 5, 4)
    ids = {
        read_text(BODY).id,
        read_text(BODY, outlet="Harbour Post").id,
        read_text(BODY, outlet="Harbour Post", published=day).id,
        read_text(BODY, outlet="River Daily", published=day).id,
    }
    assert len(ids) == 4


def test_keys_follow_what_is_given(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY, encoding="utf-8")
    (document,) = documents(path)
    assert not isinstance(document, Failure)
    plain, dated = ReadingOptions(), ReadingOptions(published=dt.date(2031, 5, 4))
    assert document.key(plain) == document.key(plain) != document.key(dated)
    assert document.size == size_of(path) == len(BODY.encode())
